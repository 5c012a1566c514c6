"""What MySQL and MariaDB make of a declaration by themselves, or have under another guise.

The normal form of the model for both: enums and domains are types and checks of columns, a unique key of plain columns
is a constraint, a foreign key has its index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from schemac import ir, names, sqltext
from schemac.ir import Database
from schemac.names import Name
from schemac_dialects.mysql import types
from schemac_dialects.mysql.flavour import Flavour

_Own = Mapping[Name, ir.Enum | ir.Domain]
_NOW = frozenset({"now", "current_timestamp", "localtime", "localtimestamp"})
_DEFAULT_ENGINE = "innodb"
_LENGTH = re.compile(r"(?:var)?(?:char|binary)\((\d+)\)")
_WIDEST = 4
_KEY_SIZE = 3072
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def lower(declared: Database, *, flavour: Flavour) -> Database:
    """The declared database in the normal form."""
    own: _Own = {
        found.qualified: found for found in declared.objects.values() if isinstance(found, ir.Enum | ir.Domain)
    }
    lowered = (_lowered(found, own, flavour) for found in declared.objects.values() if found.qualified not in own)
    return ir.database(map(_storable, lowered))


def _storable(found: ir.TopLevel) -> ir.TopLevel:
    """An object whose comments have a question mark for what the server keeps none of, as it does it by itself: they
    are utf8mb3 (https://dev.mysql.com/doc/refman/en/charset-metadata.html)."""

    def kept(one: Any) -> Any:
        comment = None if one.comment is None else _BEYOND.sub("?", one.comment)
        return one if comment == one.comment else replace(one, comment=comment)

    if not any(one.comment is not None and _BEYOND.search(one.comment) for one in (found, *ir.children(found))):
        return found
    return kept(ir.with_children(found, kept))  # type: ignore[no-any-return]


def _lowered(found: ir.TopLevel, own: _Own, flavour: Flavour) -> ir.TopLevel:
    if isinstance(found, ir.Table):
        return _table(found, own, flavour)
    if isinstance(found, ir.Routine):
        arguments = tuple(replace(one, type=_plain_type(one.type, own)) for one in found.arguments)
        body = found.body if found.statement is None else found.statement
        found = replace(found, arguments=arguments, body=body_of(body or ""), statement=None)
        if isinstance(found, ir.Function) and found.returns is not None:
            found = replace(found, returns=_plain_type(found.returns, own))
        return found
    if isinstance(found, ir.View):
        return replace(found, comment=None)
    if isinstance(found, ir.DatabaseDefaults):
        charset, collation = _collation(found.charset, found.collation)
        return replace(found, charset=charset, collation=collation)
    if isinstance(found, ir.Sequence):
        return brief_sequence(found)
    if isinstance(found, ir.Event):
        return replace(found, body=body_of(found.body))
    return found


def body_of(text: str) -> str:
    """The body of a stored program as the server keeps it: without blanks around it, and a semicolon behind it."""
    return text.strip().rstrip(";").rstrip()


def _plain_type(text: str, own: _Own) -> str:
    """The type under a project's enums and domains."""
    head = names.type_head(text)
    found = own.get(head[0]) if head and not head[1] else None
    if isinstance(found, ir.Enum):
        return f"enum({','.join(map(types.literal, found.values))})"
    return _plain_type(found.type, own) if isinstance(found, ir.Domain) else text


def brief_sequence(sequence: ir.Sequence) -> ir.Sequence:
    """A sequence without what it has by default (https://mariadb.com/kb/en/create-sequence/)."""
    down = sequence.increment is not None and sequence.increment < 0
    low, high = (-9223372036854775807, -1) if down else (1, 9223372036854775806)
    low, high = (low if sequence.min is None else sequence.min), (high if sequence.max is None else sequence.max)
    defaults = {"increment": 1, "cache": 1000, "start": high if down else low}
    defaults |= {"min": -9223372036854775807 if down else 1, "max": -1 if down else 9223372036854775806}
    said: dict[str, Any] = {key: None for key, value in defaults.items() if getattr(sequence, key) == value}
    return replace(sequence, **said) if said else sequence


def _collation(charset: str | None, collation: str | None) -> tuple[str | None, str | None]:
    """Charset and collation, without the charset that the collation tells."""
    charset = None if charset is None else charset.lower()
    collation = None if collation is None else collation.lower()
    if charset is not None and collation is not None and f"{collation}_".startswith(f"{charset}_"):
        charset = None
    return charset, collation


def _table(table: ir.Table, own: _Own, flavour: Flavour) -> ir.Table:
    checks = list(table.checks)
    columns = tuple(_column(table, column, own, checks, flavour) for column in table.columns)
    charset, collation = _collation(table.charset, table.collation)
    key = table.primary_key
    if key is not None:
        key = replace(key, name=names.primary_key_name(table.name))
        inside = frozenset(key.columns)
        columns = tuple(replace(one, nullable=False) if one.name in inside else one for one in columns)
    uniques, indexes = list(table.uniques), []
    for index in table.indexes:
        index = replace(index, method=None if index.method is None else index.method.lower())
        index = replace(index, method=None) if hashed_by_itself(index, table.columns) else index
        unique = as_unique(index)
        if unique is None:
            indexes.append(index)
        else:
            uniques.append(unique)
    keys = tuple(_foreign_key(one) for one in table.foreign_keys)
    starts = (column.identity.start for column in table.columns if column.identity is not None)
    engine = None if table.engine is None or table.engine.lower() == _DEFAULT_ENGINE else table.engine
    plain = replace(
        table,
        columns=columns,
        primary_key=key,
        uniques=tuple(uniques),
        indexes=tuple(indexes),
        # What has no comment in the database.
        checks=tuple(replace(one, comment=None) for one in checks),
        foreign_keys=keys,
        triggers=tuple(
            ordered(tuple(replace(one, body=body_of(one.body or ""), comment=None) for one in table.triggers))
        ),
        engine=engine,
        auto_increment=table.auto_increment or next(starts, None),
        charset=charset,
        collation=collation,
        storage=tuple(sorted((name.lower(), value) for name, value in table.storage)),
        **_partitioned(table),
    )
    return replace(plain, indexes=(*plain.indexes, *implied(plain)))


def _partitioned(table: ir.Table) -> dict[str, Any]:
    """RANGE and LIST of anything but one whole number are RANGE COLUMNS and LIST COLUMNS."""
    strategy = table.partition_strategy
    if strategy in ("range", "list") and all(part.column is not None for part in table.partition_by):
        found = {column.name: column.type for column in table.columns}
        held = [found.get(part.column or "", "") for part in table.partition_by]
        if len(held) != 1 or types.base(held[0]) not in types.RANGES:
            strategy = f"{strategy}_columns"
    if strategy not in ("range_columns", "list_columns"):
        return {}
    partitions = tuple(
        replace(one, bound="VALUES LESS THAN (MAXVALUE)") if one.bound == "VALUES LESS THAN MAXVALUE" else one
        for one in table.partitions
    )
    return {"partition_strategy": strategy, "partitions": partitions}


def _foreign_key(key: ir.ForeignKey) -> ir.ForeignKey:
    return replace(key, comment=None) if key.comment is not None else key


def hashed_by_itself(index: ir.Index, columns: Iterable[ir.Column]) -> bool:
    """Whether MariaDB keeps a unique key as hashes, be it told or not: since its values are too long for a tree
    (https://mariadb.com/kb/en/getting-started-with-indexes/#unique-index)."""
    if index.method != "hash" or not index.unique:
        return False
    found = {column.name: column.type for column in columns}
    size = 0
    for part in index.columns:
        type = found.get(part.column or "", "")
        if part.length is None and types.base(type) in types.LONG:
            return True
        held = _LENGTH.match(type)
        size += _WIDEST * (part.length or (int(held[1]) if held else 0))
    return size > _KEY_SIZE


def as_unique(index: ir.Index) -> ir.Unique | None:
    """A unique index of columns as the constraint that it is; None where it is more than one."""
    if not index.unique or index != replace(
        ir.Index(name=index.name, columns=index.columns, unique=True), comment=index.comment
    ):
        return None
    columns = tuple(part.column for part in index.columns if part.column is not None)
    if len(columns) != len(index.columns):
        return None
    plain = all(part == ir.IndexPart(column=part.column) for part in index.columns)
    return ir.Unique(
        name=index.name,
        comment=index.comment,
        renamed_from=index.renamed_from,
        columns=columns,
        parts=() if plain else index.columns,
    )


def ordered(triggers: tuple[ir.Trigger, ...]) -> Iterator[ir.Trigger]:
    """Triggers of which each says which one of the same timing and event it follows."""
    last: dict[tuple[str, tuple[str, ...]], str] = {}
    for trigger in triggers:
        before = last.get((trigger.timing, trigger.events))
        last[trigger.timing, trigger.events] = trigger.name
        yield replace(trigger, follows=before) if trigger.follows is None and before is not None else trigger


def implied(table: ir.Table) -> Iterator[ir.Index]:
    """The indexes that the server makes for foreign keys whose columns come first in no other.

    Source: https://dev.mysql.com/doc/refman/en/constraint-foreign-key.html
    """
    known = [] if table.primary_key is None else [table.primary_key.parts or _parts(table.primary_key.columns)]
    known += [unique.parts or _parts(unique.columns) for unique in table.uniques]
    known += [index.columns for index in table.indexes if index.method in (None, "hash")]
    for key in table.foreign_keys:
        if any(_leads(held, key.columns) for held in known):
            continue
        made = ir.Index(name=key.name, columns=_parts(key.columns))
        known.append(made.columns)
        yield made


def _parts(columns: tuple[str, ...]) -> tuple[ir.IndexPart, ...]:
    return tuple(ir.IndexPart(column=column) for column in columns)


def _leads(held: tuple[ir.IndexPart, ...], columns: tuple[str, ...]) -> bool:
    first = held[: len(columns)]
    return tuple(part.column for part in first) == columns and all(part.length is None for part in first)


def _column(table: ir.Table, column: ir.Column, own: _Own, checks: list[ir.Check], flavour: Flavour) -> ir.Column:
    head = names.type_head(column.type)
    found = own.get(head[0]) if head and not head[1] else None
    if isinstance(found, ir.Domain):
        base = replace(
            column,
            type=found.type,
            nullable=column.nullable and found.nullable,
            collation=column.collation or found.collation,
            default=column.default if column.default is not None else found.default,
        )
        for check in found.checks:
            checks.append(_check(table, column, sqltext.renamed(check.sql, {"value": column.name}), checks))
        return _column(table, base, own, checks, flavour)
    if isinstance(found, ir.Enum):
        column = replace(column, type=_plain_type(column.type, own), renamed_values=found.renamed_values)
    charset, collation = _collation(column.charset, column.collation)
    default = column.default
    if default is not None and default.lower() == "null":
        default = None
    if default is not None:
        default = spelled(default, column.type)
    identity = column.identity
    if identity is not None or column.autoincrement or column.type in types.SERIALS:
        # Where the numbers start is the table's affair.
        identity = replace(identity or ir.Identity(), always=False, start=None)
        column = replace(column, type=types.SERIALS.get(column.type, column.type), nullable=False)
    on_update = column.on_update
    return replace(
        column,
        charset=charset,
        collation=collation,
        default=default,
        on_update=None if on_update is None else spelled(on_update, column.type),
        # MariaDB keeps no reference system that is none.
        srid=None if flavour.reference_system != "SRID" and column.srid == 0 else column.srid,
        identity=identity,
        autoincrement=False,
    )


def _check(table: ir.Table, column: ir.Column, sql: str, checks: list[ir.Check]) -> ir.Check:
    taken = {check.name for check in checks}
    return ir.Check(name=names.free(names.check_name(table.name, column.name), taken), sql=sql)


def spelled(default: str, type: str) -> str:
    """The present time as the server spells it, with as many digits as the column has; any other SQL as it is."""
    words = [token.text.lower() for token in sqltext.tokens(default) if token.kind != "space"]
    if not words or words[0] not in _NOW or types.base(type) not in ("timestamp", "datetime"):
        return default
    if words[1:] not in ([], ["(", ")"]) and not (len(words) == 4 and words[2].isdigit()):
        return default
    digits = type[len(types.base(type)) :]
    return f"CURRENT_TIMESTAMP{digits}"


def unsaid(live: Database) -> Database:
    """A live database without the indexes of foreign keys and the order of triggers, which lowering adds again."""
    return ir.database(_brief(found) if isinstance(found, ir.Table) else found for found in live.objects.values())


def _brief(table: ir.Table) -> ir.Table:
    # Keys have an order, which a dump shows: only what lowering puts back at their end is left out.
    for kept in range(len(table.indexes) if table.foreign_keys else 0):
        without = replace(table, indexes=table.indexes[:kept])
        if (*without.indexes, *implied(without)) == table.indexes:
            table = without
            break
    plain = tuple(replace(trigger, follows=None) for trigger in table.triggers)
    return replace(table, triggers=plain) if tuple(ordered(plain)) == table.triggers else table
