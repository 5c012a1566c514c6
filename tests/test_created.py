"""What a CREATE statement is understood to make, and that what others make of it comes after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac import dialect as dialects
from schemac import source
from schemac.created import Created, created
from schemac.diff import diff
from schemac.ir import Database
from schemac.lower import lower
from schemac.plan import plan

POSTGRES = dialects.find("postgres")


@pytest.mark.parametrize(
    ("sql", "kind", "name"),
    [
        ("create table t (a int)", "table", "t"),
        ("CREATE UNLOGGED TABLE IF NOT EXISTS shop.T (a int)", "table", "t"),
        ('create table data."Text" (a int)', "table", "Text"),
        ("-- why\ncreate or replace function shop.f(a int) returns int return a", "function", "f"),
        ("create materialized view v as select 1", "view", "v"),
        ("create virtual table notes using fts5(a)", "virtual table", "notes"),
        ("create foreign table far.remote (a int) server s", "foreign table", "remote"),
        ("create foreign data wrapper files", "foreign data wrapper", "files"),
        ("create server far foreign data wrapper files", "server", "far"),
        ("create user mapping for public server far", "user mapping", None),
        ("create text search configuration shop.words (parser = default)", "text search configuration", "words"),
        ("create operator class shop.ops default for type int using btree as storage int", "operator class", "ops"),
        ("create operator family ops using btree", "operator family", "ops"),
        ("create operator shop.<# (function = f)", "operator", "<#"),
        ('create operator "My Shop".=== (function = f)', "operator", "==="),
        ("create operator @ (function = f)", "operator", "@"),
        ("create trusted procedural language mine handler h", "language", "mine"),
        ("create access method heap2 type table handler h", "access method", "heap2"),
        ("create transform for int language mine (from sql with function f(internal))", "transform", None),
        ("create constraint trigger tt after insert on t execute function f()", "trigger", None),
        ("create event trigger e on ddl_command_end execute function f()", "event trigger", None),
        ("create unique index i on t (a)", "index", None),
        ("create policy p on t", "policy", None),
        ("create type shop.base", "type", "base"),
        ("create table data (a int)", "table", "data"),
        ("create", "", None),
    ],
)
def test_what_a_statement_makes(sql: str, kind: str, name: str | None) -> None:
    assert created(sql) == Created(kind, name)


def test_a_cast_is_told_by_its_types() -> None:
    found = created('create cast (shop."Money" as integer) with inout')
    assert found == Created("cast", None, frozenset({"shop", "Money", "integer"}))


@pytest.mark.parametrize("sql", ["", "grant select on t to public", "alter table t add a int", "   "])
def test_other_statements_make_nothing(sql: str) -> None:
    assert created(sql) is None


@pytest.mark.parametrize(
    ("raw", "user"),
    [
        ("create text search configuration words (copy = simple)", "generated: to_tsvector('words', a)"),
        ("create operator ~~# (leftarg = text, rightarg = text, function = texteq)", "generated: (a ~~# 'x')::text"),
    ],
)
def test_a_table_comes_after_the_raw_that_it_speaks_of(raw: str, user: str, tmp_path: Path) -> None:
    text = f'tables:\n  t:\n    columns:\n      a: text\n      b: {{type: text, "generated": "{user[11:]}"}}\n'
    _assert_first(f'{text}raw:\n  it: {{create: "{raw}"}}\n', raw, tmp_path)


@pytest.mark.parametrize(
    ("raw", "user"),
    [
        (
            "create operator class ops for type text using btree as function 1 bttextcmp(text, text)",
            "tables: {t: {columns: {a: text}, indexes: {i: {columns: [{column: a, opclass: ops}]}}}}",
        ),
        (
            "create access method other type table handler heap_tableam_handler",
            "tables: {t: {columns: {a: text}, access_method: other}}",
        ),
        (
            "create language mine handler plpgsql_call_handler",
            "functions: {f: {language: mine, returns: integer, body: begin}}",
        ),
        (
            "create cast (mood as text) with inout",
            "enums: {mood: [fine]}\nviews: {v: {query: \"select 'fine'::mood::text as a\"}}",
        ),
        (
            "create operator === (leftarg = text, rightarg = text, function = same)",
            "views: {v: {query: \"select 'a' === 'b' as a\"}}",
        ),
    ],
)
def test_what_needs_a_raw_comes_after_it(raw: str, user: str, tmp_path: Path) -> None:
    _assert_first(f'{user}\nraw:\n  it: {{create: "{raw}"}}\n', raw, tmp_path)


def test_a_raw_operator_comes_after_its_function(tmp_path: Path) -> None:
    raw = "create operator === (leftarg = text, rightarg = text, function = same)"
    same = "functions: {same: {args: {a: text, b: text}, language: sql, returns: boolean, body: select true}}"
    statements = _statements(f'{same}\nraw:\n  it: {{create: "{raw}"}}\n', tmp_path)
    (function,) = (place for place, statement in enumerate(statements) if "FUNCTION" in statement)
    (made,) = (place for place, statement in enumerate(statements) if raw in statement)
    assert function < made


def _assert_first(text: str, raw: str, root: Path) -> None:
    statements = _statements(text, root)
    last = (
        "VIEW" if "views" in text else "FUNCTION" if "functions" in text else "INDEX" if "indexes" in text else "TABLE"
    )
    users = [place for place, statement in enumerate(statements) if last in statement]
    (made,) = (place for place, statement in enumerate(statements) if raw in statement)
    assert users
    assert made < min(users)


def _statements(text: str, root: Path) -> list[str]:
    declared = lower([source.parse(text, path="schema.yaml")], POSTGRES, root=root).database
    return plan(diff(Database(), declared, same=POSTGRES.rules.same), POSTGRES).sql().split(";\n")
