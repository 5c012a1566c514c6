"""Documents to a Database: files merged, sugar turned into named members, names derived, dialect overrides applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from schemac import dialect as dialects
from schemac import ir
from schemac.diagnostics import Diagnostic, SchemacError, suggestion
from schemac.dialect import Dialect, TypeNames
from schemac.lower.access import LOWERERS as _ACCESS
from schemac.lower.check import check
from schemac.lower.context import Context, Entry, Place, spoken
from schemac.lower.objects import LOWERERS as _OBJECTS
from schemac.lower.routines import LOWERERS as _ROUTINES
from schemac.lower.routines import routine_name
from schemac.lower.tables import lower_table
from schemac.lower.types import LOWERERS as _TYPE_LOWERERS
from schemac.names import Name
from schemac.source import Document

_NO_SECTION = frozenset({"schemac", "$schema", "schema", "mixins"})
_LOWERERS = {**_ACCESS, **_OBJECTS, **_TYPE_LOWERERS, **_ROUTINES}
_ORDER = (
    "roles database schemas extensions collations enums composites ranges domains sequences tables functions "
    "procedures aggregates views materialized_views event_triggers events publications default_privileges raw"
).split()
_RELATIONS = ("tables", "views", "materialized_views", "sequences")
_TYPES = ("enums", "composites", "ranges", "domains")
_ROUTINE_SECTIONS = ("functions", "procedures", "aggregates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """The declared database, where each object of it was declared, and what was noted without being wrong."""

    database: ir.Database
    places: Mapping[ir.Address, Place]
    notes: tuple[Diagnostic, ...] = ()


def lower(
    documents: Sequence[Document],
    dialect: Dialect,
    *,
    root: Path,
    version: tuple[int, ...] = (),
    portable: bool = False,
) -> Lowered:
    """The model of valid documents for a dialect.

    root: the folder that no file may leave; version: the oldest of the database that it is for, empty where that is
    any; portable: note what means something else in other databases.
    Raises SchemacError with every finding.
    """
    sections: dict[str, list[Entry]] = {}
    for document in documents:
        for section, entry in _entries(document):
            sections.setdefault(section, []).append(entry)
    context = _context(dialect, sections, root, version=version, portable=portable)
    mixins = _mixins(context, documents)
    for document in documents:
        if "dialects" in document.text:
            _known_dialects(context, Place(document, ()), document.data)
    for section in sections:
        if section not in _ORDER:
            _unrendered(context, section, sections[section])
    objects: dict[ir.Address, ir.TopLevel] = {}
    for section in _ORDER:
        for entry in sections.get(section, ()):
            _declare(context, objects, section, entry, mixins)
    declared = ir.Database(objects=objects)
    _stop(context)
    lowered = dialect.lower(check(context, declared))
    _stop(context)
    for refusal in dialect.refused(lowered):
        place = context.places.get(refusal.at, context.places[refusal.at.owner])
        context.report(refusal.code, refusal.message, place, key=True, help=refusal.help)
    _stop(context)
    if portable:
        _meanings_of_sql(context, lowered)
    context.note_meanings()
    return Lowered(database=lowered, places=context.places, notes=tuple(context.found))


def _meanings_of_sql(context: Context, lowered: ir.Database) -> None:
    """Notes what the SQL of an object does here and not everywhere; what lowering made has no place."""
    for address, found in lowered.objects.items():
        held = ((ir.address(found, member), member) for member in ir.children(found))
        for at, one in ((address, found), *held):
            if at in context.places:
                for text in ir.sql_texts(one):
                    context.means("sql", text, context.places[at])


def _stop(context: Context) -> None:
    if any(found.severity == "error" for found in context.found):
        raise SchemacError(context.found)


def _known_dialects(context: Context, place: Place, value: Any) -> None:
    """Reports names under ``dialects`` that are nearly those of an installed dialect: the patch would never apply."""
    if isinstance(value, list):
        for position, held in enumerate(value):
            _known_dialects(context, place.at(position), held)
    elif isinstance(value, dict):
        for key, held in value.items():
            if key == "dialects" and isinstance(held, dict):
                for name in held.keys() - set(dialects.names()):
                    near = suggestion(name, dialects.names())
                    if near:
                        context.report(
                            "unknown-dialect", f"there is no dialect '{name}'", place.at(key, name), key=True, help=near
                        )
            _known_dialects(context, place.at(key), held)


def _entries(document: Document) -> Iterator[tuple[str, Entry]]:
    schema = document.data.get("schema") or ""
    for section, held in document.data.items():
        if section in _NO_SECTION or section.startswith("x-") or held is None:
            continue
        if section == "database":
            yield section, Entry("", held, Place(document, (section,)), schema)
        elif isinstance(held, list):
            for position, name in enumerate(held):
                yield section, Entry(name, None, Place(document, (section, position)), schema)
        else:
            for name, value in held.items():
                yield section, Entry(name, value, Place(document, (section, name)), schema)


def _context(
    dialect: Dialect,
    sections: Mapping[str, list[Entry]],
    root: Path,
    *,
    version: tuple[int, ...],
    portable: bool,
) -> Context:
    """Names first: a type or a relation may be used before it is declared."""
    naming = Context(root=root, dialect=dialect, types=TypeNames(own={}), relations=frozenset())
    relations = {
        naming.qualified(entry.name, entry.schema, entry.place) for key in _RELATIONS for entry in sections.get(key, ())
    }
    for entry in sections.get("tables", ()) if "partition_of" in dialect.supports["table"] else ():
        schema = naming.qualified(entry.name, entry.schema, entry.place).schema or dialect.default_schema
        relations |= set(_partitions(naming, entry.value, schema, entry.place))
    relations |= {Name("", entry.name) for entry in sections.get("raw", ())}
    own: dict[Name, ir.TopLevel] = {}
    extensions = frozenset(entry.name for entry in sections.get("extensions", ()) if not naming.left_out(entry.value))
    # Domains need the enums and each other, composites too; a second pass resolves a base type that is declared later.
    types = TypeNames(own=own, extensions=extensions)
    routines = frozenset(routine_name(naming, entry) for key in _ROUTINE_SECTIONS for entry in sections.get(key, ()))
    collations = frozenset(
        naming.qualified(entry.name, entry.schema, entry.place) for entry in sections.get("collations", ())
    )

    def context() -> Context:
        return Context(
            root=root,
            dialect=dialect,
            types=types,
            relations=frozenset(relations),
            routines=routines,
            collations=collations,
            version=version,
            portable=portable,
        )

    quiet = replace(context(), version=(), portable=False)
    for section in _TYPES:
        for entry in sections.get(section, ()):
            name = naming.qualified(entry.name, entry.schema, entry.place)
            if not naming.left_out(entry.value):
                own[name] = ir.Enum(name=name.name, schema=name.schema)
    for section in _TYPES:
        for entry in sections.get(section, ()):
            found = _LOWERERS[section][1](quiet, entry)
            if found is not None:
                own[found.qualified] = found
                if isinstance(found, ir.Range):
                    own[found.multirange] = found
    return context()


def _partitions(naming: Context, value: Any, schema: str, place: Place) -> Iterator[Name]:
    """The names of the partitions that a table lists, and of those that they list; each in its parent's schema."""
    for key, held in ((value or {}).get("partitions") or {}).items():
        name = naming.qualified(key, schema, place)
        yield name
        if isinstance(held, dict):
            yield from _partitions(naming, held, name.schema or naming.dialect.default_schema, place)


