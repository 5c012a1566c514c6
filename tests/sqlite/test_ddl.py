"""The reader of CREATE statements, on texts that SQLite itself accepts."""

import sqlite3

import pytest

from schemac.ir import Check, Column, ForeignKey, Index, IndexPart, PrimaryKey, Unique
from schemac.names import Name
from schemac_dialects.sqlite import ddl
from schemac_dialects.sqlite.tokens import Unparsable, tokens


def table(body: str, options: str = "") -> ddl.WrittenTable:
    """Reads a table with this body, which SQLite has to accept too."""
    text = f"CREATE TABLE t ({body}) {options}"
    with sqlite3.connect(":memory:") as connection:
        connection.execute(text)
    connection.close()
    return ddl.table(text)


def column(definition: str) -> Column:
    return table(f"{definition}, other").columns[0]


def constraints(body: str) -> list[ddl.Constraint]:
    return [item.found for item in table(body).constraints]


@pytest.mark.parametrize(
    ("definition", "name", "kind"),
    [
        ("a", "a", ""),
        ("a INTEGER", "a", "INTEGER"),
        ("a unsigned  big\n int", "a", "unsigned big int"),
        ("a VARCHAR ( 255 , 3 )", "a", "VARCHAR(255,3)"),
        ("a numeric(10, 2)", "a", "numeric(10,2)"),
        ("a numeric(+10, -2)", "a", "numeric(+10,-2)"),
        ("a big /* how big */ int -- this big\n", "a", "big int"),
        ('a "my type"', "a", '"my type"'),
        ('"a ""b"" c" int', 'a "b" c', "int"),
        ("[a b] int", "a b", "int"),
        ("`a``b` int", "a`b", "int"),
        ("'a''b' int", "a'b", "int"),
        ("key text", "key", "text"),
        ("desc replace", "desc", "replace"),
        ("größe 整数", "größe", "整数"),
        ('"check" text', "check", "text"),
        ("a int generated always as (other) stored", "a", "int"),
        ("a generated always as (other)", "a", ""),
    ],
)
def test_name_and_type_are_as_written(definition, name, kind):
    assert (column(definition).name, column(definition).type) == (name, kind)


