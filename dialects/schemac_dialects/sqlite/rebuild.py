"""SQLite's table rebuild (https://www.sqlite.org/lang_altertable.html#otheralter): what is copied, and what is at risk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemac import ir, sqltext
from schemac.dialect import Change, Hazard, Step
from schemac.ir import Object
from schemac.operation import Alter
from schemac_dialects.sqlite import types

_TRIGGER = re.compile(r"\s*create\s+(?:temp\w*\s+)?trigger\b", re.IGNORECASE)


def rebuild(operation: Alter) -> Change:
    """The one step of a rebuild: the columns to copy with the expressions that fill them, and the guards before."""
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Table)
    assert isinstance(new, ir.Table)
    before = {column.name: column for column in old.columns}
    copied: list[tuple[str, str]] = []
    guards: list[tuple[str, str]] = []
    hazards = [hazard for column in old.columns if column.name not in {one.name for one in new.columns} for hazard in _lost(old, column)]
    for column in new.columns:
        if column.generated is not None:
            continue
        source = before.get(column.name)
        if source is None:
            if column.backfill is not None:
                copied.append((column.name, column.backfill))
            elif not column.nullable and column.default is None and not _fills_itself(new, column):
                hazards.append(Hazard(code="add-not-null", message=f"{new.name}.{column.name} is NOT NULL and has no default"))
            continue
        copied.append((column.name, _copied(old, new, source, column)))
        if _converts(source, column):
            hazards.append(Hazard(code="convert-column", message=f"{new.name}.{column.name} is converted from {source.type or 'any'} to {column.type}"))
            guards.append((column.name, f"{new.name}.{column.name} holds values that are not {column.type}"))
        if source.nullable and not column.nullable and column.backfill is None and column.default is None:
            hazards.append(Hazard(code="set-not-null", message=f"{new.name}.{column.name} may hold NULL"))
    hazards += _new_constraints(old, new)
    values = {
        "aside": f"{new.name}__new", "copied": copied, "guards": guards,
        "keeps_sequence": any(column.autoincrement for column in old.columns) and any(column.autoincrement for column in new.columns),
    }  # fmt: skip
    return (Step(section="rebuild", hazards=tuple(dict.fromkeys(hazards)), blocks=_is_trigger, values=values),)


def _is_trigger(found: Object) -> bool:
    # DROP TABLE takes the table's triggers with it.
    return isinstance(found, ir.Raw) and _TRIGGER.match(found.create) is not None


def _lost(table: ir.Table, column: ir.Column) -> Iterator[Hazard]:
    if column.generated is None:
        yield Hazard(code="drop-column", message=f"column {table.name}.{column.name} is dropped")


def _fills_itself(table: ir.Table, column: ir.Column) -> bool:
    """Whether the column is the table's rowid, which numbers new rows by itself."""
    key = table.primary_key
    return key is not None and key.columns == (column.name,) and column.type.lower() == "integer"


def _copied(old: ir.Table, new: ir.Table, source: ir.Column, column: ir.Column) -> str:
    value = types.quote(column.name)
    if column.using is not None and source.type.casefold() != column.type.casefold():
        value = f"({column.using})"
    for name, renamed in _renamed_values(old, new, column):
        value = f"CASE {value} WHEN {types.literal(name)} THEN {types.literal(renamed)} ELSE {value} END"
    fallback = column.backfill if column.backfill is not None else column.default
    if source.nullable and not column.nullable and fallback is not None:
        value = f"coalesce({value}, {fallback})"
    return value


def _renamed_values(old: ir.Table, new: ir.Table, column: ir.Column) -> Iterator[tuple[str, str]]:
    """The renames of an enum's values that the old table's check does not know yet."""
    for name, renamed in column.renamed_values:
        if any(types.literal(name) in check.sql for check in old.checks) and not any(types.literal(name) in check.sql for check in new.checks):
            yield name, renamed


def _converts(source: ir.Column, column: ir.Column) -> bool:
    return column.using is None and types.is_number(column.type) and not types.is_number(source.type)


def _new_constraints(old: ir.Table, new: ir.Table) -> Iterator[Hazard]:
    """A constraint that the old table had not may meet rows that break it."""
    known = {(member.kind, tuple(ir.own_columns(member)), tuple(ir.sql_texts(member))) for member in ir.children(old) if member.kind != "index"}
    for member in ir.children(new):
        columns = tuple(ir.own_columns(member))
        if (member.kind, columns, tuple(ir.sql_texts(member))) in known or _empty(old, new, columns):
            continue
        where = f"{new.name} ({', '.join(columns)})"
        if isinstance(member, ir.ForeignKey):
            yield Hazard(code="add-foreign-key", message=f"{where} must refer to rows of {member.target}")
        elif isinstance(member, ir.Check) and not _only_longer(old, new, member):
            yield Hazard(code="add-check", message=f"{new.name} must satisfy {member.sql}")
        elif member.kind in ("unique", "primary_key"):
            yield Hazard(code="add-unique", message=f"{where} must be unique")


def _only_longer(old: ir.Table, new: ir.Table, check: ir.Check) -> bool:
    """Whether a check is a list of values that only grew, as an enum's does when it gains one; renamed ones count."""
    shape = re.compile(r"(.+ IN) \((.*)\)\Z", re.DOTALL)
    found = shape.match(check.sql)
    renamed = {name: after for column in new.columns for name, after in column.renamed_values}
    for one in old.checks:
        before = shape.match(sqltext.renamed_strings(one.sql, renamed))
        if found and before and before[1] == found[1]:
            return set(before[2].split(", ")) <= set(found[2].split(", "))
    return False


def _empty(old: ir.Table, new: ir.Table, columns: tuple[str, ...]) -> bool:
    """Whether every column is new and stays NULL in the rows that exist."""
    held = {column.name for column in old.columns}
    after = {column.name: column for column in new.columns}
    return bool(columns) and all(
        name not in held and name in after and after[name].nullable and after[name].default is None and after[name].backfill is None
        for name in columns
    )  # fmt: skip
