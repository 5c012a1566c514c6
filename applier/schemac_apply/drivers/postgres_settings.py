"""Settings of a session of PostgreSQL: which are set, and the SQL that sets them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from schemac_apply.drivers.connection import Timeouts

SETTINGS = """\
SELECT name, setting FROM pg_catalog.pg_settings
WHERE source OPERATOR(pg_catalog.=) 'session' AND name OPERATOR(pg_catalog.!~~) 'transaction%'
  AND context OPERATOR(pg_catalog.=) ANY ('{user,superuser}')
UNION ALL SELECT 'role', pg_catalog.current_setting('role')"""
TIMEOUTS = """\
SELECT setting, reset_val FROM pg_catalog.pg_settings
WHERE name OPERATOR(pg_catalog.=) ANY ('{lock_timeout,statement_timeout}') ORDER BY name"""
ROLE, SESSION_USER = "role", "session_authorization"
# Puts public first in the search path that the server, the database or the user sets; one that was asked for on this
# connection stays. An explicit pg_catalog comes after what hides its types and operators: without it, it is the first.
_PUBLIC_FIRST = """\
SELECT pg_catalog.set_config('search_path', (
  SELECT pg_catalog.string_agg(pg_catalog.quote_ident(name), ', ' ORDER BY place)
  FROM pg_catalog.unnest('{public}'::pg_catalog.name[] OPERATOR(pg_catalog.||) pg_catalog.current_schemas(false))
    WITH ORDINALITY AS named (name, place)
  WHERE name OPERATOR(pg_catalog.<>) 'pg_catalog'::pg_catalog.name), %s)
FROM pg_catalog.pg_settings
WHERE name OPERATOR(pg_catalog.=) 'search_path' AND source OPERATOR(pg_catalog.<>) ALL ('{client,session}')
  AND %s"""
HIDDEN = "'pg_catalog'::pg_catalog.name OPERATOR(pg_catalog.=) ANY (pg_catalog.current_schemas(false))"
ELSEWHERE = "pg_catalog.current_schema() OPERATOR(pg_catalog.=) 'public'::pg_catalog.name IS NOT TRUE"
# Settings that no module has declared: the catalogue does not list them.
_CUSTOM = re.compile(
    r"\bSET\s+(?:SESSION\s+)?(\w+\.\w+)\s*(?:=|TO\b)|\bset_config\s*\(\s*'(\w+\.\w+)'",
    re.IGNORECASE,
)


def public_first(condition: str, *, local: bool = False) -> str:
    """The query that puts public first in the search path under a condition, HIDDEN or ELSEWHERE."""
    return _PUBLIC_FIRST % ("true" if local else "false", condition)


def set_config(name: str, value: str, *, local: bool = False) -> str:
    """The query that sets a setting; a local one lasts as long as the transaction."""
    return f"SELECT pg_catalog.set_config({_literal(name)}, {_literal(value)}, {'true' if local else 'false'})"


def set_timeouts(timeouts: Timeouts, *, local: bool = False) -> list[str]:
    """The queries that set timeouts, those that are not None."""
    named = (("lock_timeout", timeouts.lock), ("statement_timeout", timeouts.statement))
    return [set_config(name, _milliseconds(value), local=local) for name, value in named if value is not None]


def seconds(setting: str) -> float:
    """What the server calls a timeout, in seconds."""
    return int(setting) / 1000 or math.inf


def custom_settings(sql: str) -> set[str]:
    """The settings that no module declares and that a statement sets."""
    return {first or second for first, second in _CUSTOM.findall(sql)}


def differences(
    now: Mapping[str, str], wanted: Mapping[str, str], *, all: bool = False, local: bool = False
) -> Iterator[str]:
    """The statements that lead from one result of SETTINGS to another.

    Args:
        now, wanted: from where to where; SESSION_USER may be among them.
        all: set what seems to be the same, too.
        local: for the length of the transaction.
    """
    if SESSION_USER in wanted and (all or now.get(SESSION_USER) != wanted[SESSION_USER]):
        yield set_config(SESSION_USER, wanted[SESSION_USER], local=local)
    # The role of a script may not be allowed to change what another has set.
    role = wanted.get(ROLE, "none")
    if all or (now.get(ROLE, "none"), role) != ("none", "none"):
        yield set_config(ROLE, "none", local=local)
    plain = {name: value for name, value in wanted.items() if name not in (ROLE, SESSION_USER)}
    for name in now.keys() - wanted.keys() - {ROLE, SESSION_USER}:
        yield f"SET {'LOCAL ' if local else ''}{name} TO DEFAULT"
    for name, value in plain.items():
        if all or now.get(name) != value:
            yield set_config(name, value, local=local)
    if role != "none":
        yield set_config(ROLE, role, local=local)


def _milliseconds(timeout: float) -> str:
    # 0 is no limit.
    return "0" if math.isinf(timeout) else str(max(1, round(timeout * 1000)))


def _literal(text: str) -> str:
    # It means the same whatever standard_conforming_strings says.
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
