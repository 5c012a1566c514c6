"""The order in which operations are made: each after what it needs; the same one always."""

from __future__ import annotations

import functools
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from schemac import ir
from schemac.dialect import Rules
from schemac.expansion import REBUILD, Made
from schemac.graph import Graph, States
from schemac.ir import Address, Object, TopLevel
from schemac.names import Name
from schemac.operation import Alter, Create, Drop, Operation, Rename

_KINDS = {cls.kind: position for position, cls in enumerate(ir.TOP_LEVEL)}
_FIRST, _ALONE, _AWAY, _BEFORE_TABLES, _TABLES, _MEMBERS, _APART, _AFTER_TABLES, _LAST = range(9)
"""Ranks: renames; what is committed by itself; drops of what holds no data; types; tables; their members; members that
are made apart; views and the like; drops of what holds data."""


@dataclass(slots=True, eq=False)
class _Node:
    """An operation while it is put in order; ``after`` are those that come before it."""

    made: Made
    key: tuple[int, int, int]
    after: set[_Node] = field(default_factory=set)

    @property
    def operation(self) -> Operation:
        return self.made.operation


def ordered(made: list[Made], rules: Rules, states: States) -> Iterator[Made]:
    """The operations so that each comes after what it needs; ties as a reader wants them, by rank and declaration."""
    nodes = [_Node(one, (*_key(one, rules, states), position)) for position, one in enumerate(made)]
    _Links(nodes, rules, states).make()
    waiting = {node: len(node.after) for node in nodes}
    followers: dict[_Node, list[_Node]] = {}
    for node in nodes:
        for earlier in node.after:
            followers.setdefault(earlier, []).append(node)
    ready = [(node.key, node) for node in nodes if not node.after]
    heapq.heapify(ready)
    rest = sorted(nodes, key=lambda node: node.key, reverse=True)
    done: set[_Node] = set()
    while len(done) < len(nodes):
        if ready:
            node = heapq.heappop(ready)[1]
        else:  # a cycle that nothing cuts: the database decides
            while rest[-1] in done:
                rest.pop()
            node = rest[-1]
        if node in done:
            continue
        done.add(node)
        yield node.made
        for follower in followers.get(node, ()):
            waiting[follower] -= 1
            if not waiting[follower] and follower not in done:
                heapq.heappush(ready, (follower.key, follower))


def _key(made: Made, rules: Rules, states: States) -> tuple[int, int]:
    operation = made.operation
    if isinstance(operation, Rename):
        return _FIRST, 0
    position = states.places.get(operation.address.owner, 0)
    # What was declared last is dropped first.
    reverse = isinstance(operation, Drop) and not operation.address.member_kind
    return _rank(made, rules), -position if reverse else position


def _rank(made: Made, rules: Rules) -> int:
    operation = made.operation
    address = operation.address
    if isinstance(operation, Alter) and any(not step.transactional for step in made.steps):
        return _ALONE
    if isinstance(operation, Drop):
        if not operation.object.holds_data:
            return _AWAY
        return _MEMBERS if address.member_kind else _LAST
    if address.member_kind:
        return _APART if address.member_kind in rules.apart | rules.beside else _MEMBERS
    if isinstance(operation.owner, ir.Called):
        # A default or a check may call it, and with it others that only its body tells.
        return _BEFORE_TABLES
    table, own = _KINDS[ir.Table.kind], _KINDS[address.kind]
    return _TABLES if own == table else _BEFORE_TABLES if own < table else _AFTER_TABLES


