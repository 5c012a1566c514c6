"""The members of a table that its columns can carry inline: those that lowering makes of the short form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from schemac import ir, names, sqltext

Inline = Mapping[tuple[str, str], Any]
"""Kind of member and column → the member."""

_KINDS = ("unique", "foreign_key", "check", "index")  # in the order in which lowering derives their names
_NUMBER = re.compile(r"[1-9][0-9]*\Z")
_Chosen = dict[tuple[str, str], tuple[str, ir.Object]]


def inline_members(table: ir.Table, *, in_order: Collection[str] = ()) -> Inline:
    """The members without options that concern one column and have the name that lowering derives.

    in_order: kinds whose order shows in the database, which lowering has to keep.
    """
    chosen: _Chosen = {}
    declared = {column.name for column in table.columns}
    for column, derived, member in _candidates(table):
        if column not in declared:
            continue  # a parent has it
        if member.name == derived or _is_numbered(member.name, derived):
            known = chosen.get((member.kind, column))
            if known is None or _simplicity(member) < _simplicity(known[1]):
                chosen[member.kind, column] = derived, member
    while True:
        wrong = _not_derived(table, chosen)
        gone = (
            [place for kind in in_order for place in _out_of_order(table, chosen, kind)] if wrong is None else [wrong]
        )
        if not gone:
            break
        for place in gone:
            del chosen[place]
    return {place: member for place, (_derived, member) in chosen.items()}


def _is_numbered(name: str, derived: str) -> bool:
    return name.startswith(derived) and _NUMBER.match(name, len(derived)) is not None


def _simplicity(member: ir.Object) -> tuple[int, str]:
    return len(member.name), member.name


def _candidates(table: ir.Table) -> Iterator[tuple[str, str, ir.Object]]:
    """Members that may be inline: the column, the name to be derived, the member."""
    for unique in table.uniques:
        if unique == ir.Unique(name=unique.name, columns=unique.columns[:1]):
            yield unique.columns[0], names.unique_name(table.name, unique.columns), unique
    for key in table.foreign_keys:
        if len(key.columns) == 1 and not key.not_valid and key.enforced and key.comment is None:
            yield key.columns[0], names.foreign_key_name(table.name, key.columns), key
    columns = {column.name for column in table.columns}
    for check in table.checks:
        if check == ir.Check(name=check.name, sql=check.sql):
            used = columns & sqltext.words(check.sql)
            if len(used) == 1:
                (column,) = used
                yield column, names.check_name(table.name, column), check
    for index in table.indexes:
        name = index.columns[0].column if index.columns else None
        if name is not None and index == ir.Index(name=index.name, columns=(ir.IndexPart(column=name),)):
            yield name, names.index_name(table.name, [name]), index


def _out_of_order(table: ir.Table, chosen: _Chosen, kind: str) -> list[tuple[str, str]]:
    """The choices that would come elsewhere: lowering puts those of columns first, in the order of the columns."""
    places = {member.name: place for place, (_derived, member) in chosen.items() if place[0] == kind}
    position = {column.name: number for number, column in enumerate(table.columns)}
    last = -1
    for member in ir.children(table):
        if member.kind == kind:
            place = places.get(member.name)
            if place is None or position[place[1]] < last:
                break
            last = position[place[1]]
            del places[member.name]
    return list(places.values())


def _not_derived(table: ir.Table, chosen: _Chosen) -> tuple[str, str] | None:
    """The first choice whose name lowering would not derive: it adds a number to a name that is taken."""
    carried = {(member.kind, member.name) for _derived, member in chosen.values()}
    members = (*table.uniques, *table.foreign_keys, *table.checks, *table.exclusions, *table.indexes)
    taken = {member.name for member in members if (member.kind, member.name) not in carried}
    for column in table.columns:
        for kind in _KINDS:
            if (kind, column.name) in chosen:
                derived, member = chosen[kind, column.name]
                if names.free(derived, taken) != member.name:
                    return kind, column.name
                taken.add(member.name)
    return None
