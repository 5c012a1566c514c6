"""Several appliers at once, and appliers that are stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import schemac_apply
from schemac_apply import migrate
from schemac_apply.drivers import connect
from schemac_apply.errors import LockTimeout, MigrationFailed
from schemac_apply.results import Event

from .conftest import MYSQLS, Project

COUNTED = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {}) SELECT max(n) FROM c"

# How many statements of a database's own sessions contain a text, and an end to them.
RUNNING = {
    "postgres": "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%{}%' AND pid <> pg_backend_pid()",
    **dict.fromkeys(
        MYSQLS,
        "SELECT count(*) FROM information_schema.processlist"
        " WHERE db = DATABASE() AND info LIKE '%{}%' AND id <> CONNECTION_ID()",
    ),
}


def a_moment(project: Project) -> str:
    return COUNTED.format(20_000) if project.dialect not in MYSQLS else "SELECT SLEEP(0.02)"


def end_sessions(project: Project) -> None:
    """End what a killed process has left running: the server notices only when the statement is done."""
    if project.dialect == "postgres":
        project.rows(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    elif project.dialect in MYSQLS:
        others = "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
        for (process,) in project.rows(others):
            project.run(f"KILL {process}")
        until(lambda: not project.rows(others))


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        time.sleep(0.02)


def test_appliers_at_once_run_each_migration_once(project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    for number in range(2, 12):
        project.write(f"{number:04}_insert", f"INSERT INTO a VALUES ({number});\n{a_moment(project)};\n")
    processes = [project.start("apply") for _ in range(4)]
    for process in processes:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    assert project.rows("SELECT id FROM a ORDER BY id") == [(number,) for number in range(2, 12)]
    assert set(project.states().values()) == {"applied"}


CROWD = """
import os, sys
from schemac_apply import migrate
from schemac_apply.drivers import connect

url, folder = sys.argv[1:]
with connect(url):
    pass  # imports the driver before there are fifty of this process
children = []
for _ in range(50):
    child = os.fork()
    if child == 0:
        code = 1
        try:
            # In one piece, unlike what print() writes.
            os.write(1, b"%d\\n" % len(migrate(url, folder, wait=120).applied))
            code = 0
        finally:
            os._exit(code)
    children.append(child)
