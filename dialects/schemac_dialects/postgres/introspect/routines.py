"""Functions, procedures, aggregates and event triggers of a live database."""

from __future__ import annotations

from collections.abc import Iterator

from schemac import ir
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.introspect.scope import Scope


def routines(catalog: Catalog, scope: Scope) -> Iterator[ir.TopLevel]:
    """Every routine, and every event trigger."""
    return iter(())
