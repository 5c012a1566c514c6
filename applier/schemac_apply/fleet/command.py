"""The commands that have many targets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from schemac_apply.apply import Request
from schemac_apply.console import Console
from schemac_apply.errors import UsageError
from schemac_apply.fleet.console import FleetConsole
from schemac_apply.fleet.run import JOBS, apply_to_all, status_of_all
from schemac_apply.fleet.targets import read_targets
from schemac_apply.folder import read_folder
from schemac_apply.session import WAIT, Patience


def run_command(
    shown: Console,
    source: str,
    url: str | None,
    folder: Path | str,
    *,
    jobs: int = JOBS,
    keep_going: bool = False,
    wait: float | None = WAIT,
    lock_timeout: float | None = None,
    statement_timeout: float | None = None,
    **asked: Any,
) -> None:
    """Apply a folder to the targets of a source, for a command that shows it.

    Args:
        shown: what the command shows.
        source, url: see `read_targets`.
        folder: the migration folder.
        asked: the rest of the arguments of `migrate`.

    Raises ApplyError."""
    if asked.get("resume_at") is not None:
        raise UsageError("--resume-at is for one database", help="give its URL, and leave --targets out")
    asked |= {name: tuple(asked.get(name, ())) for name in ("mark_applied", "mark_failed")}
    patience = Patience(wait=wait, lock_timeout=lock_timeout, statement_timeout=statement_timeout)
    contents = read_folder(folder)
    targets = read_targets(source, url=url, stdin=sys.stdin)
    with FleetConsole(shown, len(targets)) as display:
        summary = apply_to_all(
            targets,
            contents,
            Request(patience=patience, **asked),
            jobs=jobs,
            keep_going=keep_going,
            heard=display.hear,
            finished=display.finished,
            notice=display.notice,
        )
        display.finish(summary)


def run_status_command(
    shown: Console,
    source: str,
    url: str | None,
    folder: Path | str,
    *,
    jobs: int = JOBS,
    wait: float | None = WAIT,
) -> None:
    """Compare a folder with the targets of a source; `run_command` has the rest."""
    contents = read_folder(folder)
    targets = read_targets(source, url=url, stdin=sys.stdin)
    with FleetConsole(shown, len(targets)) as display:
        patience = Patience(wait=wait)
        finished, notice = display.finished, display.notice
        display.finish(status_of_all(targets, contents, patience, jobs=jobs, finished=finished, notice=notice))
