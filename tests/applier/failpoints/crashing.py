"""Servers that are killed and started again on the same data.

Unlike the other tests' servers they keep what they have committed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PATIENCE = 60.0
_PID = "keeper.pid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crashing:
    """A server that dies when its keeper gets SIGUSR1, and comes back.

    Args:
        url: of a database of it, by name.
        keeper: the process that keeps it alive.
        connect: opens a connection as the server's owner.
        refused: what that raises while there is no server.
        forced: what has a database dropped that is still in use.
    """

    url: Callable[[str], str]
    keeper: int
    connect: Callable[[], Any]
    refused: type[Exception]
    forced: str = ""

    def create_database(self, name: str) -> str:
        with self.settled() as connection:
            connection.cursor().execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop_database(self, name: str) -> None:
        with self.settled() as connection:
            connection.cursor().execute(f"DROP DATABASE {name}{self.forced}")

    def settled(self) -> Any:
        """A connection, as soon as the server accepts one."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return self.connect()
            except self.refused:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.05)

    def settle(self) -> None:
        """Wait until the server accepts connections."""
        self.settled().close()


@contextmanager
def crashing(database: str) -> Iterator[Crashing]:
    """Run a server of PostgreSQL, MySQL or MariaDB for the length of a block.

    Raises:
        tests.servers.Unavailable: there is none on this machine.
    """
    with _postgres() if database == "postgres" else _mysql(database) as server:
        yield server


@contextmanager
def _postgres() -> Iterator[Crashing]:
    import psycopg

    from tests.servers import supervisor
    from tests.servers.postgres import POSTGRES_SETTINGS, _reachable, postgres_installation

    _, bindir = postgres_installation()
    user = "nobody" if os.geteuid() == 0 else ""
    with supervisor.directory("schemac-crashing-pg-", user) as home:
        programs = _reachable(bindir, home, user)
        data = home / "data"
        initdb = [str(programs / "initdb"), f"--pgdata={data}", "--username=postgres", "--auth=trust", "--no-sync"]
        supervisor.run([*initdb, "--encoding=UTF8", "--locale=C"], home, user)
        # The machine goes on when the server is killed: what was written need not be on the disk.
        settings = POSTGRES_SETTINGS | {
            "full_page_writes": "on",
            "synchronous_commit": "on",
            "unix_socket_directories": str(home),
        }
        command = [
            str(programs / "postgres"),
            "-D",
            str(data),
            *(f"--{key}={value}" for key, value in settings.items()),
        ]

        def connect() -> Any:
            return psycopg.connect(f"postgresql://postgres@/postgres?host={home}", autocommit=True)

        with (
            supervisor.started(
                _keeper(home, user, signal.SIGINT, command),
                home,
                connect,
                psycopg.OperationalError,
                stop=signal.SIGTERM,
            ) as admin,
            admin,
        ):
            yield Crashing(
                url=lambda name: f"postgresql://postgres@/{name}?host={home}",
                keeper=int((home / _PID).read_text()),
                connect=connect,
                refused=psycopg.OperationalError,
                forced=" WITH (FORCE)",
            )


@contextmanager
def _mysql(kind: str) -> Iterator[Crashing]:
    import pymysql

    from tests.servers import supervisor
    from tests.servers.mysql import (
        MARIADB_SETTINGS,
        MYSQL_SETTINGS,
        SETTINGS,
        _as_root,
        _connect,
        _initialise,
        mysql_installation,
    )

    _, program = mysql_installation(kind)
    with supervisor.directory(f"schemac-crashing-{kind}-") as home:
        data, socket = home / "data", home / "socket"
        _initialise(kind, program, data)
        careless = ("--innodb-doublewrite", "--innodb-flush-log-at-trx-commit")
        settings = [setting for setting in SETTINGS if not setting.startswith(careless)]
        settings += MYSQL_SETTINGS if kind == "mysql" else MARIADB_SETTINGS
        paths = [f"--datadir={data}", f"--socket={socket}", f"--pid-file={home / 'pid'}"]
        command = [str(program), "--no-defaults", *_as_root(), *paths, *settings]

        def connect() -> Any:
            try:
                return _connect(socket)
            except pymysql.Error as error:
                # It listens, and is gone before it has answered.
                raise OSError(str(error)) from None

        with (
            supervisor.started(
                _keeper(home, "", signal.SIGKILL, command), home, connect, OSError, stop=signal.SIGTERM
            ) as admin,
            admin,
        ):
            yield Crashing(
                url=lambda name: f"{kind}://root@localhost/{name}?socket={socket}",
                keeper=int((home / _PID).read_text()),
                connect=connect,
                refused=OSError,
            )


def _keeper(home: Path, user: str, stop: signal.Signals, command: Sequence[str]) -> list[str]:
    return [sys.executable, "-I", "-S", __file__, str(home / _PID), user, stop.name, *command]


def _keep(pid_file: str, user: str, stop: str, *command: str) -> None:
    """Run a server until SIGTERM; at SIGUSR1 it is killed and started again."""
    identity: dict[str, Any] = {}
    if user:
        import pwd

        entry = pwd.getpwnam(user)
        identity = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    over, crashed_at = False, float("-inf")
    server: subprocess.Popen[bytes] | None = None

    def crash(*_: object) -> None:
        nonlocal crashed_at
        crashed_at = time.monotonic()
        assert server is not None
        _kill(server.pid)

    def end(*_: object) -> None:
        nonlocal over
        over = True
        assert server is not None
        server.send_signal(signal.Signals[stop])

    signal.signal(signal.SIGUSR1, crash)
    signal.signal(signal.SIGTERM, end)
    while True:
        server = subprocess.Popen(command, **identity)
        if crashed_at < 0:
            Path(pid_file).write_text(str(os.getpid()))
        code = server.wait()
        # PostgreSQL does not start while a process of the killed one lives: another try then.
        if over or time.monotonic() - crashed_at > _PATIENCE:
            sys.exit(code)
        time.sleep(0.05)


def _kill(server: int) -> None:
    """Kill a server with all its processes; none of them can do anything about it, or start another one."""
    os.kill(server, signal.SIGSTOP)
    children: list[int] = []
    with suppress(OSError):
        children = [int(pid) for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split()]
    for pid in (server, *children):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    _keep(*sys.argv[1:])
