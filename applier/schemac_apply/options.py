"""The options of the commands that run migrations, as both `schemac-apply` and `schemac` have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def _chosen(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _seconds(_context: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    from schemac_apply.errors import UsageError
    from schemac_apply.script import seconds

    try:
        return seconds(value)
    except UsageError as error:
        raise click.BadParameter(f"{error.message}; {error.help}", param=parameter) from None


def _duration(name: str, words: str, **more: Any) -> Callable[[Any], Any]:
    return click.option(name, callback=_seconds, metavar="DURATION", help=words, **more)


output = _chosen(
    click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Output for people or for machines.",
    ),
    click.option("--json", "lines", is_flag=True, help="A line of JSON for each event as it happens, the result last."),
)
waiting = _duration("--wait", "Wait so long for another applier.", default="10min", show_default=True)
_patience = (
    waiting,
    _duration("--lock-timeout", "Let a statement wait so long for a lock: 500ms, 5s, 2min."),
    _duration("--statement-timeout", "Let a statement take so long."),
    click.option(
        "--lock-retries",
        type=click.IntRange(min=0),
        default=3,
        show_default=True,
        metavar="N",
        help="Try so many more times what cannot have a lock.",
    ),
)
_resume_at = click.option(
    "--resume-at",
    type=click.IntRange(min=1),
    metavar="N",
    help="Go on at statement N of what was stopped: you have looked.",
)
_single_transaction = click.option("--single-transaction", is_flag=True, help="All or none of them: one transaction.")

applying = _chosen(
    click.option("--to", metavar="NAME", help="Stop after this migration: its name or an unambiguous beginning."),
    click.option("--dry-run", is_flag=True, help="Say what would run or be refused; change nothing."),
    click.option("--repair", is_flag=True, help="Accept applied files that have changed; forget those that are gone."),
    click.option("--strict-order", is_flag=True, help="Refuse a migration older than the newest applied one."),
    _single_transaction,
    _resume_at,
    click.option(
        "--mark-applied", multiple=True, metavar="NAME", help="It is applied: you did the rest. May be repeated."
    ),
    click.option(
        "--mark-failed", multiple=True, metavar="NAME", help="It is not applied: you undid it. May be repeated."
    ),
    *_patience,
)
rolling_back = _chosen(
    click.option("--dry-run", is_flag=True, help="Say what would be rolled back; change nothing."),
    click.option("--steps", type=click.IntRange(min=1), default=1, show_default=True, help="How many migrations."),
    click.option("--to", metavar="NAME", help="Instead of --steps: what is to be the last applied migration."),
    click.option("--force", is_flag=True, help="Also take migrations without a way back off the ledger."),
    _single_transaction,
    _resume_at,
    *_patience,
)
targets = click.option(
    "--targets", metavar="FILE|-|QUERY", help="Many databases or schemas: a line each, or what a query finds."
)
jobs = click.option(
    "--jobs", type=click.IntRange(min=1), default=8, show_default=True, metavar="N", help="So many at once."
)
many = _chosen(targets, jobs, click.option("--keep-going", is_flag=True, help="Go on with the others where one fails."))
