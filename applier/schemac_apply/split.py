"""SQL text cut into statements, with the directives that stand above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from schemac_apply.scanner import DIRECTIVE, LEXICONS, SPACE, Scanner

_NO_DIRECTIVES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement of a script.

    Args:
        sql: its text without the closing `;` and without the comments before it.
        line: 1-based line of its first token.
        directives: the `-- schemac:NAME value` comments directly above it; a name given twice has both
            values, joined by a comma.
    """

    sql: str
    line: int
    directives: Mapping[str, str] = field(default_factory=lambda: _NO_DIRECTIVES)


def split(text: str, *, dialect: str, path: str | None = None) -> Iterator[Piece]:
    """Yield the statements of `text` in order.

    Args:
        text: the script.
        dialect: "mariadb", "mysql", "postgres" or "sqlite".
        path: its file, for error messages.

    Raises:
        ScriptError: a quote or comment that never ends, `COPY` or `LOAD DATA LOCAL`, which need another client, or a
            command of the dialect's own client.
        ValueError: an unknown dialect.
    """
    scanner = _scanner(text, dialect, path)
    position = 1 if text.startswith("\ufeff") else 0
    line, counted = 1, 0
    while True:
        start, comments = scanner.head(position)
        if start >= len(text):
            return
        end, position = scanner.cut(start)
        if end > start:
            line += text.count("\n", counted, start)
            counted = start
            yield Piece(text[start:end].rstrip(SPACE), line, _directives(comments))


def file_directives(text: str) -> Mapping[str, str]:
    """The directives of a whole file: those in the comment at its head, if an empty line or the end of the
    file follows it; otherwise they are the first statement's."""
    text = text.removeprefix("\ufeff").lstrip(SPACE)
    block: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            return _directives(block)
        if not line.lstrip().startswith("--"):
            return _NO_DIRECTIVES
        block.append(line.strip())
    return _directives(block)


def _scanner(text: str, dialect: str, path: str | None) -> Scanner:
    if dialect in ("mariadb", "mysql"):
        from schemac_apply.mysql_scanner import MySQLScanner

        return MySQLScanner(text, dialect, path)
    if dialect not in LEXICONS:
        raise ValueError(f"no lexical rules for the dialect {dialect!r}")
    return Scanner(text, LEXICONS[dialect], path)


def _directives(comments: list[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for comment in comments:
        if match := DIRECTIVE.match(comment):
            name, value = match[1], match[2].strip()
            found[name] = f"{found[name]}, {value}" if name in found else value
    return MappingProxyType(found) if found else _NO_DIRECTIVES
