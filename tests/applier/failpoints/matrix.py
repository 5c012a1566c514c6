"""The scenarios with all their failures, cut into tasks for several processes."""

from __future__ import annotations

import atexit
import functools
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from tests import servers
from tests.applier.failpoints import book, runs
from tests.applier.failpoints.crashing import crashing
from tests.applier.failpoints.databases import KEPT, new_place
from tests.applier.failpoints.play import Place, Tally, play, undisturbed
from tests.applier.failpoints.scenario import Scenario
from tests.applier.failpoints.wire import WHENS, Point

Task = tuple[str, str, str, int]
"""Database, scenario, what happens, and at how many points of a time; 0 is all."""

_TWICE, _SERVER = "twice", "server"
_PAIRS = 60
_CRASHES = 12


def tasks(databases: Sequence[str], count: int) -> list[Task]:
    found: list[Task] = []
    for database in databases:
        kinds = [*dict.fromkeys(kind for kind, _ in book.cells(database)), _TWICE]
        kinds += [] if database == "sqlite" else [_SERVER]
        found += [(database, scenario.name, kind, count) for scenario in book.scenarios(database) for kind in kinds]
    # Those that take long begin first.
    return sorted(found, key=lambda task: (task[2] != _SERVER, task[0] not in ("mysql", "mariadb")))


def work(task: Task) -> Tally:
    """Play a scenario with all failures of a kind."""
    database, name, kind, count = task
    (scenario,) = (one for one in book.scenarios(database) if one.name == name)
    tally = Tally()
    with _place(database, crash=kind == _SERVER) as place:
        expected = undisturbed(scenario, place)
        for points in failures(database, scenario, kind, expected.messages, count):
            play(scenario, place, expected, points, tally)
    return tally


def failures(
    database: str, scenario: Scenario, kind: str, messages: Sequence[str], count: int
) -> Iterator[tuple[Point, ...]]:
    """The points at which a scenario fails: one after the other, in runs after each other."""
    seed = f"{database} {scenario.name} {kind}"
    if kind == _TWICE:
        yield from book.pairs(database, messages, count or _PAIRS, seed)
    elif kind == _SERVER:
        points = [point for when in WHENS for point in book.every(kind, when, messages)]
        yield from ((point,) for point in book.some(points, count or _CRASHES, seed))
    else:
        for when in [when for found, when in book.cells(database) if found == kind]:
            points = book.every(kind, when, messages)
            yield from ((point,) for point in (book.some(points, count, seed + when) if count else points))


@contextmanager
def _place(database: str, *, crash: bool) -> Iterator[Place]:
    with ExitStack() as stack:
        killed = stack.enter_context(crashing(database)) if crash else None
        server = None if database == "sqlite" else killed or _server(database)
        place = stack.enter_context(new_place(server, _child(), keep=KEPT[database]))
        yield replace(place, crash=killed.keeper, settle=killed.settle) if killed else place


@functools.cache
def _server(database: str) -> servers.Server:
    stack = ExitStack()
    atexit.register(stack.close)
    if database == "postgres":
        return stack.enter_context(servers.postgres())
    return stack.enter_context(servers.mysql(database))


@functools.cache
def _child() -> runs.Child:
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(runs.child())
