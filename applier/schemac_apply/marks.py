"""What a person tells the ledger: a migration is applied, is not, or goes on at a statement; a database is adopted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from schemac_apply.doubt import refuse_place
from schemac_apply.drivers import Connection
from schemac_apply.errors import UsageError
from schemac_apply.folder import Folder, Migration, read_folder
from schemac_apply.ledger import Ledger, Row
from schemac_apply.results import Event, Result
from schemac_apply.script import Script, read_script
from schemac_apply.session import (
    WAIT,
    Changes,
    Listener,
    Patience,
    announced,
    exclusive,
    ledger_of,
    listener,
    make,
    opened,
    refuse_dialect,
    resolve,
    transaction,
)


def mark(
    connection: Connection,
    contents: Folder,
    ledger: Ledger,
    rows: dict[str, Row],
    applied: Sequence[str],
    failed: Sequence[str],
    changes: Changes,
) -> tuple[str, ...]:
    """Record migrations as applied, or as not applied at all.

    Args:
        rows: what the ledger has; it follows.
        applied, failed: names, or unambiguous beginnings.
        changes: what is to be written, to which this adds.

    Raises:
        UsageError: no such migration, or it is in that state already.
    """
    files = {migration.name: migration for migration in contents.migrations}
    finished = [resolve(name, list(files)) for name in applied]
    undone = [resolve(name, sorted({*files, *rows})) for name in failed]
    for name in finished:
        row = rows.get(name)
        if row is not None and not row.partial and not row.retreating:
            raise UsageError(f"{name} is applied already", help="`status` says where each migration stands")
    for name in undone:
        if name not in rows:
            raise UsageError(f"{name} was not begun", help="`status` says where each migration stands")
        if not rows[name].partial and not rows[name].retreating:
            raise UsageError(f"{name} is applied as a whole", help="`rollback` runs its way back")
    for name in finished:
        total = _total(connection, files[name])
        changes.add(
            Event(kind="marked-applied", migration=name), partial(_record, ledger, files[name], total, rows.get(name))
        )
        rows[name] = _applied(files[name], total, rows.get(name))
    for name in undone:
        changes.add(Event(kind="marked-failed", migration=name), partial(ledger.delete, name))
        del rows[name]
    return (*finished, *undone)


def resume(ledger: Ledger, begun: Sequence[tuple[Row, Script]], number: int, changes: Changes) -> Row:
    """Record that the one migration that was stopped goes on at a statement, and return its row.

    Args:
        begun: the rows of those that were stopped, each with its script.
        number: the statement, from 1; one more than there are is the end.
        changes: what is to be written, to which this adds.

    Raises:
        UsageError: there is not exactly one, it has no such statement, or statements that are applied would run again.
    """
    if len(begun) != 1:
        names = ", ".join(row.name for row, _ in begun)
        raise UsageError(
            f"several migrations were stopped: {names}" if begun else "no migration was stopped between two statements",
            help="choose the first of them with --to" if begun else "leave --resume-at out",
        )
    ((row, script),) = begun
    refuse_place(script, number, row.statements_done)
    changes.add(None, partial(ledger.place, row.name, done=number - 1, total=script.total, in_doubt=0))
    return replace(row, statements_done=number - 1, statements_total=script.total, in_doubt=0)


def baseline(
    database: Any,
    folder: Path | str = "migrations",
    *,
    to: str | None = None,
    dry_run: bool = False,
    proof: Callable[[Connection, str], None] | None = None,
    wait: float | None = WAIT,
    on_event: Listener | None = None,
) -> Result:
    """Record migrations as applied in a database that has them already, and run nothing.

    Args:
        database: its URL, or an open connection.
        folder: the migration folder.
        to: the last migration that the database has: its name or an unambiguous beginning; else all.
        dry_run: change nothing, and report what would be recorded.
        proof: called, while no other applier is at work, with the connection and the last migration's name;
            what it raises ends the run.
        wait: seconds to wait for another applier; None is for ever.
        on_event: told of each step.

    Raises:
        UsageError: the ledger has migrations already, or there is none to record.
        ApplyError: another of its subclasses.
    """
    emit = listener(on_event)
    contents = read_folder(folder)
    names = [migration.name for migration in contents.migrations]
    if not names:
        raise UsageError(f"{contents.path} has no migrations to record", help="`schemac generate` writes the first one")
    last = names[-1] if to is None else resolve(to, names)
    chosen = [migration for migration in contents.migrations if migration.name <= last]
    refuse_dialect(contents, database)
    with opened(database, Patience(wait=wait), create=not dry_run) as connection:
        ledger = ledger_of(contents, connection)
        with exclusive(connection, ledger, wait, emit):
            if rows := ledger.rows():
                raise UsageError(
                    f"the ledger is not empty, it has {len(rows)} already: this database is not a new one to it",
                    help="`apply --mark-applied NAME` records a single one",
                )
            if proof is not None:
                proof(connection, last)
            totals = {migration.name: _total(connection, migration) for migration in chosen}
            if not dry_run:
                make(connection, ledger)
                with transaction(connection):
                    for migration in chosen:
                        _record(ledger, migration, totals[migration.name], None)
    for migration in chosen:
        event = Event(kind="baselined", migration=migration.name)
        emit(announced(event) if dry_run else event)
    return Result(baselined=tuple(migration.name for migration in chosen), dry_run=dry_run)


def _total(connection: Connection, migration: Migration) -> int:
    """How many statements a migration has. Raises FolderError, ScriptError."""
    path = str(migration.path)
    return read_script(migration.chunks, name=migration.name, path=path, dialect=connection.dialect).total


def _applied(migration: Migration, total: int, row: Row | None) -> Row:
    """The row of a migration that is applied as a whole; of a new one, without who did it and when."""
    before = row or Row(
        name=migration.name,
        hash=migration.hash,
        applied_at="",
        duration_ms=0,
        applied_by="",
        statements_done=total,
        statements_total=total,
        in_doubt=0,
    )
    return replace(before, hash=migration.hash, statements_done=total, statements_total=total, in_doubt=0)


def _record(ledger: Ledger, migration: Migration, total: int, row: Row | None) -> None:
    """Write the row of a migration that is applied as a whole."""
    if row is not None:
        ledger.accept(migration.name, migration.hash, migration.down_text())
        ledger.place(migration.name, done=total, total=total, in_doubt=0)
        return
    ledger.insert(
        migration.name,
        migration.hash,
        done=total,
        total=total,
        in_doubt=0,
        duration_ms=0,
        down_sql=migration.down_text(),
    )
