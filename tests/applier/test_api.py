"""What an application calls: connections of its own, asyncio, logging, callbacks."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import schemac_apply
from schemac_apply import (
    baseline,
    baseline_async,
    migrate,
    migrate_async,
    rollback,
    rollback_async,
    status,
    status_async,
)
from schemac_apply.drivers import connect
from schemac_apply.errors import FolderError, UsageError
from schemac_apply.folder import read_folder
from schemac_apply.results import Event

from .conftest import Project


@pytest.fixture
def two(project: Project) -> Project:
    project.write("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n")
    project.write("0002_b", "CREATE TABLE b (id integer);\n", "DROP TABLE b;\n")
    return project


def test_everything_public_is_there_and_has_words():
    for name in schemac_apply.__all__:
        assert getattr(schemac_apply, name) is not None
        if not name.startswith("__"):
            assert getattr(schemac_apply, name).__doc__, name


def test_functions_take_an_open_connection(two: Project):
    with connect(two.url) as ours:
        assert migrate(ours.raw, two.folder, lock_timeout=5).applied == ("0001_a", "0002_b")
        assert [entry.state for entry in status(ours.raw, two.folder).entries] == ["applied", "applied"]
        assert rollback(ours.raw, two.folder).rolled_back == ("0002_b",)
        assert ours.query("SELECT count(*) FROM schemac_migrations") == [(1,)]


def test_connection_with_a_transaction_of_its_own_is_refused(sqlite_project: Project):
    project = sqlite_project
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    raw = sqlite3.connect(project.url.removeprefix("sqlite:///"))
    raw.execute("CREATE TABLE own (id integer)")
    raw.execute("INSERT INTO own VALUES (1)")
    with pytest.raises(UsageError, match="transaction"):
        migrate(raw, project.folder)
    assert raw.in_transaction
    raw.commit()
    assert migrate(raw, project.folder).applied == ("0001_a",)
    assert raw.execute("SELECT id FROM own").fetchall() == [(1,)]
    raw.close()


def test_what_is_no_connection_is_refused(sqlite_project: Project):
    with pytest.raises(UsageError):
        migrate(object(), sqlite_project.folder)


def test_asyncio_goes_on_meanwhile(two: Project):
    async def application() -> list[Any]:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0.001)

        ticking = asyncio.create_task(tick())
        results = [
            await migrate_async(two.url, two.folder, to="0001"),
            await status_async(two.url, two.folder),
            await migrate_async(two.url, two.folder),
            await rollback_async(two.url, two.folder, steps=2),
        ]
        ticking.cancel()
        return [*results, ticks]

    first, seen, second, back, ticks = asyncio.run(application())
    assert (first.applied, second.applied, back.rolled_back) == (("0001_a",), ("0002_b",), ("0002_b", "0001_a"))
    assert [entry.state for entry in seen.entries] == ["applied", "pending"]
    assert ticks > 3


def test_appliers_of_one_process_wait_for_each_other(two: Project):
    async def application() -> list[tuple[str, ...]]:
        results = await asyncio.gather(*(migrate_async(two.url, two.folder) for _ in range(6)))
        return sorted(result.applied for result in results)

    assert [name for names in asyncio.run(application()) for name in names] == ["0001_a", "0002_b"]


def test_events_are_logged(two: Project, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, logger="schemac_apply"):
        migrate(two.url, two.folder)
    assert [record.getMessage().partition(" (")[0] for record in caplog.records] == [
        "applying 0001_a",
        "applied 0001_a",
        "applying 0002_b",
        "applied 0002_b",
    ]
    assert {record.name for record in caplog.records} == {"schemac_apply"}
    assert isinstance(vars(caplog.records[0])["event"], Event)
    caplog.clear()
    with caplog.at_level(logging.DEBUG, logger="schemac_apply"):
        rollback(two.url, two.folder)
    assert "running 0002_b: statement 1, line 1" in caplog.messages


def test_callback_that_fails_leaves_nothing_open(transactional_project: Project):
    project = transactional_project
    project.write("0001_a", "CREATE TABLE a (id integer);\n")

    def fail(event: Event) -> None:
        if event.kind == "running":
            raise RuntimeError("the application's own")

    with pytest.raises(RuntimeError, match="the application's own"):
        migrate(project.url, project.folder, on_event=fail)
    assert project.tables() == set()
    assert migrate(project.url, project.folder).applied == ("0001_a",)


def test_slow_statement_is_told_with_its_time(sqlite_project: Project):
    project = sqlite_project
    slow = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 30000000) SELECT max(n) FROM c"
    project.write("0001_a", f"SELECT 1;\n\n-- schemac:lock-timeout 9s\n{slow};\n")
    events: list[Event] = []
    migrate(project.url, project.folder, on_event=events.append)
    assert [(event.number, event.line) for event in events if event.kind == "running"] == [(1, 1), (2, 4)]
    (ran,) = [event for event in events if event.kind == "ran"]
    assert (ran.number, ran.line) == (2, 4)
    assert (ran.duration_ms or 0) >= 1000


def test_baseline_runs_nothing(two: Project):
    two.run("CREATE TABLE a (id integer)")
    assert baseline(two.url, two.folder, to="0001", dry_run=True).baselined == ("0001_a",)
    assert two.states() == {"0001_a": "pending", "0002_b": "pending"}
    assert asyncio.run(baseline_async(two.url, two.folder, to="0001")).baselined == ("0001_a",)
    assert two.states() == {"0001_a": "applied", "0002_b": "pending"}
    with pytest.raises(UsageError, match="it has 1 already"):
        baseline(two.url, two.folder)
    assert migrate(two.url, two.folder).applied == ("0002_b",)
    assert rollback(two.url, two.folder, steps=2).rolled_back == ("0002_b", "0001_a")
    assert two.tables() == set()


def test_baseline_needs_a_word_that_nothing_is_checked(two: Project):
    code, _, err = two.command("baseline")
    assert code == 2
    assert "--unchecked" in err
    code, out, err = two.command("baseline", "--unchecked")
    assert (code, out) == (0, "recorded 2 migrations as applied\n"), err


def test_proof_that_fails_records_nothing(two: Project):
    def disprove(connection: Any, name: str) -> None:
        assert (connection.dialect, name) == (two.dialect, "0002_b")
        raise UsageError("it is another one")

    with pytest.raises(UsageError, match="another one"):
        baseline(two.url, two.folder, proof=disprove)
    assert set(two.states().values()) == {"pending"}


def test_file_that_changes_while_it_is_read_is_refused(sqlite_project: Project):
    project = sqlite_project
    file = project.write("0001_a", "CREATE TABLE a (id integer);\n")
    contents = read_folder(project.folder)
    file.write_text("CREATE TABLE b (id integer);\n")
    with pytest.raises(FolderError, match="was changed while it was being read"):
        list(contents.migrations[0].chunks())


LARGE = """
import resource, sys
from pathlib import Path
from schemac_apply import migrate
folder = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
events = []
migrate(sys.argv[2], folder, on_event=lambda event: events.append(event) if event.kind == "applied" else None)
print(events[0].statements, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_large_file_needs_no_memory(new_project: Any, dialect: str):
    project: Project = new_project(dialect)
    row = f"INSERT INTO a VALUES (1, '{'x' * 20_000}');\n"
    with (project.folder / "0001_a.sql").open("w") as file:
        file.write("CREATE TABLE a (id integer, t text);\n")
        for _ in range(4_000):
            file.write(row)
    completed = subprocess.run(
        [sys.executable, "-c", LARGE, str(project.folder), project.url],
        env={"PYTHONPATH": str(Path(schemac_apply.__file__).parents[1]), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    statements, megabytes = map(int, completed.stdout.split())
    assert statements == 4_001
    # The file has 80.
    assert megabytes < 40
    assert project.rows("SELECT count(*) FROM a") == [(4_000,)]
