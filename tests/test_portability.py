"""One schema for several databases: what one of them cannot have, and what it takes for something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac import dialect as dialects
from schemac import source
from schemac.diagnostics import SchemacError
from schemac.lower import lower
from tests.workspace import Workspace

PROJECT = """\
schemac: 1
schema: [schema/**/*.yaml]
targets:
  app: {dialect: postgres, migrations: migrations/postgres}
  own: {dialect: mysql, migrations: migrations/mysql}
  tests: {dialect: sqlite, migrations: migrations/sqlite}
"""
TWO_CHECKS = "t: {columns: {a: int}, checks: {c: a > 0}}, u: {columns: {a: int}, checks: {C: a > 0}}"


@pytest.fixture
def several(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    workspace = Workspace(tmp_path, capsys, monkeypatch)
    workspace.write("schemac.yaml", PROJECT)
    return workspace


def notes(text: str, dialect: str, tmp_path: Path, *, portable: bool = True) -> list[tuple[str, int]]:
    """The notes on a schema for a dialect, and at how many places each is."""
    file = tmp_path / "schema.yaml"
    file.write_text(f"schemac: 1\n{text}", encoding="utf-8")
    document = source.read(file, shown=file.name)
    found = lower([document], dialects.find(dialect), root=tmp_path, portable=portable).notes
    assert {one.code for one in found} <= {"other-meaning"}
    return [(one.message, 1 + len(one.related)) for one in found]


def test_every_target_is_looked_at(several: Workspace) -> None:
    several.schema("tables: {t: {columns: {id: int, tags: {type: 'text[]'}}, primary_key: id}}\n")
    run = several.run("validate", "--format", "json")
    assert run.code == 2
    assert [(one["code"], one["line"]) for one in run.found] == [("unknown-type", 2)] * 2
    assert sorted(one["message"].split(" is no type of ")[1] for one in run.found) == [
        "MySQL and none of this project",
        "SQLite and none of this project",
    ]
    assert several.run("validate", "--target", "app").code == 0


def test_all_targets_are_said_to_be_valid(several: Workspace) -> None:
    several.schema("tables: {t: {columns: {id: int, n: varchar(20)}, primary_key: id}}\n")
    run = several.run("validate")
    assert run.code == 0
    for title in ("PostgreSQL", "MySQL", "SQLite"):
        assert f"valid: 1 objects, 1 of them tables, for {title}" in run.err
    assert "note[other-meaning]: on SQLite `varchar` has no limit of length" in run.err
    assert "other-meaning" not in several.run("validate", "--target", "tests").err
    assert "other-meaning" not in several.run("generate", "--target", "tests").err


WORDS = "on MySQL `timestamptz` is a `timestamp`, which ends in the year 2038"


def test_a_meaning_is_noted_once_for_all_its_places(tmp_path: Path) -> None:
    text = """
mixins: {m: {columns: {at: timestamptz}}}
tables:
  a: {mixins: [m], columns: {id: int, seen: timestamptz}, primary_key: id}
  b: {mixins: [m], columns: {id: int}, primary_key: id}
