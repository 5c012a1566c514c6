"""What of a live database is looked at, and what was left out of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from schemac.diagnostics import Diagnostic, Severity
from schemac.dialect import Filters
from schemac.names import Name
from schemac_dialects.postgres.catalog.rows import Relation

LEDGER_TABLE = "schemac_migrations"
# How the names of what is left out begin that are plurals.
_PLURALS = ("privileges", "options", "storage parameters", "operator class parameters", "the columns", "large objects")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is looked at.

    schemas: the names of the wanted ones, all of them where there are none; relations: the wanted tables and views by
    oid; obstructed: tables that have no model; standing: owner and grants of an object, as fields of the model, by the
    letter of its catalogue (r relations, y types, f routines, n schemas) and its oid; left_out: what has no model.
    """

    schemas: frozenset[str]
    relations: Mapping[int, Name]
    obstructed: Mapping[int, Name]
    standing: Callable[[str, int], dict[str, Any]]
    left_out: list[str] = field(default_factory=list)

    def within(self, schema: str | None, relation: int | None = None) -> bool:
        """Whether what is in this schema (None: in none), on this relation (0: on none), is looked at."""
        return relation in self.relations if relation else not self.schemas or schema in self.schemas


def scope(
    relations: Collection[Relation], filters: Filters, *, standing: Callable[[str, int], dict[str, Any]]
) -> Scope:
    """What filters let through."""
    schemas = frozenset("" if schema == "public" else schema for schema in filters.schemas)
    kept: dict[int, Name] = {}
    obstructed: dict[int, Name] = {}
    left_out: list[str] = []
    for relation in relations:
        name = Name(relation.schema, relation.name)
        if (schemas and name.schema not in schemas) or not _chosen(name, filters.tables):
            continue
        if relation.obstacle:
            left_out.append(f"{relation.obstacle} {name}")
            obstructed[relation.oid] = name
        else:
            kept[relation.oid] = name
    _without_parents(relations, kept, obstructed, left_out)
    return Scope(schemas=schemas, relations=kept, obstructed=obstructed, standing=standing, left_out=left_out)


def _without_parents(
    relations: Collection[Relation], kept: dict[int, Name], obstructed: dict[int, Name], left_out: list[str]
) -> None:
    """Leaves out the tables that are made from one that is not looked at, or has no model."""
    children = [row for row in relations if row.parents]
    while gone := [row for row in children if row.oid in kept and not kept.keys() >= set(row.parents)]:
        for row in gone:
            obstructed[row.oid] = kept.pop(row.oid)
            left_out.append(f"table {obstructed[row.oid]}, which is made from a table that is left out,")


def _chosen(name: Name, patterns: Collection[str]) -> bool:
    if name.name == LEDGER_TABLE:
        return False
    texts = (name.name, ".".join(filter(None, name)))

    def matches(pattern: str) -> bool:
        return any(fnmatchcase(text, pattern) for text in texts)

    wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
    unwanted = (pattern[1:] for pattern in patterns if pattern.startswith("!"))
    return (not wanted or any(map(matches, wanted))) and not any(map(matches, unwanted))


def unmodelled(what: str) -> Diagnostic:
    """What is said of something that has no model."""
    verb = "are" if what.startswith(_PLURALS) else "is"
    message = f"{what} {verb} not modelled and {verb} left out"
    # PostgreSQL keeps such names when a table is renamed: they mean nothing, and are no reason to warn.
    severity: Severity = "note" if what.startswith(("the name of", "the order of")) else "warning"
    return Diagnostic(code="unmodelled-object", severity=severity, message=message)
