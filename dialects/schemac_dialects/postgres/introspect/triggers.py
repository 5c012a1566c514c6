"""Triggers and rules of tables and views of a live database."""

from __future__ import annotations

from collections.abc import Mapping

from schemac import ir
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.introspect.scope import Scope


def triggers_by_relation(catalog: Catalog, scope: Scope) -> Mapping[int, list[ir.Trigger]]:
    """The triggers of each table and view, by its oid."""
    return {}


def rules_by_relation(catalog: Catalog, scope: Scope) -> Mapping[int, list[ir.Rule]]:
    """The rules of each table and view, by its oid."""
    return {}
