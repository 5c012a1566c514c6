"""How partitions come, go and change (https://dev.mysql.com/doc/refman/en/alter-table-partition-operations.html)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from schemac import ir
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.operation import Alter, Create, Drop, Rename
from schemac_dialects.mysql import online

SCHEME = frozenset("partition_by partition_strategy subpartition_by subpartition_strategy subpartition_count".split())
"""The fields of a table that say how its rows are cut."""


def scheme(table: ir.Table) -> tuple[Any, ...]:
    """How a table is cut, partitions aside; where subpartitions have names, these say how many there are."""
    named = next((len(one.subpartitions) for one in table.partitions if one.subpartitions), None)
    plain = replace(table, subpartition_count=table.subpartition_count or named)
    return tuple(getattr(plain, name) for name in sorted(SCHEME))


def alter_table(operation: Alter) -> Iterator[Step]:
    """The steps of the fields of a table that are about its partitions."""
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Table)
    assert isinstance(new, ir.Table)
    rewrite = online.rewrite(f"{new.name} is written again in other partitions")
    if scheme(old) != scheme(new):
        section = "remove_partitioning" if new.partition_strategy is None else "partition_by"
        yield Step(section=section, hazards=(rewrite,))
    elif "partition_count" in operation.fields and not new.partitions and not old.partitions:
        before, after = old.partition_count or 1, new.partition_count or 1
        section = "add_partitions" if after > before else "coalesce_partitions"
        yield Step(section=section, hazards=(rewrite,), values={"count": abs(after - before)})
    elif bool(old.partitions) != bool(new.partitions):
        yield Step(section="partition_by", hazards=(rewrite,))


def _change(operation: Create | Drop | Alter, situation: Situation) -> Change:
    """All changes of the partitions of a table together, made by the first of them."""
    old, new = (state.objects.get(operation.address.owner) for state in (situation.old, situation.new))
    if not isinstance(old, ir.Table) or not isinstance(new, ir.Table) or scheme(old) != scheme(new):
        return ()
    if bool(old.partitions) != bool(new.partitions):
        return ()
    before, after = {one.name: one for one in old.partitions}, {one.name: one for one in new.partitions}
    changed = sorted(name for name in before | after if before.get(name) != after.get(name))
    if operation.address.member != changed[0]:
        return ()
    values = {"old": old, "new": new, "template": "partition/change.sql.j2"}
    return tuple(
        replace(step, template="partition/change.sql.j2", values={**values, **step.values})
        for step in _steps(old, new, before, after)
    )


def _steps(
    old: ir.Table, new: ir.Table, before: dict[str, ir.Partition], after: dict[str, ir.Partition]
) -> Iterator[Step]:
    strategy = (new.partition_strategy or "").removeprefix("linear_")
    if strategy in ("hash", "key"):
        yield from _hashed(old, new)
    elif strategy.startswith("range"):
        yield from _ranges(old, new)
    else:
        yield from _lists(old, new, before, after)


def _hashed(old: ir.Table, new: ir.Table) -> Iterator[Step]:
    """Partitions without bounds come and go at the end, and the rows of all are spread anew."""
    rewrite = online.rewrite(f"{new.name} is written again in other partitions")
    count = len(old.partitions)
    if [one.name for one in new.partitions][:count] == [one.name for one in old.partitions]:
        if len(new.partitions) > count:
            yield Step(section="add", hazards=(rewrite,), values={"added": new.partitions[count:]})
        changed = [one for one, held in zip(new.partitions, old.partitions, strict=False) if one != held]
        for one in changed:
            yield _reorganized([one], [one], rewrite)
    elif [one.name for one in old.partitions][: len(new.partitions)] == [one.name for one in new.partitions]:
        yield Step(section="coalesce", hazards=(rewrite,), values={"count": count - len(new.partitions)})
    else:
        yield Step(section="partition_by", hazards=(rewrite,))


def _ranges(old: ir.Table, new: ir.Table) -> Iterator[Step]:
    """Between two bounds that stay, the partitions are made from those that were there, with their rows.

    The first ones and the last ones are dropped when they only go: they are kept for a time, and then no more.
    """
    stays = {one.bound for one in old.partitions} & {one.bound for one in new.partitions}
    drops: list[Step] = []
    others: list[Step] = []
    for at, (lost, made) in enumerate(zip(_cut(old.partitions, stays), _cut(new.partitions, stays), strict=True)):
        if lost == made:
            continue
        if not lost:
            others.append(Step(section="add", values={"added": made}))
            continue
        oldest = at == 0 and len(made) == 1 and made[0].name == lost[-1].name
        gone = lost if not made else lost[:-1] if oldest else []
        if gone:
            drops.append(_dropped(new, gone))
        if made and (left := lost[len(gone) :]) != made:
            others.append(_reorganized(left, made, online.rewrite(f"rows of {new.name} move to other partitions")))
    yield from (*drops, *others)


def _cut(held: tuple[ir.Partition, ...], bounds: set[str | None]) -> list[list[ir.Partition]]:
    """Partitions up to each of some bounds, and those after the last."""
    found: list[list[ir.Partition]] = [[]]
    for one in held:
        found[-1].append(one)
        if one.bound in bounds:
            found.append([])
    return found


def _lists(
    old: ir.Table, new: ir.Table, before: dict[str, ir.Partition], after: dict[str, ir.Partition]
) -> Iterator[Step]:
    """What a partition no longer holds may be another's from now on: those that change are made from one another."""
    altered = [one for one in new.partitions if one.name in before and before[one.name] != one]
    lost = [one for one in old.partitions if one.name not in after]
    made = [one for one in new.partitions if one.name not in before]
    if altered and new.partition_strategy != "system_time":
        rewrite = online.rewrite(f"rows of {new.name} move to other partitions")
        yield _reorganized([*(before[one.name] for one in altered), *lost], [*altered, *made], rewrite)
        return
    if lost:
        yield _dropped(new, lost)
    if made:
        yield Step(section="add", values={"added": made})


def _dropped(table: ir.Table, lost: list[ir.Partition]) -> Step:
    names = ", ".join(one.name for one in lost)
    hazard = Hazard(code="drop-table", message=f"partition {names} of {table.name} is dropped with its rows")
    return Step(section="drop", hazards=(hazard,), values={"dropped": [one.name for one in lost]})


def _reorganized(lost: list[ir.Partition], made: list[ir.Partition], hazard: Hazard) -> Step:
    return Step(section="reorganize", hazards=(hazard,), values={"dropped": [one.name for one in lost], "added": made})


def _rename(operation: Rename, _situation: Situation) -> Change:
    """A partition is made anew under the new name, with its rows."""
    made = replace(operation.object, name=operation.new.name)
    hazard = online.rewrite(f"the rows of {operation.object.name} of {operation.owner.name} are written again")
    values = {"dropped": [operation.object.name], "added": [made]}
    return (Step(section="reorganize", template="partition/change.sql.j2", hazards=(hazard,), values=values),)


CHANGES: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
    **{(verb, "partition"): _change for verb in ("create", "drop", "alter")},
    ("rename", "partition"): _rename,
}
"""The changes of partitions."""
