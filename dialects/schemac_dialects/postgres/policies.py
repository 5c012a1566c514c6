"""How PostgreSQL changes policies, roles, publications, default privileges, and the schema that every database has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from schemac import ir
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.names import Name
from schemac.operation import Alter, Create, Drop
from schemac_dialects.postgres import access

_POLICY = frozenset({"roles", "using", "check"})
_FLAGS: Mapping[str, str] = {
    "superuser": "SUPERUSER",
    "create_database": "CREATEDB",
    "create_role": "CREATEROLE",
    "inherit": "INHERIT",
    "login": "LOGIN",
    "replication": "REPLICATION",
    "bypass_row_security": "BYPASSRLS",
}
"""What a role has or has not, in the words of https://www.postgresql.org/docs/current/sql-createrole.html."""
_OPERATIONS = ("insert", "update", "delete", "truncate")


def _alter_policy(operation: Alter, _situation: Situation) -> Change:
    """``ALTER POLICY`` says another expression, but none no longer, and neither command nor kind."""
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Policy)
    assert isinstance(new, ir.Policy)
    fields = set(operation.fields)
    if not fields <= {*_POLICY, "comment"} or any(
        getattr(old, name) is not None and getattr(new, name) is None for name in ("using", "check")
    ):
        return "recreate"
    steps = [Step(section="policy", values={"fields": sorted(fields & _POLICY)})] if fields & _POLICY else []
    return (*steps, *([Step(section="comment")] if "comment" in fields else []))


def _create_role(operation: Create, _situation: Situation) -> Change:
    """Databases of a server share its roles: one that is there already, as another database wanted it, may stay."""
    role = operation.object
    assert isinstance(role, ir.DatabaseRole)
    options = _options(role, [name for name in (*_FLAGS, "connection_limit", "valid_until") if _is_said(role, name)])
    tag = "$"
    while f"${tag}" in role.name:
        tag = f"role{tag}"
    steps = [Step(section="role", values={"options": options, "tag": f"${tag}"})]
    steps += [Step(section="member", values={"verb": "GRANT", "roles": role.member_of})] if role.member_of else []
    steps += [Step(section="set", values={"changed": role.settings, "gone": ()})] if role.settings else []
    return tuple(steps)


def _alter_role(operation: Alter, _situation: Situation) -> Change:
    old, new = operation.old, operation.new
    assert isinstance(old, ir.DatabaseRole)
    assert isinstance(new, ir.DatabaseRole)
    steps: list[Step] = []
    options = _options(new, [name for name in (*_FLAGS, "connection_limit", "valid_until") if name in operation.fields])
    if options:
        steps.append(Step(section="role", values={"options": options}))
    for verb, roles in (
        ("REVOKE", [role for role in old.member_of if role not in new.member_of]),
        ("GRANT", [role for role in new.member_of if role not in old.member_of]),
    ):
        if roles:
            steps.append(Step(section="member", values={"verb": verb, "roles": roles}))
    if "settings" in operation.fields:
        changed = [pair for pair in new.settings if pair not in old.settings]
        gone = [name for name, _ in old.settings if name not in dict(new.settings)]
        steps.append(Step(section="set", values={"changed": changed, "gone": gone}))
    if "comment" in operation.fields:
        steps.append(Step(section="comment"))
    return tuple(steps)


def _is_said(role: ir.DatabaseRole, name: str) -> bool:
    return bool(getattr(role, name) != getattr(ir.DatabaseRole(name=role.name), name))


def _options(role: ir.DatabaseRole, names: list[str]) -> list[tuple[str, str | None]]:
    """Options of a role, each with the value that has to be quoted."""
    found: list[tuple[str, str | None]] = []
    for name in names:
        if name == "connection_limit":
            found.append((f"CONNECTION LIMIT {-1 if role.connection_limit is None else role.connection_limit}", None))
        elif name == "valid_until":
            found.append(("VALID UNTIL", role.valid_until or "infinity"))
        else:
            found.append((_FLAGS[name] if getattr(role, name) else f"NO{_FLAGS[name]}", None))
    return found


