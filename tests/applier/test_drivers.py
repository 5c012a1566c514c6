from __future__ import annotations

import os
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import schemac_apply
from schemac_apply.drivers import Connection, connect, dialect_of, masked
from schemac_apply.errors import ApplyError, ConnectionFailed, DatabaseError, InvalidURL, UnknownScheme

from .conftest import MYSQLS

SECRET = "swordfish"


@pytest.mark.parametrize(
    ("url", "dialect"),
    [
        ("mariadb://u@h/d", "mariadb"),
        ("MySQL://u@h/d", "mysql"),
        ("postgres://u@h/d", "postgres"),
        ("postgresql://u@h/d", "postgres"),
        ("POSTGRESQL:///d", "postgres"),
        ("sqlite:///a.db", "sqlite"),
        ("sqlite::memory:", "sqlite"),
    ],
)
def test_dialect_of(url: str, dialect: str):
    assert dialect_of(url) == dialect


@pytest.mark.parametrize(
    ("url", "help"),
    [
        ("postgress://u:swordfish@h/d", "did you mean postgres?"),
        ("postgresql+psycopg://u:swordfish@h/d", "did you mean postgresql?"),
        ("sqlite3:///a.db", "did you mean sqlite?"),
        ("mysql+pymysql://u:swordfish@h/d", "did you mean mysql?"),
        ("oracle://u:swordfish@h/d", None),
        ("host=h password=swordfish", "postgresql://"),
        ("", "postgresql://"),
    ],
)
def test_unknown_scheme(url: str, help: str | None):
    with pytest.raises(UnknownScheme, match=r"known ones: .*mariadb, mysql, postgres, postgresql, sqlite") as caught:
        connect(url)
    assert caught.value.exit_code == 2
    assert (help or "") in (caught.value.help or "")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:swordfish@h:5432/d?x=y", "postgresql://u:***@h:5432/d?x=y"),
        ("postgresql://:swordfish@h/d", "postgresql://:***@h/d"),
        ("postgresql://u:sword@fish@h/d", "postgresql://u:***@h/d"),
        ("postgresql://u:sword/fish@h/d", "postgresql://u:***@h/d"),
        ("postgresql://u@h/d?password=swordfish&x=y", "postgresql://u@h/d?password=***&x=y"),
        ("postgresql://u@h/d?sslpassword=swordfish", "postgresql://u@h/d?sslpassword=***"),
        ("host=h password='sword fish' user=u", "host=h password=*** user=u"),
        ("postgresql://postgres@/d?host=/run/pg", "postgresql://postgres@/d?host=/run/pg"),
        ("postgresql://h:5432/d", "postgresql://h:5432/d"),
        ("sqlite:////a/b.db", "sqlite:////a/b.db"),
        ("mysql://u:sword@fish@h:3306/d?socket=/s", "mysql://u:***@h:3306/d?socket=/s"),
        ("mariadb://u@h/d?password=swordfish", "mariadb://u@h/d?password=***"),
    ],
)
def test_masked(url: str, shown: str):
    assert masked(url) == shown


@pytest.fixture
def demanding_server(postgres: str) -> Iterator[tuple[str, str]]:
    """A server's address, and a database in it that asks the role `careful` for its password."""
    with connect(postgres) as connection:
        ((file, database),) = connection.query("SELECT current_setting('hba_file'), current_database()::text")
        ((rules,),) = connection.query(f"SELECT pg_read_file('{file}')")
        connection.execute(f"CREATE ROLE careful LOGIN SUPERUSER PASSWORD '{SECRET}'")

        def write(text: str) -> None:
            lines = ", ".join("('" + line.replace("'", "''") + "')" for line in text.splitlines() if line)
            connection.execute(f"COPY (VALUES {lines}) TO '{file}'")
            connection.execute("SELECT pg_reload_conf()")

        write(f"local all careful scram-sha-256\n{rules}")
        yield postgres.partition("host=")[2], database
        write(rules)
        connection.execute("DROP ROLE careful")


