"""The bound of a partition as values of a schema file."""

from __future__ import annotations

from typing import Any, Literal

from schemac import sqltext

Values = list[Any]


def bound(sql: str) -> dict[str, Any] | Literal["default"]:
    """The bound of a partition as its keys; lowering makes the same SQL of them."""
    found = [token for token in sqltext.tokens(sql) if token.kind != "space"]
    words = [token.text.lower() for token in found]
    if words == ["default"]:
        return "default"
    if "with" in words:
        numbers = [int(token.text) for token in found if token.kind == "number"]
        return {"modulus": numbers[0], "remainder": numbers[1]}
    if "from" not in words:
        return {"values": _values(found[words.index("in") + 1 :])[0]}
    low, rest = _values(found[words.index("from") + 1 :])
    high, _rest = _values(rest[1:])
    return {"from": low[0] if len(low) == 1 else low, "to": high[0] if len(high) == 1 else high}


def _values(found: list[sqltext.Token]) -> tuple[Values, list[sqltext.Token]]:
    """The values between the parentheses with which a list begins, and what follows them."""
    values: Values = []
    written = ""
    position, plain = 1, True
    depth = 0
    while True:
        token = found[position]
        if depth == 0 and token.text in (",", ")"):
            if written or not plain:
                values.append({"sql": written.strip()} if plain else values.pop())
            if token.text == ")":
                return values, found[position + 1 :]
            written, plain = "", True
        elif depth == 0 and token.text == "(" and not written:
            inner, rest = _values(found[position:])
            values.append(inner)
            position, plain = len(found) - len(rest) - 1, False
        else:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            value = _plain(found, position)
            if value is not None and not written:
                values.append(value)
                plain = False
            else:
                written += (" " if written and token.kind == "word" else "") + token.text
        position += 1


def _plain(found: list[sqltext.Token], position: int) -> Any:
    """A literal that stands alone between commas, as a value."""
    token = found[position]
    if found[position + 1].text not in (",", ")"):
        return None
    if token.kind == "string" and token.text[0] == "'":
        return token.text[1:-1].replace("''", "'")
    if token.kind == "number" and token.text.isdigit() and str(int(token.text)) == token.text:
        return int(token.text)
    return {"true": True, "false": False}.get(token.text.lower())
