"""SQL text cut into statements, with the directives that stand above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from schemac_apply.sql.scanner import DIRECTIVE, SPACE, More, Scanner

_NO_DIRECTIVES: Mapping[str, str] = MappingProxyType({})
# Characters that are read at least when more are needed.
_WINDOW = 1 << 16


class Piece(NamedTuple):
    """One statement of a script.

    Args:
        sql: its text without the closing `;` and without the comments before it.
        line: 1-based line of its first token.
        directives: the `-- schemac:NAME value` comments directly above it; a name given twice has both
            values, joined by a comma.
    """

    sql: str
    line: int
    directives: Mapping[str, str] = _NO_DIRECTIVES


def split(text: str | Iterable[str], *, dialect: str, path: str | None = None) -> Iterator[Piece]:
    """Yield the statements of `text` in order.

    Of a text in chunks no more is held than the chunk at hand and a small multiple of the largest statement with the
    comments right above it.

    Args:
        text: the script, whole or in chunks, which may end anywhere. Its lines end with LF.
        dialect: "mariadb", "mysql", "postgres" or "sqlite".
        path: its file, for error messages.

    Raises:
        ScriptError: a quote or comment that never ends, `COPY` or `LOAD DATA LOCAL`, which need another client, or a
            command of the dialect's own client.
        ValueError: an unknown dialect.
    """
    scanner = _scanner(dialect, path)
    chunks = iter(() if isinstance(text, str) else text)
    begun = False
    while True:
        if isinstance(text, str):
            window, final = text, True
        else:
            window, final = _window(scanner.text[scanner.position :], chunks)
        scanner.look(window, final=final)
        if not begun and window:
            begun = True
            scanner.position = int(window.startswith("\ufeff"))
        try:
            while found := scanner.next():
                start, end, line, comments = found
                yield Piece(window[start:end].rstrip(SPACE), line, _directives(comments))
        except More:
            continue
        return


def _window(kept: str, chunks: Iterator[str]) -> tuple[str, bool]:
    """At least twice what was kept, and whether that is all there is."""
    parts = [kept]
    missing = max(len(kept), _WINDOW)
    for chunk in chunks:
        parts.append(chunk)
        missing -= len(chunk)
        if missing <= 0:
            return "".join(parts), False
    return "".join(parts), True


def file_directives(text: str) -> Mapping[str, str]:
    """The directives of a whole file: those in the comment at its head, if an empty line or the end of the
    file follows it; otherwise they are the first statement's.

    Args:
        text: the file, or its beginning, as far as the comment at its head is in it.
    """
    position = int(text.startswith("\ufeff"))
    while text[position : position + 1] and text[position] in SPACE:
        position += 1
    block: list[str] = []
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].strip()
        if not line:
            break
        if not line.startswith("--"):
            return _NO_DIRECTIVES
        block.append(line)
        position = end + 1
    return _directives(block)


def _scanner(dialect: str, path: str | None) -> Scanner:
    if dialect in ("mariadb", "mysql"):
        from schemac_apply.sql.mysql import MySQLScanner

        return MySQLScanner(dialect, path)
    if dialect == "postgres":
        from schemac_apply.sql.postgres import PostgresScanner

        return PostgresScanner(path)
    if dialect == "sqlite":
        from schemac_apply.sql.sqlite import SQLiteScanner

        return SQLiteScanner(path)
    raise ValueError(f"no lexical rules for the dialect {dialect!r}")


def _directives(comments: list[str]) -> Mapping[str, str]:
    if not comments:
        return _NO_DIRECTIVES
    found: dict[str, str] = {}
    for comment in comments:
        if match := DIRECTIVE.match(comment):
            name, value = match[1], match[2].strip()
            found[name] = f"{found[name]}, {value}" if name in found else value
    return MappingProxyType(found) if found else _NO_DIRECTIVES
