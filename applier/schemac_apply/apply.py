"""Applying a migration folder, and saying where a database stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from schemac_apply.doubt import refuse_doubt, refuse_lost_session
from schemac_apply.drivers import Connection
from schemac_apply.errors import LedgerMismatch, OrderRefused, RolledBackInPart, ScriptError
from schemac_apply.execution import LOCK_RETRIES, Manner, run
from schemac_apply.folder import Folder, Migration, read_folder
from schemac_apply.ledger import Ledger, Row
from schemac_apply.marks import mark, resume
from schemac_apply.progress import Overtaken, Progress
from schemac_apply.results import Entry, Event, Result, State, Status
from schemac_apply.script import Script, read_script
from schemac_apply.session import (
    WAIT,
    Changes,
    Listener,
    Patience,
    exclusive,
    is_busy,
    ledger_of,
    listener,
    make,
    opened,
    prepared,
    refuse_dialect,
    refuse_pooler,
    resolve,
    transaction,
)

Reading = tuple[Script, str | None]
Reader = Callable[[Migration, str], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of an apply; `migrate` says what each part means."""

    to: str | None = None
    dry_run: bool = False
    repair: bool = False
    strict_order: bool = False
    single_transaction: bool = False
    resume_at: int | None = None
    mark_applied: tuple[str, ...] = ()
    mark_failed: tuple[str, ...] = ()
    patience: Patience = Patience()
    lock_retries: int = LOCK_RETRIES

    @property
    def answers(self) -> bool:
        """Whether a person says what became of a migration that was stopped."""
        return bool(self.resume_at is not None or self.mark_applied or self.mark_failed)


def migrate(
    database: Any,
    folder: Path | str = "migrations",
    *,
    to: str | None = None,
    dry_run: bool = False,
    repair: bool = False,
    strict_order: bool = False,
    single_transaction: bool = False,
    resume_at: int | None = None,
    mark_applied: Sequence[str] = (),
    mark_failed: Sequence[str] = (),
    wait: float | None = WAIT,
    lock_timeout: float | None = None,
    statement_timeout: float | None = None,
    lock_retries: int = LOCK_RETRIES,
    on_event: Listener | None = None,
) -> Result:
    """Apply what the ledger does not have, in order of name.

    Args:
        database: its URL; or an open connection of sqlite3, psycopg or PyMySQL, which is left as it was.
        folder: the migration folder.
        to: the last migration to apply: its name or an unambiguous beginning of it.
        dry_run: change nothing, and report what is pending, or what would be refused.
        repair: accept applied files that have changed, and forget those that are gone.
        strict_order: refuse a migration that is older than the newest applied one.
        single_transaction: apply all of them or none (PostgreSQL, SQLite).
        resume_at: the statement at which the migration that was stopped goes on: a person has looked.
        mark_applied: migrations that a person has brought to their end; they are not run.
        mark_failed: migrations that a person has undone; they start anew.
        wait: seconds to wait for another applier; None is for ever.
        lock_timeout: seconds that a statement waits for a lock; None is the server's own time (SQLite: 30).
        statement_timeout: seconds that a statement may take; None is the server's own time.
        lock_retries: how many more times to try what cannot have a lock.
        on_event: told of each step.

    Raises:
        ApplyError: one of its subclasses; migrations before the failing one stay applied, unless
            `single_transaction` says otherwise.
    """
    request = Request(
        to=to,
        dry_run=dry_run,
        repair=repair,
        strict_order=strict_order,
        single_transaction=single_transaction,
        resume_at=resume_at,
        mark_applied=(mark_applied,) if isinstance(mark_applied, str) else tuple(mark_applied),
        mark_failed=(mark_failed,) if isinstance(mark_failed, str) else tuple(mark_failed),
        patience=Patience(wait=wait, lock_timeout=lock_timeout, statement_timeout=statement_timeout),
        lock_retries=lock_retries,
    )
    return apply_folder(database, read_folder(folder), request, listener(on_event))


