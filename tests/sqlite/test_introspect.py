"""Introspection of real databases."""

import sqlite3
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemac.diagnostics import SchemacError
from schemac.dialect import Filters, Introspected
from schemac.ir import (
    Address,
    Check,
    Column,
    ForeignKey,
    Index,
    IndexPart,
    PrimaryKey,
    Table,
    Trigger,
    Unique,
    View,
)
from schemac.names import Name
from schemac_dialects.sqlite import introspect as module
from schemac_dialects.sqlite.introspect import introspect

Load = Callable[..., Introspected]


def read(connection: sqlite3.Connection, *patterns: str) -> Introspected:
    return introspect(SimpleNamespace(raw=connection, errors=(sqlite3.Error,)), Filters(tables=patterns))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:", isolation_level=None)
    yield made
    made.close()


@pytest.fixture
def load(connection: sqlite3.Connection) -> Load:
    def run(script: str, *patterns: str) -> Introspected:
        connection.executescript(script)
        return read(connection, *patterns)

    return run


@pytest.fixture
def table(load: Load) -> Callable[[str], Table]:
    """Reads the last of the tables that a script makes, of which nothing may be lost."""

    def run(script: str) -> Table:
        found = load(script)
        assert found.diagnostics == ()
        last = [*found.database.of_kind("table")][-1]
        assert isinstance(last, Table)
        return last

    return run


def pretend(monkeypatch: pytest.MonkeyPatch, head: str, text: str) -> None:
    """Makes the text that starts with a head another one, as if the reader had misread it."""
    rows = module._rows

    def changed(cursor: sqlite3.Cursor, query: str) -> list[tuple[Any, ...]]:
        return [
            tuple(text if isinstance(value, str) and value.startswith(head) else value for value in row)
            for row in rows(cursor, query)
        ]

    monkeypatch.setattr(module, "_rows", changed)


def names(found: Introspected) -> list[str]:
    return [str(address) for address in found.database.objects]


def messages(found: Introspected) -> list[tuple[str, str]]:
    assert {diagnostic.severity for diagnostic in found.diagnostics} <= {"warning"}
    return [(diagnostic.code, diagnostic.message) for diagnostic in found.diagnostics]


def test_a_table_with_everything(table):
    assert table(
        """
        CREATE TABLE "old posts" ( -- what users write
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          author INT NOT NULL REFERENCES users ON DELETE CASCADE,
          title varchar( 20 ) NOT NULL DEFAULT '' COLLATE NOCASE CHECK (length(title) < 20),
          price numeric(10, 2) CONSTRAINT cheap CHECK (price < 10) CHECK (price > 0),
          shown AS (title || '!') STORED,
          UNIQUE (author, title),
          CHECK (price > author), CHECK (price <> author)
        );
        CREATE INDEX posts_b ON "old posts" (author, lower(title) DESC) WHERE price > 1;
        CREATE UNIQUE INDEX posts_a ON "old posts" (title COLLATE RTRIM);
        ALTER TABLE "old posts" RENAME TO posts;
        ALTER TABLE posts ADD COLUMN email TEXT DEFAULT NULL
          REFERENCES users (email) DEFERRABLE INITIALLY DEFERRED;
        ALTER TABLE posts RENAME COLUMN shown TO "shown as";
        """
    ) == Table(
        name="posts",
        columns=(
            Column(name="id", type="INTEGER", nullable=True, autoincrement=True),
            Column(name="author", type="INT"),
            Column(name="title", type="varchar(20)", default="''", collation="NOCASE"),
            Column(name="price", type="numeric(10,2)", nullable=True),
            Column(name="shown as", type="", nullable=True, generated="title || '!'"),
            Column(name="email", type="TEXT", nullable=True),
        ),
        primary_key=PrimaryKey(name="posts_pkey", columns=("id",)),
        uniques=(Unique(name="posts_author_title_key", columns=("author", "title")),),
        foreign_keys=(
            ForeignKey(name="posts_author_fkey", columns=("author",), target=Name("", "users"), on_delete="cascade"),
            ForeignKey(
                name="posts_email_fkey",
                columns=("email",),
                target=Name("", "users"),
                target_columns=("email",),
                deferrable="deferred",
            ),
        ),
        checks=(
            Check(name="posts_title_check", sql="length(title) < 20"),
            Check(name="cheap", sql="price < 10"),
            Check(name="posts_price_check", sql="price > 0"),
            Check(name="posts_check", sql="price > author"),
            Check(name="posts_check1", sql="price <> author"),
        ),
        indexes=(
            Index(name="posts_a", columns=(IndexPart(column="title", collation="RTRIM"),), unique=True),
            Index(
                name="posts_b",
                columns=(IndexPart(column="author"), IndexPart(sql="lower(title)", order="desc")),
                where="price > 1",
            ),
        ),
    )


