from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from schemac_apply.errors import FolderError
from schemac_apply.folder import normalised_hash, read_folder, write_folder_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder_file(tmp_path, dialect="sqlite")
    return tmp_path


def test_hash_is_that_of_the_lf_text():
    assert normalised_hash(b"a\nb\n") == hashlib.sha256(b"a\nb\n").hexdigest()


@pytest.mark.parametrize("data", [b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n", b"\xef\xbb\xbfa\r\nb\n"])
def test_hash_does_not_see_line_ends_or_a_byte_order_mark(data: bytes):
    assert normalised_hash(data) == normalised_hash(b"a\nb\n")


@pytest.mark.parametrize("data", [b"a\nb", b"a\n\nb\n", b"A\nb\n", b"a \nb\n", b"a\nb\n\xef\xbb\xbf"])
def test_hash_sees_everything_else(data: bytes):
    assert normalised_hash(data) != normalised_hash(b"a\nb\n")


def test_migrations_are_read_in_order_of_name(folder: Path):
    for name in ("0002_b.sql", "0010_c.sql", "0001_a.sql", "0001_a.down.sql", "notes.md", ".#0003_d.sql"):
        (folder / name).write_text("SELECT 1;\r\n")
    contents = read_folder(folder)
    assert [migration.name for migration in contents.migrations] == ["0001_a", "0002_b", "0010_c"]
    first, second, _ = contents.migrations
    assert (first.path, first.down_path) == (folder / "0001_a.sql", folder / "0001_a.down.sql")
    assert second.down_path is None
    assert first.hash == hashlib.sha256(b"SELECT 1;\n").hexdigest()
    assert first.text() == "SELECT 1;\n"


def test_settings_are_read_back_as_written(tmp_path: Path):
    file = write_folder_file(tmp_path / "x", dialect="postgres", ledger_table="ledger", ledger_schema="ops")
    contents = read_folder(tmp_path / "x")
    assert (contents.dialect, contents.ledger_table, contents.ledger_schema) == ("postgres", "ledger", "ops")
    before = file.read_bytes()
    write_folder_file(tmp_path / "x", dialect="postgres", ledger_table="ledger", ledger_schema="ops")
    assert file.read_bytes() == before
    assert json.loads(before) == {
        "version": 1,
        "dialect": "postgres",
        "ledger": {"schema": "ops", "table": "ledger"},
    }


def test_absent_folder(tmp_path: Path):
    with pytest.raises(FolderError, match="no migration folder"):
        read_folder(tmp_path / "absent")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (None, "is missing"),
        ("{", "cannot be read"),
        ("[]", "JSON object"),
        ('{"version": 2, "dialect": "sqlite"}', "format version 2"),
        ('{"version": true, "dialect": "sqlite"}', "format version True"),
        ('{"version": 1}', "`dialect`"),
        ('{"version": 1, "dialect": "sqlite", "ledger": {"table": ""}}', r"`ledger\.table`"),
        ('{"version": 1, "dialect": "sqlite", "ledger": {"schema": 3}}', r"`ledger\.schema`"),
        ('{"version": 1, "dialect": "sqlite", "ledger": "x"}', "`ledger`"),
    ],
)
def test_broken_settings(folder: Path, settings: str | None, message: str):
    file = folder / "meta" / "folder.json"
    file.unlink()
    if settings is not None:
        file.write_text(settings)
    with pytest.raises(FolderError, match=message) as caught:
        read_folder(folder)
    assert caught.value.exit_code == 2


def test_down_file_without_its_forward_file(folder: Path):
    (folder / "0001_a.down.sql").write_text("SELECT 1;")
    with pytest.raises(FolderError, match=r"0001_a\.down\.sql leads back from 0001_a\.sql"):
        read_folder(folder)


@pytest.mark.parametrize("target", ["outside.sql", "nowhere.sql"])
def test_symbolic_link_that_leads_out(folder: Path, tmp_path_factory: pytest.TempPathFactory, target: str):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "outside.sql").write_text("SELECT 1;")
    (folder / "0001_a.sql").symlink_to(outside / target)
    with pytest.raises(FolderError, match="symbolic link"):
        read_folder(folder)


def test_symbolic_link_within_the_folder(folder: Path):
    (folder / "real").mkdir()
    (folder / "real" / "a.sql").write_text("SELECT 1;")
    (folder / "0001_a.sql").symlink_to(folder / "real" / "a.sql")
    assert [migration.name for migration in read_folder(folder).migrations] == ["0001_a"]


def test_names_that_differ_only_in_spelling(folder: Path):
    (folder / "0001_a.sql").write_text("SELECT 1;")
    (folder / "0001_A.sql").write_text("SELECT 1;")
    with pytest.raises(FolderError, match="duplicate"):
        read_folder(folder)


def test_ending_in_capitals_is_not_skipped_in_silence(folder: Path):
    (folder / "0001_a.SQL").write_text("SELECT 1;")
    with pytest.raises(FolderError, match="lower case"):
        read_folder(folder)


def test_folder_named_like_a_migration(folder: Path):
    (folder / "0001_a.sql").mkdir()
    with pytest.raises(FolderError, match="not a file"):
        read_folder(folder)


@pytest.mark.parametrize(("data", "message"), [(b"a\n\xff", ":2: not UTF-8"), (b"a\n\nb\0", ":3: holds a NUL")])
def test_text_that_is_not_sql(folder: Path, data: bytes, message: str):
    (folder / "0001_a.sql").write_bytes(data)
    (migration,) = read_folder(folder).migrations
    with pytest.raises(FolderError, match=message):
        migration.text()
