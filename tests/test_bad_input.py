"""What a user can get wrong, by the command line: a diagnostic, an exit code, never a traceback."""

from __future__ import annotations

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemac import source
from schemac.cli import output

from .workspace import Workspace

PASSWORD = "hunter2-secret"


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    found = Workspace(tmp_path, capsys, monkeypatch)
    found.project()
    return found


def schemac(*arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from schemac.cli import main; main()", *arguments],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


# Files: each broken in its own way, all told in one run


def test_how_a_run_with_many_problems_looks(work: Workspace):
    work.schema(
        "tables:\n  users:\n    columns:\n      id: integer\n      email: {type: text, uniqe: true}\n",
        name="schema/b.yaml",
    )
    work.write("schema/a.yaml", "schemac: 1\ntables:\n\tposts: {}\n")
    work.write("schema/c.yaml", b"schemac: 1\n# caf\xe9\n")
    run = work.run("validate")
    assert (run.code, run.out) == (2, "")
    assert (
        run.err
        == """\
error[yaml-syntax]: broken YAML: while scanning for the next token: found character '\\t' \
that cannot start any token
 --> schema/a.yaml:3:1
  |
3 | 	posts: {}
  | ^
  = help: indent with spaces, not with tabs

error[unknown-key]: unknown key 'uniqe' in tables.users.columns.email
 --> schema/b.yaml:6:27
  |
6 |       email: {type: text, uniqe: true}
  |                           ^^^^^
  = help: did you mean 'unique'?

error[not-text]: schema/c.yaml is not a UTF-8 text file (byte 0xe9 at offset 16)
 --> schema/c.yaml:1:1
  = help: schema files are YAML or TOML in UTF-8

"""
    )


def test_problems_as_json(work: Workspace):
    work.schema("tables: {t: {columns: {a: txet, b: {type: integer, references: tt}}}}\n")
    work.schema("tables: {t: {columns: {a: text}}}\n", name="schema/b.yaml")
    run = work.run("validate", "--format", "json")
    assert (run.code, run.err) == (2, "")
    assert run.found == [
        {
            "code": "unknown-type",
            "severity": "error",
            "message": "'txet' is no type of SQLite and none of this project",
            "help": "did you mean 'text'?",
            "file": "schema/a.yaml",
            "line": 2,
            "column": 27,
        },
        {
            "code": "duplicate-name",
            "severity": "error",
            "message": "the table 't' is defined twice",
            "help": None,
            "file": "schema/b.yaml",
            "line": 2,
            "column": 10,
            "related": [{"message": "the other one stands here", "file": "schema/a.yaml", "line": 2, "column": 10}],
        },
    ]


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "yaml": ("schemac: 1\ntables: [\n", "yaml-syntax"),
    "duplicate key": ("schemac: 1\ntables: {}\ntables: {}\n", "duplicate-key"),
    "bomb": (
        "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        + "".join(
            f"{one}: &{one} [{', '.join([f'*{other}'] * 10)}]\n"
            for other, one in zip("abcdefg", "bcdefgh", strict=True)
        ),
        "alias-expansion",
    ),
    "deep": ("schemac: 1\ntables: " + "[" * 5000, "too-deep"),
    "binary": (b"\x7fELF\0\0\0", "not-text"),
    "nul": (b"schemac: 1\0", "not-text"),
    "utf-16": ("schemac: 1".encode("utf-16"), "not-text"),
    "large": (b"# " + b"x" * source.MAX_BYTES, "file-too-large"),
    "number": (f"schemac: {'9' * 5000}\n", "number-too-large"),
    "surrogate": ('schemac: 1\ntables: {t: {comment: "\\ud800"}}\n', "not-text"),
    "list": ("- schemac\n", "bad-value"),
    "empty": ("", "bad-value"),
    "two documents": ("schemac: 1\n---\nschemac: 1\n", "several-documents"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_schema_file(work: Workspace, name: str):
    written, code = BROKEN[name]
    work.write("schema/a.yaml", written)
    run = work.run("validate", "--format", "json")
    assert (run.code, run.codes) == (2, [code])
    assert run.found[0]["file"] == "schema/a.yaml"
    assert run.found[0]["line"] >= 1
    for command in ("generate", "export", "check"):
        assert work.run(command).code == 2


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_project_file(work: Workspace, name: str):
    written, code = BROKEN[name]
    work.write("schemac.yaml", written if isinstance(written, bytes) else written.replace("tables", "x-tables"))
    run = work.run("validate", "--format", "json")
    assert (run.code, code in run.codes) == (2, True) if name != "surrogate" else (2, "not-text" in run.codes)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("schemac = 1\n[tables\n", "toml-syntax"),
        ("schemac = 1\nschemac = 1\n", "duplicate-key"),
        ("schemac = " + "[" * 5000, "too-deep"),
        (b"\0", "not-text"),
        (f"schemac = {'9' * 5000}\n", "number-too-large"),
        ("schemac = 1\n[tables]\n[tables]\n", "duplicate-key"),
        ("", "missing-key"),
        ("schemac = 1\n[tables.t]\ncolums.a = 'text'\n", "unknown-key"),
    ],
)
def test_a_broken_toml_file(work: Workspace, written: str | bytes, code: str):
    work.write("schemac.yaml", (work.root / "schemac.yaml").read_text().replace("*.yaml", "*.toml"))
    work.write("schema/a.toml", written)
    assert work.problems()[0]["code"] == code


