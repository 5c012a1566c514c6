"""Functions, procedures, aggregates and event triggers of a live database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemac import ir
from schemac.names import Name
from schemac_dialects.postgres import routines as plainly
from schemac_dialects.postgres import settings
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Aggregate, EventTrigger, Routine
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.texts import argument_default, short_type

_MODES = {"i": "in", "o": "out", "b": "inout", "v": "variadic", "t": "table"}
_VOLATILITIES = {"i": "immutable", "s": "stable", "v": "volatile"}
_PARALLEL = {"s": "safe", "r": "restricted", "u": "unsafe"}
_MODIFIES = {"r": "read_only", "s": "shareable", "w": "read_write"}
ENABLED = {"O": "origin", "D": "disabled", "R": "replica", "A": "always"}
"""When a trigger or a rule fires, by its letter in the catalogue."""


def routines(catalog: Catalog, scope: Scope) -> Iterator[ir.TopLevel]:
    """Every routine, and every event trigger."""
    for row in catalog.routines:
        if scope.within(row.schema):
            yield plainly.plain(_procedure(row, scope) if row.kind == "p" else _function(row, scope))
    for aggregate in catalog.aggregates:
        if scope.within(aggregate.schema):
            yield plainly.plain(_aggregate(aggregate, scope))
    if scope.within(None):
        yield from (_event_trigger(row, scope) for row in catalog.event_triggers)


def _procedure(row: Routine, scope: Scope) -> ir.Procedure:
    return ir.Procedure(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("f", row.oid),
        arguments=_arguments(row.types, row.names, row.modes, row.defaults),
        language=row.language,
        body=row.body,
        statement=None if row.statement is None else row.statement.strip(),
        library=row.library,
        security_definer=row.security_definer,
        settings=settings.pairs(row.settings),
        transforms=tuple(map(short_type, row.transforms)),
    )


def _function(row: Routine, scope: Scope) -> ir.Function:
    return ir.Function(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("f", row.oid),
        arguments=_arguments(row.types, row.names, row.modes, row.defaults),
        language=row.language,
        body=row.body,
        statement=None if row.statement is None else row.statement.strip(),
        library=row.library,
        security_definer=row.security_definer,
        settings=settings.pairs(row.settings),
        transforms=tuple(map(short_type, row.transforms)),
        returns=None if row.returns is None else short_type(row.returns),
        returns_set=row.returns_set,
        volatility=_VOLATILITIES[row.volatility],
        strict=row.strict,
        leakproof=row.leakproof,
        parallel=_PARALLEL[row.parallel],
        window=row.kind == "w",
        cost=row.cost,
        rows=row.rows,
        support=None if row.support is None else Name(row.support_schema or "", row.support),
    )


def _arguments(
    types: Sequence[str],
    names: Sequence[str] | None,
    modes: Sequence[str] | None,
    defaults: Sequence[str | None] = (),
) -> tuple[ir.Argument, ...]:
    """The arguments; the catalogue has no names or modes where all of them are without, or go in."""
    found = []
    for position, text in enumerate(types):
        type = short_type(text)
        default = defaults[position] if position < len(defaults) else None
        found.append(
            ir.Argument(
                name=names[position] if names else None,
                type=type,
                mode=_MODES[modes[position]] if modes else "in",
                default=None if default is None else argument_default(default, type),
            )
        )
    return tuple(found)


def _aggregate(row: Aggregate, scope: Scope) -> ir.Aggregate:
    held = _arguments(row.types, row.names, row.modes)
    direct, ordered = (held, ()) if row.kind == "n" else (held[: row.direct], held[row.direct :])
    if row.kind != "n" and not ordered:
        # The variadic argument of both lists is kept once.
        ordered = held[-1:]
    return ir.Aggregate(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("f", row.oid),
        arguments=direct,
        order_by=ordered,
        hypothetical=row.kind == "h",
        state_function=Name(*row.state_function),
        state_type=short_type(row.state_type),
        state_size=row.state_size,
        initial_value=row.initial_value,
        final_function=_name(row.final_function),
        final_extra=row.final_extra,
        final_modify=_MODIFIES[row.final_modify],
        combine_function=_name(row.combine_function),
        serialize_function=_name(row.serialize_function),
        deserialize_function=_name(row.deserialize_function),
        moving_state_function=_name(row.moving_state_function),
        moving_inverse_function=_name(row.moving_inverse_function),
        moving_state_type=None if row.moving_state_type is None else short_type(row.moving_state_type),
        moving_state_size=row.moving_state_size,
        moving_initial_value=row.moving_initial_value,
        moving_final_function=_name(row.moving_final_function),
        moving_final_extra=row.moving_final_extra,
        moving_final_modify=_MODIFIES[row.moving_final_modify],
        sort_operator=".".join(filter(None, (row.operator_schema, row.operator))) or None,
        parallel=_PARALLEL[row.parallel],
    )


def _name(path: Sequence[str] | None) -> Name | None:
    return None if path is None else Name(*path)


def _event_trigger(row: EventTrigger, scope: Scope) -> ir.EventTrigger:
    return ir.EventTrigger(
        name=row.name,
        comment=row.comment,
        **scope.standing("e", row.oid),
        event=row.event,
        tags=tuple(row.tags),
        function=Name(row.function_schema, row.function),
        enabled=ENABLED[row.enabled],
    )
