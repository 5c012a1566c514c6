"""What the compiler asks of a dialect, and how it finds one.

A dialect is data plus a few functions. The compiler never names one: what differs between databases stands in
``Rules``, in templates, and in the functions below.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from schemac.diagnostics import Diagnostic, fail, suggestion
from schemac.ir import Address, Database, Object, TopLevel
from schemac.names import Name
from schemac.operation import Operation

ENTRY_POINTS = "schemac.dialects"
NOT_A_LITERAL = object()
"""What ``Dialect.parse_literal`` answers for SQL that is no plain literal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """What can go wrong when a statement runs on a database that holds data; its code is explained in hazards.py."""

    code: str
    message: str


def nothing(_found: Object) -> bool:
    """Blocks no dependent."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rendering of an operation's template.

    section: which part of the template; template: another one than that of the kind and the verb; hazards: what can go
    wrong; transactional: False where the statement must be committed by itself; blocks: tells of a dependent object
    that it has to be dropped while this runs, and made again afterwards; values: what the template needs beside the
    operation itself; tail: a last clause of a statement that is made of clauses, which it has where all of them want
    it.
    """

    section: str = ""
    template: str = ""
    hazards: tuple[Hazard, ...] = ()
    transactional: bool = True
    blocks: Callable[[Object], bool] = nothing
    values: Mapping[str, Any] = field(default_factory=dict)
    tail: str = ""


Change = tuple[Step, ...] | Literal["recreate", "rebuild"]
"""How an operation is made: by steps in place, by dropping and creating the object, or by rebuilding its table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The states between which an operation leads; ``old`` has the new names already."""

    old: Database
    new: Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a dialect makes changes.

    change: the way to make an operation; apart: member kinds that are created by a statement of their own; cut:
    member kinds that may be created after all tables, to break cycles; foundations: kinds on which anything may
    stand without naming them, such as the extension of an operator class; last: kinds that change what is made after
    them, so that everything else is made before; unordered: member kinds whose targets
    need not exist when they are created; beside: member kinds that a rebuild of their table leaves to operations of
    their own; late: for a kind, the fields that are set once everything is there (the
    owner of a sequence that its owner's default needs); detachable: for a kind, the fields of SQL that can be taken
    off and put back while what they mention is made anew; constraints_are_relations: whether the name of a key is
    taken for relations of its schema; frame: head and tail that a migration of these sections needs around it;
    implies: the names that an object takes in its schema, and sets free when it goes; same: whether two unequal
    values of a field mean the same.
    """

    change: Callable[[Operation, Situation], Change]
    apart: frozenset[str] = frozenset({"index"})
    cut: frozenset[str] = frozenset({"foreign_key"})
    foundations: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    unordered: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    late: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    detachable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constraints_are_relations: bool = True
    frame: Callable[[Collection[str]], tuple[str, str]] = lambda _sections: ("", "")
    implies: Callable[[Object, TopLevel], Iterable[str]] = lambda found, _owner: (found.name,)
    same: Callable[[str, str, Any, Any], bool] = lambda _kind, _field, _old, _new: False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What of a live database is looked at: names of schemas, patterns of tables (``!`` excludes), patterns of roles.

    No schema or table is all of them; no role is none, since all databases of a server share them.
    """

    schemas: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Introspected:
    """A live database as the model, and what of it has no model."""

    database: Database
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeNames:
    """What a project adds to a dialect's types: its own, and the extensions that it declares."""

    own: Mapping[Name, TopLevel]
    extensions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a database would not make an object: where it is, and the parts of a diagnostic."""

    at: Address
    code: str
    message: str
    help: str


# Each is the one of its name: told apart by identity, it can be the key of a cache.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dialect:
    """One dialect of SQL.

    name, title: as written in a project file, and as said to a person; default_schema: the schema of unqualified
    names ("" where the database has none); name_limit, name_size: how long a name may be, and how long one is (bytes
    unless told), 0 for no limit; supports: for each kind of the language, the keys that are rendered, absent kinds
    being unknown to the database; package: import name of the package that holds ``templates/``; quote, literal:
    identifiers and strings as SQL; resolve_type: a type of the language as the dialect's canonical text, None when it
    is unknown; verbatim_type: a type that is given for this dialect alone, which is never mapped; type_names: for
    suggestions; value: a plain value as SQL for a column of a type (raises ValueError with the reason when it does
    not fit); parse_literal: the plain value of SQL that is a literal, or NOT_A_LITERAL; lower: last changes that turn
    the declared model into what the database has (an enum into a check); unsaid: a live database without what
    ``lower`` adds by itself, which a schema file need not say; introspect, canonical: see the architecture page;
    default_url: of a new project's development database, where one needs no server; unknown_in: what the database
    does not know in an expression that names no column, None where nothing can be told; refused: the objects of a
    lowered database that the database would not make, where that can be told without one; other_meaning: what a value
    of a key (``type``, ``identity``, ``unique``, ``sql``) means here and not everywhere, None where it is the same;
    pseudo_types: types of arguments and results that no column has; routine_security: with whose privileges a routine
    runs that says nothing of it; index_method: of an index that names none, None where it is not always the same;
    since: by kind and key, or ``type`` and its name, the first version that has it;
    in_order: the kinds of members whose order the database shows;
    foreign_key_action: what a foreign key does that says nothing of it;
    privileges, all_privileges: by kind, those there are, and those that ``all`` of them means.
    """

    name: str
    title: str
    default_schema: str
    name_limit: int
    supports: Mapping[str, frozenset[str]]
    package: str
    rules: Rules
    quote: Callable[[str], str]
    literal: Callable[[str], str]
    resolve_type: Callable[[str, TypeNames], str | None]
    verbatim_type: Callable[[str, TypeNames], str]
    type_names: Collection[str]
    value: Callable[[Any, str], str]
    parse_literal: Callable[[str, str], Any]
    same_type: Callable[[str, str], bool]
    lower: Callable[[Database], Database]
    introspect: Callable[[Any, Filters], Introspected]
    canonical: Callable[[Any, Database, Database], Database]
    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    default_url: str | None = None
    unknown_in: Callable[[str], str | None] = lambda _sql: None
    unsaid: Callable[[Database], Database] = lambda live: live
    refused: Callable[[Database], Iterable[Refusal]] = lambda _declared: ()
    other_meaning: Callable[[str, str], str | None] = lambda _key, _value: None
    pseudo_types: frozenset[str] = frozenset()
    routine_security: Literal["invoker", "definer"] = "invoker"
    index_method: str | None = "btree"
    in_order: tuple[str, ...] = ()
    since: Mapping[tuple[str, str], str] = field(default_factory=dict)
    foreign_key_action: Literal["no_action", "restrict"] = "no_action"
    name_size: Callable[[str], int] = lambda name: len(name.encode())
    privileges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    all_privileges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@functools.cache
def _entry_points() -> Mapping[str, Any]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name)}


def names() -> Sequence[str]:
    """The names of the dialects that are installed."""
    return tuple(_entry_points())


@functools.cache
def find(name: str) -> Dialect:
    """The dialect of a name; raises SchemacError when none is installed under it."""
    entry = _entry_points().get(name)
    if entry is None:
        known = ", ".join(names()) or "none"
        hint = suggestion(name, names())
        raise fail(
            "unknown-dialect", f"there is no dialect '{name}'", help=f"{hint + ' ' if hint else ''}installed: {known}"
        )
    loaded = entry.load()
    assert isinstance(loaded, Dialect)
    return loaded