def test_windows_files_and_byte_order_marks(work: Workspace):
    work.write("schema/a.yaml", b"\xef\xbb\xbfschemac: 1\r\ntables:\r\n  t: {columns: {a: text}}\r\n")
    assert work.problems() == []
    work.write("schema/a.yaml", b"\xef\xbb\xbfschemac: 1\r\ntabels: {}\r\n")
    [found] = work.problems()
    assert (found["line"], found["column"]) == (2, 1)
    assert "\r" not in work.run("validate").err


def test_a_link_that_leads_nowhere_is_no_file(work: Workspace):
    work.schema("tables: {}\n")
    (work.root / "schema/b.yaml").symlink_to(work.root / "schema/b.yaml")
    (work.root / "schema/c.yaml").symlink_to(work.root / "nowhere.yaml")
    assert work.problems() == []


def test_control_characters_do_not_reach_the_terminal(work: Workspace):
    work.schema('tables: {t: {columns: {a: text}, "\\e[31mred": 1}}\n')
    run = work.run("validate")
    assert run.code == 2
    assert "\x1b" not in run.err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_schema_file_with_a_hole_is_valid_or_explained(work: Workspace, data: st.DataObject):
    whole = (Path(__file__).parent / "spec_samples/blog.yaml").read_text()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    work.write(
        "schema/a.yaml",
        whole[:start] + data.draw(st.sampled_from(["", "5", "[", "null", "\n", "  ", "'", ": ", "{}"])) + whole[end:],
    )
    run = work.run("validate", "--format", "json")
    assert (run.code == 0) == (not any(one["severity"] == "error" for one in run.found))
    assert all(one["file"] and one["line"] for one in run.found)


