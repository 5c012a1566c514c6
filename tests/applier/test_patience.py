"""Locks and statements that take too long, and one transaction for all."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from schemac_apply import execution, migrate, rollback
from schemac_apply.drivers import connect
from schemac_apply.errors import MigrationFailed, ScriptError
from schemac_apply.results import Event

from .conftest import MYSQLS, Project

COUNTED = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
    " SELECT count(*) AS k FROM n a, n b, n c, n d"
)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses that a test can wait for."""
    monkeypatch.setattr(execution, "_FIRST_PAUSE", 0.05)


@pytest.fixture
def locked(server_project: Project) -> Any:
    """A project with a table that another session has locked, and that session."""
    server_project.run("CREATE TABLE a (id integer)")
    with connect(server_project.url) as other:
        other.begin()
        other.execute("INSERT INTO a VALUES (1)")
        other.query("SELECT * FROM a")
        yield server_project, other


@pytest.mark.usefixtures("quick")
def test_lock_that_cannot_be_had_is_tried_again_and_given_up(locked: Any):
    project, other = locked
    project.write("0001_a", "CREATE TABLE b (id integer);\nALTER TABLE a ADD COLUMN x integer;\n")
    events: list[Event] = []
    with pytest.raises(MigrationFailed, match="lock"):
        migrate(project.url, project.folder, lock_timeout=0.1, lock_retries=2, on_event=events.append)
    retries = [event for event in events if event.kind == "retrying"]
    assert [event.detail.rpartition("; ")[2] for event in retries] == [
        "trying again in 0.05 s (1 of 2)",
        "trying again in 0.1 s (2 of 2)",
    ]
    assert {(event.migration, event.number, event.line) for event in retries} == {("0001_a", 2, 2)}
    assert project.tables() == ({"a"} if project.transactional else {"a", "b"})
    other.rollback()
    assert migrate(project.url, project.folder, lock_timeout=5).applied == ("0001_a",)
    assert project.tables() == {"a", "b"}


@pytest.mark.usefixtures("quick")
def test_lock_that_comes_free_is_had(locked: Any):
    project, other = locked
    project.write("0001_a", "CREATE TABLE b (id integer);\nALTER TABLE a ADD COLUMN x integer;\n")
    freed = threading.Event()

    def free(event: Event) -> None:
        if event.kind == "retrying" and not freed.is_set():
            other.rollback()
            freed.set()

    assert migrate(project.url, project.folder, lock_timeout=0.1, on_event=free).applied == ("0001_a",)
    assert freed.is_set()
    assert project.rows("SELECT statements_done, in_doubt FROM schemac_migrations") == [(2, 0)]


@pytest.mark.usefixtures("quick")
def test_only_the_transaction_that_waits_is_run_again(server_project: Project):
    project = server_project
    project.run("CREATE TABLE log (id integer)")
    project.run("CREATE TABLE a (id integer PRIMARY KEY, n integer)")
    project.run("INSERT INTO a VALUES (1, 0)")
    project.write(
        "0001_a",
        "-- schemac:no-transaction\n\nINSERT INTO log VALUES (1);\nCREATE TABLE b (id integer);\n"
        "BEGIN;\nINSERT INTO log VALUES (2);\n-- schemac:lock-timeout 1s\nUPDATE a SET n = n + 1;\nCOMMIT;\n"
        "INSERT INTO log VALUES (3);\n",
    )
    with connect(project.url) as other:
        other.begin()
        other.execute("UPDATE a SET n = 10")

        def free(event: Event) -> None:
            if event.kind == "retrying":
                other.commit()

        migrate(project.url, project.folder, on_event=free)
    assert project.rows("SELECT id FROM log ORDER BY id") == [(1,), (2,), (3,)]
    assert project.rows("SELECT n FROM a") == [(11,)]


def test_concurrent_index_that_cannot_have_its_lock_is_not_tried_again(postgres_project: Project):
    project = postgres_project
    project.run("CREATE TABLE a (id integer)")
    project.write("0001_a", "-- schemac:no-transaction\nCREATE INDEX CONCURRENTLY i ON a (id);\n")
    with connect(project.url) as other:
        other.begin()
        other.execute("INSERT INTO a VALUES (1)")
        with pytest.raises(MigrationFailed) as caught:
            migrate(project.url, project.folder, lock_timeout=0.1)
    assert "invalid index" in (caught.value.help or "")


