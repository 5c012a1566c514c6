"""A migration script as the applier runs it: statements in transactions, and those that stand outside one."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from schemac_apply.drivers import Connection
from schemac_apply.errors import DatabaseError, LockTimeout, MigrationFailed, ScriptError, UsageError
from schemac_apply.split import file_directives, split

DIRECTIVES = ("allow", "down", "lock-timeout", "no-transaction")

_CONTROL = re.compile(r"(?:ABORT|BEGIN|COMMIT|END|PRAGMA|PREPARE|ROLLBACK|START)\b", re.IGNORECASE)
BATCH = 50

_BEGIN = re.compile(r"(?:BEGIN|START\s+TRANSACTION)\b", re.IGNORECASE)
_COMMIT = re.compile(r"(?:COMMIT|END)\b(?!\s+PREPARED)", re.IGNORECASE)
_LEAVES_TRANSACTION = re.compile(
    r"(?:(?:ROLLBACK|ABORT)\b(?!.*\bTO\b|\s+PREPARED)|PREPARE\s+TRANSACTION\b)", re.IGNORECASE | re.DOTALL
)
_FOREIGN_KEYS = re.compile(r"PRAGMA\s+(?:\w+\s*\.\s*)?foreign_keys\s*[=(]\s*['\"]?(\w+)", re.IGNORECASE)
_OFF = ("off", "no", "false", "0")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|min)")
_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0}
_ORPHANS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement: its text and line, whether it runs in a transaction, how long it waits for locks."""

    sql: str
    line: int
    transactional: bool
    lock_timeout: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a file has the applier do.

    Args:
        name: the migration, or what else the text is called in errors.
        path: where the text came from.
        statements: without those that only set up the transaction, which is the applier's own affair.
        suspends_foreign_keys: whether it says `PRAGMA foreign_keys = OFF`, which a transaction ignores.
        reversible: False if it says `-- schemac:down irreversible`.
    """

    name: str
    path: str
    statements: tuple[Statement, ...]
    suspends_foreign_keys: bool
    reversible: bool


_NOTHING = Statement(sql="", line=1, transactional=True, lock_timeout=None)


class Recorder(Protocol):
    """Keeps account of a run."""

    resumable: bool
    """Whether a later run goes on where this one stops."""

    def check(self) -> None:
        """Called at the start of each transaction; what it raises ends the run."""

    def record(self, done: int) -> None:
        """Called with the count of completed statements, in the transaction that completed them, or right
        after one that stands outside a transaction."""


def read_script(text: str, *, name: str, path: str, dialect: str) -> Script:
    """Read a script.

    Raises:
        ScriptError: it cannot be cut into statements, ends the transaction, or has an unknown directive.
    """
    head = file_directives(text)
    _check_directives(head, path, 1)
    always_outside, default_timeout = "no-transaction" in head, _lock_timeout(head, path, 1)
    in_transaction = False
    suspends_foreign_keys, reversible = False, head.get("down") != "irreversible"
    statements: list[Statement] = []
    for piece in split(text, dialect=dialect, path=path):
        sql = piece.sql
        if piece.directives:
            _check_directives(piece.directives, path, piece.line)
            reversible = reversible and piece.directives.get("down") != "irreversible"
        if _CONTROL.match(sql):
            if _BEGIN.match(sql):
                in_transaction = True
                continue
            if _COMMIT.match(sql):
                in_transaction = False
                continue
            if _LEAVES_TRANSACTION.match(sql):
                raise ScriptError(
                    f"{sql.split(None, 1)[0].upper()} would end the transaction that the file is run in",
                    path=path,
                    line=piece.line,
                    help="remove it: a failing file is rolled back as a whole",
                )
            if dialect == "sqlite" and (pragma := _FOREIGN_KEYS.match(sql)):
                suspends_foreign_keys = suspends_foreign_keys or pragma[1].lower() in _OFF
                continue
        outside = "no-transaction" in piece.directives or (always_outside and not in_transaction)
        timeout = _lock_timeout(piece.directives, path, piece.line)
        statements.append(
            Statement(
                sql=sql,
                line=piece.line,
                transactional=not outside,
                lock_timeout=default_timeout if timeout is None else timeout,
            )
        )
    return Script(
        name=name,
        path=path,
        statements=tuple(statements),
        suspends_foreign_keys=suspends_foreign_keys,
        reversible=reversible,
    )


def seconds(text: str) -> float:
    """A duration such as `500ms`, `5s` or `2min`. Raises UsageError."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"not a duration: {text!r}", help="write it as 500ms, 5s or 2min")
    return float(match[1]) * _UNITS[match[2]]


