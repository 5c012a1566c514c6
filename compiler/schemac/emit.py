"""A Database as schema files that a person would have written.

The emitter is the inverse of lowering: a short form is written exactly where lowering reads it back as the same.
Hints, such as ``renamed_from``, are no part of a state and are not written.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from schemac import ir, names, sqltext
from schemac.dialect import NOT_A_LITERAL, Dialect, TypeNames
from schemac.lower.context import Context, Place, compact_json
from schemac.names import Name
from schemac.notation import Block, Notation, write
from schemac.source import Document

_NOWHERE = Place(Document(path="", text="", data={}), ())
_RELATIONS = ("table", "view", "sequence", "raw")
_TYPE = re.compile(r"[^\s()?][^()?]*(?:\(.*\)[^()?]*)?\Z")  # as spec/schemac.schema.json has it
_JSON_TYPES = frozenset({"json", "jsonb"})
_JSON_DEPTH = 16
_JSON_KEY = 200  # characters; a YAML key has to end within 1024, and escapes are long
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?\Z")
_SEQUENCE_TYPES = ("smallint", "int", "bigint")
_OPTIONS = ("start", "increment", "min", "max", "cache")
_SHARED, _VIEWS = "_shared", "views"
Tree = dict[str, Any]
Inline = Mapping[tuple[str, str], Any]


def emit(
    database: ir.Database, dialect: Dialect, *, notation: Notation = "yaml", schema_url: str | None = None
) -> str:  # fmt: skip
    """One schema file that holds all of a database; ``schema_url`` is the JSON Schema that editors shall use."""
    return emit_files(database, dialect, notation=notation, schema_url=schema_url)[f"schema.{notation}"]


def emit_files(
    database: ir.Database, dialect: Dialect, *, notation: Notation = "yaml", split: bool = False, schema_url: str | None = None
) -> dict[str, str]:  # fmt: skip
    """The schema files of a database: relative path → text.

    split: a file for each table, below a folder for each SQL schema but the default one, one for the views and one for
    what tables share.
    """
    trees = _split(database, dialect) if split else {"schema": _tree(_File(_context(database, dialect)), list(database.objects.values()))}
    return {f"{path}.{notation}": write(tree, notation, schema_url=schema_url) for path, tree in trees.items()}


def _split(database: ir.Database, dialect: Dialect) -> dict[str, Tree]:
    context = _context(database, dialect)
    shared = [found for found in database.objects.values() if found.kind not in ("table", "view")]
    trees: dict[str, Tree] = {}
    tables = [found for found in database.objects.values() if isinstance(found, ir.Table)]
    files = {schema: _File(context, schema) for schema in dict.fromkeys(["", *(table.schema for table in tables)])}
    if shared or not database.objects:
        trees[_SHARED] = _tree(files[""], shared)
    taken = {_SHARED, _VIEWS}
    for table in tables:
        file = files[table.schema]
        # A type of this schema may hide a built-in one: then the file names no schema, and qualifies instead.
        readable = all(file.is_readable(column.type) for column in table.columns)
        trees[_path(table, taken)] = _tree(file if readable else files[""], [table])
    views = list(database.of_kind("view"))
    if views:
        trees[_VIEWS] = _tree(files[""], views)
    return trees


def _path(table: ir.Table, taken: set[str]) -> str:
    """The path of a table's file without its ending: one that no file system takes for another, or for a folder above."""
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
    own = {found.qualified: found for found in database.objects.values() if found.kind in ("enum", "domain")}
    extensions = frozenset(found.name for found in database.of_kind("extension"))
    relations = frozenset(found.qualified for found in database.objects.values() if found.kind in _RELATIONS)
    return Context(root=Path(), dialect=dialect, types=TypeNames(own=own, extensions=extensions), relations=relations)


