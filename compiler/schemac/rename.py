"""A state of a database after renames, as the database itself would follow them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from schemac import ir, names, sqltext
from schemac.ir import Address, Database, Object, Role, TopLevel
from schemac.names import Name
from schemac.operation import Rename


def after(database: Database, renames: tuple[Rename, ...]) -> Database:
    """The database after renames in their order."""
    for rename in renames:
        database = _after_one(database, rename)
    return database


def inverse(renames: tuple[Rename, ...], new: Database) -> tuple[Rename, ...]:
    """The renames that lead back from the new state, top-level objects first again.

    What has taken an old name in the meantime is put aside under another one.
    """
    back: list[Rename] = []
    state = new
    moved: dict[Address, Address] = {}
    for rename in reversed([one for one in renames if not one.address.member_kind]):
        moved[rename.new_address] = rename.address
        made = _undone(state, rename.new_address, rename.owner.qualified)
        back += made
        state = after(state, made)
    members = reversed([one for one in renames if one.address.member_kind])
    # Columns first, as on the way there: what names them follows.
    for rename in sorted(members, key=lambda one: one.address.member_kind != ir.Column.kind):
        owner = moved.get(rename.address.owner, rename.address.owner)
        address = owner._replace(member_kind=rename.address.member_kind, member=rename.new.name)
        made = _undone(state, address, Name(owner.schema, rename.address.member))
        back += made
        state = after(state, made)
    return tuple(back)


def _undone(state: Database, address: Address, name: Name) -> tuple[Rename, ...]:
    undo = _rename(state, address, name)
    if undo.new_address != address and state.get(undo.new_address) is not None:
        aside = names.derived(name.name, "", "_aside")
        away = _rename(state, undo.new_address, Name(name.schema, aside))
        return away, _rename(_after_one(state, away), address, name)
    return (undo,)


def _rename(state: Database, address: Address, name: Name) -> Rename:
    # An entry of a field, such as a value of an enum, is no object: its owner stands for it.
    owner = state.objects[address.owner]
    return Rename(address=address, object=state.get(address) or owner, owner=owner, new=name)


def wanted(old: Database, new: Database) -> Iterator[Rename]:
    """The renames that ``renamed_from`` asks for where the old state has the old name and not the new one.

    Top-level objects come first; the members' renames are given in terms of the renamed owner. Read it step by step,
    applying each rename before the next is asked for: see ``resolve``.
    """
    for address, found in new.objects.items():
        if found.renamed_from is not None and address not in old.objects:
            yield from _top_level(old, address, found)


def _top_level(old: Database, address: Address, found: TopLevel) -> Iterator[Rename]:
    parts = names.parts(found.renamed_from or "") or (found.renamed_from or "",)
    for schema in (parts[0] if len(parts) == 2 else address.schema, ""):
        source = ir.address(dataclasses.replace(found, schema=schema, name=parts[-1]))
        if source in old.objects:
            before = old.objects[source]
            yield Rename(address=source, object=before, owner=before, new=found.qualified)
            return


def _members(old: Database, new: Database) -> Iterator[Rename]:
    for address, found in new.objects.items():
        before = old.objects.get(address)
        if before is None or before is found:
            continue
        held = {(member.kind, member.name): member for member in ir.children(before)}
        for member in ir.children(found):
            source = (member.kind, member.renamed_from or "")
            if source in held and (member.kind, member.name) not in held:
                yield Rename(
                    address=ir.address(before, held[source]),
                    object=held[source],
                    owner=before,
                    new=Name(address.schema, member.name),
                )
        yield from _entries(address, before, found)


def _entries(address: Address, before: TopLevel, found: TopLevel) -> Iterator[Rename]:
    for name in ir.fields_of(type(found), Role.ENTRY_RENAMES):
        field = name.removeprefix("renamed_")
        held, declared = getattr(before, field), getattr(found, field)
        for source, target in getattr(found, name):
            if source in held and target not in held and source not in declared:
                yield Rename(
                    address=address._replace(member_kind=field.removesuffix("s"), member=source),
                    object=before,
                    owner=before,
                    new=Name(address.schema, target),
                )


def _equal_members(old: Database, new: Database) -> Iterator[Rename]:
    """Members that are the same under a new name, of kinds where only the name tells them apart."""
    for address, found in new.objects.items():
        before = old.objects.get(address)
        if before is None or before == found:
            continue
        gone = {(member.kind, member.name): member for member in ir.children(before) if member.told_by_name}
        fresh = []
        for member in ir.children(found):
            if gone.pop((member.kind, member.name), None) is None and member.told_by_name:
                fresh.append(member)
        for member in fresh:
            for key, candidate in gone.items():
                if key[0] == member.kind and dataclasses.replace(candidate, name=member.name) == member:
                    yield Rename(
                        address=ir.address(before, candidate),
                        object=candidate,
                        owner=before,
                        new=Name(address.schema, member.name),
                    )
                    del gone[key]
                    break


def resolve(old: Database, new: Database, asked: tuple[Rename, ...] = ()) -> tuple[tuple[Rename, ...], Database]:
    """Every rename between two states, in order, and the old state after them; ``asked`` are a person's answers."""
    found: list[Rename] = []
    state = old
    for rename in asked:
        found.append(rename)
        state = _after_one(state, rename)
    for stage in (wanted, _members, _equal_members):
        # A rename can free the name that another one wants.
        while made := _made(state, _freed_first(list(stage(state, new)))):
            found += made
            state = after(state, made)
    return tuple(found), state


