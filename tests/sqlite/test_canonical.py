"""What counts as the same text."""

from dataclasses import replace

import pytest

from schemac.diff import diff
from schemac.ir import (
    Check,
    Column,
    Database,
    Index,
    IndexPart,
    PrimaryKey,
    Raw,
    Table,
    Trigger,
    Unique,
    View,
    database,
)
from schemac.operation import Alter
from schemac_dialects.sqlite.canonical import canonical, same_text
from schemac_dialects.sqlite.rules import RULES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("price > 0", "price>0"),
        ("price > 0", "(price > 0)"),
        ("((price > 0))", "price > 0 -- always\n"),
        ("Price IS NOT null", "price is /* really */ not NULL"),
        ('"price" > 0', "PRICE > 0"),
        ("[price] > 0", '"Price" > 0'),
        ("[price] > 0", "[Price] > 0"),
        ("numeric(10, 2)", "NUMERIC(10,2)"),
        ("1E3", "1e3"),
        ("SELECT 1;", "select 1"),
        (
            "CREATE TRIGGER IF NOT EXISTS main.t AFTER INSERT ON x BEGIN SELECT 1; END;",
            "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; END",
        ),
    ],
)
def test_same(one, other):
    assert same_text(one, other)
    assert same_text(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("price > 0", "price > 1"),
        ("price > 0", "price >= 0"),
        ("price > 0", "price > 0 or 1"),
        ("(a) + (b)", "a) + (b"),
        ("(a) + (b)", "a + b"),
        ("state = 'Draft'", "state = 'draft'"),
        ('state = "Draft"', 'state = "draft"'),
        ("state = 'draft'", 'state = "draft"'),
        ("state IS NULL", 'state IS "null"'),
        ("a = 1", 'a = "1"'),
        ("x'ab'", "x'AB'"),
        ("'a  b'", "'a b'"),
        ("a - - b", "a -- b"),
        ("CREATE TRIGGER one AFTER INSERT ON x", "CREATE TRIGGER two AFTER INSERT ON x"),
    ],
)
def test_different(one, other):
    assert not same_text(one, other)
    assert not same_text(other, one)


LIVE = database(
    [
        Table(
            name="items",
            columns=(
                Column(name="id", type="INTEGER", nullable=True),
                Column(name="price", type="numeric(10,2)", default="( 1 )"),
            ),
            checks=(Check(name="positive", sql='"price" > 0'),),
            indexes=(Index(name="by_price", columns=(IndexPart(sql="abs( price )"),), where="price>1"),),
        ),
        View(name="all_items", query="select * from items"),
    ]
)
DECLARED = database(
    [
        Table(
            name="items",
            columns=(
                Column(name="id", type="integer", nullable=True, renamed_from="key"),
                Column(name="price", type="NUMERIC(10, 2)", default="1"),
                Column(name="added", type="text"),
            ),
            checks=(Check(name="positive", sql="price > 0"), Check(name="more", sql="price > 0")),
            indexes=(Index(name="by_price", columns=(IndexPart(sql="abs(price)"),), where="price > 2"),),
        ),
        View(name="all_items", query="SELECT *\nFROM items;"),
        Raw(name="trigger items.t", create="CREATE TRIGGER t"),
    ]
)


def test_texts_that_mean_the_same_are_the_live_ones():
    items, view, raw = canonical(None, DECLARED, LIVE).objects.values()
    assert isinstance(items, Table)
    live_items, live_view = LIVE.objects.values()
    assert isinstance(live_items, Table)
    assert items.columns[:2] == live_items.columns
    assert items.columns[0].renamed_from == "key"
    assert items.columns[2] == Column(name="added", type="text")
    assert items.checks == (*live_items.checks, Check(name="more", sql="price > 0"))
    assert items.indexes == (replace(live_items.indexes[0], where="price > 2"),)
    assert view == live_view
    assert raw == Raw(name="trigger items.t", create="CREATE TRIGGER t")


def test_an_index_with_other_keys_stays_declared():
    table = Table(name="t", indexes=(Index(name="i", columns=(IndexPart(sql="A"), IndexPart(column="b"))),))
    live = Table(name="t", indexes=(Index(name="i", columns=(IndexPart(sql="a"),)),))
    assert canonical(None, database([table]), database([live])) == database([table])


@pytest.mark.parametrize(("one", "other"), [(DECLARED, Database()), (Database(), LIVE), (LIVE, LIVE)])
def test_nothing_to_do(one, other):
    assert canonical(None, one, other) == one


def test_a_derived_name_of_a_constraint_is_not_known_to_sqlite():
    """After a rename of the table its unnamed constraints are called otherwise, and nothing has changed."""

    def users(*keys: str) -> Database:
        columns = (Column(name="a", type="text"), Column(name="b", type="text"))
        key, unique = keys
        return database(
            [
                Table(
                    name="users",
                    columns=columns,
                    primary_key=PrimaryKey(name=key, columns=("a",)),
                    uniques=(Unique(name=unique, columns=("b",)),),
                )
            ]
        )

    live = users("users_pkey", "users_b_key")
    assert canonical(None, users("people_pkey", "people_b_key"), live) == live
    named = users("people_id", "people_b")
    assert canonical(None, named, live) == named


def test_triggers_and_virtual_tables_are_compared_by_tokens():
    def made(body: str, when: str, arguments: tuple[str, ...]) -> Database:
        trigger = Trigger(name="t", timing="after", events=("insert",), when=when, body=body)
        return database(
            [
                Table(name="a", columns=(Column(name="x", type="text"),), triggers=(trigger,)),
                Table(name="s", virtual="fts5", virtual_arguments=arguments),
            ]
        )

    live = made("SELECT 1;  -- one\n SELECT 'A';", "(NEW.x > 0)", ("title", "content = posts"))
    declared = made("select 1; select 'A'", 'new."x">0', ("title", "content=posts"))
    aligned = canonical(None, declared, live)
    assert not diff(live, aligned, same=RULES.same)
    other = canonical(None, made("select 1; select 'a'", "new.x > 0", ("title", "content=post")), live)
    assert [change.fields for change in diff(live, other, same=RULES.same).operations if isinstance(change, Alter)] == [
        ("body",),
        ("virtual_arguments",),
    ]
