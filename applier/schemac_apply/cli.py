"""The command `schemac-apply`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

import click

from schemac_apply import __version__, options, report
from schemac_apply.console import INTERRUPTED, Console, console

ENVIRONMENT = ("SCHEMAC_URL", "DATABASE_URL")

_Command = TypeVar("_Command", bound=Callable[..., Any])


def main() -> NoReturn:
    """Run the command and exit with its code: 0 done, 1 failed, 2 usage, 3 unreachable, 130 interrupted."""
    import gc

    # A short-lived process that makes no cycles worth collecting.
    gc.disable()
    # A container that is stopped is told so; what runs is then undone as it is by Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if any("://" in argument for argument in sys.argv):
        from schemac_apply.drivers.arguments import hide_passwords_in_arguments

        hide_passwords_in_arguments()
    try:
        code = commands.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Exception as error:
        if os.environ.get("SCHEMAC_TRACEBACK"):
            raise
        click.echo(f"error[internal]: {type(error).__name__}\n{_BUG}", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


_BUG = "  = help: this is a bug of schemac; SCHEMAC_TRACEBACK=1 shows where it happened"


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
        options.output,
        click.option("--dir", "folder", default="migrations", show_default=True, help="The migration folder."),
        click.option("--ask-password", is_flag=True, help="Ask for the password that the URL leaves out."),
        click.option("--url", metavar="URL", help="The database; else $SCHEMAC_URL, else $DATABASE_URL."),
    ):
        command = option(command)
    return command


@commands.command()
@_database
@options.applying
@options.many
def apply(url: str | None, ask_password: bool, folder: str, form: str, lines: bool, **chosen: Any) -> int:
    """Apply the migrations that the database does not have.

    \b
    Examples:
      schemac-apply apply --url sqlite:///dev.db
      schemac-apply apply --dry-run
      schemac-apply apply --to 20261124090512 --lock-timeout 5s
      schemac-apply apply --targets "SELECT name AS schema FROM tenants"
    """
    with console(form, lines=lines) as shown:
        run_apply(shown, _given(url), folder, ask_password=ask_password, **chosen)
    return shown.code


def run_apply(
    shown: Console,
    url: str | None,
    folder: Any,
    *,
    targets: str | None,
    jobs: int,
    keep_going: bool,
    ask_password: bool = False,
    **chosen: Any,
) -> None:
    """Apply to one database, or to many, and show it; `chosen` are the arguments of `migrate`."""
    if targets is None:
        from schemac_apply.apply import migrate

        result = migrate(_address(url, ask_password=ask_password), folder, on_event=shown.hear, **chosen)
        shown.finish(result.to_json(), report.result_text(result))
        return
    from schemac_apply.fleet.command import run_command

    run_command(shown, targets, url, folder, jobs=jobs, keep_going=keep_going, **chosen)


@commands.command()
@_database
@options.rolling_back
@click.option("--yes", is_flag=True, help="Do not ask about rows that are lost; without a terminal nothing is asked.")
def rollback(url: str | None, ask_password: bool, folder: str, form: str, lines: bool, yes: bool, **chosen: Any) -> int:
    """Roll back what was applied last, by the down files as they were when it was applied.

    \b
    Examples:
      schemac-apply rollback --url sqlite:///dev.db
      schemac-apply rollback --steps 2
      schemac-apply rollback --to 20261123183000_initial
    """
    with console(form, lines=lines) as shown:
        from schemac_apply.way_back import rollback as roll_back

        address = _address(_given(url), ask_password=ask_password)
        if not yes and not chosen["dry_run"] and sys.stdin.isatty() and sys.stderr.isatty():
            ask_losses(roll_back(address, folder, **{**chosen, "dry_run": True}).losses)
        result = roll_back(address, folder, on_event=shown.hear, **chosen)
        shown.finish(result.to_json(), report.result_text(result))
    return shown.code


@commands.command()
@_database
@options.waiting
@options.targets
@options.jobs
def status(url: str | None, ask_password: bool, folder: str, form: str, lines: bool, **chosen: Any) -> int:
    """Say what is applied, pending, changed, missing or applied in part; exit 1 for the last three.

    \b
    Examples:
      schemac-apply status --url sqlite:///dev.db
      schemac-apply status --format json
    """
    with console(form, lines=lines) as shown:
        run_status(shown, _given(url), folder, ask_password=ask_password, **chosen)
    return shown.code


def run_status(
    shown: Console,
    url: str | None,
    folder: Any,
    *,
    targets: str | None,
    jobs: int,
    wait: float,
    ask_password: bool = False,
) -> None:
    """Show where one database stands, or many."""
    if targets is not None:
        from schemac_apply.fleet.command import run_status_command

        run_status_command(shown, targets, url, folder, jobs=jobs, wait=wait)
        return
    from schemac_apply.apply import status as read_status

    found = read_status(_address(url, ask_password=ask_password), folder, wait=wait)
    shown.finish(found.to_json(), report.status_text(found))
    shown.code = 0 if found.sound else 1


@commands.command()
@_database
@click.option("--unchecked", is_flag=True, help="Yes, without a proof: this applier knows nothing of schemas.")
@click.option("--to", metavar="NAME", help="The last migration that the database has; else all of the folder.")
@click.option("--dry-run", is_flag=True, help="Say what would be recorded; change nothing.")
@options.waiting
def baseline(
    url: str | None, ask_password: bool, folder: str, form: str, lines: bool, unchecked: bool, **chosen: Any
) -> int:
    """Record migrations as applied in a database that has them already; run nothing.

    \b
    Examples:
      schemac-apply baseline --url sqlite:///dev.db --unchecked
      schemac-apply baseline --unchecked --to 20261123183000_initial
    """
    with console(form, lines=lines) as shown:
        from schemac_apply.errors import UsageError
        from schemac_apply.marks import baseline as record

        if not unchecked:
            raise UsageError(
                "nothing here can prove that the database has what these migrations make",
                help="`schemac baseline` compares it with the snapshot; or say --unchecked",
            )
        address = _address(_given(url), ask_password=ask_password)
        result = record(address, folder, on_event=shown.hear, **chosen)
        shown.finish(result.to_json(), report.result_text(result))
    return shown.code


@commands.command()
@click.option("--dir", "folder", default="migrations", show_default=True, help="The migration folder.")
@click.option("--idempotent", is_flag=True, help="Skip what the database has: it can be run any number of times.")
@click.option("--from", "after", metavar="NAME", help="Only what comes after this migration.")
@click.option("--to", metavar="NAME", help="Only up to this migration.")
def script(folder: str, idempotent: bool, after: str | None, to: str | None) -> int:
    """Print the migrations as one SQL script, ledger included, for a database's own client.

    \b
    Examples:
      schemac-apply script --idempotent > all.sql
      psql -f all.sql shop
    """
    with console("text") as shown:
        print_script(folder, idempotent=idempotent, after=after, to=to)
    return shown.code


def print_script(folder: Any, *, idempotent: bool, after: str | None, to: str | None) -> None:
    """Print a script, in UTF-8 and with LF as it is. Raises ApplyError, before anything is printed."""
    from schemac_apply.clients import write_script
    from schemac_apply.errors import UsageError
    from schemac_apply.folder import read_folder
    from schemac_apply.session import resolve

    contents = read_folder(folder)
    names = [migration.name for migration in contents.migrations]
    first, last = (resolve(name, names) if name is not None else None for name in (after, to))
    if first is not None and last is not None and first >= last:
        raise UsageError(f"{last} does not come after {first}", help="--from names the earlier one")
    for text in write_script(contents, idempotent=idempotent, after=first, to=last):
        sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def ask_losses(losses: Sequence[str]) -> None:
    """Ask about statements that take rows away; click.Abort if they are not to be run."""
    for loss in losses:
        click.echo(f"takes rows away: {loss}", err=True)
    if losses:
        click.confirm("Roll back all the same?", abort=True, err=True)


def _given(url: str | None) -> str | None:
    """The database of an option, or of the environment where there is none."""
    if url == "":
        # A variable that is not set, most likely: another database must not be taken for it.
        raise click.UsageError("--url is empty")
    return url or _environment()


def _environment() -> str | None:
    return next(filter(None, map(os.environ.get, ENVIRONMENT)), None)


def _address(url: str | None, *, ask_password: bool) -> str:
    if url is None:
        raise click.UsageError("no database: give --url, or set SCHEMAC_URL or DATABASE_URL")
    return asked_for_password(url) if ask_password else url


def asked_for_password(url: str) -> str:
    """The URL with the password that a person gives at the terminal. Raises UsageError."""
    from schemac_apply.drivers import PASSWORD_VARIABLES, dialect_of, with_password
    from schemac_apply.errors import UsageError

    variable = PASSWORD_VARIABLES.get(dialect_of(url))
    if variable is None:
        raise UsageError("a database in a file has no password", help="leave --ask-password out")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password at", help=f"set {variable}")
    return with_password(url, click.prompt("Password", hide_input=True, err=True))
