"""SQLite's shell, `sqlite3`.

SQL has no IF there, and the shell has none either. But the shell can write a file from SQL, and run one: so a pending
migration is written to a file (FILE, in the current folder), an empty text where it is applied, and the file is run.
All that happens in the migration's transaction; the constraints of the temporary table below make sure that what was
run is what was written. Sources: https://www.sqlite.org/cli.html (.read, writefile), https://www.sqlite.org/pragma.html.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from schemac_apply import __version__
from schemac_apply.clients.client import CHANGED, PARTIAL, STOPPED, WAIT_SECONDS, Task, heading, literal, shown
from schemac_apply.clients.course import Begin, Record, Run, course
from schemac_apply.errors import ScriptError
from schemac_apply.folder import Migration
from schemac_apply.ledger_types import add_in_doubt, create_table
from schemac_apply.script import Script, Statement

FILE = "schemac-script.tmp"

# The text of a file is a string in a statement of the script.
_WRITTEN_AT_ONCE = 100_000
# As a connection has them that nobody has set up.
_SETTINGS = "".join(
    f"PRAGMA {name} = OFF;\n"
    for name in (
        "foreign_keys",
        "legacy_alter_table",
        "ignore_check_constraints",
        "recursive_triggers",
        "writable_schema",
    )
)
_STATE = f"""\
DROP TABLE IF EXISTS temp.schemac_script;
CREATE TEMP TABLE schemac_script (
  name TEXT, run INTEGER NOT NULL DEFAULT 0, number INTEGER, began INTEGER, ended INTEGER, sound INTEGER,
  written INTEGER,
  encoding TEXT CONSTRAINT "the database is not in UTF-8: use schemac apply" CHECK (encoding = 'UTF-8'),
  CONSTRAINT "another sqlite3 writes to {FILE}: run it again" CHECK (began IS NULL OR run AND began = number),
  CONSTRAINT "something else was in {FILE}: run it again" CHECK (sound IS NOT 0)
);
INSERT INTO temp.schemac_script (encoding) SELECT encoding FROM pragma_encoding;
"""
_RUNS = "(SELECT run FROM temp.schemac_script)"
# A row without a parent is new where there are more of its kind than before: a rebuild may number rows anew.
_ORPHANS = """\
DROP TABLE IF EXISTS temp.schemac_orphans;
CREATE TEMP TABLE schemac_orphans (child TEXT, parent TEXT, amount INTEGER);
DROP TABLE IF EXISTS temp.schemac_check;
CREATE TEMP TABLE schemac_check (
  new INTEGER CONSTRAINT "FOREIGN KEY: rows without a parent after the last statement" CHECK (new = 0)
);
"""
_NOW = 'SELECT "table" AS child, parent, count(*) AS amount FROM pragma_foreign_key_check GROUP BY 1, 2'
# The last row says that the check could be made: a foreign key that fits no key of its parent is an error of it.
_COUNT_ORPHANS = f"INSERT INTO temp.schemac_orphans SELECT * FROM ({_NOW}) WHERE %s UNION ALL SELECT NULL, NULL, 0;\n"
_REFUSE_ORPHANS = (
    f"INSERT INTO temp.schemac_check SELECT count(*) FROM ({_NOW}) AS after"
    " WHERE %s AND amount > coalesce((SELECT amount"
    " FROM temp.schemac_orphans AS before WHERE before.child = after.child AND before.parent = after.parent), 0);\n"
)
# A line that is the shell's own way to end a statement, as Oracle and SQL Server have it.
_TERMINATOR = re.compile(r"\n\s*(?:/|go)\s*(?=\n|\Z|--|/\*)", re.IGNORECASE)


class SQLite3:
    """Writes a script for sqlite3; one that is not idempotent has no commands of the shell in it."""

    def __init__(self, task: Task) -> None:
        self._task = task
        schema, name = task.contents.ledger_schema, _quoted(task.contents.ledger_table)
        self._table = name if schema is None else f"{_quoted(schema)}.{name}"
        self._numbers = 0

    def check(self, statement: Statement, path: str) -> None:
        if statement.statement_timeout is not None:
            raise ScriptError(
                "sqlite3 keeps no time limit for statements",
                path=path,
                line=statement.line,
                help="remove schemac:statement-timeout, or use `schemac apply`",
            )
        for match in _TERMINATOR.finditer(statement.sql):
            if sqlite3.complete_statement(statement.sql[: match.start()] + ";"):
                raise ScriptError(
                    f"sqlite3 takes a line that is {match[0].strip()} for the end of the statement",
                    path=path,
                    line=statement.line + statement.sql.count("\n", 0, match.start()) + 1,
                    help="join it with the line before",
                )

    def opening(self) -> Iterator[str]:
        idempotent = self._task.idempotent
        yield heading(self._task, f"{'sqlite3' if idempotent else 'sqlite3 -bail'} DATABASE < FILE")
        if idempotent:
            yield f".bail on\n.timeout {WAIT_SECONDS * 1000}\n"
        yield _SETTINGS
        yield _ORPHANS
        if idempotent:
            yield f"{_STATE}BEGIN IMMEDIATE;\n{create_table(self._table, 'sqlite')};\nCOMMIT;\n"
            yield from self._add_in_doubt()
            yield self._refusals()
        elif self._task.makes_ledger:
            yield f"{create_table(self._table, 'sqlite')};\n"

    def migration(self, migration: Migration, script: Script) -> Iterator[str]:
        yield f"\n-- {shown(migration.name)}\n"
        if not self._task.idempotent:
            yield from self._plain(migration, script)
            return
        # Asks, and looks at the ledger once more, in the transaction that comes first.
        asks = (
            f"UPDATE temp.schemac_script SET name = {literal(migration.name)}, began = NULL, run = NOT EXISTS"
            f" (SELECT 1 FROM {self._table} WHERE name = {literal(migration.name)});\n"
        )
        row = _Row(migration, script.total, self._table, _RUNS)
        pending: list[str] = []
        size = 0
        for step in course(script):
            if isinstance(step, Begin):
                yield f"BEGIN IMMEDIATE;\n{asks}"
                asks = ""
                if script.suspends_foreign_keys:
                    yield _COUNT_ORPHANS % _RUNS
                yield row.write(0) if not row.written else ""
            elif isinstance(step, Run):
                if asks:
                    yield f"BEGIN IMMEDIATE;\n{asks}COMMIT;\n"
                    asks = ""
                text = _ended(step.statement.sql)
                if pending and size + len(text) > _WRITTEN_AT_ONCE:
                    yield self._file("".join(pending))
                    pending, size = [], 0
                pending.append(_busy(step.statement, text))
                size += len(text)
            else:
                yield self._file("".join(pending)) if pending else ""
                pending, size = [], 0
                yield from self._end(script, step, row, _RUNS)

    def closing(self) -> Iterator[str]:
        names = ("orphans", "check", "script") if self._task.idempotent else ("orphans", "check")
        yield "\n" + "".join(f"DROP TABLE temp.schemac_{name};\n" for name in names)

    def _plain(self, migration: Migration, script: Script) -> Iterator[str]:
        row = _Row(migration, script.total, self._table, "true")
        for step in course(script):
            if isinstance(step, Begin):
                yield "BEGIN IMMEDIATE;\n"
                if script.suspends_foreign_keys:
                    yield _COUNT_ORPHANS % "true"
                # First, so that a script that is run twice fails before it changes anything.
                yield row.write(0) if not row.written else ""
            elif isinstance(step, Run):
                yield _busy(step.statement, _ended(step.statement.sql))
            else:
                yield from self._end(script, step, row, "true")

    def _end(self, script: Script, step: Record, row: _Row, condition: str) -> Iterator[str]:
        if step.inside and script.suspends_foreign_keys:
            yield _REFUSE_ORPHANS % condition
        yield row.write(step.done)
        if step.inside:
            yield "COMMIT;\n"
        if step.unsettled and step.following is None:
            yield _SETTINGS

    def _file(self, text: str) -> str:
        """Run a text where the state says so."""
        self._numbers += 1
        number = self._numbers
        guarded = (
            f"UPDATE temp.schemac_script SET began = {number};\n"
            f"{text}UPDATE temp.schemac_script SET ended = {number};\n"
        )
        return (
            f"UPDATE temp.schemac_script SET number = {number}, began = NULL, ended = NULL, sound = NULL;\n"
            f"UPDATE temp.schemac_script SET written = writefile('{FILE}', CASE WHEN run THEN {literal(guarded)}"
            f" ELSE '' END);\n.read {FILE}\n"
            "UPDATE temp.schemac_script SET sound = NOT run OR (began IS number AND ended IS number);\n"
        )

    def _add_in_doubt(self) -> Iterator[str]:
        schema = self._task.contents.ledger_schema
        place = literal(self._task.contents.ledger_table) + ("" if schema is None else f", {literal(schema)}")
        yield (
            "BEGIN IMMEDIATE;\nUPDATE temp.schemac_script SET run = NOT EXISTS"
            f" (SELECT 1 FROM pragma_table_info({place}) WHERE name = 'in_doubt');\n"
        )
        yield self._file(f"{add_in_doubt(self._table)};\n")
        yield "COMMIT;\n"

    def _refusals(self) -> str:
        checks = "".join(map(self._refusal, self._task.migrations))
        return (
            "CREATE TEMP TRIGGER schemac_refusals BEFORE UPDATE OF name ON schemac_script BEGIN\n"
            f"{checks}  SELECT RAISE(ABORT, 'a migration {STOPPED}: use schemac apply')"
            f" FROM {self._table} WHERE {PARTIAL};\nEND;\n"
            "UPDATE temp.schemac_script SET name = NULL;\n"
        )

    def _refusal(self, migration: Migration) -> str:
        changed = f"{migration.name} {CHANGED}: restore the file, or accept it with schemac apply --repair"
        stopped = f"{migration.name} {STOPPED}: use schemac apply"
        return (
            f"  SELECT CASE WHEN hash <> '{migration.hash}' THEN RAISE(ABORT, {literal(changed)})"
            f" WHEN {PARTIAL} THEN RAISE(ABORT, {literal(stopped)}) END"
            f" FROM {self._table} WHERE name = {literal(migration.name)};\n"
        )


class _Row:
    """The ledger's row of a migration.

    Args:
        migration: whose.
        total: how many statements it has.
        table: the ledger.
        condition: whether it is written.
    """

    def __init__(self, migration: Migration, total: int, table: str, condition: str) -> None:
        self.written = False
        self._migration, self._total, self._table, self._condition = migration, total, table, condition

    def write(self, done: int) -> str:
        """Record how many statements are completed."""
        file, condition = self._migration, self._condition
        place = f"{done}, {self._total}, 0"
        # The shell does not know who its user is.
        who = f"strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'), '', {literal(__version__)}"
        columns = "statements_done, statements_total, in_doubt, duration_ms, applied_at, applied_by, tool_version"
        if self.written:
            duration = "duration_ms + CAST(round((julianday('now') - julianday(applied_at)) * 86400000) AS INTEGER)"
            return (
                f"UPDATE {self._table} SET ({columns}) = ({place}, {duration}, {who})"
                f" WHERE name = {literal(file.name)} AND {condition};\n"
            )
        self.written = True
        return (
            f"INSERT INTO {self._table} ({columns}, hash, down_sql, name)\n"
            f"SELECT {place}, 0, {who}, '{file.hash}', {literal(file.down_text())}, {literal(file.name)}"
            f" WHERE {condition};\n"
        )


def _ended(sql: str) -> str:
    """A statement with its end, which SQLite keeps with the text of an index, from its line on."""
    return f"{sql};\n" if sqlite3.complete_statement(f"{sql};") else f"{sql}\n;\n"


def _busy(statement: Statement, text: str) -> str:
    """A statement that waits for the lock of the file as long as it is to wait; in a transaction it has it."""
    if statement.lock_timeout is None or not statement.lone:
        return text
    own = max(1, round(statement.lock_timeout * 1000))
    return f"PRAGMA busy_timeout = {own};\n{text}PRAGMA busy_timeout = {WAIT_SECONDS * 1000};\n"


def _quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'
