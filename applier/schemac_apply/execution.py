"""The run of a script: which of its statements go together, and what is known when one of them fails."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from schemac_apply.drivers import Connection, Timeouts
from schemac_apply.errors import DatabaseError, LockTimeout, MigrationFailed
from schemac_apply.foreign_keys import Orphan, new_orphans, orphans_before
from schemac_apply.nature import commits_in_parts, is_lost, keeps_settings, may_unprotect, sets, with_ledger
from schemac_apply.progress import Recorder
from schemac_apply.results import Event, EventKind
from schemac_apply.script import Ahead, Script, Statement
from schemac_apply.session import prepared, restore

BATCH = 50
LOCK_RETRIES = 3

# Statements outside a transaction that are committed together, where each could be alone, share what a commit costs.
_SHARED_SECONDS = 0.05
_QUICK_SECONDS = 0.01
_SAVEPOINT = "schemac_run"
_SLOW_MS = 1000
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
# What leaves something behind where it fails.
_LEAVES_PARTS = re.compile(r"\bCONCURRENTLY\b|\A(?:CALL|DO)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a script is run.

    Args:
        lock_retries: how many more times a statement, or its transaction, is tried that cannot have a lock.
        joined: whether the caller has begun a transaction, and ends it.
        heard: told of each step.
    """

    lock_retries: int = LOCK_RETRIES
    joined: bool = False
    heard: Callable[[Event], None] | None = None


MANNER = Manner()


def run(
    connection: Connection,
    script: Script,
    *,
    start: int = 0,
    recorder: Recorder | None = None,
    manner: Manner = MANNER,
    settings: Mapping[str, str] | None = None,
) -> None:
    """Run a script.

    Args:
        connection: where.
        script: what.
        start: how many statements an earlier run has completed.
        recorder: keeps account; None where nobody does.
        manner: how.
        settings: those of the session, which a caller with several scripts has prepared for all of them.

    Raises:
        MigrationFailed: the server refused a statement; its transaction was rolled back.
        Overtaken: another applier has moved on.
    """
    if settings is None:
        with prepared(connection) as found:
            run(connection, script, start=start, recorder=recorder, manner=manner, settings=found)
        return
    doubted = recorder.announced if recorder is not None else 0
    course = _Run(connection, script, settings, recorder, manner, start, start, doubted)
    try:
        if script.suspends_foreign_keys and not manner.joined:
            connection.suspend_foreign_keys()
        course.set_up()
        course.go()
    except BaseException:
        connection.rollback()
        raise
    finally:
        if course.changed_session or script.suspends_foreign_keys:
            restore(connection, settings)


