"""The operations that really have to be made: those of a difference, expanded by the dialect's rules.

What cannot change in place is dropped and made again, its dependents around it; members are made apart from their
owner where the dialect wants it so, or where a cycle has to be cut.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from schemac import ir, sqltext
from schemac.dialect import Change, Dialect, Situation, Step, nothing
from schemac.diff import Difference, changed_fields
from schemac.graph import Graph, States, cycles
from schemac.ir import Address, Object, TopLevel
from schemac.operation import Alter, Create, Drop, Operation, Rename

REBUILD = "rebuild"
"""The field that an operation alters which makes a whole table anew."""


class Made(NamedTuple):
    """An operation and the steps that make it."""

    operation: Operation
    steps: tuple[Step, ...]


def expanded(difference: Difference, dialect: Dialect, states: States) -> list[Made]:
    """Every operation that has to be made, those around a blocking change included; renames come first."""
    return _Expansion(difference, dialect, states).operations()


class _Expansion:
    """One expansion: what is asked again and again of the difference and the rules."""

    def __init__(self, difference: Difference, dialect: Dialect, states: States) -> None:
        self.difference = difference
        self.rules = dialect.rules
        self.states = states
        self.situation = Situation(old=states.old, new=states.new)

    def operations(self) -> list[Made]:
        """The operations with their steps; one without any is left out."""
        renames = [(rename, self._change(rename)) for rename in self.difference.renames]
        changes = [(operation, self._change(operation)) for operation in self.difference.operations]
        rebuilt = dict.fromkeys(
            operation.address.owner for operation, change in (*renames, *changes) if change == REBUILD
        )
        made = [Made(rename, change) for rename, change in renames if isinstance(change, tuple)]
        wanted: list[Operation] = []
        for operation, change in changes:
            if operation.address.owner not in rebuilt or operation.address.member_kind in self.rules.beside:
                wanted += self._recreated(operation.address) if change == "recreate" else [operation]
        wanted += (self._rebuilt(address) for address in rebuilt)
        for operation in self._apart(self._around(wanted)):
            change = self._change(operation)
            assert not isinstance(change, str), operation
            made.append(Made(operation, change))
        return [one for one in made if one.steps]

    def _rebuilt(self, address: Address) -> Alter:
        old, new = self.states.old.objects[address], self.states.new.objects[address]
        return Alter(address=address, old=old, new=new, fields=(REBUILD,), old_owner=old, owner=new)

    def _change(self, operation: Operation) -> Change:
        return self.rules.change(operation, self.situation)

    def _recreated(self, address: Address) -> list[Operation]:
        old, new = self.states.old, self.states.new
        before, after = old.get(address), new.get(address)
        made: list[Operation] = []
        if before is not None:
            made.append(Drop(address=address, object=before, owner=old.objects[address.owner]))
        if after is not None:
            made.append(Create(address=address, object=after, owner=new.objects[address.owner]))
        return made

    def _around(self, operations: list[Operation]) -> list[Operation]:
        """The operations, and around each that blocks its dependents, those dropped before and made again after."""
        made: dict[Address, list[Operation]] = {}
        for operation in operations:
            made.setdefault(operation.address, []).append(operation)
        work = [*operations, *self.difference.renames]
        while work:
            operation = work.pop()
            for address in self._blocked(operation):
                if self._lets_go(address, operation, made.get(address, [])):
                    continue
                rebuilt = address.member_kind not in self.rules.beside
                if not _is_away(made.get(address, [])) and not _is_away(made.get(address.owner, []), rebuilt=rebuilt):
                    recreated = self._recreated(address)
                    # What is a part of its table's own statement speaks of nothing outside of that.
                    if any(self._change(one) == REBUILD for one in recreated):
                        continue
                    made[address] = recreated
                    work += recreated
        for operation in [one for held in made.values() for one in held]:
            for address, fields in self._detached(operation):
                if not any(_is_away(made.get(at, []), rebuilt=True) for at in (address, address.owner)):
                    made[address] = self._put_back(address, fields)
        # What is made anew comes and goes with its members.
        return [
            operation
            for address, held in made.items()
            if not address.member_kind or not _is_away(made.get(address.owner, []))
            for operation in held
        ]

    def _detached(self, operation: Operation) -> Iterator[tuple[Address, tuple[str, ...]]]:
        """What holds data and mentions an object that is made anew, in fields that can be taken off meanwhile."""
        if not (isinstance(operation, Drop) and self.rules.detachable and self.states.new.get(operation.address)):
            return
        for address in self.states.before.dependents(operation.address):
            found = self.states.old.get(address)
            fields = tuple(
                name
                for name in self.rules.detachable.get(address.object_kind, ())
                if operation.object.name in sqltext.words(getattr(found, name) or "")
            )
            if fields and self.states.new.get(address) is not None:
                yield address, fields

    def _put_back(self, address: Address, fields: tuple[str, ...]) -> list[Operation]:
        """Takes fields off an object and gives them back, together with whatever else changes of it."""
        old, new = self.states.old.get(address), self.states.new.get(address)
        assert old is not None
        assert new is not None
        before, after = self.states.old.objects[address.owner], self.states.new.objects[address.owner]
        unset: dict[str, Any] = dict.fromkeys(fields)
        bare = dataclasses.replace(old, **unset)
        rest = tuple(changed_fields(bare, new, self.rules.same))
        made: list[Operation] = [
            Alter(address=address, old=old, new=bare, fields=fields, old_owner=before, owner=before)
        ]
        if rest:
            made.append(Alter(address=address, old=bare, new=new, fields=rest, old_owner=before, owner=after))
        return made

    def _lets_go(self, address: Address, operation: Operation, made: list[Operation]) -> bool:
        """Whether a dependent changes in place so that it no longer needs what is dropped."""
        return (
            isinstance(operation, Drop)
            and self.states.new.get(operation.address) is None
            and any(isinstance(one, Alter) for one in made)
            and operation.address not in self.states.after.dependencies(address)
        )

    def _blocks(self, operation: Operation) -> list[Callable[[Object], bool]]:
        """What tells of a dependent that it has to be away while an operation is made."""
        if isinstance(operation, Drop):
            # What names a role or a schema says so no longer by itself.
            away = [] if operation.address.kind in ir.UNSPOKEN else [_holds_no_data]
            return [*away, *self._step_blocks(operation)]
        return self._step_blocks(operation)

    def _step_blocks(self, operation: Operation) -> list[Callable[[Object], bool]]:
        change = self._change(operation)
        return [step.blocks for step in change if step.blocks is not nothing] if isinstance(change, tuple) else []

    def _blocked(self, operation: Operation) -> Iterator[Address]:
        """The dependents that stay and that have to be away while an operation is made."""
        blocks = self._blocks(operation)
        if not blocks or not self._stays(blocks):
            return
        before = self.states.before
        start = operation.new_address if isinstance(operation, Rename) else operation.address
        # A new column's dependents are those of its table.
        seen, work = {start}, [start if self.states.old.get(start) is not None else start.owner]
        while work:
            for address in before.dependents(work.pop()):
                found = self.states.old.get(address)
                if address in seen or found is None:
                    continue
                seen.add(address)
                if any(block(found) for block in blocks):
                    if self.states.new.get(address) is not None:
                        yield address
                elif found.holds_data and (address.member_kind or not _has_columns(found)):
                    # What is made of it passes it on: a column, a type, a field of one.
                    work.append(address)

    def _stays(self, blocks: list[Callable[[Object], bool]]) -> bool:
        """Whether there is anything at all that these block and that stays: the graph is worth its time only then."""
        new = self.states.new
        if blocks == [_holds_no_data]:
            return bool(new.objects)
        return any(
            block(one)
            for address, found in self.states.old.objects.items()
            if address in new.objects
            for one in (found, *ir.children(found))
            for block in blocks
        )

    def _apart(self, operations: list[Operation]) -> Iterator[Operation]:
        """Creates of objects whose members are made by statements of their own, or cut off to break a cycle."""
        creates = [one for one in operations if isinstance(one, Create) and not one.address.member_kind]
        drops = [one for one in operations if isinstance(one, Drop) and not one.address.member_kind]
        apart = self.rules.apart
        cut: set[Address] = set()
        dropped: set[Address] = set()
        if self.rules.cut:
            cut = self._cut([one.owner for one in creates], self.states.after, self.rules.cut, apart)
            dropped = self._cut([one.owner for one in drops], self.states.before, self.rules.cut | apart, frozenset())
        for member in sorted(dropped):
            found, owner = self.states.old.get(member), self.states.old.objects[member.owner]
            if found is not None:
                yield Drop(address=member, object=found, owner=owner)
        for operation in operations:
            if not isinstance(operation, Create) or operation.address.member_kind:
                yield operation
                continue
            if operation.address.kind in self.rules.late:
                yield from self._made_late(operation)
                continue
            owner = operation.owner
            later: list[Object] = []

            def keep(member: Object, owner: TopLevel = owner, later: list[Object] = later) -> Object | None:
                if member.kind in self.rules.apart or ir.address(owner, member) in cut:
                    later.append(member)
                    return None
                return member

            trimmed = ir.with_children(owner, keep)
            yield dataclasses.replace(operation, object=trimmed, owner=trimmed)
            for one in later:
                yield Create(address=ir.address(owner, one), object=one, owner=owner)

    def _made_late(self, operation: Create) -> Iterator[Operation]:
        """The object without the fields that are set when everything is there, and then these."""
        whole = operation.owner
        fields = tuple(name for name in self.rules.late[operation.address.kind] if getattr(whole, name) is not None)
        unset: dict[str, Any] = dict.fromkeys(fields)
        early = dataclasses.replace(whole, **unset)
        yield dataclasses.replace(operation, object=early, owner=early)
        if fields:
            yield Alter(address=operation.address, old=early, new=whole, fields=fields, old_owner=early, owner=whole)

    def _cut(
        self, owners: list[TopLevel], graph: Graph, kinds: frozenset[str], without: frozenset[str]
    ) -> set[Address]:
        """The members of some kinds that have to be made, or dropped, by themselves, since they close a cycle.

        without: the kinds of members that are by themselves anyway.
        """
        known = {ir.address(owner) for owner in owners}
        pointing: dict[Address, set[Address]] = {}
        for owner in owners:
            for member in ir.children(owner):
                if member.kind in kinds:
                    found = {one.owner for one in graph.outside_of(member, owner)} & known
                    if found:
                        pointing[ir.address(owner, member)] = found
        if not pointing:
            return set()
        fixed = {
            ir.address(owner): {one.owner for one in graph.outside(owner, without=kinds | without)} & known
            for owner in owners
        }
        # First what points forward, in the order of declaration; what still closes a cycle then goes as well.
        cut: set[Address] = set()
        for forward in (True, False):
            edges = {address: set(found) for address, found in fixed.items()}
            for at, targets in pointing.items():
                if at not in cut:
                    edges[at.owner] |= targets
            component = {
                address: number
                for number, group in enumerate(cycles({one: sorted(found) for one, found in edges.items()}))
                for address in group
            }
            cut |= {
                at
                for at, targets in pointing.items()
                if at.owner in component
                and any(
                    component.get(target) == component[at.owner]
                    and (not forward or self.states.places[target] > self.states.places[at.owner])
                    for target in targets
                )
            }
        return cut


def _is_away(made: list[Operation], *, rebuilt: bool = False) -> bool:
    """Whether an object is dropped or created already; with ``rebuilt``, whether its owner is made anew whole."""
    return any(
        isinstance(one, Drop | Create) or (rebuilt and isinstance(one, Alter) and one.fields == (REBUILD,))
        for one in made
    )


def _has_columns(found: Object) -> bool:
    return any(isinstance(member, ir.Column) for member in ir.children(found))


def _holds_no_data(found: Object) -> bool:
    # What is computed can be computed again.
    return not found.holds_data or getattr(found, "generated", None) is not None
