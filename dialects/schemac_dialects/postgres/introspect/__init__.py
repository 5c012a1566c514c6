"""Reads a live PostgreSQL database (14 and later) back into the model.

What ``pg_catalog`` holds is read by ``catalog``; what it means in the model stands here.
"""

from __future__ import annotations

from typing import Any

from schemac import ir
from schemac.diagnostics import fail
from schemac.dialect import Filters, Introspected
from schemac_dialects.postgres import catalog as pg
from schemac_dialects.postgres.introspect.access import access_objects, standing
from schemac_dialects.postgres.introspect.raws import left_out, raws
from schemac_dialects.postgres.introspect.routines import routines
from schemac_dialects.postgres.introspect.scope import Scope, scope, unmodelled
from schemac_dialects.postgres.introspect.tables import checks_by_owner, tables
from schemac_dialects.postgres.introspect.types import sequences, sequences_within, serials_of, types
from schemac_dialects.postgres.introspect.views import views

_KIND_ORDER = {cls.kind: position for position, cls in enumerate(ir.TOP_LEVEL)}


def introspect(connection: Any, filters: Filters) -> Introspected:
    """Everything of a live database that the filters let through, as the model.

    connection: a connection of ``schemac_apply.drivers``; a transaction that is open on it is used and left
    as it was. filters: a pattern of tables is compared with ``name`` and ``schema.name`` of tables and views,
    and what lives in a table goes with it; extensions always pass, other objects without a schema when no
    schema is named.

    Raises SchemacError when the server refuses to answer.
    """
    import psycopg

    try:
        with pg.snapshot(connection.raw):
            catalog = pg.read(connection.raw)
    except psycopg.Error as error:
        raise fail("introspection-failed", f"the catalogues cannot be read: {error}") from None
    return _introspected(catalog, filters)


def _introspected(catalog: pg.Catalog, filters: Filters) -> Introspected:
    looked_at = scope(catalog.relations, filters, standing=standing(catalog))
    serials = serials_of(sequences_within(catalog, looked_at), catalog.columns, looked_at)
    objects: list[ir.TopLevel] = [*_namespaces(catalog, looked_at)]
    objects += types(catalog, looked_at, checks_by_owner(catalog.constraints))
    objects += sequences(catalog, looked_at, serials)
    objects += tables(catalog, looked_at, serials)
    objects += routines(catalog, looked_at)
    objects += views(catalog, looked_at)
    objects += access_objects(catalog, looked_at)
    objects += raws(catalog, looked_at, serials)
    objects.sort(key=lambda found: (_KIND_ORDER[found.kind], found.schema, found.identifier))
    missing = [*looked_at.left_out, *left_out(catalog, looked_at)]
    return Introspected(database=ir.database(objects), diagnostics=tuple(map(unmodelled, missing)))


def _namespaces(catalog: pg.Catalog, scope: Scope) -> list[ir.TopLevel]:
    found: list[ir.TopLevel] = []
    for row in catalog.namespaces:
        if row.kind == "extension":
            found.append(ir.Extension(name=row.name, into=row.into, comment=row.comment))
        elif scope.within("" if row.name == "public" else row.name):
            found.append(ir.Schema(name=row.name, comment=row.comment, **scope.standing("n", row.oid)))
    return found
