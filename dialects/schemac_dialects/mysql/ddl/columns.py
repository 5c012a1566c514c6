"""Reads the columns of a CREATE TABLE statement."""

from __future__ import annotations

from typing import Any

from schemac import ir, names
from schemac_dialects.mysql import types
from schemac_dialects.mysql.ddl.body import Body, Surroundings, expression
from schemac_dialects.mysql.flavour import Flavour
from schemac_dialects.mysql.texts import binary_default, plain_strings, simple_default
from schemac_dialects.mysql.tokens import Reader, Unparsable

_AFTER_EXPRESSION = frozenset(
    {",", ")", "ON", "COMMENT", "INVISIBLE", "CHECK", "AUTO_INCREMENT", "WITHOUT", "WITH", "SRID", "REF_SYSTEM_ID"}
    | {"COLUMN_FORMAT", "STORAGE", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE"}
)


def _type(reader: Reader, flavour: Flavour) -> str:
    """Step over a type; its text in the normal form."""
    first = reader.at
    reader.step()
    while reader.key in ("PRECISION", "VARYING"):
        reader.step()
    if reader.key == "(":
        reader.group()
    while reader.key in ("UNSIGNED", "ZEROFILL", "SIGNED"):
        reader.step()
    text = reader.cut(first, reader.at)
    return types.resolve(text, None, flavour=flavour) or text.lower()  # type: ignore[arg-type]  # no type of a project


def read_column(reader: Reader, body: Body) -> None:
    """Read a column."""
    name = reader.name()
    type = _type(reader, body.here.flavour)
    held: dict[str, Any] = {"name": name, "type": type, "nullable": True}
    charset = collation = None
    while reader.key not in (",", ")"):
        if reader.take("NOT", "NULL"):
            held["nullable"] = False
        elif reader.take("NULL"):
            pass
        elif reader.take("CHARACTER", "SET"):
            charset = reader.name()
        elif reader.take("COLLATE"):
            collation = reader.name()
        elif reader.take("GENERATED", "ALWAYS", "AS"):
            _generated(reader, held)
        elif reader.take("DEFAULT"):
            held["default"] = _default(reader, type, body.here)
        elif reader.take("ON", "UPDATE"):
            held["on_update"] = simple_default(_until_attribute(reader), type)
        elif reader.take("AUTO_INCREMENT"):
            held["identity"] = ir.Identity()
        elif reader.take("COMMENT"):
            held["comment"] = types.unquoted(reader.literal())
        elif reader.take("INVISIBLE"):
            held["invisible"] = True
        elif reader.take("SRID") or reader.take("REF_SYSTEM_ID", "="):
            held["srid"] = reader.number()
        elif reader.take("COMPRESSED"):
            held["compression"] = "zlib"
        elif reader.take("WITHOUT", "SYSTEM", "VERSIONING"):
            held["versioned"] = False
        elif reader.take("WITH", "SYSTEM", "VERSIONING"):
            pass
        elif reader.take("CHECK"):
            body.column_checks[name] = expression(reader)
        else:
            body.unmodelled.append(f"{_attribute(reader)} of column {names.written(name)}")
    held["collation"] = body.here.collation_of(charset, collation)
    if charset is None and collation is not None:
        body.collated.add(name)
    body.columns.append(ir.Column(**held))


def _generated(reader: Reader, held: dict[str, Any]) -> None:
    if reader.take("ROW"):
        held["generated"] = f"ROW {reader.step().key}"
        held["nullable"] = False
        return
    held["generated"] = expression(reader)
    held["stored"] = reader.take("STORED") or reader.take("PERSISTENT")
    reader.take("VIRTUAL")


def _attribute(reader: Reader) -> str:
    """Step over an attribute of a column that has no model; its name."""
    token = reader.current
    word = reader.name().upper()
    if token.kind == "quoted" or reader.key == "=":
        reader.take("=")
        reader.step()
    elif word in ("COLUMN_FORMAT", "STORAGE", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE"):
        reader.step()
    elif word == "NOT" and reader.take("SECONDARY"):
        word = "NOT SECONDARY"
    else:
        raise Unparsable(f"the attribute {word} of a column is not known")
    return word


def _until_attribute(reader: Reader) -> str:
    """Step over an expression that stands without parentheses."""
    first = reader.at
    while reader.key not in _AFTER_EXPRESSION or reader.at == first:
        if reader.current.kind == "quoted" and reader.token(reader.at + 1).key == "=" and reader.at > first:
            break
        if reader.key == "(":
            reader.group()
        else:
            reader.step()
    return reader.cut(first, reader.at)


def _default(reader: Reader, type: str, here: Surroundings) -> str | None:
    start = reader.at
    text = _until_attribute(reader)
    if reader.token(start).key == "(":
        text = reader.cut(*reader.bare(start, reader.at))
    if text.upper() == "NULL":
        return None
    text = plain_strings(text).replace(f"nextval({types.quote(here.database)}.", "nextval(")
    if types.base(type) in ("binary", "varbinary"):
        return binary_default(text, type)
    return simple_default(text, type)
