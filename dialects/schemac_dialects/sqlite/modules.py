"""Modules of virtual tables, and the tables that they keep beside each (https://www.sqlite.org/vtab.html#xshadowname).

SQLite tells only those of modules that are loaded, and by name alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from schemac.ir import Table
from schemac_dialects.sqlite.tokens import Reader, Unparsable, tokens

_FTS = "content|segments|segdir|docsize|stat"
_RTREE = "node|rowid|parent"
_SHADOW_TABLES: Mapping[str, str] = {
    "fts1": "content|term",
    "fts2": "content|segments|segdir",
    "fts3": _FTS,
    "fts4": _FTS,
    "fts5": "data|idx|content|docsize|config",
    "rtree": _RTREE,
    "rtree_i32": _RTREE,
    "geopoly": _RTREE,
    "spellfix1": "vocab",
    "vec0": r"chunks|rowids|info|auxiliary|vector_chunks\d+|metadatachunks\d+|metadatatext\d+",
    "vss0": "index|data",
    **dict.fromkeys(
        """
        fts3aux fts4aux fts3tokenize fts5vocab dbstat csv json_each json_tree generate_series sqlite_stmt sqlite_dbpage
        sqlite_dbdata sqlite_dbptr bytecode tables_used zipfile fsdir transitive_closure approximate_match carray
        completion swarmvtab unionvtab statement
        """.split(),
        "",
    ),
}
"""For each module the endings of its shadow tables."""


def is_known(module: str) -> bool:
    """Whether the shadow tables of a module are known."""
    return module.lower() in _SHADOW_TABLES


def shadow_tables(virtual: Sequence[Table], names: Sequence[str], loaded: Set[str]) -> Set[str]:
    """The tables that belong to virtual ones, and come and go with them.

    names: of all plain tables; loaded: those that SQLite calls shadow tables itself.
    """
    # A table of the user's own is a shadow table to SQLite by its name alone, even where it is the content.
    contents = {content.lower() for table in virtual if (content := option(table, "content"))}
    endings = [
        re.compile(rf"{re.escape(table.name.lower())}_(?:{endings})")
        for table in virtual
        if (endings := _SHADOW_TABLES.get((table.virtual or "").lower()))
    ]
    return {
        name
        for name in names
        if name.lower() not in contents
        and (name in loaded or any(pattern.fullmatch(name.lower()) for pattern in endings))
    }


def option(table: Table, name: str) -> str | None:
    """What a virtual table is given under a name, as in ``content=posts`` or ``content="posts"``; None without it."""
    for argument in table.virtual_arguments:
        found = tokens(argument)
        if len(found) > 3 and found[0].key == name.upper() and found[1].key == "=":
            reader = Reader(argument)
            reader.at = 2
            try:
                return reader.name() or None
            except Unparsable:
                return None
    return None


def written(module: str) -> str:
    """The name of a module as SQL: other tools look for it without quotes."""
    return module if re.fullmatch(r"[a-z_][a-z0-9_]*", module) else '"' + module.replace('"', '""') + '"'
