"""What came of a case, and how it is shown."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from schemac.diagnostics import Diagnostic, SchemacError
from schemac_apply.errors import ApplyError, DatabaseError, MigrationFailed

EQUAL = "equal"
DIFFERS = "differs"
SQL_FAILS = "SQL fails"
TOOL_FAILS = "tool fails"
UNMODELLED = "unmodelled"
ORACLE_FAILS = "oracle fails"
VERDICTS = (EQUAL, DIFFERS, SQL_FAILS, TOOL_FAILS, UNMODELLED, ORACLE_FAILS)
_SHOWN = 8
_HERE = str(Path(__file__).parent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The verdict on a case, what proves it, and what else is worth knowing."""

    case: str
    verdict: str
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sql: str = ""


class Failed(Exception):
    """A case that is not equal."""

    def __init__(self, verdict: str, evidence: Iterable[str]) -> None:
        self.verdict = verdict
        self.evidence = tuple(evidence)
        super().__init__(verdict)


@dataclass(slots=True)
class Record:
    """What is noted while a case runs: the SQL, what has no model, and what the client refused to load.

    spelling: what differed until the server had loaded its own dump.
    """

    sql: list[str] = field(default_factory=list)
    unmodelled: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    spelling: list[str] = field(default_factory=list)

    def introspected(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Note what an introspection left out or could not model."""
        self.unmodelled += (found.message for found in diagnostics if found.message not in self.unmodelled)

    def outcome(self, case: str, failed: Failed | None) -> Outcome:
        """The verdict; a difference may be put down to what has no model, and stays a failure."""
        notes = [f"not modelled: {message}" for message in self.unmodelled]
        notes += [f"not loaded: {message}" for message in self.refused]
        notes += [f"spelt differently: {line}" for line in self.spelling]
        sql = "\n".join(self.sql)
        if failed is None:
            return Outcome(case=case, verdict=EQUAL, notes=tuple(notes), sql=sql)
        verdict = UNMODELLED if failed.verdict == DIFFERS and self.unmodelled else failed.verdict
        return Outcome(case=case, verdict=verdict, evidence=failed.evidence, notes=tuple(notes), sql=sql)


@contextmanager
def judged(step: str, *, otherwise: str = TOOL_FAILS) -> Iterator[None]:
    """A step of a case: whatever goes wrong in it becomes a verdict that names the step.

    otherwise: the verdict on an exception that neither schemac nor its applier means to raise.
    """
    try:
        yield
    except Failed as failed:
        raise Failed(failed.verdict, [f"{step}:", *failed.evidence]) from None
    except MigrationFailed as error:
        raise Failed(
            SQL_FAILS,
            [f"{step}: {error.cause.message}", *_server(error.cause), *error.statement.splitlines()],
        ) from None
    except DatabaseError as error:
        raise Failed(
            SQL_FAILS, [f"{step}: {error.message}", *_server(error), *(error.statement or "").splitlines()]
        ) from None
    except SchemacError as error:
        shown = [_diagnostic(found) for found in error.diagnostics]
        raise Failed(TOOL_FAILS, [f"{step}: {len(shown)} diagnostics", *shown]) from None
    except ApplyError as error:
        raise Failed(TOOL_FAILS, [f"{step}: {type(error).__name__}: {error.message}"]) from None
    except Exception as error:
        places = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(_HERE)]
        where = (
            f"{'/'.join(Path(places[-1].filename).parts[-2:])}:{places[-1].lineno} in {places[-1].name}"
            if places
            else "the oracle"
        )
        raise Failed(otherwise, [f"{step}: {type(error).__name__}: {error}", where]) from error


def _server(error: DatabaseError) -> list[str]:
    return [f"detail: {error.detail}"] if error.detail else []


def _diagnostic(found: Diagnostic) -> str:
    place = f" at {found.span.line}:{found.span.column}: {found.span.source.strip()}" if found.span else ""
    return f"{found.code}: {found.message}{place}"


def line(outcome: Outcome, *, sql: bool = False, full: bool = False) -> str:
    """A case as it is shown: one line for an equal one, and the proof below any other."""
    shown = [f"{outcome.verdict:<10}  {outcome.case}"]
    evidence = outcome.evidence if full else outcome.evidence[:_SHOWN]
    if outcome.verdict != EQUAL:
        shown += [f"    {proof}" for proof in evidence]
        if len(evidence) < len(outcome.evidence):
            shown.append(f"    … {len(outcome.evidence) - len(evidence)} lines more")
    shown += [f"    ({note})" for note in (outcome.notes if full else outcome.notes[:3])]
    if sql and outcome.sql:
        shown += [f"    | {text}" for text in outcome.sql.splitlines()]
    return "\n".join(shown)


def count(outcomes: Sequence[Outcome]) -> str:
    """How many cases have which verdict."""
    found = Counter(outcome.verdict for outcome in outcomes)
    return ", ".join(f"{found[verdict]} {verdict}" for verdict in VERDICTS if found[verdict]) + f" of {len(outcomes)}"
