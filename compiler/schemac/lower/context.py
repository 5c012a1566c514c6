"""What every part of lowering shares: where a value stands, what is wrong with it, and how names and types resolve."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from schemac import ir, names
from schemac.diagnostics import Diagnostic, Severity, Span, suggestion
from schemac.dialect import Dialect, TypeNames
from schemac.ir import Address
from schemac.names import Name
from schemac.source import Document, KeyPath
from schemac.validate import validate_value

_TRUE_BY_DEFAULT = frozenset(
    {
        *((kind, "enforced") for kind in ("check", "foreign_key", "references")),
        *((kind, "nulls_distinct") for kind in ("unique", "index")),
        ("column", "versioned"),
        ("materialized_view", "with_data"),
        ("role", "inherit"),
    }
)
COMMON_KEYS = frozenset({"renamed_from", "dialects", "mixins"})


class Place(NamedTuple):
    """A value in a document, by its path."""

    document: Document
    path: KeyPath

    def at(self, *steps: str | int) -> Place:
        """The place of a value below this one."""
        return Place(self.document, self.path + steps)

    def span(self, *, key: bool = False) -> Span:
        """Where it stands in the file."""
        return self.document.span(self.path, key=key)


class Entry(NamedTuple):
    """A named value of a section, with the schema that unqualified names in its file live in."""

    name: str
    value: Any
    place: Place
    schema: str


Lowerer = tuple[str, "Callable[[Context, Entry], ir.TopLevel | None]"]
"""The kind of a section, and what lowers an entry of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The state of one lowering.

    root: the project's folder; types: the project's own types and extensions; relations: the qualified
    names of tables, views and the like; routines, collations: those of this project; version: the oldest of
    the database; portable: whether to note what
    means something else in other databases; found: the diagnostics so far; places: where each object was declared;
    meanings: what means something else, and where.
    """

    root: Path
    dialect: Dialect
    types: TypeNames
    relations: frozenset[Name]
    routines: frozenset[Name] = frozenset()
    collations: frozenset[Name] = frozenset()
    version: tuple[int, ...] = ()
    portable: bool = False
    found: list[Diagnostic] = field(default_factory=list)
    places: dict[Address, Place] = field(default_factory=dict)
    meanings: dict[str, list[Place]] = field(default_factory=dict)

    def report(
        self,
        code: str,
        message: str,
        place: Place,
        *,
        key: bool = False,
        help: str | None = None,
        severity: Severity = "error",
        related: Sequence[tuple[str, Place]] = (),
    ) -> None:
        """Adds a diagnostic at a place."""
        self.found.append(
            Diagnostic(
                code=code,
                message=message,
                span=place.span(key=key),
                help=help,
                severity=severity,
                related=tuple((words, other.span(key=True)) for words, other in related),
            )
        )

    def left_out(self, value: Any) -> bool:
        """Whether an object is not for this dialect."""
        return isinstance(value, dict) and (value.get("dialects") or {}).get(self.dialect.name) is False

    def patched(self, value: Any, kind: str, place: Place, *, short: str | None = None) -> Any:
        """A value with this dialect's ``dialects`` override merged in; None where the dialect leaves the object out.

        kind: its name in the language's ``$defs``, by which the patched value is checked; short: the key that the short
        form of the value stands for.
        """
        if not isinstance(value, dict) or "dialects" not in value:
            return value if isinstance(value, dict) or short is None else {short: value}
        if self.left_out(value):
            return None
        override = value["dialects"].get(self.dialect.name)
        rest = {key: held for key, held in value.items() if key != "dialects"}
        if override is None:
            return rest
        merged = merge_patch(rest, override)
        problems = validate_value(place.document, merged, kind=kind, at=place.path)
        self.found.extend(problems)
        return None if problems else merged

    def supported(self, kind: str, value: Mapping[str, Any], place: Place) -> None:
        """Reports every key that the dialect does not render for a kind."""
        keys = self.dialect.supports.get(kind, frozenset())
        for key, held in value.items():
            nothing_said = held in (None, {}, []) or held is ((kind, key) in _TRUE_BY_DEFAULT)
            if nothing_said or key.startswith("x-"):
                continue
            if key in keys or key in COMMON_KEYS:
                self._new_enough(kind, key, place.at(key))
                continue
            if key == "comment":
                message, severity = f"{self.dialect.title} keeps no comments: this one is left out", "note"
            else:
                message, severity = f"'{key}' of {_a(kind)} is not rendered for {self.dialect.title}", "error"
            self.report(
                "not-rendered",
                message,
                place.at(key),
                key=True,
                severity=severity,  # type: ignore[arg-type]
                help=None
                if key == "comment"
                else f"leave it out there: `dialects: {{{self.dialect.name}: {{{key}: null}}}}`",
            )

    def _new_enough(self, kind: str, name: str, place: Place) -> None:
        """Reports a key of a kind, or a type, that the oldest version of the database lacks."""
        since = self.dialect.since.get((kind, name)) if self.version else None
        # 8.0 is any 8.0.
        if since is not None and self.version < tuple(map(int, since.split(".")))[: len(self.version)]:
            wanted = ".".join(map(str, self.version))
            self.report(
                "needs-newer",
                f"'{name}' needs {self.dialect.title} {since}, and the project is for {wanted}",
                place,
                key=True,
                help="raise `version` in the project file, or leave it out",
            )

    def means(self, key: str, value: str, place: Place) -> None:
        """Notes a value of a key that means something else in other databases, where the project is for several."""
        words = self.dialect.other_meaning(key, value) if self.portable else None
        if words is not None:
            self.meanings.setdefault(words, []).append(place)

    def note_meanings(self) -> None:
        """Reports what was noted so far, each once for all its places."""
        for words, places in self.meanings.items():
            # What a mixin says is met again at each table.
            first, *others = {(place.document.path, place.path): place for place in places}.values()
            self.report(
                "other-meaning",
                f"on {self.dialect.title} {words}",
                first,
                severity="note",
                help=f"where that matters, give it another value there: `dialects: {{{self.dialect.name}: {{…}}}}`",
                related=[("and here", other) for other in others],
            )
        self.meanings.clear()

    def name_fits(self, name: str, place: Place, *, key: bool = True) -> None:
        """Reports a name that is longer than the database keeps."""
        size = self.dialect.name_size(name)
        if self.dialect.name_limit and size > self.dialect.name_limit:
            unit = "bytes" if size == len(name.encode()) else "characters"
            self.report(
                "name-too-long",
                f"'{name}' has {size} {unit}; {self.dialect.title} keeps {self.dialect.name_limit}",
                place,
                key=key,
                help="choose a shorter name: the database would cut it in silence",
            )

    def qualified(self, text: str, schema: str, place: Place) -> Name:
        """The qualified name that a key or a reference declares, ``schema`` being its file's own."""
        found = names.parts(text)
        if found is None or len(found) > 2:
            self.report(
                "bad-name",
                f"'{text}' is no name",
                place,
                help='write `name` or `schema.name`; a dot inside a name needs "…"',
            )
            return Name("", text)
        if len(found) == 1:
            return Name(self.schema_name(schema), found[0])
        return Name(self.schema_name(found[0]), found[1])

    def schema_name(self, schema: str) -> str:
        """A schema's name as the IR holds it: empty for the default one."""
        return "" if schema == self.dialect.default_schema else schema

    def relation(self, text: str, schema: str, place: Place) -> Name:
        """The relation that a reference means: in the file's own schema, else in the default one."""
        name = self.qualified(text, schema, place)
        if name not in self.relations and name.schema and len(names.parts(text) or ()) == 1:
            default = Name("", name.name)
            return default if default in self.relations else name
        return name

    def routine(self, text: str, schema: str, place: Place) -> Name:
        """The function that a reference means: one of this project in the file's own schema, or else as it is written.

        A function that is none of this project is the server's or an extension's: its name is left to the search path.
        """
        name = self.qualified(text, schema, place)
        if name in self.routines or len(names.parts(text) or ()) == 2:
            return name
        return Name("", name.name)

    def routine_type(self, held: str | Mapping[str, Any], schema: str, place: Place) -> str:
        """The canonical text of a type of a routine, which may be the rows of a relation too."""
        head = names.type_head(held) if isinstance(held, str) else None
        if isinstance(held, str) and head is not None and self.own_type(held, schema) is None:
            if held.lower() in self.dialect.pseudo_types:
                return held.lower()
            name = self.relation(str(head[0]), schema, place)
            if name in self.relations:
                return f"{name}{head[1]}"
        return self.type(held, schema, place)

    def collation(self, text: str | None, schema: str) -> str | None:
        """The text of a collation: qualified where it is one of this project."""
        if text is None:
            return None
        path = names.parts(text) or (text,)
        if len(path) == 2:
            return str(Name(self.schema_name(path[0]), path[1]))
        own = Name(self.schema_name(schema), path[-1])
        return str(own if own in self.collations else Name("", path[-1]))

    def type(self, text: Any, schema: str, place: Place) -> str:
        """The dialect's canonical text of a type; reports one that is unknown."""
        verbatim = False
        if isinstance(text, dict):
            verbatim = self.dialect.name in text
            text = text.get(self.dialect.name, text.get("default"))
            if text is None:
                self.report(
                    "no-type",
                    f"no type is given for {self.dialect.name}",
                    place,
                    help=f"add `{self.dialect.name}: …` or `default: …`",
                )
                return "text"
        own = self.own_type(text, schema)
        if own is not None:
            return own
        if verbatim:
            return self.dialect.verbatim_type(text, self.types)
        self.means("type", text, place)
        self._new_enough("type", text.split("(")[0].strip().lower(), place)
        resolved = self.dialect.resolve_type(text, self.types)
        if resolved is None:
            known = [*self.dialect.type_names, *(str(name) for name in self.types.own)]
            word = text.split("(")[0]
            self.report(
                "unknown-type",
                f"'{text}' is no type of {self.dialect.title} and none of this project",
                place,
                help=(
                    f"it needs a length or the like: `{word}(…)`"
                    if word.lower() in known and word == text
                    else suggestion(word, known)
                )
                or (
                    "declare its extension under `extensions:`, or give it verbatim: "
                    f'`type: {{{self.dialect.name}: "{text}"}}`'
                ),
            )
            return "text"
        return resolved

    def own_type(self, text: str, schema: str) -> str | None:
        """The qualified text of a type of this project, ``[]`` and arguments kept; None where it is none."""
        head = names.type_head(text)
        if head is None:
            return None
        name, rest = head
        for candidate in dict.fromkeys(
            (Name(self.schema_name(name.schema or schema), name.name), Name(self.schema_name(name.schema), name.name))
        ):
            if candidate in self.types.own:
                return f"{candidate}{rest}"
        return None

    def sql_value(self, value: Any, type: str, place: Place) -> str | None:
        """A default or a backfill as SQL: ``{sql: …}`` as it is, ``{json: …}`` and literals by the dialect."""
        if value is None:
            return None
        if isinstance(value, dict):
            if "sql" in value:
                sql = str(value["sql"]).strip()
                unknown = self.dialect.unknown_in(sql)
                if unknown is not None:
                    self.report(
                        "unknown-function",
                        f"{self.dialect.title} does not know this default: {unknown}",
                        place,
                        help=f"give it another one there: `dialects: {{{self.dialect.name}: {{default: …}}}}`",
                    )
                return sql
            if "json" in value:
                return self._json(value["json"], place)
            self.report("bad-default", "a default is a literal, `{sql: …}` or `{json: …}`", place)
            return None
        type, own = self._base(type)
        if isinstance(own, ir.Enum):
            text = option(value)
            if text not in own.values:
                self.report(
                    "default-type",
                    f"'{text}' is no value of {own.name}",
                    place,
                    help=suggestion(text, own.values) or f"values: {', '.join(own.values)}",
                )
            return self.dialect.literal(text)
        try:
            if type.endswith("[]") and not isinstance(value, str):
                raise ValueError("an array is written as a text")
            if isinstance(value, Decimal) and not value.is_finite():
                raise ValueError("SQL has no such literal")
            return self.dialect.value(value, type)
        except ValueError as error:
            shown = f"'{value}'" if isinstance(value, str) else option(value)
            self.report(
                "default-type",
                f"the default {shown} does not fit {type}: {error}",
                place,
                help="an expression is written `{sql: …}`",
            )
            return None

    def _base(self, type: str) -> tuple[str, ir.TopLevel | None]:
        """The type under a project's domains, and its object where it is the project's own; an array is neither."""
        seen: set[str] = set()
        while True:
            head = names.type_head(type)
            own = self.types.own.get(head[0]) if head and not head[1] else None
            if not isinstance(own, ir.Domain) or type in seen:
                return type, own
            seen.add(type)
            type = own.type

    def _json(self, value: Any, place: Place) -> str | None:
        try:
            return self.dialect.literal(compact_json(value))
        except ValueError as error:
            self.report("default-type", f"this is no JSON: {error}", place.at("json"))
            return None

    def old_name(self, value: Mapping[str, Any]) -> str | None:
        """The ``renamed_from`` of an object."""
        found = value.get("renamed_from")
        return None if found is None else str(found)


def merge_patch(target: Any, patch: Any) -> Any:
    """``target`` with an RFC 7396 merge patch applied."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge_patch(merged.get(key), value)
    return merged


def compact_json(value: Any) -> str:
    """A plain value as JSON text; numbers keep their digits."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{compact_json(key)}: {compact_json(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(compact_json, value)) + "]"
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"it has no number {str(value).lower()}")
        return str(value)
    import json

    return json.dumps(value, ensure_ascii=False)


def string_pairs(value: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    """A mapping of options as pairs of text, in their order."""
    return tuple((key, option(held)) for key, held in (value or {}).items())


def option(value: Any) -> str:
    """An option's value as text."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def spoken(kind: str) -> str:
    """A kind as words."""
    return kind.replace("_", " ")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {spoken(kind)}"


def one_or_many(value: Any) -> tuple[str, ...]:
    """A name, or a list of them, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)
