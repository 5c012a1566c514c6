"""PostgreSQL through psycopg 3, which is imported only here."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import accumulate
from types import TracebackType
from typing import Any, Self

from schemac_apply.drivers.connection import SERVER_TIMEOUTS, Timeouts
from schemac_apply.drivers.postgres_settings import (
    ELSEWHERE,
    HIDDEN,
    SETTINGS,
    TIMEOUTS,
    custom_settings,
    differences,
    public_first,
    seconds,
    set_timeouts,
)
from schemac_apply.drivers.waiting import wait_for
from schemac_apply.errors import ConnectionFailed, DatabaseError, DriverMissing, InvalidURL
from schemac_apply.nature import keeps_settings

try:
    import psycopg
    from psycopg import generators
    from psycopg.conninfo import conninfo_to_dict
    from psycopg.rows import tuple_row
except ImportError as missing:
    raise DriverMissing(
        f"PostgreSQL needs psycopg, which cannot be imported: {missing}",
        help="pip install 'schemac[postgres]'",
    ) from None

_PLACEHOLDER = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|\?""")
_CANCEL_TIMEOUT = 5.0
_BETWEEN = "\n;\n"

# https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
_CONCURRENT_INDEX = re.compile(
    r"CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+IF\s+NOT\s+EXISTS\s+(?:(\w+)|\"((?:[^\"]|\"\")+)\")\s+ON\s+(?:ONLY\s+)?"
    r"((?:\w+|\"(?:[^\"]|\"\")+\")(?:\s*\.\s*(?:\w+|\"(?:[^\"]|\"\")+\"))?)",
    re.IGNORECASE,
)
_INVALID_INDEX = """\
SELECT c.relname::pg_catalog.text FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = pg_catalog.to_regclass(?) AND c.relname = ? AND NOT i.indisvalid"""


def connect(
    url: str,
    shown: str,
    *,
    wait: float | None = None,
    timeouts: Timeouts = SERVER_TIMEOUTS,
    password: str | None = None,
) -> PostgreSQL:
    """Connect to `url`, which is called `shown` in errors.

    Raises:
        InvalidURL: libpq cannot read it.
        ConnectionFailed: no server, or it refuses.
    """
    given = _given(url, shown)
    options: dict[str, Any] = {"client_encoding": "utf8", "fallback_application_name": "schemac"}
    if not ({"connect_timeout", "service"} & given.keys() or {"PGCONNECT_TIMEOUT", "PGSERVICE"} & os.environ.keys()):
        options["connect_timeout"] = 10
    if password is not None and not given.get("password"):
        options["password"] = password
    secret = given.get("password") or password
    failure = None
    try:
        raw = psycopg.connect(url, autocommit=True, prepare_threshold=None, **options)
    except psycopg.Error as error:
        failure = _without_password(str(error).strip(), secret)
    if failure is not None:
        # Not while the other error is handled: it knows the password.
        raise ConnectionFailed(f"cannot connect to {shown}: {failure}")
    try:
        connection = on(raw, wait=wait, timeouts=timeouts)
        connection.prepare()
    except BaseException:
        raw.close()
        raise
    return connection


def _given(url: str, shown: str) -> dict[str, Any]:
    with suppress(psycopg.Error):
        return conninfo_to_dict(url)
    # Not while the other error is handled: libpq quotes the part it cannot read, which may be the password.
    raise InvalidURL(f"the database URL cannot be read: {shown.partition('?')[0]}")


def on(
    raw: psycopg.Connection[Any],
    *,
    wait: float | None = None,
    timeouts: Timeouts = SERVER_TIMEOUTS,
    shared: bool = False,
) -> PostgreSQL:
    """Our connection on an open one of psycopg in autocommit mode, which somebody else uses too if it is `shared`.

    Raises DatabaseError.
    """
    connection = PostgreSQL(raw, wait=wait, timeouts=timeouts)
    # A pooler has made up the number that it told when we connected.
    pooled = connection.query("SELECT pg_catalog.pg_backend_pid()") != [(raw.info.backend_pid,)]
    if not (pooled or shared):
        return connection
    from schemac_apply.drivers.pooled import Pooled, Shared

    return (Pooled if pooled else Shared)(raw, wait=wait, timeouts=timeouts)


