"""What PostgreSQL adds to a declaration by itself and is no difference: defaults of options, implied NOT NULL."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from schemac import ir
from schemac.ir import Database
from schemac_dialects.postgres import access, routines, types
from schemac_dialects.postgres.declared import plain
from schemac_dialects.postgres.definitions import statements

Options = TypeVar("Options", ir.Sequence, ir.Identity)
STATISTIC_KINDS = ("dependencies", "mcv", "ndistinct")
"""What the server collects unless it is told."""


def lower(declared: Database) -> Database:
    """The declared database without what the server would add or leave out by itself."""
    # The types of a routine's arguments are a part of its address.
    return access.lowered(ir.database(_lowered(found) for found in declared.objects.values()))


def _lowered(found: ir.TopLevel) -> ir.TopLevel:
    if isinstance(found, ir.Table):
        keys = frozenset(found.primary_key.columns) if found.primary_key else frozenset()
        columns = tuple(_column(column, in_key=column.name in keys) for column in found.columns)
        method = None if found.access_method == "heap" else found.access_method
        if (columns, method) != (found.columns, found.access_method):
            found = dataclasses.replace(found, columns=columns, access_method=method)
        return ir.with_children(found, _member)
    if isinstance(found, ir.View | ir.MaterializedView):
        return ir.with_children(found, _member)
    if isinstance(found, ir.Range):
        return plain(found)
    if isinstance(found, ir.Sequence):
        return _plain_options(found, found.type or "bigint")
    if isinstance(found, ir.Called):
        return routines.plain(found)
    if isinstance(found, ir.Extension) and found.into == "public":
        return dataclasses.replace(found, into=None)
    return found


def _column(column: ir.Column, *, in_key: bool) -> ir.Column:
    if column.nullable and (in_key or column.identity is not None or column.type in types.SERIALS):
        column = dataclasses.replace(column, nullable=False)
    if column.default is not None and column.default.lower() == "null":
        column = dataclasses.replace(column, default=None)
    settings = {
        "storage": None if column.storage in ("default", types.storage(column.type)) else column.storage,
        "compression": None if column.compression == "default" else column.compression,
        "statistics": None if column.statistics == -1 else column.statistics,
    }
    if any(getattr(column, name) != value for name, value in settings.items()):
        column = dataclasses.replace(column, **settings)  # type: ignore[arg-type]
    if column.identity is not None:
        identity = _plain_options(column.identity, column.type)
        if identity != column.identity:
            column = dataclasses.replace(column, identity=identity)
    return column


def _member(found: ir.Object) -> ir.Object:
    if isinstance(found, ir.Check | ir.ForeignKey) and not found.enforced and found.not_valid:
        # What is not enforced is never validated.
        return dataclasses.replace(found, not_valid=False)
    if isinstance(found, ir.Rule) and found.body is not None:
        return dataclasses.replace(found, body=statements(found.body))
    if isinstance(found, ir.Statistic):
        kinds = () if found.kinds == STATISTIC_KINDS else found.kinds
        target = None if found.target == -1 else found.target
        if (kinds, target) != (found.kinds, found.target):
            return dataclasses.replace(found, kinds=kinds, target=target)
    return found


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
