"""Tables of a document as the IR: mixins merged, inline sugar turned into named members, names derived."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from schemac import ir, names
from schemac.diagnostics import suggestion
from schemac.lower.access import lower_grants, lower_policy
from schemac.lower.constraints import (
    add_primary_key,
    lower_check,
    lower_exclusion,
    lower_foreign_key,
    lower_index,
    lower_primary_key,
    lower_statistic,
    lower_unique,
    stripped,
)
from schemac.lower.context import Context, Entry, Place, one_or_many, string_pairs
from schemac.lower.members import Members
from schemac.lower.partitions import (
    lower_named_partitions,
    lower_partition_by,
    lower_partition_of,
    lower_partitions,
    lower_subpartition_by,
)
from schemac.lower.triggers import lower_rule, lower_trigger

Mixins = Mapping[str, tuple[Any, Place]]
_MAPS = {
    "columns": "column",
    "uniques": "unique",
    "foreign_keys": "foreign key",
    "checks": "check",
    "exclusions": "exclusion",
    "indexes": "index",
    "statistics": "statistic",
    "rules": "rule",
    "triggers": "trigger",
    "policies": "policy",
}
_UNTAKEN = frozenset({"columns", "statistics", "rules", "triggers", "policies"})
_LOWERERS: Mapping[str, Callable[[Members, str, Any, Place], None]] = {
    "uniques": lower_unique,
    "foreign_keys": lower_foreign_key,
    "checks": lower_check,
    "exclusions": lower_exclusion,
    "indexes": lower_index,
    "statistics": lower_statistic,
    "rules": lower_rule,
    "triggers": lower_trigger,
    "policies": lower_policy,
}
_COLUMN_SUGAR = frozenset({"unique", "index", "check", "references", "primary_key"})


def lower_table(context: Context, entry: Entry, mixins: Mixins) -> list[tuple[ir.Table, Place]]:
    """A table with its members, and the partitions that it lists, each with its place; none where it is left out."""
    value = context.patched(entry.value, "table", entry.place)
    if value is None:
        return []
    context.supported("table", value, entry.place)
    table = Members(context, entry, context.qualified(entry.name, entry.schema, entry.place))
    bound = lower_partition_of(context, value.get("partition_of"), entry)
    inherits = tuple(
        context.relation(parent, entry.schema, entry.place.at("inherits"))
        for parent in one_or_many(value.get("inherits") or ())
    )
    table.is_partition = bound is not None
    table.inherits = table.is_partition or bool(inherits)
    maps = _with_mixins(context, value, entry, mixins)
    for name, held in (value.get("periods") or {}).items():
        table.periods.add(name)
        table.add(ir.Period(name=name, start=held[0], end=held[1]), entry.place.at("periods", name))
    # Named members first: a derived name steps aside for one that is written.
    table.taken = {name for key in _MAPS if key not in _UNTAKEN for name in maps[key]}
    for name, (held, place) in maps["columns"].items():
        _column(table, name, held, place)
    lower_primary_key(table, value, entry.place)
    rendered = context.dialect.supports["table"]
    for key, lower in _LOWERERS.items():
        for name, (held, place) in maps[key].items() if key in rendered else ():
            lower(table, name, held, place)
    for period in table.of(ir.Period):
        table.know((period.start, period.end), entry.place.at("periods", period.name))
    virtual = value.get("virtual") or {}
    said = bool(virtual) or ("columns" in value and "empty" in context.dialect.supports["table"])
    if not table.of(ir.Column) and not said and not table.inherits:
        context.report(
            "empty-table",
            f"the table '{entry.name}' has no columns",
            entry.place,
            key=True,
            help="declare at least one under `columns:`",
        )
    strategy, parts = lower_partition_by(table, value.get("partition_by"), entry.place)
    # Where a partition is no table of its own it is a member.
    apart = "partition_of" in context.dialect.supports["table"]
    if not apart:
        lower_named_partitions(table, value.get("partitions"), entry.place)
    identity = value.get("replica_identity")
    lowered = ir.Table(
        name=table.name.name,
        schema=table.name.schema,
        comment=value.get("comment"),
        owner=value.get("owner"),
        grants=_grants(context, value, entry, mixins),
        renamed_from=context.old_name(value),
        columns=table.of(ir.Column),
        periods=table.of(ir.Period),
        primary_key=next(iter(table.of(ir.PrimaryKey)), None),
        uniques=table.of(ir.Unique),
        foreign_keys=table.of(ir.ForeignKey),
        checks=table.of(ir.Check),
        exclusions=table.of(ir.Exclusion),
        indexes=table.of(ir.Index),
        statistics=table.of(ir.Statistic),
        rules=table.of(ir.Rule),
        triggers=table.of(ir.Trigger),
        policies=table.of(ir.Policy),
        row_security=_row_security(value, mixins),
        partition_by=parts,
        partition_strategy=strategy,
        **lower_subpartition_by(table, value.get("partition_by"), entry.place),
        partitions=table.of(ir.Partition),
        partition_of=bound[0] if bound else None,
        bound=bound[1] if bound else None,
        inherits=inherits,
        attached=bool((value.get("partition_of") or {}).get("attached")),
        unlogged=value.get("unlogged", False),
        storage=string_pairs(value.get("storage")),
        tablespace=value.get("tablespace"),
        access_method=None if value.get("access_method") == "heap" else value.get("access_method"),
        replica_identity="index" if isinstance(identity, dict) else None if identity == "default" else identity,
        replica_index=identity["index"] if isinstance(identity, dict) else None,
        cluster=value.get("cluster"),
        strict=value.get("strict", False),
        without_rowid=value.get("without_rowid", False),
        virtual=virtual.get("using"),
        virtual_arguments=tuple(virtual.get("args") or ()),
        engine=value.get("engine"),
        charset=value.get("charset"),
        collation=value.get("collation"),
        versioned=value.get("versioned", False),
        auto_increment=value.get("auto_increment"),
    )
    if context.portable:
        _key_meanings(context, lowered)
    partitions = lower_partitions(context, lowered, value.get("partitions"), entry.place) if apart else []
    return [(lowered, entry.place), *partitions]


def _key_meanings(context: Context, table: ir.Table) -> None:
    """What a database takes for equal differs: each column of a unique key whose collation nobody says."""
    plain = {column.name: column.type for column in table.columns if column.collation is None}
    for member in (table.primary_key, *table.uniques, *(one for one in table.indexes if one.unique)):
        if member is not None and table.collation is None:
            for column in ir.own_columns(member):
                if column in plain:
                    context.means("unique", plain[column], context.places[ir.address(table, member)])


def _grants(context: Context, value: Mapping[str, Any], entry: Entry, mixins: Mixins) -> tuple[ir.Grant, ...]:
    """The grants of a table and of its mixins; what both give to a role is given."""
    found = [lower_grants(context, "table", value.get("grants"), entry.place.at("grants"))]
    for mixin in one_or_many(value.get("mixins") or ()):
        if mixin in mixins:
            body, place = mixins[mixin]
            found.append(lower_grants(context, "table", body.get("grants"), place.at("grants")))
    return tuple(sorted({grant for held in found for grant in held}, key=repr)) if len(found) > 1 else found[0]


def _row_security(value: Mapping[str, Any], mixins: Mixins) -> str | None:
    """What the table says, or else the strictest of its mixins; a policy alone switches nothing on."""
    said = value.get("row_security")
    if said is None:
        held = [
            mixins[mixin][0].get("row_security") for mixin in one_or_many(value.get("mixins") or ()) if mixin in mixins
        ]
        said = "forced" if "forced" in held else True in held
    return "forced" if said == "forced" else "on" if said else None


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


def _column(table: Members, name: str, value: Any, place: Place) -> None:
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
        not_null_name=value.get("not_null_name"),
        charset=value.get("charset"),
        collation=context.collation(value.get("collation"), schema),
        on_update=stripped(value.get("on_update")),
        invisible=value.get("invisible", False),
        srid=value.get("srid"),
        versioned=value.get("versioned", True),
        on_conflict=value.get("on_conflict"),
        storage=value.get("storage"),
        compression=value.get("compression"),
        statistics=value.get("statistics"),
        inherited=table.is_partition or value.get("inherited", False),
        using=value.get("using"),
        backfill=context.sql_value(value.get("backfill"), resolved, place.at("backfill")),
    )
    if column.generated is not None and (column.default is not None or column.identity is not None):
        context.report(
            "bad-column", f"the generated column '{name}' can have no default and no identity", place, key=True
        )
    if column.identity is not None and column.default is not None:
        context.report("bad-column", f"the identity column '{name}' can have no default", place, key=True)
    if column.identity is not None and column.identity.always:
        context.means("identity", "always", place.at("identity"))
    table.add(column, place)
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
        return stripped(value["sql"]), value.get("stored", True)
    return stripped(value), True


def _identity(value: Any) -> ir.Identity | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = {"mode": value}
    options = {key: value.get(key) for key in ("start", "increment", "min", "max", "cache")}
    return ir.Identity(
        always=value.get("mode", "always") == "always",
        cycle=value.get("cycle", False),
        sequence_name=value.get("sequence_name"),
        **options,
    )


def _sugar(table: Members, column: str, value: Mapping[str, Any], place: Place) -> None:
    """The members that a column declares inline, in their named form."""
    relation = table.name.name
    if value.get("primary_key"):
        add_primary_key(table, ir.PrimaryKey(name=names.primary_key_name(relation), columns=(column,)), place)
    if value.get("unique"):
        body = _options(value["unique"]) | {"columns": [column]}
        lower_unique(
            table, body.pop("name", None) or table.free(names.unique_name(relation, [column])), body, place.at("unique")
        )
    if value.get("references"):
        options = _options(value["references"])
        body = {"columns": [column], "references": value["references"], "comment": options.get("comment")}
        written = options.get("name")
        lower_foreign_key(
            table, written or table.free(names.foreign_key_name(relation, [column])), body, place.at("references")
        )
    if value.get("check") is not None:
        lower_check(table, table.free(names.check_name(relation, column)), value["check"], place.at("check"))
    if value.get("index"):
        body = _options(value["index"])
        part = {"column": column} | {
            key: body.pop(key) for key in ("length", "order", "nulls", "opclass", "collation") if key in body
        }
        written = body.pop("name", None) or table.free(names.index_name(relation, [column]))
        lower_index(table, written, body | {"columns": [part]}, place.at("index"))


def _options(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
