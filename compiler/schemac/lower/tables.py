"""Tables of a document as the IR: mixins merged, inline sugar turned into named members, names derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from schemac import ir, names
from schemac.diagnostics import suggestion
from schemac.lower.context import Context, Entry, Place, one_or_many, option, string_pairs
from schemac.names import Name

Mixins = Mapping[str, tuple[Any, Place]]
_MAPS = {
    "columns": "column",
    "uniques": "unique",
    "foreign_keys": "foreign key",
    "checks": "check",
    "indexes": "index",
}
_COLUMN_SUGAR = frozenset({"unique", "index", "check", "references", "primary_key"})


class _Table:
    """The members of one table while it is lowered; names that are taken, so that derived ones step aside."""

    def __init__(self, context: Context, entry: Entry, name: Name) -> None:
        self.context = context
        self.entry = entry
        self.name = name
        self.address = ir.Address("table", name.schema, name.name)
        self.taken: set[str] = set()
        self.columns: list[ir.Column] = []
        self.primary_keys: list[ir.PrimaryKey] = []
        self.uniques: list[ir.Unique] = []
        self.foreign_keys: list[ir.ForeignKey] = []
        self.checks: list[ir.Check] = []
        self.indexes: list[ir.Index] = []

    def declare(self, member: ir.Object, place: Place) -> None:
        """Remembers where a member was declared, and that its name is taken."""
        self.context.places[self.address._replace(member_kind=member.kind, member=member.name)] = place
        if member.kind != "column":
            self.taken.add(member.name)
            self.context.name_fits(member.name, place)

    def free(self, derived: str) -> str:
        """A derived name, numbered where this table has it already."""
        number, name = 0, derived
        while name in self.taken:
            number += 1
            name = f"{derived}{number}"
        return name


def lower_table(context: Context, entry: Entry, mixins: Mixins) -> ir.Table | None:
    """A table with its members."""
    value = context.patched(entry.value, "table", entry.place)
    if value is None:
        return None
    context.supported("table", value, entry.place)
    table = _Table(context, entry, context.qualified(entry.name, entry.schema, entry.place))
    maps = _with_mixins(context, value, entry, mixins)
    # Named members first: a derived name steps aside for one that is written.
    table.taken = {name for key in _MAPS if key != "columns" for name in maps[key]}
    for name, (held, place) in maps["columns"].items():
        _column(table, name, held, place)
    _primary_key(table, value, entry.place)
    for name, (held, place) in maps["uniques"].items():
        _unique(table, name, held, place)
    for name, (held, place) in maps["foreign_keys"].items():
        _foreign_key(table, name, held, place)
    for name, (held, place) in maps["checks"].items():
        _check(table, name, held, place)
    for name, (held, place) in maps["indexes"].items():
        _index(table, name, held, place)
    said = "columns" in value and "empty" in context.dialect.supports["table"]
    if not table.columns and not said:
        context.report(
            "empty-table",
            f"the table '{entry.name}' has no columns",
            entry.place,
            key=True,
            help="declare at least one under `columns:`",
        )
    return ir.Table(
        name=table.name.name,
        schema=table.name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        columns=tuple(table.columns),
        primary_key=table.primary_keys[0] if table.primary_keys else None,
        uniques=tuple(table.uniques),
        foreign_keys=tuple(table.foreign_keys),
        checks=tuple(table.checks),
        indexes=tuple(table.indexes),
        unlogged=value.get("unlogged", False),
        storage=string_pairs(value.get("storage")),
        tablespace=value.get("tablespace"),
        strict=value.get("strict", False),
        without_rowid=value.get("without_rowid", False),
    )


def _with_mixins(
    context: Context, value: Mapping[str, Any], entry: Entry, mixins: Mixins
) -> dict[str, dict[str, tuple[Any, Place]]]:
    """The maps of members of a table: its own first, then its mixins'; a name in two of them is an error."""
    merged: dict[str, dict[str, tuple[Any, Place]]] = {
        key: {name: (held, entry.place.at(key, name)) for name, held in (value.get(key) or {}).items()} for key in _MAPS
    }
    for position, mixin in enumerate(one_or_many(value.get("mixins") or ())):
        found = mixins.get(mixin)
        if found is None:
            context.report(
                "unknown-mixin",
                f"there is no mixin '{mixin}'",
                entry.place.at("mixins", position),
                help=suggestion(mixin, mixins),
            )
            continue
        body, place = found
        context.supported("table", body, place)
        for key, spoken_key in _MAPS.items():
            for name, held in (body.get(key) or {}).items():
                at = place.at(key, name)
                if name in merged[key]:
                    context.report(
                        "mixin-clash",
                        f"the {spoken_key} '{name}' of mixin '{mixin}' is in the table '{entry.name}' already",
                        merged[key][name][1],
                        key=True,
                        related=[("the mixin has it here", at)],
                    )
                else:
                    merged[key][name] = (held, at)
    return merged


