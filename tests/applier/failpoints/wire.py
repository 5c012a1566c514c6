"""The messages between an applier and a database, counted, and a failure at one of them.

Nothing of the applier is changed: what is wrapped is the driver, in a process that is there for one failure.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

WHENS = ("before", "sent", "answered")
"""Before a message is sent, when it is sent and its answer is not there, when its answer is there and was not read."""

_PATIENCE = 20.0
_READY_FOR_QUERY = b"Z\0\0\0\5"
_MOMENT = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where and how a run fails.

    Args:
        number: at which message, from 1; with a text, at which of those that have it.
        when: one of WHENS.
        kind: `kill` (the process is killed), `interrupt` (Ctrl-C), `cut` (the connection breaks), `terminate` (somebody
            else ends the session), `server` (the server is killed), `full` (the disk is full).
        text: what stands in the message; "" is any.
    """

    number: int
    when: str
    kind: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.when} message {self.number}" + (f" with {self.text!r}" if self.text else "")


@dataclass(slots=True)
class Wire:
    """What goes from this process to a database.

    Args:
        point: where it fails; None is nowhere.
        terminate: ends a session of the server, by its number.
        crash: the process that kills the server when it gets SIGUSR1, and starts it again; 0 is none.
    """

    point: Point | None
    terminate: Callable[[int], None]
    crash: int
    messages: list[str] = field(default_factory=list)
    found: int = 0
    struck: bool = False

    def next(self, sql: str) -> Point | None:
        """Count a message, and return the point if it is at this one."""
        point = self.point
        self.messages.append(sql)
        if point is None or point.text not in sql:
            return None
        self.found += 1
        if self.found != point.number:
            return None
        return point

    def strike(self, point: Point, descriptor: int, session: int) -> None:
        """Fail. The descriptor is that of the socket to the server."""
        self.struck = True
        if point.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif point.kind == "interrupt":
            signal.raise_signal(signal.SIGINT)
        elif point.kind == "cut":
            _cut(descriptor)
        elif point.kind == "terminate":
            self.terminate(session)
        elif point.kind == "server":
            os.kill(self.crash, signal.SIGUSR1)
            _wait_for_end(descriptor)
        else:
            raise ValueError(point.kind)


