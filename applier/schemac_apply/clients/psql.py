"""PostgreSQL's psql, from version 11 on.

Sources: https://www.postgresql.org/docs/current/app-psql.html (\\if, \\gset), and what
`schemac_apply.drivers.postgres` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemac_apply import __version__
from schemac_apply.clients.client import (
    BUSY,
    CHANGED,
    PARTIAL,
    STOPPED,
    WAIT_SECONDS,
    Task,
    heading,
    literal,
    shown,
)
from schemac_apply.clients.course import Record, Run, course
from schemac_apply.clients.psql_text import for_psql
from schemac_apply.drivers.postgres_settings import ELSEWHERE, HIDDEN, public_first
from schemac_apply.folder import Migration
from schemac_apply.ledger_types import add_in_doubt, create_table
from schemac_apply.nature import commits_in_parts, repeatable
from schemac_apply.script import Script, Statement

# Without them a script would go on behind an error, or look at lines in place of statements.
_MODES = r"""\set ON_ERROR_STOP on
\set AUTOCOMMIT on
\set ON_ERROR_ROLLBACK off
\set SINGLELINE off
\set SINGLESTEP off
\unset FETCH_COUNT
\pset pager off
"""
# What leaves something behind where it fails.
_CONFIG = "pg_catalog.set_config({}, {}, false)"
_TIMEOUTS = ("lock_timeout", "statement_timeout")
_OWN = "schemac."


def _block(body: str) -> str:
    """Statements of PL/pgSQL, which give no rows."""
    return f"DO $schemac$ BEGIN\n{body}\nEND $schemac$;\n"


def _perform(query: str) -> str:
    """A query of PL/pgSQL whose rows nobody wants."""
    return f"  PERFORM{query.removeprefix('SELECT')};"


_RESET = (
    "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL;\n"
    "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on;\n" + _block(_perform(public_first(HIDDEN)))
)
_DEFAULT_SCHEMA = _block(_perform(public_first(ELSEWHERE)))
_SETTLE = _RESET + _DEFAULT_SCHEMA
# For the length of the transaction.
_SETTLE_LOCAL = (
    "SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE; SET LOCAL standard_conforming_strings = on;\n"
)
_OWN_SCHEMA = "SET LOCAL search_path TO DEFAULT;\n"
_CURRENT_SCHEMA = "coalesce(nullif(pg_catalog.current_schema(), 'pg_catalog'), 'public')"
# Polled: a session that waits inside pg_advisory_lock() holds a snapshot, for which a CREATE INDEX CONCURRENTLY of the
# session that has the lock would wait in turn. The COMMIT gives up the snapshot; the first one sees to it that the
# script is in no transaction (psql --single-transaction).
_LOCK = f"""\
DO $schemac$
DECLARE
  started timestamptz := pg_catalog.clock_timestamp();
BEGIN
  COMMIT;
  WHILE NOT pg_catalog.pg_try_advisory_lock(pg_catalog.current_setting('schemac.lock')::bigint) LOOP
    IF pg_catalog.clock_timestamp() > started + interval '{WAIT_SECONDS} s' THEN
      RAISE EXCEPTION '{BUSY}' USING HINT = 'run the script again when it is done';
    END IF;
    COMMIT;
    PERFORM pg_catalog.pg_sleep(0.2);
  END LOOP;
END $schemac$;
"""
_STOP = """\
DO $schemac$
BEGIN
  IF pg_catalog.current_setting('schemac.changed') <> '' THEN
    RAISE EXCEPTION USING MESSAGE = pg_catalog.current_setting('schemac.changed'),
      HINT = 'restore the files as they were applied, or accept them as they are now with `schemac apply --repair`';
  ELSIF pg_catalog.current_setting('schemac.partial') <> '' THEN
    RAISE EXCEPTION USING MESSAGE = pg_catalog.current_setting('schemac.partial'),
      HINT = 'run `schemac apply` (or `schemac rollback`), which goes on where it was stopped';
  END IF;
