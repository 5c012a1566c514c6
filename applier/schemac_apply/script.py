"""A migration script as the applier runs it: statements in transactions, and those that stand outside one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from schemac_apply.errors import ScriptError, UsageError
from schemac_apply.split import file_directives, split

DIRECTIVES = ("allow", "down", "lock-timeout", "no-transaction")

_CONTROL = re.compile(r"(?:ABORT|BEGIN|COMMIT|END|PRAGMA|PREPARE|ROLLBACK|START)\b", re.IGNORECASE)
_BEGIN = re.compile(r"(?:BEGIN\b(?!\s+NOT\b)|START\s+TRANSACTION\b)", re.IGNORECASE)
_COMMIT = re.compile(r"(?:COMMIT|END)\b(?!\s+PREPARED)", re.IGNORECASE)
_LEAVES_TRANSACTION = re.compile(
    r"(?:(?:ROLLBACK|ABORT)\b(?!.*\bTO\b|\s+PREPARED)|PREPARE\s+TRANSACTION\b)", re.IGNORECASE | re.DOTALL
)
# Where each statement of DDL commits, a transaction is one only if the file says where it begins and ends.
_COMMITTING_DIALECTS = ("mariadb", "mysql")
# https://dev.mysql.com/doc/refman/8.0/en/implicit-commit.html
_COMMITS = re.compile(
    r"(?:/\*M?!\d*\s*)?(?:ALTER|CREATE(?!\s+(?:OR\s+REPLACE\s+)?TEMPORARY\b)|DROP(?!\s+TEMPORARY\b)|RENAME|TRUNCATE|GRANT|REVOKE|"
    r"(?:ANALYZE|CHECK|OPTIMIZE|REPAIR)\s+(?:NO_WRITE_TO_BINLOG\s+|LOCAL\s+)?TABLES?|CACHE\s+INDEX|LOAD\s+INDEX|FLUSH|"
    r"RESET|(?:UN)?INSTALL|(?:UN)?LOCK\s+TABLES?|CHANGE|START|STOP|SET\s+PASSWORD)\b",
    re.IGNORECASE,
)
_FOREIGN_KEYS = re.compile(r"PRAGMA\s+(?:\w+\s*\.\s*)?foreign_keys\s*[=(]\s*['\"]?(\w+)", re.IGNORECASE)
_OFF = ("off", "no", "false", "0")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|min)")
_UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of a script.

    Args:
        sql: its text.
        line: where it begins.
        transaction: a number that neighbours have in common if they run in one transaction; None outside one.
        lock_timeout: how many seconds it waits for locks; None is the connection's own time.
    """

    sql: str
    line: int
    transaction: int | None
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


def read_script(text: str, *, name: str, path: str, dialect: str) -> Script:
    """Read a script.

    Raises:
        ScriptError: it cannot be cut into statements, ends the transaction, or has an unknown directive.
    """
    head = file_directives(text)
    _check_directives(head, path, 1)
    commits = dialect in _COMMITTING_DIALECTS
    always_outside, default_timeout = commits or "no-transaction" in head, _lock_timeout(head, path, 1)
    in_transaction, transactions = False, 0
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
                # Elsewhere it is the applier's own that goes on.
                transactions += always_outside
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
        if commits and not outside and (committing := _COMMITS.match(sql)):
            raise ScriptError(
                f"{' '.join(committing[0].upper().split())} would commit the transaction that it stands in",
                path=path,
                line=piece.line,
                help="end the transaction before it with COMMIT",
            )
        timeout = _lock_timeout(piece.directives, path, piece.line)
        statements.append(
            Statement(
                sql=sql,
                line=piece.line,
                transaction=None if outside else transactions,
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