def test_derived_names_go_around_written_ones(table):
    made = table(
        "CREATE TABLE t (a CHECK (a > 1) UNIQUE, b CONSTRAINT t_a_check CHECK (b > 1),"
        " CONSTRAINT t_check UNIQUE (b), CHECK (a > b), UNIQUE (A))"
    )
    assert [check.name for check in made.checks] == ["t_a_check1", "t_a_check", "t_check1"]
    assert [unique.name for unique in made.uniques] == ["t_a_key", "t_check", "t_a_key1"]


def test_a_name_that_two_constraints_share(load):
    found = load("CREATE TABLE t (a CONSTRAINT c CHECK (a > 1) CONSTRAINT c CHECK (a < 9))")
    table = found.database.get(Address("table", "", "t"))
    assert isinstance(table, Table)
    assert [check.name for check in table.checks] == ["c", "t_a_check"]
    assert messages(found) == [
        ("unmodelled-option", "table t: a second constraint named c gets another name"),
    ]


def test_names_are_spelt_as_where_they_are_declared(table):
    made = table(
        "CREATE TABLE Users (Id INTEGER PRIMARY KEY, Email TEXT UNIQUE);"
        "CREATE TABLE posts (Author, Mail, UNIQUE (AUTHOR), FOREIGN KEY (author) REFERENCES USERS (ID),"
        " FOREIGN KEY (MAIL) REFERENCES users (email));"
        "CREATE INDEX i ON POSTS (AUTHOR)"
    )
    by_id, by_email = made.foreign_keys
    assert (by_id.columns, by_id.target, by_id.target_columns) == (("Author",), Name("", "Users"), ())
    assert (by_email.columns, by_email.target_columns) == (("Mail",), ("Email",))
    assert made.uniques[0].columns == ("Author",)
    assert made.indexes[0].columns == (IndexPart(column="Author"),)


def test_target_columns_are_left_out_only_in_the_order_of_the_primary_key(table):
    made = table(
        "CREATE TABLE a (x, y, PRIMARY KEY (y, x));"
        "CREATE TABLE b (x, y,"
        " FOREIGN KEY (x, y) REFERENCES a (y, x), FOREIGN KEY (x, y) REFERENCES a (x, y),"
        " FOREIGN KEY (x, y) REFERENCES b (x, y), FOREIGN KEY (x) REFERENCES missing (z))"
    )
    assert [key.target_columns for key in made.foreign_keys] == [(), ("x", "y"), ("x", "y"), ("z",)]


def test_columns_that_are_not_null_by_rule(table):
    made = table("CREATE TABLE t (a TEXT, b INT, c INT, PRIMARY KEY (b, a)) WITHOUT ROWID")
    assert [column.nullable for column in made.columns] == [False, False, True]
    assert made.without_rowid
    assert [column.nullable for column in table("CREATE TABLE u (a TEXT PRIMARY KEY, b NOT NULL)").columns] == [
        True,
        False,
    ]


@pytest.mark.skipif(sqlite3.sqlite_version_info < (3, 37), reason="STRICT came with SQLite 3.37")
def test_strict_tables(table):
    made = table("CREATE TABLE t (a TEXT, b ANY, PRIMARY KEY (a)) STRICT")
    assert made.strict
    assert [(column.type, column.nullable) for column in made.columns] == [("TEXT", False), ("ANY", True)]


def test_a_table_made_of_a_query(table):
    made = table("CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"b c\"")
    assert [column.name for column in made.columns] == ["a", "b c"]


def test_order(load):
    found = load(
        "CREATE TABLE b (a, z, m); CREATE TABLE B2 (a); CREATE TABLE a (a);"
        "CREATE VIEW z AS SELECT 1; CREATE VIEW y AS SELECT 1;"
        "CREATE TRIGGER t AFTER INSERT ON b BEGIN SELECT 1; END;"
        "CREATE TRIGGER s AFTER INSERT ON b BEGIN SELECT 1; END;"
    )
    assert names(found) == [
        "table B2",
        "table a",
        "table b",
        "view y",
        "view z",
    ]
    table = found.database.get(Address("table", "", "b"))
    assert isinstance(table, Table)
    assert [trigger.name for trigger in table.triggers] == ["s", "t"]


