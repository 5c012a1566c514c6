"""What the clients have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from schemac_apply import __version__
from schemac_apply.folder import Folder, Migration
from schemac_apply.script import Script, Statement

WAIT_SECONDS = 600
"""How long a script waits for another applier."""
PARTIAL = "statements_done < statements_total OR in_doubt <> 0"
"""What is true of the rows of migrations that were stopped on their way, there or back."""
CHANGED = "was applied and has changed since"
STOPPED = "was applied in part"
BUSY = f"another applier is at work on this database; waited {WAIT_SECONDS} s"

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a script is to do.

    Args:
        contents: the folder.
        migrations: those of it that are wanted.
        idempotent: whether the script asks the ledger which of them are pending.
        makes_ledger: whether it makes the ledger.
    """

    contents: Folder
    migrations: tuple[Migration, ...]
    idempotent: bool
    makes_ledger: bool


class Client(Protocol):
    """Writes a script for one client; each method gives pieces of its text."""

    def __init__(self, task: Task) -> None: ...

    def check(self, statement: Statement, path: str) -> None:
        """Raises ScriptError where a statement cannot be in a script. Called for each before anything is written."""

    def opening(self) -> Iterator[str]:
        """What stands before the migrations."""

    def migration(self, migration: Migration, script: Script) -> Iterator[str]:
        """A migration, and its row in the ledger."""

    def closing(self) -> Iterator[str]:
        """What stands behind the migrations."""


def heading(task: Task, command: str) -> str:
    """The comment at the beginning of a script: what it is, and the command that runs it."""
    kind = "that are not applied yet" if task.idempotent else "all of them, whatever the ledger says"
    return (
        f"-- Migrations of {shown(task.contents.path.name)}, {kind}. Written by schemac {__version__}.\n"
        f"-- Run it with: {command}\n\n"
    )


def shown(name: str) -> str:
    """A name as it can stand in a comment."""
    return _CONTROL.sub(" ", name)


def literal(text: str | None) -> str:
    """A text as SQL, for where a backslash is a backslash."""
    return "NULL" if text is None else "'" + text.replace("'", "''") + "'"
