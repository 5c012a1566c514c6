"""Tells a declared text from a live one only where they differ to SQLite.

SQLite keeps every expression as it was written, so that nothing has to be put to a server: two texts are the
same when they are the same tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from schemac.ir import Database, Raw, Role, fields
from schemac.ir import address as address_of
from schemac_dialects.sqlite.tokens import Token, tokens, unquoted

_DERIVED = re.compile(r"_(?:pkey|key|fkey|check)\d*\Z")
# In quotes they are names, or strings, of another meaning.
_VALUES = frozenset({"NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"})


def canonical(_connection: Any, declared: Database, live: Database) -> Database:
    """The declared database with the live one's spelling of every text that means the same."""
    others = [found for address, found in live.objects.items() if address not in declared.objects]
    objects = {}
    for address, found in declared.objects.items():
        if address in live.objects:
            found = _aligned(found, live.objects[address])
        elif isinstance(found, Raw):
            # What raw SQL is called is the schema file's affair: the database knows what it made.
            found = next((one for one in others if isinstance(one, Raw) and same_text(found.create, one.create)), found)
        objects[address_of(found)] = found
    return Database(objects=objects)


def _aligned(declared: Any, live: Any) -> Any:
    if declared == live:
        return declared
    changes = {}
    for name, role in fields(type(declared)):
        own, other = getattr(declared, name), getattr(live, name)
        if own == other or own is None or other is None:
            continue
        if role in (Role.SQL, Role.TYPE):
            value = other if same_text(own, other) else own
        elif role is Role.CHILDREN:
            value = _aligned_children(own, other)
        elif role is Role.PARTS and len(own) == len(other):
            value = tuple(map(_aligned, own, other))
        else:
            continue
        if value != own:
            changes[name] = value
    return replace(declared, **changes) if changes else declared


def _aligned_children(declared: Any, live: Any) -> Any:
    if not isinstance(declared, tuple):
        return _aligned(declared, live) if declared.name == live.name else _under_another_name(declared, [live])
    by_name = {child.name: child for child in live}
    own = {child.name for child in declared}
    others = [child for child in live if child.name not in own and child.told_by_name]
    return tuple(
        _aligned(child, by_name[child.name]) if child.name in by_name else _under_another_name(child, others)
        for child in declared
    )


def _under_another_name(declared: Any, others: Sequence[Any]) -> Any:
    """A constraint as the live one is spelled that is the same but for its name, which SQLite need not know."""
    for live in others:
        aligned = _aligned(declared, live)
        if replace(aligned, name=live.name) == live:
            # A name that was derived, if from an older name of the table, is not written in the table's text.
            return live if _DERIVED.search(declared.name) and _DERIVED.search(live.name) else aligned
    return declared


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same tokens.

    White space, comments and parentheses around the whole do not count, nor do the case of words and the
    quotes of a name. A CREATE statement is compared as SQLite keeps it: without IF NOT EXISTS and the name
    of the main database.
    """
    left, right = _essence(one), _essence(other)
    return len(left) == len(right) and all(map(_same, left, right))


def _essence(text: str) -> list[Token]:
    found = tokens(text)[:-1]
    while found and found[-1].key == ";":
        del found[-1]
    if found and found[0].key == "CREATE":
        return _kept(found)
    while len(found) > 2 and found[0].key == "(" and _closes_last(found):
        found = found[1:-1]
    return found


def _kept(statement: list[Token]) -> list[Token]:
    """A CREATE statement as SQLite keeps it."""
    keys = [token.key for token in statement]
    for place in range(1, min(5, len(keys))):
        if keys[place : place + 3] == ["IF", "NOT", "EXISTS"]:
            del statement[place : place + 3], keys[place : place + 3]
        if keys[place : place + 2] == ["MAIN", "."]:
            del statement[place : place + 2], keys[place : place + 2]
    return statement


def _closes_last(found: list[Token]) -> bool:
    """Whether the parenthesis that opens first closes last."""
    depth = 0
    for token in found[:-1]:
        depth += (token.key == "(") - (token.key == ")")
        if not depth:
            return False
    return found[-1].key == ")"


def _same(one: Token, other: Token) -> bool:
    if one.text == other.text:
        return True
    if one.kind == "literal" or other.kind == "literal":
        return False
    if one.kind == "quoted" or other.kind == "quoted":
        # Two in double quotes may be strings, whose case counts.
        if one.text[0] == other.text[0] == '"' or one.key in _VALUES or other.key in _VALUES:
            return False
        names = one.kind in ("word", "quoted") and other.kind in ("word", "quoted")
        return names and unquoted(one).lower() == unquoted(other).lower()
    return one.text.lower() == other.text.lower()