def test_wrong_password_is_never_shown(demanding_server: tuple[str, str]):
    host, database = demanding_server
    with connect(f"postgresql://careful:{SECRET}@/{database}?host={host}") as connection:
        assert connection.query("SELECT current_user::text") == [("careful",)]
    for url in (
        f"postgresql://careful:not{SECRET}@/{database}?host={host}",
        f"postgresql://careful@/{database}?host={host}&password=not{SECRET}",
    ):
        with pytest.raises(ConnectionFailed, match="password authentication failed") as caught:
            connect(url)
        assert caught.value.exit_code == 3
        assert SECRET not in "".join(traceback.format_exception(caught.value))
        assert "careful" in str(caught.value)


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def test_refused_connection(closed_port: int):
    with pytest.raises(ConnectionFailed, match="refused") as caught:
        connect(f"postgresql://u:{SECRET}@127.0.0.1:{closed_port}/d")
    assert caught.value.exit_code == 3
    assert f"u:***@127.0.0.1:{closed_port}" in caught.value.message
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://u:{SECRET}/x@127.0.0.1/d",
        f"postgresql://u:{SECRET}@x@127.0.0.1/d",
        f"postgresql://u:{SECRET}#x@127.0.0.1/d",
        f"postgresql://u:12{SECRET}/x@127.0.0.1/d",
        f"postgresql://u:{SECRET}%zz@127.0.0.1/d",
        f"postgresql://u@127.0.0.1/d?password={SECRET}&nonsense=x",
    ],
)
def test_url_that_cannot_be_read_does_not_give_the_password_away(url: str):
    with pytest.raises(InvalidURL) as caught:
        connect(url)
    assert caught.value.exit_code == 2
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("url", ["sqlite:///:memory:", "sqlite::memory:"])
def test_sqlite_in_memory(url: str):
    with connect(url) as connection:
        connection.execute("CREATE TABLE a (x)")
        assert connection.has_table("A", None)


def test_sqlite_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for url, file in (
        ("sqlite:///relative.db", tmp_path / "relative.db"),
        (f"sqlite:///{tmp_path}/absolute.db", tmp_path / "absolute.db"),
        ("sqlite:///a%20b%3F.db", tmp_path / "a b?.db"),
    ):
        with connect(url) as connection:
            connection.execute("CREATE TABLE a (x)")
        assert file.stat().st_size > 0


@pytest.mark.parametrize("url", ["sqlite://host/a.db", "sqlite:///a.db?mode=ro", "sqlite:"])
def test_sqlite_urls_that_mean_nothing(url: str):
    with pytest.raises(InvalidURL):
        connect(url)


def test_sqlite_file_in_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(ConnectionFailed, match="does not exist") as caught:
        connect(f"sqlite:///{tmp_path}/nowhere/a.db")
    assert caught.value.exit_code == 3


def test_sqlite_folder(tmp_path: Path):
    with pytest.raises(ConnectionFailed, match="unable to open"):
        connect(f"sqlite:///{tmp_path}")


def test_file_that_is_not_a_database(tmp_path: Path):
    (tmp_path / "a.db").write_text("not a database, but long enough to be looked at as one" * 20)
    with pytest.raises(DatabaseError, match="is not an SQLite database"):
        connect(f"sqlite:///{tmp_path}/a.db")