class _File:
    """What the texts of one file are read with: the names of the database, and the schema at the file's head."""

    def __init__(self, context: Context, schema: str = "") -> None:
        self.context = context
        self.schema = schema
        self.type = functools.cache(self._type)

    def key(self, name: Name) -> str:
        """The name of an object that is declared here or referred to."""
        if name.schema == self.schema:
            return _part(name.name)
        return f"{_part(name.schema or self.context.dialect.default_schema)}.{_part(name.name)}"

    def _type(self, text: str) -> str | dict[str, str]:
        """The shortest text of a type that means it here, or what passes it on as it stands."""
        for candidate in self._type_candidates(text):
            if self.resolved(candidate) == text:
                return candidate if _TYPE.match(candidate) and candidate.isprintable() else {self.context.dialect.name: candidate}
        return {self.context.dialect.name: text}

    def _type_candidates(self, text: str) -> Iterator[str]:
        head = names.type_head(text)
        if head and head[0] in self.context.types.own:
            name, rest = head
            if name.schema == self.schema:
                yield names.written(name.name) + rest
            yield f"{Name(name.schema or self.context.dialect.default_schema, name.name)}{rest}"
        yield text

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
        return {"sql": _sql(sql)}

    def _plain_defaults(self, sql: str, type: str) -> Iterator[Any]:
        try:
            value = self.context.dialect.parse_literal(sql, type)
        except ValueError:  # a number with more digits than Python converts
            return
        if value is NOT_A_LITERAL or value is None:
            return
        if type in _JSON_TYPES and isinstance(value, str):
            try:
                document = json.loads(value, parse_float=Decimal)
            except (ValueError, RecursionError):
                document = None
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


def _tree(file: _File, objects: list[ir.TopLevel]) -> Tree:
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


def _key(file: _File, found: ir.TopLevel) -> str:
    return found.name if found.kind in ("schema", "extension", "raw") else file.key(found.qualified)


def _schema(_file: _File, schema: ir.Schema) -> Tree:
    return _given(comment=schema.comment)


def _extension(_file: _File, extension: ir.Extension) -> Tree:
    return _given(version=extension.version, schema=extension.into, comment=extension.comment)


def _enum(_file: _File, enum: ir.Enum) -> Any:
    values = list(enum.values)
    return values if enum.comment is None else {"values": values, "comment": enum.comment}


def _domain(file: _File, domain: ir.Domain) -> Tree:
    derived = names.check_name(domain.name, None)
    inline = next((check for check in domain.checks if check == ir.Check(name=derived, sql=check.sql)), None)
    rest = Block({check.name: _check(check) for check in domain.checks if check is not inline})
    return (Block if rest else dict)(
        type=file.type(domain.type),
        **_given(
            nullable=None if domain.nullable else False, default=file.default(domain.default, domain.type),
            collation=domain.collation, check=_sql(inline.sql) if inline else None, checks=rest or None, comment=domain.comment,
        ),
    )  # fmt: skip


def _sequence(file: _File, sequence: ir.Sequence) -> Tree:
    owner = None
    if sequence.owner_table is not None and sequence.owner_column is not None:
        owner = f"{file.key(sequence.owner_table)}.{_part(sequence.owner_column)}"
    type = next((name for name in _SEQUENCE_TYPES if file.resolved(name) == sequence.type), sequence.type)
    return _given(
        type=type, **{option: getattr(sequence, option) for option in _OPTIONS}, cycle=sequence.cycle or None,
        owned_by=owner, comment=sequence.comment,
    )  # fmt: skip


def _view(file: _File, view: ir.View) -> Any:
    options = _given(
        columns=list(view.columns) or None, security_invoker=view.security_invoker or None,
        security_barrier=view.security_barrier or None, check_option=view.check_option,
        depends_on=file.targets(view.depends_on), comment=view.comment,
    )  # fmt: skip
    return Block(query=_sql(view.query), **options) if options else _sql(view.query)


def _raw(file: _File, raw: ir.Raw) -> Tree:
    drop = None if raw.drop is None else _sql(raw.drop)
    return Block(create=_sql(raw.create), **_given(drop=drop, depends_on=file.targets(raw.depends_on)))


