"""PostgreSQL's types: names, aliases, portable names, literals (https://www.postgresql.org/docs/current/datatype.html)."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from schemac import names
from schemac.dialect import NOT_A_LITERAL, TypeNames

_ALIASES = {
    "int": "integer",
    "int4": "integer",
    "int8": "bigint",
    "int2": "smallint",
    "bool": "boolean",
    "float": "double precision",
    "float8": "double precision",
    "float4": "real",
    "decimal": "numeric",
    "character varying": "varchar",
    "character": "char",
    "timestamp with time zone": "timestamptz",
    "timestamp without time zone": "timestamp",
    "time with time zone": "timetz",
    "time without time zone": "time",
    "bit varying": "varbit",
    "serial4": "serial",
    "serial8": "bigserial",
    "serial2": "smallserial",
}
PORTABLE = {"bytes": "bytea", "blob": "bytea", "double": "double precision", "datetime": "timestamp", "string": "text"}
"""Portable names that PostgreSQL lacks, and what they are here."""

_NAMES = frozenset(
    """
    smallint integer bigint numeric real money text varchar char bpchar bytea timestamp timestamptz date time
    timetz interval boolean point line lseg box path polygon circle cidr inet macaddr macaddr8 bit varbit
    tsvector tsquery uuid xml json jsonb jsonpath int4range int8range numrange tsrange tstzrange daterange
    int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange oid regclass
    regproc regprocedure regoper regoperator regtype regrole regnamespace regconfig regdictionary regcollation
    name xid xid8 cid tid pg_lsn pg_snapshot txid_snapshot aclitem refcursor serial bigserial smallserial
    oidvector int2vector
    """.split()
) | {"double precision", '"char"'}
_FIRST_WORDS = frozenset(name.split()[0] for name in _NAMES)
_EXTENSION_TYPES = {
    "citext": {"citext"},
    "hstore": {"hstore"},
    "ltree": {"ltree", "lquery", "ltxtquery"},
    "cube": {"cube"},
    "seg": {"seg"},
    "vector": {"vector", "halfvec", "sparsevec"},
    "intarray": {"query_int"},
    "lo": {"lo"},
    "isn": {"ean13", "isbn13", "ismn13", "issn13", "isbn", "ismn", "issn", "upc"},
    "postgis": {"geometry", "geography", "box2d", "box3d"},
    "postgis_raster": {"raster"},
    "pg_trgm": {"gtrgm"},
    "btree_gist": set(),
    "btree_gin": set(),
    "pgcrypto": set(),
    "uuid-ossp": set(),
    "unaccent": set(),
    "plpgsql": set(),
}
_TYPE = re.compile(
    r'\s*(?P<name>"char"|[A-Za-z_][\w$.]*(?:\s+(?:precision|varying|without\s+time\s+zone|with\s+time\s+zone))?)'
    r"\s*(?P<arguments>\([^()]*\))?\s*(?P<zone>with\s+time\s+zone|without\s+time\s+zone)?\s*(?P<array>(?:\[\d*\]\s*)*|array)\s*\Z",
    re.IGNORECASE,
)
_INTERVAL = re.compile(
    r"interval\s+(?:year|month|day|hour|minute|second)(?:\s+to\s+(?:month|hour|minute|second))?\s*(?:\(\d\))?\Z",
    re.IGNORECASE,
)
SERIALS = {"smallserial": "smallint", "serial": "integer", "bigserial": "bigint"}
RANGES = {"smallint": 1 << 15, "integer": 1 << 31, "bigint": 1 << 63}
_TEXTS = frozenset({"text", "varchar", "char", "bpchar", "citext", "name"})
_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})

TYPE_NAMES = tuple(sorted({*_NAMES, *_ALIASES, *PORTABLE} - {'"char"'}))


def resolve(text: str, known: TypeNames) -> str | None:
    """The canonical text of a type, as ``format_type`` names it but with its short names; None when it is unknown."""
    squeezed = " ".join(text.split())
    if _INTERVAL.match(squeezed):
        return squeezed.lower()
    match = _TYPE.match(squeezed)
    if not match:
        return None
    written = match["name"] if match["name"] == '"char"' else match["name"].lower()
    name = f"{written} {match['zone'].lower()}" if match["zone"] else written
    name = _ALIASES.get(name, PORTABLE.get(name, name))
    if name not in _NAMES and not _of_extension(name, known):
        return None
    arguments = re.sub(r"\s+", "", match["arguments"] or "")
    if name == "char" and not arguments:
        arguments = "(1)"
    if name == "numeric" and arguments.endswith(",0)"):
        arguments = arguments.removesuffix(",0)") + ")"
    array = re.sub(r"\[\d*\]\s*|array", "[]", match["array"].lower())
    return f"{name}{arguments}{'[]' if array else ''}"


def verbatim(text: str, _known: TypeNames) -> str:
    """A type that is given for PostgreSQL alone: canonical where the server has it, else as it is written."""
    return resolve(text, TypeNames(own={})) or text


def _of_extension(name: str, known: TypeNames) -> bool:
    bare = name.rpartition(".")[2]
    return any(bare in _EXTENSION_TYPES.get(extension, {bare}) for extension in known.extensions)


def sql(text: str) -> str:
    """A type of the IR as SQL: a type of the server by its name, any other with its name quoted."""
    head = names.type_head(text)
    if head is None or (not head[0].schema and head[0].name in _FIRST_WORDS) or text.startswith('"char"'):
        return text
    name, rest = head
    return (quote(name.schema) + "." if name.schema else "") + quote(name.name) + rest


def quote(identifier: str) -> str:
    """An identifier in double quotes (https://www.postgresql.org/docs/current/sql-syntax-lexical.html)."""
    return '"' + identifier.replace('"', '""') + '"'


_STORAGE = {
    **dict.fromkeys(("numeric", "inet", "cidr"), "main"),
    **dict.fromkeys(
        (
            "smallint integer bigint real money boolean date time timetz timestamp timestamptz interval uuid "
            "oid macaddr macaddr8 name point line lseg box circle xid xid8 cid tid pg_lsn tsquery oidvector "
            "int2vector aclitem"
        ).split(),
        "plain",
    ),
    "double precision": "plain",
}


def storage(text: str) -> str | None:
    """How values of a type of the server are stored unless told; None where that is not known."""
    name = base(text)
    if name.endswith("[]"):
        return "extended"
    return _STORAGE.get(name, "extended" if name in _NAMES and not name.startswith(("reg", '"')) else None)


def qualified(text: str) -> str:
    """A name with its schema, each part in double quotes."""
    return ".".join(map(quote, names.parts(text) or (text,)))


def literal(value: str) -> str:
    """A string constant; a backslash needs no escape while standard_conforming_strings is on, as it is by default."""
    if "\0" in value:
        raise ValueError("PostgreSQL cannot store a NUL character")
    return "'" + value.replace("'", "''") + "'"


def base(text: str) -> str:
    """A type without its arguments; serial types are the integers that they are."""
    name = text.split("(")[0].strip()
    if text.endswith("[]") and not name.endswith("[]"):
        name += "[]"
    return SERIALS.get(name, name)


def family(text: str) -> str:
    """What a type can be compared with: numbers, texts, or its own kind."""
    name = base(text)
    return "number" if name in _NUMBERS else "text" if name in _TEXTS else name


def same(one: str, other: str) -> bool:
    """Whether values of two types can be compared, as a foreign key needs."""
    return family(one) == family(other)


def value(held: Any, type: str) -> str:
    """A plain value as SQL for a column of a type; raises ValueError with the reason when it does not fit."""
    name = base(type)
    if isinstance(held, bool):
        if name != "boolean":
            raise ValueError("true and false are for boolean")
        return "true" if held else "false"
    if isinstance(held, int | Decimal):
        return _number(held, name, type)
    if not isinstance(held, str):
        raise ValueError("a default is a literal")
    if name in _NUMBERS or name == "boolean":
        raise ValueError(f"{name} takes no text")
    if name in ("json", "jsonb"):
        try:
            json.loads(held)
        except (ValueError, RecursionError):
            raise ValueError("it is not JSON; write `{json: …}`") from None
    length = re.fullmatch(r"(?:varchar|char)\((\d+)\)", type)
    if length and len(held) > int(length[1]):
        raise ValueError(f"it has {len(held)} characters")
    return literal(held)


def _number(held: int | Decimal, name: str, type: str) -> str:
    if name not in _NUMBERS:
        if name in ("money", "oid") or (names.type_head(type) and name not in _NAMES):
            return str(held)
        raise ValueError(f"{name} takes no number; quote it")
    if name in RANGES:
        if Decimal(held) != int(held):
            raise ValueError("it is not a whole number")
        if not -RANGES[name] <= int(held) < RANGES[name]:
            raise ValueError("it is out of range")
    precision = re.fullmatch(r"numeric\((\d+)(?:,(-?\d+))?\)", type)
    if precision:
        limit = Decimal(f"1e{int(precision[1]) - int(precision[2] or 0)}")
        if abs(Decimal(held)) >= limit:
            raise ValueError("it is out of range")
    return str(held)


def parse_literal(text: str, type: str) -> Any:
    """The plain value of SQL that is a literal for a type, or NOT_A_LITERAL."""
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return Decimal(text)
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"'(?:[^'\\]|'')*'", text, re.DOTALL):
        return text[1:-1].replace("''", "'")
    del type
    return NOT_A_LITERAL
