"""What SQLite, PostgreSQL and PostgreSQL's own parser say of where statements end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pglast import Error as PglastError
from pglast import parser

from schemac_apply.errors import ScriptError
from schemac_apply.sql.scanner import SPACE
from schemac_apply.sql.split import split

from .split_scripts import GAPS, Script, doubled, escaped

RELAXED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def sqlite_insert(script: Script) -> None:
    table, column = script.any("log", '"log"', "[log]", "`log`"), script.any("a", "[a]", '"a"')
    script.add(script.join("INSERT INTO", table, "(", column, ") VALUES (", (doubled(script.value()),), ")"))


def sqlite_select(script: Script) -> None:
    what = script.any(
        '1 AS "a;b"', "2 AS [c;'d]", "3 AS `e;``f`", "4 - 1", "5--;\n-6", "7 / 8 * 9", "x'3b'", "10 AS end"
    )
    script.add(script.join("SELECT", (what,)))


def sqlite_trigger(script: Script) -> None:
    script.serial += 1
    name, kind = f"t{script.serial}", script.any("TRIGGER", "TEMP TRIGGER", "temporary trigger IF NOT EXISTS")
    sql = script.join(
        *("CREATE", kind, name, "AFTER UPDATE ON source BEGIN"),
        *("INSERT INTO log (a) SELECT CASE WHEN 1 THEN", (doubled(script.value()),), "END ;"),
        *("INSERT INTO log (a) VALUES (", (doubled(script.value()),), ") ; END"),
    )
    if script.any("run", "run", "explain") == "explain":
        script.add(script.join(script.any("EXPLAIN", "explain query plan"), (sql,)))
        del script.values[-2:]
    else:
        script.add(sql)
        script.add("UPDATE source SET x = x")
        script.add(script.join("DROP TRIGGER", name))


@st.composite
def sqlite_scripts(draw: Callable[..., str]) -> Script:
    script = Script(draw, (*GAPS, "/* /* */"))
    script.fill([sqlite_insert, sqlite_select, sqlite_trigger])
    return script


@RELAXED
@given(sqlite_scripts())
def test_sqlite_runs_the_pieces_as_it_does_the_whole(script: Script):
    script.check_pieces("sqlite")
    for run in ("pieces", "whole"):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(
            "CREATE TABLE log (a text); CREATE TABLE source (x int); INSERT INTO source VALUES (1);"
        )
        if run == "whole":
            connection.executescript(script.text)
        else:
            for sql in script.statements:
                connection.execute(sql)
        assert [text for (text,) in connection.execute("SELECT a FROM log ORDER BY rowid")] == script.values
        connection.close()


@dataclass
class PostgresScript(Script):
    """A script of PostgreSQL.

    Args:
        conforming: whether a backslash does not escape in `'…'` where the script ends so far.
    """

    conforming: bool = True

    def literal(self) -> tuple[str]:
        return (self._literal(self.value()),)

    def _literal(self, text: str) -> str:
        kind = self.any("plain", "escaped", "dollar", "continued", "continued E", *["unicode"] * self.conforming)
        if kind == "dollar":
            tags = [f"${tag}$" for tag in ("", "a", "é1", "_", "END", "dollar")]
            tag = next(tag for tag in tags if (text + tag).index(tag) == len(text))
            return tag + text + tag
        if kind == "unicode":
            return "U&" + doubled(text.replace("\\", "\\\\"))
        if kind == "escaped":
            return self.any("E", "e") + escaped(self, text)
        if kind == "plain":
            return self._quoted(text)
        left, right = text[: len(text) // 2], text[len(text) // 2 :]
        between = self.any("\n", " \n\t", " -- '; \n ", "\n-- it's ; \n-- \\\n", "--\r")
        if kind == "continued":
            return self._quoted(left) + between + self._quoted(right)
        return "E" + escaped(self, left) + between + escaped(self, right)

    def _quoted(self, text: str) -> str:
        return doubled(text) if self.conforming else escaped(self, text)


def postgres_insert(script: PostgresScript) -> None:
    number = script.any("3-1", "3 - -1", "@ -2", "4/2", "2 */* ; */ 3", "5--;\n-1", "2+/*;*/-1", "('{2}'::int[])[1]")
    column = script.any('"we;ird $$\'""n"', 'U&"we;ird $$\'""n"')
    script.add(
        script.join("INSERT INTO log ( a,", (column,), ") VALUES (", script.literal(), ",", (number,), ")"),
    )


def postgres_mode(script: PostgresScript) -> None:
    if script.any("on", "off") == "on":
        value, conforming = script.any("on", "'true'", "1", "yes", "DEFAULT"), True
    else:
        value, conforming = script.any("off", "'off'", "fal", "0", "no"), False
    set_ = script.any("SET", "SET SESSION", "set")
    sql = script.join(set_, "standard_conforming_strings", script.any("=", "TO"), value)
    if conforming:
        sql = script.any(sql, script.join("RESET standard_conforming_strings"), script.join("RESET ALL"))
    script.add(sql)
    script.conforming = conforming


def postgres_function(script: PostgresScript) -> None:
    script.serial += 1
    name = f"f{script.serial}"
    header = script.join(
        *("CREATE", script.any("FUNCTION", "OR REPLACE FUNCTION"), name),
        "( begin int DEFAULT 1 ) RETURNS void",
    )
    body = script.join(
        *("BEGIN ATOMIC INSERT INTO log (a) VALUES (", script.literal(), ") ;"),
        *("INSERT INTO log (a) SELECT CASE WHEN true THEN", script.literal(), "END AS begin ; END"),
    )
    script.add(f"{header} {script.gap()}{body}")
    script.add(script.join("SELECT", name, "( )"))


def postgres_rule(script: PostgresScript) -> None:
    sql = script.join(
        *("CREATE RULE r AS ON UPDATE TO source DO ALSO ( INSERT INTO log (a) VALUES (", script.literal()),
        *(") ; INSERT INTO log (a) VALUES (", script.literal(), ") ; )"),
    )
    script.add(sql)
    script.add("UPDATE source SET x = x")
    script.add(script.join("DROP RULE r ON source"))


def postgres_block(script: PostgresScript) -> None:
    body = script.join("BEGIN INSERT INTO log (a) VALUES (", script.literal(), ") ; END") + ";"
    tag = next(tag for tag in ("$$", "$b$", "$body$") if (body + tag).index(tag) == len(body))
    script.add(script.join("DO", (tag + body + tag,)))


def postgres_prepared(script: PostgresScript) -> None:
    script.add(script.join("PREPARE p ( text ) AS INSERT INTO log (a) VALUES (", ("$1",), ")"))
    script.add(script.join("EXECUTE p (", script.literal(), ")"))
    script.add("DEALLOCATE p")


POSTGRES_UNITS = [postgres_insert, postgres_function, postgres_rule, postgres_block, postgres_prepared]


@st.composite
def postgres_scripts(draw: Callable[..., str], *, modes: bool) -> PostgresScript:
    script = PostgresScript(draw, (*GAPS, "/* /* ; */ ' */", "/*/*/**/*/*/", "\r", "\f", "-- ; '\r", "/***/"))
    script.fill([*POSTGRES_UNITS, *[postgres_mode] * (3 * modes)])
    return script


def test_postgres_runs_the_pieces(fresh: Callable[[str], str]):
    with psycopg.connect(fresh("postgres"), autocommit=True) as connection:
        connection.execute('CREATE TABLE log (id serial, a text, "we;ird $$\'""n" int)')
        connection.execute("CREATE TABLE source (x int)")
        connection.execute("INSERT INTO source VALUES (1)")

        @settings(RELAXED, max_examples=150)
        @given(postgres_scripts(modes=True))
        def check(script: PostgresScript) -> None:
            script.check_pieces("postgres")
            connection.execute("TRUNCATE log")
            connection.execute("RESET ALL")
            for sql in script.statements:
                connection.execute(sql.encode())
            found = [text for (text,) in connection.execute("SELECT a FROM log ORDER BY id")]
            assert found == script.values
            for number in range(script.serial):
                connection.execute(f"DROP FUNCTION f{number + 1}(int)".encode())

        check()


def without_comments(text: str) -> str:
    """The text from its first token on."""
    tokens = [token for token in parser.scan(text) if token.name not in ("SQL_COMMENT", "C_COMMENT")]
    return text[tokens[0].start :].strip(SPACE) if tokens else ""


@RELAXED
@given(postgres_scripts(modes=False))
def test_parser_of_postgres_cuts_alike(script: PostgresScript):
    script.check_pieces("postgres")
    assert [without_comments(sql) for sql in parser.split(script.text)] == [
        sql.strip(SPACE) for sql in script.statements
    ]


SOUP = [
    *["'", "''", '"', "`", "[", "\\", "E'", "e'a\\''", "U&'", "x'", "'a;b'", '"c;d"', "'\\'", "$1", "$", "u&'a''b'"],
    *["E'x'\n'\\''", "E'x' -- c\n'y\\';'", "'x'\n'\\'", "B'1'", "n'a'", 'u&"a;"', "$$", "$a$", "$b$", "é$a$", "a$b$"],
    *["$a$;$b$;$a$", "$1$a$;$a$", "$é$;$é$", "/*", "*/", "/*!", "/* /* ; */", "--", "-", "/", "*", "#", "+-- ;\n"],
    *[
        "*/* ; */",
        "||",
        "<@",
        "->",
        ":=",
        "::",
        ".",
        "(",
        ")",
        ",",
        "a",
        "1",
        "1.5",
        "é",
        "\u00a0",
        "\U0001d4b3",
        "select",
    ],
    *[
        "\nINSERT ",
        "\nREPLACE ",
        " ",
        " ",
        " ",
        "\n",
        "\n",
        "\t",
        "\r",
        "\f",
        ";",
        ";",
        ";",
        ";",
        "-- ; '\n",
        "--\n",
        "/* ; */",
        "/* ' */",
    ],
]


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(SOUP), max_size=18).map("".join))
def test_scanner_of_postgres_finds_the_same_semicolons(text: str):
    try:
        tokens = parser.scan(text)
    except PglastError as error:
        if "unterminated" in str(error):
            with pytest.raises(ScriptError):
                list(split(text, dialect="postgres"))
        return
    expected: list[str] = []
    start = None
    for token in tokens:
        if token.name == "ASCII_59":
            expected += [] if start is None else [text[start : token.start]]
            start = None
        elif start is None and token.name not in ("SQL_COMMENT", "C_COMMENT"):
            start = token.start
    expected += [] if start is None else [text[start:]]
    if any(token.name == "ASCII_92" for token in tokens):
        with pytest.raises(ScriptError, match="command of psql"):
            list(split(text, dialect="postgres"))
        return
    assert [piece.sql for piece in split(text, dialect="postgres")] == [sql.rstrip(SPACE) for sql in expected]