def _table(file: _File, table: ir.Table) -> Tree:
    inline = _inline(table)
    carried = {(kind, member.name) for (kind, _column), member in inline.items()}

    def named(members: tuple[Any, ...], value: Callable[[Any], Any]) -> Block | None:
        return Block({member.name: value(member) for member in members if (member.kind, member.name) not in carried}) or None

    return Block(
        _given(
            comment=table.comment,
            columns=Block({column.name: _column(file, column, inline) for column in table.columns}) or None,
            primary_key=_primary_key(table), uniques=named(table.uniques, _unique),
            foreign_keys=named(table.foreign_keys, functools.partial(_foreign_key, file)), checks=named(table.checks, _check),
            indexes=named(table.indexes, _index), unlogged=table.unlogged or None, storage=_storage(table.storage),
            tablespace=table.tablespace, strict=table.strict or None, without_rowid=table.without_rowid or None,
        )
    )  # fmt: skip


def _column(file: _File, column: ir.Column, inline: Inline) -> Any:
    name = column.name
    key, check = inline.get(("foreign_key", name)), inline.get(("check", name))
    options = _given(
        default=file.default(column.default, column.type), generated=_generated(column), identity=_identity(column.identity),
        autoincrement=column.autoincrement or None, collation=column.collation,
        unique=("unique", name) in inline or None, index=("index", name) in inline or None,
        references=_references(file, key) if key else None, check=_sql(check.sql) if check else None, comment=column.comment,
    )  # fmt: skip
    type = file.type(column.type)
    if not options and isinstance(type, str):
        return f"{type}?" if column.nullable else type
    return {"type": type} | ({"nullable": True} if column.nullable else {}) | options


def _generated(column: ir.Column) -> Any:
    if column.generated is None or column.stored:
        return None if column.generated is None else _sql(column.generated)
    return {"sql": _sql(column.generated), "stored": False}


def _identity(identity: ir.Identity | None) -> Any:
    if identity is None:
        return None
    mode = "always" if identity.always else "by_default"
    options = _given(**{option: getattr(identity, option) for option in _OPTIONS}, cycle=identity.cycle or None)
    return {"mode": mode, **options} if options else mode


def _primary_key(table: ir.Table) -> Any:
    key = table.primary_key
    if key is None:
        return None
    options = _given(
        name=None if key.name == names.primary_key_name(table.name) else key.name, include=list(key.include) or None,
        deferrable=key.deferrable, comment=key.comment,
    )  # fmt: skip
    columns = _one_or_many(key.columns)
    return {"columns": columns, **options} if options else columns


def _unique(unique: ir.Unique) -> Any:
    options = _given(
        nulls_distinct=None if unique.nulls_distinct else False, include=list(unique.include) or None,
        deferrable=unique.deferrable, comment=unique.comment,
    )  # fmt: skip
    return {"columns": list(unique.columns), **options} if options else list(unique.columns)


def _foreign_key(file: _File, key: ir.ForeignKey) -> Tree:
    return {
        "columns": _one_or_many(key.columns), "references": _references(file, key),
        **_given(not_valid=key.not_valid or None, comment=key.comment),
    }  # fmt: skip


def _references(file: _File, key: ir.ForeignKey) -> Any:
    options = _given(
        columns=list(key.target_columns) or None, on_delete=None if key.on_delete == "no_action" else key.on_delete,
        on_update=None if key.on_update == "no_action" else key.on_update, match=None if key.match == "simple" else key.match,
        deferrable=key.deferrable,
    )  # fmt: skip
    table = file.key(key.target)
    return {"table": table, **options} if options else table


def _check(check: ir.Check) -> Any:
    options = _given(not_valid=check.not_valid or None, no_inherit=check.no_inherit or None, comment=check.comment)
    return {"sql": _sql(check.sql), **options} if options else _sql(check.sql)


def _index(index: ir.Index) -> Any:
    options = _given(
        unique=index.unique or None, method=index.method, where=None if index.where is None else _sql(index.where),
        include=list(index.include) or None, nulls_distinct=None if index.nulls_distinct else False,
        storage=_storage(index.storage), tablespace=index.tablespace, comment=index.comment,
    )  # fmt: skip
    parts = [_index_part(part) for part in index.columns]
    return {"columns": parts, **options} if options else parts


def _index_part(part: ir.IndexPart) -> Any:
    options = _given(order=part.order, nulls=part.nulls, opclass=part.opclass, collation=part.collation)
    if part.sql is not None:
        return {"sql": _sql(part.sql), **options}
    return {"column": part.column, **options} if options else part.column


