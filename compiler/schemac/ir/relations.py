"""Tables, views and sequences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemac.ir.base import Role, TopLevel, sql, with_role
from schemac.ir.members import (
    Check,
    Column,
    Exclusion,
    ForeignKey,
    Index,
    IndexPart,
    Pairs,
    Partition,
    Period,
    Policy,
    PrimaryKey,
    Rule,
    Statistic,
    Trigger,
    Unique,
)
from schemac.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(TopLevel):
    """A table with everything that lives in it.

    partition_by: the parts of its partition key, whose ``partition_strategy`` is range, list or hash. A partition
    (``partition_of``, with its ``bound`` as SQL) and a table that ``inherits`` hold only what is their own, and of a
    partition's columns those that differ from its parent's. row_security: on or forced; replica_identity: full,
    nothing or index, which is then ``replica_index``; cluster: the index that the table is clustered on; attached: a
    partition is made as a table of its own first, whose NOT NULL constraints have names of their own. Where partitions
    are no tables, ``partitions`` are those that have a name, ``partition_count`` how many a hash makes otherwise, and
    each may be cut again by ``subpartition_by``. engine, charset, collation: None for the database's; auto_increment:
    the first number that a new table gives; versioned: whether the server keeps the history of its rows; virtual: the
    module that makes a virtual table of ``virtual_arguments``.
    """

    kind: ClassVar[str] = "table"
    holds_data: ClassVar[bool] = True

    columns: tuple[Column, ...] = with_role(Role.CHILDREN, ())
    periods: tuple[Period, ...] = with_role(Role.CHILDREN, ())
    primary_key: PrimaryKey | None = with_role(Role.CHILDREN, None)
    uniques: tuple[Unique, ...] = with_role(Role.CHILDREN, ())
    foreign_keys: tuple[ForeignKey, ...] = with_role(Role.CHILDREN, ())
    checks: tuple[Check, ...] = with_role(Role.CHILDREN, ())
    exclusions: tuple[Exclusion, ...] = with_role(Role.CHILDREN, ())
    indexes: tuple[Index, ...] = with_role(Role.CHILDREN, ())
    statistics: tuple[Statistic, ...] = with_role(Role.CHILDREN, ())
    rules: tuple[Rule, ...] = with_role(Role.CHILDREN, ())
    triggers: tuple[Trigger, ...] = with_role(Role.CHILDREN, ())
    policies: tuple[Policy, ...] = with_role(Role.CHILDREN, ())
    row_security: str | None = None
    partition_by: tuple[IndexPart, ...] = with_role(Role.PARTS, ())
    partition_strategy: str | None = None
    partition_count: int | None = None
    subpartition_by: tuple[IndexPart, ...] = with_role(Role.PARTS, ())
    subpartition_strategy: str | None = None
    subpartition_count: int | None = None
    partitions: tuple[Partition, ...] = with_role(Role.CHILDREN, ())
    partition_of: Name | None = with_role(Role.TARGET, None)
    bound: str | None = sql()
    inherits: tuple[Name, ...] = with_role(Role.TARGET, ())
    unlogged: bool = False
    storage: Pairs = ()
    tablespace: str | None = None
    access_method: str | None = with_role(Role.CREATED, None)
    replica_identity: str | None = None
    replica_index: str | None = None
    cluster: str | None = None
    attached: bool = False
    strict: bool = False
    without_rowid: bool = False
    virtual: str | None = None
    virtual_arguments: tuple[str, ...] = ()
    engine: str | None = None
    charset: str | None = None
    collation: str | None = None
    versioned: bool = False
    auto_increment: int | None = with_role(Role.HINT, None)

    @property
    def parents(self) -> tuple[Name, ...]:
        """The tables that it is made from."""
        return (*((self.partition_of,) if self.partition_of else ()), *self.inherits)


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
    owner_table: Name | None = with_role(Role.TARGET, None)
    owner_column: str | None = with_role(Role.TARGET_COLUMNS, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class View(TopLevel):
    """A view.

    security_invoker, security_barrier: whether they are on, or the word that says so where it is another than ``true``;
    column_comments, column_defaults: pairs of a column of it and a text; algorithm: merge or temptable, None where the
    server may choose; definer: the account whose privileges it has, None for whoever makes it.
    """

    kind: ClassVar[str] = "view"

    query: str = with_role(Role.SQL)
    columns: tuple[str, ...] = ()
    security_invoker: bool | str = False
    security_barrier: bool | str = False
    check_option: str | None = None
    algorithm: str | None = None
    definer: str | None = None
    column_comments: Pairs = ()
    column_defaults: Pairs = ()
    rules: tuple[Rule, ...] = with_role(Role.CHILDREN, ())
    triggers: tuple[Trigger, ...] = with_role(Role.CHILDREN, ())
    depends_on: tuple[Name, ...] = with_role(Role.TARGET, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterializedView(TopLevel):
    """A view whose rows are stored."""

    kind: ClassVar[str] = "materialized_view"

    query: str = with_role(Role.SQL)
    columns: tuple[str, ...] = ()
    indexes: tuple[Index, ...] = with_role(Role.CHILDREN, ())
    statistics: tuple[Statistic, ...] = with_role(Role.CHILDREN, ())
    column_comments: Pairs = ()
    storage: Pairs = ()
    tablespace: str | None = None
    access_method: str | None = with_role(Role.CREATED, None)
    cluster: str | None = None
    depends_on: tuple[Name, ...] = with_role(Role.TARGET, ())
    with_data: bool = with_role(Role.HINT, True)
