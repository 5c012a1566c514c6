"""What is in a database, as lines of text that two runs of the same migrations have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from schemac_apply.drivers import Connection, connect

LEDGER = "name, hash, applied_by, statements_done, statements_total, in_doubt, down_sql, tool_version"
_LEDGER_TABLE = "schemac_migrations"
_COUNTER = re.compile(r" AUTO_INCREMENT=\d+")

# Catalogues of PostgreSQL: what is in the schemas of the user, as text.
_POSTGRES = (
    "SELECT 'column', attrelid::regclass::text, attnum, attname, atttypid::regtype::text, attnotnull,"
    " pg_get_expr(adbin, adrelid) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
    " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
    " WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v', 'm') AND {own}",
    "SELECT 'index', pg_get_indexdef(indexrelid), indisvalid, indisready FROM pg_index"
    " JOIN pg_class c ON c.oid = indexrelid WHERE {own}",
    "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(k.oid), convalidated"
    " FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid WHERE {own}",
    "SELECT 'trigger', pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE {own}",
    "SELECT 'view', c.oid::regclass::text, pg_get_viewdef(c.oid) FROM pg_class c WHERE relkind IN ('v', 'm') AND {own}",
    "SELECT 'comment', c.oid::regclass::text, description FROM pg_description JOIN pg_class c ON c.oid = objoid"
    " WHERE {own}",
    "SELECT 'routine', pg_get_functiondef(c.oid) FROM pg_proc c WHERE pronamespace >= 16384 OR"
    " pronamespace = 'public'::regnamespace",
    "SELECT 'label', enumtypid::regtype::text, enumlabel, rank() OVER (ORDER BY enumsortorder) FROM pg_enum",
    # VACUUM leaves this on a table without rows, and what it does besides depends on when.
    "SELECT 'vacuumed', relname FROM pg_class c WHERE relname LIKE 'vacuumed%' AND reltuples >= 0 AND {own}",
    "SELECT 'statistics', starelid::regclass::text, staattnum FROM pg_statistic JOIN pg_class c ON c.oid = starelid"
    " WHERE {own}",
)
_OWN = "(c.relnamespace >= 16384 OR c.relnamespace = 'public'::regnamespace)"
_POSTGRES_TABLES = "SELECT c.oid::regclass::text FROM pg_class c WHERE relkind IN ('r', 'm') AND " + _OWN

_MYSQL = (
    "SELECT 'trigger', trigger_name, event_manipulation, event_object_table, action_timing, action_statement, sql_mode"
    " FROM information_schema.triggers WHERE trigger_schema = DATABASE()",
    "SELECT 'routine', routine_name, routine_definition, sql_mode FROM information_schema.routines"
    " WHERE routine_schema = DATABASE()",
)

_SQLITE = (
    "SELECT 'object', type, name, tbl_name, sql FROM sqlite_master",
    "SELECT 'free pages', freelist_count > 0 FROM pragma_freelist_count",
    "SELECT 'page size', page_size FROM pragma_page_size",
    "SELECT 'user version', user_version FROM pragma_user_version",
    "SELECT 'orphan', * FROM pragma_foreign_key_check",
    "SELECT 'integrity', integrity_check FROM pragma_integrity_check",
)


def describe(url: str) -> list[str]:
    """The schema, the rows, and the ledger but for its times, sorted."""
    with connect(url) as connection:
        lines = [_line(row) for row in _catalogue(connection)]
        for table in _tables(connection):
            columns = LEDGER if _LEDGER_TABLE in table else "*"
            lines += [f"{table}: {_line(row)}" for row in connection.query(f"SELECT {columns} FROM {table}")]
    return sorted(lines)


def _catalogue(connection: Connection) -> Iterator[tuple[Any, ...]]:
    queries = {"postgres": _POSTGRES, "sqlite": _SQLITE}.get(connection.dialect, _MYSQL)
    for sql in queries:
        yield from connection.query(sql.replace("{own}", _OWN))
    if queries is _MYSQL:
        for name, kind in connection.query("SHOW FULL TABLES"):
            what = "VIEW" if kind == "VIEW" else "TABLE"
            yield ("table", _COUNTER.sub("", connection.query(f"SHOW CREATE {what} {connection.quote(name)}")[0][1]))


def _tables(connection: Connection) -> list[str]:
    if connection.dialect == "postgres":
        return [name for (name,) in connection.query(_POSTGRES_TABLES)]
    if connection.dialect == "sqlite":
        names = [name for (name,) in connection.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
    else:
        names = [name for name, kind in connection.query("SHOW FULL TABLES") if kind == "BASE TABLE"]
    return [connection.quote(name) for name in names]


def _line(row: tuple[Any, ...]) -> str:
    return " | ".join(str(value) for value in row)
