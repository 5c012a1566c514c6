"""SQLite through the standard library's driver."""

from __future__ import annotations

import getpass
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from schemac_apply.drivers.connection import SERVER_TIMEOUTS, Timeouts
from schemac_apply.drivers.waiting import another_applier, time_limit, wait_for
from schemac_apply.errors import ConnectionFailed, DatabaseError, LockTimeout

PATIENCE = 30.0
# One wait inside SQLite cannot be interrupted, so it is kept short and repeated.
BUSY_WAIT = 0.2
_BETWEEN_WAITS = 0.01
_INSTRUCTIONS_BETWEEN_SIGNALS = 100_000
# Those that change what a later migration does; each belongs to the connection, not to a transaction.
_SETTINGS = (
    "foreign_keys",
    "legacy_alter_table",
    "ignore_check_constraints",
    "recursive_triggers",
    "writable_schema",
)


def connect(
    path: str, *, wait: float | None = None, timeouts: Timeouts = SERVER_TIMEOUTS, create: bool = True
) -> SQLite:
    """Open the file at `path`, which is made if it does not exist and `create` says so.

    Raises:
        ConnectionFailed: its folder does not exist, or it may not be opened.
        DatabaseError: it is not a database.
    """
    look_for(path, create=create)
    try:
        raw = sqlite3.connect(path, isolation_level=None, timeout=BUSY_WAIT)
    except sqlite3.Error as error:
        raise ConnectionFailed(f"cannot open {path}: {error}") from None
    # A Python callback is what lets Ctrl-C stop a statement that takes long.
    raw.set_progress_handler(_go_on, _INSTRUCTIONS_BETWEEN_SIGNALS)
    connection = SQLite(raw, wait=wait, timeouts=timeouts)
    connection.look_at(path)
    return connection


def look_for(path: str, *, create: bool) -> None:
    """Raises ConnectionFailed where a file cannot be there, or is not and may not be made."""
    if path != ":memory:" and not Path(path).parent.is_dir():
        raise ConnectionFailed(f"cannot open {path}: the folder {Path(path).parent} does not exist")
    if path != ":memory:" and not create and not Path(path).exists():
        raise ConnectionFailed(f"there is no database file {path}", help="applying a migration makes it")


