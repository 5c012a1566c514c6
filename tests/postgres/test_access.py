"""Who may do what: what is read from a live database, and what is asked of it about a declared one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schemac import dialect, ir
from schemac.dialect import Filters, Introspected
from schemac.diff import diff
from schemac.ir import Database, Grant
from schemac.lower import lower
from schemac.names import Name
from schemac.plan import plan
from schemac.source import parse
from schemac_apply import run_script
from schemac_apply.drivers import connect
from schemac_dialects.postgres.introspect import introspect

POSTGRES = dialect.find("postgres")


def _look(url: str, *statements: str, **filters: tuple[str, ...]) -> Introspected:
    with connect(url) as connection:
        for statement in statements:
            connection.execute(statement)
        return introspect(connection, Filters(**filters))


def _found(found: Introspected, name: str) -> Any:
    assert [one.message for one in found.diagnostics if one.severity != "note"] == []
    return {str(address): held for address, held in found.database.objects.items()}[name]


def _said(found: Introspected) -> list[str]:
    return [one.message for one in found.diagnostics]


def _declared(text: str, tmp_path: Any) -> Database:
    return lower([parse(f"schemac: 1\n{text}", path="x.yaml")], POSTGRES, root=tmp_path).database


def test_owners_and_grants_are_read(postgres: str) -> None:
    table = _found(
        _look(
            postgres,
            'create role "Odd ""one"""',
            "create role reader",
            "create table t (id int, name text)",
            "grant select, insert on t to reader",
            "grant update (name, id), select (id) on t to reader with grant option",
            "grant references (name) on t to public",
            'alter table t owner to "Odd ""one"""',
        ),
        "table t",
    )
    assert table.owner == 'Odd "one"'
    assert set(table.grants) == {
        Grant(role="reader", privilege="insert"),
        Grant(role="reader", privilege="select"),
        Grant(role="reader", privilege="select", columns=("id",), grantable=True),
        Grant(role="reader", privilege="update", columns=("id", "name"), grantable=True),
        Grant(role="public", privilege="references", columns=("name",)),
    }


@pytest.mark.parametrize(
    ("make", "name", "privilege"),
    [
        ("function f() returns int language sql as 'select 1'", "function f()", "execute on function f()"),
        ("procedure p() language sql as 'select 1'", "procedure p()", "execute on procedure p()"),
        ("domain d as text", "domain d", "usage on domain d"),
        ("type e as enum ('a')", "enum e", "usage on type e"),
        ("type c as (a int)", "composite c", "usage on type c"),
        ("type r as range (subtype = int)", "range r", "usage on type r"),
    ],
)
def test_what_everybody_has_by_default_is_not_told(postgres: str, make: str, name: str, privilege: str) -> None:
    word = privilege.split()[0]
    untouched = _look(postgres, "create role caller", f"create {make}")
    assert _found(untouched, name).grants == ()
    kept = _look(postgres, f"grant {privilege} to caller")
    assert _found(kept, name).grants == (Grant(role="caller", privilege=word),)
    revoked = _look(postgres, f"revoke {privilege} from public, caller")
    assert _found(revoked, name).grants == (Grant(role="public"),)


def test_what_owners_took_from_themselves_is_read(postgres: str) -> None:
    found = _look(postgres, "create sequence s", "revoke update on sequence s from current_user")
    sequence = _found(found, "sequence s")
    assert sequence.owner == "postgres"
    assert [(grant.role, grant.privilege) for grant in sequence.grants] == [
        ("postgres", "select"),
        ("postgres", "usage"),
    ]
    found = _look(postgres, "create schema bare", "revoke all on schema bare from current_user")
    assert _found(found, "schema bare").grants == (Grant(role="postgres"),)


