"""What the servers of MySQL and MariaDB, and their command-line client, say of where statements end."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pymysql
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemac_apply.sql.sql_mode import ANSI_QUOTES, NO_BACKSLASH_ESCAPES, ORACLE, SqlMode
from tests import servers

from .conftest import MYSQLS
from .split_scripts import GAPS, Script, doubled, escaped

RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
# Modes, and what they change: a backslash escapes no more, "…" is a name.
MODES = {
    "": (False, False),
    "STRICT_TRANS_TABLES": (False, False),
    "NO_BACKSLASH_ESCAPES": (True, False),
    "ansi_quotes": (False, True),
    "ANSI": (False, True),
    "NO_ZERO_DATE,NO_BACKSLASH_ESCAPES,ANSI_QUOTES": (True, True),
}
MODES_OF_MARIADB = {"DB2": (False, True), "MSSQL": (False, True), "POSTGRESQL": (False, True), "MAXDB": (False, True)}


@dataclass
class MySQLScript(Script):
    """A script of MySQL or MariaDB.

    Args:
        dialect: "mysql" or "mariadb".
        plain: whether a backslash is a character as any other where the script ends so far.
        ansi: whether "…" is a name there.
        client: whether the client has to understand it, which knows less of the modes than the server.
    """

    dialect: str = "mysql"
    plain: bool = False
    ansi: bool = False
    client: bool = False

    def literal(self) -> tuple[str]:
        text = self.value()
        quote = "'" if self.ansi else self.any("'", '"')
        # A space, for a quote behind it would be one in the text.
        return ((doubled(text, quote) if self.plain else escaped(self, text, quote)) + " ",)

    def column(self) -> tuple[str]:
        return (self.any("a", "`a`", '"a"' if self.ansi else "a"),)


def insert(script: MySQLScript) -> None:
    number = script.any(
        "3-1", "3--1", "2*/* ; */3", "4/2", "5-- ;\n-1", "6 # ';\n", "/*! 7 */", "/*!40000 length(';') */ + 1", "(1)"
    )
    script.add(
        script.join(
            "INSERT INTO log (", script.column(), ", `n;``\"'` ) VALUES (", script.literal(), ",", (number,), ")"
        )
    )


def executed_comment(script: MySQLScript) -> None:
    opening = script.any("/*!", "/*!40101 ", *["/*M! ", "/*M!100000 "] * (script.dialect == "mariadb"))
    script.add(opening + script.join(" INSERT INTO log (a) VALUES (", script.literal(), ")") + " */")


def mode(script: MySQLScript) -> None:
    modes = {**MODES, **MODES_OF_MARIADB} if script.dialect == "mariadb" else MODES
    if script.client:
        modes = {name: kind for name, kind in modes.items() if not kind[1]}
    name = script.any(*modes)
    value = name if name in ("ANSI", "DB2") and script.any("bare", "quoted") == "bare" else f"'{name}'"
    target = script.any(
        "sql_mode", "SESSION sql_mode", "LOCAL sql_mode", "@@sql_mode", "@@session.`sql_mode`", "SQL_MODE"
    )
    value = script.any(value, f"CONCAT({value}, '')" if value[0] == "'" else value)
    before = script.any("", "@x = @@sql_mode , ", "SESSION wait_timeout = 100 , ")
    sql = script.join("SET", (before + target,), script.any("=", ":="), (value,))
    if script.any("plain", "comment") == "comment" and "--" not in sql and "/*" not in sql:
        sql = script.any("/*!40101 ", "/*!50003 ", "/*! ") + sql + (" */ " if script.client else " */")
    script.add(sql)
    script.plain, script.ansi = modes[name]


def saved_mode(script: MySQLScript) -> None:
    before = script.plain, script.ansi
    script.add(script.join("SET", ("@saved = @@sql_mode",)))
    mode(script)
    insert(script)
    script.add(script.join("SET sql_mode =", ("@saved",)))
    script.plain, script.ansi = before


def other_mode(script: MySQLScript) -> None:
    """What sounds like a mode for the session, and is none."""
    value = script.any("'NO_BACKSLASH_ESCAPES'", "'ANSI_QUOTES'", "@@sql_mode", "'ANSI,NO_BACKSLASH_ESCAPES'")
    script.add(f"SET @y = {value}")
    script.add(f"SET GLOBAL sql_mode = {value}")
    script.add(f"SET @@global.sql_mode = {value}, @z = {value}")


def program(script: MySQLScript) -> None:
    if script.client and script.delimiter in (";", ";;"):
        # The client knows no blocks.
        script.delimiter = "//"
        script.text += "\nDELIMITER //\n"
    script.serial += 1
    name, first, second, third = f"p{script.serial}", script.literal(), script.literal(), script.literal()
    sql = script.join(
        *("CREATE PROCEDURE", name, "( begin int , end int ) here: BEGIN DECLARE", ("`if;`",), "int DEFAULT 0;"),
        *("INSERT INTO log (a) VALUES (", first, ") ; IF begin THEN CASE end WHEN 2 THEN INSERT INTO log (a) SELECT"),
        *("CASE WHEN end THEN", second, "END ; END CASE ; END IF ; WHILE", ("`if;`",), "< 1 DO SET", ("`if;`",)),
        *("= 1 ; INSERT INTO log (a) VALUES (", third, ") ; END WHILE ; END here"),
    )
    script.add(sql)
    script.add(script.join("CALL", name, "(1, 2)"))


def delimiter(script: MySQLScript) -> None:
    script.delimiter = script.any(";", "//", "$$", ";;", "go", "|")
    word, quote = script.any("DELIMITER", "delimiter"), script.any("", "", "'", '"')
    script.text += f"\n{word} {quote}{script.delimiter}{quote}\n"


UNITS = [insert, insert, program, delimiter]


@st.composite
def scripts(draw: Callable[..., str], dialect: str, *, client: bool) -> MySQLScript:
    gaps = [*GAPS, "# ; ' `\n", "/* /* ; */", "/**/"]
    if not client:
        gaps += [" /*!999999 a */ ", " /*!999999 a /* b; */ ' */ ", "\r", "\f"]
    script = MySQLScript(draw, gaps, dialect=dialect, client=client)
    # The client ends a statement at a `;` in a comment within a comment that is executed.
    script.fill([*UNITS, mode] if client else [*UNITS, executed_comment, mode, mode, saved_mode, other_mode])
    return script


@pytest.fixture(params=MYSQLS)
def judge(
    request: pytest.FixtureRequest, fresh: Callable[[str], str], start_server: Callable[[str], servers.MySQLServer]
):
    """A server, and a database in it with the table that scripts write to."""
    server = start_server(request.param)
    database = urlsplit(fresh(request.param)).path.removeprefix("/")
    with server.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE log (id int AUTO_INCREMENT PRIMARY KEY, a text, `n;``\"'` int)")
        yield server, database
        cursor.execute("SET GLOBAL sql_mode = DEFAULT")


def texts(judge: tuple[servers.MySQLServer, str], run: Callable[[pymysql.cursors.Cursor], None]) -> list[str]:
    """What a run writes."""
    server, database = judge
    with server.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute("SET GLOBAL sql_mode = DEFAULT")
        cursor.execute("SET sql_mode = DEFAULT")
        cursor.execute("TRUNCATE log")
        for number in range(8):
            cursor.execute(f"DROP PROCEDURE IF EXISTS p{number}")
        run(cursor)
        cursor.execute("SELECT a FROM log ORDER BY id")
        return [text for (text,) in cursor.fetchall()]


def test_servers_run_the_pieces(judge: tuple[servers.MySQLServer, str]):
    @settings(RELAXED, max_examples=100)
    @given(scripts(judge[0].kind, client=False))
    def check(script: MySQLScript) -> None:
        def run(cursor: pymysql.cursors.Cursor) -> None:
            for sql in script.statements:
                cursor.execute(sql)
                while cursor.nextset():
                    pass

        script.check_pieces(script.dialect)
        assert texts(judge, run) == script.values

    check()


NAMES = ("", "TRADITIONAL", "ANSI", "DB2", "MAXDB", "MSSQL", "MYSQL40", "ORACLE", "POSTGRESQL", "ANSI_QUOTES")


def test_servers_say_what_a_mode_stands_for(judge: tuple[servers.MySQLServer, str]):
    known = 0

    def run(cursor: pymysql.cursors.Cursor) -> None:
        nonlocal known
        for value in [f"'{name}'" for name in NAMES] + [str(1 << bit) for bit in range(34)]:
            try:
                cursor.execute(f"SET sql_mode = {value}")
            except pymysql.Error:
                # Not every mode is one of each server.
                continue
            cursor.execute("SELECT @@sql_mode")
            names = frozenset((cursor.fetchone() or ("",))[0].split(","))
            found = SqlMode().after(["SESSION", "sql_mode", "=", value]).flags
            assert found == names & {NO_BACKSLASH_ESCAPES, ANSI_QUOTES, ORACLE}, value
            known += bool(found)

    texts(judge, run)
    assert known >= 5


def test_client_cuts_alike(judge: tuple[servers.MySQLServer, str]):
    server, database = judge

    @settings(RELAXED, max_examples=60)
    @given(scripts(server.kind, client=True))
    def check(script: MySQLScript) -> None:
        def run(_: pymysql.cursors.Cursor) -> None:
            client = subprocess.run(
                [*server.client, database], input=script.text.encode(), capture_output=True, check=False
            )
            assert client.stderr.decode() == ""

        script.check_pieces(script.dialect)
        assert texts(judge, run) == script.values

    check()
