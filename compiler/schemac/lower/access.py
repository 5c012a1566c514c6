"""Who may do what, as the IR: grants, policies, roles, default privileges, publications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from schemac import ir
from schemac.lower.constraints import stripped
from schemac.lower.context import Context, Entry, Lowerer, Place, one_or_many, string_pairs
from schemac.lower.members import Members

ALL = "all"
"""Stands for every privilege that an object of a kind has."""
_OPERATIONS = ("insert", "update", "delete", "truncate")


def lower_grants(context: Context, kind: str, value: Mapping[str, Any] | None, place: Place) -> tuple[ir.Grant, ...]:
    """The grants on an object: by role a list of privileges, or a map of them to what they are limited to."""
    known = context.dialect.privileges.get(kind, ())
    found: set[ir.Grant] = set()
    for role, held in (value or {}).items():
        scopes = held if isinstance(held, dict) else dict.fromkeys(held, True)
        if not scopes:
            found.add(ir.Grant(role=role))
        for privilege, scope in scopes.items():
            columns: tuple[str, ...] = ()
            grantable = False
            if isinstance(scope, dict):
                columns, grantable = tuple(scope.get("columns") or ()), bool(scope.get("with_grant_option"))
            elif isinstance(scope, list):
                columns = tuple(scope)
            lowered = privilege.lower()
            if known and lowered not in (*known, ALL):
                context.report(
                    "unknown-privilege",
                    f"'{privilege}' is no privilege on a {kind.replace('_', ' ')}",
                    place.at(role),
                    help=f"privileges: {', '.join(known)}, all",
                )
            for one in context.dialect.all_privileges.get(kind, ()) if lowered == ALL else (lowered,):
                found.add(ir.Grant(role=role, privilege=one, columns=tuple(sorted(columns)), grantable=grantable))
    return tuple(sorted(found, key=repr))


def lower_policy(table: Members, name: str, value: Any, place: Place) -> None:
    """A policy of row security."""
    value = table.context.patched(value, "policy", place)
    if value is None:
        return
    table.context.supported("policy", value, place)
    roles = tuple(sorted(value.get("roles") or ()))
    policy = ir.Policy(
        name=name,
        comment=value.get("comment"),
        renamed_from=table.context.old_name(value),
        command=value.get("command", "all"),
        roles=() if roles == ("public",) else roles,
        using=stripped(value.get("using")),
        check=stripped(value.get("check")),
        restrictive=value.get("restrictive", False),
    )
    table.add(policy, place)


def lower_role(context: Context, entry: Entry) -> ir.DatabaseRole | None:
    """A role of the server."""
    value = context.patched(entry.value or {}, "role", entry.place)
    if value is None:
        return None
    context.supported("role", value, entry.place)
    flags = ("login", "superuser", "create_database", "create_role", "replication", "bypass_row_security")
    limit = value.get("connection_limit")
    return ir.DatabaseRole(
        name=entry.name,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        **{flag: value.get(flag, False) for flag in flags},
        inherit=value.get("inherit", True),
        connection_limit=None if limit == -1 else limit,
        valid_until=value.get("valid_until"),
        member_of=tuple(sorted(value.get("member_of") or ())),
        settings=string_pairs(value.get("set")),
    )


def lower_default_privilege(context: Context, entry: Entry) -> ir.DefaultPrivilege | None:
    """Privileges on what is going to be made; the key of the entry is a label."""
    value = context.patched(entry.value, "default_privilege", entry.place)
    if value is None:
        return None
    context.supported("default_privilege", value, entry.place)
    role, within, objects = value.get("role"), value.get("schema"), value["objects"]
    kind = objects.removesuffix("s")
    return ir.DefaultPrivilege(
        name=objects,
        role=role,
        within=within,
        objects=objects,
        grants=lower_grants(context, kind, value["grants"], entry.place.at("grants")),
    )


def lower_publication(context: Context, entry: Entry) -> ir.Publication | None:
    """A publication; its tables are a list, or a map to what of each is published."""
    value = context.patched(entry.value or {}, "publication", entry.place)
    if value is None:
        return None
    context.supported("publication", value, entry.place)
    operations = value.get("operations") or ()
    held = tuple(operation for operation in _OPERATIONS if operation in operations)
    return ir.Publication(
        name=entry.name,
        comment=value.get("comment"),
        owner=value.get("owner"),
        renamed_from=context.old_name(value),
        all_tables=value.get("all_tables", False),
        tables=tuple(sorted(_published(context, value.get("tables") or (), entry), key=lambda one: one.table)),
        schemas=tuple(
            sorted(context.schema_name(one) or context.dialect.default_schema for one in value.get("schemas") or ())
        ),
        operations=() if held == _OPERATIONS else held,
        via_partition_root=value.get("via_partition_root", False),
    )


def _published(context: Context, tables: Any, entry: Entry) -> Iterator[ir.PublishedTable]:
    held = tables if isinstance(tables, dict) else dict.fromkeys(tables)
    for table, options in held.items():
        options = options or {}
        yield ir.PublishedTable(
            table=context.relation(table, entry.schema, entry.place.at("tables", table)),
            columns=one_or_many(options.get("columns") or ()),
            where=stripped(options.get("where")),
        )


LOWERERS: Mapping[str, Lowerer] = {
    "roles": ("role", lower_role),
    "default_privileges": ("default_privilege", lower_default_privilege),
    "publications": ("publication", lower_publication),
}
"""Section of a document → its kind, and what lowers an entry of it."""
