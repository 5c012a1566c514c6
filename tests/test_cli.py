"""Every command, in a project on SQLite: results to stdout, words to stderr, and what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from schemac import __version__
from schemac.cli import COMMANDS, commands

from .workspace import Workspace

SAMPLES = Path(__file__).parent / "spec_samples"
USERS = "tables: {users: {columns: {id: integer, email: {type: text, unique: true}}, primary_key: id}}\n"
MORE = "tables: {users: {columns: {id: integer, email: {type: text, unique: true}, bio: 'text?'}, primary_key: id}}\n"


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    found = Workspace(tmp_path, capsys, monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767355200")  # 2026-01-02 12:00:00 UTC
    found.project()
    found.schema(USERS)
    return found


FIRST, SECOND = "20260102120000_initial", "20260102120001_add_users_bio"


@pytest.fixture
def two(work: Workspace) -> Workspace:
    """A project with two migrations, neither of which is applied."""
    assert work.run("generate").code == 0
    work.schema(MORE)
    assert work.run("generate").code == 0
    return work


def scripts(work: Workspace, folder: str = "migrations") -> list[str]:
    return sorted(
        path.name.removesuffix(".sql") for path in (work.root / folder).glob("*.sql") if ".down." not in path.name
    )


# Help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_examples_that_can_be_run(work: Workspace, name: str):
    run = work.run(name, "--help")
    assert (run.code, run.err) == (0, "")
    examples = re.findall(rf"^  (?:  )?(schemac {name}\b.*)$", run.out, re.MULTILINE)
    assert examples
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    for example in examples:
        words = shlex.split(example.partition(" > ")[0].partition(" >> ")[0])
        command.make_context(name, words[2:], resilient_parsing=False)


def test_the_help_of_all(work: Workspace):
    for arguments in (["--help"], ["-h"]):
        run = work.run(*arguments)
        assert run.code == 0
        assert [name for name in COMMANDS if not re.search(rf"^  {name} ", run.out, re.MULTILINE)] == []
        assert "Exit codes: 0 done, 1 findings" in run.out
    assert work.run("--version").out == f"schemac, version {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str):
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []
    summary = COMMANDS[name][1]
    assert summary.endswith(".")


def test_help_loads_little():
    code = (
        "import sys; from schemac.cli import _run; sys.argv = ['schemac', '--help']; _run(); "
        "print([m for m in ('jinja2', 'ruamel.yaml', 'psycopg', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.endswith("[]\n")


# init, completion


def test_init_makes_a_project_that_works(work: Workspace):
    run = work.run("init", "shop", "--dialect", "sqlite")
    assert run.code == 0
    assert run.out.splitlines() == [
        "shop/schemac.yaml",
        "shop/schema/schema.yaml",
        "shop/.schemac/schemac.schema.json",
        "shop/.vscode/settings.json",
        "shop/.gitignore",
    ]
    assert "next: " in run.err
    assert work.run("validate", "--project", "shop").code == 0
    assert work.run("generate", "--project", "shop").code == 0
    assert work.run("apply", "--project", "shop").code == 0
    assert (work.root / "shop/dev.db").exists()
    assert not (work.root / "dev.db").exists()
    assert work.run("check", "--project", "shop").code == 0
    again = work.run("init", "shop", "--dialect", "sqlite")
    assert (again.code, again.out, again.err.count("error[file-exists]")) == (2, "", 2)


def test_init_for_a_database_on_a_server(work: Workspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(work.root / "schema")
    (work.root / "schema/a.yaml").unlink()
    assert work.run("init", "--dialect", "postgres").code == 0
    assert 'dev: {url: "${DATABASE_URL}"}' in Path("schemac.yaml").read_text()
    assert work.run("export").out.startswith('CREATE TABLE "users"')


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(work: Workspace, shell: str):
    run = work.run("completion", shell)
    assert (run.code, run.err) == (0, "")
    assert "_SCHEMAC_COMPLETE" in run.out
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=run.out, text=True, check=False).returncode == 0


def test_completion_completes():
    code = "from schemac.cli import main; main()"
    env = {**os.environ, "_SCHEMAC_COMPLETE": "bash_complete", "COMP_WORDS": "schemac gen", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=env, check=False
    )
    assert "generate" in done.stdout


# validate


def test_validate(work: Workspace):
    run = work.run("validate")
    assert (run.code, run.out, run.err) == (0, "", "valid: 1 objects, 1 of them tables, for SQLite\n")
    run = work.run("validate", "--format", "json")
    assert (run.code, run.out, run.err) == (0, "[]\n", "")


def test_a_note_is_no_error(work: Workspace):
    work.schema("tables: {t: {comment: Words., columns: {a: text}}}\n")
    run = work.run("validate")
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith("note[not-rendered]: SQLite keeps no comments")
    assert "valid: 1 objects" in run.err
    run = work.run("validate", "--format", "json")
    assert (run.code, [one["severity"] for one in run.found], run.err) == (0, ["note"], "")
    run = work.run("generate", "--format", "json")
    assert json.loads(run.out) == {"migration": FIRST}
    assert "note[not-rendered]" in run.err
    run = work.run("check", "--format", "json")
    assert (run.code, run.out) == (0, "[]\n")


# generate


def test_generate(work: Workspace):
    run = work.run("generate")
    assert run.code == 0
    assert run.out.splitlines() == [
        f"migrations/{FIRST}.sql",
        f"migrations/{FIRST}.down.sql",
        f"migrations/meta/{FIRST}.json",
    ]
    assert "next: read the SQL, then `schemac apply`" in run.err
    assert (work.root / f"migrations/{FIRST}.sql").read_text().startswith("CREATE TABLE")
    run = work.run("generate")
    assert (run.code, run.out) == (0, "")
    assert "nothing has changed" in run.err
    assert json.loads(work.run("generate", "--format", "json").out) == {"migration": None}
    assert scripts(work) == [FIRST]


def test_generate_twice_is_the_same_text(work: Workspace):
    texts = []
    for _ in range(2):
        assert work.run("generate").code == 0
        texts.append({path.name: path.read_bytes() for path in (work.root / "migrations").rglob("*.*")})
        shutil.rmtree(work.root / "migrations")
    assert texts[0] == texts[1]


def test_generate_dry_run(work: Workspace):
    run = work.run("generate", "--dry-run")
    assert run.code == 0
    assert run.out.startswith("CREATE TABLE")
    assert not (work.root / "migrations").exists()


def test_generate_custom(two: Workspace):
    run = two.run("generate", "--custom", "--name", "Backfill slugs!")
    assert run.code == 0
    name = "20260102120002_backfill_slugs"
    assert (two.root / f"migrations/{name}.sql").read_text() == "-- Write the SQL of this migration here.\n"
    assert two.run("check").code == 0
    assert two.run("apply").code == 0
    assert two.run("generate").out == ""


def test_generate_with_renames(two: Workspace):
    two.schema(
        "tables: {people: {columns: {id: integer, mail: {type: text, unique: true}, bio: 'text?'}, primary_key: id}}\n"
    )
    run = two.run("generate", "--rename", "users:people", "--rename", "people.email:mail", "--dry-run")
    assert (run.code, "DROP TABLE" in run.out) == (0, False)
    run = two.run("generate", "--rename", "users:people", "--rename", "people.email:people.mail")
    assert run.code == 0, run.err
    assert two.run("apply").code == 0
    assert two.run("diff", "--from", "sqlite:///dev.db", "--to", "schema", "--exit-code").code == 0


def test_generate_with_declared_renames(two: Workspace):
    assert two.run("apply").code == 0
    two.schema(
        "tables: {people: {renamed_from: users, columns: {id: integer, mail: {type: "
        "text, unique: true, renamed_from: email}, bio: 'text?'}, primary_key: id}}\n"
    )
    assert two.run("generate").code == 0
    assert two.run("apply").code == 0
    assert two.run("generate").out == ""
    assert two.run("rollback", "--yes").code == 0
    assert two.run("diff", "--from", "sqlite:///dev.db", "--to", SECOND, "--exit-code").code == 0


def test_a_warning_is_shown_and_the_migration_written(two: Workspace):
    two.project(more="lint: {drop-table: warn}\n")
    two.schema("tables: {other: {columns: {a: text}}}\n")
    run = two.run("generate", "--no-renames")
    assert run.code == 0
    assert "warning[drop-table]" in run.err


# check, drop, export, diff


def test_check(two: Workspace):
    run = two.run("check")
    assert (run.code, run.out, run.err) == (0, "", "sound: 2 migrations lead to the schema\n")
    run = two.run("check", "--format", "json")
    assert (run.code, run.out) == (0, "[]\n")
    two.schema(USERS)
    run = two.run("check")
    assert (run.code, run.out) == (1, "")
    assert "error[not-generated]" in run.err
    assert two.run("check", "--format", "json").codes == ["not-generated"]


def test_drop(two: Workspace):
    refused = two.run("drop", FIRST, "--yes")
    assert (refused.code, "drop the newest migration first" in refused.err) == (1, True)
    run = two.run("drop", "--yes")
    assert run.code == 0
    assert run.out.splitlines() == [
        f"removed migrations/{name}" for name in (f"{SECOND}.sql", f"{SECOND}.down.sql", f"meta/{SECOND}.json")
    ]
    assert scripts(two) == [FIRST]
    assert two.run("generate").code == 0
    assert scripts(two) == [FIRST, SECOND]


def test_drop_looks_into_the_ledger(two: Workspace):
    assert two.run("apply").code == 0
    run = two.run("drop", "--yes", "--env", "dev")
    assert (run.code, f"{SECOND} is applied in that database" in run.err) == (1, True)
    assert two.run("rollback", "--yes").code == 0
    assert two.run("drop", SECOND[:14], "--yes", "--env", "dev").code == 0


def test_export_can_be_run_by_a_plain_client(work: Workspace, sqlite3_client: str):
    work.schema(USERS + "views: {emails: select email from users}\n")
    run = work.run("export")
    assert (run.code, run.err) == (0, "")
    done = subprocess.run([sqlite3_client, "plain.db"], input=run.out, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert work.run("diff", "--from", "sqlite:///plain.db", "--to", "schema", "--exit-code").code == 0


def test_diff_between_any_two_ends(two: Workspace):
    assert two.run("apply", "--to", FIRST).code == 0
    two.write("other.yaml", f"schemac: 1\n{USERS}")
    newer = ("schema", "migrations", SECOND, "schema/a.yaml")
    older = (FIRST, "other.yaml", "env:dev", "sqlite:///dev.db")
    for ends in (newer, older):
        for one in ends:
            for other in ends:
                run = two.run("diff", "--from", one, "--to", other, "--exit-code")
                assert (one, other, run.code, run.out, run.err) == (one, other, 0, "", "no difference\n")
    for one in older:
        for other in newer:
            run = two.run("diff", "--from", one, "--to", other)
            assert (one, other, run.code, run.err) == (one, other, 0, "")
            assert '"bio"' in run.out
            assert two.run("diff", "--from", one, "--to", other, "--exit-code").code == 1
            assert two.run("diff", "--from", other, "--to", one, "--exit-code").code == 1
    assert two.run("diff", "--from", "empty", "--to", "schema").out == two.run("export").out
    assert "DROP TABLE" in two.run("diff", "--from", "env:dev", "--to", "empty").out


def test_diff_without_a_project(two: Workspace, monkeypatch: pytest.MonkeyPatch):
    assert two.run("apply").code == 0
    elsewhere = two.root / "elsewhere"
    (two.root / "schemac.yaml").rename(two.root / "gone.yaml")
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    shutil.copy(two.root / "schema/a.yaml", "a.yaml")
    run = two.run("diff", "--from", "sqlite:///../dev.db", "--to", "a.yaml")
    assert run.code == 0
    assert two.run("diff", "--from", "empty", "--to", "schema").code == 2


# apply, rollback, status


def test_apply_rollback_status(two: Workspace):
    run = two.run("apply", "--dry-run")
    assert (run.code, run.out) == (0, "2 migrations to run; nothing was changed\n")
    assert two.run("status").out.endswith("2 pending\n")
    assert not (two.root / "dev.db").exists()
    run = two.run("apply")
    assert (run.code, run.out) == (0, "applied 2 migrations\n")
    assert f"applying {FIRST}" in run.err
    assert two.run("apply").out == "nothing to do\n"
    run = two.run("status")
    assert (run.code, run.err) == (0, "")
    assert run.out.endswith("2 applied\n")
    run = two.run("rollback")
    assert (run.code, "hazard: drop-column" in run.err, "say so with --yes" in run.err) == (1, True, True)
    run = two.run("rollback", "--yes")
    assert (run.code, run.out) == (0, "rolled back 1 migration\n")
    assert [
        (one["name"], one["state"]) for one in json.loads(two.run("status", "--format", "json").out)["migrations"]
    ] == [(FIRST, "applied"), (SECOND, "pending")]
    assert two.run("apply").code == 0
    assert two.run("rollback", "--yes", "--to", FIRST).out == "rolled back 1 migration\n"
    assert two.run("rollback", "--yes", "--steps", "5").out == "rolled back 1 migration\n"
    assert two.run("diff", "--from", "env:dev", "--to", "empty", "--exit-code").code == 0
    assert two.run("apply", "--to", FIRST, "--format", "json").err == ""


def test_a_way_back_that_loses_rows_is_asked_about(two: Workspace):
    """Whether schemac wrote it, with a hazard, or a person did."""
    url = f"sqlite:///{two.root / 'a.db'}"
    (two.root / "migrations" / f"{SECOND}.down.sql").write_text("ALTER TABLE users\n  DROP COLUMN bio;\n")
    assert two.run("apply", "--url", url).code == 0
    refused = two.run("rollback", "--url", url)
    assert refused.code == 1
    assert f"takes rows away: {SECOND}, line 1: ALTER TABLE users DROP COLUMN bio" in refused.err
    tried = two.run("rollback", "--url", url, "--dry-run")
    assert (tried.code, tried.out) == (0, "1 migration to run; nothing was changed\n"), tried.err
    assert two.run("rollback", "--url", url, "--yes").out == "rolled back 1 migration\n"


def test_an_empty_url_is_no_other_database(two: Workspace):
    run = two.run("rollback", "--url", "", "--yes")
    assert run.code == 2
    assert "--url is empty" in run.err


def test_a_changed_file_is_found_and_repaired(two: Workspace):
    assert two.run("apply").code == 0
    script = two.root / f"migrations/{FIRST}.sql"
    script.write_bytes(script.read_bytes() + b"-- more\n")
    assert two.run("status").code == 1
    run = two.run("apply")
    assert (run.code, f"{FIRST} was applied and has changed since" in run.err) == (1, True)
    assert two.run("apply", "--repair").code == 0
    assert two.run("status").code == 0


def test_windows_line_ends_are_no_change(two: Workspace):
    assert two.run("apply").code == 0
    for script in (two.root / "migrations").glob("*.sql"):
        script.write_bytes(b"\xef\xbb\xbf" + script.read_bytes().replace(b"\n", b"\r\n"))
    assert two.run("status").code == 0


def test_confirmed_environments(two: Workspace):
    two.project(more="  prod: {url: 'sqlite:///prod.db', confirm: true}\n")
    assert two.run("apply", "--env", "prod").code == 2
    assert two.run("apply", "--env", "prod", "--yes").code == 0
    assert two.run("apply", "--env", "prod", "--dry-run").code == 0
    assert two.run("status", "--env", "prod").code == 0
    assert two.run("rollback", "--env", "prod").code == 2
    assert two.run("rollback", "--env", "prod", "--yes").code == 0


def test_the_database_of_the_surroundings(two: Workspace, monkeypatch: pytest.MonkeyPatch):
    two.write("schemac.yaml", "schemac: 1\ndialect: sqlite\nschema: schema/*.yaml\n")
    run = two.run("apply")
    assert (run.code, "give --url, --env, or $DATABASE_URL" in run.err) == (2, True)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///surroundings.db")
    assert two.run("apply").code == 0
    assert (two.root / "surroundings.db").exists()


def test_the_ledger_has_the_name_that_the_project_gives(work: Workspace):
    work.project(more="ledger: {table: done}\n")
    assert work.run("generate").code == 0
    assert work.run("apply").code == 0
    assert json.loads((work.root / "migrations/meta/folder.json").read_text())["ledger"]["table"] == "done"
    run = work.run("introspect", "--to-yaml", "-")
    assert (run.code, "done" in run.out, "users" in run.out) == (0, False, True)


# push


def test_push(work: Workspace):
    assert work.run("push", "--dry-run").out.startswith("CREATE TABLE")
    assert not (work.root / "dev.db").exists()
    run = work.run("push", "--yes")
    assert run.code == 0
    assert run.out.startswith("CREATE TABLE")
    assert "done: " in run.err
    run = work.run("push", "--yes")
    assert (run.code, run.out, run.err) == (0, "", "nothing to do: the database has this schema\n")
    work.schema("tables: {users: {columns: {id: integer}, primary_key: id}}\n")
    run = work.run("push", "--yes")
    assert (run.code, "error[drop-column]" in run.err) == (1, True)
    assert work.run("diff", "--from", "env:dev", "--to", "schema", "--exit-code").code == 1
    assert work.run("push", "--yes", "--allow", "drop-column").code == 0
    assert work.run("diff", "--from", "env:dev", "--to", "schema", "--exit-code").code == 0


# introspect


@pytest.mark.parametrize("notation", ["yaml", "toml"])
def test_introspect_reads_back_what_was_written(work: Workspace, notation: str):
    work.schema(MORE + "views: {emails: select email from users}\n")
    assert work.run("push", "--yes").code == 0
    run = work.run("introspect", f"--to-{notation}", "back")
    assert run.code == 0, run.err
    written = [work.root / line for line in run.out.splitlines()]
    assert [path.suffix for path in written] == [f".{notation}"] * len(written)
    shutil.rmtree(work.root / "schema")
    work.write(
        "schemac.yaml",
        (work.root / "schemac.yaml").read_text().replace("schema/*.yaml", f"back/**/*.{notation}"),
    )
    run = work.run("diff", "--from", "env:dev", "--to", "schema", "--exit-code")
    assert (run.code, run.out) == (0, "")
    assert work.run("introspect", f"--to-{notation}", "back").code == 0


def test_introspect_to_the_output(work: Workspace):
    assert work.run("push", "--yes").code == 0
    for arguments in (["--url", "sqlite:///dev.db"], ["--env", "dev"], []):
        run = work.run("introspect", "--to-yaml", "-", *arguments)
        assert (run.code, run.err) == (0, "")
        assert "  users:" in run.out
    assert "[tables.users" in work.run("introspect", "--to-toml", "-").out


def test_introspect_overwrites_nothing(work: Workspace):
    assert work.run("push", "--yes").code == 0
    first = work.run("introspect", "--to-yaml", "back", "--split").out.splitlines()
    assert first
    (work.root / first[0]).write_text("schemac: 1\n# mine\n")
    run = work.run("introspect", "--to-yaml", "back", "--split")
    assert (run.code, run.out, "error[file-exists]" in run.err) == (2, "", True)
    assert (work.root / first[0]).read_text() == "schemac: 1\n# mine\n"
    assert work.run("introspect", "--to-yaml", "back", "--split", "--force").code == 0


# Projects of other forms, from other places


@pytest.mark.parametrize("name", ["schemac.toml", "pyproject.toml"])
def test_a_project_in_toml_with_a_schema_in_toml(work: Workspace, name: str):
    (work.root / "schemac.yaml").unlink()
    lead = "[project]\nname = 'x'\n\n[tool.schemac]\n" if name == "pyproject.toml" else ""
    work.write(
        name,
        f"{lead}schemac = 1\ndialect = 'sqlite'\nschema = ['schema/*.toml']\nenvironments.dev = 'sqlite:///dev.db'\n",
    )
    work.write(
        "schema/a.toml",
        "schemac = 1\n[tables.t.columns]\na = 'text'\nb = { type = 'integer', default = 5 }\n",
    )
    for command in (["validate"], ["generate"], ["apply"], ["check"], ["status"]):
        assert work.run(*command).code == 0
    work.write(
        "schema/a.toml",
        "schemac = 1\n[tables.t.columns]\na = 'text'\nb = { type = 'integer', default = 'x' }\n",
    )
    [found] = work.run("validate", "--format", "json").found
    assert (found["code"], found["file"], found["line"], found["column"]) == (
        "default-type",
        "schema/a.toml",
        4,
        35,
    )


def test_both_notations_give_the_same_migration(work: Workspace):
    scripts = []
    for notation in ("yaml", "toml"):
        work.write("schemac.yaml", f"schemac: 1\ndialect: postgres\nschema: schema/*.{notation}\n")
        cut = "\nseeds:" if notation == "yaml" else "\n[seeds"
        shutil.rmtree(work.root / "schema")
        work.write(f"schema/blog.{notation}", (SAMPLES / f"blog.{notation}").read_text().partition(cut)[0] + "\n")
        shutil.copytree(work.root / "schema", work.root / "kept", dirs_exist_ok=True)
        assert work.run("generate", "--dry-run").code == 0
        # A TOML file has its tables in tables last, so the order of two indexes differs.
        scripts.append(sorted(work.run("generate", "--dry-run").out.split("\n\n")))
    assert len(scripts[0]) > 8
    assert [one.strip() for one in scripts[0]] == [one.strip() for one in scripts[1]]
    assert work.run("diff", "--from", "kept/blog.yaml", "--to", "kept/blog.toml", "--exit-code").code == 0


def test_from_another_folder(two: Workspace, monkeypatch: pytest.MonkeyPatch):
    elsewhere = two.root.parent / f"{two.root.name}-elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    for end in (str(two.root), str(two.root / "schemac.yaml"), os.path.relpath(two.root)):
        for command in (
            ["validate"],
            ["check"],
            ["export"],
            ["generate"],
            ["apply"],
            ["status"],
            ["diff", "--from", "env:dev", "--to", "schema", "--exit-code"],
        ):
            assert two.run(*command, "--project", end).code == 0
    assert list(elsewhere.iterdir()) == []
    assert (two.root / "dev.db").exists()
    monkeypatch.chdir(two.root / "schema")
    assert two.run("check").code == 0


def test_targets(work: Workspace):
    work.write(
        "schemac.yaml",
        "schemac: 1\nschema: schema/*.yaml\ntargets:\n"
        "  app: {dialect: postgres, migrations: migrations/postgres}\n"
        "  tests: {dialect: sqlite, migrations: migrations/sqlite}\n",
    )
    work.schema("tables: {t: {columns: {a: jsonb, b: {type: text, dialects: {sqlite: false}}}}}\n")
    for target in ("app", "tests"):
        run = work.run("generate", "--target", target)
        assert run.code == 0, run.err
        assert work.run("check", "--target", target).code == 0
    assert (scripts(work, "migrations/postgres"), scripts(work, "migrations/sqlite")) == ([FIRST], [FIRST])
    assert (
        '"b"' in work.run("export", "--target", "app").out,
        '"b"' in work.run("export", "--target", "tests").out,
    ) == (True, False)
    assert work.run("export").out == work.run("export", "--target", "app").out
    assert work.run("apply", "--target", "tests", "--url", "sqlite:///t.db").code == 0
    run = work.run("apply", "--target", "app", "--url", "sqlite:///u.db")
    assert (run.code, "postgres" in run.err) == (2, True)


def test_the_index_prefix(work: Workspace):
    work.project(more="prefix: index\n")
    assert work.run("generate").code == 0
    work.schema(MORE)
    assert work.run("generate").code == 0
    assert scripts(work) == ["0000_initial", "0001_add_users_bio"]
