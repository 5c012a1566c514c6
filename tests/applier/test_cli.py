from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest

import schemac_apply
from schemac_apply import report
from schemac_apply.cli import commands
from schemac_apply.errors import ApplyError
from schemac_apply.folder import write_folder_file
from schemac_apply.results import Event, EventKind

from .conftest import Project


@pytest.fixture
def written(sqlite_project: Project) -> Project:
    sqlite_project.write("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n")
    sqlite_project.write("0002_b", "CREATE TABLE b (id integer);\n", "DROP TABLE b;\n")
    return sqlite_project


def test_apply_status_rollback(written: Project):
    code, out, err = written.command("apply")
    assert (code, out) == (0, "applied 2 migrations\n")
    assert err.splitlines()[0] == "applying 0001_a"
    assert err.splitlines()[1].startswith("applied 0001_a (1 statement, ")
    assert written.command("apply")[:2] == (0, "nothing to do\n")
    code, out, _ = written.command("rollback", "--steps", "1")
    assert (code, out) == (0, "rolled back 1 migration\n")
    code, out, _ = written.command("status")
    assert code == 0
    assert out.splitlines()[0].startswith("0001_a  applied  2")
    assert out.splitlines()[1:] == ["0002_b  pending", "", "1 applied, 1 pending"]


def test_json(written: Project):
    code, out, err = written.command("apply", "--to", "0001", "--format", "json")
    document = json.loads(out)
    assert (code, err, document["applied"], document["pending"]) == (0, "", ["0001_a"], ["0002_b"])
    assert [event["kind"] for event in document["events"]] == ["applying", "applied"]
    code, out, _ = written.command("status", "--format", "json")
    assert [(m["name"], m["state"]) for m in json.loads(out)["migrations"]] == [
        ("0001_a", "applied"),
        ("0002_b", "pending"),
    ]
    written.write("0002_b", "SELECT nope;")
    code, out, err = written.command("apply", "--format", "json")
    error = json.loads(out)["error"]
    assert (code, err) == (1, "")
    assert (error["code"], error["line"], error["cause"]["message"]) == (
        "migration-failed",
        1,
        "no such column: nope",
    )


def test_dry_run(written: Project):
    code, out, err = written.command("apply", "--dry-run")
    assert (code, out) == (0, "2 migrations to run; nothing was changed\n")
    assert err == "would run 0001_a (1 statement)\nwould run 0002_b (1 statement)\n"
    assert written.tables() == set()


def test_failed_migration(written: Project):
    written.write("0002_b", "CREATE TABLE b (id integer);\nSELECT nope;\n")
    code, out, err = written.command("apply")
    assert (code, out) == (1, "")
    assert "error: 0002_b failed at statement 2 of 2: no such column: nope\n" in err
    assert f"  --> {written.folder / '0002_b.sql'}:2\n" in err


