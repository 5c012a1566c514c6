"""SQL as tokens: nothing is lost, names are found, and only names are renamed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemac import sqltext

PIECES = st.sampled_from(
    [
        "select",
        " ",
        "a",
        '"A b"',
        "'it''s a'",
        "E'\\''",
        "$$a$$",
        "$x$ $$ a $x$",
        "-- a\n",
        "/* a */",
        "(",
        ")",
        ",",
        ".",
        "1.5",
        "::",
        "`q`",
        "\n",
    ]
)


@given(st.lists(PIECES) | st.lists(st.text(max_size=5)))
def test_tokens_joined_are_the_text(pieces: list[str]) -> None:
    """Whatever the text, nothing is lost or added."""
    sql = "".join(pieces)
    assert "".join(token.text for token in sqltext.tokens(sql)) == sql


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("a > 0", {"a"}),
        ('"A" > b', {"A", "b"}),
        ("Total > 0", {"Total", "total"}),
        ("-- a\nb", {"b"}),
        ("/* a */ b", {"b"}),
        ("nextval('shop.sku_seq'::regclass)", {"nextval", "shop", "sku_seq", "regclass"}),
    ],
)
def test_words_are_the_names(sql: str, found: set[str]) -> None:
    """Comments hold none; a string may name a sequence."""
    assert sqltext.words(sql) == found


@pytest.mark.parametrize(
    ("sql", "renamed"),
    [
        ("a > 0 and b.a = 1", "x > 0 and b.x = 1"),
        ('"a" > 0', '"x" > 0'),
        ("A > 0", "x > 0"),
        ('"A" > 0', '"A" > 0'),
        ("'a' <> a -- a", "'a' <> x -- a"),
        ("nextval('a')", "nextval('x')"),
        ("ab > 0", "ab > 0"),
    ],
)
def test_only_names_are_renamed(sql: str, renamed: str) -> None:
    """Strings, comments and longer names stay."""
    assert sqltext.renamed(sql, {"a": "x"}) == renamed


def test_a_new_name_is_quoted_where_it_must_be() -> None:
    """A name with a blank cannot stand bare."""
    assert sqltext.renamed("a > 0", {"a": "my a"}) == '"my a" > 0'


@pytest.mark.parametrize(
    ("sql", "star"),
    [
        ("select * from t", True),
        ("select t.* from t", True),
        ("select a, t . * from t", True),
        ("select count(*) from t", False),
        ("select a * b", False),
        ("select '*'", False),
    ],
)
def test_a_star_is_no_product(sql: str, star: bool) -> None:
    """`*` takes every column; in a product or in count(*) it takes none."""
    assert sqltext.has_star(sql) is star
