"""A password is found nowhere: not in what is printed or logged, not in files, the ledger, or the list of processes."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import schemac_apply
import schemac_apply.errors
from schemac_apply.drivers import connect

from .conftest import MYSQLS, Project

SECRET = "s3cr3t/w0rd"
MAIN = "import schemac_apply.cli; schemac_apply.cli.main()"


def with_password(project: Project) -> str:
    """The URL of a user with a password, who may do what a migration does."""
    if project.dialect == "postgres":
        name = "secretive"
        project.run(
            f"DO $$ BEGIN CREATE ROLE {name} LOGIN SUPERUSER PASSWORD '{SECRET}';"
            " EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
    else:
        name = "secretive"
        project.run(f"CREATE USER IF NOT EXISTS {name}@localhost IDENTIFIED BY '{SECRET}'")
        project.run(f"GRANT ALL ON *.* TO {name}@localhost")
    scheme, _, rest = project.url.partition("://")
    place = rest.rpartition("@")[2] if "@" in rest else rest
    return f"{scheme}://{name}:{quote(SECRET, safe='')}@{place}"


@pytest.fixture(params=["postgres", *MYSQLS])
def secretive(request: Any, new_project: Any) -> tuple[Project, str]:
    project: Project = new_project(request.param)
    return project, with_password(project)


def command(url: str, project: Project, *words: str, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *words, "--url", url, "--dir", str(project.folder)],
        env={**os.environ, "PYTHONPATH": str(Path(schemac_apply.__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def said(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    return out + err


def spellings() -> list[str]:
    return [SECRET, quote(SECRET, safe=""), SECRET.partition("/")[0]]


def assert_absent(text: str) -> None:
    for spelling in spellings():
        assert spelling not in text, text


def test_what_is_printed_and_written(secretive: tuple[Project, str], tmp_path: Path):
    project, url = secretive
    forms = itertools.cycle([["--json"], [], ["--format", "json"]])
    project.write("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n")
    for words in (["status"], ["apply"], ["apply"], ["rollback"], ["apply", "--dry-run"]):
        assert_absent(said(command(url, project, *words, *next(forms))))
    project.write("0001_a", "CREATE TABLE a (id integer);\nSELECT nope FROM nowhere;\n")
    assert_absent(said(command(url, project, "apply", *next(forms))))
    # An unreachable server, a wrong password, a database that is not there, a URL that cannot be read.
    for wrong in (
        url.replace("@localhost", "@").replace("@", "@127.0.0.1:1", 1).partition("?")[0],
        url.replace(quote(SECRET, safe=""), quote(SECRET + "x", safe="")),
        url.replace("secretive", "nobody", 1),
        url.replace("?", "%2Fx?", 1),
        url + ("&" if "?" in url else "?") + "nonsense=" + quote(SECRET, safe=""),
    ):
        assert_absent(said(command(wrong, project, "status", *next(forms))))
    rows = project.rows("SELECT * FROM schemac_migrations") if "a" in project.tables() else []
    assert_absent(json.dumps(rows, default=str))
    for file in [*project.folder.rglob("*"), *tmp_path.rglob("*")]:
        if file.is_file():
            assert_absent(file.read_text(errors="replace"))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux lets a process change its title so")
def test_list_of_processes_and_ctrl_c(secretive: tuple[Project, str]):
    project, url = secretive
    slow = "SELECT pg_sleep(30)" if project.dialect == "postgres" else "SELECT SLEEP(30)"
    project.write("0001_a", f"{slow};\n")
    with command(url, project, "apply") as process:
        assert process.stderr
        assert "applying" in process.stderr.readline()
        titles = subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True, check=True).stdout
        mine = Path(f"/proc/{process.pid}/cmdline").read_bytes().decode()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        words = said(process)
    assert "--url" in mine
    assert_absent(mine)
    assert_absent("\n".join(line for line in titles.splitlines() if str(project.folder) in line))
    assert_absent(words)


def test_exceptions_and_logs(secretive: tuple[Project, str], caplog: pytest.LogCaptureFixture):
    import logging
    import traceback

    project, url = secretive
    project.write("0001_a", "SELECT nope FROM nowhere;\n")
    wrong = url.replace(quote(SECRET, safe=""), quote(SECRET + "x", safe=""))
    with caplog.at_level(logging.DEBUG):
        for address in (url, wrong):
            with pytest.raises(schemac_apply.errors.ApplyError) as caught:
                schemac_apply.migrate(address, project.folder)
            trace = traceback.TracebackException.from_exception(caught.value, capture_locals=False)
            assert_absent("".join(trace.format()))
            assert_absent(repr(caught.value) + repr(vars(caught.value)))
        with connect(url) as connection:
            assert_absent(repr(connection))
    assert_absent(caplog.text)
