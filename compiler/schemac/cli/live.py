"""Commands that look at a live database: diff, push, introspect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from schemac.cli import output
from schemac.cli.compile import asked_difference, check_hazard_names, declared
from schemac.diagnostics import Diagnostic, SchemacError, fail

if TYPE_CHECKING:
    from schemac.dialect import Dialect, Filters
    from schemac.ir import Database
    from schemac.plan import Plan
    from schemac.project import Project


@contextmanager
def _connected(url: str, *, create: bool = False) -> Iterator[Any]:
    from schemac_apply import drivers

    with drivers.connect(url, create=create) as connection:
        yield connection


def _dialect_of(url: str) -> Dialect:
    from schemac import dialect
    from schemac_apply import drivers

    return dialect.find(drivers.dialect_of(url))


def _filters(project: Project | None, *compared: Database | None) -> Filters:
    """What the project looks at, its own ledger left out; of the server's roles those that are compared with."""
    from schemac.dialect import Filters

    declared = [role for state in compared if state for role in state.of_kind("role")]
    roles = tuple(name for role in declared for name in (role.name, role.renamed_from) if name)
    if project is None:
        return Filters(roles=roles)
    return replace(project.filters, tables=(*project.filters.tables, f"!{project.ledger_table}"), roles=roles)


def _read(dialect: Dialect, connection: Any, filters: Filters, *, notes: bool = False) -> Database:
    """The database as it is; what has no model is named, what matters little only where it is asked for."""
    found = dialect.introspect(connection, filters)
    output.report([one for one in found.diagnostics if notes or one.severity != "note"])
    return found.database


@click.command()
@click.option("--to-yaml", "yaml", metavar="DIR|-", help="Write YAML files to a folder, or one file to the output.")
@click.option("--to-toml", "toml", metavar="DIR|-", help="The same as TOML.")
@click.option("--split", is_flag=True, help="One file for each table.")
@click.option("--force", is_flag=True, help="Overwrite files that differ.")
@click.option("--roles", is_flag=True, help="The server's roles too, which all its databases share.")
@output.options("env", "url", "project", "target")
def introspect(
    yaml: str | None,
    toml: str | None,
    split: bool,
    force: bool,
    roles: bool,
    environment: str | None,
    url: str | None,
    folder: Path,
    target: str | None,
) -> int:
    """Read a live database back as schema files.

    What has no model is carried as raw SQL or named on the error output.

    \b
    Examples:
      schemac introspect --url sqlite:///app.db --to-yaml -
      schemac introspect --url postgresql://app@localhost/shop --to-yaml schema --split
      schemac introspect --env prod --to-toml schema
    """
    if (yaml is None) == (toml is None):
        raise click.UsageError("give --to-yaml or --to-toml")
    from schemac.emit import emit, emit_files

    project = None if url and not target else output.project_at(folder, target)
    address = output.database_url(project, environment, url)
    dialect = project.dialect if project else _dialect_of(address)
    with _connected(address) as connection:
        filters = replace(_filters(project), roles=("*",) if roles else ())
        found = _read(dialect, connection, filters, notes=True)
    place = yaml if yaml is not None else toml
    notation: Any = "yaml" if yaml is not None else "toml"
    if place == "-":
        click.echo(emit(found, dialect, notation=notation), nl=False)
        return 0
    assert place is not None
    _write_files(Path(place), emit_files(found, dialect, notation=notation, split=split), force=force)
    return 0


def _write_files(folder: Path, files: dict[str, str], *, force: bool) -> None:
    clashes = [
        folder / name
        for name, text in files.items()
        if (folder / name).exists()
        and not force
        and (folder / name).read_text(encoding="utf-8", errors="replace") != text
    ]
    if clashes:
        raise SchemacError(
            [
                Diagnostic(code="file-exists", message=f"{path} is there and differs", help="--force overwrites it")
                for path in clashes
            ]
        )
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        click.echo(path)


def _plan(dialect: Dialect, old: Database, new: Database, asked: tuple[str, ...] = ()) -> Plan:
    from schemac import likeness
    from schemac.diff import diff
    from schemac.plan import plan

    return plan(diff(old, new, same=dialect.rules.same, asked=likeness.answers(old, new, asked)), dialect)


@click.command()
@click.option("--from", "origin", required=True, metavar="X", help="Where to start.")
@click.option("--to", "goal", required=True, metavar="Y", help="Where to end.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when the two differ: a check for drift.")
@output.options("project", "target", "rename")
def diff(origin: str, goal: str, exit_code: bool, folder: Path, target: str | None, asked: tuple[str, ...]) -> int:
    """Print the SQL that leads from X to Y.

    Each is `schema` (the project's files), `migrations` or the name of a migration, a database URL, `env:NAME`,
    a schema file, or `empty`.

    \b
    Examples:
      schemac diff --from migrations --to schema
      schemac diff --from env:prod --to migrations --exit-code
      schemac diff --from empty --to schema
    """
    from schemac.comparison import in_declared_words

    project = _project_or_none(folder, target, origin, goal)
    dialect = project.dialect if project else _dialect_of(origin if "://" in origin else goal)
    with _optionally(project, origin) as first, _optionally(project, goal) as second:
        ends = ((origin, first), (goal, second))
        stated = [None if connection else _state(project, dialect, end) for end, connection in ends]
        filters = _filters(project, *stated)
        old, new = (
            _read(dialect, connection, filters) if state is None else state
            for (_, connection), state in zip(ends, stated, strict=True)
        )
        if first and not second:
            old = in_declared_words(dialect, first, new, old)
        elif second and not first:
            new = in_declared_words(dialect, second, old, new)
    found = _plan(dialect, old, new, asked)
    if not found.statements:
        output.say("no difference")
        return 0
    click.echo(found.sql(), nl=False)
    return 1 if exit_code else 0


