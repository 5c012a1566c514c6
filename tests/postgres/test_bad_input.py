"""PostgreSQL servers, databases and roles that are not as one would wish."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from psycopg.sql import SQL, Identifier, Literal

from schemac import dialect, ir
from schemac.diagnostics import SchemacError
from schemac.dialect import Filters, Introspected
from schemac.diff import diff
from schemac.emit import emit
from schemac.hazards import HAZARDS
from schemac.ir import Database
from schemac.lower import lower
from schemac.plan import plan
from schemac.project import read_documents
from schemac_apply import run_script
from schemac_apply.drivers import connect
from schemac_dialects.postgres import types
from tests.workspace import Workspace

POSTGRES = dialect.find("postgres")


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workspace:
    return Workspace(tmp_path, capsys, monkeypatch)


@pytest.fixture
def another(request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> Callable[[], str]:
    """Makes one more database on the server of the fixture ``postgres``."""
    return lambda: fresh(request.node.callspec.params["postgres"])


def _do(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _look(url: str, **filters: tuple[str, ...]) -> Introspected:
    with connect(url) as connection:
        return POSTGRES.introspect(connection, Filters(**filters))


def _model(url: str) -> Database:
    found = _look(url)
    assert [one.message for one in found.diagnostics if one.severity != "note"] == []
    return found.database


def _declared(text: str, folder: Path) -> Database:
    """What a schema file declares."""
    file = folder / "schema.yaml"
    file.write_text(text, encoding="utf-8")
    return lower(read_documents([file], folder), POSTGRES, root=folder).database


def _script(database: Database) -> str:
    return plan(diff(Database(), database), POSTGRES).sql()


def _database_of(url: str) -> str:
    with psycopg.connect(url) as connection:
        return connection.info.dbname


def _goes_round(source: str, target: str, folder: Path) -> Database:
    """A database as a schema file, as a migration, and as another database that is read as the same."""
    found = _model(source)
    declared = _declared(emit(found, POSTGRES), folder)
    with connect(target) as connection:
        run_script(connection, _script(declared))
    assert emit(_model(target), POSTGRES) == emit(found, POSTGRES)
    return found


# Servers


@pytest.fixture
def old_server(postgres: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database whose server says that it is PostgreSQL 13."""
    monkeypatch.setattr(psycopg.ConnectionInfo, "server_version", property(lambda _: 130011))
    honest = psycopg.ConnectionInfo.parameter_status
    monkeypatch.setattr(
        psycopg.ConnectionInfo,
        "parameter_status",
        lambda info, name: "13.11 (Debian 13.11-1)" if name == "server_version" else honest(info, name),
    )
    return postgres


@pytest.mark.parametrize(
    "command",
    [
        ("introspect", "--to-yaml", "-", "--url", "URL"),
        ("push", "--yes", "--url", "URL"),
        ("diff", "--from", "URL", "--to", "schema"),
        ("diff", "--from", "schema", "--to", "URL"),
    ],
    ids=["introspect", "push", "diff from", "diff to"],
)
def test_an_older_server_is_refused(old_server: str, workspace: Workspace, command: tuple[str, ...]):
    workspace.project("postgres")
    workspace.schema("tables: {t: {columns: {id: int}}}\n")
    run = workspace.run(*(old_server if word == "URL" else word for word in command))
    assert run.code == 3
    assert "server-too-old" in run.err
    assert "PostgreSQL 13.11;" in run.err
    assert "supported is 14" in run.err


# Names


NAMES = {
    "quote": 'a"b',
    "two quotes": '"a""b"',
    "dot": "a.b",
    "dots": "a.b.c",
    "space": " a b ",
    "capitals": "CamelCase",
    "unicode": "naïve☃表",
    "63 bytes": "é" * 31 + "x",
    "63 letters": "n" * 63,
    "apostrophe": "it's",
    "backslash": "a\\nb",
    "percent": "100%s%I",
    "semicolon": "a;b--c/*d",
    "dollar": "$1$a$",
    "braces": "{{ a }}{% b %}",
    "line end": "a\nb",
    "word": "select",
    "number": "1",
    "colon": "a: b # c",
    "boolean": "yes",
    "null": "null",
    "tilde": "~",
    "star": "*",
    "at": "@a&b",
    "comma": "a,b[]",
    "bang": "!a",
    "tab": "a\tb",
}

