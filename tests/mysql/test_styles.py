"""What is declared in whatever style is what is there once it is applied."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac import ir
from schemac.diagnostics import SchemacError
from schemac_dialects.mysql.retype import conversion
from tests.mysql.live import apply, declared, dialect_of, difference, introspected

STYLES = sorted((Path(__file__).parent / "styles").glob("*.yaml"))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_nothing_is_left_to_do_whatever_the_style(url: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    apply(url, text)

    assert difference(url, text) == []


def test_a_comment_is_what_the_server_can_keep_of_it(url: str) -> None:
    text = "tables: {t: {comment: 'a 😀', columns: {id: {type: int, comment: '😀'}}}}"

    apply(url, text)

    assert difference(url, text) == []
    assert [table.comment for table in introspected(url).database.of_kind("table")] == ["a ?"]


def test_a_whole_text_is_unique_in_mariadb_alone(url: str) -> None:
    text = "tables: {t: {columns: {body: {type: text, unique: true}}}}"
    if dialect_of(url).name == "mysql":
        with pytest.raises(SchemacError, match="takes with a length alone"):
            apply(url, text)
        return

    apply(url, text)

    assert difference(url, text) == []


def test_numbers_may_go_on_for_each_value_before_them(url: str) -> None:
    columns = "columns: {kind: int, number: {type: int, identity: by_default}}, primary_key: [kind, number]"
    text = f"tables: {{t: {{engine: MyISAM, {columns}}}}}"

    apply(url, text)

    assert difference(url, text) == []
    with pytest.raises(SchemacError, match="no key begins with it"):
        declared(f"tables: {{t: {{{columns}}}}}", dialect_of(url))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("float", "text", "narrows"),
        ("double", "text", "widens"),
        ("blob", "longtext", "converts"),
        ("bit(8)", "text", "converts"),
        ("varchar(5)", "char(9)", "narrows"),
        ("char(5)", "varchar(9)", "widens"),
        ("tinytext", "varchar(64)", "narrows"),
        ("tinytext", "text", "widens"),
        ("timestamp(3)", "datetime", "narrows"),
        ("timestamp", "datetime(3)", "widens"),
        ("datetime(1)", "datetime", "narrows"),
        ("time", "time(1)", "widens"),
    ],
)
def test_a_conversion_that_may_lose_says_so(old: str, new: str, kind: str) -> None:
    table = ir.Table(name="t")

    found = conversion(ir.Column(name="c", type=old), ir.Column(name="c", type=new), table, table)

    assert found.kind == kind
