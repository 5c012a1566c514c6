"""SQLite 3.35 and newer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from schemac.dialect import Dialect, Filters, Introspected, Refusal
from schemac.ir import Database, Object
from schemac_dialects.sqlite import modules, rowid, types
from schemac_dialects.sqlite.lowering import lower
from schemac_dialects.sqlite.rules import RULES, is_derived
from schemac_dialects.sqlite.tokens import tokens

SUPPORTS: Mapping[str, frozenset[str]] = {
    kind: frozenset(keys)
    for kind, keys in {
        "enum": {"values", "renamed_values"},
        "domain": {"type", "nullable", "default", "check", "checks", "collation"},
        "table": {
            "columns",
            "primary_key",
            "uniques",
            "foreign_keys",
            "checks",
            "indexes",
            "triggers",
            "strict",
            "without_rowid",
            "virtual",
        },
        "column": {
            "type",
            "nullable",
            "not_null_name",
            "on_conflict",
            "default",
            "generated",
            "identity",
            "autoincrement",
            "collation",
            "using",
            "backfill",
            "unique",
            "index",
            "check",
            "references",
            "primary_key",
        },
        "primary_key": {"columns", "name", "on_conflict"},
        "unique": {"columns", "on_conflict"},
        "key_part": {"order", "collation"},
        "foreign_key": {"columns", "references"},
        "references": {"table", "columns", "on_delete", "on_update", "match", "deferrable"},
        "check": {"sql"},
        "index": {"columns", "unique", "where", "concurrently"},
        "index_part": {"column", "sql", "order", "collation"},
        "trigger": {"timing", "events", "columns", "when", "body", "body_file"},
        "virtual_table": {"using", "args"},
        "view": {"query", "query_file", "columns", "triggers", "depends_on"},
        "raw": {"create", "drop", "depends_on"},
    }.items()
}


def _introspect(connection: Any, filters: Filters) -> Introspected:
    from schemac_dialects.sqlite.introspect import introspect

    return introspect(connection, filters)


def _refused(declared: Database) -> Iterator[Refusal]:
    from schemac_dialects.sqlite.refusals import refused

    return refused(declared)


def _canonical(connection: Any, declared: Database, live: Database) -> Database:
    from schemac_dialects.sqlite.canonical import canonical

    return canonical(connection, declared, live)


def _named(member: Object, table: Object) -> str:
    """The name of a constraint as DDL writes it; a derived one is not written."""
    return "" if is_derived(member.name, member, table) else f"CONSTRAINT {types.quote(member.name)} "


def _body(text: str) -> str:
    """The body of a trigger with the semicolon that its last statement needs."""
    last = tokens(text)[-2:-1]
    if last and last[0].key == ";":
        return text
    # Behind a comment to the end of the line it would be a part of that.
    return f"{text};" if last and last[0].end == len(text) else f"{text}\n;"


dialect = Dialect(
    name="sqlite",
    title="SQLite",
    default_schema="main",
    name_limit=0,
    supports=SUPPORTS,
    package="schemac_dialects.sqlite",
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
    default_url="sqlite:///dev.db",
    unknown_in=types.unknown_in,
    since={("table", "strict"): "3.37"},
    refused=_refused,
    other_meaning=types.other_meaning,
    filters={
        "default": types.default,
        "named": _named,
        "key_column": rowid.key_column,
        "body": _body,
        "module": modules.written,
        "comment": lambda name: " ".join(name.split()),
    },
)
