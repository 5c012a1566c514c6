"""What a connection to a database can do, whatever its driver."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long a statement may wait for a lock and run, in seconds; None is the server's own time."""

    lock: float | None = None
    statement: float | None = None

    def over(self, base: Timeouts) -> Timeouts:
        """These, and those of `base` where they say nothing."""
        return Timeouts(
            lock=base.lock if self.lock is None else self.lock,
            statement=base.statement if self.statement is None else self.statement,
        )

    def beyond(self, base: Timeouts) -> Timeouts:
        """Those that `base` does not say."""
        return Timeouts(
            lock=None if self.lock == base.lock else self.lock,
            statement=None if self.statement == base.statement else self.statement,
        )


SERVER_TIMEOUTS = Timeouts()


class Connection(Protocol):
    """A connection on which every statement commits by itself unless `begin` was called."""

    dialect: str
    transactional_ddl: bool
    """Whether DDL is undone by a rollback."""
    session_lock: bool
    """Whether `lock` keeps other appliers out until `unlock`; otherwise `begin` does, for one transaction."""
    pooled: bool
    """Whether a pooler stands in between, so that nothing outlives a transaction."""
    timeouts: Timeouts
    """How long a statement may wait and run where nothing else was set."""
    wait: float | None
    """How many seconds `begin` waits for another applier; None is for ever."""
    raw: Any

    def execute(self, sql: str) -> None:
        """Run one statement, sent as it is. Raises DatabaseError."""

    def execute_all(self, statements: Sequence[str]) -> None:
        """Run statements in order, in as few messages as the server allows.

        Raises DatabaseError, whose `index` says which one failed."""

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows, if any; with parameters, each `?` outside quotes stands for one.

        Raises DatabaseError."""

    def begin(self) -> None:
        """Start a transaction.

        Raises LockTimeout where another applier keeps it waiting for more than `wait` seconds."""

    def hold(self) -> None:
        """Start a transaction that keeps the locks on tables that the session has."""

    def commit(self) -> None:
        """End the transaction. Raises DatabaseError."""

    def rollback(self) -> None:
        """Undo the transaction; nothing if there is none, or if the connection is lost."""

    def lock(self, key: str, *, timeout: float | None, waiting: Callable[[float], None] | None = None) -> None:
        """Keep other holders of `key` out, or, without a `session_lock`, wait until there is none.

        `waiting` is told how many seconds it has waited: when that begins, and every ten seconds or so.
        Raises LockTimeout after `timeout` seconds, if not None."""

    def unlock(self, key: str) -> None:
        """Let the next holder of `key` in."""

    def quote(self, identifier: str) -> str:
        """The identifier, quoted."""

    def current_schema(self) -> str | None:
        """The schema in which an unqualified table is made; None where the database has no schemas."""

    def has_table(self, name: str, schema: str | None, *, column: str | None = None) -> bool:
        """Whether the table exists, and has the column."""

    def broken_index(self, sql: str, /) -> str | None:
        """The index that a statement should have made and that a failed attempt has left unusable, if any."""

    def unprotected_databases(self, *, again: bool = False) -> frozenset[str]:
        """The databases that have a table which no transaction protects; "" is the current one.

        It is asked once, and `again` where something may have changed it: the answer takes long with many tables."""

    def user(self) -> str:
        """Who is connected."""

    def timestamp(self, moment: datetime) -> object:
        """The moment, which is in UTC, as a value for the ledger's column `applied_at`."""

    def settings(self) -> Mapping[str, str]:
        """What was set on this connection and outlives a transaction, for `restore`."""

    def restore(self, settings: Mapping[str, str]) -> None:
        """Undo what was set on this connection since `settings` were taken."""

    def set_timeouts(self, timeouts: Timeouts) -> Timeouts:
        """Set how long a statement may wait for a lock and run; None is what `Connection.timeouts` says.

        Returns what was set before, so that a second call with it undoes this one."""

    def use_default_schema(self) -> None:
        """Let a name without a schema mean one of the default schema, whatever the database or the user sets."""

    def suspend_foreign_keys(self) -> None:
        """Stop enforcing foreign keys where a table can only be changed by a rebuild (SQLite)."""

    def orphans(self) -> Sequence[tuple[str, int | None, str]]:
        """Rows whose parent is missing: table, row id, parent; empty where the server always enforces."""

    def interrupt(self) -> None:
        """End the statement that runs, which raises an error then; called from another thread. Raises nothing."""

    def close(self) -> None:
        """Close; a transaction left open is undone."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
