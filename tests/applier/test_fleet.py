"""One folder for many databases: what is begun, what fails, what is done again."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import schemac_apply
from schemac_apply.apply import Request, read_migration
from schemac_apply.drivers import connect
from schemac_apply.errors import DialectMismatch, UsageError
from schemac_apply.fleet import links, run
from schemac_apply.fleet.bar import Bar
from schemac_apply.fleet.outcomes import Outcome, Summary
from schemac_apply.fleet.run import apply_to_all, status_of_all
from schemac_apply.fleet.targets import Target
from schemac_apply.folder import read_folder, write_folder_file
from schemac_apply.results import Event
from schemac_apply.session import Patience

from .conftest import MYSQLS

Fresh = Callable[[str], str]
SLOW = {"postgres": "SELECT pg_sleep({})", "mysql": "DO SLEEP({})", "mariadb": "DO SLEEP({})"}
# What ends in no time that a test has, and can be canceled.
ENDLESS = {
    "sqlite": "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c",
    "postgres": "SELECT pg_sleep(600)",
    **dict.fromkeys(
        MYSQLS,
        "SELECT count(*) FROM information_schema.collations a, information_schema.collations b,"
        " information_schema.collations c, information_schema.collations d WHERE sha2(concat(a.id, d.id), 512) = ''",
    ),
}


@dataclass
class Tenants:
    """A folder, and the targets that it is for."""

    folder: Path
    targets: list[Target]
    finished: list[Outcome] = field(default_factory=list)

    def write(self, name: str, sql: str, down: str | None = None) -> None:
        (self.folder / f"{name}.sql").write_text(sql)
        if down is not None:
            (self.folder / f"{name}.down.sql").write_text(down)

    def apply(self, *, jobs: int = 4, **options: Any) -> Summary:
        wanted = {name: options.pop(name) for name in ("keep_going", "heard", "notice") if name in options}
        self.finished = []
        return apply_to_all(
            self.targets,
            read_folder(self.folder),
            Request(**options),
            jobs=jobs,
            finished=self.finished.append,
            **wanted,
        )

    def status(self) -> Summary:
        return status_of_all(self.targets, read_folder(self.folder), Patience())

    def run(self, number: int, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement in a target by itself."""
        target = self.targets[number]
        with connect(target.url) as connection:
            if target.schema is not None:
                connection.execute(f"SET search_path = {connection.quote(target.schema)}")
            return connection.query(sql)


@pytest.fixture
def new_tenants(tmp_path: Path, fresh: Fresh) -> Callable[[str, int], Tenants]:
    """Makes an empty folder and so many targets of a kind: a dialect, or `schemas`."""

    def make(kind: str, count: int) -> Tenants:
        dialect = "postgres" if kind == "schemas" else kind
        folder = tmp_path / f"{kind}_tenants"
        write_folder_file(folder, dialect=dialect)
        if kind != "schemas":
            return Tenants(folder, [Target(name=f"t{number}", url=fresh(kind)) for number in range(count)])
        url = fresh("postgres")
        names = [f"t{number}" for number in range(count)]
        with connect(url) as connection:
            connection.execute("; ".join(f"CREATE SCHEMA {name}" for name in names))
        return Tenants(folder, [Target(name=name, url=url, schema=name) for name in names])

    return make


@pytest.fixture(params=["sqlite", "postgres", "schemas", *MYSQLS])
def tenants(request: pytest.FixtureRequest, new_tenants: Callable[[str, int], Tenants]) -> Tenants:
    """Three targets of each kind in turn, and a folder of two migrations."""
    made = new_tenants(request.param, 3)
    made.write("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n")
    made.write("0002_b", "CREATE TABLE b (id integer);\nINSERT INTO a VALUES (2);\n", "DROP TABLE b;\n")
    return made


