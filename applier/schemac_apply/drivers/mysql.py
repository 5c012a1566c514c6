"""MySQL and MariaDB through PyMySQL, which is imported only here."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from schemac_apply.drivers.connection import SERVER_TIMEOUTS, Timeouts
from schemac_apply.drivers.waiting import time_limit, wait_for
from schemac_apply.errors import DatabaseError, DriverMissing
from schemac_apply.mysql_conditions import SETTINGS, SQL_MODES, UNPROTECTED_DATABASES

try:
    import pymysql
    from pymysql.constants import CLIENT
    from pymysql.cursors import Cursor
except ImportError as missing:
    raise DriverMissing(
        f"MySQL and MariaDB need PyMySQL, which cannot be imported: {missing}",
        help="pip install 'schemac[mysql]'",
    ) from None

_PLACEHOLDER = re.compile(
    r"""'(?:[^'\\]|\\.|'')*+'|"(?:[^"\\]|\\.|"")*+"|`[^`]*`|\?""",
    re.DOTALL,
)
# An error of the client, which then has no connection any more: https://dev.mysql.com/doc/mysql-errors/8.0/en/
_CLIENT_ERRORS = range(2000, 3000)
_INTERRUPTED = 1317
# Fewer statements are not worth the messages that allow several in one.
_SEVERAL = 8
_SET_OPTION, _MULTI_STATEMENTS_ON, _MULTI_STATEMENTS_OFF = 0x1B, b"\0\0", b"\1\0"
_CHANGES_ROWS = re.compile(r"(?:DELETE|INSERT|REPLACE|UPDATE)\b", re.IGNORECASE)
_LOCK_WAIT_TIMEOUT_MAXIMUM = 31_536_000


def kind_of(version: str) -> str:
    """The dialect of a server that says this of itself."""
    return "mariadb" if "mariadb" in version.lower() else "mysql"


@contextmanager
def several_statements(raw: Any) -> Iterator[None]:
    """Lets a message hold several statements (COM_SET_OPTION), for which PyMySQL has no function.

    Source: https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_set_option.html
    """
    if raw.client_flag & CLIENT.MULTI_STATEMENTS:
        yield
        return
    _set_option(raw, _MULTI_STATEMENTS_ON)
    try:
        yield
    finally:
        if raw.open:
            _set_option(raw, _MULTI_STATEMENTS_OFF)


def _set_option(raw: Any, option: bytes) -> None:
    raw._execute_command(_SET_OPTION, option)
    raw._read_packet()


