"""Connections to databases, one small interface over each Python driver."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import unquote

from schemac_apply.errors import InvalidURL, UnknownScheme

_DIALECTS = {
    "libsql": "sqlite",
    "mariadb": "mariadb",
    "mysql": "mysql",
    "postgres": "postgres",
    "postgresql": "postgres",
    "sqlite": "sqlite",
}
_PASSWORD_VARIABLES = {"mariadb": "MYSQL_PWD", "mysql": "MYSQL_PWD", "postgres": "PGPASSWORD"}
_SCHEME = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*):")
_USER_PASSWORD = re.compile(r"\A([^:/]*://[^:/?@]*:)(.*)(?=@)", re.DOTALL)
_NAMED_PASSWORD = re.compile(r"(?i)((?:password|passwd|sslpassword|pwd)\s*=\s*)('(?:[^'\\]|\\.)*'|[^&\s]*)")


class Connection(Protocol):
    """A connection on which every statement commits by itself unless `begin` was called."""

    dialect: str
    transactional_ddl: bool
    """Whether DDL is undone by a rollback."""
    session_lock: bool
    """Whether `lock` keeps other appliers out until `unlock`; otherwise `begin` does, for one transaction."""
    timestamp_type: str
    """The type of the ledger's `applied_at`; `timestamp` makes its values."""
    name_type: str
    """A type for short text that a key can have."""
    text_type: str
    """A type for text of any length."""
    table_options: str
    """What stands behind the columns in the ledger's CREATE TABLE."""
    raw: Any

    def execute(self, sql: str) -> None:
        """Run one statement, sent as it is. Raises DatabaseError."""

    def execute_all(self, statements: Sequence[str]) -> None:
        """Run statements in order, in as few messages as the server allows.

        Raises DatabaseError, whose `index` says which one failed."""

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows, if any; with parameters, each `?` outside quotes stands for one.

        Raises DatabaseError."""

    def begin(self) -> None:
        """Start a transaction. Raises LockTimeout where another writer keeps it waiting too long."""

    def commit(self) -> None:
        """End the transaction. Raises DatabaseError."""

    def rollback(self) -> None:
        """Undo the transaction; nothing if there is none, or if the connection is lost."""

    def lock(self, key: str, *, timeout: float | None) -> None:
        """Keep other holders of `key` out. Raises LockTimeout after `timeout` seconds, if not None."""

    def unlock(self, key: str) -> None:
        """Let the next holder of `key` in."""

    def quote(self, identifier: str) -> str:
        """The identifier, quoted."""

    def current_schema(self) -> str | None:
        """The schema in which an unqualified table is made; None where the database has no schemas."""

    def has_table(self, name: str, schema: str | None) -> bool:
        """Whether the table exists."""

    def user(self) -> str:
        """Who is connected."""

    def timestamp(self, moment: datetime) -> object:
        """The moment, which is in UTC, as a value for a column of `timestamp_type`."""

    def settings(self) -> Mapping[str, str]:
        """What was set on this connection and outlives a transaction, for `restore`."""

    def restore(self, settings: Mapping[str, str]) -> None:
        """Undo what was set on this connection since `settings` were taken."""

    def set_lock_timeout(self, seconds: float | None) -> float | None:
        """Wait at most so long for a lock (None: the driver's default); return what was set before."""

    def use_default_schema(self) -> None:
        """Let a name without a schema mean one of the default schema, whatever the database or the user sets."""

    def suspend_foreign_keys(self) -> None:
        """Stop enforcing foreign keys where a table can only be changed by a rebuild (SQLite)."""

    def orphans(self) -> Sequence[tuple[str, int | None, str]]:
        """Rows whose parent is missing: table, row id, parent; empty where the server always enforces."""

    def close(self) -> None:
        """Close; a transaction left open is undone."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


def connect(url: str, *, lock_timeout: float | None = None, create: bool = True) -> Connection:
    """Connect to the database at `url`.

    Args:
        url: `postgresql://user:password@host:port/database?option=value` as libpq reads it, `mysql://` or `mariadb://`
            and the same, or `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite:///:memory:`; `libsql:` for
            libSQL's driver, which takes `libsql://host` too.
        lock_timeout: seconds that a statement waits for a lock; None is the server's default (SQLite: 30).
        create: make an SQLite file that does not exist; without it that is an error.

    Raises:
        UnknownScheme, InvalidURL, DriverMissing, ConnectionFailed, DatabaseError (the file is no database).
    """
    dialect = dialect_of(url)
    if dialect == "sqlite":
        if url[:7].lower() == "libsql:":
            from schemac_apply.drivers import libsql

            path = None if _on_server(url) else _sqlite_path(url)
            return libsql.connect(url, path, lock_timeout=lock_timeout, create=create)
        from schemac_apply.drivers import sqlite

        return sqlite.connect(_sqlite_path(url), lock_timeout=lock_timeout, create=create)
    _refuse_unencoded_password(url, _PASSWORD_VARIABLES[dialect])
    if dialect in ("mysql", "mariadb"):
        from schemac_apply.drivers.mysql_address import read_address

        address = read_address(url)
        from schemac_apply.drivers import mysql

        return mysql.connect(address, masked(url), dialect, lock_timeout=lock_timeout)
    from schemac_apply.drivers import postgres

    return postgres.connect(url, masked(url), lock_timeout=lock_timeout)


def to_look_at(url: str) -> str:
    """The URL for whoever changes nothing: an SQLite file that is not there is an empty database in memory."""
    if dialect_of(url) == "sqlite" and not _on_server(url):
        path = _sqlite_path(url)
        if path != ":memory:" and not Path(path).exists():
            return "sqlite::memory:"
    return url


def dialect_of(url: str) -> str:
    """The dialect that a URL's scheme stands for. Raises UnknownScheme."""
    match = _SCHEME.match(url)
    scheme = match[1].lower() if match else ""
    if scheme in _DIALECTS:
        return _DIALECTS[scheme]
    known = ", ".join(sorted(_DIALECTS))
    if not match:
        raise UnknownScheme(
            f"the database URL has no scheme; known ones: {known}",
            help="write it as postgresql://user@host/database or sqlite:///path/to/file.db",
        )
    close = difflib.get_close_matches(scheme, _DIALECTS, n=1, cutoff=0.5)
    raise UnknownScheme(
        f"no driver for the scheme {scheme!r}; known ones: {known}",
        help=f"did you mean {close[0]}?" if close else None,
    )


def masked(url: str) -> str:
    """The URL with `***` in place of its password, wherever it stands."""
    return _NAMED_PASSWORD.sub(r"\1***", _USER_PASSWORD.sub(r"\1***", url))


def _on_server(url: str) -> bool:
    """Whether a URL of libSQL names a server."""
    return re.match(r"libsql://[^/]", url, re.IGNORECASE) is not None


def _refuse_unencoded_password(url: str, variable: str) -> None:
    # A driver would cut such a URL in another place and name parts of the password in its error.
    match = _USER_PASSWORD.match(url.partition("?")[0])
    if match and re.search(r"[/@#?\s\[\]]", match[2]):
        raise InvalidURL(
            "the password in the database URL has characters that must be percent-encoded",
            help="write / as %2F, @ as %40, # as %23, ? as %3F; or put the password in " + variable,
        )


def _sqlite_path(url: str) -> str:
    rest = url.partition(":")[2]
    if rest in (":memory:", "///:memory:", "//", "///"):
        return ":memory:"
    if "?" in rest:
        raise InvalidURL("a sqlite URL takes no parameters", help="write a ? in a file name as %3F")
    if rest.startswith("///"):
        rest = rest[3:]
    elif rest.startswith("//"):
        raise InvalidURL("a sqlite URL has no host", help="write sqlite:///relative.db or sqlite:////absolute.db")
    if not rest:
        raise InvalidURL("the sqlite URL names no file", help="write sqlite:///relative.db")
    return unquote(rest)