def test_views_and_triggers(load):
    trigger = "CREATE TRIGGER [the touch] INSTEAD OF INSERT ON V BEGIN SELECT 1; SELECT '; END'; END"
    found = load(f"CREATE TABLE t (a); CREATE VIEW v (x, y) AS SELECT a, 1 FROM t -- all; of them\n;{trigger}")
    assert found.diagnostics == ()
    assert found.database.get(Address("view", "", "v")) == View(
        name="v",
        query="SELECT a, 1 FROM t",
        columns=("x", "y"),
        triggers=(
            Trigger(name="the touch", timing="instead_of", events=("insert",), body="SELECT 1; SELECT '; END';"),
        ),
    )


def test_virtual_tables_come_without_their_shadow_tables(load):
    found = load(
        "CREATE TABLE posts (id INTEGER PRIMARY KEY, title);"
        "CREATE TABLE words_content (id INTEGER PRIMARY KEY, title);"
        "CREATE TABLE words_of_mine (a);"
        "CREATE VIRTUAL TABLE docs USING fts5(title, content='POSTS', content_rowid='id');"
        "CREATE VIRTUAL TABLE words USING fts5(title, content='words_content', content_rowid='id');"
        "CREATE VIRTUAL TABLE places USING rtree(id, low, high);"
        "CREATE VIRTUAL TABLE old USING fts3; CREATE VIRTUAL TABLE older USING fts3();"
    )
    assert found.diagnostics == ()
    assert names(found) == [
        "table posts",
        "table words_content",
        "table words_of_mine",
        "table docs",
        "table old",
        "table older",
        "table places",
        "table words",
    ]
    assert found.database.get(Address("table", "", "docs")) == Table(
        name="docs", virtual="fts5", virtual_arguments=("title", "content='POSTS'", "content_rowid='id'")
    )
    assert found.database.get(Address("table", "", "older")) == Table(name="older", virtual="fts3")


def test_a_virtual_table_of_a_module_that_is_not_there(connection):
    rewrite(
        connection,
        "INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING magic')",
    )
    connection.execute("CREATE TABLE v_data (a)")
    found = read(connection)
    assert names(found) == ["table v_data", "table v"]
    assert messages(found) == [
        (
            "module-not-loaded",
            "virtual table v: its module magic is not loaded here, so that it can be neither read nor made",
        ),
        (
            "unmodelled-object",
            "virtual table v: v_data may belong to it (module magic), and are taken for tables of their own",
        ),
    ]


def test_shadow_tables_of_a_known_module_that_is_not_there(connection):
    for name in ("v_info", "v_vector_chunks00", "v_mine"):
        connection.execute(f"CREATE TABLE {name} (a)")
    rewrite(
        connection,
        "INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING vec0(a float[3])')",
    )
    found = read(connection)
    assert names(found) == ["table v_mine", "table v"]
    assert [code for code, _ in messages(found)] == ["module-not-loaded"]


def rewrite(connection: sqlite3.Connection, statement: str) -> None:
    """Changes the catalog behind SQLite's back."""
    connection.execute("PRAGMA writable_schema = on")
    connection.execute(statement)
    connection.execute("PRAGMA writable_schema = reset")


def test_own_tables_are_left_out(load):
    found = load(
        "CREATE TABLE schemac_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name UNIQUE);"
        "CREATE INDEX i ON schemac_migrations (name);"
        "CREATE TRIGGER t AFTER INSERT ON schemac_migrations BEGIN SELECT 1; END;"
        "CREATE TABLE sqlitefan (a); CREATE INDEX j ON sqlitefan (a);"
        "INSERT INTO sqlitefan VALUES (1); ANALYZE;"
        "CREATE TEMP TABLE hidden (a); CREATE TEMP VIEW also AS SELECT 1;"
        "CREATE TEMP TABLE sqlitefan (b PRIMARY KEY); CREATE INDEX temp.j ON sqlitefan (b);"
    )
    assert found.diagnostics == ()
    assert names(found) == ["table sqlitefan"]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ((), ["table Users", "table posts", "table posts_old", "view v"]),
        (("posts*",), ["table posts", "table posts_old"]),
        (("users", "v"), ["table Users", "view v"]),
        (("!posts*",), ["table Users", "view v"]),
        (("posts*", "!*_old"), ["table posts"]),
    ],
)
def test_filters(load, patterns, expected):
    script = (
        "CREATE TABLE Users (a); CREATE TABLE posts (a PRIMARY KEY ON CONFLICT FAIL);"
        "CREATE TABLE posts_old (a);"
        "CREATE VIEW v AS SELECT 1; CREATE TRIGGER t AFTER INSERT ON posts BEGIN SELECT 1; END;"
    )
    found = load(script, *patterns)
    assert names(found) == expected
    assert found.diagnostics == ()


