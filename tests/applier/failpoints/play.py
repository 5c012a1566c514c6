"""One failure: a scenario is run and fails at a point, and is run again until the database is as it should be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemac_apply
from schemac_apply.drivers import dialect_of
from schemac_apply.errors import ApplyError
from tests.applier.failpoints import runs, state
from tests.applier.failpoints.runs import Child, Outcome
from tests.applier.failpoints.scenario import Scenario, Stage, Step
from tests.applier.failpoints.wire import Point

ATTEMPTS = 5
_RECORDED = re.compile(r"statements? (?:1 to )?(\d+) of \d+ (?:is|are) applied and recorded")
_NOTHING = re.compile(r"nothing (?:of the file is (?:applied|recorded)|is recorded|of the run is applied)")


class Wrong(Exception):
    """The applier did what it must not do."""


class Silent(Wrong):
    """It did so without a word: a statement is lost or was run twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where scenarios are played.

    Args:
        fresh: makes an empty database and returns its URL.
        drop: takes such a URL when the database is not needed any more.
        folder: for the migrations.
        child: makes the processes that fail.
        crash: the process that kills the server, see `wire.Wire`.
        settle: waits until the server accepts connections again.
    """

    fresh: Callable[[], str]
    drop: Callable[[str], None]
    folder: Path
    child: Child
    crash: int = 0
    settle: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a run does if nothing happens: its messages, and what it leaves."""

    messages: Sequence[str]
    state: Sequence[str]


@dataclass(slots=True)
class Tally:
    """How failures ended.

    Args:
        itself: the next run came to the end.
        person: a person had to say what was done.
        missed: the run was over before the point.
        wrong: what went wrong, in words.
        silent: how many of those nobody was told of.
    """

    itself: int = 0
    person: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)
    silent: int = 0

    @property
    def points(self) -> int:
        return self.itself + self.person + len(self.wrong)

    def add(self, other: Tally) -> None:
        self.itself += other.itself
        self.person += other.person
        self.missed += other.missed
        self.wrong += other.wrong
        self.silent += other.silent


def undisturbed(scenario: Scenario, place: Place) -> Undisturbed:
    """Run a scenario without a failure."""
    with _stage(scenario, place) as stage:
        outcome = place.child.run(stage.url, stage.folder, scenario.act, scenario.options)
        if outcome["end"] != "done":
            raise AssertionError(f"{scenario.name} cannot be run: {outcome}")
        return Undisturbed(outcome["messages"], state.describe(stage.url))


def play(scenario: Scenario, place: Place, expected: Undisturbed, points: Sequence[Point], tally: Tally) -> None:
    """Run a scenario, failing at a point; the runs after it fail at the points after that.

    The tally is told how it ended."""
    with _stage(scenario, place) as stage:
        game = _Game(scenario, place, stage, dict(scenario.options), _marked(scenario, stage))
        try:
            struck = game.fail(points)
            game.finish()
            _compare(expected.state, state.describe(stage.url))
        except (Wrong, ApplyError) as error:
            history = "\n".join(f"  {line}" for line in game.history)
            shown = " and then ".join(str(point) for point in points)
            tally.silent += isinstance(error, Silent)
            tally.wrong.append(f"{dialect_of(stage.url)} {scenario.name}: {shown}\n{history}\n{error}")
            return
    if not struck:
        tally.missed += 1
    elif game.asked:
        tally.person += 1
    else:
        tally.itself += 1


