"""A line on a terminal that says how far a run over many targets has come."""

from __future__ import annotations

import os
import time
from types import TracebackType
from typing import Self, TextIO

_WIDTH = 30
_BETWEEN_DRAWINGS = 0.1
_CLEAR_LINE = "\r\x1b[K"


class Bar:
    """The line, on its own at the bottom; nothing where the stream is no terminal.

    Args:
        total: how many targets there are.
        stream: the terminal, usually that of standard error.
    """

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total, self._stream = total, stream
        self._done = self._failed = 0
        self._shows = total > 0 and stream.isatty()
        self._started, self._drawn = time.monotonic(), 0.0

    def advance(self, *, failed: bool = False) -> None:
        """One more is over."""
        self._done += 1
        self._failed += failed
        if self._shows and (self._done == self._total or time.monotonic() - self._drawn >= _BETWEEN_DRAWINGS):
            self._draw()

    def write(self, line: str) -> None:
        """A line above the bar."""
        self._stream.write(f"{_CLEAR_LINE if self._shows else ''}{line}\n")
        if self._shows:
            self._draw()

    def close(self) -> None:
        """Take the line away."""
        if self._shows:
            self._shows = False
            self._stream.write(_CLEAR_LINE)
            self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        # One that is longer than the terminal is wide could not be taken away.
        text = self._text()[: self._columns() - 1]
        self._stream.write(_CLEAR_LINE + text)
        self._stream.flush()

    def _text(self) -> str:
        filled = _WIDTH * self._done // self._total
        rate = self._done / max(self._drawn - self._started, 0.001)
        parts = [f"[{'#' * filled:.<{_WIDTH}}] {self._done}/{self._total}", f"{rate:.0f}/s"]
        if self._failed:
            parts.insert(1, f"{self._failed} failed")
        if 0 < self._done < self._total:
            left = round((self._total - self._done) / rate)
            parts.append(f"{left // 60}:{left % 60:02} left")
        return ", ".join(parts)

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        except (OSError, ValueError):
            return 80