@pytest.fixture(autouse=True)
def _ctrl_c() -> Iterator[None]:
    """Python's own way with Ctrl-C, which a job in the background of a shell does not have."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler


def states(summary: Summary) -> list[str]:
    return [outcome.state for outcome in summary.outcomes]


def test_each_target_gets_each_migration(tenants: Tenants):
    summary = tenants.apply()
    assert states(summary) == ["changed"] * 3
    assert (summary.migrations, summary.exit_code, summary.interrupted) == (6, 0, False)
    assert {outcome.target.name for outcome in tenants.finished} == {"t0", "t1", "t2"}
    for number in range(3):
        assert tenants.run(number, "SELECT id FROM a") == [(2,)]
        assert tenants.run(number, "SELECT name FROM schemac_migrations ORDER BY name") == [("0001_a",), ("0002_b",)]


def test_second_run_does_what_is_missing(tenants: Tenants):
    tenants.apply(to="0001")
    assert states(tenants.apply(to="0001_a")) == ["up-to-date"] * 3
    assert [outcome.applied for outcome in tenants.apply().outcomes] == [("0002_b",)] * 3
    summary = tenants.apply()
    assert states(summary) == ["up-to-date"] * 3
    assert str(summary).startswith("3 targets: 3 up to date; applied 0 migrations in ")


def test_first_error_ends_it(tenants: Tenants):
    tenants.run(1, "CREATE TABLE b (x integer)")
    summary = tenants.apply(jobs=1)
    assert states(summary) == ["changed", "failed", "not-started"]
    assert [outcome.state for outcome in tenants.finished] == ["changed", "failed"]
    assert (summary.exit_code, summary.migrations) == (1, 3)
    [failed] = [outcome for outcome in summary.outcomes if outcome.error]
    assert failed.applied == ("0001_a",)
    assert "0002_b failed at statement 1 of 2" in str(failed)
    tenants.run(1, "DROP TABLE b")
    assert [outcome.applied for outcome in tenants.apply().outcomes] == [(), ("0002_b",), ("0001_a", "0002_b")]


def test_keep_going(tenants: Tenants):
    tenants.run(0, "CREATE TABLE b (x integer)")
    tenants.run(1, "CREATE TABLE a (x integer)")
    summary = tenants.apply(jobs=1, keep_going=True)
    assert states(summary) == ["failed", "failed", "changed"]
    lines = str(summary).splitlines()
    assert lines[0].startswith("3 targets: 1 changed, 2 failed; applied 3 migrations in ")
    assert [line.split(":")[0] for line in lines[1:3]] == ["  t0", "  t1"]
    assert lines[3].startswith("  = help: run the same command again")
    assert summary.to_json()["named"] == {"unsound": [], "failed": ["t0", "t1"], "interrupted": [], "not_started": []}


def test_what_runs_while_another_fails_is_finished(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("schemas", 4)
    tenants.write("0001_a", "CREATE TABLE a (id integer);\n")
    tenants.write("0002_b", f"{SLOW['postgres'].format(0.5)};\nCREATE TABLE b (id integer);\n")
    tenants.run(0, "CREATE TABLE a (x integer)")
    assert states(tenants.apply(jobs=2)) == ["failed", "changed", "not-started", "not-started"]


def test_dry_run_changes_nothing(tenants: Tenants):
    summary = tenants.apply(dry_run=True)
    assert states(summary) == ["pending"] * 3
    assert [outcome.pending for outcome in summary.outcomes] == [("0001_a", "0002_b")] * 3
    assert str(summary) == "3 targets: 3 behind"
    assert str(summary.outcomes[0]) == "t0: 2 migrations to run"
    assert [outcome.counts for outcome in tenants.status().outcomes] == [{"pending": 2}] * 3
    if tenants.targets[0].url.startswith("sqlite"):
        assert not list(tenants.folder.parent.glob("*.db"))
    tenants.apply()
    assert states(tenants.apply(dry_run=True)) == ["up-to-date"] * 3


def test_status(tenants: Tenants):
    tenants.apply(to="0001")
    tenants.targets, every = tenants.targets[:1], tenants.targets
    tenants.apply()
    tenants.targets = every
    tenants.run(2, "UPDATE schemac_migrations SET hash = 'x'")
    summary = tenants.status()
    assert states(summary) == ["up-to-date", "pending", "unsound"]
    assert [outcome.counts for outcome in summary.outcomes] == [
        {"applied": 2},
        {"applied": 1, "pending": 1},
        {"changed": 1, "pending": 1},
    ]
    assert summary.exit_code == 1
    assert str(summary.outcomes[2]) == "t2: 1 changed, 1 pending"
    assert str(summary) == "3 targets: 1 up to date, 1 behind, 1 not as the folder is\n  t2: 1 changed, 1 pending"


def test_forty_files_read_each_script_once(new_tenants: Callable[[str, int], Tenants], monkeypatch: pytest.MonkeyPatch):
    tenants = new_tenants("sqlite", 40)
    for number in range(10):
        tenants.write(f"{number:04}_table", f"CREATE TABLE t{number} (id integer);\n")
    read: list[str] = []
    original = read_migration

    def counting(migration: Any, dialect: str) -> Any:
        read.append(migration.name)
        return original(migration, dialect)

    monkeypatch.setattr(run, "read_migration", counting)
    summary = tenants.apply(jobs=8)
    assert (states(summary), summary.migrations) == (["changed"] * 40, 400)
    assert read == [f"{number:04}_table" for number in range(10)]
    assert len(tenants.finished) == 40


@pytest.mark.parametrize("jobs", [1, 3])
def test_so_many_at_once(new_tenants: Callable[[str, int], Tenants], jobs: int, monkeypatch: pytest.MonkeyPatch):
    tenants = new_tenants("schemas", 9)
    tenants.write("0001_a", f"{SLOW['postgres'].format(0.1)};\n")
    opened: list[str] = []
    threads: list[int] = []
    original = connect

    def counting(url: str, **options: Any) -> Any:
        opened.append(url)
        return original(url, **options)

    monkeypatch.setattr(links, "connect", counting)
    at_once = Counter[str]()

    def heard(_: Target, event: Event) -> None:
        threads.append(threading.get_ident())
        at_once["now"] += {"applying": 1, "applied": -1}.get(event.kind, 0)
        at_once["most"] = max(at_once.values())

    assert states(tenants.apply(jobs=jobs, heard=heard)) == ["changed"] * 9
    assert at_once["most"] == jobs
    # The schemas of one database share a connection.
    assert len(opened) == jobs
    # Whoever listens need not care about threads.
    assert set(threads) == {threading.get_ident()}


def test_schemas_with_odd_names(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("schemas", 0)
    url = new_tenants("schemas", 1).targets[0].url
    names = ["plain", 'Ten"ant; DROP', "a b", "a.b,c", "select", "Ünï", "it's", "x" * 63, "100%", "back\\slash"]
    with connect(url) as connection:
        for name in names:
            connection.execute(f"CREATE SCHEMA {connection.quote(name)}")
    tenants.targets = [Target(name=name, url=url, schema=name) for name in names]
    tenants.write("0001_a", "CREATE TABLE a (id integer);\n")
    assert states(tenants.apply(jobs=2)) == ["changed"] * len(names)
    assert states(tenants.apply(jobs=2)) == ["up-to-date"] * len(names)
    for table in ("a", "schemac_migrations"):
        where = "SELECT schemaname FROM pg_tables WHERE tablename = ?"
        with connect(url) as connection:
            assert {name for (name,) in connection.query(where, [table])} == set(names)


def test_nothing_of_one_schema_is_left_for_the_next(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("schemas", 3)
    tenants.write("0001_a", "CREATE TEMPORARY TABLE scratch (id integer);\nSET work_mem = '1MB';\nSET ROLE none;\n")
    tenants.write("0002_b", "CREATE TABLE b AS SELECT current_setting('work_mem') AS memory;\n")
    tenants.write("0003_c", "SELECT pg_advisory_lock(7);\nSET search_path = pg_catalog;\n")
    assert states(tenants.apply(jobs=1)) == ["changed"] * 3
    assert {tuple(tenants.run(number, "SELECT memory FROM b")) for number in range(3)} == {(("4MB",),)}


def test_schema_that_is_not_there(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("schemas", 2)
    tenants.write("0001_a", "CREATE TABLE a (id integer);\n")
    tenants.targets.insert(1, Target(name="gone", url=tenants.targets[0].url, schema="gone"))
    summary = tenants.apply(jobs=1, keep_going=True)
    assert states(summary) == ["changed", "failed", "changed"]
    assert str(summary.outcomes[1]) == "gone: failed: there is no schema gone in the database"
    assert summary.exit_code == 2
    assert tenants.run(0, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_schema_behind_a_pooler_is_refused(new_tenants: Callable[[str, int], Tenants], monkeypatch: pytest.MonkeyPatch):
    tenants = new_tenants("schemas", 1)
    tenants.write("0001_a", "CREATE TABLE a (id integer);\n")

    def pooled(url: str, **options: Any) -> Any:
        connection = connect(url, **options)
        connection.pooled = True
        return connection

    monkeypatch.setattr(links, "connect", pooled)
    summary = tenants.apply()
    assert str(summary.outcomes[0]).startswith("t0: failed: behind a pooler of transactions")
    assert tenants.run(0, "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 't0')") == [(0,)]


def test_refused_before_anything_is_run(tenants: Tenants, new_tenants: Callable[[str, int], Tenants]):
    first = tenants.targets[0]
    other = new_tenants("sqlite" if not first.url.startswith("sqlite") else "postgres", 1).targets[0]
    tenants.targets.append(other)
    with pytest.raises(DialectMismatch, match=f"the target {other.name} is "):
        tenants.apply()
    tenants.targets.pop()
    with pytest.raises(UsageError, match="0009"):
        tenants.apply(to="0009")
    assert states(tenants.status()) == ["pending"] * 3


def test_schemas_need_a_ledger_each(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("schemas", 2)
    write_folder_file(tenants.folder, dialect="postgres", ledger_schema="public")
    with pytest.raises(UsageError, match="keeps its ledger in the schema public"):
        tenants.apply()
    with pytest.raises(UsageError, match="keeps its ledger in the schema public"):
        tenants.status()


def test_database_that_is_not_there(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("postgres", 1)
    tenants.write("0001_a", "CREATE TABLE a (id integer);\n")
    head, _, options = tenants.targets[0].url.partition("/test_")
    url = head.replace("postgres@", "postgres:s3cret@") + "/nowhere?" + options.partition("?")[2]
    tenants.targets.insert(0, Target(name="gone", url=url))
    summary = tenants.apply(jobs=1, keep_going=True)
    assert states(summary) == ["failed", "changed"]
    # The others could be reached: it is not the network.
    assert summary.exit_code == 3
    assert "nowhere" in str(summary)
    assert_no_secret(summary)


def assert_no_secret(summary: Summary) -> None:
    told = [str(summary), repr(summary), json.dumps(summary.to_json())]
    for outcome in summary.outcomes:
        told += [
            str(outcome),
            repr(outcome),
            json.dumps(outcome.to_json()),
            outcome.error.help or "" if outcome.error else "",
        ]
    assert "s3cret" not in "\n".join(told)


def test_bug_ends_one_target_alone(new_tenants: Callable[[str, int], Tenants], monkeypatch: pytest.MonkeyPatch):
    tenants = new_tenants("sqlite", 3)
    tenants.write("0001_a", "CREATE TABLE a (id integer);\n")
    tenants.targets[1] = Target(name="t1", url="sqlite://app:s3cret@h/a")
    original = connect

    def broken(url: str, **options: Any) -> Any:
        if "s3cret" in url:
            raise KeyError(f"{url} with s3cret")
        return original(url, **options)

    monkeypatch.setattr(links, "to_look_at", lambda url: url)
    monkeypatch.setattr(links, "connect", broken)
    summary = tenants.apply(jobs=2, keep_going=True)
    assert states(summary) == ["changed", "failed", "changed"]
    error = summary.outcomes[1].error
    assert error is not None
    assert error.message == "KeyError: 'sqlite://app:***@h/a with ***'"
    assert (error.help or "").startswith("this is a bug of schemac, in test_fleet.py:")
    assert_no_secret(summary)


def test_listener_that_fails_ends_it(tenants: Tenants):
    def heard(*_: object) -> None:
        raise BrokenPipeError

    threads = threading.active_count()
    with pytest.raises(BrokenPipeError):
        tenants.apply(heard=heard)
    assert threading.active_count() == threads


def test_json_is_a_line_each(tenants: Tenants):
    tenants.run(2, "CREATE TABLE b (x integer)")
    summary = tenants.apply(keep_going=True)
    told = [outcome.to_json() for outcome in summary.outcomes] + [summary.to_json()]
    lines = [json.dumps(document) for document in told]
    assert not [line for line in lines if "\n" in line]
    documents: list[Any] = [json.loads(line) for line in lines]
    assert [document["state"] for document in documents[:3]] == ["changed", "changed", "failed"]
    assert documents[0]["applied"] == ["0001_a", "0002_b"]
    assert documents[0]["error"] is None
    assert documents[2]["error"]["code"] == "migration-failed"
    assert documents[3]["counts"] == {"changed": 2, "failed": 1}
    assert (documents[3]["targets"], documents[3]["migrations"]) == (3, 5)


def test_many_failures_are_cut_short(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("sqlite", 23)
    tenants.write("0001_a", "CREATE TABLE a (id integer, id integer);\n")
    summary = tenants.apply(keep_going=True)
    lines = str(summary).splitlines()
    assert len(lines) == 23
    assert lines[21] == "  and 3 more; --json names all of them"


def test_two_runs_at_once(tenants: Tenants):
    summaries: list[Summary] = []
    contents = read_folder(tenants.folder)

    def apply() -> None:
        summaries.append(apply_to_all(tenants.targets, contents, Request(), jobs=3, keep_going=True))

    threads = [threading.Thread(target=apply) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [summary.exit_code for summary in summaries] == [0, 0, 0]
    assert sum(summary.migrations for summary in summaries) == 6
    assert [tenants.run(number, "SELECT id FROM a") for number in range(3)] == [[(2,)]] * 3


def test_server_without_a_connection_left_is_waited_for(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("schemas", 4)
    url = tenants.targets[0].url
    with connect(url) as connection:
        connection.execute("CREATE ROLE limited LOGIN CONNECTION LIMIT 1")
        connection.execute("; ".join(f"GRANT ALL ON SCHEMA t{number} TO limited" for number in range(4)))
    tenants.write("0001_a", f"CREATE TABLE a (id integer);\n{SLOW['postgres'].format(0.2)};\n")
    limited = url.replace("postgres@", "limited@")
    tenants.targets = [Target(name=one.name, url=limited, schema=one.schema) for one in tenants.targets]
    kinds: list[str] = []
    summary = tenants.apply(jobs=3, heard=lambda _, event: kinds.append(event.kind))
    assert states(summary) == ["changed"] * 4, str(summary)
    assert "waiting" in kinds
    with connect(limited):
        summary = tenants.apply(jobs=2, patience=Patience(wait=0.5))
    assert "failed" in states(summary)
    assert "too many connections" in str(summary)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


def press(times: int, on: str, migration: str | None = None, targets: int = 1) -> Callable[[Target, Event], None]:
    """Presses Ctrl-C so many times when an event was heard of so many targets."""
    heard_of: set[str] = set()

    def heard(target: Target, event: Event) -> None:
        if (event.kind, event.migration) == (on, migration) and len(heard_of) < targets:
            heard_of.add(target.name)
            for _ in range(times if len(heard_of) == targets else 0):
                signal.raise_signal(signal.SIGINT)

    return heard


def test_ctrl_c_stops_before_the_next_migration(new_tenants: Callable[[str, int], Tenants]):
    tenants = new_tenants("schemas", 3)
    tenants.write("0001_a", f"CREATE TABLE a (id integer);\n{SLOW['postgres'].format(1)};\n")
    tenants.write("0002_b", "CREATE TABLE b (id integer);\n")
    notices: list[str] = []
    with at_most(20):
        summary = tenants.apply(jobs=2, heard=press(1, "running", "0001_a", 2), notice=notices.append)
    assert states(summary) == ["interrupted", "interrupted", "not-started"]
    assert [outcome.applied for outcome in summary.outcomes] == [("0001_a",), ("0001_a",), ()]
    assert (summary.exit_code, summary.interrupted) == (130, True)
    assert notices == ["interrupted: 2 targets stop before the next migration; once more cancels what they run"]
    assert "t0: applied 1 migration in 1." in str(summary)
    assert [len(outcome.applied) for outcome in tenants.apply().outcomes] == [1, 1, 2]


@pytest.mark.parametrize("kind", ["sqlite", "postgres", "schemas", *MYSQLS])
def test_second_ctrl_c_cancels_statements(new_tenants: Callable[[str, int], Tenants], kind: str):
    tenants = new_tenants(kind, 3)
    tenants.write("0001_a", "CREATE TABLE a (id integer);\n")
    dialect = "postgres" if kind == "schemas" else kind
    tenants.write("0002_b", f"INSERT INTO a VALUES (1);\n{ENDLESS[dialect]};\n")
    notices: list[str] = []
    with at_most(20):
        summary = tenants.apply(jobs=2, heard=press(2, "running", "0002_b", 2), notice=notices.append)
    assert states(summary) == ["interrupted", "interrupted", "not-started"]
    assert [outcome.applied for outcome in summary.outcomes] == [("0001_a",), ("0001_a",), ()]
    assert len(notices) == 2
    assert summary.exit_code == 130
    for number in range(2):
        done = tenants.run(number, "SELECT statements_done FROM schemac_migrations WHERE name = '0002_b'")
        # MySQL keeps what it had done, and the ledger says so.
        assert sum(count for (count,) in done) == len(tenants.run(number, "SELECT * FROM a"))
        assert not done or kind in MYSQLS


def test_third_ctrl_c_waits_for_nothing(new_tenants: Callable[[str, int], Tenants], monkeypatch: pytest.MonkeyPatch):
    tenants = new_tenants("postgres", 2)
    tenants.write("0001_a", f"CREATE TABLE a (id integer);\n{SLOW['postgres'].format(3)};\n")
    monkeypatch.setattr(links.Link, "cancel", lambda _: None)
    before = threading.active_count()
    with at_most(2):
        summary = tenants.apply(jobs=1, heard=press(3, "running", "0001_a"))
    assert states(summary) == ["interrupted", "not-started"]
    assert summary.exit_code == 130
    while threading.active_count() > before:
        time.sleep(0.05)


PROGRAM = """
import json, signal, sys
from schemac_apply.apply import Request
from schemac_apply.fleet.run import apply_to_all
from schemac_apply.folder import read_folder
from schemac_apply.fleet.targets import Target

