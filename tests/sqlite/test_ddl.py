"""The reader of CREATE statements, on texts that SQLite itself accepts."""

import sqlite3

import pytest

from schemac.ir import Check, Column, ForeignKey, Index, IndexPart, PrimaryKey, Trigger, Unique
from schemac.names import Name
from schemac_dialects.sqlite import ddl, objects
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
        ("(a)", True),
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
        ("a constraint n null", "the constraint name n"),
        ("a constraint n", "the constraint name n"),
        ("a constraint n constraint m unique", "the constraint name n"),
        ("a constraint n default 1", "the constraint name n"),
    ],
)
def test_clauses_without_a_model_are_told(body, clause):
    assert table(body).unmodelled == (clause,)


@pytest.mark.parametrize(
    "body",
    [
        "a, check (a > 1) on conflict ignore",
        "a null on conflict ignore",
        "a references x match twice",
        "a references x on insert cascade",
        "a unique on conflict abort",
    ],
)
def test_clauses_that_do_nothing_are_not_told(body):
    read = table(body)
    assert read.unmodelled == ()
    assert [getattr(item.found, "on_conflict", None) for item in read.constraints] in ([], [None])


DESC = IndexPart(column="a", order="desc")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("a integer primary key desc", PrimaryKey(name="", columns=("a",), parts=(DESC,))),
        ("a integer, primary key (a desc)", PrimaryKey(name="", columns=("a",))),
        ("a int, primary key (a desc)", PrimaryKey(name="", columns=("a",), parts=(DESC,))),
        ("a integer primary key asc", PrimaryKey(name="", columns=("a",))),
        (
            "a, b, primary key (b, a collate nocase desc) on conflict fail",
            PrimaryKey(
                name="",
                columns=("b", "a"),
                parts=(IndexPart(column="b"), IndexPart(column="a", order="desc", collation="nocase")),
                on_conflict="fail",
            ),
        ),
        ("a constraint k primary key on conflict replace", PrimaryKey(name="k", columns=("a",), on_conflict="replace")),
        ("a unique on conflict rollback", Unique(name="", columns=("a",), on_conflict="rollback")),
        (
            "a, unique (a desc) on conflict ignore",
            Unique(name="", columns=("a",), parts=(DESC,), on_conflict="ignore"),
        ),
    ],
)
def test_keys_with_options(body, key):
    read = table(body)
    assert [item.found for item in read.constraints] == [key]
    assert read.unmodelled == ()


def test_not_null_has_a_name_and_a_conflict_clause():
    assert column("a int constraint n not null on conflict replace default 1") == Column(
        name="a", type="int", not_null_name="n", on_conflict="replace", default="1"
    )
    assert column("a not null on conflict abort") == Column(name="a", type="")


def test_checks_keep_their_text():
    body = "a check (a in ('x)', \"(\") /* why */ and a <> ')' -- because\n), check ((a > 1)), check ((a) > (1))"
    assert [found.sql for found in constraints(body) if isinstance(found, Check)] == [
        "a in ('x)', \"(\") /* why */ and a <> ')'",
        "(a > 1)",
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
    assert objects.index(f"CREATE INDEX i ON t ({key})", {"a": "a", "b": "b"}).columns[0] == part


def test_index():
    text = "CREATE UNIQUE INDEX IF NOT EXISTS main.[i] ON \"t\" (a, b) WHERE a > 1 and b = 'x; -- y' ; -- end"
    assert objects.index(text, {"a": "a", "b": "b"}) == Index(
        name="i",
        columns=(IndexPart(column="a"), IndexPart(column="b")),
        unique=True,
        where="a > 1 and b = 'x; -- y'",
    )


def test_view():
    read = objects.view('CREATE VIEW v (a, "b c") AS -- first\n SELECT 1, /* two */ 2 -- last')
    assert (read.name, read.columns, read.query) == ("v", ("a", "b c"), "SELECT 1, /* two */ 2")


@pytest.mark.parametrize(
    ("text", "module", "arguments"),
    [
        ("fts5(title, body)", "fts5", ("title", "body")),
        (
            "FTS5(title, content='a,b' , tokenize = \"unicode61 tokenchars '-_'\")",
            "FTS5",
            ("title", "content='a,b'", "tokenize = \"unicode61 tokenchars '-_'\""),
        ),
        ('"fts4"(`a b` TEXT (1, 2), content="posts",)', "fts4", ("`a b` TEXT (1, 2)", 'content="posts"', "")),
        ("dbstat", "dbstat", ()),
        ("fts3()", "fts3", ()),
    ],
)
def test_virtual_table(text, module, arguments):
    assert objects.virtual_table(f"CREATE VIRTUAL TABLE IF NOT EXISTS main.v USING {text} -- end") == (
        module,
        arguments,
    )


def trigger(rest: str, *, view: bool = False) -> Trigger:
    """Reads a trigger, which SQLite has to accept too."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIEW t (a, b, begin) AS SELECT 1, 2, 3" if view else "CREATE TABLE t (a, b, begin)")
    connection.execute(f"CREATE TRIGGER {rest}")
    ((text,),) = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    connection.close()
    return objects.trigger(text, {"a": "a", "b": "b"})


def test_triggers():
    body = "SELECT 1;"
    assert trigger("x insert on t begin select 1; end") == Trigger(
        name="x", timing="before", events=("insert",), body="select 1;"
    )
    assert trigger(
        f"IF NOT EXISTS main.[x y] AFTER UPDATE OF A, \"B\" ON 't' FOR EACH ROW BEGIN {body} END"
    ) == Trigger(name="x y", timing="after", events=("update",), columns=("a", "b"), body=body)
    assert trigger(f"x INSTEAD OF DELETE ON t BEGIN {body} END", view=True) == Trigger(
        name="x", timing="instead_of", events=("delete",), body=body
    )


def test_the_body_of_a_trigger_stands_as_it_is():
    body = """-- first; END
      UPDATE t SET a = CASE WHEN new.b THEN 'END;' ELSE 'two
lines' END;
      SELECT 1 /* last */ ; -- END"""
    assert trigger(f"x AFTER UPDATE ON t\nBEGIN\n  {body}\n END").body == body


@pytest.mark.parametrize(
    "when",
    [
        "new.begin > 1",
        "(new.a is not old.a)",
        "new.a in (select begin from t where b = 'BEGIN SELECT') and new.begin",
        "case when new.a then 1 else 0 end",
    ],
)
def test_the_condition_of_a_trigger_stands_as_it_is(when):
    assert trigger(f"x AFTER UPDATE ON t WHEN {when} BEGIN SELECT 1; END").when == when


@pytest.mark.parametrize(
    "text",
    [
        "x AFTER TRUNCATE ON t BEGIN SELECT 1; END",
        "x AFTER INSERT ON t WHEN new.a",
        "x AFTER INSERT ON t BEGIN SELECT 1;",
        "x AFTER INSERT ON t",
    ],
)
def test_what_is_no_trigger(text):
    with pytest.raises(Unparsable):
        objects.trigger(f"CREATE TRIGGER {text}", {})


def test_comments_at_the_end_hold_no_tokens():
    assert [token.text for token in tokens("a -- b 'c\n/* d */ e /* f -- g")] == ["a", "e", ""]
