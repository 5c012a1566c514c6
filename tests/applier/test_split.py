from __future__ import annotations

import sqlite3
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemac_apply.errors import ScriptError
from schemac_apply.sql.split import file_directives, split


def statements(text: str, dialect: str = "postgres") -> list[str]:
    return [piece.sql for piece in split(text, dialect=dialect)]


@pytest.mark.parametrize("dialect", ["postgres", "sqlite"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" ;; -- nothing\n/* here */;", []),
        ("SELECT 1", ["SELECT 1"]),
        ("SELECT 1;SELECT 2 ;", ["SELECT 1", "SELECT 2"]),
        ("\ufeffSELECT 1;", ["SELECT 1"]),
        ("-- a; b\nSELECT 1; -- c; d\n", ["SELECT 1"]),
        ("/* a; b */ SELECT /* ; */ 1 -- ;\n, 2;", ["SELECT /* ; */ 1 -- ;\n, 2"]),
        ("SELECT ';', 'it''s; so';SELECT 2", ["SELECT ';', 'it''s; so'", "SELECT 2"]),
        ('SELECT "a;b", "a"";";SELECT 2', ['SELECT "a;b", "a"";"', "SELECT 2"]),
        ("SELECT 'a--b;', '/*;';SELECT 2", ["SELECT 'a--b;', '/*;'", "SELECT 2"]),
        ("SELECT 3-1, 4/2;SELECT 2", ["SELECT 3-1, 4/2", "SELECT 2"]),
        ("SELECT 'C:\\';SELECT 2", ["SELECT 'C:\\'", "SELECT 2"]),
        ("CREATE TABLE begin_end (a int); SELECT CASE WHEN 1=1 THEN 1 END;",
         ["CREATE TABLE begin_end (a int)", "SELECT CASE WHEN 1=1 THEN 1 END"]),
    ],
)  # fmt: skip
def test_both_dialects(dialect: str, text: str, expected: list[str]):
    assert statements(text, dialect) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT $$;$$;SELECT 2", ["SELECT $$;$$", "SELECT 2"]),
        ("SELECT $a$;$b$;$$;$a$;SELECT 2", ["SELECT $a$;$b$;$$;$a$", "SELECT 2"]),
        ("SELECT $é1$;$é1$;SELECT 2", ["SELECT $é1$;$é1$", "SELECT 2"]),
        ("EXECUTE p($1);SELECT 'a$1';SELECT 2", ["EXECUTE p($1)", "SELECT 'a$1'", "SELECT 2"]),
        ("SELECT a$b$;SELECT c$b$ FROM d", ["SELECT a$b$", "SELECT c$b$ FROM d"]),
        (r"SELECT E'a\';b';SELECT 2", [r"SELECT E'a\';b'", "SELECT 2"]),
        (r"SELECT e'a''\\';SELECT 2", [r"SELECT e'a''\\'", "SELECT 2"]),
        (r"SELECT E'a'" "\n" r"'b\';c';SELECT 2", [r"SELECT E'a'" "\n" r"'b\';c'", "SELECT 2"]),
        (r"SELECT name'\';SELECT 2", [r"SELECT name'\'", "SELECT 2"]),
        (r"SELECT _e'\';SELECT 2", [r"SELECT _e'\'", "SELECT 2"]),
        ("SELECT U&'d\\0061t;';SELECT 2", ["SELECT U&'d\\0061t;'", "SELECT 2"]),
        ("/* a /* ; */ ; */ SELECT 1 /* /* ; */ ; */;SELECT 2", ["SELECT 1 /* /* ; */ ; */", "SELECT 2"]),
        ("BEGIN;SELECT 1;END;", ["BEGIN", "SELECT 1", "END"]),
        ("COPY t FROM '/f';SELECT 2", ["COPY t FROM '/f'", "SELECT 2"]),
        ("COPY t FROM '/f' WHERE a = 'from stdin';SELECT 2", ["COPY t FROM '/f' WHERE a = 'from stdin'", "SELECT 2"]),
        ("COPY (SELECT 1 FROM stdin) TO '/f';SELECT 2", ["COPY (SELECT 1 FROM stdin) TO '/f'", "SELECT 2"]),
        (r"SELECT $a$x$a$E'\';';SELECT 2", [r"SELECT $a$x$a$E'\';'", "SELECT 2"]),
        ("SELECT $1$a$;$a$;SELECT 2", ["SELECT $1$a$;$a$", "SELECT 2"]),
        ("SELECT 1$$;$$;SELECT 2", ["SELECT 1$$;$$", "SELECT 2"]),
        ("SELECT 1 -- ';\r, 2;SELECT 2", ["SELECT 1 -- ';\r, 2", "SELECT 2"]),
        ("SELECT E'a' -- ;\r'\\';b';SELECT 2", ["SELECT E'a' -- ;\r'\\';b'", "SELECT 2"]),
    ],
)  # fmt: skip
def test_postgres(text: str, expected: list[str]):
    assert statements(text) == expected