def read_migration(migration: Migration, dialect: str) -> Reading:
    """What a migration's file has the applier do, and the text that leads back, which can be run too.

    Raises FolderError, ScriptError."""
    script = read_script(migration.chunks, name=migration.name, path=str(migration.path), dialect=dialect)
    down_sql = migration.down_text()
    if down_sql is not None:
        read_script(down_sql, name=migration.name, path=str(migration.down_path), dialect=dialect)
    return script, down_sql


def apply_folder(
    database: Any, contents: Folder, request: Request, emit: Listener, *, read: Reader = read_migration
) -> Result:
    """Apply a folder that was read; `migrate` has the rest.

    Args:
        read: reads a migration's files; whoever applies a folder to many databases keeps what it gives.

    Raises ApplyError."""
    if request.to is not None:
        request = replace(request, to=resolve(request.to, [migration.name for migration in contents.migrations]))
    refuse_dialect(contents, database)
    with opened(database, request.patience, create=not request.dry_run) as connection:
        ledger = ledger_of(contents, connection)
        if request.dry_run:
            return _apply_pending(connection, contents, ledger, request, emit, read)
        if _is_settled(contents, ledger.rows(), request):
            # Most starts of an application find nothing to do, and need not wait for each other.
            return Result()
        with exclusive(connection, ledger, request.patience.wait, emit, answered=request.answers):
            make(connection, ledger)
            while True:
                try:
                    return _apply_pending(connection, contents, ledger, request, emit, read)
                except Overtaken:
                    # Before the transaction of all of them began, another applier was done with some.
                    continue


def _is_settled(contents: Folder, rows: Mapping[str, Row], request: Request) -> bool:
    """Whether the ledger has what the folder has and nobody asks for more."""
    return (
        not request.answers
        and rows.keys() == {migration.name for migration in contents.migrations}
        and all(
            _entry(migration.name, migration, rows[migration.name]).state == "applied"
            for migration in contents.migrations
        )
    )


def status(database: Any, folder: Path | str = "migrations", *, wait: float | None = WAIT) -> Status:
    """Compare the folder with the ledger; changes nothing. Raises ApplyError."""
    return folder_status(database, read_folder(folder), Patience(wait=wait))


def folder_status(database: Any, contents: Folder, patience: Patience) -> Status:
    """The status by a folder that was read; `status` has the rest. Raises ApplyError."""
    refuse_dialect(contents, database)
    with opened(database, patience, create=False) as connection:
        ledger = ledger_of(contents, connection)
        rows = ledger.rows()
        busy = any(row.in_doubt for row in rows.values()) and is_busy(connection, ledger)
    files = {migration.name: migration for migration in contents.migrations}
    entries = tuple(_entry(name, files.get(name), rows.get(name)) for name in sorted({*files, *rows}))
    return Status(entries=entries, busy=busy)


def run_script(connection: Connection, text: str, *, path: str = "<sql>") -> int:
    """Run a script by the rules of a migration file, without a ledger, and return its count of statements.

    Raises:
        ScriptError: the script cannot be run as one.
        MigrationFailed: the server refused a statement.
    """
    script = read_script(text, name=path, path=path, dialect=connection.dialect)
    run(connection, script)
    return script.total


@dataclass(frozen=True, slots=True)
class _Pending:
    """A migration that is to be run, from where its row says."""

    migration: Migration
    script: Script
    down_sql: str | None
    row: Row | None


