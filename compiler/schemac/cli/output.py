"""What every command shares: options, the project at hand, and how results and errors are shown."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from schemac import diagnostics
from schemac.diagnostics import Diagnostic, SchemacError

if TYPE_CHECKING:
    from schemac.project import Project

Command = TypeVar("Command", bound=Callable[..., Any])


def shown(error: Exception) -> int | None:
    """Shows an error that schemac or its applier foresaw and answers the exit code; None for any other."""
    from schemac_apply.errors import ApplyError

    if isinstance(error, SchemacError):
        report(error.diagnostics)
        return error.exit_code
    if isinstance(error, ApplyError):
        from schemac_apply import report as applier

        if _wants_json():
            click.echo(applier.to_json({"error": error.to_json()}))
        else:
            click.echo(applier.error_text(error), err=True)
        return error.exit_code
    if isinstance(
        error, PermissionError | FileExistsError | IsADirectoryError | NotADirectoryError | FileNotFoundError
    ):
        report([Diagnostic(code="file", message=f"{error.filename}: {error.strerror}")])
        return 2
    return None


def _wants_lines() -> bool:
    context = click.get_current_context(silent=True)
    return (context is not None and bool(context.params.get("lines"))) or "--json" in sys.argv


def _wants_json() -> bool:
    context = click.get_current_context(silent=True)
    return (
        (context is not None and context.params.get("form") == "json")
        or "--format=json" in sys.argv
        or _after("--format") == "json"
    )


def _after(option: str) -> str | None:
    position = sys.argv.index(option) if option in sys.argv else -1
    return sys.argv[position + 1] if 0 <= position < len(sys.argv) - 1 else None


def report(found: Sequence[Diagnostic]) -> None:
    """Shows diagnostics: JSON to stdout where it was asked for, text to stderr otherwise."""
    if found and _wants_lines():
        document = json.loads(diagnostics.as_json([_presentable(one) for one in found]))
        click.echo(json.dumps({"error": {"code": found[0].code, "message": found[0].message, "diagnostics": document}}))
    elif found and _wants_json():
        click.echo(diagnostics.as_json([_presentable(one) for one in found]))
    elif found:
        note(found)


def note(found: Sequence[Diagnostic]) -> None:
    """Shows diagnostics beside a result, as text."""
    click.echo(diagnostics.text([_presentable(one) for one in found], color=colored(sys.stderr)), err=True, color=True)


_PASSWORD = re.compile(
    r"""(?<=://)([^\s:/?#@"']*:)([^\s"']+)(?=@)|((?:password|passwd|pwd)=)([^\s&"']+)""", re.IGNORECASE
)
_CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f]")


def safe(text: str) -> str:
    """A text without the passwords of the URLs in it, and without what would steer a terminal; as long as it was."""
    hidden = _PASSWORD.sub(lambda found: (found[1] or found[3]) + "*" * len(found[2] or found[4]), text)
    return _CONTROL.sub("\ufffd", hidden)


def _presentable(found: Diagnostic) -> Diagnostic:
    # A message quotes what the user wrote, and its source line shows it.
    span = replace(found.span, source=safe(found.span.source)) if found.span else None
    related = tuple((safe(words), replace(place, source=safe(place.source))) for words, place in found.related)
    return replace(found, message=safe(found.message), help=found.help and safe(found.help), span=span, related=related)


def colored(stream: Any) -> bool:
    """Whether a stream takes colour: a terminal, and NO_COLOR unset (https://no-color.org)."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    """A word to the person, beside the result."""
    click.echo(text, err=True)


def interactive() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def options(*chosen: str) -> Callable[[Command], Command]:
    """The shared options of those names, in that order."""

    def decorate(command: Command) -> Command:
        for name in reversed(chosen):
            command = _OPTIONS[name](command)
        return command

    return decorate


_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "project": click.option(
        "--project",
        "-p",
        "folder",
        type=click.Path(path_type=Path),
        default=Path("."),
        show_default=False,
        metavar="PATH",
        help="The project file or its folder; the nearest one by default.",
    ),
    "target": click.option("--target", metavar="NAME", help="Which of the project file's targets."),
    "format": click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Output for people or for machines.",
    ),
    "env": click.option("--env", "environment", metavar="NAME", help="An environment of the project file."),
    "url": click.option("--url", metavar="URL", help="A database: postgresql://… or sqlite:///file.db"),
    "allow": click.option(
        "--allow", "allowed", multiple=True, metavar="HAZARD", help="Allow a hazard by its name; may be repeated."
    ),
    "rename": click.option(
        "--rename",
        "asked",
        multiple=True,
        metavar="OLD:NEW",
        help="OLD was renamed to NEW: a table, or table.column. May be repeated.",
    ),
    "no-renames": click.option("--no-renames", is_flag=True, help="What is gone is dropped: ask about no renames."),
}


def project_at(folder: Path, target: str | None = None) -> Project:
    """The project of an option's path."""
    from schemac import project

    return project.load(folder, target=target)


def database_url(project: Project | None, environment: str | None, url: str | None) -> str:
    """The database that the options name: the URL itself, an environment, or the surroundings' own variable."""
    if url is not None:
        if not url:
            # A variable that is not set, most likely: another database must not be taken for it.
            raise diagnostics.fail("no-database", "--url is empty", help="set the variable, or leave --url out")
        return url
    if project is not None and (environment or project.environments):
        return project.url(environment)
    for variable in ("SCHEMAC_URL", "DATABASE_URL"):
        if os.environ.get(variable):
            return os.environ[variable]
    raise diagnostics.fail("no-database", "no database is given", help="give --url, --env, or $DATABASE_URL")


def names_database(project: Project, environment: str | None, url: str | None) -> bool:
    """Whether `database_url` would find a database."""
    named = url or environment or project.environments
    return bool(named or os.environ.get("SCHEMAC_URL") or os.environ.get("DATABASE_URL"))
