"""SQLite's rebuild of a table (https://www.sqlite.org/lang_altertable.html#otheralter): what is copied and at risk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from schemac import guarantees, ir, names, sqltext
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.ir import Object
from schemac.operation import Alter
from schemac_dialects.sqlite import rowid, types


def rebuild(operation: Alter, situation: Situation) -> Change:
    """The one step of a rebuild: the columns to copy with the expressions that fill them, and the guards before."""
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Table)
    assert isinstance(new, ir.Table)
    before = {column.name: column for column in old.columns}
    copied: list[tuple[str, str]] = []
    guards: list[tuple[str, str]] = []
    kept = {column.name for column in new.columns if column.generated is None}
    hazards = [hazard for column in old.columns if column.name not in kept for hazard in lost_column(old.name, column)]
    for column in new.columns:
        if column.generated is not None:
            continue
        source = before.get(column.name)
        if source is None:
            if column.backfill is not None:
                copied.append((column.name, column.backfill))
            elif not column.nullable and column.default is None and not _fills_itself(new, column):
                hazards.append(
                    Hazard(code="add-not-null", message=f"{new.name}.{column.name} is NOT NULL and has no default")
                )
            continue
        copied.append((column.name, _copied(old, new, source, column)))
        if _converts(source, column):
            hazards.append(
                Hazard(
                    code="convert-column",
                    message=f"{new.name}.{column.name} is converted from {source.type or 'any'} to {column.type}",
                )
            )
            message = f"{new.name}.{column.name} holds values that are not {column.type}"
            guards.append((types.not_of(column.name, column.type), message))
        if source.nullable and not column.nullable and column.backfill is None and column.default is None:
            hazards.append(Hazard(code="set-not-null", message=f"{new.name}.{column.name} may hold NULL"))
    if new.strict and not old.strict:
        hazards.append(
            Hazard(
                code="convert-column",
                message=f"{new.name} becomes strict and may hold values of other types than its columns",
            )
        )
    hazards += _new_constraints(situation.old, old, new)
    taken = {address.name for address in (*situation.old.objects, *situation.new.objects)}
    if numbers := _rowids(old, new):
        copied.insert(0, numbers)
    values = {
        "overrides": any(
            found is not None and found.on_conflict is not None
            for found in (*new.columns, new.primary_key, *new.uniques)
        ),
        "aside": names.derived(new.name, "", "new", taken),
        "copied": copied,
        "guards": guards,
        "keeps_sequence": any(column.autoincrement for column in old.columns)
        and any(column.autoincrement for column in new.columns),
    }
    return (Step(section="rebuild", hazards=tuple(dict.fromkeys(hazards)), values=values),)


def _rowids(old: ir.Table, new: ir.Table) -> tuple[str, str] | None:
    """What keeps the rowids, by which the index of a full-text search knows the rows.

    None where a column that is the rowid keeps them already, or has values of its own.
    """
    before, after = rowid.alias(old), rowid.alias(new)
    name = rowid.free_name(old, new)
    if name is None or (after is not None and (after == before or _has_values(old, new, after))):
        return None
    return after or name, name


def _has_values(old: ir.Table, new: ir.Table, name: str) -> bool:
    column = next(one for one in new.columns if one.name == name)
    return column.backfill is not None or any(one.name == name for one in old.columns)


def lost_column(table: str, column: Object) -> tuple[Hazard, ...]:
    """The hazard of a column that goes; a generated one can be computed again."""
    if getattr(column, "generated", None) is not None:
        return ()
    return (Hazard(code="drop-column", message=f"column {table}.{column.name} is dropped"),)


def _fills_itself(table: ir.Table, column: ir.Column) -> bool:
    """Whether the column is the table's rowid, which numbers new rows by itself."""
    return rowid.alias(table) == column.name


def _copied(old: ir.Table, new: ir.Table, source: ir.Column, column: ir.Column) -> str:
    value = types.quote(column.name)
    if column.using is not None and source.type.casefold() != column.type.casefold():
        value = f"({column.using})"
    for name, renamed in _renamed_values(old, new, source, column):
        value = f"CASE {value} WHEN {types.literal(name)} THEN {types.literal(renamed)} ELSE {value} END"
    fallback = column.backfill if column.backfill is not None else column.default
    if source.nullable and not column.nullable and fallback is not None:
        value = f"coalesce({value}, {fallback})"
    return value


