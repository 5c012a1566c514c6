"""PostgreSQL through psycopg 3, which is imported only here."""

from __future__ import annotations

import hashlib
import itertools
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from types import TracebackType
from typing import Any, Self

from schemac_apply.drivers.waiting import wait_for
from schemac_apply.errors import ConnectionFailed, DatabaseError, DriverMissing, InvalidURL

try:
    import psycopg
    from psycopg import generators
    from psycopg.conninfo import conninfo_to_dict
except ImportError as missing:
    raise DriverMissing(
        f"PostgreSQL needs psycopg, which cannot be imported: {missing}",
        help="pip install 'schemac[postgres]'",
    ) from None

_PLACEHOLDER = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|\?""")
_BETWEEN = "\n;\n"
# Puts public first in the search path that the server, the database or the user sets; one that was asked for on this
# connection stays. An explicit pg_catalog comes after what hides its types and operators: without it, it is the first.
_PUBLIC_FIRST = """\
SELECT pg_catalog.set_config('search_path', (
  SELECT pg_catalog.string_agg(pg_catalog.quote_ident(name), ', ' ORDER BY place)
  FROM pg_catalog.unnest('{public}'::pg_catalog.name[] OPERATOR(pg_catalog.||) pg_catalog.current_schemas(false))
    WITH ORDINALITY AS named (name, place)
  WHERE name OPERATOR(pg_catalog.<>) 'pg_catalog'::pg_catalog.name), false)
FROM pg_catalog.pg_settings
WHERE name OPERATOR(pg_catalog.=) 'search_path' AND source OPERATOR(pg_catalog.<>) ALL ('{client,session}')
  AND """
_HIDDEN = "'pg_catalog'::pg_catalog.name OPERATOR(pg_catalog.=) ANY (pg_catalog.current_schemas(false))"
_ELSEWHERE = "pg_catalog.current_schema() OPERATOR(pg_catalog.=) 'public'::pg_catalog.name IS NOT TRUE"


def connect(url: str, shown: str, *, lock_timeout: float | None = None) -> PostgreSQL:
    """Connect to `url`, which is called `shown` in errors.

    Raises:
        InvalidURL: libpq cannot read it.
        ConnectionFailed: no server, or it refuses.
    """
    try:
        given = conninfo_to_dict(url)
    except psycopg.Error:
        # libpq quotes the part it cannot read, which may be the password.
        raise InvalidURL(f"the database URL cannot be read: {shown}") from None
    options: dict[str, Any] = {"client_encoding": "utf8", "fallback_application_name": "schemac"}
    if "connect_timeout" not in given:
        options["connect_timeout"] = 10
    if lock_timeout is not None:
        setting = f"-c lock_timeout={round(lock_timeout * 1000)}"
        options["options"] = f"{given.get('options') or ''} {setting}".strip()
    try:
        raw = psycopg.connect(url, autocommit=True, prepare_threshold=None, cursor_factory=psycopg.RawCursor, **options)
    except psycopg.Error as error:
        raise ConnectionFailed(
            f"cannot connect to {shown}: {_without_password(str(error).strip(), given.get('password'))}"
        ) from None
    connection = PostgreSQL(raw)
    if raw.info.parameter_status("standard_conforming_strings") == "off":
        # A backslash in a string is a backslash: the scripts are written and cut into statements so.
        connection.execute("SET standard_conforming_strings = on")
    # PostgreSQL tells since 18.
    if "pg_catalog" in (raw.info.parameter_status("search_path") or "pg_catalog"):
        connection.query(_PUBLIC_FIRST + _HIDDEN)
    return connection


class PostgreSQL:
    """A Connection to a PostgreSQL database; appliers are kept apart by an advisory lock of the session."""

    dialect = "postgres"
    transactional_ddl = True
    session_lock = True
    timestamp_type = "timestamptz"
    name_type = text_type = "text"
    table_options = ""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw: Any = raw
        self._cursor = raw.cursor()

    def execute(self, sql: str) -> None:
        try:
            # Without parameters psycopg sends a simple query, as psql does.
            self._cursor.execute(sql.encode())
        except psycopg.Error as error:
            raise _translated(error.diag, str(error), sql) from None

    def execute_all(self, statements: Sequence[str]) -> None:
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
            if not parameters:
                self._cursor.execute(sql.encode())
            else:
                self._cursor.execute(_numbered(sql).encode(), parameters)
            return self._cursor.fetchall() if self._cursor.description else []
        except psycopg.Error as error:
            raise _translated(error.diag, str(error), sql) from None

    def begin(self) -> None:
        self.execute("BEGIN")

    def commit(self) -> None:
        self.execute("COMMIT")

    def rollback(self) -> None:
        if not self.raw.closed and self.raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            try:
                self.execute("ROLLBACK")
            except DatabaseError:
                # The connection is lost: the server rolls back by itself.
                self.raw.close()

    def lock(self, key: str, *, timeout: float | None) -> None:
        # Polled, because a session that waits inside pg_advisory_lock() holds a snapshot, for which a
        # CREATE INDEX CONCURRENTLY of the session that has the lock would wait in turn.
        attempt = f"SELECT pg_try_advisory_lock({_lock_number(key)})"
        wait_for(lambda: self.query(attempt) == [(True,)], timeout=timeout)

    def unlock(self, key: str) -> None:
        if not self.raw.closed:
            self.query(f"SELECT pg_advisory_unlock({_lock_number(key)})")

    def quote(self, identifier: str) -> str:
        return '"' + identifier.replace('"', '""') + '"'

    def current_schema(self) -> str | None:
        # Nothing is made in pg_catalog, even where the search path begins with it.
        schema: str | None = self.query("SELECT nullif(pg_catalog.current_schema(), 'pg_catalog')")[0][0]
        return schema or "public"

    def has_table(self, name: str, schema: str | None) -> bool:
        qualified = f"{self.quote(schema)}.{self.quote(name)}" if schema else self.quote(name)
        return bool(self.query("SELECT pg_catalog.to_regclass(?) IS NOT NULL", [qualified])[0][0])

    def user(self) -> str:
        name: str = self.query("SELECT session_user::pg_catalog.text")[0][0]
        return name

    def timestamp(self, moment: datetime) -> object:
        return moment.isoformat(timespec="microseconds")

    def settings(self) -> Mapping[str, str]:
        rows = self.query(
            "SELECT name, setting FROM pg_catalog.pg_settings"
            " WHERE source = 'session' AND name NOT LIKE 'transaction%' AND context IN ('user', 'superuser')"
            " UNION ALL SELECT 'role', pg_catalog.current_setting('role')"
        )
        return dict(rows)

    def restore(self, settings: Mapping[str, str]) -> None:
        self.execute("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL")
        for name, value in settings.items():
            if (name, value) != ("role", "none"):
                self.query("SELECT pg_catalog.set_config(?, ?, false)", [name, value])

    def set_lock_timeout(self, seconds: float | None) -> float | None:
        if seconds is None:
            self.execute("RESET lock_timeout")
            return None
        before = self.query("SELECT setting FROM pg_catalog.pg_settings WHERE name = 'lock_timeout'")[0][0]
        self.execute(f"SET lock_timeout = {round(seconds * 1000)}")
        return int(before) / 1000

    def use_default_schema(self) -> None:
        self.query(_PUBLIC_FIRST + _ELSEWHERE)

    def suspend_foreign_keys(self) -> None:
        pass

    def orphans(self) -> Sequence[tuple[str, int | None, str]]:
        return ()

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


def _lock_number(key: str) -> int:
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
