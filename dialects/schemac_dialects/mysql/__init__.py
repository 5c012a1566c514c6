"""MySQL 8.0 and newer, and what MariaDB shares with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from schemac.dialect import Dialect, Filters, Introspected
from schemac.ir import Database
from schemac_dialects.mysql import lowering, refusals, types
from schemac_dialects.mysql.flavour import MYSQL, Flavour
from schemac_dialects.mysql.layout import filters
from schemac_dialects.mysql.rules import rules
from schemac_dialects.mysql.supports import since, supports


def _introspect(connection: Any, filters: Filters, *, flavour: Flavour) -> Introspected:
    from schemac_dialects.mysql.introspect import introspect

    return introspect(connection, filters, flavour=flavour)


def _canonical(connection: Any, declared: Database, live: Database, *, flavour: Flavour) -> Database:
    from schemac_dialects.mysql.canonical import canonical

    return canonical(connection, declared, live, flavour=flavour)


def build(flavour: Flavour) -> Dialect:
    """The dialect of one of the two databases."""
    return Dialect(
        name=flavour.name,
        title=flavour.title,
        default_schema="",
        name_limit=64,
        name_size=len,
        supports=supports(flavour),
        package="schemac_dialects.mysql",
        rules=rules(flavour),
        quote=types.quote,
        literal=types.literal,
        resolve_type=partial(types.resolve, flavour=flavour),
        verbatim_type=partial(types.verbatim, flavour=flavour),
        type_names=sorted({*types.TYPE_NAMES, *flavour.types}),
        value=types.value,
        parse_literal=types.parse_literal,
        same_type=types.same,
        lower=partial(lowering.lower, flavour=flavour),
        unsaid=lowering.unsaid,
        introspect=partial(_introspect, flavour=flavour),
        canonical=partial(_canonical, flavour=flavour),
        refused=partial(refusals.refused, flavour=flavour),
        other_meaning=refusals.other_meaning,
        routine_security="definer",
        since=since(flavour),
        in_order=("unique", "index"),
        index_method=None,
        foreign_key_action=flavour.foreign_key_action,
        filters=filters(flavour),
    )


dialect = build(MYSQL)