def test_clauses_without_a_model_are_told(load):
    found = load("CREATE TABLE t (a CONSTRAINT m DEFAULT 1, b CONSTRAINT n COLLATE nocase)")
    assert messages(found) == [
        ("unmodelled-option", "table t: the constraint name m has no model and is left out"),
        ("unmodelled-option", "table t: the constraint name n has no model and is left out"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("CREATE TABLE t (a, b INT, c)", "SQLite knows other columns of it"),
        ("CREATE TABLE t (a PRIMARY KEY, b TEXT)", "SQLite knows column b with the type INT"),
        ("CREATE TABLE t (a PRIMARY KEY, b INT NOT NULL)", "SQLite knows column b with another NOT NULL"),
        ("CREATE TABLE t (a PRIMARY KEY, b INT UNIQUE)", "SQLite knows other unique constraints of it"),
        ("CREATE TABLE t (a PRIMARY KEY, b INT REFERENCES x)", "SQLite knows other foreign keys of it"),
        ("CREATE TABLE t (a PRIMARY KEY, b INT", "a constraint expected at the end"),
    ],
)
def test_a_text_that_is_not_the_table_is_left_out(connection, monkeypatch, text, reason):
    connection.execute("CREATE TABLE t (a PRIMARY KEY, b INT)")
    connection.execute("CREATE INDEX i ON t (b)")
    connection.execute("CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END")
    pretend(monkeypatch, "CREATE TABLE t ", text)
    found = read(connection)
    assert names(found) == []
    assert messages(found) == [
        ("unmodelled-object", f"{one} cannot be read and is left out: {reason}")
        for one in ("table t", "index i", "trigger r")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE INDEX i ON t (a)",
        "CREATE INDEX i ON t (b DESC)",
        "CREATE UNIQUE INDEX i ON t (b)",
        "CREATE INDEX i ON t (b) WHERE a",
        "CREATE INDEX i ON t b",
    ],
)
def test_a_text_that_is_not_the_index_is_left_out(connection, monkeypatch, text):
    connection.execute("CREATE TABLE t (a, b)")
    connection.execute("CREATE INDEX i ON t (b)")
    pretend(monkeypatch, "CREATE INDEX i ", text)
    found = read(connection)
    table = found.database.get(Address("table", "", "t"))
    assert isinstance(table, Table)
    assert table.indexes == ()
    assert [code for code, _ in messages(found)] == ["unmodelled-object"]


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("CREATE TRIGGER r ", "CREATE TRIGGER r AFTER INSERT ON t"),
        ("CREATE VIEW v ", "CREATE VIEW v"),
        ("CREATE VIRTUAL TABLE f ", "CREATE VIRTUAL TABLE f"),
    ],
)
def test_a_text_that_cannot_be_read_is_left_out(connection, monkeypatch, head, text):
    connection.execute("CREATE TABLE t (a)")
    connection.execute("CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END")
    connection.execute("CREATE VIEW v AS SELECT 1")
    connection.execute("CREATE VIRTUAL TABLE f USING fts3tokenize")
    whole = read(connection)
    pretend(monkeypatch, head, text)
    found = read(connection)
    assert found.database != whole.database
    assert [code for code, _ in messages(found)] == ["unmodelled-object"]


def test_a_primary_key_that_sqlite_knows_otherwise(connection, monkeypatch):
    connection.execute("CREATE TABLE t (a INT PRIMARY KEY)")
    pretend(monkeypatch, "CREATE TABLE t ", "CREATE TABLE t (a INT, PRIMARY KEY (a DESC))")
    assert messages(read(connection)) == [
        ("unmodelled-object", "table t cannot be read and is left out: SQLite knows another primary key of it")
    ]
    connection.execute("DROP TABLE t")
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY DESC)")
    pretend(monkeypatch, "CREATE TABLE t ", "CREATE TABLE t (a INTEGER PRIMARY KEY)")
    assert messages(read(connection)) == [
        ("unmodelled-object", "table t cannot be read and is left out: SQLite knows a primary key beside the rowid")
    ]


