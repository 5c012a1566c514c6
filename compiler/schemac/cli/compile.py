"""Commands that need no database: validate, generate, check, drop, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from schemac.cli import output
from schemac.diagnostics import Diagnostic, SchemacError, fail

if TYPE_CHECKING:
    from schemac.diff import Difference
    from schemac.folder import Chain
    from schemac.ir import Database
    from schemac.likeness import Candidate
    from schemac.plan import Plan
    from schemac.project import Project
    from schemac.snapshot import Entry


_NO_WAY_BACK = """\
-- Write its way back here, and take the next line away.
-- schemac:down irreversible
"""


def declared(project: Project) -> Database:
    """The declared database of a project; notes are shown."""
    from schemac.lower import lower

    lowered = lower(project.documents(), project.dialect, root=project.root, version=project.version)
    if lowered.notes:
        output.note(lowered.notes)
    return lowered.database


@click.command()
@output.options("project", "target", "format")
def validate(folder: Path, target: str | None, form: str) -> int:
    """Check the schema files for every target, and report everything that is wrong.

    In a project with several targets, what one of them takes for something else is noted.

    \b
    Examples:
      schemac validate
      schemac validate --format json
    """
    from schemac.lower import lower

    project = output.project_at(folder, target)
    targets = [project] if target else project.for_all_targets()
    errors: list[Diagnostic] = []
    notes: list[Diagnostic] = []
    valid: list[str] = []
    for one in targets:
        try:
            lowered = lower(one.documents(), one.dialect, root=one.root, version=one.version, portable=len(targets) > 1)
        except SchemacError as error:
            errors += [found for found in error.diagnostics if found not in errors]
            continue
        notes += [found for found in lowered.notes if found not in notes]
        found = lowered.database
        tables = sum(1 for _ in found.of_kind("table"))
        valid.append(f"valid: {len(found.objects)} objects, {tables} of them tables, for {one.dialect.title}")
    if errors:
        raise SchemacError([*errors, *notes])
    output.report(notes)
    if form == "json":
        if not notes:
            click.echo("[]")
    else:
        for line in valid:
            output.say(line)
    return 0


@click.command()
@click.option("--name", metavar="NAME", help="What the migration does; told from the changes by default.")
@click.option("--custom", is_flag=True, help="An empty migration, for SQL of your own.")
@click.option("--dry-run", is_flag=True, help="Print the SQL and write nothing.")
@output.options("project", "target", "rename", "no-renames", "allow", "format")
def generate(
    name: str | None,
    custom: bool,
    dry_run: bool,
    folder: Path,
    target: str | None,
    asked: tuple[str, ...],
    no_renames: bool,
    allowed: tuple[str, ...],
    form: str,
) -> int:
    """Write the next migration, its way back and its snapshot.

    \b
    Examples:
      schemac generate
      schemac generate --name add_posts
      schemac generate --rename users:people --rename posts.title:posts.headline
      schemac generate --allow drop-column
      schemac generate --custom --name backfill_slugs
    """
    from schemac import folder as folders
    from schemac import snapshot

    check_hazard_names(allowed)
    project = output.project_at(folder, target)
    chain = folders.read(project.migrations, dialect=project.dialect.name)
    parents = tuple(head.id for head in chain.heads)
    if custom:
        entry = snapshot.Entry(
            name=folders.next_name(chain, folders.slug(name or "custom"), prefix=project.prefix),
            dialect=project.dialect.name,
            parents=parents,
            full=not parents,
        )
        return _write(project, chain, entry, "-- Write the SQL of this migration here.\n", _NO_WAY_BACK, form)
    new = declared(project)
    difference = asked_difference(project, chain.database, new, asked, no_renames)
    if not difference and len(chain.heads) < 2 and chain.database == new:
        if form == "json":
            click.echo('{"migration": null}')
        output.say("nothing has changed: the migrations lead to this schema already")
        return 0
    from schemac.diff import inverse
    from schemac.hazards import level
    from schemac.plan import plan

    forward = plan(difference, project.dialect)
    if not dry_run:
        _ask_hazards(project, forward, allowed)
    backward = plan(inverse(difference, same=project.dialect.rules.same), project.dialect)
    up, down = folders.up_text(forward, lint=project.lint), folders.down_text(backward, difference)
    if dry_run:
        click.echo(up, nl=False)
        found = folders.refusals(forward, allowed=allowed, lint=project.lint)
        output.report(found)
        return 1 if found else 0
    changes = (*difference.renames, *difference.operations)
    words = folders.slug(name) if name else folders.described(changes, first=not chain.entries) if changes else "merge"
    full_name = folders.next_name(chain, words, prefix=project.prefix)
    entry = snapshot.entry(full_name, project.dialect.name, chain.database, new, parents)
    for _, hazard in forward.hazards():
        if level(hazard.code, project.lint) != "off":
            output.say(f"warning[{hazard.code}]: {hazard.message}")
    return _write(project, chain, entry, up, down, form)


def _write(project: Project, chain: Chain, entry: Entry, up: str, down: str, form: str) -> int:
    from schemac import folder as folders

    settings = {"ledger_table": project.ledger_table, "ledger_schema": project.ledger_schema}
    for path in folders.write(chain, entry, up=up, down=down, settings=settings):
        if form == "text":
            click.echo(path.relative_to(project.root))
    if form == "json":
        import json

        click.echo(json.dumps({"migration": entry.name}))
    output.say("next: read the SQL, then `schemac apply`")
    return 0


def check_hazard_names(allowed: tuple[str, ...]) -> None:
    """Raises SchemacError where an allowed hazard is none by name."""
    from schemac.diagnostics import suggestion
    from schemac.hazards import HAZARDS

    for code in allowed:
        if code not in HAZARDS:
            raise fail(
                "unknown-hazard",
                f"there is no hazard '{code}'",
                help=suggestion(code, HAZARDS) or f"known: {', '.join(HAZARDS)}",
            )


def asked_difference(
    project: Project, old: Database, new: Database, asked: tuple[str, ...], no_renames: bool
) -> Difference:
    """The difference, a person asked about what looks like a rename."""
    from schemac import likeness
    from schemac.diff import diff

    same = project.dialect.rules.same
    answers = list(asked)
    while True:
        difference = diff(old, new, same=same, asked=likeness.answers(old, new, answers))
        found = [] if no_renames else list(likeness.candidates(difference))
        if not found:
            return difference
        if not output.interactive():
            raise likeness.question(found)
        chosen = _asked(found)
        if not chosen:
            return difference
        answers += chosen


def _asked(found: Sequence[Candidate]) -> list[str]:
    for one in found:
        if click.confirm(f"Is {one.new} the old {one.gone}, renamed?", default=False, err=True):
            return [one.answer]
    return []


def _ask_hazards(project: Project, forward: Plan, allowed: tuple[str, ...]) -> None:
    """Asks about the hazards that nobody allowed; raises SchemacError where it ends in a no."""
    from schemac import folder as folders

    found = folders.refusals(forward, allowed=allowed, lint=project.lint)
    if found and output.interactive():
        for one in found:
            output.say(f"hazard[{one.code}]: {one.message}\n  {(one.help or '').splitlines()[0]}")
        if click.confirm("Write the migration all the same?", default=False, err=True):
            return
    if found:
        raise SchemacError(found, exit_code=1)


@click.command()
@output.options("project", "target", "format")
def check(folder: Path, target: str | None, form: str) -> int:
    """Check the migration folder: chain, hashes, forks, nothing left to generate.

    \b
    Examples:
      schemac check
      schemac check --format json
    """
    from schemac import folder as folders
    from schemac.diff import diff

    project = output.project_at(folder, target)
    if not project.migrations.is_dir():
        raise fail(
            "no-folder", f"there is no migration folder {project.migrations.name}/", help="`schemac generate` makes it"
        )
    chain, found = folders.inspect(project.migrations, dialect=project.dialect.name)
    found += folders.unallowed(chain, project.lint)
    if not found and diff(chain.database, declared(project), same=project.dialect.rules.same):
        found.append(
            Diagnostic(
                code="not-generated",
                message="the schema has changes that no migration makes",
                help="run `schemac generate`",
            )
        )
    if len(chain.heads) > 1 and not found:
        output.say(f"{len(chain.heads)} branches that commute: the next migration joins them")
    output.report(found)
    if form == "json" and not found:
        click.echo("[]")
    elif not found:
        output.say(f"sound: {len(chain.entries)} migrations lead to the schema")
    return 1 if found else 0


@click.command()
@click.argument("name", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@output.options("project", "target", "env", "url")
def drop(
    name: str | None, yes: bool, folder: Path, target: str | None, environment: str | None, url: str | None
) -> int:
    """Remove an unapplied migration from the folder: NAME, or the newest one.

    It is looked up first in the ledger of the database that --env or --url names, else of the project's own.

    \b
    Examples:
      schemac drop
      schemac drop 20261124090512_add_posts --env dev
    """
    from schemac import folder as folders

    project = output.project_at(folder, target)
    chain, _ = folders.inspect(project.migrations, dialect=project.dialect.name)
    scripts = sorted(
        path.name.removesuffix(".sql")
        for path in project.migrations.glob("*.sql")
        if not path.name.endswith(".down.sql")
    )
    names = [one for one in sorted({*chain.entries, *scripts}) if name is None or one.startswith(name)]
    if not names or (name is not None and len(names) > 1 and name not in names):
        raise fail(
            "unknown-migration",
            f"there is no migration '{name}'" if name else "there is no migration to drop",
            help=f"there are: {', '.join(scripts)}" if scripts else None,
        )
    chosen = name if name in names else names[-1]
    assert chosen is not None
    entry = chain.entries.get(chosen)
    children = [other.name for other in chain.entries.values() if entry is not None and entry.id in other.parents]
    if children:
        raise fail(
            "not-last", f"{', '.join(children)} follows {chosen}", help="drop the newest migration first", exit_code=1
        )
    state = _state_of(chosen, project, environment, url)
    if state not in (None, "pending"):
        raise fail("applied", f"{chosen} is {state} in that database", help="`schemac rollback` it first", exit_code=1)
    if not yes:
        if not output.interactive():
            raise fail("not-asked", f"{chosen} would be removed", help="say so with --yes")
        click.confirm(f"Remove {chosen} from {project.migrations.name}/?", abort=True, err=True)
    for file in (f"{chosen}.sql", f"{chosen}.down.sql", f"meta/{chosen}.json"):
        path = project.migrations / file
        if path.exists():
            path.unlink()
            click.echo(f"removed {path.relative_to(project.root)}")
    return 0


def _state_of(name: str, project: Project, environment: str | None, url: str | None) -> str | None:
    """The state of a migration in the database at hand; None where no database is named and none can be reached."""
    from schemac_apply import status
    from schemac_apply.errors import ApplyError

    try:
        entries = status(output.database_url(project, environment, url), project.migrations).entries
    except (ApplyError, SchemacError) as error:
        if environment or url:
            raise
        output.say(f"not looked up in any database: {error}")
        return None
    return next((one.state for one in entries if one.name == name), None)


@click.command()
@output.options("project", "target")
def export(folder: Path, target: str | None) -> int:
    """Print the whole schema as SQL, as if from nothing.

    \b
    Examples:
      schemac export > schema.sql
      schemac export --target tests
    """
    from schemac.diff import diff
    from schemac.ir import Database
    from schemac.plan import plan

    project = output.project_at(folder, target)
    click.echo(plan(diff(Database(), declared(project)), project.dialect).sql(), nl=False)
    return 0
