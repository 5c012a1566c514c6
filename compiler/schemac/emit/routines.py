"""Functions, procedures, aggregates and event triggers, as a schema file has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemac import ir
from schemac.emit.access import grants
from schemac.emit.values import Section, Tree, given, option, storage
from schemac.notation import Block
from schemac.wording import File, sql_text


def _function(file: File, function: ir.Function) -> Tree:
    return Block(
        **_head(file, function),
        **given(returns=_returns(file, function)),
        **given(
            language=_language(file, function),
            **_options(file, function),
            strict=function.strict or None,
            parallel=None if function.parallel == "unsafe" else function.parallel,
            leakproof=function.leakproof or None,
            window=function.window or None,
            cost=None if function.cost is None else option(function.cost),
            rows=None if function.rows is None else option(function.rows),
            support=None if function.support is None else file.routine(function.support),
            **_tail(file, function),
        ),
        body=_body(function),
    )


def _procedure(file: File, procedure: ir.Procedure) -> Tree:
    return Block(
        **_head(file, procedure),
        **given(language=_language(file, procedure), **_options(file, procedure), **_tail(file, procedure)),
        body=_body(procedure),
    )


def _language(file: File, routine: ir.Routine) -> str | None:
    """The language, where the dialect has more than one."""
    return routine.language if "language" in file.context.dialect.supports[routine.kind] else None


def _head(file: File, found: ir.Called) -> Tree:
    args = _arguments(file, tuple(one for one in found.arguments if one.mode != "table"))
    return given(args=args)


def _arguments(file: File, held: tuple[ir.Argument, ...]) -> Any:
    if not held:
        return None
    given_names = [one.name for one in held]
    if None not in given_names and len(set(given_names)) == len(given_names):
        return {one.name: _argument(file, one) for one in held}
    return [_argument(file, one, named=True) for one in held]


def _argument(file: File, argument: ir.Argument, *, named: bool = False) -> Any:
    type = file.routine_type(argument.type)
    name = given(name=argument.name if named else None)
    options = given(
        mode=None if argument.mode == "in" else argument.mode, default=file.default(argument.default, argument.type)
    )
    return {**name, "type": type, **options} if name or options or not isinstance(type, str) else type


def _returns(file: File, function: ir.Function) -> Any:
    table = [one for one in function.arguments if one.mode == "table"]
    if table:
        return {"table": {one.name: file.routine_type(one.type) for one in table}}
    if function.returns is None:
        return None
    type = file.routine_type(function.returns)
    if function.returns_set:
        return {"setof": type}
    return type if isinstance(type, str) else {"type": type}


def _options(file: File, routine: ir.Routine) -> Tree:
    return given(
        volatility=None if routine.volatility == "volatile" else routine.volatility,
        security=_security(file, routine),
        definer=routine.definer,
        data_access=routine.data_access,
        set=storage(routine.settings),
        library=routine.library,
        transforms=[file.type(one) for one in routine.transforms] or None,
    )


def _security(file: File, routine: ir.Routine) -> str | None:
    word = "definer" if routine.security_definer else "invoker"
    return None if word == file.context.dialect.routine_security else word


def _tail(file: File, routine: ir.Routine) -> Tree:
    return given(
        depends_on=file.targets(routine.depends_on),
        owner=routine.owner,
        grants=grants(routine.kind, file, routine.grants),
        comment=routine.comment,
    )


def _body(routine: ir.Routine) -> str:
    if routine.statement is not None:
        return sql_text(routine.statement)
    return routine.body or ""


def _aggregate(file: File, aggregate: ir.Aggregate) -> Tree:
    functions = {
        key: file.routine(held)
        for key, role in ir.fields(ir.Aggregate)
        if role is ir.Role.ROUTINE and (held := getattr(aggregate, key)) is not None
    }
    moving_type = aggregate.moving_state_type
    return Block(
        **given(
            args=_arguments(file, aggregate.arguments),
            order_by=_arguments(file, aggregate.order_by),
        ),
        state_function=functions.pop("state_function"),
        state_type=file.routine_type(aggregate.state_type),
        **functions,
        **given(
            state_size=aggregate.state_size,
            initial_value=aggregate.initial_value,
            final_extra=aggregate.final_extra or None,
            final_modify=aggregate.final_modify,
            moving_state_type=None if moving_type is None else file.routine_type(moving_type),
            moving_state_size=aggregate.moving_state_size,
            moving_initial_value=aggregate.moving_initial_value,
            moving_final_extra=aggregate.moving_final_extra or None,
            moving_final_modify=aggregate.moving_final_modify,
            sort_operator=aggregate.sort_operator,
            hypothetical=aggregate.hypothetical or None,
            parallel=None if aggregate.parallel == "unsafe" else aggregate.parallel,
            owner=aggregate.owner,
            grants=grants("aggregate", file, aggregate.grants),
            comment=aggregate.comment,
        ),
    )


def _event_trigger(file: File, found: ir.EventTrigger) -> Tree:
    return {
        "event": found.event,
        **given(tags=list(found.tags) or None),
        "function": file.routine(found.function),
        **given(enabled=None if found.enabled == "origin" else found.enabled, owner=found.owner, comment=found.comment),
    }


def _event(_file: File, event: ir.Event) -> Tree:
    return Block(
        **given(
            at=None if event.at is None else sql_text(event.at),
            every=event.every,
            starts=None if event.starts is None else sql_text(event.starts),
            ends=None if event.ends is None else sql_text(event.ends),
            preserve=event.preserve or None,
            enabled=None if event.enabled == "enabled" else event.enabled,
            definer=event.definer,
            set=storage(event.settings),
            comment=event.comment,
        ),
        body=sql_text(event.body),
    )


SECTIONS: Mapping[str, Section] = {
    "function": ("functions", _function),
    "procedure": ("procedures", _procedure),
    "aggregate": ("aggregates", _aggregate),
    "event_trigger": ("event_triggers", _event_trigger),
    "event": ("events", _event),
}
"""Kind → section of a document, and what writes an object of it."""
