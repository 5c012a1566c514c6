"""What a run tells: its events, its result, and where a database stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

EventKind = Literal[
    "waiting", "late", "repaired", "forgotten", "pending", "applying", "resuming", "repeating", "retrying", "running",
    "ran", "applied", "skipped", "rolling-back", "rolled-back", "interrupted", "marked-applied", "marked-failed",
    "baselined",
]  # fmt: skip
State = Literal["applied", "pending", "changed", "missing", "partial"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened during a run.

    Args:
        kind: what.
        migration: to which; None where it is about the whole run.
        detail: more about it, for people.
        statements: how many statements, where that is known.
        number: which statement of the file, from 1; of several that are sent together, the first.
        line: where in the file that one begins.
        duration_ms: how long it took, where it took time.
    """

    kind: EventKind
    migration: str | None = None
    detail: str = ""
    statements: int | None = None
    number: int | None = None
    line: int | None = None
    duration_ms: int | None = None

    def to_json(self) -> dict[str, object]:
        """The event as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a run did: names of migrations, each tuple in the order of the run."""

    applied: tuple[str, ...] = ()
    rolled_back: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    baselined: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    """Of a dry rollback: the statements that take rows away, each with its migration and line."""
    dry_run: bool = False

    def to_json(self) -> dict[str, object]:
        """The result as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where one migration stands.

    Args:
        name: the migration.
        state: applied; pending: not applied; changed: applied, and the file has changed since;
            missing: applied, and the file is gone; partial: a run stopped between two statements.
        applied_at: ISO 8601 in UTC, or None.
        applied_by: the user who applied it, or None.
        duration_ms: how long that took, or None.
        statements_done: how many statements were applied, or None; below 0: so many of its way back.
        statements_total: of how many, or None.
        in_doubt: the number of the statement that was begun and whose end is not known; below 0: of its way
            back; 0 if none; or None.
    """

    name: str
    state: State
    applied_at: str | None = None
    applied_by: str | None = None
    duration_ms: int | None = None
    statements_done: int | None = None
    statements_total: int | None = None
    in_doubt: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a database stands: every migration of the folder and of the ledger, by name."""

    entries: tuple[Entry, ...]
    busy: bool = False
    """Whether somebody is still at work on what is in doubt."""

    @property
    def sound(self) -> bool:
        """Whether nothing is changed, missing or partial."""
        return all(entry.state in ("applied", "pending") for entry in self.entries)

    def to_json(self) -> dict[str, object]:
        """The status as a JSON object."""
        return {"migrations": [asdict(entry) for entry in self.entries], "busy": self.busy}
