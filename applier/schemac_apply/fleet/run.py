"""Applying one folder to many databases, several at a time."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from queue import Empty, Full, Queue
from urllib.parse import unquote, urlsplit

from schemac_apply.apply import Reading, Request, apply_folder, folder_status, read_migration
from schemac_apply.drivers import Connection, dialect_of, masked
from schemac_apply.errors import ApplyError, DialectMismatch, UsageError
from schemac_apply.fleet.interrupts import interrupts
from schemac_apply.fleet.links import Link
from schemac_apply.fleet.outcomes import Outcome, Summary
from schemac_apply.fleet.targets import Target
from schemac_apply.folder import Folder, Migration
from schemac_apply.results import Event, EventKind, Result, Status
from schemac_apply.session import Listener, Patience, resolve

JOBS = 8

Heard = Callable[[Target, Event], None]
Finished = Callable[[Outcome], None]
Notice = Callable[[str], None]

# What each of them tells is that nothing is open that would be lost.
_SAFE_TO_STOP: tuple[EventKind, ...] = (
    "waiting", "late", "pending", "applying", "resuming", "repeating", "retrying",
)  # fmt: skip
_REPORTS = 1000
_TICK = 0.1
_BETWEEN_CANCELS = 1.0
_STOP, _CANCEL, _ABANDON = 1, 2, 3


class UnexpectedError(ApplyError):
    """A bug, which ends the run on one target and on no other."""

    code = "unexpected"


def apply_to_all(
    targets: Sequence[Target],
    contents: Folder,
    request: Request,
    *,
    jobs: int = JOBS,
    keep_going: bool = False,
    heard: Heard | None = None,
    finished: Finished | None = None,
    notice: Notice | None = None,
) -> Summary:
    """Apply a folder to each target, by the rules of `schemac_apply.migrate`.

    Where one fails no other is begun, unless `keep_going`; those that run are finished. Ctrl-C, in the main thread:
    no other is begun, and those that run stop before their next migration; a second one cancels their statements, and
    a third one leaves them to the server, which undoes what is open.

    Args:
        targets: where; each is locked by itself, so that others may apply to the same ones at the same time.
        contents: what.
        request: how.
        jobs: how many targets at once, each with one connection.
        keep_going: begin the others where one fails.
        heard: told of each step of each target, in the thread of the caller.
        finished: told of each target that is over, in the same thread.
        notice: told, in a line for people, that Ctrl-C was heard.

    Raises:
        ApplyError: the request, or a target, cannot be meant, before anything is run. What happens to a target
            later is its outcome.
    """
    _refuse(targets, contents)
    if request.to is not None:
        request = replace(request, to=resolve(request.to, [migration.name for migration in contents.migrations]))
    # The times are those of the connections that are opened here.
    asked = replace(request, patience=Patience(wait=request.patience.wait))
    read = _Shelf()

    def work(connection: Connection, emit: Listener) -> Result:
        return apply_folder(connection, contents, asked, emit, read=read)

    run = _Run(targets, work, request.patience, create=not request.dry_run, keep_going=keep_going)
    return run.lead(jobs, heard, finished, notice, dry_run=request.dry_run)


def status_of_all(
    targets: Sequence[Target],
    contents: Folder,
    patience: Patience,
    *,
    jobs: int = JOBS,
    finished: Finished | None = None,
    notice: Notice | None = None,
) -> Summary:
    """Compare a folder with the ledger of each target; changes nothing. `apply_to_all` has the rest."""
    _refuse(targets, contents)

    def work(connection: Connection, _: Listener) -> Status:
        return folder_status(connection, contents, Patience(wait=patience.wait))

    run = _Run(targets, work, patience, create=False, keep_going=True)
    return run.lead(jobs, None, finished, notice, dry_run=True)


def _refuse(targets: Sequence[Target], contents: Folder) -> None:
    for target in targets:
        dialect = dialect_of(target.url)
        if dialect != contents.dialect:
            raise DialectMismatch(
                f"{contents.path} was written for {contents.dialect}, the target {target.name} is {dialect}",
                help="a run is for targets of one kind of database",
            )
        if target.schema is not None and contents.ledger_schema is not None:
            raise UsageError(
                f"{contents.path} keeps its ledger in the schema {contents.ledger_schema}:"
                " the schemas of a database cannot have one each",
                help="without `ledger.schema` in meta/folder.json each schema has its own",
            )


class _Shelf:
    """Reads each migration once, for whichever thread asks first."""

    def __init__(self) -> None:
        self._read: dict[str, Reading] = {}
        self._lock = threading.Lock()

    def __call__(self, migration: Migration, dialect: str) -> Reading:
        found = self._read.get(migration.name)
        if found is None:
            with self._lock:
                found = self._read.get(migration.name) or read_migration(migration, dialect)
                self._read[migration.name] = found
        return found


class _Run:
    """One run over all targets: threads that work, and one that hears of it.

    Args:
        targets: in the order in which they are begun.
        work: what is done on a connection.
        patience: for the connections.
        create: whether a file of SQLite is made that is not there.
        keep_going: whether others are begun after one that fails.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        work: Callable[[Connection, Listener], Result | Status],
        patience: Patience,
        *,
        create: bool,
        keep_going: bool,
    ) -> None:
        self._targets = targets
        self._work = work
        self._patience = patience
        self._create = create
        self._keep_going = keep_going
        self._unbegun = iter(targets)
        self._taking = threading.Lock()
        self._outcomes: dict[Target, Outcome] = {}
        # Bounded, so that a slow listener slows the run down, and does not fill the memory.
        self._reports: Queue[tuple[Target, Event] | Outcome | None] = Queue(_REPORTS)
        self._links: list[Link] = []
        self._threads: list[threading.Thread] = []
        self._tells = False
        self._begins_none = threading.Event()
        self._stops = threading.Event()
        self._cancels = threading.Event()
        self._abandoned = threading.Event()

    def lead(
        self, jobs: int, heard: Heard | None, finished: Finished | None, notice: Notice | None, *, dry_run: bool
    ) -> Summary:
        """Do it all, and tell the listeners of it."""
        started, self._tells = time.monotonic(), heard is not None
        with interrupts(_ABANDON) as pressed:
            working = self._start(min(jobs, len(self._targets)))
            heeded, cancelled = 0, 0.0
            try:
                while working and heeded < _ABANDON:
                    if pressed() > heeded:
                        heeded += 1
                        self._heed(heeded, working, notice)
                    if heeded >= _CANCEL and time.monotonic() - cancelled > _BETWEEN_CANCELS:
                        # One that was between two statements is at one now.
                        self._cancel()
                        cancelled = time.monotonic()
                    try:
                        report = self._reports.get(timeout=_TICK)
                    except Empty:
                        continue
                    if report is None:
                        working -= 1
                    elif isinstance(report, Outcome):
                        if finished is not None:
                            finished(report)
                    elif heard is not None:
                        heard(*report)
            except Exception:
                # A listener has failed: what runs is brought to a stop, and nobody is told of it.
                self._give_up()
                for thread in self._threads:
                    thread.join()
                raise
            finally:
                self._give_up()
        return Summary(
            outcomes=tuple(self._outcome(target) for target in self._targets),
            seconds=time.monotonic() - started,
            interrupted=heeded > 0,
            dry_run=dry_run,
        )

    def _give_up(self) -> None:
        self._begins_none.set()
        self._stops.set()
        self._abandoned.set()

    def _start(self, jobs: int) -> int:
        self._links = [Link(self._patience, create=self._create, stops=self._stops) for _ in range(jobs)]
        # What is given up must not keep the program from its end.
        self._threads = [threading.Thread(target=self._attend, args=[link], daemon=True) for link in self._links]
        for thread in self._threads:
            thread.start()
        return jobs

    def _heed(self, pressed: int, working: int, notice: Notice | None) -> None:
        """Do what Ctrl-C asks for the first, the second and the third time."""
        self._begins_none.set()
        self._stops.set()
        running = "1 target" if working == 1 else f"{working} targets"
        if pressed >= _CANCEL:
            self._cancels.set()
        if notice is not None and pressed == _STOP:
            notice(f"interrupted: {running} stop before the next migration; once more cancels what they run")
        if notice is not None and pressed == _CANCEL:
            notice(f"interrupted: canceling what {running} run; once more leaves it to the server")

    def _cancel(self) -> None:
        for link in self._links:
            # A server that does not answer must not keep the next Ctrl-C from being heeded.
            threading.Thread(target=link.cancel, daemon=True).start()

    def _attend(self, link: Link) -> None:
        """What a thread does: one target after the other."""
        try:
            with closing(link):
                while (target := self._next()) is not None:
                    # What stands there if it is given up.
                    self._outcomes[target] = Outcome(target=target, state="interrupted")
                    outcome = self._outcomes[target] = self._attempt(target, link)
                    if outcome.state == "failed" and not self._keep_going:
                        self._begins_none.set()
                    link.release(reuse=outcome.error is None)
                    self._post(outcome)
        finally:
            self._post(None)

    def _next(self) -> Target | None:
        with self._taking:
            return None if self._begins_none.is_set() else next(self._unbegun, None)

    def _attempt(self, target: Target, link: Link) -> Outcome:
        applied: list[str] = []
        started = time.monotonic()

        def emit(event: Event) -> None:
            if event.kind == "applied":
                applied.append(event.migration or "")
            if self._stops.is_set() and event.kind in _SAFE_TO_STOP:
                raise KeyboardInterrupt
            if self._tells:
                self._post((target, event))

        def ended(error: ApplyError | None) -> Outcome:
            interrupted = error is None or self._cancels.is_set()
            return Outcome(
                target=target,
                state="interrupted" if interrupted else "failed",
                applied=tuple(applied),
                duration_ms=_milliseconds(started),
                error=error,
            )

        try:
            answer = self._work(link.open(target, emit), emit)
        except KeyboardInterrupt:
            return ended(None)
        except ApplyError as error:
            return ended(error)
        except Exception as error:
            return ended(_unexpected(error, target))
        return Outcome.of(target, answer, duration_ms=_milliseconds(started))

    def _post(self, report: tuple[Target, Event] | Outcome | None) -> None:
        while not self._abandoned.is_set():
            try:
                self._reports.put(report, timeout=1.0)
            except Full:
                continue
            return

    def _outcome(self, target: Target) -> Outcome:
        return self._outcomes.get(target) or Outcome(target=target, state="not-started")


def _unexpected(error: Exception, target: Target) -> UnexpectedError:
    """What is no error on purpose, without the password of the target."""
    text = f"{type(error).__name__}: {error}".replace(target.url, masked(target.url))
    for secret in _passwords(target.url):
        text = text.replace(secret, "***")
    *_, frame = traceback.extract_tb(error.__traceback__)
    return UnexpectedError(
        text, help=f"this is a bug of schemac, in {Path(frame.filename).name}:{frame.lineno}; please report it"
    )


def _passwords(url: str) -> list[str]:
    try:
        password = urlsplit(url).password or ""
    except ValueError:
        return []
    return [text for text in {password, unquote(password)} if text]


def _milliseconds(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
