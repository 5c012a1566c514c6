"""All changes of a table by one statement, where some of them cannot be made one after the other.

A column with AUTO_INCREMENT is a key in every statement's result; a foreign key always has its indexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from schemac import ir, sqltext
from schemac.dialect import Change, Situation, Step
from schemac.diff import diff
from schemac.ir import Address, Object, TopLevel
from schemac.names import Name
from schemac.operation import Alter, Create, Drop, Operation, verb
from schemac_dialects.mysql import keys

_APART = frozenset({"backfill", "values", "convert", "guarded"})
"""Sections that are statements of their own, before what is made in one."""
BESIDE = frozenset({"foreign_key", "trigger"})
"""Members that are made by statements of their own in any case."""
_ON_COLUMNS = frozenset({"primary_key", "unique", "index", "check"})
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
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Table)
    assert isinstance(new, ir.Table)
    for one in _taken_along(new, made):
        held = ir.database([old]).get(ir.address(old, one))
        for part in _again(ir.address(new, one), held, one, old, new) if held is not None else ():
            made += _parts(part, situation, change)
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
    for part in _again(found.address, found.old, found.new, found.old_owner, found.owner):
        steps = change(part, situation)
        assert isinstance(steps, tuple)
        yield part, steps


def _again(
    address: Address, old: Object, new: Object, before: TopLevel, after: TopLevel
) -> tuple[Operation, Operation]:
    return Drop(address=address, object=old, owner=before), Create(address=address, object=new, owner=after)


def _taken_along(new: ir.Table, made: list[tuple[Operation, tuple[Step, ...]]]) -> Iterator[Object]:
    """The keys and checks that stay as they are, on a column that another one takes the place of."""
    changed = {part.address for part, _ in made}
    dropped = {part.address for part, _ in made if isinstance(part, Drop)}
    replaced = {
        part.address.member
        for part, steps in made
        if part.address.member_kind == "column"
        and (any(step.section == "replace" for step in steps) or (isinstance(part, Create) and part.address in dropped))
    }
    for one in ir.children(new) if replaced else ():
        named = {*ir.own_columns(one), *(word for text in ir.sql_texts(one) for word in sqltext.words(text))}
        if one.kind in _ON_COLUMNS and replaced & named and ir.address(new, one) not in changed:
            yield one


def _told(part: Operation, step: Step) -> Step:
    """A step that renders one part of the whole."""
    held: dict[str, Any] = {"operation": part, "owner": part.owner}
    if isinstance(part, Alter):
        held |= {"old": part.old, "new": part.new, "object": part.new}
    else:
        held["object"] = part.object
    template = step.template or f"{part.address.object_kind}/{verb(part)}.sql.j2"
    return replace(step, template=template, values={**held, **step.values})
