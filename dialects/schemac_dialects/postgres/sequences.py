"""Sequences that come and go with a column: those of serial columns, and those that a column owns
(https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL)."""

from __future__ import annotations

import dataclasses

from schemac import ir, names
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.ir import Address, Database
from schemac.names import Name
from schemac.operation import Alter, Create, Drop
from schemac_dialects.postgres import types


def of_serial(table: Name, column: str) -> Name:
    """The sequence that a serial column of a table brings along."""
    return Name(table.schema, names.derived(table.name, column, "seq"))


def of_column(table: Name, column: ir.Column) -> Name | None:
    """The sequence that numbers a serial or identity column of a table; None of any other column."""
    if column.identity is not None and column.identity.sequence_name is not None:
        return Name(table.schema, column.identity.sequence_name)
    return of_serial(table, column.name) if column.identity is not None or column.type in types.SERIALS else None


def _owner(database: Database, sequence: ir.Sequence) -> ir.Column | None:
    """The column that owns a sequence, where it is there."""
    if sequence.owner_table is None or sequence.owner_column is None:
        return None
    found = database.get(Address("table", *sequence.owner_table, "column", sequence.owner_column))
    return found if isinstance(found, ir.Column) else None


def _is_serials(database: Database, sequence: ir.Sequence) -> bool:
    """Whether a sequence is the one that its owner brings along as a serial column."""
    owner = _owner(database, sequence)
    if owner is None or sequence.owner_table is None or owner.type not in types.SERIALS:
        return False
    return of_serial(sequence.owner_table, owner.name) == sequence.qualified


def stays(database: Database, sequence: Name) -> bool:
    """Whether a serial's sequence is an object of its own in a database."""
    return Address("sequence", *sequence) in database.objects


def create(operation: Create, situation: Situation) -> Change:
    """Nothing where a serial column has made the sequence already."""
    found = operation.object
    assert isinstance(found, ir.Sequence)
    declared = situation.new.objects.get(operation.address)
    assert isinstance(declared, ir.Sequence)
    return () if _is_serials(situation.old, declared) else (Step(),)


def drop(operation: Drop, situation: Situation) -> Change:
    """Nothing where the sequence goes with the column that owns it, or becomes a serial's."""
    found = operation.object
    assert isinstance(found, ir.Sequence)
    if _is_serials(situation.new, found) or (found.owner_table is not None and _owner(situation.new, found) is None):
        return ()
    return (Step(hazards=(Hazard(code="drop-sequence", message=f"sequence {found.qualified} is dropped"),)),)


def is_linked(operation: Alter) -> bool:
    """Whether a sequence gets another column that owns it."""
    return isinstance(operation.new, ir.Sequence) and bool(
        operation.new.owner_table and {"owner_table", "owner_column"} & set(operation.fields)
    )


def unlinked(operation: Alter) -> tuple[Step, ...]:
    """What takes a sequence from its column before it gets the owner of another one's table."""
    old, new = operation.old, operation.new
    if not isinstance(old, ir.Sequence) or not isinstance(new, ir.Sequence) or old.owner_table is None:
        return ()
    return (Step(section="owner", values={"new": dataclasses.replace(new, owner_table=None, owner_column=None)}),)
