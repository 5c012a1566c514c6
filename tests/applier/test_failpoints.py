"""A run of the applier may be stopped anywhere, in any way: no statement is lost, and none is run twice.

`python -m tests.applier.failpoints --all` fails at every message; here it is some of them.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from schemac_apply import baseline, migrate, rollback, status
from schemac_apply.errors import ApplyError, InDoubt, MigrationFailed
from tests import servers
from tests.applier.failpoints import book, runs
from tests.applier.failpoints.common import MYSQLS, create
from tests.applier.failpoints.crashing import Crashing, crashing
from tests.applier.failpoints.databases import KEPT, new_place
from tests.applier.failpoints.play import Place, Tally, play, undisturbed
from tests.applier.failpoints.scenario import Scenario, Stage, Step, log, migration
from tests.applier.failpoints.suspects import Suspect, suspects
from tests.applier.failpoints.wire import Point
from tests.conftest import POSTGRES

SCENARIOS = [(database, scenario) for database in book.DATABASES for scenario in book.scenarios(database)]
# What of it is played while the server is killed, which takes a second or more each time.
CRASHED = [
    (database, scenario)
    for database, scenario in SCENARIOS
    if database != "sqlite" and scenario.name in ("plain", "outside", "mixed")
]
# A file is faster than a server.
POINTS = {"sqlite": 3, "postgres": 1, "mysql": 1, "mariadb": 1}


@pytest.fixture(scope="session")
def failing_child() -> Iterator[runs.Child]:
    with runs.child() as child:
        yield child


@pytest.fixture
def place(
    start_server: Callable[[str], servers.Server],
    failing_child: runs.Child,
    _used_databases: dict[str, deque[str]],
    request: pytest.FixtureRequest,
) -> Iterator[Callable[[str], Place]]:
    """Where a database's scenarios are played."""
    with ExitStack() as stack:

        def make(database: str) -> Place:
            if database == "sqlite":
                return stack.enter_context(new_place(None, failing_child, keep=0))
            name = request.config.stash[POSTGRES][-1] if database == "postgres" else database
            server = start_server(name)
            while database in MYSQLS and _used_databases[name]:
                # Tables of other tests that no transaction protects would have everything run by itself.
                server.drop_database(_used_databases[name].popleft())
            return stack.enter_context(new_place(server, failing_child, keep=KEPT[database]))

        yield make


@pytest.fixture(scope="session")
def crashing_server() -> Iterator[Callable[[str], Crashing]]:
    """The server of a name that can be killed; it is started when it is first asked for."""
    started: dict[str, Crashing] = {}
    with ExitStack() as stack:

        def start(name: str) -> Crashing:
            if name not in started:
                started[name] = stack.enter_context(crashing(name))
            return started[name]

        yield start


def _id(value: object) -> str:
    return value.name if isinstance(value, Scenario) else str(value)


@pytest.mark.parametrize(("database", "scenario"), SCENARIOS, ids=_id)
def test_stopped_anywhere(place: Callable[[str], Place], database: str, scenario: Scenario):
    here, tally = place(database), Tally()
    expected = undisturbed(scenario, here)
    for kind, when in book.cells(database):
        seed = f"{database} {scenario.name} {kind} {when}"
        for point in book.some(book.every(kind, when, expected.messages), POINTS[database], seed):
            play(scenario, here, expected, [point], tally)
    assert not tally.wrong, "\n\n".join(tally.wrong)
    assert tally.points > tally.missed


@pytest.mark.parametrize(("database", "scenario"), SCENARIOS, ids=_id)
def test_stopped_twice(place: Callable[[str], Place], database: str, scenario: Scenario):
    here, tally = place(database), Tally()
    expected = undisturbed(scenario, here)
    for points in book.pairs(database, expected.messages, POINTS[database], f"{database} {scenario.name}"):
        play(scenario, here, expected, points, tally)
    assert not tally.wrong, "\n\n".join(tally.wrong)


@pytest.mark.skipif(sys.platform != "linux", reason="who kills a server finds its processes in /proc")
@pytest.mark.parametrize(("database", "scenario"), CRASHED, ids=_id)
def test_server_is_killed(
    place: Callable[[str], Place],
    failing_child: runs.Child,
    crashing_server: Callable[[str], Crashing],
    database: str,
    scenario: Scenario,
):
    place(database)  # the test is skipped where there is no server
    server, tally = crashing_server(database), Tally()
    with new_place(server, failing_child, keep=0) as quiet:
        here = replace(quiet, crash=server.keeper, settle=server.settle)
        expected = undisturbed(scenario, here)
        points = book.every("server", "sent", expected.messages)
        for point in book.some(points, 2, f"{database} {scenario.name}"):
            play(scenario, here, expected, [point], tally)
    assert not tally.wrong, "\n\n".join(tally.wrong)
    assert tally.points == 2


@pytest.mark.parametrize("suspect", list(suspects()), ids=str)
def test_suspect(place: Callable[[str], Place], suspect: Suspect):
    here, tally = place(suspect.database), Tally()
    play(suspect.scenario, here, undisturbed(suspect.scenario, here), [suspect.point], tally)
    assert not tally.missed
    assert not tally.silent, "\n\n".join(tally.wrong)
    assert suspect.loud or not tally.wrong, "\n\n".join(tally.wrong)


