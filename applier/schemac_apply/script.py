"""A migration script as the applier runs it: statements in transactions, and those that stand outside one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from schemac_apply.errors import ScriptError, UsageError
from schemac_apply.nature import COMMITS, COMMITTING_DIALECTS, changes_lexing, shares
from schemac_apply.sql.split import file_directives, split

DIRECTIVES = ("allow", "down", "lock-timeout", "no-transaction", "statement-timeout")

# A script of more characters is cut into statements anew when it is run, so that none of it has to be kept.
_KEPT = 16_000_000
_CONTROL = re.compile(r"(?:ABORT|BEGIN|COMMIT|END|PRAGMA|PREPARE|ROLLBACK|START)\b", re.IGNORECASE)
_BEGIN = re.compile(r"(?:BEGIN\b(?!\s+NOT\b)|START\s+TRANSACTION\b)", re.IGNORECASE)
_COMMIT = re.compile(r"(?:COMMIT|END)\b(?!\s+PREPARED)", re.IGNORECASE)
_LEAVES_TRANSACTION = re.compile(
    r"(?:(?:ROLLBACK|ABORT)\b(?!.*\bTO\b|\s+PREPARED)|PREPARE\s+TRANSACTION\b)", re.IGNORECASE | re.DOTALL
)
_FOREIGN_KEYS = re.compile(r"PRAGMA\s+(?:\w+\s*\.\s*)?foreign_keys\s*[=(]\s*['\"]?(\w+)", re.IGNORECASE)
_OFF = ("off", "no", "false", "0")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|min)")
_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0}


class Statement(NamedTuple):
    """One statement of a script.

    Args:
        sql: its text.
        line: where it begins.
        transaction: a number that neighbours have in common if they run in one transaction; None outside one.
        apart: whether the file says that it runs by itself; without, neighbours outside a transaction may be
            committed together.
        lone: whether no transaction may hold it, not even one of its own with the ledger's row.
        lock_timeout: how many seconds it waits for locks; None is the connection's own time.
        statement_timeout: how many seconds it may take; None is the connection's own time.
    """

    sql: str
    line: int
    transaction: int | None
    apart: bool
    lone: bool
    lock_timeout: float | None
    statement_timeout: float | None

    def joins(self, other: Statement) -> bool:
        """Whether it can be sent together with the one before it: under the same terms, and read by the same rules."""
        return self[2:] == other[2:] and not self.apart and not changes_lexing(other.sql)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a file has the applier do.

    Args:
        name: the migration, or what else the text is called in errors.
        path: where the text came from.
        total: how many statements it has, without those that only set up the transaction, which is the applier's
            own affair.
        suspends_foreign_keys: whether it says `PRAGMA foreign_keys = OFF`, which a transaction ignores.
        reversible: False if it says `-- schemac:down irreversible`.
        outside: its first statement outside a transaction, if any.
        lone: its first statement that no transaction may hold, if any.
        read: reads the statements.
    """

    name: str
    path: str
    total: int
    suspends_foreign_keys: bool
    reversible: bool
    outside: Statement | None
    lone: Statement | None
    read: Callable[[], Iterable[Statement]]

    def statements(self, start: int = 0) -> Iterator[Statement]:
        """The statements behind the first `start` ones."""
        return islice(self.read(), start, None)


class Ahead:
    """The statements that are left, of which the next can be looked at before it is taken."""

    def __init__(self, statements: Iterator[Statement]) -> None:
        self._statements = statements
        self.next = next(statements, None)

    def take(self) -> Statement:
        taken = self.next
        assert taken is not None
        self.next = next(self._statements, None)
        return taken

    def batch(self, limit: int) -> list[Statement]:
        """As many as can be sent together: neighbours that differ in nothing but their text."""
        first = self.take()
        taken = [first]
        while len(taken) < limit and self.next is not None and self.next.joins(taken[-1]):
            taken.append(self.take())
        return taken


