"""What every object of the model shares: the roles of its fields, its address, its name."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum as PythonEnum
from typing import Any, ClassVar, NamedTuple

from schemac.names import Name, written


class Role(PythonEnum):
    """What a field holds, beyond a plain value."""

    PLAIN = "plain"
    SQL = "sql"  # an expression, a query or a statement of the dialect
    TYPE = "type"  # the text of a type, or of a collation, that may be one of this project
    COLUMNS = "columns"  # names of columns of the object's own table
    TARGET = "target"  # the Name of another top-level object, or a tuple of them
    ROUTINE = "routine"  # the Name of a function, which may be the server's
    TARGET_COLUMNS = "target_columns"  # names of columns of the TARGET of the same object
    ROLES = "roles"  # the name of a role of the server, or names of several
    CREATED = "created"  # the name of what only raw SQL makes, such as a language or an operator class
    SCHEMAS = "schemas"  # the name of a schema, or names of several
    CHILDREN = "children"  # objects that live in this one
    PARTS = "parts"  # nested values with roles of their own, such as the parts of an index
    ENTRY_RENAMES = "entry_renames"  # pairs of old and new entries of the field named after `renamed_`; a hint too
    HINT = "hint"  # how to get there; no part of the state, never compared and never kept in a snapshot

    # By identity: the hash that an enumeration has is worked out in Python.
    __hash__ = object.__hash__


HINTS = frozenset({Role.HINT, Role.ENTRY_RENAMES})


def with_role(role: Role, default: Any = dataclasses.MISSING) -> Any:
    """A field of the model that has a role."""
    metadata = {"role": role}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata, compare=role not in HINTS)


def sql(default: Any = None) -> Any:
    """A field that holds SQL, none unless told."""
    return with_role(Role.SQL, default)


class Address(NamedTuple):
    """Where an object is: a top-level object, or a member of one."""

    kind: str
    schema: str
    name: str
    member_kind: str = ""
    member: str = ""

    @property
    def owner(self) -> Address:
        """The top-level object that this is, or is a member of."""
        return Address(self.kind, self.schema, self.name)

    @property
    def object_kind(self) -> str:
        """The kind of the object itself."""
        return self.member_kind or self.kind

    @property
    def last(self) -> str:
        """The object's own name."""
        return self.member if self.member_kind else self.name

    def __str__(self) -> str:
        path = [self.schema] if self.schema else []
        path += [self.name] + ([self.member] if self.member_kind else [])
        shown = [part if part.endswith(")") else written(part) for part in path]
        return f"{self.object_kind} {'.'.join(shown)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """Anything that has a name and can be created, dropped, renamed and altered.

    holds_data: dropping it loses what no schema can restore; told_by_name: nothing but the name tells it from another
    one of its kind, so an equal one under a new name is the old one renamed.
    """

    kind: ClassVar[str]
    holds_data: ClassVar[bool] = False
    told_by_name: ClassVar[bool] = False

    name: str
    comment: str | None = None
    renamed_from: str | None = with_role(Role.HINT, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One privilege of a role on an object; no ``privilege`` takes from the role what it has by default."""

    role: str = with_role(Role.ROLES)
    privilege: str = ""
    columns: tuple[str, ...] = with_role(Role.COLUMNS, ())
    grantable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TopLevel(Object):
    """An object of a database, addressed by schema and name.

    owner: the role that owns it, None for the one that makes it; grants: the privileges of roles other than the
    owner, in the order of role, privilege and columns.
    """

    schema: str = ""
    owner: str | None = with_role(Role.ROLES, None)
    grants: tuple[Grant, ...] = with_role(Role.PARTS, ())

    @property
    def qualified(self) -> Name:
        """Schema and name."""
        return Name(self.schema, self.name)

    @property
    def identifier(self) -> str:
        """What tells it from others of its kind in its schema: the name, unless names are overloaded."""
        return self.name