NAMED = """
CREATE SCHEMA {name};
CREATE TYPE {name}.{name} AS ENUM ({text}, 'other');
CREATE DOMAIN {name}.{domain} AS text DEFAULT {text} CONSTRAINT {name} CHECK (VALUE <> {text});
CREATE SEQUENCE {name}.{sequence};
CREATE FUNCTION {name}.{name}({name} integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION {name}.{trigger}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE {name}.{table} (
    {name} integer CONSTRAINT {key} PRIMARY KEY,
    {one} text DEFAULT {text} CONSTRAINT {check} CHECK ({one} <> {text}),
    {two} {name}.{name} DEFAULT {text},
    {three} {name}.{domain},
    {four} integer DEFAULT {name}.{name}(2) CONSTRAINT {foreign} REFERENCES {name}.{table},
    {five} integer GENERATED ALWAYS AS IDENTITY,
    {six} text GENERATED ALWAYS AS ({one} || {text}) STORED,
    CONSTRAINT {unique} UNIQUE ({one}, {two})
);
CREATE INDEX {index} ON {name}.{table} ({one} text_pattern_ops DESC) INCLUDE ({name}) WHERE {one} <> {text};
CREATE INDEX {second} ON {name}.{table} (lower({one}), {four});
CREATE VIEW {name}.{view} AS SELECT {name}, {one} AS {two} FROM {name}.{table} WHERE {two} = {text};
CREATE MATERIALIZED VIEW {name}.{kept} AS SELECT {name} FROM {name}.{view};
CREATE INDEX {third} ON {name}.{kept} ({name});
CREATE TRIGGER {name} AFTER UPDATE OF {one} ON {name}.{table} FOR EACH ROW
    WHEN (new.{one} <> {text}) EXECUTE FUNCTION {name}.{trigger}({text});
ALTER TABLE {name}.{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {name} ON {name}.{table} FOR SELECT USING ({one} <> {text});
COMMENT ON TABLE {name}.{table} IS {text};
COMMENT ON COLUMN {name}.{table}.{one} IS {text};
COMMENT ON FUNCTION {name}.{name}(integer) IS {text};
COMMENT ON TRIGGER {name} ON {name}.{table} IS {text};
COMMENT ON CONSTRAINT {check} ON {name}.{table} IS {text};
"""
NAMED_MORE = """
CREATE STATISTICS {name}.{fourth} ON {name}, {one} FROM {name}.{table};
CREATE TYPE {name}.{composite} AS ({name} integer, {one} {name}.{name});
CREATE TYPE {name}.{range} AS RANGE (subtype = integer, multirange_type_name = {name}.{ranges});
CREATE COLLATION {name}.{name} (locale = 'C');
CREATE AGGREGATE {name}.{aggregate}(integer) (sfunc = int4pl, stype = integer, initcond = '0');
CREATE PROCEDURE {name}.{procedure}(INOUT {name} integer) LANGUAGE plpgsql AS $$ BEGIN {name} := 1; END $$;
CREATE RULE {name} AS ON DELETE TO {name}.{view} DO INSTEAD NOTHING;
CREATE TABLE {name}.{parted} ({name} integer, {one} text) PARTITION BY LIST ({one});
CREATE TABLE {name}.{part} PARTITION OF {name}.{parted} FOR VALUES IN ({text});
CREATE TABLE {name}.{child} ({seven} text) INHERITS ({name}.{table});
CREATE PUBLICATION {name} FOR TABLE {name}.{table};
CREATE FUNCTION {name}.{events}() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER {name} ON ddl_command_end EXECUTE FUNCTION {name}.{events}();
"""


def _named(template: str, name: str) -> str:
    """The statements with a name, and others that end with it, in place."""
    fields = (
        "domain sequence trigger table key one check two three four foreign five six unique index second view kept "
        "third fourth composite range ranges aggregate procedure parted part child seven events"
    ).split()
    names: dict[str, Any] = {"name": Identifier(name), "text": Literal(name)}
    for field in fields:
        names[field] = Identifier(f"{field}_{name}".encode()[:63].decode(errors="ignore"))
    return SQL(template).format(**names).as_string()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_may_hold_anything(name: str, postgres: str, another: Callable[[], str], tmp_path: Path):
    _do(postgres, _named(NAMED, name), _named(NAMED_MORE, name))
    found = _goes_round(postgres, another(), tmp_path)
    assert {address.name for address in found.objects if address.schema == name} >= {name}


