"""Two states of a database as the operations that lead from one to the other; knows no kind of object.

Renames are applied to the old state first, so that an index on a renamed column is not seen as altered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from schemac import ir, rename
from schemac.ir import Address, Database, Object, Role, TopLevel
from schemac.operation import Alter, Create, Drop, Operation, Rename

Same = Callable[[str, str, Any, Any], bool]
"""Whether two unequal values of a field mean the same: (kind, field, old, new)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What leads from one state to another.

    old: the state before; renamed: the old state with the new names; renames: what comes first, in order;
    operations: what remains to do from ``renamed`` to ``new``.
    """

    old: Database
    renamed: Database
    new: Database
    renames: tuple[Rename, ...]
    operations: tuple[Operation, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.renames or self.operations)


def _never(_kind: str, _field: str, _old: Any, _new: Any) -> bool:
    return False


def diff(old: Database, new: Database, *, same: Same = _never, asked: tuple[Rename, ...] = ()) -> Difference:
    """The difference of two states; ``asked`` are renames that a person confirmed."""
    renames, renamed = rename.resolve(old, new, asked)
    return Difference(
        old=old, renamed=renamed, new=new, renames=renames, operations=tuple(_operations(renamed, new, same))
    )


def inverse(difference: Difference, *, same: Same = _never) -> Difference:
    """The difference that leads back."""
    back = rename.inverse(difference.renames, difference.new)
    renamed = rename.after(difference.new, back)
    return Difference(
        old=difference.new,
        renamed=renamed,
        new=difference.old,
        renames=back,
        operations=tuple(_operations(renamed, difference.old, same)),
    )


def _operations(old: Database, new: Database, same: Same) -> Iterator[Operation]:
    for address, found in new.objects.items():
        before = old.objects.get(address)
        if before is None:
            yield Create(address=address, object=found, owner=found)
        elif before is not found and before != found:
            yield from _changes(address, before, found, same)
    for address, found in old.objects.items():
        if address not in new.objects:
            yield Drop(address=address, object=found, owner=found)


def _changes(address: Address, old: TopLevel, new: TopLevel, same: Same) -> Iterator[Operation]:
    yield from _altered(address, old, new, old, new, same)
    before = {(member.kind, member.name): member for member in ir.children(old)}
    after = {(member.kind, member.name): member for member in ir.children(new)}
    for (kind, name), member in after.items():
        at = address._replace(member_kind=kind, member=name)
        held = before.get((kind, name))
        if held is None:
            yield Create(address=at, object=member, owner=new)
        elif held != member:
            yield from _altered(at, held, member, old, new, same)
    for (kind, name), member in before.items():
        if (kind, name) not in after:
            yield Drop(address=address._replace(member_kind=kind, member=name), object=member, owner=old)


def _altered(
    address: Address, old: Object, new: Object, old_owner: TopLevel, owner: TopLevel, same: Same
) -> Iterator[Alter]:
    fields = tuple(changed_fields(old, new, same))
    if fields:
        yield Alter(address=address, old=old, new=new, fields=fields, old_owner=old_owner, owner=owner)


def changed_fields(old: Object, new: Object, same: Same = _never) -> Iterator[str]:
    """The fields of an object itself, members left out, whose values differ."""
    for name, role in ir.fields(type(new)):
        if role is Role.CHILDREN or role in ir.HINTS:
            continue
        before, after = getattr(old, name), getattr(new, name)
        if before != after and not same(new.kind, name, before, after):
            yield name
