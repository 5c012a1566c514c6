"""What ``pg_catalog`` says of a database: one query for all of a kind, and one round trip for all queries.

The fields of each row are the columns of the query of the same name, which says what they mean. Schemas are
"" for ``public``; oids link the rows.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

# The server writes expressions after the session's settings: fixed, so that its texts are always the same.
# Temporary tables come last, since they would hide the user's.
SETTINGS = """\
set local search_path = public, pg_temp;
set local timezone = 'UTC';
set local datestyle = 'ISO, YMD';
set local intervalstyle = 'postgres';
set local extra_float_digits = 1;
set local quote_all_identifiers = off;
set local jit = off
"""


class Namespace(NamedTuple):
    """A schema or an extension."""

    kind: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The rows of every query."""

    namespaces: list[Namespace]
    types: list[Type]
    sequences: list[Sequence]
    relations: list[Relation]
    columns: list[Column]
    constraints: list[Constraint]
    indexes: list[IndexPart]
    raws: list[Raw]
    security: list[Raw]
    shapes: list[Raw]
    dependencies: list[Dependency]
    unmodelled: list[Unmodelled]
    not_nulls: list[NotNull]


_ROWS: dict[str, Any] = {
    "namespaces": Namespace,
    "types": Type,
    "sequences": Sequence,
    "relations": Relation,
    "columns": Column,
    "constraints": Constraint,
    "indexes": IndexPart,
    "raws": Raw,
    "security": Raw,
    "shapes": Raw,
    "dependencies": Dependency,
    "unmodelled": Unmodelled,
    "not_nulls": NotNull,
}


@contextmanager
def snapshot(raw: Any) -> Iterator[None]:
    """One consistent view of the database under SETTINGS; afterwards the session is as it was.

    raw: a connection of psycopg in autocommit mode; a transaction that is open on it is used.
    """
    from psycopg.pq import TransactionStatus

    if raw.info.transaction_status == TransactionStatus.IDLE:
        begin, end = "begin isolation level repeatable read read only", "rollback"
    else:
        # The settings go back with the savepoint.
        begin = "savepoint schemac_catalog"
        end = "rollback to savepoint schemac_catalog; release savepoint schemac_catalog"
    raw.execute(f"{begin}; {SETTINGS}".encode())
    try:
        yield
    finally:
        if not raw.closed:
            raw.execute(end.encode())


def read(raw: Any) -> Catalog:
    """Everything, by one message to the server; to be called within ``snapshot``."""
    from psycopg.rows import tuple_row

    names = [field.name for field in dataclasses.fields(Catalog)]
    folder = Path(__file__).parent
    queries = [(folder / f"{name}.sql").read_text(encoding="utf-8") for name in names]
    rows: dict[str, Any] = {}
    with raw.cursor(row_factory=tuple_row) as cursor:
        cursor.execute(";\n".join(queries).encode())
        for name in names:
            rows[name] = list(map(_ROWS[name]._make, cursor.fetchall()))
            cursor.nextset()
    return Catalog(**rows)
