"""What every server needs: a directory, a process that outlives nobody, and patience until it answers.

Run as a program this module is the process that watches over a server.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict, TypeVar

Connection = TypeVar("Connection")


class Unavailable(Exception):
    """The server cannot be had on this machine; the message says what would help."""


class Identity(TypedDict, total=False):
    """The arguments for subprocess that run a program as another user."""

    user: int
    group: int
    extra_groups: list[int]


def identity(user: str) -> Identity:
    """How to run a program as `user`, or as ourselves if that is empty."""
    if not user:
        return {}
    import pwd  # not on Windows

    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def neutral_environment() -> dict[str, str]:
    """Our environment without the developer's own settings for clients and servers, and in plain English."""
    settings = ("PG", "MYSQL", "MARIADB")
    return {name: value for name, value in os.environ.items() if not name.startswith(settings)} | {"LC_ALL": "C"}


@contextmanager
def directory(prefix: str, user: str = "") -> Iterator[Path]:
    """A new directory that belongs to `user`; it is removed if the block fails, and else left to the supervisor."""
    if os.name != "posix":
        raise Unavailable("the tests reach it through a Unix socket, which this system has not")
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=_roomy_memory()))
    try:
        if user:
            shutil.chown(path, user)
        yield path
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _roomy_memory() -> str | None:
    """A directory in memory if there is room: CREATE DATABASE is 3 to 20 times faster there."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30
    return str(memory) if roomy else None


def run(command: list[str], home: Path, user: str = "") -> None:
    """Run a program to its end in the directory `home`; raises RuntimeError with its output if it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd=home,
        env=_environment(home),
        **identity(user),
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout[-2000:]}")


def _environment(home: Path) -> dict[str, str]:
    # MariaDB, as it starts, deletes the temporary tables of any other server from the directory for such files.
    return neutral_environment() | {"TMPDIR": str(home)}


@contextmanager
def started(
    command: list[str],
    home: Path,
    connect: Callable[[], Connection],
    refused: type[Exception],
    *,
    stop: signal.Signals,
    user: str = "",
) -> Iterator[Connection]:
    """Run a server for the length of a `with` block, and give the first connection that it accepts.

    home: its directory, which is gone afterwards; connect: makes the connection, or raises `refused`;
    stop: the signal that ends the server without delay.

    Raises:
        RuntimeError: it does not start.
    """
    supervisor = subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, str(home), user, stop.name, *command],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(home),
        start_new_session=True,  # a Ctrl-C in the terminal is the tests' business
    )
    try:
        yield _connected(supervisor, connect, refused)
    finally:
        supervisor.communicate()  # closes its standard input, and waits until the server has gone


def _connected(
    supervisor: subprocess.Popen[bytes], connect: Callable[[], Connection], refused: type[Exception]
) -> Connection:
    """Connect as soon as the server answers."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return connect()
        except refused as error:
            if supervisor.poll() is not None or time.monotonic() > deadline:
                log = supervisor.communicate()[1].decode(errors="replace")
                raise RuntimeError(f"the server does not start: {error}\n{log}") from error
        time.sleep(0.02)


def _supervise(home: str, user: str, stop: str, *command: str) -> None:
    """Run a server until it ends by itself or our standard input does, then remove its directory.

    The other end of that pipe is held by nobody but the process that started us: the kernel closes it even
    when that process is killed.
    """
    with open(f"{home}/log", "wb") as log:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=home, **identity(user))

    def end() -> None:
        sys.stdin.read()
        server.send_signal(signal.Signals[stop])
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()

    threading.Thread(target=end, daemon=True).start()
    failed = server.wait()
    text = Path(home, "log").read_text(errors="replace")[-3000:]
    shutil.rmtree(home, ignore_errors=True)
    if failed:
        print(text, file=sys.stderr)  # last of all: there may be nobody to read it


if __name__ == "__main__":
    _supervise(*sys.argv[1:])