@dataclass(slots=True)
class _Run:
    """How far the run of one script has come."""

    connection: Connection
    script: Script
    settings: Mapping[str, str]
    recorder: Recorder | None
    manner: Manner
    start: int
    done: int
    """How many statements are completed for good."""
    doubted: int
    """The statement in which an earlier run was stopped, and which is run again; 0 if none."""
    changed_session: bool = False
    """Whether a statement may have changed settings of the session."""
    unprotected: frozenset[str] | None = None
    """The databases with tables that no transaction protects; None where that is to be asked (again)."""
    outdated: bool = False
    """Whether a statement may have changed what is known of that."""

    @property
    def commits(self) -> bool:
        """Whether a statement outside a transaction commits, and is undone if it fails."""
        return not self.connection.transactional_ddl

    def set_up(self) -> None:
        """Give the session the settings that the completed statements gave to the one of the earlier run."""
        if self.start:
            for number, statement in enumerate(islice(self.script.statements(), self.start), 1):
                if sets(statement.sql, self.connection.dialect) and not is_lost(statement.sql):
                    self.execute([statement], number, rolled_back=False)

    def go(self) -> None:
        """Run what is left; what cannot have a lock is tried again."""
        retries, place = 0, self.done
        while True:
            try:
                self.go_on(Ahead(self.script.statements(self.done)))
                return
            except MigrationFailed as failure:
                retries, place = (0 if place != self.done else retries) + 1, self.done
                hopeless = self.manner.joined or _LEAVES_PARTS.search(failure.statement)
                if hopeless or not failure.cause.lock_unavailable or retries > self.manner.lock_retries:
                    raise
                self.pause(failure, retries)

    def go_on(self, ahead: Ahead) -> None:
        if ahead.next is None:
            self.run_group(ahead)
        while ahead.next is not None:
            if self.stands_alone(ahead.next):
                self.run_alone(ahead)
            else:
                self.run_group(ahead)

    def stands_alone(self, statement: Statement) -> bool:
        """Whether a statement cannot be committed together with the ledger's row."""
        return statement.lone or (statement.transaction is None and not self.is_protected(statement.sql))

    def is_protected(self, sql: str) -> bool:
        """Whether a transaction protects what a statement changes: it is done with the ledger's row, or not at all."""
        if self.unprotected is None:
            again, self.outdated = self.outdated, False
            self.unprotected = self.connection.unprotected_databases(again=again) if self.commits else frozenset()
        names = self.unprotected
        return not names or not ("" in names or any(re.search(rf"\b{re.escape(name)}\b", sql) for name in names))

    def is_transaction_protected(self, first: Statement) -> bool:
        """The same for all statements of a transaction of the script's."""
        if self.is_protected(first.sql) and not self.unprotected:
            return True
        statements = self.script.statements(self.done)
        together = takewhile(lambda other: other.transaction == first.transaction, statements)
        return all(self.is_protected(statement.sql) for statement in together)

    def run_group(self, ahead: Ahead) -> None:
        """Run statements in one transaction, with the ledger's row in it."""
        connection, recorder, joined = self.connection, self.recorder, self.manner.joined
        first = ahead.next
        shared = first is not None and first.transaction is None
        if recorder is not None and first is not None and not shared and not self.is_transaction_protected(first):
            # What it holds may stay where it is rolled back.
            self.write(self.done, begun=self.done + 1)
        before = recorder.state if recorder is not None else None
        try:
            if shared:
                connection.hold()
            elif not joined:
                connection.begin()
            self.check()
            last, done = self.fill_transaction(ahead, shared=shared)
            self.write(done, begun=done + 1 if ahead.next is not None and self.stands_alone(ahead.next) else 0)
            if not joined:
                self.commit(last, done)
        except BaseException as error:
            if not joined:
                connection.rollback()
            # What was kept is committed.
            if recorder is not None and not getattr(error, "kept", False):
                recorder.state = before
            raise
        self.done = done

    def fill_transaction(self, ahead: Ahead, *, shared: bool) -> tuple[Statement | None, int]:
        """Run the statements of a transaction that has begun; the last one, and how many are completed then."""
        first, last, done, started = ahead.next, None, self.done, time.monotonic()
        transaction = first.transaction if first is not None else None
        orphans = orphans_before(self.connection) if self.script.suspends_foreign_keys else None
        size, watched = (1 if shared else BATCH), False
        while ahead.next is not None and ahead.next.transaction == transaction and not self.stands_alone(ahead.next):
            batch, began = ahead.batch(size), time.monotonic()
            last = batch[-1]
            if shared and not watched and done + len(batch) > self.done + 1:
                self.connection.execute(f"SAVEPOINT {_SAVEPOINT}")
                watched = True
            try:
                self.execute(batch, done + 1, rolled_back=not shared)
            except MigrationFailed as failure:
                if watched and failure.number - 1 > self.done:
                    self.keep(failure.number - 1, failure)
                raise
            done += len(batch)
            if shared and (last.apart or time.monotonic() - started > _SHARED_SECONDS):
                break
            if shared:
                # Quick ones are sent together; a slow one is committed as soon as it is done.
                size = min(2 * size, BATCH) if time.monotonic() - began < _QUICK_SECONDS else 1
        if orphans is not None and last is not None:
            self.refuse_orphans(orphans, last, done)
        return last, done

    def keep(self, done: int, failure: MigrationFailed) -> None:
        """Commit what came before a statement that failed by itself."""
        if not failure.cause.answered or failure.cause.lock_unavailable:
            return
        try:
            # It is gone where the server has rolled back the whole transaction.
            self.connection.execute(f"RELEASE SAVEPOINT {_SAVEPOINT}")
            self.write(done, begun=0)
            self.connection.commit()
        except DatabaseError:
            return
        self.done = done
        failure.kept = True
        failure.state = self.state_left(failure.cause, failure.number, rolled_back=False)

    def commit(self, last: Statement | None, done: int) -> None:
        try:
            self.connection.commit()
        except DatabaseError as error:
            if last is None:
                raise
            raise self.commit_failure(last, done, error) from None

    def run_alone(self, ahead: Ahead) -> None:
        """Run a statement that commits by itself, with a word in the ledger before it and after it."""
        statement, number, recorder = ahead.take(), self.done + 1, self.recorder
        if recorder is not None and recorder.announced != number:
            # Without it a later run would not know that this statement may be completed.
            self.write_alone(self.done, begun=number)
        try:
            self.execute([statement], number, rolled_back=False)
        except MigrationFailed as failure:
            if recorder is not None and failure.cause.answered and number != self.doubted:
                self.take_back(statement, recorder)
            raise
        self.done = number
        self.refuse_broken_index(statement, number)
        if may_unprotect(statement.sql):
            self.unprotected, self.outdated = None, True
        self.write_alone(number, begun=number + 1 if ahead.next is not None and self.stands_alone(ahead.next) else 0)

    def write_alone(self, done: int, *, begun: int) -> None:
        """Tell the ledger outside a transaction of the script's; what another applier has told it meanwhile stays."""
        if self.recorder is None or self.connection.session_lock:
            self.write(done, begun=begun)
            return
        before = self.recorder.state
        try:
            self.connection.begin()
            self.check()
            self.write(done, begun=begun)
            self.connection.commit()
        except BaseException:
            self.connection.rollback()
            self.recorder.state = before
            raise

    def refuse_broken_index(self, statement: Statement, number: int) -> None:
        """Fail where the server has skipped an index because a failed attempt has left one of that name."""
        if name := self.connection.broken_index(statement.sql):
            cause = DatabaseError(f"the index {name} is there, but invalid", sqlstate="55000", statement=statement.sql)
            self.done -= 1
            failure = self.failure(statement, number, cause, rolled_back=False)
            if self.recorder is not None:
                self.take_back(statement, self.recorder)
            raise failure

    def take_back(self, statement: Statement, recorder: Recorder) -> None:
        """Record that a statement was not begun after all: the server has refused it as a whole."""
        if commits_in_parts(statement.sql):
            return
        try:
            self.connection.restore(self.settings)
            recorder.refused(self.done)
        except DatabaseError:
            # The connection is lost: the next run finds the statement in doubt.
            return

    def execute(self, batch: Sequence[Statement], number: int, *, rolled_back: bool) -> None:
        connection, first = self.connection, batch[0]
        times = Timeouts(lock=first.lock_timeout, statement=first.statement_timeout)
        timed = first.lock_timeout is not None or first.statement_timeout is not None
        self.changed_session |= not all(keeps_settings(statement.sql) for statement in batch)
        self.tell("running", number, first.line, len(batch))
        started = time.monotonic()
        try:
            before = connection.set_timeouts(times) if timed else times
            try:
                if len(batch) == 1:
                    connection.execute(self.sent(first.sql))
                else:
                    connection.execute_all([statement.sql for statement in batch])
            except (DatabaseError, LockTimeout):
                if timed and not rolled_back:
                    self.reset_timeouts(before)
                raise
            if timed:
                connection.set_timeouts(before)
        except LockTimeout as error:
            cause = DatabaseError(error.message, sqlstate="SQLITE_BUSY", statement=first.sql)
            raise self.failure(first, number, cause, rolled_back=rolled_back) from None
        except DatabaseError as error:
            failed = batch[error.index]
            raise self.failure(failed, number + error.index, error, rolled_back=rolled_back) from None
        duration_ms = round((time.monotonic() - started) * 1000)
        if duration_ms >= _SLOW_MS:
            self.tell("ran", number, first.line, len(batch), duration_ms)

    def reset_timeouts(self, before: Timeouts) -> None:
        try:
            self.connection.set_timeouts(before)
        except DatabaseError:
            # The connection is lost.
            return

    def pause(self, failure: MigrationFailed, retries: int) -> None:
        """Wait before another try, longer each time, so that others get their turn."""
        seconds = min(_FIRST_PAUSE * 2 ** (retries - 1), _LONGEST_PAUSE)
        if self.manner.heard is not None:
            detail = f"{failure.cause.message}; trying again in {seconds:g} s ({retries} of {self.manner.lock_retries})"
            event = Event(
                kind="retrying", migration=self.script.name, detail=detail, number=failure.number, line=failure.line
            )
            self.manner.heard(event)
        time.sleep(seconds)

    def tell(self, kind: EventKind, number: int, line: int, count: int, duration_ms: int | None = None) -> None:
        if self.manner.heard is not None:
            event = Event(
                kind=kind,
                migration=self.script.name,
                number=number,
                line=line,
                statements=count,
                duration_ms=duration_ms,
            )
            self.manner.heard(event)

    def sent(self, sql: str) -> str:
        """The statement as the server gets it."""
        if self.recorder is None or not self.commits:
            return sql
        return with_ledger(sql, self.recorder.table)

    def check(self) -> None:
        # A query here would be in the way of SET TRANSACTION; a session's lock makes it needless.
        if self.recorder is not None and not self.connection.session_lock:
            self.recorder.check()

    def write(self, done: int, *, begun: int) -> None:
        if self.recorder is None:
            return
        if not self.changed_session:
            self.recorder.record(done, begun=begun)
            return
        # The script may have changed the role to one that must not write the ledger.
        finished = done == self.script.total
        current = None if finished else self.connection.settings()
        self.connection.restore(self.settings)
        self.recorder.record(done, begun=begun)
        if current is not None:
            self.connection.restore(current)

    def refuse_orphans(self, before: Sequence[Orphan], last: Statement, done: int) -> None:
        try:
            violation = new_orphans(before, self.connection.orphans())
        except DatabaseError as error:
            violation = error
        if violation is not None:
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
        repeated = self.doubted == number == self.done + 1
        if repeated and not rolled_back:
            known = f"{help}; " if help else ""
            help = known + (
                "the run before this one stopped here, and may have completed this statement: "
                f"if it has, --resume-at {number + 1} goes on behind it; if not, remove the cause and try again"
            )
        return MigrationFailed(
            script.name,
            script.path,
            statement.line,
            statement.sql,
            cause,
            state=self.state_left(cause, number, rolled_back=rolled_back),
            number=number,
            total=script.total,
            help=help,
        )

    def state_left(self, cause: DatabaseError, number: int, *, rolled_back: bool) -> str:
        """What a failed statement leaves behind, in words."""
        if self.manner.joined:
            return "the transaction was rolled back: nothing of the run is applied"
        total = self.script.total
        # A server that commits each statement of DDL undoes what fails; without an answer of its own it may be done.
        committing = self.commits and not rolled_back
        lost = not rolled_back and not cause.answered
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
            if self.recorder is not None:
                state += f" and recorded; the next run goes on with statement {self.done + 1}"
        if lost:
            state += f"; the server gave no answer: it may have completed statement {number}"
        return state
