"""The model of a database: frozen dataclasses whose fields say what they hold.

Every later stage is written against those roles and never against a kind: the differ walks children, the renamer
rewrites names and SQL, the planner looks for what an object depends on, the snapshot writes what is no hint. A new
kind of object is one dataclass here, registered by its ``kind``.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum as PythonEnum
from typing import Any, ClassVar, NamedTuple, TypeVar

from schemac.names import Name, written


class Role(PythonEnum):
    """What a field holds, beyond a plain value."""

    PLAIN = "plain"
    SQL = "sql"  # an expression, a query or a statement of the dialect
    TYPE = "type"  # the text of a type, which may name an enum or a domain
    COLUMNS = "columns"  # names of columns of the object's own table
    TARGET = "target"  # the Name of another top-level object, or a tuple of them
    TARGET_COLUMNS = "target_columns"  # names of columns of the TARGET of the same object
    CHILDREN = "children"  # objects that live in this one
    PARTS = "parts"  # nested values with roles of their own, such as the parts of an index
    ENTRY_RENAMES = "entry_renames"  # pairs of old and new entries of the field named after `renamed_`; a hint too
    HINT = "hint"  # how to get there; no part of the state, never compared and never kept in a snapshot


HINTS = frozenset({Role.HINT, Role.ENTRY_RENAMES})


def _field(role: Role, default: Any = dataclasses.MISSING) -> Any:
    metadata = {"role": role}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata, compare=role not in HINTS)


def _sql(default: Any = None) -> Any:
    return _field(Role.SQL, default)


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
        return f"{self.object_kind} {'.'.join(map(written, path))}"


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
    renamed_from: str | None = _field(Role.HINT, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopLevel(Object):
    """An object of a database, addressed by schema and name."""

    schema: str = ""

    @property
    def qualified(self) -> Name:
        """Schema and name."""
        return Name(self.schema, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Identity of a column; None means the server's default."""

    always: bool = False
    start: int | None = None
    increment: int | None = None
    min: int | None = None
    max: int | None = None
    cache: int | None = None
    cycle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Object):
    """A column; ``default`` and ``generated`` are SQL."""

    kind: ClassVar[str] = "column"
    holds_data: ClassVar[bool] = True

    type: str = _field(Role.TYPE)
    nullable: bool = False
    default: str | None = _sql()
    generated: str | None = _sql()
    stored: bool = True
    identity: Identity | None = None
    autoincrement: bool = False
    collation: str | None = None
    using: str | None = _field(Role.HINT, None)
    backfill: str | None = _field(Role.HINT, None)
    renamed_values: tuple[tuple[str, str], ...] = _field(Role.HINT, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryKey(Object):
    """The primary key of a table."""

    kind: ClassVar[str] = "primary_key"
    told_by_name: ClassVar[bool] = True

    columns: tuple[str, ...] = _field(Role.COLUMNS)
    include: tuple[str, ...] = _field(Role.COLUMNS, ())
    deferrable: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unique(Object):
    """A unique constraint."""

    kind: ClassVar[str] = "unique"
    told_by_name: ClassVar[bool] = True

    columns: tuple[str, ...] = _field(Role.COLUMNS)
    include: tuple[str, ...] = _field(Role.COLUMNS, ())
    nulls_distinct: bool = True
    deferrable: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey(Object):
    """A foreign key; empty ``target_columns`` are the target's primary key."""

    kind: ClassVar[str] = "foreign_key"
    told_by_name: ClassVar[bool] = True

    columns: tuple[str, ...] = _field(Role.COLUMNS)
    target: Name = _field(Role.TARGET)
    target_columns: tuple[str, ...] = _field(Role.TARGET_COLUMNS, ())
    on_delete: str = "no_action"
    on_update: str = "no_action"
    match: str = "simple"
    deferrable: str | None = None
    not_valid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Object):
    """A check constraint of a table or of a domain."""

    kind: ClassVar[str] = "check"
    told_by_name: ClassVar[bool] = True

    sql: str = _field(Role.SQL)
    not_valid: bool = False
    no_inherit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPart:
    """One key of an index: a column or an expression."""

    column: str | None = _field(Role.COLUMNS, None)
    sql: str | None = _sql()
    order: str | None = None
    nulls: str | None = None
    opclass: str | None = None
    collation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Object):
    """An index that no constraint owns."""

    kind: ClassVar[str] = "index"
    told_by_name: ClassVar[bool] = True

    columns: tuple[IndexPart, ...] = _field(Role.PARTS)
    unique: bool = False
    method: str | None = None
    where: str | None = _sql()
    include: tuple[str, ...] = _field(Role.COLUMNS, ())
    nulls_distinct: bool = True
    storage: tuple[tuple[str, str], ...] = ()
    tablespace: str | None = None
    concurrently: bool = _field(Role.HINT, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(TopLevel):
    """A table with everything that lives in it."""

    kind: ClassVar[str] = "table"
    holds_data: ClassVar[bool] = True

    columns: tuple[Column, ...] = _field(Role.CHILDREN, ())
    primary_key: PrimaryKey | None = _field(Role.CHILDREN, None)
    uniques: tuple[Unique, ...] = _field(Role.CHILDREN, ())
    foreign_keys: tuple[ForeignKey, ...] = _field(Role.CHILDREN, ())
    checks: tuple[Check, ...] = _field(Role.CHILDREN, ())
    indexes: tuple[Index, ...] = _field(Role.CHILDREN, ())
    unlogged: bool = False
    storage: tuple[tuple[str, str], ...] = ()
    tablespace: str | None = None
    strict: bool = False
    without_rowid: bool = False


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
    into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum(TopLevel):
    """An enumerated type."""

    kind: ClassVar[str] = "enum"
    holds_data: ClassVar[bool] = True

    values: tuple[str, ...] = ()
    renamed_values: tuple[tuple[str, str], ...] = _field(Role.ENTRY_RENAMES, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(TopLevel):
    """A named type with constraints."""

    kind: ClassVar[str] = "domain"
    holds_data: ClassVar[bool] = True

    type: str = _field(Role.TYPE)
    nullable: bool = True
    default: str | None = _sql()
    collation: str | None = None
    checks: tuple[Check, ...] = _field(Role.CHILDREN, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(TopLevel):
    """A sequence that no column's identity owns; None means the server's default."""

    kind: ClassVar[str] = "sequence"
    holds_data: ClassVar[bool] = True

    type: str | None = None
    start: int | None = None
    increment: int | None = None
    min: int | None = None
    max: int | None = None
    cache: int | None = None
    cycle: bool = False
    owner_table: Name | None = _field(Role.TARGET, None)
    owner_column: str | None = _field(Role.TARGET_COLUMNS, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class View(TopLevel):
    """A view."""

    kind: ClassVar[str] = "view"

    query: str = _field(Role.SQL)
    columns: tuple[str, ...] = ()
    security_invoker: bool = False
    security_barrier: bool = False
    check_option: str | None = None
    depends_on: tuple[Name, ...] = _field(Role.TARGET, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw(TopLevel):
    """SQL that has no model: how to create it and how to drop it."""

    kind: ClassVar[str] = "raw"

    create: str = _field(Role.SQL)
    drop: str | None = _sql()
    depends_on: tuple[Name, ...] = _field(Role.TARGET, ())


ObjectType = TypeVar("ObjectType", bound=Object)
Objects = Mapping[Address, TopLevel]

TOP_LEVEL: tuple[type[TopLevel], ...] = (Schema, Extension, Enum, Domain, Sequence, Table, View, Raw)
"""The kinds of a database in the order in which a reader wants them, which is also the order of ties."""

MEMBERS: tuple[type[Object], ...] = (Column, PrimaryKey, Unique, ForeignKey, Check, Index)
KINDS: Mapping[str, type[Object]] = {cls.kind: cls for cls in (*TOP_LEVEL, *MEMBERS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Every object of a database, in the order of declaration."""

    objects: Objects = dataclasses.field(default_factory=dict)

    def get(self, address: Address) -> Object | None:
        """The object at an address, top-level or member."""
        found = self.objects.get(address.owner)
        if found is None or not address.member_kind:
            return found
        return next(
            (child for child in children(found) if child.kind == address.member_kind and child.name == address.member),
            None,
        )

    def of_kind(self, kind: str) -> Iterator[TopLevel]:
        """The top-level objects of one kind, in order."""
        return (found for address, found in self.objects.items() if address.kind == kind)


def database(objects: Any) -> Database:
    """A Database of an iterable of top-level objects."""
    return Database(objects={address(found): found for found in objects})


def address(found: TopLevel, member: Object | None = None) -> Address:
    """The address of a top-level object, or of a member in it."""
    if member is None:
        return Address(found.kind, found.schema, found.name)
    return Address(found.kind, found.schema, found.name, member.kind, member.name)


def _fields(cls: Any) -> tuple[tuple[str, Role], ...]:
    return tuple((item.name, item.metadata.get("role", Role.PLAIN)) for item in dataclasses.fields(cls))


fields: Callable[[Any], tuple[tuple[str, Role], ...]] = functools.cache(_fields)
"""Name and role of every field of a class of the model."""


def _fields_of(cls: Any, role: Role) -> tuple[str, ...]:
    return tuple(name for name, own in fields(cls) if own is role)


fields_of: Callable[[Any, Role], tuple[str, ...]] = functools.cache(_fields_of)
"""The names of a class's fields that have a role."""


def children(found: Object) -> Iterator[Object]:
    """The members of an object, in the order of fields and of declaration."""
    for name in fields_of(type(found), Role.CHILDREN):
        held = getattr(found, name)
        if isinstance(held, tuple):
            yield from held
        elif held is not None:
            yield held


def with_children(found: ObjectType, change: Callable[[Object], Object | None]) -> ObjectType:
    """The object with each member changed, or left out where ``change`` answers None."""
    changed: dict[str, Any] = {}
    for name in fields_of(type(found), Role.CHILDREN):
        held = getattr(found, name)
        if isinstance(held, tuple):
            after = tuple(new for new in map(change, held) if new is not None)
            if len(after) != len(held) or any(one is not other for one, other in zip(after, held, strict=True)):
                changed[name] = after
        elif held is not None and (new := change(held)) is not held:
            changed[name] = new
    return dataclasses.replace(found, **changed) if changed else found


def sql_texts(found: Any) -> Iterator[str]:
    """Every SQL text of one object itself, its parts included and its children left out."""
    for name, role in fields(type(found)):
        if role is Role.SQL:
            text = getattr(found, name)
            if text is not None:
                yield text
        elif role is Role.PARTS:
            for part in getattr(found, name):
                yield from sql_texts(part)


def own_columns(found: Any) -> Iterator[str]:
    """The columns of its own table that an object names outside SQL."""
    for name, role in fields(type(found)):
        if role is Role.COLUMNS:
            held = getattr(found, name)
            if isinstance(held, tuple):
                yield from held
            elif held is not None:
                yield held
        elif role is Role.PARTS:
            for part in getattr(found, name):
                yield from own_columns(part)


def targets(found: Object) -> Iterator[Name]:
    """The other top-level objects that an object names outside SQL."""
    for name in fields_of(type(found), Role.TARGET):
        held = getattr(found, name)
        if isinstance(held, Name):
            yield held
        elif held is not None:
            yield from held


def target_columns(found: Object) -> Iterator[str]:
    """The columns of its target that an object names."""
    for name in fields_of(type(found), Role.TARGET_COLUMNS):
        held = getattr(found, name)
        if isinstance(held, tuple):
            yield from held
        elif held is not None:
            yield held


def types(found: Object) -> Iterator[str]:
    """The texts of types that an object names."""
    return (getattr(found, name) for name in fields_of(type(found), Role.TYPE))