# Settings of the database


# Sent by itself: the server reads all of a message before it runs the first statement.
STANDARD = "SET standard_conforming_strings = on"
BACKSLASHES = r"""
CREATE TYPE slashes AS ENUM ('a\', 'b\n', '\\', 'c''\');
CREATE DOMAIN place AS text DEFAULT 'C:\' CHECK (VALUE <> '\''');
CREATE FUNCTION f() RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''\''::text';
CREATE TABLE t (
    id integer PRIMARY KEY,
    kind slashes NOT NULL DEFAULT 'c''\',
    folder place,
    name text DEFAULT '\''; DROP TABLE t; --' CHECK (name <> '\' AND name !~ '^\w+\\$'),
    named text GENERATED ALWAYS AS (name || '\') STORED,
    data bytea DEFAULT '\x00ff5c',
    price money DEFAULT '1.50',
    since timestamptz DEFAULT '2020-01-02 03:04:05+06'
);
CREATE INDEX i ON t ((name || '\')) WHERE name <> '\''';
CREATE VIEW v AS SELECT id, '\' AS slash FROM t WHERE name LIKE 'a\%' ESCAPE '\';
COMMENT ON TABLE t IS 'C:\new\table''s\';
COMMENT ON COLUMN t.name IS '\';
"""

SETTINGS = {
    "standard_conforming_strings": "off",
    "bytea_output": "escape",
    "quote_all_identifiers": "on",
    "datestyle": "SQL,DMY",
    "timezone": "Asia/Kathmandu",
    "intervalstyle": "sql_standard",
    "extra_float_digits": "-10",
    "default_transaction_read_only": "off",
    "default_transaction_isolation": "serializable",
    "transform_null_equals": "on",
    "check_function_bodies": "off",
    "row_security": "off",
    "escape_string_warning": "off",
    "backslash_quote": "off",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_of_the_session_changes_nothing(
    setting: str, postgres: str, another: Callable[[], str], tmp_path: Path
):
    plain = another()
    option = quote(f"-c {setting}={SETTINGS[setting]}", safe="")
    _do(f"{postgres}&options={option}", STANDARD, BACKSLASHES)
    _do(plain, BACKSLASHES)
    assert emit(_model(f"{postgres}&options={option}"), POSTGRES) == emit(_model(plain), POSTGRES)
    target = f"{another()}&options={option}"
    _goes_round(f"{postgres}&options={option}", target, tmp_path)
    _assert_backslashes(target)


def _assert_backslashes(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("INSERT INTO t (id) VALUES (1)")
        assert connection.execute("SELECT name, kind::text, folder::text, named FROM t").fetchone() == (
            r"\'; DROP TABLE t; --",
            "c'\\",
            "C:\\",
            r"\'; DROP TABLE t; --" + "\\",
        )


def test_strings_of_an_old_database(postgres: str, another: Callable[[], str]):
    target = another()
    for url in (postgres, target):
        _do(url, f'ALTER DATABASE "{_database_of(url)}" SET standard_conforming_strings = off')
    _do(postgres, STANDARD, BACKSLASHES)
    with connect(target) as connection:
        run_script(connection, _script(_without_settings(_look(postgres).database)))
        # It stays so between two scripts, as an applier runs them.
        run_script(connection, "CREATE TABLE u (a text DEFAULT '\\'); COMMENT ON TABLE u IS '\\'; DROP TABLE u")
    assert _without_settings(_look(target).database) == _without_settings(_look(postgres).database)
    _assert_backslashes(target)


def _without_settings(found: Database) -> Database:
    return Database(objects={address: one for address, one in found.objects.items() if address.kind != "database"})


def _as(role: str, url: str) -> str:
    return url.replace("//postgres@", f"//{role}@")


HIDING = """
CREATE SCHEMA odd;
CREATE TYPE odd.text AS ENUM ('not text');
CREATE TYPE odd.int4 AS ENUM ('not a number');
CREATE TABLE odd.pg_class (relname name, oid integer);
CREATE TABLE odd.t (other boolean);
CREATE FUNCTION odd.lower(pg_catalog.text) RETURNS pg_catalog.text LANGUAGE sql IMMUTABLE AS $$ SELECT 'odd' $$;
CREATE FUNCTION odd.format_type(oid, pg_catalog.int4) RETURNS pg_catalog.text LANGUAGE sql AS $$ SELECT 'odd' $$;
CREATE FUNCTION odd.current_schema() RETURNS name LANGUAGE sql AS $$ SELECT 'odd'::name $$;
CREATE FUNCTION odd.never(pg_catalog.text, pg_catalog.text) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE OPERATOR odd.= (LEFTARG = pg_catalog.text, RIGHTARG = pg_catalog.text, FUNCTION = odd.never);
"""
ORDINARY = """
CREATE TABLE public.t (id bigint PRIMARY KEY, name pg_catalog.text DEFAULT 'a' CHECK (pg_catalog.lower(name) <> 'b'));
CREATE INDEX i ON public.t (pg_catalog.lower(name));
CREATE VIEW public.v AS SELECT id, pg_catalog.lower(name) AS name FROM public.t WHERE id OPERATOR(pg_catalog.=) 1;
"""


@pytest.mark.parametrize(
    "path", ["odd", "odd, pg_catalog", "odd, public, pg_catalog", "pg_catalog, odd", "public, odd", "gone", "''"]
)
def test_a_search_path_hides_nothing(path: str, postgres: str, another: Callable[[], str], workspace: Workspace):
    target, plain = another(), another()
    for url in (postgres, plain):
        _do(url, HIDING, ORDINARY)
    _do(target, "CREATE SCHEMA odd; CREATE TYPE odd.text AS ENUM ('not text')")
    for url in (postgres, target):
        _do(url, f'ALTER DATABASE "{_database_of(url)}" SET search_path = {path}')
    assert _without_settings(_look(postgres).database) == _model(plain)

    workspace.project("postgres", "filters: {schemas: [public]}\n")
    model = _without_settings(_look(postgres, schemas=("public",)).database)
    workspace.write("schema/a.yaml", emit(model, POSTGRES))
    assert workspace.run("generate", "--name", "first").code == 0
    run = workspace.run("apply", "--url", target)
    assert run.code == 0, run.err
    found = _look(target, schemas=("public",), tables=("!schemac_migrations",)).database
    assert _without_settings(found) == model
    assert "nothing to do" in workspace.run("push", "--yes", "--url", target).err
    assert workspace.run("rollback", "--yes", "--url", target).code == 0
    assert _without_settings(_look(target, schemas=("public",)).database).objects.keys() <= {
        ir.Address("schema", "", "public")
    }


# Roles


FULL = """
CREATE ROLE owner;
CREATE ROLE stranger LOGIN;
CREATE ROLE tenant LOGIN;
CREATE SCHEMA private;
CREATE SCHEMA tenant AUTHORIZATION tenant;
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE TYPE private.mood AS ENUM ('good');
CREATE TABLE private.secret (id integer PRIMARY KEY, mood private.mood, name text CHECK (name <> ''));
CREATE FUNCTION private.f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW private.v AS SELECT id, private.f(id) AS f FROM private.secret;
CREATE MATERIALIZED VIEW private.m AS SELECT id FROM private.secret;
CREATE TABLE t (id integer PRIMARY KEY, secret integer REFERENCES private.secret, n integer DEFAULT private.f(1));
CREATE POLICY p ON t USING (id > 1);
CREATE INDEX i ON t (private.f(id)) WHERE false;
CREATE SEQUENCE private.s;
CREATE STATISTICS private.s ON id, mood FROM private.secret;
CREATE PUBLICATION p FOR TABLE t;
ALTER TABLE private.secret OWNER TO owner;
CREATE TABLE tenant.t (id integer PRIMARY KEY, name text DEFAULT 'a');
CREATE VIEW tenant.v AS SELECT id FROM tenant.t;
ALTER TABLE tenant.t OWNER TO tenant;
ALTER VIEW tenant.v OWNER TO tenant;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON FUNCTION private.f(integer) FROM PUBLIC;
""".replace("CREATE INDEX i ON t (private.f(id)) WHERE false;\n", "")
FOREIGN = """
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing OPTIONS (host 'a');
CREATE USER MAPPING FOR stranger SERVER elsewhere OPTIONS (user 'a', password 'hidden secret');
CREATE USER MAPPING FOR tenant SERVER elsewhere OPTIONS (user 'b', password 'hidden secret');
CREATE FOREIGN TABLE far (id integer) SERVER elsewhere;
"""


@pytest.mark.parametrize("role", ["stranger", "tenant"])
def test_an_ordinary_user_sees_what_everybody_sees(postgres: str, role: str):
    _do(postgres, FULL)
    mine, whole = _look(_as(role, postgres)), _look(postgres)
    assert mine.database.objects.keys() == whole.database.objects.keys()
    assert mine.diagnostics == whole.diagnostics or all(one.severity != "error" for one in mine.diagnostics)
    for address, found in whole.database.objects.items():
        if isinstance(found, ir.Table):
            held = mine.database.objects[address]
            assert isinstance(held, ir.Table)
            assert (held.columns, held.checks, held.foreign_keys, held.indexes) == (
                found.columns,
                found.checks,
                found.foreign_keys,
                found.indexes,
            )
    emit(mine.database, POSTGRES)


@pytest.fixture
def subscribed(postgres: str) -> Iterator[str]:
    """A database with a subscription, which would keep it from being dropped."""
    connection = "'dbname=x password=hidden'"
    _do(postgres, FULL, FOREIGN, f"CREATE SUBSCRIPTION s CONNECTION {connection} PUBLICATION p WITH (connect = false)")
    yield postgres
    _do(postgres, "ALTER SUBSCRIPTION s SET (slot_name = NONE)", "DROP SUBSCRIPTION s")


@pytest.mark.parametrize("role", ["stranger", "tenant", "postgres"])
def test_what_is_secret_is_not_read(subscribed: str, role: str):
    found = _look(_as(role, subscribed))
    text = emit(found.database, POSTGRES)
    told = "\n".join(one.message for one in found.diagnostics)
    assert "hidden" not in text + told
    assert "subscription s" in told
    # A mapping comes without the options that not everybody may see; then these are named.
    assert "USER MAPPING FOR" in text


def test_a_user_pushes_to_the_schema_that_is_theirs(postgres: str, workspace: Workspace):
    _do(postgres, FULL)
    url = _as("tenant", postgres)
    workspace.project("postgres", f"  theirs: {{url: '{url}'}}\nfilters: {{schemas: [tenant]}}\n")
    run = workspace.run("introspect", "--env", "theirs", "--to-yaml", "schema")
    assert run.code == 0, run.err
    run = workspace.run("push", "--yes", "--env", "theirs")
    assert "nothing to do" in run.err, run.out + run.err
    file = next((workspace.root / "schema").iterdir())
    file.write_text(file.read_text().replace("name:", "title:"))
    run = workspace.run("push", "--yes", "--env", "theirs", "--rename", "tenant.t.name:title")
    assert run.code == 0, run.out + run.err
    assert "nothing to do" in workspace.run("push", "--yes", "--env", "theirs").err


def test_a_table_of_somebody_else_cannot_be_changed(postgres: str, workspace: Workspace):
    _do(postgres, FULL)
    workspace.project("postgres", "filters: {schemas: [public]}\n")
    workspace.schema("tables: {t: {columns: {id: int}}}\n")
    run = workspace.run(
        "push",
        "--yes",
        "--url",
        _as("stranger", postgres),
        "--no-renames",
        *(f"--allow={code}" for code in HAZARDS),
    )
    assert run.code != 0
    assert "must be owner" in run.err or "permission denied" in run.err, run.err


# Concurrent changes


VANISHING = """
CREATE SCHEMA s;
CREATE TYPE s.mood AS ENUM ('good');
CREATE TABLE s.t (id integer PRIMARY KEY, name text DEFAULT lower('A') CHECK (name <> ''), mood s.mood);
CREATE INDEX i ON s.t (lower(name)) WHERE id > 0;
CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER g BEFORE UPDATE ON s.t FOR EACH ROW WHEN (new.id > 1) EXECUTE FUNCTION s.f();
CREATE VIEW s.v AS SELECT id, lower(name) FROM s.t;
CREATE RULE r AS ON UPDATE TO s.v DO INSTEAD NOTHING;
CREATE POLICY p ON s.t USING (id > 1);
CREATE STATISTICS s.x ON (id + 1), name FROM s.t;
CREATE TABLE s.p (id integer) PARTITION BY RANGE ((id + 1));
CREATE TABLE s.p1 PARTITION OF s.p FOR VALUES FROM (1) TO (2);
"""


@contextmanager
def _others_may_disturb() -> Iterator[None]:
    """It may fail, but only for this reason, and with words."""
    try:
        yield
    except SchemacError as error:
        [found] = error.diagnostics
        if (found.code, found.help) != ("introspection-failed", "try again when nobody else changes the schema"):
            raise


@pytest.mark.parametrize(
    "change",
    [
        "DROP SCHEMA s CASCADE",
        "DROP TABLE s.t CASCADE",
        "DROP VIEW s.v",
        "DROP FUNCTION s.f CASCADE",
        "DROP TABLE s.p",
        "DROP INDEX s.i",
        "ALTER TABLE s.t DROP COLUMN name CASCADE",
        "DROP STATISTICS s.x",
        "DROP TYPE s.mood CASCADE",
    ],
)
def test_what_vanishes_is_no_traceback(postgres: str, change: str):
    _do(postgres, VANISHING)
    with connect(postgres) as connection:
        # The oldest snapshot that an introspection can have.
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        connection.query("SELECT count(*) FROM pg_class")
        _do(postgres, change)
        with _others_may_disturb():
            emit(POSTGRES.introspect(connection, Filters()).database, POSTGRES)
        connection.execute("ROLLBACK")


def test_what_comes_and_goes_is_read_all_the_same(postgres: str):
    _do(postgres, "CREATE TABLE stays (id integer PRIMARY KEY, name text DEFAULT lower('A'))")
    stop = threading.Event()

    def change() -> None:
        with psycopg.connect(postgres, autocommit=True) as connection:
            while not stop.is_set():
                connection.execute(VANISHING.encode())
                connection.execute("DROP SCHEMA s CASCADE")

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(20):
            with _others_may_disturb():
                found = _look(postgres)
                assert ir.Address("table", "", "stays") in found.database.objects
                emit(found.database, POSTGRES)
    finally:
        stop.set()
        thread.join()


# Broken databases, and those that can do less


def test_an_invalid_index_is_named(postgres: str):
    _do(postgres, "CREATE TABLE t (id integer); INSERT INTO t VALUES (1), (1)")
    with pytest.raises(psycopg.errors.UniqueViolation):
        _do(postgres, "CREATE UNIQUE INDEX CONCURRENTLY i ON t (id)")
    found = _look(postgres)
    assert any("index i" in one.message for one in found.diagnostics), found.diagnostics


BROKEN = {
    "function of a view": "DELETE FROM pg_proc WHERE proname = 'gone'",
    "type of a column": "DELETE FROM pg_type WHERE typname = 'gone'",
    "function of a trigger": "DELETE FROM pg_proc WHERE proname = 'gone_too'",
    "schema of a table": "DELETE FROM pg_namespace WHERE nspname = 'gone'",
    "owner of a table": "DELETE FROM pg_authid WHERE rolname = 'gone'",
    "table of a view": "DELETE FROM pg_class WHERE relname = 'gone'",
}


@pytest.mark.parametrize("surgery", BROKEN)
def test_a_broken_catalogue_is_no_traceback(postgres: str, surgery: str):
    _do(
        postgres,
        """
        CREATE ROLE gone;
        CREATE SCHEMA gone;
        CREATE FUNCTION gone() RETURNS integer LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION gone_too() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TYPE gone AS ENUM ('a');
        CREATE TABLE t (id integer DEFAULT gone(), type gone);
        CREATE TABLE gone.gone (id integer);
        ALTER TABLE gone.gone OWNER TO gone;
        CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION gone_too();
        CREATE VIEW v AS SELECT gone() AS g, t.* FROM t, gone.gone;
        """,
        "SET allow_system_table_mods = on",
        BROKEN[surgery],
    )
    with _others_may_disturb():
        emit(_look(postgres).database, POSTGRES)


def test_a_read_only_database_is_read_and_not_changed(postgres: str, workspace: Workspace):
    _do(
        postgres,
        "CREATE TABLE t (id integer)",
        f'ALTER DATABASE "{_database_of(postgres)}" SET default_transaction_read_only = on',
    )
    workspace.project("postgres")
    workspace.schema("tables: {t: {columns: {id: int?}}}\n")
    assert "nothing to do" in workspace.run("push", "--yes", "--url", postgres).err
    assert workspace.run("generate", "--name", "first").code == 0
    workspace.schema("tables: {t: {columns: {id: int?}}, u: {columns: {id: int?}}}\n")
    for command in ("apply", "push"):
        run = workspace.run(command, "--url", postgres, *(["--yes"] if command == "push" else []))
        assert run.code != 0
        assert "read-only transaction" in run.err


def test_a_statement_timeout_is_told(postgres: str, workspace: Workspace):
    _do(postgres, "CREATE VIEW v AS SELECT 1 AS a")
    with psycopg.connect(postgres) as other:
        # The server's function that writes the view's definition waits for this transaction.
        other.execute("LOCK v IN ACCESS EXCLUSIVE MODE")
        for setting in ("statement_timeout", "lock_timeout"):
            run = workspace.run("introspect", "--url", f"{postgres}&options=-c{setting}%3D100", "--to-yaml", "-")
            assert run.code == 3
            assert "introspection-failed" in run.err
            assert setting.replace("_", " ") in run.err


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1", "EUC_JP"])
def test_a_database_of_another_encoding(encoding: str, postgres: str, workspace: Workspace):
    name = f"{_database_of(postgres)}_{encoding.lower()}"
    url = postgres.replace(_database_of(postgres), name)
    _do(postgres, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING {encoding} LC_COLLATE 'C' LC_CTYPE 'C'")
    try:
        word = "ä" if encoding != "EUC_JP" else "表"
        workspace.project("postgres")
        workspace.schema(
            f"tables:\n  {word}:\n    comment: {word}\n"
            f"    columns: {{{word}: text, b: {{type: text, default: {word}}}}}\n"
        )
        for _ in range(2):
            run = workspace.run("push", "--yes", "--url", url)
            assert run.code == 0, run.err
        assert "nothing to do" in run.err, run.out + run.err
        run = workspace.run("introspect", "--url", url, "--to-yaml", "-")
        assert run.code == 0
        assert f"{word}:" in run.out
        workspace.schema("tables: {☃: {columns: {id: int}}}\n")
        run = workspace.run("push", "--yes", "--url", url, "--allow", "drop-table", "--no-renames")
        assert (run.code == 0) == (encoding == "SQL_ASCII"), run.err
        if encoding == "SQL_ASCII":
            # Bytes that are no UTF-8: nobody knows what they mean.
            with psycopg.connect(url, autocommit=True, client_encoding="SQL_ASCII") as connection:
                connection.execute(b'CREATE TABLE "\xe4" (id integer)')
            run = workspace.run("introspect", "--url", url, "--to-yaml", "-")
            assert run.code == 3, run.err
            assert "introspection-failed" in run.err
    finally:
        _do(postgres, f"DROP DATABASE {name}")


# Function bodies


BODIES = [
    "SELECT 'it''s'",
    "SELECT $$a$$",
    "SELECT $a$ $$ $a$",
    "SELECT $$ $a$ $$ || $body$ x $body$",
    "SELECT '\\', E'\\'', U&'\\0041'",
    "-- a comment; with 'quotes\nSELECT 1; /* a /* nested */ ; */ SELECT 2",
    "SELECT 1\r\n, 2\t",
    "\n\n  SELECT 1  \n\n",
    "SELECT '$', '$1', '$$', '$_$'",
    "{{ a }} {% b %} {# c #}",
    "-- schemac:no-transaction\nSELECT 'ünï☃'",
    "",
    " ",
    "$",
    "SELECT $1$",
    "BEGIN; COMMIT; END",
]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_stays_as_it_is(body: str, postgres: str, another: Callable[[], str], tmp_path: Path):
    quoted = types.literal(body)
    _do(
        postgres,
        STANDARD,
        "SET check_function_bodies = off",
        f"CREATE FUNCTION f(a text DEFAULT {types.literal(body or 'a')}) RETURNS text LANGUAGE sql AS {quoted}",
        f"CREATE PROCEDURE p() LANGUAGE plpgsql AS {quoted}",
        f"COMMENT ON FUNCTION f IS {types.literal(body or 'a')}",
    )
    target = another()
    _goes_round(postgres, target, tmp_path)
    with psycopg.connect(target) as connection:
        rows = connection.execute("SELECT prosrc FROM pg_proc WHERE proname IN ('f', 'p')").fetchall()
    assert rows == [(body,), (body,)]