def wrap_psycopg(wire: Wire) -> None:
    """Have the messages of psycopg go over the wire."""
    import psycopg
    from psycopg import waiting

    driver: Any = waiting
    cursors: Any = psycopg.RawCursor
    connections: Any = psycopg.Connection
    original, execute, of_connection = driver.wait, cursors.execute, connections.wait
    text, sessions = ["several statements"], [0]

    def noted(cursor: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        text[0] = query.decode() if isinstance(query, bytes) else str(query)
        try:
            return execute(cursor, query, *arguments, **options)
        finally:
            text[0] = "several statements"

    def known(connection: Any, *arguments: Any, **options: Any) -> Any:
        sessions[0] = connection.info.backend_pid if not connection.closed else 0
        return of_connection(connection, *arguments, **options)

    def wait(messages: Any, descriptor: int, *arguments: Any, **options: Any) -> Any:
        point, session = wire.next(text[0]), sessions[0]
        if point is None:
            return original(messages, descriptor, *arguments, **options)
        if point.when == "before":
            wire.strike(point, descriptor, session)
            return original(messages, descriptor, *arguments, **options)
        wanted = next(messages)
        while wanted != waiting.Wait.R:
            select.select([], [descriptor], [])
            wanted = messages.send(waiting.Ready.W)
        if point.when == "answered":
            _wait_for_answer(descriptor, lambda data: data[-6:-1] == _READY_FOR_QUERY)
        wire.strike(point, descriptor, session)
        return original(_begun(messages, wanted), descriptor, *arguments, **options)

    cursors.execute, connections.wait = noted, known
    driver.wait = wait


def _begun(messages: Any, wanted: Any) -> Generator[Any, Any, Any]:
    """The rest of a generator whose first value was taken."""
    while True:
        ready = yield wanted
        try:
            wanted = messages.send(ready)
        except StopIteration as end:
            return end.value


def wrap_pymysql(wire: Wire) -> None:
    """Have the messages of PyMySQL go over the wire."""
    from pymysql.connections import Connection
    from pymysql.constants import COMMAND

    driver: Any = Connection
    original = driver._execute_command

    def execute_command(connection: Any, command: int, sql: Any) -> None:
        text = sql.decode(errors="replace") if isinstance(sql, bytes) else str(sql)
        point = wire.next(text) if command == COMMAND.COM_QUERY else None
        if point is None or connection._sock is None:
            original(connection, command, sql)
            return
        descriptor, session = connection._sock.fileno(), connection.thread_id()
        if point.when == "before":
            wire.strike(point, descriptor, session)
            original(connection, command, sql)
            return
        original(connection, command, sql)
        if point.when == "answered":
            _wait_for_answer(descriptor, lambda _: True)
            # A procedure may have more to say.
            time.sleep(_MOMENT if text.startswith("CALL") else 0)
        if point.kind == "interrupt":
            connection._rfile = _Interrupted(wire, point, connection._rfile)
        else:
            wire.strike(point, descriptor, session)

    driver._execute_command = execute_command


class _Interrupted:
    """A stream at which Ctrl-C comes while it is read."""

    def __init__(self, wire: Wire, point: Point, stream: Any) -> None:
        self._wire, self._point, self._stream = wire, point, stream

    def read(self, size: int) -> bytes:
        self._wire.strike(self._point, -1, size)
        return b""

    def close(self) -> None:
        self._stream.close()


def wrap_sqlite(wire: Wire) -> None:
    """Have the statements of sqlite3 go over the wire; what is sent is under way until it needs room on the disk."""
    import sqlite3

    module: Any = sqlite3
    original = module.connect

    class Counted(module.Connection):  # type: ignore[misc]
        def execute(self, sql: str, parameters: Any = ()) -> Any:
            point = wire.next(sql)
            if point is not None and point.when == "before" and point.kind == "full":
                wire.struck = True
                ((pages,),) = super().execute("PRAGMA page_count").fetchall()
                super().execute(f"PRAGMA max_page_count = {max(pages, 1)}").fetchall()
            elif point is not None and point.when == "before":
                wire.strike(point, -1, 0)
            elif point is not None and point.when == "sent":
                wire.struck = True
                (_, _, path), *_ = super().execute("PRAGMA database_list").fetchall()
                _leave_no_room(path, killed=point.kind == "kill")
            try:
                return super().execute(sql, parameters)
            finally:
                if point is not None and point.when == "answered":
                    wire.strike(point, -1, 0)

    module.connect = lambda *arguments, **options: original(*arguments, factory=Counted, **options)


def _leave_no_room(path: str, *, killed: bool) -> None:
    """Let no file become longer than the database's is: whoever tries is killed, or told that it cannot be."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if killed else signal.SIG_IGN)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (os.stat(path).st_size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def _cut(descriptor: int) -> None:
    """Break a connection; an answer that has come is lost."""
    with socket.socket(fileno=os.dup(descriptor)) as end:
        end.setblocking(False)
        with suppress(OSError):
            while end.recv(65536):
                pass
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _wait_for_answer(descriptor: int, complete: Callable[[bytes], bool]) -> None:
    """Wait until an answer is there, without reading it."""
    deadline = time.monotonic() + _PATIENCE
    with socket.socket(fileno=os.dup(descriptor)) as end:
        while time.monotonic() < deadline:
            if not select.select([end], [], [], 1)[0]:
                continue
            data = end.recv(1 << 20, socket.MSG_PEEK)
            if not data or complete(data):
                return
            time.sleep(0.001)
    raise TimeoutError("no answer")


def _wait_for_end(descriptor: int) -> None:
    """Wait until the other end is closed."""
    if sys.platform == "linux":
        poll = select.poll()
        poll.register(descriptor, select.POLLRDHUP)
        if poll.poll(_PATIENCE * 1000):
            return
    raise TimeoutError("the server lives on")
