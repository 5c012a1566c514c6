"""Databases for the tests, and what pytest says about them.

Each worker of pytest-xdist runs servers of its own, at a second each, since roles and tablespaces belong to a
server and not to a database. A test gets fresh databases, and what it leaves behind is dropped.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest

from . import servers

NOT_TESTED = "NOT TESTED"
# Kind of server → the line about it in the report.
REPORT = pytest.StashKey[dict[str, str]]()

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
        help="comma-separated (postgres, sqlite3) or 'all': fail instead of skipping where one is missing",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[REPORT] = {}
    # The developer's own settings would change where the tests connect to.
    for name in list(os.environ):
        if name.startswith("PG") or name in {"DATABASE_URL", "SCHEMAC_URL"}:
            del os.environ[name]


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
    if "all" in required or kind in required:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Iterator[servers.PostgresServer]:
    """A PostgreSQL server, with `psql` and `pg_dump` of the same version."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(servers.postgres())
        except servers.Unavailable as unavailable:
            _missing(pytestconfig, "postgres", str(unavailable))
        pytestconfig.stash[REPORT]["postgres"] = f"postgres {server.version} ({server.source})"
        yield server


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
def _used_databases() -> deque[str]:
    """The databases of tests that are over, not yet dropped."""
    return deque()


@pytest.fixture
def fresh(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    _database_names: Iterator[str],
    _used_databases: deque[str],
) -> Iterator[Callable[[str], str]]:
    """Makes a new, empty database of the dialect it is called with, and returns its URL."""
    databases: list[str] = []

    def make(dialect: str) -> str:
        name = next(_database_names)
        if dialect == "postgres":
            server: servers.PostgresServer = request.getfixturevalue("postgres_server")
            databases.append(name)
            return server.create_database(name)
        if dialect == "sqlite":
            return f"sqlite:///{tmp_path / name}.db"
        raise ValueError(f"no databases of the dialect {dialect!r} here")

    yield make
    if databases:
        _used_databases.extend(databases)
        _drop_databases(request.getfixturevalue("postgres_server"), _used_databases)


def _drop_databases(server: servers.PostgresServer, names: deque[str]) -> None:
    # A connection that was just closed lingers for a moment and makes DROP DATABASE wait 100 ms, so the last
    # few databases are left for later, unless a role or a tablespace has to go.
    keep = 0 if server.shared_objects() else 8
    while len(names) > keep:
        server.drop_database(names.popleft())
    if not keep:
        server.drop_shared_objects()


@pytest.fixture
def postgres(fresh: Callable[[str], str]) -> str:
    """The URL of a new, empty PostgreSQL database."""
    return fresh("postgres")


@pytest.fixture
def sqlite_url(fresh: Callable[[str], str]) -> str:
    """The URL of a SQLite file that does not exist yet."""
    return fresh("sqlite")