@pytest.mark.parametrize("place", ["run", "file", "statement"])
def test_statement_that_takes_too_long_is_stopped(project: Project, place: str):
    slow = {
        "postgres": "SELECT pg_sleep(30)",
        "sqlite": "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1e12) SELECT max(n) FROM c",
    }.get(project.dialect, f"CREATE TABLE c AS {COUNTED}")
    head = "-- schemac:statement-timeout 300ms\n\n" if place == "file" else ""
    own = "-- schemac:statement-timeout 300ms\n" if place == "statement" else ""
    project.write("0001_a", f"{head}CREATE TABLE b (id integer);\n{own}{slow};\n")
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder, statement_timeout=0.3 if place == "run" else None)
    assert caught.value.number == 2
    assert caught.value.cause.answered
    assert project.tables() == (set() if project.transactional else {"b"})
    project.write("0001_a", "CREATE TABLE b (id integer);\nCREATE TABLE c (id integer);\n")
    assert migrate(project.url, project.folder, repair=True, statement_timeout=30).applied == ("0001_a",)


def test_all_or_nothing(transactional_project: Project):
    project = transactional_project
    project.write("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n")
    project.write("0002_b", "CREATE TABLE b (id integer);\nINSERT INTO nowhere VALUES (1);\n", "DROP TABLE b;\n")
    events: list[Event] = []
    with pytest.raises(MigrationFailed, match="nothing of the run is applied"):
        migrate(project.url, project.folder, single_transaction=True, on_event=events.append)
    assert [event.kind for event in events if event.kind != "running"] == ["applying", "applying"]
    assert project.tables() == set()
    assert set(project.states().values()) == {"pending"}
    project.write("0002_b", "CREATE TABLE b (id integer);\n", "DROP TABLE b;\n")
    code, out, err = project.command("apply", "--single-transaction")
    assert (code, out) == (0, "applied 2 migrations\n"), err
    assert set(project.states().values()) == {"applied"}
    project.run("DROP TABLE a")
    with pytest.raises(MigrationFailed, match="nothing of the run"):
        rollback(project.url, project.folder, steps=2, single_transaction=True)
    assert project.tables() == {"b"}
    project.run("CREATE TABLE a (id integer)")
    assert rollback(project.url, project.folder, steps=2, single_transaction=True).rolled_back == ("0002_b", "0001_a")
    assert project.tables() == set()


def test_all_or_nothing_keeps_rows_of_a_rebuilt_table(sqlite_project: Project):
    project = sqlite_project
    project.write(
        "0001_a",
        "CREATE TABLE parent (id integer PRIMARY KEY);\n"
        "CREATE TABLE child (id integer REFERENCES parent ON DELETE CASCADE);\n"
        "INSERT INTO parent VALUES (1);\nINSERT INTO child VALUES (1);\n",
    )
    rebuild = (
        "PRAGMA foreign_keys = OFF;\nCREATE TABLE new (id integer PRIMARY KEY, x text);\n"
        "INSERT INTO new (id) SELECT id FROM parent{};\nDROP TABLE parent;\nALTER TABLE new RENAME TO parent;\n"
    )
    project.write("0002_b", rebuild.format(" WHERE id > 1"))
    with pytest.raises(MigrationFailed, match="rows without a parent"):
        migrate(project.url, project.folder, single_transaction=True)
    assert project.tables() == set()
    project.write("0002_b", rebuild.format(""))
    migrate(project.url, project.folder, single_transaction=True)
    assert project.rows("SELECT * FROM child") == [(1,)]


@pytest.mark.parametrize("dialect", ["postgres", "sqlite", *MYSQLS])
def test_all_or_nothing_is_refused_beforehand(new_project: Any, dialect: str):
    project: Project = new_project(dialect)
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    project.write("0002_b", "CREATE TABLE b (id integer);\n\n-- schemac:no-transaction\nVACUUM;\n")
    with pytest.raises(ScriptError, match="outside a transaction") as caught:
        migrate(project.url, project.folder, single_transaction=True)
    assert (caught.value.path or "", caught.value.line) == (
        (str(project.folder / "0002_b.sql"), 4) if project.transactional else (str(project.folder / "0001_a.sql"), 1)
    )
    assert project.tables() == set()