def read_script(source: str | Callable[[], Iterable[str]], *, name: str, path: str, dialect: str) -> Script:
    """Read a script.

    Args:
        source: its text, or what gives its text in pieces each time that it is called.
        name, path: what it is called in errors.
        dialect: of the database that it is for.

    Raises:
        ScriptError: it cannot be cut into statements, ends the transaction, or has an unknown directive.
    """

    def text() -> Iterable[str]:
        return [source] if isinstance(source, str) else source()

    reading = _Reading(path, dialect)
    kept: list[Statement] = []
    total = size = 0
    outside = lone = None
    for statement in reading.statements(text()):
        total += 1
        size += len(statement.sql)
        if size <= _KEPT:
            kept.append(statement)
        elif kept:
            kept = []
        if outside is None and statement.transaction is None:
            outside = statement
        if lone is None and statement.lone:
            lone = statement
    whole = len(kept) == total
    return Script(
        name=name,
        path=path,
        total=total,
        suspends_foreign_keys=reading.suspends_foreign_keys,
        reversible=reading.reversible,
        outside=outside,
        lone=lone,
        read=(lambda: kept) if whole else (lambda: _Reading(path, dialect).statements(text())),
    )


class _Reading:
    """One reading of a script.

    Args:
        path: its file, for error messages.
        dialect: of the database that it is for.
    """

    def __init__(self, path: str, dialect: str) -> None:
        self.suspends_foreign_keys = False
        self.reversible = True
        self._path = path
        self._dialect = dialect
        self._commits = dialect in COMMITTING_DIALECTS
        self._in_transaction, self._transactions = False, 0

    def statements(self, chunks: Iterable[str]) -> Iterator[Statement]:
        """The statements of a text that comes in pieces. Raises ScriptError."""
        path, commits = self._path, self._commits
        rest = iter(chunks)
        start = next(rest, "")
        head = file_directives(start)
        _check_directives(head, path, 1)
        self.reversible = head.get("down") != "irreversible"
        always_apart = "no-transaction" in head
        always_outside = commits or always_apart
        times = _duration(head, "lock-timeout", path, 1), _duration(head, "statement-timeout", path, 1)
        for piece in split(chain([start], rest), dialect=self._dialect, path=path):
            sql, directives = piece.sql, piece.directives
            if directives:
                _check_directives(directives, path, piece.line)
                self.reversible = self.reversible and directives.get("down") != "irreversible"
            if _CONTROL.match(sql) and self._controls(sql, piece.line, always_outside=always_outside):
                continue
            apart = "no-transaction" in directives
            outside = apart or (always_outside and not self._in_transaction)
            if commits and not outside and (committing := COMMITS.match(sql)):
                raise ScriptError(
                    f"{' '.join(committing[0].upper().split())} would commit the transaction that it stands in",
                    path=path,
                    line=piece.line,
                    help="end the transaction before it with COMMIT",
                )
            lock_timeout, statement_timeout = times
            if directives:
                lock_timeout = _duration(directives, "lock-timeout", path, piece.line, lock_timeout)
                statement_timeout = _duration(directives, "statement-timeout", path, piece.line, statement_timeout)
            yield Statement(
                sql=sql,
                line=piece.line,
                transaction=None if outside else self._transactions,
                apart=outside and (apart or always_apart),
                lone=outside and not shares(sql, self._dialect),
                lock_timeout=lock_timeout,
                statement_timeout=statement_timeout,
            )

    def _controls(self, sql: str, line: int, *, always_outside: bool) -> bool:
        """Whether a statement is about the transaction, and so not for the server."""
        if _BEGIN.match(sql):
            self._in_transaction = True
            # Elsewhere it is the applier's own that goes on.
            self._transactions += always_outside
            return True
        if _COMMIT.match(sql):
            self._in_transaction = False
            return True
        if _LEAVES_TRANSACTION.match(sql):
            raise ScriptError(
                f"{sql.split(None, 1)[0].upper()} would end the transaction that the file is run in",
                path=self._path,
                line=line,
                help="remove it: a failing file is rolled back as a whole",
            )
        if self._dialect == "sqlite" and (pragma := _FOREIGN_KEYS.match(sql)):
            self.suspends_foreign_keys = self.suspends_foreign_keys or pragma[1].lower() in _OFF
            return True
        return False


def seconds(text: str) -> float:
    """A duration such as `500ms`, `5s` or `2min`. Raises UsageError."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"not a duration: {text!r}", help="write it as 500ms, 5s or 2min")
    return float(match[1]) * _UNITS[match[2]]


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


def _duration(
    directives: Mapping[str, str], name: str, path: str, line: int, otherwise: float | None = None
) -> float | None:
    if name not in directives:
        return otherwise
    try:
        return seconds(directives[name])
    except UsageError as error:
        raise ScriptError(error.message, path=path, line=line, help=error.help) from None
