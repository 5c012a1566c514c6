"""The functions for applications that run on asyncio: each does its work in a thread."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from schemac_apply.apply import migrate, status
from schemac_apply.marks import baseline
from schemac_apply.way_back import rollback

P = ParamSpec("P")
R = TypeVar("R")


def _in_thread(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """The function as a coroutine that leaves the event loop free; `on_event` is called in the thread.

    A cancelled task does not stop the thread: a migration is not torn down half way."""

    @functools.wraps(function)
    async def awaited(*args: P.args, **kwargs: P.kwargs) -> R:
        return await asyncio.to_thread(function, *args, **kwargs)

    return awaited


baseline_async = _in_thread(baseline)
migrate_async = _in_thread(migrate)
rollback_async = _in_thread(rollback)
status_async = _in_thread(status)
