"""What a CREATE statement makes, and by which words other SQL calls it."""

from __future__ import annotations

import functools
from typing import NamedTuple

from schemac import sqltext
from schemac.sqltext import Token

_MODIFIERS = frozenset(
    """
    or replace temp temporary unlogged global local unique materialized recursive constraint default trusted
    procedural
    """.split()
)
_IF_NOT_EXISTS = frozenset({"if", "not", "exists"})
# Kinds of more than one word.
_KINDS = tuple(
    tuple(kind.split())
    for kind in (
        "foreign data wrapper",
        "foreign table",
        "virtual table",
        "user mapping",
        "text search configuration",
        "text search dictionary",
        "text search parser",
        "text search template",
        "operator class",
        "operator family",
        "access method",
        "event trigger",
    )
)
_UNSPOKEN = frozenset({"trigger", "event trigger", "rule", "policy", "index", "user mapping", "transform"})
"""What other SQL never calls by name."""
_OF_FUNCTIONS = frozenset(
    {
        "operator",
        "operator class",
        "operator family",
        "cast",
        "conversion",
        "aggregate",
        "language",
        "access method",
        "transform",
        "type",
        "foreign data wrapper",
        "text search parser",
        "text search template",
    }
)
_LONGEST_HEAD = 500


class Created(NamedTuple):
    """What a statement creates: its kind in lower case, and its name without a schema.

    name: None where no other SQL can call it; an operator's is its symbol; types: the words of a cast, in which it is
    used without being named.
    """

    kind: str
    name: str | None
    types: frozenset[str] = frozenset()

    @property
    def is_of_functions(self) -> bool:
        """Whether its definition names functions without calling them."""
        return self.kind in _OF_FUNCTIONS


@functools.lru_cache(maxsize=4096)
def created(sql: str) -> Created | None:
    """What a statement creates; None for one that creates nothing."""
    found = [token for token in sqltext.tokens(sql[:_LONGEST_HEAD]) if token.kind != "space"]
    if not found or found.pop(0).text.lower() != "create":
        return None
    while found and _word(found[0]) in _MODIFIERS:
        found.pop(0)
    words = tuple(map(_word, found[:3]))
    kind = next((kind for kind in _KINDS if words[: len(kind)] == kind), words[:1])
    del found[: len(kind)]
    while found and _word(found[0]) in _IF_NOT_EXISTS:
        found.pop(0)
    said = " ".join(kind)
    if said in _UNSPOKEN:
        return Created(said, None)
    if said == "cast":
        end = next((position for position, token in enumerate(found) if token.text == ")"), len(found))
        return Created(said, None, frozenset(filter(None, map(_identifier, found[:end]))) - {"as"})
    return Created(said, _symbol(found) if said == "operator" else _name(found))


def _word(token: Token) -> str:
    return token.text.lower() if token.kind == "word" else ""


def _identifier(token: Token) -> str | None:
    name = sqltext.name_of(token)
    return name.lower() if name is not None and token.kind == "word" else name


def _name(found: list[Token]) -> str | None:
    """The last part of the name that stands first."""
    name = None
    for position, token in enumerate(found):
        if position % 2:
            if token.text != ".":
                break
        else:
            name = _identifier(token)
    return name


def _symbol(found: list[Token]) -> str | None:
    if len(found) > 1 and found[1].text == ".":
        found = found[2:]
    end = next((position for position, token in enumerate(found) if token.text == "("), len(found))
    return "".join(token.text for token in found[:end]) or None
