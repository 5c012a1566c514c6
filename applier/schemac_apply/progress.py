"""What the ledger is told while a script runs."""

from __future__ import annotations

import time
from dataclasses import replace

from schemac_apply.folder import Migration
from schemac_apply.ledger import Ledger, Row
from schemac_apply.script import Script


class Overtaken(Exception):
    """Another applier has moved on while this one waited for the transaction."""


class Progress:
    """Keeps the ledger's row of one migration while its script runs."""

    resumable = True

    def __init__(self, ledger: Ledger, migration: Migration, script: Script, row: Row | None) -> None:
        self.table, self.resumed = ledger.table, row is not None
        self._ledger, self._migration, self._down_sql = ledger, migration, migration.down_text()
        self._total = len(script.statements)
        self._started = time.monotonic()
        self._before_ms = row.duration_ms if row else 0
        self._recorded = row.statements_done if row else None

    @property
    def duration_ms(self) -> int:
        """How long all runs together took so far."""
        return self._before_ms + round((time.monotonic() - self._started) * 1000)

    @property
    def done(self) -> int | None:
        """How many statements the ledger says are completed; None if it has no row."""
        return self._recorded

    def mark(self, done: int) -> int:
        return done

    def check(self) -> None:
        row = self._ledger.row(self._migration.name)
        if (row.statements_done if row else None) != self._recorded:
            raise Overtaken

    def record(self, done: int) -> None:
        self._ledger.write(
            self._migration.name,
            self._migration.hash,
            done=done,
            total=self._total,
            duration_ms=self.duration_ms,
            down_sql=self._down_sql,
        )
        self._recorded = done

    def withdraw(self) -> None:
        self._ledger.delete(self._migration.name)
        self._recorded = None


class Retreat:
    """Takes a migration off the ledger when the last statement of its way back has run."""

    resumable = True

    def __init__(self, ledger: Ledger, row: Row, script: Script) -> None:
        self.table, self.resumed = ledger.table, row.retreated > 0
        self._ledger, self._row, self._total = ledger, row, len(script.statements)

    def check(self) -> None:
        if self._ledger.row(self._row.name) != self._row:
            raise Overtaken

    def mark(self, done: int) -> int:
        return -done

    def record(self, done: int) -> None:
        if done == self._total:
            self._ledger.delete(self._row.name)
        elif done:
            self._ledger.retreat(self._row.name, done)
            self._row = replace(self._row, statements_done=-done)

    def withdraw(self) -> None:
        """Nothing was written."""
