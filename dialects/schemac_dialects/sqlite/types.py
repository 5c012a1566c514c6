"""SQLite's types: any name, told apart by affinity (https://www.sqlite.org/datatype3.html), and the portable ones."""

from __future__ import annotations

import functools
import re
from contextlib import closing
from decimal import Decimal
from typing import Any

from schemac.dialect import NOT_A_LITERAL, TypeNames

PORTABLE = {
    "uuid": "text",
    "timestamptz": "text",
    "timetz": "text",
    "interval": "text",
    "json": "text",
    "jsonb": "text",
    "xml": "text",
    "inet": "text",
    "cidr": "text",
    "macaddr": "text",
    "citext": "text",
    "string": "text",
    "bytes": "blob",
    "bytea": "blob",
    "bool": "boolean",
    "serial": "integer",
    "bigserial": "integer",
    "smallserial": "integer",
}
"""Portable names, and what they are here: the type whose affinity keeps their values as they are."""

_NUMERIC = frozenset(
    {"numeric", "decimal", "boolean", "date", "datetime", "timestamp", "time", "any", "money", "number"}
)
_SHAPE = re.compile(r"[A-Za-z][\w ]*(?:\(\s*[-+]?\d+\s*(?:,\s*[-+]?\d+\s*)?\))?\Z")
TYPE_NAMES = (
    "integer",
    "bigint",
    "smallint",
    "text",
    "varchar",
    "real",
    "double",
    "numeric",
    "decimal",
    "boolean",
    "blob",
    "date",
    "datetime",
    "timestamp",
    "time",
    "any",
    *PORTABLE,
)


def squeezed(text: str) -> str:
    """A type's text with single blanks, and none inside its arguments."""
    words = " ".join(text.split())
    return re.sub(r"\s*([(),])\s*", r"\1", words)


def resolve(text: str, _known: TypeNames) -> str | None:
    """A type's text where SQLite knows its affinity by name, a portable name mapped; None where it is unknown."""
    words = squeezed(text)
    if words in PORTABLE:
        return PORTABLE[words]
    if not words:
        return ""
    if not _SHAPE.match(words):
        return None
    return words if affinity(words) != "NUMERIC" or _name(words) in _NUMERIC else None


def verbatim(text: str, _known: TypeNames) -> str:
    """A type that is given for SQLite alone."""
    return squeezed(text)


def _name(text: str) -> str:
    return text.partition("(")[0].strip().lower()


_OTHER_MEANINGS = {
    **dict.fromkeys(("numeric", "decimal", "money"), "is a binary floating-point number: not every decimal is exact"),
    **dict.fromkeys(("json", "jsonb"), "is a text that nothing checks"),
    **dict.fromkeys(
        ("date", "time", "datetime", "timestamp", "timestamptz", "interval", "uuid"), "is a text that nothing checks"
    ),
    **dict.fromkeys(("varchar", "char", "character varying"), "has no limit of length"),
}


def other_meaning(key: str, value: str) -> str | None:
    """What a value of a key means here and not everywhere; None where it is the same."""
    if key == "identity":
        return "a number may be given by the user, as with `by_default`"
    words = _OTHER_MEANINGS.get(_name(value)) if key == "type" else None
    return None if words is None else f"`{_name(value)}` {words}"


def affinity(text: str) -> str:
    """The affinity of a declared type (https://www.sqlite.org/datatype3.html, section 3.1)."""
    name = text.upper()
    if "INT" in name:
        return "INTEGER"
    if any(part in name for part in ("CHAR", "CLOB", "TEXT")):
        return "TEXT"
    if not name or "BLOB" in name:
        return "BLOB"
    if any(part in name for part in ("REAL", "FLOA", "DOUB")):
        return "REAL"
    return "NUMERIC"


def is_number(text: str) -> bool:
    """Whether a declared type means numbers; dates are NUMERIC by affinity and text by use."""
    return affinity(text) in ("INTEGER", "REAL") or _name(text) in ("numeric", "decimal", "boolean", "money", "number")


def not_of(column: str, text: str) -> str:
    """The condition for a value of a column that its type could not take as a number, or took with a loss."""
    name = quote(column)
    if affinity(text) == "INTEGER":
        return f"typeof({name}) NOT IN ('integer', 'null')"
    # What is out of range for a floating-point number has become an infinity.
    return f"typeof({name}) IN ('text', 'blob') OR {name} IN (9e999, -9e999)"


def same(one: str, other: str) -> bool:
    """Whether values of two types can be compared, as a foreign key needs."""
    return is_number(one) == is_number(other) or "BLOB" in (affinity(one), affinity(other))


def quote(identifier: str) -> str:
    """An identifier in double quotes (https://www.sqlite.org/lang_keywords.html)."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A string constant."""
    if "\0" in value:
        raise ValueError("SQLite's SQL cannot hold a NUL character")
    return "'" + value.replace("'", "''") + "'"


def value(held: Any, type: str) -> str:
    """A plain value as SQL for a column of a type; raises ValueError with the reason when it does not fit."""
    if isinstance(held, bool):
        if not is_number(type):
            raise ValueError("true and false are for boolean")
        return "1" if held else "0"
    if isinstance(held, int | Decimal):
        if affinity(type) == "TEXT":
            raise ValueError(f"{type} takes no number; quote it")
        if affinity(type) == "INTEGER" and held != int(held):
            raise ValueError("it is not a whole number")
        return str(held)
    if not isinstance(held, str):
        raise ValueError("a default is a literal")
    if is_number(type):
        raise ValueError(f"{type} takes no text")
    return literal(held)


def parse_literal(text: str, _type: str) -> Any:
    """The plain value of SQL that is a literal, or NOT_A_LITERAL."""
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return Decimal(text)
    if re.fullmatch(r"'(?:[^']|'')*'", text, re.DOTALL):
        return text[1:-1].replace("''", "'")
    return NOT_A_LITERAL


_BARE_DEFAULT = re.compile(
    r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|[-+]?\.\d+|[-+]?0[xX][0-9a-fA-F]+|[xX]?'(?:[^']|'')*'|null|true|false|current_(?:date|time|timestamp)",
    re.IGNORECASE | re.DOTALL,
)


def is_constant(default: str) -> bool:
    """Whether a default is the same for every row, so that ADD COLUMN takes it (https://www.sqlite.org/lang_altertable.html)."""
    return _BARE_DEFAULT.fullmatch(default) is not None and not default.lower().startswith("current_")


@functools.lru_cache(maxsize=1024)
def unknown_in(sql: str) -> str | None:
    """The function of an expression that SQLite has not, in its words: ``no such function: now``."""
    if _BARE_DEFAULT.fullmatch(sql):
        return None
    import sqlite3

    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute(f"EXPLAIN SELECT ({sql})")
    except sqlite3.Error as error:
        # A backfill may name columns, which are not there to be found.
        return str(error) if "no such function" in str(error) else None
    return None


def default(text: str) -> str:
    """A default as DDL writes it: an expression stands in parentheses."""
    return text if _BARE_DEFAULT.fullmatch(text) else f"({text})"
