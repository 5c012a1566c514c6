"""Functions, triggers, policies, partitions and what else only a few databases have, lowered to the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac import ir
from schemac.names import Name
from tests.test_lower import lowered, problems, refusal, table

TABLE = "tables: {t: {columns: {a: integer, b: integer}, %s}}"
TRIGGER = "{timing: before, events: [update], function: touch}"


def function(written: str, name: str, *, schema: str = "", root: Path = Path()) -> ir.Function:
    found = lowered(written, root=root).database.objects[ir.Address("function", schema, name)]
    assert isinstance(found, ir.Function)
    return found


# Functions


def test_a_function_is_known_by_its_name_and_what_is_passed_to_it():
    found = function(
        "functions: {f: {args: {a: int, b: {type: text, default: x}, c: {type: int, mode: out}}, "
        "language: sql, body: select 1}}",
        "f(integer, text)",
    )
    assert found.arguments == (
        ir.Argument(name="a", type="integer"),
        ir.Argument(name="b", type="text", default="'x'"),
        ir.Argument(name="c", type="integer", mode="out"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f(int)", "f(text)"),
        ("f", "f(text)"),
        ("'public.f(shop.kind, \"x\")'", "'\"f\"(text)'"),
        ("f (int)", "f()"),
    ],
)
def test_overloads_have_their_types_in_the_key(one: str, other: str):
    body = "returns: void, language: sql, body: select 1"
    found = lowered(f"functions: {{{one}: {{args: [int], {body}}}, {other}: {{args: [text], {body}}}}}").database
    assert list(found.objects) == [ir.Address("function", "", "f(integer)"), ir.Address("function", "", "f(text)")]
    assert {held.name for held in found.objects.values()} == {"f"}


def test_overloads_have_any_key_and_a_name():
    body = "name: f, returns: void, language: sql, body: select 1"
    found = lowered(f"functions: {{one: {{args: [int], {body}}}, two: {{{body}}}}}").database
    assert [address.name for address in found.objects] == ["f(integer)", "f()"]


def test_a_name_in_quotes_may_hold_parentheses():
    assert function("functions: {'\"f(x)\"': {returns: void, language: sql, body: ''}}", "f(x)()").body == ""


def test_an_overload_that_is_defined_twice():
    body = "{args: {%s: int}, returns: void, language: sql, body: select 1}"
    [one] = refusal(f"functions: {{f: {body % 'a'}}}", f"functions: {{f(int): {body % 'b'}}}")
    assert (one.code, one.message) == ("duplicate-name", "the function 'f(integer)' is defined twice")
    assert one.span is not None
    assert [one.span.file, *(place.file for _, place in one.related)] == ["b.yaml", "a.yaml"]


def test_a_body_is_kept_as_it_is_and_a_statement_without_what_ends_it():
    body = "\n  begin\n return 1; \nend \n\n"
    assert (
        function(f"functions: {{f: {{language: plpgsql, returns: int, body: {body!r}}}}}".replace("'", '"'), "f()").body
        == body
    )
    found = function("functions: {f: {language: SQL, returns: int, body: 'return 1; '}}", "f()")
    assert (found.language, found.body, found.statement) == ("sql", None, "return 1")


@pytest.mark.parametrize("written", ["int", "{setof: int}", "{table: {a: int}}", "{type: {postgres: int4}}"])
def test_what_a_function_returns(written: str):
    found = function(f"functions: {{f: {{language: sql, returns: {written}, body: select 1}}}}", "f()")
    assert found.returns_set == ("setof" in written or "table" in written)
    assert found.returns == (None if "table" in written else "integer")
    assert found.arguments == ((ir.Argument(name="a", type="integer", mode="table"),) if "table" in written else ())


def test_rows_of_a_table_are_a_type_of_routines():
    written = "functions: {s.f: {args: [t], returns: {setof: t}, language: sql, body: x}}"
    written = f"schemas: {{s: {{}}}}\n{TABLE % 'unlogged: true'}\n{written}"
    found = function(written, "f(t)", schema="s")
    assert (found.returns, found.arguments[0].type) == ("t", "t")


def test_a_body_in_a_file(tmp_path: Path):
    (tmp_path / "f.sql").write_text("\nbegin\nend\n", "utf-8")
    assert (
        function("functions: {f: {language: plpgsql, body_file: f.sql}}", "f()", root=tmp_path).body == "\nbegin\nend\n"
    )
    project = tmp_path / "project"
    project.mkdir()
    [(code, where, _)] = problems("functions: {f: {language: sql, body_file: ../f.sql}}", root=project)
    assert (code, where) == ("path-leaves-project", "a.yaml:2:43")


# Triggers


def test_a_trigger_calls_a_function_of_its_schema_or_of_the_server():
    written = "schemas: {s: {}}\nfunctions: {s.touch: {returns: trigger, language: plpgsql, body: x}}\n"
    triggers = f"one: {TRIGGER}, two: {TRIGGER.replace('touch', 's.touch')}"
    written += f"tables: {{s.t: {{columns: {{a: int}}, triggers: {{{triggers}}}}}}}"
    found = lowered(written).database.objects[ir.Address("table", "s", "t")]
    assert isinstance(found, ir.Table)
    # Without a schema of its own, a file speaks of the default one, or of what the server finds.
    assert [trigger.function for trigger in found.triggers] == [Name("", "touch"), Name("s", "touch")]


def test_columns_of_a_trigger_need_an_update():
    written = TABLE % "triggers: {g: {timing: before, events: [insert], columns: [a], function: f}}"
    assert problems(written) == [
        ("bad-trigger", "a.yaml:2:60", "'g' names columns, and no update is among its events")
    ]  # fmt: skip
    [(code, _, message)] = problems(written.replace("insert", "update").replace("[a]", "[c]"))
    assert (code, message) == ("unknown-column", "the table 't' has no column 'c'")


def test_the_order_of_events_means_nothing():
    one, other = (table(TABLE % f"triggers: {{g: {{timing: after, events: {events}, function: f}}}}")
                  for events in ("[update, insert]", "[insert, update]"))  # fmt: skip
    assert one == other


# Mixins

MIXIN = """
mixins:
  owned:
    columns: {owner: text}
    row_security: forced
    policies: {own: {using: owner = current_user}}
    triggers: {touch: {timing: before, events: [update], function: touch}}
    grants: {app: [select]}
