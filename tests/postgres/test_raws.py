"""What PostgreSQL has and schemac does not model: carried as the statements that make it, or named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from schemac import dialect as dialects
from schemac import ir, source
from schemac.comparison import in_declared_words
from schemac.dialect import Filters, Introspected
from schemac.diff import diff, inverse
from schemac.emit import emit
from schemac.lower import lower
from schemac.names import Name
from schemac.plan import plan
from schemac_apply import run_script
from schemac_apply.drivers import connect

POSTGRES = dialects.find("postgres")

FOREIGN = (
    "create schema shop",
    "create type mood as enum ('fine')",
    "create table parent (id int, note text) partition by list (id)",
    "create function touch() returns trigger language plpgsql as 'begin return new; end'",
    "create foreign data wrapper files options (debug 'true')",
    "comment on foreign data wrapper files is 'Far away; it''s ours'",
    "create server far type 'x' version '1' foreign data wrapper files options (host 'h', \"Odd Name\" 'v')",
    "grant usage on foreign server far to public",
    "create user mapping for current_user server far options (user 'a', password_required 'false')",
    "create user mapping for public server far",
    """create foreign table shop.remote (
         id serial,
         "B" text options (column_name 'b') collate "C" default 'x',
         mood mood not null,
         more int generated always as (id + 1) stored,
         constraint positive check (id > 0)
       ) server far options (table_name 'r', schema_name 'it''s')""",
    "alter foreign table shop.remote add constraint late check (id < 9) not valid",
    "comment on constraint late on shop.remote is 'Later'",
    "comment on foreign table shop.remote is 'There'",
    "comment on column shop.remote.\"B\" is 'Bee'",
    'alter foreign table shop.remote alter id set statistics 7, alter "B" set (n_distinct = 5)',
    "grant select on shop.remote to public",
    'grant update ("B") on shop.remote to public',
    "create trigger touch before insert on shop.remote for each row execute function touch()",
    "create foreign table part partition of parent for values in (1) server far",
    "create statistics shop.both_columns on id, mood from shop.remote",
    'create view over as select id, "B" from shop.remote',
)

SEARCHES = (
    "create schema shop",
    "create text search template plain (init = dsimple_init, lexize = dsimple_lexize)",
    """create text search parser words (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end,
         lextypes = prsd_lextype, headline = prsd_headline)""",
    "create text search dictionary shop.stop (template = plain, stopwords = 'english', accept = false)",
    "create text search configuration my_config (parser = words)",
    "alter text search configuration my_config add mapping for asciiword, word with shop.stop, english_stem",
    'alter text search configuration my_config add mapping for "int" with simple',
    "comment on text search configuration my_config is 'Mine'",
    "comment on text search dictionary shop.stop is 'Stops'",
    "create text search configuration shop.other (copy = my_config)",
    "create table t (a text, words tsvector generated always as (to_tsvector('my_config', a)) stored)",
    "create index t_idx on t using gin (to_tsvector('shop.other', a))",
    "create materialized view found as select to_tsquery('my_config', a) as query from t",
)

OPERATORS = (
    "create schema shop",
    "create type complex as (r float8, i float8)",
    *(
        f"create function {name}(complex, complex) returns boolean language sql immutable"
        f" as 'select ($1).r {symbol} ($2).r'"
        for name, symbol in (("shop.lt", "<"), ("le", "<="), ("eq", "="), ("ge", ">="), ("gt", ">"))
    ),
    "create function compared(complex, complex) returns int language sql immutable as 'select 0'",
    """create operator shop.<# (leftarg = complex, rightarg = complex, function = shop.lt,
         commutator = operator(shop.>#), negator = operator(shop.>=#), restrict = scalarltsel,
         join = scalarltjoinsel)""",
    "create operator shop.<=# (leftarg = complex, rightarg = complex, function = le)",
    """create operator shop.=# (leftarg = complex, rightarg = complex, function = eq,
         commutator = operator(shop.=#), hashes, merges)""",
    "create operator shop.>=# (leftarg = complex, rightarg = complex, function = ge)",
    "create operator shop.># (leftarg = complex, rightarg = complex, function = gt)",
    "create function negated(complex) returns complex language sql as 'select $1'",
    "create operator !# (rightarg = complex, function = negated)",
    "comment on operator shop.=# (complex, complex) is 'Same'",
    """create operator class shop.complex_ops default for type complex using btree as operator 1 shop.<#,
         operator 2 shop.<=#, operator 3 shop.=#, operator 4 shop.>=#, operator 5 shop.>#,
         function 1 compared(complex, complex)""",
    "create operator family many using btree",
    "comment on operator family many using btree is 'Many'",
    """create operator class complex_too for type complex using btree family many as operator 1 shop.<#,
         operator 2 shop.<=#, operator 3 shop.=#, operator 4 shop.>=#, operator 5 shop.>#,
         function 1 compared(complex, complex)""",
    "alter operator family many using btree add function 1 (integer, bigint) btint48cmp(integer, bigint)",
    "create function to_int(complex) returns int language sql immutable as 'select 1'",
    "create cast (complex as int) with function to_int(complex) as assignment",
    "create cast (complex as json) with inout",
    "comment on cast (complex as json) is 'Odd'",
    "create conversion shop.odd for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8",
    """create table t (a complex, n int generated always as (a::int) stored,
         check (a operator(shop.<#) '(9,9)'::complex))""",
    "create index t_a on t (a shop.complex_ops)",
    "create index t_b on t (a complex_too)",
    "create view small as select a::int as n from t where a operator(shop.=#) a",
)

