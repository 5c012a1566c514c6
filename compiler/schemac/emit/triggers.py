"""Triggers and rules, as a schema file has them."""

from __future__ import annotations

from typing import Any

from schemac import ir
from schemac.emit.values import Tree, given, storage
from schemac.notation import Block
from schemac.wording import File, sql_text


def trigger(file: File, trigger: ir.Trigger) -> Tree:
    """A trigger."""
    referencing = given(old=trigger.old_table, new=trigger.new_table)
    held: dict[str, Any] = {"timing": trigger.timing, "events": list(trigger.events)}
    held |= given(
        columns=list(trigger.columns) or None,
        level=None if trigger.level == "row" else trigger.level,
        when=None if trigger.when is None else sql_text(trigger.when),
        function=None if trigger.function is None else file.routine(trigger.function),
        args=list(trigger.arguments) or None,
        body=None if trigger.body is None else sql_text(trigger.body),
        referencing=referencing or None,
        constraint=trigger.constraint or None,
        deferrable=trigger.deferrable,
        enabled=None if trigger.enabled == "origin" else trigger.enabled,
        follows=trigger.follows,
        definer=trigger.definer,
        set=storage(trigger.settings),
        comment=trigger.comment,
    )
    if trigger.from_table is not None:
        held["from"] = file.key(trigger.from_table)
    return Block(held) if len(held) > 4 or "\n" in (trigger.body or "") else held


def rule(rule: ir.Rule) -> Tree:
    """A rewrite rule."""
    return Block(
        event=rule.event,
        **given(
            instead=rule.instead or None,
            where=None if rule.where is None else sql_text(rule.where),
            body=None if rule.body is None else sql_text(rule.body),
            enabled=None if rule.enabled == "origin" else rule.enabled,
            comment=rule.comment,
        ),
    )