@pytest.mark.parametrize(
    ("module", "scheme", "extra"),
    [("psycopg", "postgresql", "postgres"), ("pymysql", "mysql", "mysql"), ("pymysql", "mariadb", "mysql")],
)
def test_missing_driver_is_named(module: str, scheme: str, extra: str):
    program = (
        "import sys\n"
        f"sys.modules['{module}'] = None\n"
        "from schemac_apply.drivers import connect\n"
        "from schemac_apply.errors import DriverMissing\n"
        f"try:\n    connect('{scheme}://u:swordfish@h/d')\n"
        "except DriverMissing as error:\n    print(error.help)\n"
    )
    path = str(Path(schemac_apply.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"pip install 'schemac[{extra}]'\n"


def test_package_loads_no_driver_until_one_is_used():
    program = (
        "import sys, schemac_apply.cli, schemac_apply.apply\nfrom schemac_apply.drivers import connect\n"
        "connect('sqlite::memory:').close()\nprint([m for m in ('psycopg', 'pymysql', 'ssl') if m in sys.modules])\n"
    )
    path = str(Path(schemac_apply.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_percent_signs_are_sent_as_they_are(fresh_connection: Connection):
    fresh_connection.execute("CREATE TABLE a AS SELECT '%s %% %(x)s ?' AS x")
    assert fresh_connection.query("SELECT x FROM a WHERE x LIKE '!%%'  ESCAPE '!'") == [("%s %% %(x)s ?",)]


@pytest.fixture(params=["sqlite", "postgres", *MYSQLS])
def fresh_connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    with connect(request.getfixturevalue("fresh")(request.param)) as connection:
        yield connection


def test_transactions(fresh_connection: Connection):
    connection = fresh_connection
    connection.execute("CREATE TABLE b (x integer)")
    connection.begin()
    connection.execute("INSERT INTO b VALUES (1)")
    connection.rollback()
    connection.begin()
    connection.execute("INSERT INTO b VALUES (2)")
    connection.commit()
    assert connection.query("SELECT x FROM b") == [(2,)]
    connection.begin()
    connection.execute("CREATE TABLE a (x integer)")
    connection.rollback()
    connection.rollback()
    assert connection.has_table("a", None) == (not connection.transactional_ddl)
    connection.execute("DROP TABLE IF EXISTS a")
    connection.begin()
    connection.execute("CREATE TABLE a (x integer)")
    connection.commit()
    assert connection.has_table("a", None)
    assert not connection.has_table('a"b', None)


def test_identifiers_are_quoted(fresh_connection: Connection):
    name = fresh_connection.quote('a "b" `c` %s ?')
    fresh_connection.execute(f"CREATE TABLE {name} (x integer)")
    assert fresh_connection.has_table('a "b" `c` %s ?', fresh_connection.current_schema())


def test_error_is_an_apply_error(fresh_connection: Connection):
    with pytest.raises(ApplyError) as caught:
        fresh_connection.execute("SELECT nope")
    document = caught.value.to_json()
    assert document["code"] == "database"
    assert document["statement"] == "SELECT nope"


def test_statements_sent_together_name_the_one_that_fails(fresh_connection: Connection):
    fresh_connection.execute_all(["CREATE TABLE a (x integer)", "INSERT INTO a VALUES (1)", "SELECT x FROM a"])
    with pytest.raises(DatabaseError, match="nope") as caught:
        fresh_connection.execute_all(["SELECT 1 -- ;", "SELECT 2", "SELECT nope FROM a", "SELECT 3"])
    assert caught.value.index == 2
    assert fresh_connection.query("SELECT x FROM a") == [(1,)]


def test_server_that_goes_away(postgres: str):
    with connect(postgres) as connection, connect(postgres) as other:
        ((process,),) = connection.query("SELECT pg_backend_pid()")
        connection.begin()
        other.query(f"SELECT pg_terminate_backend({process}, 5000)")
        with pytest.raises(DatabaseError, match=r"terminat|closed|lost"):
            connection.execute_all(["SELECT 1", "SELECT 2"])
        with pytest.raises(DatabaseError):
            connection.execute("SELECT 1")
        connection.rollback()
        connection.unlock("x")


def test_moments_are_read_in_any_style_of_dates(postgres: str):
    moment = datetime(2026, 3, 4, 5, 6, 7, 890, UTC)
    with connect(postgres) as connection:
        for style in ("SQL, DMY", "German", "Postgres, MDY", "ISO, YMD"):
            connection.execute(f"SET DateStyle = '{style}'")
            query = "SELECT ?::timestamptz, 'a', 1, 2::bigint, NULL::text"
            rows = connection.query(query, [connection.timestamp(moment)])
            assert rows == [(moment, "a", 1, 2, None)]
            assert connection.query("SHOW DateStyle")[0][0].startswith(style.partition(",")[0])