END $schemac$;
"""


_FAIL = _block("  RAISE EXCEPTION USING MESSAGE = pg_catalog.current_setting('schemac.failure');")
_FORMER_TIMEOUTS = _block(
    "\n".join(
        f"  PERFORM {_CONFIG.format(literal(name), f'pg_catalog.current_setting({literal(_OWN + name)})')};"
        for name in _TIMEOUTS
    )
)


class Psql:
    """Writes a script for psql; one that is not idempotent has no commands of psql in it."""

    def __init__(self, task: Task) -> None:
        self._task = task
        schema, self._name = task.contents.ledger_schema, _quoted(task.contents.ledger_table)
        # A script for any client cannot ask for the current schema: the name is left to the search path.
        self._qualified = task.idempotent or schema is not None
        if task.idempotent:
            self._table = f':"schemac_schema".{self._name}'
        else:
            self._table = self._name if schema is None else f"{_quoted(schema)}.{self._name}"

    def check(self, statement: Statement, path: str) -> None:
        # What psql takes for commands, a backslash outside quotes, is refused in every migration.
        pass

    def opening(self) -> Iterator[str]:
        command = "psql -X -f FILE" if self._task.idempotent else "psql -X -v ON_ERROR_STOP=1 -f FILE"
        yield heading(self._task, f"{command} DATABASE")
        yield (_MODES if self._task.idempotent else "") + _RESET
        if self._task.idempotent:
            yield self._exclusive()
            yield self._ledger()
            yield self._refusals()
        elif self._task.makes_ledger:
            yield f"{create_table(self._table, 'postgres')};\n"
        yield _DEFAULT_SCHEMA

    def migration(self, migration: Migration, script: Script) -> Iterator[str]:
        yield f"\n-- {shown(migration.name)}\n"
        if self._task.idempotent:
            yield (
                f"SELECT NOT EXISTS (SELECT FROM {self._table} WHERE name = {literal(migration.name)})"
                " AS schemac_pending \\gset\n\\if :schemac_pending\n"
            )
        row = _Row(migration, script.total, self._table)
        for step in course(script):
            if isinstance(step, Run):
                yield self._alone(row, step) if step.statement.lone else self._run(step.statement)
            elif isinstance(step, Record):
                yield self._record(row, step)
            else:
                yield "BEGIN;\n"
        if self._task.idempotent:
            yield "\\endif\n"

    def closing(self) -> Iterator[str]:
        if self._task.idempotent:
            yield "\nSELECT pg_catalog.pg_advisory_unlock(:schemac_lock) AS schemac_unlocked \\gset\n"

    def _exclusive(self) -> str:
        given = self._task.contents.ledger_schema
        table = literal("." + self._name)
        quoted = "'\"' || pg_catalog.replace(:'schemac_schema', '\"', '\"\"') || '\"'"
        digest = f"pg_catalog.sha256(pg_catalog.convert_to({quoted} || {table}, 'UTF8'))"
        number = f"('x' || pg_catalog.left(pg_catalog.encode({digest}, 'hex'), 16))::bit(64)::bigint"
        return (
            f"SELECT {_CURRENT_SCHEMA if given is None else literal(given)} AS schemac_schema \\gset\n"
            f"SELECT {_CONFIG.format(literal('schemac.lock'), f'({number})::text')} AS schemac_lock \\gset\n{_LOCK}"
        )

    def _ledger(self) -> str:
        place = f"pg_catalog.to_regclass(pg_catalog.quote_ident(:'schemac_schema') || {literal('.' + self._name)})"
        return (
            f"SELECT {place} IS NULL AS schemac_missing, NOT EXISTS (SELECT FROM pg_catalog.pg_attribute"
            f" WHERE attrelid = {place} AND attname = 'in_doubt') AS schemac_old \\gset\n"
            f"\\if :schemac_missing\n{create_table(self._table, 'postgres')};\n"
            f"\\elif :schemac_old\n{add_in_doubt(self._table)};\n\\endif\n"
        )

    def _refusals(self) -> str:
        rows = ",\n  ".join(f"({literal(one.name)}, {literal(one.hash)})" for one in self._task.migrations)
        # A script of no migrations has no row that could differ.
        files = f"VALUES\n  {rows}" if rows else "SELECT '', '' WHERE false"
        changed = (
            f"SELECT string_agg(ledger.name || {literal(' ' + CHANGED)}, '; ' ORDER BY ledger.name)"
            f" FROM {self._table} AS ledger JOIN ({files}\n) AS file (name, hash) ON ledger.name = file.name"
            " WHERE ledger.hash <> file.hash"
        )
        partial = (
            f"SELECT string_agg(name || {literal(' ' + STOPPED)}, '; ' ORDER BY name)"
            f" FROM {self._table} WHERE {PARTIAL}"
        )
        columns = ",\n  ".join(
            f"{_CONFIG.format(literal(_OWN + kind), f'coalesce(({query}), {literal(str())})')} AS schemac_{kind}"
            for kind, query in (("changed", changed), ("partial", partial))
        )
        return f"SELECT {columns} \\gset\n{_STOP}"

    def _run(self, statement: Statement, refused: str = "") -> str:
        """A statement, and what is done where the server refuses it: without, the script stops."""
        sql = for_psql(statement) + "\n;\n"
        if refused:
            # A psql before version 11 does not set ERROR: it takes the statement for refused.
            sql = (
                f"\\set ERROR true\n\\set ON_ERROR_STOP off\n{sql}\\set ON_ERROR_STOP on\n"
                f"\\if :ERROR\n{refused}\\endif\n"
            )
        timed = statement.lock_timeout is not None or statement.statement_timeout is not None
        return f"{_timeouts(statement)}{sql}{_FORMER_TIMEOUTS}" if timed else sql

    def _alone(self, row: _Row, step: Run) -> str:
        """A statement outside a transaction, announced before it, and taken back if the server refuses it."""
        statement, announcement, refused = step.statement, "", ""
        if step.number == 1 and self._announces(statement):
            announcement = self._transaction(row.write(0, begun=1))
        if self._task.idempotent and not commits_in_parts(statement.sql):
            failure = literal(f"{row.name} failed at statement {step.number} of {row.total}")
            refused = (
                f"{_SETTLE}{row.take_back(step.number)}"
                f"SELECT {_CONFIG.format(literal(_OWN + 'failure'), failure)} AS schemac_failure \\gset\n{_FAIL}"
            )
        return announcement + self._run(statement, refused)

    def _announces(self, statement: Statement) -> bool:
        # Any client runs nothing more after an error, so that it could not take an announcement back.
        return self._task.idempotent or not repeatable(statement.sql)

    def _record(self, row: _Row, step: Record) -> str:
        alone = step.following is not None and step.following.lone and self._announces(step.following)
        settle = "" if not step.unsettled else _SETTLE if step.following is None else _SETTLE_LOCAL
        sql = row.write(step.done, begun=step.done + 1 if alone else 0)
        return self._transaction(sql, settle=settle, begins=not step.inside)

    def _transaction(self, sql: str, *, settle: str = "", begins: bool = True) -> str:
        """Statements for the ledger, the end of the transaction, and its beginning too if it is to have one."""
        begin = "BEGIN;\n" if begins else ""
        # RESET ALL passes over what has its default already, if only for the length of the transaction.
        return f"{begin}{settle}{'' if self._qualified else _OWN_SCHEMA}{sql}COMMIT;\n"


class _Row:
    """The ledger's row of a migration.

    Args:
        migration: whose.
        total: how many statements it has.
        table: the ledger.
    """

    def __init__(self, migration: Migration, total: int, table: str) -> None:
        self.name, self.total = migration.name, total
        self._migration, self._table = migration, table
        self._written = False

    def write(self, done: int, *, begun: int) -> str:
        """Record how many statements are completed, and which one outside a transaction is begun next (0: none)."""
        place = f"{done}, {self.total}, {begun}"
        who = f"pg_catalog.clock_timestamp(), session_user, {literal(__version__)}"
        if self._written:
            return (
                f"UPDATE {self._table} SET (statements_done, statements_total, in_doubt, duration_ms, applied_at,"
                f" applied_by, tool_version) = ({place}, duration_ms + {_since('applied_at')}, {who})"
                f" WHERE name = {literal(self.name)};\n"
            )
        self._written = True
        file = f"{literal(self._migration.hash)}, {literal(self._migration.down_text())}, {literal(self.name)}"
        return (
            f"INSERT INTO {self._table} (statements_done, statements_total, in_doubt, duration_ms, applied_at,"
            f" applied_by, tool_version, hash, down_sql, name)\n"
            f"VALUES ({place}, {_since('pg_catalog.now()')}, {who}, {file});\n"
        )

    def take_back(self, number: int) -> str:
        """Record that a statement was not begun after all."""
        where = f"WHERE name = {literal(self.name)}"
        return (
            f"DELETE FROM {self._table} {where};\n"
            if number == 1
            else f"UPDATE {self._table} SET in_doubt = 0 {where};\n"
        )


def _since(moment: str) -> str:
    """How many milliseconds ago a moment was."""
    return f"pg_catalog.round(extract(epoch FROM pg_catalog.clock_timestamp() - {moment}) * 1000)::bigint"


def _quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _timeouts(statement: Statement) -> str:
    """Set the times of a statement; what they were is kept in settings of our own."""
    times = (statement.lock_timeout, statement.statement_timeout)
    lines = [
        f"  PERFORM {_CONFIG.format(literal(_OWN + name), f'pg_catalog.current_setting({literal(name)})')};"
        for name in _TIMEOUTS
    ]
    for name, value in zip(_TIMEOUTS, times, strict=True):
        if value is None:
            lines.append(
                f"  PERFORM {_CONFIG.format(literal(name), 'reset_val')} FROM pg_catalog.pg_settings"
                f" WHERE name OPERATOR(pg_catalog.=) {literal(name)};"
            )
        else:
            lines.append(f"  PERFORM {_CONFIG.format(literal(name), literal(str(max(1, round(value * 1000)))))};")
    return _block("\n".join(lines))