# Paths and projects


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["validate", "--project", "nowhere"], 2, "unreadable-file"),
        (["validate", "--target", "x"], 2, "there is no target 'x'"),
        (["generate", "--allow", "drop-tabel"], 2, "did you mean 'drop-table'?"),
        (["generate", "--rename", "nonsense"], 2, "write `old:new`"),
        (["generate", "--rename", "a:b"], 2, "'a' is not there"),
        (["apply", "--env", "prod"], 2, "there is no environment 'prod'"),
        (["status", "--url", "nonsense"], 2, "the database URL has no scheme"),
        (["apply", "--url", "mongodb://localhost/x"], 2, "no driver for the scheme 'mongodb'"),
        (["apply", "--url", "postgre://localhost/x"], 2, "did you mean postgres?"),
        (["apply", "--url", "sqlite://host/x"], 2, "a sqlite URL has no host"),
        (["diff", "--from", "x", "--to", "schema"], 2, "there is no migration 'x'"),
        (["introspect"], 2, "give --to-yaml or --to-toml"),
        (["drop"], 2, "there is no migration to drop"),
        (["drop", "x"], 2, "there is no migration 'x'"),
        (["check"], 2, "there is no migration folder migrations/"),
        (["apply"], 2, "`schemac generate` makes it"),
        (["status"], 2, "there is no migration folder migrations/"),
        (["genrate"], 2, "did you mean 'generate'?"),
        (["generate", "--nmae", "x"], 2, "--name"),
        (["validate", "--format", "xml"], 2, "'xml'"),
        (["rollback", "--steps", "0"], 2, "0"),
        (["completion", "tcsh"], 2, "tcsh"),
        (["init", "x", "--dialect", "oracle"], 2, "installed: "),
        (["init"], 2, "give --dialect"),
        (["init", "--dialect", "sqlite"], 2, "schemac.yaml is there already"),
    ],
)
def test_a_usage_that_cannot_be_meant(work: Workspace, arguments: list[str], code: int, words: str):
    work.schema("tables: {t: {columns: {a: text}}}\n")
    if "--url" in arguments:
        assert work.run("generate").code == 0
    run = work.run(*arguments)
    assert (run.code, run.out) == (code, "")
    assert words in run.err


def test_no_project_at_all(work: Workspace):
    (work.root / "schemac.yaml").unlink()
    for command in ("validate", "generate", "check", "export", "apply", "status", "push"):
        run = work.run(command)
        assert run.code == 2
        assert "there is no schemac.yaml in" in run.err
        assert "`schemac init` makes one" in run.err


# Databases: unreachable, refused, and a password that nobody sees


def secretive(work: Workspace, *arguments: str) -> tuple[int, str]:
    """A run in text and in JSON, in neither of which the password stands."""
    run = work.run(*arguments)
    assert PASSWORD not in run.out + run.err
    return run.code, run.out + run.err


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("given", ["option", "file", "variable"])
def test_a_refused_connection(work: Workspace, form: str, given: str, monkeypatch: pytest.MonkeyPatch):
    url = f"postgresql://app:{PASSWORD}@127.0.0.1:1/shop"
    work.project("postgres", f"  prod: {{url: {url!r}}}\n  other: {{url: '${{SHOP}}'}}\n")
    monkeypatch.setenv("SHOP", url)
    work.schema("tables: {t: {columns: {a: text}}}\n")
    assert work.run("generate").code == 0
    end = {"option": ["--url", url], "file": ["--env", "prod"], "variable": ["--env", "other"]}[given]
    for command in ("apply", "status", "rollback"):
        code, shown = secretive(work, command, *end, "--format", form)
        assert code == 3
        assert "127.0.0.1" in shown
    code, _ = secretive(work, "push", *end, "--yes")
    assert code == 3
    code, _ = secretive(work, "introspect", *end, "--to-yaml", "-")
    assert code == 3
    code, _ = secretive(work, "diff", "--from", url, "--to", "schema")
    assert code == 3