def _mixins(context: Context, documents: Sequence[Document]) -> dict[str, tuple[Any, Place]]:
    mixins: dict[str, tuple[Any, Place]] = {}
    for document in documents:
        for name, body in (document.data.get("mixins") or {}).items():
            place = Place(document, ("mixins", name))
            if name in mixins:
                context.report(
                    "duplicate-name",
                    f"the mixin '{name}' is defined twice",
                    place,
                    key=True,
                    related=[("the other one stands here", mixins[name][1])],
                )
            else:
                mixins[name] = (body, place)
    return mixins


def _unrendered(context: Context, section: str, entries: list[Entry]) -> None:
    for entry in entries:
        if context.left_out(entry.value):
            continue
        place = Place(entry.place.document, entry.place.path[:1])
        context.report(
            "not-rendered",
            f"'{section}' are not rendered for {context.dialect.title}",
            place,
            key=True,
            help="carry the object under `raw:` with its own SQL, or leave it out",
        )


def _declare(
    context: Context,
    objects: dict[ir.Address, ir.TopLevel],
    section: str,
    entry: Entry,
    mixins: Mapping[str, tuple[Any, Place]],
) -> None:
    kind = "table" if section == "tables" else _LOWERERS[section][0]
    if kind not in context.dialect.supports:
        if not context.left_out(entry.value):
            context.report(
                "not-rendered",
                f"{context.dialect.title} has no {section}: '{entry.name}' cannot be rendered",
                entry.place,
                key=True,
                help=f"leave it out there: `dialects: {{{context.dialect.name}: false}}`",
            )
        return
    if section == "tables":
        for table, place in lower_table(context, entry, mixins):
            _take(context, objects, table, place)
        return
    found = _LOWERERS[section][1](context, entry)
    if found is not None:
        _take(context, objects, found, entry.place)


def _take(context: Context, objects: dict[ir.Address, ir.TopLevel], found: ir.TopLevel, place: Place) -> None:
    address = ir.address(found)
    if not isinstance(found, ir.Raw | ir.DefaultPrivilege):  # their names are labels
        context.name_fits(found.name, place)
    if address in objects:
        name = str(found.qualified) if found.identifier == found.name else found.identifier
        context.report(
            "duplicate-name",
            f"the {spoken(found.kind)} '{name}' is defined twice",
            place,
            key=True,
            related=[("the other one stands here", context.places[address])],
        )
        return
    objects[address] = found
    context.places[address] = place
