"""How long statements may wait and run, locks, and connections that somebody else has opened."""

from __future__ import annotations

import asyncio
import importlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pymysql
import pytest
from psycopg.rows import dict_row
from psycopg.types.string import TextLoader

from schemac_apply import migrate, rollback, status
from schemac_apply.drivers import SERVER_TIMEOUTS, Connection, Timeouts, adopt, connect, dialect_of
from schemac_apply.errors import DatabaseError, LockTimeout, MigrationFailed, UsageError

from .conftest import MYSQLS, Project

DIALECTS = ("sqlite", "postgres", *MYSQLS)
COUNT = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 900) "
ENDLESS = COUNT + "SELECT count(*) FROM c c1, c c2, c c3, c c4, c c5"


@pytest.fixture(params=DIALECTS)
def url(request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> str:
    return fresh(request.param)


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    with connect(url) as connection:
        yield connection


class TestTimeouts:
    def test_a_statement_that_takes_too_long_is_canceled(self, url: str):
        with connect(url, timeouts=Timeouts(statement=0.3)) as connection:
            started = time.monotonic()
            with pytest.raises(DatabaseError, match=r"cancel|max_statement_time exceeded") as caught:
                connection.execute(ENDLESS)
            assert time.monotonic() - started < 10
            assert caught.value.statement == ENDLESS
            assert caught.value.sqlstate in ("57014", "70100", "SQLITE_INTERRUPT")
            if connection.dialect in ("mysql", "sqlite"):
                assert caught.value.message == "canceled: it ran longer than 0.3 s"
            # The next one is not.
            assert connection.query("SELECT 1") == [(1,)]
            connection.begin()
            connection.execute("CREATE TABLE a (x integer)")
            connection.execute("INSERT INTO a VALUES (1)")
            connection.commit()
            assert connection.query("SELECT x FROM a") == [(1,)]

    def test_what_was_set_is_given_back(self, connection: Connection):
        assert connection.set_timeouts(Timeouts(statement=0.2)) == SERVER_TIMEOUTS
        assert connection.set_timeouts(Timeouts(lock=2)) == Timeouts(statement=0.2)
        before = connection.set_timeouts(Timeouts(lock=5, statement=60))
        assert before == Timeouts(lock=2)
        assert connection.set_timeouts(before) == Timeouts(lock=5, statement=60)
        assert connection.set_timeouts(SERVER_TIMEOUTS) == before
        assert connection.set_timeouts(SERVER_TIMEOUTS) == SERVER_TIMEOUTS

    def test_base_values_hold_where_nothing_else_is_set(self, url: str):
        with connect(url, timeouts=Timeouts(lock=7, statement=0.3)) as connection:
            assert connection.timeouts == Timeouts(lock=7, statement=0.3)
            assert connection.set_timeouts(Timeouts(lock=3)) == SERVER_TIMEOUTS
            assert connection.set_timeouts(SERVER_TIMEOUTS) == Timeouts(lock=3)
            assert connection.set_timeouts(Timeouts(statement=600)) == SERVER_TIMEOUTS
            assert connection.set_timeouts(SERVER_TIMEOUTS) == Timeouts(statement=600)
            with pytest.raises(DatabaseError, match=r"cancel|max_statement_time"):
                connection.execute(ENDLESS)

    def test_restoring_keeps_them(self, url: str):
        with connect(url, timeouts=Timeouts(lock=7, statement=60)) as connection:
            settings = connection.settings()
            connection.set_timeouts(Timeouts(lock=3, statement=0.3))
            inner = connection.settings()
            connection.restore(settings)
            assert connection.set_timeouts(SERVER_TIMEOUTS) == SERVER_TIMEOUTS
            connection.restore(inner)
            with pytest.raises(DatabaseError, match=r"cancel|max_statement_time"):
                connection.execute(ENDLESS)
            assert connection.set_timeouts(SERVER_TIMEOUTS) == Timeouts(lock=3, statement=0.3)
            connection.restore({name: value for name, value in settings.items() if "timeout" not in name})
            assert connection.set_timeouts(SERVER_TIMEOUTS) == SERVER_TIMEOUTS

    def test_those_of_the_server_in_postgres(self, postgres: str):
        shown = "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')"
        with connect(postgres) as connection:
            ((name,),) = connection.query("SELECT current_database()")
            connection.execute(f"ALTER DATABASE {name} SET lock_timeout = '2s'")
        with connect(postgres, timeouts=Timeouts(statement=5)) as connection:
            assert connection.query(shown) == [("2s", "5s")]
            before = connection.set_timeouts(Timeouts(lock=0))
            assert connection.query(shown) == [("1ms", "5s")]
            connection.set_timeouts(before)
            connection.execute("SET lock_timeout = 0")
            before = connection.set_timeouts(Timeouts(lock=3))
            assert connection.query(shown) == [("3s", "5s")]
            connection.set_timeouts(before)
            assert connection.query(shown) == [("0", "5s")]
            connection.restore({})
            assert connection.query(shown) == [("2s", "5s")]

    def test_a_stop_in_vain_does_not_hit_the_next_statement(self, mysql: str):
        with connect(mysql, timeouts=Timeouts(statement=0.1)) as connection:
            for _ in range(3):
                # It is stopped, but that is no error there.
                connection.query("SELECT SLEEP(2)")
                assert connection.query("SELECT 1") == [(1,)]

    def test_a_statement_can_be_interrupted(self, connection: Connection):
        timer = threading.Timer(0.3, connection.interrupt)
        timer.start()
        started = time.monotonic()
        with pytest.raises((DatabaseError, KeyboardInterrupt)):
            connection.execute(ENDLESS)
        assert time.monotonic() - started < 10
        timer.join()
        assert connection.query("SELECT 1") == [(1,)]
        connection.close()
        connection.interrupt()

    def test_a_lock_is_waited_for_no_longer(self, url: str):
        with connect(url) as holder, connect(url, timeouts=Timeouts(lock=0.3)) as other:
            holder.execute("CREATE TABLE a (x integer PRIMARY KEY)")
            holder.begin()
            holder.execute("INSERT INTO a VALUES (1)")
            started = time.monotonic()
            with pytest.raises((LockTimeout, DatabaseError), match=r"[Ll]ock"):
                other.execute("DROP TABLE a")
            assert time.monotonic() - started < 10


class TestLocks:
    def test_waiting_is_told(self, url: str):
        told: list[float] = []
        with connect(url) as holder, connect(url) as other:
            holder.lock("a", timeout=0)
            if not holder.session_lock:
                holder.begin()
            with pytest.raises(LockTimeout, match=r"another applier.* waited 0\.3 s") as caught:
                other.lock("a", timeout=0.3, waiting=told.append)
            assert "--wait" in (caught.value.help or "")
            assert len(told) == 1
            assert told[0] < 1
            with pytest.raises(LockTimeout):
                other.lock("a", timeout=0, waiting=told.append)
            assert len(told) == 1
            holder.rollback()
            holder.unlock("a")
            other.lock("a", timeout=0, waiting=told.append)
            assert len(told) == 1

    def test_waiting_is_told_again(self, url: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("schemac_apply.drivers.waiting._BETWEEN_REPORTS", 0.1)
        told: list[float] = []
        with connect(url) as holder, connect(url) as other:
            holder.lock("a", timeout=0)
            if not holder.session_lock:
                holder.begin()
            with pytest.raises(LockTimeout):
                other.lock("a", timeout=1, waiting=told.append)
        assert len(told) > 1
        assert told == sorted(told)

    def test_a_transaction_of_sqlite_waits_for_another_applier(self, sqlite_url: str):
        with connect(sqlite_url) as holder, connect(sqlite_url, wait=0.3) as other:
            assert not other.session_lock
            assert not other.pooled
            other.lock("a", timeout=0)
            holder.begin()
            with pytest.raises(LockTimeout, match=r"another applier.* waited 0\.3 s"):
                other.begin()
            holder.rollback()
            begun = threading.Event()

            def hold_for_a_moment() -> None:
                with connect(sqlite_url) as third:
                    third.begin()
                    begun.set()
                    time.sleep(0.6)

            other.wait = 20
            thread = threading.Thread(target=hold_for_a_moment)
            thread.start()
            assert begun.wait(10)
            started = time.monotonic()
            other.begin()
            assert time.monotonic() - started > 0.3
            thread.join()

    def test_table_locks_outlive_a_transaction_that_holds_them(self, fresh: Callable[[str], str]):
        for dialect in MYSQLS:
            url = fresh(dialect)
            with connect(url) as connection, connect(url, timeouts=Timeouts(lock=1)) as other:
                connection.execute("CREATE TABLE a (x int)")
                connection.execute("LOCK TABLES a WRITE")
                for end in (connection.commit, connection.commit):
                    connection.hold()
                    connection.execute("INSERT INTO a VALUES (1)")
                    end()
                    assert connection.query("SELECT @@autocommit") == [(1,)]
                    with pytest.raises(DatabaseError, match="Lock wait timeout"):
                        other.execute("INSERT INTO a VALUES (2)")
                connection.hold()
                connection.execute("INSERT INTO a VALUES (1)")
                connection.rollback()
                connection.execute("INSERT INTO a VALUES (3)")
                assert other.query("SELECT x FROM a ORDER BY x") == [(1,), (1,), (3,)]

    def test_autocommit_of_a_script_is_kept(self, fresh: Callable[[str], str]):
        for dialect in MYSQLS:
            with connect(fresh(dialect)) as connection:
                connection.execute("SET autocommit = 0")
                connection.hold()
                connection.commit()
                assert connection.query("SELECT @@autocommit") == [(0,)]

    def test_tables_without_transactions_are_found(self, fresh: Callable[[str], str]):
        for dialect in MYSQLS:
            with connect(fresh(dialect)) as connection:
                connection.execute("CREATE TABLE a (x int)")
                assert "" not in connection.unprotected_databases()
                connection.execute("CREATE TABLE b (x int) ENGINE = MyISAM")
                assert "" in connection.unprotected_databases(again=True)
                with connect(fresh(dialect)) as other:
                    assert connection.current_schema() in other.unprotected_databases()
                    other.execute("SET default_storage_engine = MyISAM")
                    assert "" in other.unprotected_databases(again=True)


def open_raw(url: str, **options: Any) -> Any:
    """A connection of the database's driver, as a program would open it."""
    dialect = dialect_of(url)
    if dialect == "sqlite":
        return importlib.import_module("sqlite3").connect(url.removeprefix("sqlite:///"), **options)
    if dialect == "postgres":
        return psycopg.connect(url, **options)
    with connect(url) as connection:
        raw: Any = connection.raw
        place = {"unix_socket": raw.unix_socket, "database": raw.db, "user": raw.user}
    return pymysql.connect(**{**place, "ssl_disabled": True, **options})


def use(raw: Any) -> None:
    """What an applier does, and a script that sets what it can."""
    with adopt(raw) as connection:
        assert connection.raw is raw
        connection.lock("a", timeout=5)
        settings = connection.settings()
        connection.use_default_schema()
        connection.begin()
        connection.execute("CREATE TABLE IF NOT EXISTS made (name text, done integer, big bigint)")
        for sql in SCRIPTS[connection.dialect]:
            connection.execute(sql)
        connection.restore(settings)
        connection.query("INSERT INTO made VALUES (?, ?, ?)", ["a", 1, 2])
        connection.commit()
        rows = connection.query("SELECT name, done, big FROM made ORDER BY name")
        assert rows == [("a", 1, 2)]
        assert type(rows[0]) is tuple
        connection.set_timeouts(Timeouts(lock=3, statement=9))
        for sql in SCRIPTS[connection.dialect]:
            connection.execute(sql)
        connection.begin()
        connection.execute("INSERT INTO made VALUES ('left open', 1, 2)")
        # Neither unlocked nor restored nor committed.


SCRIPTS: dict[str, Sequence[str]] = {
    "sqlite": ["PRAGMA foreign_keys = ON", "PRAGMA cache_size = 123", "PRAGMA query_only = OFF"],
    "postgres": [
        "SET search_path = pg_catalog",
        "SET lock_timeout = '11s'",
        "SET work_mem = '1MB'",
        "SET app.tenant = 'script'",
        "SELECT set_config('app.other', 'script', false)",
        "SET TimeZone = 'Asia/Tokyo'",
        "SET standard_conforming_strings = on",
        "SET search_path = public",
    ],
    **dict.fromkeys(
        MYSQLS,
        (
            "SET SESSION sql_mode = 'ANSI_QUOTES'",
            "SET SESSION time_zone = '+05:00'",
            "SET SESSION lock_wait_timeout = 17",
            "SET SESSION sort_buffer_size = 65536",
            "SET SESSION lc_time_names = 'de_DE'",
        ),
    ),
}


class TestAdoptedSQLite:
    @pytest.fixture
    def url(self, sqlite_url: str) -> str:
        return sqlite_url

    @staticmethod
    def state(raw: Any) -> dict[str, Any]:
        cursor = importlib.import_module("sqlite3").Cursor(raw)
        names = ("busy_timeout", "foreign_keys", "cache_size", "query_only", "recursive_triggers", "synchronous")
        return {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names} | {
            "isolation_level": raw.isolation_level,
            "row_factory": raw.row_factory,
            "text_factory": raw.text_factory,
            "in_transaction": raw.in_transaction,
        }

    @pytest.mark.parametrize("isolation_level", ["", "IMMEDIATE", None])
    def test_it_is_left_as_it_was(self, url: str, isolation_level: str | None):
        module = importlib.import_module("sqlite3")
        with closing(open_raw(url, isolation_level=isolation_level, timeout=7)) as raw:
            raw.row_factory = module.Row
            raw.text_factory = bytes
            raw.execute("PRAGMA recursive_triggers = ON")
            raw.execute("PRAGMA synchronous = OFF")
            before = self.state(raw)
            assert before["busy_timeout"] == 7000
            use(raw)
            assert self.state(raw) == before
            raw.row_factory = None
            assert raw.execute("SELECT name FROM made").fetchall() == [(b"a",)]

    def test_converters_do_not_matter(self, url: str, monkeypatch: pytest.MonkeyPatch):
        module = importlib.import_module("sqlite3")
        monkeypatch.setattr(module, "converters", module.converters)
        kept = dict(module.converters)
        try:
            for name in ("TEXT", "INTEGER", "BIGINT"):
                module.register_converter(name, lambda value: ("converted", value))
            with closing(open_raw(url, detect_types=module.PARSE_DECLTYPES)) as raw:
                use(raw)
                with adopt(raw) as connection:
                    connection.execute("INSERT INTO made VALUES ('c', 3, 4), ('b', 5, 6)")
                    rows = connection.query("SELECT name, big FROM made WHERE name > ? ORDER BY name DESC", ["a"])
                    assert rows == [("c", 4), ("b", 6)]
                assert raw.execute("SELECT done FROM made WHERE name = 'a'").fetchone() == (("converted", b"1"),)
        finally:
            module.converters.clear()
            module.converters.update(kept)

    def test_a_handler_of_progress_is_kept(self, url: str):
        calls: list[int] = []
        with closing(open_raw(url)) as raw:
            raw.set_progress_handler(lambda: calls.append(1), 1)
            use(raw)
            calls.clear()
            raw.execute("SELECT count(*) FROM made").fetchall()
            assert calls

    def test_open_transaction_is_refused(self, url: str):
        with closing(open_raw(url)) as raw:
            raw.execute("CREATE TABLE a (x)")
            raw.execute("INSERT INTO a VALUES (1)")
            with pytest.raises(UsageError, match="a transaction is open") as caught, adopt(raw):
                pass
            assert "commit" in (caught.value.help or "")
            assert raw.in_transaction
            raw.rollback()
            assert raw.execute("SELECT * FROM a").fetchall() == []

    def test_closed_one_is_refused(self, url: str):
        raw = open_raw(url)
        raw.close()
        with pytest.raises(UsageError, match="closed"), adopt(raw):
            pass

    def test_one_of_another_thread_is_refused(self, url: str):
        errors: list[BaseException] = []

        def use_here(raw: Any) -> None:
            try:
                use(raw)
            except UsageError as error:
                errors.append(error)

        for check in (True, False):
            with closing(open_raw(url, check_same_thread=check)) as raw:
                thread = threading.Thread(target=use_here, args=[raw])
                thread.start()
                thread.join()
        (error,) = errors
        assert isinstance(error, UsageError)
        assert "check_same_thread=False" in (error.help or "")

    def test_always_open_transaction_is_refused(self):
        class Newer(sqlite3.Connection):  # as of Python 3.12
            autocommit = False

        with closing(Newer(":memory:")) as raw, pytest.raises(UsageError, match="autocommit"), adopt(raw):
            pass

    def test_a_statement_can_be_limited(self, url: str):
        with closing(open_raw(url)) as raw:
            with (
                adopt(raw, timeouts=Timeouts(statement=0.3)) as connection,
                pytest.raises(DatabaseError, match="canceled"),
            ):
                connection.execute(ENDLESS)
            assert raw.execute("SELECT 1").fetchall() == [(1,)]

    def test_libsql(self, tmp_path: Path):
        libsql = importlib.import_module("libsql")
        raw = libsql.connect(str(tmp_path / "a.db"), isolation_level=None)
        raw.execute("PRAGMA foreign_keys = OFF")
        use(raw)
        assert raw.execute("SELECT name FROM made").fetchall() == [("a",)]
        assert raw.execute("PRAGMA foreign_keys").fetchall() == [(0,)]
        with pytest.raises(UsageError) as caught, adopt(libsql.connect(str(tmp_path / "a.db"))):
            pass
        assert "isolation_level=None" in (caught.value.help or "")


class Shouting(TextLoader):
    def load(self, data: Any) -> str:
        return str(super().load(data)).upper()


class TestAdoptedPostgres:
    @pytest.fixture
    def url(self, postgres: str) -> str:
        return postgres

    @staticmethod
    def state(raw: psycopg.Connection[Any]) -> Any:
        with psycopg.RawCursor(raw, row_factory=psycopg.rows.tuple_row) as cursor:
            cursor.execute(
                "SELECT name, setting, source FROM pg_settings WHERE name NOT LIKE 'transaction%' ORDER BY name"
            )
            settings = cursor.fetchall()
            cursor.execute(
                "SELECT current_user::text, session_user::text, current_setting('app.tenant', true),"
                " coalesce(current_setting('app.other', true), ''),"
                " (SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND pid <> pg_backend_pid())"
            )
            found = cursor.fetchall(), settings
        if not raw.autocommit:
            raw.rollback()
        return found, raw.autocommit, raw.row_factory, raw.cursor_factory, raw.prepare_threshold, raw.isolation_level

    @pytest.mark.parametrize("autocommit", [False, True])
    def test_it_is_left_as_it_was(self, url: str, autocommit: bool):
        with open_raw(url, autocommit=autocommit) as raw:
            for sql in (
                "CREATE ROLE clerk",
                "GRANT ALL ON SCHEMA public TO clerk",
                "SET work_mem = '2MB'",
                "SET lock_timeout = '4s'",
                "SET search_path = public, pg_temp",
                "SET app.tenant = 'tenant''s'",
                "SET standard_conforming_strings = off",
                "SET client_encoding = 'LATIN1'",
                "CREATE TEMPORARY TABLE mine AS SELECT 1 AS x",
                "GRANT SELECT ON mine TO clerk",
                "SET ROLE clerk",
            ):
                raw.execute(sql)
            raw.commit()
            raw.row_factory = dict_row
            raw.cursor_factory = psycopg.ClientCursor
            raw.prepare_threshold = 0
            raw.isolation_level = psycopg.IsolationLevel.SERIALIZABLE
            raw.adapters.register_loader("text", Shouting)
            before = self.state(raw)
            use(raw)
            assert self.state(raw) == before
            assert raw.execute("SELECT name, x FROM made, mine").fetchall() == [{"name": "A", "x": 1}]
            raw.rollback()
            raw.execute("RESET ROLE; DROP OWNED BY clerk; DROP ROLE clerk")
            raw.commit()

    def test_role_of_a_script_does_not_stay(self, url: str):
        with open_raw(url) as raw:
            raw.execute("CREATE ROLE clerk")
            raw.execute("CREATE ROLE chief SUPERUSER")
            raw.commit()
            before = self.state(raw)
            with adopt(raw) as connection:
                connection.execute("SET log_min_messages = error")
                connection.execute("SET ROLE clerk")
            assert self.state(raw) == before
            with adopt(raw) as connection:
                connection.execute("SET SESSION AUTHORIZATION clerk")
            assert self.state(raw) == before
            raw.execute("SET SESSION AUTHORIZATION chief; SET ROLE clerk")
            raw.commit()
            before = self.state(raw)
            with adopt(raw) as connection:
                connection.execute("SET SESSION AUTHORIZATION DEFAULT")
            assert self.state(raw) == before
            with adopt(raw) as connection:
                connection.execute("RESET ROLE")
            assert self.state(raw) == before
            raw.execute("RESET SESSION AUTHORIZATION; DROP ROLE clerk; DROP ROLE chief")
            raw.commit()

    def test_text_beyond_the_encoding(self, url: str):
        with open_raw(url, client_encoding="latin1") as raw:
            with adopt(raw) as connection:
                assert connection.query("SELECT 'Ж€'") == [("Ж€",)]
            assert raw.info.encoding == "iso8859-1"

    def test_open_transaction_is_refused(self, url: str):
        with open_raw(url) as raw:
            raw.execute("CREATE TABLE a (x integer)")
            with pytest.raises(UsageError, match="a transaction is open"), adopt(raw):
                pass
            assert raw.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS
            raw.rollback()
            with pytest.raises(UsageError, match="pipeline"), raw.pipeline(), adopt(raw):
                pass
        with pytest.raises(UsageError, match="closed"), adopt(raw):
            pass

    def test_error_within_is_raised_and_nothing_stays(self, url: str):
        with open_raw(url) as raw:
            before = self.state(raw)
            with adopt(raw) as connection:
                connection.begin()
                connection.execute("SET work_mem = '1MB'")
                with pytest.raises(DatabaseError, match="nope"):
                    connection.execute("SELECT nope")
            assert self.state(raw) == before

    def test_connection_that_is_lost(self, url: str):
        with open_raw(url) as raw, connect(url) as other:
            with adopt(raw) as connection:
                ((process,),) = connection.query("SELECT pg_backend_pid()")
                other.query(f"SELECT pg_terminate_backend({process}, 5000)")
                with pytest.raises(DatabaseError):
                    connection.execute("SELECT 1")
            assert raw.closed

    def test_async_one_is_refused(self, url: str):
        async def run() -> None:
            async with await psycopg.AsyncConnection.connect(url) as raw:
                with pytest.raises(UsageError) as caught, adopt(raw):
                    pass
                assert "async" in (caught.value.help or "")

        asyncio.run(run())


class TestAdoptedMySQL:
    @pytest.fixture(params=MYSQLS)
    def url(self, request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> str:
        return fresh(request.param)

    @staticmethod
    def state(raw: Any) -> Any:
        with pymysql.cursors.Cursor(raw) as cursor:
            cursor.execute("SHOW SESSION VARIABLES")
            changing = {
                "timestamp",
                "rand_seed1",
                "rand_seed2",
                "last_insert_id",
                "identity",
                "last_gtid",
                "statement_id",
            }
            variables = {name: value for name, value in cursor.fetchall() if name not in changing}
            cursor.execute("SELECT DATABASE(), CURRENT_ROLE()")
            found = cursor.fetchall()
        raw.rollback()
        attributes = ("autocommit_mode", "charset", "encoding", "collation", "cursorclass", "use_unicode")
        return variables, found, [getattr(raw, name) for name in attributes], raw.decoders, raw.encoders

    @pytest.mark.parametrize("autocommit", [False, True])
    def test_it_is_left_as_it_was(self, url: str, autocommit: bool):
        numbers = {key: lambda value: ("converted", value) for key in (3, 8, 252)}
        options: dict[str, Any] = {"conv": {**pymysql.converters.conversions, **numbers}}
        options |= {"cursorclass": pymysql.cursors.DictCursor, "charset": "latin1", "sql_mode": "ANSI"}
        with closing(open_raw(url, autocommit=autocommit, read_timeout=20, **options)) as raw:
            with raw.cursor() as cursor:
                cursor.execute("SET SESSION lock_wait_timeout = 99, SESSION group_concat_max_len = 555")
            before = self.state(raw)
            use(raw)
            after = self.state(raw)
            assert {
                name: (value, before[0].get(name)) for name, value in after[0].items() if value != before[0].get(name)
            } == {}
            assert after == before
            assert raw._read_timeout == 20
            with raw.cursor() as cursor:
                cursor.execute("SELECT done FROM made")
                assert cursor.fetchall() == [{"done": ("converted", "1")}]

    def test_text_beyond_the_encoding(self, url: str):
        with closing(open_raw(url, charset="latin1")) as raw:
            with adopt(raw) as connection:
                assert connection.query("SELECT 'Ж€'") == [("Ж€",)]
            with raw.cursor() as cursor:
                cursor.execute("SELECT 'é'")
                assert cursor.fetchall() == (("é",),)

    def test_dialect_is_that_of_the_server(self, url: str):
        with closing(open_raw(url)) as raw, adopt(raw) as connection:
            assert connection.dialect == dialect_of(url)

    def test_a_statement_can_be_limited(self, url: str):
        with (
            closing(open_raw(url)) as raw,
            adopt(raw, timeouts=Timeouts(statement=0.3)) as connection,
            pytest.raises(DatabaseError, match=r"cancel|max_statement_time"),
        ):
            connection.execute(ENDLESS)

    def test_open_transaction_is_refused(self, url: str):
        with closing(open_raw(url)) as raw:
            raw.query("CREATE TABLE a (x int)")
            raw.begin()
            raw.query("INSERT INTO a VALUES (1)")
            with pytest.raises(UsageError, match="a transaction is open"), adopt(raw):
                pass
            raw.rollback()
            with raw.cursor(pymysql.cursors.SSCursor) as cursor:
                cursor.execute("SELECT 1 UNION ALL SELECT 2")
                with pytest.raises(UsageError, match="not read to its end"), adopt(raw):
                    pass
                assert cursor.fetchall() == [(1,), (2,)]
        with pytest.raises(UsageError, match="closed"), adopt(raw):
            pass


class TestAdopted:
    def test_migrations_go_there_and_back(self, project: Project):
        project.write("0001_a", "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n", "DROP TABLE a;")
        project.write("0002_b", "CREATE TABLE b (id integer);\n", "DROP TABLE b;")
        raw = open_raw(project.url)
        try:
            assert migrate(raw, project.folder).applied == ("0001_a", "0002_b")
            assert {entry.state for entry in status(raw, project.folder).entries} == {"applied"}
            assert rollback(raw, project.folder).rolled_back == ("0002_b",)
            cursor = raw.cursor()
            cursor.execute("SELECT id FROM a")
            assert [tuple(row) for row in cursor.fetchall()] == [(1,)]
            cursor.close()
            raw.rollback()
            project.write("0002_b", "SELECT nope;\n")
            with pytest.raises(MigrationFailed, match="nope"):
                migrate(raw, project.folder)
            assert rollback(raw, project.folder).rolled_back == ("0001_a",)
        finally:
            raw.close()
        assert project.tables() == set()

    def test_our_own_stays_as_it_is(self, url: str):
        with connect(url, wait=5, timeouts=Timeouts(lock=7)) as connection:
            with adopt(connection, wait=1, timeouts=Timeouts(lock=3)) as same:
                assert same is connection
                assert connection.wait == 1
                assert connection.set_timeouts(Timeouts(lock=3)) == Timeouts(lock=3)
            assert connection.wait == 5
            assert connection.set_timeouts(SERVER_TIMEOUTS) == SERVER_TIMEOUTS
            assert connection.query("SELECT 1") == [(1,)]

    @pytest.mark.parametrize(
        ("module", "name", "help"),
        [
            ("psycopg2.extensions", "connection", "psycopg 3"),
            ("sqlalchemy.engine.base", "Engine", "engine.raw_connection()"),
            ("django.utils.connection", "ConnectionProxy", "connection.connection"),
            ("psycopg_pool.pool", "ConnectionPool", "pool.connection()"),
            ("asyncpg.connection", "Connection", "async"),
            ("elsewhere", "Connection", "sqlite3, psycopg (3) or PyMySQL"),
        ],
    )
    def test_others_are_refused_with_a_way_out(self, module: str, name: str, help: str):
        other = type(name, (), {"__module__": module})()
        with pytest.raises(UsageError, match=rf"{module}\.{name}") as caught, adopt(other):
            pass
        assert help in (caught.value.help or "")
        assert caught.value.exit_code == 2

    def test_nothing_at_all(self):
        for other in (None, 5, Path("a.db")):
            with pytest.raises(UsageError), adopt(other):
                pass
