"""Tables of a live database: their columns, keys, checks and indexes."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from schemac import ir, names
from schemac.names import Name
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Column, Constraint, IndexPart
from schemac_dialects.postgres.introspect.access import policies_by_table, row_security_by_table
from schemac_dialects.postgres.introspect.members import exclusions_by_table, index_part, statistics_by_relation
from schemac_dialects.postgres.introspect.partitions import (
    attached,
    is_named_by_server,
    keyed_by_number,
    overrides,
    parents,
    partition_keys,
)
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
    apart = attached(catalog.relations, catalog.columns)
    columns = _columns(catalog, scope, serials, apart)
    # Of the parts of a parent's indexes, those that the table itself speaks of.
    named = {(row.oid, name) for row in catalog.relations for name in (row.cluster, row.replica_index)}
    indexes = indexes_by_table(catalog.indexes, scope, named)
    checks = checks_by_owner(catalog.constraints)
    primary_keys, uniques, foreign_keys = _keys(catalog.constraints, scope, named)
    triggers, rules = triggers_by_relation(catalog, scope), rules_by_relation(catalog, scope)
    policies, row_security = policies_by_table(catalog, scope), row_security_by_table(catalog)
    exclusions, statistics = exclusions_by_table(catalog, scope), statistics_by_relation(catalog, scope)
    keys = partition_keys(catalog.partition_keys)
    by_number = keyed_by_number(catalog.partition_keys, catalog.columns)
    for row in catalog.relations:
        if row.kind in ("r", "p") and row.oid in scope.relations:
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
                exclusions=tuple(exclusions.get(row.oid, ())),
                indexes=tuple(indexes[row.oid]),
                statistics=tuple(statistics.get(row.oid, ())),
                rules=tuple(rules.get(row.oid, ())),
                triggers=tuple(triggers.get(row.oid, ())),
                policies=tuple(policies.get(row.oid, ())),
                row_security=row_security.get(row.oid),
                **keys.get(row.oid, {}),
                **parents(row, scope, attached=row.oid in apart, by_number=by_number),
                unlogged=row.unlogged,
                storage=option_pairs(row.storage),
                tablespace=row.tablespace,
                access_method=row.access_method,
                replica_identity=row.replica_identity,
                replica_index=row.replica_index,
                cluster=row.cluster,
            )


def _columns(
    catalog: Catalog, scope: Scope, serials: Mapping[int, str], apart: Collection[int]
) -> Mapping[int, list[ir.Column]]:
    """The columns of each table by its oid; of those that it inherits, the ones that differ from the parent's."""
    columns: dict[int, list[ir.Column]] = defaultdict(list)
    # A column may own sequences beside the one that numbers it.
    owned = {
        (row.owner_table, row.owner_number): row
        for row in catalog.sequences
        if row.ownership == "i" or row.oid in serials
    }
    made_from = {row.oid: row.parents for row in catalog.relations if row.parents}
    plain: dict[tuple[int, str], ir.Column] = {}
    not_nulls = {(row.table, row.name): row.not_null_name for row in catalog.columns}
    inherited: list[tuple[int, ir.Column]] = []
    for row in catalog.columns:
        if row.table not in scope.relations:
            continue
        column = _column(row, scope.relations[row.table].name)
        plain[row.table, row.name] = column
        sequence = owned.get((row.table, row.number))
        if row.inherited:
            inherited.append((row.table, column))
        elif sequence and row.identity:
            identity = ir.Identity(
                always=row.identity == "a",
                sequence_name=_sequence_name(sequence.name, scope.relations[row.table].name, row.name),
                **sequence_options(sequence),
            )
            columns[row.table].append(dataclasses.replace(column, identity=identity))
        elif sequence and sequence.oid in serials:
            columns[row.table].append(dataclasses.replace(column, type=serials[sequence.oid], default=None))
        else:
            columns[row.table].append(column)
    for table, column in inherited:
        place = next((at for at in ((parent, column.name) for parent in made_from[table]) if at in plain), None)
        name = not_nulls[table, column.name]
        of_parents = {not_nulls[at] for parent in made_from[table] if (at := (parent, column.name)) in plain}
        is_parents = table in apart or name in of_parents or of_parents <= {None}
        own = overrides(column, plain.get(place) if place else None, not_null_name=None if is_parents else name)
        if own is not None:
            columns[table].append(own)
    return columns


def _column(row: Column, table: str) -> ir.Column:
    """A column as it is, its default written out even where a sequence of its own gives it."""
    type, default, generated = short_type(row.type), None, None
    if row.expression is not None and row.generated:
        generated = without_outer_parentheses(row.expression)
    elif row.expression is not None:
        default = plain_default(row.expression, type)
    return ir.Column(
        name=row.name,
        comment=row.comment,
        type=type,
        nullable=row.nullable,
        not_null_name=_not_null_name(row, table),
        default=default,
        generated=generated,
        stored=row.generated != "v",
        collation=qualified_text(row.collation_schema, row.collation),
        storage=row.storage,
        compression=row.compression,
        statistics=row.statistics,
    )


def _sequence_name(name: str, table: str, column: str) -> str | None:
    """The name of an identity's sequence where it is not the derived one."""
    return None if name == names.derived(table, column, "seq") else name


