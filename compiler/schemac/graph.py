"""What depends on what: declared references, types, and the names that SQL mentions."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schemac import ir, names, sqltext
from schemac.created import Created, created
from schemac.ir import Address, Database, Object, TopLevel
from schemac.names import Name

_CALLED = frozenset(cls.kind for cls in ir.TOP_LEVEL if issubclass(cls, ir.Called))
"""What SQL speaks of as a call only: a column may have the name of a function."""
_RELATIONS = frozenset({"table", "view", "materialized_view", "sequence"})


class Graph:
    """The dependencies of one state; each answer is worked out when it is first asked.

    An object that a SQL text mentions by name counts as a dependency: too many are harmless to the order, a missing
    one is not.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._by_word: dict[str, list[Address]] = {}
        self._names: dict[Name, list[Address]] = {}
        self._known: dict[Address, frozenset[Address]] = {}
        self._columns: dict[Address, frozenset[str]] = {}
        self._needs: dict[int, tuple[Object, tuple[Address, ...]]] = {}
        self._schemas = frozenset(found.name for found in database.of_kind(ir.Schema.kind))
        self._dependents: dict[Address, list[Address]] | None = None
        for address, found in database.objects.items():
            if address.kind not in ir.UNSPOKEN:
                for name in _spoken_names(found):
                    self._by_word.setdefault(name, []).append(address)
                self._names.setdefault(found.qualified, []).append(address)
                if isinstance(found, ir.Range):
                    self._names.setdefault(found.multirange, []).append(address)
        made = [(address, made) for address, held in database.objects.items() if (made := _made(held))]
        self._operators = frozenset(one.name for _, one in made if one.kind == "operator")
        self._casts: dict[str, list[Address]] = {}
        for address, one in made:
            for word in one.types & self._by_word.keys():
                self._casts.setdefault(word, []).append(address)

    def dependencies(self, address: Address) -> frozenset[Address]:
        """What an object needs; for a top-level object its members' needs outside of it as well."""
        if address not in self._known:
            owner = self.database.objects[address.owner]
            if address.member_kind:
                found = self.database.get(address)
                self._known[address] = self._of_member(found, owner) if found else frozenset()
            else:
                self._known[address] = frozenset(self.outside(owner))
        return self._known[address]

    def outside_of(self, member: Object, owner: TopLevel) -> set[Address]:
        """What a member needs outside of its owner."""
        own = ir.address(owner)
        return {one for one in self._elsewhere(member, owner) if one.owner != own}

    def outside(self, owner: TopLevel, *, without: frozenset[str] = frozenset()) -> set[Address]:
        """What a top-level object and its members need outside of it, members of some kinds left out."""
        held = set(self._elsewhere(owner, owner))
        for member in ir.children(owner):
            if member.kind not in without:
                held.update(self._elsewhere(member, owner))
        own = ir.address(owner)
        return {one for one in held if one.owner != own}

    def _of_member(self, found: Object, owner: TopLevel) -> frozenset[Address]:
        held = {ir.address(owner), *self._elsewhere(found, owner), *self._inside(found, owner)}
        held.update(self._of_parents(found, owner))
        held.discard(ir.address(owner, found))
        return frozenset(held)

    def dependents(self, address: Address) -> list[Address]:
        """The objects and members that need an object, in order of declaration."""
        if self._dependents is None:
            self._dependents = {}
            for at, found in self.database.objects.items():
                needs = {ir.address(found, member): self._of_member(member, found) for member in ir.children(found)}
                held = frozenset(self._elsewhere(found, found)).union(*needs.values())
                needs[at] = frozenset(one for one in held if one.owner != at)
                self._known |= needs
                for dependent, needed in needs.items():
                    for one in needed:
                        self._dependents.setdefault(one, []).append(dependent)
        return self._dependents.get(address, [])

    def _inside(self, found: Object, owner: TopLevel) -> Iterator[Address]:
        """The columns of its own table that a member needs."""
        at = ir.address(owner)
        for column in ir.own_columns(found):
            yield at._replace(member_kind="column", member=column)
        for text in ir.sql_texts(found):
            for column in self._columns_of(at) & sqltext.words(text):
                yield at._replace(member_kind="column", member=column)

    def _of_parents(self, found: Object, owner: TopLevel) -> Iterator[Address]:
        """The members of a table's parents that its own are made of: a column, or the index that it is a part of."""
        for name in owner.parents if isinstance(owner, ir.Table) else ():
            parent = self.database.objects.get(Address(ir.Table.kind, *name))
            if parent is None:
                continue
            for member in ir.children(parent):
                if member.kind == found.kind and (member.name == found.name or _is_part(found, member)):
                    yield ir.address(parent, member)

    def ancestors(self, table: ir.Table) -> frozenset[Name]:
        """The tables that one is made from, and those that they are made from."""
        if not table.parents:
            return frozenset()
        found: set[Name] = set()
        work = list(table.parents)
        while work:
            name = work.pop()
            parent = self.database.objects.get(Address(ir.Table.kind, *name))
            if name not in found and isinstance(parent, ir.Table):
                work += parent.parents
            found.add(name)
        return frozenset(found)

    def _columns_of(self, address: Address) -> frozenset[str]:
        if address not in self._columns:
            self._columns[address] = _own_columns(self.database.objects[address])
        return self._columns[address]

    def _elsewhere(self, found: Object, owner: TopLevel) -> tuple[Address, ...]:
        """What an object needs of others, itself without its members."""
        # By identity, with the object itself so that nothing else can take its place.
        known = self._needs.get(id(found))
        if known is None or known[0] is not found:
            known = self._needs[id(found)] = found, tuple(self._worked_out(found, owner))
        return known[1]

    def _worked_out(self, found: Object, owner: TopLevel) -> Iterator[Address]:
        if isinstance(found, TopLevel) and found.schema:
            yield Address("schema", "", found.schema)
        yield from ir.namespaces(found)
        for name in ir.targets(found):
            yield from self._target(found, name)
        for part in ir.parts(found):
            yield from self._columns_elsewhere(part)
        for text in ir.types(found):
            head = names.type_head(text)
            if head:
                known = self._names.get(head[0], ())
                yield from known
                # What takes rows of a relation may take them apart.
                parts = {word for sql in ir.sql_texts(found) for word in sqltext.words(sql)} if known else set()
                for target in known:
                    for column in sorted(self._columns_of(target) & parts):
                        yield target._replace(member_kind="column", member=column)
                # A type that raw SQL creates is known by its word alone.
                yield from (one for one in self._by_word.get(head[0].name, ()) if one.kind == ir.Raw.kind)
        for text in ir.sql_texts(found):
            text = sqltext.without_bodies(text)
            yield from self._mentioned(text, found, ir.address(owner))
        for text in ir.created(found):
            spoken = sqltext.words(text) | sqltext.operators(text)
            yield from (one for word in spoken for one in self._by_word.get(word, ()) if one.kind == ir.Raw.kind)

    def _columns_elsewhere(self, part: Any) -> Iterator[Address]:
        """The columns of another table that a part names, such as those that are published."""
        words = {*ir.target_columns(part), *(word for text in ir.sql_texts(part) for word in sqltext.words(text))}
        for name in ir.targets(part):
            for target in self._names.get(name, ()):
                for column in sorted(self._columns_of(target) & words):
                    yield target._replace(member_kind="column", member=column)

    def _target(self, found: Object, name: Name) -> Iterator[Address]:
        for target in self._names.get(name, ()):
            yield target
            table = self.database.objects[target]
            wanted = set(_target_columns(found, table))
            for column in sorted(wanted):
                yield target._replace(member_kind="column", member=column)
            for member in ir.children(table):
                if _is_key(member) and wanted and set(ir.own_columns(member)) == wanted:
                    yield target._replace(member_kind=member.kind, member=member.name)

    def _mentioned(self, text: str, found: Object, own: Address) -> Iterator[Address]:
        known, words, everything = self._by_word, sqltext.words(text), sqltext.has_star(text)
        made = _made(found)
        if self._operators and not (made and made.kind == "operator"):  # which may name another before it is there
            words |= sqltext.operators(text) & self._operators
        for word in words if len(words) < len(known) else known.keys() & words:
            for address in known.get(word, ()):
                if address.kind in _CALLED and word not in sqltext.called(text) and not (made and made.is_of_functions):
                    continue
                if self._is_hidden(address, word, text, found):
                    continue
                if address != own and (not address.schema or address.schema in words):
                    yield address
                    for relation in (address, *self._rows_of(address)):
                        columns = self._columns_of(relation)
                        for column in columns if everything else columns & words:
                            yield relation._replace(member_kind="column", member=column)
        if self._casts and not isinstance(found, ir.Raw | ir.Called):  # of which a cast is made itself
            yield from (address for word in self._casts.keys() & words for address in self._casts[word])

    def _is_hidden(self, address: Address, word: str, text: str, found: Object) -> bool:
        """Whether a word does not mean a relation, but another one of the name in another schema."""
        if address.kind not in _RELATIONS or len(self._by_word[word]) < 2 or isinstance(found, ir.Raw):
            return False
        said = sqltext.qualified(text)
        if address.schema:
            return (address.schema, word) not in said
        return all(name != word or qualifier in self._schemas for qualifier, name in said)

    def _rows_of(self, address: Address) -> Iterator[Address]:
        """The relations whose rows a routine takes or gives: what calls it names their columns."""
        if address.kind in _CALLED:
            for text in ir.types(self.database.objects[address]):
                head = names.type_head(text)
                yield from self._names.get(head[0], ()) if head else ()


