"""What a person has to look at before a script that was stopped goes on."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from schemac_apply.errors import InDoubt, SessionLost, UsageError
from schemac_apply.nature import is_lost, repeatable
from schemac_apply.script import Script, Statement

_CREATES = re.compile(
    r"CREATE\b.*?\bTEMP(?:ORARY)?\s+\w+\s+(?:IF\s+NOT\s+EXISTS\s+)?([`\"\w.]+)", re.IGNORECASE | re.DOTALL
)
_DROPS = re.compile(r"DROP\s+(?:TEMPORARY\s+)?\w+\s+(?:IF\s+EXISTS\s+)?([`\"\w.]+)", re.IGNORECASE)


def refuse_doubt(script: Script, number: int, *, back: bool = False) -> None:
    """Raises InDoubt where a statement that may have been completed cannot be run again.

    Args:
        number: the statement, from 1.
        back: whether the script leads back.
    """
    following = script.statements(number - 1)
    statement = next(following, None)
    if statement is None or (statement.transaction is None and repeatable(statement.sql)):
        return
    last = number
    if statement.transaction is not None:
        last += sum(1 for _ in takewhile(lambda other: other.transaction == statement.transaction, following))
    raise InDoubt(
        script.name,
        script.path,
        statement.line,
        statement.sql,
        number=number,
        last=last,
        total=script.total,
        back=back,
    )


def refuse_place(script: Script, number: int, done: int) -> None:
    """Raises UsageError where a script cannot go on at a statement.

    Args:
        number: the statement, from 1; one more than there are is the end.
        done: how many are completed. Before them it begins only where what they made for their session is gone.
    """
    if not 1 <= number <= script.total + 1:
        takes = f"--resume-at takes a number from {done + 1} to {script.total + 1}"
        raise UsageError(f"{script.name} has no statement {number}", help=takes)
    if number <= done and not _lost(script, done):
        again = "statement 1" if done == 1 else f"statements 1 to {done}"
        verb = "is" if done == 1 else "are"
        raise UsageError(
            f"{again} of {script.name} {verb} recorded as completed: from statement {number} on it would run again",
            help=f"--resume-at {done + 1} runs the next one; to begin anew, undo it by hand and say --mark-failed",
        )


def refuse_lost_session(script: Script, done: int) -> None:
    """Raises SessionLost where one of the completed statements made what its session alone had."""
    for number, statement in _lost(script, done):
        raise SessionLost(script.name, script.path, statement.line, statement.sql, number=number, stopped=done + 1)


def _lost(script: Script, done: int) -> list[tuple[int, Statement]]:
    """Those of the completed statements that made what is gone with their session."""
    lost: dict[str, tuple[int, Statement]] = {}
    for number, statement in enumerate(islice(script.statements(), done), 1):
        if is_lost(statement.sql):
            made = _CREATES.match(statement.sql)
            lost.setdefault(made[1] if made else f"statement {number}", (number, statement))
        elif dropped := _DROPS.match(statement.sql):
            lost.pop(dropped[1], None)
    return list(lost.values())
