"""Commands that need no project: init, completion."""

from __future__ import annotations

import json
from pathlib import Path

import click

from schemac.cli import output
from schemac.diagnostics import Diagnostic, SchemacError

_PROJECT = """\
# The project file: where schemac starts reading.
schemac: 1
dialect: {dialect}
schema: [schema/**/*]                # YAML and TOML files
migrations: migrations
environments:
  dev: {{url: "{url}"}}
"""
_SCHEMA = """\
# yaml-language-server: $schema=../.schemac/schemac.schema.json
schemac: 1

tables:
  users:
    columns:
      id: {type: bigint, identity: always}
      email: {type: varchar(254), unique: true}
      name: text
      bio: text?                    # `?` allows NULL
    primary_key: id
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("."))
@click.option("--dialect", metavar="NAME", help="The database; asked for by default.")
def init(folder: Path, dialect: str | None) -> int:
    """Start a project in FOLDER: a project file, a first schema file, editor settings.

    \b
    Examples:
      schemac init
      schemac init shop --dialect postgres
    """
    from schemac import dialect as dialects
    from schemac.validate import spec

    if dialect is None and output.interactive():
        dialect = click.prompt("Which database?", type=click.Choice(list(dialects.names())), err=True)
    if dialect is None:
        raise click.UsageError(f"give --dialect, one of: {', '.join(dialects.names())}")
    found = dialects.find(dialect)
    url = "${DATABASE_URL}" if found.default_url is None else found.default_url
    files = {
        "schemac.yaml": _PROJECT.format(dialect=found.name, url=url),
        "schema/schema.yaml": _SCHEMA,
        ".schemac/schemac.schema.json": json.dumps(spec("schemac"), indent=2, ensure_ascii=False) + "\n",
        ".vscode/settings.json": json.dumps(
            {"yaml.schemas": {".schemac/schemac.schema.json": "schema/**/*.yaml"}}, indent=2
        )
        + "\n",
    }
    if found.default_url is not None:
        files[".gitignore"] = "*.db\n*.db-*\n"
    there = [folder / name for name in ("schemac.yaml", "schema/schema.yaml") if (folder / name).exists()]
    if there:
        raise SchemacError(
            [
                Diagnostic(code="file-exists", message=f"{path} is there already", help="choose another folder")
                for path in there
            ]
        )
    for name, text in files.items():
        path = folder / name
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        click.echo(path)
    output.say("next: edit schema/schema.yaml, then `schemac generate` and `schemac apply`")
    return 0


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script of a shell.

    \b
    Examples:
      schemac completion bash >> ~/.bashrc
      schemac completion zsh > ~/.zfunc/_schemac
      schemac completion fish > ~/.config/fish/completions/schemac.fish
    """
    from click.shell_completion import get_completion_class

    from schemac.cli import commands

    chosen = get_completion_class(shell)
    assert chosen is not None
    click.echo(chosen(commands, {}, "schemac", "_SCHEMAC_COMPLETE").source())
    return 0
