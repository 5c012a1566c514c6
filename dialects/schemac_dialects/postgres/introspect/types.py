"""Types and sequences of a live database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

from schemac import ir, names
from schemac.names import Name
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Collation, Column, Composite, NotNull, Range, Sequence, Type
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.texts import plain_default, qualified_text, short_type

_INTEGER_BITS = {"smallint": 15, "integer": 31, "bigint": 63}
_SERIALS = {"smallint": "smallserial", "integer": "serial", "bigint": "bigserial"}


def types(catalog: Catalog, scope: Scope, checks: Mapping[int, list[ir.Check]]) -> Iterator[ir.TopLevel]:
    """Every type and collation that is declared; ``checks`` are those of domains."""
    not_nulls = {row.domain: row for row in catalog.not_nulls if row.domain}
    yield from (_type(row, checks, not_nulls, scope) for row in catalog.types if scope.within(row.schema))
    for _oid, group in groupby(catalog.composites, attrgetter("oid")):
        rows = list(group)
        if scope.within(rows[0].schema):
            yield _composite(rows, scope)
    yield from (_range(row, scope) for row in catalog.ranges if scope.within(row.schema))
    yield from (_collation(row, scope) for row in catalog.collations if scope.within(row.schema))


def sequences(catalog: Catalog, scope: Scope, serials: Mapping[int, str]) -> Iterator[ir.Sequence]:
    """Every sequence that is no part of a column."""
    for row in sequences_within(catalog, scope):
        if row.ownership != "i" and row.oid not in serials:
            yield _sequence(row, scope)


def sequences_within(catalog: Catalog, scope: Scope) -> list[Sequence]:
    """The sequences that are looked at: by their schema, or by the table that owns them."""
    return [row for row in catalog.sequences if scope.within(row.schema, row.owner_table)]


def _type(
    row: Type, checks: Mapping[int, list[ir.Check]], not_nulls: Mapping[int, NotNull], scope: Scope
) -> ir.Enum | ir.Domain:
    if row.values is not None:
        return ir.Enum(
            schema=row.schema,
            name=row.name,
            comment=row.comment,
            **scope.standing("y", row.oid),
            values=tuple(row.values),
        )
    type = short_type(row.base)
    not_null = not_nulls.get(row.oid)
    derived = names.derived(row.name, "", "not_null")
    return ir.Domain(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("y", row.oid),
        type=type,
        nullable=row.nullable,
        not_null_name=None if not_null is None or not_null.name == derived else not_null.name,
        default=plain_default(row.default, type) if row.default is not None else None,
        collation=qualified_text(row.collation_schema, row.collation),
        checks=tuple(checks.get(row.oid, ())),
    )


def _composite(rows: list[Composite], scope: Scope) -> ir.Composite:
    first = rows[0]
    return ir.Composite(
        schema=first.schema,
        name=first.name,
        comment=first.comment,
        **scope.standing("y", first.oid),
        fields=tuple(
            ir.Field(
                name=row.field,
                comment=row.field_comment,
                type=short_type(row.type),
                collation=qualified_text(row.collation_schema, row.collation),
            )
            for row in rows
            if row.field is not None
        ),
    )


def _range(row: Range, scope: Scope) -> ir.Range:
    if row.multirange_schema != row.schema:
        # Named even where it is the default one.
        multirange = f"{names.written(row.multirange_schema or 'public')}.{names.written(row.multirange)}"
    else:
        multirange = names.written(row.multirange)
    return ir.Range(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("y", row.oid),
        subtype=short_type(row.subtype),
        subtype_opclass=qualified_text(row.opclass_schema, row.opclass),
        subtype_diff=None if row.diff is None else Name(row.diff_schema, row.diff),
        canonical=None if row.canonical is None else Name(row.canonical_schema, row.canonical),
        collation=qualified_text(row.collation_schema, row.collation),
        multirange_name=None if multirange == names.written(names.multirange_name(row.name)) else multirange,
    )


_PROVIDERS = {"c": "libc", "i": "icu", "b": "builtin"}


def _collation(row: Collation, scope: Scope) -> ir.Collation:
    same = row.collate == row.ctype
    return ir.Collation(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("c", row.oid),
        provider=_PROVIDERS[row.provider],
        locale=row.locale if row.locale is not None else row.collate if same else None,
        lc_collate=None if same or row.locale is not None else row.collate,
        lc_ctype=None if same or row.locale is not None else row.ctype,
        deterministic=row.deterministic,
        rules=row.rules,
    )


def serials_of(
    sequences: Iterable[Sequence], columns: Iterable[Column], scope: Scope, *, privileged: Collection[int] = ()
) -> Mapping[int, str]:
    """The sequences that are exactly what serial makes, by oid, with that serial; ``privileged`` ones are more."""
    numbered = {(column.table, column.number): column for column in columns}
    serials = {}
    for sequence in sequences:
        column = numbered.get((sequence.owner_table or 0, sequence.owner_number or 0))
        if (
            column is not None
            and sequence.ownership == "a"
            and not column.nullable
            and column.type == sequence.type
            and column.expression == sequence.call
            and sequence.uses == 1
            and sequence.comment is None
            and sequence.oid not in privileged
            and sequence.name == names.derived(scope.relations[column.table].name, column.name, "seq")
            and not any(sequence_options(sequence).values())
        ):
            serials[sequence.oid] = _SERIALS[column.type]
    return serials


def _sequence(row: Sequence, scope: Scope) -> ir.Sequence:
    return ir.Sequence(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("r", row.oid),
        type=None if row.type == "bigint" else row.type,
        owner_table=scope.relations[row.owner_table] if row.owner_table else None,
        owner_column=row.owner_column,
        **sequence_options(row),
    )


def sequence_options(row: Sequence) -> dict[str, Any]:
    """The options of a sequence, None where it is what its type and direction give it anyway.

    Source: https://www.postgresql.org/docs/current/sql-createsequence.html.
    """
    bits = _INTEGER_BITS[row.type]
    lowest, highest = (1, 2**bits - 1) if row.increment > 0 else (-(2**bits), -1)
    first = row.min if row.increment > 0 else row.max
    return {
        "start": None if row.start == first else row.start,
        "increment": None if row.increment == 1 else row.increment,
        "min": None if row.min == lowest else row.min,
        "max": None if row.max == highest else row.max,
        "cache": None if row.cache == 1 else row.cache,
        "cycle": row.cycle,
    }
