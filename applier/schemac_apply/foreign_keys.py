"""Rows that lose their parent while a script runs with foreign keys unenforced (SQLite)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from schemac_apply.drivers import Connection
from schemac_apply.errors import DatabaseError

_SHOWN = 5

Orphan = tuple[str, int | None, str]
"""A row without a parent: its table, its row id, the parent's table."""


def orphans_before(connection: Connection) -> Sequence[Orphan] | None:
    """The rows that have no parent already; None where they cannot be told."""
    try:
        return connection.orphans()
    except DatabaseError:
        # A foreign key that fits no key of its parent, from before this script: nothing can be compared.
        return None


def new_orphans(before: Sequence[Orphan], after: Sequence[Orphan]) -> DatabaseError | None:
    """What the server would have said of the rows that have no parent now, but had one before."""
    # A rebuild may number rows anew: a row is new only where its table has more of them than before.
    counts = Counter((table, parent) for table, _, parent in before)
    more = {pair for pair, count in Counter((t, p) for t, _, p in after).items() if count > counts[pair]}
    candidates = (Counter(after) - Counter(before)).elements()
    new = [orphan for orphan in candidates if (orphan[0], orphan[2]) in more]
    if not new:
        return None
    rows = [
        f"{table} row {'?' if row is None else row} has no parent in {parent}" for table, row, parent in new[:_SHOWN]
    ]
    if len(new) > _SHOWN:
        rows.append(f"and {len(new) - _SHOWN} more")
    return DatabaseError(
        "FOREIGN KEY constraint failed: rows without a parent after the last statement",
        detail="; ".join(rows),
        sqlstate="SQLITE_CONSTRAINT_FOREIGNKEY",
    )
