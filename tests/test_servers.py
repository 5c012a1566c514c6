"""The servers that the tests start themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pymysql
import pytest

from tests import servers

SERVERS = ("postgres", "mysql", "mariadb")
RUN = """
import sys, time
from tests import servers
kind = sys.argv[1]
with servers.postgres() if kind == "postgres" else servers.mysql(kind) as server:
    print(server.url().rpartition("=")[2], flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("kind", SERVERS)
def test_a_server_goes_with_the_process_that_started_it(
    kind: str, start_server: Callable[[str], servers.Server], tmp_path: Path
):
    if kind != "postgres":
        start_server(kind)  # where there is none, it says so
    program = [sys.executable, "-c", RUN, kind]
    root = str(Path(servers.__file__).parents[2])
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": root}
    ) as process:
        assert process.stdout is not None
        path = Path(process.stdout.readline().strip())
        home = path if kind == "postgres" else path.parent
        assert home.is_dir()
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while home.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not home.exists()


@pytest.mark.parametrize("kind", ["mysql", "mariadb"])
def test_a_role_that_a_test_made_is_dropped(kind: str, start_server: Callable[[str], servers.MySQLServer]):
    server = start_server(kind)
    with server.admin.cursor() as cursor:
        cursor.execute("CREATE ROLE reader")
        cursor.execute(r"CREATE USER 'it''s\\'@localhost")
    assert len(server.shared_objects()) == 2
    server.drop_shared_objects()
    assert server.shared_objects() == []


@pytest.mark.parametrize("kind", ["mysql", "mariadb"])
def test_a_database_has_the_collation_that_is_asked_for(kind: str, start_server: Callable[[str], servers.MySQLServer]):
    server = start_server(kind)
    assert server.create_database("test_collation", charset="latin1", collation="latin1_bin").endswith(
        f"/test_collation?socket={server.socket}"
    )
    with server.admin.cursor() as cursor:
        cursor.execute("SHOW CREATE DATABASE test_collation")
        ((_, created),) = cursor.fetchall()
    assert "latin1_bin" in created
    server.drop_database("test_collation")


@pytest.mark.parametrize("kind", ["mysql", "mariadb"])
def test_a_database_is_dropped_under_an_open_transaction(kind: str, start_server: Callable[[str], servers.MySQLServer]):
    server = start_server(kind)
    server.create_database("test_open")
    with pymysql.connect(
        unix_socket=str(server.socket), user="root", ssl_disabled=True, database="test_open"
    ) as connection:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE a (x int)")
            cursor.execute("SELECT * FROM a")
        server.drop_database("test_open")


def test_the_variable_of_a_server_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    program = tmp_path / "server"
    program.write_text("#!/bin/sh\necho server Ver 8.0\n")
    program.chmod(0o755)
    monkeypatch.setenv("SCHEMAC_MYSQLD", str(program))
    assert servers.mysql_installation("mysql") == ("SCHEMAC_MYSQLD", program)
    # Whatever it says about itself, it is no MariaDB.
    monkeypatch.setenv("SCHEMAC_MARIADBD", str(program))
    assert _found("mariadb") != program


def _found(kind: str) -> Path | None:
    try:
        return servers.mysql_installation(kind)[1]
    except servers.Unavailable:
        return None


def test_the_settings_of_a_developer_are_left_out(monkeypatch: pytest.MonkeyPatch):
    for name in ("PGHOST", "MYSQL_PWD", "MARIADB_HOST", "SCHEMAC_MYSQLD"):
        monkeypatch.setenv(name, "x")
    left = servers.neutral_environment()
    assert left.keys() & {"PGHOST", "MYSQL_PWD", "MARIADB_HOST"} == set()
    assert left["SCHEMAC_MYSQLD"] == "x"
