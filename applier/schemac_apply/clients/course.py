"""The course of a migration: what is run, what shares a transaction, and when the ledger is told.

It is the course that `schemac_apply.execution` takes, of a run that nothing stops.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schemac_apply.nature import keeps_settings
from schemac_apply.script import Ahead, Script, Statement


@dataclass(frozen=True, slots=True)
class Begin:
    """A transaction begins, which ends behind the next Record.

    Args:
        first: its first statement; None if there is none.
    """

    first: Statement | None


@dataclass(frozen=True, slots=True)
class Run:
    """A statement is run.

    Args:
        statement: which.
        number: its number in the file, from 1.
    """

    statement: Statement
    number: int


@dataclass(frozen=True, slots=True)
class Record:
    """The ledger is told that statements are completed.

    Args:
        done: how many.
        following: the statement behind them; None if that is all.
        inside: whether this stands in a transaction, which ends here.
        unsettled: whether the statements may have changed the settings of the session.
    """

    done: int
    following: Statement | None
    inside: bool
    unsettled: bool


def course(script: Script) -> Iterator[Begin | Run | Record]:
    """The steps of a script, from its beginning."""
    ahead, done, unsettled = Ahead(script.statements()), 0, False
    if ahead.next is None:
        yield Begin(None)
        yield Record(0, None, inside=True, unsettled=False)
    while (first := ahead.next) is not None:
        inside = not first.lone
        if inside:
            yield Begin(first)
        while True:
            statement, done = ahead.take(), done + 1
            unsettled |= not keeps_settings(statement.sql)
            yield Run(statement, done)
            following = ahead.next
            if first.transaction is None or following is None or following.transaction != first.transaction:
                break
        yield Record(done, following, inside=inside, unsettled=unsettled)