@pytest.mark.parametrize(
    "line",
    [
        f"environments: {{prod: {{url: 'postgresql://app:{PASSWORD}@h/d', confrim: true}}}}",
        f"environments: postgresql://app:{PASSWORD}@h/d",
        f"environments: {{prod: 'postgresql://app:{PASSWORD}@h/${{NOT_SET}}'}}",
        f"environments: {{prod: 'postgresql://h/d?user=a&password={PASSWORD}', prod: x}}",
        f"environments: {{prod: [ 'postgresql://app:{PASSWORD}@h/d' }}",
    ],
)
def test_a_password_in_the_project_file_is_not_shown_with_its_line(work: Workspace, line: str):
    work.write("schemac.yaml", f"schemac: 1\ndialect: postgres\nschema: schema/*.yaml\n{line}\n")
    work.schema("tables: {t: {columns: {a: text}}}\n")
    for form in ("text", "json"):
        code, shown = secretive(work, "status", "--env", "prod", "--format", form)
        assert code == 2
        assert "schemac.yaml" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["{url}"],
        ["apply", "{url}"],
        ["apply", "--env", "{url}"],
        ["validate", "--target", "{url}"],
        ["drop", "{url}"],
        ["generate", "--rename", "{url}"],
        ["diff", "--from", "{url}x y", "--to", "schema"],
        ["generate", "--allow", "{url}"],
        ["init", "--dialect", "{url}"],
    ],
)
def test_a_url_in_the_wrong_place_keeps_its_password(work: Workspace, arguments: list[str]):
    work.schema("tables: {t: {columns: {a: text}}}\n")
    url = f"postgresql://app:{PASSWORD}@127.0.0.1:1/d"
    code, _ = secretive(work, *[argument.format(url=url) for argument in arguments])
    assert code in (2, 3)


def test_a_wrong_password(work: Workspace, postgres: str):
    # The server trusts everybody on its socket: a role that may not log in is refused in the same way.
    from schemac_apply import drivers

    with drivers.connect(postgres) as connection:
        connection.execute(f"CREATE ROLE locked_out NOLOGIN PASSWORD '{PASSWORD}'")
    work.project("postgres")
    work.schema("tables: {t: {columns: {a: text}}}\n")
    assert work.run("generate").code == 0
    url = postgres.replace("postgres@", f"locked_out:{PASSWORD}@")
    for form in ("text", "json"):
        code, shown = secretive(work, "apply", "--url", url, "--format", form)
        assert code == 3
        assert "locked_out" in shown


@pytest.mark.parametrize("file", ["folder", "text.db"])
def test_a_sqlite_file_that_is_none(work: Workspace, file: str):
    (work.root / "folder").mkdir()
    work.write("text.db", "no database, but long enough to be looked at as one\n" * 100)
    work.schema("tables: {t: {columns: {a: text}}}\n")
    assert work.run("generate").code == 0
    run = work.run("apply", "--url", f"sqlite:///{file}")
    assert run.code in (1, 3)
    assert run.err.startswith("error")


def test_an_unset_variable(work: Workspace):
    work.project("sqlite", "  prod: {url: '${NOT_SET_ANYWHERE}'}\n")
    work.schema("tables: {t: {columns: {a: text}}}\n")
    run = work.run("status", "--env", "prod")
    assert run.code == 2
    assert "the environment variable NOT_SET_ANYWHERE is not set" in run.err
    assert "schemac.yaml:7:9" in run.err


# Migrations that fail


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_a_statement_that_fails_in_the_middle(work: Workspace, fresh: Callable[[str], str], dialect: str):
    work.project(dialect)
    work.schema("tables: {t: {columns: {a: text}}}\n")
    assert work.run("generate").code == 0
    url = fresh(dialect)
    assert work.run("apply", "--url", url).code == 0
    assert work.run("generate", "--custom", "--name", "broken").code == 0
    [script] = (work.root / "migrations").glob("*_broken.sql")
    script.write_text(
        "CREATE TABLE before (a text);\n\nINSERT INTO t\n  VALUES ('x', nope);\nCREATE TABLE after (a text);\n"
    )
    run = work.run("apply", "--url", url)
    assert run.code == 1
    assert f"{script.name}:3" in run.err or f"{script.name}:4" in run.err
    assert "VALUES ('x', nope)" in run.err
    assert "nope" in run.err
    assert "= state: " in run.err
    run = work.run("apply", "--url", url, "--format", "json")
    error = json.loads(run.out)["error"]
    assert (run.code, error["code"], error["line"], error["statement_number"], error["statements_total"]) == (
        1,
        "migration-failed",
        3,
        2,
        3,
    )
    assert error["cause"]["message"]
    run = work.run("diff", "--from", url, "--to", "schema")
    assert (run.code, run.out, run.err) == (0, "", "no difference\n")
    script.write_text("CREATE TABLE before (a text);\n")
    assert work.run("apply", "--url", url).code == 0


