"""A Database as schema files that a person would have written.

The emitter is the inverse of lowering: a short form is written exactly where lowering reads it back as the
same. Hints, such as ``renamed_from``, are no part of a state and are not written.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from schemac import ir, names
from schemac.dialect import Dialect, TypeNames
from schemac.lower.context import Context
from schemac.notation import Block, Notation, write
from schemac.sugar import Inline, inline_members
from schemac.wording import File, name_part, sql_text

_RELATIONS = ("table", "view", "sequence", "raw")
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?\Z")
_SEQUENCE_TYPES = ("smallint", "int", "bigint")
_SHARED, _VIEWS = "_shared", "views"
Tree = dict[str, Any]


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

    split: a file for each table, in a folder for each SQL schema but the default one, one for all views, and
    one for what tables share.
    """
    context, objects = _context(database, dialect), list(database.objects.values())
    trees = _split(context, objects) if split else {"schema": _tree(File(context), objects)}
    return {f"{path}.{notation}": write(tree, notation, schema_url=schema_url) for path, tree in trees.items()}


def _split(context: Context, objects: list[ir.TopLevel]) -> dict[str, Tree]:
    tables = [found for found in objects if isinstance(found, ir.Table)]
    views = [found for found in objects if isinstance(found, ir.View)]
    shared = [found for found in objects if not isinstance(found, ir.Table | ir.View)]
    files = {schema: File(context, schema) for schema in {"", *(table.schema for table in tables)}}
    trees: dict[str, Tree] = {}
    if shared or not objects:
        trees[_SHARED] = _tree(files[""], shared)
    taken = {_SHARED, _VIEWS}
    for table in tables:
        file = files[table.schema]
        # A type of this schema may hide a built-in one: then the file names no schema and qualifies instead.
        readable = all(file.is_readable(column.type) for column in table.columns)
        trees[_path(table, taken)] = _tree(file if readable else files[""], [table])
    if views:
        trees[_VIEWS] = _tree(files[""], list(views))
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
    objects = database.objects.values()
    own = {found.qualified: found for found in objects if found.kind in ("enum", "domain")}
    extensions = frozenset(found.name for found in database.of_kind("extension"))
    types = TypeNames(own=own, extensions=extensions)
    relations = frozenset(found.qualified for found in objects if found.kind in _RELATIONS)
    return Context(root=Path(), dialect=dialect, types=types, relations=relations)


def _tree(file: File, objects: list[ir.TopLevel]) -> Tree:
    """A file as plain values, in the order in which a reader wants them."""
    tree: Tree = {"schemac": 1}
    if file.schema:
        tree["schema"] = file.schema
    for cls in ir.TOP_LEVEL:
        section, value = _SECTIONS[cls.kind]
        held = [found for found in objects if found.kind == cls.kind]
        if held:
            tree[section] = Block({_key(file, found): value(file, found) for found in held})
    extensions = tree.get("extensions", {})
    if extensions and not any(extensions.values()):
        tree["extensions"] = list(extensions)
    return tree


def _key(file: File, found: ir.TopLevel) -> str:
    return found.name if found.kind in ("schema", "extension", "raw") else file.key(found.qualified)


def _schema(_file: File, schema: ir.Schema) -> Tree:
    return _given(comment=schema.comment)


def _extension(_file: File, extension: ir.Extension) -> Tree:
    return _given(version=extension.version, schema=extension.into, comment=extension.comment)


def _enum(_file: File, enum: ir.Enum) -> Any:
    values = list(enum.values)
    return values if enum.comment is None else {"values": values, "comment": enum.comment}


def _domain(file: File, domain: ir.Domain) -> Tree:
    derived = names.check_name(domain.name, None)
    inline = next((check for check in domain.checks if check == ir.Check(name=derived, sql=check.sql)), None)
    rest = Block({check.name: _check(check) for check in domain.checks if check is not inline})
    return (Block if rest else dict)(
        type=file.type(domain.type),
        **_given(
            nullable=None if domain.nullable else False,
            default=file.default(domain.default, domain.type),
            collation=domain.collation,
            check=sql_text(inline.sql) if inline else None,
            checks=rest or None,
            comment=domain.comment,
        ),
    )


def _sequence(file: File, sequence: ir.Sequence) -> Tree:
    owner = None
    if sequence.owner_table is not None and sequence.owner_column is not None:
        owner = f"{file.key(sequence.owner_table)}.{name_part(sequence.owner_column)}"
    type = next((name for name in _SEQUENCE_TYPES if file.resolved(name) == sequence.type), sequence.type)
    return _given(
        type=type,
        **_numbers(sequence),
        cycle=sequence.cycle or None,
        owned_by=owner,
        comment=sequence.comment,
    )


def _view(file: File, view: ir.View) -> Any:
    options = _given(
        columns=list(view.columns) or None,
        security_invoker=view.security_invoker or None,
        security_barrier=view.security_barrier or None,
        check_option=view.check_option,
        depends_on=file.targets(view.depends_on),
        comment=view.comment,
    )
    return Block(query=sql_text(view.query), **options) if options else sql_text(view.query)


def _raw(file: File, raw: ir.Raw) -> Tree:
    drop = None if raw.drop is None else sql_text(raw.drop)
    return Block(create=sql_text(raw.create), **_given(drop=drop, depends_on=file.targets(raw.depends_on)))