def test_schema_public_of_a_new_database_is_nothing(postgres: str) -> None:
    assert _look(postgres).database == Database()
    changed = _found(_look(postgres, "revoke all on schema public from public"), "schema public")
    assert (changed.owner, changed.grants) == (None, (Grant(role="public"),))
    back = ["grant usage on schema public to public"]
    with connect(postgres) as connection:
        if connection.raw.info.server_version < 150000:
            back.append("grant create on schema public to public")
    assert _look(postgres, *back).database == Database()


def test_grants_of_an_extension_are_its_own(postgres: str) -> None:
    found = _look(postgres, "create extension hstore")
    assert [address.kind for address in found.database.objects] == ["extension"]
    assert found.diagnostics == ()


def test_a_serial_with_privileges_has_a_sequence_of_its_own(postgres: str) -> None:
    found = _look(
        postgres,
        "create role inserter",
        "create table t (id bigserial, other bigint generated always as identity)",
        "grant usage on sequence t_id_seq to inserter",
        "grant usage on sequence t_other_seq to inserter",
    )
    sequence = found.database.objects[ir.Address("sequence", "", "t_id_seq")]
    assert sequence.grants == (Grant(role="inserter", privilege="usage"),)
    assert _said(found) == []
    assert found.database.objects[ir.Address("raw", "", "privileges on sequence t_other_seq")] == ir.Raw(
        name="privileges on sequence t_other_seq",
        create='GRANT USAGE ON SEQUENCE "t_other_seq" TO "inserter"',
        drop='REVOKE ALL ON SEQUENCE "t_other_seq" FROM "inserter"',
        depends_on=(Name("", "t"),),
    )


def test_what_a_serial_has_by_default_is_no_declaration(postgres: str) -> None:
    table = _found(
        _look(
            postgres,
            "create role inserter",
            "alter default privileges grant usage on sequences to inserter",
            "create table t (id bigserial, other bigint generated always as identity)",
        ),
        "table t",
    )
    assert table.columns[0].type == "bigserial"


def test_row_security_and_policies_are_read(postgres: str) -> None:
    table = _found(
        _look(
            postgres,
            "create role tenant",
            "create table t (id int)",
            "alter table t enable row level security",
            "alter table t force row level security",
            "create policy p on t as restrictive for update to tenant, current_user using (id > 0) with check (id > 1)",
            "create policy q on t",
            "comment on policy q on t is 'All.'",
        ),
        "table t",
    )
    assert table.row_security == "forced"
    assert table.policies == (
        ir.Policy(
            name="p", command="update", roles=("postgres", "tenant"), using="id > 0", check="id > 1", restrictive=True
        ),
        ir.Policy(name="q", comment="All."),
    )


def test_forcing_what_is_off_is_said(postgres: str) -> None:
    found = _look(postgres, "create table t (id int)", "alter table t force row level security")
    assert _said(found) == ["the forcing of row security, which is off, of table t is not modelled and is left out"]


def test_default_privileges_are_read(postgres: str) -> None:
    found = _look(
        postgres,
        "create role reader",
        "create role maker",
        "create schema shop",
        "alter default privileges grant select on tables to reader with grant option",
        "alter default privileges in schema shop grant all on sequences to postgres",
        "alter default privileges for role maker revoke execute on functions from public",
    )
    assert _found(found, "default_privilege tables") == ir.DefaultPrivilege(
        name="tables", objects="tables", grants=(Grant(role="reader", privilege="select", grantable=True),)
    )
    assert {grant.role for grant in _found(found, 'default_privilege "sequences in shop"').grants} == {"postgres"}
    assert _found(found, 'default_privilege "functions of maker"').grants == (Grant(role="public"),)


def test_roles_are_read_when_they_are_asked_for(postgres: str) -> None:
    statements = (
        "create role readers",
        "create role app login connection limit 4 in role readers",
        "alter role app set search_path = a, b",
        "comment on role app is 'The application.'",
    )
    assert _look(postgres, *statements).database == Database()
    assert list(_look(postgres, roles=("readers",)).database.objects) == [ir.Address("role", "", "readers")]
    app = _found(_look(postgres, roles=("*",)), "role app")
    assert app == ir.DatabaseRole(
        name="app",
        comment="The application.",
        login=True,
        connection_limit=4,
        member_of=("readers",),
        settings=(("search_path", "a, b"),),
    )


