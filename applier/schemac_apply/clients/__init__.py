"""Migrations as one SQL file that a plain client runs, ledger and all: psql, mysql or mariadb, sqlite3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemac_apply.clients.client import Client, Task
from schemac_apply.clients.mysql import MySQL
from schemac_apply.clients.psql import Psql
from schemac_apply.clients.sqlite3 import SQLite3
from schemac_apply.errors import FolderError
from schemac_apply.folder import Folder, Migration
from schemac_apply.script import Script, read_script

__all__ = ["write_script"]

_CLIENTS: dict[str, type[Client]] = {"postgres": Psql, "mysql": MySQL, "mariadb": MySQL, "sqlite": SQLite3}


def write_script(
    contents: Folder, *, idempotent: bool, after: str | None = None, to: str | None = None
) -> Iterator[str]:
    """The pieces of an SQL file that does what `migrate` does.

    Args:
        contents: the folder.
        idempotent: whether it can be run on any database, any number of times. Without, it is for one that has
            every migration up to `after`, and no other.
        after: the migrations behind this one, by its full name; None is all.
        to: and up to this one; None is the last.

    Raises:
        FolderError: no client is known for the dialect, or a file cannot be read.
        ScriptError: a migration has something that cannot be done so; nothing is written then.
    """
    if contents.dialect not in _CLIENTS:
        raise FolderError(f"{contents.path}: no client is known for the dialect {contents.dialect!r}")
    chosen = tuple(
        migration
        for migration in contents.migrations
        if (after is None or migration.name > after) and (to is None or migration.name <= to)
    )
    task = Task(contents=contents, migrations=chosen, idempotent=idempotent, makes_ledger=idempotent or after is None)
    client = _CLIENTS[contents.dialect](task)
    for migration in chosen:
        script = _read(migration, contents.dialect)
        for statement in script.statements():
            client.check(statement, script.path)
    return _pieces(client, chosen, contents.dialect)


def _pieces(client: Client, chosen: Sequence[Migration], dialect: str) -> Iterator[str]:
    yield from client.opening()
    for migration in chosen:
        # Read anew, so that no more than one is in memory.
        yield from client.migration(migration, _read(migration, dialect))
    yield from client.closing()


def _read(migration: Migration, dialect: str) -> Script:
    return read_script(migration.chunks, name=migration.name, path=str(migration.path), dialect=dialect)
