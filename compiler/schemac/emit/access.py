"""Grants, policies, roles, default privileges and publications, as a schema file has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemac import ir
from schemac.emit.values import Section, Tree, given, storage
from schemac.lower.access import ALL
from schemac.notation import Block
from schemac.wording import File, sql_text

ROW_SECURITY: Mapping[str | None, Any] = {None: None, "on": True, "forced": "forced"}
"""What of row security a schema file says."""
_OPERATIONS = ("insert", "update", "delete", "truncate")


def grants(kind: str, file: File, held: tuple[ir.Grant, ...]) -> Tree | None:
    """Privileges by role: a list of them, or a map where one of them is limited or may be passed on."""
    every = file.context.dialect.all_privileges.get(kind, ())
    order = {privilege: position for position, privilege in enumerate(file.context.dialect.privileges.get(kind, ()))}
    roles: dict[str, list[ir.Grant]] = {}
    for grant in held:
        roles.setdefault(grant.role, []).append(grant)
    found: Tree = {}
    for role in sorted(roles):
        given_to = sorted(
            (grant for grant in roles[role] if grant.privilege), key=lambda one: order.get(one.privilege, len(order))
        )
        plain = [grant.privilege for grant in given_to]
        if all(grant == ir.Grant(role=role, privilege=grant.privilege) for grant in given_to):
            if len(every) > 1 and set(every) <= set(plain):
                plain = [ALL, *(one for one in plain if one not in every)]
            found[role] = plain
        else:
            found[role] = _scopes(given_to)
    return found or None


def _scopes(held: list[ir.Grant]) -> Tree:
    found: Tree = {}
    for grant in held:
        scope: Any = list(grant.columns) or True
        if grant.grantable:
            scope = {**given(columns=list(grant.columns) or None), "with_grant_option": True}
        key = grant.privilege
        while key in found:  # the same privilege on the whole and on columns: case means nothing to lowering
            key = next(one for one in _spellings(key) if one not in found)
        found[key] = scope
    return found


def _spellings(privilege: str) -> list[str]:
    """The ways to write a privilege, of which a map holds each once."""
    return [privilege.upper(), privilege.capitalize(), *(privilege[:end].upper() + privilege[end:] for end in range(9))]


def policy(policy: ir.Policy) -> Tree:
    """A policy of row security."""
    held = given(
        command=None if policy.command == "all" else policy.command,
        roles=list(policy.roles) or None,
        using=None if policy.using is None else sql_text(policy.using),
        check=None if policy.check is None else sql_text(policy.check),
        restrictive=policy.restrictive or None,
        comment=policy.comment,
    )
    return Block(held) if len(held) > 2 or any("\n" in str(value) for value in held.values()) else held


def _role(_file: File, role: ir.DatabaseRole) -> Tree:
    flags = ("login", "superuser", "create_database", "create_role", "replication", "bypass_row_security")
    return given(
        **{flag: getattr(role, flag) or None for flag in flags},
        inherit=None if role.inherit else False,
        connection_limit=role.connection_limit,
        valid_until=role.valid_until,
        member_of=list(role.member_of) or None,
        set=storage(role.settings),
        comment=role.comment,
    )


def _default_privilege(file: File, found: ir.DefaultPrivilege) -> Tree:
    return Block(
        **given(role=found.role, schema=found.within),
        objects=found.objects,
        grants=grants(found.objects.removesuffix("s"), file, found.grants) or {},
    )


def _publication(file: File, publication: ir.Publication) -> Tree:
    tables: Any = [file.key(one.table) for one in publication.tables]
    if any(one.columns or one.where is not None for one in publication.tables):
        tables = Block({file.key(one.table): _published(one) for one in publication.tables})
    return given(
        all_tables=publication.all_tables or None,
        tables=tables or None,
        schemas=list(publication.schemas) or None,
        operations=list(publication.operations) or None,
        via_partition_root=publication.via_partition_root or None,
        owner=publication.owner,
        comment=publication.comment,
    )


def _published(table: ir.PublishedTable) -> Tree:
    where = None if table.where is None else sql_text(table.where)
    return given(columns=list(table.columns) or None, where=where)


SECTIONS: Mapping[str, Section] = {
    "role": ("roles", _role),
    "default_privilege": ("default_privileges", _default_privilege),
    "publication": ("publications", _publication),
}
"""Kind → section of a document, and what writes an object of it."""
