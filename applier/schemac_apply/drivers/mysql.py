"""MySQL and MariaDB through PyMySQL, which is imported only here."""

from __future__ import annotations

import hashlib
import math
import re
import ssl
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from schemac_apply.drivers.mysql_address import Address
from schemac_apply.drivers.waiting import wait_for
from schemac_apply.errors import ConnectionFailed, DatabaseError, DriverMissing, InvalidURL

try:
    import pymysql
    from pymysql.charset import charset_by_name
except ImportError as missing:
    raise DriverMissing(
        f"MySQL and MariaDB need PyMySQL, which cannot be imported: {missing}",
        help="pip install 'schemac[mysql]'",
    ) from None

# What each server has by default, whatever its configuration says: a script means the same on all of them.
# https://dev.mysql.com/doc/refman/8.0/en/sql-mode.html, https://mariadb.com/kb/en/sql-mode/
SQL_MODES = {
    "mysql": "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION",
    "mariadb": "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION",
}
# A collation that compares by code point, spaces at the end included.
_BINARY_COLLATIONS = {"mysql": "utf8mb4_0900_bin", "mariadb": "utf8mb4_nopad_bin"}
_NAMES = {"mysql": "MySQL", "mariadb": "MariaDB"}
# What a script may set for itself that would change what the ledger's statements or a later script do.
_SETTINGS = (
    "autocommit",
    "character_set_client",
    "character_set_connection",
    "character_set_results",
    "check_constraint_checks",
    "collation_connection",
    "default_storage_engine",
    "default_tmp_storage_engine",
    "div_precision_increment",
    "explicit_defaults_for_timestamp",
    "foreign_key_checks",
    "group_concat_max_len",
    "innodb_lock_wait_timeout",
    "innodb_strict_mode",
    "lock_wait_timeout",
    "low_priority_updates",
    "max_execution_time",
    "max_statement_time",
    "old_mode",
    "sql_auto_is_null",
    "sql_big_selects",
    "sql_generate_invisible_primary_key",
    "sql_if_exists",
    "sql_log_bin",
    "sql_mode",
    "sql_notes",
    "sql_quote_show_create",
    "sql_require_primary_key",
    "sql_safe_updates",
    "sql_select_limit",
    "sql_warnings",
    "system_versioning_alter_history",
    "time_zone",
    "transaction_isolation",
    "transaction_read_only",
    "tx_isolation",
    "tx_read_only",
    "unique_checks",
    "updatable_views_with_limit",
)
_PLACEHOLDER = re.compile(
    r"""'(?:[^'\\]|\\.|'')*+'|"(?:[^"\\]|\\.|"")*+"|`[^`]*`|\?""",
    re.DOTALL,
)
# An error of the client, which then has no connection any more: https://dev.mysql.com/doc/mysql-errors/8.0/en/
_CLIENT_ERRORS = range(2000, 3000)
_LOCK_WAIT_TIMEOUT_MAXIMUM = 31_536_000


def connect(address: Address, shown: str, dialect: str, *, lock_timeout: float | None = None) -> MySQL:
    """Connect to a database.

    Args:
        address: where it is.
        shown: its URL, as it stands in errors.
        dialect: "mysql" or "mariadb", which the server must be.
        lock_timeout: seconds that a statement waits for a lock.

    Raises:
        InvalidURL: an unknown character set, a certificate that cannot be read, or the server is of the other kind.
        ConnectionFailed: no server, or it refuses.
    """
    if charset_by_name(address.charset) is None:
        raise InvalidURL("unknown charset in the database URL", help="leave it out: it is utf8mb4 then")
    if address.socket is not None and not Path(address.socket).is_socket():
        raise ConnectionFailed(f"cannot connect to {shown}: there is no socket {address.socket}")
    options = _connect_options(address)
    try:
        raw = pymysql.connect(**options)
    except (pymysql.Error, OSError, RuntimeError) as error:
        raise _connection_failure(error, address, shown) from None
    connection = MySQL(raw, dialect, options)
    try:
        ((version,),) = connection.query("SELECT version()")
        actual = "mariadb" if "mariadb" in version.lower() else "mysql"
        if actual != dialect:
            raise InvalidURL(
                f"{shown} is {_NAMES[actual]} {version}, not {_NAMES[dialect]}",
                help=f"write the URL as {actual}://…",
            )
        connection.execute(f"SET SESSION sql_mode = '{SQL_MODES[dialect]}'")
        if lock_timeout is not None:
            connection.set_lock_timeout(lock_timeout)
    except BaseException:
        connection.close()
        raise
    return connection