"""


def test_a_mixin_brings_what_guards_a_table():
    found = table(
        f"{MIXIN}\ntables: {{t: {{mixins: [owned], columns: {{a: int}}, grants: {{app: [insert], x: [all]}}}}}}"
    )
    assert found.row_security == "forced"
    assert [one.name for one in (*found.policies, *found.triggers)] == ["own", "touch"]
    assert [grant.privilege for grant in found.grants if grant.role == "app"] == ["insert", "select"]


def test_a_table_has_the_last_word_on_row_security():
    assert table(f"{MIXIN}\ntables: {{t: {{mixins: [owned], row_security: false}}}}").row_security is None


@pytest.mark.parametrize("own", ["policies: {own: {using: 'true'}}", f"triggers: {{touch: {TRIGGER}}}"])
def test_a_clash_with_a_mixin(own: str):
    [(code, where, _)] = problems(f"{MIXIN}\ntables: {{t: {{mixins: [owned], {own}}}}}")
    assert code == "mixin-clash"
    assert where.startswith("a.yaml:11:")


# Grants


@pytest.mark.parametrize(
    "written",
    [TABLE % "grants: {r: [select, usage]}", "schemas: {s: {grants: {r: {select: true, usage: true}}}}",
     "default_privileges: {p: {objects: sequences, grants: {r: [execute]}}}"],
)  # fmt: skip
def test_a_privilege_that_there_is_not(written: str):
    [one] = refusal(written)
    assert one.code == "unknown-privilege"
    assert (one.help or "").endswith(", all")


def test_grants_have_one_form():
    whole = table(TABLE % "grants: {r: [all], q: {select: [b, a], update: {with_grant_option: true}}, p: []}")
    assert whole.grants[:3] == (
        ir.Grant(role="p"),
        ir.Grant(role="q", privilege="select", columns=("a", "b")),
        ir.Grant(role="q", privilege="update", grantable=True),
    )
    every = ("delete", "insert", "references", "select", "trigger", "truncate", "update")
    assert tuple(grant.privilege for grant in whole.grants[3:]) == every
    assert table(TABLE % f"grants: {{r: [{', '.join(reversed(every))}]}}").grants == whole.grants[3:]


def test_default_privileges_are_known_by_what_they_are_about():
    written = (
        "default_privileges: {one: {objects: tables, schema: s, role: r, grants: {}}, "
        "two: {objects: tables, grants: {}}}"
    )
    assert [address.name for address in lowered(f"schemas: {{s: {{}}}}\n{written}").database.objects][1:] == [
        "tables in s of r",
        "tables",
    ]
    twice = written.replace("schema: s, role: r, ", "")
    assert [one.code for one in refusal(twice)] == ["duplicate-name"]


# Partitions and inheritance

PARENT = "tables: {p: {columns: {a: integer}, partition_by: {range: [a]}, partitions: %s}}"


def bounds(partitions: str) -> list[str | None]:
    return [
        found.bound
        for found in lowered(PARENT % partitions).database.objects.values()
        if isinstance(found, ir.Table) and found.partition_of
    ]


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("{from: 1, to: 10}", "FOR VALUES FROM (1) TO (10)"),
        ("{from: -1}", "FOR VALUES FROM (-1) TO (MAXVALUE)"),
        ("{to: [1, it's]}", "FOR VALUES FROM (MINVALUE, MINVALUE) TO (1, 'it''s')"),
        ("{from: [2026-01-01, {sql: MINVALUE}], to: [x, 1.50]}",
         "FOR VALUES FROM ('2026-01-01', MINVALUE) TO ('x', 1.50)"),
        ("{values: [a, 1, true, null]}", "FOR VALUES IN ('a', 1, true, NULL)"),
        ("{modulus: 4, remainder: 0}", "FOR VALUES WITH (modulus 4, remainder 0)"),
        ("default", "DEFAULT"),
        ("{default: true}", "DEFAULT"),
    ],
)  # fmt: skip
def test_the_bound_of_a_partition(written: str, bound: str):
    assert bounds(f"{{one: {written}}}") == [bound]


def test_partitions_live_where_their_parent_does_unless_told():
    partitions = "{one: {to: 1, partition_by: {list: [a]}, partitions: {two: default}}, o.three: {from: 1}}"
    written = f"schemas: {{s: {{}}, o: {{}}}}\n{PARENT % partitions}"
    found = lowered(written.replace("tables: {p", "tables: {s.p")).database.objects
    assert [(address.schema, address.name) for address in found if address.kind == "table"] == [
        ("s", "p"), ("s", "one"), ("s", "two"), ("o", "three")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        (PARENT % "{one: {comment: x}}", "no-bound", "a partition says which rows it holds"),
        ("tables: {t: {columns: {a: int}}, p: {partition_of: {table: t, default: true}}}", "not-partitioned",
         "'p' is a partition of 't', which is not partitioned"),
        ("tables: {p: {partition_of: {table: q, default: true}}}", "unknown-table",
         "'p' is made from 'q', which is no table of this project"),
        ("tables: {p: {columns: {a: int}, inherits: q}}", "unknown-table",
         "'p' is made from 'q', which is no table of this project"),
        ("tables: {t: {columns: {a: int}}, p: {inherits: t, primary_key: b}}", "unknown-column",
         "the table 'p' has no column 'b'"),
        (TABLE % "partition_by: {range: [c]}", "unknown-column", "the table 't' has no column 'c'"),
        (PARENT % "{p: default}", "duplicate-name", "the table 'p' is defined twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_partition(written: str, code: str, message: str):
    assert [(found, said) for found, _, said in problems(written)] == [(code, message)]


def test_a_key_may_be_of_inherited_columns():
    found = lowered(
        "tables: {t: {columns: {a: int}}, p: {inherits: [t], columns: {b: int}, primary_key: [a, b]}}"
    ).database
    child = found.objects[ir.Address("table", "", "p")]
    assert isinstance(child, ir.Table)
    assert child.inherits == (Name("", "t"),)


# Names of collations and statistics


def test_a_collation_has_one_form():
    written = "collations: {german: {locale: de}}\ntables: {t: {columns: {%s}}}"
    collations = {"a": "german", "b": "public.german", "c": "de-x-icu"}
    columns = [f"{name}: {{type: text, collation: {collation}}}" for name, collation in collations.items()]
    assert [column.collation for column in table(written % ", ".join(columns)).columns] == [
        "german",
        "german",
        '"de-x-icu"',
    ]


def test_statistics_live_where_their_table_does_unless_told():
    statistics = "{one: [a, {sql: a + 1}], public.two: [{sql: a}]}"
    written = f"schemas: {{s: {{}}}}\ntables: {{s.t: {{columns: {{a: int}}, statistics: {statistics}}}}}"
    found = lowered(written).database.objects[ir.Address("table", "s", "t")]
    assert isinstance(found, ir.Table)
    assert [(one.name, one.schema) for one in found.statistics] == [("one", None), ("two", "")]


# Raw objects that have a model


@pytest.mark.parametrize(
    ("sql", "kind", "section"),
    [
        ("create function f() returns int return 1", "function", "functions"),
        ("create or replace procedure p() language sql as ''", "procedure", "procedures"),
        ("create trigger touch before update on t for each row execute function f()", "trigger", "tables"),
        ("create unique index i on t (a)", "index", "tables"),
        ("create policy p on t", "policy", "tables"),
        ("create view v as select 1", "view", "views"),
    ],
)
def test_raw_is_not_for_what_has_a_model(sql: str, kind: str, section: str):
    written = f"tables: {{t: {{columns: {{a: int}}}}}}\nraw: {{mine: {{create: {sql!r}}}}}"
    assert [(code, said) for code, _, said in problems(written)] == [
        ("raw-has-a-model", f"'mine' creates a {kind}, which has a model")
    ]
    assert f"`{section}:`" in str(refusal(written)[0].help)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("create temp trigger touch after insert on t begin select 1; end", "trigger"),
        ("create virtual table if not exists words using fts5(a)", "virtual table"),
    ],
)
def test_raw_is_not_for_what_has_a_model_on_sqlite(sql: str, kind: str):
    written = f"tables: {{t: {{columns: {{a: int}}}}}}\nraw: {{mine: {{create: {sql!r}}}}}"
    [found] = refusal(written, dialect="sqlite")
    assert (found.code, found.message) == ("raw-has-a-model", f"'mine' creates a {kind}, which has a model")
    assert "`tables:`" in str(found.help)


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        ("postgres", "create operator === (leftarg = text, rightarg = text, function = texteq)"),
        ("postgres", "create text search configuration words (copy = english)"),
        ("sqlite", "pragma user_version = 2"),
    ],
)
def test_raw_is_for_what_has_none(dialect: str, sql: str):
    written = f"tables: {{t: {{columns: {{a: int}}}}}}\nraw: {{mine: {{create: {sql!r}}}}}"
    assert ir.Address("raw", "", "mine") in lowered(written, dialect=dialect).database.objects
