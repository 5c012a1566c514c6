"""Waiting for another applier, and not waiting for a statement."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from schemac_apply.errors import LockTimeout

_POLL = (0.02, 0.05, 0.1, 0.25)
_BETWEEN_REPORTS = 10.0
_BETWEEN_ATTEMPTS = 1.0


def wait_for(
    acquired: Callable[[], bool], *, timeout: float | None, waiting: Callable[[float], None] | None = None
) -> None:
    """Call `acquired` until it says so; between calls Ctrl-C gets through.

    `waiting` is told how many seconds that has taken, when it begins and every ten seconds or so.

    Raises:
        LockTimeout: it did not within `timeout` seconds, if not None.
    """
    started = time.monotonic()
    reported = 0.0
    for pause in itertools.chain(_POLL, itertools.repeat(0.5)):
        if acquired():
            return
        waited = time.monotonic() - started
        first = pause == _POLL[0]
        if waiting is not None and timeout != 0 and (first or waited - reported >= _BETWEEN_REPORTS):
            waiting(waited)
            reported = waited
        if timeout is not None and waited >= timeout:
            raise another_applier(timeout)
        time.sleep(pause if timeout is None else min(pause, timeout - waited))


def another_applier(timeout: float) -> LockTimeout:
    """The error of having waited in vain."""
    return LockTimeout(
        f"another applier, or another writer, holds the lock on this database; waited {timeout:g} s",
        help="try again when it is done, or wait longer with --wait",
    )


@contextmanager
def time_limit(seconds: float | None, cancel: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Calls `cancel` in a thread where the block takes longer than `seconds`, again and again until it ends.

    Gives a function that says whether the time is over. When the block is left, no call is under way.
    """
    if seconds is None:
        yield lambda: False
        return
    limit, finished, expired = seconds, threading.Event(), threading.Event()

    def watch() -> None:
        pause = limit
        while not finished.wait(pause):
            expired.set()
            cancel()
            pause = _BETWEEN_ATTEMPTS

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield expired.is_set
    finally:
        finished.set()
        watcher.join()
