"""Reads the CREATE statements of what is no plain table: indexes, views, triggers and virtual tables.

The grammar is that of SQLite's parse.y; see https://www.sqlite.org/lang.html for each statement.
"""

from __future__ import annotations

from collections.abc import Mapping

from schemac.ir import Index, Trigger, View
from schemac_dialects.sqlite.parts import part
from schemac_dialects.sqlite.tokens import Reader, Unparsable

_EVENTS = frozenset({"INSERT", "UPDATE", "DELETE"})
_STATEMENTS = frozenset({"INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "WITH", "VALUES"})
"""The words with which a statement in the body of a trigger begins."""


def index(text: str, columns: Mapping[str, str]) -> Index:
    """Read a CREATE INDEX statement; raises Unparsable.

    columns: the names of the table's columns by their lower-case form; any other key is an expression.
    """
    reader = Reader(text)
    unique = reader.head("INDEX")
    name = reader.qualified()
    reader.expect("ON")
    reader.name()
    parts = tuple(part(reader, first, last, columns) for first, last in reader.items())
    where = reader.rest() if reader.take("WHERE") else None
    reader.done()
    return Index(name=name, columns=parts, unique=unique, where=where)


def view(text: str) -> View:
    """Read a CREATE VIEW statement; raises Unparsable."""
    reader = Reader(text)
    reader.head("VIEW")
    name = reader.qualified()
    columns = reader.names() if reader.key == "(" else ()
    reader.expect("AS")
    return View(name=name, query=reader.rest(), columns=columns)


def trigger(text: str, columns: Mapping[str, str]) -> Trigger:
    """Read a CREATE TRIGGER statement; raises Unparsable.

    columns: the names of the table's columns by their lower-case form.
    """
    reader = Reader(text)
    reader.head("TRIGGER")
    name = reader.qualified()
    timing = "before"
    for said in ("before", "after", "instead_of"):
        if reader.take(*said.upper().split("_")):
            timing = said
    event = reader.key
    if event not in _EVENTS:
        raise reader.unexpected("an event")
    reader.at += 1
    of: list[str] = []
    if reader.take("OF"):
        of.append(reader.name())
        while reader.take(","):
            of.append(reader.name())
    reader.expect("ON")
    reader.qualified()
    reader.take("FOR", "EACH", "ROW")
    when = None
    if reader.take("WHEN"):
        first, reader.at = reader.at, _begin(reader)
        when = reader.cut(first, reader.at)
    return Trigger(
        name=name,
        timing=timing,
        events=(event.lower(),),
        columns=tuple(columns.get(column.lower(), column) for column in of),
        when=when,
        body=_body(reader),
    )


def _begin(reader: Reader) -> int:
    """The place of the BEGIN that ends a condition, in which a column may have that name."""
    depth = 0
    for place in range(reader.at, len(reader.tokens) - 1):
        key = reader.tokens[place].key
        depth += (key == "(") - (key == ")")
        if key == "BEGIN" and not depth and reader.tokens[place + 1].key in _STATEMENTS:
            return place
    raise Unparsable("a trigger has no body")


def _body(reader: Reader) -> str:
    """Step over BEGIN … END; what stands between them, comments included."""
    opening = reader.current
    reader.expect("BEGIN")
    closing = reader.tokens[-2]
    if closing.key != "END" or closing.start < opening.end:
        raise Unparsable("the body of a trigger does not end")
    reader.at = len(reader.tokens) - 1
    return reader.text[opening.end : closing.start].strip()


def virtual_table(text: str) -> tuple[str, tuple[str, ...]]:
    """The module of a CREATE VIRTUAL TABLE statement and its arguments as they stand; raises Unparsable."""
    reader = Reader(text)
    reader.head("VIRTUAL", "TABLE")
    reader.qualified()
    reader.expect("USING")
    module = reader.name()
    arguments: tuple[str, ...] = ()
    if reader.key == "(" and reader.tokens[reader.at + 1].key == ")":
        reader.at += 2
    elif reader.key == "(":
        arguments = tuple(reader.cut(*item) if item[0] < item[1] else "" for item in reader.items())
    reader.done()
    return module, arguments
