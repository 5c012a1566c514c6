"""A script that is read in chunks: the same statements as those of the whole text, in little memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemac_apply.errors import ScriptError
from schemac_apply.sql import scanner
from schemac_apply.sql import split as module
from schemac_apply.sql.split import Piece, file_directives, split

DIALECTS = ("mariadb", "mysql", "postgres", "sqlite")
MEGABYTE = 1 << 20

Outcome = tuple[list[Piece], str | None]


def outcome(text: str | Iterable[str], dialect: str) -> Outcome:
    """The statements, and the error that follows them."""
    pieces: list[Piece] = []
    try:
        pieces.extend(split(text, dialect=dialect, path="a.sql"))
    except ScriptError as error:
        return pieces, f"{error.line} {error} {error.help}"
    return pieces, None


def chunked(text: str, cuts: Iterable[int]) -> Iterator[str]:
    begin = 0
    for cut in sorted(cut % (len(text) + 1) for cut in cuts):
        yield text[begin:cut]
        begin = cut
    yield text[begin:]


@pytest.fixture
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    # As small as the longest word that a decision depends on allows.
    monkeypatch.setattr(module, "_WINDOW", 1)
    monkeypatch.setattr(scanner, "SLACK", 24)


GAPS = [" ", "\n", "\t", "\r", "\f", "\n\n", "\n \n", " " * 40, "\n" * 30, "/* ; */", "/* /* ; */", "-- ; '\n", "--\n"]
GAPS += ["# ; `\n", "-- schemac:allow x\n", "-- schemac:lock-timeout 5s\n", "-- " + "long; " * 9 + "\n", "/*\n\n*/"]
QUOTES = ["'", "''", '"', "`", "[", "]", "\\", "E'", "e'a\\''", "U&'", "x'", "'a;b'", '"c;d"', "`e;f`", "'\\'", "$1"]
QUOTES += [
    "$$",
    "$a$",
    "$b$",
    "$",
    "é$a$",
    "/*",
    "*/",
    "/*!",
    "/*!40101 ",
    "/*M!",
    "/*!99999 ",
    "--",
    "-",
    "/",
    "*",
    "#",
]
MARKS = [
    ";",
    ";",
    ";",
    "//",
    "(",
    ")",
    ",",
    "=",
    "@",
    ".",
    ":",
    "a",
    "1",
    "é",
    "\u017f",
    "\u00a0",
    "\ufeff",
    "\U0001d4b3",
    "\v",
]
WORDS = [
    *[
        "\nINSERT ",
        "\nUPDATE ",
        "\nDELETE x",
        "CREATE",
        "create",
        "ALTER",
        "OR REPLACE",
        "TEMP",
        "TRIGGER",
        "FUNCTION",
        "PROCEDURE",
        "RULE",
        "EVENT",
        "TABLE",
    ],
    *[
        "BEGIN",
        "ATOMIC",
        "END",
        "end;",
        ";END;",
        "CASE",
        "IF",
        "LOOP",
        "END LOOP",
        "WHILE",
        "DO",
        "FOR",
        "THEN",
        "WHEN",
    ],
    *["DECLARE", "HANDLER", "UNTIL", "REPEAT", "EACH ROW", "RETURNS", "AS", "AS $$", "DEFINER", "NOT", "EXPLAIN"],
    *[
        "COPY t FROM",
        "COPY",
        "STDIN",
        "STDOUT",
        "TO",
        "LOAD DATA",
        "LOCAL",
        "\\connect x",
        "\\.",
        "\\G",
        "\\N",
        "source",
    ],
    *["DELIMITER //", "DELIMITER ;", "\nDELIMITER", "delimiter go", " go ", "DELIMITER $$", "LIBRARY", "PACKAGE"],
    *[
        "SET sql_mode='NO_BACKSLASH_ESCAPES'",
        "SET sql_mode=''",
        "SET SESSION",
        "SET STATEMENT",
        "ANSI_QUOTES",
        "ORACLE",
    ],
    *["SET standard_conforming_strings = off", "RESET ALL", "SET LOCAL standard_conforming_strings TO on"],
]
TEXTS = st.lists(st.sampled_from(GAPS + QUOTES + MARKS + WORDS + [" ", ";", "\n"] * 8), max_size=40).map("".join)
CUTS = st.lists(st.integers(0, 2000), max_size=30)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.usefixtures("small_windows")
def test_chunks_of_any_size_give_what_the_whole_text_gives(dialect: str):
    @settings(max_examples=400)
    @given(TEXTS, CUTS)
    def check(text: str, cuts: list[int]) -> None:
        expected = outcome(text, dialect)
        assert outcome(chunked(text, cuts), dialect) == expected
        assert outcome(iter(text), dialect) == expected

    check()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_any_text_is_cut_or_refused(dialect: str):
    @settings(max_examples=300)
    @given(st.text(max_size=60).map(lambda text: text.replace("\0", "")), TEXTS)
    def check(left: str, right: str) -> None:
        for text in (left, left + right, right + left):
            outcome(text, dialect)

    check()


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("mysql", "DELIMITER" + " " * 3000 + "//\nSELECT ';' //\nSELECT 2//"),
        ("mysql", "DELIMITER //" + " " * 3000 + "\nSELECT ';' //\nSELECT 2//"),
        ("mysql", "SELECT 1 -- " + "a" * 3000 + "\n;SELECT 2;"),
        ("mysql", "LOAD" + "\n" * 3000 + "DATA /* " + "a" * 3000 + " */ LOCAL INFILE 'a';"),
        ("mysql", "CREATE PROCEDURE p() LANGUAGE JAVASCRIPT AS $$" + "a;" * 3000 + "$$;SELECT 2;"),
        ("mariadb", "BEGIN" + " " * 3000 + "NOT /*" + ";" * 3000 + "*/ ATOMIC SELECT 1; END;SELECT 2;"),
        ("mariadb", "SET STATEMENT a=1" + "\n" * 3000 + "FOR BEGIN NOT ATOMIC SELECT 1; SELECT 2; END;SELECT 2;"),
        ("postgres", "SELECT E'a'" + "\n" * 3000 + r"'\';';SELECT 2;"),
        ("postgres", "SELECT $a" + "b" * 3000 + "$;$a" + "b" * 3000 + "$;SELECT 2;"),
        ("postgres", "CREATE FUNCTION f() BEGIN" + " " * 3000 + "ATOMIC SELECT 1;" + "\n" * 3000 + "END;SELECT 2;"),
        ("postgres", "COPY a FROM" + " -- ;\n" * 800 + "STDIN;\n1\t'\n"),
        ("postgres", "COPY a FROM" + " " * 3000 + "stdin_1;SELECT 2;"),
        ("postgres", "\\" + "a" * 3000 + "\nSELECT 1;"),
        ("sqlite", "CREATE" + " -- ;\n" * 800 + "TRIGGER a BEGIN SELECT 1; END" + " " * 3000 + "; SELECT 2;"),
        ("sqlite", "-- schemac:allow x\n" + "-- a\n" * 3000 + "SELECT 1;-- schemac:b\n-- schemac:allow y\nSELECT 2;"),
        ("mysql", "-- schemac:allow x\n\n" + "-- a\n\n" * 500 + "-- schemac:allow y\nSELECT 1;"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("small_windows")
def test_what_is_longer_than_a_window_is_not_torn(dialect: str, text: str):
    assert outcome((text[at : at + 50] for at in range(0, len(text), 50)), dialect) == outcome(text, dialect)


def test_empty_chunks_and_a_byte_order_mark():
    chunks = ["", "\ufeff", "", "-- schemac:allow x\nSEL", "", "ECT 1;\nSELECT 2", "", ""]
    assert list(split(chunks, dialect="postgres")) == [Piece("SELECT 1", 2, {"allow": "x"}), Piece("SELECT 2", 3, {})]
    assert list(split([], dialect="postgres")) == list(split([""], dialect="postgres")) == []


def test_no_more_is_read_than_is_needed():
    read = 0

    def chunks() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "SELECT 1;\n" * 10_000

    pieces = split(chunks(), dialect="postgres")
    assert next(pieces) == Piece("SELECT 1", 1)
    assert read == 1


@pytest.mark.parametrize(
    ("dialect", "line", "message"),
    [
        ("postgres", "COPY a FROM STDIN;\n1\t'it\n", "COPY"),
        ("postgres", "\\restrict abc\n", "psql"),
        ("mysql", "source a.sql\n", "client"),
    ],
)
def test_what_cannot_be_run_is_told_at_once(dialect: str, line: str, message: str):
    def chunks() -> Iterator[str]:
        yield "SELECT 1;\n" * 10_000
        yield line
        for _ in range(100):
            yield "1\t'it\n" * 10_000
        raise AssertionError("all was read")

    with pytest.raises(ScriptError, match=message) as caught:
        list(split(chunks(), dialect=dialect))
    assert caught.value.line == 10_001


def test_directives_of_the_file_are_in_its_first_chunk():
    assert file_directives("-- schemac:no-transaction\n\n" + "SELECT 1;\n" * 9 + "SEL") == {"no-transaction": ""}


def rows(size: int) -> Iterator[str]:
    """An INSERT of so many characters, in small chunks."""
    yield "INSERT INTO a VALUES (0, '')"
    for number in range(size >> 16):
        yield f",\n({number}, 'it''s; \\\\ \"{number}\" -- /* # $a$')" * ((1 << 16) // 35)
    yield ";\nSELECT 2;\n"


def many(size: int) -> Iterator[str]:
    """Statements of two kilobytes and small ones, of so many characters, in chunks that end within them."""
    row = "(1, 'it''s; \\\\', 3-1/2),\n"
    script = f"-- one\n\nINSERT INTO a VALUES {row * 80}(2, '', 3);\nCREATE TABLE b (c int); /* it's */\n" * 900
    for begin in range(0, size, MEGABYTE):
        at = begin % len(script)
        yield (script[at:] + script)[:MEGABYTE]


def peak(chunks: Iterable[str], dialect: str) -> tuple[int, int]:
    """How many statements there are, and the most memory that was in use."""
    tracemalloc.start()
    try:
        return sum(1 for _ in split(chunks, dialect=dialect)), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_large_file_takes_little_memory(dialect: str):
    count, memory = peak(many(60 * MEGABYTE), dialect)
    assert count > 50_000
    assert memory < 12 * MEGABYTE


def test_file_of_comments_takes_little_memory():
    comments = (("-- allow x\n--" + " it's;" * 150 + "\n\n") * 1_000 for _ in range(60))
    count, memory = peak(comments, "postgres")
    assert (count, memory < 12 * MEGABYTE) == (0, True)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_one_large_statement_takes_linear_time(dialect: str):
    times = []
    for size in (5 * MEGABYTE, 20 * MEGABYTE):
        start = time.process_time()
        pieces = list(split(rows(size), dialect=dialect))
        times.append(time.process_time() - start)
        assert len(pieces) == 2
        assert len(pieces[0].sql) > size * 0.9
        assert pieces[1].line == pieces[0].sql.count("\n") + 2
    # Four times the text: four times the time, and with a quadratic part it would be sixteen times.
    assert times[1] < max(10 * times[0], 2.0)
