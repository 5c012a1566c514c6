"""Objects of a database or of its server that hold no rows of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemac.ir.base import Role, TopLevel, sql, with_role
from schemac.ir.members import Pairs
from schemac.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseRole(TopLevel):
    """A role, which all databases of a server share; its own ``schema`` stays empty."""

    kind: ClassVar[str] = "role"
    holds_data: ClassVar[bool] = True

    login: bool = False
    superuser: bool = False
    create_database: bool = False
    create_role: bool = False
    inherit: bool = True
    replication: bool = False
    bypass_row_security: bool = False
    connection_limit: int | None = None
    valid_until: str | None = None
    member_of: tuple[str, ...] = with_role(Role.ROLES, ())
    settings: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema(TopLevel):
    """A namespace; its own ``schema`` stays empty."""

    kind: ClassVar[str] = "schema"
    holds_data: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(TopLevel):
    """An extension; ``into`` is the schema that holds its objects, None the server's choice."""

    kind: ClassVar[str] = "extension"
    holds_data: ClassVar[bool] = True

    version: str | None = None
    into: str | None = with_role(Role.SCHEMAS, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultPrivilege(TopLevel):
    """What roles may do with objects that a role is going to make.

    role: the one that makes them, None for the one that declares this; within: the schema that they are made in, None
    for any; objects: their kind in the plural, which is also the name; grants: all of them.
    """

    kind: ClassVar[str] = "default_privilege"

    role: str | None = with_role(Role.ROLES, None)
    within: str | None = with_role(Role.SCHEMAS, None)
    objects: str

    @property
    def identifier(self) -> str:
        """What it is about, in words."""
        within = f" in {self.within}" if self.within else ""
        return f"{self.objects}{within}{f' of {self.role}' if self.role else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTable:
    """A table of a publication; no ``columns`` are all of them."""

    table: Name = with_role(Role.TARGET)
    columns: tuple[str, ...] = with_role(Role.TARGET_COLUMNS, ())
    where: str | None = sql()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(TopLevel):
    """What is published of a database to its subscribers; no ``operations`` are all of them."""

    kind: ClassVar[str] = "publication"

    all_tables: bool = False
    tables: tuple[PublishedTable, ...] = with_role(Role.PARTS, ())
    schemas: tuple[str, ...] = with_role(Role.SCHEMAS, ())
    operations: tuple[str, ...] = ()
    via_partition_root: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseDefaults(TopLevel):
    """What tables of the database have where they say nothing else; there is one, and it has no name of its own."""

    kind: ClassVar[str] = "database"

    charset: str | None = None
    collation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(TopLevel):
    """What the server runs by itself, once or again and again.

    at: when, as SQL; every: an interval such as ``1 DAY``, with ``starts`` and ``ends`` as SQL; preserve: whether it
    stays when it has run for the last time; enabled: enabled, disabled or disabled_on_replica; settings: of the
    session, for its body.
    """

    kind: ClassVar[str] = "event"

    at: str | None = sql()
    every: str | None = sql()
    starts: str | None = sql()
    ends: str | None = sql()
    preserve: bool = False
    enabled: str = "enabled"
    body: str
    definer: str | None = None
    settings: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw(TopLevel):
    """SQL that has no model: how to create it and how to drop it."""

    kind: ClassVar[str] = "raw"

    create: str = with_role(Role.SQL)
    drop: str | None = sql()
    depends_on: tuple[Name, ...] = with_role(Role.TARGET, ())
