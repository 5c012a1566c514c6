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
_ESCAPED_NUL = re.compile(r"\\u0000|\\U00000000")
_NUL = "a NUL character cannot be stored in a database"
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
        nul = str(error) == _NUL
        found = (_ESCAPED_NUL if nul else _TOO_LARGE).search(text)
        line, column = _line_column(text, found.start() if found else 0)
        span = Span(file=path, line=line + 1, column=column + 1, source=text.split("\n", line + 1)[line].rstrip("\r"))
        raise SchemacError(
            [
                Diagnostic(code="not-text", message=_NUL, span=span)
                if nul
                else Diagnostic(
                    code="number-too-large", message=TOO_LARGE, span=span, help="quote it to make it a text"
                )
            ]
        ) from error
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
    if len(raw) > MAX_DIGITS or (value.is_finite() and abs(value.adjusted()) > MAX_DIGITS):
        raise ValueError(TOO_LARGE)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, str) and "\0" in value:
        raise ValueError(_NUL)
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

    def dotted(stop: str) -> list[tuple[str, int]]:
        nonlocal index
        parts = []
        while index < len(tokens) and tokens[index][0] not in (stop, "\n"):
            part, start = tokens[index]
            if part != ".":
                parts.append((_key(part), start))
            index += 1
        return parts

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
        for part, start in dotted(stop):
            at = (*at, part)
            keys.setdefault(at, start)
        index += 1
        if index < len(tokens):
            value(at)

    while index < len(tokens):
        token = tokens[index][0]
        if token == "\n":
            index += 1
        elif token == "[":
            several = tokens[index + 1][0] == "["
            index += 2 if several else 1
            name, prefix = dotted("]"), ()
            for position, (part, start) in enumerate(name, 1):
                prefix = (*prefix, part)
                keys.setdefault(prefix, start)
                if prefix in tables and position < len(name):
                    prefix = (*prefix, tables[prefix])
            if several:
                tables[prefix] = tables.get(prefix, -1) + 1
                prefix = (*prefix, tables[prefix])
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
