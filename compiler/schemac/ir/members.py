"""What lives in tables, views and types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemac.ir.base import Object, Role, sql, with_role
from schemac.names import Name

Pairs = tuple[tuple[str, str], ...]
"""Options by name, in the order in which they are given, which means nothing."""


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
    sequence_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Object):
    """A column; ``default``, ``generated`` and ``on_update`` are SQL.

    inherited: a parent of the table has it, and the table says only what is different of it; on_conflict: what becomes
    of a row that breaks its NOT NULL; charset, collation: None for the table's; srid: the reference system of its
    geometries; versioned: whether a table that keeps its history keeps that of the column.
    """

    kind: ClassVar[str] = "column"
    holds_data: ClassVar[bool] = True

    type: str = with_role(Role.TYPE)
    nullable: bool = False
    not_null_name: str | None = None
    default: str | None = sql()
    generated: str | None = sql()
    stored: bool = True
    identity: Identity | None = None
    autoincrement: bool = False
    charset: str | None = None
    collation: str | None = with_role(Role.TYPE, None)
    on_update: str | None = sql()
    invisible: bool = False
    srid: int | None = None
    versioned: bool = True
    on_conflict: str | None = None
    storage: str | None = None
    compression: str | None = None
    statistics: int | None = None
    inherited: bool = False
    using: str | None = with_role(Role.HINT, None)
    backfill: str | None = with_role(Role.HINT, None)
    renamed_values: Pairs = with_role(Role.HINT, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPart:
    """One key of an index, of a partition key or of extended statistics: a column or an expression.

    length: how many characters or bytes of the column count, None for all.
    """

    column: str | None = with_role(Role.COLUMNS, None)
    sql: str | None = sql()
    length: int | None = None
    order: str | None = None
    nulls: str | None = None
    opclass: str | None = with_role(Role.CREATED, None)
    collation: str | None = with_role(Role.TYPE, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryKey(Object):
    """The primary key of a table; ``parts`` are its columns again where one of them is more than a name."""

    kind: ClassVar[str] = "primary_key"
    told_by_name: ClassVar[bool] = True

    columns: tuple[str, ...] = with_role(Role.COLUMNS)
    parts: tuple[IndexPart, ...] = with_role(Role.PARTS, ())
    on_conflict: str | None = None
    include: tuple[str, ...] = with_role(Role.COLUMNS, ())
    without_overlaps: bool = False
    deferrable: str | None = None
    storage: Pairs = ()
    tablespace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unique(Object):
    """A unique constraint; ``parts`` are its columns again where one of them is more than a name."""

    kind: ClassVar[str] = "unique"
    told_by_name: ClassVar[bool] = True

    columns: tuple[str, ...] = with_role(Role.COLUMNS)
    parts: tuple[IndexPart, ...] = with_role(Role.PARTS, ())
    on_conflict: str | None = None
    include: tuple[str, ...] = with_role(Role.COLUMNS, ())
    nulls_distinct: bool = True
    without_overlaps: bool = False
    deferrable: str | None = None
    storage: Pairs = ()
    tablespace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey(Object):
    """A foreign key; empty ``target_columns`` are the target's primary key."""

    kind: ClassVar[str] = "foreign_key"
    told_by_name: ClassVar[bool] = True

    columns: tuple[str, ...] = with_role(Role.COLUMNS)
    target: Name = with_role(Role.TARGET)
    target_columns: tuple[str, ...] = with_role(Role.TARGET_COLUMNS, ())
    on_delete: str = "no_action"
    on_delete_columns: tuple[str, ...] = with_role(Role.COLUMNS, ())
    on_update: str = "no_action"
    match: str = "simple"
    period: bool = False
    deferrable: str | None = None
    not_valid: bool = False
    enforced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Object):
    """A check constraint of a table or of a domain."""

    kind: ClassVar[str] = "check"
    told_by_name: ClassVar[bool] = True

    sql: str = with_role(Role.SQL)
    not_valid: bool = False
    no_inherit: bool = False
    enforced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionPart(IndexPart):
    """One element of an exclusion constraint: what is compared, and by which operator."""

    operator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion(Object):
    """An exclusion constraint."""

    kind: ClassVar[str] = "exclusion"
    told_by_name: ClassVar[bool] = True

    elements: tuple[ExclusionPart, ...] = with_role(Role.PARTS)
    method: str | None = with_role(Role.CREATED, None)
    where: str | None = sql()
    include: tuple[str, ...] = with_role(Role.COLUMNS, ())
    deferrable: str | None = None
    storage: Pairs = ()
    tablespace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Object):
    """An index that no constraint owns.

    parser: what cuts the texts of a full-text index into words; invisible: kept up to date, and not used.
    """

    kind: ClassVar[str] = "index"
    told_by_name: ClassVar[bool] = True

    columns: tuple[IndexPart, ...] = with_role(Role.PARTS)
    unique: bool = False
    method: str | None = with_role(Role.CREATED, None)
    parser: str | None = None
    invisible: bool = False
    where: str | None = sql()
    include: tuple[str, ...] = with_role(Role.COLUMNS, ())
    nulls_distinct: bool = True
    storage: Pairs = ()
    tablespace: str | None = None
    concurrently: bool = with_role(Role.HINT, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(Object):
    """A trigger of a table or view; it calls a function, or has a body where the dialect wants one.

    timing: before, after or instead_of; level: row or statement; from_table: of a constraint trigger; enabled: origin,
    replica, always or disabled; follows: the trigger of the same table, timing and event that runs just before it;
    definer: the account whose privileges it runs with, None for whoever makes it; settings: of the session, for its
    body.
    """

    kind: ClassVar[str] = "trigger"
    told_by_name: ClassVar[bool] = True

    timing: str
    events: tuple[str, ...]
    columns: tuple[str, ...] = with_role(Role.COLUMNS, ())
    level: str = "row"
    when: str | None = sql()
    function: Name | None = with_role(Role.ROUTINE, None)
    arguments: tuple[str, ...] = ()
    body: str | None = sql()
    old_table: str | None = None
    new_table: str | None = None
    constraint: bool = False
    deferrable: str | None = None
    from_table: Name | None = with_role(Role.TARGET, None)
    enabled: str = "origin"
    follows: str | None = None
    definer: str | None = None
    settings: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition(Object):
    """A partition that is no table of its own.

    bound: the rows that it holds, as SQL, None where a hash says it; subpartitions: their names, where they have any
    that the server would not give.
    """

    kind: ClassVar[str] = "partition"
    holds_data: ClassVar[bool] = True

    bound: str | None = sql()
    subpartitions: tuple[str, ...] = ()
    storage: Pairs = ()
    tablespace: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Object):
    """A period of time between two columns; the one named ``system_time`` is the history that the server keeps."""

    kind: ClassVar[str] = "period"

    start: str = with_role(Role.COLUMNS)
    end: str = with_role(Role.COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Object):
    """A policy of row security; no ``roles`` are all of them."""

    kind: ClassVar[str] = "policy"
    told_by_name: ClassVar[bool] = True

    command: str = "all"
    roles: tuple[str, ...] = with_role(Role.ROLES, ())
    using: str | None = sql()
    check: str | None = sql()
    restrictive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Object):
    """A rewrite rule of a table or view; without a body it does nothing instead."""

    kind: ClassVar[str] = "rule"
    told_by_name: ClassVar[bool] = True

    event: str
    instead: bool = False
    where: str | None = sql()
    body: str | None = sql()
    enabled: str = "origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic(Object):
    """Extended statistics of a table; they live in its schema unless ``schema`` says otherwise."""

    kind: ClassVar[str] = "statistic"
    told_by_name: ClassVar[bool] = True

    columns: tuple[IndexPart, ...] = with_role(Role.PARTS)
    kinds: tuple[str, ...] = ()
    target: int | None = None
    schema: str | None = with_role(Role.SCHEMAS, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Object):
    """A field of a composite type."""

    kind: ClassVar[str] = "field"
    holds_data: ClassVar[bool] = True

    type: str = with_role(Role.TYPE)
    collation: str | None = with_role(Role.TYPE, None)


MEMBERS: tuple[type[Object], ...] = (
    Column,
    Period,
    PrimaryKey,
    Unique,
    ForeignKey,
    Check,
    Exclusion,
    Index,
    Statistic,
    Rule,
    Trigger,
    Policy,
    Field,
    Partition,
)
