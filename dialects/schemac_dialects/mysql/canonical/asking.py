"""Questions to the server: whoever asks yields statements and is sent the answers."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from schemac_dialects.mysql.catalog import Refused, Shown
from schemac_dialects.mysql.tokens import Token, Unparsable, tokens

Answer = Shown | Refused
Asking = Generator[Sequence[str], Any, Any]


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two texts are the same tokens but for blanks, comments, quotes of names and parentheses around all."""
    if one is None or other is None:
        return one is other
    if one == other:
        return True
    try:
        left, right = _essence(one), _essence(other)
    except Unparsable:
        return False
    return left == right


def _essence(text: str) -> list[tuple[str, str]]:
    found = tokens(text)[:-1]
    while found and found[-1].key == ";":
        del found[-1]
    while len(found) > 2 and found[0].key == "(" and _closes_last(found):
        found = found[1:-1]
    return [
        ("name", token.text.strip("`").replace("``", "`").lower())
        if token.kind in ("word", "quoted")
        else (token.kind, token.text)
        for token in found
    ]


def _closes_last(found: list[Token]) -> bool:
    depth = 0
    for token in found[:-1]:
        depth += (token.key == "(") - (token.key == ")")
        if not depth:
            return False
    return found[-1].key == ")"


def same_values(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """The statements that tell whether two constant expressions have the same value."""
    return [f"select hex({one}) <=> hex({other})" for one, other in pairs]


def is_yes(answer: Answer) -> bool:
    """Whether the server says yes."""
    return isinstance(answer, Shown) and str(answer.row[0]) == "1"
