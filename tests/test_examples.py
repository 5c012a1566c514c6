"""The projects of schemas_example: sound, up to date, and each migration leads to its snapshot."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from schemac import folder, project
from schemac.dialect import Dialect
from schemac.diff import Difference, diff
from schemac.ir import Database, address
from schemac.lower import lower
from schemac.plan import plan
from schemac.project import Project
from schemac_apply import drivers, migrate, rollback, run_script
from schemac_apply.errors import DatabaseError

from .workspace import Workspace

EXAMPLES = Path(__file__).parent.parent / "schemas_example"


class Example(NamedTuple):
    """An example, and one of its targets."""

    name: str
    target: str | None = None

    @property
    def options(self) -> list[str]:
        return ["--target", self.target] if self.target else []

    def load(self) -> Project:
        return project.load(EXAMPLES / self.name, target=self.target)


TARGETS = ("tests", "app", "mysql", "mariadb")
ALL = [
    *(Example("blog-yaml", target) for target in TARGETS),
    *(Example("blog-toml", target) for target in TARGETS),
    Example("shop"),
]


@pytest.fixture(params=ALL, ids=lambda example: "-".join(filter(None, example)))
def example(request: pytest.FixtureRequest) -> Example:
    found: Example = request.param
    return found


def declared(loaded: Project) -> Database:
    return lower(loaded.documents(), loaded.dialect, root=loaded.root).database


def modelled(state: Database) -> Database:
    """A state without its raw objects: a live one has another name than the one it was declared by."""
    return Database(objects={at: found for at, found in state.objects.items() if at.kind != "raw"})


def remaining(dialect: Dialect, url: str, state: Database, loaded: Project) -> str:
    """The SQL that would lead from a live database to a state."""
    roles = tuple(role.name for role in state.of_kind("role"))
    filters = replace(loaded.filters, tables=("!schemac_migrations",), roles=roles)
    with drivers.connect(url) as connection:
        live = modelled(dialect.introspect(connection, filters).database)
        expected = dialect.canonical(connection, modelled(state), live)
    return plan(diff(live, expected, same=dialect.rules.same), dialect).sql()


def test_every_example_is_tested() -> None:
    folders = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert folders == {example.name for example in ALL}
    for name in folders:
        targets = project.load(EXAMPLES / name).file.data.get("targets", {None: None})
        assert set(targets) == {example.target for example in ALL if example.name == name}


def test_chain_is_sound(
    example: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = shutil.copytree(EXAMPLES / example.name, tmp_path / example.name)
    workspace = Workspace(root, capsys, monkeypatch)
    before = sorted(path.relative_to(root) for path in root.rglob("*"))

    checked = workspace.run("check", *example.options)
    assert (checked.code, "sound: 3 migrations" in checked.err) == (0, True), checked.err

    generated = workspace.run("generate", *example.options)
    assert (generated.code, generated.out) == (0, ""), generated.err
    assert "nothing has changed" in generated.err
    assert sorted(path.relative_to(root) for path in root.rglob("*")) == before


def test_chain_leads_to_the_schema(example: Example) -> None:
    loaded = example.load()
    chain = folder.read(loaded.migrations, dialect=loaded.dialect.name)
    difference: Difference = diff(chain.database, declared(loaded), same=loaded.dialect.rules.same)
    assert (difference.renames, difference.operations) == ((), ())


def test_every_step_does_something(example: Example) -> None:
    loaded = example.load()
    chain = folder.read(loaded.migrations, dialect=loaded.dialect.name)
    states = [Database(), *(chain.until(name) for name in chain.entries)]
    assert all(one != other for one, other in pairwise(states))


def test_migrations_apply_and_roll_back(example: Example, fresh: Callable[[str], str]) -> None:
    loaded = example.load()
    dialect = loaded.dialect
    chain = folder.read(loaded.migrations, dialect=dialect.name)
    names = list(chain.entries)
    url = fresh(dialect.name)

    for name in names:
        assert migrate(url, loaded.migrations, to=name).applied == (name,)
        assert remaining(dialect, url, chain.until(name), loaded) == ""

    for name, previous in zip(reversed(names), [*reversed(names[:-1]), None], strict=True):
        assert rollback(url, loaded.migrations).rolled_back == (name,)
        state = chain.until(previous) if previous else Database()
        assert remaining(dialect, url, state, loaded) == ""

    assert migrate(url, loaded.migrations).applied == tuple(names)
    assert remaining(dialect, url, declared(loaded), loaded) == ""


def test_shop_records_changes(fresh: Callable[[str], str]) -> None:
    """What is carried as raw SQL is no model's to compare: it is there when it works."""
    url = fresh("postgres")
    migrate(url, EXAMPLES / "shop" / "migrations")
    with drivers.connect(url) as connection:
        connection.execute("insert into shop.categories (name) values ('Tea')")
        connection.execute("insert into shop.products (category_id, name) select id, 'Assam' from shop.categories")
        connection.execute("update shop.products set price = 5")
        found = connection.query("select table_name, before->'price', after->'price' from audit.changes order by at")
        assert [tuple(row) for row in found] == [("products", None, 0), ("products", 0, 5)]


