"""What PostgreSQL adds to a declaration by itself and is no difference: defaults of options, implied NOT NULL."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from schemac import ir
from schemac.ir import Database
from schemac_dialects.postgres import types

Options = TypeVar("Options", ir.Sequence, ir.Identity)


def lower(declared: Database) -> Database:
    """The declared database without what the server would add or leave out by itself."""
    return Database(objects={address: _lowered(found) for address, found in declared.objects.items()})


def _lowered(found: ir.TopLevel) -> ir.TopLevel:
    if isinstance(found, ir.Table):
        keys = frozenset(found.primary_key.columns) if found.primary_key else frozenset()
        columns = tuple(_column(column, in_key=column.name in keys) for column in found.columns)
        return found if columns == found.columns else dataclasses.replace(found, columns=columns)
    if isinstance(found, ir.Sequence):
        return _plain_options(found, found.type or "bigint")
    if isinstance(found, ir.Extension) and found.into == "public":
        return dataclasses.replace(found, into=None)
    return found


def _column(column: ir.Column, *, in_key: bool) -> ir.Column:
    if column.nullable and (in_key or column.identity is not None or column.type in types.SERIALS):
        column = dataclasses.replace(column, nullable=False)
    if column.default is not None and column.default.lower() == "null":
        column = dataclasses.replace(column, default=None)
    if column.identity is not None:
        identity = _plain_options(column.identity, column.type)
        if identity != column.identity:
            column = dataclasses.replace(column, identity=identity)
    return column


def start(options: ir.Sequence | ir.Identity) -> int:
    """Where a sequence starts: at the end that it comes from, where nothing is said."""
    end, default = (options.min, 1) if ascends(options) else (options.max, -1)
    return next(value for value in (options.start, end, default) if value is not None)


def ascends(options: ir.Sequence | ir.Identity) -> bool:
    """Whether the numbers of a sequence go up."""
    return options.increment is None or options.increment > 0


def _plain_options(options: Options, type: str) -> Options:
    """Options without those at their default (https://www.postgresql.org/docs/current/sql-createsequence.html)."""
    limit = types.RANGES.get(type, 1 << 63)
    ascending = ascends(options)
    low, high = (1, limit - 1) if ascending else (-limit, -1)
    minimum = options.min if options.min is not None else low
    maximum = options.max if options.max is not None else high
    plain: dict[str, int | None] = {
        "increment": None if options.increment == 1 else options.increment,
        "cache": None if options.cache == 1 else options.cache,
        "min": None if minimum == low else options.min,
        "max": None if maximum == high else options.max,
        "start": None if options.start == (minimum if ascending else maximum) else options.start,
    }
    return dataclasses.replace(options, **plain)  # type: ignore[arg-type]
