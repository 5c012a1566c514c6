"""A Database as schema files that a person would have written.

The emitter is the inverse of lowering: a short form is written exactly where lowering reads it back as the
same. Hints, such as ``renamed_from``, are no part of a state and are not written.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from schemac import ir
from schemac.dialect import Dialect, TypeNames
from schemac.emit import access, objects, routines
from schemac.emit.values import Section, Tree
from schemac.lower.context import Context
from schemac.names import Name
from schemac.notation import Block, Notation, write
from schemac.wording import File

_RELATIONS = ("table", "view", "materialized_view", "sequence", "raw")
_TYPES = ("enum", "domain", "composite", "range")
_WITHOUT_SCHEMA = ir.UNSPOKEN | {"raw"}
_SHARED, _VIEWS, _ROUTINES = "_shared", "views", "functions"
_SECTIONS: Mapping[str, Section] = {**access.SECTIONS, **objects.SECTIONS, **routines.SECTIONS}


def emit(database: ir.Database, dialect: Dialect, *, notation: Notation = "yaml", schema_url: str | None = None) -> str:
    """One schema file that holds all of a database; ``schema_url`` is the JSON Schema for editors."""
    return emit_files(database, dialect, notation=notation, schema_url=schema_url)[f"schema.{notation}"]


def emit_files(
    database: ir.Database,
    dialect: Dialect,
    *,
    notation: Notation = "yaml",
    split: bool = False,
    schema_url: str | None = None,
) -> dict[str, str]:
    """The schema files of a database: relative path → text.

    split: a file for each table, in a folder for each SQL schema but the default one, one for all views, one for
    all routines, and one for what tables share.
    """
    database = dialect.unsaid(database)
    context, listed = _context(database, dialect), _listed(database)
    found = [one for one in database.objects.values() if one.qualified not in listed or one.kind != ir.Table.kind]
    overloads = Counter((one.kind, one.qualified) for one in found)
    file = File(context, partitions=_by_parent(database, listed), overloads=overloads)
    trees = _split(file, found) if split else {"schema": _tree(file, found)}
    return {f"{path}.{notation}": write(tree, notation, schema_url=schema_url) for path, tree in trees.items()}


def _listed(database: ir.Database) -> frozenset[Name]:
    """The partitions that hold nothing of their own, which their parents list."""
    tables = {found.qualified: found for found in database.of_kind(ir.Table.kind) if isinstance(found, ir.Table)}
    listed = set()
    for name, table in tables.items():
        parent = tables.get(table.partition_of) if table.partition_of else None
        if parent is None or table.unlogged != parent.unlogged:
            continue
        plain = ir.Table(
            name=table.name,
            schema=table.schema,
            comment=table.comment,
            partition_of=table.partition_of,
            bound=table.bound,
            partition_by=table.partition_by,
            partition_strategy=table.partition_strategy,
            unlogged=table.unlogged,
            storage=table.storage,
            tablespace=table.tablespace,
        )
        if plain == table:
            listed.add(name)
    return frozenset(listed)


def _by_parent(database: ir.Database, listed: frozenset[Name]) -> Mapping[Name, list[ir.Table]]:
    found: dict[Name, list[ir.Table]] = {}
    for table in database.of_kind(ir.Table.kind):
        if isinstance(table, ir.Table) and table.partition_of is not None and table.qualified in listed:
            found.setdefault(table.partition_of, []).append(table)
    return found


def _split(whole: File, found: list[ir.TopLevel]) -> dict[str, Tree]:
    tables = [one for one in found if isinstance(one, ir.Table)]
    views = [one for one in found if isinstance(one, ir.View | ir.MaterializedView)]
    called = [one for one in found if isinstance(one, ir.Called)]
    apart = {id(one) for one in (*tables, *views, *called)}
    shared = [one for one in found if id(one) not in apart]
    trees: dict[str, Tree] = {}
    if shared or not found:
        trees[_SHARED] = _tree(whole, shared)
    taken = {_SHARED, _VIEWS, _ROUTINES}
    files = {"": whole}
    for table in tables:
        if table.schema not in files:
            files[table.schema] = File(
                whole.context, table.schema, partitions=whole.partitions, overloads=whole.overloads
            )
        file = files[table.schema]
        # A type of this schema may hide a built-in one: then the file names no schema and qualifies instead.
        readable = all(file.is_readable(column.type) for column in table.columns)
        trees[_path(table, taken)] = _tree(file if readable else whole, [table])
    if called:
        trees[_ROUTINES] = _tree(whole, list(called))
    if views:
        trees[_VIEWS] = _tree(whole, list(views))
    return trees


def _path(table: ir.Table, taken: set[str]) -> str:
    """The path of a table's file without its ending: one that no file system takes for another."""
    steps = [re.sub(r"[^\w-]+", "_", part) for part in (table.schema, table.name) if part]
    path = wanted = "/".join(steps)
    number = 1
    while (folded := unicodedata.normalize("NFKC", path).casefold()) in taken:
        number += 1
        path = f"{wanted}_{number}"
    taken.add(folded)
    return path


def _context(database: ir.Database, dialect: Dialect) -> Context:
    """The names of a database as lowering knows them."""
    found = database.objects.values()
    own = {one.qualified: one for one in found if one.kind in _TYPES}
    own |= {one.multirange: one for one in found if isinstance(one, ir.Range)}
    extensions = frozenset(one.name for one in database.of_kind("extension"))
    types = TypeNames(own=own, extensions=extensions)
    return Context(
        root=Path(),
        dialect=dialect,
        types=types,
        relations=frozenset(one.qualified for one in found if one.kind in _RELATIONS),
        routines=frozenset(one.qualified for one in found if isinstance(one, ir.Called)),
        collations=frozenset(one.qualified for one in database.of_kind("collation")),
    )


def _tree(file: File, found: list[ir.TopLevel]) -> Tree:
    """A file as plain values, in the order in which a reader wants them."""
    tree: Tree = {"schemac": 1}
    if file.schema:
        tree["schema"] = file.schema
    for cls in ir.TOP_LEVEL:
        section, value = _SECTIONS[cls.kind]
        held = [one for one in found if one.kind == cls.kind]
        if held and cls is ir.DatabaseDefaults:
            tree[section] = value(file, held[0])
        elif held:
            tree[section] = Block({_key(file, one): value(file, one) for one in held})
    extensions = tree.get("extensions", {})
    if extensions and not any(extensions.values()):
        tree["extensions"] = list(extensions)
    return tree


def _key(file: File, found: ir.TopLevel) -> str:
    if not found.schema and found.kind in _WITHOUT_SCHEMA:
        return found.identifier
    return file.routine_key(found) if isinstance(found, ir.Called) else file.key(found.qualified)
