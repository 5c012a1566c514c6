"""The connections of a run over many targets, one to a thread."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Mapping

from schemac_apply.drivers import Connection, Timeouts, connect, to_look_at
from schemac_apply.errors import ConnectionFailed, DatabaseError, UsageError
from schemac_apply.fleet.targets import Target
from schemac_apply.results import Event
from schemac_apply.session import Listener, Patience

_NO_CONNECTION_LEFT = re.compile(
    r"too many (?:clients|connections)|connection slots|max_user_connections", re.IGNORECASE
)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 5.0
_SEARCH_PATH = """\
SELECT pg_catalog.set_config('search_path', pg_catalog.quote_ident(nspname), false)
FROM pg_catalog.pg_namespace WHERE nspname OPERATOR(pg_catalog.=) CAST(? AS pg_catalog.name)"""


class Link:
    """The connection of one thread. Schemas of one database have it one after the other.

    Args:
        patience: for the connection.
        create: whether a file of SQLite is made that is not there.
        stops: set where nobody waits any more.
    """

    def __init__(self, patience: Patience, *, create: bool, stops: threading.Event) -> None:
        self._patience = patience
        self._create = create
        self._stops = stops
        self._connection: Connection | None = None
        self._target: Target | None = None
        self._settings: Mapping[str, str] = {}

    def open(self, target: Target, emit: Listener) -> Connection:
        """A connection to the target, with nothing of the one before. Raises ApplyError."""
        connection = self._cleaned(target)
        if connection is None:
            self.close()
            connection = self._connection = self._connect(target, emit)
            self._settings = connection.settings() if target.schema is not None else {}
        self._target = target
        if target.schema is not None:
            _choose_schema(connection, target.schema)
        return connection

    def release(self, *, reuse: bool) -> None:
        """The target is done with."""
        if not reuse or self._target is None or self._target.schema is None:
            self.close()

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def cancel(self) -> None:
        """End the statement that runs; called from another thread."""
        connection = self._connection
        if connection is not None:
            connection.interrupt()

    def _cleaned(self, target: Target) -> Connection | None:
        """The connection that is open, as it was when it was opened; None if it is not for this target."""
        connection, before = self._connection, self._target
        if connection is None or before is None or target.schema is None or before.url != target.url:
            return None
        try:
            connection.execute("DISCARD ALL")
            connection.restore(self._settings)
        except DatabaseError:
            # It was lost meanwhile.
            return None
        return connection

    def _connect(self, target: Target, emit: Listener) -> Connection:
        url = target.url if self._create else to_look_at(target.url)
        timeouts = Timeouts(lock=self._patience.lock_timeout, statement=self._patience.statement_timeout)
        started, pause, wait = time.monotonic(), _FIRST_PAUSE, self._patience.wait
        while True:
            try:
                return connect(url, wait=wait, timeouts=timeouts)
            except ConnectionFailed as error:
                over = wait is not None and time.monotonic() - started + pause > wait
                if over or not _NO_CONNECTION_LEFT.search(error.message):
                    raise
            emit(Event(kind="waiting", detail="the server has no connection left"))
            self._stops.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


def _choose_schema(connection: Connection, schema: str) -> None:
    if connection.pooled:
        raise UsageError(
            "behind a pooler of transactions (PgBouncer) a connection keeps no schema",
            help="connect to the server itself",
        )
    if not connection.query(_SEARCH_PATH, [schema]):
        raise UsageError(f"there is no schema {schema} in the database", help="create it first; apply makes none")
