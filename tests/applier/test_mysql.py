"""What only MySQL and MariaDB have: their URLs, their sessions, the rules of their clients."""

from __future__ import annotations

import re
import socket
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from schemac_apply.drivers import Connection, Timeouts, connect
from schemac_apply.drivers.mysql_address import Address, read_address
from schemac_apply.errors import ConnectionFailed, DatabaseError, InvalidURL, LockTimeout

from .conftest import MYSQLS

SECRET = "swordfish"


@pytest.fixture(params=MYSQLS)
def url(request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> str:
    """The URL of an empty database of each in turn."""
    return fresh(request.param)


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    with connect(url) as connection:
        yield connection


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("mysql://h/d", {"host": "h"}),
        ("mysql:///d", {}),
        ("mariadb://u:p@h:33/d", {"user": "u", "password": "p", "host": "h", "port": 33}),
        ("mysql://u%40x:p%2F%23%C3%A9@[::1]/d%20%3F",
         {"user": "u@x", "password": "p/#é", "host": "::1", "database": "d ?"}),
        ("mysql://u@h/d?socket=/run/a%20b&charset=LATIN1",
         {"user": "u", "host": "h", "socket": "/run/a b", "charset": "latin1"}),
        ("mysql://h/d?unix_socket=/s&connect_timeout=2.5", {"host": "h", "socket": "/s", "connect_timeout": 2.5}),
        ("mysql://h/d?ssl_ca=/ca", {"host": "h", "ssl_ca": "/ca", "ssl_mode": "VERIFY_CA"}),
        ("mysql://h/d?ssl-cert=/c&ssl-key=/k",
         {"host": "h", "ssl_cert": "/c", "ssl_key": "/k", "ssl_mode": "REQUIRED"}),
        ("mysql://h/d?ssl-ca=/ca&ssl-mode=verify_identity",
         {"host": "h", "ssl_ca": "/ca", "ssl_mode": "VERIFY_IDENTITY"}),
    ],
)  # fmt: skip
def test_address(url: str, expected: dict[str, Any]):
    assert read_address(url) == Address(**{"database": "d", **expected})


def test_password_of_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MYSQL_PWD", SECRET)
    assert read_address("mysql://u@h/d").password == SECRET
    assert read_address("mysql://u:other@h/d").password == "other"
    assert SECRET not in repr(read_address("mysql://u@h/d"))


@pytest.mark.parametrize(
    ("url", "message", "help"),
    [
        ("mysql://h", "names no database", "mysql://user@host/database"),
        ("mysql://h/?socket=/s", "names no database", ""),
        ("mysql://h/a/b", "path of several parts", "%2F"),
        ("mysql://u:swordfish@h:port/d", "host or the port", ""),
        ("mysql://h/d?sockt=/s", "unknown option 'sockt'", "did you mean socket?"),
        ("mysql://h/d?sslca=/s", "unknown option 'sslca'", "did you mean ssl-ca?"),
        ("mysql://h/d?password=swordfish", "unknown option 'password'", "known ones: "),
        ("mysql://h/d?socket=", "socket .* has no value", ""),
        ("mysql://h/d?ssl-mode=no", "unknown ssl-mode", "known ones: DISABLED"),
        ("mysql://h/d?ssl-mode=verify_identy", "unknown ssl-mode", "did you mean VERIFY_IDENTITY?"),
        ("mysql://h/d?connect_timeout=soon", "connect_timeout", ""),
        ("mysql://h/d?charset=klingon", "unknown charset", "utf8mb4"),
        ("mysql://h/d?ssl-ca=/nowhere", "cannot be used", ""),
        ("mysql://u:sword#fish@h/d", "percent-encoded", "MYSQL_PWD"),
    ],
)
def test_urls_that_mean_nothing(url: str, message: str, help: str):
    with pytest.raises(InvalidURL, match=message) as caught:
        connect(url)
    assert help in (caught.value.help or "")
    assert SECRET not in f"{caught.value} {caught.value.help}"


def test_server_of_the_other_kind_is_named(mysql: str, mariadb: str):
    with pytest.raises(InvalidURL, match=r"is MariaDB 1\d\..*, not MySQL") as caught:
        connect(mariadb.replace("mariadb:", "mysql:"))
    assert caught.value.help == "write the URL as mariadb://…"
    with pytest.raises(InvalidURL, match=r"is MySQL \d+\..*, not MariaDB"):
        connect(mysql.replace("mysql:", "mariadb:"))


def test_what_cannot_be_reached():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url in (f"mysql://u:{SECRET}@127.0.0.1:{port}/d", f"mariadb://u:{SECRET}@h/d?socket=/nowhere/s"):
        with pytest.raises(ConnectionFailed, match=r"u:\*\*\*@") as caught:
            connect(url)
        assert caught.value.exit_code == 3
        assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_wrong_password_is_never_shown(connection: Connection, url: str):
    connection.execute(f"CREATE USER careful IDENTIFIED BY '{SECRET}é'")
    connection.execute("GRANT ALL ON *.* TO careful")
    try:
        with connect(url.replace("root@", f"careful:{SECRET}%C3%A9@")) as other:
            assert other.user() == "careful@%"
        with pytest.raises(ConnectionFailed, match="Access denied") as caught:
            connect(url.replace("root@", f"careful:not{SECRET}@"))
        assert SECRET not in "".join(traceback.format_exception(caught.value))
    finally:
        connection.execute("DROP USER careful")