def test_the_servers_hint_is_passed_on(work: Workspace, postgres: str):
    work.project("postgres")
    assert work.run("generate", "--custom", "--name", "broken").code == 0
    [script] = (work.root / "migrations").glob("*_broken.sql")
    script.write_text("CREATE TABLE posts (title text);\nSELECT titel FROM posts;\n")
    run = work.run("apply", "--url", postgres)
    assert run.code == 1
    assert "hint: Perhaps you meant to reference the column" in run.err
    assert f"{script.name}:2:8" in run.err


# Nobody to ask


def shop(work: Workspace) -> None:
    work.schema("tables: {users: {columns: {id: integer, name: text}, primary_key: id}}\n")
    assert work.run("generate").code == 0


def test_a_rename_is_answered_by_a_flag(work: Workspace):
    shop(work)
    work.schema("tables: {people: {columns: {id: integer, name: text}, primary_key: id}}\n")
    run = work.run("generate")
    assert (run.code, run.out) == (1, "")
    assert "error[rename-or-drop]: is table people new, or is it table users renamed?" in run.err
    assert "`--rename users:people` keeps the data; `--no-renames` drops it" in run.err
    run = work.run("generate", "--no-renames", "--format", "json")
    assert (run.code, run.codes) == (1, ["drop-table"])
    assert "--allow drop-table" in run.found[0]["help"]
    assert len(list((work.root / "migrations").glob("*.sql"))) == 2
    assert "RENAME" in work.run("generate", "--dry-run", "--rename", "users:people").out.upper()
    assert work.run("generate", "--dry-run", "--no-renames", "--allow", "drop-table").code == 0
    assert work.run("generate", "--rename", "users:people").code == 0


def test_a_hazard_is_named_with_what_allows_it(work: Workspace):
    shop(work)
    work.schema("tables: {users: {columns: {id: integer}, primary_key: id}}\n")
    run = work.run("generate")
    assert (run.code, run.out) == (1, "")
    assert "error[drop-column]" in run.err
    assert "`--allow drop-column`, or `lint: {drop-column: warn}` in the project file" in run.err
    work.project(more="lint: {drop-column: warn}\n")
    assert work.run("generate").code == 0


@pytest.mark.parametrize("command", [["drop"], ["push"], ["apply", "--env", "prod"], ["rollback", "--env", "prod"]])
def test_a_confirmation_is_a_flag(work: Workspace, command: list[str]):
    work.project("sqlite", "  prod: {url: 'sqlite:///prod.db', confirm: true}\n")
    shop(work)
    run = work.run(*command)
    assert run.code == 2
    assert "error[not-asked]" in run.err
    assert "say so with --yes" in run.err
    assert not (work.root / "prod.db").exists()
    assert len(list((work.root / "migrations").glob("*.sql"))) == 2


def test_the_environment_that_is_meant_by_default_is_confirmed_too(work: Workspace):
    work.write(
        "schemac.yaml",
        (
            "schemac: 1\ndialect: sqlite\nschema: schema/*.yaml\n"
            "environments: {prod: {url: 'sqlite:///prod.db', confirm: true}}\n"
        ),
    )
    shop(work)
    run = work.run("apply")
    assert (run.code, "the environment 'prod' wants to be confirmed" in run.err) == (2, True)
    assert work.run("apply", "--yes").code == 0


