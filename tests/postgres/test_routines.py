"""Routines, triggers and rules of a live PostgreSQL database: read, made again from what was read, and compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemac import dialect as dialects
from schemac import ir
from schemac.dialect import Filters
from schemac.diff import diff
from schemac.emit import emit
from schemac.ir import Aggregate, Argument, Database, Function, Procedure, Rule, Trigger
from schemac.lower import lower
from schemac.names import Name
from schemac.notation import Notation
from schemac.plan import plan
from schemac.project import read_documents
from schemac_apply import run_script
from schemac_apply.drivers import connect
from schemac_dialects.postgres import routines, settings
from schemac_dialects.postgres.definitions import rule_parts, trigger_parts
from schemac_dialects.postgres.introspect import introspect
from schemac_dialects.postgres.texts import argument_default, unmodified

POSTGRES = dialects.find("postgres")


def _look(url: str, *statements: str) -> Database:
    with connect(url) as connection:
        for statement in statements:
            connection.execute(statement)
        found = introspect(connection, Filters())
    assert [one for one in found.diagnostics if one.severity != "note"] == []
    return found.database


def _read(url: str, *statements: str) -> dict[str, Any]:
    return {str(address): found for address, found in _look(url, *statements).objects.items()}


def _function(url: str, statement: str) -> Function:
    (found,) = _look(url, statement).of_kind("function")
    assert isinstance(found, Function)
    return found


TABLE = "create table t (id int primary key, name text, price numeric(10, 2))"
TRIGGER = "create function touch() returns trigger language plpgsql as 'begin return new; end'"
EVERYTHING = (
    "create schema shop",
    "create type mood as enum ('fine')",
    "create domain shop.amount as numeric(10, 2)",
    TABLE,
    "create view v as select id, name from t",
    TRIGGER,
    """create function bodies() returns text language plpgsql as $outer$
begin
  -- $$ and $body$ and 'quotes' and "more" and \\backslashes\\
  return $$a$$ || $body$b$body$ || E'\\n';
