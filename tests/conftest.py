"""Databases for the tests, and what pytest says about them.

Each worker of pytest-xdist runs servers of its own, at a second each, since roles and users belong to a
server and not to a database. A test gets fresh databases, and what it leaves behind is dropped.
"""

from __future__ import annotations

import importlib
import itertools
import os
import shutil
import string
import sys
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest

from . import servers

NOT_TESTED = "NOT TESTED"
# Name of a server → the line about it in the report.
REPORT = pytest.StashKey[dict[str, str]]()
POSTGRES = pytest.StashKey[tuple[str, ...]]()

# A busy machine is not a failure, and the same commit gives the same verdict.
hypothesis.settings.register_profile("schemac", deadline=None, derandomize=True)
hypothesis.settings.load_profile("schemac")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("schemac")
    group.addoption("--update", action="store_true", help="rewrite the golden files with what was computed")
    group.addoption(
        "--require-servers",
        metavar="NAMES",
        default=os.environ.get("SCHEMAC_REQUIRE_SERVERS", ""),
        help="comma-separated (postgres, postgres15, mysql, mariadb, pgbouncer, sqlite3) or 'all':"
        " fail instead of skipping where one is missing",
    )
    group.addoption(
        "--postgres-versions",
        metavar="MAJORS",
        default=os.environ.get("SCHEMAC_POSTGRES_VERSIONS", ""),
        help="comma-separated major versions to run the tests of PostgreSQL on (default: the one found first)",
    )
    group.addoption(
        "--sqlite-module",
        metavar="NAME",
        default="",
        help="a module to take for the standard library's sqlite3, such as pysqlite3, whose SQLite is newer",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[REPORT] = {}
    if module := config.getoption("--sqlite-module"):
        # No module under test has been imported so far.
        sys.modules["sqlite3"] = importlib.import_module(module)
    # The developer's own settings would change where the tests connect to.
    for name in os.environ.keys() - servers.neutral_environment().keys() | {"DATABASE_URL", "SCHEMAC_URL"}:
        os.environ.pop(name, None)
    # So would the option files and passwords in a home.
    home = tempfile.TemporaryDirectory(prefix="schemac-home-")
    config.add_cleanup(home.cleanup)
    os.environ["HOME"] = home.name
    config.stash[POSTGRES] = _postgres_names(config.getoption("--postgres-versions"))


def _postgres_names(majors: str) -> tuple[str, ...]:
    """The PostgreSQL servers of this run by name, such as postgres18."""
    if majors:
        return tuple(f"postgres{int(major)}" for major in majors.split(","))
    try:
        return (f"postgres{servers.postgres_major(servers.postgres_installation()[1])}",)
    except servers.Unavailable:
        return ("postgres",)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    # What asks for the server of PostgreSQL is run on each of them.
    if "postgres" in metafunc.fixturenames:
        names = metafunc.config.stash[POSTGRES]
        metafunc.parametrize("postgres", names, indirect=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["servers"] = session.config.stash[REPORT]


@pytest.hookimpl(optionalhook=True)  # a hook of pytest-xdist
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[REPORT].update(getattr(node, "workeroutput", {}).get("servers", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.stash[REPORT]:
        return
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    terminalreporter.section("servers and clients")
    for kind, line in sorted(config.stash[REPORT].items()):
        missing = line.startswith(NOT_TESTED)
        count = sum(f"{NOT_TESTED} {kind}:" in reason for reason in skipped)
        tail = f" ({count} tests skipped)" if count else ""
        terminalreporter.write_line(line + tail, red=missing, bold=missing)


def _missing(config: pytest.Config, kind: str, reason: str) -> NoReturn:
    """Skip the test, or fail it where this kind of server was required."""
    message = f"{NOT_TESTED} {kind}: {reason}"
    config.stash[REPORT][kind] = message
    required = config.getoption("--require-servers").split(",")
    if {"all", kind, kind.rstrip(string.digits)} & set(required):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def start_server(pytestconfig: pytest.Config) -> Iterator[Callable[[str], servers.Server]]:
    """The server of a name such as postgres15, mysql or mariadb, started when it is first asked for."""
    started: dict[str, servers.Server] = {}
    with ExitStack() as stack:

        def start(name: str) -> servers.Server:
            if name not in started:
                try:
                    started[name] = server = stack.enter_context(_server(name))
                except servers.Unavailable as unavailable:
                    _missing(pytestconfig, name, str(unavailable))
                kind = name.rstrip(string.digits)
                pytestconfig.stash[REPORT][name] = f"{kind} {server.version} ({server.source})"
            return started[name]

        yield start


def _server(name: str) -> AbstractContextManager[servers.Server]:
    if name in ("mysql", "mariadb"):
        return servers.mysql(name)
    return servers.postgres(name.removeprefix("postgres"))


@pytest.fixture(scope="session")
def postgres_server(
    pytestconfig: pytest.Config, start_server: Callable[[str], servers.PostgresServer]
) -> servers.PostgresServer:
    """The last PostgreSQL server of this run, with `psql` and `pg_dump` of the same version."""
    return start_server(pytestconfig.stash[POSTGRES][-1])


@pytest.fixture(scope="session")
def mysql_server(start_server: Callable[[str], servers.MySQLServer]) -> servers.MySQLServer:
    """The server of MySQL."""
    return start_server("mysql")


@pytest.fixture(scope="session")
def mariadb_server(start_server: Callable[[str], servers.MySQLServer]) -> servers.MySQLServer:
    """The server of MariaDB."""
    return start_server("mariadb")


@pytest.fixture(scope="session")
def sqlite3_client(pytestconfig: pytest.Config) -> str:
    """The path of SQLite's command-line client."""
    client = shutil.which("sqlite3")
    if not client:
        _missing(pytestconfig, "sqlite3", "install the command-line client sqlite3")
    return client


@pytest.fixture(scope="session")
def _database_names() -> Iterator[str]:
    return (f"test_{number}" for number in itertools.count(1))


@pytest.fixture(scope="session")
def _used_databases() -> dict[str, deque[str]]:
    """The databases of tests that are over, not yet dropped, by server."""
    return defaultdict(deque)


@pytest.fixture
def fresh(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    _database_names: Iterator[str],
    _used_databases: dict[str, deque[str]],
) -> Iterator[Callable[[str], str]]:
    """Makes a new, empty database and returns its URL.

    It is called with a dialect, or with a server of this run, such as postgres15. PostgreSQL is the server of the
    fixture `postgres` where a test has it too. What a test leaves on a server besides databases is dropped.
    """
    databases: list[tuple[str, str]] = []
    parameters = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    own_postgres = parameters.get("postgres", request.config.stash[POSTGRES][-1])

    def make(where: str) -> str:
        name = next(_database_names)
        if where == "sqlite":
            sqlite3 = importlib.import_module("sqlite3")  # not before the option says which one that is
            request.config.stash[REPORT]["sqlite"] = f"sqlite {sqlite3.sqlite_version} ({sqlite3.__name__})"
            return f"sqlite:///{tmp_path / name}.db"
        if where.rstrip(string.digits) not in ("postgres", "mysql", "mariadb"):
            raise ValueError(f"no databases of {where!r} here")
        server_name = own_postgres if where == "postgres" else where
        server: servers.Server = request.getfixturevalue("start_server")(server_name)
        databases.append((server_name, name))
        return server.create_database(name)

    yield make
    for server_name, name in databases:
        _used_databases[server_name].append(name)
    for server_name in {server_name for server_name, _ in databases}:
        _drop_databases(request.getfixturevalue("start_server")(server_name), _used_databases[server_name])


def _drop_databases(server: servers.Server, names: deque[str]) -> None:
    # A connection to PostgreSQL that was just closed lingers for a moment and makes DROP DATABASE wait 100 ms, so
    # the last few databases are left for later, unless a role or a tablespace has to go.
    keep = 0 if server.shared_objects() else 8
    while len(names) > keep:
        server.drop_database(names.popleft())
    if not keep:
        server.drop_shared_objects()


@pytest.fixture
def postgres(request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> str:
    """The URL of a new, empty PostgreSQL database; the test is run on each server of this run."""
    return fresh(request.param)


@pytest.fixture
def mysql(fresh: Callable[[str], str]) -> str:
    """The URL of a new, empty database of MySQL."""
    return fresh("mysql")


@pytest.fixture
def mariadb(fresh: Callable[[str], str]) -> str:
    """The URL of a new, empty database of MariaDB."""
    return fresh("mariadb")


@pytest.fixture
def sqlite_url(fresh: Callable[[str], str]) -> str:
    """The URL of a SQLite file that does not exist yet."""
    return fresh("sqlite")
