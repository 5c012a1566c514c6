"""What SQLite would not make of a declared database, or could not use."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress

from schemac import ir, sqltext
from schemac.dialect import Refusal
from schemac.ir import Database
from schemac_dialects.sqlite.modules import written
from schemac_dialects.sqlite.types import quote

_MISSING = ("no such column", "no such table")


def refused(declared: Database) -> Iterator[Refusal]:
    """Each object that SQLite would not make, or could not use, and why."""
    for table in declared.of_kind("table"):
        if isinstance(table, ir.Table):
            yield from _virtual_tables(table)
            yield from _triggers(table, table.triggers, ("before", "after"))
    yield from _same_names(declared)
    views = [found for found in declared.of_kind("view") if isinstance(found, ir.View)]
    for view in views:
        yield from _triggers(view, view.triggers, ("instead_of",))
    if views:
        yield from _views(declared, views)


def _virtual_tables(table: ir.Table) -> Iterator[Refusal]:
    if table.virtual and (any(True for _ in ir.children(table)) or table.strict or table.without_rowid):
        yield Refusal(
            at=ir.address(table),
            code="not-rendered",
            message=f"'{table.name}' is a virtual table: only its module says what it has",
            help="say it in the arguments of the module: `virtual: {using: fts5, args: [title, body]}`",
        )


def _triggers(owner: ir.Table | ir.View, triggers: Sequence[ir.Trigger], timings: Sequence[str]) -> Iterator[Refusal]:
    """What is wrong with triggers (https://www.sqlite.org/lang_createtrigger.html)."""
    for trigger in triggers:
        message = None
        if len(trigger.events) > 1:
            message, way_out = "has several events, and SQLite's have one", "declare a trigger for each of them"
        elif trigger.events == ("truncate",):
            message, way_out = "is about TRUNCATE, which SQLite has not", "use `events: [delete]`"
        elif trigger.timing not in timings:
            message = f"runs {trigger.timing.replace('_', ' ')} of an event of a {owner.kind}"
            way_out = f"use `timing: {timings[-1]}`"
        elif isinstance(owner, ir.Table) and owner.virtual:
            message, way_out = "is one of a virtual table", "SQLite has none there: remove it"
        if message:
            address = ir.address(owner, trigger)
            yield Refusal(at=address, code="bad-trigger", message=f"'{trigger.name}' {message}", help=way_out)


def _same_names(declared: Database) -> Iterator[Refusal]:
    """Triggers that have a name which one of another table has: a database has one name space for all of them."""
    seen: dict[str, str] = {}
    for owner in declared.objects.values():
        for trigger in owner.triggers if isinstance(owner, ir.Table | ir.View) else ():
            name = trigger.name.lower()
            if name in seen:
                yield Refusal(
                    at=ir.address(owner, trigger),
                    code="duplicate-name",
                    message=f"the name of the trigger '{trigger.name}' is taken by one of '{seen[name]}'",
                    help="on SQLite no two triggers of a database have the same name",
                )
            seen[name] = owner.name


def _views(declared: Database, views: Sequence[ir.View]) -> Iterator[Refusal]:
    """Views that name a table or a column that is not there.

    They are put to SQLite itself, in memory: it takes a view of anything, and fails when the view is read.
    """
    unknown: list[str] = []
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in declared.of_kind("table"):
            if isinstance(table, ir.Table):
                try:
                    connection.execute(_stand_in(table))
                except sqlite3.Error:
                    # Its module is not loaded here.
                    unknown.append(table.name.lower())
        for raw in declared.of_kind("raw"):
            if isinstance(raw, ir.Raw):
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
                said = str(error).replace("main.", "")
                missing = said.removeprefix("no such table: ").lower()
                if said.startswith(_MISSING) and missing not in unknown and not _is_of_sqlite(missing, view):
                    yield Refusal(
                        at=ir.address(view),
                        code="broken-view",
                        message=f"the view '{view.name}' cannot be read: {said}",
                        help="a renamed table or column has its new name in the schema's own queries too",
                    )


def _stand_in(table: ir.Table) -> str:
    """What makes a table of the same columns; those of a virtual one only its module knows."""
    if table.virtual:
        arguments = ", ".join(table.virtual_arguments)
        return f"CREATE VIRTUAL TABLE {quote(table.name)} USING {written(table.virtual)}({arguments})"
    return f"CREATE TABLE {quote(table.name)} ({', '.join(quote(column.name) for column in table.columns)})"


def _is_of_sqlite(name: str, view: ir.View) -> bool:
    """Whether a table is one that SQLite makes itself, or a function that gives rows, which is called."""
    return name.startswith("sqlite_") or name in sqltext.called(view.query)
