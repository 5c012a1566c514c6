"""PostgreSQL behind a real PgBouncer, in transaction mode and in session mode."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from schemac_apply import migrate, rollback
from schemac_apply.drivers import SERVER_TIMEOUTS, Timeouts, adopt, connect
from schemac_apply.errors import DatabaseError, LockTimeout
from schemac_apply.results import Event
from tests import servers
from tests.conftest import REPORT, _missing
from tests.servers.pgbouncer import PgBouncer, pgbouncer

from .conftest import Project

SETTINGS = (
    "SELECT name, setting FROM pg_settings WHERE name NOT LIKE 'transaction%' AND name <> 'application_name'"
    " UNION ALL SELECT name, current_setting(name, true) FROM unnest('{role,session_authorization,app.x}'::text[]) name"
)


@pytest.fixture(scope="module")
def bouncers(
    pytestconfig: pytest.Config, postgres_server: servers.PostgresServer
) -> Iterator[Callable[[str, int], PgBouncer]]:
    """PgBouncer of a mode and a size, started when it is first asked for."""
    started: dict[tuple[str, int], PgBouncer] = {}
    with ExitStack() as stack:

        def start(mode: str, size: int) -> PgBouncer:
            if (mode, size) not in started:
                try:
                    bouncer = stack.enter_context(pgbouncer(postgres_server, mode=mode, size=size))
                except servers.Unavailable as unavailable:
                    _missing(pytestconfig, "pgbouncer", str(unavailable))
                started[mode, size] = bouncer
                pytestconfig.stash[REPORT]["pgbouncer"] = f"pgbouncer {bouncer.version} (system)"
            return started[mode, size]

        yield start


@pytest.fixture
def direct(fresh: Callable[[str], str]) -> str:
    """The URL of a new database without a pooler."""
    return fresh("postgres")


Pools = Callable[[str, int], str]


@pytest.fixture
def through(direct: str, bouncers: Callable[[str, int], PgBouncer]) -> Pools:
    """The URL of the same database through PgBouncer of a mode and a size."""
    database = direct.partition("@/")[2].partition("?")[0]
    return lambda mode, size: bouncers(mode, size).url(database)


@pytest.fixture(params=[("transaction", 1), ("transaction", 2), ("session", 20)], ids=str)
def url(request: pytest.FixtureRequest, through: Pools) -> str:
    return through(*request.param)


@pytest.fixture(params=[("transaction", 2), ("session", 20)], ids=str)
def roomy(request: pytest.FixtureRequest, through: Pools) -> str:
    """One that two transactions at once have room in."""
    return through(*request.param)


def test_pooler_is_noticed(url: str, direct: str):
    with connect(url) as connection:
        assert (connection.pooled, connection.session_lock) == (True, False)
        assert connection.query("SELECT 1") == [(1,)]
    with connect(direct) as connection:
        assert (connection.pooled, connection.session_lock) == (False, True)


def test_a_transaction_keeps_others_out(roomy: str):
    told: list[float] = []
    with connect(roomy) as first, connect(roomy, wait=0.3) as second:
        first.lock("a", timeout=0)
        second.lock("a", timeout=0)
        second.lock("b", timeout=0)
        second.lock("a", timeout=0)
        first.begin()
        with pytest.raises(LockTimeout, match="another applier") as caught:
            second.begin()
        assert "--wait" in (caught.value.help or "")
        with pytest.raises(LockTimeout):
            second.lock("a", timeout=0.3, waiting=told.append)
        assert len(told) == 1
        # Another key is free.
        second.lock("b", timeout=0)
        second.begin()
        second.rollback()
        second.lock("b", timeout=0)
        first.commit()
        second.lock("a", timeout=0)
        second.hold()
        with pytest.raises(LockTimeout):
            first.lock("a", timeout=0)
        second.rollback()
        first.lock("a", timeout=0)
        first.unlock("a")
        first.begin()
        second.begin()


def test_the_only_session_is_waited_for(through: Pools):
    url = through("transaction", 1)
    order: list[str] = []

    def wait() -> None:
        with connect(url) as second:
            second.lock("a", timeout=60)
            second.begin()
            order.append("second")
            second.commit()

    with connect(url) as first:
        first.lock("a", timeout=0)
        first.begin()
        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.5)
        order.append("first")
        first.commit()
        thread.join(20)
    assert order == ["first", "second"]


def test_those_who_wait_leave_the_sessions_to_others(through: Pools):
    url = through("transaction", 2)
    with ExitStack() as stack:
        holder = stack.enter_context(connect(url))
        holder.lock("a", timeout=0)
        holder.begin()
        threads = [threading.Thread(target=_fail_to_begin, args=[url]) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        started = time.monotonic()
        other = stack.enter_context(connect(url))
        other.begin()
        assert other.query("SELECT 1") == [(1,)]
        other.commit()
        assert time.monotonic() - started < 2
        for thread in threads:
            thread.join(20)


def _fail_to_begin(url: str) -> None:
    with connect(url, wait=2) as connection:
        connection.lock("b", timeout=0)
        connection._key = "a"  # type: ignore[attr-defined] # as if the lock had been free when it was asked for
        with pytest.raises(LockTimeout):
            connection.begin()


def test_nothing_stays_in_the_session(through: Pools, direct: str):
    url = through("transaction", 1)
    with connect(direct) as admin:
        admin.execute("CREATE ROLE clerk")
        admin.execute("CREATE SCHEMA other")
    with connect(url) as witness:
        before = dict(witness.query(SETTINGS))
        with connect(url, timeouts=Timeouts(lock=7, statement=60)) as connection:
            assert dict(witness.query(SETTINGS)) == before
            connection.lock("a", timeout=0)
            settings = connection.settings()
            connection.use_default_schema()
            connection.begin()
            shown = "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')"
            assert connection.query(shown) == [("7s", "1min")]
            within = connection.set_timeouts(Timeouts(lock=3))
            assert connection.query(shown) == [("3s", "1min")]
            connection.set_timeouts(within)
            connection.execute("SET search_path = other")
            connection.execute("SET LOCAL lock_timeout = '1s'")
            connection.execute("SET statement_timeout = '2min'")
            # Hidden by what is set for the length of the transaction.
            connection.execute("SET work_mem = '1MB'")
            connection.execute(f"SET LOCAL work_mem = '{before['work_mem']}kB'")
            connection.execute("SET app.x = 'y'")
            connection.execute_all(["SET enable_seqscan = off", "SELECT set_config('jit', 'on', false)"])
            connection.execute("SET client_min_messages = error; SET ROLE clerk")
            connection.restore(settings)
            assert connection.query("SELECT current_user::text") == [("postgres",)]
            assert connection.query(shown) == [("7s", "1min")]
            connection.execute("CREATE TABLE public.a AS SELECT 1 AS x")
            connection.commit()
            after = dict(witness.query(SETTINGS))
            assert {name: value for name, value in after.items() if (value or "") != (before[name] or "")} == {}
            # Without a word of the applier's as well.
            connection.begin()
            connection.execute("SET search_path = other")
            connection.execute("SET SESSION AUTHORIZATION clerk")
            connection.commit()
            after = dict(witness.query(SETTINGS))
            assert {name: value for name, value in after.items() if (value or "") != (before[name] or "")} == {}
        assert witness.query("SELECT x FROM a") == [(1,)]
    with connect(direct) as admin:
        admin.execute("DROP OWNED BY clerk")
        admin.execute("DROP ROLE clerk")


def test_what_another_client_has_left_stays(through: Pools):
    url = through("transaction", 1)
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as other:
        other.execute("SET work_mem = '3MB'")
        with connect(url) as connection:
            connection.begin()
            connection.execute("SET work_mem = '1MB'")
            connection.execute("RESET work_mem")
            connection.commit()
        assert other.execute("SHOW work_mem").fetchall() == [("3MB",)]
        other.execute("RESET work_mem")


def test_settings_within_a_transaction_are_given_back(url: str):
    with connect(url) as connection:
        connection.begin()
        connection.execute("SET LOCAL work_mem = '1MB'")
        settings = connection.settings()
        connection.use_default_schema()
        connection.execute("SET work_mem = '2MB'")
        connection.execute("SET lock_timeout = '9s'")
        connection.restore(settings)
        assert connection.query("SHOW work_mem") == [("1MB",)]
        assert connection.query("SHOW lock_timeout") == [("0",)]
        connection.commit()
        assert connection.query("SHOW work_mem") != [("1MB",)]


def test_timeouts_between_transactions_are_kept_in_mind(url: str):
    with connect(url, timeouts=Timeouts(lock=7)) as connection:
        assert connection.set_timeouts(Timeouts(statement=0.2)) == SERVER_TIMEOUTS
        connection.begin()
        with pytest.raises(DatabaseError, match="statement timeout"):
            connection.execute("SELECT pg_sleep(5)")
        connection.rollback()
        settings = connection.settings()
        assert connection.set_timeouts(Timeouts(lock=2)) == Timeouts(statement=0.2)
        connection.restore(settings)
        connection.begin()
        assert connection.query("SHOW lock_timeout") == [("7s",)]
        assert connection.query("SHOW statement_timeout") == [("200ms",)]
        connection.rollback()


def test_unqualified_names_mean_public(through: Pools, direct: str):
    with connect(direct) as admin:
        database = admin.query("SELECT current_database()")[0][0]
        admin.execute("CREATE SCHEMA other")
        admin.execute(f"ALTER DATABASE {database} SET search_path = other, pg_catalog")
    with connect(through("transaction", 2)) as connection:
        for _ in range(2):
            connection.use_default_schema()
            connection.begin()
            connection.execute("CREATE TABLE a (x integer)")
            connection.execute("DROP TABLE public.a")
            connection.restore({})
            connection.commit()


def test_a_standard_that_was_switched_off(through: Pools, direct: str):
    with connect(direct) as admin:
        database = admin.query("SELECT current_database()")[0][0]
        admin.execute(f"ALTER DATABASE {database} SET standard_conforming_strings = off")
    with connect(through("transaction", 1)) as connection:
        connection.begin()
        assert connection.query(r"SELECT '\'") == [("\\",)]
        connection.commit()
        assert connection.query("SHOW standard_conforming_strings") == [("off",)]


def test_adopted_connection(roomy: str):
    with psycopg.connect(roomy, client_encoding="latin1", prepare_threshold=None) as raw:
        raw.row_factory = psycopg.rows.dict_row  # type: ignore[assignment]
        with adopt(raw) as connection:
            assert connection.pooled
            connection.lock("a", timeout=5)
            connection.begin()
            connection.execute("SET work_mem = '1MB'")
            connection.execute("CREATE TABLE a AS SELECT 'Ж' AS x")
            connection.commit()
            assert connection.query("SELECT x FROM a") == [("Ж",)]
        assert not raw.autocommit
        found: Any = raw.execute("SELECT current_setting('client_encoding') AS encoding").fetchone()
        assert found == {"encoding": "LATIN1"}


def migrations(project: Project) -> int:
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    for number in range(2, 8):
        project.write(f"{number:04}_insert", f"INSERT INTO a VALUES ({number});\nSELECT pg_sleep(0.02);\n", "SELECT 1;")
    return 7


def test_ten_appliers_at_once_run_each_migration_once(url: str, new_project: Callable[[str], Project]):
    project = replace(new_project("postgres"), url=url)
    count = migrations(project)
    processes = [project.start("apply") for _ in range(10)]
    for process in processes:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    assert project.rows("SELECT id FROM a ORDER BY id") == [(number,) for number in range(2, count + 1)]
    assert set(project.states().values()) == {"applied"}


def test_migrations_go_there_and_back(url: str, new_project: Callable[[str], Project]):
    project = replace(new_project("postgres"), url=url)
    project.write("0001_a", "CREATE TABLE a (id integer);\nSET search_path = pg_catalog;\n", "DROP TABLE a;")
    project.write("0002_b", "CREATE TABLE b (id integer);\n", "DROP TABLE b;")
    assert migrate(project.url, project.folder).applied == ("0001_a", "0002_b")
    assert migrate(project.url, project.folder).applied == ()
    assert project.tables() == {"a", "b"}
    assert rollback(project.url, project.folder, steps=2).rolled_back == ("0002_b", "0001_a")
    assert project.tables() == set()


def test_waiting_is_announced(roomy: str, new_project: Callable[[str], Project]):
    project = replace(new_project("postgres"), url=roomy)
    project.write("0001_a", "SELECT 1;")
    events: list[Event] = []
    with connect(roomy) as other:
        other.lock(project.lock_key(), timeout=0)
        other.begin()
        with pytest.raises(LockTimeout, match="another applier"):
            migrate(project.url, project.folder, wait=0.2, on_event=events.append)
        assert "waiting" in [event.kind for event in events]
        other.commit()
    assert migrate(project.url, project.folder, wait=5).applied == ("0001_a",)