def _project_or_none(folder: Path, target: str | None, *ends: str) -> Project | None:
    try:
        return output.project_at(folder, target)
    except SchemacError:
        if any("://" in end or end.startswith("sqlite:") for end in ends) and all(
            end == "empty" or "://" in end or end.startswith("sqlite:") or Path(end).is_file() for end in ends
        ):
            return None
        raise


@contextmanager
def _optionally(project: Project | None, end: str) -> Iterator[Any]:
    """A connection where an end is a database, else None."""
    url = project.url(end.removeprefix("env:")) if project and end.startswith("env:") else end
    if "://" in url or url.startswith("sqlite:"):
        with _connected(url) as connection:
            yield connection
    else:
        yield None


def _state(project: Project | None, dialect: Dialect, end: str) -> Database:
    from schemac import folder as folders
    from schemac.ir import Database
    from schemac.lower import lower
    from schemac.project import read_documents

    if end == "empty":
        return Database()
    if Path(end).is_file():
        root = Path(end).resolve().parent
        return lower(read_documents([Path(end).resolve()], root), dialect, root=root).database
    if end.endswith((".yaml", ".yml", ".toml")):
        raise fail("unreadable-file", f"there is no file {end}")
    if project is None:
        raise fail("unknown-end", f"'{end}' is no database URL and no schema file")
    if end == "schema":
        return declared(project)
    chain = folders.read(project.migrations, dialect=dialect.name)
    return chain.database if end == "migrations" else chain.until(end)


def prove(project: Project, connection: Any, name: str) -> None:
    """Raises SchemacError where a database is not what the snapshot of a migration says."""
    from schemac import folder as folders
    from schemac.comparison import in_declared_words

    chain = folders.read(project.migrations, dialect=project.dialect.name)
    wanted = chain.until(name)
    live = _read(project.dialect, connection, _filters(project, wanted))
    live = in_declared_words(project.dialect, connection, wanted, live)
    missing = _plan(project.dialect, live, wanted)
    if missing.statements:
        output.say(missing.sql().rstrip())
        raise fail(
            "not-the-snapshot",
            f"the database is not what it is after {name}: the SQL above would make it so",
            help="change the database or the schema; --to names an earlier migration; --unchecked records all the same",
            exit_code=1,
        )


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@output.options("env", "url", "project", "target", "allow", "rename", "no-renames")
def push(
    yes: bool,
    dry_run: bool,
    environment: str | None,
    url: str | None,
    folder: Path,
    target: str | None,
    allowed: tuple[str, ...],
    asked: tuple[str, ...],
    no_renames: bool,
) -> int:
    """Bring a development database straight to the schema, without a migration.

    The plan is shown with its hazards; a hazard that is not allowed stops it. A second push does nothing.

    \b
    Examples:
      schemac push --url sqlite:///dev.db
      schemac push --env dev --allow drop-column --yes
    """
    from schemac import folder as folders
    from schemac.comparison import in_declared_words
    from schemac.plan import plan
    from schemac_apply import drivers, run_script

    check_hazard_names(allowed)
    project = output.project_at(folder, target)
    address = output.database_url(project, environment, url)
    new = declared(project)
    with _connected(drivers.to_look_at(address) if dry_run else address, create=True) as connection:
        filters = _filters(project, new)
        live = _read(project.dialect, connection, filters)
        live = in_declared_words(project.dialect, connection, new, live)
        found = plan(asked_difference(project, live, new, asked, no_renames), project.dialect)
        if not found.statements:
            output.say("nothing to do: the database has this schema")
            return 0
        click.echo(found.sql(), nl=False)
        refused = folders.refusals(found, allowed=allowed, lint=project.lint)
        if refused:
            raise SchemacError(refused, exit_code=1)
        if dry_run:
            return 0
        if not yes:
            if not output.interactive():
                raise fail("not-asked", "the plan was shown and not run", help="say so with --yes")
            click.confirm("Run this?", abort=True, err=True)
        count = run_script(connection, found.sql(), path="push")
        after = project.dialect.introspect(connection, filters).database
        rest = _plan(project.dialect, in_declared_words(project.dialect, connection, new, after), new)
    output.say(f"done: {count} statements")
    if rest.statements:
        output.say("warning: the database still differs from the schema:\n" + rest.sql())
    return 0
