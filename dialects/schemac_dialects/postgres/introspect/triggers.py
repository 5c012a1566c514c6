"""Triggers and rules of tables and views of a live database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from schemac import ir
from schemac.names import Name
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Rule, Trigger
from schemac_dialects.postgres.definitions import rule_parts, trigger_parts
from schemac_dialects.postgres.introspect.routines import ENABLED
from schemac_dialects.postgres.introspect.scope import Scope

_ROW, _BEFORE, _INSTEAD = 1, 2, 64
_EVENTS = {"insert": 4, "update": 16, "delete": 8, "truncate": 32}
"""Bits of pg_trigger.tgtype (src/include/catalog/pg_trigger.h), in the order of the model."""
_RULE_EVENTS = {"1": "select", "2": "update", "3": "insert", "4": "delete"}


def triggers_by_relation(catalog: Catalog, scope: Scope) -> Mapping[int, list[ir.Trigger]]:
    """The triggers of each table and view, by its oid."""
    found: dict[int, list[ir.Trigger]] = defaultdict(list)
    for row in catalog.triggers:
        if row.relation in scope.relations:
            found[row.relation].append(_trigger(row))
    return found


def rules_by_relation(catalog: Catalog, scope: Scope) -> Mapping[int, list[ir.Rule]]:
    """The rules of each table and view, by its oid."""
    found: dict[int, list[ir.Rule]] = defaultdict(list)
    for row in catalog.rules:
        if row.relation in scope.relations:
            found[row.relation].append(_rule(row))
    return found


def _trigger(row: Trigger) -> ir.Trigger:
    when, arguments = trigger_parts(row.definition)
    return ir.Trigger(
        name=row.name,
        comment=row.comment,
        timing="instead_of" if row.events & _INSTEAD else "before" if row.events & _BEFORE else "after",
        events=tuple(event for event, bit in _EVENTS.items() if row.events & bit),
        columns=tuple(row.columns),
        level="row" if row.events & _ROW else "statement",
        when=when,
        function=Name(row.function_schema, row.function),
        arguments=arguments,
        old_table=row.old_table,
        new_table=row.new_table,
        constraint=row.constraint,
        deferrable=row.deferrable,
        from_table=None if row.from_table is None else Name(row.from_schema or "", row.from_table),
        enabled=ENABLED[row.enabled],
    )


def _rule(row: Rule) -> ir.Rule:
    where, body = rule_parts(row.definition)
    return ir.Rule(
        name=row.name,
        comment=row.comment,
        event=_RULE_EVENTS[row.event],
        instead=row.instead,
        where=where,
        body=body,
        enabled=ENABLED[row.enabled],
    )
