"""Schemas, extensions, enums, domains, sequences, views and raw objects of a document as the IR."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemac import ir, names
from schemac.created import created
from schemac.lower.access import lower_grants
from schemac.lower.constraints import lower_index, lower_statistic
from schemac.lower.context import Context, Entry, Lowerer, Place, one_or_many, string_pairs
from schemac.lower.files import query
from schemac.lower.members import Members
from schemac.lower.triggers import lower_rule, lower_trigger
from schemac.names import Name


def lower_schema(context: Context, entry: Entry) -> ir.Schema | None:
    """A namespace."""
    value = context.patched(entry.value or {}, "schema", entry.place)
    if value is None:
        return None
    context.supported("schema", value, entry.place)
    return ir.Schema(
        name=entry.name,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        **_standing(context, "schema", value, entry),
    )


def lower_database(context: Context, entry: Entry) -> ir.DatabaseDefaults | None:
    """What tables have where they say nothing else."""
    value = context.patched(entry.value, "database", entry.place)
    if value is None:
        return None
    context.supported("database", value, entry.place)
    return ir.DatabaseDefaults(name="", charset=value.get("charset"), collation=value.get("collation"))


def lower_extension(context: Context, entry: Entry) -> ir.Extension | None:
    """An extension."""
    value = context.patched(entry.value or {}, "extension", entry.place)
    if value is None:
        return None
    context.supported("extension", value, entry.place)
    into = value.get("schema")
    version = value.get("version")
    return ir.Extension(
        name=entry.name,
        comment=value.get("comment"),
        into=None if into is None else str(into),
        version=None if version is None else str(version),
    )


def lower_enum(context: Context, entry: Entry) -> ir.Enum | None:
    """An enumerated type; a list is its values."""
    value = context.patched(entry.value, "enum", entry.place, short="values")
    if value is None:
        return None
    context.supported("enum", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)
    values = tuple(_enum_value(context, held, entry.place) for held in value.get("values", ()))
    for position, held in enumerate(values):
        if held in values[:position]:
            context.report("duplicate-value", f"the value '{held}' stands twice in {name}", entry.place)
    renamed = tuple((str(old), str(new)) for old, new in value.get("renamed_values", {}).items())
    for old, new in renamed:
        if new not in values:
            context.report(
                "unknown-value",
                f"'{old}' is renamed to '{new}', which is no value of {name}",
                entry.place.at("renamed_values"),
            )
    return ir.Enum(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        **_standing(context, "enum", value, entry),
        values=values,
        renamed_values=renamed,
    )


def _enum_value(context: Context, value: Any, place: Place) -> str:
    if not isinstance(value, str):
        context.report("bad-value", f"the enum value {value!r} is not a string", place, help="quote it")
    return str(value)


def lower_domain(context: Context, entry: Entry) -> ir.Domain | None:
    """A named type with constraints; a string is its base type."""
    value = context.patched(entry.value, "domain", entry.place, short="type")
    if value is None:
        return None
    context.supported("domain", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)
    base = context.type(value["type"], entry.schema, entry.place.at("type"))
    return ir.Domain(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        **_standing(context, "domain", value, entry),
        type=base,
        nullable=value.get("nullable", True),
        collation=context.collation(value.get("collation"), entry.schema),
        not_null_name=value.get("not_null_name"),
        default=context.sql_value(value.get("default"), base, entry.place.at("default")),
        checks=_domain_checks(context, name, value, entry.place),
    )


def _domain_checks(context: Context, name: Name, value: Mapping[str, Any], place: Place) -> tuple[ir.Check, ...]:
    checks = []
    if value.get("check") is not None:
        checks.append(ir.Check(name=names.check_name(name.name, None), sql=value["check"].strip()))
    for key, held in (value.get("checks") or {}).items():
        patched = context.patched(held, "check", place.at("checks", key), short="sql")
        if patched is not None:
            checks.append(
                ir.Check(
                    name=key,
                    sql=patched["sql"].strip(),
                    comment=patched.get("comment"),
                    not_valid=patched.get("not_valid", False),
                    renamed_from=context.old_name(patched),
                )
            )
            context.name_fits(key, place.at("checks", key))
    return tuple(checks)


def lower_sequence(context: Context, entry: Entry) -> ir.Sequence | None:
    """A sequence."""
    value = context.patched(entry.value or {}, "sequence", entry.place)
    if value is None:
        return None
    context.supported("sequence", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)
    owner = value.get("owned_by")
    table, column = None, None
    if owner is not None:
        path = names.parts(owner)
        if path is None or len(path) < 2:
            context.report(
                "bad-name", f"'{owner}' is no column", entry.place.at("owned_by"), help="write `table.column`"
            )
        else:
            *relation, column = path
            table = context.relation(".".join(map(names.written, relation)), entry.schema, entry.place.at("owned_by"))
    kind = value.get("type")
    return ir.Sequence(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        **_standing(context, "sequence", value, entry),
        type=None if kind is None else _sequence_type(context, kind, entry),
        owner_table=table,
        owner_column=column,
        **{key: value.get(key) for key in ("start", "increment", "min", "max", "cache")},
        cycle=value.get("cycle", False),
    )


def _sequence_type(context: Context, kind: Any, entry: Entry) -> str | None:
    resolved = context.type(kind, entry.schema, entry.place.at("type"))
    return None if resolved == "bigint" else resolved


def lower_view(context: Context, entry: Entry) -> ir.View | None:
    """A view; a string is its query."""
    value = context.patched(entry.value, "view", entry.place, short="query")
    if value is None:
        return None
    context.supported("view", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)
    members = Members(context, entry, name, kind="view")
    for rule, held in (value.get("rules") or {}).items():
        lower_rule(members, rule, held, entry.place.at("rules", rule))
    for trigger, held in (value.get("triggers") or {}).items():
        lower_trigger(members, trigger, held, entry.place.at("triggers", trigger))
    return ir.View(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        **_standing(context, "view", value, entry),
        query=query(context, value, entry.place),
        columns=tuple(value.get("columns") or ()),
        security_invoker=value.get("security_invoker", False),
        security_barrier=value.get("security_barrier", False),
        check_option=value.get("check_option"),
        algorithm=None if value.get("algorithm") == "undefined" else value.get("algorithm"),
        definer=value.get("definer"),
        column_comments=tuple(sorted((value.get("column_comments") or {}).items())),
        column_defaults=tuple(sorted((key, sql.strip()) for key, sql in (value.get("column_defaults") or {}).items())),
        rules=members.of(ir.Rule),
        triggers=members.of(ir.Trigger),
        depends_on=depends_on(context, value, entry),
    )


def lower_materialized_view(context: Context, entry: Entry) -> ir.MaterializedView | None:
    """A view whose rows are stored; a string is its query."""
    value = context.patched(entry.value, "materialized_view", entry.place, short="query")
    if value is None:
        return None
    context.supported("materialized_view", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)
    members = Members(context, entry, name, kind="materialized_view")
    for index, held in (value.get("indexes") or {}).items():
        lower_index(members, index, held, entry.place.at("indexes", index))
    for statistic, held in (value.get("statistics") or {}).items():
        lower_statistic(members, statistic, held, entry.place.at("statistics", statistic))
    method = value.get("access_method")
    return ir.MaterializedView(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        **_standing(context, "materialized_view", value, entry),
        query=query(context, value, entry.place),
        columns=tuple(value.get("columns") or ()),
        indexes=members.of(ir.Index),
        statistics=members.of(ir.Statistic),
        column_comments=tuple(sorted((value.get("column_comments") or {}).items())),
        storage=string_pairs(value.get("storage")),
        tablespace=value.get("tablespace"),
        access_method=None if method == "heap" else method,
        cluster=value.get("cluster"),
        depends_on=depends_on(context, value, entry),
        with_data=value.get("with_data", True),
    )


def _standing(context: Context, kind: str, value: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    """Whose an object is, and who may do what with it."""
    grants = lower_grants(context, kind, value.get("grants"), entry.place.at("grants"))
    return {"owner": value.get("owner"), "grants": grants}


def lower_raw(context: Context, entry: Entry) -> ir.Raw | None:
    """SQL without a model."""
    value = context.patched(entry.value, "raw", entry.place, short="create")
    if value is None:
        return None
    context.supported("raw", value, entry.place)
    drop = value.get("drop")
    made = created(value["create"])
    section = _MODELLED.get(made.kind) if made is not None else None
    if made is not None and section is not None and made.kind.replace(" ", "_") in context.dialect.supports:
        # A live database would hold an object that no schema declares, and `push` would drop it.
        context.report(
            "raw-has-a-model",
            f"'{entry.name}' creates a {made.kind}, which has a model",
            entry.place,
            key=True,
            help=f"declare it under `{section}`; `schemac introspect` writes it so from a database that has it",
        )
    return ir.Raw(
        name=entry.name,
        create=value["create"].strip(),
        drop=None if drop is None else drop.strip(),
        depends_on=depends_on(context, value, entry),
    )


def depends_on(context: Context, value: Mapping[str, Any], entry: Entry) -> tuple[Name, ...]:
    """What an object says itself that it depends on."""
    place = entry.place.at("depends_on")
    found = []
    for text in one_or_many(value.get("depends_on") or ()):
        raw = Name("", text)
        found.append(raw if raw in context.relations else context.relation(text, entry.schema, place))
        if found[-1] not in (context.relations | context.routines) and found[-1] not in context.types.own:
            context.report("unknown-object", f"'{text}' is no object of this project", place)
    return tuple(found)


_MODELLED = {
    **dict.fromkeys(("index", "trigger", "policy", "rule", "virtual table"), "tables:"),
    **{
        section.removesuffix("s").replace("_", " "): f"{section}:"
        for section in (
            "roles schemas extensions collations sequences tables views materialized_views functions procedures "
            "aggregates event_triggers events publications domains"
        ).split()
    },
}
"""What a raw object must not create where the dialect renders it, and the section where it is declared."""

LOWERERS: Mapping[str, Lowerer] = {
    "database": ("database", lower_database),
    "schemas": ("schema", lower_schema),
    "extensions": ("extension", lower_extension),
    "enums": ("enum", lower_enum),
    "domains": ("domain", lower_domain),
    "sequences": ("sequence", lower_sequence),
    "views": ("view", lower_view),
    "materialized_views": ("materialized_view", lower_materialized_view),
    "raw": ("raw", lower_raw),
}
"""Section of a document → its kind, and what lowers an entry of it."""
