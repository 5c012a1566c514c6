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
from tests.oracle.databases import Database, Databases, PostgresDatabases, SQLiteDatabases, reloaded
from tests.oracle.dumps import Dump, Entry, differences
from tests.oracle.edits import EditCase, read_pairs
from tests.oracle.mysql_databases import MySQLDatabases
from tests.oracle.schemas import SchemaCase
from tests.oracle_samples import DIFFERENT, EDIT, SAME, SHOP
from tests.servers import MySQLServer


@pytest.fixture(params=list(SHOP))
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    made: Databases
    if request.param == "postgres":
        made = PostgresDatabases(request.getfixturevalue("postgres_server"))
    elif request.param in ("mysql", "mariadb"):
        made = MySQLDatabases(request.getfixturevalue(f"{request.param}_server"))
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


def test_what_a_database_dumps_can_be_loaded(databases: Databases):
    first = databases.fresh()
    assert first.load(SHOP[databases.dialect]) == []
    second = databases.fresh()
    assert second.load(first.script()) == []
    third = reloaded(second, databases)
    assert differences(second.dump(), third.dump(), column_order=True) == []
    assert len(first.dump()) == len(second.dump())


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
            # A unique index of columns is a constraint in some databases.
            address: replace(found, indexes=(), uniques=()) if isinstance(found, Table) else found
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


def test_mariadb_takes_the_pairs_of_mysql_too(tmp_path: Path):
    file = tmp_path / "pairs.jsonl"
    records = [{"suite": "s", "name": dialect, "dialect": dialect} for dialect in ("mysql", "mariadb", "sqlite")]
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    assert [case.name for case in read_pairs([file], "mariadb")] == ["s/mysql", "s/mariadb"]
    assert [case.name for case in read_pairs([file], "mysql")] == ["s/mysql"]


def test_what_a_server_only_spells_differently_is_a_note():
    record = report.Record(spelling=["-x"])
    assert record.outcome("case", None).notes == ("spelt differently: -x",)


def test_the_order_of_triggers_and_views_is_kept_in_a_script(mysql_server: MySQLServer):
    made = MySQLDatabases(mysql_server)
    try:
        first = made.fresh()
        views = "CREATE VIEW z AS SELECT x FROM a; CREATE VIEW b AS SELECT x AS z FROM z WHERE x > 1 WITH CHECK OPTION;"
        triggers = [f"CREATE TRIGGER {name} BEFORE INSERT ON a FOR EACH ROW SET @x = 1;" for name in ("u", "t")]
        assert first.load("\n".join(["CREATE TABLE a (x int);", views, *triggers])) == []
        assert differences(first.dump(), reloaded(first, made).dump(), column_order=True) == []
    finally:
        made.clean()


def test_what_is_not_modelled_is_no_excuse():
    record = report.Record(unmodelled=["policy p is not modelled"])
    assert record.outcome("case", report.Failed(report.DIFFERS, ["-POLICY p"])).verdict == report.UNMODELLED
    assert record.outcome("case", None).verdict == report.EQUAL
    assert report.count([record.outcome("case", None)]) == "1 equal of 1"