end $outer$""",
    "create function modes(int, inout a text, out b shop.amount, variadic c mood[] default '{}') language sql as "
    "$$ select a, 1::shop.amount $$",
    "create function shop.rows_of(t, shop.amount default 1.5) returns setof t language sql stable rows 3 as "
    "'select * from t'",
    "create function one_column() returns table (only_one varchar(3)) language sql as 'select null::varchar'",
    "create function sets(out a int, out b int) returns setof record language sql as 'select 1, 2'",
    "create function later(a timestamptz = now() - interval '1 day', b int[] = array[1, 2], c text = null) "
    "returns date language sql return (a + make_interval(days => b[1]))::date",
    "create function several(a int) returns int begin atomic insert into t values (a, 'x;y'); "
    "select case when a > 1 then 2 else 3 end; end",
    "create function options() returns int language sql immutable strict leakproof parallel restricted "
    "security definer cost 0.001 set search_path = shop, \"Odd, one\", \"$user\" set \"app.Mode\" = 'a b' "
    "set datestyle = 'ISO, MDY' as 'select 1'",
    "create function nothing_in_path() returns int language sql set search_path = '' as 'select 1'",
    "create function ranks() returns bigint language internal window as 'window_rank'",
    "create function lib() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler'",
    "create function likes(text, text) returns bool language internal strict immutable support textlike_support "
    "as 'textlike'",
    'create function "Odd.Name"("Arg one" int) returns void language sql as \'\'',
    "create function poly(anyelement, variadic \"any\") returns anyarray language internal as 'int4abs'",
    "create function hook() returns event_trigger language plpgsql as 'begin end'",
    "create procedure answers(in a int, inout b int, out c text) language plpgsql as 'begin end'",
    "create procedure atomically(a int) begin atomic delete from t where id = a; delete from t where id = -a; end",
    "create function step(int, int) returns int language sql immutable as 'select $1 + $2'",
    "create aggregate total(int) (sfunc = step, stype = int, sspace = 8, initcond = '07', parallel = safe)",
    "create aggregate shop.counts(*) (sfunc = int8inc, stype = bigint, initcond = '0')",
    "create aggregate least_of(a int) (sfunc = int4smaller, stype = int, sortop = <)",
    'create aggregate pick(float8 order by "any") (sfunc = ordered_set_transition, stype = internal, '
    "finalfunc = percentile_disc_final, finalfunc_extra)",
    'create aggregate place(variadic "any" order by variadic "any") (sfunc = ordered_set_transition_multi, '
    "stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical)",
    "create aggregate moving(int) (sfunc = step, stype = int, msfunc = step, minvfunc = step, mstype = int, "
    "minitcond = '0', mfinalfunc_modify = read_write, mfinalfunc = int4abs)",
    "create trigger \"Odd WHEN (\" before insert or update of name, id on t for each row when ((new.name || ') ') <> "
    "'EXECUTE FUNCTION x(') execute function touch('a', 'it''s', 'back\\slash', '')",
    "create constraint trigger deferred after insert on t from t deferrable initially deferred for each row "
    "execute function touch()",
    "create trigger transition after update on t referencing old table as o new table as \"N\" "
    "for each statement execute function touch()",
    "create trigger off before insert on t for each row execute function touch()",
    "alter table t disable trigger off",
    "create trigger instead instead of insert on v for each row execute function touch()",
    "create rule nothing as on delete to v do instead nothing",
    "create rule \"DO it\" as on update to t where old.name = 'DO INSTEAD' do (insert into t values (new.id + 1); "
    "select ')' as a; delete from t where id = 7)",
    "create rule with_rows as on insert to v do instead insert into t values (new.id) returning id, name",
    "create rule tells as on insert to t do notify told",
    "alter table t enable always rule \"DO it\"",
    "create event trigger watch on ddl_command_end when tag in ('DROP TABLE', 'CREATE TABLE') execute function hook()",
    "alter event trigger watch enable replica",
    *(
        f"comment on {what} is 'It''s {number}'"
        for number, what in enumerate(
            ("function ranks()", "procedure answers(int, int)", "aggregate shop.counts(*)", "trigger off on t",
             "trigger instead on v", 'rule "DO it" on t', "event trigger watch")
        )
    ),
)  # fmt: skip


def test_what_is_read_can_be_made_again(postgres: str, fresh: Callable[[str], str]) -> None:
    found = _look(postgres, *EVERYTHING)
    assert not any(isinstance(one, ir.Raw) for one in found.objects.values())
    with connect(fresh("postgres")) as connection:
        run_script(connection, plan(diff(Database(), found), POSTGRES).sql())
        again = introspect(connection, Filters()).database
        assert plan(diff(found, again, same=POSTGRES.rules.same), POSTGRES).sql() == ""
        run_script(connection, plan(diff(found, Database()), POSTGRES).sql())
        assert introspect(connection, Filters()).database == Database()


@pytest.mark.parametrize("notation", ["yaml", "toml"])
def test_what_is_written_to_a_file_is_read_from_it(postgres: str, tmp_path: Path, notation: Notation) -> None:
    body = "begin\r\n\t-- \u00e9 $$ \\ \n  return 'it''s';  \nend\n\n"
    found = _look(postgres, *EVERYTHING, f"create function f() returns text language plpgsql as $x${body}$x$")
    file = tmp_path / f"schema.{notation}"
    file.write_text(emit(found, POSTGRES, notation=notation), encoding="utf-8", newline="")
    again = lower(read_documents([file], tmp_path), POSTGRES, root=tmp_path).database
    assert plan(diff(found, again, same=POSTGRES.rules.same), POSTGRES).sql() == ""


def test_nothing_of_an_extension_and_of_a_constraint_is_read(postgres: str) -> None:
    found = _look(
        postgres,
        "create extension pg_trgm",
        "create table t (id int primary key)",
        "create table u (id int references t)",
        "create type span as range (subtype = float8)",
    )
    assert {one.kind for one in found.objects.values()} == {"extension", "table", "range"}
    assert not any(member.kind == "trigger" for one in found.objects.values() for member in ir.children(one))


def test_functions(postgres: str) -> None:
    found = _read(postgres, *EVERYTHING)
    assert found["function modes(integer, text, mood[])"] == Function(
        name="modes",
        arguments=(
            Argument(type="integer"),
            Argument(name="a", type="text", mode="inout"),
            Argument(name="b", type="shop.amount", mode="out"),
            Argument(name="c", type="mood[]", mode="variadic", default="'{}'"),
        ),
        body=" select a, 1::shop.amount ",
    )
    rows = found["function shop.rows_of(t, shop.amount)"]
    assert (rows.returns, rows.returns_set, rows.rows, rows.volatility) == ("t", True, "3", "stable")
    assert rows.arguments[1].default == "1.5"
    one = found["function one_column()"]
    assert (one.returns, one.returns_set, one.rows) == (None, True, None)
    assert one.arguments == (Argument(name="only_one", type="varchar", mode="table"),)
    assert found["function sets()"].returns == "record"
    options = found["function options()"]
    assert options.settings == (
        ("search_path", 'shop, "Odd, one", "$user"'),
        ("app.mode", "a b"),
        ("datestyle", "ISO, MDY"),
    )
    assert (options.cost, options.parallel, options.strict, options.leakproof) == ("0.001", "restricted", True, True)
    assert found["function nothing_in_path()"].settings == (("search_path", ""),)
    lib = found["function lib()"]
    assert (lib.library, lib.body, lib.language) == ("$libdir/plpgsql", "plpgsql_call_handler", "c")
    assert found["function likes(text, text)"].support == Name("", "textlike_support")
    assert found["function several(integer)"].statement.startswith("BEGIN ATOMIC\n")
    answers = found["procedure answers(integer, integer)"]
    assert isinstance(answers, Procedure)
    assert [one.mode for one in answers.arguments] == ["in", "inout", "out"]


def test_aggregates(postgres: str) -> None:
    found = _read(postgres, *EVERYTHING)
    assert found["aggregate place(any, any)"] == Aggregate(
        name="place",
        arguments=(Argument(type="any", mode="variadic"),),
        order_by=(Argument(type="any", mode="variadic"),),
        state_function=Name("", "ordered_set_transition_multi"),
        state_type="internal",
        final_function=Name("", "rank_final"),
        final_extra=True,
        hypothetical=True,
    )
    assert found["aggregate pick(double precision, any)"].final_modify is None
    assert found["aggregate moving(integer)"].moving_final_modify == "read_write"
    assert (found["aggregate total(integer)"].initial_value, found["aggregate total(integer)"].state_size) == ("07", 8)
    assert found["aggregate least_of(integer)"].sort_operator == "<"


def test_triggers_and_rules(postgres: str) -> None:
    found = _read(postgres, *EVERYTHING)
    triggers = {one.name: one for one in found["table t"].triggers}
    assert triggers["Odd WHEN ("] == Trigger(
        name="Odd WHEN (",
        timing="before",
        events=("insert", "update"),
        columns=("name", "id"),
        when="(new.name || ') '::text) <> 'EXECUTE FUNCTION x('::text",
        function=Name("", "touch"),
        arguments=("a", "it's", "back\\slash", ""),
    )
    assert (triggers["deferred"].deferrable, triggers["deferred"].from_table) == ("deferred", Name("", "t"))
    assert (triggers["transition"].old_table, triggers["transition"].new_table) == ("o", "N")
    assert triggers["off"].enabled == "disabled"
    rule, _ = found["table t"].rules
    assert (rule.name, rule.where, rule.instead) == ("DO it", "old.name = 'DO INSTEAD'::text", False)
    assert rule.body.count(";") == 2
    assert rule.body.endswith("(t.id = 7)")
    assert found["view v"].rules[0] == Rule(name="nothing", event="delete", instead=True)


def test_triggers_of_a_partitioned_table_are_its_own(postgres: str) -> None:
    found = _read(
        postgres,
        TRIGGER,
        "create table p (id int) partition by list (id)",
        "create table p1 partition of p for values in (1)",
        "create trigger touch after insert on p for each row execute function touch()",
    )
    assert [one.name for one in found["table p"].triggers] == ["touch"]
    assert found["table p1"].triggers == ()


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("search_path=shop", "shop"),
        ("search_path=shop,public", "shop, public"),
        ('search_path=shop, "Odd ""one"""', 'shop, "Odd ""one"""'),
        ("search_path=Shop", "shop"),
        ('search_path=""', ""),
        ("work_mem=8MB", "8MB"),
    ],
)
def test_settings_in_the_form_of_the_model(declared: str, written: str) -> None:
    name, _, value = declared.partition("=")
    assert settings.plain(name, value) == (name, written)
    assert settings.pairs([declared]) == ((name, written),)