@pytest.mark.parametrize("database", MYSQLS)
def test_a_doubled_statement_would_show(place: Callable[[str], Place], database: str, monkeypatch: pytest.MonkeyPatch):
    """An applier that repeated what it is not sure of would be found out."""
    (scenario,) = (one for one in book.scenarios(database) if one.name == "programs")
    here, tally = place(database), Tally()
    expected = undisturbed(scenario, here)
    call = Point(number=1, when="answered", kind="kill", text="CALL")
    play(scenario, here, expected, [call], tally)
    assert (tally.person, tally.wrong) == (1, [])
    monkeypatch.setattr("schemac_apply.doubt.repeatable", lambda _: True)
    play(scenario, here, expected, [call], tally)
    assert (tally.silent, len(tally.wrong)) == (1, 1)
    assert "+`log`: programs 3" in tally.wrong[0]


@pytest.mark.parametrize("database", book.DATABASES)
def test_a_lost_statement_would_show(place: Callable[[str], Place], database: str, monkeypatch: pytest.MonkeyPatch):
    scenario = Scenario(
        name="lost",
        migrations=(migration("0001_a", Step(sql="CREATE TABLE log (what varchar(50))"), log("2"), log("3")),),
    )
    here, tally = place(database), Tally()
    expected = undisturbed(scenario, here)
    early = Point(number=1, when="before", kind="kill", text="CREATE TABLE log" if database != "postgres" else "BEGIN")
    play(scenario, here, expected, [early], tally)
    assert (tally.itself, tally.wrong) == (1, [])
    monkeypatch.setattr("schemac_apply.script.Script.statements", _all_but_the_last)
    play(scenario, here, expected, [early], tally)
    assert (tally.silent, len(tally.wrong)) == (1, 1)


def _all_but_the_last(script: Any, start: int = 0) -> Iterator[Any]:
    return iter(list(script.read())[start:-1])


@pytest.mark.parametrize("database", MYSQLS)
def test_forced_rollback_keeps_the_doubt(place: Callable[[str], Place], database: str):
    insert = Step(sql="INSERT INTO n VALUES (7)")
    up = (create(database, "n", "id integer", " ENGINE = MyISAM"), insert, Step(sql="INSERT INTO n VALUES (8)"))
    down = (Step(sql="DROP TABLE missing"), Step(sql="DROP TABLE n"))
    scenario = Scenario(name="doubt", migrations=(migration("0001_a", *up, down=down),))
    here = place(database)
    stage = Stage(here.fresh(), here.folder)
    scenario.set_up(stage, database)
    here.child.run(
        stage.url, stage.folder, "migrate", {}, Point(number=1, when="answered", kind="kill", text=insert.sql)
    )
    with pytest.raises(MigrationFailed, match="missing"):
        rollback(stage.url, stage.folder, force=True)
    with pytest.raises(InDoubt):
        migrate(stage.url, stage.folder)
    assert stage.truth("SELECT count(*) = 1 FROM n")


@pytest.mark.parametrize("database", book.DATABASES)
def test_baseline_with_an_empty_ledger_of_before(place: Callable[[str], Place], database: str):
    here = place(database)
    stage = Stage(here.fresh(), here.folder)
    Scenario(name="old", migrations=(migration("0001_a", Step(sql="CREATE TABLE a (id integer)")),)).set_up(
        stage, database
    )
    migrate(stage.url, stage.folder)
    stage.run("DELETE FROM schemac_migrations", "ALTER TABLE schemac_migrations DROP COLUMN in_doubt")
    assert baseline(stage.url, stage.folder).baselined == ("0001_a",)
    assert migrate(stage.url, stage.folder).applied == ()


def test_baseline_of_a_file_that_is_not_there(place: Callable[[str], Place]):
    """It is recorded where it can be found again, or refused."""
    here = place("sqlite")
    stage = Stage(here.fresh(), here.folder)
    Scenario(name="new", migrations=(migration("0001_a", Step(sql="CREATE TABLE a (id integer)")),)).set_up(
        stage, "sqlite"
    )
    try:
        baseline(stage.url, stage.folder)
    except ApplyError:
        return
    assert [entry.state for entry in status(stage.url, stage.folder).entries] == ["applied"]


def test_custom_setting_holds(place: Callable[[str], Place]):
    """To the end of its file, as it does where the file is resumed."""
    here = place("postgres")
    stage = Stage(here.fresh(), here.folder)
    steps = (
        Step(sql="-- schemac:no-transaction\n", counted=False, end=""),
        Step(sql="CREATE TABLE log (what text)"),
        Step(sql="SET app.name = 'custom'"),
        Step(sql="VACUUM log"),
        Step(sql="INSERT INTO log SELECT current_setting('app.name', true)"),
    )
    Scenario(name="custom", migrations=(migration("0001_a", *steps),)).set_up(stage, "postgres")
    migrate(stage.url, stage.folder)
    assert stage.truth("SELECT count(*) = 1 FROM log WHERE what = 'custom'")
