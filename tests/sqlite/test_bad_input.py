"""SQLite files that are in no state to work with: a diagnostic with a name, never a traceback."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.workspace import Run, Workspace

BEFORE = "tables: {users: {columns: {id: integer, name: 'text?'}, primary_key: id}}\n"
AFTER = "tables: {users: {columns: {id: integer, name: text}, primary_key: id}}\n"


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A project whose database is one step behind, by a step that makes a table anew."""
    found = Workspace(tmp_path, capsys, monkeypatch)
    found.project()
    found.schema(BEFORE)
    assert found.run("push", "--yes").code == 0
    with opened(found) as connection:
        connection.execute("INSERT INTO users VALUES (1, 'a')")
    found.schema(AFTER)
    return found


@contextmanager
def opened(work: Workspace, file: str = "dev.db") -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(work.root / file, isolation_level=None)) as connection:
        yield connection


def read(work: Workspace, file: str = "dev.db") -> Run:
    return work.run("introspect", "--url", f"sqlite:///{file}", "--to-yaml", "-")


def push(work: Workspace) -> Run:
    return work.run("push", "--yes", "--allow", "set-not-null")


def rows(work: Workspace) -> list[tuple[object, ...]]:
    with opened(work) as connection:
        return connection.execute("SELECT * FROM users").fetchall()


def test_a_file_that_is_no_database(work: Workspace):
    work.write("dev.db", "just a text, and a long one, so that it has a head of its own " * 20)
    for run in (read(work), push(work)):
        assert run.code == 1
        assert "dev.db is not an SQLite database" in run.err


def test_a_file_whose_pages_are_damaged(work: Workspace):
    path = work.root / "dev.db"
    held = path.read_bytes()
    path.write_bytes(held[:100] + b"\xff" * 400 + held[500:])
    for run in (read(work), push(work)):
        assert run.code == 1
        assert "malformed" in run.err


def test_a_file_that_is_cut_off(work: Workspace):
    path = work.root / "dev.db"
    path.write_bytes(path.read_bytes()[:2000])
    run = read(work)
    assert run.code == 1
    assert "malformed" in run.err


def test_a_database_that_another_process_writes(work: Workspace):
    assert work.run("generate").code == 0
    with opened(work) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM users")
        run = work.run("apply", "--url", "sqlite:///dev.db", "--lock-timeout", "300ms")
        assert run.code == 1
        assert "the database is locked by another process" in run.err
        other.execute("ROLLBACK")
    assert rows(work) == [(1, "a")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what is read-only")
def test_a_file_that_is_read_only(work: Workspace):
    path = work.root / "dev.db"
    path.chmod(0o444)
    assert read(work).code == 0
    run = push(work)
    assert run.code == 1
    assert "readonly" in run.err


def test_a_reader_of_a_database_with_a_log_hinders_nobody(work: Workspace):
    with opened(work) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
    with opened(work) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT * FROM users").fetchall() == [(1, "a")]
        assert read(work).code == 0
        assert push(work).code == 0
        assert reader.execute("SELECT * FROM users").fetchall() == [(1, "a")]
    assert rows(work) == [(1, "a")]
    assert work.run("diff", "--to", "sqlite:///dev.db").out == ""


def test_temporary_objects_and_attached_databases_are_not_looked_at(work: Workspace):
    with opened(work) as connection:
        connection.execute("CREATE TABLE places (id INTEGER PRIMARY KEY)")
        connection.execute("ATTACH 'other.db' AS other")
        connection.execute("CREATE TABLE other.strangers (a)")
        connection.execute("CREATE TEMP TABLE passing (a)")
        connection.execute("CREATE TEMP TRIGGER watching AFTER INSERT ON main.users BEGIN SELECT 1; END")
    run = read(work)
    assert run.err == ""
    assert "users:" in run.out
    assert "places:" in run.out
    assert not any(word in run.out for word in ("strangers", "passing", "watching"))


def test_a_virtual_table_whose_module_is_not_there(work: Workspace):
    with opened(work) as connection:
        connection.execute("PRAGMA writable_schema = on")
        connection.execute(
            "INSERT INTO sqlite_master VALUES ('table', 'vectors', 'vectors', 0,"
            " 'CREATE VIRTUAL TABLE vectors USING vec0(embedding float[384])')"
        )
    with opened(work) as connection:
        connection.execute("CREATE VIEW near AS SELECT rowid FROM vectors")
    run = read(work)
    assert run.code == 0
    assert "warning[module-not-loaded]" in run.err
    assert "virtual: {using: vec0, args:" in run.out
    work.write("schema/a.yaml", run.out)
    assert work.problems() == []
    again = work.run("push", "--yes", "--url", "sqlite:///new.db")
    assert again.code == 1
    assert "no such module: vec0" in again.err


def test_rows_that_break_the_new_shape_stop_everything(work: Workspace):
    with opened(work) as connection:
        connection.execute("INSERT INTO users VALUES (2, NULL)")
    run = push(work)
    assert run.code == 1
    assert "NOT NULL constraint failed" in run.err
    assert rows(work) == [(1, "a"), (2, None)]


def test_what_another_tool_keeps_in_the_database_is_read_and_stays(work: Workspace):
    with opened(work) as connection:
        connection.execute("CREATE TABLE room_master_table (id INTEGER PRIMARY KEY, identity_hash TEXT)")
        connection.execute("CREATE TABLE [__EFMigrationsHistory] (a TEXT NOT NULL CONSTRAINT [PK x] PRIMARY KEY)")
        connection.execute("CREATE TABLE sqlitebrowser_rename_column_new_table (a)")
    run = read(work)
    assert run.err == ""
    for name in ("room_master_table:", "__EFMigrationsHistory:", "sqlitebrowser_rename_column_new_table:"):
        assert name in run.out