LANGUAGES = (
    "create function handler() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler'",
    "create function inliner(internal) returns void language c as '$libdir/plpgsql', 'plpgsql_inline_handler'",
    "create trusted language mine handler handler inline inliner",
    "comment on language mine is 'Mine'",
    "revoke usage on language mine from public",
    "create function said() returns int language mine as 'begin return 1; end'",
    "create access method other_heap type table handler heap_tableam_handler",
    "comment on access method other_heap is 'Heap'",
    "create access method other_hash type index handler hashhandler",
    "create type base",
    "create function base_in(cstring) returns base language internal immutable strict as 'int4in'",
    "create function base_out(base) returns cstring language internal immutable strict as 'int4out'",
    "create type base (input = base_in, output = base_out, like = integer, category = 'N', default = '7')",
    "comment on type base is 'Based'",
    "revoke usage on type base from public",
    "create type shell",
    "create function from_sql(internal) returns internal language internal immutable strict as 'prsd_start'",
    "create transform for base language mine (from sql with function from_sql(internal))",
    "create table kept (a int, b base, c base[]) using other_heap",
    """create operator class integers for type integer using other_hash as
         operator 1 =, function 1 hashint4(integer)""",
    "create index kept_a on kept using other_hash (a integers)",
)

GROUPS = {"foreign": FOREIGN, "searches": SEARCHES, "operators": OPERATORS, "languages": LANGUAGES}


def _look(url: str, *statements: str) -> Introspected:
    with connect(url) as connection:
        for statement in statements:
            connection.execute(statement)
        return POSTGRES.introspect(connection, Filters())


def _raws(found: Introspected) -> dict[str, ir.Raw]:
    return {held.name: held for held in found.database.objects.values() if isinstance(held, ir.Raw)}


def _reread(found: Introspected, root: Path) -> ir.Database:
    """The model as it is after it was a schema file."""
    return lower([source.parse(emit(found.database, POSTGRES), path="schema.yaml")], POSTGRES, root=root).database


@pytest.mark.parametrize("group", GROUPS)
def test_raws_make_the_same_database_and_go_again(group: str, fresh: Callable[[str], str], tmp_path: Path) -> None:
    before = _look(fresh("postgres"), *GROUPS[group])
    assert before.diagnostics == ()
    declared = _reread(before, tmp_path)
    assert declared == before.database
    other = fresh("postgres")
    # Roles belong to the server: they are there.
    roles = ir.database(held for held in declared.objects.values() if held.kind == "role")
    change = diff(roles, declared, same=POSTGRES.rules.same)
    with connect(other) as connection:
        run_script(connection, plan(change, POSTGRES).sql(), path="up.sql")
    assert _look(other) == before
    with connect(other) as connection:
        run_script(connection, plan(inverse(change, same=POSTGRES.rules.same), POSTGRES).sql(), path="down.sql")
    assert _look(other).database == roles


