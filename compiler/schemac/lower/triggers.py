"""Triggers and rules of tables and views as the IR."""

from __future__ import annotations

from typing import Any

from schemac import ir
from schemac.lower.constraints import stripped
from schemac.lower.context import Place, one_or_many, string_pairs
from schemac.lower.files import text_or_file
from schemac.lower.members import Members

_EVENTS = ("insert", "update", "delete", "truncate")


def lower_trigger(owner: Members, name: str, value: Any, place: Place) -> None:
    """A trigger; the order of its events means nothing."""
    context, schema = owner.context, owner.entry.schema
    value = context.patched(value, "trigger", place)
    if value is None:
        return
    context.supported("trigger", value, place)
    columns = one_or_many(value.get("columns") or ())
    function, from_table = value.get("function"), value.get("from")
    referencing = value.get("referencing") or {}
    if columns and "update" not in value["events"]:
        context.report("bad-trigger", f"'{name}' names columns, and no update is among its events", place, key=True)
    trigger = ir.Trigger(
        name=name,
        comment=value.get("comment"),
        renamed_from=context.old_name(value),
        timing=value["timing"],
        events=tuple(event for event in _EVENTS if event in value["events"]),
        columns=columns,
        level=value.get("level", "row"),
        when=stripped(value.get("when")),
        function=None if function is None else context.routine(function, schema, place.at("function")),
        arguments=tuple(value.get("args") or ()),
        body=text_or_file(context, value, "body", place),
        old_table=referencing.get("old"),
        new_table=referencing.get("new"),
        constraint=value.get("constraint", False),
        deferrable=value.get("deferrable"),
        from_table=None if from_table is None else context.relation(from_table, schema, place.at("from")),
        enabled=value.get("enabled", "origin"),
        follows=value.get("follows"),
        definer=value.get("definer"),
        settings=string_pairs(value.get("set")),
    )
    owner.add(trigger, place)
    owner.know(columns, place)


def lower_rule(owner: Members, name: str, value: Any, place: Place) -> None:
    """A rewrite rule."""
    value = owner.context.patched(value, "rule", place)
    if value is None:
        return
    owner.context.supported("rule", value, place)
    body = stripped(value.get("body"))
    rule = ir.Rule(
        name=name,
        comment=value.get("comment"),
        renamed_from=owner.context.old_name(value),
        event=value["event"],
        instead=value.get("instead", False),
        where=stripped(value.get("where")),
        body=None if body is None else body.removesuffix(";").rstrip(),
        enabled=value.get("enabled", "origin"),
    )
    owner.add(rule, place)
