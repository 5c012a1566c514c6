"""Types of MySQL and MariaDB: names, aliases, portable names, literals (https://dev.mysql.com/doc/refman/en/data-types.html).

A type's text is what SHOW CREATE TABLE prints, without a display width that is the default.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from schemac.dialect import NOT_A_LITERAL, TypeNames
from schemac_dialects.mysql.flavour import Flavour

_ALIASES = {
    "integer": "int",
    "int1": "tinyint",
    "int2": "smallint",
    "int3": "mediumint",
    "middleint": "mediumint",
    "int4": "int",
    "int8": "bigint",
    "bool": "tinyint(1)",
    "boolean": "tinyint(1)",
    "numeric": "decimal",
    "dec": "decimal",
    "fixed": "decimal",
    "double precision": "double",
    "real": "double",
    "float4": "float",
    "float8": "double",
    "character": "char",
    "character varying": "varchar",
    "varcharacter": "varchar",
    "char byte": "binary",
    "long": "mediumtext",
    "long varchar": "mediumtext",
    "long varbinary": "mediumblob",
    "geometrycollection": "geometrycollection",
}
PORTABLE = {
    "jsonb": "json",
    "bytes": "longblob",
    "bytea": "longblob",
    "string": "text",
    "citext": "text",
    "xml": "longtext",
    "timestamptz": "timestamp(6)",
    "cidr": "varchar(43)",
    "macaddr": "char(17)",
    "money": "decimal(19,2)",
}
"""Portable names, and what they are here."""

SERIALS = {"serial": "bigint unsigned", "bigserial": "bigint", "smallserial": "smallint"}
"""What numbers rows by itself, and its type without that; SERIAL is the server's own alias."""
_WIDTHS = {"tinyint": (4, 3), "smallint": (6, 5), "mediumint": (9, 8), "int": (11, 10), "bigint": (20, 20)}
"""The display widths that integers have unless told, signed and unsigned."""
RANGES = {"tinyint": 1 << 7, "smallint": 1 << 15, "mediumint": 1 << 23, "int": 1 << 31, "bigint": 1 << 63}
_APPROXIMATE = frozenset({"float", "double"})
NUMBERS = frozenset({*RANGES, *_APPROXIMATE, "decimal", "year", "bit"})
TEXTS = frozenset({"char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"})
_BINARIES = frozenset({"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"})
_TIMES = frozenset({"date", "time", "datetime", "timestamp"})
_SPATIAL = frozenset(
    "geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection".split()
)
LONG = frozenset({"tinytext", "text", "mediumtext", "longtext", "tinyblob", "blob", "mediumblob", "longblob"})
"""Types that are in a key with a length alone."""
UNLITERAL = LONG | _SPATIAL | {"json", "geomcollection", "vector"}
"""Types whose default is an expression."""
_NAMES = NUMBERS | TEXTS | _BINARIES | _TIMES | _SPATIAL | {"json"}
TYPE_NAMES = tuple(sorted({*_NAMES, *_ALIASES, *PORTABLE, *SERIALS}))

_TYPE = re.compile(
    r"(?P<name>[a-z]\w*(?: (?:precision|varying|byte|varchar|varbinary))?)\s*(?P<arguments>\(.*\))?"
    r"(?P<attributes>(?:\s+(?:unsigned|signed|zerofill))*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = re.compile(r"\s*('(?:[^'\\]|''|\\.)*'|\"(?:[^\"\\]|\"\"|\\.)*\")\s*(,|\Z)", re.DOTALL)
_ESCAPES = {"0": "\0", "b": "\b", "n": "\n", "r": "\r", "t": "\t", "Z": "\x1a"}


def base(text: str) -> str:
    """The name of a type without arguments and attributes."""
    return re.split(r"[( ]", text, maxsplit=1)[0]


def is_spatial(text: str) -> bool:
    """Whether a type is one of geometries."""
    return base(text) in _SPATIAL | {"geomcollection"}


def resolve(text: str, _known: TypeNames, *, flavour: Flavour) -> str | None:
    """The canonical text of a type; None where it is unknown or lacks what it needs."""
    match = _TYPE.match(" ".join(text.split()) if "'" not in text and '"' not in text else text.strip())
    if match is None:
        return None
    name, arguments = match["name"].lower(), match["arguments"] or ""
    attributes = set(match["attributes"].lower().split())
    if name in SERIALS and not arguments and not attributes:
        return name
    if name not in _NAMES | flavour.types:
        mapped = dict(flavour.portable).get(name) or _ALIASES.get(name) or PORTABLE.get(name)
        if mapped is None or (arguments and "(" in mapped):
            return None
        head, parenthesis, rest = mapped.partition("(")
        if " " in mapped or parenthesis:
            return mapped if not arguments and not parenthesis else f"{head}{parenthesis}{rest}"
        name = head
    if name in ("enum", "set"):
        values = listed(arguments)
        return None if values is None else f"{name}({','.join(map(literal, values))})"
    return _canonical(name, re.sub(r"\s+", "", arguments), attributes, flavour)