def test_a_schema_that_cannot_be_read(tmp_path):
    writer = sqlite3.connect(tmp_path / "broken.db", isolation_level=None)
    writer.execute("CREATE TABLE t (a)")
    rewrite(writer, "UPDATE sqlite_master SET sql = 'CREATE TABLE t (a'")
    writer.close()
    reader = sqlite3.connect(tmp_path / "broken.db", isolation_level=None)
    with pytest.raises(SchemacError, match="SQLite cannot read the schema: malformed database schema"):
        read(reader)
    reader.close()


def test_the_connection_is_left_as_it_was(connection):
    connection.row_factory = sqlite3.Row
    read(connection)
    assert not connection.in_transaction
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE t (a)")
    assert names(read(connection)) == ["table t"]
    assert connection.in_transaction


def test_the_number_of_queries_does_not_grow_with_the_tables(connection):
    statements: list[str] = []

    def count() -> int:
        statements.clear()
        connection.set_trace_callback(lambda text: statements.append(text) if text[:2] != "--" else None)
        read(connection)
        connection.set_trace_callback(None)
        return len([text for text in statements if not text.startswith("PRAGMA")])

    one = count()
    for number in range(20):
        connection.execute(f"CREATE TABLE t{number} (a PRIMARY KEY REFERENCES t0, b UNIQUE)")
    assert count() == one


WORDS = st.sampled_from(["a", '"b c"', "[d]", "`e`", '"f""g"', "key", "größe"])
TYPES = st.sampled_from(
    ["", "INT", "unsigned  big int", "varchar( 3 )", "numeric(10, -2)", '"my type"', "/* x */ blob"]
)
EXPRESSIONS = st.sampled_from(["1", "')'", "(1) + (2)", "/* ) */ abs(-1)", "1 -- )\n", "'a' || 'b'", "x'00'", "((2))"])
COLUMN_CONSTRAINTS = st.one_of(
    st.sampled_from(
        [
            "NOT NULL",
            "NULL",
            "UNIQUE",
            "CONSTRAINT u UNIQUE",
            "COLLATE nocase",
            "DEFAULT -1",
            "DEFAULT draft",
            "DEFAULT 'x,'",
            "REFERENCES p",
            "REFERENCES p (x) ON DELETE SET NULL MATCH full DEFERRABLE",
        ]
    ),
    EXPRESSIONS.map("DEFAULT ({})".format),
    EXPRESSIONS.map("CHECK ({})".format),
    EXPRESSIONS.map("CONSTRAINT c CHECK ({})".format),
)
TABLES = st.fixed_dictionaries(
    {
        "columns": st.dictionaries(
            WORDS, st.tuples(TYPES, st.lists(COLUMN_CONSTRAINTS, max_size=3)), min_size=1, max_size=4
        ),
        "key": st.sampled_from([None, "PRIMARY KEY", "CONSTRAINT k PRIMARY KEY", "UNIQUE", "FOREIGN KEY"]),
        "checks": st.lists(EXPRESSIONS, max_size=2),
    }
)


@given(TABLES)
def test_whatever_sqlite_accepts_is_understood(made):
    parts = [f"{name} {kind} {' '.join(rules)}" for name, (kind, rules) in made["columns"].items()]
    if made["key"]:
        reference = "REFERENCES p" if made["key"] == "FOREIGN KEY" else ""
        parts.append(f"{made['key']} ({', '.join(reversed(made['columns']))}) {reference}")
    parts += [f"CHECK ({expression})" for expression in made["checks"]]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"CREATE TABLE t ({', '.join(parts)})")
    found = read(connection)
    connection.close()
    table = found.database.get(Address("table", "", "t"))
    assert isinstance(table, Table), found.diagnostics
    written_rules = [rule for _, rules in made["columns"].values() for rule in rules]
    assert len(table.checks) == len(made["checks"]) + sum("CHECK" in rule for rule in written_rules)
    assert len({check.name for check in table.checks}) == len(table.checks)
    assert {check.sql for check in table.checks} <= {
        "1",
        "')'",
        "(1) + (2)",
        "abs(-1)",
        "'a' || 'b'",
        "x'00'",
        "2",
        "((2))",
    }
