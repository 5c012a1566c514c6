"""A database that exists is adopted: compared with the snapshot, and recorded as having it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from schemac_apply import status
from schemac_apply.drivers import connect

from .workspace import Workspace

TABLES = """
tables:
  users:
    columns:
      id: {type: integer, primary_key: true}
      email: {type: varchar(100), unique: true}
      age: {type: integer, check: age > 0, default: 1}
"""
OWN = (
    "CREATE TABLE users (id integer NOT NULL PRIMARY KEY, email varchar(100) NOT NULL,"
    " age integer DEFAULT 1 NOT NULL, CONSTRAINT users_email_key UNIQUE (email),"
    " CONSTRAINT users_age_check CHECK (age > 0))"
)


@pytest.fixture(params=["sqlite", "postgres", "mysql", "mariadb"])
def old(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    fresh: Callable[[str], str],
) -> tuple[Workspace, str]:
    """A project with two migrations, and the database of somebody who made the first by hand."""
    work = Workspace(tmp_path, capsys, monkeypatch)
    work.project(dialect=request.param)
    work.schema(TABLES)
    assert work.run("generate", "--name", "first").code == 0
    work.schema(TABLES + "      bio: text?\n")
    assert work.run("generate", "--name", "second").code == 0
    url = fresh(request.param)
    with connect(url) as connection:
        connection.execute(OWN)
    return work, url


def names(work: Workspace) -> list[str]:
    return sorted(file.stem for file in (work.root / "migrations").glob("*.sql") if ".down" not in file.name)


def test_baseline_is_proved(old: tuple[Workspace, str]) -> None:
    work, url = old
    first, second = names(work)
    refused = work.run("baseline", "--url", url)
    assert refused.code == 1
    assert "bio" in refused.err
    assert f"the database is not what it is after {second}" in refused.err
    assert {entry.state for entry in status(url, work.root / "migrations").entries} == {"pending"}
    tried = work.run("baseline", "--url", url, "--to", first, "--dry-run")
    assert (tried.code, tried.out) == (0, "1 migration to record as applied; nothing was changed\n"), tried.err
    recorded = work.run("baseline", "--url", url, "--to", first)
    assert (recorded.code, recorded.out) == (0, "recorded 1 migration as applied\n"), recorded.err
    assert work.run("apply", "--url", url).out == "applied 1 migration\n"
    assert work.run("diff", "--from", url, "--to", "schema", "--exit-code").code == 0
    again = work.run("baseline", "--url", url)
    assert again.code == 2
    assert "it has 2 already" in again.err


def test_baseline_unchecked(old: tuple[Workspace, str]) -> None:
    work, url = old
    assert work.run("baseline", "--url", url, "--unchecked").out == "recorded 2 migrations as applied\n"
    assert {entry.state for entry in status(url, work.root / "migrations").entries} == {"applied"}
