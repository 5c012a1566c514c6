"""Ctrl-C, as something that is asked for and not something that breaks in."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def interrupts(most: int) -> Iterator[Callable[[], int]]:
    """Counts how often Ctrl-C is pressed, in place of Python's own way, which would break in anywhere.

    Only in the main thread, and where nobody else has a way of their own.

    Args:
        most: how often it is counted; after that it breaks in.
    """
    count = 0
    own = threading.current_thread() is threading.main_thread()
    if not own or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield lambda: 0
        return

    def heard(*_: object) -> None:
        nonlocal count
        count += 1
        if count > most:
            # What is to heed it does not come back.
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield lambda: count
    finally:
        signal.signal(signal.SIGINT, before)