@dataclass(slots=True)
class _Game:
    """The runs of a scenario after each other.

    Args:
        options: of the next run.
        marked: when what a person calls failed was last worked on.
        asked: whether a person had to help.
        history: what the runs and the person did, in words.
        over: whether a run came to its end.
    """

    scenario: Scenario
    place: Place
    stage: Stage
    options: dict[str, Any]
    marked: str | None
    asked: bool = False
    history: list[str] = field(default_factory=list)
    over: bool = False

    def fail(self, points: Sequence[Point]) -> bool:
        """Run, failing at each point in turn; whether the first one was reached."""
        reached = False
        for point in points:
            stage, place = self.stage, self.place
            outcome = place.child.run(
                stage.url, stage.folder, self.scenario.act, self.options, point, crash=place.crash
            )
            if outcome["struck"] and point.kind == "server" and place.settle is not None:
                place.settle()
            reached |= outcome["struck"] and point is points[0]
            self.take(outcome)
            if self.over:
                break
        return reached

    def finish(self) -> None:
        """Run until the end, with a person who answers."""
        for _ in range(ATTEMPTS):
            if self.over:
                return
            outcome = runs.perform(self.stage.url, self.stage.folder, self.scenario.act, self.options)
            self.take({**outcome, "struck": False})
        if not self.over:
            raise Wrong(f"not done after {ATTEMPTS} more runs")

    def take(self, outcome: Outcome) -> None:
        """Look at what came of a run, and do what a person would."""
        words = outcome.get("state") or outcome.get("message") or ""
        kind = outcome.get("type", "")
        self.history.append(f"{_call(self.scenario.act, self.options)}: {outcome['end']} {kind} {words}".rstrip())
        if outcome["end"] == "crashed":
            raise Wrong("the run ended in an exception that is none of the applier's")
        if outcome["end"] == "done":
            self.over = True
        elif outcome["struck"]:
            self.hold_to_its_word(outcome)
            # It may have been recorded, and more was done since.
            self.options.pop("resume_at", None)
            if self.marked != _marked(self.scenario, self.stage):
                self.options.pop("mark_failed", None)
        elif outcome["end"] == "interrupted":
            raise Wrong("nobody has interrupted this run")
        else:
            self.answer(outcome)
        if not self.over:
            # It has to be possible to ask where the database stands.
            schemac_apply.status(self.stage.url, self.stage.folder, wait=runs.WAIT)

    def hold_to_its_word(self, outcome: Outcome) -> None:
        """What a run that fails says of the ledger has to be so."""
        words, name = outcome.get("state", ""), outcome.get("migration")
        if self.scenario.act != "migrate" or not name or not words:
            return
        recorded, nothing = _RECORDED.search(words), _NOTHING.search(words)
        if not recorded and not nothing:
            return
        entries = schemac_apply.status(self.stage.url, self.stage.folder, wait=runs.WAIT).entries
        (found,) = {entry.statements_done or 0 for entry in entries if entry.name == name}
        said = int(recorded[1]) if recorded else 0
        # Who is interrupted during a COMMIT does not know that it was completed.
        if found != said and (outcome["end"] != "interrupted" or found < said):
            raise Wrong(f"it said {words!r}, and {found} statements are recorded")

    def answer(self, outcome: Outcome) -> None:
        """Do what the error of a run that nobody has disturbed asks for."""
        self.options.pop("resume_at", None)
        self.asked = True
        if outcome["type"] in ("InDoubt", "MigrationFailed"):
            self.decide(outcome)
        elif outcome["type"] == "UsageError":
            self.notice(outcome)
        else:
            raise Wrong(f"no way out: {outcome['message']}\n{outcome['help']}")

    def decide(self, outcome: Outcome) -> None:
        """Say whether the statement was done that a run was stopped in."""
        number, help = outcome["statement_number"], outcome["help"] or ""
        step, behind = self.named(outcome)
        if not help:
            raise Wrong(f"no help: {outcome['message']}")
        if not step.done:
            raise Wrong(f"nobody can say whether it was done: {outcome['message']}: {step.sql}")
        done = self.stage.truth(step.done)
        if not done:
            self.stage.run(*step.mend)
            done = self.stage.truth(step.done)
        self.history.append(f"  a person finds that statement {number} was {'done' if done else 'not done'}")
        if f"--resume-at {behind} goes on behind" in help:
            self.options["resume_at"] = behind if done else number
        elif done or not step.mend:
            raise Wrong(f"nothing that a person can do: {outcome['message']}\n{help}")

    def named(self, outcome: Outcome) -> tuple[Step, int]:
        """The statement that an error names, which has to be right about it, and the number behind its transaction."""
        back = self.scenario.act == "rollback"
        name, number = outcome["migration"], outcome["statement_number"]
        text = self.scenario.text(name, back=back)
        line, step = text.statement(number)
        ending = ".down.sql" if back else ".sql"
        said = (outcome["path"], outcome["line"], outcome["statement"], outcome["statements_total"])
        true = (str(self.stage.folder / f"{name}{ending}"), line, step.sql, text.total)
        if said != true:
            raise Wrong(f"it named {said}, not {true}")
        return step, text.last(number) + 1

    def notice(self, outcome: Outcome) -> None:
        """What a person asked for twice is done already; the comparison at the end says whether that is so."""
        message = outcome["message"]
        if "is applied already" in message and self.options.pop("mark_applied", None):
            return
        if "no migration" in message and self.options.pop("mark_failed", None):
            return
        if self.scenario.act == "baseline" and "not a new one" in message:
            self.over = True
            return
        raise Wrong(f"no way out: {message}")


@contextmanager
def _stage(scenario: Scenario, place: Place) -> Iterator[Stage]:
    stage = Stage(place.fresh(), place.folder)
    try:
        scenario.set_up(stage, dialect_of(stage.url))
        yield stage
    finally:
        place.drop(stage.url)


def _marked(scenario: Scenario, stage: Stage) -> str | None:
    names = scenario.options.get("mark_failed", ())
    entries = schemac_apply.status(stage.url, stage.folder, wait=runs.WAIT).entries if names else ()
    return next((entry.applied_at for entry in entries if entry.name in names), None)


def _call(act: str, options: Mapping[str, Any]) -> str:
    return f"{act}({', '.join(f'{name}={value!r}' for name, value in options.items())})"


def _compare(expected: Sequence[str], found: Sequence[str]) -> None:
    if expected != found:
        lines = list(difflib.unified_diff(expected, found, "undisturbed", "found", lineterm="", n=0))
        raise Silent("\n".join(lines))