def test_changed_file(written: Project):
    written.command("apply")
    written.write("0001_a", "CREATE TABLE a (id bigint);\n")
    code, _, err = written.command("apply")
    assert code == 1
    assert "0001_a was applied and has changed since" in err
    assert "--repair" in err
    assert written.command("status")[0] == 1
    code, _, err = written.command("apply", "--repair")
    assert code == 0
    assert "repaired 0001_a: hash was " in err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["apply", "--dir", "nowhere"], 2, "no migration folder at nowhere"),
        (["apply", "--url", "oracle://u:swordfish@h/d"], 2, "no driver for the scheme 'oracle'"),
        (["apply", "--url", "sqlite:////nowhere/at/all.db"], 3, "does not exist"),
        (["apply", "--url", "postgresql://u:swordfish@127.0.0.1:1/d"], 3, "refused"),
        (["apply", "--to", "0009"], 2, "no migration '0009'"),
        (["apply", "--lock-timeout", "soon"], 2, "not a duration"),
        (["apply", "--nonsense"], 2, "No such option"),
        (["rollback", "--steps", "0"], 2, "Invalid value for '--steps'"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_exit_codes(written: Project, arguments: list[str], code: int, message: str):
    # The project's own options come last, and click takes the last one: here they come first.
    options = ["--url", written.url, "--dir", str(written.folder)]
    known = arguments[0] in commands.commands
    if any("postgresql:" in argument for argument in arguments):
        write_folder_file(written.folder, dialect="postgres")
    done = run_command(*arguments[:1], *(options if known else []), *arguments[1:])
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "swordfish" not in done.stdout + done.stderr


def run_command(*arguments: str, program: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    path = str(Path(schemac_apply.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-c", f"{program}\nfrom schemac_apply.cli import main; main()", *arguments],
        env={**os.environ, "PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("variable", ["SCHEMAC_URL", "DATABASE_URL"])
def test_url_from_the_environment(written: Project, variable: str):
    done = run_command("status", "--dir", str(written.folder), **{variable: written.url})
    assert done.returncode == 0
    assert "2 pending" in done.stdout
    assert run_command("status", "--dir", str(written.folder)).returncode == 2


BLOCKER = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        others = {"jinja2", "jsonschema", "jsonschema_rs", "ruamel", "_ruamel_yaml"}
        if name.partition(".")[0] in {*others, "schemac", "schemac_dialects"}:
            raise ImportError(f"{name} is blocked")
sys.meta_path.insert(0, Blocker())
"""


def test_applier_stands_alone(written: Project):
    done = run_command("apply", "--url", written.url, "--dir", str(written.folder), program=BLOCKER)
    assert (done.returncode, done.stdout) == (0, "applied 2 migrations\n"), done.stderr
    assert written.tables() == {"a", "b"}
    blocked = run_command("--version", program=f"{BLOCKER}\nimport jinja2")
    assert "jinja2 is blocked" in blocked.stderr


def test_import_of_the_library_needs_no_click():
    program = "import sys; sys.modules['click'] = sys.modules['psycopg'] = None\nfrom schemac_apply import migrate"
    done = run_command("--version", program=f"{program}\nprint(migrate.__name__); sys.exit()")
    assert done.stdout == "migrate\n", done.stderr


def test_version():
    assert run_command("--version").stdout == f"schemac-apply, version {schemac_apply.__version__}\n"


@pytest.mark.parametrize("name", [None, *commands.commands])
def test_help_has_an_example(name: str | None):
    command = commands.commands[name] if name else commands
    text = command.get_help(click.Context(command))
    assert "Examples:\n" in text
    assert f"schemac-apply {name or 'status'} " in text
    if name != "script":
        assert f"schemac-apply {name or 'status'} --url sqlite:///dev.db" in text


@pytest.mark.parametrize("kind", get_args(EventKind))
def test_every_event_has_a_line(kind: EventKind):
    line = report.event_line(Event(kind=kind, migration="0001_a", detail="why", statements=1, duration_ms=1500))
    assert "0001_a" in line or "why" in line


def subclasses(kind: type[ApplyError]) -> list[type[ApplyError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in subclasses(child))]


def test_errors_have_codes_of_their_own():
    codes = [kind.code for kind in subclasses(ApplyError)]
    assert len(set(codes)) == len(codes)
    assert {kind.exit_code for kind in subclasses(ApplyError)} == {1, 2, 3}


def test_long_statement_is_shown_on_a_terminal(sqlite_project: Project):
    pty = pytest.importorskip("pty")
    project = sqlite_project
    slow = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1e12) SELECT max(n) FROM c"
    project.write("0001_a", f"CREATE TABLE a (id integer);\n\n-- schemac:statement-timeout 2500ms\n{slow};\n")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from schemac_apply.cli import main; main()",
            "apply",
            "--url",
            project.url,
            "--dir",
            str(project.folder),
        ],
        env={**os.environ, "PYTHONPATH": str(Path(schemac_apply.__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    process.communicate(timeout=60)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    text = shown.decode()
    assert process.returncode == 1
    assert "running 0001_a: statement 2, line 4 … 1 s" in text
    # It is taken away for what is said next.
    assert "\r\x1b[Kerror: 0001_a failed at statement 2" in text


def test_events_as_lines_of_json(sqlite_project: Project):
    project = sqlite_project
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    code, out, err = project.command("apply", "--json")
    assert (code, err) == (0, "")
    *events, last = map(json.loads, out.splitlines())
    assert [event["event"]["kind"] for event in events] == ["applying", "applied"]
    assert last["result"]["applied"] == ["0001_a"]
    project.write("0002_b", "SELECT nope;\n")
    code, out, err = project.command("apply", "--json")
    assert (code, err) == (1, "")
    *events, last = map(json.loads, out.splitlines())
    assert [event["event"]["kind"] for event in events] == ["applying"]
    assert (last["error"]["code"], last["error"]["line"]) == ("migration-failed", 1)
