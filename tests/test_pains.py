"""What people suffer from with other tools, each point of it through the command line as a person would.

What is a change of one schema to another is a golden case: see test_cases.py.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemac_apply.drivers import Connection, connect

from .workspace import Run, Workspace

BOTH = pytest.mark.parametrize("dialect", ["postgres", "sqlite"])
USERS = "users: {columns: {id: int, email: {type: text, unique: true}}, primary_key: id}"
ROWS = "insert into users (id, email) values (1, 'a@example.com'), (2, 'b@example.com')"


class Pain(Workspace):
    """A workspace with databases of its own."""

    fresh: Callable[[str], str]
    url: str

    def start(self, dialect: str, schema: str) -> None:
        """A project for a new, empty database."""
        self.url = self.fresh(dialect)
        self.project(dialect)
        self.schema(schema)

    def tables(self, *tables: str) -> None:
        """The schema is these tables."""
        self.schema("tables:\n" + "".join(f"  {table}\n" for table in tables))

    def good(self, *arguments: str) -> Run:
        """Runs a command that has to succeed."""
        run = self.run(*arguments)
        assert run.code == 0, run.err
        return run

    def on_database(self, command: str, *arguments: str) -> Run:
        """Runs a command on the database."""
        return self.run(command, "--url", self.url, *arguments)

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """Runs a statement on the database."""
        with self.connected() as connection:
            return connection.query(statement)

    def connected(self) -> Connection:
        """A connection to the database."""
        return connect(self.url)

    def migration(self, suffix: str = "") -> Path:
        """The newest script."""
        return sorted(path for path in (self.root / "migrations").glob(f"*{suffix}.sql") if ".down." not in path.name)[
            -1
        ]


@pytest.fixture
def pain(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    fresh: Callable[[str], str],
) -> Pain:
    found = Pain(tmp_path, capsys, monkeypatch)
    found.fresh = fresh
    return found


@BOTH
def test_no_migration_is_skipped(pain: Pain, dialect: str, monkeypatch: pytest.MonkeyPatch):
    """A branch that is merged late brings a migration that is older than the newest applied one."""
    pain.start(dialect, "")
    pain.tables(USERS)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    pain.good("generate")
    shutil.copytree(pain.root / "migrations", pain.root / "branch")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000002000")
    pain.tables(USERS, "posts: {columns: {id: int}}")
    pain.good("generate")
    assert pain.on_database("apply").code == 0

    shutil.move(pain.root / "migrations", pain.root / "main")
    shutil.move(pain.root / "branch", pain.root / "migrations")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000001000")
    pain.tables(USERS, "tags: {columns: {id: int}}")
    pain.good("generate")
    late = pain.migration().stem
    shutil.copytree(pain.root / "main", pain.root / "migrations", dirs_exist_ok=True)
    pain.tables(USERS, "posts: {columns: {id: int}}", "tags: {columns: {id: int}}")

    strict = pain.on_database("apply", "--strict-order")
    assert strict.code == 1
    assert late in strict.err
    run = pain.on_database("apply")
    assert run.code == 0
    assert late in run.err
    assert pain.sql("select count(*) from tags") == [(0,)]
    assert pain.good("check").err.count("sound") == 1
    assert pain.on_database("apply").out.count(late) == 0


@BOTH
def test_a_failing_migration_says_why_and_leaves_nothing(pain: Pain, dialect: str):
    pain.start(dialect, "")
    pain.tables(USERS)
    pain.good("generate")
    assert pain.on_database("apply").code == 0
    pain.good("generate", "--custom", "--name", "wrong")
    pain.migration().write_text("create table other (id int);\nselect nothing from nowhere;\n", encoding="utf-8")
    run = pain.on_database("apply")
    assert run.code == 1
    assert "nowhere" in run.err
    assert f"{pain.migration().name}:2" in run.err
    assert "rolled back" in run.err
    assert "1 applied, 1 pending" in pain.on_database("status").out
    pain.migration().write_text("create table other (id int);\n", encoding="utf-8")
    assert pain.on_database("apply").code == 0
    assert pain.sql("select count(*) from other") == [(0,)]


def test_two_branches_that_touch_one_table(pain: Pain):
    pain.start("sqlite", "")
    pain.tables(USERS)
    pain.good("generate")
    shutil.copytree(pain.root / "migrations", pain.root / "branch")
    pain.tables(USERS.replace("id: int,", "id: int, bio: 'text?',"))
    pain.good("generate", "--name", "mine")
    shutil.move(pain.root / "migrations", pain.root / "main")
    shutil.move(pain.root / "branch", pain.root / "migrations")
    pain.tables(USERS.replace("id: int,", "id: int, age: 'int?',"))
    pain.good("generate", "--name", "theirs")
    shutil.copytree(pain.root / "main", pain.root / "migrations", dirs_exist_ok=True)
    found = pain.run("check", "--format", "json")
    assert found.code == 1
    assert found.codes == ["fork"]
    message = found.found[0]["message"]
    assert "mine" in message
    assert "theirs" in message
    assert "table users" in message
    assert pain.run("generate").code == 1
    pain.good("drop", pain.migration("theirs").stem, "--yes")
    pain.tables(USERS.replace("id: int,", "id: int, bio: 'text?', age: 'int?',"))
    pain.good("generate")
    assert pain.on_database("apply").code == 0
    assert pain.sql("select bio, age from users") == []


EVERYTHING = """
enums:
  status: [draft, it's done]
tables:
  posts:
    columns:
      id: {type: bigint, identity: always}
      slug: {type: varchar(80), unique: true, check: "slug <> '' and length(slug) < 70"}
      status: {type: status, default: draft}
      price: {type: "decimal(12,2)", default: 0}
      tax: {type: "decimal(12,2)", nullable: true, generated: price * 0.25}
      settings: {type: json, default: {json: {theme: "it's dark"}}}
      expires_at:
        type: timestamptz
        default: {sql: now() + interval '1 day'}
        dialects: {sqlite: {default: {sql: "datetime('now', '+1 day')"}}}
      author_id: {type: bigint, nullable: true, references: {table: posts, on_delete: set_null}}
    primary_key: id
    checks: {posts_price: price >= 0}
    indexes:
      posts_lower_idx: [{sql: lower(slug)}, {column: price, order: desc}]
      posts_open_idx: {columns: [price], where: status = 'draft'}
views:
  open_posts: select id, slug, price * 2 as double_price from posts where status = 'draft'
"""
CHANGES = {
    "check": ("price >= 0", "price >= 1"),
    "predicate": ("where: status = 'draft'", "where: status = 'it''s done'"),
    "view": ("price * 2", "price * 3"),
    "generated": ("price * 0.25", "price * 0.5"),
    "expression": ("sql: lower(slug)", "sql: upper(slug)"),
    "default": ("1 day", "2 days"),
    "enum": ("it's done]", "it's done, gone]"),
    "action": ("on_delete: set_null", "on_delete: cascade"),
}


@BOTH
def test_push_arrives_and_then_does_nothing(pain: Pain, dialect: str):
    pain.start(dialect, EVERYTHING)
    assert "still differs" not in pain.on_database("push", "--yes").err
    assert "nothing to do" in pain.on_database("push", "--yes").err


@BOTH
@pytest.mark.parametrize("change", CHANGES)
def test_push_sees_every_change(pain: Pain, dialect: str, change: str):
    pain.start(dialect, EVERYTHING)
    assert pain.on_database("push", "--yes").code == 0
    pain.schema(EVERYTHING.replace(*CHANGES[change]))
    run = pain.on_database("push", "--yes", "--allow", "add-check")
    assert run.code == 0, run.err
    assert run.out
    assert "still differs" not in run.err
    assert "nothing to do" in pain.on_database("push", "--yes").err


@BOTH
def test_push_keeps_rows(pain: Pain, dialect: str):
    pain.start(dialect, "")
    pain.tables("users: {columns: {id: int, email: text}, primary_key: id}")
    assert pain.on_database("push", "--yes").code == 0
    pain.sql(ROWS.replace("b@", "a@"))
    pain.tables(USERS.replace("id: int,", "id: int, age: int,"))
    refused = pain.on_database("push", "--yes")
    assert refused.code == 1
    assert "add-not-null" in refused.err
    assert "add-unique" in refused.err
    allowed = pain.on_database("push", "--yes", "--allow", "add-not-null", "--allow", "add-unique")
    assert allowed.code == 1
    assert pain.sql("select * from users order by id") == [(1, "a@example.com"), (2, "a@example.com")]


@BOTH
def test_push_that_fails_in_the_middle_leaves_nothing(pain: Pain, dialect: str):
    pain.start(dialect, "")
    pain.tables("users: {columns: {id: int, email: text}, primary_key: id}")
    assert pain.on_database("push", "--yes").code == 0
    pain.sql(ROWS.replace("b@", "a@"))
    pain.tables("aaa: {columns: {id: int}}", USERS)
    assert pain.on_database("push", "--yes", "--allow", "add-unique").code == 1
    tables = (
        "select tablename from pg_tables where schemaname = 'public'"
        if dialect == "postgres"
        else "select name from sqlite_schema where type = 'table'"
    )
    assert pain.sql(tables) == [("users",)]


def test_without_a_terminal_nothing_is_asked_and_the_exit_code_tells(pain: Pain):
    """1 is for what a person has to decide, 2 for what has to be said otherwise, 3 for no database."""
    pain.start("sqlite", "")
    pain.tables(USERS)
    pain.good("generate")
    assert pain.on_database("apply").code == 0
    pain.tables(USERS.replace("email", "mail"))
    renamed = pain.run("generate")
    assert renamed.code == 1
    assert "--rename users.email:users.mail" in renamed.err
    assert "--no-renames" in renamed.err
    dropped = pain.run("generate", "--no-renames")
    assert dropped.code == 1
    assert "--allow drop-column" in dropped.err
    assert len(list((pain.root / "migrations").glob("*.sql"))) == 2
    pushed = pain.on_database("push", "--rename", "users.email:users.mail")
    assert pushed.code == 2
    assert "--yes" in pushed.err
    assert pain.sql("select count(email) from users") == [(0,)]
    assert pain.run("apply", "--url", "sqlite:////nowhere/at/all.db").code == 3


def test_enum_values_and_concurrent_indexes_in_one_migration(pain: Pain):
    pain.start(
        "postgres",
        "enums: {mood: [good]}\ntables: {users: {columns: {id: int, mood: {type: mood, default: good}}}}\n",
    )
    pain.good("generate")
    assert pain.on_database("apply").code == 0
    pain.sql("insert into users (id) values (1)")
    better = "{type: mood, default: better}"
    index = "{users_next_idx: {columns: [next], concurrently: true}}"
    pain.schema(
        "enums: {mood: [better, good]}\n"
        f"tables: {{users: {{columns: {{id: int, mood: {better}, next: {better}}}, indexes: {index}}}}}\n"
    )
    pain.good("generate")
    assert "CONCURRENTLY" in pain.migration().read_text(encoding="utf-8")
    applied = pain.on_database("apply")
    assert applied.code == 0, applied.err
    assert pain.sql("select id, mood::text, next::text from users") == [(1, "good", "better")]
    assert pain.sql("select indisvalid from pg_index where indexrelid = 'users_next_idx'::regclass") == [(True,)]
    assert "sound" in pain.good("check").err
    assert pain.on_database("rollback", "--yes").code == 0
    assert pain.sql("select enum_range(null::mood)::text") == [("{good}",)]


@BOTH
def test_two_appliers_at_once(pain: Pain, dialect: str):
    pain.start(dialect, "")
    pain.tables(*(f"t{number}: {{columns: {{id: int, name: {{type: text, index: true}}}}}}" for number in range(30)))
    pain.good("generate")
    command = [sys.executable, "-c", "from schemac.cli import main; main()", "apply", "--url", pain.url]
    running = [
        subprocess.Popen(command, cwd=pain.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    ended = [(process.communicate(timeout=60), process.returncode) for process in running]
    assert [code for _, code in ended] == [0, 0, 0], ended
    assert pain.sql("select count(*) from schemac_migrations") == [(1,)]
    assert pain.sql("select count(*) from t29") == [(0,)]


def test_introspection_asks_no_more_of_many_tables(pain: Pain, monkeypatch: pytest.MonkeyPatch):
    import psycopg

    asked: list[str] = []

    execute: Any = psycopg.Cursor.execute

    def counted(cursor: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        asked.append(str(query))
        return execute(cursor, query, *arguments, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", counted)
    counts = []
    for number in (2, 200):
        pain.url = pain.fresh("postgres")
        with pain.connected() as connection:
            connection.execute("create table t0 (id int primary key)")
            columns = "id int primary key, name text unique check (name <> ''), up int references t0"
            connection.execute_all([f"create table t{at} ({columns})" for at in range(1, number)])
        asked.clear()
        assert pain.on_database("introspect", "--to-yaml", "-").out.count("primary_key") == number
        counts.append(len(asked))
    assert counts[0] == counts[1] > 0


def test_objects_of_extensions_are_left_alone(pain: Pain):
    users = "tables: {users: {columns: {id: int, tags: hstore}}}\n"
    pain.start("postgres", f"extensions: [pg_trgm, hstore, pg_stat_statements]\n{users}")
    assert pain.on_database("push", "--yes").code == 0
    assert "nothing to do" in pain.on_database("push", "--yes").err
    read = pain.on_database("introspect", "--to-yaml", "-").out
    assert "extensions: [hstore, pg_stat_statements, pg_trgm]" in read
    assert "similarity" not in read
    assert "queryid" not in read
    pain.schema("tables: {users: {columns: {id: int, tags: text}}}\n")
    refused = pain.on_database("push", "--yes")
    assert refused.code == 1
    assert "drop-extension" in refused.err


@BOTH
def test_a_database_that_has_drifted_is_told_of(pain: Pain, dialect: str):
    pain.start(dialect, "")
    pain.tables(USERS)
    pain.good("generate")
    assert pain.on_database("apply").code == 0
    assert pain.run("diff", "--from", "migrations", "--to", pain.url, "--exit-code").code == 0
    pain.sql("alter table users add column by_hand int")
    drift = pain.run("diff", "--from", "migrations", "--to", pain.url, "--exit-code")
    assert drift.code == 1
    assert '"by_hand"' in drift.out


@BOTH
def test_an_applied_migration_that_was_edited_is_told_of(pain: Pain, dialect: str):
    pain.start(dialect, "")
    pain.tables(USERS)
    pain.good("generate")
    assert pain.on_database("apply").code == 0
    script = pain.migration()
    script.write_text(script.read_text(encoding="utf-8") + "-- nothing much\n", encoding="utf-8")
    for command in ("status", "apply"):
        run = pain.on_database(command)
        assert run.code == 1
        assert script.stem in run.out + run.err
    pain.tables(USERS.replace("id: int,", "id: int, bio: 'text?',"))
    pain.good("generate")
    assert pain.on_database("apply").code == 1
    assert pain.on_database("apply", "--repair").code == 0
    assert pain.sql("select bio from users") == []


MADE_BY_HAND = """
create table "Groups" ("Id" integer not null, kind text not null default 'it''s', primary key ("Id"));
create table members (
  user_id integer not null, group_id integer not null, "select" text default 'a"b',
  note text check (note <> ';'),
  primary key (group_id, user_id),
  constraint "of group" foreign key (group_id) references "Groups" ("Id") on delete cascade,
  unique (user_id, note)
);
create unique index "some index" on members (lower(note), user_id) where note is not null;
create view "Noted" as select group_id, "select" from members where note like '%''%';
"""


@BOTH
def test_what_is_read_back_is_valid_and_the_same(pain: Pain, dialect: str):
    pain.start(dialect, "")
    shutil.rmtree(pain.root / "schema")
    with pain.connected() as connection:
        for statement in MADE_BY_HAND.strip().split(";\n"):
            connection.execute(statement)
    assert pain.on_database("introspect", "--to-yaml", "schema").code == 0
    assert "group_id, user_id" in "".join(path.read_text(encoding="utf-8") for path in (pain.root / "schema").iterdir())
    pain.good("validate")
    assert "nothing to do" in pain.on_database("push", "--yes").err
    pain.good("generate")
    made = pain.url
    pain.url = pain.fresh(dialect)
    assert pain.on_database("apply").code == 0
    assert pain.run("diff", "--from", made, "--to", pain.url, "--exit-code").code == 0


def test_a_generated_column_keeps_its_indexes(pain: Pain):
    total = "{type: int, nullable: true, generated: price * 2, index: true}"
    schema = f"tables: {{lines: {{columns: {{price: int, total: {total}}}}}}}\n"
    pain.start("postgres", schema)
    pain.good("generate")
    pain.schema(schema.replace("price * 2", "price * 3"))
    pain.good("generate")
    assert pain.on_database("apply").code == 0
    assert pain.sql("select indexname from pg_indexes where tablename = 'lines'") == [("lines_total_idx",)]


@BOTH
def test_children_survive_what_happens_to_their_parents(pain: Pain, dialect: str):
    children = "posts: {columns: {id: int, user_id: {type: int, references: {table: users, on_delete: cascade}}}}"
    pain.start(dialect, "")
    pain.tables(USERS, children)
    pain.good("generate")
    assert pain.on_database("apply").code == 0
    pain.sql(ROWS)
    pain.sql("insert into posts (id, user_id) values (1, 1), (2, 1), (3, 2)")
    pain.tables(USERS.replace("email: {type: text,", "email: {type: text, default: none,"), children)
    pain.good("generate")
    for command in ("apply", "rollback", "apply"):
        assert pain.on_database(command).code == 0
        assert pain.sql("select user_id from posts order by id") == [(1,), (1,), (2,)]
    if dialect == "sqlite":
        with pain.connected() as connection:
            connection.execute("pragma foreign_keys = on")
            connection.execute("delete from users where id = 1")
            assert connection.query("select id from posts") == [(3,)]