def _is_key(member: Object) -> bool:
    return isinstance(member, ir.PrimaryKey | ir.Unique) or (isinstance(member, ir.Index) and member.unique)


def _is_part(found: Object, member: Object) -> bool:
    """Whether the index or key of a partition is a part of its parent's."""
    if not isinstance(found, ir.Index | ir.PrimaryKey | ir.Unique):
        return False
    return dataclasses.replace(found, name="", comment=None) == dataclasses.replace(member, name="", comment=None)


class States:
    """The states between which a plan leads, their graphs, and the order in which their objects are declared.

    A graph is worked out only when it is asked for: most plans need one at most.
    """

    def __init__(self, old: Database, new: Database) -> None:
        self.old = old
        self.new = new
        self.places = {
            address: position for position, address in enumerate(dict.fromkeys((*old.objects, *new.objects)))
        }

    @functools.cached_property
    def before(self) -> Graph:
        """What depends on what in the old state."""
        return Graph(self.old)

    @functools.cached_property
    def after(self) -> Graph:
        """What depends on what in the new state."""
        return Graph(self.new)


def _target_columns(found: Object, table: TopLevel) -> Iterable[str]:
    declared = list(ir.target_columns(found))
    key = getattr(table, "primary_key", None)
    return declared or (key.columns if key and ir.fields_of(type(found), ir.Role.TARGET_COLUMNS) else ())


def _own_columns(owner: TopLevel) -> frozenset[str]:
    columns = getattr(owner, "columns", ())
    return frozenset(column.name for column in columns if isinstance(column, Object))


def _made(found: Object) -> Created | None:
    """What the SQL of a raw object makes."""
    return created(found.create) if isinstance(found, ir.Raw) else None


def _spoken_names(found: TopLevel) -> Iterator[str]:
    """The words by which SQL calls an object; a raw object is called as the name that its SQL creates."""
    if isinstance(found, ir.Raw):
        made = _made(found)
        if made is not None and made.name is not None:
            yield made.name
    else:
        yield found.name
        if isinstance(found, ir.Range):
            yield found.multirange.name


def cycles(edges: Mapping[Address, Iterable[Address]]) -> list[list[Address]]:
    """The strongly connected components of more than one node (Tarjan's algorithm, without recursion)."""
    index: dict[Address, int] = {}
    low: dict[Address, int] = {}
    on_stack: set[Address] = set()
    stack: list[Address] = []
    found: list[list[Address]] = []
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for target in rest:
                if target not in edges:
                    continue
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(edges[target])))
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member == node:
                            break
                    if len(component) > 1:
                        found.append(component)
    return found
