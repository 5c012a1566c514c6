"""libSQL's driver on a file: the same schema, ledger and migrations as with the standard library's."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac import dialect as dialects
from schemac.dialect import Filters
from schemac_apply import drivers, migrate, rollback, status
from schemac_apply.errors import ConnectionFailed, DatabaseError, LockTimeout, MigrationFailed

BLOG = Path(__file__).parents[2] / "schemas_example" / "blog-yaml" / "migrations" / "sqlite"
SQLITE = dialects.find("sqlite")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"libsql:///{tmp_path / 'blog.db'}"


def test_migrations_go_there_and_back(url: str, tmp_path: Path) -> None:
    applied = migrate(url, BLOG).applied
    assert len(applied) == 3
    assert migrate(url, BLOG).applied == ()
    with drivers.connect(url) as one, drivers.connect(f"sqlite:///{tmp_path / 'blog.db'}") as other:
        found = [SQLITE.introspect(connection, Filters()).database for connection in (one, other)]
    assert found[0] == found[1]
    assert found[0].objects
    for _ in applied:
        rollback(url, BLOG)
    assert {one.state for one in status(url, BLOG).entries} == {"pending"}


def test_a_failure_undoes_the_migration(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    (folder / "meta").mkdir(parents=True)
    (folder / "meta" / "folder.json").write_text('{"version": 1, "dialect": "sqlite"}', encoding="utf-8")
    (folder / "1.sql").write_text("CREATE TABLE t (a);\nSELEC;\n", encoding="utf-8")
    with pytest.raises(MigrationFailed, match="syntax error"):
        migrate(url, folder)
    with drivers.connect(url) as connection:
        assert not connection.has_table("t", None)


def test_a_locked_database_is_waited_for(url: str) -> None:
    with drivers.connect(url) as one, drivers.connect(url, wait=0.3) as other:
        one.begin()
        with pytest.raises(LockTimeout):
            other.begin()
        one.rollback()
        other.begin()


def test_what_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("words " * 200, encoding="utf-8")
    with pytest.raises(DatabaseError, match="is not an SQLite database"):
        drivers.connect(f"libsql:///{tmp_path / 'text'}")
    with pytest.raises(ConnectionFailed, match="does not exist"):
        drivers.connect(f"libsql:///{tmp_path / 'nowhere' / 'x.db'}")
    with pytest.raises(ConnectionFailed, match="there is no database file"):
        drivers.connect(f"libsql:///{tmp_path / 'x.db'}", create=False)