def test_database_that_is_not_there(url: str):
    with pytest.raises(ConnectionFailed, match="Unknown database 'nowhere'"):
        connect(re.sub(r"/\w+\?", "/nowhere?", url))


def test_parameters(connection: Connection):
    values = ["a'b\\c\"d`é😀\n\x1a", None, 1, b"\x00\xff", "?", "%s"]
    marks = "?, " * len(values)
    assert connection.query(f"SELECT {marks} '?', 'it''s ?', '\\\\', \"?\\\"?\" -- %s", values) == [
        (*values, "?", "it's ?", "\\", '?"?')
    ]


def test_error_has_the_servers_words(connection: Connection):
    with pytest.raises(DatabaseError, match="Unknown column 'nope'") as caught:
        connection.execute("SELECT nope")
    assert (caught.value.sqlstate, caught.value.errno) == ("42S22", 1054)


def test_procedure_that_fails_after_a_result(connection: Connection):
    connection.execute("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; SIGNAL SQLSTATE '45000'; END")
    for run in (connection.execute, connection.query):
        with pytest.raises(DatabaseError, match="Unhandled user-defined exception") as caught:
            run("CALL p()")
        assert caught.value.sqlstate == "45000"
    connection.execute("CREATE PROCEDURE q() BEGIN SELECT 1; SELECT 2; END")
    assert connection.query("CALL q()") == [(1,)]
    assert connection.query("SELECT 3") == [(3,)]


def test_locks_have_names(url: str):
    with connect(url) as first, connect(url) as second:
        first.lock("`a`.`b`", timeout=0)
        with pytest.raises(LockTimeout, match=r"waited 0\.2 s"):
            second.lock("`a`.`b`", timeout=0.2)
        second.lock("`other`.`b`", timeout=0)
        first.unlock("`a`.`b`")
        second.lock("`a`.`b`", timeout=0)


def test_lock_timeout_is_set_and_given_back(url: str):
    shown = "SELECT @@lock_wait_timeout, @@innodb_lock_wait_timeout"
    with connect(url) as connection:
        ((metadata, rows),) = connection.query(shown)
        before = connection.set_timeouts(Timeouts(lock=0.2))
        assert connection.query(shown) == [(1, 1)]
        inner = connection.set_timeouts(Timeouts(lock=2.5))
        assert connection.query(shown) == [(3, 3)]
        connection.set_timeouts(inner)
        assert connection.query(shown) == [(1, 1)]
        connection.set_timeouts(before)
        assert connection.query(shown) == [(metadata, rows)]
    with connect(url, timeouts=Timeouts(lock=4)) as connection:
        assert connection.query(shown) == [(4, 4)]


def test_lock_that_is_waited_for_in_vain(connection: Connection, url: str):
    connection.execute("CREATE TABLE a (id int PRIMARY KEY)")
    connection.execute("INSERT INTO a VALUES (1)")
    connection.begin()
    connection.execute("UPDATE a SET id = 2")
    with connect(url, timeouts=Timeouts(lock=1)) as other:
        for sql in ("DELETE FROM a", "ALTER TABLE a ADD b int"):
            with pytest.raises(DatabaseError, match="Lock wait timeout exceeded") as caught:
                other.execute(sql)
            assert "longer lock timeout" in (caught.value.help or "")


def test_tables_by_name(connection: Connection):
    connection.execute("CREATE TABLE Mixed (id int)")
    assert connection.has_table("Mixed", None)
    assert connection.has_table("Mixed", connection.current_schema())
    ((caseless,),) = connection.query("SELECT @@lower_case_table_names")
    assert connection.has_table("mixed", None) == bool(caseless)
    assert not connection.has_table("Mixed", "mysql")


def test_roles_are_restored(connection: Connection):
    connection.execute("CREATE ROLE clerk")
    try:
        connection.execute("GRANT clerk TO root@localhost")
        before = connection.settings()
        connection.execute("SET ROLE clerk")
        within = connection.settings()
        connection.restore(before)
        assert connection.settings() == before != within
        connection.restore(within)
        assert connection.settings() == within
        connection.restore(before)
    finally:
        connection.execute("DROP ROLE clerk")


def test_character_the_connection_lacks(url: str):
    with connect(f"{url}&charset=latin1") as connection:
        assert connection.query("SELECT 'é'") == [("é",)]
        with pytest.raises(DatabaseError, match="character set latin1 lacks"):
            connection.execute("SELECT '€ Ж'")


def test_server_that_goes_away(url: str):
    with connect(url) as connection, connect(url) as other:
        connection.lock("x", timeout=0)
        ((process,),) = connection.query("SELECT CONNECTION_ID()")
        connection.begin()
        other.execute(f"KILL {process}")
        with pytest.raises(DatabaseError):
            connection.execute_all(["SELECT 1", "SELECT 2"])
        with pytest.raises(DatabaseError) as caught:
            connection.execute("SELECT 1")
        assert caught.value.sqlstate is None
        connection.rollback()
        connection.unlock("x")
        other.lock("x", timeout=5)
