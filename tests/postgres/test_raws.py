"""What PostgreSQL has and schemac does not model: carried as the statements that make it, or named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from schemac import dialect as dialects
from schemac import ir, source
from schemac.diff import diff, inverse
from schemac.dialect import Filters, Introspected
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
    "create view over as select id, \"B\" from shop.remote",
)

SEARCHES = (
    "create schema shop",
    "create text search template plain (init = dsimple_init, lexize = dsimple_lexize)",
    """create text search parser words (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end,
         lextypes = prsd_lextype, headline = prsd_headline)""",
    "create text search dictionary shop.stop (template = plain, stopwords = 'english', accept = false)",
    "create text search configuration my_config (parser = words)",
    "alter text search configuration my_config add mapping for asciiword, word with shop.stop, english_stem",
    "alter text search configuration my_config add mapping for \"int\" with simple",
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
         commutator = operator(shop.>#), negator = operator(shop.>=#), restrict = scalarltsel, join = scalarltjoinsel)""",
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
    "create table t (a complex, n int generated always as (a::int) stored, check (a operator(shop.<#) '(9,9)'::complex))",
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
    "create access method other_btree type index handler bthandler",
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
    "create operator family integers using other_btree",
    """create operator class integers for type integer using other_btree family integers as
         operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(integer, integer)""",
    "create index kept_a on kept using other_btree (a integers)",
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
