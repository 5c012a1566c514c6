"""PostgreSQL connections that others use too: ones that were handed to us, and ones behind a pooler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import psycopg
from psycopg.postgres import register_default_adapters
from psycopg.pq import TransactionStatus

from schemac_apply.drivers import postgres_settings as settings_of
from schemac_apply.drivers.connection import SERVER_TIMEOUTS, Timeouts
from schemac_apply.drivers.postgres import PostgreSQL, lock_number
from schemac_apply.drivers.postgres_settings import ELSEWHERE, HIDDEN, SESSION_USER
from schemac_apply.drivers.waiting import wait_for

_TIMEOUTS = "timeouts"


class Shared(PostgreSQL):
    """A Connection whose session has settings of somebody else's: nothing is reset but what has changed."""

    def __init__(
        self, raw: psycopg.Connection[Any], *, wait: float | None = None, timeouts: Timeouts = SERVER_TIMEOUTS
    ) -> None:
        super().__init__(raw, wait=wait, timeouts=timeouts)
        # The connection may have others.
        register_default_adapters(self._cursor.adapters)

    def settings(self) -> Mapping[str, str]:
        return {**super().settings(), SESSION_USER: self._custom_setting(SESSION_USER)}

    def restore(self, settings: Mapping[str, str]) -> None:
        self._run(settings_of.differences(self.settings(), {**self._custom, **settings}))

    def _run(self, statements: Iterable[str]) -> None:
        if text := "; ".join(statements):
            super().execute(text)


class Pooled(Shared):
    """A Connection behind a pooler such as PgBouncer, where each transaction may have another session of the server.

    Appliers are kept apart by an advisory lock of the transaction. What a transaction needs is set for its length, and
    what a script sets for longer is set back as the transaction ends: the session goes to others after that.
    """

    session_lock = False
    pooled = True

    def __init__(
        self, raw: psycopg.Connection[Any], *, wait: float | None = None, timeouts: Timeouts = SERVER_TIMEOUTS
    ) -> None:
        super().__init__(raw, wait=wait, timeouts=timeouts)
        self._wanted = timeouts
        self._key: str | None = None
        self._default_schema = False
        self._before: Mapping[str, str] = {}
        """What is set in the session that has our transaction, apart from that."""
        self._begun: Mapping[str, str] = {}
        """What was set when the transaction began."""
        self._touched: dict[str, str] = {}
        """What has been set in the transaction."""

    def prepare(self) -> None:
        pass

    def begin(self) -> None:
        if self._key is None:
            self.execute("BEGIN")
        else:
            # No snapshot may be older than the lock. In between the server's session is left to others.
            wait_for(self._enter, timeout=self.wait)
        try:
            self._set_up()
        except BaseException:
            self.rollback()
            raise

    def commit(self) -> None:
        if self._in_transaction():
            # What was set for the length of the transaction may hide what was set for longer: all is set.
            before = {**self._custom, **self._before}
            self._run(settings_of.differences({**self._touched, **super().settings()}, before, all=True))
        super().commit()

    def lock(self, key: str, *, timeout: float | None, waiting: Callable[[float], None] | None = None) -> None:
        self._key = key
        wait_for(self._acquire, timeout=timeout, waiting=waiting)

    def unlock(self, key: str) -> None:
        if self._key == key:
            self._key = None

    def settings(self) -> Mapping[str, str]:
        wanted = f"{self._wanted.lock} {self._wanted.statement}"
        return {_TIMEOUTS: wanted, **(super().settings() if self._in_transaction() else {})}

    def restore(self, settings: Mapping[str, str]) -> None:
        wanted = dict(settings)
        lock, statement = (
            None if value == "None" else float(value) for value in wanted.pop(_TIMEOUTS, "None None").split()
        )
        self._wanted = Timeouts(lock=lock, statement=statement)
        if not self._in_transaction():
            self._default_schema = False
            return
        now = dict(super().settings())
        # The catalogue does not say so any more of what gets its default value back for the length of the transaction.
        self._touched |= now
        self._run(settings_of.differences(now, {**self._custom, **(wanted or self._begun)}, local=True))

    def set_timeouts(self, timeouts: Timeouts) -> Timeouts:
        if self._in_transaction():
            before = self._set_timeouts(timeouts, local=True)
        else:
            before = self._wanted.beyond(self.timeouts)
        self._wanted = timeouts.over(self.timeouts)
        return before

    def use_default_schema(self) -> None:
        self._default_schema = True
        if self._in_transaction():
            self.query(settings_of.public_first(ELSEWHERE, local=True))

    def _enter(self) -> bool:
        self._run(["BEGIN ISOLATION LEVEL READ COMMITTED"])
        if self._acquire():
            return True
        self.rollback()
        return False

    def _acquire(self) -> bool:
        return self.query(f"SELECT pg_catalog.pg_try_advisory_xact_lock({lock_number(self._key or '')})") == [(True,)]

    def _set_up(self) -> None:
        self._custom.clear()
        self._touched.clear()
        self._before = super().settings()
        # A backslash in a string is a backslash: see PostgreSQL.prepare.
        statements = ["SET LOCAL standard_conforming_strings = on", *settings_of.set_timeouts(self._wanted, local=True)]
        statements.append(settings_of.public_first(HIDDEN, local=True))
        if self._default_schema:
            statements.append(settings_of.public_first(ELSEWHERE, local=True))
        self._run(statements)
        self._begun = super().settings()

    def _in_transaction(self) -> bool:
        return bool(self.raw.info.transaction_status == TransactionStatus.INTRANS)
