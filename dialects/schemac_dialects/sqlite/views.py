"""Views put to SQLite itself, in memory: it takes a view of anything, and fails when the view is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

from schemac import ir
from schemac.dialect import Refusal
from schemac.ir import Database
from schemac_dialects.sqlite.types import quote


def refused(declared: Database) -> Iterator[Refusal]:
    """Each view that names a table or a column that is not there, and what SQLite says of it."""
    views = [found for found in declared.of_kind("view") if isinstance(found, ir.View)]
    if not views:
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in declared.of_kind("table"):
            if isinstance(table, ir.Table):
                columns = ", ".join(quote(column.name) for column in table.columns)
                connection.execute(f"CREATE TABLE {quote(table.name)} ({columns})")
        for raw in declared.of_kind("raw"):
            if isinstance(raw, ir.Raw):
                # A virtual table may be of a module that is not loaded here.
                with suppress(sqlite3.Error):
                    connection.execute(raw.create)
        for view in views:
            columns = f" ({', '.join(map(quote, view.columns))})" if view.columns else ""
            with suppress(sqlite3.Error):
                connection.execute(f"CREATE VIEW {quote(view.name)}{columns} AS {view.query}")
        for view in views:
            try:
                connection.execute(f"EXPLAIN SELECT * FROM {quote(view.name)}")
            except sqlite3.Error as error:
                # A function may be one that the application registers.
                if str(error).startswith(("no such column", "no such table")):
                    yield Refusal(
                        at=ir.address(view),
                        code="broken-view",
                        message=f"the view '{view.name}' cannot be read: {str(error).replace('main.', '')}",
                        help="a renamed table or column has its new name in the schema's own queries too",
                    )