def test_settings_as_the_server_takes_them() -> None:
    assert settings.sql("search_path", 'shop, "Odd, one"') == "\"search_path\" TO 'shop', 'Odd, one'"
    assert settings.sql("search_path", "") == "\"search_path\" TO ''"
    assert settings.sql("app.mode", "it's") == "\"app\".\"mode\" TO 'it''s'"


@pytest.mark.parametrize(
    ("body", "tag"), [("", "$$"), ("a", "$$"), ("a$", "$body$"), ("$$", "$body$"), ("$$ $body$", "$body1$")]
)
def test_a_tag_that_a_body_does_not_hold(body: str, tag: str) -> None:
    assert routines.dollar_tag(body) == tag


@pytest.mark.parametrize(
    ("type", "bare"),
    [
        ("varchar(20)", "varchar"),
        ("numeric(10,2)[]", "numeric[]"),
        ("char(3)", "bpchar"),
        ("char(3)[]", "bpchar[]"),
        ("interval day to second(3)", "interval"),
        ("timestamptz(3)", "timestamptz"),
        ('"Odd (1)"', '"Odd (1)"'),
        ('"char"', '"char"'),
        ("double precision", "double precision"),
    ],
)
def test_types_without_modifiers(type: str, bare: str) -> None:
    assert unmodified(type) == bare


