"""The number that SQLite gives every row, and what it is called (https://www.sqlite.org/lang_createtable.html#rowid)."""

from __future__ import annotations

from schemac import ir

_NAMES = ("rowid", "_rowid_", "oid")


def alias(table: ir.Table) -> str | None:
    """The column that is the rowid under another name."""
    key = table.primary_key
    if key is None or len(key.columns) != 1 or key.parts or table.without_rowid:
        return None
    return next((one.name for one in table.columns if one.name == key.columns[0] and is_integer(one.type)), None)


def is_integer(type: str) -> bool:
    """Whether a primary key of a type is the rowid: no other type than INTEGER is one, not even INT."""
    return type.strip("\"'`[]").lower() == "integer"


def free_name(*tables: ir.Table) -> str | None:
    """A name under which all of some tables know their rowid; None where one has none, or no such name is left."""
    if any(table.without_rowid for table in tables):
        return None
    taken = {column.name.lower() for table in tables for column in table.columns}
    return next((name for name in _NAMES if name not in taken), None)


def key_column(table: ir.Table) -> str | None:
    """The column at which the primary key has to be written, since it means something else at the table's end.

    Only there AUTOINCREMENT is possible without naming the column twice, and only there DESC keeps an INTEGER from
    being the rowid.
    """
    key = table.primary_key
    for column in table.columns:
        if column.autoincrement:
            return column.name
        if key is not None and key.columns == (column.name,) and key.parts and is_integer(column.type):
            return column.name
    return None
