"""How names, types and values are said in one schema file, so that lowering reads the same out of it."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from schemac import ir, names, toml_source
from schemac.dialect import NOT_A_LITERAL
from schemac.lower.context import Context, Place, compact_json
from schemac.names import Name
from schemac.source import Document

_NOWHERE = Place(Document(path="", text="", data={}), ())
_TYPE = re.compile(r"[^\s()?][^()?]*(?:\(.*\)[^()?]*)?\Z")  # as spec/schemac.schema.json has it
_JSON_TYPES = frozenset({"json", "jsonb"})
_JSON_DEPTH = 16
_JSON_KEY = 100  # characters; a YAML key has to end within 1024, escapes included


class File:
    """What the texts of one file are read with: the names of the database, and the file's own schema."""

    def __init__(
        self,
        context: Context,
        schema: str = "",
        *,
        partitions: Mapping[Name, Sequence[ir.Table]] | None = None,
        overloads: Counter[tuple[str, Name]] | None = None,
    ) -> None:
        self.context = context
        self.schema = schema
        self.partitions = partitions or {}
        self.overloads = overloads or Counter()
        self.type = functools.cache(self._type)

    def key(self, name: Name) -> str:
        """The name of an object that is declared here or referred to."""
        return name_part(name.name) if name.schema == self.schema else self.qualified(name)

    def qualified(self, name: Name) -> str:
        """The name of an object with its schema."""
        return f"{name_part(name.schema or self.context.dialect.default_schema)}.{name_part(name.name)}"

    def _type(self, text: str) -> str | dict[str, str]:
        """The shortest text of a type that means it here, or what passes it on as it stands."""
        for candidate in self._type_candidates(text):
            if self.resolved(candidate) == text:
                return candidate if _is_plain_type(candidate) else {self.context.dialect.name: candidate}
        return {self.context.dialect.name: text}

    def _type_candidates(self, text: str) -> Iterator[str]:
        head = names.type_head(text)
        if head and head[0] in self.context.types.own:
            name, rest = head
            if name.schema == self.schema:
                yield names.written(name.name) + rest
            yield f"{self._written(name)}{rest}"
        yield text

    def _written(self, name: Name) -> str:
        return str(Name(name.schema or self.context.dialect.default_schema, name.name))

    def routine_type(self, text: str) -> str | dict[str, str]:
        """The text of a type of a routine, which may be the rows of a relation."""
        head = names.type_head(text)
        if head and head[0] in self.context.relations:
            name, rest = head
            for candidate in (f"{names.written(name.name)}{rest}", f"{self._written(name)}{rest}"):
                if _is_plain_type(candidate) and self.context.routine_type(candidate, self.schema, _NOWHERE) == text:
                    return candidate
        return text if text in self.context.dialect.pseudo_types else self.type(text)

    def routine(self, name: Name) -> str:
        """The name of a routine that is referred to."""
        bare = name_part(name.name)
        return bare if self.context.routine(bare, self.schema, _NOWHERE) == name else self.qualified(name)

    def routine_key(self, found: ir.Called) -> str:
        """The key of a routine: its name, with the types of what is passed where others have that name too."""
        name = _quoted(found.name) if "(" in found.name or found.name != found.name.strip() else name_part(found.name)
        schema = found.schema or self.context.dialect.default_schema
        key = name if found.schema == self.schema else f"{name_part(schema)}.{name}"
        if self.overloads[found.kind, found.qualified] == 1:
            return key
        return key + found.identifier.removeprefix(found.name)

    def collation(self, text: str | None) -> str | None:
        """The name of a collation that is referred to."""
        if text is None:
            return None
        path = names.parts(text) or (text,)
        name = Name(*path) if len(path) == 2 else Name("", path[0])
        for candidate in (name_part(name.name), self.key(name)):
            if self.context.collation(candidate, self.schema) == text:
                return candidate
        return text

    def is_readable(self, text: str) -> bool:
        """Whether a type can be said here at all."""
        written = self.type(text)
        resolved = self.resolved(written if isinstance(written, str) else written[self.context.dialect.name])
        return resolved is None or resolved == text

    def resolved(self, text: str) -> str | None:
        """What lowering makes of the text of a type in this file."""
        own = self.context.own_type(text, self.schema)
        return own if own is not None else self.context.dialect.resolve_type(text, self.context.types)

    def default(self, sql: str | None, type: str) -> Any:
        """A default: a literal or JSON where lowering makes the very same SQL of it, the SQL otherwise."""
        if sql is None:
            return None
        for value in self._plain_defaults(sql, type):
            known = len(self.context.found)
            same = self.context.sql_value(value, type, _NOWHERE) == sql and len(self.context.found) == known
            del self.context.found[known:]
            if same:
                return value
        return {"sql": sql_text(sql)}

    def _plain_defaults(self, sql: str, type: str) -> Iterator[Any]:
        try:
            value = self.context.dialect.parse_literal(sql, type)
        except ValueError:  # a number with more digits than Python converts
            return
        if value is NOT_A_LITERAL or not _is_plain(value):
            return
        if type in _JSON_TYPES and isinstance(value, str):
            document = _json(value)
            if document is None:
                return
            if _is_plain(document) and compact_json(document) == value:
                yield {"json": document}
        yield value

    def targets(self, found: tuple[Name, ...]) -> list[str] | None:
        """The names of what an object depends on."""
        return [self._target(name) for name in found] or None

    def _target(self, name: Name) -> str:
        # A raw object is called by its whole name, dots included, before anything else is looked for.
        known = self.context.relations
        quoted = f"{_quoted(name.schema or self.context.dialect.default_schema)}.{_quoted(name.name)}"
        for candidate in (self.key(name), name.name, quoted):
            raw = Name("", candidate)
            if (raw if raw in known else self.context.relation(candidate, self.schema, _NOWHERE)) == name:
                return candidate
        return self.key(name)


def _is_plain_type(text: str) -> bool:
    return _TYPE.match(text) is not None and text.isprintable()


def sql_text(text: str) -> str:
    """SQL as a value: of several lines, it ends with a line end, which is no part of it."""
    return f"{text}\n" if "\n" in text else text


def name_part(name: str) -> str:
    """A part of a qualified name: as it is, or in double quotes where it could be taken for two."""
    return _quoted(name) if "." in name or '"' in name else name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _json(text: str) -> Any:
    """The value of a JSON text; None where it has none, or null, or more than can be read."""
    try:
        return json.loads(text, parse_float=toml_source.decimal)
    except (ValueError, RecursionError):
        return None


def _is_plain(value: Any, depth: int = 0) -> bool:
    """Whether a value can be written in either notation: no null, no NUL, no giant, not nested too deeply."""
    if isinstance(value, dict):
        keys = all(len(key) <= _JSON_KEY and "\0" not in key for key in value)
        return keys and depth < _JSON_DEPTH and all(_is_plain(held, depth + 1) for held in value.values())
    if isinstance(value, list):
        return depth < _JSON_DEPTH and all(_is_plain(held, depth + 1) for held in value)
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, Decimal):
        return len(str(value)) < toml_source.MAX_DIGITS and value.is_finite()
    # TOML promises no more than 64 bits (https://toml.io/en/v1.0.0#integer).
    return isinstance(value, int) and -(1 << 63) <= value < 1 << 63
