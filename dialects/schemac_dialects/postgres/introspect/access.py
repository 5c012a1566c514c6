"""Who may do what in a live database: owners, grants, policies, roles, default privileges, publications."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from schemac import ir
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.introspect.scope import Scope


def standing(catalog: Catalog) -> Callable[[str, int], dict[str, Any]]:
    """Tells the fields ``owner`` and ``grants`` of an object by the letter of its catalogue and its oid."""
    return lambda _letter, _oid: {}


def policies_by_table(catalog: Catalog, scope: Scope) -> Mapping[int, list[ir.Policy]]:
    """The policies of each table, by its oid."""
    return {}


def access_objects(catalog: Catalog, scope: Scope) -> Iterator[ir.TopLevel]:
    """Roles, default privileges and publications."""
    return iter(())