@pytest.mark.parametrize(
    ("definition", "default"),
    [
        ("a", None),
        ("a default null", None),
        ("a default (NULL)", None),
        ("a default 1", "1"),
        ("a default -1", "-1"),
        ("a default - 1", "-1"),
        ("a default +5", "+5"),
        ("a default 1.5e-3", "1.5e-3"),
        ("a default 0xFF", "0xFF"),
        ("a default .5", ".5"),
        ("a default x'00fF'", "x'00fF'"),
        ("a default 'it''s'", "'it''s'"),
        ("a default '-- no comment'", "'-- no comment'"),
        ("a default CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
        ("a default true", "true"),
        ("a default (datetime('now', '+1 day'))", "datetime('now', '+1 day')"),
        ("a default ((1) + (2))", "(1) + (2)"),
        ("a default ((1))", "1"),
        ("a default ( /* one */ 1 /* two */ )", "1"),
        ("a default (1 /* two */ + 2)", "1 /* two */ + 2"),
        ("a default draft", "'draft'"),
        ('a default "it\'s"', "'it''s'"),
        ("a default [true]", "'true'"),
        ("a default `x` not null", "'x'"),
    ],
)
def test_default(definition, default):
    assert column(definition).default == default


@pytest.mark.parametrize("definition", ["a default draft", 'a default "it\'s"', "a default [true]", "a default - 1"])
def test_rewritten_default_gives_the_same_value(definition):
    values = []
    for default in (definition, f"a default {column(definition).default}"):
        connection = sqlite3.connect(":memory:")
        connection.execute(f"CREATE TABLE t ({default}, other)")
        connection.execute("INSERT INTO t (other) VALUES (1)")
        values.append(connection.execute("SELECT a, typeof(a) FROM t").fetchone())
        connection.close()
    assert values[0] == values[1]


def test_nullable_and_collation_are_as_written():
    assert column("a").nullable
    assert column("a null").nullable
    assert not column("a text not  null default 'x' collate nocase").nullable
    assert column("a integer primary key").nullable
    assert column("a text not null default 'x' collate nocase").collation == "nocase"
    assert column('a collate "RTRIM"').collation == "RTRIM"
    assert column("a collate binary").collation is None


def test_generated_columns():
    read = table("a int, b as (a + (1)), c int generated always as ((a)) stored not null, d as (b) virtual").columns
    assert [(own.generated, own.stored) for own in read] == [
        (None, True),
        ("a + (1)", False),
        ("a", True),
        ("b", False),
    ]
    assert not read[2].nullable


def test_constraints_of_a_column_and_of_the_table_are_the_same():
    inline = constraints(
        "a int constraint u unique constraint c check (a > 1)"
        " constraint f references x (y) on delete cascade constraint p primary key"
    )
    own = constraints(
        "a int, constraint u unique (a), constraint c check (a > 1),"
        " constraint f foreign key (a) references x (y) on delete cascade, constraint p primary key (a)"
    )
    assert inline == own
    assert inline == [
        Unique(name="u", columns=("a",)),
        Check(name="c", sql="a > 1"),
        ForeignKey(name="f", columns=("a",), target=Name("", "x"), target_columns=("y",), on_delete="cascade"),
        PrimaryKey(name="p", columns=("a",)),
    ]


def test_constraints_without_commas_and_without_names():
    assert constraints("a, b, primary key (b, a) unique (a) check (a > b) foreign key (a, b) references x") == [
        PrimaryKey(name="", columns=("b", "a")),
        Unique(name="", columns=("a",)),
        Check(name="", sql="a > b"),
        ForeignKey(name="", columns=("a", "b"), target=Name("", "x")),
    ]


@pytest.mark.parametrize(
    ("clause", "values"),
    [
        ("references x", {}),
        ("references x (y)", {"target_columns": ("y",)}),
        ("references x on delete no action on update no action", {}),
        (
            "references x on update set null on delete set default",
            {"on_update": "set_null", "on_delete": "set_default"},
        ),
        ("references x on delete restrict match full", {"on_delete": "restrict", "match": "full"}),
        ("references x deferrable", {"deferrable": "immediate"}),
        ("references x deferrable initially immediate", {"deferrable": "immediate"}),
        ("references x deferrable initially deferred", {"deferrable": "deferred"}),
        ("references x not deferrable initially deferred", {}),
        ("references x not null deferrable initially deferred", {"deferrable": "deferred"}),
    ],
)
def test_foreign_key(clause, values):
    assert constraints(f"a {clause}") == [ForeignKey(name="", columns=("a",), target=Name("", "x"), **values)]
    if "not null" not in clause:
        own = constraints(f"a, foreign key (a) {clause}")
        assert own == [ForeignKey(name="", columns=("a",), target=Name("", "x"), **values)]


@pytest.mark.parametrize(
    ("body", "autoincrement"),
    [
        ("a integer primary key autoincrement", True),
        ("a integer primary key asc on conflict abort autoincrement", True),
        ("a integer, b, primary key (A autoincrement)", True),
        ("a integer primary key", False),
    ],
)
def test_autoincrement(body, autoincrement):
    read = table(body)
    assert read.columns[0].autoincrement is autoincrement
    assert read.unmodelled == ()


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        ("a integer primary key desc", "DESC in the primary key"),
        ("a, primary key (a desc)", "DESC in the primary key"),
        ("a, primary key (a collate nocase)", "COLLATE nocase in the primary key"),
        ("a primary key on conflict replace", "ON CONFLICT REPLACE of the primary key"),
        ("a, unique (a) on conflict ignore", "ON CONFLICT IGNORE of UNIQUE (a)"),
        ("a unique on conflict fail", "ON CONFLICT FAIL of UNIQUE of column a"),
        ("a not null on conflict rollback", "ON CONFLICT ROLLBACK of NOT NULL of column a"),
        ("a, check (a > 1) on conflict ignore", "ON CONFLICT IGNORE of CHECK (a > 1)"),
        ("a constraint n not null", "the constraint name n"),
        ("a constraint n", "the constraint name n"),
        ("a references x match twice", "MATCH twice of the foreign key to x"),
        ("a references x on insert cascade", "ON INSERT of the foreign key to x"),
    ],
)
def test_clauses_without_a_model_are_told(body, clause):
    assert table(body).unmodelled == (clause,)


