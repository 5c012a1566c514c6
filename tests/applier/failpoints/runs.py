"""A run of the applier, and what came of it, in the tests' process or in one that fails."""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import schemac_apply
from schemac_apply.errors import ApplyError
from schemac_apply.results import Event
from tests.applier.failpoints.wire import Point

WAIT = 30
"""Seconds: the session of a process that was killed may live for a moment."""

Outcome = dict[str, Any]


def perform(url: str, folder: str | Path, act: str, options: Mapping[str, Any]) -> Outcome:
    """Run the applier, and return what came of it: `end` is done, error, interrupted or crashed."""
    said: Outcome = {}

    def hear(event: Event) -> None:
        if event.kind == "interrupted":
            said.update(migration=event.migration, state=event.detail)

    try:
        getattr(schemac_apply, act)(url, folder, wait=WAIT, on_event=hear, **options)
    except KeyboardInterrupt:
        return {"end": "interrupted", **said}
    except ApplyError as error:
        return {"end": "error", "type": type(error).__name__, **error.to_json()}
    except BaseException:
        return {"end": "crashed", "message": traceback.format_exc()}
    return {"end": "done"}


def terminate(url: str, session: int) -> None:
    """End a session of the server, as its owner may."""
    if url.startswith("postgresql"):
        import psycopg

        with psycopg.connect(url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [session])
        return
    from schemac_apply.drivers import connect

    with connect(url) as connection:
        connection.execute(f"KILL {session}")


class Child:
    """The process whose children fail. Made by `child`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(
        self,
        url: str,
        folder: Path,
        act: str,
        options: Mapping[str, Any],
        point: Point | None = None,
        *,
        crash: int = 0,
    ) -> Outcome:
        """Run the applier in a process that fails at a point; the outcome has `struck` and `messages` too."""
        request = {
            "url": url, "folder": str(folder), "act": act, "options": dict(options), "crash": crash,
            "point": asdict(point) if point else None,
        }  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        outcome: Outcome = json.loads(self._process.stdout.readline())
        return outcome


@contextmanager
def child() -> Iterator[Child]:
    """A process whose children fail, for the length of a block."""
    module = sys.modules["sqlite3"].__name__ if "sqlite3" in sys.modules else "sqlite3"
    command = [sys.executable, "-m", "tests.applier.failpoints.child", module]
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        yield Child(process)
        process.communicate()
