"""What of PostgreSQL is modelled, carried as raw SQL, or reported: the one place that says so.

``docs/postgres.md`` is written from this; tests hold it to what is rendered, to what is read, and to the catalogues of
the servers (https://www.postgresql.org/docs/current/catalogs.html).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from schemac_dialects.postgres.supports import SUPPORTS


class Held(NamedTuple):
    """A kind of object or a feature, and the catalogues that hold it."""

    what: str
    catalogues: tuple[str, ...]
    note: str = ""


_COLUMNS = ("pg_attribute", "pg_attrdef")
MODELLED: Mapping[str, Held] = {
    "role": Held("Roles and their memberships", ("pg_authid", "pg_auth_members", "pg_db_role_setting")),
    "schema": Held("Schemas", ("pg_namespace",)),
    "extension": Held("Extensions", ("pg_extension",)),
    "collation": Held("Collations", ("pg_collation",)),
    "enum": Held("Enums", ("pg_type", "pg_enum")),
    "domain": Held("Domains", ("pg_type", "pg_constraint")),
    "composite": Held("Composite types", ("pg_type", "pg_class")),
    "field": Held("Fields of composite types", ("pg_attribute",)),
    "range": Held("Range and multirange types", ("pg_type", "pg_range")),
    "sequence": Held("Sequences", ("pg_class", "pg_sequence")),
    "table": Held("Tables, partitioned and inheriting ones too", ("pg_class", "pg_inherits", "pg_partitioned_table")),
    "partition_by": Held("Partition keys", ("pg_partitioned_table",)),
    "listed_partition": Held("Partitions", ("pg_class", "pg_inherits")),
    "column": Held("Columns, generated and identity ones too", _COLUMNS),
    "primary_key": Held("Primary keys", ("pg_constraint", "pg_index")),
    "unique": Held("Unique constraints", ("pg_constraint", "pg_index")),
    "foreign_key": Held("Foreign keys", ("pg_constraint",)),
    "references": Held("What foreign keys refer to", ("pg_constraint",)),
    "check": Held("Checks", ("pg_constraint",)),
    "exclusion": Held("Exclusion constraints", ("pg_constraint", "pg_index")),
    "index": Held("Indexes", ("pg_class", "pg_index")),
    "index_part": Held("Parts of indexes", ("pg_index", "pg_attribute")),
    "statistic": Held("Extended statistics", ("pg_statistic_ext",)),
    "rule": Held("Rules", ("pg_rewrite",)),
    "trigger": Held("Triggers", ("pg_trigger",)),
    "policy": Held("Row security and policies", ("pg_policy",)),
    "function": Held("Functions", ("pg_proc",)),
    "procedure": Held("Procedures", ("pg_proc",)),
    "aggregate": Held("Aggregates", ("pg_proc", "pg_aggregate")),
    "view": Held("Views", ("pg_class", "pg_rewrite", *_COLUMNS)),
    "materialized_view": Held("Materialized views", ("pg_class", "pg_rewrite")),
    "event_trigger": Held("Event triggers", ("pg_event_trigger",)),
    "publication": Held("Publications", ("pg_publication", "pg_publication_rel", "pg_publication_namespace")),
    "default_privilege": Held("Default privileges", ("pg_default_acl",)),
    "raw": Held("Whatever has no model, as SQL", ()),
}
"""By kind, as in ``SUPPORTS``."""

RAW = (
    Held("Foreign-data wrappers", ("pg_foreign_data_wrapper",), "options that may be secrets are left out, and named"),
    Held("Foreign servers", ("pg_foreign_server",), "as above"),
    Held("User mappings", ("pg_user_mapping",), "as above; options that only others may see are reported"),
    Held(
        "Foreign tables, with what lives in them",
        ("pg_foreign_table", "pg_class", *_COLUMNS, "pg_constraint", "pg_trigger"),
        "as above",
    ),
    Held("Text search configurations and their mappings", ("pg_ts_config", "pg_ts_config_map")),
    Held("Text search dictionaries", ("pg_ts_dict",)),
    Held("Text search parsers", ("pg_ts_parser",)),
    Held("Text search templates", ("pg_ts_template",)),
    Held("Operators", ("pg_operator",)),
    Held(
        "Operator classes and families",
        ("pg_opclass", "pg_opfamily", "pg_amop", "pg_amproc"),
        "a class that brought its own family is one with it",
    ),
    Held("Casts", ("pg_cast",)),
    Held("Conversions", ("pg_conversion",)),
    Held("Languages", ("pg_language",)),
    Held("Access methods", ("pg_am",)),
    Held("Transforms", ("pg_transform",)),
    Held("Base types, with their functions, and shell types", ("pg_type",)),
    Held("Security labels", ("pg_seclabel",)),
    Held("Privileges on sequences of identity columns", ("pg_class",), "where default privileges do not give them"),
)
"""Carried as the statements that make them."""

REPORTED = (
    Held("Typed tables (`CREATE TABLE … OF`), with what lives in them", ("pg_class",), "they hold data"),
    Held("Subscriptions", ("pg_subscription",), "their connections hold secrets"),
    Held("Operators without a function", ("pg_operator",), "another operator only speaks of them"),
    Held("Unlogged sequences of logged tables or of none, and the other way round", ("pg_class",)),
    Held("Indexes whose build failed", ("pg_index",)),
    Held("Comments on indexes of constraints, on NOT NULL, on row types and on multirange types", ("pg_description",)),
    Held("Options, and settings of columns of materialized views", ("pg_attribute",), "`ALTER COLUMN … SET (…)`"),
    Held("Disabled triggers of constraints", ("pg_trigger",), "`DISABLE TRIGGER ALL`"),
    Held("What is dropped with an extension that it needs", ("pg_depend",), "`DEPENDS ON EXTENSION`"),
    Held("Privileges that were given on objects of an extension", ("pg_init_privs",)),
    Held("Privileges that an owner took from itself", ("pg_class", "pg_proc", "pg_type", "pg_namespace")),
    Held("Settings of the database, and of a role in it", ("pg_db_role_setting",), "`ALTER DATABASE … SET`"),
    Held("Comment, privileges and limit of connections of the database", ("pg_database", "pg_shdescription")),
    Held("Security labels of the database and of large objects", ("pg_shseclabel", "pg_seclabel")),
    Held("Schema `public`, where it is gone", ("pg_namespace",)),
    Held("Large objects", ("pg_largeobject_metadata",), "they are data; how many there are is said"),
)
"""Neither: named in a diagnostic, ``unmodelled-object``."""

NOTHING: Mapping[str, str] = {
    "pg_largeobject": "data",
    "pg_parameter_acl": "the server's: privileges on its parameters",
    "pg_replication_origin": "the server's: how far replication is",
    "pg_shdepend": "what depends on roles and the like: a consequence of the rest",
    "pg_statistic": "what ANALYZE found in the data",
    "pg_statistic_ext_data": "what ANALYZE found in the data",
    "pg_subscription_rel": "how far subscriptions are",
    "pg_tablespace": "the server's: directories; tables and indexes name them",
}
"""Catalogues that hold nothing of a schema, and why."""


def catalogues() -> frozenset[str]:
    """Every catalogue that is accounted for."""
    held = (*MODELLED.values(), *RAW, *REPORTED)
    return frozenset(name for one in held for name in one.catalogues) | NOTHING.keys()


_HEAD = """\
# PostgreSQL: what is modelled

