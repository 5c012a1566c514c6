"""The differ and the renamer on any databases, checked by applying their operations to the model itself."""

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import given, settings

from schemac import ir, rename
from schemac.diff import diff, inverse
from schemac.ir import Address, Database
from schemac.names import Name
from schemac.operation import Alter, Create, Drop, Operation, Rename
from tests.strategies import databases

COLUMN = ir.Column(name="id", type="integer")


def by_name(database: Database) -> dict[Address, object]:
    """A database without the order of members, which means nothing."""
    found: dict[Address, object] = {}
    for address, held in database.objects.items():
        members = {(member.kind, member.name): member for member in ir.children(held)}
        found[address] = (ir.with_children(held, lambda _member: None), members)
    return found


def applied(database: Database, operations: tuple[Operation, ...]) -> dict[Address, object]:
    """The state after operations, made on plain dictionaries: what a database would do, without one."""
    objects: dict[Address, Any] = dict(by_name(database))
    for operation in operations:
        address = operation.address
        shell, members = objects.get(address.owner, (None, {}))
        key = (address.member_kind, address.member)
        if isinstance(operation, Create) and not address.member_kind:
            found = operation.owner
            members = {(member.kind, member.name): member for member in ir.children(found)}
            objects[address] = (ir.with_children(found, lambda _member: None), members)
        elif isinstance(operation, Drop) and not address.member_kind:
            del objects[address]
        elif isinstance(operation, Create):
            assert key not in members
            objects[address.owner] = (shell, members | {key: operation.object})
        elif isinstance(operation, Drop):
            objects[address.owner] = (shell, {name: member for name, member in members.items() if name != key})
        elif isinstance(operation, Alter):
            fields = {name: getattr(operation.new, name) for name in operation.fields}
            if address.member_kind:
                members = members | {key: dataclasses.replace(members[key], **fields)}
            else:
                shell = dataclasses.replace(shell, **fields)
            objects[address.owner] = (shell, members)
    return objects


@settings(max_examples=40)
@given(databases())
def test_a_database_does_not_differ_from_itself(database: Database) -> None:
    """Nothing is found where nothing changed."""
    assert not diff(database, database)


@settings(max_examples=40)
@given(databases(), databases())
def test_the_operations_lead_from_one_state_to_the_other(old: Database, new: Database) -> None:
    """Made one by one, renames first, they give exactly the new state."""
    difference = diff(old, new)
    assert applied(difference.renamed, difference.operations) == by_name(new)


@settings(max_examples=40)
@given(databases(), databases())
def test_the_inverse_leads_back(old: Database, new: Database) -> None:
    """From the new state, the inverse gives exactly the old one."""
    back = inverse(diff(old, new))
    assert back.old is new
    assert applied(back.renamed, back.operations) == by_name(old)


def _table(name: str, *columns: str, **more: object) -> ir.Table:
    return ir.Table(name=name, columns=tuple(ir.Column(name=one, type="text") for one in columns), **more)  # type: ignore[arg-type]


def _only_renames(old: Database, new: Database) -> list[tuple[str, str]]:
    difference = diff(old, new)
    assert difference.operations == ()
    return [(str(one.address), one.new.name) for one in difference.renames]


def test_a_renamed_table_takes_its_members_along() -> None:
    """Constraints under derived names follow; the key that points at the table does too."""
    key = ir.PrimaryKey(name="users_pkey", columns=("id",))
    link = ir.ForeignKey(name="posts_user_fkey", columns=("user",), target=Name("", "users"))
    old = ir.database([_table("users", "id", primary_key=key), _table("posts", "user", foreign_keys=(link,))])
    new = ir.database(
        [
            _table("people", "id", primary_key=dataclasses.replace(key, name="people_pkey"), renamed_from="users"),
            _table("posts", "user", foreign_keys=(dataclasses.replace(link, target=Name("", "people")),)),
        ]
    )
    assert _only_renames(old, new) == [("table users", "people"), ("primary_key people.users_pkey", "people_pkey")]


def test_a_renamed_column_is_followed_by_what_names_it() -> None:
    """The index, the check and the key of another table see the new name, so nothing else changes."""
    index = ir.Index(name="i", columns=(ir.IndexPart(column="title"),), where="title <> ''")
    check = ir.Check(name="c", sql="length(title) > 0")
    old = ir.database([_table("posts", "title", indexes=(index,), checks=(check,))])
    renamed = ir.Column(name="headline", type="text", renamed_from="title")
    new = ir.database(
        [
            ir.Table(
                name="posts",
                columns=(renamed,),
                indexes=(ir.Index(name="i", columns=(ir.IndexPart(column="headline"),), where="headline <> ''"),),
                checks=(ir.Check(name="c", sql="length(headline) > 0"),),
            )
        ]
    )
    assert _only_renames(old, new) == [("column posts.title", "headline")]


def test_renamed_from_applies_only_where_the_old_name_is_and_the_new_is_not() -> None:
    """The hint may stay in the file for ever."""
    new = ir.database([ir.Table(name="people", columns=(COLUMN,), renamed_from="users")])
    assert not diff(new, new)
    both = ir.database([_table("users", "id"), ir.Table(name="people", columns=(COLUMN,), renamed_from="users")])
    assert diff(both, both).renames == ()


