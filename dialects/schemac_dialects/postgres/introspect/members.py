"""What lives in relations of a live database and is made like an index: exclusion constraints, extended statistics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from schemac import ir
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import IndexPart, Statistic
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.lowering import STATISTIC_KINDS
from schemac_dialects.postgres.texts import option_pairs, qualified_text, without_outer_parentheses


def index_part(part: IndexPart) -> ir.IndexPart:
    """A key of an index."""
    expression = part.expression
    if expression:
        # Its own parentheses, and those that an index wants around whatever is no call.
        expression = without_outer_parentheses(without_outer_parentheses(expression))
    descending, nulls_first = bool(part.options & 1), bool(part.options & 2)
    return ir.IndexPart(
        column=part.column,
        sql=expression,
        order="desc" if descending else None,
        nulls=None if nulls_first == descending else "first" if nulls_first else "last",
        opclass=_opclass(part),
        collation=qualified_text(part.collation_schema, part.collation),
    )


def _opclass(part: IndexPart) -> str | None:
    """The operator class where it is not the default one, and wherever it has parameters."""
    if not part.parameters:
        return qualified_text(part.opclass_schema, part.opclass)
    return f"{qualified_text(part.opclass_schema, part.own_opclass)}({', '.join(part.parameters)})"


def exclusions_by_table(catalog: Catalog, scope: Scope) -> Mapping[int, list[ir.Exclusion]]:
    """The exclusion constraints of each table, by its oid."""
    indexes = {oid: list(group) for oid, group in groupby(catalog.indexes, attrgetter("oid"))}
    exclusions: dict[int, list[ir.Exclusion]] = defaultdict(list)
    for row in catalog.constraints:
        if row.kind != "x" or row.table not in scope.relations:
            continue
        parts = indexes[row.index_oid]
        method = parts[0].method or "btree"
        exclusions[row.table].append(
            ir.Exclusion(
                name=row.name,
                comment=row.comment,
                elements=tuple(_element(part) for part in parts if not part.included),
                method=None if method == "gist" else method,
                where=without_outer_parentheses(parts[0].where) if parts[0].where else None,
                include=tuple(part.column for part in parts if part.included and part.column),
                deferrable=row.deferrable,
                storage=option_pairs(row.storage),
                tablespace=row.tablespace,
            )
        )
    return exclusions


def _element(part: IndexPart) -> ir.ExclusionPart:
    held = index_part(part)
    own = {name: getattr(held, name) for name, _ in ir.fields(ir.IndexPart)}
    return ir.ExclusionPart(operator=part.operator or "=", **own)


def statistics_by_relation(catalog: Catalog, scope: Scope) -> Mapping[int, list[ir.Statistic]]:
    """The extended statistics of each table and materialized view, by its oid."""
    found: dict[int, list[ir.Statistic]] = defaultdict(list)
    for row in catalog.statistics:
        if row.relation in scope.relations:
            found[row.relation].append(_statistic(row, scope.relations[row.relation].schema))
    return found


def _statistic(row: Statistic, schema: str) -> ir.Statistic:
    columns: Iterable[ir.IndexPart] = (ir.IndexPart(column=name) for name in row.columns)
    expressions = (
        ir.IndexPart(sql=without_outer_parentheses(without_outer_parentheses(text))) for text in row.expressions
    )
    kinds = tuple(sorted(row.kinds))
    return ir.Statistic(
        name=row.name,
        schema=None if row.schema == schema else row.schema,
        comment=row.comment,
        columns=(*columns, *expressions),
        kinds=() if kinds == STATISTIC_KINDS else kinds,
        target=row.target,
    )