def _column(table: _Table, name: str, value: Any, place: Place) -> None:
    context, schema = table.context, table.entry.schema
    if isinstance(value, str):
        value = {"type": value}
    value = context.patched(value, "column", place)
    if value is None:
        return
    context.supported("column", value, place)
    context.name_fits(name, place)
    declared, nullable = value["type"], bool(value.get("nullable", False))
    if isinstance(declared, str) and declared.endswith("?"):
        declared, nullable = declared[:-1].rstrip(), True
    type_place = place.at("type") if isinstance(place_value(place), dict) else place
    resolved = context.type(declared, schema, type_place)
    generated, stored = _generated(value.get("generated"))
    collation = value.get("collation")
    column = ir.Column(
        name=name,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        type=resolved,
        nullable=nullable,
        default=context.sql_value(value.get("default"), resolved, place.at("default")),
        generated=generated,
        stored=stored,
        identity=_identity(value.get("identity")),
        autoincrement=value.get("autoincrement", False),
        collation=collation,
        using=value.get("using"),
        backfill=context.sql_value(value.get("backfill"), resolved, place.at("backfill")),
    )
    if column.generated is not None and (column.default is not None or column.identity is not None):
        context.report(
            "bad-column", f"the generated column '{name}' can have no default and no identity", place, key=True
        )
    if column.identity is not None and column.default is not None:
        context.report("bad-column", f"the identity column '{name}' can have no default", place, key=True)
    table.columns.append(column)
    table.declare(column, place)
    if not _COLUMN_SUGAR.isdisjoint(value):
        _sugar(table, name, value, place)


def place_value(place: Place) -> Any:
    """The value that stands at a place, None where the path is not written."""
    value = place.document.data
    for step in place.path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _generated(value: Any) -> tuple[str | None, bool]:
    if isinstance(value, dict):
        return value["sql"].strip(), value.get("stored", True)
    return (None, True) if value is None else (value.strip(), True)


def _identity(value: Any) -> ir.Identity | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = {"mode": value}
    options = {key: value.get(key) for key in ("start", "increment", "min", "max", "cache")}
    return ir.Identity(always=value.get("mode", "always") == "always", cycle=value.get("cycle", False), **options)


def _sugar(table: _Table, column: str, value: Mapping[str, Any], place: Place) -> None:
    """The members that a column declares inline, in their named form."""
    relation = table.name.name
    if value.get("primary_key"):
        _add_primary_key(table, ir.PrimaryKey(name=names.primary_key_name(relation), columns=(column,)), place)
    if value.get("unique"):
        body = _options(value["unique"]) | {"columns": [column]}
        _unique(
            table, body.pop("name", None) or table.free(names.unique_name(relation, [column])), body, place.at("unique")
        )
    if value.get("references"):
        options = _options(value["references"])
        body = {"columns": [column], "references": value["references"], "comment": options.get("comment")}
        written = options.get("name")
        _foreign_key(
            table, written or table.free(names.foreign_key_name(relation, [column])), body, place.at("references")
        )
    if value.get("check") is not None:
        _check(table, table.free(names.check_name(relation, column)), value["check"], place.at("check"))
    if value.get("index"):
        body = _options(value["index"])
        part = {"column": column} | {
            key: body.pop(key) for key in ("order", "nulls", "opclass", "collation") if key in body
        }
        written = body.pop("name", None) or table.free(names.index_name(relation, [column]))
        _index(table, written, body | {"columns": [part]}, place.at("index"))


def _options(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}


def _primary_key(table: _Table, value: Mapping[str, Any], place: Place) -> None:
    held = value.get("primary_key")
    if held is None:
        return
    place = place.at("primary_key")
    body = held if isinstance(held, dict) else {"columns": held}
    table.context.supported("primary_key", body, place)
    key = ir.PrimaryKey(
        name=body.get("name") or names.primary_key_name(table.name.name),
        comment=body.get("comment"),
        columns=_columns(table, body["columns"], place),
        include=one_or_many(body.get("include") or ()),
        deferrable=body.get("deferrable"),
    )
    _add_primary_key(table, key, place)


def _add_primary_key(table: _Table, key: ir.PrimaryKey, place: Place) -> None:
    if table.primary_keys:
        table.context.report(
            "two-primary-keys", f"the table '{table.entry.name}' has a primary key already", place, key=True
        )
    table.primary_keys.append(key)
    table.declare(key, place)
    _known_columns(table, (*key.columns, *key.include), place)


def _columns(table: _Table, held: Any, place: Place) -> tuple[str, ...]:
    """Column names of a key; a part that is more than a name is reported where the dialect does not render it."""
    columns = []
    for part in held if isinstance(held, list) else [held]:
        if isinstance(part, dict):
            table.context.supported("key_part", {key: value for key, value in part.items() if key != "column"}, place)
            part = part["column"]
        columns.append(part)
    return tuple(columns)


