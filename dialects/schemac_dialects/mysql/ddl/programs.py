"""Reads what SHOW CREATE prints of views, triggers, routines, events and sequences; bodies are not looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from schemac_dialects.mysql import types
from schemac_dialects.mysql.texts import plain_strings
from schemac_dialects.mysql.tokens import Reader, Unparsable

_CHECK_OPTION = re.compile(r"\s+WITH (?:LOCAL|CASCADED) CHECK OPTION\Z", re.IGNORECASE)
_CHARACTERISTIC = re.compile(
    r"\n    (?:CONTAINS SQL|NO SQL|READS SQL DATA|MODIFIES SQL DATA|(?:NOT )?DETERMINISTIC|SQL SECURITY INVOKER"
    r"|LANGUAGE \w+|COMMENT '(?:[^'\\]|''|\\.)*')(?=\n)",
    re.DOTALL,
)


def view(text: str, *, check_option: bool) -> dict[str, Any]:
    """The query, columns, algorithm and security of a view, as fields of the model; raises Unparsable."""
    reader = Reader(text)
    reader.expect("CREATE")
    held: dict[str, Any] = {}
    if reader.take("ALGORITHM", "="):
        algorithm = reader.name().lower()
        held["algorithm"] = None if algorithm == "undefined" else algorithm
    _definer(reader)
    if reader.take("SQL", "SECURITY"):
        held["security_invoker"] = reader.name().upper() == "INVOKER"
    reader.expect("VIEW")
    _qualified(reader)
    if reader.key == "(":
        held["columns"] = reader.names()
    reader.expect("AS")
    query = reader.rest().rstrip()
    if check_option:
        query = _CHECK_OPTION.sub("", query)
    held["query"] = plain_strings(query)
    return held


def trigger(text: str) -> str:
    """The body of a trigger; raises Unparsable."""
    reader = Reader(text)
    reader.expect("CREATE")
    while not reader.take("FOR", "EACH", "ROW"):
        reader.step()
    if reader.take("FOLLOWS") or reader.take("PRECEDES"):
        _qualified(reader)
    return reader.rest().strip()


def routine(text: str) -> str:
    """The body of a routine; raises Unparsable."""
    reader = Reader(text)
    reader.expect("CREATE")
    _definer(reader)
    if reader.key not in ("FUNCTION", "PROCEDURE"):
        what = "an aggregate function" if reader.key == "AGGREGATE" else f"a {reader.step().text.lower()}"
        raise Unparsable(f"{what} has no model")
    reader.step()
    _qualified(reader)
    # The arguments as they were written.
    if reader.key == "(":
        reader.group()
    at = reader.token(reader.at - 1).end
    if reader.take("RETURNS"):
        at = text.find("\n", at)
    while match := _CHARACTERISTIC.match(text, at):
        at = match.end()
    if text[at : at + 1] != "\n":
        raise Unparsable("its body is not where it should be")
    return text[at:].strip()


def event(text: str) -> dict[str, Any]:
    """The schedule and the body of an event, as fields of the model; raises Unparsable."""
    reader = Reader(text)
    reader.expect("CREATE")
    _definer(reader)
    reader.expect("EVENT")
    _qualified(reader)
    reader.expect("ON", "SCHEDULE")
    held: dict[str, Any] = {}
    words = {"AT": "at", "EVERY": "every", "STARTS": "starts", "ENDS": "ends"}
    while reader.key in words:
        field = words[reader.step().key]
        first = reader.at
        while reader.key not in ("STARTS", "ENDS", "ON", "DO", "COMMENT", "ENABLE", "DISABLE"):
            reader.step()
        held[field] = reader.cut(first, reader.at)
    while not reader.take("DO"):
        reader.step()
    return held | {"body": reader.rest().strip()}


_NUMBERS: Mapping[tuple[str, ...], str] = {
    ("START", "WITH"): "start",
    ("MINVALUE",): "min",
    ("MAXVALUE",): "max",
    ("INCREMENT", "BY"): "increment",
    ("CACHE",): "cache",
}


def sequence(text: str) -> dict[str, Any]:
    """A sequence of MariaDB, as fields of the model (https://mariadb.com/kb/en/create-sequence/); raises Unparsable."""
    reader = Reader(text)
    reader.expect("CREATE", "SEQUENCE")
    _qualified(reader)
    held: dict[str, Any] = {}
    while reader.current.kind != "end":
        words = next((words for words in _NUMBERS if reader.take(*words)), None)
        if words is not None:
            sign = -1 if reader.take("-") else 1
            held[_NUMBERS[words]] = sign * reader.number()
        elif reader.take("NOCACHE"):
            held["cache"] = 1
        elif reader.take("CYCLE"):
            held["cycle"] = True
        elif reader.take("COMMENT"):
            reader.take("=")
            held["comment"] = types.unquoted(reader.literal())
        elif reader.take("AS"):
            held["type"] = reader.name().lower()
            if reader.take("UNSIGNED"):
                raise Unparsable("a sequence of unsigned numbers has no model")
        elif reader.take("ENGINE"):
            reader.take("=")
            reader.name()
        elif not (reader.take("NOCYCLE") or reader.take("NOMINVALUE") or reader.take("NOMAXVALUE")):
            raise reader.unexpected("an option of a sequence")
    return held


def _definer(reader: Reader) -> None:
    if reader.take("DEFINER", "="):
        reader.step()
        if reader.take("@"):
            reader.step()


def _qualified(reader: Reader) -> str:
    """Step over a name that may have a database; its last part."""
    name = reader.name()
    return reader.name() if reader.take(".") else name
