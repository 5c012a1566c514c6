"""What of the language is rendered for PostgreSQL: kinds and their keys, privileges, types of routines."""

from __future__ import annotations

from collections.abc import Mapping

_STANDING = {"comment", "owner", "grants"}
_ROUTINE = _STANDING | {
    "name", "args", "language", "security", "set", "body", "body_file", "library", "transforms", "depends_on"
}  # fmt: skip
_INDEXED = {"storage", "tablespace"}
_BOUND = {"from", "to", "values", "modulus", "remainder", "default", "attached"}
SUPPORTS: Mapping[str, frozenset[str]] = {
    kind: frozenset(keys)
    for kind, keys in {
        "role": {
            "comment", "login", "superuser", "create_database", "create_role", "inherit", "replication",
            "bypass_row_security", "connection_limit", "valid_until", "member_of", "set",
        },
        "schema": _STANDING,
        "extension": {"comment", "version", "schema"},
        "collation": {
            "comment", "owner", "provider", "locale", "lc_collate", "lc_ctype", "deterministic", "rules"
        },
        "enum": _STANDING | {"values", "renamed_values"},
        "domain": _STANDING | {"type", "nullable", "not_null_name", "default", "check", "checks", "collation"},
        "composite": _STANDING | {"fields"},
        "field": {"comment", "type", "collation"},
        "range": _STANDING | {
            "subtype", "subtype_opclass", "subtype_diff", "canonical", "collation", "multirange_name"
        },
        "sequence": _STANDING | {"type", "start", "increment", "min", "max", "cache", "cycle", "owned_by"},
        "table": _STANDING | _INDEXED | {
            "columns", "primary_key", "uniques", "foreign_keys", "checks", "exclusions", "indexes",
            "statistics", "rules",
            "triggers", "policies", "row_security", "partition_by", "partition_of", "partitions",
            "inherits", "unlogged",
            "access_method", "replica_identity", "cluster", "empty",
        },
        "partition_by": {"range", "list", "hash"},
        "listed_partition": _BOUND | _INDEXED | {"comment", "partition_by", "partitions"},
        "column": {
            "comment", "type", "nullable", "not_null_name", "default", "generated", "identity", "collation", "storage",
            "compression", "statistics", "inherited", "using", "backfill", "unique", "index",
            "check", "references", "primary_key",
        },
        "primary_key": _INDEXED | {"comment", "columns", "name", "include", "deferrable", "without_overlaps"},
        "unique": _INDEXED | {"comment", "columns", "include", "nulls_distinct", "deferrable", "without_overlaps"},
        "foreign_key": {"comment", "columns", "references", "not_valid", "enforced"},
        "references": {
            "table", "columns", "on_delete", "on_delete_columns", "on_update", "match", "period", "deferrable",
            "not_valid", "enforced",
        },
        "check": {"comment", "sql", "not_valid", "no_inherit", "enforced"},
        "exclusion": _INDEXED | {"comment", "elements", "method", "where", "include", "deferrable"},
        "index": _INDEXED | {
            "comment", "columns", "unique", "method", "where", "include", "nulls_distinct", "concurrently"
        },
        "index_part": {"column", "sql", "order", "nulls", "opclass", "collation", "with"},
        "statistic": {"comment", "columns", "kinds", "target"},
        "rule": {"comment", "event", "instead", "where", "body", "enabled"},
        "trigger": {
            "comment", "timing", "events", "columns", "level", "when", "function", "args", "referencing", "constraint",
            "deferrable", "from", "enabled",
        },
        "policy": {"comment", "command", "roles", "using", "check", "restrictive"},
        "function": _ROUTINE | {
            "returns", "volatility", "strict", "leakproof", "parallel", "window", "cost", "rows", "support"
        },
        "procedure": _ROUTINE,
        "aggregate": _STANDING | {
            "name", "args", "order_by", "state_function", "state_type", "state_size", "initial_value", "final_function",
            "final_extra", "final_modify", "combine_function", "serialize_function", "deserialize_function",
            "moving_state_function", "moving_inverse_function", "moving_state_type", "moving_state_size",
            "moving_initial_value", "moving_final_function", "moving_final_extra",
            "moving_final_modify", "sort_operator",
            "hypothetical", "parallel",
        },
        "view": _STANDING | {
            "query", "query_file", "columns", "column_comments", "column_defaults", "security_invoker",
            "security_barrier", "check_option", "rules", "triggers", "depends_on",
        },
        "materialized_view": _STANDING | _INDEXED | {
            "query", "query_file", "columns", "column_comments", "indexes", "statistics", "with_data", "access_method",
            "cluster", "depends_on",
        },
        "event_trigger": {"comment", "owner", "event", "tags", "function", "enabled"},
        "publication": {
            "comment", "owner", "all_tables", "tables", "schemas", "operations", "via_partition_root"
        },
        "default_privilege": {"role", "schema", "objects", "grants"},
        "raw": {"create", "drop", "depends_on"},
    }.items()
}  # fmt: skip

SINCE: Mapping[tuple[str, str], str] = {
    **{(kind, "nulls_distinct"): "15" for kind in ("unique", "index")},
    ("view", "security_invoker"): "15",
    ("references", "on_delete_columns"): "15",
    **{(kind, "enforced"): "18" for kind in ("check", "foreign_key", "references")},
    **{(kind, "without_overlaps"): "18" for kind in ("primary_key", "unique")},
    ("references", "period"): "18",
    ("column", "not_null_name"): "18",
    ("domain", "not_null_name"): "17",
    **{(kind, "attached"): "18" for kind in ("listed_partition", "partition_of")},
}
"""The first version that has a key of a kind (https://www.postgresql.org/docs/release/)."""

_TABLE = ("select", "insert", "update", "delete", "truncate", "references", "trigger")
_KINDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("table", "view", "materialized_view"), _TABLE),
    "sequence": ("usage", "select", "update"),
    "schema": ("usage", "create"),
    **dict.fromkeys(("function", "procedure", "aggregate"), ("execute",)),
    **dict.fromkeys(("enum", "domain", "composite", "range", "type"), ("usage",)),
    "large_object": ("select", "update"),
}
ALL_PRIVILEGES = _KINDS
"""By kind, what ``all`` means: what every version has (https://www.postgresql.org/docs/current/ddl-priv.html)."""

PRIVILEGES: Mapping[str, tuple[str, ...]] = {
    kind: (*held, "maintain") if held == _TABLE else held for kind, held in _KINDS.items()
}
"""By kind, the privileges that there are; MAINTAIN came with version 17."""

PSEUDO_TYPES = frozenset(
    """
    any anyelement anyarray anynonarray anyenum anyrange anymultirange anycompatible anycompatiblearray
    anycompatiblenonarray anycompatiblerange anycompatiblemultirange cstring internal language_handler fdw_handler
    table_am_handler index_am_handler tsm_handler record trigger event_trigger pg_ddl_command void unknown "any"
    """.split()
)
"""Types of routines that no column has (https://www.postgresql.org/docs/current/datatype-pseudo.html)."""
