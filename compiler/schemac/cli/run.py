"""Commands that run migrations: apply, rollback, status, baseline, script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schemac.cli import output
from schemac.diagnostics import fail
from schemac_apply import options

if TYPE_CHECKING:
    from schemac.project import Project


def _migrations(project: Project) -> Path:
    """The migration folder, which has to be there."""
    if not project.migrations.is_dir():
        raise fail(
            "no-folder", f"there is no migration folder {project.migrations.name}/", help="`schemac generate` makes it"
        )
    return project.migrations


def _confirmed(project: Project, environment: str | None, url: str | None, yes: bool) -> str:
    """The database that is to be changed, after a question where the environment wants one."""
    address = output.database_url(project, environment, url)
    if url is None and project.environments:
        environment = project.environment(environment)
    if environment in project.confirm and not yes:
        if not output.interactive():
            raise fail("not-asked", f"the environment '{environment}' wants to be confirmed", help="say so with --yes")
        click.confirm(f"Change {environment}?", abort=True, err=True)
    return address


@click.command()
@options.applying
@options.many
@click.option("--yes", is_flag=True, help="Do not ask where the environment wants to be confirmed.")
@output.options("env", "url", "project", "target")
@options.output
def apply(
    yes: bool,
    environment: str | None,
    url: str | None,
    folder: Path,
    target: str | None,
    form: str,
    lines: bool,
    **chosen: Any,
) -> int:
    """Run the migrations that a database has not had yet.

    \b
    Examples:
      schemac apply
      schemac apply --env prod --yes
      schemac apply --url sqlite:///dev.db --dry-run
      schemac apply --targets "SELECT name AS schema FROM tenants"
    """
    from schemac_apply.cli import run_apply
    from schemac_apply.console import console

    with console(form, lines=lines) as shown:
        project = output.project_at(folder, target)
        # Targets in a file need no database beside them.
        needed = chosen["targets"] is None or output.names_database(project, environment, url)
        address = _confirmed(project, environment, url, yes or chosen["dry_run"]) if needed else None
        run_apply(shown, address, _migrations(project), **chosen)
    return shown.code


@click.command()
@options.rolling_back
@click.option("--yes", is_flag=True, help="Do not ask, neither about data that is lost nor about the environment.")
@output.options("env", "url", "project", "target")
@options.output
def rollback(
    yes: bool,
    environment: str | None,
    url: str | None,
    folder: Path,
    target: str | None,
    form: str,
    lines: bool,
    **chosen: Any,
) -> int:
    """Run the way back of applied migrations, the newest first.

    \b
    Examples:
      schemac rollback
      schemac rollback --steps 2 --env dev
      schemac rollback --to 20261123183000_initial
    """
    from schemac_apply import report
    from schemac_apply import rollback as take_back
    from schemac_apply.console import console

    with console(form, lines=lines) as shown:
        project = output.project_at(folder, target)
        address = _confirmed(project, environment, url, yes or chosen["dry_run"])
        if not yes and not chosen["dry_run"]:
            tried = take_back(address, _migrations(project), **{**chosen, "dry_run": True})
            _ask_losses(project, tried.pending, tried.losses)
        result = take_back(address, _migrations(project), on_event=shown.hear, **chosen)
        shown.finish(result.to_json(), report.result_text(result))
    return shown.code


def _ask_losses(project: Project, names: Sequence[str], losses: Sequence[str]) -> None:
    """Asks about the data that goes with the ways back of migrations; raises SchemacError where nobody can be asked."""
    from schemac import folder as folders

    # Hazards say it better; statements of a person's own have none.
    lost: list[str] = []
    for name in names:
        hazards = folders.losses(project.migrations, name)
        lost += hazards or [f"takes rows away: {loss}" for loss in losses if loss.startswith(f"{name}, ")]
    if not lost:
        return
    for line in lost:
        output.say(line)
    if not output.interactive():
        raise fail("not-asked", "the way back loses data and was not run", help="say so with --yes", exit_code=1)
    click.confirm("Roll back all the same?", abort=True, err=True)


@click.command()
@options.targets
@options.jobs
@options.waiting
@output.options("env", "url", "project", "target")
@options.output
def status(
    environment: str | None,
    url: str | None,
    folder: Path,
    target: str | None,
    form: str,
    lines: bool,
    **chosen: Any,
) -> int:
    """Show which migrations a database has had: applied, pending, changed, missing.

    \b
    Examples:
      schemac status
      schemac status --url postgresql://app@localhost/shop --format json
    """
    from schemac_apply.cli import run_status
    from schemac_apply.console import console

    with console(form, lines=lines) as shown:
        project = output.project_at(folder, target)
        needed = chosen["targets"] is None or output.names_database(project, environment, url)
        address = output.database_url(project, environment, url) if needed else None
        run_status(shown, address, _migrations(project), **chosen)
    return shown.code


@click.command()
@click.option("--to", metavar="NAME", help="The last migration that the database has; else all of the folder.")
@click.option("--unchecked", is_flag=True, help="Do not compare the database with the snapshot first.")
@click.option("--dry-run", is_flag=True, help="Compare, and say what would be recorded; change nothing.")
@options.waiting
@click.option("--yes", is_flag=True, help="Do not ask where the environment wants to be confirmed.")
@output.options("env", "url", "project", "target")
@options.output
def baseline(
    to: str | None,
    unchecked: bool,
    dry_run: bool,
    wait: float,
    yes: bool,
    environment: str | None,
    url: str | None,
    folder: Path,
    target: str | None,
    form: str,
    lines: bool,
) -> int:
    """Adopt a database that exists: record migrations as applied, and run nothing.

    The database is compared with the snapshot of the last of them first; where they differ, the SQL that leads
    from the one to the other is shown and nothing is recorded.

    \b
    Examples:
      schemac baseline
      schemac baseline --env prod --to 20261123183000_initial
      schemac baseline --url sqlite:///app.db --unchecked
    """
    from schemac.cli.live import prove
    from schemac_apply import baseline as record
    from schemac_apply import report
    from schemac_apply.console import console

    with console(form, lines=lines) as shown:
        project = output.project_at(folder, target)
        address = _confirmed(project, environment, url, yes or dry_run)
        result = record(
            address,
            _migrations(project),
            to=to,
            dry_run=dry_run,
            wait=wait,
            proof=None if unchecked else lambda connection, name: prove(project, connection, name),
            on_event=shown.hear,
        )
        shown.finish(result.to_json(), report.result_text(result))
    return shown.code


@click.command()
@click.option("--idempotent", is_flag=True, help="Skip what the database has: it can be run any number of times.")
@click.option("--from", "after", metavar="NAME", help="Only what comes after this migration.")
@click.option("--to", metavar="NAME", help="Only up to this migration.")
@output.options("project", "target")
def script(idempotent: bool, after: str | None, to: str | None, folder: Path, target: str | None) -> int:
    """Print the migrations as one SQL script, ledger included, for a database's own client.

    \b
    Examples:
      schemac script --idempotent > all.sql
      psql -f all.sql shop
      schemac script --from 20261123183000_initial > rest.sql
    """
    from schemac_apply.cli import print_script
    from schemac_apply.console import console

    with console("text") as shown:
        print_script(_migrations(output.project_at(folder, target)), idempotent=idempotent, after=after, to=to)
    return shown.code
