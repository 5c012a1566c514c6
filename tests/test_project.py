"""Project files: which one, in which notation, and what cannot be meant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from schemac import project
from schemac.diagnostics import Diagnostic, SchemacError
from schemac.project import Project

from .workspace import Workspace

SCHEMA = "schemac: 1\ntables: {t: {columns: {a: text}}}\n"


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    found = Workspace(tmp_path, capsys, monkeypatch)
    found.write("schema/a.yaml", SCHEMA)
    return found


def load(work: Workspace, written: str, *, name: str = "schemac.yaml", target: str | None = None) -> Project:
    return project.load(work.write(name, written), target=target)


def refusal(
    work: Workspace, written: str, *, name: str = "schemac.yaml", target: str | None = None
) -> list[Diagnostic]:
    """What is wrong with a project file, or with the files that it names."""
    with pytest.raises(SchemacError) as caught:
        load(work, written, name=name, target=target).documents()
    assert caught.value.exit_code == 2
    return list(caught.value.diagnostics)


def where(one: Diagnostic) -> tuple[str, str]:
    return one.code, f"{one.span.file}:{one.span.line}:{one.span.column}" if one.span else ""


NOTATIONS: Mapping[str, str] = {
    "schemac.yaml": """\
schemac: 1
dialect: sqlite
schema: [schema/*.yaml]
migrations: sql
environments: {dev: "sqlite:///dev.db", prod: {url: "${DB}", confirm: true}}
filters: {schemas: [public], tables: ["!tmp_*"]}
ledger: {table: done, schema: ops}
prefix: index
lint: {drop-column: warn}
""",
    "schemac.toml": """\
schemac = 1
dialect = "sqlite"
schema = ["schema/*.yaml"]
migrations = "sql"
prefix = "index"
environments = { dev = "sqlite:///dev.db", prod = { url = "${DB}", confirm = true } }
filters = { schemas = ["public"], tables = ["!tmp_*"] }
[ledger]
table = "done"
schema = "ops"
[lint]
drop-column = "warn"
""",
    "pyproject.toml": """\
[project]
name = "shop"

[tool.schemac]
schemac = 1
dialect = "sqlite"
schema = ["schema/*.yaml"]
migrations = "sql"
prefix = "index"
filters = { schemas = ["public"], tables = ["!tmp_*"] }
environments.dev = "sqlite:///dev.db"
environments.prod = { url = "${DB}", confirm = true }
ledger = { table = "done", schema = "ops" }
lint = { drop-column = "warn" }
""",
}


@pytest.mark.parametrize("name", NOTATIONS)
def test_a_project_in_every_notation(work: Workspace, name: str):
    found = load(work, NOTATIONS[name], name=name)
    assert (found.root, found.migrations, found.dialect.name) == (work.root, work.root / "sql", "sqlite")
    assert dict(found.environments) == {"dev": "sqlite:///dev.db", "prod": "${DB}"}
    assert found.confirm == {"prod"}
    assert (found.filters.schemas, found.filters.tables) == (("public",), ("!tmp_*",))
    assert (found.ledger_table, found.ledger_schema, found.prefix) == ("done", "ops", "index")
    assert dict(found.lint) == {"drop-column": "warn"}
    assert [one.path for one in found.documents()] == ["schema/a.yaml"]


def test_the_defaults(work: Workspace):
    found = load(work, "schemac: 1\ndialect: sqlite\nschema: schema/a.yaml\n")
    assert (found.migrations, found.prefix, found.ledger_table, found.environments) == (
        work.root / "migrations",
        "timestamp",
        "schemac_migrations",
        {},
    )


# Where it is


def test_the_nearest_project_file_is_found_from_below(work: Workspace):
    work.write("schemac.yaml", NOTATIONS["schemac.yaml"])
    work.write("schema/deep/pyproject.toml", "[project]\nname = 'x'\n[tool.schemacs]\na = 1\n")
    assert project.find(work.root / "schema/deep") == work.root / "schemac.yaml"
    work.write("schema/deep/schemac.toml", NOTATIONS["schemac.toml"])
    assert project.find(work.root / "schema/deep") == work.root / "schema/deep/schemac.toml"


def test_no_project_file(work: Workspace):
    with pytest.raises(SchemacError, match=r"there is no schemac\.yaml in "):
        project.find(work.root)
    [one] = refusal(work, "[project]\nname = 'x'\n", name="pyproject.toml")
    assert (one.code, one.message) == ("no-project", "pyproject.toml has no table [tool.schemac]")


# What cannot be meant


@pytest.mark.parametrize(
    ("written", "found", "help"),
    [
        (
            "schemac: 1\nschema: a\n",
            ("no-dialect", "schemac.yaml:1:1"),
            "add `dialect:`, one of mariadb, mysql, postgres, sqlite",
        ),
        (
            "schemac: 1\nschema: a\ndialect: postgrse\n",
            ("unknown-dialect", "schemac.yaml:3:10"),
            "did you mean 'postgres'?",
        ),
        (
            "schemac: 1\nschema: a\ndialect: oracle\n",
            ("unknown-dialect", "schemac.yaml:3:10"),
            "installed: mariadb, mysql, postgres, sqlite",
        ),
        (
            "schemac: 1\nschema: a\ndialect: sqlite\nmigration: b\n",
            ("unknown-key", "schemac.yaml:4:1"),
            "did you mean 'migrations'?",
        ),
        (
            "schemac: 1\nschema: a\ndialect: sqlite\nlint: {drop-tabel: warn}\n",
            ("unknown-key", "schemac.yaml:4:8"),
            "drop-table",
        ),
        ("schemac: 1\ndialect: sqlite\n", ("missing-key", "schemac.yaml:1:1"), None),
        ("", ("bad-value", "schemac.yaml:1:1"), None),
        (
            "schemac: 1\nschema: a\ndialect: sqlite\nmigrations: ../b\n",
            ("path-leaves-project", "schemac.yaml:4:13"),
            "below the project file",
        ),
        (
            "schemac: 1\nschema: a\ndialect: sqlite\nmigrations: /elsewhere\n",
            ("path-leaves-project", "schemac.yaml:4:13"),
            "below the project file",
        ),
        (
            "schemac: 1\nschema: [schema/*.yaml, ../*.yaml]\ndialect: sqlite\n",
            ("path-leaves-project", "schemac.yaml:2:25"),
            "below the project file",
        ),
        (
            "schemac: 1\nschema: [/etc/*.yaml]\ndialect: sqlite\n",
            ("path-leaves-project", "schemac.yaml:2:10"),
            "below the project file",
        ),
        (
            "schemac: 1\nschema: [schema/*.yml]\ndialect: sqlite\n",
            ("no-schema-files", "schemac.yaml:2:10"),
            ".yaml, .yml or .toml",
        ),
        (
            "schemac: 1\nschema: schema\ndialect: sqlite\n",
            ("no-schema-files", "schemac.yaml:2:9"),
            "write `schema/**/*.yaml`",
        ),
        (
            "schemac: 1\nschema: .\ndialect: sqlite\n",
            ("no-schema-files", "schemac.yaml:2:9"),
            "`./**/*.yaml`",
        ),
        (
            "schemac: 1\nschema: a\ntargets: {x: {dialect: oracle, migrations: m}}\n",
            ("unknown-dialect", "schemac.yaml:3:24"),
            "installed",
        ),
        (
            "schemac: 1\nschema: a\ntargets: {x: {dialect: sqlite, migrations: ../m}}\n",
            ("path-leaves-project", "schemac.yaml:3:44"),
            None,
        ),
    ],
)
def test_a_project_file_that_cannot_be_meant(work: Workspace, written: str, found: tuple[str, str], help: str | None):
    [one] = refusal(work, written)
    assert where(one) == found
    assert help is None or help in (one.help or "")


def test_a_pattern_that_not_every_python_takes(work: Workspace):
    [one] = refusal(work, "schemac: 1\ndialect: sqlite\nschema: [schema/**x.yml]\n")
    assert one.code in ("bad-pattern", "no-schema-files")
    assert where(one)[1] == "schemac.yaml:3:10"


def test_every_pattern_without_files_is_told(work: Workspace):
    found = refusal(work, "schemac: 1\ndialect: sqlite\nschema: [a/*.yaml, schema/*.yaml, ../b/*.yaml]\n")
    assert [where(one) for one in found] == [
        ("no-schema-files", "schemac.yaml:3:10"),
        ("path-leaves-project", "schemac.yaml:3:35"),
    ]


def test_a_finding_in_pyproject_has_its_place_in_the_whole_file(work: Workspace):
    [one] = refusal(
        work,
        "[project]\ndialect = 'x'\n\n[tool.schemac]\nschemac = 1\nschema = 'a'\ndialect = 'oracle'\n",
        name="pyproject.toml",
    )
    assert where(one) == ("unknown-dialect", "pyproject.toml:7:11")


@pytest.mark.parametrize("what", ["schema/link.yaml", "migrations"])
def test_a_link_out_of_the_project(work: Workspace, what: str):
    outside = work.root.parent / f"{work.root.name}-outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text(SCHEMA)
    (work.root / what).symlink_to(outside / "secret.yaml" if what.endswith(".yaml") else outside)
    [one] = refusal(work, "schemac: 1\ndialect: sqlite\nschema: schema/*.yaml\n")
    assert one.code == "path-leaves-project"


def test_links_inside_the_project_are_files(work: Workspace):
    (work.root / "schema/b.yaml").symlink_to(work.write("shared/b.yaml", "schemac: 1\n"))
    assert len(load(work, NOTATIONS["schemac.yaml"]).documents()) == 2


def test_all_findings_of_all_files_at_once(work: Workspace):
    work.write("schema/a.yaml", "schemac: 1\ntabels: {}\n")
    work.write("schema/b.yaml", "schemac: 1\ntables: {t: 5}\n")
    work.write("schema/c.yaml", "a: [\n")
    work.write("schema/d.yaml", b"\0")
    found = refusal(work, NOTATIONS["schemac.yaml"])
    assert [where(one) for one in found] == [
        ("unknown-key", "schema/a.yaml:2:1"),
        ("bad-value", "schema/b.yaml:2:13"),
        ("yaml-syntax", "schema/c.yaml:2:1"),
        ("not-text", "schema/d.yaml:1:1"),
    ]


# Targets and environments

TARGETS = """\
schemac: 1
schema: schema/*.yaml
environments: {dev: {url: "sqlite:///dev.db"}}
targets:
  app: {dialect: postgres, migrations: migrations/postgres}
  tests: {dialect: sqlite, migrations: migrations/sqlite}
"""


def test_targets(work: Workspace):
    assert [
        (load(work, TARGETS, target=name).dialect.name, load(work, TARGETS, target=name).migrations.name)
        for name in (None, "app", "tests")
    ] == [("postgres", "postgres"), ("postgres", "postgres"), ("sqlite", "sqlite")]
    assert load(work, f"{TARGETS}dialect: sqlite\n").target is None
    [one] = refusal(work, TARGETS, target="test")
    assert (one.code, one.help) == ("unknown-target", "did you mean 'tests'?")
    [one] = refusal(work, NOTATIONS["schemac.yaml"], target="x")
    assert (one.code, one.help) == ("unknown-target", "known: none")


def test_the_environment_that_is_meant(work: Workspace):
    found = load(work, NOTATIONS["schemac.yaml"])
    assert (found.environment(None), found.environment("prod")) == ("dev", "prod")
    other = load(
        work,
        'schemac: 1\ndialect: sqlite\nschema: a\nenvironments: {live: "sqlite:///a.db", x: "sqlite:///b.db"}\n',
    )
    assert other.environment(None) == "live"
    with pytest.raises(SchemacError, match="there is no environment 'pord'") as caught:
        found.url("pord")
    assert caught.value.diagnostics[0].help == "did you mean 'prod'?"
    with pytest.raises(SchemacError, match="no database is given"):
        load(work, "schemac: 1\ndialect: sqlite\nschema: a\n").url(None)


def test_variables_in_urls(work: Workspace, monkeypatch: pytest.MonkeyPatch):
    found = load(work, NOTATIONS["schemac.yaml"])
    with pytest.raises(SchemacError) as caught:
        found.url("prod")
    [one] = caught.value.diagnostics
    assert (*where(one), one.help) == ("unset-variable", "schemac.yaml:5:47", "export DB=…")
    monkeypatch.setenv("DB", "postgresql://a:${DB}@b/c")
    assert found.url("prod") == "postgresql://a:${DB}@b/c"


def test_a_relative_file_is_beside_the_project_file(work: Workspace, monkeypatch: pytest.MonkeyPatch):
    found = load(work, NOTATIONS["schemac.yaml"])
    assert found.url("dev") == "sqlite:///dev.db"
    monkeypatch.chdir(work.root.parent)
    assert found.url("dev") == f"sqlite:///{work.root}/dev.db"
    for url in ("sqlite:////a/b.db", "sqlite:///:memory:", "postgresql://h/app"):
        monkeypatch.setenv("DB", url)
        assert found.url("prod") == url
    on_server = load(work, "schemac: 1\ndialect: postgres\nschema: a\nenvironments: {dev: 'postgresql:///app'}\n")
    assert on_server.url("dev") == "postgresql:///app"
