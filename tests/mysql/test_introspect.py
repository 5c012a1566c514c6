"""What a live database becomes in the model, and that a schema file keeps all of it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from schemac import ir
from schemac.emit import emit
from schemac_apply import drivers
from tests.mysql.live import apply, dialect_of, difference, execute, introspected, only, unordered, written_and_read

SCHEMAS = Path(__file__).parent / "torture_schemas"


def statements(url: str) -> list[str]:
    """The statements of the files for both servers and for this one, which a line of two semicolons separates."""
    files = ("both.sql", f"{drivers.dialect_of(url)}.sql")
    texts = (SCHEMAS.joinpath(name).read_text(encoding="utf-8") for name in files)
    return [statement for text in texts for statement in text.split("\n;;\n")]


def test_a_schema_file_keeps_everything(url: str) -> None:
    execute(url, *statements(url))
    found = introspected(url)
    assert found.diagnostics == ()
    assert unordered(written_and_read(found.database, dialect_of(url))) == unordered(found.database)


def test_what_is_made_from_a_schema_file_is_the_same(url: str, fresh: Any) -> None:
    execute(url, *statements(url))
    text = emit(introspected(url).database, dialect_of(url))
    other = fresh(drivers.dialect_of(url))
    apply(other, text)
    assert difference(other, text) == []
    assert difference(url, text) == []
    assert unordered(introspected(other).database) == unordered(introspected(url).database)


COLUMNS: dict[str, dict[str, Any]] = {
    "int(11)": {"type": "int"},
    "int(10) unsigned NOT NULL DEFAULT '7'": {"type": "int unsigned", "nullable": False, "default": "7"},
    "decimal(10) DEFAULT -1.5": {"type": "decimal(10,0)", "default": "-2"},
    "tinyint(1) DEFAULT true": {"type": "tinyint(1)", "default": "1"},
    "int(5) zerofill": {"type": "int(5) unsigned zerofill"},
    "year(4)": {"type": "year"},
    "enum('a','b''c, d') DEFAULT 'b''c, d'": {"type": "enum('a','b''c, d')", "default": "'b''c, d'"},
    "varchar(20) DEFAULT 'it\\'s \\\\ \"x\"\\n'": {"type": "varchar(20)", "default": "'it''s \\\\ \"x\"\\n'"},
    "varchar(9) DEFAULT ''": {"type": "varchar(9)", "default": "''"},
    "text DEFAULT ('x')": {"type": "text", "default": "'x'"},
    "timestamp(3) NULL DEFAULT now(3) ON UPDATE now(3)": {
        "type": "timestamp(3)",
        "default": "CURRENT_TIMESTAMP(3)",
        "on_update": "CURRENT_TIMESTAMP(3)",
    },
    "varchar(36) DEFAULT (uuid())": {"type": "varchar(36)", "default": "uuid()"},
    "int GENERATED ALWAYS AS (1 + 2) VIRTUAL COMMENT 'c'": {
        "type": "int",
        "generated": "1 + 2",
        "stored": False,
        "comment": "c",
    },
    "bit(3) DEFAULT b'101'": {"type": "bit(3)", "default": "b'101'"},
    "varbinary(3) DEFAULT x'ff00'": {"type": "varbinary(3)", "default": "0xFF00"},
    "binary(3) DEFAULT 'a'": {"type": "binary(3)", "default": "'a'"},
    "json": {"type": "json"},
    "varchar(9) CHARACTER SET latin1": {"type": "varchar(9)", "collation": "latin1_swedish_ci"},
    "int DEFAULT 1 INVISIBLE": {"type": "int", "default": "1", "invisible": True},
}


@pytest.mark.parametrize("written", COLUMNS)
def test_column(url: str, written: str) -> None:
    if url.startswith("mariadb"):
        written = written.replace("DEFAULT 1 INVISIBLE", "INVISIBLE DEFAULT 1")
    execute(url, f"CREATE TABLE t (other int, c {written})")
    expected = COLUMNS.get(written, COLUMNS["int DEFAULT 1 INVISIBLE"])
    assert only(url).columns[1] == ir.Column(name="c", **{"nullable": True, **expected})


def test_keys(url: str) -> None:
    execute(
        url,
        "CREATE TABLE p (id int PRIMARY KEY, a varchar(20), b int)",
        """CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, a varchar(20) NOT NULL, b int, x text,
           UNIQUE KEY u (a(5), b DESC), KEY k (b) COMMENT 'k', FULLTEXT KEY f (x),
           CONSTRAINT fk FOREIGN KEY (b) REFERENCES p (id) ON DELETE SET NULL, CONSTRAINT c CHECK ((x <> 'a')))""",
    )
    found: Any = introspected(url).database.get(ir.Address("table", "", "t"))
    assert found.primary_key == ir.PrimaryKey(name="t_pkey", columns=("id",))
    assert found.columns[0].identity == ir.Identity()
    parts = (ir.IndexPart(column="a", length=5), ir.IndexPart(column="b", order="desc"))
    assert found.uniques == (ir.Unique(name="u", columns=("a", "b"), parts=parts),)
    assert {index.name: index for index in found.indexes} == {
        "k": ir.Index(name="k", columns=(ir.IndexPart(column="b"),), comment="k"),
        "f": ir.Index(name="f", columns=(ir.IndexPart(column="x"),), method="fulltext"),
    }
    (key,) = found.foreign_keys
    assert (key.name, key.columns, key.target.name, key.target_columns) == ("fk", ("b",), "p", ())
    assert (key.on_delete, key.on_update) == ("set_null", dialect_of(url).foreign_key_action)
    (check,) = found.checks
    assert check.name == "c"
    assert check.sql in ("`x` <> 'a'", "`x` <> _utf8mb4'a'")


def test_the_charset_of_the_database_is_not_said_again(url: str) -> None:
    execute(url, "ALTER DATABASE CHARACTER SET latin1", "CREATE TABLE t (a text, b text CHARACTER SET utf8mb4)")
    found = introspected(url).database
    assert [one.collation for one in found.of_kind("database") if isinstance(one, ir.DatabaseDefaults)] == [
        "latin1_swedish_ci"
    ]
    (table,) = (one for one in found.of_kind("table") if isinstance(one, ir.Table))
    assert table.collation is None
    assert table.columns[0].collation is None
    assert str(table.columns[1].collation).startswith("utf8mb4_")


def test_programs_keep_what_information_schema_loses(url: str) -> None:
    execute(
        url,
        "CREATE TABLE t (a varchar(20))",
        "CREATE TRIGGER two BEFORE INSERT ON t FOR EACH ROW SET new.a = 'a\\'b'",
        "CREATE TRIGGER one BEFORE INSERT ON t FOR EACH ROW PRECEDES two BEGIN /* ; */ SET @a = '\\n'; END",
        "CREATE PROCEDURE p() SELECT 'it\\'s'",
    )
    found = introspected(url).database
    table: Any = found.get(ir.Address("table", "", "t"))
    assert [(one.name, one.follows, one.body) for one in table.triggers] == [
        ("one", None, "BEGIN /* ; */ SET @a = '\\n'; END"),
        ("two", "one", "SET new.a = 'a\\'b'"),
    ]
    (procedure,) = found.of_kind("procedure")
    assert isinstance(procedure, ir.Procedure)
    assert (procedure.body, procedure.definer, procedure.settings) == ("SELECT 'it\\'s'", None, ())


def test_a_program_of_another_sql_mode_keeps_it(url: str) -> None:
    execute(
        url,
        "CREATE TABLE t (a varchar(20))",
        "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
        """CREATE TRIGGER x BEFORE INSERT ON "t" FOR EACH ROW SET new."a" = 'a\\'""",
        """CREATE FUNCTION "f 1"("in" int) RETURNS int NO SQL RETURN "in" """,
    )
    found = introspected(url)
    assert not found.diagnostics
    table: Any = found.database.get(ir.Address("table", "", "t"))
    assert table.triggers[0].body == "SET new.\"a\" = 'a\\'"
    assert dict(table.triggers[0].settings) == {"sql_mode": "ANSI_QUOTES,NO_BACKSLASH_ESCAPES"}
    (function,) = found.database.of_kind("function")
    assert isinstance(function, ir.Function)
    assert (function.name, function.body) == ("f 1", 'RETURN "in"')


def test_views(url: str) -> None:
    execute(
        url,
        "CREATE TABLE t (id int)",
        "CREATE DEFINER = me@there SQL SECURITY INVOKER VIEW v AS SELECT id FROM t WHERE id > 1"
        " WITH CASCADED CHECK OPTION",
    )
    (view,) = introspected(url).database.of_kind("view")
    assert isinstance(view, ir.View)
    assert "CHECK OPTION" not in view.query
    with drivers.connect(url) as connection:
        assert str(connection.current_schema()) not in view.query
    assert (view.definer, view.security_invoker, view.check_option, view.algorithm) == (
        "me@there",
        True,
        "cascaded",
        None,
    )


def test_filters_take_triggers_along(url: str) -> None:
    execute(
        url,
        "CREATE TABLE a_one (id int)",
        "CREATE TABLE a_two (id int)",
        "CREATE TABLE b (id int)",
        "CREATE TABLE schemac_migrations (id int)",
        "CREATE TRIGGER x BEFORE INSERT ON b FOR EACH ROW SET new.id = 1",
    )
    assert {one.name for one in introspected(url, "a_*", "!*two").database.objects.values()} == {"a_one"}
    assert {one.name for one in introspected(url).database.objects.values()} == {"a_one", "a_two", "b"}


def test_a_foreign_key_to_another_database_is_named(url: str, fresh: Any) -> None:
    with drivers.connect(fresh(drivers.dialect_of(url))) as connection:
        connection.execute("CREATE TABLE far (id int PRIMARY KEY)")
        elsewhere = connection.current_schema()
    execute(url, f"CREATE TABLE t (id int, CONSTRAINT away FOREIGN KEY (id) REFERENCES {elsewhere}.far (id))")
    found = introspected(url)
    assert [one.message for one in found.diagnostics] == [
        f"table t: the foreign key away to database {elsewhere} has no model and is left out"
    ]
    assert len(found.database.objects) == 1


def test_a_generated_primary_key_is_no_part_of_the_schema(mysql: str) -> None:
    execute(mysql, "SET sql_generate_invisible_primary_key = ON", "CREATE TABLE t (a int)")
    assert [column.name for column in only(mysql).columns] == ["a"]
    assert only(mysql).primary_key is None


def test_sequences_leave_out_what_is_usual(mariadb: str) -> None:
    execute(mariadb, "CREATE SEQUENCE usual", "CREATE SEQUENCE odd START 7 INCREMENT 2 CACHE 5 CYCLE")
    assert introspected(mariadb).database.of_kind("sequence") == [
        ir.Sequence(name="odd", start=7, increment=2, cache=5, cycle=True),
        ir.Sequence(name="usual"),
    ]


def test_checks_at_columns_have_their_names(mariadb: str) -> None:
    execute(mariadb, "CREATE TABLE t (a int CHECK (a > 1), j json, CONSTRAINT c CHECK (a > 2))")
    assert only(mariadb).checks == (ir.Check(name="a", sql="`a` > 1"), ir.Check(name="c", sql="`a` > 2"))
    assert [column.type for column in only(mariadb).columns] == ["int", "json"]


def test_what_has_no_model_is_named(mariadb: str) -> None:
    execute(
        mariadb,
        "CREATE TABLE t (a int)",
        "CREATE AGGREGATE FUNCTION total(x int) RETURNS int BEGIN LOOP FETCH GROUP NEXT ROW; END LOOP; RETURN 1; END",
    )
    found = introspected(mariadb)
    assert [one.message for one in found.diagnostics] == [
        "function total is not understood and is left out: an aggregate function has no model"
    ]
    assert len(found.database.objects) == 1


def test_many_tables_are_read_at_once(url: str) -> None:
    execute(url, *(f"CREATE TABLE t{number} (id int PRIMARY KEY, a varchar(20), KEY (a))" for number in range(300)))
    started = time.monotonic()
    assert len(introspected(url).database.objects) == 300
    assert time.monotonic() - started < 5