def _drop_role(operation: Drop, _situation: Situation) -> Change:
    name = operation.object.name
    return (Step(hazards=(Hazard(code="drop-role", message=f"role {name} is dropped, of the whole server"),)),)


def _create_publication(operation: Create, situation: Situation) -> Change:
    publication = operation.object
    assert isinstance(publication, ir.Publication)
    options = [name for name in ("operations", "via_partition_root") if getattr(publication, name)]
    return (Step(values={"options": _publish(publication, options), "only": _parents(situation)}),)


def _alter_publication(operation: Alter, situation: Situation) -> Change:
    """One of all tables cannot become one of some; all else is set, added and dropped, so that no row is missed."""
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Publication)
    assert isinstance(new, ir.Publication)
    if "all_tables" in operation.fields:
        return "recreate"
    steps: list[Step] = []
    options = _publish(new, [name for name in ("operations", "via_partition_root") if name in operation.fields])
    if options:
        steps.append(Step(section="set", values={"options": options}))
    if {"tables", "schemas"} & set(operation.fields):
        before, after = {one.table: one for one in old.tables}, {one.table: one for one in new.tables}
        changed = any(not _same_table(before[name], after[name]) for name in before.keys() & after.keys())
        if changed and after:
            # SET TABLE changes conditions and columns; it takes schemas away as well.
            steps.append(_objects("SET", new.tables, new.schemas, situation))
        else:
            gone = [one for name, one in before.items() if name not in after]
            fresh = [one for name, one in after.items() if name not in before]
            left = [name for name in old.schemas if name not in new.schemas]
            joined = [name for name in new.schemas if name not in old.schemas]
            for verb, tables, schemas in (("DROP", gone, left), ("ADD", fresh, joined)):
                if tables or schemas:
                    steps.append(_objects(verb, tables, schemas, situation))
    if "comment" in operation.fields:
        steps.append(Step(section="comment"))
    return tuple(steps)


def _objects(verb: str, tables: Sequence[ir.PublishedTable], schemas: Sequence[str], situation: Situation) -> Step:
    only = _parents(situation)
    return Step(section="objects", values={"verb": verb, "tables": tables, "schemas": schemas, "only": only})


def _parents(situation: Situation) -> frozenset[Name]:
    """The tables from which others inherit: with one of these, its children would be published."""
    states = (situation.old, situation.new)
    tables = (table for state in states for table in state.of_kind("table") if isinstance(table, ir.Table))
    return frozenset(name for table in tables for name in table.inherits)


def _publish(publication: ir.Publication, names: list[str]) -> list[tuple[str, str]]:
    found = []
    if "operations" in names:
        found.append(("publish", ", ".join(publication.operations or _OPERATIONS)))
    if "via_partition_root" in names:
        found.append(("publish_via_partition_root", "true" if publication.via_partition_root else "false"))
    return found


def _same_table(one: ir.PublishedTable, other: ir.PublishedTable) -> bool:
    return (one.table, set(one.columns), one.where) == (other.table, set(other.columns), other.where)


def _nothing(_operation: Any, _situation: Situation) -> Change:
    """What default privileges are is told by ``access``, as of any other object."""
    return ()


def _drop_default_privilege(operation: Drop, _situation: Situation) -> Change:
    return access.dropped(operation)


def same(kind: str, field: str, old: Any, new: Any) -> bool:
    """Whether two unequal values mean the same: what is a set comes in any order."""
    if field == "grants":
        return access.same_grants(kind, old, new)
    if (kind, field) in (("policy", "roles"), ("role", "member_of"), ("publication", "schemas")):
        return set(old) == set(new)
    if (kind, field) == ("publication", "tables"):
        return len(old) == len(new) and all(any(_same_table(one, other) for other in new) for one in old)
    return False


CHANGES: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
    ("alter", "policy"): _alter_policy,
    ("create", "role"): _create_role,
    ("alter", "role"): _alter_role,
    ("drop", "role"): _drop_role,
    ("create", "publication"): _create_publication,
    ("alter", "publication"): _alter_publication,
    ("create", "default_privilege"): _nothing,
    ("drop", "default_privilege"): _drop_default_privilege,
}
"""The verb and the kind → how it is made."""
