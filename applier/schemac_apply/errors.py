"""What can go wrong while migrations are applied, as exceptions that carry their own exit code and JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

SHOWN_LINES = 12
SHOWN_COLUMNS = 160

# lock_not_available, deadlock_detected, serialization_failure: https://www.postgresql.org/docs/current/errcodes-appendix.html
_LOCK_SQLSTATES = ("55P03", "40P01", "40001", "SQLITE_BUSY")
# ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK, ER_LOCK_NOWAIT: https://dev.mysql.com/doc/mysql-errors/8.0/en/
_LOCK_ERRNOS = (1205, 1213, 3572)


class ApplyError(Exception):
    """Base of every error the applier raises on purpose.

    Args:
        message: what happened, one line.
        help: what to do about it, or None.
    """

    code: ClassVar[str] = "apply"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help

    def to_json(self) -> dict[str, object]:
        """The error as a JSON object with at least `code`, `message` and `help`."""
        return {"code": self.code, "message": self.message, "help": self.help}


class UsageError(ApplyError):
    """An argument that cannot be meant: an unknown migration, no steps, a malformed duration."""

    code = "usage"
    exit_code = 2


class FolderError(ApplyError):
    """The migration folder is absent, or not laid out as spec/migrations-folder.md says."""

    code = "folder"
    exit_code = 2


class InvalidURL(ApplyError):
    """A database URL that cannot be read; the message never repeats it."""

    code = "invalid-url"
    exit_code = 2


class UnknownScheme(InvalidURL):
    """A database URL whose scheme has no driver here."""

    code = "unknown-scheme"


class DriverMissing(ApplyError):
    """The Python driver of a database is not installed."""

    code = "driver-missing"
    exit_code = 2


class DialectMismatch(ApplyError):
    """The folder was written for another kind of database than the one it is applied to."""

    code = "dialect-mismatch"
    exit_code = 2


class ConnectionFailed(ApplyError):
    """The database could not be reached, or refused the log-in; the message never holds the password."""

    code = "connection"
    exit_code = 3


class LockTimeout(ApplyError):
    """Another applier, or another session, held the lock for longer than we were told to wait."""

    code = "lock-timeout"


class ScriptError(ApplyError):
    """A script that the applier refuses before it runs anything of it.

    Args:
        message: what is wrong.
        path: the file, where known.
        line: 1-based line in it.
    """

    code = "script"
    exit_code = 2

    def __init__(self, message: str, *, path: str | None = None, line: int, help: str | None = None) -> None:
        place = f"{path}:{line}" if path else f"line {line}"
        super().__init__(f"{place}: {message}", help=help)
        self.path = path
        self.line = line

    def to_json(self) -> dict[str, object]:
        return {**super().to_json(), "path": self.path, "line": self.line}


class DatabaseError(ApplyError):
    """A statement that the server refused.

    Args:
        message: the server's primary message.
        detail: its DETAIL, where it has one.
        hint: its HINT, where it has one.
        sqlstate: the SQLSTATE (PostgreSQL, MySQL, MariaDB) or result code name (SQLite).
        errno: the server's number of the error (MySQL, MariaDB).
        position: 1-based index of the character in `statement` that the server points at.
        statement: the SQL that was sent.
        index: which of several statements it was, from 0.
    """

    code = "database"

    def __init__(
        self,
        message: str,
        *,
        detail: str | None = None,
        hint: str | None = None,
        sqlstate: str | None = None,
        errno: int | None = None,
        position: int | None = None,
        statement: str | None = None,
        index: int = 0,
    ) -> None:
        super().__init__(message, help=_remedy(message, sqlstate, statement or ""))
        self.detail = detail
        self.hint = hint
        self.sqlstate = sqlstate
        self.errno = errno
        self.position = position
        self.statement = statement
        self.index = index

    @property
    def answered(self) -> bool:
        """Whether the server said so; otherwise the connection was lost, and nobody knows what was done."""
        return self.sqlstate is not None

    @property
    def lock_unavailable(self) -> bool:
        """Whether the statement could not have a lock: another try may succeed."""
        return self.sqlstate in _LOCK_SQLSTATES or self.errno in _LOCK_ERRNOS

    def to_json(self) -> dict[str, object]:
        return {
            **super().to_json(),
            "detail": self.detail,
            "hint": self.hint,
            "sqlstate": self.sqlstate,
            "errno": self.errno,
            "position": self.position,
            "statement": self.statement,
        }

    def __str__(self) -> str:
        return "\n  ".join([_with_sqlstate(self), *_notes(self)])


class MigrationFailed(ApplyError):
    """A statement of a migration failed.

    Args:
        migration: the migration's name.
        path: its file, or where its text came from.
        line: 1-based line of the statement's first token.
        statement: the statement as it stands in the file.
        cause: what the server said.
        state: one sentence on what the database is left with.
        number: which statement of the file it is, from 1.
        total: how many the file has.
        help: what to do; by default what is known of the server's error.
    """

    code = "migration-failed"
    kept = False
    """Whether what came before it in its transaction was committed all the same."""

    def __init__(
        self,
        migration: str,
        path: str,
        line: int,
        statement: str,
        cause: DatabaseError,
        *,
        state: str,
        number: int,
        total: int,
        help: str | None = None,
    ) -> None:
        super().__init__(
            f"{migration} failed at statement {number} of {total}: {cause.message}", help=help or cause.help
        )
        self.migration = migration
        self.path = path
        self.line = line
        self.statement = statement
        self.cause = cause
        self.state = state
        self.number = number
        self.total = total

    def to_json(self) -> dict[str, object]:
        return {
            **super().to_json(),
            "migration": self.migration,
            "path": self.path,
            "line": self.line,
            "statement": self.statement,
            "statement_number": self.number,
            "statements_total": self.total,
            "state": self.state,
            "cause": self.cause.to_json(),
        }

    def __str__(self) -> str:
        """The message, the place, an excerpt of the statement, the server's words and the state left."""
        line, column = self.line, None
        if self.cause.position is not None and self.cause.statement == self.statement:
            before = self.statement[: self.cause.position - 1]
            line, column = self.line + before.count("\n"), len(before) - (before.rfind("\n") + 1)
        place = f"{self.path}:{line}" if column is None else f"{self.path}:{line}:{column + 1}"
        excerpt = _excerpt(self.statement, self.line, line, column)
        return "\n".join(
            [
                self.message,
                f"  --> {place}",
                *excerpt,
                f"  = server: {_with_sqlstate(self.cause)}",
                *(f"  = {note}" for note in _notes(self.cause)),
                f"  = state: {self.state}",
            ]
        )


