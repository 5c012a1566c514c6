"""The run of a script: which of its statements go together, and what is known when one of them fails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from schemac_apply.drivers import Connection
from schemac_apply.errors import DatabaseError, LockTimeout, MigrationFailed
from schemac_apply.script import Script, Statement

BATCH = 50

_ORPHANS_SHOWN = 5
# What a session of MySQL has to be told again when a file is resumed.
_SESSION = re.compile(
    r"(?:/\*M?!\d*\s*)?(?:SET(?!\s+(?:GLOBAL|PERSIST|PERSIST_ONLY|PASSWORD|DEFAULT\s+ROLE|STATEMENT|TRANSACTION)\b"
    r"|\s+@@(?:GLOBAL|PERSIST))|USE|(?:UN)?LOCK\s+TABLES?)\b",
    re.IGNORECASE,
)
# What leaves the settings of the session as they are.
_PLAIN = re.compile(r"(?:ALTER|CREATE|DELETE|DROP|INSERT|RENAME|REPLACE|TRUNCATE|UPDATE)\b", re.IGNORECASE)
_LOCK_TABLES = re.compile(r"LOCK\s+TABLES?\s+", re.IGNORECASE)


class Recorder(Protocol):
    """Keeps account of a run."""

    table: str
    """The ledger's table, quoted and qualified."""
    resumable: bool
    """Whether a later run goes on where this one stops."""
    resumed: bool
    """Whether this run goes on where an earlier one stopped."""

    def mark(self, done: int) -> int:
        """What the ledger's `statements_done` is after so many statements."""

    def check(self) -> None:
        """Called at the start of each transaction; what it raises ends the run."""

    def record(self, done: int) -> None:
        """Called with the count of completed statements, in the transaction that completed them, or right
        after one that stands outside a transaction; with 0 before a first one that commits by itself."""

    def withdraw(self) -> None:
        """Take back what was said before the first statement: it failed, and nothing was done."""


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
        course.set_up(script.statements[:start])
        for together, statements in _segments(script.statements[start:]):
            if together:
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


def _segments(statements: Sequence[Statement]) -> Iterator[tuple[bool, tuple[Statement, ...]]]:
    for transaction, group in groupby(statements, key=lambda statement: statement.transaction):
        if transaction is not None:
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
    changed_session: bool = False
    """Whether a statement may have changed settings of the session."""

    @property
    def commits(self) -> bool:
        """Whether a statement outside a transaction commits, and is undone if it fails."""
        return not self.connection.transactional_ddl

    def set_up(self, completed: Sequence[Statement]) -> None:
        """Give the session the settings that the completed statements gave to the one of the earlier run."""
        if self.commits:
            for number, statement in enumerate(completed, 1):
                if _SESSION.match(statement.sql):
                    self.execute([statement], number, rolled_back=False)

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
        recorder = self.recorder
        # Without it a later run would not know that this statement may be done.
        announced = recorder is not None and not recorder.resumed and self.done == 0 and self.commits
        if recorder is not None and announced:
            recorder.record(0)
        try:
            self.execute([statement], self.done + 1, rolled_back=False)
        except MigrationFailed as failure:
            if recorder is not None and announced and failure.cause.sqlstate is not None:
                recorder.withdraw()
            raise
        self.done += 1
        self.write(self.done)

    def execute(self, batch: Sequence[Statement], number: int, *, rolled_back: bool) -> None:
        connection, lock_timeout = self.connection, batch[0].lock_timeout
        self.changed_session |= not all(_PLAIN.match(statement.sql) for statement in batch)
        try:
            if lock_timeout is not None:
                before = connection.set_lock_timeout(lock_timeout)
            if len(batch) == 1:
                connection.execute(self.sent(batch[0].sql))
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

    def sent(self, sql: str) -> str:
        """The statement as the server gets it."""
        if self.recorder is None or not self.commits:
            return sql
        # A session of MySQL that has locked tables can use no other ones.
        match = _LOCK_TABLES.match(sql)
        return f"{match[0]}{self.recorder.table} WRITE, {sql[match.end() :]}" if match else sql

    def check(self) -> None:
        # A query here would be in the way of SET TRANSACTION; a session's lock makes it needless.
        if self.recorder is not None and not self.connection.session_lock:
            self.recorder.check()

    def write(self, done: int) -> None:
        if self.recorder is None:
            return
        if not self.changed_session and self.commits:
            # Asking for the settings would cost more than many a statement that is recorded alone.
            self.recorder.record(done)
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
        elif not self.commits:
            failure.help = "the constraint is deferred: it was checked at COMMIT, after the last statement"
        return failure

    def failure(self, statement: Statement, number: int, cause: DatabaseError, *, rolled_back: bool) -> MigrationFailed:
        script, help = self.script, cause.help
        total = len(script.statements)
        # A server that commits each statement of DDL undoes what fails; without an answer of its own it may be done.
        committing = self.commits and not rolled_back
        lost = committing and cause.sqlstate is None
        if self.done == 0 and rolled_back:
            state = "the transaction was rolled back: nothing of the file is applied"
        elif self.done == 0 and committing:
            state = "nothing of the file is recorded" if lost else "nothing of the file is applied"
        elif self.done == 0:
            state = "nothing is recorded; the statement ran outside a transaction: look at what it left"
        else:
            kept = "statement 1" if self.done == 1 else f"statements 1 to {self.done}"
            verb = "is" if self.done == 1 else "are"
            state = f"{kept} of {total} {verb} applied"
            if self.recorder is not None and self.recorder.resumable:
                state += f" and recorded; the next run goes on with statement {self.done + 1}"
        if lost:
            state += f"; the server gave no answer: it may have completed statement {number}"
        if self.start == self.done and self.recorder is not None and self.recorder.resumed and not rolled_back:
            help = (
                "the run before this one stopped here, and may have completed this statement; "
                f"if it has, set statements_done to {self.recorder.mark(number)} in the ledger and try again"
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