TRIGGER = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN 1 THEN 2 END; DELETE FROM b; END"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT `;`, [;], ']';SELECT 2", ["SELECT `;`, [;], ']'", "SELECT 2"]),
        ("/* /* ; */SELECT 1;", ["SELECT 1"]),
        ("SELECT $a;SELECT '$a$;'", ["SELECT $a", "SELECT '$a$;'"]),
        (f"{TRIGGER};SELECT 2", [TRIGGER, "SELECT 2"]),
        (f"{TRIGGER.replace('CREATE', 'create /* ; */ temp')};SELECT 2",
         [TRIGGER.replace("CREATE", "create /* ; */ temp"), "SELECT 2"]),
        (TRIGGER, [TRIGGER]),
        ("CREATE TABLE trigger_log (a);SELECT 2", ["CREATE TABLE trigger_log (a)", "SELECT 2"]),
        (f"EXPLAIN {TRIGGER};SELECT 2", [f"EXPLAIN {TRIGGER}", "SELECT 2"]),
        (f"explain query plan {TRIGGER};SELECT 2", [f"explain query plan {TRIGGER}", "SELECT 2"]),
        (TRIGGER.replace("; END", ";END\u00a0; END"), [TRIGGER.replace("; END", ";END\u00a0; END")]),
    ],
)  # fmt: skip
def test_sqlite(text: str, expected: list[str]):
    assert statements(text, "sqlite") == expected


def test_lines_are_those_of_the_first_token():
    text = "-- head\n\nSELECT 1;\n\n-- about 2\nSELECT\n2; SELECT '\n\n';\nSELECT 4"
    assert [(piece.line, piece.sql) for piece in split(text, dialect="sqlite")] == [
        (3, "SELECT 1"),
        (6, "SELECT\n2"),
        (7, "SELECT '\n\n'"),
        (10, "SELECT 4"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("SELECT 1;\nSELECT 'a", 2, "quoted by ' never ends"),
        ("SELECT\n$a$ ;$b$", 2, r"quoted by \$a\$ never ends"),
        ("SELECT\nE'a\\';", 2, "quoted by ' never ends"),
        ("SELECT 1;\n\n/* a /* b */", 3, "comment never ends"),
        ("SELECT 1 /* ;", 1, "comment never ends"),
        ("SELECT 1;\nCOPY t (a) FROM stdin;\n1\n\\.\n", 2, "COPY … FROM STDIN"),
        ("COPY t TO STDOUT;", 1, "COPY … TO STDOUT"),
        ("COPY t FROM /* here */ STDIN;", 1, "COPY … FROM STDIN"),
        ("COPY t FROM\nSTDOUT;\n1\t'\n", 1, "COPY … FROM STDOUT"),
        ("\\connect other\nSELECT 1;", 1, r"\\connect is a command of psql"),
        ("SELECT 1;\nSELECT 'a'\n\\gexec\nSELECT 2;", 3, r"\\gexec is a command of psql"),
    ],
)
def test_what_cannot_be_run_is_refused_with_its_line(text: str, line: int, message: str):
    with pytest.raises(ScriptError, match=message) as caught:
        statements(text)
    assert caught.value.line == line


def test_directives_belong_to_the_statement_they_stand_above():
    text = (
        "-- written by hand\n\n"
        "-- schemac:allow drop-table\n-- schemac:allow drop-column\n--schemac:lock-timeout 5s \n"
        "DROP TABLE a; -- schemac:no-transaction\n"
        "-- schemac:down irreversible\nDROP TABLE b;\n"
        "/*\n-- schemac:no-transaction\n*/ DROP TABLE c -- schemac:no-transaction\n;"
    )
    assert [dict(piece.directives) for piece in split(text, dialect="postgres")] == [
        {"allow": "drop-table, drop-column", "lock-timeout": "5s"},
        {"down": "irreversible"},
        {},
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SELECT 1;\n-- schemac:no-transaction\n\nSELECT 2;", 2),
        ("-- by hand\n\n-- schemac:no-transaction\n\nSELECT 2;", 3),
        ("-- by hand\n\n-- schemac:down irreversible\n", 3),
        ("SELECT 1;\n-- a\n-- schemac:allow x", 3),
        ("\n\n-- schemac:allow x\n\n\n-- schemac:allow y\n\nSELECT 1;", 6),
        ("/* a\n\nb */ -- schemac:allow x\n\nSELECT 1;", 3),
        ("-- schemac:allow x\n/* a */\n\nSELECT 1;", 1),
        ("-- schemac:allow x\n;\nSELECT 1;", 1),
    ],
)
@pytest.mark.parametrize("dialect", ["postgres", "sqlite", "mysql", "mariadb"])
def test_directive_that_belongs_to_nothing(text: str, line: int, dialect: str):
    for chunks in (text, list(text)):
        with pytest.raises(ScriptError, match="belongs to nothing") as caught:
            list(split(chunks, dialect=dialect))
        assert caught.value.line == line