class _AtStatement(ApplyError):
    """What a person has to look at is a statement of a migration: base of InDoubt and SessionLost.

    Args:
        message: what happened, one line.
        migration: the migration's name.
        path: the file with the statement.
        line: 1-based line of the statement's first token.
        statement: its text.
        number: which statement of the file it is, from 1.
        help: what to do about it.
    """

    code = "at-statement"

    def __init__(
        self, message: str, migration: str, path: str, line: int, statement: str, *, number: int, help: str
    ) -> None:
        super().__init__(message, help=help)
        self.migration = migration
        self.path = path
        self.line = line
        self.statement = statement
        self.number = number

    def to_json(self) -> dict[str, object]:
        return {
            **super().to_json(),
            "migration": self.migration,
            "path": self.path,
            "line": self.line,
            "statement": self.statement,
            "statement_number": self.number,
        }

    def __str__(self) -> str:
        excerpt = _excerpt(self.statement, self.line, self.line, None)
        return "\n".join([self.message, f"  --> {self.path}:{self.line}", *excerpt])


class InDoubt(_AtStatement):
    """A run was stopped in a statement outside a transaction, and nobody knows whether it was completed.

    Args:
        migration: the migration's name.
        path: the file with the statement.
        line: 1-based line of the statement's first token.
        statement: its text.
        number: which statement of the file it is, from 1.
        last: the last statement of its transaction; itself outside one.
        total: how many the file has.
        back: whether it is one of the way back.
    """

    code = "in-doubt"

    def __init__(
        self,
        migration: str,
        path: str,
        line: int,
        statement: str,
        *,
        number: int,
        last: int,
        total: int,
        back: bool = False,
    ) -> None:
        again = f"if it was not, --resume-at {number} runs it; if it was, --resume-at {last + 1} goes on behind it"
        place = f"statement {number}" if last == number else f"the transaction of statements {number} to {last}"
        super().__init__(
            f"{migration} was stopped in {place} of {total}{' of its way back' if back else ''},"
            " which may have been completed",
            migration,
            path,
            line,
            statement,
            number=number,
            help=f"look at the database: {again}; if you finish or undo the file by hand,"
            f" `apply --mark-applied {migration}` or `apply --mark-failed {migration}` says so",
        )
        self.last = last
        self.total = total

    def to_json(self) -> dict[str, object]:
        return {**super().to_json(), "last_statement_number": self.last, "statements_total": self.total}


class SessionLost(_AtStatement):
    """A migration cannot go on where it was stopped: what an earlier statement made for its session is gone.

    Args:
        migration: the migration's name.
        path: the file.
        line: 1-based line of that statement.
        statement: its text.
        number: which statement of the file it is, from 1.
        stopped: the statement at which the migration was stopped.
    """

    code = "session-lost"

    def __init__(self, migration: str, path: str, line: int, statement: str, *, number: int, stopped: int) -> None:
        super().__init__(
            f"{migration} was stopped at statement {stopped}, and what statement {number} made for its session is gone",
            migration,
            path,
            line,
            statement,
            number=number,
            help=f"look at the database: --resume-at {number} runs the file from there, --resume-at {stopped} goes on"
            f" without it; or finish or undo the file by hand, and say so with `apply --mark-applied {migration}` or"
            f" `apply --mark-failed {migration}`",
        )
        self.stopped = stopped