def test_publications_are_read(postgres: str) -> None:
    found = _look(
        postgres,
        "create table t (id int primary key, name text)",
        "create publication everything for all tables with (publish = 'insert')",
        "create publication part for table t with (publish_via_partition_root)",
    )
    assert _found(found, "publication everything").all_tables
    assert _found(found, "publication everything").operations == ("insert",)
    part = _found(found, "publication part")
    assert part.tables == (ir.PublishedTable(table=Name("", "t")),)
    assert part.via_partition_root
    hidden = _look(postgres, tables=("!t",))
    assert [str(address) for address in hidden.database.objects] == ["publication everything"]
    assert "publication part, which publishes a table that is left out, is not modelled and is left out" in _said(
        hidden
    )


def _rest(url: str, declared: Database) -> str:
    with connect(url) as connection:
        live = POSTGRES.introspect(connection, Filters(roles=("*",))).database
        aligned = POSTGRES.canonical(connection, declared, live)
        return plan(diff(live, aligned, same=POSTGRES.rules.same), POSTGRES).sql()


@pytest.mark.parametrize(
    "text",
    [
        "tables: {t: {columns: {id: int}, owner: current_user, grants: {current_user: [select]}}}",
        "tables: {t: {columns: {id: int}, owner: postgres, grants: {postgres: [all]}}}",
        "tables: {t: {columns: {id: int}, owner: postgres, grants: {postgres: [select]}}}",
        "tables: {t: {columns: {id: int}, row_security: true, policies: {p: {roles: [CURRENT_USER], using: id>0}}}}",
        "tables: {t: {columns: {id: int}, row_security: true, policies: {p: {using: 'id IN (SELECT id FROM t)'}}}}",
        "tables: {t: {columns: {id: int}, row_security: true, policies: {p: {command: insert, check: id>0 AND TRUE}}}}",
        "default_privileges: {d: {role: postgres, objects: tables, grants: {public: [select]}}}",
        "roles: {r: {valid_until: 2030-01-01T02:00:00+02, set: {SEARCH_PATH: '\"a\", b'}}}",
        "schemas: {public: {}}",
    ],
)
def test_another_way_to_say_it_is_no_difference(postgres: str, tmp_path: Any, text: str) -> None:
    declared = _declared(text, tmp_path)
    with connect(postgres) as connection:
        run_script(connection, plan(diff(Database(), declared), POSTGRES).sql())
    assert _rest(postgres, declared) == ""


def test_a_role_that_is_there_already_may_stay(postgres: str, tmp_path: Any) -> None:
    declared = _declared("roles: {here: {login: true, member_of: [group_here]}, group_here: }", tmp_path)
    with connect(postgres) as connection:
        connection.execute("create role here login")
        run_script(connection, plan(diff(Database(), declared), POSTGRES).sql())
    assert _rest(postgres, declared) == ""


def test_every_privilege_comes_back_from_its_own_migration(postgres: str, fresh: Callable[[str], str]) -> None:
    """What is read is what makes the same again, in another database of the server."""
    statements = (
        "create role reader",
        "create schema shop authorization reader",
        "create table shop.t (id int, name text)",
        "grant select (id), update on shop.t to reader",
        "create view shop.v as select * from shop.t",
        "alter view shop.v owner to reader",
        "grant select on shop.v to public",
        "revoke all on schema public from public",
        "alter default privileges in schema shop grant select on tables to reader",
    )
    first = _look(postgres, *statements).database
    other = fresh("postgres")
    with connect(other) as connection:
        run_script(connection, plan(diff(Database(), first), POSTGRES).sql())
        assert introspect(connection, Filters()).database == first
