"""What a command shows while it runs, and at its end."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from schemac_apply import report
from schemac_apply.errors import ApplyError
from schemac_apply.results import Event

INTERRUPTED = 130

_TICK = 0.25
_PATIENT_SECONDS = 1.0
_CLEAR_LINE = "\r\x1b[K"


class Console:
    """The output of one command: its result to stdout; events and errors to stderr, unless a machine reads them.

    Args:
        form: "text", or "json" for one document at the end.
        lines: a line of JSON for each event as it happens, and one for the result.
    """

    def __init__(self, form: str, *, lines: bool = False) -> None:
        self.code = 0
        self.events: list[Event] = []
        self.applied: list[str] = []
        self.form = "lines" if lines else form
        self._ticker = _Ticker() if self.form == "text" and sys.stderr.isatty() else None

    def hear(self, event: Event) -> None:
        """Show an event."""
        if self._ticker is not None:
            self._ticker.show(event)
        if event.kind == "running":
            # That a statement begins is news only while it lasts.
            return
        if self.form == "text":
            click.echo(report.event_line(event), err=True)
        elif self.form == "lines":
            self.line({"event": event.to_json()})
        else:
            self.events.append(event)
        if event.kind == "applied":
            self.applied.append(event.migration or "")

    def say(self, text: str) -> None:
        """A word to a person, beside the result."""
        if self.form == "text":
            click.echo(text, err=True)

    def finish(self, document: dict[str, Any], text: str) -> None:
        """Show the result."""
        if self.form == "text":
            click.echo(text)
        elif self.form == "lines":
            self.line(document if "error" in document else {"result": document})
        else:
            events = {"events": [event.to_json() for event in self.events]} if self.events else {}
            click.echo(report.to_json({**document, **events}))

    def fail(self, document: dict[str, Any], text: str, code: int) -> None:
        """Show an error, and exit with its code."""
        self.code = code
        if self.form == "text":
            click.echo(text, err=True)
        else:
            self.finish({"error": document}, text)

    def close(self) -> None:
        """Take away what is shown only for the moment."""
        if self._ticker is not None:
            self._ticker.stop()

    def line(self, document: dict[str, Any]) -> None:
        """Print a line of JSON."""
        click.echo(json.dumps(document, ensure_ascii=False))
        sys.stdout.flush()


@contextmanager
def console(form: str, *, lines: bool = False) -> Iterator[Console]:
    """A console that shows an error that ends the command, and Ctrl-C."""
    shown = Console(form, lines=lines)
    try:
        yield shown
    except ApplyError as error:
        shown.close()
        shown.fail(error.to_json(), report.error_text(error), error.exit_code)
    except KeyboardInterrupt:
        shown.close()
        document = {"code": "interrupted", "message": "interrupted", "applied": shown.applied}
        shown.fail(document, report.interruption_text(shown.applied), INTERRUPTED)
    finally:
        shown.close()


class _Ticker:
    """A line on a terminal that tells which statement is running, where it takes long."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._event: Event | None = None
        self._since = 0.0
        self._visible = False
        threading.Thread(target=self._run, daemon=True).start()

    def show(self, event: Event) -> None:
        """Note what happens, and clear the line for what is printed next."""
        with self._lock:
            self._event, self._since = (event if event.kind == "running" else None), time.monotonic()
            self._clear()

    def stop(self) -> None:
        """Show nothing any more."""
        self._stopped.set()
        with self._lock:
            self._event = None
            self._clear()

    def _clear(self) -> None:
        if self._visible:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()
            self._visible = False

    def _run(self) -> None:
        while not self._stopped.wait(_TICK):
            with self._lock:
                seconds = time.monotonic() - self._since
                if self._event is not None and seconds >= _PATIENT_SECONDS:
                    sys.stderr.write(f"{_CLEAR_LINE}  {report.event_line(self._event)} … {seconds:.0f} s")
                    sys.stderr.flush()
                    self._visible = True
