"""The command `schemac-apply`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from schemac_apply import __version__, report
from schemac_apply.errors import ApplyError
from schemac_apply.results import Event

ENVIRONMENT = ("SCHEMAC_URL", "DATABASE_URL")
INTERRUPTED = 130

_Command = Callable[..., Any]


def main() -> NoReturn:
    """Run the command and exit with its code: 0 done, 1 failed, 2 usage, 3 unreachable, 130 interrupted."""
    try:
        code = commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = INTERRUPTED
    sys.exit(code if isinstance(code, int) else 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="schemac-apply")
def commands() -> None:
    """Run a folder of SQL migrations against a database.

    \b
    Examples:
      schemac-apply status --url sqlite:///dev.db
      schemac-apply apply --url postgresql://app@localhost/shop
      schemac-apply rollback --steps 1

    \b
    Exit codes: 0 done, 1 findings or a failed migration, 2 usage or invalid input,
    3 database unreachable, 130 interrupted.
    """


def _database(command: _Command) -> _Command:
    """The options that every command has."""
    for option in (
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="Output for people or for machines.",
        ),
        click.option(
            "--dir",
            "folder",
            default="migrations",
            show_default=True,
            metavar="DIR",
            help="The migration folder.",
        ),
        click.option("--url", metavar="URL", help="The database; else $SCHEMAC_URL, else $DATABASE_URL."),
    ):
        command = option(command)
    return command


_lock_timeout = click.option(
    "--lock-timeout", metavar="DURATION", help="Wait so long for locks and other appliers: 500ms, 5s, 2min."
)


@commands.command()
@_database
@click.option("--to", metavar="NAME", help="Stop after this migration: its name or an unambiguous beginning.")
@click.option("--dry-run", is_flag=True, help="Say what would be applied; change nothing.")
@click.option("--repair", is_flag=True, help="Accept applied files that have changed; forget those that are gone.")
@click.option("--strict-order", is_flag=True, help="Refuse a migration older than the newest applied one.")
@_lock_timeout
def apply(
    url: str | None,
    folder: str,
    form: str,
    to: str | None,
    dry_run: bool,
    repair: bool,
    strict_order: bool,
    lock_timeout: str | None,
) -> int:
    """Apply the migrations that the database does not have.

    \b
    Examples:
      schemac-apply apply --url sqlite:///dev.db
      schemac-apply apply --dry-run
      schemac-apply apply --to 20261124090512 --lock-timeout 5s
    """
    with _session(form) as session:
        from schemac_apply.apply import migrate

        result = migrate(
            _url(url),
            folder,
            to=to,
            dry_run=dry_run,
            repair=repair,
            strict_order=strict_order,
            lock_timeout=_seconds(lock_timeout),
            on_event=session.hear,
        )
        session.finish(result.to_json(), report.result_text(result))
    return session.code


@commands.command()
@_database
@click.option("--steps", type=click.IntRange(min=1), default=1, show_default=True, help="How many migrations.")
@click.option("--to", metavar="NAME", help="Instead of --steps: what is to be the last applied migration.")
@click.option("--dry-run", is_flag=True, help="Say what would be rolled back; change nothing.")
@click.option("--force", is_flag=True, help="Also take migrations without a way back off the ledger.")
@_lock_timeout
def rollback(
    url: str | None,
    folder: str,
    form: str,
    steps: int,
    to: str | None,
    dry_run: bool,
    force: bool,
    lock_timeout: str | None,
) -> int:
    """Roll back what was applied last, by the down files as they were when it was applied.

    \b
    Examples:
      schemac-apply rollback --url sqlite:///dev.db
      schemac-apply rollback --steps 2
      schemac-apply rollback --to 20261123183000_initial
    """
    with _session(form) as session:
        from schemac_apply.apply import rollback as roll_back

        result = roll_back(
            _url(url),
            folder,
            steps=steps,
            to=to,
            force=force,
            dry_run=dry_run,
            lock_timeout=_seconds(lock_timeout),
            on_event=session.hear,
        )
        session.finish(result.to_json(), report.result_text(result))
    return session.code


@commands.command()
@_database
def status(url: str | None, folder: str, form: str) -> int:
    """Say what is applied, pending, changed, missing or applied in part; exit 1 for the last three.

    \b
    Examples:
      schemac-apply status --url sqlite:///dev.db
      schemac-apply status --format json
    """
    with _session(form) as session:
        from schemac_apply.apply import status as read_status

        found = read_status(_url(url), folder)
        session.finish(found.to_json(), report.status_text(found))
        session.code = 0 if found.sound else 1
    return session.code


class _Session:
    """What one command prints: events and errors to stderr, its result, or one JSON document, to stdout."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.events: list[Event] = []
        self.code = 0

    def hear(self, event: Event) -> None:
        self.events.append(event)
        if self.form == "text":
            click.echo(report.event_line(event), err=True)

    def finish(self, document: dict[str, object], text: str) -> None:
        if self.form == "text":
            click.echo(text)
        else:
            events = {"events": [event.to_json() for event in self.events]} if self.events else {}
            click.echo(report.to_json({**document, **events}))

    def fail(self, document: dict[str, object], text: str, code: int) -> None:
        self.code = code
        if self.form == "text":
            click.echo(text, err=True)
        else:
            self.finish({"error": document}, text)


@contextmanager
def _session(form: str) -> Iterator[_Session]:
    session = _Session(form)
    try:
        yield session
    except ApplyError as error:
        session.fail(error.to_json(), report.error_text(error), error.exit_code)
    except KeyboardInterrupt:
        applied = [event.migration or "" for event in session.events if event.kind == "applied"]
        document: dict[str, object] = {"code": "interrupted", "message": "interrupted", "applied": applied}
        session.fail(document, report.interruption_text(applied), INTERRUPTED)


def _url(given: str | None) -> str:
    for url in (given, *map(os.environ.get, ENVIRONMENT)):
        if url:
            return url
    raise click.UsageError("no database: give --url, or set SCHEMAC_URL or DATABASE_URL")


def _seconds(duration: str | None) -> float | None:
    if duration is None:
        return None
    from schemac_apply.script import seconds

    return seconds(duration)