def test_null_is_a_default_of_an_argument() -> None:
    assert argument_default("NULL::text", "text") == "NULL"
    assert argument_default("NULL::character varying", "varchar") == "NULL"
    assert argument_default("NULL::text", "varchar") == "NULL::text"
    assert argument_default("'x'::text", "text") == "'x'"


@pytest.mark.parametrize(
    ("definition", "when", "arguments"),
    [
        ("CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", None, ()),
        ("CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f('a', '')", None, ("a", "")),
        ("CREATE TRIGGER a AFTER UPDATE ON t FOR EACH ROW WHEN ((old.a > 1)) EXECUTE FUNCTION f()", "old.a > 1", ()),
    ],
)
def test_parts_of_a_trigger(definition: str, when: str | None, arguments: tuple[str, ...]) -> None:
    assert trigger_parts(definition) == (when, arguments)


@pytest.mark.parametrize(
    ("definition", "where", "body"),
    [
        ("CREATE RULE a AS\n    ON DELETE TO t DO INSTEAD NOTHING;", None, None),
        ("CREATE RULE a AS\n    ON DELETE TO t\n   WHERE (old.a > 1) DO  SELECT 1;", "old.a > 1", "SELECT 1"),
        ("CREATE RULE a AS\n    ON DELETE TO t DO INSTEAD ( SELECT 1;\n SELECT 2;\n);", None, "SELECT 1;\n SELECT 2"),
    ],
)
def test_parts_of_a_rule(definition: str, where: str | None, body: str | None) -> None:
    assert rule_parts(definition) == (where, body)


def test_an_old_body_is_kept_to_the_byte(postgres: str, fresh: Callable[[str], str]) -> None:
    body = "begin\n\t-- \u00e9 $$ $body$\r\n  return 'it''s';  \nend\n\n"
    found = _function(postgres, f"create function f() returns text language plpgsql as $x${body}$x$")
    assert found.body == body
    with connect(fresh("postgres")) as connection:
        run_script(connection, plan(diff(Database(), ir.database([found])), POSTGRES).sql())
        assert introspect(connection, Filters()).database == ir.database([found])
