"""All scenarios, by database, and the points at which each of them fails."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Sequence

from tests.applier.failpoints import mysql, postgres, sqlite
from tests.applier.failpoints.scenario import Scenario
from tests.applier.failpoints.wire import WHENS, Point

DATABASES = ("sqlite", "postgres", "mysql", "mariadb")

# What can happen to each, and when that makes a difference.
_SERVER = {
    "kill": WHENS,
    "cut": WHENS,
    "interrupt": WHENS,
    "terminate": ("before", "sent"),
}
_SQLITE = {"kill": WHENS, "interrupt": ("before", "answered"), "full": ("before", "sent")}


def scenarios(database: str) -> list[Scenario]:
    if database == "sqlite":
        return list(sqlite.scenarios())
    return list(postgres.scenarios() if database == "postgres" else mysql.scenarios(database))


def cells(database: str) -> Iterator[tuple[str, str]]:
    """What can happen, and when."""
    for kind, whens in (_SQLITE if database == "sqlite" else _SERVER).items():
        for when in whens:
            yield kind, when


def every(kind: str, when: str, messages: Sequence[str]) -> list[Point]:
    return [Point(number=number, when=when, kind=kind) for number in range(1, len(messages) + 1)]


def some(points: Sequence[Point], count: int, seed: str) -> list[Point]:
    """A few of them, evenly spaced from one that the seed chooses."""
    stride = max(1, len(points) // count)
    return list(points[zlib.crc32(seed.encode()) % stride :: stride])[:count]


def pairs(database: str, messages: Sequence[str], count: int, seed: str) -> Iterator[tuple[Point, ...]]:
    """Two failures in two runs, chosen by the seed."""
    chance = random.Random(seed)
    choices = list(cells(database))
    for _ in range(count):
        points = []
        for _ in range(2):
            kind, when = chance.choice(choices)
            points.append(Point(number=chance.randint(1, len(messages)), when=when, kind=kind))
        yield tuple(points)