class _Links:
    """Which node comes after which."""

    def __init__(self, nodes: list[_Node], rules: Rules, states: States) -> None:
        self.nodes = nodes
        self.rules = rules
        self.states = states
        self.at: dict[Address, list[_Node]] = {}
        self.free: dict[tuple[str, str], list[_Node]] = {}
        for node in nodes:
            address = node.operation.address
            self.at.setdefault(address, []).append(node)
            for name in self._names(node.operation, gone=True):
                self.free.setdefault((address.schema, name), []).append(node)

    def make(self) -> None:
        """Links every node."""
        last_rename: _Node | None = None
        for node in self.nodes:
            operation = node.operation
            if isinstance(operation, Rename):
                node.after |= {last_rename} if last_rename else set()
                last_rename = node
                self._after_its_schema(node, operation)
                self._after_its_name(node, operation)
                continue
            if operation.address.kind in self.rules.foundations:
                self._foundation(node)
            if operation.address.kind in self.rules.last and not isinstance(operation, Drop):
                creates = (one for one in self.nodes if isinstance(one.operation, Create))
                node.after.update(one for one in creates if one.operation.address.kind not in self.rules.last)
            for name in self._names(operation, gone=False):
                node.after.update(one for one in self.free.get((operation.address.schema, name), ()) if one is not node)
            if isinstance(operation, Create | Alter):
                self._after_its_needs(node, operation)
            if isinstance(operation, Drop | Alter):
                self._before_what_it_needed(node, operation)
            if isinstance(operation, Alter) and self._is_second(operation):
                node.after.update(one for one in self.at[operation.address] if self._is_first(one.operation))
        if last_rename is not None:
            self._after_renames(last_rename)

    def _after_renames(self, last: _Node) -> None:
        """Everything speaks of the new names, but for what the renames themselves wait for."""
        waited_for: set[_Node] = set()
        work = [last]
        while work:
            for earlier in work.pop().after - waited_for:
                waited_for.add(earlier)
                work.append(earlier)
        for node in self.nodes:
            if node is not last and node not in waited_for:
                node.after.add(last)

    def _after_its_schema(self, node: _Node, operation: Rename) -> None:
        if operation.new.schema != operation.address.schema:
            schema = Address(ir.Schema.kind, "", operation.new.schema)
            node.after.update(one for one in self.at.get(schema, ()) if isinstance(one.operation, Create))

    def _after_its_name(self, node: _Node, operation: Rename) -> None:
        """A name may have to be set free first, by a drop of what itself was renamed before."""
        for one in self.free.get((operation.new.schema, operation.new.name), ()):
            if one.operation.address != operation.new_address:
                node.after.add(one)
        for one in self.at.get(operation.new_address, ()):
            if isinstance(one.operation, Drop):
                one.after.add(node)

    def _foundation(self, node: _Node) -> None:
        """Whatever is of a later kind comes after its create and before its drop."""
        for one in self.nodes:
            address = one.operation.address
            if _KINDS[address.kind] <= _KINDS[node.operation.address.kind] or isinstance(one.operation, Rename):
                continue
            if isinstance(node.operation, Drop):
                node.after.add(one)
            elif isinstance(node.operation, Create) and isinstance(one.operation, Create | Alter):
                one.after.add(node)

    def _is_first(self, operation: Operation) -> bool:
        """Whether an object is not yet what it becomes: what it needs in the end is not there yet."""
        return isinstance(operation, Alter) and self.states.new.get(operation.address) != operation.new

    def _is_second(self, operation: Operation) -> bool:
        """Whether an object is no longer what it was: what it needed at first is gone."""
        return isinstance(operation, Alter) and self.states.old.get(operation.address) != operation.old

    def _after_its_needs(self, node: _Node, operation: Create | Alter) -> None:
        if self._is_first(operation):
            return
        for needed in (*self._needs(operation), *self._columns_of_parents(operation, self.states.after)):
            for one in self.at.get(needed, ()):
                if one is not node and isinstance(one.operation, Create | Alter) and not self._is_late(one.operation):
                    node.after.add(one)
        # Beside an overload that goes, a call may mean either.
        for called in {needed.owner for needed in self._needs(operation)} & self.called.keys():
            node.after.update(one for one in self.dropped_called.get(self.called[called], ()) if one is not node)
        if self._is_late(operation):
            node.after.update(one for one in self.at[operation.address] if isinstance(one.operation, Create))

    def _before_what_it_needed(self, node: _Node, operation: Drop | Alter) -> None:
        if self._is_second(operation):
            return
        before = self.states.before
        for needed in (*self._needed(operation), *self._columns_of_parents(operation, before)):
            for one in self.at.get(needed, ()):
                changes = Drop | Alter if isinstance(operation, Drop) else Drop
                if one is not node and isinstance(one.operation, changes):
                    one.after.add(node)
        if isinstance(operation, Drop):
            self._before_children(node, operation)
            self._before_its_keys(node, operation)

    def _before_its_keys(self, node: _Node, operation: Drop) -> None:
        """A foreign key may lean on a key of its own columns, which changes or goes after it."""
        if operation.object.kind not in self.rules.cut:
            return
        columns = set(ir.own_columns(operation.object))
        for one in self.changed_keys.get(operation.address.owner, ()):
            if isinstance(one.operation, Alter) and one.operation.fields == (REBUILD,):
                one.after.add(node)
            elif isinstance(one.operation, Drop | Alter):
                held = one.operation.object if isinstance(one.operation, Drop) else one.operation.old
                if columns & set(ir.own_columns(held)):
                    one.after.add(node)

    @functools.cached_property
    def changed_keys(self) -> dict[Address, list[_Node]]:
        """What changes or drops keys of each table that loses a foreign key."""
        found: dict[Address, list[_Node]] = {}
        for node in self.nodes:
            if isinstance(node.operation, Drop) and node.operation.object.kind in self.rules.cut:
                found.setdefault(node.operation.address.owner, [])
        for node in self.nodes:
            operation = node.operation
            is_key = operation.address.member_kind in ("primary_key", "unique", "index")
            is_whole = isinstance(operation, Alter) and operation.fields == (REBUILD,)
            if operation.address.owner in found and (is_key or is_whole):
                found[operation.address.owner].append(node)
        return found

    def _needed(self, operation: Drop | Alter) -> Iterable[Address]:
        if self.states.old.get(operation.address) is None:
            return ()
        if isinstance(operation, Alter) and operation.fields == (REBUILD,):
            return self.states.before.outside(operation.old_owner, without=self.rules.beside)
        if isinstance(operation, Drop) and isinstance(operation.object, TopLevel):
            # Members that go before, to break a cycle, do not hold their owner back.
            owner = operation.object
            gone = {at for one in ir.children(owner) if self._is_dropped(at := ir.address(owner, one))}
            if gone:
                kept = ir.with_children(owner, lambda one: None if ir.address(owner, one) in gone else one)
                return self.states.before.outside(kept)
        return self.states.before.dependencies(operation.address)

    def _is_dropped(self, address: Address) -> bool:
        return any(isinstance(one.operation, Drop) for one in self.at.get(address, ()))

    def _columns_of_parents(self, operation: Operation, graph: Graph) -> Iterator[Address]:
        """What a table gets from its parents when it is made, and goes with when it is dropped."""
        found = operation.object if isinstance(operation, Create | Drop) else None
        for name in sorted(graph.ancestors(found)) if isinstance(found, ir.Table) else ():
            parent = graph.database.objects.get(Address(ir.Table.kind, *name))
            if parent is not None:
                yield from (ir.address(parent, one) for one in ir.children(parent) if isinstance(one, ir.Column))

    def _before_children(self, node: _Node, operation: Drop) -> None:
        """A foreign key refers to the partitions of its target too: it goes before they do."""
        held = (operation.object, *ir.children(operation.object))
        targets = {name for one in held if one.kind in self.rules.cut for name in ir.targets(one)}
        for name in targets & self.dropped_children.keys():
            for one in self.dropped_children[name]:
                if one is not node:
                    one.after.add(node)

    @functools.cached_property
    def called(self) -> dict[Address, Name]:
        """The names of the functions and their like that are made."""
        created = [node.operation for node in self.nodes if isinstance(node.operation, Create)]
        return {one.address: one.owner.qualified for one in created if isinstance(one.object, ir.Called)}

    @functools.cached_property
    def dropped_called(self) -> dict[Name, list[_Node]]:
        """The drops of functions and their like by name."""
        found: dict[Name, list[_Node]] = {}
        for node in self.nodes:
            if isinstance(node.operation, Drop) and isinstance(node.operation.object, ir.Called):
                found.setdefault(node.operation.owner.qualified, []).append(node)
        return found

    @functools.cached_property
    def dropped_children(self) -> dict[Name, list[_Node]]:
        """The drops of tables by each table that they are made from."""
        found: dict[Name, list[_Node]] = {}
        for node in self.nodes:
            if isinstance(node.operation, Drop) and isinstance(node.operation.object, ir.Table):
                for name in sorted(self.states.before.ancestors(node.operation.object)):
                    found.setdefault(name, []).append(node)
        return found

    def _is_late(self, operation: Operation) -> bool:
        return isinstance(operation, Alter) and set(operation.fields) <= set(
            self.rules.late.get(operation.address.object_kind, ())
        )

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
        if (isinstance(operation, Alter) and operation.fields == (REBUILD,)) or (
            isinstance(operation, Create) and found is operation.owner
        ):
            # Members that are made apart do not hold their owner back.
            assert isinstance(found, TopLevel)
            beside = self.rules.beside if isinstance(operation, Alter) else frozenset()
            return self.states.after.outside(found, without=self.rules.unordered | beside)
        return self.states.after.dependencies(address)
