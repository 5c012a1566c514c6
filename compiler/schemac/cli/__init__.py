"""The command ``schemac``: a thin layer that loads a command's module when the command is asked for."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from typing import Any, NoReturn

import click

from schemac import __version__

COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("start", "Start a project: a project file, a first schema file, editor settings."),
    "validate": ("compile", "Check the schema files and report everything that is wrong."),
    "generate": ("compile", "Write the next migration, its way back and its snapshot."),
    "check": ("compile", "Check the migration folder: chain, hashes, forks, nothing left to generate."),
    "drop": ("compile", "Remove an unapplied migration from the folder."),
    "export": ("compile", "Print the whole schema as SQL."),
    "apply": ("run", "Run the migrations that a database has not had yet."),
    "rollback": ("run", "Run the way back of applied migrations."),
    "status": ("run", "Show which migrations a database has had."),
    "baseline": ("run", "Record migrations as applied in a database that has them already."),
    "script": ("run", "Print the migrations as one SQL script for a database's own client."),
    "diff": ("live", "Print the SQL between any two of: schema, migration, database, empty."),
    "push": ("live", "Bring a development database straight to the schema."),
    "introspect": ("live", "Read a live database back as schema files."),
    "completion": ("start", "Print the completion script of a shell."),
}
"""Command → the module that has it, and its line in the help, known without loading the module."""

INTERRUPTED = 130


class _Commands(click.Group):
    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"schemac.cli.{COMMANDS[name][0]}")
        command = getattr(module, name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from schemac.diagnostics import suggestion

            hint = suggestion(args[0], COMMANDS)
            context.fail(f"there is no command '{args[0]}'{f'; {hint}' if hint else ''}")
        return super().resolve_command(context, args)

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="schemac")
def commands() -> None:
    """Database schemas in YAML or TOML, compiled to SQL migrations.

    \b
    Examples:
      schemac init
      schemac generate --name add_posts
      schemac apply --env dev
      schemac introspect --url sqlite:///app.db --to-yaml schema

    \b
    Exit codes: 0 done, 1 findings or a failed migration, 2 usage or invalid input,
    3 database unreachable, 130 interrupted.
    """


def main() -> NoReturn:
    """Run the command and exit with its code."""
    import gc
    import signal

    # A container that is stopped is told so; what runs is then undone as it is by Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if any("://" in argument for argument in sys.argv):
        from schemac_apply.drivers.arguments import hide_passwords_in_arguments

        hide_passwords_in_arguments()
    # A short-lived process whose values live to its end: collecting costs up to four times the work.
    gc.disable()
    sys.exit(_run())


def _run() -> int:
    try:
        code = commands.main(standalone_mode=False, prog_name="schemac")
    except click.ClickException as error:
        import io

        from schemac.cli import output

        # Its message quotes the arguments, which may hold a URL.
        error.show(words := io.StringIO())
        click.echo(output.safe(words.getvalue()), err=True, nl=False)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _reported(error)
    return code if isinstance(code, int) else 0


def _reported(error: Exception) -> int:
    """An error as a person reads it; what nobody foresaw is a bug, and says so without a traceback."""
    from schemac.cli import output

    known: Any = output.shown(error)
    if known is not None:
        return int(known)
    if os.environ.get("SCHEMAC_TRACEBACK"):
        raise error
    click.echo(
        f"error[internal]: {type(error).__name__}: {output.safe(str(error))}\n"
        "  = help: this is a bug of schemac; SCHEMAC_TRACEBACK=1 shows where it happened",
        err=True,
    )
    return 1