def test_raws_say_what_they_need(postgres: str) -> None:
    raws = _raws(_look(postgres, *FOREIGN))
    assert {name: raw.depends_on for name, raw in raws.items()} == {
        "foreign data wrapper files": (),
        "server far": (Name("", "foreign data wrapper files"),),
        "user mapping for postgres SERVER far": (Name("", "server far"),),
        "user mapping for public server far": (Name("", "server far"),),
        "foreign table part": (Name("", "parent"), Name("", "server far")),
        "foreign table shop.remote": (
            Name("", "mood"),
            Name("", "server far"),
            Name("", "touch"),
            Name("shop", "remote_id_seq"),
        ),
    }
    assert raws["server far"].create.splitlines() == [
        "CREATE SERVER far TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER files OPTIONS (\"Odd Name\" 'v', host 'h');",
        "GRANT USAGE ON FOREIGN SERVER far TO PUBLIC",
    ]


def test_the_owner_of_a_raw_is_part_of_it(postgres: str) -> None:
    raws = _raws(
        _look(
            postgres,
            "create role somebody superuser",
            "create foreign data wrapper files",
            "alter foreign data wrapper files owner to somebody",
            "create text search configuration words (copy = simple)",
            "alter text search configuration words owner to somebody",
            "create function same(text, text) returns boolean language sql as 'select true'",
            "create operator === (leftarg = text, rightarg = text, function = same)",
            "alter operator === (text, text) owner to somebody",
            "create operator !== (leftarg = text, rightarg = text, function = same)",
        )
    )
    assert {name: raw.create.splitlines()[-1] for name, raw in raws.items()} == {
        "foreign data wrapper files": "ALTER FOREIGN DATA WRAPPER files OWNER TO somebody",
        "text search configuration words": "ALTER TEXT SEARCH CONFIGURATION words OWNER TO somebody",
        "operator ===(text, text)": "ALTER OPERATOR ===(text, text) OWNER TO somebody",
        "operator !==(text, text)": ")",
    }


def test_secrets_are_left_out_and_named(postgres: str) -> None:
    found = _look(
        postgres,
        "create foreign data wrapper files options (api_key 'hush1', debug 'true')",
        "create server far foreign data wrapper files options (url 'https://me:hush2@host/', host 'h', sslkey 'hush3')",
        "create user mapping for public server far options"
        " (\"user\" 'a', \"Password\" 'hush4', password_required 'false', dsn 'DSN=x;PWD=hush5', token 'hush6')",
        "create foreign table t (a int options (client_secret 'hush7', keep 'x')) server far"
        " options (passphrase 'hush8')",
    )
    assert sorted(one.message for one in found.diagnostics) == [
        "options Password, dsn, token of user mapping for public server far, which may be secrets,"
        " are not modelled and are left out",
        "options api_key of foreign data wrapper files, which may be secrets, are not modelled and are left out",
        "options client_secret, passphrase of foreign table t, which may be secrets, are not modelled and are left out",
        "options sslkey, url of server far, which may be secrets, are not modelled and are left out",
    ]
    assert "hush" not in emit(found.database, POSTGRES)
    raws = _raws(found)
    assert raws["foreign data wrapper files"].create == "CREATE FOREIGN DATA WRAPPER files OPTIONS (debug 'true')"
    assert raws["user mapping for public server far"].create == (
        "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (password_required 'false', \"user\" 'a')"
    )


def test_somebody_else_s_mapping_is_named(postgres: str) -> None:
    found = _look(
        postgres,
        "create role reader",
        "create foreign data wrapper files",
        "create server far foreign data wrapper files",
        "create user mapping for current_user server far options (opaque 'x')",
        "set role reader",
    )
    assert [one.message for one in found.diagnostics] == [
        "options of user mapping for postgres server far, which only the owner of the server may see,"
        " are not modelled and are left out"
    ]


def test_an_extension_s_wrapper_is_its_own(postgres: str) -> None:
    with connect(postgres) as connection:
        if not connection.query("select 1 from pg_available_extensions where name = 'file_fdw'"):
            pytest.skip("this server has no extension file_fdw")
    found = _look(
        postgres,
        "create extension file_fdw",
        "create server far foreign data wrapper file_fdw",
        "grant usage on foreign data wrapper file_fdw to public",
    )
    assert list(_raws(found)) == ["server far"]
    assert [one.message for one in found.diagnostics] == [
        "privileges on objects of extension file_fdw (1) are not modelled and are left out"
    ]


