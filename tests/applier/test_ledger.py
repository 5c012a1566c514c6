"""The rules of the ledger, on every database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemac_apply import __version__, migrate, rollback, status
from schemac_apply.drivers import connect
from schemac_apply.errors import (
    DialectMismatch,
    Irreversible,
    LedgerMismatch,
    MigrationFailed,
    OrderRefused,
    ScriptError,
    UsageError,
)
from schemac_apply.folder import normalised_hash, write_folder_file
from schemac_apply.results import Event

from .conftest import Project


@pytest.fixture
def three(project: Project) -> Project:
    for number, name in enumerate("abc", 1):
        project.write(f"000{number}_{name}", f"CREATE TABLE {name} (id integer);\n", f"DROP TABLE {name};\n")
    return project


def test_applies_in_order_and_once(three: Project):
    result = migrate(three.url, three.folder)
    assert result.applied == ("0001_a", "0002_b", "0003_c")
    assert result.pending == ()
    assert three.tables() == {"a", "b", "c"}
    assert migrate(three.url, three.folder).applied == ()


def test_row_of_an_applied_migration(project: Project):
    file = project.write("0001_a", "CREATE TABLE a (id integer);\r\nSELECT '%s ?';\r\n", "DROP TABLE a;\r\n")
    migrate(project.url, project.folder)
    ((name, hash, done, total, down, version, by, took),) = project.rows(
        "SELECT name, hash, statements_done, statements_total,"
        " down_sql, tool_version, applied_by, duration_ms"
        " FROM schemac_migrations"
    )
    assert (name, hash, done, total) == ("0001_a", normalised_hash(file.read_bytes()), 2, 2)
    assert (down, version) == ("DROP TABLE a;\n", __version__)
    assert by
    assert took >= 0
    (entry,) = status(project.url, project.folder).entries
    assert entry.applied_at is not None
    assert entry.applied_at.endswith("+00:00")
    assert datetime.now(UTC) - datetime.fromisoformat(entry.applied_at) < timedelta(minutes=1)


def test_migration_without_statements_is_recorded(project: Project):
    project.write("0001_nothing", "-- nothing to do\n")
    assert migrate(project.url, project.folder).applied == ("0001_nothing",)
    assert project.states() == {"0001_nothing": "applied"}


def test_status_changes_nothing(three: Project):
    assert three.states() == {"0001_a": "pending", "0002_b": "pending", "0003_c": "pending"}
    with connect(three.url) as connection:
        assert not connection.has_table("schemac_migrations", None)


def test_dry_run_changes_nothing(three: Project):
    events: list[Event] = []
    result = migrate(three.url, three.folder, dry_run=True, to="0002", on_event=events.append)
    assert [(event.kind, event.migration, event.statements) for event in events] == [
        ("pending", "0001_a", 1),
        ("pending", "0002_b", 1),
    ]
    # What would run.
    assert (result.applied, result.pending) == ((), ("0001_a", "0002_b"))
    assert three.tables() == set()
    with connect(three.url) as connection:
        assert not connection.has_table("schemac_migrations", None)


def test_connection_of_the_caller_is_left_open(three: Project):
    with connect(three.url) as connection:
        migrate(connection, three.folder)
        rollback(connection, three.folder)
        assert [entry.state for entry in status(connection, three.folder).entries] == [
            "applied",
            "applied",
            "pending",
        ]
        assert connection.query("SELECT 1") == [(1,)]


@pytest.mark.parametrize("to", ["0002_b", "0002"])
def test_to_stops_after_a_migration(three: Project, to: str):
    result = migrate(three.url, three.folder, to=to)
    assert (result.applied, result.pending) == (("0001_a", "0002_b"), ("0003_c",))


@pytest.mark.parametrize(
    ("to", "message", "help"),
    [("000", "could be any of 0001_a, 0002_b, 0003_c", "more"), ("0002_d", "no migration '0002_d'", "0002_b"),
     ("", "could be any of", "more")],
)  # fmt: skip
def test_to_must_name_one_migration(three: Project, to: str, message: str, help: str):
    with pytest.raises(UsageError, match=message) as caught:
        migrate(three.url, three.folder, to=to)
    assert help in (caught.value.help or "")
    assert caught.value.exit_code == 2


def test_changed_and_vanished_files_are_all_named(three: Project):
    migrate(three.url, three.folder)
    three.write("0001_a", "CREATE TABLE a (id bigint);\n")
    three.write("0002_b", "CREATE TABLE b (id bigint);\n")
    (three.folder / "0003_c.sql").unlink()
    (three.folder / "0003_c.down.sql").unlink()
    assert three.states() == {"0001_a": "changed", "0002_b": "changed", "0003_c": "missing"}
    three.write("0004_d", "CREATE TABLE d (id integer);\n")
    with pytest.raises(LedgerMismatch) as caught:
        migrate(three.url, three.folder)
    assert (caught.value.changed, caught.value.vanished) == (("0001_a", "0002_b"), ("0003_c",))
    assert all(name in str(caught.value) for name in ("0001_a", "0002_b", "0003_c"))
    assert caught.value.exit_code == 1
    assert "d" not in three.tables()


def test_other_line_ends_are_no_change(three: Project):
    migrate(three.url, three.folder)
    (three.folder / "0001_a.sql").write_bytes(b"\xef\xbb\xbfCREATE TABLE a (id integer);\r\n")
    assert three.states()["0001_a"] == "applied"


def test_repair_accepts_what_changed_and_forgets_what_is_gone(three: Project):
    migrate(three.url, three.folder)
    old = normalised_hash((three.folder / "0001_a.sql").read_bytes())
    file = three.write("0001_a", "CREATE TABLE a (id bigint);\n", "DROP TABLE IF EXISTS a;\n")
    (three.folder / "0003_c.sql").unlink()
    (three.folder / "0003_c.down.sql").unlink()
    events: list[Event] = []
    preview = migrate(three.url, three.folder, repair=True, dry_run=True)
    assert (preview.repaired, preview.forgotten) == (("0001_a",), ("0003_c",))
    assert three.states() == {"0001_a": "changed", "0002_b": "applied", "0003_c": "missing"}
    result = migrate(three.url, three.folder, repair=True, on_event=events.append)
    assert (result.repaired, result.forgotten, result.applied) == (("0001_a",), ("0003_c",), ())
    repaired = next(event for event in events if event.kind == "repaired")
    assert old in repaired.detail
    assert normalised_hash(file.read_bytes()) in repaired.detail
    assert three.states() == {"0001_a": "applied", "0002_b": "applied"}
    rollback(three.url, three.folder, steps=2)
    assert three.tables() == {"c"}


def test_late_migration_is_applied_with_a_notice(three: Project):
    migrate(three.url, three.folder)
    three.write("0002_a_late", "CREATE TABLE late (id integer);\n")
    events: list[Event] = []
    with pytest.raises(OrderRefused, match="0002_a_late") as caught:
        migrate(three.url, three.folder, strict_order=True)
    assert caught.value.exit_code == 1
    assert "late" not in three.tables()
    assert migrate(three.url, three.folder, on_event=events.append).applied == ("0002_a_late",)
    assert [(event.kind, event.migration) for event in events] == [
        ("late", "0002_a_late"),
        ("applying", "0002_a_late"),
        ("running", "0002_a_late"),
        ("applied", "0002_a_late"),
    ]


def test_rollback_goes_back_through_what_was_applied_last(three: Project):
    migrate(three.url, three.folder, to="0001")
    three.write("0000_late", "CREATE TABLE late (id integer);\n", "DROP TABLE late;\n")
    migrate(three.url, three.folder)
    assert rollback(three.url, three.folder, steps=3).rolled_back == ("0003_c", "0002_b", "0000_late")
    assert three.tables() == {"a"}
    assert rollback(three.url, three.folder, steps=9).rolled_back == ("0001_a",)
    assert rollback(three.url, three.folder).rolled_back == ()
    assert migrate(three.url, three.folder).applied == ("0000_late", "0001_a", "0002_b", "0003_c")


def test_rollback_to_a_migration(three: Project):
    migrate(three.url, three.folder)
    assert rollback(three.url, three.folder, to="0001", dry_run=True).pending == ("0003_c", "0002_b")
    assert three.tables() == {"a", "b", "c"}
    assert rollback(three.url, three.folder, to="0001").rolled_back == ("0003_c", "0002_b")
    assert three.tables() == {"a"}
    with pytest.raises(UsageError):
        rollback(three.url, three.folder, to="0002")
    with pytest.raises(UsageError):
        rollback(three.url, three.folder, steps=0)


def test_rollback_runs_the_text_stored_when_it_was_applied(three: Project):
    migrate(three.url, three.folder)
    (three.folder / "0003_c.down.sql").write_text("DROP TABLE a;\n")
    rollback(three.url, three.folder)
    assert three.tables() == {"a", "b"}
    (three.folder / "0002_b.down.sql").unlink()
    rollback(three.url, three.folder)
    assert three.tables() == {"a"}


@pytest.mark.parametrize(
    "down",
    [None, "-- schemac:down irreversible\n", "-- schemac:down irreversible\n\nDROP TABLE a;\n",
     "-- schemac:down irreversible\nDROP TABLE a;\n"],
)  # fmt: skip
def test_what_has_no_way_back_is_refused_unless_forced(project: Project, down: str | None):
    project.write("0001_a", "CREATE TABLE a (id integer);\n", down)
    project.write("0002_b", "CREATE TABLE b (id integer);\n", "DROP TABLE b;\n")
    migrate(project.url, project.folder)
    with pytest.raises(Irreversible, match="0001_a") as caught:
        rollback(project.url, project.folder, steps=2)
    assert caught.value.migrations == ("0001_a",)
    assert project.tables() == {"a", "b"}
    assert rollback(project.url, project.folder, steps=2, force=True).rolled_back == ("0002_b", "0001_a")
    assert project.states() == {"0001_a": "pending", "0002_b": "pending"}
    assert project.tables() == (set() if down and "DROP" in down else {"a"})


def test_failing_rollback_leaves_the_migration_applied(three: Project):
    three.write("0004_d", "CREATE TABLE d (id integer);\n", "DROP TABLE d;\nDROP TABLE nowhere;\n")
    migrate(three.url, three.folder)
    with pytest.raises(MigrationFailed) as caught:
        rollback(three.url, three.folder)
    assert (caught.value.line, caught.value.number) == (2, 2)
    assert three.states()["0004_d"] == ("applied" if three.transactional else "partial")
    assert ("d" in three.tables()) == three.transactional


def test_nothing_is_run_if_a_later_file_cannot_be_read(three: Project):
    three.write("0004_d", "SELECT 'never ends;\n")
    with pytest.raises(ScriptError, match=r"0004_d\.sql:1: .* never ends"):
        migrate(three.url, three.folder)
    assert three.tables() == set()


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("-- schemac:no-transactions\nSELECT 1;", "unknown directive"),
        ("-- schemac:lock-timeout soon\nSELECT 1;", "not a duration"),
        ("-- schemac:lock-timeout\n\nSELECT 1;", "not a duration"),
        ("-- schemac:down maybe\nSELECT 1;", "irreversible"),
        ("CREATE TABLE d (id integer);\nROLLBACK;", "ROLLBACK would end"),
    ],
)
def test_what_cannot_be_honoured_is_refused(three: Project, sql: str, message: str):
    three.write("0004_d", sql)
    with pytest.raises(ScriptError, match=message):
        migrate(three.url, three.folder)
    assert three.tables() == set()


def test_ledger_has_the_name_that_the_folder_gives_it(project: Project):
    name = 'odd "name"? %s'
    write_folder_file(project.folder, dialect=project.dialect, ledger_table=name)
    project.write("0001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;")
    migrate(project.url, project.folder)
    assert project.tables() == {"a", name}
    assert project.states() == {"0001_a": "applied"}
    rollback(project.url, project.folder)
    assert project.states() == {"0001_a": "pending"}


def test_ledger_in_a_schema_of_its_own(postgres_project: Project):
    project = postgres_project
    write_folder_file(project.folder, dialect="postgres", ledger_schema="Ops")
    project.write("0001_a", "CREATE TABLE a (id integer);")
    project.run('CREATE SCHEMA "Ops"')
    migrate(project.url, project.folder)
    assert project.rows('SELECT name FROM "Ops".schemac_migrations') == [("0001_a",)]


def test_ledger_in_another_database(mysql_project: Project):
    project = mysql_project
    write_folder_file(project.folder, dialect=project.dialect, ledger_schema="Ops `x`")
    project.write("0001_a", "CREATE TABLE a (id integer);\nUSE information_schema;\n", "DROP TABLE a;")
    project.run("CREATE DATABASE `Ops ``x```")
    try:
        migrate(project.url, project.folder)
        assert project.rows("SELECT name FROM `Ops ``x```.schemac_migrations") == [("0001_a",)]
        assert project.tables() == {"a"}
        rollback(project.url, project.folder)
        assert project.states() == {"0001_a": "pending"}
    finally:
        project.run("DROP DATABASE `Ops ``x```")


def test_ledger_of_mysql_does_not_depend_on_the_defaults_of_the_database(mysql_project: Project):
    project = mysql_project
    project.run("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci")
    project.write("0001_ж", "CREATE TABLE a (id integer);\n", "-- €\nDROP TABLE a;\n" + "-- long\n" * 20_000)
    migrate(project.url, project.folder)
    assert project.states() == {"0001_ж": "applied"}
    assert project.rows("SELECT count(*) FROM schemac_migrations WHERE name IN ('0001_Ж', '0001_ж ')") == [(0,)]
    assert rollback(project.url, project.folder).rolled_back == ("0001_ж",)


def test_folder_of_another_dialect(new_project: Callable[[str], Project], tmp_path: Path):
    project = new_project("sqlite")
    write_folder_file(tmp_path / "other", dialect="postgres")
    with pytest.raises(DialectMismatch, match="written for postgres, the database is sqlite"):
        migrate(project.url, tmp_path / "other")
