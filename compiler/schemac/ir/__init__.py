"""The model of a database: frozen dataclasses whose fields say what they hold.

Every later stage is written against those roles and never against a kind: the differ walks children, the renamer
rewrites names and SQL, the planner looks for what an object depends on, the snapshot writes what is no hint. A new
kind of object is one dataclass, registered by its ``kind`` in ``TOP_LEVEL`` or ``MEMBERS``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass
from typing import Any

from schemac.ir.base import HINTS, Address, Grant, Object, Role, TopLevel
from schemac.ir.database import (
    DatabaseDefaults,
    DatabaseRole,
    DefaultPrivilege,
    Event,
    Extension,
    Publication,
    PublishedTable,
    Raw,
    Schema,
)
from schemac.ir.members import (
    MEMBERS,
    Check,
    Column,
    Exclusion,
    ExclusionPart,
    Field,
    ForeignKey,
    Identity,
    Index,
    IndexPart,
    Pairs,
    Partition,
    Period,
    Policy,
    PrimaryKey,
    Rule,
    Statistic,
    Trigger,
    Unique,
)
from schemac.ir.relations import MaterializedView, Sequence, Table, View
from schemac.ir.routines import Aggregate, Argument, Called, EventTrigger, Function, Procedure, Routine
from schemac.ir.types import Collation, Composite, Domain, Enum, Range
from schemac.ir.walk import (
    children,
    created,
    fields,
    fields_of,
    namespaces,
    own_columns,
    parts,
    sql_texts,
    target_columns,
    targets,
    types,
    with_children,
)

__all__ = [
    "HINTS",
    "KINDS",
    "MEMBERS",
    "STANDING",
    "TOP_LEVEL",
    "UNSPOKEN",
    "Address",
    "Aggregate",
    "Argument",
    "Called",
    "Check",
    "Collation",
    "Column",
    "Composite",
    "Database",
    "DatabaseDefaults",
    "DatabaseRole",
    "DefaultPrivilege",
    "Domain",
    "Enum",
    "Event",
    "EventTrigger",
    "Exclusion",
    "ExclusionPart",
    "Extension",
    "Field",
    "ForeignKey",
    "Function",
    "Grant",
    "Identity",
    "Index",
    "IndexPart",
    "MaterializedView",
    "Object",
    "Objects",
    "Pairs",
    "Partition",
    "Period",
    "Policy",
    "PrimaryKey",
    "Procedure",
    "Publication",
    "PublishedTable",
    "Range",
    "Raw",
    "Role",
    "Routine",
    "Rule",
    "Schema",
    "Sequence",
    "Statistic",
    "Table",
    "TopLevel",
    "Trigger",
    "Unique",
    "View",
    "address",
    "children",
    "created",
    "database",
    "fields",
    "fields_of",
    "namespaces",
    "own_columns",
    "parts",
    "sql_texts",
    "target_columns",
    "targets",
    "types",
    "with_children",
]

Objects = Mapping[Address, TopLevel]

TOP_LEVEL: tuple[type[TopLevel], ...] = (
    DatabaseRole,
    DatabaseDefaults,
    Schema,
    Extension,
    Collation,
    Enum,
    Composite,
    Range,
    Domain,
    Sequence,
    Table,
    Function,
    Procedure,
    Aggregate,
    View,
    MaterializedView,
    EventTrigger,
    Event,
    Publication,
    DefaultPrivilege,
    Raw,
)
"""The kinds of a database in the order in which a reader wants them, which is also the order of ties."""

UNSPOKEN = frozenset({"role", "database", "schema", "extension", "event_trigger", "publication", "default_privilege"})
"""The kinds that no SQL of another object speaks of, and that live in no schema."""

STANDING = frozenset({"database"})
"""The kinds of what is always there, neither made nor dropped: one that says nothing is as the server has it."""

KINDS: Mapping[str, type[Object]] = {cls.kind: cls for cls in (*TOP_LEVEL, *MEMBERS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Every object of a database, in the order of declaration."""

    objects: Objects = dataclasses.field(default_factory=dict)
    _by_kind: dict[str, list[TopLevel]] = dataclasses.field(default_factory=dict, init=False, repr=False, compare=False)

    def get(self, address: Address) -> Object | None:
        """The object at an address, top-level or member."""
        found = self.objects.get(address.owner)
        if found is None or not address.member_kind:
            return found
        return next(
            (child for child in children(found) if child.kind == address.member_kind and child.name == address.member),
            None,
        )

    def of_kind(self, kind: str) -> SequenceOf[TopLevel]:
        """The top-level objects of one kind, in order."""
        if not self._by_kind:
            for address, found in self.objects.items():
                self._by_kind.setdefault(address.kind, []).append(found)
        return self._by_kind.get(kind, [])


def database(objects: Any) -> Database:
    """A Database of an iterable of top-level objects."""
    return Database(objects={address(found): found for found in objects})


def address(found: TopLevel, member: Object | None = None) -> Address:
    """The address of a top-level object, or of a member in it."""
    if member is None:
        return Address(found.kind, found.schema, found.identifier)
    return Address(found.kind, found.schema, found.identifier, member.kind, member.name)