sys.exit(max(os.waitpid(child, 0)[1] for child in children) > 0)
"""


def test_a_fleet_that_starts_at_once_runs_each_migration_once(project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    for number in range(2, 22):
        project.write(f"{number:04}_insert", f"INSERT INTO a VALUES ({number});\n")
    done = subprocess.run(
        [sys.executable, "-c", CROWD, project.url, str(project.folder)],
        env={**os.environ, "PYTHONPATH": str(Path(schemac_apply.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    applied = [int(count) for count in done.stdout.split()]
    assert (len(applied), sum(applied)) == (50, 21)
    assert project.rows("SELECT id FROM a ORDER BY id") == [(number,) for number in range(2, 22)]


def test_rollbacks_at_once_run_each_way_back_once(project: Project):
    project.write("0000_log", "CREATE TABLE log (id integer);\n")
    for number in range(1, 5):
        project.write(f"{number:04}_a", "SELECT 1;\n", f"INSERT INTO log VALUES ({number});\n{a_moment(project)};")
    migrate(project.url, project.folder)
    processes = [project.start("rollback", "--to", "0000") for _ in range(3)]
    for process in processes:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    assert project.rows("SELECT id FROM log ORDER BY id") == [(1,), (2,), (3,), (4,)]


def test_waiting_applier_does_not_block_a_concurrent_index(postgres_project: Project):
    project = postgres_project
    project.write(
        "0001_a",
        "CREATE TABLE a AS SELECT n FROM generate_series(1, 1000) n;\n\n"
        "-- schemac:no-transaction\nSELECT pg_sleep(1);\n\n"
        "-- schemac:no-transaction\nCREATE INDEX CONCURRENTLY a_n ON a (n);\n",
    )
    processes = [project.start("apply") for _ in range(3)]
    for process in processes:
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    assert project.rows("SELECT count(*) FROM pg_indexes WHERE indexname = 'a_n'") == [(1,)]


def test_waiting_is_announced_and_can_be_limited(server_project: Project):
    project = server_project
    project.write("0001_a", "SELECT 1;")
    events: list[Event] = []
    with connect(project.url) as other:
        other.lock(project.lock_key(), timeout=None)
        with pytest.raises(LockTimeout, match="another applier"):
            migrate(project.url, project.folder, wait=0.2, on_event=events.append)
        assert [event.kind for event in events] == ["waiting"]
        other.unlock(project.lock_key())
        assert migrate(project.url, project.folder, wait=0.2).applied == ("0001_a",)


def test_databases_of_one_server_do_not_wait_for_each_other(mysql_project: Project, fresh: Callable[[str], str]):
    project = mysql_project
    project.write("0001_a", "CREATE TABLE a (id integer);")
    other_url = fresh(project.dialect)
    with connect(project.url) as holder:
        holder.lock(project.lock_key(), timeout=0)
        assert migrate(other_url, project.folder, wait=0.2).applied == ("0001_a",)
        with pytest.raises(LockTimeout):
            migrate(project.url, project.folder, wait=0.2)


def test_interrupt_rolls_back_what_is_open(project: Project):
    slow = {
        "postgres": "SELECT pg_sleep(60)",
        "sqlite": COUNTED.format(10**10),
    }.get(project.dialect, "SELECT BENCHMARK(10000000000, SHA2('a', 512))")
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    project.write("0002_b", f"CREATE TABLE b (id integer);\n{slow};\n")
    with project.start("apply") as process:
        if running := RUNNING.get(project.dialect, "").format(slow.partition("(")[0]):
            until(lambda: project.rows(running) == [(1,)])
        else:
            until(lambda: project.tables() == {"a"})
            time.sleep(0.3)
        started = time.monotonic()
        code, err = project.interrupt(process)
    assert time.monotonic() - started < 10
    assert code == 130, err
    assert "Traceback" not in err
    assert err.splitlines()[-1] == ("interrupted: what was open was rolled back; applied before it: 0001_a")
    if running:
        until(lambda: project.rows(running) == [(0,)])
    if project.transactional:
        assert project.tables() == {"a"}
        assert project.states() == {"0001_a": "applied", "0002_b": "pending"}
    else:
        assert "interrupted 0002_b: 1 of 2 statements are applied and recorded" in err
        assert project.states() == {"0001_a": "applied", "0002_b": "partial"}


def test_interrupt_while_waiting_for_the_lock(project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    migrate(project.url, project.folder)
    project.write("0002_b", "CREATE TABLE b (id integer);\n")
    with connect(project.url) as other:
        other.lock(project.lock_key(), timeout=None)
        other.begin()
        with project.start("apply") as process:
            assert process.stderr
            process.stderr.readline()
            time.sleep(0.3)
            started = time.monotonic()
            code, err = project.interrupt(process)
        assert time.monotonic() - started < 10
        assert code == 130, err
        other.rollback()
    assert project.states() == {"0001_a": "applied", "0002_b": "pending"}


def test_run_killed_in_its_first_statement_is_known(mysql_project: Project):
    project = mysql_project
    project.write("0001_a", "CREATE TABLE a AS SELECT SLEEP(60) AS id;\nCREATE TABLE b (id integer);\n")
    running = RUNNING[project.dialect].format("CREATE TABLE a AS SELECT SLEEP")
    with project.start("apply") as process:
        until(lambda: project.rows(running) == [(1,)])
        process.kill()
        process.communicate()
    end_sessions(project)
    assert project.states() == {"0001_a": "partial"}
    project.run("CREATE TABLE IF NOT EXISTS a (id integer)")
    with pytest.raises(MigrationFailed, match="already exists") as caught:
        migrate(project.url, project.folder)
    assert "--resume-at 2 goes on behind it" in (caught.value.help or "")
    assert project.states() == {"0001_a": "partial"}
    assert migrate(project.url, project.folder, resume_at=2).applied == ("0001_a",)
    assert project.tables() == {"a", "b"}


def test_killed_run_is_resumed(project: Project):
    slow, most = COUNTED.format("(SELECT steps FROM pace)"), 10**10
    if project.dialect in MYSQLS:
        slow, most = "SELECT SLEEP(steps) FROM pace", 1000
    project.run("CREATE TABLE pace (steps bigint)")
    project.run(f"INSERT INTO pace VALUES ({most})")
    project.write(
        "0001_a",
        "CREATE TABLE a (id integer);\n\n-- schemac:no-transaction\nINSERT INTO a VALUES (1);\n\n"
        f"CREATE TABLE b (id integer);\n{slow};\n",
    )
    steps = 2 if project.transactional else 3
    done = "SELECT statements_done FROM schemac_migrations"
    with project.start("apply") as process:
        until(lambda: "a" in project.tables() and project.rows(done) == [(steps,)])
        process.kill()
        process.communicate()
    end_sessions(project)
    assert project.states() == {"0001_a": "partial"}
    code, out, _ = project.command("status")
    assert code == 1
    assert f"{steps} of 4 statements" in out
    project.run("UPDATE pace SET steps = 1")
    assert migrate(project.url, project.folder).applied == ("0001_a",)
    assert project.rows("SELECT id FROM a") == [(1,)]
    assert project.tables() == {"a", "b", "pace"}
