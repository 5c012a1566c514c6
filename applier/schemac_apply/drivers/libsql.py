"""libSQL through its driver: SQLite's files, and databases on a server (https://docs.turso.tech/sdk/python)."""

from __future__ import annotations

import os
from typing import Any

from schemac_apply.drivers.connection import SERVER_TIMEOUTS, Timeouts
from schemac_apply.drivers.sqlite import BUSY_WAIT, SQLite, look_for
from schemac_apply.errors import ConnectionFailed, DriverMissing

TOKEN = "LIBSQL_AUTH_TOKEN"
_NAMES = (("database is locked", "SQLITE_BUSY"), ("file is not a database", "SQLITE_NOTADB"))


def connect(
    url: str,
    path: str | None,
    *,
    wait: float | None = None,
    timeouts: Timeouts = SERVER_TIMEOUTS,
    create: bool = True,
) -> LibSQL:
    """Open the file at `path`, or the database on a server at `url` where that is None.

    The token of a server is read from the environment variable LIBSQL_AUTH_TOKEN.

    Raises:
        DriverMissing: the package libsql is not installed.
        ConnectionFailed: its folder does not exist, or it cannot be reached.
        DatabaseError: it is not a database.
    """
    try:
        import libsql
    except ImportError as missing:
        raise DriverMissing(
            f"libSQL needs its driver, which cannot be imported: {missing}", help="pip install 'schemac[libsql]'"
        ) from None
    if path is not None:
        look_for(path, create=create)
    try:
        raw: Any = libsql.connect(
            url if path is None else path, isolation_level=None, auth_token=os.environ.get(TOKEN, "")
        )
    except (ValueError, libsql.Error) as error:
        raise ConnectionFailed(f"cannot open {url if path is None else path}: {error}") from None
    connection = LibSQL(raw, wait=wait, timeouts=timeouts)
    # One wait inside of it cannot be interrupted, and is 5 s long if nothing else is said.
    connection.query(f"PRAGMA busy_timeout = {round(BUSY_WAIT * 1000)}")
    connection.look_at(url if path is None else path)
    return connection


class LibSQL(SQLite):
    """A Connection to a libSQL database. Its driver cannot stop a statement: a timeout for one has no effect."""

    errors: tuple[type[Exception], ...] = (ValueError,)

    def interrupt(self) -> None:
        pass

    def name_of(self, error: Exception) -> str | None:
        # The driver gives no code.
        return next((name for words, name in _NAMES if words in str(error)), None)