def test_an_enum_value_is_renamed_where_it_is_used() -> None:
    """The default of a column of the type is the renamed value, as the database has it."""
    status = ir.Enum(name="status", values=("a", "b"))
    old = ir.database([status, ir.Table(name="t", columns=(ir.Column(name="s", type="status", default="'a'"),))])
    new = ir.database(
        [
            ir.Enum(name="status", values=("x", "b"), renamed_values=(("a", "x"),)),
            ir.Table(name="t", columns=(ir.Column(name="s", type="status", default="'x'"),)),
        ]
    )
    assert _only_renames(old, new) == [("value status.a", "x")]


def test_a_renamed_schema_takes_everything_along() -> None:
    """Tables, types and references move with it."""
    old = ir.database(
        [
            ir.Schema(name="shop"),
            ir.Enum(schema="shop", name="kind", values=("a",)),
            ir.Table(schema="shop", name="t", columns=(ir.Column(name="k", type="shop.kind"),)),
        ]
    )
    new = ir.database(
        [
            ir.Schema(name="store", renamed_from="shop"),
            ir.Enum(schema="store", name="kind", values=("a",)),
            ir.Table(schema="store", name="t", columns=(ir.Column(name="k", type="store.kind"),)),
        ]
    )
    assert _only_renames(old, new) == [("schema shop", "store")]


def test_renames_lead_back_top_level_first() -> None:
    """A table and its column renamed at once come back in an order in which each name exists."""
    old = ir.database([_table("users", "mail")])
    column = ir.Column(name="email", type="text", renamed_from="mail")
    new = ir.database([ir.Table(name="people", columns=(column,), renamed_from="users")])
    renames, renamed = rename.resolve(old, new)
    back = rename.inverse(renames, renamed)
    assert [str(one.address) for one in back] == ["table people", "column users.email"]
    assert rename.after(renamed, back) == old
    assert all(isinstance(one, Rename) for one in back)


def _function(name: str, *types: str, **more: object) -> ir.Function:
    arguments = tuple(ir.Argument(type=one) for one in types)
    return ir.Function(name=name, arguments=arguments, returns="void", body="x", **more)  # type: ignore[arg-type]


def _trigger(function: str) -> ir.Trigger:
    return ir.Trigger(name="g", timing="before", events=("insert",), function=Name("", function))


def test_a_renamed_function_is_followed_by_what_calls_it() -> None:
    """Triggers and defaults see the new name; a column and a table of the old one are others."""
    column = ir.Column(name="f", type="text", default="f('f')")
    old = ir.database([_function("f"), ir.Table(name="f", columns=(column,), triggers=(_trigger("f"),))])
    column = dataclasses.replace(column, default="g('f')")
    new = ir.database(
        [_function("g", renamed_from="f"), ir.Table(name="f", columns=(column,), triggers=(_trigger("g"),))]
    )
    assert _only_renames(old, new) == [("function f()", "g")]
    assert rename.after(new, inverse(diff(old, new)).renames) == old


def test_one_of_several_overloads_is_renamed() -> None:
    """What names the function without its arguments means the other one."""
    old = ir.database([_function("f"), _function("f", "integer"), _table("t", "a", triggers=(_trigger("f"),))])
    new = ir.database(
        [_function("f"), _function("g", "integer", renamed_from="f"), _table("t", "a", triggers=(_trigger("f"),))]
    )
    assert _only_renames(old, new) == [("function f(integer)", "g")]


def test_functions_swap_their_names() -> None:
    """A name is set free before it is taken, although the arguments are part of the address."""
    old = ir.database([_function("f", "integer"), _function("g", "integer")])
    new = ir.database([_function("g", "integer", renamed_from="f"), _function("h", "integer", renamed_from="g")])
    assert _only_renames(old, new) == [("function g(integer)", "h"), ("function f(integer)", "g")]


def test_a_table_with_the_name_of_a_function_is_renamed_alone() -> None:
    """The trigger goes on calling the function."""
    old = ir.database([_function("f"), _table("f", "a", triggers=(_trigger("f"),))])
    new = ir.database([_function("f"), _table("t", "a", triggers=(_trigger("f"),), renamed_from="f")])
    assert _only_renames(old, new) == [("table f", "t")]


def test_a_renamed_type_takes_the_arguments_along() -> None:
    """The identifier of the function changes, and nothing has to be done about it."""
    old = ir.database([ir.Enum(name="mood", values=("a",)), _function("f", "mood")])
    new = ir.database([ir.Enum(name="state", values=("a",), renamed_from="mood"), _function("f", "state")])
    assert _only_renames(old, new) == [("enum mood", "state")]


def test_a_renamed_role_or_schema_is_followed_by_what_names_it() -> None:
    """Owners, grants, policies, members and default privileges, whose name is what they are about."""

    def state(role: str, schema: str, hints: tuple[str | None, str | None] = (None, None)) -> Database:
        policy = ir.Policy(name="p", roles=(role,))
        grants = (ir.Grant(role=role, privilege="select"),)
        return ir.database(
            [
                ir.DatabaseRole(name=role, renamed_from=hints[0]),
                ir.DatabaseRole(name="other", member_of=(role,)),
                ir.Schema(name=schema, renamed_from=hints[1], owner=role),
                _table("app", "app", policies=(policy,), grants=grants),
                ir.DefaultPrivilege(name="tables", objects="tables", role=role, within=schema, grants=grants),
                ir.Publication(name="all", schemas=(schema,)),
            ]
        )

    old, new = state("app", "shop"), state("web", "store", ("app", "shop"))
    assert _only_renames(old, new) == [("role app", "web"), ("schema shop", "store")]
    assert rename.after(new, inverse(diff(old, new)).renames) == old
