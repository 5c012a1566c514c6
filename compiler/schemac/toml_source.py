"""TOML text to plain values, and the place of a key in it, which no TOML parser tells."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from schemac.diagnostics import Diagnostic, SchemacError, Span

Places = dict[tuple[str | int, ...], int]
MAX_DIGITS = 1000
_MAX_BITS = (10**MAX_DIGITS).bit_length()
_TOO_LARGE = re.compile(rf"[0-9][0-9_]{{{MAX_DIGITS},}}|[0-9.]+[eE][-+]?[0-9]{{4,}}")
TOO_LARGE = f"a number of more than {MAX_DIGITS:,} digits"
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{},=.]|[^\s\[\]{},=.#"\']+',
    re.DOTALL,
)


def parse(text: str, *, path: str) -> Any:
    """The values of a TOML text; a date or time becomes its text, as it would be in YAML.

    Raises SchemacError with the line and column of a syntax error.
    """
    import tomli

    try:
        return _plain(tomli.loads(text.replace("\r\n", "\n"), parse_float=decimal))
    except tomli.TOMLDecodeError as error:
        line, column = error.lineno, error.colno
        lines = text.split("\n")
        source = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
        span = Span(file=path, line=line, column=column, source=source)
        twice = "overwrite" in error.msg or "twice" in error.msg
        raise SchemacError(
            [
                Diagnostic(
                    code="duplicate-key" if twice else "toml-syntax",
                    message=f"broken TOML: {error.msg}",
                    span=span,
                )
            ]
        ) from error
    except ValueError as error:
        number = _TOO_LARGE.search(text)
        offset = number.start() if number else 0
        line, column = _line_column(text, offset)
        source = text.split("\n", line + 1)[line].rstrip("\r")
        span = Span(file=path, line=line + 1, column=column + 1, source=source)
        raise SchemacError([Diagnostic(code="number-too-large", message=TOO_LARGE, span=span, help="quote it to make it a text")]) from error
    except RecursionError as error:
        raise SchemacError(
            [Diagnostic(code="too-deep", message="nested too deeply", span=Span(file=path, line=1, column=1))]
        ) from error


def decimal(raw: str) -> Decimal:
    """A decimal number; raises ValueError where it has more digits than any database keeps."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        raise ValueError(TOO_LARGE) from None
    if len(raw) > MAX_DIGITS or value.is_finite() and abs(value.adjusted()) > MAX_DIGITS:
        raise ValueError(TOO_LARGE)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        raise ValueError(TOO_LARGE)
    return value


def position(text: str, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
    """0-based line and column of the value at a path, or of its key; of the nearest parent where it is not written."""
    keys: Places = {}
    values: Places = {}
    _scan(text, keys, values)
    chosen = [keys, values] if key else [values, keys]
    for end in range(len(path), 0, -1):
        for places in chosen:
            if path[:end] in places:
                return _line_column(text, places[path[:end]])
    return 0, 0


def _line_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)


def _scan(text: str, keys: Places, values: Places) -> None:
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(text) if not match[0].startswith("#")]
    tables: dict[tuple[str | int, ...], int] = {}
    prefix: tuple[str | int, ...] = ()
    index = 0

    def dotted(stop: str) -> tuple[tuple[str | int, ...], int]:
        nonlocal index
        start, parts = tokens[index][1], []
        while index < len(tokens) and tokens[index][0] not in (stop, "\n"):
            if tokens[index][0] != ".":
                parts.append(_key(tokens[index][0]))
            index += 1
        return tuple(parts), start

    def value(at: tuple[str | int, ...]) -> None:
        nonlocal index
        token, offset = tokens[index]
        values.setdefault(at, offset)
        index += 1
        if token == "[":
            position = 0
            while index < len(tokens) and tokens[index][0] != "]":
                if tokens[index][0] in (",", "\n"):
                    index += 1
                    continue
                value((*at, position))
                position += 1
            index += 1
        elif token == "{":
            while index < len(tokens) and tokens[index][0] != "}":
                if tokens[index][0] in (",", "\n"):
                    index += 1
                    continue
                entry(at, "=")
            index += 1
        else:  # a bare value of several tokens, such as 1.5
            while index < len(tokens) and tokens[index][0] not in (",", "\n", "]", "}"):
                index += 1

    def entry(at: tuple[str | int, ...], stop: str) -> None:
        nonlocal index
        name, offset = dotted(stop)
        for end in range(1, len(name) + 1):
            keys.setdefault((*at, *name[:end]), offset)
        index += 1
        if index < len(tokens):
            value((*at, *name))

    while index < len(tokens):
        token, offset = tokens[index]
        if token == "\n":
            index += 1
        elif token == "[":
            several = tokens[index + 1][0] == "["
            index += 2 if several else 1
            name, offset = dotted("]")
            prefix = name
            if several:
                number = tables.get(name, 0)
                tables[name] = number + 1
                prefix = (*name, number)
            for end in range(1, len(name) + 1):
                keys.setdefault(name[:end], offset)
            index += 2 if several else 1
        else:
            entry(prefix, "=")


def _key(token: str) -> str:
    if token[:1] == '"':
        import json

        try:
            return str(json.loads(token))
        except ValueError:
            return token[1:-1]
    return token[1:-1] if token[:1] == "'" else token

