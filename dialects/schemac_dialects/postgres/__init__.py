"""PostgreSQL 14 and newer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from schemac import names
from schemac.dialect import Dialect, Filters, Introspected
from schemac.ir import Database, Object
from schemac.names import Name
from schemac_dialects.postgres import declared, routines, types, views
from schemac_dialects.postgres.lowering import lower, start
from schemac_dialects.postgres.rules import RULES
from schemac_dialects.postgres.supports import ALL_PRIVILEGES, PRIVILEGES, PSEUDO_TYPES, SINCE, SUPPORTS
from schemac_dialects.postgres.wording import granted, role, roles, signature, what

_OPTIONS = {"start": "START WITH", "increment": "INCREMENT BY", "min": "MINVALUE", "max": "MAXVALUE", "cache": "CACHE"}
_DEFAULTS = {"increment": 1, "min": None, "max": None, "cache": 1}


def _introspect(connection: Any, filters: Filters) -> Introspected:
    from schemac_dialects.postgres.introspect import introspect

    return introspect(connection, filters)


def _canonical(connection: Any, declared: Database, live: Database) -> Database:
    from schemac_dialects.postgres.canonical import canonical

    return canonical(connection, declared, live)


def _sequence_options(of: Any) -> list[tuple[str, int | None]]:
    found: list[tuple[str, int | None]] = [
        (word, getattr(of, name)) for name, word in _OPTIONS.items() if getattr(of, name) is not None
    ]
    return [*found, ("CYCLE", None)] if of.cycle else found


def _all_sequence_options(of: Any) -> list[tuple[str, int | None]]:
    """Every option, so that one that is no longer declared goes back to the server's default."""
    found: list[tuple[str, int | None]] = [("START WITH", start(of))]
    for name, default in _DEFAULTS.items():
        value = getattr(of, name) if getattr(of, name) is not None else default
        found.append((_OPTIONS[name], value) if value is not None else (f"NO {_OPTIONS[name]}", None))
    return [*found, ("CYCLE" if of.cycle else "NO CYCLE", None)]


def _all_identity_options(new: Any, old: Any) -> list[tuple[str, int | None]]:
    return [] if new.identity == old.identity else _all_sequence_options(new.identity)


def _view_options(view: Any) -> str:
    return ", ".join(f"{name}={value}" for name, value in views.options_on(view))


def _options(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{'.'.join(map(types.quote, name.split('.')))}={types.literal(value)}" for name, value in pairs)


def _changed_options(target: str, word: str, old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]) -> str:
    """``SET`` of the storage parameters that are new or changed, and ``RESET`` of those that are gone."""
    gone = [name for name, _ in old if name not in dict(new)]
    changed = [pair for pair in new if pair not in old]
    statements = []
    if changed:
        statements.append(f"ALTER {word} {target} SET ({_options(changed)});")
    if gone:
        statements.append(
            f"ALTER {word} {target} RESET ({', '.join('.'.join(map(types.quote, name.split('.'))) for name in gone)});"
        )
    return "\n".join(statements)


def _opclass(text: str) -> str:
    name, parenthesis, arguments = text.partition("(")
    if not parenthesis:
        return types.qualified(name.strip())
    pairs = (pair.partition("=") for pair in arguments.rstrip().removesuffix(")").split(","))
    return f"{types.qualified(name.strip())} ({_options((key.strip(), value.strip()) for key, _, value in pairs)})"


def _beside(owner: Name, name: str) -> str:
    """The name of an index, which lives in its table's schema."""
    return f"{types.quote(owner.schema)}.{types.quote(name)}" if owner.schema else types.quote(name)


def _setting_name(name: str) -> str:
    return ".".join(map(types.quote, name.split(".")))


def _has_body(table: Any) -> bool:
    """Whether a table has columns or constraints between parentheses; one that is no partition always has these."""
    held = (*table.columns, *_constraints(table))
    return table.partition_of is None or any(not getattr(one, "not_valid", False) for one in held)


def _constraints(table: Any) -> list[Object]:
    return [
        *([table.primary_key] if table.primary_key else []),
        *table.uniques,
        *table.exclusions,
        *table.checks,
        *table.foreign_keys,
    ]


dialect = Dialect(
    name="postgres",
    title="PostgreSQL",
    default_schema="public",
    name_limit=names.NAME_LIMIT,
    supports=SUPPORTS,
    package="schemac_dialects.postgres",
    rules=RULES,
    quote=types.quote,
    literal=types.literal,
    resolve_type=types.resolve,
    verbatim_type=types.verbatim,
    type_names=types.TYPE_NAMES,
    value=types.value,
    parse_literal=types.parse_literal,
    same_type=types.same,
    lower=lower,
    introspect=_introspect,
    canonical=_canonical,
    pseudo_types=PSEUDO_TYPES,
    since=SINCE,
    privileges=PRIVILEGES,
    all_privileges=ALL_PRIVILEGES,
    filters={
        "what": what,
        "granted": granted,
        "role": role,
        "roles": roles,
        "setting_name": _setting_name,
        "signature": signature,
        **routines.FILTERS,
        **declared.FILTERS,
        **views.FILTERS,
        "type": types.sql,
        "qualified": types.qualified,
        "opclass": _opclass,
        "beside": _beside,
        "options": _options,
        "changed_options": _changed_options,
        "view_options": _view_options,
        "sequence_options": _sequence_options,
        "all_sequence_options": _all_sequence_options,
        "all_identity_options": _all_identity_options,
        "constraints": _constraints,
        "has_body": _has_body,
    },
)
