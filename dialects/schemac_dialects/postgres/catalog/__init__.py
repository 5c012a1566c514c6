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
    Aggregate,
    Collation,
    Column,
    Composite,
    Constraint,
    DatabaseRole,
    DefaultPrivilege,
    Definition,
    EventTrigger,
    Grant,
    IndexPart,
    Namespace,
    Need,
    NotNull,
    PartitionKey,
    Policy,
    Published,
    Range,
    Relation,
    Routine,
    Rule,
    Sequence,
    Statistic,
    Trigger,
    Type,
    Unmodelled,
    ViewColumn,
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
set local standard_conforming_strings = on;
set local bytea_output = 'hex';
set local lc_monetary = 'C';
set local jit = off
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The rows of every query."""

    namespaces: list[Namespace]
    types: list[Type]
    composites: list[Composite]
    ranges: list[Range]
    collations: list[Collation]
    sequences: list[Sequence]
    relations: list[Relation]
    columns: list[Column]
    constraints: list[Constraint]
    indexes: list[IndexPart]
    statistics: list[Statistic]
    view_columns: list[ViewColumn]
    partition_keys: list[PartitionKey]
    grants: list[Grant]
    policies: list[Policy]
    default_privileges: list[DefaultPrivilege]
    publications: list[Published]
    roles: list[DatabaseRole]
    routines: list[Routine]
    aggregates: list[Aggregate]
    triggers: list[Trigger]
    rules: list[Rule]
    event_triggers: list[EventTrigger]
    foreign: list[Definition]
    searches: list[Definition]
    operators: list[Definition]
    languages: list[Definition]
    needs: list[Need]
    unmodelled: list[Unmodelled]
    not_nulls: list[NotNull]


_ROWS: dict[str, Any] = {
    "namespaces": Namespace,
    "types": Type,
    "composites": Composite,
    "ranges": Range,
    "collations": Collation,
    "sequences": Sequence,
    "relations": Relation,
    "columns": Column,
    "constraints": Constraint,
    "indexes": IndexPart,
    "statistics": Statistic,
    "view_columns": ViewColumn,
    "partition_keys": PartitionKey,
    "grants": Grant,
    "policies": Policy,
    "default_privileges": DefaultPrivilege,
    "publications": Published,
    "roles": DatabaseRole,
    "routines": Routine,
    "aggregates": Aggregate,
    "triggers": Trigger,
    "rules": Rule,
    "event_triggers": EventTrigger,
    **dict.fromkeys(("foreign", "searches", "operators", "languages"), Definition),
    "needs": Need,
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


class Vanished(Exception):
    """Something was dropped by another session while it was read."""


def read(raw: Any) -> Catalog:
    """Everything, by one message to the server; to be called within ``snapshot``.

    Raises Vanished: the server's functions that write definitions see what the snapshot does not.
    """
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
    catalog = Catalog(**rows)
    if _torn(catalog):
        raise Vanished
    return catalog


def _torn(catalog: Catalog) -> bool:
    """Whether a definition is missing: the server gives null for that of an object that is not there any more."""
    return (
        any(row.query is None for row in catalog.relations if row.kind in ("v", "m") and not row.obstacle)
        or any(row.expression is None for row in catalog.constraints if row.kind == "c")
        or any(row.column is None and row.expression is None for row in catalog.indexes)
        or any(row.definition is None for row in catalog.triggers)
        or any(row.definition is None for row in catalog.rules)
        or any(row.definition is None for row in catalog.partition_keys)
    )
