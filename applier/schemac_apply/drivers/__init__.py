"""Connections to databases, one small interface over each Python driver."""

from __future__ import annotations

from contextlib import AbstractContextManager

from schemac_apply.drivers.connection import SERVER_TIMEOUTS, Connection, Timeouts
from schemac_apply.drivers.urls import (
    PASSWORD_VARIABLES,
    dialect_of,
    masked,
    on_server,
    refuse_unencoded_password,
    sqlite_path,
    to_look_at,
    with_password,
)

__all__ = [
    "PASSWORD_VARIABLES",
    "SERVER_TIMEOUTS",
    "WAIT",
    "Connection",
    "Timeouts",
    "adopt",
    "connect",
    "dialect_of",
    "masked",
    "to_look_at",
    "with_password",
]

WAIT = 600.0
"""How many seconds an applier waits for another one where nothing else is said."""


def connect(
    url: str,
    *,
    wait: float | None = WAIT,
    timeouts: Timeouts = SERVER_TIMEOUTS,
    create: bool = True,
    password: str | None = None,
) -> Connection:
    """Connect to the database at `url`.

    Args:
        url: `postgresql://user:password@host:port/database?option=value` as libpq reads it, `mysql://` or `mariadb://`
            and the same, or `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite:///:memory:`; `libsql:` for
            libSQL's driver, which takes `libsql://host` too.
        wait: how many seconds a transaction waits for another applier where no lock of the session keeps it out
            (SQLite, a pooler before PostgreSQL); None is for ever.
        timeouts: how long a statement may wait for a lock (SQLite: 30 s where nothing is said) and run.
        create: make an SQLite file that does not exist; without it that is an error.
        password: used where the URL has none, before any of the environment and of files.

    Raises:
        UnknownScheme, InvalidURL, DriverMissing, ConnectionFailed, DatabaseError (the file is no database).
    """
    dialect = dialect_of(url)
    if dialect == "sqlite":
        if url[:7].lower() == "libsql:":
            from schemac_apply.drivers import libsql

            path = None if on_server(url) else sqlite_path(url)
            return libsql.connect(url, path, wait=wait, timeouts=timeouts, create=create)
        from schemac_apply.drivers import sqlite

        return sqlite.connect(sqlite_path(url), wait=wait, timeouts=timeouts, create=create)
    refuse_unencoded_password(url, dialect)
    if dialect in ("mysql", "mariadb"):
        from schemac_apply.drivers.mysql_address import read_address

        address = read_address(url, password=password)
        from schemac_apply.drivers import mysql, mysql_connect

        connection: mysql.MySQL = mysql_connect.connect(address, masked(url), dialect, wait=wait, timeouts=timeouts)
        return connection
    from schemac_apply.drivers import postgres

    return postgres.connect(url, masked(url), wait=wait, timeouts=timeouts, password=password)


def adopt(
    raw: object, *, wait: float | None = WAIT, timeouts: Timeouts = SERVER_TIMEOUTS
) -> AbstractContextManager[Connection]:
    """A connection that somebody else has opened, and that is left as it was.

    Args:
        raw: of sqlite3, libsql, psycopg (3, not an async one) or pymysql; or a Connection of ours.
        wait, timeouts: as of `connect`, for the length of the block.

    Raises:
        UsageError: it is something else, it is closed, or a transaction is open on it.
    """
    from schemac_apply.drivers.adopted import adopted

    return adopted(raw, wait=wait, timeouts=timeouts)