def answered(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """A person at the terminal, with these answers; the questions are kept."""
    asked: list[str] = []
    replies = iter(answers)

    def prompt(words: str = "") -> str:
        asked.append(words)
        return next(replies)

    monkeypatch.setattr(output, "interactive", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", prompt)
    return asked


def test_a_person_is_asked(work: Workspace, monkeypatch: pytest.MonkeyPatch):
    shop(work)
    work.schema("tables: {people: {columns: {id: integer, name: text, age: 'integer?'}, primary_key: id}}\n")
    asked = answered(monkeypatch, "y")
    run = work.run("generate", "--name", "rename")
    assert run.code == 0
    assert "renamed?" in "".join(asked) + run.err
    [script] = (work.root / "migrations").glob("*_rename.sql")
    assert "RENAME TO" in script.read_text()


def test_a_person_may_decline(work: Workspace, monkeypatch: pytest.MonkeyPatch):
    shop(work)
    work.schema("tables: {people: {columns: {id: integer, name: text}, primary_key: id}}\n")
    answered(monkeypatch, "n", "n")
    run = work.run("generate", "--name", "rename")
    assert run.code == 1
    assert "error[drop-table]" in run.err
    answered(monkeypatch, "n")
    assert work.run("drop").code == 130
    assert len(list((work.root / "migrations").glob("*.sql"))) == 2


# Interrupted


def test_an_interrupt_says_so(work: Workspace, monkeypatch: pytest.MonkeyPatch):
    work.schema("tables: {t: {columns: {a: text}}}\n")

    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("schemac.project.load", interrupted)
    run = work.run("validate")
    assert (run.code, run.out, run.err.strip()) == (130, "", "interrupted")


def wait_until_open(process: int, file: Path) -> None:
    """Waits until a process has opened a file; for as long as it may take where nobody tells."""
    handles = Path(f"/proc/{process}/fd")
    for _ in range(200):
        time.sleep(0.05)
        if handles.is_dir() and any(os.path.realpath(one) == str(file) for one in handles.iterdir()):
            return


def test_ctrl_c_while_a_migration_waits(work: Workspace):
    shop(work)
    with closing(sqlite3.connect(work.root / "dev.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        process = subprocess.Popen(
            [sys.executable, "-c", "from schemac.cli import main; main()", "apply", "--lock-timeout", "20s"],
            cwd=work.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A shell's background job ignores Ctrl-C, and so would what it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        wait_until_open(process.pid, work.root / "dev.db")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=40)
        other.execute("ROLLBACK")
    assert process.returncode == 130
    assert "Traceback" not in err
    assert work.run("apply").code == 0


# A terminal, a pipe that is closed


def test_colour_on_a_terminal_alone(work: Workspace):
    work.schema("tabels: {}\n")
    assert "\x1b[" not in schemac("validate", folder=work.root).stderr
    for more, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        main, side = pty.openpty()
        with os.fdopen(main, "rb", buffering=0) as reader, os.fdopen(side, "wb", buffering=0) as terminal:
            env = {
                **{key: value for key, value in os.environ.items() if key != "NO_COLOR"},
                "TERM": "xterm",
                **more,
            }
            done = subprocess.run(
                [sys.executable, "-c", "from schemac.cli import main; main()", "validate"],
                cwd=work.root,
                env=env,
                stderr=terminal,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                timeout=60,
                check=False,
            )
            shown = reader.read(4096)
        assert (done.returncode, b"\x1b[1;31merror[unknown-key]\x1b[0m" in shown) == (2, coloured)


def test_a_closed_pipe_is_no_error(work: Workspace):
    work.schema("tables:\n" + "".join(f"  t{number}: {{columns: {{a: text}}}}\n" for number in range(3000)))
    shell = f"{sys.executable} -c 'from schemac.cli import main; main()' export | head -n 1"
    done = subprocess.run(["sh", "-c", shell], cwd=work.root, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("CREATE TABLE")
    assert done.stderr == ""


def test_a_bug_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    from schemac import cli

    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError(f"postgresql://a:{PASSWORD}@h/d")

    monkeypatch.setattr("schemac.project.load", broken)
    monkeypatch.setattr(sys, "argv", ["schemac", "validate"])
    assert cli._run() == 1
    shown = capsys.readouterr().err
    assert "error[internal]: ZeroDivisionError" in shown
    assert "this is a bug of schemac" in shown
    assert PASSWORD not in shown
    assert "Traceback" not in shown
    monkeypatch.setenv("SCHEMAC_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        cli._run()
