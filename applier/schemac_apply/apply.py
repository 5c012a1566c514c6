"""Applying a migration folder, rolling it back, and saying where a database stands."""

from __future__ import annotations

import difflib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from schemac_apply.drivers import Connection, connect, to_look_at
from schemac_apply.errors import (
    DialectMismatch,
    Irreversible,
    LedgerMismatch,
    LockTimeout,
    OrderRefused,
    RolledBackInPart,
    UsageError,
)
from schemac_apply.execution import run
from schemac_apply.folder import Folder, Migration, read_folder
from schemac_apply.ledger import Ledger, Row
from schemac_apply.progress import Overtaken, Progress, Retreat
from schemac_apply.results import Entry, Event, Result, State, Status
from schemac_apply.script import Script, read_script


def migrate(
    url_or_connection: str | Connection,
    folder: Path | str = "migrations",
    *,
    to: str | None = None,
    dry_run: bool = False,
    repair: bool = False,
    strict_order: bool = False,
    lock_timeout: float | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Result:
    """Apply what the ledger does not have, in order of name.

    Args:
        url_or_connection: the database; a connection is left open.
        folder: the migration folder.
        to: the last migration to apply: its name or an unambiguous beginning of it.
        dry_run: change nothing, and report what is pending.
        repair: accept applied files that have changed, and forget those that are gone.
        strict_order: refuse a migration that is older than the newest applied one.
        lock_timeout: seconds to wait for another applier and for locks; None waits for ever (SQLite: 30).
        on_event: told of each step.

    Raises:
        ApplyError: one of its subclasses; migrations before the failing one stay applied.
    """
    emit = on_event or _silent
    contents = read_folder(folder)
    last = _resolve(to, [migration.name for migration in contents.migrations]) if to is not None else None
    with _opened(url_or_connection, lock_timeout, create=not dry_run) as connection:
        ledger = _ledger(contents, connection)

        def apply_pending() -> Result:
            return _apply_pending(
                connection,
                contents,
                ledger,
                last=last,
                dry_run=dry_run,
                repair=repair,
                strict_order=strict_order,
                emit=emit,
            )

        if dry_run:
            return apply_pending()
        with _exclusive(connection, ledger, lock_timeout, emit):
            ledger.create()
            return apply_pending()


def rollback(
    url_or_connection: str | Connection,
    folder: Path | str = "migrations",
    *,
    steps: int = 1,
    to: str | None = None,
    force: bool = False,
    dry_run: bool = False,
    lock_timeout: float | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> Result:
    """Run the way back of what was applied last, as it was stored in the ledger when that was applied.

    Args:
        url_or_connection: the database; a connection is left open.
        folder: the migration folder, for the ledger's name.
        steps: how many migrations.
        to: instead of `steps`: the migration that is to be the last applied one, by its name or an
            unambiguous beginning of it.
        force: take migrations without a way back, or applied in part, off the ledger too.
        dry_run: change nothing, and report what would be rolled back.
        lock_timeout: seconds to wait for another applier and for locks.
        on_event: told of each step.

    Raises:
        ApplyError: one of its subclasses.
    """
    emit = on_event or _silent
    if steps < 1:
        raise UsageError(f"cannot roll back {steps} migrations", help="--steps takes a number from 1")
    contents = read_folder(folder)
    with _opened(url_or_connection, lock_timeout, create=False) as connection:
        ledger = _ledger(contents, connection)
        with _exclusive(connection, ledger, lock_timeout, emit):
            applied = sorted(ledger.rows().values(), key=lambda row: (row.applied_at, row.name))
            if to is not None:
                names = [row.name for row in applied]
                steps = len(names) - 1 - names.index(_resolve(to, names))
            targets = applied[len(applied) - min(steps, len(applied)) :][::-1]
            scripts = _ways_back(targets, ledger, contents, force=force)
            back: list[str] = []
            for row, script in zip(targets, scripts, strict=True):
                if dry_run:
                    emit(Event(kind="pending", migration=row.name, statements=len(script.statements)))
                elif _roll_back(connection, ledger, row, script, emit):
                    back.append(row.name)
            return Result(
                rolled_back=tuple(back),
                pending=tuple(row.name for row in targets) if dry_run else (),
                dry_run=dry_run,
            )


def status(url_or_connection: str | Connection, folder: Path | str = "migrations") -> Status:
    """Compare the folder with the ledger; changes nothing. Raises ApplyError."""
    contents = read_folder(folder)
    with _opened(url_or_connection, None, create=False) as connection:
        rows = _ledger(contents, connection).rows()
    files = {migration.name: migration for migration in contents.migrations}
    return Status(entries=tuple(_entry(name, files.get(name), rows.get(name)) for name in sorted({*files, *rows})))


def run_script(connection: Connection, text: str, *, path: str = "<sql>") -> int:
    """Run a script by the rules of a migration file, without a ledger, and return its count of statements.

    Raises:
        ScriptError: the script cannot be run as one.
        MigrationFailed: the server refused a statement.
    """
    script = read_script(text, name=path, path=path, dialect=connection.dialect)
    run(connection, script)
    return len(script.statements)


def _apply_pending(
    connection: Connection,
    contents: Folder,
    ledger: Ledger,
    *,
    last: str | None,
    dry_run: bool,
    repair: bool,
    strict_order: bool,
    emit: Callable[[Event], None],
) -> Result:
    rows = ledger.rows()
    if halfway := sorted(row.name for row in rows.values() if row.retreated):
        raise RolledBackInPart(halfway)
    repaired, forgotten = _reconcile(connection, contents, ledger, rows, repair=repair, dry_run=dry_run, emit=emit)
    waiting = [m for m in contents.migrations if m.name not in rows or rows[m.name].partial]
    chosen = [migration for migration in waiting if last is None or migration.name <= last]
    # Partial ones were started in their turn.
    newest = max((row.name for row in rows.values() if row.name not in forgotten), default="")
    late = [migration.name for migration in chosen if migration.name < newest and migration.name not in rows]
    if late and strict_order:
        raise OrderRefused(late, newest)
    for name in late:
        emit(Event(kind="late", migration=name, detail=f"older than {newest}, which is applied"))
    # All are read before the first is run, so that one that can't be read stops nothing half way.
    scripts = [
        read_script(migration.text(), name=migration.name, path=str(migration.path), dialect=connection.dialect)
        for migration in chosen
    ]
    applied: list[str] = []
    for migration, script in zip(chosen, scripts, strict=True):
        if dry_run:
            emit(Event(kind="pending", migration=migration.name, statements=len(script.statements)))
        elif _apply(connection, ledger, migration, script, rows.get(migration.name), emit):
            applied.append(migration.name)
    done = () if dry_run else chosen
    return Result(
        applied=tuple(applied),
        pending=tuple(migration.name for migration in waiting if migration not in done),
        repaired=repaired,
        forgotten=forgotten,
        dry_run=dry_run,
    )


def _reconcile(
    connection: Connection,
    contents: Folder,
    ledger: Ledger,
    rows: Mapping[str, Row],
    *,
    repair: bool,
    dry_run: bool,
    emit: Callable[[Event], None],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Compare the applied files with the ledger; with `repair`, make the ledger agree."""
    changed = [m for m in contents.migrations if m.name in rows and rows[m.name].hash != m.hash]
    vanished = sorted(rows.keys() - {migration.name for migration in contents.migrations})
    if (changed or vanished) and not repair:
        raise LedgerMismatch(
            changed=[migration.name for migration in changed],
            vanished=vanished,
            partial=[migration.name for migration in changed if rows[migration.name].partial],
        )
    if not dry_run and (changed or vanished):
        with _transaction(connection):
            for migration in changed:
                ledger.accept(migration.name, migration.hash, migration.down_text())
            for name in vanished:
                ledger.delete(name)
    for migration in changed:
        detail = f"hash was {rows[migration.name].hash}, is {migration.hash}"
        emit(Event(kind="repaired", migration=migration.name, detail=detail))
    for name in vanished:
        emit(Event(kind="forgotten", migration=name, detail=f"the file with hash {rows[name].hash} is gone"))
    return tuple(migration.name for migration in changed), tuple(vanished)


def _apply(
    connection: Connection,
    ledger: Ledger,
    migration: Migration,
    script: Script,
    row: Row | None,
    emit: Callable[[Event], None],
) -> bool:
    """Apply one migration from where its row says; False if another applier has done so."""
    name, total = migration.name, len(script.statements)
    while row is None or row.partial:
        start = row.statements_done if row else 0
        if row:
            emit(Event(kind="resuming", migration=name, detail=f"at statement {start + 1} of {total}"))
        else:
            emit(Event(kind="applying", migration=name, statements=total))
        progress = Progress(ledger, migration, script, row)
        try:
            run(connection, script, start=start, recorder=progress)
        except Overtaken:
            row = ledger.row(name)
        except KeyboardInterrupt:
            if progress.done is not None:
                detail = f"{progress.done} of {total} statements are applied and recorded; the next run goes on there"
                emit(Event(kind="interrupted", migration=name, detail=detail))
            raise
        else:
            emit(Event(kind="applied", migration=name, statements=total - start, duration_ms=progress.duration_ms))
            return True
    emit(Event(kind="skipped", migration=name, detail="another applier has applied it"))
    return False


def _ways_back(targets: Sequence[Row], ledger: Ledger, contents: Folder, *, force: bool) -> list[Script]:
    scripts: list[Script] = []
    reasons: list[tuple[str, str]] = []
    for row in targets:
        text = ledger.down_sql(row.name)
        path = str(contents.path / f"{row.name}.down.sql")
        script = read_script(text or "", name=row.name, path=path, dialect=contents.dialect)
        scripts.append(script)
        if row.partial and not row.retreated:
            reasons.append((row.name, "it is applied in part only; apply the rest of it first"))
        elif text is None:
            reasons.append((row.name, "it had no .down.sql when it was applied"))
        elif not script.reversible:
            reasons.append((row.name, "its .down.sql says that it is irreversible"))
    if reasons and not force:
        raise Irreversible(reasons)
    return scripts


def _roll_back(connection: Connection, ledger: Ledger, row: Row, script: Script, emit: Callable[[Event], None]) -> bool:
    start, total = row.retreated, len(script.statements)
    if start:
        emit(Event(kind="resuming", migration=row.name, detail=f"its way back at statement {start + 1} of {total}"))
    else:
        emit(Event(kind="rolling-back", migration=row.name, statements=total))
    started = time.monotonic()
    try:
        run(connection, script, start=row.retreated, recorder=Retreat(ledger, row, script))
    except Overtaken:
        emit(Event(kind="skipped", migration=row.name, detail="another applier has rolled it back"))
        return False
    duration_ms = round((time.monotonic() - started) * 1000)
    emit(Event(kind="rolled-back", migration=row.name, statements=total - start, duration_ms=duration_ms))
    return True


def _entry(name: str, migration: Migration | None, row: Row | None) -> Entry:
    if row is None:
        return Entry(name=name, state="pending")
    if migration is None:
        state: State = "missing"
    elif row.partial:
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
    )


def _ledger(contents: Folder, connection: Connection) -> Ledger:
    if contents.dialect != connection.dialect:
        raise DialectMismatch(
            f"{contents.path} was written for {contents.dialect}, the database is {connection.dialect}",
            help="apply it to a database of its own kind, or name another folder",
        )
    return Ledger(connection, table=contents.ledger_table, schema=contents.ledger_schema)


def _resolve(name: str, names: Sequence[str]) -> str:
    """The one of `names` that is `name` or begins with it."""
    if name in names:
        return name
    found = [candidate for candidate in names if candidate.startswith(name)]
    if len(found) == 1 and name:
        return found[0]
    if found:
        raise UsageError(f"{name!r} could be any of {', '.join(found)}", help="write more of the name")
    close = difflib.get_close_matches(name, names, n=1)
    raise UsageError(f"no migration {name!r} to stop at", help=f"did you mean {close[0]}?" if close else None)


@contextmanager
def _opened(url_or_connection: str | Connection, lock_timeout: float | None, *, create: bool) -> Iterator[Connection]:
    if isinstance(url_or_connection, str):
        url = url_or_connection if create else to_look_at(url_or_connection)
        with connect(url, lock_timeout=lock_timeout) as connection:
            yield connection
        return
    if lock_timeout is None:
        yield url_or_connection
        return
    before = url_or_connection.set_lock_timeout(lock_timeout)
    try:
        yield url_or_connection
    finally:
        url_or_connection.set_lock_timeout(before)


@contextmanager
def _exclusive(
    connection: Connection, ledger: Ledger, timeout: float | None, emit: Callable[[Event], None]
) -> Iterator[None]:
    try:
        connection.lock(ledger.table, timeout=0)
    except LockTimeout:
        emit(Event(kind="waiting", detail="another applier is at work on this database"))
        connection.lock(ledger.table, timeout=timeout)
    try:
        yield
    finally:
        connection.unlock(ledger.table)


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _silent(event: Event) -> None:
    """What hears events where nobody asked for them."""
