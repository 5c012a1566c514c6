"""What the server makes of declared policies, publications and roles, and who it is that is connected."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from schemac import ir
from schemac.ir import Database, Object, TopLevel
from schemac_dialects.postgres import types
from schemac_dialects.postgres.access import is_public_schema, without_owners_own
from schemac_dialects.postgres.canonical.question import Question
from schemac_dialects.postgres.supports import ALL_PRIVILEGES
from schemac_dialects.postgres.texts import without_outer_parentheses
from schemac_dialects.postgres.wording import is_session_role


def policy(table: str, at: ir.Address, declared: ir.Policy, live: ir.Policy) -> Iterator[Question]:
    """What the server makes of a policy's expressions; ``table`` is the table's stand-in."""
    for name, clause, column in (("using", "using", "polqual"), ("check", "with check", "polwithcheck")):
        own, other = getattr(declared, name), getattr(live, name)
        if own is None or other is None or own == other:
            continue
        command = "for insert" if name == "check" else "for all"

        def answered(found: Object, answer: str, name: str = name) -> Object:
            changed: dict[str, Any] = {name: without_outer_parentheses(answer)}
            return dataclasses.replace(found, **changed)

        yield Question(
            f"create policy schemac_policy on {table} {command} {clause} ({own})",
            f"select pg_get_expr({column}, polrelid) from pg_policy "
            f"where polrelid = {types.literal(table)}::regclass and polname = 'schemac_policy'",
            at,
            answered,
        )
        yield Question(f"drop policy if exists schemac_policy on {table}")


def publication(declared: ir.Publication, live: ir.Publication) -> Iterator[Question]:
    """What the server makes of the conditions of a publication's tables: the same as of a check."""
    before = {one.table: one for one in live.tables}
    for position, one in enumerate(declared.tables):
        other = before.get(one.table)
        if one.where is None or other is None or other.where is None or one.where == other.where:
            continue
        table = f"pg_temp.{types.quote(one.table.name)}"
        original = f"{types.quote(one.table.schema or 'public')}.{types.quote(one.table.name)}"

        def answered(found: Object, answer: str, position: int = position) -> Object:
            assert isinstance(found, ir.Publication)
            part = dataclasses.replace(found.tables[position], where=without_outer_parentheses(answer))
            return dataclasses.replace(found, tables=(*found.tables[:position], part, *found.tables[position + 1 :]))

        yield Question(
            f"create temporary table {table} (like {original}, constraint schemac_check check ({one.where}\n))",
            "select pg_get_expr(conbin, conrelid) from pg_constraint "
            f"where conrelid = {types.literal(table)}::regclass and conname = 'schemac_check'",
            ir.address(declared),
            answered,
        )
        yield Question(f"drop table if exists {table}")


def role(declared: ir.DatabaseRole, live: ir.DatabaseRole) -> Iterator[Question]:
    """How the server writes the moment until which a role is valid."""
    if declared.valid_until is not None and declared.valid_until != live.valid_until:

        def answered(found: Object, answer: str) -> Object:
            assert isinstance(found, ir.DatabaseRole)
            return dataclasses.replace(found, valid_until=answer)

        question = f"select {types.literal(declared.valid_until)}::timestamptz::text"
        yield Question("", question, ir.address(declared), answered)


def names_somebody(declared: Database) -> bool:
    """Whether anything depends on who is connected."""
    return any(
        at.kind == ir.DatabaseRole.kind
        for found in declared.objects.values()
        for one in (found, *ir.children(found))
        for at in ir.namespaces(one)
    )


def connected(found: TopLevel, current: str, session: str) -> TopLevel:
    """An object as it is for who is connected: what is his own says no owner, and grants him nothing."""
    found = _spelled(found, current, session)
    if isinstance(found, ir.DefaultPrivilege):
        if found.role == current:
            found = dataclasses.replace(found, role=None)
        mine = current if found.role is None else found.role
        own = found.within is None
        return _without(found, mine) if own else found
    found = without_owners_own(found, current if found.owner is None else found.owner)
    own = any(grant.role == current for grant in found.grants)
    if found.owner is None and own and found.kind in ALL_PRIVILEGES:
        return dataclasses.replace(found, owner=current)
    if found.owner == current and not own and not is_public_schema(found):
        return dataclasses.replace(found, owner=None)
    return found


def _without(found: TopLevel, role: str) -> TopLevel:
    grants = tuple(grant for grant in found.grants if grant.role != role)
    return found if grants == found.grants else dataclasses.replace(found, grants=grants)


def _spelled(found: TopLevel, current: str, session: str) -> TopLevel:
    """The object with names instead of the words for who is connected."""

    def name(role: str) -> str:
        return (session if role.lower() == "session_user" else current) if is_session_role(role) else role

    def member(one: Object) -> Object:
        if not isinstance(one, ir.Policy) or not any(map(is_session_role, one.roles)):
            return one
        return dataclasses.replace(one, roles=tuple(map(name, one.roles)))

    if found.owner is not None and is_session_role(found.owner):
        found = dataclasses.replace(found, owner=name(found.owner))
    if any(is_session_role(grant.role) for grant in found.grants):
        grants = tuple(dataclasses.replace(grant, role=name(grant.role)) for grant in found.grants)
        found = dataclasses.replace(found, grants=grants)
    return ir.with_children(found, member)
