"""What changes between two states of a database: four verbs, any kind of object."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from schemac.ir import Address, Object, TopLevel
from schemac.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """Makes an object; ``owner`` is the top-level object that a member lives in (the object itself otherwise)."""

    address: Address
    object: Object
    owner: TopLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Removes an object; ``owner`` is the top-level object that it lived in."""

    address: Address
    object: Object
    owner: TopLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Gives an object another name, or a top-level object another schema.

    address, object, owner: before the change; new: schema and name after it.
    """

    address: Address
    object: Object
    owner: TopLevel
    new: Name

    @property
    def new_address(self) -> Address:
        """Where the object is afterwards."""
        if self.address.member_kind:
            return self.address._replace(member=self.new.name)
        moved = dataclasses.replace(self.owner, schema=self.new.schema, name=self.new.name)
        return self.address._replace(schema=moved.schema, name=moved.identifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alter:
    """Changes fields of an object that stays; ``old_owner`` and ``owner`` hold it before and after."""

    address: Address
    old: Object
    new: Object
    fields: tuple[str, ...]
    old_owner: TopLevel
    owner: TopLevel


Operation = Create | Drop | Rename | Alter


def verb(operation: Operation) -> str:
    """The operation's verb, which is also the name of its template."""
    return type(operation).__name__.lower()
