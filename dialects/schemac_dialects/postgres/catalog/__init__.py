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
from typing import Any

from schemac_dialects.postgres.catalog.rows import (
    Column,
    Constraint,
    Dependency,
    IndexPart,
    Namespace,
    NotNull,
    Raw,
    Relation,
    Sequence,
    Type,
    Unmodelled,
)

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
