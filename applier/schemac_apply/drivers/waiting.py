"""Waiting for another applier."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

from schemac_apply.errors import LockTimeout

_POLL = (0.02, 0.05, 0.1, 0.25)


def wait_for(acquired: Callable[[], bool], *, timeout: float | None) -> None:
    """Call `acquired` until it says so; between calls Ctrl-C gets through.

    Raises:
        LockTimeout: it did not within `timeout` seconds, if not None.
    """
    deadline = None if timeout is None else time.monotonic() + timeout
    for pause in itertools.chain(_POLL, itertools.repeat(0.5)):
        if acquired():
            return
        if deadline is not None and time.monotonic() + pause > deadline:
            raise LockTimeout(
                f"another applier is at work on this database; waited {timeout:g} s",
                help="try again when it is done, or wait longer with --lock-timeout",
            )
        time.sleep(pause)
