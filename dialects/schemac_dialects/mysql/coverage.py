"""What of MySQL and MariaDB is modelled, reported, or no part of a database's schema: the one place that says so.

``docs/mysql.md`` is written from this; a test holds it to what is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemac_dialects.mysql.flavour import MARIADB, MYSQL
from schemac_dialects.mysql.supports import supports

MODELLED: Mapping[str, tuple[str, str]] = {
    "database": ("Charset and collation of the database", "read where they are not the server's own"),
    "enum": ("Enums of the project", "`enum(…)` of each column that has one"),
    "domain": ("Domains of the project", "type and checks of each column that has one"),
    "sequence": ("Sequences", "MariaDB"),
    "table": (
        "Tables: engine, charset, options, history",
        "row format, key block size, statistics, compression and other options stand in `storage`",
    ),
    "partition_by": ("Partition keys, and keys of subpartitions", ""),
    "partition": ("Partitions and subpartitions", "members of their table"),
    "column": (
        "Columns: generated, invisible, numbered, with ON UPDATE, a charset, a reference system",
        "`identity: by_default` is AUTO_INCREMENT",
    ),
    "primary_key": ("Primary keys", "each is called PRIMARY, whatever name is declared"),
    "unique": ("Unique keys", "a unique index of plain columns is one"),
    "key_part": ("Columns of keys, with length and order", ""),
    "foreign_key": ("Foreign keys", "the index that the server makes for one need not be declared"),
    "references": ("What foreign keys refer to", "`no_action`, `restrict` and nothing mean the same"),
    "check": ("Checks", "those that are not enforced: MySQL"),
    "index": ("Indexes: full-text with parser, spatial, invisible, prefixes, descending", ""),
    "index_part": ("Columns and expressions of indexes", "expressions: MySQL"),
    "trigger": ("Triggers, and their order", "of one timing and event, they run in the order of the file"),
    "function": ("Functions", "the body to the character"),
    "procedure": ("Procedures", "the body to the character"),
    "view": ("Views: algorithm, security, check option", "the query as the server keeps it"),
    "event": ("Events", ""),
    "raw": ("Whatever has no model, as SQL", ""),
}
"""By kind, as in what is supported."""

REPORTED: Mapping[str, str] = {
    "Column options of NDB and of engines: COLUMN_FORMAT, STORAGE, ENGINE_ATTRIBUTE": "named, and left out",
    "The connection of a FEDERATED or CONNECT table": "it may hold a password: named, never read",
    "A foreign key to a table of another database": "named, and left out",
    "A table whose engine is gone, a view whose tables are gone": "named, with what the server says",
    "A routine whose body the account may not see": "named",
    "Packages, and routines in the mode of Oracle (MariaDB)": "named",
}
OUTSIDE: Mapping[str, str] = {
    "Accounts, roles and privileges": "the server's; a `definer` names an account",
    "Tablespaces, servers, resource groups, reference systems, loadable functions": "the server's; `raw` can make them",
    "Other databases of the server": "not looked at",
    "AUTO_INCREMENT's next number": "data; `auto_increment` is where a new table begins",
    "A generated invisible primary key (MySQL)": "the server's own, as long as it is hidden",
}

_HEAD = """\
# MySQL and MariaDB: what is modelled

This page is written by `pytest --update` from [`coverage.py`](../dialects/schemac_dialects/mysql/coverage.py).

`dialect: mysql` is MySQL 8.0 and newer, `dialect: mariadb` MariaDB 10.6 and newer. They share what is the same; what
only one has is an error at its key for the other. A schema is one database: there are no `schemas`.

## How changes are made

- Changes of one table are one ALTER TABLE where they can be. `LOCK=NONE` asks the server to refuse what would lock
  the table; where the table has to be copied, a [hazard](hazards.md) says so.
- A changed column is written with every attribute that it has.
- DDL commits by itself here: there is no transaction around a migration. The ledger is advanced after each statement,
  and a run that was stopped goes on where it stopped.
- An applier sets `sql_mode` to the default of the product while it runs. What a routine, a trigger or an event was
  made under stays with it: where that matters, `set: {sql_mode: …}` says so.
- A `definer` that is not declared is whoever applies the migration, and never a difference.
- Expressions are compared by the server itself: a temporary table is made of the declared one, and a view under a
  name of schemac's own where a query differs in its text. So `diff` and `push` need the privileges CREATE TEMPORARY
  TABLES and, for views, CREATE VIEW and DROP.
"""


def page() -> str:
    """The page of the documentation, as Markdown."""
    return "\n".join((_HEAD, *_tables())) + "\n"


def _tables() -> Iterator[str]:
    own = {flavour.title: supports(flavour) for flavour in (MYSQL, MARIADB)}
    yield from ("## Kinds and features", "", "| what | is | remarks |", "| --- | --- | --- |")
    for kind, (what, remark) in MODELLED.items():
        yield f"| {what} | [modelled](#{kind}) | {remark} |"
    for what, remark in REPORTED.items():
        yield f"| {what} | reported | {remark} |"
    for what, remark in OUTSIDE.items():
        yield f"| {what} | no part of a schema | {remark} |"
    yield from ("", "## Keys that are rendered")
    for kind in MODELLED:
        yield from ("", f"### {kind}", "")
        held = {title: found.get(kind, frozenset()) for title, found in own.items()}
        words = []
        for key in sorted(frozenset().union(*held.values())):
            titles = [title for title, keys in held.items() if key in keys]
            words.append(f"`{key}`" if len(titles) == len(held) else f"`{key}` ({titles[0]})")
        yield ", ".join(words)