def _apply_pending(
    connection: Connection, contents: Folder, ledger: Ledger, request: Request, emit: Listener, read: Reader
) -> Result:
    rows, changes = ledger.rows(), Changes(emit)
    marked = mark(connection, contents, ledger, rows, request.mark_applied, request.mark_failed, changes)
    if halfway := sorted(row.name for row in rows.values() if row.retreating):
        raise RolledBackInPart(halfway)
    repaired, forgotten = _reconcile(contents, ledger, rows, request, changes)
    waiting = [m for m in contents.migrations if m.name not in rows or rows[m.name].partial]
    chosen = [migration for migration in waiting if request.to is None or migration.name <= request.to]
    # Partial ones were started in their turn.
    newest = max((row.name for row in rows.values() if row.name not in forgotten), default="")
    late = [migration.name for migration in chosen if migration.name < newest and migration.name not in rows]
    if late and request.strict_order:
        raise OrderRefused(late, newest)
    # All are read before the first is run, so that one that can't be read stops nothing half way.
    pending = [_Pending(one, *read(one, connection.dialect), rows.get(one.name)) for one in chosen]
    if request.resume_at is not None:
        begun = [(one.row, one.script) for one in pending if one.row is not None]
        row = resume(ledger, begun, request.resume_at, changes)
        pending = [replace(one, row=row) if one.row and one.row.name == row.name else one for one in pending]
    _refuse(connection, pending, request)
    if request.dry_run:
        changes.announce()
    else:
        changes.write(connection)
    for name in late:
        emit(Event(kind="late", migration=name, detail=f"older than {newest}, which is applied"))
    applied: tuple[str, ...] = ()
    if request.dry_run:
        for one in pending:
            start = one.row.statements_done if one.row else 0
            left = one.script.total - start
            emit(Event(kind="pending", migration=one.script.name, number=start + 1, statements=left))
    elif request.single_transaction:
        applied = _apply_joined(connection, ledger, pending, emit)
    elif pending:
        manner = Manner(lock_retries=request.lock_retries, heard=emit)
        with prepared(connection) as settings:
            applied = tuple(
                one.script.name for one in pending if _apply(connection, ledger, one, manner, settings, emit)
            )
    rest = chosen if request.dry_run else waiting[len(chosen) :]
    return Result(
        applied=applied,
        pending=tuple(migration.name for migration in rest),
        repaired=repaired,
        forgotten=forgotten,
        marked=marked,
        dry_run=request.dry_run,
    )