class SQLite:
    """A Connection to an SQLite database; appliers are kept apart by BEGIN IMMEDIATE."""

    dialect = "sqlite"
    transactional_ddl = True
    session_lock = False
    pooled = False

    errors: tuple[type[Exception], ...] = (sqlite3.Error, sqlite3.Warning)
    """What the driver raises."""
    interruptible = True
    """Whether a statement that was interrupted was so by Ctrl-C."""

    def __init__(self, raw: Any, *, wait: float | None = None, timeouts: Timeouts = SERVER_TIMEOUTS) -> None:
        self.raw: Any = raw
        self.wait = wait
        self.timeouts = self._timeouts = timeouts

    def look_at(self, shown: str) -> None:
        """Read the head of the file. Raises DatabaseError, the connection closed, where it is no database."""
        try:
            self.query("PRAGMA schema_version")
        except DatabaseError as error:
            self.close()
            if error.sqlstate == "SQLITE_NOTADB":
                raise DatabaseError(f"{shown} is not an SQLite database", sqlstate=error.sqlstate) from None
            raise

    def execute(self, sql: str) -> None:
        self._run(sql)

    def execute_all(self, statements: Sequence[str]) -> None:
        quick = self._timeouts.statement is None
        for index, sql in enumerate(statements):
            try:
                if quick:
                    self.rows(sql, ())
                    continue
            except self.errors as error:
                if not _is_busy(self.name_of(error)):
                    raise _at(index, self._translated(error, sql)) from None
            try:
                self._run(sql)
            except DatabaseError as error:
                raise _at(index, error) from None

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._run(sql, parameters)

    def begin(self) -> None:
        started = time.monotonic()
        while not self._try("BEGIN IMMEDIATE"):
            if self.wait is not None and time.monotonic() - started >= self.wait:
                raise another_applier(self.wait)
            time.sleep(_BETWEEN_WAITS)

    def hold(self) -> None:
        self.begin()

    def commit(self) -> None:
        self.execute("COMMIT")

    def rollback(self) -> None:
        if self.raw.in_transaction:
            self.execute("ROLLBACK")

    def lock(
        self,
        key: str,  # noqa: ARG002 - a file has one lock
        *,
        timeout: float | None,
        waiting: Callable[[float], None] | None = None,
    ) -> None:
        wait_for(lambda: self._try("BEGIN IMMEDIATE"), timeout=timeout, waiting=waiting)
        self.execute("ROLLBACK")

    def unlock(self, key: str) -> None:
        pass

    def quote(self, identifier: str) -> str:
        return '"' + identifier.replace('"', '""') + '"'

    def current_schema(self) -> str | None:
        return None

    def has_table(self, name: str, schema: str | None, *, column: str | None = None) -> bool:
        catalogue = f"{self.quote(schema)}.sqlite_master" if schema else "sqlite_master"
        found = self.query(f"SELECT name FROM {catalogue} WHERE type = 'table' AND lower(name) = lower(?)", [name])
        if not found or column is None:
            return bool(found)
        columns = self.query("SELECT name FROM pragma_table_info(?, ?)", [found[0][0], schema or "main"])
        return (column,) in columns

    def broken_index(self, _sql: str, /) -> str | None:
        return None

    def unprotected_databases(self, *, again: bool = False) -> frozenset[str]:  # noqa: ARG002 - there are none
        return frozenset()

    def user(self) -> str:
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return ""

    def timestamp(self, moment: datetime) -> object:
        return moment.isoformat(timespec="microseconds")

    def settings(self) -> Mapping[str, str]:
        pragmas = {name: str(rows[0][0]) for name in _SETTINGS if (rows := self.query(f"PRAGMA {name}"))}
        return {**pragmas, **_as_settings(self._timeouts)}

    def restore(self, settings: Mapping[str, str]) -> None:
        self._timeouts = _as_timeouts(settings)
        for name, value in self.settings().items():
            if name in settings and settings[name] != value:
                self.execute(f"PRAGMA {name} = {settings[name]}")

    def set_timeouts(self, timeouts: Timeouts) -> Timeouts:
        before, self._timeouts = self._timeouts.beyond(self.timeouts), timeouts.over(self.timeouts)
        return before

    def use_default_schema(self) -> None:
        pass

    def suspend_foreign_keys(self) -> None:
        self.execute("PRAGMA foreign_keys = OFF")

    def orphans(self) -> Sequence[tuple[str, int | None, str]]:
        return [(table, row, parent) for table, row, parent, _ in self.query("PRAGMA foreign_key_check")]

    def interrupt(self) -> None:
        # It may be closed meanwhile.
        with suppress(*self.errors):
            self.raw.interrupt()

    def close(self) -> None:
        self.raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def name_of(self, error: Exception) -> str | None:
        """The name of SQLite's result code, such as ``SQLITE_BUSY``."""
        return getattr(error, "sqlite_errorname", None)

    def rows(self, sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        """The rows of a statement. Raises what the driver raises."""
        rows: list[tuple[Any, ...]] = self.raw.execute(sql, parameters).fetchall()
        return rows

    def _run(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        patience = PATIENCE if self._timeouts.lock is None else self._timeouts.lock
        limit = self._timeouts.statement
        deadline = time.monotonic() + patience
        with time_limit(limit, self.interrupt) as expired:
            while True:
                try:
                    return self.rows(sql, parameters)
                except self.errors as error:
                    name = self.name_of(error)
                    if expired() and (name == "SQLITE_INTERRUPT" or _is_busy(name)):
                        message = f"canceled: it ran longer than {limit:g} s"
                        raise DatabaseError(message, sqlstate="SQLITE_INTERRUPT", statement=sql) from None
                    # A busy statement has done nothing, a busy COMMIT leaves the transaction open: repeat both.
                    if not _is_busy(name):
                        raise self._translated(error, sql) from None
                    if time.monotonic() >= deadline:
                        raise LockTimeout(
                            f"the database is locked by another process; waited {patience:g} s",
                            help="try again when it is done, or wait longer with --lock-timeout",
                        ) from None
                time.sleep(_BETWEEN_WAITS)

    def _try(self, sql: str) -> bool:
        """Run a statement; False where the database is locked."""
        try:
            self.rows(sql, ())
        except self.errors as error:
            if _is_busy(self.name_of(error)):
                return False
            raise self._translated(error, sql) from None
        return True

    def _translated(self, error: Exception, sql: str) -> BaseException:
        name = self.name_of(error)
        if name == "SQLITE_INTERRUPT" and self.interruptible:
            return KeyboardInterrupt()
        return DatabaseError(str(error), sqlstate=name, statement=sql)


def _at(index: int, error: BaseException) -> BaseException:
    """The error of one of several statements."""
    if isinstance(error, DatabaseError):
        error.index = index
    return error


def _is_busy(name: str | None) -> bool:
    return name is not None and name.startswith("SQLITE_BUSY")


def _as_settings(timeouts: Timeouts) -> dict[str, str]:
    return {"lock_timeout": str(timeouts.lock), "statement_timeout": str(timeouts.statement)}


def _as_timeouts(settings: Mapping[str, str]) -> Timeouts:
    lock, statement = (settings.get(name, "None") for name in ("lock_timeout", "statement_timeout"))
    return Timeouts(
        lock=None if lock == "None" else float(lock), statement=None if statement == "None" else float(statement)
    )


def _go_on() -> int:
    return 0
