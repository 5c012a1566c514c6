"""Constraints and indexes of a table as the IR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from schemac import ir, names
from schemac.lower.context import Place, one_or_many, option, string_pairs
from schemac.lower.members import Members


def lower_primary_key(table: Members, value: Mapping[str, Any], place: Place) -> None:
    """The primary key that a table declares as such."""
    held = value.get("primary_key")
    if held is None:
        return
    place = place.at("primary_key")
    body = held if isinstance(held, dict) else {"columns": held}
    table.context.supported("primary_key", body, place)
    key = ir.PrimaryKey(
        name=body.get("name") or names.primary_key_name(table.name.name),
        comment=body.get("comment"),
        **_key_parts(table, body["columns"], place),
        on_conflict=body.get("on_conflict"),
        include=one_or_many(body.get("include") or ()),
        without_overlaps=body.get("without_overlaps", False),
        deferrable=body.get("deferrable"),
        storage=string_pairs(body.get("storage")),
        tablespace=body.get("tablespace"),
    )
    add_primary_key(table, key, place)


def add_primary_key(table: Members, key: ir.PrimaryKey, place: Place) -> None:
    """Takes in the primary key, of which a table has one."""
    if table.of(ir.PrimaryKey):
        table.context.report(
            "two-primary-keys", f"the table '{table.entry.name}' has a primary key already", place, key=True
        )
    table.add(key, place)
    table.know((*key.columns, *key.include), place)


def _columns(table: Members, held: Any, place: Place) -> tuple[str, ...]:
    """Column names of a key that holds nothing but names."""
    columns = []
    for part in held if isinstance(held, list) else [held]:
        if isinstance(part, dict):
            table.context.supported("references", {key: value for key, value in part.items() if key != "column"}, place)
            part = part["column"]
        columns.append(part)
    return tuple(columns)


def _key_parts(table: Members, held: Any, place: Place) -> dict[str, Any]:
    """The columns of a key, and its parts where one of them is more than a name."""
    parts = []
    for part in held if isinstance(held, list) else [held]:
        body = part if isinstance(part, dict) else {"column": part}
        table.context.supported("key_part", {key: value for key, value in body.items() if key != "column"}, place)
        parts.append(_part(table, body))
    columns = tuple(str(part.column) for part in parts)
    plain = all(part == ir.IndexPart(column=part.column) for part in parts)
    return {"columns": columns, "parts": () if plain else tuple(parts)}


def lower_unique(table: Members, name: str, value: Any, place: Place) -> None:
    """A unique constraint; a list is its columns."""
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
        **_key_parts(table, value["columns"], place),
        on_conflict=value.get("on_conflict"),
        include=one_or_many(value.get("include") or ()),
        nulls_distinct=value.get("nulls_distinct", True),
        without_overlaps=value.get("without_overlaps", False),
        deferrable=value.get("deferrable"),
        storage=string_pairs(value.get("storage")),
        tablespace=value.get("tablespace"),
    )
    table.add(unique, place)
    table.know((*unique.columns, *unique.include), place)


def lower_foreign_key(table: Members, name: str, value: Any, place: Place) -> None:
    """A foreign key."""
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
        on_delete=body.get("on_delete", table.context.dialect.foreign_key_action),
        on_delete_columns=one_or_many(body.get("on_delete_columns") or ()),
        on_update=body.get("on_update", table.context.dialect.foreign_key_action),
        match=body.get("match", "simple"),
        period=body.get("period", False),
        deferrable=body.get("deferrable"),
        not_valid=value.get("not_valid", body.get("not_valid", False)),
        enforced=value.get("enforced", body.get("enforced", True)),
    )
    table.add(key, place)
    table.know(key.columns, place)


def lower_check(table: Members, name: str, value: Any, place: Place) -> None:
    """A check; a string is its SQL."""
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
        enforced=value.get("enforced", True),
    )
    table.add(check, place)


def lower_exclusion(table: Members, name: str, value: Any, place: Place) -> None:
    """An exclusion constraint."""
    value = table.context.patched(value, "exclusion", place)
    if value is None:
        return
    table.context.supported("exclusion", value, place)
    parts = tuple(index_parts(table, value["elements"], place))
    method = value.get("method", "gist")
    exclusion = ir.Exclusion(
        name=name,
        comment=value.get("comment"),
        renamed_from=table.context.old_name(value),
        elements=tuple(
            ir.ExclusionPart(operator=held["with"], **{key: getattr(part, key) for key, _ in ir.fields(ir.IndexPart)})
            for part, held in zip(parts, value["elements"], strict=True)
        ),
        method=None if method == "gist" else method,
        where=stripped(value.get("where")),
        include=one_or_many(value.get("include") or ()),
        deferrable=value.get("deferrable"),
        storage=string_pairs(value.get("storage")),
        tablespace=value.get("tablespace"),
    )
    table.add(exclusion, place)
    columns = (*(part.column for part in parts if part.column is not None), *exclusion.include)
    table.know(columns, place, twice=True)


def lower_statistic(table: Members, name: str, value: Any, place: Place) -> None:
    """Extended statistics; a list is their columns."""
    if isinstance(value, list):
        value = {"columns": value}
    value = table.context.patched(value, "statistic", place)
    if value is None:
        return
    table.context.supported("statistic", value, place)
    qualified = table.context.qualified(name, table.name.schema or table.context.dialect.default_schema, place)
    parts = tuple(index_parts(table, value["columns"], place))
    statistic = ir.Statistic(
        name=qualified.name,
        schema=None if qualified.schema == table.name.schema else qualified.schema,
        comment=value.get("comment"),
        renamed_from=table.context.old_name(value),
        columns=parts,
        kinds=tuple(sorted(value.get("kinds", ()))),
        target=value.get("target"),
    )
    table.add(statistic, place)
    table.know(tuple(part.column for part in parts if part.column is not None), place)


def lower_index(table: Members, name: str, value: Any, place: Place) -> None:
    """An index; a list is its parts."""
    if isinstance(value, str | list):
        value = {"columns": value}
    value = table.context.patched(value, "index", place)
    if value is None:
        return
    table.context.supported("index", value, place)
    held = value["columns"]
    parts = tuple(index_parts(table, [held] if isinstance(held, str) else held, place))
    method = value.get("method")
    index = ir.Index(
        name=name,
        comment=value.get("comment"),
        renamed_from=table.context.old_name(value),
        columns=parts,
        unique=value.get("unique", False),
        method=None if method == table.context.dialect.index_method else method,
        parser=value.get("parser"),
        invisible=value.get("invisible", False),
        where=stripped(value.get("where")),
        include=one_or_many(value.get("include") or ()),
        nulls_distinct=value.get("nulls_distinct", True),
        storage=string_pairs(value.get("storage")),
        tablespace=value.get("tablespace"),
        concurrently=value.get("concurrently", False),
    )
    table.add(index, place)
    table.know((*(part.column for part in parts if part.column is not None), *index.include), place, twice=True)


def index_parts(table: Members, held: list[Any], place: Place) -> Iterator[ir.IndexPart]:
    """The parts of an index, or of whatever has parts like one."""
    for position, part in enumerate(held):
        if isinstance(part, str):
            yield ir.IndexPart(column=part)
            continue
        table.context.supported("index_part", part, place.at("columns", position))
        yield _part(table, part)


def _part(table: Members, part: Mapping[str, Any]) -> ir.IndexPart:
    order, nulls = part.get("order"), part.get("nulls")
    order = None if order == "asc" else order
    # NULLs come last in ascending order and first in descending order: the default is not kept.
    nulls = None if nulls == ("first" if order == "desc" else "last") else nulls
    return ir.IndexPart(
        column=part.get("column"),
        sql=stripped(part.get("sql")),
        length=part.get("length"),
        order=order,
        nulls=nulls,
        opclass=_opclass(part.get("opclass")),
        collation=table.context.collation(part.get("collation"), table.entry.schema),
    )


def _opclass(value: Any) -> str | None:
    if isinstance(value, dict):
        options = ", ".join(f"{key}={option(held)}" for key, held in value.get("parameters", {}).items())
        return f"{value['name']}({options})" if options else str(value["name"])
    return None if value is None else str(value)


def stripped(value: str | None) -> str | None:
    """SQL without what stands around it."""
    return None if value is None else value.strip()