class LedgerMismatch(ApplyError):
    """Applied files that have changed since, or that are no longer in the folder.

    Args:
        changed: names of files whose hash differs from the ledger's.
        vanished: names in the ledger that the folder no longer has.
        partial: those of `changed` that were applied in part only.
    """

    code = "ledger-mismatch"

    def __init__(self, *, changed: Sequence[str], vanished: Sequence[str], partial: Sequence[str] = ()) -> None:
        lines = [
            f"{name} was applied in part and has changed since: it cannot be resumed"
            if name in partial
            else f"{name} was applied and has changed since"
            for name in changed
        ]
        lines += [f"{name} was applied and is no longer in the folder" for name in vanished]
        super().__init__(
            "; ".join(lines) if len(lines) == 1 else "\n  ".join(["the folder and the ledger disagree:", *lines]),
            help="restore the files as they were applied, or accept the folder as it is now with --repair",
        )
        self.changed = tuple(changed)
        self.vanished = tuple(vanished)

    def to_json(self) -> dict[str, object]:
        return {**super().to_json(), "changed": list(self.changed), "vanished": list(self.vanished)}


class OrderRefused(ApplyError):
    """Unapplied files that are older than the newest applied one, while a strict order was asked for."""

    code = "order"

    def __init__(self, late: Sequence[str], newest: str) -> None:
        super().__init__(
            f"not applied, but older than {newest}, which is: {', '.join(late)}",
            help="rename them so that they sort last, or apply without --strict-order",
        )
        self.late = tuple(late)

    def to_json(self) -> dict[str, object]:
        return {**super().to_json(), "late": list(self.late)}


class RolledBackInPart(ApplyError):
    """Migrations whose rollback was stopped between two of its statements."""

    code = "rolled-back-in-part"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"rolled back in part: {', '.join(names)}",
            help="`rollback` goes on where it stopped; after that apply again",
        )
        self.migrations = tuple(names)

    def to_json(self) -> dict[str, object]:
        return {**super().to_json(), "migrations": list(self.migrations)}


class Irreversible(ApplyError):
    """Migrations that have no way back."""

    code = "irreversible"

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            "; ".join(f"{name} cannot be rolled back: {reason}" for name, reason in reasons),
            help="--force takes it off the ledger, after running what way back there is",
        )
        self.migrations = tuple(name for name, _ in reasons)

    def to_json(self) -> dict[str, object]:
        return {**super().to_json(), "migrations": list(self.migrations)}


def _with_sqlstate(error: DatabaseError) -> str:
    return f"{error.message} ({error.sqlstate})" if error.sqlstate else error.message


def _notes(error: DatabaseError) -> list[str]:
    return [f"{name}: {text}" for name, text in (("detail", error.detail), ("hint", error.hint)) if text]


def _excerpt(statement: str, first: int, marked: int, column: int | None) -> list[str]:
    """The statement's lines with their numbers, at most SHOWN_LINES of them, those around `marked`."""
    lines = statement.split("\n")
    start = max(0, min(marked - first - SHOWN_LINES // 2, len(lines) - SHOWN_LINES))
    shown = lines[start : start + SHOWN_LINES]
    width = len(str(first + start + len(shown) - 1))
    gutter = " " * (width + 1) + "|"
    result = [gutter if start == 0 else " " * (width + 1) + "…"]
    for number, text in enumerate(shown, first + start):
        cut = text if len(text) <= SHOWN_COLUMNS else text[:SHOWN_COLUMNS] + "…"
        result.append(f"{number:>{width}} | {cut}".rstrip())
        if column is not None and number == marked and column <= SHOWN_COLUMNS:
            # Tabs are kept so that the caret stands below its character whatever a tab's width is.
            result.append(f"{gutter} {''.join(c if c == chr(9) else ' ' for c in text[:column])}^")
    result.append(gutter if start + len(shown) == len(lines) else " " * (width + 1) + "…")
    return result


_LOST = re.compile(r"connection|gone away|lost|closed|terminat|reset by peer|broken pipe", re.IGNORECASE)


def _remedy(message: str, sqlstate: str | None, statement: str) -> str | None:
    if sqlstate == "25001" or "within a transaction" in message:
        return "write `-- schemac:no-transaction` on the line above the statement"
    if re.search(r"\bINDEX\s+CONCURRENTLY\b", statement, re.IGNORECASE):
        return "a concurrent index build that fails leaves an invalid index: drop it before you apply again"
    if sqlstate == "55P03" or message.startswith("Lock wait timeout exceeded"):
        return "another session holds a lock on the object: try again later, or allow a longer lock timeout"
    if sqlstate is None and _LOST.search(message):
        return "run it again: it goes on where it stopped, or says what has to be looked at"
    return None