"""
    assert notes(text, "mysql", tmp_path) == [
        ("on MySQL `timestamptz` is a `timestamp`, which ends in the year 2038", 2)
    ]
    assert notes(text, "mysql", tmp_path, portable=False) == []
    assert notes(text, "postgres", tmp_path) == []


@pytest.mark.parametrize(
    ("column", "dialect", "words"),
    [
        ("numeric", "mysql", "has ten digits"),
        ("numeric", "sqlite", "is a binary floating-point number"),
        ("timestamp", "mariadb", "is a point in time"),
        ("text", "mysql", "holds 65,535 bytes"),
        ("json", "sqlite", "nothing checks"),
        ("{type: int, identity: always, unique: true}", "mysql", "a number may be given by the user"),
        ("{type: varchar(20), unique: true}", "mysql", "letter case and accents do not tell values apart"),
    ],
)
def test_what_means_something_else(column: str, dialect: str, words: str, tmp_path: Path) -> None:
    found = notes(f"tables: {{t: {{columns: {{a: {column}}}}}}}", dialect, tmp_path)
    assert [words for message, _ in found if words in message] == [words]


@pytest.mark.parametrize(
    "column",
    [
        "{type: {mysql: longtext, default: text}}",
        "{type: text, dialects: {mysql: {type: longtext}}}",
        "'numeric(12,2)'",
        "{type: varchar(20), unique: true, collation: utf8mb4_bin}",
        "datetime(6)",
    ],
)
def test_what_is_said_for_a_database_alone_is_meant(column: str, tmp_path: Path) -> None:
    assert notes(f"tables: {{t: {{columns: {{a: {column}}}}}}}", "mysql", tmp_path) == []


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("columns: {a: {type: text, index: true}}", "long-key"),
        ("columns: {a: {type: json, index: true}}", "long-key"),
        ("columns: {a: int, b: {type: int, identity: always}}, primary_key: a", "bad-identity"),
        (
            "columns: {a: {type: int, identity: always}, b: {type: int, identity: always, unique: true}}, "
            "primary_key: a",
            "bad-identity",
        ),
        ("columns: {a: {type: int, identity: {mode: always, increment: 2}, primary_key: true}}", "bad-identity"),
        (
            "columns: {a: {type: int, primary_key: true}, "
            "b: {type: int, nullable: true, references: {table: t, on_delete: set_default}}}",
            "bad-foreign-key",
        ),
        ("columns: {a: int, b: int}, primary_key: a, partition_by: {hash: [b], count: 2}", "bad-partition-key"),
        (
            "columns: {a: {type: int, references: u}}, primary_key: a, partition_by: {hash: [a], count: 2}",
            "bad-foreign-key",
        ),
    ],
)
@pytest.mark.parametrize("dialect", ["mysql", "mariadb"])
def test_what_the_server_would_refuse_is_told_before(table: str, code: str, dialect: str, tmp_path: Path) -> None:
    file = tmp_path / "schema.yaml"
    file.write_text(
        f"schemac: 1\ntables: {{u: {{columns: {{id: int}}, primary_key: id}}, t: {{{table}}}}}\n", encoding="utf-8"
    )
    with pytest.raises(SchemacError) as caught:
        lower([source.read(file, shown=file.name)], dialects.find(dialect), root=tmp_path)
    assert [one.code for one in caught.value.diagnostics] == [code]
    assert all(one.span and one.help for one in caught.value.diagnostics)


@pytest.mark.parametrize(
    ("table", "dialect", "key"),
    [
        ("columns: {a: int}, versioned: true", "mysql", "versioned"),
        ("columns: {a: {type: int, compression: zlib}}", "mysql", "compression"),
        ("columns: {a: int, b: int}, periods: {p: [a, b]}", "mysql", "periods"),
        ("columns: {a: int}, checks: {c: {sql: a > 0, enforced: false}}", "mariadb", "enforced"),
        ("columns: {a: int}, strict: true", "mysql", "strict"),
        ("columns: {a: int}, indexes: {i: {columns: [a], where: a > 0}}", "mariadb", "where"),
    ],
)
def test_what_the_other_one_has_is_told_at_its_key(table: str, dialect: str, key: str, tmp_path: Path) -> None:
    file = tmp_path / "schema.yaml"
    file.write_text(f"schemac: 1\ntables: {{t: {{{table}}}}}\n", encoding="utf-8")
    with pytest.raises(SchemacError) as caught:
        lower([source.read(file, shown=file.name)], dialects.find(dialect), root=tmp_path)
    assert [(one.code, one.message.split("'")[1]) for one in caught.value.diagnostics] == [("not-rendered", key)]


@pytest.mark.parametrize(
    ("tables", "dialect", "code"),
    [
        ("t: {columns: {a: {type: text, unique: true}}}", "mysql", "long-key"),
        ("t: {columns: {a: {type: text, unique: true}}}", "mariadb", None),
        ("t: {columns: {a: int}, indexes: {i: [{sql: a + 1}]}}", "mariadb", "not-rendered"),
        ("t: {columns: {a: int}, indexes: {i: [{sql: a + 1}]}}", "mysql", None),
        ("t: {columns: {a: int, b: {type: int, invisible: true}}}", "mariadb", "bad-column"),
        ("t: {columns: {a: int, b: {type: int, invisible: true}}}", "mysql", None),
        (TWO_CHECKS, "mysql", "duplicate-name"),
        (TWO_CHECKS, "mariadb", None),
    ],
)
def test_what_one_of_the_two_refuses(tables: str, dialect: str, code: str | None, tmp_path: Path) -> None:
    file = tmp_path / "schema.yaml"
    file.write_text(f"schemac: 1\ntables: {{{tables}}}\n", encoding="utf-8")
    found = []
    try:
        lower([source.read(file, shown=file.name)], dialects.find(dialect), root=tmp_path)
    except SchemacError as error:
        found = [one.code for one in error.diagnostics]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(("text", "dialect"), [("sequences: {s: {}}", "mysql"), ("exclusions", "mariadb")])
def test_kinds_that_the_other_one_has(text: str, dialect: str, tmp_path: Path) -> None:
    if text == "exclusions":
        text = "tables: {t: {columns: {a: int}, exclusions: {e: {elements: [{column: a, with: '='}]}}}}"
    file = tmp_path / "schema.yaml"
    file.write_text(f"schemac: 1\n{text}\n", encoding="utf-8")
    with pytest.raises(SchemacError) as caught:
        lower([source.read(file, shown=file.name)], dialects.find(dialect), root=tmp_path)
    assert [one.code for one in caught.value.diagnostics] == ["not-rendered"]


@pytest.mark.parametrize(
    ("dialect", "version", "table", "found"),
    [
        (
            "sqlite",
            "3.36",
            "columns: {a: int}, strict: true",
            "'strict' needs SQLite 3.37, and the project is for 3.36",
        ),
        ("sqlite", "3.37.2", "columns: {a: int}, strict: true", None),
        ("sqlite", "3.36", "columns: {a: int}, strict: false", None),
        ("mariadb", "10.6", "columns: {a: uuid}", "'uuid' needs MariaDB 10.7, and the project is for 10.6"),
        ("mariadb", "11", "columns: {a: uuid}", None),
        ("mysql", "8.0.15", "columns: {a: {type: int, check: a > 0}}", "'check' needs MySQL 8.0.16"),
        ("mysql", "8.0", "columns: {a: {type: int, check: a > 0}}", None),
        (
            "postgres",
            "14",
            "columns: {a: int}, uniques: {u: {columns: [a], nulls_distinct: false}}",
            "'nulls_distinct'",
        ),
        ("postgres", "15", "columns: {a: int}, uniques: {u: {columns: [a], nulls_distinct: false}}", None),
    ],
)
def test_what_needs_a_newer_version(
    several: Workspace, dialect: str, version: str, table: str, found: str | None
) -> None:
    several.write("schemac.yaml", f'schemac: 1\ndialect: {dialect}\nversion: "{version}"\nschema: [schema/*.yaml]\n')
    several.schema(f"tables: {{t: {{{table}}}}}\n")
    run = several.run("validate", "--format", "json")
    assert [one["code"] for one in run.found if one["code"] == "needs-newer"] == (["needs-newer"] if found else [])
    assert found is None or found in run.found[0]["message"]


def test_two_bars_are_noted(tmp_path: Path) -> None:
    text = "tables: {t: {columns: {a: varchar(9), b: {type: varchar(20), generated: \"a || 'x'\"}}}}"
    words = "on MySQL `||` is OR; `concat(…)` puts texts together"
    assert notes(text, "mysql", tmp_path) == [(words, 1)]
    assert notes(text, "postgres", tmp_path) == []


@pytest.mark.parametrize("dialect", ["mysql", "sqlite"])
def test_a_trigger_speaks_of_columns_of_its_table(dialect: str, tmp_path: Path) -> None:
    text = """schemac: 1
