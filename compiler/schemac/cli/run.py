"""Commands that run migrations: apply, rollback, status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schemac.cli import output
from schemac.diagnostics import fail

if TYPE_CHECKING:
    from schemac.project import Project


def _target(
    folder: Path, target: str | None, environment: str | None, url: str | None, yes: bool
) -> tuple[Project, str]:
    project = output.project_at(folder, target)
    address = output.database_url(project, environment, url)
    if not project.migrations.is_dir():
        raise fail(
            "no-folder", f"there is no migration folder {project.migrations.name}/", help="`schemac generate` makes it"
        )
    if url is None and project.environments:
        environment = project.environment(environment)
    if environment in project.confirm and not yes:
        if not output.interactive():
            raise fail("not-asked", f"the environment '{environment}' wants to be confirmed", help="say so with --yes")
        click.confirm(f"Change {environment}?", abort=True, err=True)
    return project, address


def _seconds(duration: str | None) -> float | None:
    """A duration of an option in seconds."""
    from schemac_apply.script import seconds

    return None if duration is None else seconds(duration)


def _listener(form: str) -> Callable[[Any], None]:
    from schemac_apply import report

    return lambda event: output.say(report.event_line(event)) if form == "text" else None


def _finish(form: str, result: Any) -> int:
    from schemac_apply import report

    if form == "json":
        click.echo(report.to_json(result.to_json()))
    else:
        click.echo(report.result_text(result))
    return 0


@click.command()
@click.option("--to", metavar="NAME", help="Stop after this migration.")
@click.option("--dry-run", is_flag=True, help="Say what would run, and run nothing.")
@click.option("--repair", is_flag=True, help="Accept applied files that have changed or vanished.")
@click.option("--strict-order", is_flag=True, help="Refuse a migration that is older than an applied one.")
@click.option("--lock-timeout", metavar="DURATION", help="Wait so long for locks and other appliers: 500ms, 5s, 2min.")
@click.option("--yes", is_flag=True, help="Do not ask where the environment wants to be confirmed.")
@output.options("env", "url", "project", "target", "format")
def apply(
    to: str | None,
    dry_run: bool,
    repair: bool,
    strict_order: bool,
    lock_timeout: str | None,
    yes: bool,
    environment: str | None,
    url: str | None,
    folder: Path,
    target: str | None,
    form: str,
) -> int:
    """Run the migrations that a database has not had yet.

    \b
    Examples:
      schemac apply
      schemac apply --env prod --yes
      schemac apply --url sqlite:///dev.db --dry-run
    """
    from schemac_apply import migrate

    project, address = _target(folder, target, environment, url, yes or dry_run)
    result = migrate(
        address,
        project.migrations,
        to=to,
        dry_run=dry_run,
        repair=repair,
        strict_order=strict_order,
        lock_timeout=_seconds(lock_timeout),
        on_event=_listener(form),
    )
    return _finish(form, result)


@click.command()
@click.option(
    "--steps",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="K",
    help="How many migrations to take back.",
)
@click.option("--to", metavar="NAME", help="Take back everything after this migration.")
@click.option("--force", is_flag=True, help="Skip a way back that is missing or said to be irreversible.")
@click.option("--yes", is_flag=True, help="Do not ask, neither about data that is lost nor about the environment.")
@output.options("env", "url", "project", "target", "format")
def rollback(
    steps: int,
    to: str | None,
    force: bool,
    yes: bool,
    environment: str | None,
    url: str | None,
    folder: Path,
    target: str | None,
    form: str,
) -> int:
    """Run the way back of applied migrations, the newest first.

    \b
    Examples:
      schemac rollback
      schemac rollback --steps 2 --env dev
      schemac rollback --to 20261123183000_initial
    """
    from schemac_apply import rollback as take_back

    project, address = _target(folder, target, environment, url, yes)
    if not yes:
        taken = take_back(address, project.migrations, steps=steps, to=to, force=force, dry_run=True).pending
        _ask_losses(project, taken)
    back = take_back(address, project.migrations, steps=steps, to=to, force=force, on_event=_listener(form))
    return _finish(form, back)


def _ask_losses(project: Project, names: Sequence[str]) -> None:
    """Asks about the data that goes with the ways back of migrations; raises SchemacError where nobody can be asked."""
    from schemac import folder as folders

    lost = [line for name in names for line in folders.losses(project.migrations, name)]
    if not lost:
        return
    for line in lost:
        output.say(line)
    if not output.interactive():
        raise fail("not-asked", "the way back loses data and was not run", help="say so with --yes", exit_code=1)
    click.confirm("Roll back all the same?", abort=True, err=True)


@click.command()
@output.options("env", "url", "project", "target", "format")
def status(environment: str | None, url: str | None, folder: Path, target: str | None, form: str) -> int:
    """Show which migrations a database has had: applied, pending, changed, missing.

    \b
    Examples:
      schemac status
      schemac status --url postgresql://app@localhost/shop --format json
    """
    from schemac_apply import report
    from schemac_apply import status as look

    project, address = _target(folder, target, environment, url, True)
    found = look(address, project.migrations)
    click.echo(report.to_json(found.to_json()) if form == "json" else report.status_text(found))
    return 0 if found.sound else 1