This page is written by `pytest --update` from [`coverage.py`](../dialects/schemac_dialects/postgres/coverage.py).

Whatever a database has is one of three:

- **modelled**: it has a kind of its own in [the language](language.md). It is compared, migrated and read back.
- **raw**: it is carried as the statements that make it, with what it depends on: see [raw SQL](language.md#raw-sql).
- **reported**: reading a database names it in a warning, `unmodelled-object`, and leaves it out.

Objects that belong to an extension are the extension's. What is temporary is not looked at.
"""


def page() -> str:
    """The page of the documentation, as Markdown."""
    return "\n".join((_HEAD, *_tables())) + "\n"


def _tables() -> Iterator[str]:
    yield "## Kinds and features"
    yield ""
    yield from _row("what", "is", "catalogues", "remarks")
    yield from _row("---", "---", "---", "---")
    for kind, held in MODELLED.items():
        yield from _row(held.what, "modelled", _code(held.catalogues), f"[keys](#{kind})")
    for name, group in (("raw", RAW), ("reported", REPORTED)):
        for held in group:
            yield from _row(held.what, name, _code(held.catalogues), held.note)
    yield ""
    yield "## Keys that are rendered"
    for kind in MODELLED:
        yield from ("", f"### {kind}", "", _code(sorted(SUPPORTS[kind])))
    yield from ("", "## Catalogues that hold nothing of a schema", "")
    yield from _row("catalogue", "holds")
    yield from _row("---", "---")
    for name, reason in NOTHING.items():
        yield from _row(f"`{name}`", reason)


def _row(*cells: str) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
