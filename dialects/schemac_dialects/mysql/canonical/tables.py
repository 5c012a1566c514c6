"""A declared table as the server would write it: put to it as a temporary table, and read again."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from schemac import ir
from schemac.diagnostics import fail
from schemac.dialect import Step
from schemac.operation import Create
from schemac.render import Renderer
from schemac_dialects.mysql import ddl, types
from schemac_dialects.mysql.canonical.asking import Answer, Asking, same_text
from schemac_dialects.mysql.canonical.partitions import partitions
from schemac_dialects.mysql.canonical.programs import stored
from schemac_dialects.mysql.catalog import Refused
from schemac_dialects.mysql.ddl import Surroundings
from schemac_dialects.mysql.flavour import Flavour
from schemac_dialects.mysql.tokens import Unparsable

_TEMPORARY_ENGINES = frozenset({"innodb", "myisam", "memory", "aria"})
# Of the database, of the table, of an operation, of a server that is only read.
_DENIED = frozenset({1044, 1142, 1227, 1290, 1836})
_ROW_TIMES = ("ROW START", "ROW END")
_ANSWERED = (
    "type", "nullable", "default", "generated", "stored", "identity", "charset", "collation", "on_update", "invisible",
    "srid", "compression", "comment",
)  # fmt: skip
"""The fields of a column that the server tells; the others are hints, or are not to be had in a temporary table."""
Member = TypeVar("Member", bound=ir.Object)


def table(declared: ir.Table, live: ir.Table, here: Surroundings, scratch: str) -> Asking:
    """The declared table as the server writes it; where it refuses that, each column and check by itself."""
    created, shown, _ = yield _questions(_aside(declared, scratch), here)
    if isinstance(created, Refused) and created.code in _DENIED:
        raise fail(
            "comparison-failed",
            f"{here.flavour.title} would not compare expressions: {created.message}",
            help="the comparison needs the right to create temporary tables in the database",
            exit_code=3,
        )
    answered = _read(shown, here)
    if answered is None:
        parts = list(_parts(declared, live, scratch))
        answers = yield [sql for part in parts for sql in _questions(part, here)]
        answered = _joined(declared, parts, [_read(answer, here) for answer in answers[1::3]])
    parted = yield from partitions(declared, live)
    return _aligned(parted, live, answered, here)


def _questions(aside: ir.Table, here: Surroundings) -> list[str]:
    name = types.quote(aside.name)
    return [
        _create(aside, here.flavour),
        f"show create table {name}",
        f"drop temporary table if exists {name}",
    ]


def _read(answer: Answer, here: Surroundings) -> ir.Table | None:
    if isinstance(answer, Refused):
        return None
    try:
        return ddl.table(answer.row[1].decode("utf-8", "surrogateescape"), here).table
    except Unparsable:
        return None


def _parts(declared: ir.Table, live: ir.Table, scratch: str) -> Iterator[ir.Table]:
    """Tables of the live columns, in each of which one column or check is that which is declared."""
    whole = _aside(declared, scratch)
    held = {column.name: replace(column, versioned=True, identity=None) for column in live.columns}
    columns = tuple(column for column in held.values() if column.generated not in _ROW_TIMES)
    plain = replace(whole, columns=columns, primary_key=None, uniques=(), indexes=(), checks=(), engine=None)
    for own in whole.columns:
        if own.name in held and own != held[own.name]:
            changed = replace(own, identity=None)
            yield replace(plain, columns=tuple(changed if one.name == own.name else one for one in columns))
    for check in whole.checks:
        yield replace(plain, checks=(check,))


def _joined(declared: ir.Table, parts: list[ir.Table], answers: list[ir.Table | None]) -> ir.Table:
    """What the server said of single columns and checks; of the others there is nothing to be told."""
    columns: dict[str, ir.Column] = {}
    checks: list[ir.Check] = []
    collation, told = declared.collation, False
    for part, answer in zip(parts, answers, strict=True):
        if answer is None:
            continue
        collation, told = answer.collation, True
        checks += answer.checks
        own = {column.name: column for column in declared.columns}
        for asked, column in zip(part.columns, answer.columns, strict=True):
            if asked == replace(own.get(asked.name, asked), versioned=True, identity=None):
                columns[column.name] = column
    return replace(
        declared,
        columns=tuple(columns.values()),
        primary_key=None,
        uniques=(),
        indexes=(),
        checks=tuple(checks),
        charset=None if told else declared.charset,
        collation=collation,
    )


@functools.cache
def _renderer(flavour: Flavour) -> Renderer:
    from schemac_dialects.mysql import build

    return Renderer(build(flavour))


def _create(table: ir.Table, flavour: Flavour) -> str:
    operation = Create(address=ir.address(table), object=table, owner=table)
    text = _renderer(flavour).render(operation, Step(values={"targets": {}}))
    return text.strip().removesuffix(";").replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1)


def _aside(declared: ir.Table, name: str) -> ir.Table:
    """What of a table can be temporary: neither foreign keys nor partitions, periods, or how it is stored."""
    columns = tuple(
        replace(column, versioned=True) for column in declared.columns if column.generated not in _ROW_TIMES
    )
    known = {column.name for column in columns}

    def possible(key: Any) -> bool:
        held = key.columns if isinstance(key, ir.Index) else (key,)
        return all(known.issuperset(ir.own_columns(part)) for part in held) and not getattr(
            key, "without_overlaps", False
        )

    primary = declared.primary_key
    engine = declared.engine if (declared.engine or "").lower() in _TEMPORARY_ENGINES else None
    indexes = tuple(key for key in declared.indexes if key.method != "fulltext" and possible(key))
    return ir.Table(
        name=name,
        columns=columns,
        primary_key=primary if primary is not None and possible(primary) else None,
        uniques=tuple(filter(possible, declared.uniques)),
        indexes=indexes,
        # The names of checks are those of the whole database on MySQL.
        checks=tuple(replace(check, name=f"{name}_{at}") for at, check in enumerate(declared.checks)),
        engine=engine,
        charset=declared.charset,
        collation=declared.collation,
    )


def _aligned(declared: ir.Table, live: ir.Table, answered: ir.Table, here: Surroundings) -> ir.Table:
    collation = answered.collation or here.collation
    # By the number at the end of the name that they had.
    told = {int(check.name.rpartition("_")[2]): check for check in answered.checks}
    checks = tuple(
        _check(replace(own, sql=told[at].sql, enforced=told[at].enforced), live.checks) if at in told else own
        for at, own in enumerate(declared.checks)
    )
    primary = declared.primary_key
    if primary is not None and answered.primary_key is not None:
        primary = replace(answered.primary_key, name=primary.name, renamed_from=primary.renamed_from)
    return replace(
        declared,
        comment=declared.comment or None,
        columns=tuple(_column(one, answered, live, collation, here) for one in declared.columns),
        primary_key=primary,
        uniques=_answered(declared.uniques, answered.uniques),
        indexes=tuple(_index(one, live) for one in _answered(declared.indexes, answered.indexes)),
        checks=checks,
        foreign_keys=tuple(_foreign_key(one, live.foreign_keys) for one in declared.foreign_keys),
        triggers=tuple(
            stored(one, next((held for held in live.triggers if held.name == one.name), None), here)
            for one in declared.triggers
        ),
        engine=_same_word(declared.engine, live.engine),
        charset=answered.charset,
        collation=answered.collation,
        storage=_options(declared.storage, live.storage),
    )


def _named(held: tuple[Member, ...]) -> Mapping[str, Member]:
    return {one.name: one for one in held}


def _answered(declared: tuple[Any, ...], answered: tuple[Any, ...]) -> tuple[Any, ...]:
    told = _named(answered)
    return tuple(
        replace(told[one.name], **{name: getattr(one, name) for name in ir.fields_of(type(one), ir.Role.HINT)})
        if one.name in told
        else one
        for one in declared
    )


def _column(declared: ir.Column, table: ir.Table, live: ir.Table, collation: str, here: Surroundings) -> ir.Column:
    told = _named(table.columns).get(declared.name)
    if told is None:
        return declared
    changes = {name: getattr(told, name) for name in _ANSWERED}
    if told.identity is None and declared.identity is not None:
        changes["identity"] = declared.identity
    if here.flavour.reference_system != "SRID":
        changes["srid"] = declared.srid
    held = _named(live.columns).get(declared.name)
    if held is not None:
        for name in ("default", "generated"):
            if same_text(changes[name], getattr(held, name)):
                changes[name] = getattr(held, name)
        own = changes["collation"] or collation
        if changes["charset"] is None and own == (held.collation or live.collation or here.collation):
            changes["collation"] = held.collation
    return replace(declared, **changes)


def _check(answered: ir.Check, live: tuple[ir.Check, ...]) -> ir.Check:
    """A check; MySQL leaves the names of columns in the case in which they are written."""
    held = _named(live).get(answered.name)
    return replace(answered, sql=held.sql) if held is not None and same_text(answered.sql, held.sql) else answered


def _index(declared: ir.Index, table: ir.Table) -> ir.Index:
    """An index; what a temporary table does not tell of a full-text one in the live one's spelling."""
    live = _named(table.indexes).get(declared.name)
    if live is None:
        return declared
    if declared.method == "fulltext":
        declared = replace(declared, parser=_same_word(declared.parser, live.parser), comment=declared.comment or None)
    if len(declared.columns) == len(live.columns):
        parts = zip(declared.columns, live.columns, strict=True)
        columns = tuple(replace(own, sql=held.sql) if same_text(own.sql, held.sql) else own for own, held in parts)
        declared = replace(declared, columns=columns)
    trees = (table.engine or "").lower() != "memory" and {declared.method, live.method} == {None, "btree"}
    return replace(declared, method=live.method) if trees else declared


def _foreign_key(declared: ir.ForeignKey, live: tuple[ir.ForeignKey, ...]) -> ir.ForeignKey:
    held = _named(live).get(declared.name)
    if held is None or declared.target.name.lower() != held.target.name.lower():
        return declared
    return replace(
        declared,
        target=held.target,
        # Those of the primary key go without saying.
        target_columns=declared.target_columns if held.target_columns else (),
    )


def _same_word(declared: str | None, live: str | None) -> str | None:
    return live if declared is not None and live is not None and declared.lower() == live.lower() else declared


def _options(declared: ir.Pairs, live: ir.Pairs) -> ir.Pairs:
    held = dict(live)
    return tuple((name, _same_word(value, held.get(name)) or value) for name, value in declared)
