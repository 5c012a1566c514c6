"""The rows of the catalogue's queries: the fields of each are the columns of the query, in order."""

from __future__ import annotations

from typing import NamedTuple


class Namespace(NamedTuple):
    """A schema or an extension."""

    kind: str
    oid: int
    name: str
    into: str | None
    comment: str | None


class Type(NamedTuple):
    """An enum, which has values, or a domain."""

    oid: int
    schema: str
    name: str
    values: list[str] | None
    base: str
    nullable: bool
    default: str | None
    collation_schema: str | None
    collation: str | None
    comment: str | None


class Sequence(NamedTuple):
    """A sequence; ownership is "a" by OWNED BY, "i" by being an identity's."""

    oid: int
    schema: str
    name: str
    type: str
    start: int
    increment: int
    min: int
    max: int
    cache: int
    cycle: bool
    comment: str | None
    owner_table: int | None
    owner_number: int | None
    owner_column: str | None
    ownership: str | None
    call: str
    uses: int


class Relation(NamedTuple):
    """A table ("r"), view ("v") or materialized view ("m"), or a table that an obstacle keeps out."""

    oid: int
    schema: str
    name: str
    kind: str
    obstacle: str | None
    unlogged: bool
    storage: list[str] | None
    tablespace: str | None
    comment: str | None
    query: str | None


class Column(NamedTuple):
    """A column of a table; generated and identity are letters, "" for none."""

    table: int
    number: int
    name: str
    type: str
    nullable: bool
    expression: str | None
    generated: str
    identity: str
    collation_schema: str | None
    collation: str | None
    comment: str | None


class Constraint(NamedTuple):
    """A constraint of a table or of a domain; the other one is 0."""

    table: int
    domain: int
    name: str
    kind: str
    columns: list[str]
    include: list[str]
    nulls_distinct: bool
    deferrable: str | None
    expression: str
    not_valid: bool
    no_inherit: bool
    target: int
    target_schema: str
    target_name: str
    target_columns: list[str]
    on_delete: str
    on_update: str
    match: str
    comment: str | None
    obstacle: str | None


class IndexPart(NamedTuple):
    """A key or an included column of an index, and the index itself (where: with its first part only)."""

    table: int
    oid: int
    name: str
    unique: bool
    nulls_distinct: bool
    method: str | None
    where: str | None
    storage: list[str] | None
    tablespace: str | None
    comment: str | None
    included: bool
    column: str | None
    expression: str | None
    options: int
    opclass: str | None
    opclass_schema: str | None
    collation: str | None
    collation_schema: str | None


class Raw(NamedTuple):
    """An object that is carried as the server's own definition."""

    catalogue: str
    oid: int
    schema: str
    relation: int
    name: str
    create: str
    drop: str


class Dependency(NamedTuple):
    """What an object of ``Raw`` needs."""

    catalogue: str
    oid: int
    needed_catalogue: str
    needed_oid: int


class Unmodelled(NamedTuple):
    """What has no model: in which schema (None: in none), on which relation (0: on none)."""

    schema: str | None
    relation: int
    what: str


class NotNull(NamedTuple):
    """A NOT NULL constraint that is more than NOT NULL; column is "" on a domain."""

    schema: str
    relation: int
    owner: str
    column: str
    name: str
    options: str
