"""Partitions of a table as the IR: the key, the bounds, and the tables that a parent lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemac import ir
from schemac.lower.constraints import index_parts
from schemac.lower.context import Context, Entry, Place, string_pairs
from schemac.lower.members import Members
from schemac.names import Name

_STRATEGIES = (
    "range",
    "list",
    "hash",
    "range_columns",
    "list_columns",
    "key",
    "linear_hash",
    "linear_key",
    "system_time",
)
MINIMUM, MAXIMUM = "MINVALUE", "MAXVALUE"
"""The bounds of a range that has none."""


def lower_partition_by(
    table: Members, value: Mapping[str, Any] | None, place: Place
) -> tuple[str | None, tuple[ir.IndexPart, ...]]:
    """The strategy of a partition key and its parts; none where the table is not partitioned."""
    for strategy in _STRATEGIES:
        if value is not None and strategy in value:
            at = place.at("partition_by", strategy)
            # The history of a table is cut by its age or its size, which is SQL.
            held = [{"sql": value[strategy]}] if isinstance(value[strategy], str) else value[strategy]
            parts = tuple(index_parts(table, held, at))
            table.know(tuple(part.column for part in parts if part.column is not None), at)
            return strategy, parts
    return None, ()


def lower_subpartition_by(table: Members, value: Mapping[str, Any] | None, place: Place) -> dict[str, Any]:
    """How many partitions there are where none has a name, and how each is cut again."""
    held = value or {}
    table.context.supported("partition_by", held, place.at("partition_by"))
    strategy, parts = lower_partition_by(table, held.get("subpartition_by"), place.at("partition_by"))
    return {
        "partition_count": held.get("count"),
        "subpartition_strategy": strategy,
        "subpartition_by": parts,
        "subpartition_count": (held.get("subpartition_by") or {}).get("count"),
    }


def lower_named_partitions(table: Members, value: Mapping[str, Any] | None, place: Place) -> None:
    """The partitions of a table, where they are none themselves."""
    context = table.context
    for name, held in (value or {}).items():
        at = place.at("partitions", name)
        patched = context.patched({"default": True} if held == "default" else held, "partition", at)
        if patched is None:
            continue
        context.supported("partition", patched, at)
        partition = ir.Partition(
            name=name,
            comment=patched.get("comment"),
            renamed_from=context.old_name(patched),
            bound=_member_bound(context, patched),
            subpartitions=tuple(patched.get("subpartitions") or ()),
            storage=string_pairs(patched.get("storage")),
            tablespace=patched.get("tablespace"),
        )
        table.add(partition, at)


def _member_bound(context: Context, value: Mapping[str, Any]) -> str | None:
    """The rows of a partition as SQL (https://dev.mysql.com/doc/refman/en/create-table.html); None for a hash."""
    if value.get("default"):
        return "DEFAULT"
    if value.get("history") is not None:
        return str(value["history"]).upper()
    if "values" in value:
        return f"VALUES IN {value_sql(context, value['values'])}"
    if "to" in value:
        high = value_sql(context, _many(value["to"]))
        return f"VALUES LESS THAN {MAXIMUM if high.upper() == f'({MAXIMUM})' else high}"
    return None


def lower_partition_of(context: Context, value: Mapping[str, Any] | None, entry: Entry) -> tuple[Name, str] | None:
    """The parent and the bound of a partition that is declared as a table of its own."""
    if value is None:
        return None
    place = entry.place.at("partition_of")
    return context.relation(value["table"], entry.schema, place), _bound(context, value, place)


def lower_partitions(
    context: Context, parent: ir.Table, value: Mapping[str, Any] | None, place: Place
) -> list[tuple[ir.Table, Place]]:
    """The partitions that a table lists, and those that they list themselves, each with its place."""
    found: list[tuple[ir.Table, Place]] = []
    for key, held in (value or {}).items():
        at = place.at("partitions", key)
        patched = context.patched({"default": True} if held == "default" else held, "partition", at)
        if patched is None:
            continue
        context.supported("listed_partition", patched, at)
        name = context.qualified(key, parent.schema or context.dialect.default_schema, at)
        entry = Entry(key, patched, at, parent.schema or context.dialect.default_schema)
        members = Members(context, entry, name)
        members.inherits = True
        strategy, parts = lower_partition_by(members, patched.get("partition_by"), at)
        partition = ir.Table(
            name=name.name,
            schema=name.schema,
            comment=patched.get("comment"),
            renamed_from=context.old_name(patched),
            partition_by=parts,
            partition_strategy=strategy,
            partition_of=parent.qualified,
            bound=_bound(context, patched, at),
            attached=patched.get("attached", False),
            unlogged=parent.unlogged,
            storage=string_pairs(patched.get("storage")),
            tablespace=patched.get("tablespace"),
        )
        found += [(partition, at), *lower_partitions(context, partition, patched.get("partitions"), at)]
    return found


def _bound(context: Context, value: Mapping[str, Any], place: Place) -> str:
    """The rows of a partition as SQL (https://www.postgresql.org/docs/current/sql-createtable.html)."""
    if value.get("default"):
        return "DEFAULT"
    if "modulus" in value and "remainder" in value:
        return f"FOR VALUES WITH (modulus {value['modulus']}, remainder {value['remainder']})"
    if "values" in value:
        return f"FOR VALUES IN {value_sql(context, value['values'])}"
    if "from" in value or "to" in value:
        low, high = (_many(value[key]) if key in value else None for key in ("from", "to"))
        low = [{"sql": MINIMUM}] * len(high or ()) if low is None else low
        high = [{"sql": MAXIMUM}] * len(low) if high is None else high
        return f"FOR VALUES FROM {value_sql(context, low)} TO {value_sql(context, high)}"
    context.report(
        "no-bound",
        "a partition says which rows it holds",
        place,
        key=True,
        help="give it `from`, `to` or both, `values`, `modulus` and `remainder`, or make it `default`",
    )
    return "DEFAULT"


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def value_sql(context: Context, value: Any) -> str:
    """A value of a bound, or a list of them, as SQL."""
    if isinstance(value, list):
        return f"({', '.join(value_sql(context, one) for one in value)})"
    if isinstance(value, dict):
        return str(value["sql"]).strip()
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    return context.dialect.literal(value) if isinstance(value, str) else str(value)