def run(
    connection: Connection,
    script: Script,
    *,
    start: int = 0,
    recorder: Recorder | None = None,
) -> None:
    """Run a script.

    Args:
        connection: where.
        script: what.
        start: how many statements an earlier run has completed.
        recorder: keeps account; None where nobody does.

    Raises:
        MigrationFailed: the server refused a statement; its transaction was rolled back.
    """
    settings = connection.settings()
    course = _Run(connection, script, settings, recorder, start, start)
    try:
        connection.use_default_schema()
        if script.suspends_foreign_keys:
            connection.suspend_foreign_keys()
        for transactional, statements in _segments(script.statements[start:], connection):
            if transactional:
                course.run_together(statements)
            else:
                course.run_alone(statements[0])
        if not script.statements[start:]:
            course.run_together(())
    except BaseException:
        connection.rollback()
        raise
    finally:
        _restore(connection, settings)


def _segments(statements: Sequence[Statement], connection: Connection) -> Iterator[tuple[bool, tuple[Statement, ...]]]:
    def together(statement: Statement) -> bool:
        return statement.transactional and connection.transactional_ddl

    for transactional, group in groupby(statements, key=together):
        if transactional:
            yield True, tuple(group)
        else:
            yield from ((False, (statement,)) for statement in group)


def _batches(statements: Sequence[Statement]) -> Iterator[Sequence[Statement]]:
    """Statements that can be sent together: neighbours that wait equally long for locks."""
    for _, group in groupby(statements, key=lambda statement: statement.lock_timeout):
        alike = list(group)
        for start in range(0, len(alike), BATCH):
            yield alike[start : start + BATCH]


