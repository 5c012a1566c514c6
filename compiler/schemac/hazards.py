"""What a migration can do to a database that holds data, by name, so that each can be allowed or forbidden by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Level = Literal["error", "warn", "off"]


class HazardKind(NamedTuple):
    """A kind of hazard: how it is taken by default, what it means, and the way out."""

    level: Level
    meaning: str
    way_out: str


_DATA = "the data is gone when the migration has run; the way back restores the structure only"
HAZARDS: Mapping[str, HazardKind] = {
    "drop-table": HazardKind("error", _DATA, "to keep the rows, declare `renamed_from` on the table's new name"),
    "drop-column": HazardKind("error", _DATA, "to keep the values, declare `renamed_from` on the column's new name"),
    "drop-enum-value": HazardKind(
        "error",
        "the migration fails on rows that still hold the value",
        "to keep the rows, declare `renamed_values`, or update them before",
    ),
    "drop-type": HazardKind("warn", "other databases' clients may use the type", "keep it until nothing uses it"),
    "drop-sequence": HazardKind("error", "the sequence's position is lost", "declare `renamed_from` on its new name"),
    "drop-schema": HazardKind(
        "error", "the schema must be empty of other objects", "declare `renamed_from` on its new name"
    ),
    "drop-extension": HazardKind("error", "objects and data of the extension's types go with it", "keep the extension"),
    "drop-role": HazardKind(
        "error",
        "the role goes from every database of the server, with its password",
        "declare `renamed_from` on its new name",
    ),
    "drop-raw": HazardKind("warn", "its `drop` statement runs as written", "read it"),
    "add-not-null": HazardKind(
        "error",
        "the migration fails when the table holds rows",
        "declare a `default`, or a `backfill` for the rows that exist",
    ),
    "set-not-null": HazardKind(
        "error", "the migration fails when a row holds NULL", "declare a `backfill` for the rows that hold NULL"
    ),
    "convert-column": HazardKind(
        "error",
        "a value that does not convert is lost, or makes the migration fail",
        "declare `using`, the SQL that converts the value",
    ),
    "rewrite-table": HazardKind(
        "warn", "every row is written again while the table is locked", "run it when the table is quiet"
    ),
    "add-foreign-key": HazardKind(
        "error",
        "the migration fails when a row has no parent",
        "look for such rows first; where the database has it, `not_valid: true` checks new rows only",
    ),
    "add-check": HazardKind(
        "error",
        "the migration fails when a row breaks the check",
        "look for such rows first; where the database has it, `not_valid: true` checks new rows only",
    ),
    "add-unique": HazardKind(
        "error", "the migration fails when two rows hold the same values", "look for duplicates first"
    ),
    "block-writes": HazardKind(
        "warn",
        "writes to the table wait until the statement is done",
        "where the database has it, `concurrently: true` lets them go on",
    ),
    "narrow-column": HazardKind(
        "error",
        "the migration fails on a value that is too long or out of range",
        "declare `using`, or look for such values first",
    ),
    "change-identity": HazardKind(
        "warn",
        "the next value is taken from the values that exist",
        "nothing to do when no other writer sets the column",
    ),
}


def level(code: str, settings: Mapping[str, Level]) -> Level:
    """How a hazard is taken in a project: as its ``lint`` says, or by default."""
    return settings.get(code) or HAZARDS[code].level