def _reconcile(
    contents: Folder, ledger: Ledger, rows: dict[str, Row], request: Request, changes: Changes
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Compare the applied files with the ledger; with `repair`, have the ledger agree."""
    changed = [m for m in contents.migrations if m.name in rows and rows[m.name].hash != m.hash]
    vanished = sorted(rows.keys() - {migration.name for migration in contents.migrations})
    if not changed and not vanished:
        return (), ()
    if not request.repair:
        raise LedgerMismatch(
            changed=[migration.name for migration in changed],
            vanished=vanished,
            partial=[migration.name for migration in changed if rows[migration.name].partial],
        )
    for migration in changed:
        detail = repair_detail(migration, rows[migration.name], ledger.down_sql(migration.name))
        changes.add(
            Event(kind="repaired", migration=migration.name, detail=detail),
            partial(ledger.accept, migration.name, migration.hash, migration.down_text()),
        )
    for name in vanished:
        event = Event(kind="forgotten", migration=name, detail=f"the file with hash {rows[name].hash} is gone")
        changes.add(event, partial(ledger.delete, name))
    return tuple(migration.name for migration in changed), tuple(vanished)


def repair_detail(migration: Migration, row: Row, down_sql: str | None) -> str:
    """What differs between a file and what the ledger knows of it: the hashes, and the way back line by line.

    What is applied of a file is not run again, whatever stands there now: that is said too."""
    import difflib

    lines = [f"hash was {row.hash}, is {migration.hash}"]
    if row.partial:
        lines.append(f"its first {row.statements_done} statements are taken for those that are applied")
    else:
        lines.append("nothing of it is run again")
    now = migration.down_text()
    if now != down_sql:
        old, new = ((text or "").splitlines() for text in (down_sql, now))
        lines += difflib.unified_diff(old, new, "way back in the ledger", "way back in the folder", lineterm="", n=1)
    return "\n".join(lines)


def _refuse(connection: Connection, pending: Sequence[_Pending], request: Request) -> None:
    """Refuse, before anything is run, what cannot be run as it was asked for."""
    for one in pending:
        script = one.script
        if one.row is not None and one.row.statements_done > script.total:
            raise ScriptError(
                f"{one.row.statements_done} statements of {script.name} are applied, and it has only {script.total}",
                path=script.path,
                line=1,
                help="put back those that are applied, as they were; then change what follows them",
            )
        if one.row is not None and one.row.in_doubt:
            refuse_doubt(script, one.row.in_doubt)
        if one.row is not None and request.resume_at is None:
            refuse_lost_session(script, one.row.statements_done)
        if request.single_transaction and script.outside is not None:
            raise ScriptError(
                "this statement runs outside a transaction: not all can be applied in a single one",
                path=script.path,
                line=script.outside.line,
                help="apply without --single-transaction, or with --to up to the migration before",
            )
        if request.single_transaction and one.row is not None:
            raise ScriptError(
                f"{script.name} is applied in part: it cannot be applied in a single transaction any more",
                path=script.path,
                line=1,
                help="apply without --single-transaction first",
            )
        refuse_pooler(connection, script)


def _apply(
    connection: Connection,
    ledger: Ledger,
    one: _Pending,
    manner: Manner,
    settings: Mapping[str, str],
    emit: Listener,
) -> bool:
    """Apply one migration from where its row says; False if another applier has done so."""
    row, script = one.row, one.script
    name, total = script.name, script.total
    if row is not None and not row.partial:
        # A person has said that it goes on behind its last statement.
        emit(Event(kind="applied", migration=name, statements=0, duration_ms=row.duration_ms))
        return True
    while row is None or row.partial:
        start = row.statements_done if row else 0
        if row and row.in_doubt:
            emit(Event(kind="repeating", migration=name, number=start + 1, detail=f"statement {start + 1} of {total}"))
        elif row:
            emit(
                Event(kind="resuming", migration=name, number=start + 1, detail=f"at statement {start + 1} of {total}")
            )
        else:
            emit(Event(kind="applying", migration=name, statements=total))
        progress = Progress(ledger, one.migration, one.down_sql, total, row)
        try:
            run(connection, script, start=start, recorder=progress, manner=manner, settings=settings)
        except Overtaken:
            row = ledger.row(name)
            if row is not None and row.retreating:
                raise RolledBackInPart([name]) from None
            if row is not None and row.in_doubt:
                refuse_doubt(script, row.in_doubt)
        except KeyboardInterrupt:
            if progress.done is not None:
                detail = f"{progress.done} of {total} statements are applied and recorded; the next run goes on there"
                if progress.announced:
                    detail = (
                        f"{progress.done} of {total} statements are applied and recorded; statement"
                        f" {progress.announced} was under way, and may be completed: the next run asks if it must"
                    )
                emit(Event(kind="interrupted", migration=name, detail=detail))
            raise
        else:
            duration_ms = progress.duration_ms
            emit(Event(kind="applied", migration=name, statements=total - start, duration_ms=duration_ms))
            return True
    emit(Event(kind="skipped", migration=name, detail="another applier has applied it"))
    return False


def _apply_joined(
    connection: Connection, ledger: Ledger, pending: Sequence[_Pending], emit: Listener
) -> tuple[str, ...]:
    """Apply migrations in one transaction. Raises Overtaken where another applier has applied one meanwhile."""
    suspends = any(one.script.suspends_foreign_keys for one in pending)
    done: list[Event] = []
    with prepared(connection, suspend_foreign_keys=suspends) as settings, transaction(connection):
        for one in pending:
            emit(Event(kind="applying", migration=one.script.name, statements=one.script.total))
            progress = Progress(ledger, one.migration, one.down_sql, one.script.total, None)
            script = replace(one.script, suspends_foreign_keys=suspends)
            run(connection, script, recorder=progress, manner=Manner(joined=True, heard=emit), settings=settings)
            applied = Event(
                kind="applied", migration=script.name, statements=script.total, duration_ms=progress.duration_ms
            )
            done.append(applied)
    for event in done:
        emit(event)
    return tuple(one.script.name for one in pending)


def _entry(name: str, migration: Migration | None, row: Row | None) -> Entry:
    if row is None:
        return Entry(name=name, state="pending")
    if migration is None:
        state: State = "missing"
    elif row.partial or row.retreating:
        state = "partial"
    else:
        state = "applied" if row.hash == migration.hash else "changed"
    return Entry(
        name=name,
        state=state,
        applied_at=row.applied_at,
        applied_by=row.applied_by,
        duration_ms=row.duration_ms,
        statements_done=row.statements_done,
        statements_total=row.statements_total,
        in_doubt=row.in_doubt,
    )
