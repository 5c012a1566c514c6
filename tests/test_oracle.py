"""The oracle over schemas of our own, and proof that it sees a difference where there is one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schemac.ir import Database as Model
from schemac.ir import Table
from tests.oracle import dumps, report, tool
from tests.oracle.__main__ import run
from tests.oracle.databases import Database, Databases, PostgresDatabases, SQLiteDatabases
from tests.oracle.dumps import Dump, Entry, differences
from tests.oracle.edits import EditCase, read_pairs
from tests.oracle.schemas import SchemaCase

SHOP = {
    "postgres": """
        CREATE SCHEMA shop;
        CREATE TYPE shop.state AS ENUM ('open', 'paid', 'it''s gone');
        CREATE DOMAIN shop.price AS numeric(10, 2) NOT NULL CHECK (VALUE >= 0);
        CREATE TABLE shop.customer (
            id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) PRIMARY KEY,
            email varchar(200) NOT NULL UNIQUE,
            name text NOT NULL DEFAULT 'nobody',
            born date,
            tags text[] NOT NULL DEFAULT '{}',
            initial text GENERATED ALWAYS AS (left(name, 1)) STORED
        );
        CREATE TABLE shop."Order" (
            id serial PRIMARY KEY,
            customer bigint REFERENCES shop.customer ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            state shop.state NOT NULL DEFAULT 'open',
            total shop.price,
            placed timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT "paid in full" CHECK (state <> 'paid' OR total > 0)
        );
        CREATE INDEX ON shop."Order" (customer, placed DESC NULLS LAST) WHERE state = 'open';
        CREATE INDEX by_name ON shop.customer (lower(name) text_pattern_ops) INCLUDE (born);
        CREATE VIEW shop.open_orders AS
            SELECT o.id, c.email FROM shop."Order" o JOIN shop.customer c ON c.id = o.customer;
        COMMENT ON TABLE shop.customer IS 'who buys';
        COMMENT ON COLUMN shop.customer.born IS 'may be unknown';
        ALTER TABLE shop.customer ADD CONSTRAINT adult CHECK (born < '2010-01-01') NOT VALID;
    """,
    "sqlite": """
        CREATE TABLE customer (
            id integer PRIMARY KEY AUTOINCREMENT, -- never used twice
            email varchar(200) NOT NULL COLLATE NOCASE UNIQUE,
            [name] text NOT NULL DEFAULT 'nobody',
            born date DEFAULT CURRENT_DATE CHECK (born > '1900-01-01'),
            initial text GENERATED ALWAYS AS (substr(name, 1, 1)) STORED
        );
        CREATE TABLE "order" (
            id integer, line integer, customer integer, state text NOT NULL,
            total real NOT NULL DEFAULT (1 + 1),
            PRIMARY KEY (id, line), UNIQUE (customer, state),
            CONSTRAINT paid CHECK (state <> 'paid' OR total > 0), CHECK (line > 0), CHECK (line < total),
            FOREIGN KEY (customer) REFERENCES customer (id)
                ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
        ) WITHOUT ROWID;
        CREATE TABLE exact (x int NOT NULL, y any) STRICT;
        CREATE INDEX open_orders ON "order" (customer, total DESC) WHERE state = 'open';
        CREATE UNIQUE INDEX by_name ON customer (lower(name), email COLLATE BINARY);
        CREATE VIEW totals (who, total) AS SELECT customer, sum(total) FROM "order" GROUP BY customer;
        CREATE TRIGGER closing AFTER UPDATE OF state ON "order" BEGIN
            UPDATE customer SET name = name; -- touched
        END;
    """,
}
EDIT = {
    "postgres": EditCase(
        name="edit",
        current="""
            CREATE TABLE a (id int PRIMARY KEY, name varchar(20), old text);
            CREATE VIEW names AS SELECT id, name FROM a;
        """,
        desired="""
            CREATE TABLE b (id int PRIMARY KEY);
            CREATE TABLE a (
                id bigint PRIMARY KEY, name text NOT NULL,
                added boolean NOT NULL DEFAULT true, b int REFERENCES b
            );
            CREATE VIEW names AS SELECT id, name, added FROM a;
            CREATE INDEX ON a (name);
        """,
        seed="INSERT INTO a VALUES (1, 'one', 'x'), (2, 'two', 'y');",
        back=True,
    ),
    "sqlite": EditCase(
        name="edit",
        current="""
            CREATE TABLE a (id integer PRIMARY KEY, name varchar(20), old text);
            CREATE VIEW names AS SELECT id, name FROM a;
        """,
        desired="""
            CREATE TABLE b (id integer PRIMARY KEY);
            CREATE TABLE a (
                id integer PRIMARY KEY, name text NOT NULL,
                added boolean NOT NULL DEFAULT 1, b integer REFERENCES b
            );
            CREATE VIEW names AS SELECT id, name, added FROM a;
            CREATE INDEX by_name ON a (name);
        """,
        seed="INSERT INTO a VALUES (1, 'one', 'x'), (2, 'two', 'y');",
        back=True,
    ),
}


@pytest.fixture(params=["postgres", "sqlite"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    made: Databases
    if request.param == "postgres":
        made = PostgresDatabases(request.getfixturevalue("postgres_server"))
    else:
        request.getfixturevalue("sqlite3_client")
        (tmp_path / "databases").mkdir()
        made = SQLiteDatabases(tmp_path / "databases")
    yield made
    made.clean()


def test_a_schema_goes_round(databases: Databases):
    outcome = run(SchemaCase(name="shop", sql=SHOP[databases.dialect]), databases)
    assert outcome.verdict == report.EQUAL, report.line(outcome, sql=True, full=True)
    assert outcome.notes == ()


def test_an_edit_goes_there_and_back(databases: Databases):
    outcome = run(EDIT[databases.dialect], databases)
    assert outcome.verdict == report.EQUAL, report.line(outcome, sql=True, full=True)


def _spoil(monkeypatch: pytest.MonkeyPatch, change: Callable[[Model], Model]) -> None:
    """Let the introspection see something else."""
    honest = tool.introspected

    def spoilt(database: Database, dialect: str, record: report.Record) -> Model:
        return change(honest(database, dialect, record))

    monkeypatch.setattr(tool, "introspected", spoilt)


def _without_indexes(model: Model) -> Model:
    return Model(
        objects={
            address: replace(found, indexes=()) if isinstance(found, Table) else found
            for address, found in model.objects.items()
        }
    )


def test_what_introspection_forgets_is_found_in_a_schema(databases: Databases, monkeypatch: pytest.MonkeyPatch):
    _spoil(monkeypatch, _without_indexes)
    outcome = run(SchemaCase(name="shop", sql=SHOP[databases.dialect]), databases)
    assert outcome.verdict == report.DIFFERS
    assert any(proof.startswith("-") and "by_name" in proof for proof in outcome.evidence)


def test_what_introspection_forgets_is_found_in_an_edit(databases: Databases, monkeypatch: pytest.MonkeyPatch):
    _spoil(monkeypatch, _without_indexes)
    outcome = run(EDIT[databases.dialect], databases)
    assert outcome.verdict == report.DIFFERS
    assert any("a_name_idx" in proof or "by_name" in proof for proof in outcome.evidence)


def test_lost_rows_are_found(databases: Databases, monkeypatch: pytest.MonkeyPatch):
    honest = tool.run

    def run_and_delete(
        change: object, database: Database, dialect: str, record: report.Record, *, back: bool = False
    ) -> None:
        honest(change, database, dialect, record, back=back)  # type: ignore[arg-type]
        assert not database.load("DELETE FROM a WHERE id = 1;")

    monkeypatch.setattr(tool, "run", run_and_delete)
    outcome = run(EDIT[databases.dialect], databases)
    assert outcome.verdict == report.DIFFERS
    assert outcome.evidence[0].endswith("a: 2 rows before, 1 after")


def test_a_refused_statement_is_told_with_what_the_server_says(databases: Databases, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        tool,
        "written",
        lambda _model, _dialect: "schemac: 1\nraw:\n  x:\n    create: CREATE OPERATOR broken (\n",
    )
    outcome = run(SchemaCase(name="shop", sql="CREATE TABLE a (id int);"), databases)
    assert (outcome.verdict, outcome.evidence[0][:6], outcome.evidence[1]) == (
        report.SQL_FAILS,
        "apply:",
        "CREATE OPERATOR broken (",
    )


def test_a_bug_of_the_tool_is_told_with_its_place(databases: Databases, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tool, "written", lambda model, _dialect: model.objects["nowhere"])
    outcome = run(SchemaCase(name="shop", sql="CREATE TABLE a (id int);"), databases)
    assert (outcome.verdict, outcome.evidence[0]) == (report.TOOL_FAILS, "emit: KeyError: 'nowhere'")


# Each statement may not pass for the one beside it; several indexes are about the same table.
TABLE = "CREATE TABLE a (x int);"
DIFFERENT = {
    "postgres": [
        (TABLE, "CREATE TABLE a (x bigint)"),
        (TABLE, "CREATE TABLE a (x int NOT NULL)"),
        ("CREATE TABLE a (x int DEFAULT 1)", "CREATE TABLE a (x int DEFAULT 2)"),
        (TABLE + "CREATE INDEX i ON a (x)", TABLE + "CREATE INDEX i ON a (x DESC)"),
        (TABLE + "COMMENT ON TABLE a IS 'x'", TABLE),
        (TABLE + "GRANT SELECT ON a TO PUBLIC", TABLE),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ -- one\nSELECT 1 $$",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ -- two\nSELECT 1 $$",
        ),
    ],
    "sqlite": [
        (TABLE, "CREATE TABLE a (x integer)"),
        (TABLE, "CREATE TABLE a (x int NOT NULL)"),
        (TABLE, "CREATE TABLE a (x int) STRICT"),
        ("CREATE TABLE a (x DEFAULT 1)", "CREATE TABLE a (x DEFAULT '1')"),
        ("CREATE TABLE a (x, y, PRIMARY KEY (x, y))", "CREATE TABLE a (x, y, PRIMARY KEY (y, x))"),
        ("CREATE TABLE a (x INTEGER PRIMARY KEY)", "CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT)"),
        ("CREATE TABLE a (x INTEGER PRIMARY KEY)", "CREATE TABLE a (x INTEGER PRIMARY KEY DESC)"),
        ("CREATE TABLE a (x INT PRIMARY KEY)", "CREATE TABLE a (x INT PRIMARY KEY) WITHOUT ROWID"),
        ("CREATE TABLE a (x, CHECK (x > 1))", "CREATE TABLE a (x, CHECK (x > 2))"),
        ("CREATE TABLE a (x, CHECK (x > 1))", "CREATE TABLE a (x, CONSTRAINT big CHECK (x > 1))"),
        ("CREATE TABLE a (x UNIQUE)", "CREATE TABLE a (x UNIQUE ON CONFLICT REPLACE)"),
        ("CREATE TABLE a (x COLLATE NOCASE)", "CREATE TABLE a (x)"),
        ("CREATE TABLE a (x, y AS (x + 1))", "CREATE TABLE a (x, y AS (x + 1) STORED)"),
        ("CREATE TABLE a (x REFERENCES b)", "CREATE TABLE a (x REFERENCES b ON DELETE SET DEFAULT)"),
        ("CREATE TABLE a (x REFERENCES b)", "CREATE TABLE a (x REFERENCES b DEFERRABLE INITIALLY DEFERRED)"),
        (TABLE + "CREATE INDEX i ON a (x)", TABLE + "CREATE INDEX i ON a (x DESC)"),
        (TABLE + "CREATE INDEX i ON a (x)", TABLE + "CREATE INDEX i ON a (x COLLATE NOCASE)"),
        (TABLE + "CREATE INDEX i ON a (x + 1)", TABLE + "CREATE INDEX i ON a (x + 2)"),
        (TABLE + "CREATE INDEX i ON a (x) WHERE x > 1", TABLE + "CREATE INDEX i ON a (x) WHERE x > 2"),
        ("CREATE VIEW v AS SELECT 1 AS x", "CREATE VIEW v AS SELECT 2 AS x"),
        ("CREATE VIEW v (x) AS SELECT 1", "CREATE VIEW v (y) AS SELECT 1"),
    ],
}
# What may be written in either way.
SAME = {
    "postgres": [(TABLE, "create table public.a (\n x int4) -- a comment")],
    "sqlite": [
        (TABLE, "create table if not exists [a] (`x` int /* none */) -- none"),
        ("CREATE TABLE a (x UNIQUE)", 'CREATE TABLE a (x, UNIQUE ("x"))'),
        (
            "CREATE TABLE a (x INT PRIMARY KEY)",
            "CREATE TABLE a (x INT, CONSTRAINT a_pkey PRIMARY KEY (x ASC))",
        ),
        ("CREATE TABLE a (x DEFAULT 'y')", 'CREATE TABLE a (x DEFAULT "y")'),
        ("CREATE TABLE a (x DEFAULT NULL)", "CREATE TABLE a (x)"),
        ("CREATE TABLE a (x CHECK (x > 1))", "CREATE TABLE a (x, CHECK(x>1 /* more */))"),
        (
            "CREATE TABLE b (y INT PRIMARY KEY, x REFERENCES b)",
            "CREATE TABLE b (y INT PRIMARY KEY, x, FOREIGN KEY (x) REFERENCES B (Y) ON DELETE NO ACTION)",
        ),
        (TABLE + "CREATE INDEX i ON a (x)", TABLE + 'CREATE INDEX main.i ON "a" ([X] ASC)'),
        ("CREATE VIEW v (x) AS SELECT 1", 'create view "v" ("x") as SELECT 1'),
    ],
}


def _dumps(databases: Databases, *texts: str) -> list[Dump]:
    found = []
    for text in texts:
        database = databases.fresh()
        assert not database.load(f"{text}\n;")
        found.append(database.dump())
    return found


def test_dumps_differ_where_schemas_do(databases: Databases):
    for one, other in DIFFERENT[databases.dialect]:
        first, second = _dumps(databases, one, other)
        assert differences(first, second, column_order=True), (one, other)


def test_dumps_are_equal_where_only_the_text_differs(databases: Databases):
    for one, other in SAME[databases.dialect]:
        first, second = _dumps(databases, one, other)
        assert differences(first, second, column_order=True) == []


def test_the_order_of_columns_counts_where_it_can_be_kept(databases: Databases):
    first, second = _dumps(databases, "CREATE TABLE a (x int, y int)", "CREATE TABLE a (y int, x int)")
    assert differences(first, second, column_order=True)
    assert differences(first, second, column_order=False) == []


def test_a_tablespace_belongs_to_the_table_that_follows():
    setting = "SET default_tablespace = fast;\n\n"
    heading = "--\n-- Name: a; Type: TABLE; Schema: public; Owner: -\n--\n\n"
    table = f"{heading}CREATE TABLE public.a (\n    x integer\n);\n"
    plain = Entry(title="TABLE public.a", columns=("    x integer",), lines=("CREATE TABLE public.a (", ");"))
    assert dumps.postgres(table) == (plain,)
    moved = replace(plain, lines=(*plain.lines, "SET default_tablespace = fast;"))
    assert dumps.postgres(setting + table) == (moved,)


def test_pairs_are_read_for_one_dialect(tmp_path: Path):
    pair = {"suite": "s", "name": "n", "dialect": "sqlite", "desired_sql": "d", "seed_sql": "i"}
    other = {"suite": "s", "name": "m", "dialect": "mysql"}
    file = tmp_path / "pairs.jsonl"
    file.write_text(f"{json.dumps(pair)}\n{json.dumps(other)}\n", encoding="utf-8")
    assert read_pairs([file], "sqlite", back=False) == [EditCase(name="s/n", current="", desired="d", seed="i")]


def test_what_is_not_modelled_is_no_excuse():
    record = report.Record(unmodelled=["policy p is not modelled"])
    assert record.outcome("case", report.Failed(report.DIFFERS, ["-POLICY p"])).verdict == report.UNMODELLED
    assert record.outcome("case", None).verdict == report.EQUAL
    assert report.count([record.outcome("case", None)]) == "1 equal of 1"