class MySQL:
    """A Connection to a MySQL or MariaDB database; appliers are kept apart by a lock of the session (GET_LOCK)."""

    # A statement of DDL commits: https://dev.mysql.com/doc/refman/8.0/en/implicit-commit.html
    transactional_ddl = False
    session_lock = True
    timestamp_type = "datetime(6)"
    name_type = "varchar(255)"
    text_type = "longtext"

    def __init__(self, raw: pymysql.Connection[Any], dialect: str, options: Mapping[str, Any]) -> None:
        self.raw: Any = raw
        self.dialect = dialect
        self.table_options = f"ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE {_BINARY_COLLATIONS[dialect]}"
        self._options = options
        self._cursor = raw.cursor()
        self._settings: tuple[str, ...] | None = None

    def execute(self, sql: str) -> None:
        self._send(sql)

    def execute_all(self, statements: Sequence[str]) -> None:
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

    def commit(self) -> None:
        self._send("COMMIT")

    def rollback(self) -> None:
        if self.raw.open:
            try:
                self._send("ROLLBACK")
                self._send("UNLOCK TABLES")
            except DatabaseError:
                # The connection is lost: the server rolls back by itself.
                self.close()

    def lock(self, key: str, *, timeout: float | None) -> None:
        wait_for(lambda: self.query("SELECT GET_LOCK(?, 0)", [_lock_name(key)]) == [(1,)], timeout=timeout)

    def unlock(self, key: str) -> None:
        if self.raw.open:
            self.query("SELECT RELEASE_LOCK(?)", [_lock_name(key)])

    def quote(self, identifier: str) -> str:
        return "`" + identifier.replace("`", "``") + "`"

    def current_schema(self) -> str | None:
        schema: str | None = self.query("SELECT DATABASE()")[0][0]
        return schema

    def has_table(self, name: str, schema: str | None) -> bool:
        rows = self.query(
            "SELECT table_name, @@lower_case_table_names FROM information_schema.tables"
            " WHERE table_schema = coalesce(?, DATABASE()) AND table_name = ?",
            [schema, name],
        )
        return any(found == name or caseless for found, caseless in rows)

    def user(self) -> str:
        name: str = self.query("SELECT CURRENT_USER()")[0][0]
        return name

    def timestamp(self, moment: datetime) -> object:
        return moment.replace(tzinfo=None).isoformat(" ", timespec="microseconds")

    def settings(self) -> Mapping[str, str]:
        if self._settings is None:
            # Which of them this server has: versions differ.
            names = ", ".join(f"'{name}'" for name in _SETTINGS)
            rows = self.query(f"SHOW SESSION VARIABLES WHERE Variable_name IN ({names})")
            self._settings = tuple(sorted(name.lower() for name, _ in rows))
        variables = ", ".join(f"@@SESSION.{name}" for name in self._settings)
        database, role, *values = self.query(f"SELECT DATABASE(), CURRENT_ROLE(), {variables}")[0]
        found = {name: self.raw.escape(value) for name, value in zip(self._settings, values, strict=True)}
        return {"USE": self.quote(database) if database else "", "ROLE": self._role(role), **found}

    def restore(self, settings: Mapping[str, str]) -> None:
        now = self.settings()
        changed = {name: value for name, value in settings.items() if now.get(name) != value}
        if database := changed.pop("USE", ""):
            self._send(f"USE {database}")
        if role := changed.pop("ROLE", ""):
            self._send(f"SET ROLE {role}")
        # One statement sets all: a collation goes with the character set before it.
        if assignments := ", ".join(f"SESSION {name} = {value}" for name, value in changed.items()):
            self._send(f"SET {assignments}")

    def set_lock_timeout(self, seconds: float | None) -> float | None:
        ((before, default, rows_before, rows_default),) = self.query(
            "SELECT @@SESSION.lock_wait_timeout, @@GLOBAL.lock_wait_timeout,"
            " @@SESSION.innodb_lock_wait_timeout, @@GLOBAL.innodb_lock_wait_timeout"
        )
        # Whole seconds, and 0 is not allowed everywhere.
        value = "DEFAULT" if seconds is None else str(min(max(1, math.ceil(seconds)), _LOCK_WAIT_TIMEOUT_MAXIMUM))
        self._send(f"SET SESSION lock_wait_timeout = {value}, SESSION innodb_lock_wait_timeout = {value}")
        return None if (before, rows_before) == (default, rows_default) else float(before)

    def use_default_schema(self) -> None:
        pass

    def suspend_foreign_keys(self) -> None:
        pass

    def orphans(self) -> Sequence[tuple[str, int | None, str]]:
        return ()

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
        cursor = self._cursor
        try:
            # Without parameters PyMySQL sends the text as it is.
            cursor.execute(sql)
            rows = list(cursor.fetchall()) if cursor.description else []
            # A CALL has a result for each SELECT, and may fail after the first.
            while cursor.nextset():
                pass
            return rows
        except pymysql.Error as error:
            raise _translated(error, sql) from None
        except UnicodeEncodeError:
            raise DatabaseError(
                f"the statement has a character that the connection's character set {self.raw.charset} lacks",
                statement=sql,
            ) from None
        except KeyboardInterrupt:
            self._kill()
            raise

    def _kill(self) -> None:
        # The server would go on with the statement: it notices a client that is gone only when it is done.
        process = self.raw.thread_id()
        self.close()
        try:
            with pymysql.connect(**self._options) as other:
                other.cursor().execute(f"KILL {process}")
        except (pymysql.Error, OSError, RuntimeError):
            return

    def _filled(self, sql: str, parameters: Sequence[object]) -> str:
        values = iter(parameters)
        return _PLACEHOLDER.sub(lambda match: self.raw.escape(next(values)) if match[0] == "?" else match[0], sql)

    def _role(self, current: str | None) -> str:
        if current is None or current == "NONE":
            return "NONE"
        # MySQL gives a list of quoted names, MariaDB one name as it is.
        return current if self.dialect == "mysql" else self.quote(current)


