"""Whether a table can be changed while it is read and written
(https://dev.mysql.com/doc/refman/en/innodb-online-ddl-operations.html, https://mariadb.com/kb/en/innodb-online-ddl-overview/).

Such a change says ``LOCK=NONE``: the server takes the cheapest way that it has, or refuses, and never copies a table in
silence while its writers wait.
"""

from __future__ import annotations

from schemac import ir
from schemac.dialect import Hazard
from schemac.ir import TopLevel

LOCK_NONE = "LOCK=NONE"


def tail(*states: TopLevel) -> str:
    """The last clause of a change that InnoDB makes online, for a table in all the states that it has meanwhile.

    Indexes of texts and of geometries forbid it while a table is built anew, and so does a history of rows.
    """
    return LOCK_NONE if all(map(_is_online, states)) else ""


def _is_online(table: TopLevel) -> bool:
    return (
        isinstance(table, ir.Table)
        and table.engine in (None, "InnoDB")
        and not table.versioned
        and not table.periods
        and not any(index.method in ("fulltext", "spatial") for index in table.indexes)
        # An expression is a hidden column that is computed.
        and not any(part.sql is not None for index in table.indexes for part in index.columns)
        and not any(column.generated is not None and not column.stored for column in table.columns)
    )


def rewrite(message: str) -> Hazard:
    """A table is copied while nobody may write to it."""
    return Hazard(code="rewrite-table", message=message)
