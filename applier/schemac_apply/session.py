"""What every run on a database begins and ends with: the connection, the ledger, the lock, the events."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from schemac_apply.drivers import Connection, Timeouts, adopt, connect, dialect_of, to_look_at
from schemac_apply.errors import DatabaseError, DialectMismatch, LockTimeout, ScriptError, UsageError
from schemac_apply.folder import Folder
from schemac_apply.ledger import Ledger
from schemac_apply.results import Event
from schemac_apply.script import Script

WAIT = 600.0

Listener = Callable[[Event], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a run waits.

    Args:
        wait: seconds for another applier; None is for ever.
        lock_timeout: seconds that a statement waits for a lock; None is the server's own time (SQLite: 30).
        statement_timeout: seconds that a statement may take; None is the server's own time.
    """

    wait: float | None = WAIT
    lock_timeout: float | None = None
    statement_timeout: float | None = None


@dataclass(slots=True)
class Changes:
    """What a run writes to the ledger before it runs anything, when all that was asked for is found to be possible.

    Args:
        emit: told of what is written, or of what would be.
    """

    emit: Listener
    events: list[Event] = field(default_factory=list)
    writes: list[Callable[[], None]] = field(default_factory=list)

    def add(self, event: Event | None, write: Callable[[], None]) -> None:
        """Note something to be written, and what is told of it."""
        self.writes.append(write)
        if event is not None:
            self.events.append(event)

    def write(self, connection: Connection) -> None:
        """Write all of it, or nothing."""
        if self.writes:
            with transaction(connection):
                for write in self.writes:
                    write()
        for event in self.events:
            self.emit(event)

    def announce(self) -> None:
        """Tell what would be written."""
        for event in self.events:
            self.emit(announced(event))


def announced(event: Event) -> Event:
    """What a dry run tells in place of an event."""
    from schemac_apply.report import event_line

    return Event(kind="pending", migration=event.migration, detail=f"it would be so: {event_line(event)}")


@contextmanager
def opened(database: Any, patience: Patience, *, create: bool) -> Iterator[Connection]:
    """A connection to a database.

    Args:
        database: its URL; a Connection, or an open connection of a driver, which is left as it was.
        patience: for the connection.
        create: make an SQLite file that is not there; without, it counts as an empty database.

    Raises ApplyError."""
    timeouts = Timeouts(lock=patience.lock_timeout, statement=patience.statement_timeout)
    if isinstance(database, str):
        url = database if create else to_look_at(database)
        with connect(url, wait=patience.wait, timeouts=timeouts) as connection:
            yield connection
        return
    with adopt(database, wait=patience.wait, timeouts=timeouts) as connection:
        yield connection


def refuse_dialect(contents: Folder, database: Any) -> None:
    """Raises DialectMismatch where a URL is of another kind of database than the folder is for; nothing is opened."""
    if isinstance(database, str) and dialect_of(database) != contents.dialect:
        raise _mismatch(contents, dialect_of(database))


def refuse_pooler(connection: Connection, script: Script) -> None:
    """Raises ScriptError where a statement of a script must not be run through a pool of connections."""
    if connection.pooled and script.lone is not None:
        raise ScriptError(
            "this statement runs outside a transaction, in which a pool of connections keeps no other applier out",
            path=script.path,
            line=script.lone.line,
            help="connect to the server itself, not to the pooler (PgBouncer)",
        )


def _mismatch(contents: Folder, dialect: str) -> DialectMismatch:
    return DialectMismatch(
        f"{contents.path} was written for {contents.dialect}, the database is {dialect}",
        help="give the URL of another database, or another folder",
    )


def ledger_of(contents: Folder, connection: Connection) -> Ledger:
    """The ledger that a folder's migrations are recorded in. Raises DialectMismatch."""
    if contents.dialect != connection.dialect:
        raise _mismatch(contents, connection.dialect)
    return Ledger(connection, table=contents.ledger_table, schema=contents.ledger_schema)


