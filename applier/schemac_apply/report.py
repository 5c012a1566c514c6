"""Events, statuses and errors as lines for people and as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from schemac_apply.errors import ApplyError
from schemac_apply.results import Entry, Event, Result, Status


def event_line(event: Event) -> str:
    """One line that says what happened."""
    name, detail = event.migration or "", event.detail
    match event.kind:
        case "waiting":
            return f"waiting: {detail}"
        case "late":
            return f"notice: {name} is {detail}; applying it now"
        case "repaired":
            return f"repaired {name}: {detail}"
        case "forgotten":
            return f"took {name} off the ledger: {detail}"
        case "pending":
            if event.statements is None:
                return detail
            place = f" from statement {event.number} on" if (event.number or 1) > 1 else ""
            return f"would run {name}{place} ({_statements(event.statements)})"
        case "applying":
            return f"applying {name}"
        case "resuming":
            return f"resuming {name} {detail}"
        case "skipped":
            return f"skipped {name}: {detail}"
        case "repeating":
            return f"resuming {name}: {detail} was begun by the run before, and is run again"
        case "retrying":
            return f"waiting for a lock for {name}: {detail}"
        case "running":
            return f"running {name}: {_place(event)}"
        case "ran":
            return f"  {name}: {_place(event)} took {_duration(event.duration_ms)}"
        case "marked-applied":
            return f"marked {name} as applied"
        case "marked-failed":
            return f"marked {name} as not applied"
        case "baselined":
            return f"recorded {name} as applied; nothing of it was run"
        case "interrupted":
            return f"interrupted {name}: {detail}"
        case "rolling-back":
            return f"rolling back {name}"
        case "applied":
            return f"applied {name} ({_statements(event.statements)}, {_duration(event.duration_ms)})"
        case "rolled-back":
            return f"rolled back {name} ({_statements(event.statements)}, {_duration(event.duration_ms)})"


def result_text(result: Result) -> str:
    """The last line of `apply` or `rollback`."""
    if result.dry_run and result.baselined:
        return f"{_migrations(len(result.baselined))} to record as applied; nothing was changed"
    if result.dry_run:
        return f"{_migrations(len(result.pending))} to run; nothing was changed"
    if result.rolled_back:
        return f"rolled back {_migrations(len(result.rolled_back))}"
    if result.baselined:
        return f"recorded {_migrations(len(result.baselined))} as applied"
    if result.applied:
        rest = f", {len(result.pending)} pending" if result.pending else ""
        return f"applied {_migrations(len(result.applied))}{rest}"
    return f"nothing to do, {len(result.pending)} pending" if result.pending else "nothing to do"


def status_text(status: Status) -> str:
    """A table of the migrations and a line that counts them."""
    if not status.entries:
        return "no migrations"
    width = max(len(entry.name) for entry in status.entries)
    lines = [f"{entry.name:<{width}}  {entry.state:<7}  {_note(entry)}".rstrip() for entry in status.entries]
    counts: dict[str, int] = {}
    for entry in status.entries:
        counts[entry.state] = counts.get(entry.state, 0) + 1
    if status.busy:
        lines += ["", "somebody is still at work on this database: what is in doubt may still be running"]
    return "\n".join([*lines, "", ", ".join(f"{count} {state}" for state, count in counts.items())])


def error_text(error: ApplyError) -> str:
    """The error with everything known of it, for the end of a run."""
    lines = [f"error: {error}"]
    if error.help:
        lines.append(f"  = help: {error.help}")
    return "\n".join(lines)


def interruption_text(applied: Sequence[str]) -> str:
    """What Ctrl-C left behind."""
    done = f"applied before it: {', '.join(applied)}" if applied else "no migration was completed"
    return f"interrupted: what was open was rolled back; {done}"


def to_json(document: dict[str, Any]) -> str:
    """A document for stdout."""
    return json.dumps(document, indent=2, ensure_ascii=False)


def _note(entry: Entry) -> str:
    if entry.applied_at is None:
        return ""
    moment = entry.applied_at[:19].replace("T", " ") + " UTC"
    doubt = entry.in_doubt or 0
    if entry.state == "partial" and ((entry.statements_done or 0) < 0 or doubt < 0):
        return f"{moment}, rolled back in part" + (f", statement {-doubt} of the way back in doubt" if doubt else "")
    if entry.state == "partial":
        done = f"{moment}, {entry.statements_done} of {entry.statements_total} statements"
        return f"{done}, statement {doubt} in doubt" if doubt else done
    return moment


def _statements(count: int | None) -> str:
    return f"{count} statement" if count == 1 else f"{count} statements"


def _place(event: Event) -> str:
    first, count = event.number or 1, event.statements or 1
    if count > 1:
        return f"statements {first} to {first + count - 1}, from line {event.line}"
    return f"statement {first}, line {event.line}"


def _migrations(count: int) -> str:
    return f"{count} migration" if count == 1 else f"{count} migrations"


def _duration(milliseconds: int | None) -> str:
    value = milliseconds or 0
    return f"{value} ms" if value < 1000 else f"{value / 1000:.1f} s"