class MySQL:
    """A Connection to a MySQL or MariaDB database; appliers are kept apart by a lock of the session (GET_LOCK)."""

    # A statement of DDL commits: https://dev.mysql.com/doc/refman/8.0/en/implicit-commit.html
    transactional_ddl = False
    session_lock = True
    pooled = False

    def __init__(
        self,
        raw: pymysql.Connection[Any],
        dialect: str,
        options: Mapping[str, Any],
        *,
        wait: float | None = None,
        timeouts: Timeouts = SERVER_TIMEOUTS,
    ) -> None:
        self.raw: Any = raw
        self.dialect = dialect
        self.wait = wait
        self.timeouts = timeouts
        self._options = options
        self._cursor = Cursor(raw)
        self._settings: tuple[str, ...] | None = None
        # Whether autocommit is off for the transaction that is under way, and whether it was on before.
        self._holds = self._held_back = False
        self._unprotected: frozenset[str] | None = None
        # MySQL has no time limit but for SELECT; it is kept here.
        self._limit: float | None = None

    def prepare(self) -> None:
        """Set what a script relies on."""
        self._send(f"SET SESSION sql_mode = '{SQL_MODES[self.dialect]}'")
        if self.timeouts != SERVER_TIMEOUTS:
            self.set_timeouts(SERVER_TIMEOUTS)

    def execute(self, sql: str) -> None:
        self._send(sql)

    def execute_all(self, statements: Sequence[str]) -> None:
        # Each of these gives one result, so that what fails can be told by counting.
        if len(statements) >= _SEVERAL and self._limit is None and all(map(_CHANGES_ROWS.match, statements)):
            self._send_several(statements)
            return
        for index, sql in enumerate(statements):
            try:
                self._send(sql)
            except DatabaseError as error:
                error.index = index
                raise

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._send(self._filled(sql, parameters) if parameters else sql)

    def begin(self) -> None:
        self._send("START TRANSACTION")

    def hold(self) -> None:
        # START TRANSACTION would release the locks: https://dev.mysql.com/doc/refman/8.0/en/lock-tables.html
        self._holds, self._held_back = True, self.raw.get_autocommit()
        self._send("SET SESSION autocommit = 0")

    def commit(self) -> None:
        self._send("COMMIT")
        self._let_go()

    def rollback(self) -> None:
        if self.raw.open:
            try:
                self._send("ROLLBACK")
                self._let_go()
                self._send("UNLOCK TABLES")
            except DatabaseError:
                # The connection is lost: the server rolls back by itself.
                self.close()

    def lock(self, key: str, *, timeout: float | None, waiting: Callable[[float], None] | None = None) -> None:
        attempt, name = "SELECT GET_LOCK(?, 0)", [_lock_name(key)]
        wait_for(lambda: self.query(attempt, name) == [(1,)], timeout=timeout, waiting=waiting)

    def unlock(self, key: str) -> None:
        if self.raw.open:
            self.query("SELECT RELEASE_LOCK(?)", [_lock_name(key)])

    def quote(self, identifier: str) -> str:
        return "`" + identifier.replace("`", "``") + "`"

    def current_schema(self) -> str | None:
        schema: str | None = self.query("SELECT DATABASE()")[0][0]
        return schema

    def has_table(self, name: str, schema: str | None, *, column: str | None = None) -> bool:
        view, also = ("columns", " AND column_name = ?") if column else ("tables", "")
        rows = self.query(
            f"SELECT table_name, @@lower_case_table_names FROM information_schema.{view}"
            f" WHERE table_schema = coalesce(?, DATABASE()) AND table_name = ?{also}",
            [schema, name, *([column] if column else [])],
        )
        return any(found == name or caseless for found, caseless in rows)

    def broken_index(self, _sql: str, /) -> str | None:
        return None

    def unprotected_databases(self, *, again: bool = False) -> frozenset[str]:
        if again or self._unprotected is None:
            self._unprotected = frozenset(name for (name,) in self.query(UNPROTECTED_DATABASES))
        return self._unprotected

    def user(self) -> str:
        name: str = self.query("SELECT CURRENT_USER()")[0][0]
        return name

    def timestamp(self, moment: datetime) -> object:
        return moment.replace(tzinfo=None).isoformat(" ", timespec="microseconds")

    def settings(self) -> Mapping[str, str]:
        if self._settings is None:
            # Which of them this server has: versions differ.
            names = ", ".join(f"'{name}'" for name in SETTINGS[self.dialect])
            rows = self.query(f"SHOW SESSION VARIABLES WHERE Variable_name IN ({names})")
            self._settings = tuple(sorted(name.lower() for name, _ in rows))
        variables = ", ".join(f"@@SESSION.{name}" for name in self._settings)
        database, role, *values = self.query(f"SELECT DATABASE(), CURRENT_ROLE(), {variables}")[0]
        found = {name: self.raw.escape(value) for name, value in zip(self._settings, values, strict=True)}
        limit = "" if self._limit is None else str(self._limit)
        return {"USE": self.quote(database) if database else "", "ROLE": self._role(role), "LIMIT": limit, **found}

    def restore(self, settings: Mapping[str, str]) -> None:
        now = self.settings()
        changed = {name: value for name, value in settings.items() if now.get(name) != value}
        if self._holds:
            # It would commit the transaction that is under way.
            changed.pop("autocommit", None)
        if changed:
            # It was said of another database, or of another default.
            self._unprotected = None
        if (limit := changed.pop("LIMIT", None)) is not None:
            self._limit = float(limit) if limit else None
        if database := changed.pop("USE", ""):
            self._send(f"USE {database}")
        if role := changed.pop("ROLE", ""):
            self._send(f"SET ROLE {role}")
        # One statement sets all: a collation goes with the character set before it.
        if assignments := ", ".join(f"SESSION {name} = {value}" for name, value in changed.items()):
            self._send(f"SET {assignments}")

    def set_timeouts(self, timeouts: Timeouts) -> Timeouts:
        statement = "@@{0}.max_statement_time" if self.dialect == "mariadb" else "NULL"
        variables = ("@@{0}.lock_wait_timeout", "@@{0}.innodb_lock_wait_timeout", statement)
        sources = (", ".join(variables).format(source) for source in ("SESSION", "GLOBAL"))
        ((lock, rows, running, *default),) = self.query(f"SELECT {', '.join(sources)}")
        before = Timeouts(
            lock=None if [lock, rows] == default[:2] else float(lock),
            statement=self._limit if running is None else None if running == default[2] else float(running),
        )
        wanted = timeouts.over(self.timeouts)
        # Whole seconds, and 0 is not allowed everywhere.
        value = "DEFAULT" if wanted.lock is None else str(_whole_seconds(wanted.lock))
        assignments = [f"SESSION lock_wait_timeout = {value}, SESSION innodb_lock_wait_timeout = {value}"]
        if running is not None:
            limit = "DEFAULT" if wanted.statement is None else f"{max(0.000001, wanted.statement):.6f}"
            assignments.append(f"SESSION max_statement_time = {limit}")
        self._send(f"SET {', '.join(assignments)}")
        self._limit = wanted.statement if running is None else None
        base = self.timeouts.lock
        whole = None if base is None else float(_whole_seconds(base))
        return before.beyond(Timeouts(lock=whole, statement=self.timeouts.statement))

    def use_default_schema(self) -> None:
        pass

    def suspend_foreign_keys(self) -> None:
        pass

    def orphans(self) -> Sequence[tuple[str, int | None, str]]:
        return ()

    def interrupt(self) -> None:
        self._tell_server("KILL QUERY")

    _stop = interrupt

    def close(self) -> None:
        if self.raw.open:
            self.raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _send(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement and return the rows of its first result."""
        try:
            with time_limit(self._limit, self.interrupt) as expired:
                rows = self._answer(sql)
            if expired():
                self._take_late_stop()
            return rows
        except pymysql.Error as error:
            if self._limit is not None and expired() and error.args[:1] == (_INTERRUPTED,):
                message = f"canceled: it ran longer than {self._limit:g} s"
                raise DatabaseError(message, sqlstate="70100", errno=_INTERRUPTED, statement=sql) from None
            raise _translated(error, sql) from None
        except UnicodeEncodeError:
            raise self._unencodable(sql) from None
        except KeyboardInterrupt:
            self._kill()
            raise

    def _answer(self, sql: str) -> list[tuple[Any, ...]]:
        cursor = self._cursor
        # Without parameters PyMySQL sends the text as it is.
        cursor.execute(sql)
        rows = list(cursor.fetchall()) if cursor.description else []
        # A CALL has a result for each SELECT, and may fail after the first.
        while cursor.nextset():
            pass
        return rows

    def _let_go(self) -> None:
        if self._held_back:
            self._send("SET SESSION autocommit = 1")
        self._holds = self._held_back = False

    def _send_several(self, statements: Sequence[str]) -> None:
        """Run statements of one result each in one message, which saves a round trip for each."""
        cursor, index = self._cursor, 0
        try:
            with several_statements(self.raw):
                cursor.execute("\n;\n".join(statements))
                while index < len(statements) - 1:
                    index += 1
                    cursor.nextset()
        except pymysql.Error as error:
            found = _translated(error, statements[index])
            found.index = index
            raise found from None
        except UnicodeEncodeError:
            raise self._unencodable(statements[0]) from None
        except KeyboardInterrupt:
            self._kill()
            raise

    def _unencodable(self, sql: str) -> DatabaseError:
        return DatabaseError(
            f"the statement has a character that the connection's character set {self.raw.charset} lacks", statement=sql
        )

    def _take_late_stop(self) -> None:
        # It may have come when the statement was done, and would stop the next one.
        with suppress(pymysql.Error):
            self._answer("DO 0")

    def _kill(self) -> None:
        # The server would go on with the statement: it notices a client that is gone only when it is done.
        self.close()
        self._tell_server("KILL")

    def _tell_server(self, command: str) -> None:
        with suppress(pymysql.Error, OSError, RuntimeError), pymysql.connect(**self._options) as other:
            other.cursor().execute(f"{command} {self.raw.thread_id()}")

    def _filled(self, sql: str, parameters: Sequence[object]) -> str:
        values = iter(parameters)
        return _PLACEHOLDER.sub(lambda match: self.raw.escape(next(values)) if match[0] == "?" else match[0], sql)

    def _role(self, current: str | None) -> str:
        if current is None or current == "NONE":
            return "NONE"
        # MySQL gives a list of quoted names, MariaDB one name as it is.
        return current if self.dialect == "mysql" else self.quote(current)


def _whole_seconds(seconds: float) -> int:
    return min(max(1, math.ceil(seconds)), _LOCK_WAIT_TIMEOUT_MAXIMUM)


def _lock_name(key: str) -> str:
    # 64 characters are as many as the name of a lock may have.
    return hashlib.sha256(key.encode()).hexdigest()


def _translated(error: pymysql.Error, sql: str) -> DatabaseError:
    errno, *rest = error.args or (0,)
    message = str(rest[0]) if rest and rest[0] else "the connection was lost"
    if not isinstance(errno, int) or errno == 0 or errno in _CLIENT_ERRORS:
        return DatabaseError(message, errno=errno if isinstance(errno, int) and errno else None, statement=sql)
    return DatabaseError(message, sqlstate=getattr(error, "sqlstate", None) or "HY000", errno=errno, statement=sql)
