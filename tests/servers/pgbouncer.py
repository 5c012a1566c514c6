"""PgBouncer, the system's, in front of a PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import supervisor
from tests.servers.postgres import PostgresServer
from tests.servers.supervisor import Unavailable

PORT = 6432


@dataclass(frozen=True, slots=True, kw_only=True)
class PgBouncer:
    """A running PgBouncer."""

    host: Path  # the directory of the socket
    version: str  # "1.18.0"

    def url(self, database: str) -> str:
        """The URL of one of the server's databases."""
        return f"postgresql://postgres@/{database}?host={self.host}&port={PORT}"


def pgbouncer_installation() -> str:
    """The path of the program. Raises Unavailable."""
    # Debian keeps it where a user's PATH does not lead.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    program = shutil.which("pgbouncer", path=path)
    if not program:
        raise Unavailable("install the package pgbouncer")
    return program


@contextmanager
def pgbouncer(server: PostgresServer, *, mode: str, size: int, timeout: int = 120) -> Iterator[PgBouncer]:
    """Run PgBouncer for the length of a `with` block.

    Args:
        server: what is behind it.
        mode: transaction or session.
        size: how many connections to a database of the server it keeps.
        timeout: how many seconds a client waits for one of them.

    Raises:
        Unavailable: there is none on this machine.
        RuntimeError: there is one, but it does not start.
    """
    import psycopg

    program = pgbouncer_installation()
    user = "nobody" if os.geteuid() == 0 else ""  # it refuses to run as root, as PostgreSQL does
    with supervisor.directory("schemac-pgb-", user) as home:
        settings = {
            "auth_type": "any",
            "default_pool_size": size,
            "listen_addr": "",
            "listen_port": PORT,
            "max_client_conn": 100,
            "pool_mode": mode,
            "query_wait_timeout": timeout,
            "unix_socket_dir": home,
        }
        lines = ["[databases]", f"* = host={server.host} user=postgres", "[pgbouncer]"]
        configuration = home / "pgbouncer.ini"
        configuration.write_text("\n".join([*lines, *(f"{key} = {value}" for key, value in settings.items())]))
        configuration.chmod(0o644)
        bouncer = PgBouncer(host=home, version=_version(program))
        with (
            supervisor.started(
                [program, str(configuration)],
                home,
                lambda: psycopg.connect(bouncer.url("postgres"), autocommit=True),
                psycopg.OperationalError,
                stop=signal.SIGTERM,
                user=user,
            ) as first,
        ):
            first.close()
            yield bouncer


def _version(program: str) -> str:
    run = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    return run.stdout.split()[1]
