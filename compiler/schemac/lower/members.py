"""The members of one table or view while it is lowered: where each was declared, and which names are taken."""

from __future__ import annotations

from typing import TypeVar

from schemac import ir, names
from schemac.diagnostics import suggestion
from schemac.lower.context import Context, Entry, Place
from schemac.names import Name

Member = TypeVar("Member", bound=ir.Object)


class Members:
    """The members of one object, by kind in order of declaration; derived names step aside for those that are taken."""

    def __init__(self, context: Context, entry: Entry, name: Name, *, kind: str = "table") -> None:
        self.context = context
        self.entry = entry
        self.name = name
        self.address = ir.Address(kind, name.schema, name.name)
        self.taken: set[str] = set()
        self.held: dict[str, list[ir.Object]] = {}
        self.periods: set[str] = set()
        self.inherits = False
        self.is_partition = False

    def add(self, member: ir.Object, place: Place) -> None:
        """Takes a member in and remembers where it was declared."""
        self.held.setdefault(member.kind, []).append(member)
        self.context.places[self.address._replace(member_kind=member.kind, member=member.name)] = place
        self.context.name_fits(member.name, place)
        if member.kind != "column":
            self.taken.add(member.name)

    def of(self, kind: type[Member]) -> tuple[Member, ...]:
        """The members of a kind so far."""
        return tuple(one for one in self.held.get(kind.kind, ()) if isinstance(one, kind))

    def free(self, derived: str) -> str:
        """A derived name, numbered where this object has it already."""
        return names.free(derived, self.taken)

    def know(self, columns: tuple[str, ...], place: Place, *, twice: bool = False) -> None:
        """Reports columns that the table does not have, and those that are named twice.

        What a table inherits is not known before everything is lowered: see ``check``.
        """
        # The last column of a key WITHOUT OVERLAPS may be a period.
        known = {column.name for column in self.of(ir.Column)} | self.periods
        for position, column in enumerate(columns):
            if column not in known and self.address.kind == "table" and not self.inherits:
                self.context.report(
                    "unknown-column",
                    f"the table '{self.entry.name}' has no column '{column}'",
                    place,
                    help=suggestion(column, known),
                )
            if column in columns[:position] and not twice:
                self.context.report("duplicate-column", f"the column '{column}' stands twice in this list", place)