def _renamed_values(old: ir.Table, new: ir.Table, source: ir.Column, column: ir.Column) -> Iterator[tuple[str, str]]:
    """The renames of an enum's values between the lists of the two tables; on the way back the old one knows them."""
    held, wanted = _listed(old, source.name), _listed(new, column.name)
    for name, renamed in (*column.renamed_values, *((after, before) for before, after in source.renamed_values)):
        if name in held - wanted and renamed in wanted - held:
            yield name, renamed


def _listed(table: ir.Table, column: str) -> frozenset[str]:
    """The values that a check of a table lists for a column, as an enum's does; none without such a check."""
    return frozenset().union(*(values for check in table.checks for name, values in [_list(check)] if name == column))


def _list(check: ir.Check) -> tuple[str | None, frozenset[str]]:
    """Column and values of a check that says `column IN (…)` of strings alone."""
    found = [token for token in sqltext.tokens(check.sql) if token.kind != "space" and token.text != ","]
    while len(found) > 2 and found[0].text == "(" and found[-1].text == ")":
        found = found[1:-1]
    if len(found) < 4 or [found[1].text.upper(), found[2].text, found[-1].text] != ["IN", "(", ")"]:
        return None, frozenset()
    values = found[3:-1]
    if any(token.kind != "string" for token in values):
        return None, frozenset()
    return sqltext.name_of(found[0]), frozenset(token.text[1:-1].replace("''", "'") for token in values)


def _converts(source: ir.Column, column: ir.Column) -> bool:
    return column.using is None and types.is_number(column.type) and not types.is_number(source.type)


def _new_constraints(database: ir.Database, old: ir.Table, new: ir.Table) -> Iterator[Hazard]:
    """A constraint that the old table had not may meet rows that break it."""
    renamed = _all_renamed_values(old, new)

    def told(member: Object) -> Object:
        return (
            replace(member, sql=sqltext.renamed_strings(member.sql, renamed))
            if isinstance(member, ir.Check)
            else member
        )

    before = ir.with_children(old, told)
    for member in ir.children(new):
        columns = tuple(dict.fromkeys(ir.own_columns(member)))
        if guarantees.holds(database, before, member) or guarantees.meets_no_row(old, new, member):
            continue
        where = f"{new.name} ({', '.join(columns)})"
        if isinstance(member, ir.ForeignKey):
            yield Hazard(code="add-foreign-key", message=f"{where} must refer to rows of {member.target}")
        elif isinstance(member, ir.Check) and not lists_all(before, new, member):
            gone = _listed(before, _list(member)[0] or "") - _list(member)[1]
            if gone:
                message = f"{new.name}.{_list(member)[0]} loses {', '.join(sorted(gone))}"
                yield Hazard(code="drop-enum-value", message=message)
            else:
                yield Hazard(code="add-check", message=f"{new.name} must satisfy {member.sql}")
        elif (
            isinstance(member, ir.PrimaryKey | ir.Unique) or (isinstance(member, ir.Index) and member.unique)
        ) and not _numbered(old, new, columns):
            yield Hazard(code="add-unique", message=f"{where} must be unique")


def _numbered(old: ir.Table, new: ir.Table, columns: tuple[str, ...]) -> bool:
    """Whether one of the columns is new and numbers the rows by itself."""
    held = {column.name for column in old.columns}
    return any(
        column.name in columns and column.name not in held and _fills_itself(new, column) for column in new.columns
    )


def _all_renamed_values(old: ir.Table, new: ir.Table) -> dict[str, str]:
    before = {column.name: column for column in old.columns}
    pairs = ((before[column.name], column) for column in new.columns if column.name in before)
    return {name: renamed for source, column in pairs for name, renamed in _renamed_values(old, new, source, column)}


def lists_all(old: ir.Table, new: ir.Table, check: ir.Check) -> bool:
    """Whether a check is a list of values, as an enum's, that has all those which rows may hold."""
    name, values = _list(check)
    column = next((one for one in new.columns if one.name == name), None)
    if column is None:
        return False
    if column.name in {one.name for one in old.columns}:
        held = _listed(old, column.name)
        return bool(held) and held <= values
    filler = column.backfill if column.backfill is not None else column.default
    return column.nullable if filler is None else filler in map(types.literal, values)
