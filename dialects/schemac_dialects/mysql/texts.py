"""Texts of expressions as the server prints them, in the normal form of the model."""

from __future__ import annotations

import re

from schemac_dialects.mysql import types
from schemac_dialects.mysql.lowering import spelled
from schemac_dialects.mysql.tokens import Unparsable, tokens

_TEXT = re.compile(r"(?:_utf8mb[34])?'(?:[^'\\]|''|\\.)*'\Z", re.DOTALL)

_TRUTH = {"true": "1", "false": "0"}


def plain_strings(sql: str) -> str:
    r"""An expression whose strings have ``''`` for a quote, which every reader of SQL understands, and no ``\'``."""
    if "\\" not in sql:
        return sql
    parts, at = [], 0
    for token in tokens(sql):
        parts.append(sql[at : token.start])
        text = token.text
        if token.kind == "literal" and "\\" in text and text.endswith("'"):
            text = re.sub(r"\\(.)", lambda found: {"'": "''", '"': '"'}.get(found[1], found[0]), text, flags=re.DOTALL)
        parts.append(text)
        at = token.end
    return "".join(parts)


def simple_default(text: str, type: str) -> str:
    """A default: a number without quotes for a type of numbers, a lone string without its charset."""
    if _TEXT.match(text):
        value = types.unquoted(text[text.index("'") :])
        if types.base(type) in types.NUMBERS and re.fullmatch(r"-?[\d.]+(?:[eE][-+]?\d+)?", value):
            return value
        return types.literal(value)
    if types.base(type) in types.NUMBERS and text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    return spelled(text, type)


def binary_default(text: str, type: str) -> str:
    """The default of a type of bytes: as a string where all of it can be read, else in hexadecimal digits."""
    if not re.match(r"(?:_binary\s*)?'", text):
        return text
    try:
        value = types.unquoted(text[text.index("'") :]).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise Unparsable(f"a default of bytes: {error}") from None
    if types.base(type) == "binary":
        # The server fills them up.
        value = value.rstrip(b"\0")
    if all(32 <= byte < 127 for byte in value):
        return types.literal(value.decode("ascii"))
    return f"0x{value.hex().upper()}"
