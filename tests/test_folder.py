"""The migration folder: the chain of snapshots, its forks, edits by hand, and the names of migrations."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemac import folder
from schemac.diagnostics import Diagnostic, SchemacError, text
from schemac.folder import Chain, next_name, slug
from schemac.ir import Address, Database
from schemac.snapshot import Entry

from .workspace import Workspace

NOON = datetime(2026, 1, 2, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    found = Workspace(tmp_path, capsys, monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
    found.project()
    tables(found, a="id: integer")
    assert found.run("generate").code == 0
    return found


def tables(work: Workspace, **columns: str) -> None:
    """The schema: tables by name, each with its columns."""
    work.schema("tables:\n" + "".join(f"  {name}: {{columns: {{{held}}}}}\n" for name, held in columns.items()))


def generated(work: Workspace, name: str) -> str:
    """The name of the next migration, which is written."""
    run = work.run("generate", "--name", name, "--format", "json")
    assert run.code == 0, run.err
    return str(json.loads(run.out)["migration"])


def branches(work: Workspace, one: dict[str, str], other: dict[str, str]) -> tuple[str, str]:
    """Two migrations, each generated where the other one is not."""
    kept = work.root / "kept"
    shutil.copytree(work.root / "migrations", kept)
    tables(work, **one)
    first = generated(work, "one")
    shutil.move(work.root / "migrations", work.root / "first")
    shutil.copytree(kept, work.root / "migrations")
    tables(work, **other)
    # The clock of the tests stands still; on another day the names differ by their time as well.
    second = generated(work, "other")
    shutil.copytree(work.root / "first", work.root / "migrations", dirs_exist_ok=True)
    return first, second


def inspected(work: Workspace) -> tuple[Chain, list[Diagnostic]]:
    return folder.inspect(work.root / "migrations", dialect="sqlite")


def codes(work: Workspace) -> list[str]:
    return [one.code for one in inspected(work)[1]]


# The chain


def test_what_is_written(work: Workspace):
    files = sorted(str(path.relative_to(work.root / "migrations")) for path in (work.root / "migrations").rglob("*.*"))
    name = "20260102120000_initial"
    assert files == [f"{name}.down.sql", f"{name}.sql", f"meta/{name}.json", "meta/folder.json"]
    assert json.loads((work.root / "migrations/meta/folder.json").read_text()) == {
        "version": 1,
        "dialect": "sqlite",
        "ledger": {"schema": None, "table": "schemac_migrations"},
    }
    assert all(b"\r" not in path.read_bytes() for path in (work.root / "migrations").rglob("*.*"))


def test_a_snapshot_holds_what_changed_alone(work: Workspace):
    tables(work, a="id: integer", b="id: integer")
    name = generated(work, "add b")
    assert name == "20260102120001_add_b"
    held = json.loads((work.root / f"migrations/meta/{name}.json").read_text())
    assert (held["full"], list(held["objects"]), held["dropped"], len(held["parents"])) == (
        False,
        ["table b"],
        [],
        1,
    )
    chain, found = inspected(work)
    assert (list(map(str, chain.database.objects)), found) == (["table a", "table b"], [])
    assert list(map(str, chain.until("20260102120000_initial").objects)) == ["table a"]
    with pytest.raises(SchemacError, match="there is no migration 'x' in migrations/"):
        chain.until("x")


def test_an_absent_folder_is_an_empty_chain(tmp_path: Path):
    assert folder.read(tmp_path / "none", dialect="sqlite") == Chain(
        path=tmp_path / "none", entries={}, database=Database()
    )


# Forks


def test_branches_that_touch_different_objects_commute(work: Workspace):
    one, other = branches(work, {"a": "id: integer", "b": "id: integer"}, {"a": "id: integer", "c": "id: integer"})
    chain, found = inspected(work)
    assert (found, [head.name for head in chain.heads]) == ([], [one, other])
    assert list(map(str, chain.database.objects)) == ["table a", "table b", "table c"]
    tables(work, a="id: integer", b="id: integer", c="id: integer")
    assert "2 branches that commute" in work.run("check").err
    joined = generated(work, "join")
    held = json.loads((work.root / f"migrations/meta/{joined}.json").read_text())
    assert held["parents"] == [chain.entries[one].id, chain.entries[other].id]
    assert (held["objects"], codes(work)) == ({}, [])
    assert [head.name for head in inspected(work)[0].heads] == [joined]


def test_branches_that_touch_one_object_conflict(work: Workspace):
    one, other = branches(work, {"a": "id: integer, x: 'text?'"}, {"a": "id: integer, y: 'text?'"})
    for command in ("check", "generate"):
        run = work.run(command, "--format", "json")
        assert run.code == 1
        [found] = run.found
        assert found["code"] == "fork"
        assert found["message"] == f"{one} and {other} both change table a"
        assert found["file"] == f"migrations/{other}.sql"
        assert f"schemac drop {other}" in found["help"]
    assert work.run("drop", other, "--yes").code == 0
    tables(work, a="id: integer, x: 'text?', y: 'text?'")
    assert generated(work, "again")
    assert codes(work) == []


def test_a_drop_and_a_change_conflict_too(work: Workspace):
    tables(work, a="id: integer", b="id: integer")
    generated(work, "b")
    work.write("schemac.yaml", (work.root / "schemac.yaml").read_text() + "lint: {drop-table: warn}\n")
    branches(work, {"a": "id: integer"}, {"a": "id: integer", "b": "id: integer, x: 'text?'"})
    assert codes(work) == ["fork"]


def test_two_first_migrations_add_up(work: Workspace):
    shutil.move(work.root / "migrations", work.root / "first")
    tables(work, b="id: integer")
    generated(work, "b")
    shutil.copytree(work.root / "first", work.root / "migrations", dirs_exist_ok=True)
    chain, found = inspected(work)
    assert (found, sorted(map(str, chain.database.objects))) == ([], ["table a", "table b"])


# What an edit by hand breaks


def first_file(work: Workspace) -> Path:
    return work.root / "migrations/meta/20260102120000_initial.json"


def edit(work: Workspace, change: Callable[[dict[str, Any]], object]) -> None:
    held = json.loads(first_file(work).read_text())
    change(held)
    first_file(work).write_text(json.dumps(held))


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda held: held["objects"]["table a"].update(strict=True), "edited-snapshot", "was edited"),
        (lambda held: held.update(id="0" * 64), "edited-snapshot", "was edited"),
        (lambda held: held.update(version=99), "broken-snapshot", "format version 99"),
        (lambda held: held.pop("objects"), "broken-snapshot", "the key 'objects' is missing"),
        (lambda held: held.update(objects=[]), "broken-snapshot", "is no snapshot"),
        (lambda held: held["objects"].update({"thing a": {}}), "broken-snapshot", "'thing a' is no address"),
        (
            lambda held: held["objects"].update({"table a": {"colour": 1}}),
            "broken-snapshot",
            "is no snapshot",
        ),
        (
            lambda held: held["objects"].update({"table a": {"columns": "id"}}),
            "broken-snapshot",
            "is no snapshot",
        ),
        (lambda held: held.update(name="other"), "broken-snapshot", "is the snapshot of other"),
        (
            lambda held: held.update(dialect="postgres"),
            "other-dialect",
            "is of postgres, the project is of sqlite",
        ),
        (
            lambda held: held.update(parents=["f" * 64]),
            "no-parent",
            "follows a migration that is not there (ffffffffffff)",
        ),
    ],
)
def test_an_edited_snapshot(work: Workspace, change: Callable[[dict[str, Any]], object], code: str, words: str):
    edit(work, change)
    run = work.run("check", "--format", "json")
    assert run.code == 1
    [found] = [one for one in run.found if one["code"] == code]
    assert words in found["message"]
    assert found["file"] == "migrations/meta/20260102120000_initial.json"
    assert found["help"]
    assert work.run("generate").code == 1


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"version": 1}'])
def test_a_snapshot_that_is_none(work: Workspace, data: bytes):
    first_file(work).write_bytes(data)
    assert "broken-snapshot" in codes(work)


def test_files_that_have_gone(work: Workspace):
    first_file(work).unlink()
    assert codes(work) == ["no-snapshot"]
    generated_again = work.run("generate")
    assert generated_again.code == 1
    assert "20260102120000_initial.sql has no snapshot" in generated_again.err
    (work.root / "migrations/20260102120000_initial.sql").unlink()
    assert codes(work) == []


def test_a_snapshot_without_its_script(work: Workspace):
    (work.root / "migrations/20260102120000_initial.sql").unlink()
    [found] = inspected(work)[1]
    assert (found.code, found.help) == (
        "no-script",
        "restore the file from version control, or drop the migration with `schemac drop`",
    )


def test_a_parent_that_was_renamed_behind_its_child(work: Workspace):
    tables(work, a="id: integer", b="id: integer")
    child = generated(work, "b")
    chain, _ = inspected(work)
    parent = next(iter(chain.entries.values()))
    late = Entry(**{**{field: getattr(parent, field) for field in ("dialect", "full", "objects")}, "name": "2999_late"})
    # Its id changes with its name, so the child is told of the new one as well.
    moved = Entry(name=child, dialect="sqlite", parents=(late.id,), objects=chain.entries[child].objects)
    for old in (parent.name, child):
        (work.root / f"migrations/meta/{old}.json").unlink()
    for way in ("sql", "down.sql"):
        (work.root / f"migrations/20260102120000_initial.{way}").rename(work.root / f"migrations/2999_late.{way}")
    for entry in (late, moved):
        work.write(f"migrations/meta/{entry.name}.json", entry.text())
    [found] = inspected(work)[1]
    assert (found.code, found.message) == (
        "parent-after-child",
        f"{child} follows 2999_late, which sorts after it",
    )


def test_everything_that_is_wrong_is_told_at_once(work: Workspace):
    work.write("migrations/20270101000000_mine.sql", "SELECT 1;\n")
    work.write("migrations/meta/20270102000000_x.json", "{")
    edit(work, lambda held: held.update(id="0" * 64))
    assert sorted(codes(work)) == ["broken-snapshot", "edited-snapshot", "no-snapshot"]
    shown = text(inspected(work)[1])
    assert shown.count("-->") == 3
    assert shown.count("= help:") == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_edit_of_a_snapshot_is_a_crash(work: Workspace, data: st.DataObject):
    held = json.loads(first_file(work).read_text())
    original = first_file(work).read_text()
    places = [(held, key) for key in held] + [(held["objects"]["table a"], key) for key in held["objects"]["table a"]]
    places += [(column, key) for column in held["objects"]["table a"]["columns"] for key in column]
    owner, key = data.draw(st.sampled_from(places))
    junk = st.none() | st.booleans() | st.integers() | st.text(max_size=3)
    owner[key] = data.draw(junk | st.lists(junk, max_size=2) | st.dictionaries(st.text(max_size=3), junk, max_size=2))
    first_file(work).write_text(json.dumps(held))
    try:
        found = codes(work)
        assert found or json.loads(original) == held
    finally:
        first_file(work).write_text(original)


# Names


def chain_of(*names: str) -> Chain:
    return Chain(
        path=Path("migrations"),
        entries={name: Entry(name=name, dialect="sqlite") for name in names},
        database=Database(),
    )


@pytest.mark.parametrize(
    ("before", "prefix", "expected"),
    [
        ([], "timestamp", "20260102120000_x"),
        (["20250101000000_a"], "timestamp", "20260102120000_x"),
        (["20260102120000_a"], "timestamp", "20260102120001_x"),
        (["20991231235959_a"], "timestamp", "21000101000000_x"),
        (["0000_a"], "timestamp", "20260102120000_x"),
        ([], "index", "0000_x"),
        (["0000_a", "0001_b"], "index", "0002_x"),
        (["0000_a", "0003_b"], "index", "0004_x"),
    ],
)
def test_the_next_name_sorts_last(before: list[str], prefix: str, expected: str):
    assert next_name(chain_of(*before), "x", prefix=prefix, now=NOON) == expected


def test_the_moment_can_be_given(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert next_name(chain_of(), "x", prefix="timestamp") == "19700101000000_x"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert re.fullmatch(r"20\d{12}_x", next_name(chain_of(), "x", prefix="timestamp"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Add posts", "add_posts"),
        ("../../etc/passwd", "etc_passwd"),
        ("Ärger über Öl", "arger_uber_ol"),
        ("日本", "change"),
        ("", "change"),
        ("a" * 99, "a" * 60),
        ("x\n--y", "x_y"),
    ],
)
def test_words_in_a_file_name(words: str, expected: str):
    assert slug(words) == expected


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ({"a": "id: integer", "b": "id: integer"}, "add_b"),
        ({"a": "id: integer, x: 'text?'"}, "add_a_x"),
        ({"a": "id: bigint"}, "alter_a"),
        (
            {"a": "id: integer", "b": "i: text", "c": "i: text", "d": "i: text", "e": "i: text"},
            "add_b_add_c_add_d_and_more",
        ),
    ],
)
def test_a_migration_is_named_after_what_it_does(work: Workspace, schema: dict[str, str], name: str):
    tables(work, **schema)
    run = work.run("generate", "--format", "json", "--allow", "convert-column")
    assert json.loads(run.out)["migration"] == f"20260102120001_{name}"


def test_a_scripts_hazards_that_nobody_allowed(work: Workspace):
    tables(work, a="id: integer", b="id: integer")
    generated(work, "b")
    tables(work, a="id: integer")
    assert work.run("generate", "--name", "drop b", "--allow", "drop-table", "--no-renames").code == 0
    script = work.root / "migrations/20260102120002_drop_b.sql"
    assert script.read_text().startswith("-- schemac:allow drop-table\n")
    assert work.run("check").code == 0
    script.write_text(script.read_text().replace("-- schemac:allow drop-table\n", ""))
    run = work.run("check")
    assert run.code == 1
    assert "error[drop-table]" in run.err
    assert "20260102120002_drop_b.sql:" in run.err
    assert "`-- schemac:allow drop-table`" in run.err


def test_the_state_is_the_fold_of_the_chain(work: Workspace):
    tables(work, a="id: integer", b="id: integer")
    generated(work, "b")
    tables(work, b="id: integer")
    assert work.run("generate", "--allow", "drop-table", "--no-renames").code == 0
    chain, found = inspected(work)
    assert (list(chain.database.objects), found) == ([Address("table", "", "b")], [])


def test_a_way_back_that_is_missing(work: Workspace):
    tables(work, a="id: integer")
    name = next(iter(inspected(work)[0].entries))
    (work.root / f"migrations/{name}.down.sql").unlink()
    [found] = inspected(work)[1]
    assert (found.code, found.message) == ("no-way-back", f"{name}.sql has no way back: {name}.down.sql is missing")
