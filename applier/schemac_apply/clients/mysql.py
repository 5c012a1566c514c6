r"""The clients of MySQL and MariaDB, `mysql` and `mariadb`.

SQL has no IF there outside stored programs, and a client has none either. But how a client and its server read a
text depends on the sql_mode, which is a value that can be computed. Under NO_BACKSLASH_ESCAPES the text `'\'` is a
string; otherwise it only begins one. So the text of _OPEN and _CLOSE has two meanings: where a migration is pending its
statements stand between them as they are; where it is not, they are in a comment, `DO '…' /*!99999 … */`, that
the server does not execute. A client or server that would read it in yet another way finds an error of syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from schemac_apply import __version__
from schemac_apply.clients.client import (
    BUSY,
    CHANGED,
    PARTIAL,
    STOPPED,
    WAIT_SECONDS,
    Task,
    heading,
    shown,
)
from schemac_apply.clients.course import Begin, Record, Run, course
from schemac_apply.clients.mysql_text import can_be_skipped, refuse_commands
from schemac_apply.errors import ScriptError
from schemac_apply.folder import Migration
from schemac_apply.ledger_types import add_in_doubt, create_table
from schemac_apply.mysql_conditions import SETTINGS, SINCE, SQL_MODES, UNPROTECTED_DATABASES
from schemac_apply.nature import may_unprotect, repeatable, shares, with_ledger
from schemac_apply.script import Script, Statement

# A client sends what it skips as one statement.
_SKIPPED_AT_ONCE = 1_000_000
# Not `$…$`, which quotes in MySQL 9; and of no more than 15 characters.
_END = "//schemac//"
_OPEN = r"""SET @schemac_mode = @@sql_mode, SESSION sql_mode = IF(@schemac_run, 'NO_BACKSLASH_ESCAPES', '');
DELIMITER //schemac-no//
DO '\'
//schemac-no//
DELIMITER //schemac//
-- ' /*!%s
SET SESSION sql_mode = @schemac_mode
//schemac//
"""
_CLOSE = r"""SET @schemac_mode = @@sql_mode, SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'
//schemac//
DO '\'
//schemac//
-- ' */ //schemac-no//
DELIMITER ;
SET SESSION sql_mode = @schemac_mode;
"""
# Versions that no server has: https://mariadb.com/kb/en/comment-syntax/
_NO_VERSION = {"mysql": "99999", "mariadb": "999999"}
# What a script cannot undo: the name of a database or a role cannot be computed, and what skips depends on a mode.
_KEEPS = re.compile(
    r"(?:USE\b|SET\s+ROLE\b|SET\b(?=.*\b(?:autocommit|NO_BACKSLASH_ESCAPES)\b))", re.IGNORECASE | re.DOTALL
)
# What MySQL can prepare, of what cannot be skipped: https://dev.mysql.com/doc/refman/8.4/en/sql-prepared-statements.html
_CAN_BE_PREPARED = re.compile(
    r"(?:(?:ALTER|CREATE|DROP)\s+(?:TABLE|(?:UNIQUE\s+|FULLTEXT\s+|SPATIAL\s+)?INDEX)|(?:CREATE|DROP)\s+VIEW|CALL|SET)\b",
    re.IGNORECASE,
)
_PROTECTED = f"SET @schemac_protected = NOT EXISTS (SELECT 1 FROM ({UNPROTECTED_DATABASES}) unprotected)"
_SETTLE = (
    "EXECUTE schemac_settle",
    "PREPARE schemac_settings FROM @schemac_sql",
    "EXECUTE schemac_settings",
    "DEALLOCATE PREPARE schemac_settings",
)
_COLUMNS = (
    "statements_done", "statements_total", "in_doubt", "duration_ms", "applied_at", "applied_by", "tool_version",
)  # fmt: skip


class MySQL:
    """Writes a script for the clients of MySQL and MariaDB."""

    def __init__(self, task: Task) -> None:
        self._task, self._dialect = task, task.contents.dialect
        schema, name = task.contents.ledger_schema, _quoted(task.contents.ledger_table)
        self._table = name if schema is None else f"{_quoted(schema)}.{name}"

    def check(self, statement: Statement, path: str) -> None:
        sql = statement.sql
        refuse_commands(statement, path)
        if match := _KEEPS.match(sql):
            raise ScriptError(
                f"a script cannot undo this {match[0].split()[0].upper()} before the next migration",
                path=path,
                line=statement.line,
                help="qualify names; write BEGIN and COMMIT; or use `schemac apply`",
            )
        if self._dialect == "mysql" and statement.statement_timeout is not None:
            raise ScriptError(
                "MySQL has no time limit for statements but for SELECT, and a client keeps none",
                path=path,
                line=statement.line,
                help="remove schemac:statement-timeout, or use `schemac apply`",
            )
        if "//schemac" in sql or not (can_be_skipped(sql) or self._can_be_prepared(sql) or not self._task.idempotent):
            raise ScriptError(
                "this statement cannot be made conditional: a comment or `*/` in it is in the way",
                path=path,
                line=statement.line,
                help="write `*/` in strings as `*\\/`; or use `schemac apply`, or a script that is not idempotent",
            )

    def opening(self) -> Iterator[str]:
        yield heading(self._task, f"{self._dialect} --comments DATABASE < FILE")
        yield (
            "SET NAMES utf8mb4;\n"
            f"SET SESSION autocommit = 1, SESSION sql_mode = '{SQL_MODES[self._dialect]}';\n{self._settings()}"
        )
        if self._task.idempotent:
            yield self._exclusive()
            yield self._ledger()
            yield self._refusals()
        elif self._task.makes_ledger:
            yield f"{create_table(self._table, self._dialect)};\n"

    def migration(self, migration: Migration, script: Script) -> Iterator[str]:
        yield f"\n-- {shown(migration.name)}\n"
        statements = self._statements(migration, script)
        if not self._task.idempotent:
            yield from map(_ended, statements)
            return
        yield f"SET SESSION sql_mode = '{SQL_MODES[self._dialect]}';\n"
        yield (
            "SET @schemac_run = NOT @schemac_stopped AND NOT EXISTS"
            f" (SELECT 1 FROM {self._table} WHERE name = {_literal(migration.name)});\n"
        )
        yield from self._conditional(statements)

    def closing(self) -> Iterator[str]:
        yield "\nDEALLOCATE PREPARE schemac_settle;\n"
        if self._task.idempotent:
            yield "DO RELEASE_LOCK(@schemac_lock);\n"

    def _settings(self) -> str:
        """Keep the settings of the session, and prepare the statement that writes the one that sets them back."""
        # A transaction of the script's own is in the way of autocommit.
        names = [name for name in SETTINGS[self._dialect] if name != "autocommit"]
        kept = "".join(_since(name, f", @schemac_{name} = @@SESSION.{name}") for name in names)
        changed = "".join(
            _since(name, f", IF(@@SESSION.{name} <=> @schemac_{name}, '', ', SESSION {name} = @schemac_{name}')")
            for name in names
        )
        return (
            f"SET @schemac_settled = 1{kept};\n"
            f"PREPARE schemac_settle FROM \"SET @schemac_sql = CONCAT('SET @schemac_settled = 1'{changed})\";\n"
        )

    def _exclusive(self) -> str:
        schema = self._task.contents.ledger_schema
        database = "DATABASE()" if schema is None else _literal(schema)
        table = _literal("`." + _quoted(self._task.contents.ledger_table))
        key = f"CONCAT('`', REPLACE({database}, '`', '``'), {table})"
        # As they are where the client is told to go on behind an error.
        return (
            f"SET @schemac_stopped = 0, @schemac_lock = SHA2(CONVERT({key} USING utf8mb4), 256);\n"
            f"SET @schemac_message = IF(GET_LOCK(@schemac_lock, {WAIT_SECONDS}) <=> 1, NULL, {_literal(BUSY)});\n"
        ) + self._stop()

    def _ledger(self) -> str:
        schema = self._task.contents.ledger_schema
        found = (
            f"table_schema = {'DATABASE()' if schema is None else _literal(schema)}"
            f" AND table_name = {_literal(self._task.contents.ledger_table)}"
        )
        return "".join(
            [
                f"SET @schemac_run = NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE {found});\n",
                *self._conditional([create_table(self._table, self._dialect)]),
                "SET @schemac_run = NOT EXISTS (SELECT 1 FROM information_schema.columns"
                f" WHERE {found} AND column_name = 'in_doubt');\n",
                *self._conditional([add_in_doubt(self._table)]),
            ]
        )

    def _refusals(self) -> str:
        # The text of a message has at most 128 characters.
        message = (
            "SET @schemac_message = COALESCE(@schemac_message,"
            f" (SELECT CONCAT(LEFT(name, 64), ' %s') FROM {self._table} WHERE %s LIMIT 1));\n"
        )
        checks = [
            message % (f"{CHANGED}: see schemac status", f"name = {_literal(one.name)} AND hash <> '{one.hash}'")
            for one in self._task.migrations
        ]
        return "".join([*checks, message % (f"{STOPPED}: use schemac apply", PARTIAL), self._stop()])

    def _stop(self) -> str:
        """Stop the script if there is a message."""
        sql = "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = @schemac_message"
        stopped = "SET @schemac_run = @schemac_message IS NOT NULL, @schemac_stopped = @schemac_message IS NOT NULL;\n"
        return stopped + "".join(self._conditional([sql]))

    def _conditional(self, statements: Iterable[str]) -> Iterator[str]:
        """Statements that run where @schemac_run says so."""
        size: int | None = None
        for sql in statements:
            skipped = can_be_skipped(sql)
            if size is not None and (size > _SKIPPED_AT_ONCE or not skipped):
                yield _CLOSE
                size = None
            if not skipped:
                yield _prepared(sql)
                continue
            if size is None:
                yield _OPEN % _NO_VERSION[self._dialect]
                size = 0
            yield f"{sql}\n{_END}\n"
            size += len(sql)
        if size is not None:
            yield _CLOSE

    def _can_be_prepared(self, sql: str) -> bool:
        return self._dialect == "mariadb" or shares(sql, self._dialect) or _CAN_BE_PREPARED.match(sql) is not None

    def _statements(self, migration: Migration, script: Script) -> Iterator[str]:
        """The statements of a migration, and those that keep the ledger."""
        row = _Row(migration, script.total, self._table)
        knows = shared = False
        yield "SET @schemac_started = UTC_TIMESTAMP(6)"
        for step in course(script):
            if not knows and not isinstance(step, Run) and _shared(_next(step)):
                knows = True
                yield _PROTECTED
            if isinstance(step, Begin):
                shared = _shared(step.first)
                if shared and not row.written:
                    yield row.announcement()
                # START TRANSACTION would release the locks of LOCK TABLES.
                yield "SET SESSION autocommit = 0" if shared else "START TRANSACTION"
            elif isinstance(step, Run):
                if step.number == 1 and step.statement.lone and not repeatable(step.statement.sql):
                    yield from row.write(0, begun="1")
                knows = knows and not may_unprotect(step.statement.sql)
                yield from self._run(step.statement)
            else:
                yield from self._record(row, step, shared=shared)

    def _run(self, statement: Statement) -> Iterator[str]:
        lock, limit = statement.lock_timeout, statement.statement_timeout
        names = ["lock_wait_timeout", "innodb_lock_wait_timeout"]
        values = [None if lock is None else str(max(1, -int(-lock // 1)))] * 2
        if self._dialect == "mariadb":
            names.append("max_statement_time")
            values.append(None if limit is None else f"{max(0.000001, limit):.6f}")
        timed = lock is not None or limit is not None
        if timed:
            yield "SET " + ", ".join(f"@schemac_former_{name} = @@SESSION.{name}" for name in names)
            pairs = zip(names, values, strict=True)
            yield "SET " + ", ".join(f"SESSION {name} = {value or 'DEFAULT'}" for name, value in pairs)
        yield with_ledger(statement.sql, self._table)
        if timed:
            yield "SET " + ", ".join(f"SESSION {name} = @schemac_former_{name}" for name in names)

    def _record(self, row: _Row, step: Record, *, shared: bool) -> Iterator[str]:
        following, mode = step.following, f"SESSION sql_mode = '{SQL_MODES[self._dialect]}'"
        if step.unsettled and following is None:
            yield from _SETTLE
        elif step.unsettled:
            yield f"SET @schemac_former_mode = @@sql_mode, {mode}"
        begun = "0"
        if _shared(following):
            begun = f"IF(@schemac_protected, 0, {step.done + 1})"
        elif following is not None and following.lone and not repeatable(following.sql):
            begun = str(step.done + 1)
        yield from row.write(step.done, begun=begun)
        if step.inside:
            yield "COMMIT"
        if step.inside and shared:
            yield "SET SESSION autocommit = 1"
        if step.unsettled and following is not None:
            yield "SET SESSION sql_mode = @schemac_former_mode"


class _Row:
    """The ledger's row of a migration.

    Args:
        migration: whose.
        total: how many statements it has.
        table: the ledger.
    """

    def __init__(self, migration: Migration, total: int, table: str) -> None:
        self.written = False
        self._migration, self._total, self._table = migration, total, table
        self._announced = False

    def announcement(self) -> str:
        """Record that the first statement is begun, where no transaction protects what it changes."""
        self._announced = True
        return f"{self._insertion()} SELECT {self._values(0, '1')} FROM DUAL WHERE NOT @schemac_protected"

    def write(self, done: int, *, begun: str) -> Iterator[str]:
        """Record how many statements are completed, and which one outside a transaction is begun next (0: none)."""
        where = f"WHERE name = {_literal(self._migration.name)}"
        if self.written:
            values = self._progress(done, begun)
            assignments = (f"{name} = {value}" for name, value in zip(_COLUMNS, values, strict=True))
            yield f"UPDATE {self._table} SET {', '.join(assignments)} {where}"
            return
        self.written = True
        if self._announced:
            yield f"DELETE FROM {self._table} {where} AND NOT @schemac_protected"
        yield f"{self._insertion()} VALUES ({self._values(done, begun)})"

    def _insertion(self) -> str:
        return f"INSERT INTO {self._table} ({', '.join((*_COLUMNS, 'hash', 'down_sql', 'name'))})"

    def _values(self, done: int, begun: str) -> str:
        file = self._migration
        return ", ".join(
            (*self._progress(done, begun), f"'{file.hash}'", _literal(file.down_text()), _literal(file.name))
        )

    def _progress(self, done: int, begun: str) -> tuple[str, ...]:
        duration = "TIMESTAMPDIFF(MICROSECOND, @schemac_started, UTC_TIMESTAMP(6)) DIV 1000"
        return str(done), str(self._total), begun, duration, "UTC_TIMESTAMP(6)", "CURRENT_USER()", f"'{__version__}'"


def _shared(statement: Statement | None) -> bool:
    """Whether a statement stands in no transaction of the file's, and can share one with the ledger's row."""
    return statement is not None and statement.transaction is None and not statement.lone


def _next(step: Begin | Record) -> Statement | None:
    return step.first if isinstance(step, Begin) else step.following


def _ended(sql: str) -> str:
    """A statement with its end, for a client that cuts at each semicolon outside quotes."""
    if ";" in sql and not re.match(r"(?:DELETE|INSERT|REPLACE|SET|UPDATE)\b", sql, re.IGNORECASE):
        return f"DELIMITER {_END}\n{sql}\n{_END}\nDELIMITER ;\n"
    return f"{sql}\n;\n"


def _prepared(sql: str) -> str:
    """A statement that runs where @schemac_run says so, as text."""
    return (
        f"SET @schemac_sql = IF(@schemac_run, CONVERT(0x{sql.encode().hex()} USING utf8mb4), 'DO 0');\n"
        "PREPARE schemac_prepared FROM @schemac_sql;\nEXECUTE schemac_prepared;\n"
        "DEALLOCATE PREPARE schemac_prepared;\n"
    )


def _since(name: str, sql: str) -> str:
    """A part of a statement for the servers that have a setting."""
    return f"/*!{SINCE[name]} {sql} */" if name in SINCE else sql


def _quoted(identifier: str) -> str:
    return "`" + identifier.replace("`", "``") + "`"


def _literal(text: str | None) -> str:
    if text is None:
        return "NULL"
    return "_utf8mb4'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
