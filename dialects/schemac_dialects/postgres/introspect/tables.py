"""Tables of a live database: their columns, keys, checks and indexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from schemac import ir, names
from schemac.names import Name
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Column, Constraint, IndexPart, Sequence
from schemac_dialects.postgres.introspect.access import policies_by_table
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.introspect.triggers import rules_by_relation, triggers_by_relation
from schemac_dialects.postgres.introspect.types import sequence_options
from schemac_dialects.postgres.texts import (
    option_pairs,
    plain_default,
    qualified_text,
    short_type,
    without_outer_parentheses,
)

_ACTIONS = {"a": "no_action", "r": "restrict", "c": "cascade", "n": "set_null", "d": "set_default"}
_MATCHES = {"s": "simple", "f": "full"}


def tables(catalog: Catalog, scope: Scope, serials: Mapping[int, str]) -> Iterator[ir.Table]:
    """Every table with what lives in it; ``serials`` are the sequences that are their columns'."""
    columns = _columns(catalog.columns, scope, catalog.sequences, serials)
    indexes = indexes_by_table(catalog.indexes, scope)
    checks = checks_by_owner(catalog.constraints)
    primary_keys, uniques, foreign_keys = _keys(catalog.constraints, scope)
    triggers, rules = triggers_by_relation(catalog, scope), rules_by_relation(catalog, scope)
    policies = policies_by_table(catalog, scope)
    for row in catalog.relations:
        if row.kind == "r" and row.oid in scope.relations:
            yield ir.Table(
                schema=row.schema,
                name=row.name,
                comment=row.comment,
                **scope.standing("r", row.oid),
                columns=tuple(columns[row.oid]),
                primary_key=primary_keys.get(row.oid),
                uniques=tuple(uniques[row.oid]),
                foreign_keys=tuple(foreign_keys[row.oid]),
                checks=tuple(checks.get(row.oid, ())),
                indexes=tuple(indexes[row.oid]),
                rules=tuple(rules.get(row.oid, ())),
                triggers=tuple(triggers.get(row.oid, ())),
                policies=tuple(policies.get(row.oid, ())),
                unlogged=row.unlogged,
                storage=option_pairs(row.storage),
                tablespace=row.tablespace,
            )


def _columns(
    rows: Iterable[Column],
    scope: Scope,
    sequences: Iterable[Sequence],
    serials: Mapping[int, str],
) -> Mapping[int, list[ir.Column]]:
    columns: dict[int, list[ir.Column]] = defaultdict(list)
    owned = {(row.owner_table, row.owner_number): row for row in sequences if row.owner_table}
    for row in rows:
        if row.table not in scope.relations:
            continue
        type, default, generated, identity = short_type(row.type), None, None, None
        sequence = owned.get((row.table, row.number))
        if sequence and row.identity:
            identity = ir.Identity(always=row.identity == "a", **sequence_options(sequence))
        elif sequence and sequence.oid in serials:
            type = serials[sequence.oid]
        elif row.expression is not None and row.generated:
            generated = without_outer_parentheses(row.expression)
        elif row.expression is not None:
            default = plain_default(row.expression, type)
        columns[row.table].append(
            ir.Column(
                name=row.name,
                comment=row.comment,
                type=type,
                nullable=row.nullable,
                default=default,
                generated=generated,
                stored=row.generated != "v",
                identity=identity,
                collation=qualified_text(row.collation_schema, row.collation),
            )
        )
    return columns


def checks_by_owner(rows: Iterable[Constraint]) -> Mapping[int, list[ir.Check]]:
    """The checks of each table and domain, by its oid."""
    checks: dict[int, list[ir.Check]] = defaultdict(list)
    for row in rows:
        if row.kind == "c" and not row.obstacle:
            checks[row.table or row.domain].append(
                ir.Check(
                    name=row.name,
                    comment=row.comment,
                    sql=without_outer_parentheses(row.expression),
                    not_valid=row.not_valid,
                    no_inherit=row.no_inherit,
                )
            )
    return checks


def _keys(
    rows: Iterable[Constraint],
    scope: Scope,
) -> tuple[dict[int, ir.PrimaryKey], dict[int, list[ir.Unique]], dict[int, list[ir.ForeignKey]]]:
    primary_keys: dict[int, ir.PrimaryKey] = {}
    uniques: dict[int, list[ir.Unique]] = defaultdict(list)
    foreign_keys: dict[int, list[ir.ForeignKey]] = defaultdict(list)
    for row in rows:
        if row.table not in scope.relations:
            continue
        if row.obstacle or row.target in scope.obstructed:
            what = f"{row.obstacle or 'foreign key'} {names.written(row.name)} of table {scope.relations[row.table]}"
            scope.left_out.append(what if row.obstacle else f"{what}, which refers to {scope.obstructed[row.target]},")
        elif row.kind == "p":
            primary_keys[row.table] = ir.PrimaryKey(
                name=row.name,
                comment=row.comment,
                columns=tuple(row.columns),
                include=tuple(row.include),
                deferrable=row.deferrable,
            )
        elif row.kind == "u":
            uniques[row.table].append(
                ir.Unique(
                    name=row.name,
                    comment=row.comment,
                    columns=tuple(row.columns),
                    include=tuple(row.include),
                    nulls_distinct=row.nulls_distinct,
                    deferrable=row.deferrable,
                )
            )
        elif row.kind == "f":
            foreign_keys[row.table].append(
                ir.ForeignKey(
                    name=row.name,
                    comment=row.comment,
                    columns=tuple(row.columns),
                    target=Name(row.target_schema, row.target_name),
                    target_columns=tuple(row.target_columns),
                    on_delete=_ACTIONS[row.on_delete],
                    on_update=_ACTIONS[row.on_update],
                    match=_MATCHES[row.match],
                    deferrable=row.deferrable,
                    not_valid=row.not_valid,
                )
            )
    return primary_keys, uniques, foreign_keys


def indexes_by_table(rows: Iterable[IndexPart], scope: Scope) -> Mapping[int, list[ir.Index]]:
    indexes: dict[int, list[ir.Index]] = defaultdict(list)
    for _oid, group in groupby(rows, attrgetter("oid")):
        parts = list(group)
        row = parts[0]
        if row.table in scope.relations:
            indexes[row.table].append(
                ir.Index(
                    name=row.name,
                    comment=row.comment,
                    columns=tuple(_index_part(part) for part in parts if not part.included),
                    unique=row.unique,
                    method=row.method,
                    where=without_outer_parentheses(row.where) if row.where else None,
                    include=tuple(part.column for part in parts if part.included and part.column),
                    nulls_distinct=row.nulls_distinct,
                    storage=option_pairs(row.storage),
                    tablespace=row.tablespace,
                )
            )
    return indexes


def _index_part(part: IndexPart) -> ir.IndexPart:
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
        opclass=qualified_text(part.opclass_schema, part.opclass),
        collation=qualified_text(part.collation_schema, part.collation),
    )