class PostgreSQL:
    """A Connection to a PostgreSQL database; appliers are kept apart by an advisory lock of the session."""

    dialect = "postgres"
    transactional_ddl = True
    session_lock = True
    pooled = False

    def __init__(
        self, raw: psycopg.Connection[Any], *, wait: float | None = None, timeouts: Timeouts = SERVER_TIMEOUTS
    ) -> None:
        self.raw: Any = raw
        self.wait = wait
        self.timeouts = timeouts
        self._cursor = psycopg.RawCursor(raw, row_factory=tuple_row)
        self._custom: dict[str, str] = {}
        """Settings of no module, which the catalogue does not list, as they were before a script set them."""

    def prepare(self) -> None:
        """Set what a script relies on."""
        if self.timeouts != SERVER_TIMEOUTS:
            self.set_timeouts(SERVER_TIMEOUTS)
        if self.raw.info.parameter_status("standard_conforming_strings") == "off":
            # A backslash in a string is a backslash: the scripts are written and cut into statements so.
            self.execute("SET standard_conforming_strings = on")
        # PostgreSQL tells since 18.
        if "pg_catalog" in (self.raw.info.parameter_status("search_path") or "pg_catalog"):
            self.query(public_first(HIDDEN))

    def execute(self, sql: str) -> None:
        self._notice(sql)
        try:
            # Without parameters psycopg sends a simple query, as psql does.
            self._cursor.execute(sql.encode(), prepare=False)
        except psycopg.Error as error:
            raise _translated(error.diag, str(error), sql) from None

    def execute_all(self, statements: Sequence[str]) -> None:
        for sql in statements:
            self._notice(sql)
        pgconn = self.raw.pgconn
        try:
            # One simple query for all saves a round trip a statement; each statement gives one result.
            pgconn.send_query(_BETWEEN.join(statements).encode())
            results = self.raw.wait(generators.execute(pgconn))
        except psycopg.Error as error:
            raise _translated(error.diag, str(error), "") from None
        for index, result in enumerate(results):
            if result.status == psycopg.pq.ExecStatus.FATAL_ERROR:
                raise _located(psycopg.errors.Diagnostic(result, "utf-8"), statements, index)

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._rows(sql, parameters)
        except NotImplementedError:
            # psycopg reads moments as text in no other DateStyle than ISO.
            return self._rows(sql, parameters, binary=True)

    def _rows(self, sql: str, parameters: Sequence[object], *, binary: bool = False) -> list[tuple[Any, ...]]:
        try:
            text, values = (_numbered(sql), parameters) if parameters else (sql, None)
            self._cursor.execute(text.encode(), values, prepare=False, binary=binary)
            return self._cursor.fetchall() if self._cursor.description else []
        except psycopg.Error as error:
            raise _translated(error.diag, str(error), sql) from None

    def begin(self) -> None:
        self.execute("BEGIN")

    def hold(self) -> None:
        self.begin()

    def commit(self) -> None:
        self.execute("COMMIT")

    def rollback(self) -> None:
        if not self.raw.closed and self.raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            try:
                self.execute("ROLLBACK")
            except DatabaseError:
                # The connection is lost: the server rolls back by itself.
                self.raw.close()

    def lock(self, key: str, *, timeout: float | None, waiting: Callable[[float], None] | None = None) -> None:
        # Polled, because a session that waits inside pg_advisory_lock() holds a snapshot, for which a
        # CREATE INDEX CONCURRENTLY of the session that has the lock would wait in turn.
        attempt = f"SELECT pg_catalog.pg_try_advisory_lock({lock_number(key)})"
        wait_for(lambda: self.query(attempt) == [(True,)], timeout=timeout, waiting=waiting)

    def unlock(self, key: str) -> None:
        if not self.raw.closed:
            self.query(f"SELECT pg_catalog.pg_advisory_unlock({lock_number(key)})")

    def quote(self, identifier: str) -> str:
        return '"' + identifier.replace('"', '""') + '"'

    def current_schema(self) -> str | None:
        # Nothing is made in pg_catalog, even where the search path begins with it.
        schema: str | None = self.query("SELECT nullif(pg_catalog.current_schema(), 'pg_catalog')")[0][0]
        return schema or "public"

    def has_table(self, name: str, schema: str | None, *, column: str | None = None) -> bool:
        qualified = f"{self.quote(schema)}.{self.quote(name)}" if schema else self.quote(name)
        if column is None:
            return bool(self.query("SELECT pg_catalog.to_regclass(?) IS NOT NULL", [qualified])[0][0])
        attribute = (
            "SELECT 1 FROM pg_catalog.pg_attribute"
            " WHERE attrelid = pg_catalog.to_regclass(?) AND attname = ? AND NOT attisdropped"
        )
        return bool(self.query(attribute, [qualified, column]))

    def broken_index(self, sql: str, /) -> str | None:
        match = _CONCURRENT_INDEX.match(sql)
        if match is None:
            return None
        name = match[1].lower() if match[1] else match[2].replace('""', '"')
        found = self.query(_INVALID_INDEX, [match[3], name])
        return found[0][0] if found else None

    def unprotected_databases(self, *, again: bool = False) -> frozenset[str]:  # noqa: ARG002 - there are none
        return frozenset()

    def user(self) -> str:
        name: str = self.query("SELECT session_user::pg_catalog.text")[0][0]
        return name

    def timestamp(self, moment: datetime) -> object:
        return moment.isoformat(timespec="microseconds")

    def settings(self) -> Mapping[str, str]:
        custom = {name: self._custom_setting(name) for name in self._custom}
        return {**dict(self.query(SETTINGS)), **custom}

    def restore(self, settings: Mapping[str, str]) -> None:
        statements = ["RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL", *set_timeouts(self.timeouts)]
        self.execute("; ".join([*statements, *differences({}, settings)]))

    def _notice(self, sql: str) -> None:
        # How it was cannot be asked afterwards.
        if not keeps_settings(sql):
            for name in custom_settings(sql) - self._custom.keys():
                self._custom[name] = self._custom_setting(name)

    def _custom_setting(self, name: str) -> str:
        return self.query("SELECT pg_catalog.current_setting(?, true)", [name])[0][0] or ""

    def set_timeouts(self, timeouts: Timeouts) -> Timeouts:
        return self._set_timeouts(timeouts, local=False)

    def _set_timeouts(self, timeouts: Timeouts, *, local: bool) -> Timeouts:
        (lock, lock_default), (statement, statement_default) = self.query(TIMEOUTS)
        base = self.timeouts.over(Timeouts(lock=seconds(lock_default), statement=seconds(statement_default)))
        before, wanted = Timeouts(lock=seconds(lock), statement=seconds(statement)), timeouts.over(base)
        if wanted != before:
            self.execute("; ".join(set_timeouts(wanted, local=local)))
        return before.beyond(base)

    def use_default_schema(self) -> None:
        self.query(public_first(ELSEWHERE))

    def suspend_foreign_keys(self) -> None:
        pass

    def orphans(self) -> Sequence[tuple[str, int | None, str]]:
        return ()

    def interrupt(self) -> None:
        with suppress(psycopg.Error):
            self.raw.cancel_safe(timeout=_CANCEL_TIMEOUT)

    def close(self) -> None:
        self.raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _numbered(sql: str) -> str:
    """The query with $1, $2 … for each `?` that stands outside quotes."""
    numbers = itertools.count(1)
    return _PLACEHOLDER.sub(lambda match: f"${next(numbers)}" if match[0] == "?" else match[0], sql)


def lock_number(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], signed=True)


def _without_password(message: str, password: object) -> str:
    return message.replace(str(password), "***") if password and len(str(password)) > 3 else message


def _translated(diagnostics: psycopg.errors.Diagnostic, otherwise: str, sql: str) -> DatabaseError:
    position = diagnostics.statement_position
    return DatabaseError(
        diagnostics.message_primary or otherwise.strip() or "the connection was lost",
        detail=diagnostics.message_detail,
        hint=diagnostics.message_hint,
        sqlstate=diagnostics.sqlstate,
        position=int(position) if position else None,
        statement=sql,
    )


def _located(diagnostics: psycopg.errors.Diagnostic, statements: Sequence[str], index: int) -> DatabaseError:
    """The error of one of several statements that were sent together."""
    error = _translated(diagnostics, "", "")
    if error.position is not None:
        # All of the text is parsed before its first statement runs: the position knows better than the count.
        starts = list(accumulate((len(sql) + len(_BETWEEN) for sql in statements[:-1]), initial=0))
        index = bisect_right(starts, error.position - 1) - 1
        error.position = min(error.position - starts[index], len(statements[index]) + 1)
    error.index, error.statement = index, statements[index]
    return error
