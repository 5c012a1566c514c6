"""Names, texts, types and SQL that a notation or a lowering could misread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

ODD_NAMES = (
    "null", "true", "False", "on", "no", "y", "~", "<<", "=", "select", "table", "order", "User", "ÄÖ",
    "my table", " lead", "trail ",
    "a.b", 'say "x"', '"', ".", "..", "it's", "a:b", "a: b", "a #b", "#a", "- a", "-", "?", "? a", "{a}",
    "[a]", "a,b", "a\\b", "a/b",
    "*a", "&a", "!a", "%a", "@a", "`a`", "|", ">", "1", "1.5", "1e3", "0x1f", "2026-01-01", ".5", "+1", "\t",
    "a\nb", "a\r\nb",
    "\u2028", "\x85", "\ufeff", "\x7f", "\x1b", "é", "e\u0301", "😀", "\U000e0001", "columns", "schema",
    "x-mine", "a" * 63, "ä" * 31,
)  # fmt: skip
ODD_TEXTS = (
    "", " ", "no", "1", " a", "a ", "#x", "ä\u2028", "null", "~", "yes", "1.10", "two\nlines",
    "two\nlines\n", "\nlead", "end\n\n", "  in\n",
    "a\n  b\n\n   \nc", "tab\there", "a\n\tb", "x\r\ny", "it's", '"quoted"', "\\", "a'''b", 'a"""b\n"""',
    '""\n"', "---", "...", "a: b", "key:",
    "@at", "`tick`", "%", "!tag", "*alias", "&anchor", "|", ">", "{a}", "[a]", "a, b", "2026-01-01", "12:30",
    "0o7", ".inf", "nan", "=", "<<",
)  # fmt: skip
TYPES = (
    "bigint", "integer", "smallint", "text", "varchar(20)", "char(1)", "numeric", "numeric(12,2)", "boolean",
    "timestamptz",
    "timestamp(3)", "double precision", "real", "date", "uuid", "bytea", "json", "jsonb", "text[]",
    "numeric(5,1)[]", "interval",
    "interval day to second", '"char"', "tsvector", "bigserial", "timestamp(0)[]",
)  # fmt: skip
UNKNOWN_TYPES = (
    "vector(3)",
    "geometry(Point,4326)",
    '"Odd"',
    "odd?",
    "(odd",
    'a."b?c"',
    "odd%type",
    "#odd",
    "a, b",
)
SQL = (
    "now()", "NULL", "null", "0", "-5", "007", "1.50", "-0.00", "0.0000001",
    "123456789012345678901234567890", "true", "false", "''",
    "'x'", "'it''s'", "'1'", "'no'", "'two\nlines'", "'back\\slash'", "'x'::text", "'{}'", "'[]'", "'null'",
    "'\"x\"'", '\'{"a": 1}\'',
    '\'{"a":1}\'', '\'{"a": [1, 2.50, {"b": "c\'\'d"}]}\'', '\'{"a": null}\'', "'{\"a\": 1e5}'",
    '\'{"a": 1E+5}\'', '\'{"a": NaN}\'',
    '\'{"a": "\\u0000"}\'', "nextval('s.q')", "lower(name)", "a > 0", "a <> 'x: y' -- #1",
    '"Odd" is not null', "case\n  when a\n\tthen 1\nend",
    "a\n= 1 -- end", "{a}", "[1]", "- a", "a\r\nb", "'\u2028'", "E'\\n'", "$$a$$", "'😀'",
    "x ~ '^\"[a-z]+\\.$'", "a\n= '\"\"\"' || '\\'",
)  # fmt: skip
QUERIES = (
    "select 1 as one",
    "select 1 as one,\n  '%: #' as two\n\nwhere true",
    'select \'"""\' -- end',
    'select 1 as "One"',
    "values (1)",
)
BODIES = (
    "x", "", " ", "\n", "\nBEGIN\n  RETURN new;\nEND;\n", "  x\n\n", "\t\n a \n  ", "\n\n", "a\n\n", "a\n  ",
    "\n  a\nb", "a \nb\t\n", "\n\n\ta\n", "# a\n", "---\na: b\n...\n", "a\r\nb", "$$ '' \\ \"\"\"\n",
)  # fmt: skip
QUERY_WORDS = frozenset({"select", "as", "one", "two", "where", "true", "values", "end", "%: #", '"""'})


def _unicode(*, maximum: int) -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(characters, max_size=maximum)


def identifiers() -> st.SearchStrategy[str]:
    """Names of at most 63 bytes: plain ones, and everything that a notation could misread."""
    plain = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
    return st.one_of(plain, st.sampled_from(ODD_NAMES), _unicode(maximum=8).filter(bool))


def texts() -> st.SearchStrategy[str]:
    """Any text that a database can store."""
    return st.one_of(st.sampled_from(ODD_TEXTS), _unicode(maximum=12))


def sql() -> st.SearchStrategy[str]:
    """SQL as lowering leaves it, without space around it; not necessarily valid."""
    literal = texts().map(lambda text: "'" + text.replace("'", "''") + "'")
    return st.one_of(st.sampled_from(SQL), literal, _unicode(maximum=12).map(str.strip).filter(bool))


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """None, or one of a strategy."""
    return st.one_of(st.none(), strategy)


def flags() -> st.SearchStrategy[bool]:
    """A flag, mostly off."""
    return st.sampled_from([False, False, True])


def some(found: Sequence[Any], *, least: int = 0, most: int = 3) -> st.SearchStrategy[list[Any]]:
    """Some of what there is, each once."""
    if not found:
        return st.just([])
    return st.lists(st.sampled_from(found), unique=True, min_size=least, max_size=most)
