"""Migration folders and databases for the applier's tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import schemac_apply
from schemac_apply.drivers import connect, dialect_of
from schemac_apply.folder import write_folder_file
from schemac_apply.ledger import Ledger

MYSQLS = ("mysql", "mariadb")
_MAIN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);from schemac_apply.cli import main; main()"
)


@dataclass(frozen=True)
class Project:
    """A migration folder and the database it is applied to."""

    folder: Path
    url: str

    @property
    def dialect(self) -> str:
        return dialect_of(self.url)

    def write(self, name: str, sql: str, down: str | None = None) -> Path:
        file = self.folder / f"{name}.sql"
        file.write_text(sql, newline="")
        if down is not None:
            (self.folder / f"{name}.down.sql").write_text(down, newline="")
        return file

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with connect(self.url) as connection:
            return connection.query(sql)

    def run(self, sql: str) -> None:
        with connect(self.url) as connection:
            connection.execute(sql)

    def tables(self) -> set[str]:
        """The names of the tables, without the ledger."""
        catalogue = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
            "postgres": "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
            "mysql": "SHOW TABLES",
            "mariadb": "SHOW TABLES",
        }
        return {name for (name,) in self.rows(catalogue[self.dialect])} - {"schemac_migrations"}

    @property
    def transactional(self) -> bool:
        """Whether a file that fails leaves nothing, as it does where DDL is transactional."""
        return self.dialect not in MYSQLS

    def lock_key(self) -> str:
        """What appliers of this project lock."""
        with connect(self.url) as connection:
            return Ledger(connection, table="schemac_migrations", schema=None).table

    def states(self) -> dict[str, str]:
        status = schemac_apply.status(self.url, self.folder)
        return {entry.name: entry.state for entry in status.entries}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The command, in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", _MAIN, *arguments, "--url", self.url, "--dir", str(self.folder)],
            env={**os.environ, "PYTHONPATH": str(Path(schemac_apply.__file__).parents[1])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def command(self, *arguments: str) -> tuple[int, str, str]:
        """The command's exit code, standard output and standard error."""
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def interrupt(self, process: subprocess.Popen[str]) -> tuple[int, str]:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        return process.returncode, err


@pytest.fixture
def new_project(tmp_path: Path, fresh: Callable[[str], str]) -> Callable[[str], Project]:
    """Makes an empty folder and an empty database of a dialect."""

    def make(dialect: str) -> Project:
        folder = tmp_path / f"{dialect}_migrations"
        write_folder_file(folder, dialect=dialect)
        return Project(folder, fresh(dialect))

    return make


@pytest.fixture(params=["sqlite", "postgres", *MYSQLS])
def project(request: pytest.FixtureRequest, new_project: Callable[[str], Project]) -> Project:
    """A project of each dialect in turn."""
    return new_project(request.param)


@pytest.fixture(params=["sqlite", "postgres"])
def transactional_project(request: pytest.FixtureRequest, new_project: Callable[[str], Project]) -> Project:
    """A project of each dialect whose DDL is transactional."""
    return new_project(request.param)


@pytest.fixture(params=["postgres", *MYSQLS])
def server_project(request: pytest.FixtureRequest, new_project: Callable[[str], Project]) -> Project:
    """A project of each dialect that has a server."""
    return new_project(request.param)


@pytest.fixture(params=MYSQLS)
def mysql_project(request: pytest.FixtureRequest, new_project: Callable[[str], Project]) -> Project:
    """A project of MySQL and of MariaDB in turn."""
    return new_project(request.param)


@pytest.fixture
def sqlite_project(new_project: Callable[[str], Project]) -> Project:
    return new_project("sqlite")


@pytest.fixture
def postgres_project(new_project: Callable[[str], Project]) -> Project:
    return new_project("postgres")
