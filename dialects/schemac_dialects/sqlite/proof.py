"""Holds what was read of a text against what SQLite's pragmas tell of the same object.

A difference means that the text was misread, and raises Unparsable: the object is then left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from schemac.ir import Column, ForeignKey, Index, IndexPart, PrimaryKey, Unique
from schemac_dialects.sqlite.ddl import WrittenTable
from schemac_dialects.sqlite.rowid import is_integer
from schemac_dialects.sqlite.tokens import Unparsable, tokens

Row = tuple[Any, ...]


def columns(table: WrittenTable, rows: Sequence[Row]) -> None:
    """The columns and the primary key; rows: name, type, not null, has default, place in the key, hidden."""
    key: tuple[str, ...] = ()
    for item in table.constraints:
        if isinstance(item.found, PrimaryKey):
            key = _lower(item.found.columns)
    ours = [
        (
            column.name,
            column.default is not None,
            key.index(column.name.lower()) + 1 if column.name.lower() in key else 0,
            0 if column.generated is None else 3 if column.stored else 2,
        )
        for column in table.columns
    ]
    theirs = [(name, bool(default), place, hidden) for name, _, _, default, place, hidden in rows]
    if ours != theirs:
        raise Unparsable("SQLite knows other columns of it")
    for column, (_, kind, required, _, place, _) in zip(table.columns, rows, strict=True):
        if column.nullable == bool(required) and not place:
            raise Unparsable(f"SQLite knows column {column.name} with another NOT NULL")
        if not _same_type(column, kind):
            raise Unparsable(f"SQLite knows column {column.name} with the type {kind}")


def _same_type(column: Column, kind: str) -> bool:
    ours = column.type.lower()
    if ours == kind.lower() or any(quote in ours for quote in "\"'`["):  # which SQLite removes, and what follows
        return True
    return ours.replace(" ", "") == "".join(token.text for token in tokens(kind)).lower()


def foreign_keys(table: WrittenTable, rows: Sequence[Row]) -> None:
    """The foreign keys in their order; rows: number, table, from, to, on delete, on update."""
    theirs: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        theirs[row[0]].append(row)
    ours = [item.found for item in table.constraints if isinstance(item.found, ForeignKey)]
    if len(ours) != len(theirs):
        raise Unparsable("SQLite knows other foreign keys of it")
    for found, group in zip(ours, theirs.values(), strict=True):
        _, target, _, to, on_delete, on_update = group[0]
        same = (
            found.target.name == target
            and same_names(found.columns, [row[2] for row in group])
            and same_names(found.target_columns, [] if to is None else [row[3] for row in group])
            and (found.on_delete, found.on_update) == (_action(on_delete), _action(on_update))
        )
        if not same:
            raise Unparsable(f"SQLite knows the foreign key to {target} otherwise")


def keys(table: WrittenTable, rows: Sequence[Row]) -> None:
    """The primary key and the unique constraints.

    rows: index, origin, unique, partial, column, descending, collation.
    """
    groups: dict[str, dict[str, set[Row]]] = {"u": defaultdict(set), "pk": defaultdict(set)}
    for name, origin, _, _, column, descending, collation in rows:
        if origin in groups:
            groups[origin][name].add((str(column).lower(), bool(descending), str(collation).upper()))
    collations = {column.name.lower(): column.collation for column in table.columns}
    ours: dict[type, list[set[Row]]] = {PrimaryKey: [], Unique: []}
    for item in table.constraints:
        if isinstance(item.found, PrimaryKey | Unique):
            ours[type(item.found)].append({_keyed(part, collations) for part in key_parts(item.found)})
    if not rowid_alias(table) and ours[PrimaryKey] != list(groups["pk"].values()):
        raise Unparsable("SQLite knows another primary key of it")
    if rowid_alias(table) and groups["pk"]:
        raise Unparsable("SQLite knows a primary key beside the rowid")
    # One index may serve two constraints, whatever their order, and the primary key's may be the table itself.
    key = [_unordered(found) for found in ours[PrimaryKey]]
    written = {_unordered(found) for found in ours[Unique]}.union(key)
    if {_unordered(found) for found in groups["u"].values()}.union(key) != written:
        raise Unparsable("SQLite knows other unique constraints of it")


def key_parts(found: PrimaryKey | Unique) -> tuple[IndexPart, ...]:
    """The parts of a key, also where they are no more than names."""
    return found.parts or tuple(IndexPart(column=column) for column in found.columns)


def rowid_alias(table: WrittenTable) -> str | None:
    """The column that is the rowid under another name (https://www.sqlite.org/lang_createtable.html#rowid)."""
    for item in table.constraints:
        found = item.found
        if isinstance(found, PrimaryKey) and len(found.columns) == 1 and not found.parts and not table.without_rowid:
            wanted = found.columns[0].lower()
            own = next((one for one in table.columns if one.name.lower() == wanted), None)
            return own.name if own is not None and is_integer(own.type) else None
    return None


def _keyed(part: IndexPart, collations: Mapping[str, str | None]) -> Row:
    column = (part.column or "").lower()
    return column, part.order == "desc", (part.collation or collations.get(column) or "BINARY").upper()


def _unordered(found: set[Row]) -> frozenset[Row]:
    return frozenset((column, collation) for column, _, collation in found)


def index(found: Index, rows: Sequence[Row]) -> None:
    """The keys of an index; rows as those of ``keys``."""
    theirs = [(row[4], bool(row[5])) for row in rows]
    ours = [(part.column, part.order == "desc") for part in found.columns]
    if not rows or ours != theirs or (found.unique, found.where is not None) != (bool(rows[0][2]), bool(rows[0][3])):
        raise Unparsable("SQLite knows other keys of it")


def same_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lists of names are the same to SQLite, which does not look at the case."""
    return len(one) == len(other) and _lower(one) == _lower(other)


def _lower(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.lower() for name in names)


def _action(words: str) -> str:
    return words.lower().replace(" ", "_")