ROWS = """\
INSERT INTO authors (email, name, bio) VALUES ('ada@example.com', 'Ada “Lovelace”', NULL);
INSERT INTO authors (email, name, bio) VALUES ('zoe@example.com', 'Zoë', 'It''s 20 % \U0001f600 \t and more.');
INSERT INTO posts (author_id, slug, title, body, status, rating, published_at)
  VALUES (1, 'first', 'A first post', 'Two words', 'published', 4.75, '2026-01-02 03:04:05');
INSERT INTO posts (author_id, slug, title) VALUES (2, 'second', 'Ünïcode; and a semicolon -- no comment');
INSERT INTO tags (name) VALUES ('sql');
INSERT INTO post_tags (post_id, tag) VALUES (2, 'sql');
"""
QUERIES = (
    "SELECT id, email, name, bio FROM authors ORDER BY id",
    "SELECT id, author_id, slug, title, body, status, rating, published_at FROM posts ORDER BY id",
    "SELECT id, slug, title, published_at, author FROM published_posts",
    "SELECT post_id, tag FROM post_tags",
    "SELECT count(*) FROM posts WHERE created_at > '2026-01-01 00:00:00'",
)


def test_the_same_rows_go_in_and_come_out_of_every_database(fresh: Callable[[str], str]) -> None:
    found = {target: _rows(Example("blog-yaml", target).load(), fresh) for target in TARGETS}
    assert found["app"][0] == [
        (1, "ada@example.com", "Ada “Lovelace”", None),
        (2, "zoe@example.com", "Zoë", "It's 20 % \U0001f600 \t and more."),
    ]
    assert found["app"][1][0] == (1, 1, "first", "A first post", "Two words", "published", 4.75, "2026-01-02 03:04:05")
    assert found["app"][1][1][4:] == ("", "draft", None, None)
    assert found["app"][4] == [(2,)]
    for target in TARGETS:
        assert found[target] == found["app"], target


def _rows(loaded: Project, fresh: Callable[[str], str]) -> list[list[tuple[object, ...]]]:
    url = fresh(loaded.dialect.name)
    migrate(url, loaded.migrations)
    with drivers.connect(url) as connection:
        run_script(connection, ROWS)
        if connection.dialect == "sqlite":
            connection.execute("PRAGMA foreign_keys = ON")  # an application's affair
        for wrong in (
            "INSERT INTO authors (email, name) VALUES ('ada@example.com', 'Another')",
            "INSERT INTO posts (author_id, slug, title) VALUES (3, 'third', 'Of nobody')",
            "INSERT INTO posts (author_id, slug, title) VALUES (1, 'Not a slug', 'Words')",
            "INSERT INTO posts (author_id, slug, title, status) VALUES (1, 'x', 'Words', 'lost')",
            "INSERT INTO posts (author_id, slug, title, rating) VALUES (1, 'x', 'Words', 6)",
        ):
            with pytest.raises(DatabaseError):
                connection.execute(wrong)
        return [[tuple(map(_plain, row)) for row in connection.query(query)] for query in QUERIES]


def _plain(value: object) -> object:
    """A value as every driver could give it."""
    if isinstance(value, Decimal):
        return float(value)
    return str(value.replace(tzinfo=None)) if isinstance(value, datetime) else value


@pytest.mark.parametrize("target", TARGETS)
def test_both_notations_are_the_same_schema(target: str) -> None:
    one, other = (declared(Example(name, target).load()) for name in ("blog-yaml", "blog-toml"))
    assert one == other
    assert [address(found) for found in one.objects.values()] == list(other.objects)
    assert one.objects


def test_both_notations_have_the_same_migrations() -> None:
    one, other = (
        {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (EXAMPLES / "blog-yaml" / "migrations", EXAMPLES / "blog-toml" / "migrations")
    )
    assert one == other
    assert one


def test_demo_runs(tmp_path: Path) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, program in (("schemac", "from schemac.cli import main; main()"), ("python3", None)):
        script = f'exec "{sys.executable}" ' + (f"-c '{program}' \"$@\"" if program else '"$@"')
        (commands / name).write_text(f"#!/bin/sh\n{script}\n")
        (commands / name).chmod(0o755)
    environment = {"PATH": f"{commands}:/usr/bin:/bin", "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [EXAMPLES / "demo.sh"], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "A first post | Ada | Writes about engines. | Well said." in done.stdout
    assert "no difference" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bin"], "it leaves nothing behind"
