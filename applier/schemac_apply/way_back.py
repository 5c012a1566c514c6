"""Rolling back what was applied last."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from schemac_apply.doubt import refuse_doubt, refuse_lost_session, refuse_place
from schemac_apply.drivers import Connection
from schemac_apply.errors import Irreversible, ScriptError, UsageError
from schemac_apply.execution import LOCK_RETRIES, Manner, run
from schemac_apply.folder import Folder, read_folder
from schemac_apply.ledger import Ledger, Row
from schemac_apply.nature import loses_rows
from schemac_apply.progress import Overtaken, Retreat
from schemac_apply.results import Event, Result
from schemac_apply.script import Script, read_script
from schemac_apply.session import (
    WAIT,
    Listener,
    Patience,
    exclusive,
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

_SHOWN = 120
_RENAMED = re.compile(r"\bRENAME\s+TO\s+[\"`]?(\w+)[\"`]?\s*\Z", re.IGNORECASE)


def rollback(
    database: Any,
    folder: Path | str = "migrations",
    *,
    steps: int = 1,
    to: str | None = None,
    force: bool = False,
    dry_run: bool = False,
    single_transaction: bool = False,
    resume_at: int | None = None,
    wait: float | None = WAIT,
    lock_timeout: float | None = None,
    statement_timeout: float | None = None,
    lock_retries: int = LOCK_RETRIES,
    on_event: Listener | None = None,
) -> Result:
    """Run the way back of what was applied last, as it was stored in the ledger when that was applied.

    Args:
        database: its URL; or an open connection of sqlite3, psycopg or PyMySQL, which is left as it was.
        folder: the migration folder, for the ledger's name; the files need not be there any more.
        steps: how many migrations.
        to: instead of `steps`: the migration that is to be the last applied one, by its name or an
            unambiguous beginning of it.
        force: take migrations without a way back, or applied in part, off the ledger too.
        dry_run: change nothing, and report what would be rolled back.
        single_transaction: roll back all of them or none (PostgreSQL, SQLite).
        resume_at: the statement of the way back at which a rollback that was stopped goes on: a person has looked.
        wait, lock_timeout, statement_timeout, lock_retries, on_event: as for `migrate`.

    Raises:
        ApplyError: one of its subclasses.
    """
    emit = listener(on_event)
    if steps < 1:
        raise UsageError(f"cannot roll back {steps} migrations", help="--steps takes a number from 1")
    contents = read_folder(folder)
    patience = Patience(wait=wait, lock_timeout=lock_timeout, statement_timeout=statement_timeout)
    refuse_dialect(contents, database)
    with opened(database, patience, create=False) as connection:
        ledger = ledger_of(contents, connection)
        with exclusive(connection, ledger, wait, emit, answered=resume_at is not None):
            targets = _targets(ledger, steps, to)
            if targets and not dry_run:
                make(connection, ledger)
            scripts = _ways_back(targets, ledger, contents, force=force)
            if resume_at is not None:
                targets = [_resume(connection, ledger, targets, scripts, resume_at, dry_run), *targets[1:]]
            resumed = resume_at is not None
            _refuse(connection, targets, scripts, single_transaction=single_transaction, resumed=resumed)
            if dry_run:
                for row, script in zip(targets, scripts, strict=True):
                    emit(Event(kind="pending", migration=row.name, statements=script.total))
                losses = tuple(loss for script in scripts for loss in _losses(script))
                return Result(pending=tuple(row.name for row in targets), losses=losses, dry_run=True)
            pairs = list(zip(targets, scripts, strict=True))
            if single_transaction:
                return Result(rolled_back=_roll_back_joined(connection, ledger, pairs, emit))
            manner = Manner(lock_retries=lock_retries, heard=emit)
            with prepared(connection) as settings:
                back = [
                    row.name
                    for row, script in pairs
                    if _roll_back(connection, ledger, row, script, manner, settings, emit)
                ]
            return Result(rolled_back=tuple(back))


def _targets(ledger: Ledger, steps: int, to: str | None) -> list[Row]:
    """What is to be rolled back, the newest first."""
    applied = sorted(ledger.rows().values(), key=lambda row: (row.applied_at, row.name))
    if to is not None:
        names = [row.name for row in applied]
        steps = len(names) - 1 - names.index(resolve(to, names))
    return applied[len(applied) - min(steps, len(applied)) :][::-1]


def _losses(script: Script) -> list[str]:
    """The statements of a way back that take rows away, but for tables that are made anew around theirs (SQLite)."""
    found: dict[str, str] = {}
    for statement in script.statements():
        if loses_rows(statement.sql):
            words = statement.sql.split()
            found[words[-1].strip('"`')] = f"{script.name}, line {statement.line}: {' '.join(words)[:_SHOWN]}"
        elif renamed := _RENAMED.search(statement.sql):
            found.pop(renamed[1], None)
    return list(found.values())


def _ways_back(targets: Sequence[Row], ledger: Ledger, contents: Folder, *, force: bool) -> list[Script]:
    scripts: list[Script] = []
    reasons: list[tuple[str, str]] = []
    for row in targets:
        text = ledger.down_sql(row.name)
        path = str(contents.path / f"{row.name}.down.sql")
        script = read_script(text or "", name=row.name, path=path, dialect=contents.dialect)
        scripts.append(script)
        if row.partial and not row.retreating:
            reasons.append((row.name, "it is applied in part only; apply the rest of it first"))
        elif text is None:
            reasons.append((row.name, "it had no .down.sql when it was applied"))
        elif not script.reversible:
            reasons.append((row.name, "its .down.sql says that it is irreversible"))
    if reasons and not force:
        raise Irreversible(reasons)
    return scripts


def _resume(
    connection: Connection,
    ledger: Ledger,
    targets: Sequence[Row],
    scripts: Sequence[Script],
    number: int,
    dry_run: bool,
) -> Row:
    """Record at which statement of its way back the newest migration goes on, and return its row."""
    if not targets or not targets[0].retreating:
        raise UsageError("no rollback was stopped between two statements", help="leave --resume-at out")
    row = targets[0]
    refuse_place(scripts[0], number, row.retreated)
    done = 1 - number if number > 1 else row.statements_total
    if not dry_run:
        with transaction(connection):
            ledger.place(row.name, done=done, total=row.statements_total, in_doubt=0)
    return replace(row, statements_done=done, in_doubt=0)


def _refuse(
    connection: Connection,
    targets: Sequence[Row],
    scripts: Sequence[Script],
    *,
    single_transaction: bool,
    resumed: bool,
) -> None:
    """Refuse, before anything is run, what cannot be run as it was asked for."""
    for row, script in zip(targets, scripts, strict=True):
        if row.in_doubt < 0:
            refuse_doubt(script, -row.in_doubt, back=True)
        if not resumed:
            refuse_lost_session(script, row.retreated)
        if single_transaction and script.outside is not None:
            raise ScriptError(
                "this statement runs outside a transaction: not all can be rolled back in a single one",
                path=script.path,
                line=script.outside.line,
                help="roll back without --single-transaction",
            )
        refuse_pooler(connection, script)


def _roll_back(
    connection: Connection,
    ledger: Ledger,
    row: Row,
    script: Script,
    manner: Manner,
    settings: Mapping[str, str],
    emit: Listener,
) -> bool:
    start, total = row.retreated, script.total
    if row.retreating:
        emit(Event(kind="resuming", migration=row.name, detail=f"its way back at statement {start + 1} of {total}"))
    else:
        emit(Event(kind="rolling-back", migration=row.name, statements=total))
    started = time.monotonic()
    try:
        recorder = Retreat(ledger, row, total)
        run(connection, script, start=start, recorder=recorder, manner=manner, settings=settings)
    except Overtaken:
        emit(Event(kind="skipped", migration=row.name, detail="another applier has rolled it back"))
        return False
    duration_ms = round((time.monotonic() - started) * 1000)
    emit(Event(kind="rolled-back", migration=row.name, statements=total - start, duration_ms=duration_ms))
    return True


def _roll_back_joined(
    connection: Connection, ledger: Ledger, pairs: Sequence[tuple[Row, Script]], emit: Listener
) -> tuple[str, ...]:
    """Roll back in one transaction; all, or none where another applier has been faster."""
    suspends = any(script.suspends_foreign_keys for _, script in pairs)
    try:
        with prepared(connection, suspend_foreign_keys=suspends) as settings, transaction(connection):
            for row, script in pairs:
                emit(Event(kind="rolling-back", migration=row.name, statements=script.total))
                joined = replace(script, suspends_foreign_keys=suspends)
                manner = Manner(joined=True, heard=emit)
                run(connection, joined, recorder=Retreat(ledger, row, script.total), manner=manner, settings=settings)
    except Overtaken:
        emit(Event(kind="skipped", detail="another applier has rolled back meanwhile"))
        return ()
    for row, script in pairs:
        emit(Event(kind="rolled-back", migration=row.name, statements=script.total))
    return tuple(row.name for row, _ in pairs)