def _made(state: Database, renames: Iterable[Rename]) -> tuple[Rename, ...]:
    """The renames of one stage in terms of the states between them, since each moves what follows."""
    made: list[Rename] = []
    for rename in renames:
        owner, member = state.objects.get(rename.address.owner), state.get(rename.address)
        if owner is None or (
            rename.address.object_kind in ir.KINDS and (member is None or state.get(rename.new_address) is not None)
        ):
            continue
        made.append(dataclasses.replace(rename, owner=owner, object=member or owner))
        state = _after_one(state, made[-1])
    return tuple(made)


def _freed_first(renames: list[Rename]) -> Iterator[Rename]:
    """The renames so that a name is set free before another one takes it."""
    waiting = renames
    while waiting:
        held = {(one.address.schema, one.address.last) for one in waiting}
        free: list[Rename] = []
        blocked: list[Rename] = []
        for one in waiting:
            (blocked if (one.new_address.schema, one.new_address.last) in held else free).append(one)
        if not free:
            free, blocked = waiting[:1], waiting[1:]
        yield from free
        waiting = blocked


def _after_one(database: Database, rename: Rename) -> Database:
    address, kind = rename.address, rename.address.object_kind
    objects: dict[Address, TopLevel] = {}
    name = rename.owner.qualified
    homonyms = {one.kind for one, found in database.objects.items() if found.qualified == name and one != address.owner}
    children = _children(database, rename) if kind == ir.Column.kind else frozenset()
    for found in database.objects.values():
        own = ir.address(found) == address.owner or (isinstance(found, ir.Table) and found.qualified in children)
        changed = _rewritten(found, rename, homonyms, own=own)
        if own:
            changed = _moved(changed, rename)
        elif kind == "schema" and found.schema == address.name:
            changed = dataclasses.replace(changed, schema=rename.new.name)
        objects[ir.address(changed)] = changed
    return Database(objects=objects)


def _children(database: Database, rename: Rename) -> frozenset[Name]:
    """The tables that have a column from the table of which it is renamed: it is renamed in them too."""
    found = {rename.owner.qualified}
    tables = [one for one in database.of_kind(ir.Table.kind) if isinstance(one, ir.Table) and one.parents]
    while more := {one.qualified for one in tables if not found.isdisjoint(one.parents)} - found:
        found |= more
    return frozenset(found - {rename.owner.qualified})


def _moved(found: TopLevel, rename: Rename) -> TopLevel:
    address = rename.address
    if not address.member_kind:
        return dataclasses.replace(found, schema=rename.new.schema, name=rename.new.name)
    field = f"{address.member_kind}s"
    if f"renamed_{field}" in ir.fields_of(type(found), Role.ENTRY_RENAMES):
        entries = tuple(rename.new.name if entry == address.member else entry for entry in getattr(found, field))
        changed: dict[str, Any] = {field: entries}
        return dataclasses.replace(found, **changed)

    def change(member: Object) -> Object:
        same = (member.kind, member.name) == (address.member_kind, address.member)
        return dataclasses.replace(member, name=rename.new.name) if same else member

    return ir.with_children(found, change)