@pytest.mark.parametrize("head", ["", "\ufeff", "\ufeff\n\n", "\n \n\n", " " * 3000 + "\n\n"])
def test_directive_of_the_file_belongs_to_the_file(head: str):
    text = head + "-- by hand\n-- schemac:no-transaction\n\nSELECT 1;"
    assert file_directives(text) == {"no-transaction": ""}
    for chunks in (text, list(text)):
        assert [(piece.sql, piece.directives) for piece in split(chunks, dialect="mysql")] == [("SELECT 1", {})]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2))",
        "create or replace function f() returns int begin atomic select case when 1=1 then 1 end; end",
        "CREATE PROCEDURE p() BEGIN /* ; */ ATOMIC INSERT INTO a VALUES (';'); SELECT 1; END -- done\n",
        "CREATE FUNCTION f() BEGIN ATOMIC END",
        "CREATE FUNCTION f(begin atomic) RETURNS int LANGUAGE c AS 'f'",
        "CREATE FUNCTION f() RETURNS \u00a0begin ATOMIC AS 'f'",
        "CREATE FUNCTION f() BEGIN ATOMIC CREATE FUNCTION g() BEGIN ATOMIC SELECT 1; END; SELECT 2; END",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$",
    ],
)
def test_bodies_of_postgres(statement: str):
    assert statements(f"{statement};SELECT 2") == [statement.strip(), "SELECT 2"]


def test_comment_behind_a_statement_is_not_about_the_next_one():
    text = "SELECT 1; -- schemac:no-transaction\nSELECT 2; -- schemac:down irreversible\n-- schemac:allow x\nSELECT 3;"
    assert [dict(piece.directives) for piece in split(text, dialect="sqlite")] == [{}, {}, {"allow": "x"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-- schemac:no-transaction\n\nSELECT 1;", {"no-transaction": ""}),
        ("\ufeff\n-- a\n-- schemac:lock-timeout 5s\n  \nSELECT 1;", {"lock-timeout": "5s"}),
        ("-- schemac:down irreversible\n", {"down": "irreversible"}),
        ("-- schemac:no-transaction\nSELECT 1;", {}),
        ("-- a\n\n-- schemac:no-transaction\n\nSELECT 1;", {}),
        ("SELECT 1;\n-- schemac:no-transaction\n\n", {}),
        ("", {}),
    ],
)
def test_directives_of_the_file_are_in_its_first_comment(text: str, expected: dict[str, str]):
    assert file_directives(text) == expected


