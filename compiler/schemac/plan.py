"""Operations to statements: expanded by the dialect's rules, put in order by their dependencies, and rendered."""

from __future__ import annotations

import dataclasses
import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from schemac import ir
from schemac.dialect import Change, Dialect, Hazard, Situation, Step
from schemac.diff import Difference
from schemac.graph import Graph, cycles
from schemac.ir import Address, Object, TopLevel
from schemac.operation import Alter, Create, Drop, Operation, Rename
from schemac.render import Renderer, merged

REBUILD = "rebuild"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """SQL as it goes into a migration, what can go wrong with it, and what it is about.

    sql: one statement or several that belong together, each ended by a semicolon; transactional: False where it must
    be committed by itself.
    """

    sql: str
    address: Address
    transactional: bool = True
    hazards: tuple[Hazard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The statements of one direction, and what has to stand before and after all of them."""

    statements: tuple[Statement, ...] = ()
    head: str = ""
    tail: str = ""

    def hazards(self) -> Iterator[tuple[Address, Hazard]]:
        """Every hazard with the object that it is about."""
        for statement in self.statements:
            for hazard in statement.hazards:
                yield statement.address, hazard

    def sql(self, *, silent: frozenset[str] = frozenset()) -> str:
        """The plan as a script; hazards of the ``silent`` codes are not written."""
        blocks = [self.head] if self.head else []
        for statement in self.statements:
            marks = [f"-- hazard: {hazard.code}: {hazard.message}" for hazard in statement.hazards if hazard.code not in silent]
            if not statement.transactional:
                marks.append("-- schemac:no-transaction")
            blocks.append("\n".join([*marks, statement.sql]))
        if self.tail:
            blocks.append(self.tail)
        return "\n\n".join(blocks) + "\n" if blocks else ""


@dataclass(slots=True, eq=False)
class _Node:
    """An operation with the steps that make it, while it is put in order."""

    operation: Operation
    steps: tuple[Step, ...]
    rank: int
    place: int
    after: set[_Node] = field(default_factory=set)

    @property
    def key(self) -> tuple[int, int]:
        return self.rank, self.place


def plan(difference: Difference, dialect: Dialect) -> Plan:
    """The statements that make a difference, in an order in which each one finds what it needs."""
    planner = _Planner(difference, dialect)
    nodes = planner.nodes()
    renderer = Renderer(dialect)
    statements = []
    for node in planner.ordered(nodes):
        for step in node.steps:
            text = renderer.render(node.operation, step)
            if text:
                statements.append(
                    Statement(sql=text, address=node.operation.address, transactional=step.transactional, hazards=step.hazards)
                )  # fmt: skip
    sections = {step.section for node in nodes for step in node.steps} | {type(node.operation).__name__ for node in nodes}
    head, tail = dialect.rules.frame(sections) if statements else ("", "")
    return Plan(statements=tuple(_merged(statements)), head=head, tail=tail)


def _merged(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Neighbours that change the same table become one statement where their templates allow it."""
    last: Statement | None = None
    for statement in statements:
        joined = merged(last.sql, statement.sql) if last and last.transactional and statement.transactional else None
        if joined is not None and last is not None:
            last = dataclasses.replace(last, sql=joined, hazards=tuple(dict.fromkeys((*last.hazards, *statement.hazards))))
            continue
        if last is not None:
            yield _finished(last)
        last = statement
    if last is not None:
        yield _finished(last)


def _finished(statement: Statement) -> Statement:
    return dataclasses.replace(statement, sql=merged(statement.sql, None) or statement.sql)


class _Planner:
    """One planning: the graph of each state is worked out only where an operation asks for it."""

    def __init__(self, difference: Difference, dialect: Dialect) -> None:
        self.difference = difference
        self.dialect = dialect
        self.rules = dialect.rules
        self.situation = Situation(old=difference.renamed, new=difference.new)
        places = [*difference.renamed.objects, *difference.new.objects]
        self.places = {address: position for position, address in enumerate(dict.fromkeys(places))}
        kinds = [cls.kind for cls in ir.TOP_LEVEL]
        self.kinds = {kind: position for position, kind in enumerate(kinds)}

    @cached_property
    def before(self) -> Graph:
        return Graph(self.difference.renamed)

    @cached_property
    def after(self) -> Graph:
        return Graph(self.difference.new)

    def nodes(self) -> list[_Node]:
        """Every operation that has to be made, those around a blocking change included."""
        renames = [(rename, self.rules.change(rename, self.situation)) for rename in self.difference.renames]
        changes = [(operation, self._change(operation)) for operation in self.difference.operations]
        rebuilt = dict.fromkeys(operation.address.owner for operation, change in (*renames, *changes) if change == REBUILD)
        nodes = [self._node(rename, change, -len(renames) + at) for at, (rename, change) in enumerate(renames) if not isinstance(change, str)]
        wanted: list[Operation] = []
        for operation, change in changes:
            if operation.address.owner in rebuilt and isinstance(operation, Create | Drop | Alter):
                continue
            wanted += self._recreated(operation.address) if change == "recreate" else [operation]
        for address in rebuilt:
            old, new = self.difference.renamed.objects[address], self.difference.new.objects[address]
            wanted.append(Alter(address=address, old=old, new=new, fields=(REBUILD,), old_owner=old, owner=new))
        wanted = self._around(wanted)
        for operation in self._apart(wanted):
            change = self._change(operation)
            assert not isinstance(change, str), operation
            nodes.append(self._node(operation, change, len(nodes)))
        return [node for node in nodes if node.steps]

    def _change(self, operation: Operation) -> Change:
        return self.rules.change(operation, self.situation)

    def _recreated(self, address: Address) -> list[Operation]:
        old, new = self.difference.renamed, self.difference.new
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
        work = list(operations) + list(self.difference.renames)
        while work:
            operation = work.pop()
            for address in self._blocked(operation):
                held = made.get(address, [])
                if any(isinstance(one, Drop | Create) for one in held) or any(isinstance(one, Create | Drop) for one in made.get(address.owner, [])):
                    continue
                if any(isinstance(one, Alter) and one.fields == (REBUILD,) for one in made.get(address.owner, [])):
                    continue
                made[address] = self._recreated(address)
                work += made[address]
        return [operation for held in made.values() for operation in held]

    def _blocked(self, operation: Operation) -> Iterator[Address]:
        """The dependents that stay and that have to be away while an operation is made."""
        if isinstance(operation, Create):
            change = self._change(operation)
            steps = change if isinstance(change, tuple) else ()
            if all(step.blocks is Step().blocks for step in steps):
                return
        if isinstance(operation, Drop):
            blocks: list[Callable[[Object], bool]] = [_holds_no_data]
        else:
            change = self._change(operation)
            blocks = [step.blocks for step in change if step.blocks is not Step().blocks] if isinstance(change, tuple) else []
        if not blocks or not self._stays(blocks):
            return
        start = operation.new_address if isinstance(operation, Rename) else operation.address
        # A new column's dependents are those of its table.
        seen, work = {start}, [start if start in self.before.database.objects or self.before.database.get(start) else start.owner]
        while work:
            for address in self.before.dependents(work.pop()):
                if address in seen:
                    continue
                seen.add(address)
                found = self.difference.renamed.get(address)
                if found is None:
                    continue
                if not found.holds_data and self.difference.new.get(address) is not None and any(block(found) for block in blocks):
                    yield address
                elif found.holds_data and address.member_kind:
                    work.append(address)

    def _stays(self, blocks: list[Callable[[Object], bool]]) -> bool:
        """Whether there is anything at all that these block and that stays: the graph is worth its time only then."""
        new = self.difference.new
        if blocks == [_holds_no_data]:
            return bool(new.objects)
        return any(
            block(one)
            for address, found in self.difference.renamed.objects.items() if address in new.objects
            for one in (found, *ir.children(found)) if not one.holds_data
            for block in blocks
        )  # fmt: skip

    def _apart(self, operations: list[Operation]) -> Iterator[Operation]:
        """Creates of objects whose members are made by statements of their own, or cut off to break a cycle."""
        creates = [one for one in operations if isinstance(one, Create) and not one.address.member_kind]
        drops = [one for one in operations if isinstance(one, Drop) and not one.address.member_kind]
        cut = self._cut([one.owner for one in creates])
        for member in sorted(self._cut([one.owner for one in drops])):
            found, owner = self.difference.renamed.get(member), self.difference.renamed.objects[member.owner]
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

    @staticmethod
    def _is_below(node: _Node) -> bool:
        """Whether even a foundation may stand on it."""
        return node.operation.address.kind == "schema" or isinstance(node.operation, Rename)

    def _is_late(self, operation: Operation) -> bool:
        return isinstance(operation, Alter) and set(operation.fields) <= set(self.rules.late.get(operation.address.object_kind, ()))

    def _cut(self, owners: list[TopLevel]) -> set[Address]:
        """The members that point forward inside a cycle of objects: those that the dialect can make later."""
        if not self.rules.cut:
            return set()
        known = {owner.qualified: ir.address(owner) for owner in owners}
        edges: dict[Address, list[Address]] = {ir.address(owner): [] for owner in owners}
        pointing: list[tuple[Address, Address]] = []
        for owner in owners:
            at = ir.address(owner)
            for member in ir.children(owner):
                if member.kind in self.rules.cut:
                    for name in ir.targets(member):
                        if name in known and known[name] != at:
                            edges[at].append(known[name])
                            pointing.append((ir.address(owner, member), known[name]))
        component = {address: number for number, group in enumerate(cycles(edges)) for address in group}
        return {
            member
            for member, target in pointing
            if member.owner in component and component.get(target) == component[member.owner]
            and self.places[target] > self.places[member.owner]
        }  # fmt: skip

    def _node(self, operation: Operation, change: Change, place: int) -> _Node:
        steps = change if isinstance(change, tuple) else ()
        return _Node(operation, steps, self._rank(operation, steps), self._place(operation, place))

    def _place(self, operation: Operation, place: int) -> int:
        if isinstance(operation, Rename):
            return place
        position = self.places.get(operation.address.owner, 0)
        reverse = isinstance(operation, Drop) and not operation.address.member_kind
        return (-position if reverse else position) * 1_000_000 + place

    def _rank(self, operation: Operation, steps: tuple[Step, ...]) -> int:
        """The order in which a reader wants what nothing else puts in order."""
        if isinstance(operation, Rename):
            return 0
        if any(not step.transactional for step in steps) and isinstance(operation, Alter):
            return 1
        kind = operation.address.object_kind
        if isinstance(operation, Drop):
            return 2 if not operation.object.holds_data or operation.address.member_kind == "" and kind == "view" else (5 if operation.address.member_kind else 20)
        if operation.address.member_kind and kind not in self.rules.apart:
            return 5
        if kind in self.rules.apart:
            return 6
        return 3 if self.kinds[kind] < self.kinds["table"] else 4 if kind == "table" else 6 + self.kinds[kind]

    def ordered(self, nodes: list[_Node]) -> Iterator[_Node]:
        """The nodes so that each comes after what it needs; ties by rank and place, so the order is always the same."""
        self._link(nodes)
        waiting = {node: len(node.after) for node in nodes}
        followers: dict[_Node, list[_Node]] = {}
        for node in nodes:
            for earlier in node.after:
                followers.setdefault(earlier, []).append(node)
        ready = [(*node.key, position, node) for position, node in enumerate(nodes) if not node.after]
        heapq.heapify(ready)
        numbers = {node: position for position, node in enumerate(nodes)}
        rest = sorted(nodes, key=lambda node: (*node.key, numbers[node]), reverse=True)
        done: set[_Node] = set()
        while len(done) < len(nodes):
            if ready:
                node = heapq.heappop(ready)[-1]
            else:  # a cycle that nothing cuts: the database decides
                while rest[-1] in done:
                    rest.pop()
                node = rest[-1]
            if node in done:
                continue
            done.add(node)
            yield node
            for follower in followers.get(node, ()):
                waiting[follower] -= 1
                if not waiting[follower] and follower not in done:
                    heapq.heappush(ready, (*follower.key, numbers[follower], follower))

    def _link(self, nodes: list[_Node]) -> None:
        at: dict[Address, list[_Node]] = {}
        names: dict[tuple[str, str], list[_Node]] = {}
        for node in nodes:
            address = node.operation.address
            at.setdefault(address, []).append(node)
            for name in self._names(node.operation, gone=True):
                names.setdefault((address.schema, name), []).append(node)
        for node in nodes:
            if node.operation.address.kind in self.rules.foundations:
                others = {one for one in nodes if one.operation.address.kind not in self.rules.foundations and not self._is_below(one)}
                if isinstance(node.operation, Drop):
                    node.after |= others
                elif isinstance(node.operation, Create):
                    for one in others:
                        if isinstance(one.operation, Create | Alter):
                            one.after.add(node)
        last_rename: _Node | None = None
        for node in nodes:
            operation = node.operation
            address = operation.address
            if isinstance(operation, Rename):
                if last_rename is not None:
                    node.after.add(last_rename)
                if operation.new.schema != address.schema:
                    schema = Address(ir.Schema.kind, "", operation.new.schema)
                    node.after.update(one for one in at.get(schema, ()) if isinstance(one.operation, Create))
                last_rename = node
                continue
            for name in self._names(operation, gone=False):
                node.after.update(one for one in names.get((address.schema, name), ()) if one is not node)
            if isinstance(operation, Create | Alter):
                for needed in self._needs(operation):
                    node.after.update(
                        one for one in at.get(needed, ())
                        if isinstance(one.operation, Create | Alter) and one is not node and not self._is_late(one.operation)
                    )  # fmt: skip
                if self._is_late(operation):
                    node.after.update(one for one in at[address] if isinstance(one.operation, Create))
            if isinstance(operation, Drop | Alter):
                graph = self.before
                for needed in graph.dependencies(address) if graph.database.get(address) else ():
                    for one in at.get(needed, ()):
                        if one is not node and (isinstance(one.operation, Drop) or isinstance(operation, Drop) and isinstance(one.operation, Alter)):
                            one.after.add(node)

    def _names(self, operation: Operation, *, gone: bool) -> Iterator[str]:
        """The names in its schema that an operation sets free, or takes."""
        found: Object
        if isinstance(operation, Drop if gone else Create):
            found = operation.object
            yield from self.rules.implies(found, operation.owner)
            if not operation.address.member_kind:
                for member in ir.children(found):
                    yield from self.rules.implies(member, operation.owner)
        elif isinstance(operation, Alter) and operation.fields != (REBUILD,):
            before = set(self.rules.implies(operation.old, operation.old_owner))
            after = set(self.rules.implies(operation.new, operation.owner))
            yield from sorted(before - after if gone else after - before)

    def _needs(self, operation: Create | Alter) -> Iterable[Address]:
        found = operation.object if isinstance(operation, Create) else operation.new
        address = operation.address
        if isinstance(operation, Alter) and operation.fields == (REBUILD,) or isinstance(operation, Create) and found is operation.owner:
            # Members that are made apart do not hold their owner back.
            assert isinstance(found, TopLevel)
            return self.after.outside(found, without=self.rules.unordered)
        return self.after.dependencies(address)


def _holds_no_data(found: Object) -> bool:
    return not found.holds_data
