"""Types, collations, materialized views and constraints of PostgreSQL: read back, and compared in any style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemac import dialect as dialects
from schemac import ir, source
from schemac.dialect import Filters
from schemac.diff import diff
from schemac.emit import emit
from schemac.lower import lower
from schemac.names import multirange_name
from schemac_apply.drivers import connect
from schemac_dialects.postgres.types import storage

POSTGRES = dialects.find("postgres")
MADE = """
create type mood as enum ('sad', 'happy');
create type person as (name text collate "C", moods mood[]);
create type nothing as ();
create type span as range (subtype = float8, subtype_diff = float8mi);
create collation plain (provider = libc, locale = 'C');
create table stays (
  id integer primary key with (fillfactor = 70), room int4range, during tsrange, guest person, note text,
  constraint apart exclude using gist (room with =, during with &&) where (id > 0) deferrable,
  cost integer generated always as identity (sequence name costs)
);
alter table stays alter note set storage external;
alter table stays cluster on stays_pkey;
alter table stays replica identity full;
create statistics together (ndistinct) on note, id, (id + 1) from stays;
create materialized view rooms as select id, room from stays with no data;
create unique index rooms_id on rooms (id);
comment on column rooms.room is 'Which.';
create view guests as select id, note from stays;
alter view guests alter column note set default '-';
"""


def _lowered(text: str) -> ir.Database:
    return lower([source.parse(text, path="schema.yaml")], POSTGRES, root=Path()).database


def _difference(connection: Any, declared: ir.Database) -> list[str]:
    live = POSTGRES.introspect(connection, Filters())
    assert live.diagnostics == ()
    aligned = POSTGRES.canonical(connection, declared, live.database)
    found = diff(live.database, aligned, same=POSTGRES.rules.same)
    return [str(one.address) for one in (*found.renames, *found.operations)]


def test_what_is_read_back_is_written_and_read_the_same(postgres: str) -> None:
    with connect(postgres) as connection:
        connection.execute(MADE)
        live = POSTGRES.introspect(connection, Filters())
    assert live.diagnostics == ()
    assert _lowered(emit(live.database, POSTGRES)).objects == live.database.objects


def test_another_style_is_no_difference(postgres: str) -> None:
    declared = _lowered("""
schemac: 1
tables:
  t:
    columns: {id: {type: int, identity: always}, a: int, b: {type: text, storage: extended}}
    exclusions:
      apart: {elements: [{sql: "int4range(id,a)", with: "&&", opclass: range_ops}], where: (a>0) and true}
    statistics: {s: {columns: [b, a, {sql: "a+1"}], kinds: [mcv, ndistinct, dependencies], target: -1}}
materialized_views:
  m: {query: "SELECT t.a AS x FROM t WHERE (a > 0)", indexes: {m_x: {columns: [{sql: "x+1"}], where: x>1}}}
views:
  v: {query: "select * from t", columns: [i, j], column_defaults: {j: 1+1}}
ranges: {r: {subtype: text, subtype_opclass: text_ops, multirange_name: r_multirange}}
""")
    with connect(postgres) as connection:
        connection.execute("""
create table t (id integer generated always as identity (sequence name other), a integer not null, b text not null,
  constraint apart exclude using gist (int4range(id, a) with &&) where (a > 0 and true));
create statistics s on a, b, (a + 1) from t;
create materialized view m as select a as x from t where a > 0;
create index m_x on m ((x + 1)) where x > 1;
create view v (i, j) as select * from t;
alter view v alter column j set default 1 + 1;
create type r as range (subtype = text);
""")
        assert _difference(connection, declared) == []
        connection.execute("alter view v alter column j set default 3; alter statistics s set statistics 5")
        assert sorted(_difference(connection, declared)) == ["statistic t.s", "view v"]


@pytest.mark.parametrize(
    ("name", "multirange"),
    [
        ("span", "span_multirange"),
        ("floatrange", "floatmultirange"),
        ("rangerange", "multirangerange"),
        ("x" * 63, "x" * 52 + "_multirange"),
    ],
)
def test_the_name_of_a_multirange(postgres: str, name: str, multirange: str) -> None:
    assert multirange_name(name) == multirange
    with connect(postgres) as connection:
        connection.execute(f"create type {name} as range (subtype = float8)")
        found = connection.query(
            "select typname::text from pg_range join pg_type t on t.oid = rngmultitypid where rngtypid > 16384"
        )
    assert [row[0] for row in found] == [multirange]


def test_how_values_are_stored_unless_told(postgres: str) -> None:
    letters = {"p": "plain", "e": "external", "m": "main", "x": "extended"}
    with connect(postgres) as connection:
        found = connection.query(
            "select format_type(oid, null), typstorage::text from pg_type "
            "where typtype = 'b' and oid < 16384 and typname <> 'aclitem'"
        )
    known = {type: letters[letter] for type, letter in found if storage(type) is not None}
    assert len(known) > 50
    assert {type: storage(type) for type in known} == known