def _not_null_name(row: Column, table: str) -> str | None:
    """The name of NOT NULL where it is the column's own and not the derived one."""
    own = not row.inherited and row.not_null_name != names.derived(table, row.name, "not_null")
    return row.not_null_name if own else None


def checks_by_owner(rows: Iterable[Constraint]) -> Mapping[int, list[ir.Check]]:
    """The checks of each table and domain, by its oid."""
    checks: dict[int, list[ir.Check]] = defaultdict(list)
    for row in rows:
        if row.kind == "c":
            checks[row.table or row.domain].append(
                ir.Check(
                    name=row.name,
                    comment=row.comment,
                    sql=without_outer_parentheses(row.expression),
                    not_valid=row.not_valid and row.enforced,
                    no_inherit=row.no_inherit,
                    enforced=row.enforced,
                )
            )
    return checks


def _keys(
    rows: Iterable[Constraint],
    scope: Scope,
    named: Collection[tuple[int, str | None]] = (),
) -> tuple[dict[int, ir.PrimaryKey], dict[int, list[ir.Unique]], dict[int, list[ir.ForeignKey]]]:
    primary_keys: dict[int, ir.PrimaryKey] = {}
    uniques: dict[int, list[ir.Unique]] = defaultdict(list)
    foreign_keys: dict[int, list[ir.ForeignKey]] = defaultdict(list)
    for row in rows:
        if row.table not in scope.relations:
            continue
        if row.attached and _is_servers_key(row, scope) and (row.table, row.name) not in named:
            continue
        if row.target in scope.obstructed:
            what = f"foreign key {names.written(row.name)} of table {scope.relations[row.table]}"
            scope.left_out.append(f"{what}, which refers to {scope.obstructed[row.target]},")
        elif row.kind == "p":
            primary_keys[row.table] = ir.PrimaryKey(
                name=row.name,
                comment=row.comment,
                columns=tuple(row.columns),
                include=tuple(row.include),
                without_overlaps=row.period,
                deferrable=row.deferrable,
                storage=option_pairs(row.storage),
                tablespace=row.tablespace,
            )
        elif row.kind == "u":
            uniques[row.table].append(
                ir.Unique(
                    name=row.name,
                    comment=row.comment,
                    columns=tuple(row.columns),
                    include=tuple(row.include),
                    nulls_distinct=row.nulls_distinct,
                    without_overlaps=row.period,
                    deferrable=row.deferrable,
                    storage=option_pairs(row.storage),
                    tablespace=row.tablespace,
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
                    on_delete_columns=tuple(row.on_delete_columns),
                    on_update=_ACTIONS[row.on_update],
                    match=_MATCHES[row.match],
                    period=row.period,
                    deferrable=row.deferrable,
                    not_valid=row.not_valid and row.enforced,
                    enforced=row.enforced,
                )
            )
    return primary_keys, uniques, foreign_keys


def indexes_by_table(
    rows: Iterable[IndexPart], scope: Scope, named: Collection[tuple[int, str | None]] = ()
) -> Mapping[int, list[ir.Index]]:
    """The indexes of each table by its oid, without the parts of a parent's that have the names of the server.

    named: those that are told nevertheless; so are those that are told from an index of the table's own by the name.
    """
    indexes: dict[int, list[ir.Index]] = defaultdict(list)
    hidden: dict[int, list[ir.Index]] = defaultdict(list)
    own: dict[int, set[ir.Index]] = defaultdict(set)
    for _oid, group in groupby(rows, attrgetter("oid")):
        parts = list(group)
        row = parts[0]
        if row.of_exclusion or row.table not in scope.relations:
            continue
        index = _index(parts)
        is_servers = row.attached and _is_servers_index(parts, scope) and (row.table, row.name) not in named
        (hidden if is_servers else indexes)[row.table].append(index)
        if not row.attached:
            own[row.table].add(_but_for_name(index))
    for table, parts_of_parents in hidden.items():
        indexes[table] += (one for one in parts_of_parents if _but_for_name(one) in own[table])
        indexes[table].sort(key=attrgetter("name"))
    return indexes


def _index(parts: list[IndexPart]) -> ir.Index:
    row = parts[0]
    return ir.Index(
        name=row.name,
        comment=row.comment,
        columns=tuple(index_part(part) for part in parts if not part.included),
        unique=row.unique,
        method=row.method,
        where=without_outer_parentheses(row.where) if row.where else None,
        include=tuple(part.column for part in parts if part.included and part.column),
        nulls_distinct=row.nulls_distinct,
        storage=option_pairs(row.storage),
        tablespace=row.tablespace,
    )


def _but_for_name(index: ir.Index) -> ir.Index:
    return dataclasses.replace(index, name="", comment=None, storage=(), tablespace=None)


def _is_servers_key(row: Constraint, scope: Scope) -> bool:
    """Whether a partition's part of a key has the name that PostgreSQL gives it."""
    table = scope.relations[row.table].name
    if row.kind == "p":
        return is_named_by_server(row.name, table, (), label="pkey")
    return is_named_by_server(row.name, table, row.columns, label="key")


def _is_servers_index(parts: list[IndexPart], scope: Scope) -> bool:
    """Whether a partition's part of an index has the name that PostgreSQL gives it, and no comment."""
    labels = [part.label for part in parts if not part.included]
    row = parts[0]
    return row.comment is None and is_named_by_server(row.name, scope.relations[row.table].name, labels, label="idx")
