"""All changes of a table by one statement, where some of them cannot be made one after the other.

A column with AUTO_INCREMENT is a key in every statement's result; a foreign key always has its indexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from schemac import ir
from schemac.dialect import Change, Situation, Step
from schemac.diff import diff
from schemac.ir import Address, Object
from schemac.names import Name
from schemac.operation import Alter, Create, Drop, Operation, verb
from schemac_dialects.mysql import keys

_APART = frozenset({"backfill", "values", "convert", "guarded"})
"""Sections that are statements of their own, before what is made in one."""
BESIDE = frozenset({"foreign_key", "trigger"})
"""Members that are made by statements of their own in any case."""
_ORDER = ("table", "period", "column", "primary_key", "unique", "index", "check", "partition")


def is_tangled(address: Address, situation: Situation) -> bool:
    """Whether the members of a table have to change together."""
    old, new = situation.old.objects.get(address), situation.new.objects.get(address)
    if not isinstance(old, ir.Table) or not isinstance(new, ir.Table):
        return False
    return _numbers(old) != _numbers(new) or any(
        not _keeps(old, new, columns) for columns in _needed(address, old, new, situation)
    )


def _numbers(table: ir.Table) -> list[str]:
    return [column.name for column in table.columns if column.identity is not None]


def _needed(address: Address, old: ir.Table, new: ir.Table, situation: Situation) -> Iterator[tuple[str, ...]]:
    """The columns that stay in front of a key: those of AUTO_INCREMENT, and of foreign keys on either side."""
    yield from ((name,) for name in _numbers(new))
    held = {key.name for key in old.foreign_keys}
    yield from (key.columns for key in new.foreign_keys if key.name in held)
    if all(_has(new, key) for key in _keys(old)):
        return
    for other in situation.new.of_kind("table"):
        before = situation.old.objects.get(ir.address(other))
        names = {key.name for key in getattr(before, "foreign_keys", ())}
        for key in getattr(other, "foreign_keys", ()):
            if key.target == Name(address.schema, address.name) and key.name in names:
                yield keys.targets(other, situation)[key.name]


def _keys(table: ir.Table) -> list[Object]:
    own = [] if table.primary_key is None else [table.primary_key]
    return [*own, *table.uniques, *table.indexes]


def _has(table: ir.Table, key: Object) -> bool:
    return any(one.kind == key.kind and one.name == key.name and one == key for one in _keys(table))


def _keeps(old: ir.Table, new: ir.Table, columns: tuple[str, ...]) -> bool:
    """Whether a key that begins with the columns stays as it is, or there was none."""
    leading = [key for key in _keys(old) if tuple(ir.own_columns(key))[: len(columns)] == columns]
    return not leading or any(_has(new, key) for key in leading)


def whole(
    operation: Alter,
    situation: Situation,
    change: Callable[[Operation, Situation], Change],
    same: Callable[[str, str, Any, Any], bool],
) -> Change:
    """The steps of everything that changes of a table, put so that what shares a statement stands together."""
    made = [
        part
        for found in diff(ir.database([operation.old]), ir.database([operation.new]), same=same).operations
        if found.address.member_kind not in BESIDE
        for part in _parts(found, situation, change)
    ]
    made.sort(key=lambda one: (not isinstance(one[0], Drop), _ORDER.index(one[0].address.object_kind)))
    early: list[Step] = []
    late: list[Step] = []
    for part, steps in made:
        updates = max((at for at, step in enumerate(steps, 1) if step.section in _APART), default=0)
        if not part.address.member_kind:
            updates = len(steps)
        early += (_told(part, step) for step in steps[:updates])
        late += (_told(part, step) for step in steps[updates:])
    return (*early, *late)


def _parts(
    found: Operation, situation: Situation, change: Callable[[Operation, Situation], Change]
) -> Iterator[tuple[Operation, tuple[Step, ...]]]:
    made = change(found, situation)
    if isinstance(made, tuple):
        yield found, made
        return
    assert isinstance(found, Alter)
    for part in (
        Drop(address=found.address, object=found.old, owner=found.old_owner),
        Create(address=found.address, object=found.new, owner=found.owner),
    ):
        steps = change(part, situation)
        assert isinstance(steps, tuple)
        yield part, steps


def _told(part: Operation, step: Step) -> Step:
    """A step that renders one part of the whole."""
    held: dict[str, Any] = {"operation": part, "owner": part.owner}
    if isinstance(part, Alter):
        held |= {"old": part.old, "new": part.new, "object": part.new}
    else:
        held["object"] = part.object
    template = step.template or f"{part.address.object_kind}/{verb(part)}.sql.j2"
    return replace(step, template=template, values={**held, **step.values})
