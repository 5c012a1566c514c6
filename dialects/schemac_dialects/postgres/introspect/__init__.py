"""Reads a live PostgreSQL database (14 and later) back into the model.

What ``pg_catalog`` holds is read by ``catalog``; what it means in the model stands here.
"""

from __future__ import annotations

import time
from typing import Any

from schemac import ir
from schemac.diagnostics import fail
from schemac.dialect import Filters, Introspected
from schemac_dialects.postgres import catalog as pg
from schemac_dialects.postgres.introspect.access import (
    access_objects,
    left_out_of_access,
    privileged_sequences,
    standing,
)
from schemac_dialects.postgres.introspect.raws import left_out, raws
from schemac_dialects.postgres.introspect.routines import routines
from schemac_dialects.postgres.introspect.scope import Scope, scope, unmodelled
from schemac_dialects.postgres.introspect.tables import checks_by_owner, tables
from schemac_dialects.postgres.introspect.types import sequences, sequences_within, serials_of, types
from schemac_dialects.postgres.introspect.views import views

OLDEST = 14
"""The oldest major version that is supported."""
_ATTEMPTS = 4
_KIND_ORDER = {cls.kind: position for position, cls in enumerate(ir.TOP_LEVEL)}


def introspect(connection: Any, filters: Filters) -> Introspected:
    """Everything of a live database that the filters let through, as the model.

    connection: a connection of ``schemac_apply.drivers``; a transaction that is open on it is used and left
    as it was. filters: a pattern of tables is compared with ``name`` and ``schema.name`` of tables and views,
    and what lives in a table goes with it; extensions always pass, other objects without a schema when no
    schema is named.

    Raises SchemacError when the server is too old or refuses to answer.
    """
    refuse_older(connection.raw)
    return _introspected(_read(connection.raw), filters)


def refuse_older(raw: Any) -> None:
    """Raises SchemacError where a connection of psycopg is to a server that is older than 14."""
    if raw.info.server_version < OLDEST * 10000:
        version = (raw.info.parameter_status("server_version") or str(raw.info.server_version)).split()[0]
        raise fail(
            "server-too-old",
            f"the server is PostgreSQL {version}; the oldest that is supported is {OLDEST}",
            help="upgrade the server",
            exit_code=3,
        )


def _read(raw: Any) -> pg.Catalog:
    """The catalogues; once more where other sessions drop what is being read, if that can be seen afresh."""
    import psycopg
    from psycopg.pq import TransactionStatus

    attempts = _ATTEMPTS if raw.info.transaction_status == TransactionStatus.IDLE else 1
    for attempt in range(attempts):
        time.sleep(attempt * 0.2)
        try:
            with pg.snapshot(raw):
                return pg.read(raw)
        except (pg.Vanished, psycopg.errors.InternalError_, psycopg.errors.UndefinedTable):
            continue  # "cache lookup failed", "could not open relation"
        except psycopg.Error as error:
            raise fail("introspection-failed", f"the catalogues cannot be read: {error}", exit_code=3) from None
    raise fail(
        "introspection-failed",
        "the catalogues cannot be read: another session drops what is being read",
        help="try again when nobody else changes the schema",
        exit_code=3,
    )


def _introspected(catalog: pg.Catalog, filters: Filters) -> Introspected:
    looked_at = scope(catalog.relations, filters, standing=standing(catalog))
    owned = sequences_within(catalog, looked_at)
    serials = serials_of(owned, catalog.columns, looked_at, privileged=privileged_sequences(catalog))
    objects: list[ir.TopLevel] = [*_namespaces(catalog, looked_at)]
    objects += types(catalog, looked_at, checks_by_owner(catalog.constraints))
    objects += sequences(catalog, looked_at, serials)
    objects += tables(catalog, looked_at, serials)
    objects += routines(catalog, looked_at)
    objects += views(catalog, looked_at)
    objects += access_objects(catalog, looked_at, roles=filters.roles)
    objects += raws(catalog, looked_at, {found.qualified for found in objects})
    objects.sort(key=lambda found: (_KIND_ORDER[found.kind], found.schema, found.identifier))
    missing = [*looked_at.left_out, *left_out(catalog, looked_at)]
    missing += left_out_of_access(catalog, looked_at, roles=filters.roles)
    return Introspected(database=ir.database(objects), diagnostics=tuple(map(unmodelled, missing)))


def _namespaces(catalog: pg.Catalog, scope: Scope) -> list[ir.TopLevel]:
    found: list[ir.TopLevel] = []
    for row in catalog.namespaces:
        if row.kind == "extension":
            found.append(ir.Extension(name=row.name, into=row.into, comment=row.comment))
        elif scope.within("" if row.name == "public" else row.name):
            schema = ir.Schema(name=row.name, comment=row.comment, **scope.standing("n", row.oid))
            # Schema public is everywhere: only what differs from that of a new database is somebody's declaration.
            if schema != ir.Schema(name="public"):
                found.append(schema)
    return found