tables:
  t:
    columns: {id: int, note2: {type: varchar(9), renamed_from: note}}
    triggers:
      x: {timing: before, events: [insert], body: "begin insert into l values (NEW.note2, 'new.note', new.note); end"}
  l: {columns: {a: varchar(9), b: varchar(9), c: varchar(9)}}
"""
    file = tmp_path / "schema.yaml"
    file.write_text(text if dialect == "mysql" else text.replace("begin ", "").replace(" end", ""), encoding="utf-8")
    with pytest.raises(SchemacError) as caught:
        lower([source.read(file, shown=file.name)], dialects.find(dialect), root=tmp_path)
    (found,) = caught.value.diagnostics
    assert (found.code, found.help) == ("unknown-column", "did you mean 'note2'?")


@pytest.mark.parametrize(
    ("trigger", "code"),
    [
        ("timing: before, events: [insert, update], body: set new.a = 1", "bad-trigger"),
        ("timing: instead_of, events: [insert], body: set new.a = 1", "bad-trigger"),
        ("timing: before, events: [insert], level: statement, body: set new.a = 1", "bad-trigger"),
        ("timing: before, events: [insert], body: set new.a = 1", None),
    ],
)
def test_triggers_that_there_are_not(trigger: str, code: str | None, tmp_path: Path) -> None:
    file = tmp_path / "schema.yaml"
    file.write_text(
        f"schemac: 1\ntables: {{t: {{columns: {{a: int}}, triggers: {{x: {{{trigger}}}}}}}}}\n", encoding="utf-8"
    )
    found = []
    try:
        lower([source.read(file, shown=file.name)], dialects.find("mariadb"), root=tmp_path)
    except SchemacError as error:
        found = [one.code for one in error.diagnostics]
    assert found == ([code] if code else [])


def test_a_condition_speaks_of_columns_of_a_parent(tmp_path: Path) -> None:
    text = """schemac: 1
tables:
  parents: {columns: {id: int}}
  children:
    inherits: parents
    columns: {note: text}
    triggers: {x: {timing: before, events: [insert], when: new.id > 0 and new.tableoid > 0, function: touch}}
"""
    file = tmp_path / "schema.yaml"
    file.write_text(text, encoding="utf-8")
    assert lower([source.read(file, shown=file.name)], dialects.find("postgres"), root=tmp_path).notes == ()
