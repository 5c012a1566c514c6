"""The clients that run scripts, and what a database is afterwards."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from schemac_apply.clients import write_script
from schemac_apply.folder import read_folder
from tests import servers
from tests.applier.conftest import Project
from tests.oracle import mysql_dumps


def script_of(project: Project, *, idempotent: bool = True, after: str | None = None, to: str | None = None) -> str:
    return "".join(write_script(read_folder(project.folder), idempotent=idempotent, after=after, to=to))


@dataclass(frozen=True)
class Client:
    """The client of a dialect.

    Args:
        request: finds the servers.
        directory: where it is started.
    """

    request: pytest.FixtureRequest
    directory: Path

    def command(self, project: Project, *, idempotent: bool = True) -> Sequence[str]:
        if project.dialect == "postgres":
            stop = [] if idempotent else ["-v", "ON_ERROR_STOP=1"]
            server: servers.PostgresServer = self.request.getfixturevalue("postgres_server")
            return [server.psql, "-X", "-q", *stop, "-f", "-", project.url]
        if project.dialect == "sqlite":
            client: str = self.request.getfixturevalue("sqlite3_client")
            return [client, *([] if idempotent else ["-bail"]), project.url.removeprefix("sqlite:///")]
        return [*self._mysql(project).client, "--comments", _database(project)]

    def start(self, project: Project, *, idempotent: bool = True) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(project, idempotent=idempotent),
            cwd=self.directory,
            env=servers.neutral_environment() | {"LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, project: Project, text: str, *, idempotent: bool = True) -> tuple[int, str]:
        """The exit code, and what it says on standard error."""
        with self.start(project, idempotent=idempotent) as process:
            _, err = process.communicate(text, timeout=120)
        return process.returncode, err

    def dump(self, project: Project) -> str:
        """The database as SQL: its objects, and its rows but for those of the ledger."""
        if project.dialect == "postgres":
            server: servers.PostgresServer = self.request.getfixturevalue("postgres_server")
            options = ["--inserts", "--exclude-table-data=*.schemac_migrations", "-d", project.url]
            done = subprocess.run([server.pg_dump, *options], capture_output=True, text=True, check=True)
            # A key that is new in each dump.
            return re.sub(r"^\\(?:un)?restrict .*$", "", done.stdout, flags=re.MULTILINE)
        if project.dialect == "sqlite":
            catalogue = project.rows("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        else:
            with self._mysql(project).connect(_database(project)) as connection:
                script = mysql_dumps.script(connection)
            catalogue = [(script,)]
        names = sorted(project.tables() - {"sqlite_sequence"})
        quote = '"' if project.dialect == "sqlite" else "`"
        quoted = [quote + name.replace(quote, quote * 2) + quote for name in names]
        rows = [(name, sorted(map(repr, project.rows(f"SELECT * FROM {name}")))) for name in quoted]
        return "\n".join(map(str, [*catalogue, *rows]))

    def _mysql(self, project: Project) -> servers.MySQLServer:
        server: servers.MySQLServer = self.request.getfixturevalue(f"{project.dialect}_server")
        return server


def ledger(project: Project, *, doubts: bool = True) -> list[tuple[object, ...]]:
    """The rows of the ledger, without times; who applied them is not known to SQLite's shell."""
    columns = "name, hash, statements_done, statements_total, down_sql, tool_version"
    columns += (", in_doubt" if doubts else "") + ("" if project.dialect == "sqlite" else ", applied_by")
    return project.rows(f"SELECT {columns} FROM schemac_migrations ORDER BY name")


def _database(project: Project) -> str:
    return project.url.split("?")[0].rsplit("/", 1)[1]