def _connect_options(address: Address) -> dict[str, Any]:
    options: dict[str, Any] = {
        "user": address.user,
        # PyMySQL would encode text as Latin-1.
        "password": address.password.encode(),
        "database": address.database,
        "charset": address.charset,
        "connect_timeout": address.connect_timeout,
        "autocommit": True,
        "program_name": "schemac",
    }
    if address.socket is not None:
        # A socket does not leave the machine; PyMySQL takes 50 ms to prepare for TLS.
        return {**options, "unix_socket": address.socket, "ssl_disabled": True}
    options |= {"host": address.host, "port": address.port}
    if address.ssl_mode == "DISABLED":
        options["ssl_disabled"] = True
    elif address.ssl_mode != "PREFERRED":
        options["ssl"] = _ssl_context(address)
    return options


def _ssl_context(address: Address) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=address.ssl_ca)
        # The certificates that MySQL makes for itself lack what Python 3.13 asks for.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        context.check_hostname = address.ssl_mode == "VERIFY_IDENTITY"
        context.verify_mode = ssl.CERT_NONE if address.ssl_mode == "REQUIRED" else ssl.CERT_REQUIRED
        if address.ssl_cert is not None:
            context.load_cert_chain(address.ssl_cert, address.ssl_key)
    except OSError as error:
        raise InvalidURL(f"ssl-ca, ssl-cert or ssl-key in the database URL cannot be used: {error}") from None
    return context


def _connection_failure(error: Exception, address: Address, shown: str) -> ConnectionFailed:
    message = str(error.args[-1] if error.args else error)
    if len(address.password) > 3:
        message = message.replace(address.password, "***")
    help = "pip install cryptography, or leave TLS on" if "cryptography" in message else None
    return ConnectionFailed(f"cannot connect to {shown}: {message}", help=help)


def _lock_name(key: str) -> str:
    # 64 characters are as many as the name of a lock may have.
    return hashlib.sha256(key.encode()).hexdigest()


def _translated(error: pymysql.Error, sql: str) -> DatabaseError:
    errno, *rest = error.args or (0,)
    message = str(rest[0]) if rest and rest[0] else "the connection was lost"
    if not isinstance(errno, int) or errno == 0 or errno in _CLIENT_ERRORS:
        return DatabaseError(message, errno=errno if isinstance(errno, int) and errno else None, statement=sql)
    return DatabaseError(message, sqlstate=getattr(error, "sqlstate", None) or "HY000", errno=errno, statement=sql)