def _table(file: File, table: ir.Table) -> Tree:
    inline = inline_members(table)
    carried = {(kind, member.name) for (kind, _column), member in inline.items()}

    def named(members: tuple[Any, ...], value: Callable[[Any], Any]) -> Block | None:
        rest = (member for member in members if (member.kind, member.name) not in carried)
        return Block({member.name: value(member) for member in rest}) or None

    return Block(
        _given(
            comment=table.comment,
            columns=Block({column.name: _column(file, column, inline) for column in table.columns}) or None,
            primary_key=_primary_key(table),
            uniques=named(table.uniques, _unique),
            foreign_keys=named(table.foreign_keys, functools.partial(_foreign_key, file)),
            checks=named(table.checks, _check),
            indexes=named(table.indexes, _index),
            unlogged=table.unlogged or None,
            storage=_storage(table.storage),
            tablespace=table.tablespace,
            strict=table.strict or None,
            without_rowid=table.without_rowid or None,
        )
    )


def _column(file: File, column: ir.Column, inline: Inline) -> Any:
    name = column.name
    key, check = inline.get(("foreign_key", name)), inline.get(("check", name))
    options = _given(
        default=file.default(column.default, column.type),
        generated=_generated(column),
        identity=_identity(column.identity),
        autoincrement=column.autoincrement or None,
        collation=column.collation,
        unique=("unique", name) in inline or None,
        index=("index", name) in inline or None,
        references=_references(file, key) if key else None,
        check=sql_text(check.sql) if check else None,
        comment=column.comment,
    )
    type = file.type(column.type)
    if not options and isinstance(type, str):
        return f"{type}?" if column.nullable else type
    return {"type": type} | ({"nullable": True} if column.nullable else {}) | options


def _generated(column: ir.Column) -> Any:
    if column.generated is None or column.stored:
        return None if column.generated is None else sql_text(column.generated)
    return {"sql": sql_text(column.generated), "stored": False}


def _identity(identity: ir.Identity | None) -> Any:
    if identity is None:
        return None
    mode = "always" if identity.always else "by_default"
    options = _given(**_numbers(identity), cycle=identity.cycle or None)
    return {"mode": mode, **options} if options else mode


def _numbers(found: ir.Identity | ir.Sequence) -> Tree:
    return {option: getattr(found, option) for option in ("start", "increment", "min", "max", "cache")}


def _primary_key(table: ir.Table) -> Any:
    key = table.primary_key
    if key is None:
        return None
    options = _given(
        name=None if key.name == names.primary_key_name(table.name) else key.name,
        include=list(key.include) or None,
        deferrable=key.deferrable,
        comment=key.comment,
    )
    columns = _one_or_many(key.columns)
    return {"columns": columns, **options} if options else columns


def _unique(unique: ir.Unique) -> Any:
    options = _given(
        nulls_distinct=None if unique.nulls_distinct else False,
        include=list(unique.include) or None,
        deferrable=unique.deferrable,
        comment=unique.comment,
    )
    return {"columns": list(unique.columns), **options} if options else list(unique.columns)


def _foreign_key(file: File, key: ir.ForeignKey) -> Tree:
    return {
        "columns": _one_or_many(key.columns),
        "references": _references(file, key),
        **_given(not_valid=key.not_valid or None, comment=key.comment),
    }


def _references(file: File, key: ir.ForeignKey) -> Any:
    options = _given(
        columns=list(key.target_columns) or None,
        on_delete=None if key.on_delete == "no_action" else key.on_delete,
        on_update=None if key.on_update == "no_action" else key.on_update,
        match=None if key.match == "simple" else key.match,
        deferrable=key.deferrable,
    )
    table = file.key(key.target)
    return {"table": table, **options} if options else table


def _check(check: ir.Check) -> Any:
    options = _given(not_valid=check.not_valid or None, no_inherit=check.no_inherit or None, comment=check.comment)
    return {"sql": sql_text(check.sql), **options} if options else sql_text(check.sql)


def _index(index: ir.Index) -> Any:
    options = _given(
        unique=index.unique or None,
        method=index.method,
        where=None if index.where is None else sql_text(index.where),
        include=list(index.include) or None,
        nulls_distinct=None if index.nulls_distinct else False,
        storage=_storage(index.storage),
        tablespace=index.tablespace,
        comment=index.comment,
    )
    parts = [_index_part(part) for part in index.columns]
    return {"columns": parts, **options} if options else parts


def _index_part(part: ir.IndexPart) -> Any:
    options = _given(order=part.order, nulls=part.nulls, opclass=part.opclass, collation=part.collation)
    if part.sql is not None:
        return {"sql": sql_text(part.sql), **options}
    return {"column": part.column, **options} if options else part.column


def _given(**values: Any) -> Tree:
    return {key: value for key, value in values.items() if value is not None}


def _one_or_many(columns: tuple[str, ...]) -> str | list[str]:
    return columns[0] if len(columns) == 1 else list(columns)


def _storage(pairs: tuple[tuple[str, str], ...]) -> Tree | None:
    return {key: _option(value) for key, value in pairs} or None


def _option(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    if not _NUMBER.match(text):
        return text
    value = Decimal(text) if "." in text else int(text)
    return value if str(value) == text else text


_SECTIONS: Mapping[str, tuple[str, Callable[[File, Any], Any]]] = {
    "schema": ("schemas", _schema),
    "extension": ("extensions", _extension),
    "enum": ("enums", _enum),
    "domain": ("domains", _domain),
    "sequence": ("sequences", _sequence),
    "table": ("tables", _table),
    "view": ("views", _view),
    "raw": ("raw", _raw),
}
"""Kind → section of a document, and what writes an object of it."""
