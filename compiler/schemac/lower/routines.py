"""Functions, procedures, aggregates and event triggers of a document as the IR."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from schemac import ir, sqltext
from schemac.lower.access import lower_grants
from schemac.lower.constraints import stripped
from schemac.lower.context import Context, Entry, Lowerer, Place, option, string_pairs
from schemac.lower.files import text_or_file
from schemac.lower.objects import depends_on
from schemac.names import Name

_WITH_TYPES = re.compile(r'((?:"(?:[^"]|"")*"|[^"(])+)\(.*\)\Z', re.DOTALL)


def lower_function(context: Context, entry: Entry) -> ir.Function | None:
    """A function; the key is its name unless ``name`` says otherwise, as one of several overloads has to."""
    value = context.patched(entry.value, "function", entry.place)
    if value is None:
        return None
    context.supported("function", value, entry.place)
    returns, returns_set, table = _returns(context, value.get("returns"), entry)
    support = value.get("support")
    return ir.Function(
        **_routine(context, "function", value, entry, table),
        returns=returns,
        returns_set=returns_set,
        strict=value.get("strict", False),
        leakproof=value.get("leakproof", False),
        parallel=value.get("parallel", "unsafe"),
        window=value.get("window", False),
        cost=_number(value.get("cost")),
        rows=_number(value.get("rows")),
        support=None if support is None else context.routine(support, entry.schema, entry.place.at("support")),
    )


def lower_procedure(context: Context, entry: Entry) -> ir.Procedure | None:
    """A procedure."""
    value = context.patched(entry.value, "procedure", entry.place)
    if value is None:
        return None
    context.supported("procedure", value, entry.place)
    return ir.Procedure(**_routine(context, "procedure", value, entry, ()))


def _number(value: Any) -> str | None:
    return None if value is None else option(value)


def _routine(
    context: Context, kind: str, value: Mapping[str, Any], entry: Entry, table: tuple[ir.Argument, ...]
) -> dict[str, Any]:
    """The fields that functions and procedures share."""
    text = text_or_file(context, value, "body", entry.place)
    language = value.get("language", "sql").lower()
    statement = text.strip().removesuffix(";").rstrip() if text and language == "sql" and is_statement(text) else None
    return {
        **_called(context, kind, value, entry),
        "arguments": (*_arguments(context, value.get("args"), entry.place.at("args"), entry.schema), *table),
        "language": language,
        "body": None if statement is not None else text,
        "statement": statement,
        "library": value.get("library"),
        "volatility": value.get("volatility", "volatile"),
        "data_access": None if value.get("data_access") == "contains_sql" else value.get("data_access"),
        "definer": value.get("definer"),
        "security_definer": value.get("security", context.dialect.routine_security) == "definer",
        "settings": string_pairs(value.get("set")),
        "transforms": tuple(context.type(one, entry.schema, entry.place) for one in value.get("transforms") or ()),
        "depends_on": depends_on(context, value, entry),
    }


def is_statement(text: str) -> bool:
    """Whether the body of an SQL function is an SQL-standard one, which no text between quotes can be.

    Source: https://www.postgresql.org/docs/current/sql-createfunction.html (sql_body).
    """
    words = [token.text.lower() for token in sqltext.tokens(text[:200]) if token.kind != "space"][:2]
    return words[:1] == ["return"] or words == ["begin", "atomic"]


def routine_name(context: Context, entry: Entry) -> Name:
    """The qualified name of a routine: its key, without the types that tell it from its overloads."""
    with_types = _WITH_TYPES.match(entry.name)
    key = with_types[1].rstrip() if with_types else entry.name
    found = context.qualified(key, entry.schema, entry.place)
    name = entry.value.get("name") if isinstance(entry.value, dict) else None
    return found if name is None else Name(found.schema, str(name))


def _called(context: Context, kind: str, value: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    name = routine_name(context, entry)
    return {
        "name": value.get("name", name.name),
        "schema": name.schema,
        "comment": value.get("comment"),
        "renamed_from": context.old_name(value),
        "owner": value.get("owner"),
        "grants": lower_grants(context, kind, value.get("grants"), entry.place.at("grants")),
    }


def _arguments(context: Context, value: Any, place: Place, schema: str) -> Iterator[ir.Argument]:
    held = value.items() if isinstance(value, dict) else ((None, one) for one in value or ())
    for position, (name, one) in enumerate(held):
        at = place.at(position if name is None else name)
        body = one if isinstance(one, dict) else {"type": one}
        type = context.routine_type(body["type"], schema, at)
        yield ir.Argument(
            name=body.get("name") if name is None else name,
            type=type,
            mode=body.get("mode", "in"),
            default=context.sql_value(body.get("default"), type, at.at("default")),
        )


def _returns(context: Context, value: Any, entry: Entry) -> tuple[str | None, bool, tuple[ir.Argument, ...]]:
    """The type that is returned, whether a set of it is, and the columns of a table that is."""
    place = entry.place.at("returns")
    if value is None:
        return None, False, ()
    if isinstance(value, str):
        return context.routine_type(value, entry.schema, place), False, ()
    if "type" in value:
        return context.routine_type(value["type"], entry.schema, place.at("type")), False, ()
    if "setof" in value:
        return context.routine_type(value["setof"], entry.schema, place.at("setof")), True, ()
    columns = tuple(
        ir.Argument(name=name, type=context.routine_type(type, entry.schema, place.at("table", name)), mode="table")
        for name, type in value["table"].items()
    )
    return None, True, columns


def lower_aggregate(context: Context, entry: Entry) -> ir.Aggregate | None:
    """An aggregate."""
    value = context.patched(entry.value, "aggregate", entry.place)
    if value is None:
        return None
    context.supported("aggregate", value, entry.place)

    def routine(key: str) -> Name | None:
        text = value.get(key)
        return None if text is None else context.routine(text, entry.schema, entry.place.at(key))

    plain = ("state_size", "initial_value", "final_extra", "final_modify", "sort_operator", "parallel", "hypothetical")
    moving = tuple(f"moving_{key}" for key in plain[:4])
    moving_type = value.get("moving_state_type")
    if moving_type is not None:
        moving_type = context.routine_type(moving_type, entry.schema, entry.place.at("moving_state_type"))
    fields: dict[str, Any] = {
        **_called(context, "aggregate", value, entry),
        **{key: value[key] for key in (*plain, *moving) if key in value},
        **{key: routine(key) for key in ir.fields_of(ir.Aggregate, ir.Role.ROUTINE)},
    }
    return ir.Aggregate(
        arguments=tuple(_arguments(context, value.get("args"), entry.place.at("args"), entry.schema)),
        order_by=tuple(_arguments(context, value.get("order_by"), entry.place.at("order_by"), entry.schema)),
        state_type=context.routine_type(value["state_type"], entry.schema, entry.place.at("state_type")),
        moving_state_type=moving_type,
        **fields,
    )


def lower_event_trigger(context: Context, entry: Entry) -> ir.EventTrigger | None:
    """A trigger of the whole database."""
    value = context.patched(entry.value, "event_trigger", entry.place)
    if value is None:
        return None
    context.supported("event_trigger", value, entry.place)
    return ir.EventTrigger(
        name=entry.name,
        comment=value.get("comment"),
        owner=value.get("owner"),
        renamed_from=context.old_name(value),
        event=value["event"],
        tags=tuple(tag.upper() for tag in value.get("tags") or ()),
        function=context.routine(value["function"], entry.schema, entry.place.at("function")),
        enabled=value.get("enabled", "origin"),
    )


def lower_event(context: Context, entry: Entry) -> ir.Event | None:
    """What the server runs by itself."""
    value = context.patched(entry.value, "event", entry.place)
    if value is None:
        return None
    context.supported("event", value, entry.place)
    name = context.qualified(entry.name, entry.schema, entry.place)
    if ("at" in value) == ("every" in value):
        context.report(
            "bad-event",
            f"the event '{entry.name}' runs `at` a time or `every` interval",
            entry.place,
            key=True,
            help="give it one of the two",
        )
    return ir.Event(
        name=name.name,
        schema=name.schema,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        at=stripped(value.get("at")),
        every=stripped(value.get("every")),
        starts=stripped(value.get("starts")),
        ends=stripped(value.get("ends")),
        preserve=value.get("preserve", False),
        enabled=value.get("enabled", "enabled"),
        body=text_or_file(context, value, "body", entry.place) or "",
        definer=value.get("definer"),
        settings=string_pairs(value.get("set")),
    )


LOWERERS: Mapping[str, Lowerer] = {
    "functions": ("function", lower_function),
    "procedures": ("procedure", lower_procedure),
    "aggregates": ("aggregate", lower_aggregate),
    "event_triggers": ("event_trigger", lower_event_trigger),
    "events": ("event", lower_event),
}
"""Section of a document → its kind, and what lowers an entry of it."""
