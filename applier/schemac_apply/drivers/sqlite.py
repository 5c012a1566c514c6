"""SQLite through the standard library's driver."""

from __future__ import annotations

import getpass
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from schemac_apply.errors import ConnectionFailed, DatabaseError, LockTimeout

PATIENCE = 30.0
# One wait inside SQLite cannot be interrupted, so it is kept short and repeated.
_BUSY_WAIT = 0.2
_INSTRUCTIONS_BETWEEN_SIGNALS = 100_000
# Those that change what a later migration does; each belongs to the connection, not to a transaction.
_SETTINGS = (
    "foreign_keys",
    "legacy_alter_table",
    "ignore_check_constraints",
    "recursive_triggers",
    "writable_schema",
)
_Result = TypeVar("_Result")


def connect(path: str, *, lock_timeout: float | None = None, create: bool = True) -> SQLite:
    """Open the file at `path`, which is made if it does not exist and `create` says so.

    Raises:
        ConnectionFailed: its folder does not exist, or it may not be opened.
        DatabaseError: it is not a database.
    """
    look_for(path, create=create)
    try:
        raw = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_WAIT)
    except sqlite3.Error as error:
        raise ConnectionFailed(f"cannot open {path}: {error}") from None
    # A Python callback is what lets Ctrl-C stop a statement that takes long.
    raw.set_progress_handler(_go_on, _INSTRUCTIONS_BETWEEN_SIGNALS)
    connection = SQLite(raw, lock_timeout=lock_timeout)
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
    timestamp_type = name_type = text_type = "text"
    table_options = ""

    errors: tuple[type[Exception], ...] = (sqlite3.Error, sqlite3.Warning)
    """What the driver raises."""

    def __init__(self, raw: Any, *, lock_timeout: float | None = None) -> None:
        self.raw: Any = raw
        self._patience = PATIENCE if lock_timeout is None else lock_timeout

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
        self._run(sql, lambda: self.raw.execute(sql).fetchall())

    def execute_all(self, statements: Sequence[str]) -> None:
        for index, sql in enumerate(statements):
            try:
                self.execute(sql)
            except DatabaseError as error:
                error.index = index
                raise

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._run(sql, lambda: self.raw.execute(sql, parameters).fetchall())
        return rows

    def begin(self) -> None:
        self.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self.execute("COMMIT")

    def rollback(self) -> None:
        if self.raw.in_transaction:
            self.execute("ROLLBACK")

    def lock(self, key: str, *, timeout: float | None) -> None:
        pass

    def unlock(self, key: str) -> None:
        pass

    def quote(self, identifier: str) -> str:
        return '"' + identifier.replace('"', '""') + '"'

    def current_schema(self) -> str | None:
        return None

    def has_table(self, name: str, schema: str | None) -> bool:
        catalogue = f"{self.quote(schema)}.sqlite_master" if schema else "sqlite_master"
        return bool(self.query(f"SELECT 1 FROM {catalogue} WHERE type = 'table' AND lower(name) = lower(?)", [name]))

    def user(self) -> str:
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return ""

    def timestamp(self, moment: datetime) -> object:
        return moment.isoformat(timespec="microseconds")

    def settings(self) -> Mapping[str, str]:
        return {name: str(rows[0][0]) for name in _SETTINGS if (rows := self.query(f"PRAGMA {name}"))}

    def restore(self, settings: Mapping[str, str]) -> None:
        for name, value in self.settings().items():
            if name in settings and settings[name] != value:
                self.execute(f"PRAGMA {name} = {settings[name]}")

    def set_lock_timeout(self, seconds: float | None) -> float | None:
        before, self._patience = self._patience, PATIENCE if seconds is None else seconds
        return before

    def use_default_schema(self) -> None:
        pass

    def suspend_foreign_keys(self) -> None:
        self.execute("PRAGMA foreign_keys = OFF")

    def orphans(self) -> Sequence[tuple[str, int | None, str]]:
        return [(table, row, parent) for table, row, parent, _ in self.query("PRAGMA foreign_key_check")]

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

    def _run(self, sql: str, action: Callable[[], _Result]) -> _Result:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                return action()
            except self.errors as error:
                name = self.name_of(error)
                if name == "SQLITE_INTERRUPT":
                    raise KeyboardInterrupt from None
                # A busy statement has done nothing, a busy COMMIT leaves the transaction open: repeat both.
                if name is None or not name.startswith("SQLITE_BUSY"):
                    raise DatabaseError(str(error), sqlstate=name, statement=sql) from None
                if time.monotonic() >= deadline:
                    raise LockTimeout(
                        f"the database is locked by another process; waited {self._patience:g} s",
                        help="try again when it is done, or wait longer with --lock-timeout",
                    ) from None


def _go_on() -> int:
    return 0
