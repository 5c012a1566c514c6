"""What a constraint without a name is called: as PostgreSQL would call it."""

from __future__ import annotations

from collections.abc import Iterable

from schemac import sqltext


def checked_column(sql: str, columns: Iterable[str]) -> str | None:
    """The column of a table that a check is about, if it is about one alone.

    Its name then stands in the check's, wherever the check was written (AddRelationNewConstraints in PostgreSQL's
    src/backend/catalog/heap.c).
    """
    words = {word.lower() for word in sqltext.words(sql)}
    found = [column for column in columns if column.lower() in words]
    return found[0] if len(found) == 1 else None