def _known_columns(table: _Table, columns: tuple[str, ...], place: Place, *, twice: bool = False) -> None:
    known = {column.name for column in table.columns}
    for position, column in enumerate(columns):
        if column not in known:
            table.context.report(
                "unknown-column",
                f"the table '{table.entry.name}' has no column '{column}'",
                place,
                help=suggestion(column, known),
            )
        if column in columns[:position] and not twice:
            table.context.report("duplicate-column", f"the column '{column}' stands twice in this list", place)


def _unique(table: _Table, name: str, value: Any, place: Place) -> None:
    if isinstance(value, str | list):
        value = {"columns": value}
    value = table.context.patched(value, "unique", place)
    if value is None:
        return
    table.context.supported("unique", value, place)
    unique = ir.Unique(
        name=name,
        comment=value.get("comment"),
        renamed_from=table.context.old_name(value),
        columns=_columns(table, value["columns"], place),
        include=one_or_many(value.get("include") or ()),
        nulls_distinct=value.get("nulls_distinct", True),
        deferrable=value.get("deferrable"),
    )
    table.uniques.append(unique)
    table.declare(unique, place)
    _known_columns(table, (*unique.columns, *unique.include), place)


def _foreign_key(table: _Table, name: str, value: Any, place: Place) -> None:
    value = table.context.patched(value, "foreign_key", place)
    if value is None:
        return
    held = value["references"]
    body = held if isinstance(held, dict) else {"table": held}
    table.context.supported(
        "foreign_key", {key: held for key, held in value.items() if key not in ("columns", "references")}, place
    )
    table.context.supported(
        "references", {key: held for key, held in body.items() if key not in ("name", "comment")}, place
    )
    key = ir.ForeignKey(
        name=name,
        comment=value.get("comment"),
        renamed_from=table.context.old_name(value),
        columns=_columns(table, value["columns"], place),
        target=table.context.relation(body["table"], table.entry.schema, place),
        target_columns=one_or_many(body.get("columns") or ()),
        on_delete=body.get("on_delete", "no_action"),
        on_update=body.get("on_update", "no_action"),
        match=body.get("match", "simple"),
        deferrable=body.get("deferrable"),
        not_valid=value.get("not_valid", body.get("not_valid", False)),
    )
    table.foreign_keys.append(key)
    table.declare(key, place)
    _known_columns(table, key.columns, place)


def _check(table: _Table, name: str, value: Any, place: Place) -> None:
    value = table.context.patched(value, "check", place, short="sql")
    if value is None:
        return
    table.context.supported("check", value, place)
    check = ir.Check(
        name=name,
        comment=value.get("comment"),
        renamed_from=table.context.old_name(value),
        sql=value["sql"].strip(),
        not_valid=value.get("not_valid", False),
        no_inherit=value.get("no_inherit", False),
    )
    table.checks.append(check)
    table.declare(check, place)


def _index(table: _Table, name: str, value: Any, place: Place) -> None:
    if isinstance(value, str | list):
        value = {"columns": value}
    value = table.context.patched(value, "index", place)
    if value is None:
        return
    table.context.supported("index", value, place)
    held = value["columns"]
    parts = tuple(_index_parts(table, [held] if isinstance(held, str) else held, place))
    method = value.get("method")
    index = ir.Index(
        name=name,
        comment=value.get("comment"),
        renamed_from=table.context.old_name(value),
        columns=parts,
        unique=value.get("unique", False),
        method=None if method == "btree" else method,
        where=_stripped(value.get("where")),
        include=one_or_many(value.get("include") or ()),
        nulls_distinct=value.get("nulls_distinct", True),
        storage=string_pairs(value.get("storage")),
        tablespace=value.get("tablespace"),
        concurrently=value.get("concurrently", False),
    )
    table.indexes.append(index)
    table.declare(index, place)
    _known_columns(
        table, (*(part.column for part in parts if part.column is not None), *index.include), place, twice=True
    )


def _index_parts(table: _Table, held: list[Any], place: Place) -> Iterator[ir.IndexPart]:
    for position, part in enumerate(held):
        if isinstance(part, str):
            yield ir.IndexPart(column=part)
            continue
        table.context.supported("index_part", part, place.at("columns", position))
        order, nulls = part.get("order"), part.get("nulls")
        order = None if order == "asc" else order
        # NULLs come last in ascending order and first in descending order: the default is not kept.
        nulls = None if nulls == ("first" if order == "desc" else "last") else nulls
        yield ir.IndexPart(
            column=part.get("column"),
            sql=_stripped(part.get("sql")),
            order=order,
            nulls=nulls,
            opclass=_opclass(part.get("opclass")),
            collation=part.get("collation"),
        )


def _opclass(value: Any) -> str | None:
    if isinstance(value, dict):
        options = ", ".join(f"{key}={option(held)}" for key, held in value.get("parameters", {}).items())
        return f"{value['name']}({options})" if options else str(value["name"])
    return None if value is None else str(value)


def _stripped(value: str | None) -> str | None:
    return None if value is None else value.strip()
