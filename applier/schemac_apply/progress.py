"""What the ledger is told while a script runs."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Protocol

from schemac_apply.folder import Migration
from schemac_apply.ledger import Ledger, Row


class Overtaken(Exception):
    """Another applier has moved on while this one waited for the transaction."""


class Recorder(Protocol):
    """Keeps account of a run."""

    table: str
    """The ledger's table, quoted and qualified."""
    state: Any
    """What the ledger says, to be set back where the transaction that changed it is rolled back."""

    @property
    def announced(self) -> int:
        """The statement of which the ledger says that it was begun; 0 if none."""

    def check(self) -> None:
        """Called at the start of each transaction; raises Overtaken."""

    def record(self, done: int, *, begun: int) -> None:
        """Record how many statements are completed, and which one outside a transaction is begun next (0: none).

        Called in the transaction that completed them, or right after one that stands outside a transaction."""

    def refused(self, done: int) -> None:
        """Take back that a statement was begun: the server has refused it."""


class Progress:
    """Keeps the ledger's row of one migration while its script runs.

    Args:
        ledger: where the row is.
        migration: whose it is.
        down_sql: the text that leads back from it, if any.
        total: how many statements its script has.
        row: the row as it is; None if there is none.
    """

    def __init__(self, ledger: Ledger, migration: Migration, down_sql: str | None, total: int, row: Row | None) -> None:
        self.table = ledger.table
        self.state: tuple[int, int] | None = (row.statements_done, row.in_doubt) if row else None
        self._ledger, self._migration, self._down_sql, self._total = ledger, migration, down_sql, total
        self._started = time.monotonic()
        self._before_ms = row.duration_ms if row else 0
        self._is_first = row is None

    @property
    def duration_ms(self) -> int:
        """How long all runs together took so far."""
        return self._before_ms + round((time.monotonic() - self._started) * 1000)

    @property
    def done(self) -> int | None:
        """How many statements the ledger says are completed; None if it has no row."""
        return self.state[0] if self.state else None

    @property
    def announced(self) -> int:
        return self.state[1] if self.state else 0

    def check(self) -> None:
        row = self._ledger.row(self._migration.name)
        if (row and (row.statements_done, row.in_doubt)) != self.state:
            raise Overtaken

    def record(self, done: int, *, begun: int) -> None:
        name, duration_ms = self._migration.name, self.duration_ms
        if self.state is not None:
            self._ledger.advance(name, done=done, total=self._total, in_doubt=begun, duration_ms=duration_ms)
        else:
            self._ledger.insert(
                name,
                self._migration.hash,
                done=done,
                total=self._total,
                in_doubt=begun,
                duration_ms=duration_ms,
                down_sql=self._down_sql,
            )
        self.state = (done, begun)

    def refused(self, done: int) -> None:
        if done == 0 and self._is_first:
            self._ledger.delete(self._migration.name)
            self.state = None
        else:
            self.record(done, begun=0)


class Retreat:
    """Takes a migration off the ledger when the last statement of its way back has run.

    Args:
        ledger: where the row is.
        row: the row as it is.
        total: how many statements the way back has.
    """

    def __init__(self, ledger: Ledger, row: Row, total: int) -> None:
        self.table, self.state = ledger.table, row
        self._ledger, self._total, self._before = ledger, total, row

    @property
    def announced(self) -> int:
        return max(0, -self.state.in_doubt)

    def check(self) -> None:
        if self._ledger.row(self.state.name) != self.state:
            raise Overtaken

    def record(self, done: int, *, begun: int) -> None:
        row = self.state
        if done == self._total:
            self._ledger.delete(row.name)
            return
        # Before the first one is completed the row says what is applied.
        place = -done if done else row.statements_done
        self._ledger.place(row.name, done=place, total=row.statements_total, in_doubt=-begun)
        self.state = replace(row, statements_done=place, in_doubt=-begun)

    def refused(self, done: int) -> None:
        if done:
            self.record(done, begun=0)
            return
        # What is known of the way there stays known.
        before = self._before
        total = before.statements_total
        self._ledger.place(before.name, done=before.statements_done, total=total, in_doubt=max(0, before.in_doubt))
        self.state = replace(before, in_doubt=max(0, before.in_doubt))
