"""MySQL and MariaDB servers, of .ci/mysql.sh or of the system."""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers import supervisor
from tests.servers.supervisor import Unavailable

if TYPE_CHECKING:
    import pymysql

    Admin = pymysql.Connection[Any]

# Nothing has to survive a crash, and nothing happens by itself.
SETTINGS = (
    "--character-set-server=utf8mb4", "--event-scheduler=OFF", "--innodb-buffer-pool-size=64M",
    "--innodb-doublewrite=OFF", "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync",
    "--performance-schema=OFF", "--secure-file-priv=", "--skip-log-bin", "--skip-name-resolve", "--skip-networking",
)  # fmt: skip
MYSQL_SETTINGS = ("--innodb-redo-log-capacity=64M", "--mysqlx=OFF")
MARIADB_SETTINGS = ("--innodb-log-file-size=16M",)


@dataclass(frozen=True, slots=True, kw_only=True)
class MySQLServer:
    """A running server of MySQL or MariaDB that holds nothing but what the tests make in it."""

    kind: str  # mysql or mariadb
    socket: Path
    source: str  # where the programs come from
    version: str  # "9.7.4"
    admin: Admin  # a connection to no database, in autocommit mode
    native: frozenset[tuple[str, str]]  # the accounts that the server itself came with

    @property
    def client(self) -> list[str]:
        """The command line of a client; MariaDB's and MySQL's go with both. Raises Unavailable."""
        program = shutil.which("mariadb") or shutil.which("mysql")
        if not program:
            raise Unavailable("install the command-line client mariadb")
        return [program, "--no-defaults", f"--socket={self.socket}", "--user=root", "--default-character-set=utf8mb4"]

    def url(self, database: str = "") -> str:
        return f"{self.kind}://root@localhost/{database}?socket={self.socket}"

    def connect(self, database: str) -> Admin:
        """A connection to a database, in autocommit mode."""
        return _connect(self.socket, database)

    def create_database(self, name: str, *, charset: str = "", collation: str = "") -> str:
        """Make an empty database, with the server's character set and collation if none is named; return its URL."""
        options = f" CHARACTER SET {charset}" if charset else ""
        options += f" COLLATE {collation}" if collation else ""
        _rows(self.admin, f"CREATE DATABASE `{name}`{options}")
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drop a database, with the connections to it, which would make that wait."""
        import pymysql

        for (connection,) in _rows(self.admin, "SELECT id FROM information_schema.processlist WHERE db = %s", name):
            with suppress(pymysql.OperationalError):  # it has just ended by itself
                _rows(self.admin, f"KILL {connection}")
        _rows(self.admin, f"DROP DATABASE IF EXISTS `{name}`")

    def shared_objects(self) -> list[tuple[str, str]]:
        """The users and roles made since the start, as (kind, name)."""
        return [
            ("role" if self.kind == "mariadb" and not host else "user", _account(user, host))
            for user, host in sorted(_accounts(self.admin) - self.native)
        ]

    def drop_shared_objects(self) -> None:
        """Drop what `shared_objects` lists."""
        for kind, name in self.shared_objects():
            _rows(self.admin, f"DROP {kind} {name}")


def _rows(admin: Admin, sql: str, *values: str) -> tuple[tuple[Any, ...], ...]:
    with admin.cursor() as cursor:
        cursor.execute(sql, values or None)  # without values a % is a %
        return tuple(cursor.fetchall())


def _accounts(admin: Admin) -> frozenset[tuple[str, str]]:
    return frozenset((user, host) for user, host in _rows(admin, "SELECT user, host FROM mysql.user"))


def _account(user: str, host: str) -> str:
    """A role of MariaDB has no host."""
    return "@".join("'" + part.replace("\\", "\\\\").replace("'", "''") + "'" for part in (user, host) if part)


def mysql_installation(kind: str) -> tuple[str, Path]:
    """Where the server program is, as (source, path): the variable's first, .ci/mysql.sh's, the system's.

    Raises:
        Unavailable: there is none.
    """
    variable, script = {
        "mysql": ("SCHEMAC_MYSQLD", f"`.ci/mysql.sh {sys.prefix}` fetches it"),
        "mariadb": ("SCHEMAC_MARIADBD", "install the package mariadb-server-core"),
    }[kind]
    candidates: list[tuple[str, str | Path | None]] = [(variable, os.environ.get(variable))]
    if kind == "mysql":
        candidates.append(("environment", Path(sys.prefix, "mysql", "mysqld")))
    # Either may be called mysqld, and Debian keeps servers where a user's PATH does not lead.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    candidates += [("system", shutil.which(name, path=path)) for name in ("mariadbd", "mysqld")]
    for source, program in candidates:
        if program and mysql_version(Path(program))[0] == kind:
            return source, Path(program)
    raise Unavailable(f"{script}; or name the path of its server program in {variable}")


@functools.cache
def mysql_version(program: Path) -> tuple[str, str]:
    """Whose server a program is, and its version; ("", "") if it cannot be run."""
    try:
        run = subprocess.run([program, "--no-defaults", "--version"], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return "", ""
    version = re.search(r"\bVer (\d+(?:\.\d+)*)", run.stdout)
    return "mariadb" if "MariaDB" in run.stdout else "mysql", version[1] if version else ""


@contextmanager
def mysql(kind: str) -> Iterator[MySQLServer]:
    """Run a server of MySQL or MariaDB for the length of a `with` block.

    Raises:
        Unavailable: there is none on this machine.
        RuntimeError: there is one, but it does not start.
    """
    source, program = mysql_installation(kind)
    with supervisor.directory(f"schemac-{kind}-") as home:
        data = home / "data"
        _initialise(kind, program, data)
        settings = [*SETTINGS, *(MYSQL_SETTINGS if kind == "mysql" else MARIADB_SETTINGS)]
        paths = [f"--datadir={data}", f"--socket={home / 'socket'}", f"--pid-file={home / 'pid'}"]
        with (
            supervisor.started(
                [str(program), "--no-defaults", *_as_root(), *paths, *settings],
                home,
                lambda: _connect(home / "socket"),
                OSError,
                stop=signal.SIGKILL,  # an orderly end takes a second, and there is nothing to save
            ) as admin,
            admin,
        ):
            yield MySQLServer(
                kind=kind,
                socket=home / "socket",
                source=source,
                version=_rows(admin, "SELECT version()")[0][0].split("-")[0],
                admin=admin,
                native=_accounts(admin),
            )


def _connect(path: Path, database: str | None = None) -> Admin:
    import pymysql

    with socket.socket(socket.AF_UNIX) as probe:
        probe.connect(str(path))  # PyMySQL leaves its own socket open where nobody listens yet
    # A context for TLS would take 50 ms, and is of no use here.
    return pymysql.connect(unix_socket=str(path), user="root", database=database, ssl_disabled=True, autocommit=True)


def _as_root() -> list[str]:
    """Root has to say that it is meant."""
    return ["--user=root"] if os.geteuid() == 0 else []


def _initialise(kind: str, program: Path, data: Path) -> None:
    """Make the data directory: MySQL's is a copy of the one that .ci/mysql.sh has made, which saves four seconds."""
    template = program.with_name("data")
    if kind == "mysql" and template.is_dir():
        shutil.copytree(template, data)
    elif kind == "mysql":
        options = ["--initialize-insecure", f"--datadir={data}", *MYSQL_SETTINGS, "--secure-file-priv="]
        supervisor.run([str(program), "--no-defaults", *_as_root(), *options], data.parent)
    else:
        options = ["--auth-root-authentication-method=normal", "--skip-test-db", *MARIADB_SETTINGS]
        install = [_install_db(program), "--no-defaults", *_as_root(), f"--datadir={data}"]
        supervisor.run([*install, *options], data.parent)


def _install_db(mariadbd: Path) -> str:
    """The script that makes a data directory; it belongs to the server."""
    prefix = mariadbd.resolve().parent.parent
    names = [prefix / folder / "mariadb-install-db" for folder in ("bin", "scripts")]
    found = next((str(name) for name in names if name.exists()), None) or shutil.which("mariadb-install-db")
    if not found:
        raise Unavailable("the script mariadb-install-db is missing; install the package mariadb-server-core")
    return found