def _rewritten(found: TopLevel, rename: Rename, homonyms: Collection[str], *, own: bool) -> Any:
    """An object with what it says of a renamed one.

    homonyms: the kinds of others of the old name; own: whether a renamed column is one of the object's own.
    """
    address = rename.address
    if address.member_kind == "column":
        if own:
            return _with(found, lambda role, value: _own_column(role, value, rename), targets=rename)
        return _with(found, lambda _role, value: value, targets=rename)
    if address.member_kind:
        if f"renamed_{address.member_kind}s" in ir.fields_of(type(rename.owner), Role.ENTRY_RENAMES) and _uses_type(
            found, rename.owner
        ):
            literals = {address.member: rename.new.name}
            return _with(
                found, lambda role, value: sqltext.renamed_strings(value, literals) if role is Role.SQL else value
            )
        return found
    if address.kind == "schema":
        return _with(found, lambda role, value: _schema(role, value, rename))
    if address.kind == "role":
        named = (Role.ROLES, address.name)
        return _with(found, lambda role, value: rename.new.name if (role, value) == named else value)
    if address.kind in ir.UNSPOKEN:
        return found
    if isinstance(rename.owner, ir.Called):
        return _with(found, lambda role, value: _routine_name(role, value, rename, homonyms))
    return _with(found, lambda role, value: _top_level_name(role, value, rename, isinstance(found, ir.Table)))


def _uses_type(found: TopLevel, owner: TopLevel) -> bool:
    name = owner.qualified
    for member in (found, *ir.children(found)):
        for text in ir.types(member):
            head = names.type_head(text)
            if head and head[0] == name:
                return True
    return any(owner.name in sqltext.words(text) for text in ir.sql_texts(found))


def _own_column(role: Role, value: Any, rename: Rename) -> Any:
    old, new = rename.address.member, rename.new.name
    if role is Role.COLUMNS:
        return new if value == old else value
    return sqltext.renamed(value, {old: new}) if role is Role.SQL else value


def _top_level_name(role: Role, value: Any, rename: Rename, qualifiers_only: bool) -> Any:
    old, new = rename.owner.qualified, rename.new
    if role is Role.TARGET:
        return new if value == old else value
    if role is Role.TYPE:
        head = names.type_head(value)
        return f"{new}{head[1]}" if head and head[0] == old else value
    if role is Role.SQL and old.name != new.name:
        return sqltext.renamed(value, {old.name: new.name}, qualifiers_only=qualifiers_only)
    return value


def _routine_name(role: Role, value: Any, rename: Rename, homonyms: Collection[str]) -> Any:
    old, new = rename.owner.qualified, rename.new
    if role is Role.SQL and old.name != new.name:
        return sqltext.renamed(value, {old.name: new.name}, calls_only=True)
    if value != old or role not in (Role.TARGET, Role.ROUTINE):
        return value
    # Of several overloads, a name alone means the one that takes nothing, as a trigger's function does.
    overloaded = any(issubclass(ir.KINDS[kind], ir.Called) for kind in homonyms)
    is_meant = not overloaded or rename.owner.identifier.endswith("()")
    return new if is_meant and (role is Role.ROUTINE or not homonyms) else value


def _schema(role: Role, value: Any, rename: Rename) -> Any:
    old, new = rename.address.name, rename.new.name
    if role is Role.SCHEMAS:
        return new if value == old else value
    if role in (Role.TARGET, Role.ROUTINE):
        return Name(new, value.name) if value.schema == old else value
    if role is Role.TYPE:
        head = names.type_head(value)
        return f"{Name(new, head[0].name)}{head[1]}" if head and head[0].schema == old else value
    return sqltext.renamed(value, {old: new}, qualifiers_only=True) if role is Role.SQL else value


def _with(found: Any, change: Callable[[Role, Any], Any], *, targets: Rename | None = None) -> Any:
    """An object, its parts and its members with every value of a role changed."""
    changed: dict[str, Any] = {}
    for name, role in ir.fields(type(found)):
        held = getattr(found, name)
        if held is None or role is Role.PLAIN or role in ir.HINTS:
            continue
        new = held
        if role in (Role.CHILDREN, Role.PARTS):
            if isinstance(held, tuple):
                new = tuple(_with(item, change, targets=targets) for item in held)
                if all(one is other for one, other in zip(new, held, strict=True)):
                    new = held
            else:
                new = _with(held, change, targets=targets)
        elif role is Role.TARGET_COLUMNS:
            new = _target_columns(found, held, targets)
        elif isinstance(held, tuple) and not isinstance(held, Name):
            new = tuple(change(role, item) for item in held)
        else:
            new = change(role, held)
        if new is not held and new != held:
            changed[name] = new
    return dataclasses.replace(found, **changed) if changed else found


def _target_columns(found: Any, held: Any, rename: Rename | None) -> Any:
    if rename is None or rename.owner.qualified not in set(ir.targets(found)):
        return held
    if isinstance(held, tuple):
        return tuple(rename.new.name if column == rename.address.member else column for column in held)
    return rename.new.name if held == rename.address.member else held