@dataclass(slots=True)
class _Run:
    """How far the run of one script has come."""

    connection: Connection
    script: Script
    settings: Mapping[str, str]
    recorder: Recorder | None
    start: int
    done: int

    def run_together(self, statements: Sequence[Statement]) -> None:
        connection, done = self.connection, self.done
        connection.begin()
        self.check()
        orphans = self.orphans() if self.script.suspends_foreign_keys else None
        for batch in _batches(statements):
            self.execute(batch, done + 1, rolled_back=True)
            done += len(batch)
        if orphans is not None and statements:
            self.refuse_orphans(orphans, statements, done)
        self.write(done)
        try:
            connection.commit()
        except DatabaseError as error:
            if not statements:
                raise
            raise self.commit_failure(statements[-1], done, error) from None
        self.done = done

    def run_alone(self, statement: Statement) -> None:
        self.check()
        self.execute([statement], self.done + 1, rolled_back=False)
        self.done += 1
        self.write(self.done)

    def execute(self, batch: Sequence[Statement], number: int, *, rolled_back: bool) -> None:
        connection, lock_timeout = self.connection, batch[0].lock_timeout
        try:
            if lock_timeout is not None:
                before = connection.set_lock_timeout(lock_timeout)
            if len(batch) == 1:
                connection.execute(batch[0].sql)
            else:
                connection.execute_all([statement.sql for statement in batch])
            if lock_timeout is not None:
                connection.set_lock_timeout(before)
        except LockTimeout as error:
            cause = DatabaseError(error.message, statement=batch[0].sql)
            raise self.failure(batch[0], number, cause, rolled_back=rolled_back) from None
        except DatabaseError as error:
            failed = batch[error.index]
            raise self.failure(failed, number + error.index, error, rolled_back=rolled_back) from None

    def check(self) -> None:
        # A query here would be in the way of SET TRANSACTION; a session's lock makes it needless.
        if self.recorder is not None and not self.connection.session_lock:
            self.recorder.check()

    def write(self, done: int) -> None:
        if self.recorder is None:
            return
        # The script may have changed the role to one that must not write the ledger.
        finished = done == len(self.script.statements)
        current = None if finished else self.connection.settings()
        self.connection.restore(self.settings)
        self.recorder.record(done)
        if current is not None:
            self.connection.restore(current)

    def orphans(self) -> Sequence[tuple[str, int | None, str]] | None:
        try:
            return self.connection.orphans()
        except DatabaseError:
            # A foreign key that fits no key of its parent, from before this script: nothing can be compared.
            return None

    def refuse_orphans(
        self, before: Sequence[tuple[str, int | None, str]], statements: Sequence[Statement], done: int
    ) -> None:
        last = statements[-1]
        try:
            after = self.connection.orphans()
        except DatabaseError as error:
            raise self.failure(last, done, error, rolled_back=True) from None
        # A rebuild may number rows anew: a row is new only where its table has more of them than before.
        counts = Counter((table, parent) for table, _, parent in before)
        more = {pair for pair, count in Counter((t, p) for t, _, p in after).items() if count > counts[pair]}
        candidates = (Counter(after) - Counter(before)).elements()
        new = [orphan for orphan in candidates if (orphan[0], orphan[2]) in more]
        if not new:
            return
        rows = [
            f"{table} row {'?' if row is None else row} has no parent in {parent}"
            for table, row, parent in new[:_ORPHANS_SHOWN]
        ]
        if len(new) > _ORPHANS_SHOWN:
            rows.append(f"and {len(new) - _ORPHANS_SHOWN} more")
        violation = DatabaseError(
            "FOREIGN KEY constraint failed: rows without a parent after the last statement",
            detail="; ".join(rows),
            sqlstate="SQLITE_CONSTRAINT_FOREIGNKEY",
        )
        raise self.failure(last, done, violation, rolled_back=True)

    def commit_failure(self, last: Statement, number: int, cause: DatabaseError) -> MigrationFailed:
        cause.statement = "COMMIT"
        failure = self.failure(last, number, cause, rolled_back=True)
        if cause.sqlstate is None:
            failure.state = "the connection was lost during COMMIT"
            failure.help = "`status` says whether the transaction was committed"
        else:
            failure.help = "the constraint is deferred: it was checked at COMMIT, after the last statement"
        return failure

    def failure(self, statement: Statement, number: int, cause: DatabaseError, *, rolled_back: bool) -> MigrationFailed:
        script, help = self.script, cause.help
        total = len(script.statements)
        if self.done == 0 and rolled_back:
            state = "the transaction was rolled back: nothing of the file is applied"
        elif self.done == 0:
            state = "nothing is recorded; the statement ran outside a transaction: look at what it left"
        else:
            kept = "statement 1" if self.done == 1 else f"statements 1 to {self.done}"
            verb = "is" if self.done == 1 else "are"
            state = f"{kept} of {total} {verb} applied"
            if self.recorder is not None and self.recorder.resumable:
                state += f" and recorded; the next run goes on with statement {self.done + 1}"
        if 0 < self.start == self.done and not rolled_back:
            help = (
                "the run before this one stopped here, and may have completed this statement; "
                f"if it has, set statements_done to {number} in the ledger and apply again"
            )
        return MigrationFailed(
            script.name,
            script.path,
            statement.line,
            statement.sql,
            cause,
            state=state,
            number=number,
            total=total,
            help=help,
        )


def _restore(connection: Connection, settings: Mapping[str, str]) -> None:
    try:
        connection.restore(settings)
    except DatabaseError:
        # The connection is lost; there is nothing left to restore.
        return


def _check_directives(directives: Mapping[str, str], path: str, line: int) -> None:
    for name, value in directives.items():
        if name not in DIRECTIVES:
            close = difflib.get_close_matches(name, DIRECTIVES, n=1)
            raise ScriptError(
                f"unknown directive schemac:{name}",
                path=path,
                line=line,
                help=f"did you mean schemac:{close[0]}?" if close else f"known ones: {', '.join(DIRECTIVES)}",
            )
        if name == "down" and value != "irreversible":
            raise ScriptError("schemac:down takes the word irreversible", path=path, line=line)


def _lock_timeout(directives: Mapping[str, str], path: str, line: int) -> float | None:
    if "lock-timeout" not in directives:
        return None
    try:
        return seconds(directives["lock-timeout"])
    except UsageError as error:
        raise ScriptError(error.message, path=path, line=line, help=error.help) from None
