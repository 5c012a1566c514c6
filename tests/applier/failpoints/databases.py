"""Where scenarios are played: databases that are dropped as soon as they were used."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.applier.failpoints.play import Place
from tests.applier.failpoints.runs import Child
from tests.servers.supervisor import _roomy_memory

KEPT = {"sqlite": 0, "postgres": 4, "mysql": 0, "mariadb": 0}
"""How many used databases of each are left for later. On MySQL the engines of their tables would matter to others."""

_numbers = itertools.count(1)


class Server(Protocol):
    """Where databases are made."""

    def create_database(self, name: str) -> str: ...

    def drop_database(self, name: str) -> None: ...


class Databases:
    """New databases, dropped when they have been used.

    Args:
        server: where they are; None is SQLite.
        folder: of SQLite's files.
        keep: how many used ones are left for later: a server may have to wait for their sessions.
    """

    def __init__(self, server: Server | None, folder: Path, *, keep: int = 0) -> None:
        self._server, self._folder, self._keep = server, folder, keep
        self._names: list[str] = []
        self._used: list[str] = []

    def fresh(self) -> str:
        """Make one and return its URL."""
        name = f"fail_{next(_numbers)}"
        self._names.append(name)
        return self._server.create_database(name) if self._server else f"sqlite:///{self._folder}/{name}.db"

    def drop(self, url: str) -> None:
        """Drop the one that was made last, now or later."""
        name = self._names.pop()
        assert name in url
        self._used.append(name)
        while len(self._used) > self._keep:
            self._drop(self._used.pop(0))

    def _drop(self, name: str) -> None:
        if self._server:
            self._server.drop_database(name)
        else:
            (self._folder / f"{name}.db").unlink(missing_ok=True)

    def close(self) -> None:
        """Drop all that are left."""
        for name in (*self._used, *self._names):
            self._drop(name)


@contextmanager
def new_place(server: Server | None, child: Child, *, keep: int) -> Iterator[Place]:
    """A place on a server, or, if that is None, for SQLite. Files are in memory, where no disk has to be waited for."""
    with tempfile.TemporaryDirectory(prefix="schemac-failpoints-", dir=_roomy_memory()) as folder:
        databases = Databases(server, Path(folder), keep=keep)
        yield Place(fresh=databases.fresh, drop=databases.drop, folder=Path(folder, "migrations"), child=child)
        databases.close()
