"""What a command shows of a run over many targets."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

from schemac_apply import report
from schemac_apply.console import Console
from schemac_apply.fleet.bar import Bar
from schemac_apply.fleet.outcomes import Outcome, Summary
from schemac_apply.fleet.targets import Target
from schemac_apply.results import Event, EventKind

# What a person is told while targets are at work side by side; the rest is in the line about each at its end.
_NEWS: tuple[EventKind, ...] = (
    "waiting", "late", "repaired", "forgotten", "retrying", "interrupted", "marked-applied", "marked-failed", "skipped",
)  # fmt: skip


class FleetConsole:
    """The output of one command: to people a bar, a line for each target that was not up to date, and a summary.

    Args:
        shown: where it goes.
        total: how many targets there are.
    """

    def __init__(self, shown: Console, total: int) -> None:
        self._shown = shown
        self._bar = Bar(total if shown.form == "text" else 0, sys.stderr)
        self._outcomes: list[dict[str, Any]] = []
        self._explained = False

    def hear(self, target: Target, event: Event) -> None:
        """Show an event of a target."""
        if self._shown.form == "lines" and event.kind != "running":
            self._shown.line({"target": target.name, "event": event.to_json()})
        elif self._shown.form == "text" and event.kind in _NEWS:
            self._bar.write(f"{target.name}: {report.event_line(event)}")

    def finished(self, outcome: Outcome) -> None:
        """Show that a target is over."""
        if self._shown.form == "lines":
            self._shown.line({"outcome": outcome.to_json()})
        elif self._shown.form == "json":
            self._outcomes.append(outcome.to_json())
        else:
            self._bar.advance(failed=outcome.state == "failed")
            if outcome.state != "up-to-date":
                self._bar.write(str(outcome))
            if outcome.error is not None and not self._explained:
                # The others have often failed in the same way.
                self._explained = True
                self._bar.write(f"{outcome.target.name}: {report.error_text(outcome.error)}")

    def notice(self, text: str) -> None:
        """Show what is done about Ctrl-C."""
        if self._shown.form == "text":
            self._bar.write(text)

    def finish(self, summary: Summary) -> None:
        """Show the end."""
        self._bar.close()
        outcomes = {"outcomes": self._outcomes} if self._shown.form == "json" else {}
        self._shown.finish({**summary.to_json(), **outcomes}, str(summary))
        self._shown.code = summary.exit_code

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bar.close()
