"""Types and sequences of a live database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schemac import ir, names
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Column, Sequence, Type
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.texts import plain_default, qualified_text, short_type

_INTEGER_BITS = {"smallint": 15, "integer": 31, "bigint": 63}
_SERIALS = {"smallint": "smallserial", "integer": "serial", "bigint": "bigserial"}


def types(catalog: Catalog, scope: Scope, checks: Mapping[int, list[ir.Check]]) -> Iterator[ir.TopLevel]:
    """Every type that is declared; ``checks`` are those of domains."""
    return (_type(row, checks, scope) for row in catalog.types if scope.within(row.schema))


def sequences(catalog: Catalog, scope: Scope, serials: Mapping[int, str]) -> Iterator[ir.Sequence]:
    """Every sequence that is no part of a column."""
    for row in sequences_within(catalog, scope):
        if row.ownership != "i" and row.oid not in serials:
            yield _sequence(row, scope)


def sequences_within(catalog: Catalog, scope: Scope) -> list[Sequence]:
    """The sequences that are looked at: by their schema, or by the table that owns them."""
    return [row for row in catalog.sequences if scope.within(row.schema, row.owner_table)]


def _type(row: Type, checks: Mapping[int, list[ir.Check]], scope: Scope) -> ir.Enum | ir.Domain:
    if row.values is not None:
        return ir.Enum(schema=row.schema, name=row.name, comment=row.comment, values=tuple(row.values))
    type = short_type(row.base)
    return ir.Domain(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("y", row.oid),
        type=type,
        nullable=row.nullable,
        default=plain_default(row.default, type) if row.default is not None else None,
        collation=qualified_text(row.collation_schema, row.collation),
        checks=tuple(checks.get(row.oid, ())),
    )


def serials_of(sequences: Iterable[Sequence], columns: Iterable[Column], scope: Scope) -> Mapping[int, str]:
    """The sequences that are exactly what serial makes, by oid, with that serial."""
    owned = {(row.owner_table, row.owner_number): row for row in sequences if row.ownership == "a"}
    serials = {}
    for column in columns:
        sequence = owned.get((column.table, column.number))
        if (
            sequence
            and not column.nullable
            and column.type == sequence.type
            and column.expression == sequence.call
            and sequence.uses == 1
            and sequence.comment is None
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
        **scope.standing("y", row.oid),
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