def _canonical(name: str, arguments: str, attributes: set[str], flavour: Flavour) -> str | None:
    if arguments and not re.fullmatch(r"\(\d+(,\d+)?\)", arguments):
        return None
    if name in ("varchar", "varbinary") and not arguments:
        return None
    if name in ("char", "binary", "bit") and not arguments:
        arguments = "(1)"
    if name == "decimal":
        digits = arguments.strip("()").split(",") if arguments else ["10"]
        arguments = f"({digits[0]},{digits[1] if len(digits) > 1 else 0})"
    if name == "year" or (name in _TIMES and arguments == "(0)"):
        arguments = ""
    if name in LONG and arguments:
        return None
    unsigned = bool(attributes & {"unsigned", "zerofill"})
    if name in _WIDTHS and arguments:
        width = int(arguments[1:-1].split(",")[0])
        keeps = flavour.widths or (name, width) == ("tinyint", 1) or "zerofill" in attributes
        if not keeps or ("zerofill" not in attributes and width == _WIDTHS[name][unsigned]):
            arguments = ""
    if "zerofill" in attributes and name in _WIDTHS and not arguments:
        arguments = f"({_WIDTHS[name][1]})"
    if name == "float" and re.fullmatch(r"\(\d+\)", arguments):
        name, arguments = ("float" if int(arguments[1:-1]) <= 24 else "double"), ""
    words = f"{name}{arguments}"
    if unsigned:
        if name not in NUMBERS - {"year", "bit"}:
            return None
        words += " unsigned"
    return f"{words} zerofill" if "zerofill" in attributes else words


def listed(arguments: str) -> list[str] | None:
    """The values of an enum or a set between parentheses; None where they are no list of strings."""
    inside = arguments.strip()
    if not (inside.startswith("(") and inside.endswith(")")):
        return None
    inside, values, at = inside[1:-1], [], 0
    while True:
        match = _VALUE.match(inside, at)
        if match is None:
            return None
        values.append(unquoted(match[1]))
        at = match.end()
        if not match[2]:
            # Blanks at the end of a value are cut off by the server.
            return [value.rstrip(" ") for value in values]


def values_of(text: str) -> list[str] | None:
    """The values of a type that is an enum or a set, None for any other."""
    return listed(text[len(base(text)) :]) if base(text) in ("enum", "set") else None


def verbatim(text: str, known: TypeNames, *, flavour: Flavour) -> str:
    """A type that is given for this database alone: canonical where it is known, else as it is written."""
    return resolve(text, known, flavour=flavour) or text


def quote(identifier: str) -> str:
    """An identifier in backticks (https://dev.mysql.com/doc/refman/en/identifiers.html)."""
    return "`" + identifier.replace("`", "``") + "`"


def literal(value: str) -> str:
    """A string constant, as it is read while NO_BACKSLASH_ESCAPES is off."""
    for character, escape in (
        ("\\", "\\\\"),
        ("'", "''"),
        ("\0", "\\0"),
        ("\x1a", "\\Z"),
        ("\n", "\\n"),
        ("\r", "\\r"),
    ):
        value = value.replace(character, escape)
    return f"'{value}'"


def unquoted(text: str) -> str:
    """The value of a string constant."""
    mark, inside = text[0], text[1:-1]
    return re.sub(
        rf"\\(.)|{mark}{mark}", lambda found: _ESCAPES.get(found[1], found[1]) if found[1] else mark, inside, flags=re.S
    )


def family(text: str) -> str:
    """What a type can be compared with: integers of one size and sign, texts, or its own kind."""
    text = SERIALS.get(text, text)
    name = base(text)
    if name in RANGES:
        return f"{name} unsigned" if "unsigned" in text else name
    return "text" if name in TEXTS else "binary" if name in _BINARIES else name


def same(one: str, other: str) -> bool:
    """Whether a foreign key may lead from one type to the other
    (https://dev.mysql.com/doc/refman/en/create-table-foreign-keys.html)."""
    return family(one) == family(other)


def value(held: Any, type: str) -> str:
    """A plain value as SQL for a column of a type; raises ValueError with the reason when it does not fit."""
    name = base(type)
    if isinstance(held, bool):
        if not type.startswith("tinyint(1)"):
            raise ValueError("true and false are for boolean")
        return "1" if held else "0"
    if isinstance(held, int | Decimal):
        return _number(held, name, type)
    if not isinstance(held, str):
        raise ValueError("a default is a literal")
    if name in NUMBERS:
        raise ValueError(f"{name} takes no text")
    if name == "json":
        try:
            json.loads(held)
        except (ValueError, RecursionError):
            raise ValueError("it is not JSON; write `{json: …}`") from None
    if name in _TIMES and not re.match(r"[-+]?\d", held):
        raise ValueError(f"it is no {name}; write `{{sql: …}}` for an expression")
    values = values_of(type)
    if name == "enum" and values is not None and held not in values:
        raise ValueError("it is none of its values")
    length = re.fullmatch(r"(?:varchar|char)\((\d+)\)", type)
    if length and len(held) > int(length[1]):
        raise ValueError(f"it has {len(held)} characters")
    return literal(held)


def _number(held: int | Decimal, name: str, type: str) -> str:
    if name not in NUMBERS:
        raise ValueError(f"{name} takes no number; quote it")
    if name in RANGES:
        if Decimal(held) != int(held):
            raise ValueError("it is not a whole number")
        limit = RANGES[name]
        low, high = (0, 2 * limit) if "unsigned" in type else (-limit, limit)
        if not low <= int(held) < high:
            raise ValueError("it is out of range")
    digits = re.match(r"decimal\((\d+),(\d+)\)", type)
    if digits and abs(Decimal(held)) >= Decimal(f"1e{int(digits[1]) - int(digits[2])}"):
        raise ValueError("it is out of range")
    return str(held)


def parse_literal(text: str, type: str) -> Any:
    """The plain value of SQL that is a literal for a type, or NOT_A_LITERAL."""
    if re.fullmatch(r"-?\d+", text):
        return int(text) if not (type.startswith("tinyint(1)") and text in "01") else text == "1"
    if re.fullmatch(r"-?\d+\.\d+", text):
        return Decimal(text)
    if re.fullmatch(r"'(?:[^'\\]|''|\\.)*'", text, re.DOTALL):
        return unquoted(text)
    return NOT_A_LITERAL