def make(connection: Connection, ledger: Ledger) -> None:
    """Make the ledger, or what it lacks, where no other applier is at work."""
    if connection.session_lock or not connection.transactional_ddl:
        ledger.create()
        return
    with transaction(connection):
        ledger.create()


@contextmanager
def exclusive(
    connection: Connection, ledger: Ledger, wait: float | None, emit: Listener, *, answered: bool = False
) -> Iterator[None]:
    """Keeps other appliers of the ledger out.

    Args:
        answered: whether a person has said what became of a statement: such an answer is refused where somebody was
            still at work when it was given, be it the statement itself, whose applier is gone.

    Raises LockTimeout, UsageError."""
    waited: list[float] = []

    def waiting(seconds: float) -> None:
        waited.append(seconds)
        so_far = f"; waited {seconds:.0f} s so far" if seconds >= 1 else ""
        emit(Event(kind="waiting", detail=f"another applier is at work on this database{so_far}"))

    connection.lock(ledger.table, timeout=wait, waiting=waiting)
    try:
        if answered and waited:
            raise UsageError(
                "somebody was still at work on this database: what you have seen of it may have changed since",
                help="look at it again, and answer again; nothing was changed",
            )
        yield
    finally:
        # With the connection the lock is lost too.
        with suppress(DatabaseError):
            connection.unlock(ledger.table)


def is_busy(connection: Connection, ledger: Ledger) -> bool:
    """Whether another applier is at work, or a statement of one that is gone."""
    try:
        connection.lock(ledger.table, timeout=0)
    except LockTimeout:
        return True
    connection.unlock(ledger.table)
    return False


@contextmanager
def prepared(connection: Connection, *, suspend_foreign_keys: bool = False) -> Iterator[Mapping[str, str]]:
    """The settings that every script begins with; those of before are back when it is left.

    Args:
        suspend_foreign_keys: for a transaction of several scripts, in which they could not be suspended any more.
    """
    before = connection.settings()
    try:
        connection.use_default_schema()
        if suspend_foreign_keys:
            connection.suspend_foreign_keys()
        yield connection.settings()
    finally:
        restore(connection, before)


def restore(connection: Connection, settings: Mapping[str, str]) -> None:
    """Undo what was set since the settings were taken, where the connection is still there."""
    try:
        connection.restore(settings)
    except DatabaseError:
        # It is lost; there is nothing left to restore.
        return


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """A transaction that is rolled back where it is left by an exception."""
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def resolve(wanted: str, names: Sequence[str]) -> str:
    """The name that is `wanted`, or the only one that begins so. Raises UsageError."""
    if wanted in names:
        return wanted
    found = [name for name in names if name.startswith(wanted)]
    if len(found) == 1 and wanted:
        return found[0]
    if found:
        raise UsageError(f"{wanted!r} could be any of {', '.join(found)}", help="write more of the name")
    import difflib

    close = difflib.get_close_matches(wanted, names, n=1)
    raise UsageError(
        f"no migration {wanted!r} is known",
        help=f"did you mean {close[0]}?" if close else f"known ones: {', '.join(names) or 'none'}",
    )


def listener(on_event: Listener | None) -> Listener:
    """What hears the events of a run: `on_event`, and the logger `schemac_apply` where logging is in use."""
    if "logging" not in sys.modules:
        # Nobody listens, and the module is not needed for anything else.
        return on_event or _silent
    import logging

    from schemac_apply.report import event_line

    logger = logging.getLogger("schemac_apply")

    def hear(event: Event) -> None:
        level = logging.DEBUG if event.kind == "running" else logging.INFO
        if logger.isEnabledFor(level):
            logger.log(level, "%s", event_line(event), extra={"event": event})
        if on_event is not None:
            on_event(event)

    return hear


def _silent(event: Event) -> None:
    """What hears events where nobody asked for them."""
