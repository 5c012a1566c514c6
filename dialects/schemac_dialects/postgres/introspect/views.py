"""Views and materialized views of a live database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from schemac import ir
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Relation, ViewColumn
from schemac_dialects.postgres.introspect.members import statistics_by_relation
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.introspect.tables import indexes_by_table
from schemac_dialects.postgres.introspect.triggers import rules_by_relation, triggers_by_relation
from schemac_dialects.postgres.texts import ON_WORDS, is_on, option_pairs, plain_default, short_type


def views(catalog: Catalog, scope: Scope) -> Iterator[ir.TopLevel]:
    """Every view and materialized view."""
    triggers, rules = triggers_by_relation(catalog, scope), rules_by_relation(catalog, scope)
    indexes, statistics = indexes_by_table(catalog.indexes, scope), statistics_by_relation(catalog, scope)
    columns: dict[int, list[ViewColumn]] = defaultdict(list)
    for column in catalog.view_columns:
        columns[column.relation].append(column)
    for row in catalog.relations:
        if row.oid not in scope.relations:
            continue
        if row.kind == "v":
            yield _view(row, scope, columns[row.oid], tuple(rules.get(row.oid, ())), tuple(triggers.get(row.oid, ())))
        elif row.kind == "m":
            yield _materialized_view(
                row, scope, columns[row.oid], tuple(indexes.get(row.oid, ())), tuple(statistics.get(row.oid, ()))
            )


def _view(
    row: Relation,
    scope: Scope,
    columns: list[ViewColumn],
    rules: tuple[ir.Rule, ...],
    triggers: tuple[ir.Trigger, ...],
) -> ir.View:
    options = dict(option_pairs(row.storage))
    return ir.View(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("r", row.oid),
        rules=rules,
        triggers=triggers,
        query=_query(row),
        security_invoker=_on(options.get("security_invoker")),
        security_barrier=_on(options.get("security_barrier")),
        check_option=options.get("check_option"),
        column_comments=_comments(columns),
        column_defaults=tuple(
            (column.name, plain_default(column.default, short_type(column.type)) or column.default)
            for column in columns
            if column.default is not None
        ),
    )


def _materialized_view(
    row: Relation,
    scope: Scope,
    columns: list[ViewColumn],
    indexes: tuple[ir.Index, ...],
    statistics: tuple[ir.Statistic, ...],
) -> ir.MaterializedView:
    return ir.MaterializedView(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("r", row.oid),
        query=_query(row),
        indexes=indexes,
        statistics=statistics,
        column_comments=_comments(columns),
        storage=option_pairs(row.storage),
        tablespace=row.tablespace,
        access_method=row.access_method,
        cluster=row.cluster,
        with_data=row.populated,
    )


def _query(row: Relation) -> str:
    return (row.query or "").strip().removesuffix(";").rstrip()


def _comments(columns: list[ViewColumn]) -> ir.Pairs:
    return tuple((column.name, column.comment) for column in columns if column.comment is not None)


def _on(value: str | None) -> bool | str:
    """Whether an option is on, and by which word where it is not the usual one."""
    return value if value in ON_WORDS else is_on(value)
