"""Databases that are broken, odd or not ours to read: each is named, and the rest is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac import ir
from schemac.diagnostics import SchemacError
from schemac.dialect import Filters
from schemac_apply import drivers
from schemac_dialects.mysql.ddl import Surroundings, table
from schemac_dialects.mysql.flavour import MYSQL
from schemac_dialects.mysql.tokens import Unparsable
from tests.mysql.live import dialect_of, execute, introspected, only


def test_a_view_whose_table_is_gone(url: str) -> None:
    execute(
        url,
        "CREATE TABLE t (id int)",
        "CREATE TABLE kept (id int)",
        "CREATE VIEW broken AS SELECT id FROM t",
        "CREATE VIEW on_broken AS SELECT id FROM broken",
        "CREATE VIEW fine AS SELECT id FROM kept",
        "DROP TABLE t",
    )
    found = introspected(url)
    assert {one.name for one in found.database.objects.values()} == {"kept", "fine"}
    assert [one.code for one in found.diagnostics] == ["unreadable-object"] * 2
    assert "view broken cannot be used and is left out: View" in found.diagnostics[0].message
    assert "view on_broken" in found.diagnostics[1].message


def test_a_table_that_cannot_be_opened(url: str) -> None:
    execute(url, *(f"CREATE TABLE {name} (id int) ENGINE=MyISAM" for name in ("alive", "dead", "well")), "FLUSH TABLES")
    with drivers.connect(url) as connection:
        ((folder, database),) = connection.query("SELECT @@datadir, database()")
    Path(folder, database, "dead.MYI").unlink()
    found = introspected(url)
    assert {one.name for one in found.database.objects.values()} == {"alive", "well"}
    (diagnostic,) = found.diagnostics
    assert diagnostic.message.startswith("table dead cannot be used and is left out: ")


def test_a_definer_that_does_not_exist(url: str) -> None:
    execute(
        url,
        "CREATE TABLE t (id int)",
        "CREATE DEFINER = nobody@nowhere VIEW v AS SELECT id FROM t",
        "CREATE DEFINER = nobody@nowhere TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET new.id = 1",
        "CREATE DEFINER = nobody@nowhere PROCEDURE p() SELECT 1",
    )
    found = introspected(url)
    table: Any = found.database.get(ir.Address("table", "", "t"))
    assert table.triggers[0].definer == "nobody@nowhere"
    assert {one.name for one in found.database.objects.values()} == {"t", "v", "p"}


@pytest.mark.parametrize("mode", ["ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "ANSI", "", "PIPES_AS_CONCAT,IGNORE_SPACE"])
def test_the_sql_mode_of_the_session_does_not_matter(url: str, mode: str) -> None:
    execute(
        url,
        r"""CREATE TABLE `a``b "c` (
          `x"y` varchar(9) DEFAULT 'a\\b''c"d' COMMENT 'a\\b''c"d', CHECK (`x"y` <> '\\"'''))""",
    )
    with drivers.connect(url) as connection:
        connection.execute(f"SET sql_mode = '{mode}', sql_quote_show_create = 0")
        found = dialect_of(url).introspect(connection, Filters())
        assert connection.query("SELECT @@sql_quote_show_create") == [(0,)]
    assert found.database == introspected(url).database
    assert only(url).columns[0].comment == "a\\b'c\"d"


@pytest.mark.parametrize("name", ["lower-case", "\N{SNOWMAN}", "a;b", 'a\' "b" `c`', "select", "x" * 64, "100%"])
def test_any_name_is_read(url: str, name: str) -> None:
    quoted = "`" + name.replace("`", "``") + "`"
    execute(
        url,
        f"CREATE TABLE {quoted} ({quoted} int, KEY {quoted} ({quoted}))",
        f"CREATE VIEW v AS SELECT * FROM {quoted}",
    )
    found = introspected(url)
    assert not found.diagnostics
    assert {one.name for one in found.database.objects.values()} == {name, "v"}


def test_the_charset_of_the_connection_does_not_matter(url: str) -> None:
    execute(
        url,
        "CREATE TABLE `\N{SNOWMAN}` (a varchar(9) DEFAULT '\N{EURO SIGN}' COMMENT '\N{MICRO SIGN}')",
        "CREATE VIEW v AS SELECT '\N{GREEK SMALL LETTER ALPHA}' AS a FROM `\N{SNOWMAN}`",
    )
    found = introspected(f"{url}&charset=latin1")
    assert not found.diagnostics
    assert found.database == introspected(url).database


def test_an_account_that_sees_no_bodies(url: str) -> None:
    execute(url, "CREATE TABLE t (id int)", "CREATE PROCEDURE p() SELECT 1")
    with drivers.connect(url) as connection:
        database = connection.current_schema()
        connection.execute("DROP USER IF EXISTS reader@localhost")
        connection.execute("CREATE USER reader@localhost IDENTIFIED BY 'Secret-1234'")
        connection.execute(f"GRANT SELECT, EXECUTE ON `{database}`.* TO reader@localhost")
    found = introspected(url.replace("root@", "reader:Secret-1234@"))
    assert [one.name for one in found.database.objects.values()] == ["t"]
    assert [one.message for one in found.diagnostics] == ["procedure p is left out: the account may not see its body"]


def test_a_server_that_is_gone_is_told(url: str) -> None:
    with drivers.connect(url) as connection:
        connection.raw.close()
        with pytest.raises(SchemacError) as raised:
            dialect_of(url).introspect(connection, Filters())
    assert raised.value.diagnostics[0].code == "introspection-failed"


def test_a_password_of_another_server_is_not_read() -> None:
    text = (
        "CREATE TABLE `t` (\n  `a` int\n) ENGINE=FEDERATED CONNECTION='mysql://u:secret@h/d/t' DEFAULT CHARSET=latin1"
    )
    found = table(text, _surroundings())
    assert found.unmodelled == ("CONNECTION, which may hold a password,",)
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    "clause",
    ["/*!50606 STORAGE DISK */", "/*!50606 COLUMN_FORMAT DYNAMIC */", "/*!80021 ENGINE_ATTRIBUTE '{}' */", "`opt`='1'"],
)
def test_attributes_of_columns_without_a_model_are_named(clause: str) -> None:
    found = table(f"CREATE TABLE `t` (`a` int DEFAULT NULL {clause}, `b` int)", _surroundings())
    assert len(found.unmodelled) == 1
    assert [column.name for column in found.table.columns] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    ["", "CREATE", "CREATE TABLE `t` (", "CREATE TABLE `t` (`a` int FUTURE WORD)",
     "CREATE TABLE `t` (`a` int) PARTITION BY", "CREATE TABLE `t` (`a` int DEFAULT (1)", "CREATE TABLE `t` (KEY `a` (",
     "nonsense", "CREATE TABLE t (a int) FUTURE"],
)  # fmt: skip
def test_what_is_not_understood_is_no_crash(text: str) -> None:
    with pytest.raises(Unparsable):
        table(text, _surroundings())


def test_versioned_comments_are_read() -> None:
    text = "CREATE TABLE `t` (`a` varchar(9) /*M!100301 COMPRESSED*/ DEFAULT NULL, `b` int /*!80023 INVISIBLE */)"
    columns = table(text, _surroundings()).table.columns
    assert [(column.compression, column.invisible) for column in columns] == [("zlib", False), (None, True)]


def _surroundings() -> Surroundings:
    return Surroundings(
        flavour=MYSQL,
        database="d",
        account="root@localhost",
        collation="utf8mb4_0900_ai_ci",
        collations={"latin1": "latin1_swedish_ci"},
    )