QUOTED = st.text("a';\"$\\-/*\n é[]`", max_size=8)
PARTS = st.one_of(
    st.sampled_from(["a", "1", "+", "(", ")", ", ", " ", "\n", "- ", "/ "]),
    QUOTED.map(lambda text: "'" + text.replace("'", "''") + "' "),
    QUOTED.map(lambda text: '"' + text.replace('"', '""') + '" '),
)
POSTGRES_PARTS = st.one_of(
    PARTS,
    QUOTED.map(lambda text: " E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "' "),
    QUOTED.map(lambda text: " $q$" + text.replace("$", "") + "$q$ "),
    QUOTED.map(lambda text: "--" + text.replace("\n", " ") + "\n"),
)


@given(st.lists(st.lists(POSTGRES_PARTS, max_size=6).map(lambda parts: "x " + "".join(parts) + "y")))
def test_joined_statements_come_apart_again(expected: list[str]):
    assert statements(";".join(expected)) == expected


@pytest.mark.parametrize(
    ("off", "on"),
    [
        ("SET standard_conforming_strings = off", "SET standard_conforming_strings = on"),
        ("set session standard_conforming_strings to 'off'", "RESET standard_conforming_strings"),
        ("SET LOCAL standard_conforming_strings=f", "reset all"),
        ("SET /* /* ; */ ' */ standard_conforming_strings\n-- ;\nTO no", "DISCARD/*/**/*/ALL"),
        ('SET "standard_conforming_strings" = 0', "SET standard_conforming_strings TO DEFAULT"),
    ],
)
def test_backslashes_escape_while_strings_do_not_conform(off: str, on: str):
    inside = [r"SELECT 'a\';b', U&'\', b'1', x'\'", "SELECT '\\'' -- ;\n'\\';'", r"SELECT 'a''\\', E'\';', $$\$$"]
    outside = [r"SELECT 'a\', b'1'", r"SELECT E'\';'"]
    expected = [*outside, off, *inside, on, *outside]
    assert statements(";\n".join(expected)) == expected


@pytest.mark.parametrize(
    "sql",
    [
        "SET standard_conforming_strings_ = off",
        "ALTER ROLE a SET standard_conforming_strings = off",
        "SET a = off",
        "RESET a",
    ],
)
def test_other_settings_leave_backslashes_alone(sql: str):
    assert statements(rf"{sql};SELECT '\';SELECT 2") == [sql, r"SELECT '\'", "SELECT 2"]


TOKENS = st.sampled_from(
    [
        *["'", "''", '"', "`", "[", "]", "--", "\n", "/*", "*/", ";", ";", " ", " ", "a", "1"],
        *["CREATE ", "create\n", "TEMP ", "TRIGGER ", "BEGIN ", "END", "end ", ";END;", "CREATE TRIGGER "],
    ]
)


@given(st.lists(TOKENS, max_size=25).map("".join))
def test_sqlite_agrees_on_where_a_statement_ends(text: str):
    try:
        pieces = statements(text, "sqlite")
    except ScriptError:
        # A quote or comment that never ends.
        assert not sqlite3.complete_statement(text)
        return
    position = 0
    for sql in pieces:
        position = text.index(sql, position) + len(sql)
        is_last = not text[position:].strip().startswith(";")
        assert is_last or sqlite3.complete_statement(sql + "\n;")
        ends = [index for index, character in enumerate(sql) if character == ";"]
        assert not [end for end in ends if sqlite3.complete_statement(sql[: end + 1])]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO a VALUES ('it''s', 1);\n" * 20_000,
        "-- schemac:allow drop-table\nDROP TABLE a;\n" * 20_000,
        "SELECT '" + "''" * 300_000 + "';",
        "SELECT E'" + "\\'''" * 200_000 + "';",
        "/*" * 200_000 + "*/" * 200_000 + "SELECT 1;",
        "-- schemac:allow x\n" * 3_000 + "SELECT 1;",
        "CREATE FUNCTION f() BEGIN ATOMIC " + "SELECT 1; " * 50_000 + "END;",
        "-- allow x\n-- \n\n" * 30_000 + "SELECT 1;",
        "SELECT " + "E'a' -- \n" * 50_000 + ";",
        "SELECT E'a'" + "\n" * 300_000 + "; SELECT 'a'" + " -- \n" * 100_000,
        "SELECT " + "a$b" * 100_000 + ", $1, $a$;$a$" * 20_000,
        "SET standard_conforming_strings = off;\n" * 10_000 + "COPY a FROM b;\n" * 10_000,
    ],
    ids=[
        *["statements", "directives", "quotes", "escapes", "comments", "one-head", "body"],
        *["blank-lines", "continued", "gaps", "dollars", "settings"],
    ],
)
def test_time_is_linear(text: str):
    def seconds(script: str) -> float:
        start = time.process_time()
        list(split(script, dialect="postgres"))
        return time.process_time() - start

    # Half a megabyte takes some tens of milliseconds; anything quadratic takes minutes.
    assert seconds(text) < 5


@pytest.mark.parametrize(
    "comment",
    [
        "-- schemac: lock-timeout 5s",
        "-- Schemac:Lock-timeout 5s",
        "-- schemac lock-timeout 5s",
        "/* schemac:no-transaction */",
        "-- SCHEMAC:NO-TRANSACTION",
        "-- schemac : down irreversible",
    ],
)
def test_what_looks_like_a_directive_is_refused(comment: str):
    text = f"SELECT 1;\n{comment}\nSELECT 2;"
    for chunks in (text, list(text)):
        with pytest.raises(ScriptError, match="no directive, and looks like one") as caught:
            list(split(chunks, dialect="postgres"))
        assert caught.value.line == 2


def test_words_about_schemac_are_a_comment():
    text = "-- schemac wrote this\n-- schemac: see the docs\n/* schemac downstream */ SELECT 1;"
    assert [piece.sql for piece in split(text, dialect="sqlite")] == ["SELECT 1"]
