"""What a run over many targets came to: for each of them, and for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from schemac_apply.errors import ApplyError
from schemac_apply.fleet.targets import Target
from schemac_apply.results import Result, Status

OutcomeState = Literal["changed", "up-to-date", "pending", "unsound", "failed", "interrupted", "not-started"]

_INTERRUPTED = 130
_LISTED = 20
_WORDS: dict[OutcomeState, str] = {
    "changed": "changed",
    "up-to-date": "up to date",
    "pending": "behind",
    "unsound": "not as the folder is",
    "failed": "failed",
    "interrupted": "interrupted",
    "not-started": "not started",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happened to one target.

    Args:
        target: which.
        state: changed; up-to-date: there was nothing to do; pending: there would be something to do (dry run and
            status); unsound: changed, missing or partial migrations (status); failed; interrupted: Ctrl-C; not-started.
        applied: the migrations that were applied, also before a failure.
        pending: those that are not, where it was asked for that.
        counts: how many migrations are in which state (status).
        duration_ms: how long it took.
        error: why it failed, or what it was interrupted in.
    """

    target: Target
    state: OutcomeState
    applied: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    duration_ms: int | None = None
    error: ApplyError | None = None

    @classmethod
    def of(cls, target: Target, answer: Result | Status, *, duration_ms: int) -> Outcome:
        """The outcome of a run without an error."""
        if isinstance(answer, Status):
            pending = tuple(entry.name for entry in answer.entries if entry.state == "pending")
            return cls(
                target=target,
                state="unsound" if not answer.sound else "pending" if pending else "up-to-date",
                pending=pending,
                counts=Counter(entry.state for entry in answer.entries),
                duration_ms=duration_ms,
            )
        changed = answer.applied or answer.repaired or answer.forgotten or answer.marked
        state: OutcomeState = "changed" if changed else "up-to-date"
        if answer.dry_run and (changed or answer.pending):
            state = "pending"
        return cls(target=target, state=state, applied=answer.applied, pending=answer.pending, duration_ms=duration_ms)

    def to_json(self) -> dict[str, object]:
        """The outcome as a JSON object."""
        return {
            "target": self.target.name,
            "state": self.state,
            "applied": list(self.applied),
            "pending": list(self.pending),
            "counts": dict(self.counts),
            "duration_ms": self.duration_ms,
            "error": None if self.error is None else self.error.to_json(),
        }

    def __str__(self) -> str:
        """A line for people."""
        name = self.target.name
        if self.error is not None:
            return f"{name}: {_WORDS[self.state]}: {_line(self.error)}"
        if self.counts:
            return f"{name}: " + ", ".join(f"{count} {state}" for state, count in self.counts.items())
        if self.state == "pending":
            return f"{name}: {counted(len(self.pending), 'migration')} to run"
        if self.applied:
            rest = "" if self.state == "changed" else f", then {_WORDS[self.state]}"
            return f"{name}: applied {counted(len(self.applied), 'migration')} in {_seconds(self.duration_ms)}{rest}"
        return f"{name}: {_WORDS[self.state]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What happened to all targets.

    Args:
        outcomes: in the order of the targets.
        seconds: how long it took.
        interrupted: whether Ctrl-C ended it.
        dry_run: whether nothing was to be changed.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    interrupted: bool = False
    dry_run: bool = False

    @property
    def counts(self) -> dict[OutcomeState, int]:
        """How many targets came to what."""
        found = Counter(outcome.state for outcome in self.outcomes)
        return {state: found[state] for state in _WORDS if found[state]}

    @property
    def migrations(self) -> int:
        """How many migrations were applied, in all targets together."""
        return sum(len(outcome.applied) for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """As of one database; where targets fail in different ways, 1."""
        if self.interrupted:
            return _INTERRUPTED
        codes = {outcome.error.exit_code for outcome in self.outcomes if outcome.error is not None}
        if any(outcome.state == "unsound" for outcome in self.outcomes):
            codes.add(1)
        return codes.pop() if len(codes) == 1 else 1 if codes else 0

    def to_json(self) -> dict[str, object]:
        """The summary as a JSON object; those that need somebody are named."""
        named = {
            state.replace("-", "_"): [outcome.target.name for outcome in self.outcomes if outcome.state == state]
            for state in ("unsound", "failed", "interrupted", "not-started")
        }
        return {
            "targets": len(self.outcomes),
            "counts": {state.replace("-", "_"): count for state, count in self.counts.items()},
            "migrations": self.migrations,
            "seconds": round(self.seconds, 3),
            "interrupted": self.interrupted,
            "dry_run": self.dry_run,
            "named": named,
        }

    def __str__(self) -> str:
        """A few lines for people."""
        counts = ", ".join(f"{count} {_WORDS[state]}" for state, count in self.counts.items())
        lines = [counted(len(self.outcomes), "target") + (f": {counts}" if counts else "")]
        if not self.dry_run:
            lines[0] += f"; applied {counted(self.migrations, 'migration')} in {_seconds(round(self.seconds * 1000))}"
        told = [outcome for outcome in self.outcomes if outcome.state in ("unsound", "failed", "interrupted")]
        lines += [f"  {outcome}" for outcome in told[:_LISTED]]
        if len(told) > _LISTED:
            lines.append(f"  and {len(told) - _LISTED} more; --json names all of them")
        if not self.dry_run and any(state in self.counts for state in ("failed", "interrupted", "not-started")):
            lines.append("  = help: run the same command again: what is applied is not run again")
        return "\n".join(lines)


def counted(count: int, noun: str) -> str:
    """So many of something."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _line(error: ApplyError) -> str:
    return " ".join(error.message.split())


def _seconds(milliseconds: int | None) -> str:
    return f"{milliseconds or 0} ms" if (milliseconds or 0) < 1000 else f"{(milliseconds or 0) / 1000:.1f} s"
