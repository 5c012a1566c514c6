"""Partitions and inheritance of a live database: keys, parents, and what a child has of its own."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from schemac import ir, names, sqltext
from schemac_dialects.postgres.catalog.rows import Column, PartitionKey, Relation
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.texts import is_derived, qualified_text, without_outer_parentheses

_STRATEGIES = {"r": "range", "l": "list", "h": "hash"}


def partition_keys(rows: Iterable[PartitionKey]) -> Mapping[int, dict[str, Any]]:
    """The fields of the model that say how each partitioned table is, by its oid."""
    parts: dict[int, list[ir.IndexPart]] = defaultdict(list)
    strategies: dict[int, str] = {}
    for row in rows:
        strategies[row.table] = _STRATEGIES[row.strategy]
        parts[row.table].append(
            ir.IndexPart(
                column=row.column,
                sql=None if row.column is not None else expression_part(row.definition, row.position),
                opclass=qualified_text(row.opclass_schema, row.opclass),
                collation=qualified_text(row.collation_schema, row.collation) if row.column is not None else None,
            )
        )
    return {
        table: {"partition_strategy": strategy, "partition_by": tuple(parts[table])}
        for table, strategy in strategies.items()
    }


def expression_part(definition: str, position: int) -> str:
    """The expression that is a part of a partition key, which the server tells as a whole only.

    definition: as ``pg_get_partkeydef`` writes it, such as ``RANGE (a, lower(b) text_ops)``; position: from 1 on. The
    expression is a call, or stands in parentheses; what may follow it is a collation and an operator class.
    """
    found = sqltext.tokens(definition)
    start = next(place for place, token in enumerate(found) if token.text == "(") + 1
    depth, part, text = 0, 1, ""
    for token in found[start:]:
        if depth == 0 and token.text in (",", ")") and part == position:
            break
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0)
        if depth == 0 and token.text == ",":
            part += 1
        elif part == position:
            text += token.text
            if depth == 0 and token.text == ")":
                break
    return without_outer_parentheses(text.strip())


def parents(row: Relation, scope: Scope, *, attached: bool, by_number: Collection[int] = ()) -> dict[str, Any]:
    """The fields of the model that say what a table is made from; by_number: see ``keyed_by_number``."""
    found = tuple(scope.relations[parent] for parent in row.parents)
    if row.bound is not None:
        bound = plain_bound(row.bound) if row.parents[0] in by_number else row.bound
        return {"partition_of": found[0], "bound": bound, "attached": attached}
    return {"inherits": found}


def keyed_by_number(keys: Iterable[PartitionKey], columns: Iterable[Column]) -> frozenset[int]:
    """The partitioned tables whose keys are of whole numbers alone."""
    numbers = {(row.table, row.name) for row in columns if row.type in ("smallint", "integer", "bigint")}
    keys = list(keys)
    return frozenset(row.table for row in keys) - {row.table for row in keys if (row.table, row.column) not in numbers}


def plain_bound(bound: str) -> str:
    """A bound with its whole numbers bare; the server quotes those that are negative, and all that are bigint."""
    return re.sub(r"'(-?\d+)'", r"\1", bound)


def attached(relations: Iterable[Relation], columns: Iterable[Column]) -> frozenset[int]:
    """The partitions whose NOT NULL constraints all have the names that they would have without a parent.

    PostgreSQL names them since version 18; a partition that is made as such has its parent's.
    """
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for column in columns:
        if column.not_null_name is not None:
            found[column.table][column.name] = column.not_null_name
    return frozenset(
        row.oid
        for row in relations
        if row.bound is not None
        and found[row.oid]
        and all(is_derived(name, row.name, column, "not_null") for column, name in found[row.oid].items())
        and not any(found[row.oid].get(column) == name for column, name in found[row.parents[0]].items())
    )


def overrides(column: ir.Column, parent: ir.Column | None, *, not_null_name: str | None) -> ir.Column | None:
    """A column that a child has from its parents, where it differs from what the child got when it was made.

    not_null_name: of the child's NOT NULL constraint, where it is another one than the parent's.
    """
    own = dataclasses.replace(column, inherited=True, identity=None, not_null_name=not_null_name)
    plain = column.comment is None and column.statistics is None and not_null_name is None
    return None if plain and parent is not None and _same(column, parent) else own


def _same(column: ir.Column, parent: ir.Column) -> bool:
    one, other = (
        dataclasses.replace(held, comment=None, statistics=None, identity=None, not_null_name=None, inherited=False)
        for held in (column, parent)
    )
    return one == other


def is_named_by_server(name: str, table: str, labels: Iterable[str], *, label: str) -> bool:
    """Whether PostgreSQL may have chosen the name of the part of an index or of a key that a partition has."""
    return is_derived(name, table, names.joined_columns(list(labels)), label)


def made_from(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Relations, each after its parents."""
    waiting = {row.oid: row for row in relations}
    done: set[int] = set()

    def visit(row: Relation) -> Iterator[Relation]:
        if row.oid in done:
            return
        done.add(row.oid)
        for parent in row.parents:
            if parent in waiting:
                yield from visit(waiting[parent])
        yield row

    for row in list(waiting.values()):
        yield from visit(row)
