"""Reads one key of an index or of a constraint."""

from __future__ import annotations

from collections.abc import Mapping

from schemac.ir import IndexPart
from schemac_dialects.sqlite.tokens import Reader, unquoted


def part(reader: Reader, first: int, end: int, columns: Mapping[str, str] | None) -> IndexPart:
    """One key of an index from some tokens; without ``columns`` every name is one."""
    found = reader.tokens
    order = collation = None
    if end - first > 1 and found[end - 1].key in ("ASC", "DESC"):
        order = "desc" if found[end - 1].key == "DESC" else None
        end -= 1
    first, end = reader.bare(first, end)
    if end - first > 2 and found[end - 2].key == "COLLATE" and _primary(reader, first, end - 2):
        collation = unquoted(found[end - 1])
        first, end = reader.bare(first, end - 2)
    token = found[first]
    if end - first == 1 and token.names:
        name = unquoted(token)
        column = name if columns is None else columns.get(name.lower())
        if column is not None:
            return IndexPart(column=column, order=order, collation=collation)
    return IndexPart(sql=reader.cut(first, end), order=order, collation=collation)


def _primary(reader: Reader, first: int, end: int) -> bool:
    """Whether COLLATE behind these tokens is about all of them: a name, a call, or a group in parentheses."""
    if end - first == 1:
        return True
    opening = first + (reader.tokens[first].kind in ("word", "quoted"))
    return reader.tokens[opening].key == "(" and reader.closing(opening) == end - 1
