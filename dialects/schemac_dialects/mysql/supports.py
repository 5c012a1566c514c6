"""What of the language is rendered for MySQL and MariaDB: kinds and their keys."""

from __future__ import annotations

from collections.abc import Mapping

from schemac_dialects.mysql.flavour import Flavour

_ROUTINE = {"comment", "name", "args", "security", "definer", "data_access", "set", "body", "body_file", "depends_on"}
_SCHEDULE = {"at", "every", "starts", "ends", "preserve", "enabled"}
_BOTH: Mapping[str, set[str]] = {
    "database": {"charset", "collation"},
    "enum": {"values", "renamed_values"},
    "domain": {"type", "nullable", "default", "check", "checks", "collation"},
    "table": {
        "comment", "columns", "primary_key", "uniques", "foreign_keys", "checks", "indexes", "triggers",
        "partition_by", "partitions", "storage", "tablespace", "engine", "charset", "collation", "auto_increment",
    },
    "partition_by": {
        "range", "list", "hash", "key", "range_columns", "list_columns", "linear_hash", "linear_key", "count",
        "subpartition_by",
    },
    "partition": {"comment", "to", "values", "subpartitions", "storage", "tablespace"},
    "column": {
        "comment", "type", "nullable", "default", "generated", "identity", "autoincrement", "charset", "collation",
        "on_update", "invisible", "srid", "using", "backfill", "unique", "index", "check", "references", "primary_key",
    },
    "primary_key": {"comment", "columns", "name"},
    "unique": {"comment", "columns"},
    "key_part": {"length", "order"},
    "foreign_key": {"columns", "references"},
    "references": {"table", "columns", "on_delete", "on_update"},
    "check": {"sql"},
    "index": {"comment", "columns", "unique", "method", "parser", "invisible", "storage", "concurrently"},
    "index_part": {"column", "order", "length"},
    "trigger": {"timing", "events", "level", "body", "body_file", "follows", "definer", "set"},
    "view": {
        "query", "query_file", "columns", "security_invoker", "check_option", "algorithm", "definer", "depends_on",
    },
    "function": _ROUTINE | {"returns", "volatility"},
    "procedure": _ROUTINE | {"volatility"},
    "event": _SCHEDULE | {"comment", "body", "body_file", "definer", "set"},
    "raw": {"create", "drop", "depends_on"},
}  # fmt: skip


def supports(flavour: Flavour) -> Mapping[str, frozenset[str]]:
    """For each kind the keys that are rendered."""
    found = {kind: set(keys) for kind, keys in _BOTH.items()}
    if flavour.enforced:
        found["check"].add("enforced")
    if flavour.expression_keys:
        found["index_part"].add("sql")
    if flavour.sequences:
        found["sequence"] = {"start", "increment", "min", "max", "cache", "cycle"}
    if flavour.versioned:
        found["table"] |= {"versioned", "periods"}
        found["column"] |= {"versioned", "compression"}
        found["partition_by"].add("system_time")
        found["partition"] |= {"history", "default"}
        found["unique"].add("without_overlaps")
        found["primary_key"].add("without_overlaps")
    # The expression of a partition key.
    found["index_part"].add("sql")
    return {kind: frozenset(keys) for kind, keys in found.items()}


_SINCE: Mapping[str, Mapping[tuple[str, str], str]] = {
    "mysql": {
        ("index_part", "sql"): "8.0.13",
        **{(kind, "check"): "8.0.16" for kind in ("column", "domain")},
        **{(kind, "checks"): "8.0.16" for kind in ("table", "domain")},
        ("column", "invisible"): "8.0.23",
        ("type", "vector"): "9.0",
    },
    "mariadb": {
        ("type", "uuid"): "10.7",
        ("type", "inet4"): "10.10",
        ("type", "vector"): "11.7",
        ("type", "xmltype"): "12.3",
    },
}


def since(flavour: Flavour) -> Mapping[tuple[str, str], str]:
    """The first version that has a key of a kind, or a type (https://dev.mysql.com/doc/relnotes/mysql/8.0/en/,
    https://mariadb.com/kb/en/release-notes/)."""
    return _SINCE[flavour.name]
