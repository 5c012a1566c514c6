"""What is wrong with a user's input, where, and what to do about it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
Paint = Callable[[str, str], str]
_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in a source file.

    file: path as shown to the user; line, column: 1-based; length: characters that the caret underlines;
    source: the text of the line, without its line end.
    """

    file: str
    line: int
    column: int
    length: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: a stable code, a sentence, its place, and the way out."""

    code: str
    message: str
    span: Span | None = None
    help: str | None = None
    severity: Severity = "error"
    related: tuple[tuple[str, Span], ...] = ()


class SchemacError(Exception):
    """Carries diagnostics to the command line; ``exit_code`` is what the process returns."""

    def __init__(self, diagnostics: Iterable[Diagnostic], *, exit_code: int = 2) -> None:
        self.diagnostics = tuple(diagnostics)
        self.exit_code = exit_code
        super().__init__("; ".join(found.message for found in self.diagnostics))


def fail(
    code: str, message: str, *, span: Span | None = None, help: str | None = None, exit_code: int = 2
) -> SchemacError:
    """A SchemacError of one diagnostic, to be raised by the caller."""
    return SchemacError([Diagnostic(code=code, message=message, span=span, help=help)], exit_code=exit_code)


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without duplicates, by file, line and column; those without a place come last."""

    def key(found: Diagnostic) -> tuple[object, ...]:
        span = found.span
        place = (0, span.file, span.line, span.column) if span else (1, "", 0, 0)
        return (*place, found.code, found.message)

    return sorted(dict.fromkeys(diagnostics), key=key)


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """``did you mean 'x'?`` for the known word nearest to a mistyped one, or None."""
    spellings = {name.lower(): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(word.lower(), spellings, n=1, cutoff=0.6)
    return f"did you mean '{spellings[near[0]]}'?" if near else None


def text(diagnostics: Sequence[Diagnostic], *, color: bool = False) -> str:
    """The diagnostics as a person reads them: message, place, source line with a caret, help."""
    paint = _ansi if color else _plain
    shown = ordered(diagnostics)
    parts = [_one(found, paint) for found in shown[:_SHOWN]]
    if len(shown) > _SHOWN:
        parts.append(f"… and {len(shown) - _SHOWN} more\n")
    return "\n".join(parts)


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The diagnostics as one JSON array, for tools."""
    return json.dumps([_record(found) for found in ordered(diagnostics)], ensure_ascii=False, indent=2)


def _record(found: Diagnostic) -> dict[str, object]:
    record: dict[str, object] = {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "help": found.help,
    }
    if found.span:
        record |= {"file": found.span.file, "line": found.span.line, "column": found.span.column}
    if found.related:
        record["related"] = [
            {"message": message, "file": span.file, "line": span.line, "column": span.column}
            for message, span in found.related
        ]
    return record


def _plain(_style: str, words: str) -> str:
    return words


def _ansi(style: str, words: str) -> str:
    codes = {"error": "1;31", "warning": "1;33", "note": "1;36", "bold": "1", "frame": "34"}
    return f"\x1b[{codes[style]}m{words}\x1b[0m"


def _one(found: Diagnostic, show: Paint) -> str:
    lines = [f"{show(found.severity, f'{found.severity}[{found.code}]')}: {show('bold', found.message)}"]
    gutter = len(str(found.span.line)) if found.span else 1
    if found.span:
        lines += _framed(found.span, gutter, show)
    for message, span in found.related:
        lines += [f"{' ' * gutter} {show('frame', '=')} {message}"]
        lines += _framed(span, gutter, show)
    if found.help:
        first, *rest = found.help.splitlines()
        lines.append(f"{' ' * gutter} {show('frame', '=')} help: {first}")
        lines += [f"{' ' * gutter}         {line}" for line in rest]
    return "\n".join(lines) + "\n"


def _framed(span: Span, gutter: int, show: Paint) -> list[str]:
    pad = " " * gutter
    lines = [f"{pad}{show('frame', '-->')} {span.file}:{span.line}:{span.column}"]
    if span.source:
        source = span.source if len(span.source) <= 200 else span.source[:199] + "…"
        lead = "".join("\t" if char == "\t" else " " for char in source[: span.column - 1])
        caret = "^" * max(1, min(span.length, len(source) - span.column + 1))
        lines += [
            f"{pad} {show('frame', '|')}",
            f"{show('frame', f'{span.line:>{gutter}}')} {show('frame', '|')} {source}",
            f"{pad} {show('frame', '|')} {lead}{show('error', caret)}",
        ]
    return lines
