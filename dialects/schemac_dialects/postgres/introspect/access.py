"""Who may do what in a live database: owners, grants, policies, roles, default privileges, publications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import groupby
from operator import attrgetter
from typing import Any

from schemac import ir, names
from schemac_dialects.postgres import settings
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import DefaultPrivilege, Published
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.texts import without_outer_parentheses

_OPERATIONS = ("insert", "update", "delete", "truncate")


def standing(catalog: Catalog) -> Callable[[str, int], dict[str, Any]]:
    """Tells the fields ``owner`` and ``grants`` of an object by the letter of its catalogue and its oid."""
    owners: dict[tuple[str, int], str] = {}
    grants: dict[tuple[str, int], list[ir.Grant]] = defaultdict(list)
    for row in catalog.grants:
        at = (row.letter, row.oid)
        if row.owner is not None:
            owners[at] = row.owner
        elif row.role is not None:
            grants[at].append(
                ir.Grant(
                    role=row.role, privilege=row.privilege or "", columns=tuple(row.columns), grantable=row.grantable
                )
            )

    def fields(letter: str, oid: int) -> dict[str, Any]:
        at = (letter, oid)
        found: dict[str, Any] = {"owner": owners[at]} if at in owners else {}
        return found | {"grants": tuple(sorted(grants[at], key=repr))} if at in grants else found

    return fields


def policies_by_table(catalog: Catalog, scope: Scope) -> Mapping[int, list[ir.Policy]]:
    """The policies of each table, by its oid."""
    policies: dict[int, list[ir.Policy]] = defaultdict(list)
    for row in catalog.policies:
        if row.table in scope.relations and row.name is not None:
            policies[row.table].append(
                ir.Policy(
                    name=row.name,
                    comment=row.comment,
                    command=row.command,
                    roles=tuple(row.roles),
                    using=None if row.using is None else without_outer_parentheses(row.using),
                    check=None if row.check is None else without_outer_parentheses(row.check),
                    restrictive=row.restrictive,
                )
            )
    return policies


def row_security_by_table(catalog: Catalog) -> Mapping[int, str]:
    """The row security of each table that has it, by its oid."""
    return {row.table: "forced" if row.forced else "on" for row in catalog.policies if row.enabled}


def access_objects(catalog: Catalog, scope: Scope, *, roles: Collection[str] = ()) -> Iterator[ir.TopLevel]:
    """Roles, those that the patterns let through, default privileges and publications."""
    yield from _roles(catalog, roles)
    for _oid, group in groupby(catalog.default_privileges, attrgetter("oid")):
        yield from _default_privilege(list(group), scope)
    for _oid, published in groupby(catalog.publications, attrgetter("oid")):
        yield from _publication(list(published), scope)


def _roles(catalog: Catalog, patterns: Collection[str]) -> Iterator[ir.DatabaseRole]:
    for row in catalog.roles:
        if row.name in patterns or any(fnmatchcase(row.name, pattern) for pattern in patterns):
            yield ir.DatabaseRole(
                name=row.name,
                comment=row.comment,
                login=row.login,
                superuser=row.superuser,
                create_database=row.create_database,
                create_role=row.create_role,
                inherit=row.inherit,
                replication=row.replication,
                bypass_row_security=row.bypass_row_security,
                connection_limit=row.connection_limit,
                valid_until=row.valid_until,
                member_of=tuple(sorted(row.member_of)),
                settings=settings.pairs(row.settings),
            )


def _default_privilege(rows: list[DefaultPrivilege], scope: Scope) -> Iterator[ir.DefaultPrivilege]:
    first = rows[0]
    schema = "" if first.schema == "public" else first.schema
    if not scope.within(schema):
        return
    grants = (ir.Grant(role=row.grantee, privilege=row.privilege, grantable=row.grantable) for row in rows)
    yield ir.DefaultPrivilege(
        name=first.objects,
        role=first.role,
        within=first.schema,
        objects=first.objects,
        grants=tuple(sorted(grants, key=repr)),
    )


def _publication(rows: list[Published], scope: Scope) -> Iterator[ir.Publication]:
    """A publication, unless it publishes what is not looked at."""
    first = rows[0]
    if _is_partly_unseen(rows, scope):
        return
    tables = [
        ir.PublishedTable(
            table=scope.relations[row.table],
            columns=tuple(row.columns),
            where=None if row.where is None else without_outer_parentheses(row.where),
        )
        for row in rows
        if row.table is not None
    ]
    schemas = [row.schema for row in rows if row.schema is not None]
    yield ir.Publication(
        name=first.name,
        comment=first.comment,
        **scope.standing("b", first.oid),
        all_tables=first.all_tables,
        tables=tuple(sorted(tables, key=lambda one: one.table)),
        schemas=tuple(sorted(schemas)),
        operations=() if tuple(first.operations) == _OPERATIONS else tuple(first.operations),
        via_partition_root=first.via_partition_root,
    )


def _is_partly_unseen(rows: list[Published], scope: Scope) -> bool:
    """Whether a publication is about more than what is looked at."""
    if any(row.table is not None and row.table not in scope.relations for row in rows):
        return True
    named = [row.table if row.schema is None else row.schema for row in rows]
    return bool(scope.schemas) and any(
        one is None or (isinstance(one, str) and not scope.within("" if one == "public" else one)) for one in named
    )


def left_out_of_access(catalog: Catalog, scope: Scope, *, roles: Collection[str] = ()) -> Iterator[str]:
    """What of privileges has no model."""
    for policy in catalog.policies:
        if policy.forced and not policy.enabled and policy.table in scope.relations:
            yield f"the forcing of row security, which is off, of table {scope.relations[policy.table]}"
    for _oid, group in groupby(catalog.publications, attrgetter("oid")):
        published = list(group)
        if published[0].generated:
            yield f"the publishing of generated columns of publication {names.written(published[0].name)}"
        if not scope.schemas and _is_partly_unseen(published, scope):
            yield f"publication {names.written(published[0].name)}, which publishes a table that is left out,"
    known = {role.name for role in _roles(catalog, roles)}
    for role in catalog.roles:
        if role.name in known and role.has_options:
            yield f"options of the memberships of role {role.name}"


def privileged_sequences(catalog: Catalog) -> frozenset[int]:
    """The sequences on which roles have other privileges than default privileges give to a column's sequence."""
    owners = {row.oid: row.owner for row in catalog.grants if row.letter == "r" and row.owner is not None}
    actual: dict[int, set[tuple[str, str, bool]]] = defaultdict(set)
    for row in catalog.grants:
        if row.letter == "r" and row.role is not None:
            actual[row.oid].add((row.role, row.privilege or "", row.grantable))
    given: dict[tuple[str | None, str | None], set[tuple[str, str, bool]]] = defaultdict(set)
    for default in catalog.default_privileges:
        if default.objects == "sequences":
            given[default.role, default.schema].add((default.grantee, default.privilege, default.grantable))
    found: set[int] = set()
    for sequence in catalog.sequences:
        owner = owners.get(sequence.oid)
        usual = given[owner, None] | given[owner, sequence.schema or "public"]
        if actual[sequence.oid] != {one for one in usual if one[0] != owner}:
            found.add(sequence.oid)
    return frozenset(found)
