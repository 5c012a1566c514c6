"""Connections that somebody else has opened: they are used for a while, and left as they were."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from schemac_apply.drivers.connection import Connection, Timeouts
from schemac_apply.errors import UsageError

_ACCEPTED = "give a URL, or an open connection of sqlite3, psycopg (3) or PyMySQL"
_ASYNC = "async connections cannot be used: give the URL, or a connection that is not async"
# What stands in the module's name of something that cannot be used, and the way out.
_WAYS_OUT = {
    "aiomysql": _ASYNC,
    "aiosqlite": _ASYNC,
    "asyncmy": _ASYNC,
    "asyncpg": _ASYNC,
    "django": "give `connection.connection`, after `connection.ensure_connection()`",
    "psycopg2": "psycopg2 is another driver: give the URL, or a connection of psycopg 3",
    "psycopg_pool": "give a connection of the pool: `with pool.connection() as connection`",
    "sqlalchemy": "give `borrowed.driver_connection`, after `borrowed = engine.raw_connection()`",
}


def adopted(raw: Any, *, wait: float | None, timeouts: Timeouts) -> AbstractContextManager[Connection]:
    """See `schemac_apply.drivers.adopt`."""
    if hasattr(raw, "transactional_ddl"):
        return _ours(raw, wait, timeouts)
    # A connection can be of a driver only if that is loaded.
    psycopg, pymysql = sys.modules.get("psycopg"), sys.modules.get("pymysql")
    if psycopg is not None and isinstance(raw, psycopg.Connection):
        from schemac_apply.drivers.adopted_postgres import adopt_psycopg

        return adopt_psycopg(raw, wait=wait, timeouts=timeouts)
    if pymysql is not None and isinstance(raw, pymysql.connections.Connection):
        from schemac_apply.drivers.adopted_mysql import adopt_pymysql

        return adopt_pymysql(raw, wait=wait, timeouts=timeouts)
    for name in ("sqlite3", "pysqlite3", "libsql"):
        module = sys.modules.get(name)
        if module is not None and isinstance(raw, module.Connection):
            from schemac_apply.drivers.adopted_sqlite import adopt_sqlite

            return adopt_sqlite(raw, module, wait=wait, timeouts=timeouts)
    raise _refusal(raw)


@contextmanager
def _ours(connection: Connection, wait: float | None, timeouts: Timeouts) -> Iterator[Connection]:
    waited = connection.wait
    connection.wait = wait
    before = connection.set_timeouts(timeouts) if timeouts != Timeouts() else None
    try:
        yield connection
    finally:
        connection.wait = waited
        if before is not None:
            connection.set_timeouts(before)


def _refusal(raw: Any) -> UsageError:
    kind = type(raw)
    name = f"{kind.__module__}.{kind.__qualname__}"
    modules = {base.__module__.partition(".")[0] for base in kind.__mro__}
    way_out = next((text for module, text in _WAYS_OUT.items() if module in modules), _ACCEPTED)
    if "psycopg" in modules and "Async" in name:
        way_out = _ASYNC
    return UsageError(f"a {name} is no connection that can be used", help=way_out)
