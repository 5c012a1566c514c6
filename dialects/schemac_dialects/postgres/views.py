"""Views and materialized views, what else lives in relations, and which index a relation is marked by.

Sources: https://www.postgresql.org/docs/current/sql-alterview.html, sql-altermaterializedview.html,
sql-createstatistics.html, sql-altertable.html (CLUSTER ON, REPLICA IDENTITY).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from schemac import ir
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.ir import Object, Pairs, TopLevel
from schemac.operation import Alter, Create
from schemac_dialects.postgres import types

MARKED = frozenset({"cluster", "replica_identity", "replica_index"})
"""The fields of a relation that name one of its indexes, or none; the server keeps them with the index."""
IN_PLACE: Mapping[tuple[str, str], str] = {
    **{("view", name): "options" for name in ("security_invoker", "security_barrier", "check_option")},
    **{("view", name): name for name in ("column_comments", "column_defaults")},
    **{("materialized_view", name): name for name in ("column_comments", "storage", "tablespace", "access_method")},
    **{("statistic", name): name for name in ("target", "schema")},
    **{(kind, name): name for kind in ("primary_key", "unique", "exclusion") for name in ("storage", "tablespace")},
}
"""(kind, field) → the section of the kind's ``alter`` template."""
_OPERATOR = re.compile(r"[-+*/<>=~!@#%^&|`?]+\Z")
_QUALIFIED_OPERATOR = re.compile(r'OPERATOR\((?:(?:[A-Za-z_][\w$]*|"(?:[^"]|"")*")\.)?[-+*/<>=~!@#%^&|`?]+\)\Z')


def options_on(view: ir.View) -> list[tuple[str, str]]:
    """The options of a view that are on, with the words for it."""
    held = ((name, getattr(view, name)) for name in ("security_barrier", "security_invoker"))
    return [(name, value if isinstance(value, str) else "true") for name, value in held if value]


def marks(owner: TopLevel, name: str) -> tuple[Step, ...]:
    """What follows on the creation of an index by which its relation is marked."""
    return tuple(_marks(owner, {name}))


def _marks(owner: TopLevel, names: set[str]) -> Iterator[Step]:
    if getattr(owner, "cluster", None) in names:
        yield _cluster(owner)
    if getattr(owner, "replica_index", None) in names:
        yield _replica_identity(owner)


def marks_of_new(owner: ir.Table) -> tuple[Step, ...]:
    """What follows on the creation of a table: its marks, but for those by an index that is made later."""
    steps = list(_marks(owner, {member.name for member in _indexed(owner) if not isinstance(member, ir.Index)}))
    if owner.replica_identity is not None and owner.replica_index is None:
        steps.append(_replica_identity(owner))
    return tuple(steps)


def marks_of_changed(operation: Alter) -> tuple[Step, ...]:
    """The marks that change on a relation that stays, by an index that is there."""
    old, new = operation.old_owner, operation.owner
    there = {member.name for member in _indexed(old)} | {None}
    steps = []
    if "cluster" in operation.fields and getattr(new, "cluster", None) in there:
        steps.append(_cluster(new))
    if {"replica_identity", "replica_index"} & set(operation.fields) and getattr(new, "replica_index", None) in there:
        steps.append(_replica_identity(new))
    return tuple(steps)


def _indexed(owner: TopLevel) -> Iterator[Object]:
    indexed = (ir.PrimaryKey, ir.Unique, ir.Exclusion, ir.Index)
    return (member for member in ir.children(owner) if isinstance(member, indexed))


def _cluster(owner: TopLevel) -> Step:
    word = "TABLE" if owner.kind == "table" else "MATERIALIZED VIEW"
    values = {"owner": owner, "word": word, "name": getattr(owner, "cluster", None)}
    return Step(section="cluster", template="_mark.sql.j2", values=values)


def _replica_identity(owner: TopLevel) -> Step:
    values = {
        "owner": owner,
        "name": getattr(owner, "replica_index", None),
        "identity": getattr(owner, "replica_identity", None),
    }
    return Step(section="replica_identity", template="_mark.sql.j2", values=values)


def _create_materialized_view(operation: Create, situation: Situation) -> Change:
    found = operation.object
    assert isinstance(found, ir.MaterializedView)
    if operation.address not in situation.old.objects or not found.with_data:
        return (Step(),)
    return (Step(hazards=(Hazard(code="rewrite-table", message=f"{found.qualified} is made anew and filled again"),)),)


def _alter_materialized_view(operation: Alter, _situation: Situation) -> Change:
    steps = []
    for name in operation.fields:
        if name in MARKED:
            continue
        section = "comment" if name == "comment" else IN_PLACE.get(("materialized_view", name))
        if section is None:
            return "recreate"
        hazard = Hazard(code="rewrite-table", message=f"{operation.new.name} is written again")
        steps.append(Step(section=section, hazards=(hazard,) if section == "access_method" else ()))
    return (*steps, *marks_of_changed(operation))


def _option_pairs(view: ir.View) -> Pairs:
    pairs = options_on(view)
    if view.check_option is not None:
        pairs.append(("check_option", view.check_option))
    return tuple(pairs)


def _changed_pairs(old: Pairs, new: Pairs) -> list[tuple[str, str | None]]:
    """What is new or changed, and None for what is gone, by name."""
    before, after = dict(old), dict(new)
    return [(name, after.get(name)) for name in sorted({*before, *after}) if before.get(name) != after.get(name)]


def _statistic_name(owner: TopLevel, statistic: ir.Statistic) -> str:
    schema = owner.schema if statistic.schema is None else statistic.schema or "public"
    return f"{types.quote(schema)}.{types.quote(statistic.name)}" if schema else types.quote(statistic.name)


def _operator(text: str) -> str:
    """An operator as it is written; what is none is quoted, and the server refuses it."""
    return text if _OPERATOR.match(text) or _QUALIFIED_OPERATOR.match(text) else types.quote(text)


def dollar_quoted(text: str) -> str:
    """A string constant between dollar signs, with a tag that the text does not have."""
    tag, number = "$$", 0
    while tag in text:
        number += 1
        tag = f"$body{number}$"
    return f"{tag}{text}{tag}"


CHANGES: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
    ("create", "materialized_view"): _create_materialized_view,
    ("alter", "materialized_view"): _alter_materialized_view,
}
"""How materialized views are made and changed."""

FILTERS: Mapping[str, Callable[..., Any]] = {
    "view_option_pairs": _option_pairs,
    "changed_pairs": _changed_pairs,
    "statistic_name": _statistic_name,
    "exclusion_operator": _operator,
    "dollar_quoted": dollar_quoted,
}
"""What the templates of views and of what lives in relations call."""