def _inline(table: ir.Table) -> Inline:
    """The members that a column carries, by kind and column: without options, and with the name that lowering derives."""
    chosen: dict[tuple[str, str], tuple[str, ir.Object]] = {}
    for column, derived, member in _candidates(table):
        number = member.name.removeprefix(derived)
        if member.name != derived and (number == member.name or not re.match(r"[1-9][0-9]*\Z", number)):
            continue
        known = chosen.get((member.kind, column))
        if known is None or (len(member.name), member.name) < (len(known[1].name), known[1].name):
            chosen[member.kind, column] = derived, member
    while True:
        wrong = _not_derived(table, chosen)
        if wrong is None:
            return {place: member for place, (_derived, member) in chosen.items()}
        del chosen[wrong]


def _candidates(table: ir.Table) -> Iterator[tuple[str, str, ir.Object]]:
    """Members without options that concern one column: the column, the name to be derived, the member."""
    for unique in table.uniques:
        if unique == ir.Unique(name=unique.name, columns=unique.columns[:1]):
            yield unique.columns[0], names.unique_name(table.name, unique.columns), unique
    for key in table.foreign_keys:
        if len(key.columns) == 1 and not key.not_valid and key.comment is None:
            yield key.columns[0], names.foreign_key_name(table.name, key.columns), key
    columns = {column.name for column in table.columns}
    for check in table.checks:
        if check == ir.Check(name=check.name, sql=check.sql):
            used = columns & sqltext.words(check.sql)
            if len(used) == 1:
                column = next(iter(used))
                yield column, names.check_name(table.name, column), check
    for index in table.indexes:
        column_of = index.columns[0].column if index.columns else None
        if column_of is not None and index == ir.Index(name=index.name, columns=(ir.IndexPart(column=column_of),)):
            yield column_of, names.index_name(table.name, [column_of]), index


def _not_derived(table: ir.Table, chosen: Mapping[tuple[str, str], tuple[str, ir.Object]]) -> tuple[str, str] | None:
    """The first choice whose name lowering would not derive: a name that is taken makes it add a number."""
    carried = {(member.kind, member.name) for _derived, member in chosen.values()}
    members = (*table.uniques, *table.foreign_keys, *table.checks, *table.indexes)
    taken = {member.name for member in members if (member.kind, member.name) not in carried}
    for column in table.columns:
        for kind in ("unique", "foreign_key", "check", "index"):
            if (kind, column.name) in chosen:
                derived, member = chosen[kind, column.name]
                number, name = 0, derived
                while name in taken:
                    number += 1
                    name = f"{derived}{number}"
                if name != member.name:
                    return kind, column.name
                taken.add(name)
    return None


def _given(**values: Any) -> Tree:
    return {key: value for key, value in values.items() if value is not None}


def _one_or_many(columns: tuple[str, ...]) -> str | list[str]:
    return columns[0] if len(columns) == 1 else list(columns)


def _sql(text: str) -> str:
    """SQL as a value: of several lines, it ends with a line end, which is no part of it."""
    return f"{text}\n" if "\n" in text else text


def _part(name: str) -> str:
    """A part of a qualified name: as it is, or in double quotes where it could be taken for two."""
    return _quoted(name) if "." in name or '"' in name else name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _storage(pairs: tuple[tuple[str, str], ...]) -> Tree | None:
    return {key: _option(value) for key, value in pairs} or None


def _option(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    if not _NUMBER.match(text):
        return text
    value = Decimal(text) if "." in text else int(text)
    return value if str(value) == text else text


def _is_plain(value: Any, depth: int = 0) -> bool:
    """Whether a JSON value can be written in either notation: no null, no NUL, and not nested without end."""
    if isinstance(value, dict):
        return depth < _JSON_DEPTH and all(
            len(key) < _JSON_KEY and "\0" not in key and _is_plain(held, depth + 1) for key, held in value.items()
        )
    if isinstance(value, list):
        return depth < _JSON_DEPTH and all(_is_plain(held, depth + 1) for held in value)
    return "\0" not in value if isinstance(value, str) else value is not None and not isinstance(value, float)


_SECTIONS: Mapping[str, tuple[str, Callable[[_File, Any], Any]]] = {
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