def test_checks_keep_their_text():
    body = "a check (a in ('x)', \"(\") /* why */ and a <> ')' -- because\n), check ((a > 1)), check ((a) > (1))"
    assert [found.sql for found in constraints(body) if isinstance(found, Check)] == [
        "a in ('x)', \"(\") /* why */ and a <> ')'",
        "a > 1",
        "(a) > (1)",
    ]


def test_table_options():
    read = table("a int primary key", "WITHOUT ROWID")
    assert (read.without_rowid, read.strict) == (True, False)
    read = ddl.table("CREATE TABLE t (a int primary key) strict , without  rowid")
    assert (read.without_rowid, read.strict) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        'CREATE TABLE "x y" (a)',
        "create table if not exists [x y](a);",
        "CREATE TEMP TABLE main.'x y'(a) -- end",
        "/* head */ CREATE TEMPORARY TABLE `x y` (a) /* end",
    ],
)
def test_head_of_the_statement(text):
    read = ddl.table(text)
    assert read.name == "x y"
    assert [own.name for own in read.columns] == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CREATE TABLE t",
        "CREATE TABLE t (",
        "CREATE TABLE t ()",
        "CREATE TABLE t (a check ())",
        "CREATE TABLE t (a check (1)",
        "CREATE TABLE t (a default)",
        "CREATE TABLE t (a int what)) x",
        "CREATE TABLE t (a) sideways",
        "CREATE TABLE t (a, primary key (lower(a)))",
        "CREATE TABLE t (a references x on delete explode)",
        "CREATE TABLE t (a 'unclosed)",
        "CREATE INDEX i ON t (a)",
    ],
)
def test_what_is_no_table_is_refused(text):
    with pytest.raises(Unparsable):
        ddl.table(text)


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("a", IndexPart(column="a")),
        ('"A"', IndexPart(column="a")),
        ("(a)", IndexPart(column="a")),
        ("'a'", IndexPart(column="a")),
        ("a asc", IndexPart(column="a")),
        ("a desc", IndexPart(column="a", order="desc")),
        ("a collate nocase desc", IndexPart(column="a", order="desc", collation="nocase")),
        ("(a collate nocase)", IndexPart(column="a", collation="nocase")),
        ("lower(a)", IndexPart(sql="lower(a)")),
        ("lower( a ) collate nocase desc", IndexPart(sql="lower( a )", order="desc", collation="nocase")),
        ("(a || b) collate nocase", IndexPart(sql="a || b", collation="nocase")),
        ("a || b collate nocase", IndexPart(sql="a || b collate nocase")),
        ("coalesce(a, b), b", IndexPart(sql="coalesce(a, b)")),
        ("a -> '$.x'", IndexPart(sql="a -> '$.x'")),
    ],
)
def test_keys_of_an_index(key, part):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (a, b)")
    if "->" not in key or sqlite3.sqlite_version_info >= (3, 38):
        connection.execute(f"CREATE INDEX i ON t ({key})")
    connection.close()
    assert ddl.index(f"CREATE INDEX i ON t ({key})", {"a": "a", "b": "b"}).columns[0] == part


def test_index():
    text = "CREATE UNIQUE INDEX IF NOT EXISTS main.[i] ON \"t\" (a, b) WHERE a > 1 and b = 'x; -- y' ; -- end"
    assert ddl.index(text, {"a": "a", "b": "b"}) == Index(
        name="i",
        columns=(IndexPart(column="a"), IndexPart(column="b")),
        unique=True,
        where="a > 1 and b = 'x; -- y'",
    )


def test_view():
    read = ddl.view('CREATE VIEW v (a, "b c") AS -- first\n SELECT 1, /* two */ 2 -- last')
    assert (read.name, read.columns, read.query) == ("v", ("a", "b c"), "SELECT 1, /* two */ 2")


@pytest.mark.parametrize(
    ("arguments", "module", "content"),
    [
        ("fts5(title, body)", "fts5", None),
        ("FTS5(title, content='posts', content_rowid=id)", "fts5", "posts"),
        ('fts4(title, content="posts")', "fts4", "posts"),
        ("fts5(title, content='')", "fts5", None),
        ("dbstat", "dbstat", None),
    ],
)
def test_virtual_table(arguments, module, content):
    assert ddl.virtual_table(f"CREATE VIRTUAL TABLE v USING {arguments}") == (module, content)


def test_comments_at_the_end_hold_no_tokens():
    assert [token.text for token in tokens("a -- b 'c\n/* d */ e /* f -- g")] == ["a", "e", ""]
