"""What of a live PostgreSQL database comes back as the model, and what is said of the rest."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from schemac import dialect as dialects
from schemac import ir
from schemac.diagnostics import SchemacError
from schemac.dialect import Filters, Introspected
from schemac.diff import diff
from schemac.ir import Check, Column, ForeignKey, Identity, Index, IndexPart, PrimaryKey, Unique
from schemac.names import Name
from schemac.plan import plan
from schemac_apply import run_script
from schemac_apply.drivers import connect
from schemac_dialects.postgres.introspect import introspect
from schemac_dialects.postgres.texts import plain_default, short_type, without_outer_parentheses


def _look(url: str, *statements: str, **filters: tuple[str, ...]) -> Introspected:
    with connect(url) as connection:
        for statement in statements:
            connection.execute(statement)
        return introspect(connection, Filters(**filters))


def _objects(found: Introspected) -> dict[str, Any]:
    return {str(address): held for address, held in found.database.objects.items()}


def _table(url: str, *statements: str, name: str = "table t") -> ir.Table:
    found = _look(url, *statements)
    assert found.diagnostics == ()
    table = _objects(found)[name]
    assert isinstance(table, ir.Table)
    return table


def _version(url: str) -> int:
    with connect(url) as connection:
        version: int = connection.raw.info.server_version
        return version


def _left_out(found: Introspected) -> list[str]:
    assert {one.code for one in found.diagnostics} <= {"unmodelled-object"}
    assert {one.severity for one in found.diagnostics} <= {"warning", "note"}
    return [one.message.partition(" not modelled and ")[0].rsplit(" ", 1)[0] for one in found.diagnostics]


def test_an_empty_database_is_an_empty_model(postgres: str) -> None:
    assert _look(postgres) == Introspected(database=ir.Database())


@pytest.mark.parametrize(
    ("declared", "type"),
    [
        ("int", "integer"),
        ("smallint", "smallint"),
        ("varchar(120)", "varchar(120)"),
        ("varchar", "varchar"),
        ("varchar(3)[]", "varchar(3)[]"),
        ("char(2)", "char(2)"),
        ("char", "char(1)"),
        ("bpchar", "bpchar"),
        ('"char"', '"char"'),
        ("numeric(10, 2)", "numeric(10,2)"),
        ("decimal", "numeric"),
        ("float", "double precision"),
        ("timestamptz", "timestamptz"),
        ("timestamptz(3)", "timestamptz(3)"),
        ("timestamp(0)", "timestamp(0)"),
        ("time", "time"),
        ("time(3) with time zone", "timetz(3)"),
        ("timestamp[]", "timestamp[]"),
        ("bit(3)", "bit(3)"),
        ("bit varying(3)", "varbit(3)"),
        ("bit varying", "varbit"),
        ("interval", "interval"),
        ("interval day to second(3)", "interval day to second(3)"),
        ("jsonb", "jsonb"),
        ("text[][]", "text[]"),
        ('"Weird Type"[]', '"Weird Type"[]'),
        ("shop.status", "shop.status"),
        ('"Status"', "Status"),
        ("citext", "citext"),
        ("vector(3)", "vector(3)"),
    ],
)
def test_types_are_short(postgres: str, declared: str, type: str) -> None:
    with connect(postgres) as connection:
        for name in ("citext", "vector"):
            if declared.startswith(name):
                if not connection.query("select 1 from pg_available_extensions where name = ?", [name]):
                    pytest.skip(f"this server has no extension {name}")
                connection.execute(f"create extension {name}")
        connection.execute("create schema shop")
        connection.execute("create type shop.status as enum ('a')")
        connection.execute("create type \"Status\" as enum ('a')")
        connection.execute('create domain "Weird Type" as text')
    assert _table(postgres, f"create table t (a {declared})").columns[0].type == type
    assert short_type(type) == type


@pytest.mark.parametrize(
    ("type", "declared", "default"),
    [
        ("text", "'draft'", "'draft'"),
        ("text", "'it''s (one)'", "'it''s (one)'"),
        ("text", "'a' || 'b'", "('a'::text || 'b'::text)"),
        ("text", "null", None),
        ("varchar(9)", "null::varchar", "NULL::character varying"),
        ("varchar(9)", "'x'", "'x'"),
        ("text", "'x'::varchar", "'x'::character varying"),
        ("char(2)", "'x'", "'x'"),
        ("integer", "7", "7"),
        ("integer", "-7", "-7"),
        ("bigint", "-7", "-7"),
        ("bigint", "7::bigint", "(7)::bigint"),
        ("smallint", "'7'", "'7'::smallint"),
        ("bigint", "3000000000", "3000000000"),
        ("integer", "-2147483648", "-2147483648"),
        ("varchar(9)", "'x'::varchar(9)", "'x'::character varying(9)"),
        ("varchar(9)[]", "'{}'::varchar(9)[]", "'{}'::character varying(9)[]"),
        ("char(2)", "'x'::char(2)", "'x'::character(2)"),
        ("interval(2)", "'1 day'", "'1 day'"),
        ("numeric(9,2)", "-0.50", "-0.50"),
        ("numeric", "'-7'", "'-7'::numeric"),
        ("double precision", "'1e-7'", "'1e-07'"),
        ("real", "'NaN'", "'NaN'"),
        ("boolean", "true", "true"),
        ("date", "'2026-01-02'", "'2026-01-02'"),
        ("timestamptz", "'2026-01-02 03:04:05+02'", "'2026-01-02 01:04:05+00'"),
        ("timestamptz", "now()", "now()"),
        ("jsonb", "'{}'", "'{}'"),
        ("text[]", "'{}'", "'{}'"),
        ("text[]", "array[]::text[]", "ARRAY[]::text[]"),
        ("bit(3)", "B'101'", "'101'"),
        ("interval", "'1 day'", "'1 day'"),
        ("mood", "'fine'", "'fine'"),
        ("mood[]", "'{fine}'", "'{fine}'"),
    ],
)
def test_a_literal_default_is_said_plainly_and_means_the_same(
    fresh: Callable[[str], str], type: str, declared: str, default: str | None
) -> None:
    mood = "create type mood as enum ('fine')"
    table = _table(fresh("postgres"), mood, f"create table t (a {type} default {declared})")
    assert table.columns[0].default == default
    again = _table(fresh("postgres"), mood, f"create table t (a {type} default {default or 'null'})")
    assert again == table


@pytest.mark.parametrize(
    ("expression", "type", "plain"),
    [
        ("'a'::text || 'b'::text", "text", "'a'::text || 'b'::text"),
        ("'a'::text", "varchar(3)", "'a'::text"),
        ("'1'::text", "integer", "'1'::text"),
        ("'a'::shop.mood", "shop.mood", "'a'"),
        ("'a'::\"Mood\"", "Mood", "'a'"),
        ("'10:00:00'::interval day to second(3)", "interval day to second(3)", "'10:00:00'"),
        ("'3000000000'::bigint", "numeric", "3000000000"),
        ("'3'::bigint", "numeric", "'3'::bigint"),
        ("lower('x'::text)", "text", "lower('x'::text)"),
    ],
)
def test_only_one_literal_and_one_cast_are_simplified(expression: str, type: str, plain: str) -> None:
    assert plain_default(expression, type) == plain


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("(a > 0)", "a > 0"),
        ("((a > 0) AND (b > 0))", "(a > 0) AND (b > 0)"),
        ("(a > 0) AND (b > 0)", "(a > 0) AND (b > 0)"),
        ("(a = ')'::text)", "a = ')'::text"),
        ("(a)::text = (b)", "(a)::text = (b)"),
        ('("(" > 0)', '"(" > 0'),
        ("lower(a)", "lower(a)"),
        ("", ""),
    ],
)
def test_outer_parentheses(text: str, inner: str) -> None:
    assert without_outer_parentheses(text) == inner


def test_columns(postgres: str) -> None:
    table = _table(
        postgres,
        """create table t (
             "Id" bigint generated always as identity,
             code integer generated by default as identity (start 10 increment 5 maxvalue 1000 cycle cache 3),
             countdown smallint generated always as identity (increment -1),
             name varchar(20) not null collate "C",
             price numeric(10,2) not null,
             gross numeric generated always as (price * 1.2) stored,
             gone text,
             note text)""",
        "alter table t drop column gone",
        "comment on column t.name is 'What it''s called'",
        "comment on table t is 'Things'",
    )
    assert table.comment == "Things"
    assert table.columns == (
        Column(name="Id", type="bigint", identity=Identity(always=True)),
        Column(
            name="code",
            type="integer",
            identity=Identity(start=10, increment=5, max=1000, cycle=True, cache=3),
        ),
        Column(name="countdown", type="smallint", identity=Identity(always=True, increment=-1)),
        Column(name="name", type="varchar(20)", collation="C", comment="What it's called"),
        Column(name="price", type="numeric(10,2)"),
        Column(name="gross", type="numeric", nullable=True, generated="price * 1.2"),
        Column(name="note", type="text", nullable=True),
    )


def test_a_virtual_column(postgres: str) -> None:
    if _version(postgres) < 180000:
        pytest.skip("virtual columns came with PostgreSQL 18")
    table = _table(postgres, "create table t (a int, b int generated always as (abs(a) + 1) virtual)")
    assert table.columns[1] == Column(name="b", type="integer", nullable=True, generated="abs(a) + 1", stored=False)


def test_serials_are_recognised_only_where_serial_would_make_the_same(postgres: str) -> None:
    objects = _objects(
        _look(
            postgres,
            "create schema shop",
            'create table shop."Odd" (id serial, "Big" bigserial, small smallserial)',
            "create table t (a serial, b serial, c serial, d serial, e serial)",
            "alter table t alter b drop not null",
            "alter sequence t_c_seq increment 2",
            "alter sequence t_d_seq rename to d_numbers",
            "comment on sequence t_e_seq is 'Numbers'",
            "create sequence free as integer minvalue 10 maxvalue 20 cycle",
            "create sequence down increment -1",
        )
    )
    odd = objects["table shop.Odd"]
    assert [(column.type, column.default) for column in odd.columns] == [
        ("serial", None),
        ("bigserial", None),
        ("smallserial", None),
    ]
    assert [(column.name, column.type, column.default) for column in objects["table t"].columns] == [
        ("a", "serial", None),
        ("b", "integer", "nextval('t_b_seq'::regclass)"),
        ("c", "integer", "nextval('t_c_seq'::regclass)"),
        ("d", "integer", "nextval('d_numbers'::regclass)"),
        ("e", "integer", "nextval('t_e_seq'::regclass)"),
    ]
    owner: dict[str, Any] = {"type": "integer", "owner_table": Name("", "t")}
    assert [held for held in objects.values() if held.kind == "sequence"] == [
        ir.Sequence(name="d_numbers", owner_column="d", **owner),
        ir.Sequence(name="down", increment=-1),
        ir.Sequence(name="free", type="integer", min=10, max=20, cycle=True),
        ir.Sequence(name="t_b_seq", owner_column="b", **owner),
        ir.Sequence(name="t_c_seq", owner_column="c", increment=2, **owner),
        ir.Sequence(name="t_e_seq", owner_column="e", comment="Numbers", **owner),
    ]


def test_a_sequence_that_others_use_is_no_serial(postgres: str) -> None:
    objects = _objects(
        _look(
            postgres,
            "create table a (id serial)",
            "create table b (id integer default nextval('a_id_seq'))",
        )
    )
    assert "sequence a_id_seq" in objects
    assert objects["table a"].columns[0].default == "nextval('a_id_seq'::regclass)"


def test_constraints(postgres: str) -> None:
    table = _table(
        postgres,
        "create schema shop",
        "create table shop.items (a int, b int, c int unique, primary key (b, a), unique (a, b))",
        """create table t (
             a int, b int, c int, d text, parent int,
             constraint t_key primary key (b, a) include (c),
             constraint z_unique unique (c, a) deferrable initially deferred,
             constraint own_key unique (c) deferrable,
             constraint items foreign key (b, a) references shop.items match full
               on delete cascade on update restrict deferrable initially deferred,
             constraint reversed foreign key (a, b) references shop.items (a, b),
             constraint item foreign key (c) references shop.items (c)
               on delete set default on update set null,
             constraint positive check (a > 0 and b > 0) no inherit)""",
        "alter table t add constraint late check (d <> '') not valid",
        "alter table t add constraint later foreign key (parent) references shop.items (c) not valid",
        "comment on constraint late on t is 'Added late'",
    )
    items = Name("shop", "items")
    assert table.primary_key == PrimaryKey(name="t_key", columns=("b", "a"), include=("c",))
    assert table.uniques == (
        Unique(name="own_key", columns=("c",), deferrable="immediate"),
        Unique(name="z_unique", columns=("c", "a"), deferrable="deferred"),
    )
    assert table.foreign_keys == (
        ForeignKey(
            name="item",
            columns=("c",),
            target=items,
            target_columns=("c",),
            on_delete="set_default",
            on_update="set_null",
        ),
        ForeignKey(
            name="items",
            columns=("b", "a"),
            target=items,
            on_delete="cascade",
            on_update="restrict",
            match="full",
            deferrable="deferred",
        ),
        ForeignKey(name="later", columns=("parent",), target=items, target_columns=("c",), not_valid=True),
        ForeignKey(name="reversed", columns=("a", "b"), target=items, target_columns=("a", "b")),
    )
    assert table.checks == (
        Check(name="late", sql="d <> ''::text", not_valid=True, comment="Added late"),
        Check(name="positive", sql="(a > 0) AND (b > 0)", no_inherit=True),
    )
    assert table.indexes == ()


def test_indexes(postgres: str) -> None:
    table = _table(
        postgres,
        'create table t (a int, b text, c jsonb, d text, e text collate "C")',
        "create index a1 on t (a desc, b, d desc nulls last, e nulls first)",
        "create unique index a2 on t (lower(b), (a + 1) desc, (c ->> 'x')) include (d, e) where a > 0 and b <> ''",
        "create index a3 on t using gin (c jsonb_path_ops)",
        "create index a4 on t using hash (b)",
        'create index a5 on t (b text_pattern_ops, d collate "C", e collate "POSIX")',
        'create index a6 on t (lower(b) collate "C", lower(e)) with (fillfactor = 70, deduplicate_items = off)',
        "create index a7 on t ((a::text), coalesce(b, d), (b is null))",
        "comment on index a7 is 'Odd'",
    )
    assert table.indexes == (
        Index(
            name="a1",
            columns=(
                IndexPart(column="a", order="desc"),
                IndexPart(column="b"),
                IndexPart(column="d", order="desc", nulls="last"),
                IndexPart(column="e", nulls="first"),
            ),
        ),
        Index(
            name="a2",
            unique=True,
            columns=(
                IndexPart(sql="lower(b)"),
                IndexPart(sql="a + 1", order="desc"),
                IndexPart(sql="c ->> 'x'::text"),
            ),
            include=("d", "e"),
            where="(a > 0) AND (b <> ''::text)",
        ),
        Index(name="a3", method="gin", columns=(IndexPart(column="c", opclass="jsonb_path_ops"),)),
        Index(name="a4", method="hash", columns=(IndexPart(column="b"),)),
        Index(
            name="a5",
            columns=(
                IndexPart(column="b", opclass="text_pattern_ops"),
                IndexPart(column="d", collation="C"),
                IndexPart(column="e", collation="POSIX"),
            ),
        ),
        Index(
            name="a6",
            columns=(IndexPart(sql="lower(b)", collation="C"), IndexPart(sql="lower(e)")),
            storage=(("fillfactor", "70"), ("deduplicate_items", "off")),
        ),
        Index(
            name="a7",
            comment="Odd",
            columns=(
                IndexPart(sql="(a)::text"),
                IndexPart(sql="COALESCE(b, d)"),
                IndexPart(sql="b IS NULL"),
            ),
        ),
    )


def test_nulls_not_distinct(postgres: str) -> None:
    if _version(postgres) < 150000:
        pytest.skip("NULLS NOT DISTINCT came with PostgreSQL 15")
    table = _table(
        postgres,
        "create table t (a int, constraint a_key unique nulls not distinct (a))",
        "create unique index a_idx on t (a) nulls not distinct",
        "create unique index b_idx on t (a)",
    )
    assert table.uniques == (Unique(name="a_key", columns=("a",), nulls_distinct=False),)
    assert [(index.name, index.nulls_distinct) for index in table.indexes] == [
        ("a_idx", False),
        ("b_idx", True),
    ]


def test_table_options(postgres: str) -> None:
    table = _table(
        postgres,
        "create unlogged table t (a text)"
        " with (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_enabled = off)",
    )
    assert table.unlogged
    assert table.storage == (
        ("fillfactor", "70"),
        ("autovacuum_enabled", "off"),
        ("toast.autovacuum_enabled", "off"),
    )


def test_tablespaces(postgres: str) -> None:
    if _version(postgres) < 150000:
        pytest.skip("tablespaces without a directory of their own came with PostgreSQL 15")
    table = _table(
        postgres,
        "set allow_in_place_tablespaces = on",
        "create tablespace fast location ''",
        "create table t (a int) tablespace fast",
        "create index a_idx on t (a) tablespace fast",
        "create index b_idx on t (a)",
    )
    assert table.tablespace == "fast"
    assert [(index.name, index.tablespace) for index in table.indexes] == [("a_idx", "fast"), ("b_idx", None)]


def test_schemas_extensions_enums_and_domains(postgres: str) -> None:
    found = _look(
        postgres,
        "create schema shop",
        "comment on schema shop is 'The shop'",
        "create schema tools",
        "create extension citext with schema tools",
        "create extension hstore",
        "create type shop.status as enum ('new', 'done')",
        "alter type shop.status add value 'paid' before 'done'",
        "comment on type shop.status is 'How far'",
        "create domain email as varchar(99) collate \"C\" not null default 'x@y' check (value ~ '@')",
        "create domain plain as text",
    )
    assert found.diagnostics == ()
    assert list(found.database.objects.values()) == [
        ir.Schema(name="shop", comment="The shop"),
        ir.Schema(name="tools"),
        ir.Extension(name="citext", into="tools"),
        ir.Extension(name="hstore"),
        ir.Enum(schema="shop", name="status", values=("new", "paid", "done"), comment="How far"),
        ir.Domain(
            name="email",
            type="varchar(99)",
            nullable=False,
            default="'x@y'",
            collation="C",
            checks=(Check(name="email_check", sql="(VALUE)::text ~ '@'::text"),),
        ),
        ir.Domain(name="plain", type="text"),
    ]


def test_the_comment_of_schema_public_is_nothing_new_unless_it_is(fresh: Callable[[str], str]) -> None:
    found = _look(fresh("postgres"), "comment on schema public is 'Mine'")
    assert list(found.database.objects.values()) == [ir.Schema(name="public", comment="Mine")]
    assert not _look(fresh("postgres"), "comment on schema public is null").database.objects


def test_views(postgres: str) -> None:
    found = _look(
        postgres,
        "create table t (a int, b text)",
        "create view plain as select t.a as x from t;",
        "create view careful with (security_barrier, check_option = local) as select a, b from t where a > 0",
        "comment on view careful is 'Only some'",
        "create view strict with (check_option = cascaded) as select a from careful",
    )
    assert found.diagnostics == ()
    objects = _objects(found)
    careful = objects["view careful"]
    assert (careful.comment, careful.check_option, careful.security_barrier, careful.security_invoker) == (
        "Only some",
        "local",
        True,
        False,
    )
    assert careful.query.startswith("SELECT ")
    assert objects["view strict"].check_option == "cascaded"
    assert objects["view plain"].query.endswith("FROM t")


def test_a_view_with_the_rights_of_its_user(postgres: str) -> None:
    if _version(postgres) < 150000:
        pytest.skip("security_invoker came with PostgreSQL 15")
    objects = _objects(_look(postgres, "create view v with (security_invoker) as select 1 as a"))
    assert objects["view v"] == ir.View(name="v", query="SELECT 1 AS a", security_invoker=True)


DEFINITIONS = (
    "create schema shop",
    "create type mood as enum ('fine')",
    "create domain amount as numeric check (value > 0)",
    "create table posts (id serial primary key, title text, touched timestamptz, mood mood)",
    "create table shop.orders (id bigint, total numeric)",
    """create function touch_updated_at() returns trigger language plpgsql as
         $$begin new.touched = now(); return new; end$$""",
    "comment on function touch_updated_at() is 'Touches; it''s ours'",
    "create function add(a integer, b integer default 1) returns integer language sql immutable return a + b",
    "create function add(a mood[]) returns integer language sql return 1",
    "create function shop.\"Total\"(o shop.orders) returns amount language sql as 'select (o).total'",
    "create procedure clean(days integer) language sql as 'delete from posts'",
    "create aggregate sum_all(integer) (sfunc = add, stype = integer, initcond = '0', parallel = safe)",
    "create trigger touch before update of title on posts for each row when (old.title <> new.title)"
    " execute function touch_updated_at()",
    "comment on trigger touch on posts is 'Touches'",
    'create trigger "Off" before insert on posts for each row execute function touch_updated_at()',
    'alter table posts disable trigger "Off"',
    "create rule keep as on delete to shop.orders do instead nothing",
    "create materialized view shop.totals as select count(*) as n, add(1) as one from shop.orders, posts",
    "create unique index totals_idx on shop.totals (n)",
    "comment on materialized view shop.totals is 'All'",
    "comment on column shop.totals.n is 'How many'",
    "comment on index shop.totals_idx is 'Fast'",
    "create materialized view over as select n from shop.totals",
)


SECURED = (
    "create role alice",
    "create schema app",
    "create table app.t (id int primary key, a text, b int)",
    "alter table app.t enable row level security, force row level security",
    "create policy p1 on app.t as restrictive for select to alice using (id > 1)",
    'create policy "P 2" on app.t using (a = current_user) with check (b = 1)',
    "comment on policy p1 on app.t is 'Half of it'",
    "grant select, insert on app.t to alice with grant option",
    "grant select on app.t to public",
    "grant select (a) on app.t to alice",
    "revoke insert on app.t from current_user",
    'create type app.address as (street text collate "C", "no" numeric(3, 1))',
    "comment on column app.address.no is 'At the door'",
    "create type span as range (subtype = float8, subtype_diff = float8mi)",
    "create function f(app.address) returns int language sql as 'select 1'",
    "revoke execute on function f(app.address) from public",
    "grant usage on schema app to alice",
    "alter default privileges in schema app grant select on tables to alice",
    "create statistics app.both_columns on a, b from app.t",
    "create function hook() returns event_trigger language plpgsql as 'begin end'",
    "create event trigger watch on ddl_command_end when tag in ('CREATE TABLE') execute function hook()",
)


def test_who_may_do_what_is_a_part_of_each_object(postgres: str) -> None:
    found = _look(postgres, *SECURED)
    assert found.diagnostics == ()
    objects = _objects(found)
    assert not any(isinstance(held, ir.Raw) for held in objects.values())
    assert [str(address) for address in found.database.objects] == [
        "schema app",
        "composite app.address",
        "range span",
        "table app.t",
        "function f(app.address)",
        "function hook()",
        "event_trigger watch",
        'default_privilege "tables in app"',
    ]
    table = objects["table app.t"]
    assert table.row_security == "forced"
    assert table.policies == (
        ir.Policy(name="P 2", using="a = CURRENT_USER", check="b = 1"),
        ir.Policy(
            name="p1", command="select", roles=("alice",), using="id > 1", restrictive=True, comment="Half of it"
        ),
    )
    assert [grant for grant in table.grants if grant.role != "postgres"] == [
        ir.Grant(role="alice", privilege="insert", grantable=True),
        ir.Grant(role="alice", privilege="select", columns=("a",)),
        ir.Grant(role="alice", privilege="select", grantable=True),
        ir.Grant(role="public", privilege="select"),
    ]
    # What its owner has is said, since a privilege was taken from it.
    kept = {grant.privilege for grant in table.grants if grant.role == "postgres"}
    assert kept - {"maintain"} == {"delete", "references", "select", "trigger", "truncate", "update"}
    assert objects["schema app"].grants == (ir.Grant(role="alice", privilege="usage"),)
    assert objects["function f(app.address)"].grants == (ir.Grant(role="public"),)
    assert objects["function hook()"].grants == ()


def test_what_is_secured_can_be_made_again(postgres: str, fresh: Callable[[str], str]) -> None:
    dialect = dialects.find("postgres")
    before = _look(postgres, *SECURED)
    with connect(fresh("postgres")) as connection:
        run_script(connection, plan(diff(ir.Database(), before.database), dialect).sql())
        assert introspect(connection, Filters()) == before
        run_script(connection, plan(diff(before.database, ir.Database()), dialect).sql())
        assert introspect(connection, Filters()).database == ir.Database()


def test_what_has_no_model_is_named(postgres: str) -> None:
    found = _look(
        postgres,
        "create table plain (id int primary key, note text)",
        "create table events (id int, at date, primary key (id, at)) partition by range (at)",
        "create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')",
        "create table child (extra int) inherits (plain)",
        "create table uses (id int, at date, foreign key (id, at) references events)",
        "create type address as (street text)",
        "create table typed of address",
        "create type span as range (subtype = integer)",
        "create collation mine (locale = 'C')",
        "create table busy (during int4range, exclude using gist (during with &&))",
        "alter table plain enable row level security",
        "create policy readers on plain for select using (true)",
        "grant select on plain to public",
        "grant select (note) on plain to public",
        "alter table plain alter note set storage external, alter note set statistics 7",
        "alter table plain replica identity full",
        "cluster plain using plain_pkey",
        "create statistics both_columns on id, note from plain",
        "create publication everything for table plain",
        "create foreign data wrapper wrapper",
        "create server far foreign data wrapper wrapper",
        "create foreign table remote (a int) server far",
        "create text search configuration simple_too (copy = simple)",
        "create function hook() returns event_trigger language plpgsql as 'begin end'",
        "create event trigger watch on ddl_command_end execute function hook()",
        "create function to_int(address) returns integer language sql as 'select 1'",
        "create cast (address as integer) with function to_int(address)",
        "create function same(address, address) returns boolean language sql as 'select true'",
        "create operator === (leftarg = address, rightarg = address, function = same)",
        "alter default privileges grant select on tables to public",
        "create view v as select note from plain",
        "comment on column v.note is 'A note'",
        "alter view v alter note set default 'x'",
        "create index siglen on plain using gist (to_tsvector('simple', note) tsvector_ops (siglen = 100))",
        "comment on index plain_pkey is 'Not of the constraint'",
        "create table counted (id int generated always as identity (sequence name numbers))",
        "comment on sequence numbers is 'Mine'",
        "create role somebody",
        "create table theirs (a int)",
        "alter table theirs owner to somebody",
    )
    assert sorted(_left_out(found)) == [
        "comment on the index of constraint plain_pkey of table plain",
        "the comment of identity sequence numbers of table counted",
        "typed table typed",
    ]
    kinds = {str(address) for address in found.database.objects}
    assert {"table plain", "table busy", "table uses", "table theirs", "view v"} <= kinds
    assert {'raw "server far"', 'raw "foreign table remote"', "raw cast (address AS integer)"} <= kinds
    assert "table typed" not in kinds


def test_constraints_of_newer_servers(postgres: str) -> None:
    if _version(postgres) < 180000:
        pytest.skip("these came with PostgreSQL 18")
    found = _look(
        postgres,
        "create extension btree_gist",
        "create table a (id int primary key, n int, constraint a_check check (n > 0) not enforced)",
        "create table b (id int, during int4range, constraint b_key unique (id, during without overlaps))",
        "create table c (id int constraint named not null, n int constraint c_n_not_null not null)",
        "create table d (a int references a on delete set null (a))",
        "alter table c rename to c2",
        "create table e (a int)",
        "alter table e add constraint e_a_not_null not null a not valid",
    )
    assert _left_out(found) == ["NOT VALID of NOT NULL of column e.a"]
    objects = _objects(found)
    assert not objects["table a"].checks[0].enforced
    assert objects["table b"].uniques[0].without_overlaps
    assert [column.not_null_name for column in objects["table c2"].columns] == ["named", "c_n_not_null"]
    assert objects["table d"].foreign_keys[0].on_delete_columns == ("a",)


def test_extensions_bring_nothing_of_their_own(postgres: str) -> None:
    found = _look(postgres, "create extension citext", "create extension hstore", "create extension btree_gist")
    assert [str(address) for address in found.database.objects] == [
        "extension btree_gist",
        "extension citext",
        "extension hstore",
    ]
    assert found.diagnostics == ()


def test_temporary_tables_and_the_ledger_are_not_looked_at(postgres: str) -> None:
    found = _look(
        postgres,
        "create table schemac_migrations (id int generated always as identity primary key)",
        "create table t (a int)",
        "create temporary table t (b int)",
        "create temporary table mine (b serial)",
    )
    assert [str(address) for address in found.database.objects] == ["table t"]
    assert [column.name for column in _objects(found)["table t"].columns] == ["a"]
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["schema a", "schema b", "table one", "table two", "table a.one", "table b.three"]),
        ({"schemas": ("a",)}, ["schema a", "table a.one"]),
        ({"schemas": ("public",)}, ["table one", "table two"]),
        ({"schemas": ("public", "b"), "tables": ("t*",)}, ["schema b", "table two", "table b.three"]),
        ({"tables": ("one",)}, ["schema a", "schema b", "table one", "table a.one"]),
        ({"tables": ("!one",)}, ["schema a", "schema b", "table two", "table b.three"]),
        ({"tables": ("*o*", "!a.*")}, ["schema a", "schema b", "table one", "table two"]),
    ],
)
def test_filters(postgres: str, filters: dict[str, tuple[str, ...]], names: list[str]) -> None:
    found = _look(
        postgres,
        "create schema a",
        "create schema b",
        "create table a.one (id serial primary key, n text check (n <> ''))",
        "create index on a.one (n)",
        "alter table a.one enable row level security",
        "create table b.three (id int generated always as identity)",
        "create table one (id int)",
        "create table two (id int)",
        **filters,
    )
    assert [str(address) for address in found.database.objects] == names
    if "table a.one" in names:
        assert _objects(found)["table a.one"].row_security == "on"
    assert found.diagnostics == ()


def test_an_open_transaction_is_used_and_left_as_it_was(postgres: str) -> None:
    with connect(postgres) as connection:
        connection.execute("set search_path = pg_catalog")
        connection.begin()
        connection.execute("set local timezone = 'Asia/Tokyo'")
        connection.execute("create table public.t (at timestamptz default '2026-01-01 00:00:00+00')")
        found = introspect(connection, Filters())
        assert _objects(found)["table t"].columns[0].default == "'2026-01-01 00:00:00+00'"
        assert connection.query("show timezone") == [("Asia/Tokyo",)]
        assert connection.query("show search_path") == [("pg_catalog",)]
        connection.rollback()
        assert not introspect(connection, Filters()).database.objects
        assert connection.query("show transaction_isolation") == [("read committed",)]
        connection.execute("create table public.writable (a int)")


def test_the_sessions_settings_change_nothing(postgres: str) -> None:
    tables = (
        "create schema shop",
        "create table shop.t (a timestamptz default '2026-01-01 00:00:00+00',"
        " b interval default '1 day 2 hours', c date default '2026-02-01',"
        " d double precision default 0.1 + 0.2)",
    )
    before = _look(postgres, *tables)
    settings = (
        "search_path = shop",
        "datestyle = 'German'",
        "intervalstyle = 'iso_8601'",
        "timezone = 'EST'",
    )
    more = ("extra_float_digits = -3", "quote_all_identifiers = on")
    assert _look(postgres, *(f"set {one}" for one in settings + more)) == before


def test_somebody_without_privileges_sees_the_same(postgres: str) -> None:
    before = _look(postgres, *DEFINITIONS, "create role reader")
    after = _look(postgres, "set role reader")
    # An owner is said where it is not who looks.
    owned = {
        address: dataclasses.replace(found, owner="postgres") for address, found in before.database.objects.items()
    }
    assert after.database.objects == owned
    assert before.diagnostics == after.diagnostics == ()


def test_a_lost_connection_is_a_diagnostic(postgres: str) -> None:
    with connect(postgres) as connection:
        (process,) = connection.query("select pg_backend_pid()")[0]
        with connect(postgres) as other:
            other.query("select pg_terminate_backend(?)", [process])
        with pytest.raises(SchemacError, match="the catalogues cannot be read"):
            introspect(connection, Filters())
