"""Connections of sqlite3 and of libsql that somebody else has opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from schemac_apply.drivers.connection import SERVER_TIMEOUTS, Timeouts
from schemac_apply.drivers.libsql import LibSQL
from schemac_apply.drivers.sqlite import BUSY_WAIT, SQLite
from schemac_apply.errors import DatabaseError, UsageError

# https://www.sqlite.org/pragma.html: those that belong to a connection, and can be read.
_PRAGMAS = (
    "analysis_limit",
    "automatic_index",
    "busy_timeout",
    "cache_size",
    "cache_spill",
    "cell_size_check",
    "checkpoint_fullfsync",
    "foreign_keys",
    "fullfsync",
    "ignore_check_constraints",
    "legacy_alter_table",
    "max_page_count",
    "mmap_size",
    "query_only",
    "read_uncommitted",
    "recursive_triggers",
    "reverse_unordered_selects",
    "secure_delete",
    "synchronous",
    "threads",
    "trusted_schema",
    "wal_autocheckpoint",
    "writable_schema",
)
# The types of the columns that are read here.
_CONVERTED = {"BIGINT", "INTEGER", "TEXT"}


@contextmanager
def adopt_sqlite(raw: Any, module: ModuleType, *, wait: float | None, timeouts: Timeouts) -> Iterator[SQLite]:
    """Our connection on one of `module`. Raises UsageError."""
    try:
        open_transaction = raw.in_transaction
    except module.Error as error:
        raise UsageError(f"the connection cannot be used: {error}") from None
    if getattr(raw, "autocommit", -1) is False:
        raise UsageError(
            "the connection has autocommit = False: a transaction is always open on it",
            help="commit, and set `connection.autocommit = True` for the while",
        )
    if open_transaction:
        raise UsageError("a transaction is open on the connection", help="commit it or roll it back first")
    kind: type[_AdoptedSQLite] | type[_AdoptedLibSQL] = _AdoptedSQLite
    if module.__name__ == "libsql":
        kind = _AdoptedLibSQL
        if raw.isolation_level is not None:
            # It cannot be set afterwards.
            raise UsageError("the connection begins transactions by itself", help="open it with isolation_level=None")
    connection = kind(raw, module, wait=wait, timeouts=timeouts)
    changed = {
        name: getattr(raw, name)
        for name, value in (("isolation_level", None), ("text_factory", str))
        if hasattr(raw, name) and getattr(raw, name) != value
    }
    try:
        pragmas = {name: rows[0][0] for name in _PRAGMAS if (rows := connection.query(f"PRAGMA {name}"))}
    except DatabaseError as error:
        help = "open it with check_same_thread=False" if "thread" in error.message else None
        raise UsageError(f"the connection cannot be used: {error.message}", help=help) from None
    try:
        if "text_factory" in changed:
            raw.text_factory = str
        if "isolation_level" in changed:
            raw.isolation_level = None
        # One wait inside SQLite cannot be interrupted.
        connection.query(f"PRAGMA busy_timeout = {round(BUSY_WAIT * 1000)}")
        yield connection
    finally:
        try:
            connection.rollback()
            connection.set_timeouts(SERVER_TIMEOUTS)
            for name, value in pragmas.items():
                if connection.query(f"PRAGMA {name}") != [(value,)]:
                    connection.query(f"PRAGMA {name} = {value}")
        finally:
            for name, value in changed.items():
                setattr(raw, name, value)


class _AdoptedSQLite(SQLite):
    """A Connection on somebody else's, whatever its cursors, rows and values are made to be."""

    # There is no handler of progress: one that is there could not be put back.
    interruptible = False

    def __init__(self, raw: Any, module: ModuleType, *, wait: float | None, timeouts: Timeouts) -> None:
        super().__init__(raw, wait=wait, timeouts=timeouts)
        self.errors = (module.Error, module.Warning)
        self._module = module

    def rows(self, sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        # Not the connection's own method, which gives it the connection's row factory.
        cursor = self._module.Cursor(self.raw)
        try:
            if sql[:6].upper() == "SELECT" and _CONVERTED & getattr(self._module, "converters", {}).keys():
                cursor.execute(f"SELECT * FROM ({sql}) LIMIT 0", parameters)
                # Converters go by the declared type of a column, which that of a compound SELECT has from its first.
                columns = ", ".join("NULL" for _ in cursor.description)
                sql = f"SELECT {columns} WHERE 0 UNION ALL SELECT * FROM ({sql})"
            rows: list[tuple[Any, ...]] = cursor.execute(sql, parameters).fetchall()
            return rows
        finally:
            cursor.close()

    def close(self) -> None:
        pass


class _AdoptedLibSQL(LibSQL):
    def __init__(self, raw: Any, module: ModuleType, *, wait: float | None, timeouts: Timeouts) -> None:
        super().__init__(raw, wait=wait, timeouts=timeouts)
        self.errors = (ValueError, module.Error)

    def close(self) -> None:
        pass