signal.signal(signal.SIGINT, signal.default_int_handler)
folder, *urls = sys.argv[1:]
targets = [Target(name=str(number), url=url) for number, url in enumerate(urls)]
told = lambda _, event: print(event.kind, file=sys.stderr, flush=True)
summary = apply_to_all(targets, read_folder(folder), Request(), jobs=2, heard=told)
print(summary)
sys.exit(summary.exit_code)
"""


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("kind", ["sqlite", "postgres", "mariadb"])
def test_program_ends_at_once_and_without_a_traceback(
    new_tenants: Callable[[str, int], Tenants], kind: str, times: int
):
    tenants = new_tenants(kind, 3)
    tenants.write("0001_a", f"CREATE TABLE a (id integer);\n{ENDLESS[kind]};\n")
    command = [sys.executable, "-c", PROGRAM, str(tenants.folder), *(target.url for target in tenants.targets)]
    environment = {**os.environ, "PYTHONPATH": str(Path(schemac_apply.__file__).parents[1])}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        while process.stderr.readline() != "running\n":
            assert process.poll() is None
        for _ in range(times):
            process.send_signal(signal.SIGINT)
            # Signals that come together count once.
            time.sleep(0.3)
        with at_most(20):
            out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert out.startswith("3 targets: 2 interrupted, 1 not started; applied 0 migrations in ")


def test_ctrl_c_ends_the_wait_for_a_connection(
    new_tenants: Callable[[str, int], Tenants], monkeypatch: pytest.MonkeyPatch
):
    tenants = new_tenants("postgres", 2)
    monkeypatch.setattr(links, "_FIRST_PAUSE", 60.0)
    with connect(tenants.targets[0].url) as connection:
        connection.execute("CREATE ROLE limited LOGIN CONNECTION LIMIT 0")
    tenants.targets = [Target(name=one.name, url=one.url.replace("postgres@", "limited@")) for one in tenants.targets]
    with at_most(20):
        summary = tenants.apply(jobs=1, heard=press(1, "waiting"))
    assert states(summary) == ["interrupted", "not-started"]


def test_no_targets(new_tenants: Callable[[str, int], Tenants]):
    summary = new_tenants("sqlite", 0).apply()
    assert (str(summary), summary.exit_code) == ("0 targets; applied 0 migrations in 0 ms", 0)


@pytest.fixture
def files(new_tenants: Callable[[str, int], Tenants]) -> tuple[Tenants, Callable[..., tuple[int, str, str]]]:
    """Four files, and `schemac-apply COMMAND` for all of them."""
    tenants = new_tenants("sqlite", 4)
    tenants.write("0001_a", "CREATE TABLE a (id integer);\n")
    tenants.write("0002_b", "CREATE TABLE b (id integer);\n")
    main = "from schemac_apply.cli import main; main()"
    listed = tenants.folder.parent / "targets.txt"
    listed.write_text("# all\n" + "".join(f"{one.url.removeprefix('sqlite:///')}\n" for one in tenants.targets))

    def command(name: str, *arguments: str, targets: str = str(listed)) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-c", main, name, "--dir", str(tenants.folder), "--targets", targets, *arguments],
            env={**os.environ, "PYTHONPATH": str(Path(schemac_apply.__file__).parents[1])},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return tenants, command


def test_command_shows_a_line_for_each_target(files: Any):
    tenants, command = files
    code, out, err = command("apply", "--to", "0001")
    assert (code, len(err.splitlines())) == (0, 4)
    assert out.startswith("4 targets: 4 changed; applied 4 migrations in ")
    tenants.run(1, "CREATE TABLE b (x integer)")
    code, out, err = command("apply", "--keep-going", "--jobs", "2")
    assert code == 1
    assert out.startswith("4 targets: 3 changed, 1 failed; applied 3 migrations in ")
    # The reason is told in full, once.
    assert err.count("error: 0002_b failed at statement 1 of 1") == 1
    assert "= server: table b already exists" in err
    assert "Traceback" not in err
    assert command("apply", "--to", "0001")[1].startswith("4 targets: 4 up to date; ")


def test_command_writes_json(files: Any):
    tenants, command = files
    code, out, err = command("apply", "--json")
    documents = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert Counter(next(iter(document)) for document in documents) == {"target": 16, "outcome": 4, "result": 1}
    assert {document["target"] for document in documents[:-1] if "target" in document} == {
        target.url.removeprefix("sqlite:///") for target in tenants.targets
    }
    assert documents[-1]["result"]["migrations"] == 8
    code, out, err = command("apply", "--format", "json")
    assert (code, err) == (0, "")
    assert [outcome["state"] for outcome in json.loads(out)["outcomes"]] == ["up-to-date"] * 4


def test_command_refuses(files: Any, tmp_path: Path):
    _, command = files
    assert "--resume-at is for one database" in command("apply", "--resume-at", "2")[2]
    (tmp_path / "wrong").write_text("tenant_1\n")
    code, out, err = command("apply", targets=str(tmp_path / "wrong"))
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {tmp_path}/wrong:1: neither a URL")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_bar_shows_how_far_it_is():
    terminal = Terminal()
    with Bar(4, terminal) as bar:
        bar.advance()
        bar.write("t0: changed")
        bar.advance(failed=True)
        bar.advance()
        bar.advance()
    shown = [part for part in terminal.getvalue().split("\r\x1b[K") if part]
    assert shown[0].startswith(f"[{'#' * 7}{'.' * 23}] 1/4, ")
    assert shown[1] == "t0: changed\n"
    assert shown[-1].startswith(f"[{'#' * 30}] 4/4, 1 failed, ")
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert all(len(part) < 80 for part in shown)


def test_bar_is_for_terminals():
    file = io.StringIO()
    with Bar(1, file) as bar:
        bar.write("t0: changed")
        bar.advance()
    assert file.getvalue() == "t0: changed\n"
