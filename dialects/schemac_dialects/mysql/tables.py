"""How a table itself is changed: its engine, charset, options and history; and what it inherits of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from schemac import ir
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.operation import Alter, Create, Drop
from schemac_dialects.mysql import online, partitions, types
from schemac_dialects.mysql.retype import charset

_ONLINE_OPTIONS = frozenset("row_format key_block_size stats_persistent stats_auto_recalc stats_sample_pages".split())
_CHARSET = frozenset({"charset", "collation"})


def _alter(operation: Alter, situation: Situation) -> Change:
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Table)
    assert isinstance(new, ir.Table)
    fields = set(operation.fields)
    steps: list[Step] = []
    tail = online.tail(old, new)
    if "versioned" in fields and not new.versioned:
        hazard = Hazard(code="drop-table", message=f"the history of {new.name} is dropped")
        steps.append(Step(section="unversioned", hazards=(hazard,)))
    if "engine" in fields:
        hazard = online.rewrite(f"{new.name} is written again by another engine")
        steps.append(Step(section="engine", hazards=(hazard,)))
    if fields & _CHARSET:
        steps += converted(old, new, situation)
    if "storage" in fields:
        changed = {name for name, _ in set(old.storage) ^ set(new.storage)}
        rewrite = () if changed <= _ONLINE_OPTIONS else (online.rewrite(f"{new.name} is written again"),)
        steps.append(Step(section="storage", hazards=rewrite, tail="" if rewrite else tail))
    if "tablespace" in fields:
        steps.append(Step(section="tablespace", hazards=(online.rewrite(f"{new.name} moves to another tablespace"),)))
    if "comment" in fields:
        steps.append(Step(section="comment", tail=tail))
    if "versioned" in fields and new.versioned:
        steps.append(Step(section="versioned", hazards=(online.rewrite(f"{new.name} is written again"),)))
    return (*steps, *partitions.alter_table(operation))


def converted(old: ir.Table, new: ir.Table, situation: Situation) -> Iterator[Step]:
    """A table gets another charset together with the columns that have none of their own.

    CONVERT TO would take every column, and make longer types of some
    (https://dev.mysql.com/doc/refman/en/alter-table.html#alter-table-character-set).
    """
    before = {column.name: column for column in old.columns}
    inheriting = [
        column
        for column in new.columns
        if column.name in before
        and types.base(column.type) in types.TEXTS
        and (column.charset, column.collation) == (None, None)
        and (before[column.name].charset, before[column.name].collation) == (None, None)
    ]
    hazards: list[Hazard] = []
    if inheriting:
        hazards.append(online.rewrite(f"{new.name} is written again in another charset or order"))
    one, other = _charset(old, situation.old), _charset(new, situation.new)
    if inheriting and other != "utf8mb4" and (one is None or one != other):
        names = ", ".join(column.name for column in inheriting)
        message = f"{names} of {new.name} may hold what the new charset lacks"
        hazards.append(Hazard(code="convert-column", message=message))
    said = new.charset is not None or new.collation is not None

    def blocks(found: ir.Object) -> bool:
        names = {column.name for column in inheriting}
        return found.kind == "foreign_key" and bool(names)

    yield Step(
        section="charset" if said else "database_charset",
        template="table/alter.sql.j2",
        hazards=tuple(hazards),
        values={"columns": [before[column.name] for column in inheriting], "old": old, "new": new, "owner": new},
        blocks=blocks,
    )


def _charset(table: ir.Table, state: ir.Database) -> str | None:
    """The charset of a table as far as it is said, be it as the database's."""
    nothing = ir.Column(name="", type="text")
    return charset(nothing, table) or charset(nothing, state.objects.get(ir.Address("database", "", "")) or table)


def _inherits(table: ir.TopLevel | None) -> bool:
    return isinstance(table, ir.Table) and (table.charset, table.collation) == (None, None)


def _defaults(operation: Create | Alter, situation: Situation) -> Change:
    """The tables that have the database's charset get the new one with it."""
    old = operation.old if isinstance(operation, Alter) else None
    new = operation.new if isinstance(operation, Alter) else operation.object
    steps = [Step()]
    for address, table in situation.old.objects.items():
        if isinstance(table, ir.Table) and _inherits(table) and _inherits(situation.new.objects.get(address)):
            steps += _with_defaults(table, old, new, situation)
    return tuple(steps)


def _left(_operation: Drop, _situation: Situation) -> Change:
    """Of defaults that nobody declares any more nothing is known: they stay as they are."""
    return ()


def _with_defaults(table: ir.Table, old: Any, new: Any, situation: Situation) -> Iterator[Step]:
    before = replace(table, charset=getattr(old, "charset", None), collation=getattr(old, "collation", None))
    after = replace(table, charset=getattr(new, "charset", None), collation=getattr(new, "collation", None))
    yield from converted(before, after, situation)


CHANGES: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
    ("alter", "table"): _alter,
    **{(verb, "database"): _defaults for verb in ("create", "alter")},
    ("drop", "database"): _left,
}
"""The changes of tables and of the defaults of the database."""
