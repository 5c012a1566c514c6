"""Views and materialized views of a live database."""

from __future__ import annotations

from collections.abc import Iterator

from schemac import ir
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Relation
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.introspect.triggers import rules_by_relation, triggers_by_relation
from schemac_dialects.postgres.texts import is_on, option_pairs


def views(catalog: Catalog, scope: Scope) -> Iterator[ir.TopLevel]:
    """Every view and materialized view."""
    triggers, rules = triggers_by_relation(catalog, scope), rules_by_relation(catalog, scope)
    for row in catalog.relations:
        if row.kind == "v" and row.oid in scope.relations:
            yield _view(row, scope, tuple(rules.get(row.oid, ())), tuple(triggers.get(row.oid, ())))


def _view(row: Relation, scope: Scope, rules: tuple[ir.Rule, ...], triggers: tuple[ir.Trigger, ...]) -> ir.View:
    options = dict(option_pairs(row.storage))
    return ir.View(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        **scope.standing("r", row.oid),
        rules=rules,
        triggers=triggers,
        query=(row.query or "").strip().removesuffix(";").rstrip(),
        security_invoker=is_on(options.get("security_invoker")),
        security_barrier=is_on(options.get("security_barrier")),
        check_option=options.get("check_option"),
    )
