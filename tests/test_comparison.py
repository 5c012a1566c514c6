"""A live database compared with the schema: what means the same is no difference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workspace import Workspace

TABLE = "tables: {{t: {{columns: {{id: {{type: int, primary_key: true}}, {columns}}}}}}}\n"
VIEW = "views: {v: select * from t where id>0}\n"


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    return Workspace(tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize("dialect", ["postgres", "sqlite"])
def test_a_view_of_everything_follows_its_table(work: Workspace, fresh: Callable[[str], str], dialect: str):
    url = fresh(dialect)
    work.project(dialect)
    steps = {
        "name: text, age: int": [],
        "full: {type: text, renamed_from: name}, age: int": [],
        "full: text, age: int, note: text?": [],
        "full: text, note: text?": ["--allow", "drop-column"],
    }
    for columns, allowed in steps.items():
        work.schema(TABLE.format(columns=columns) + VIEW)
        pushed = work.run("push", "--url", url, "--yes", *allowed)
        assert (pushed.code, "still differs" in pushed.err) == (0, False), pushed.err
        assert "nothing to do" in work.run("push", "--url", url).err
        assert work.run("diff", "--from", url, "--to", "schema", "--exit-code").code == 0


def test_what_is_made_again_is_made_from_the_file(work: Workspace, fresh: Callable[[str], str]):
    url = fresh("postgres")
    work.project("postgres")
    work.schema(
        TABLE.format(columns="price: {type: int, check: price>0}") + "views: {v: select price+1 as more from t}\n"
    )
    assert work.run("push", "--url", url, "--yes").code == 0
    work.schema(
        TABLE.format(columns="price: {type: bigint, check: price>0}") + "views: {v: select price+1 as more from t}\n"
    )
    plan = work.run("push", "--url", url, "--yes").out
    assert "select price+1 as more from t" in plan
    assert "CHECK" not in plan
    assert "nothing to do" in work.run("push", "--url", url).err


def test_every_style_of_an_expression_is_the_same(work: Workspace, fresh: Callable[[str], str]):
    url = fresh("postgres")
    work.project("postgres")
    styles = [
        ("price > 0", "kind in ('a', 'b')", "now()", "lower(kind)"),
        ("price>0", "kind = any (array['a', 'b'])", "CURRENT_TIMESTAMP", "LOWER(kind)"),
        ("(price > 0::numeric)", "kind = 'a' or kind = 'b'", "now( )", 'lower("kind")'),
    ]
    for position, (price, kind, moment, index) in enumerate(styles):
        work.schema(
            "tables:\n  t:\n    columns:\n      id: {type: int, primary_key: true}\n"
            "      price: numeric\n      kind: text\n"
            f'      at: {{type: timestamptz, default: {{sql: "{moment}"}}}}\n'
            f"    checks: {{positive: '{price}'}}\n"
            "    indexes:\n      t_kind:\n        columns:\n"
            f"          - sql: {index}\n        where: {kind}\n"
        )
        run = work.run("push", "--url", url, "--yes", "--allow", "add-check")
        assert run.code == 0, run.err
        if position == 1:
            assert "CHECK" not in run.out
        assert "nothing to do" in work.run("push", "--url", url).err