def test_security_labels(postgres: str) -> None:
    with connect(postgres) as connection:
        connection.execute("create schema shop")
        connection.execute("create table shop.t (a int)")
        # A provider is a library that has to be loaded; the catalogue takes what it would have written.
        connection.execute("set allow_system_table_mods = on")
        connection.execute(
            "insert into pg_seclabel select 'shop.t'::regclass, 'pg_class'::regclass, number, 'some provider', 'it''s'"
            " from generate_series(0, 1) number"
        )
    raws = _raws(_look(postgres))
    assert {raw.depends_on for raw in raws.values()} == {(Name("shop", "t"),)}
    assert {(name, raw.create, raw.drop) for name, raw in raws.items()} == {
        (
            f'security label "some provider" of {what}',
            f"SECURITY LABEL FOR \"some provider\" ON {sql} IS 'it''s'",
            f'SECURITY LABEL FOR "some provider" ON {sql} IS NULL',
        )
        for what, sql in (("table shop.t", "TABLE shop.t"), ("column shop.t.a", "COLUMN shop.t.a"))
    }


def test_what_cannot_be_carried_is_named(postgres: str) -> None:
    with connect(postgres) as connection:
        (database,) = connection.query("select current_database()")[0]
        version = connection.raw.info.server_version
    with connect(postgres) as connection:
        for statement in (
            "create table t (a int, b int)",
            "insert into t values (1, 1), (1, 2)",
        ):
            connection.execute(statement)
        with pytest.raises(Exception, match="could not create unique index"):
            connection.execute("create unique index concurrently t_a on t (a)")
    found = _look(
        postgres,
        "create type point_like as (x int)",
        "create table typed of point_like",
        "create function same(text, text) returns boolean language sql as 'select true'",
        "create operator === (leftarg = text, rightarg = text, function = same, commutator = ====)",
        "comment on type t is 'Rows'",
        "create table keyed (a int primary key, b int references keyed)",
        "alter table keyed disable trigger all",
        "create function needing() returns int language sql as 'select 1'",
        "alter function needing() depends on extension plpgsql",
        f'alter database "{database}" set work_mem = 100',
        "create role worker",
        f'alter role worker in database "{database}" set application_name = secret',
        f"comment on database \"{database}\" is 'Ours'",
        f'alter database "{database}" connection limit 7',
        f'grant create on database "{database}" to worker',
        "select lo_create(0)",
        *(["create unlogged sequence numbers"] if version >= 150000 else []),
    )
    expected = {
        "typed table typed is",
        "the failed build of index t_a of table t is",
        "operator ====(text,text), which has no function, is",
        "the comment of type t is",
        "the state of the triggers of constraint keyed_b_fkey of table keyed is",
        "that function needing() needs extension plpgsql is",
        "setting work_mem of the database is",
        "setting application_name of role worker in the database is",
        "the comment of the database is",
        "the limit of connections of the database is",
        "privileges on the database are",
        "large objects (1) are",
    }
    if version >= 150000:
        expected.add("being unlogged of sequence numbers is")
    assert {one.message.partition(" not modelled")[0] for one in found.diagnostics} == expected


def test_a_schema_public_that_is_gone_is_named(postgres: str) -> None:
    found = _look(postgres, "drop schema public")
    assert [one.message for one in found.diagnostics] == [
        "the absence of schema public is not modelled and is left out"
    ]


HAND_WRITTEN = """
schemac: 1
functions:
  same: {args: [text, text], returns: boolean, language: sql, volatility: immutable, body: "select $1 = $2"}
enums: {mood: [sad, happy]}
tables:
  notes: {columns: {id: int, words: {type: tsvector, generated: "to_tsvector('my_words', 'x')"}}}
raw:
  equals: {create: "create operator === (function = same, leftarg = text, rightarg = text)"}
  words: {create: "CREATE TEXT SEARCH CONFIGURATION my_words (copy = simple);"}
  mood_to_int: {create: "create cast (mood as int) with inout"}
"""


def test_raw_sql_of_another_style_is_no_difference(postgres, tmp_path):
    texts = HAND_WRITTEN, HAND_WRITTEN.replace("copy = simple", "parser = default")
    documents = [source.parse(text, path="schema.yaml") for text in texts]
    declared, other = (lower([one], POSTGRES, root=tmp_path).database for one in documents)
    with connect(postgres) as connection:
        run_script(connection, plan(diff(ir.database(()), declared), POSTGRES).sql())
        live = POSTGRES.introspect(connection, Filters()).database
        same, changed = (in_declared_words(POSTGRES, connection, one, live) for one in (declared, other))
    assert not diff(same, declared, same=POSTGRES.rules.same)
    assert {one.address.kind for one in diff(changed, other, same=POSTGRES.rules.same).operations} == {"raw"}
