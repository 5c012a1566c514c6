"""The text of a statement as psql has to get it, which takes a part of it for variables of its own.

Source: https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-INTERPOLATION, psqlscan.l.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemac_apply.script import Statement

_TOKEN = re.compile(
    r"""(?<![\w$])[eE]'(?:[^'\\]|\\.|'')*+'|'[^']*'|"[^"]*"|(?<![\w$])(?P<tag>\$(?:[^\W\d]\w*)?\$).*?(?P=tag)"""
    r"""|--[^\n]*|(?P<comment>/\*)|::|(?P<colon>:)(?=[\w'"\u0080-\U0010ffff])""",
    re.DOTALL,
)
_COMMENT_EDGE = re.compile(r"/\*|\*/")


def for_psql(statement: Statement) -> str:
    """The statement with a space behind each colon that psql could take for the beginning of a variable.

    To the server `a[1:n]` and `a[1: n]` are the same."""
    sql, pieces, taken = statement.sql, [], 0
    for match in _tokens(sql):
        if match["colon"]:
            pieces.append(sql[taken : match.end()])
            taken = match.end()
    return " ".join([*pieces, sql[taken:]])


def _tokens(sql: str) -> Iterator[re.Match[str]]:
    """What is quoted, comments, and the colons that mean something to psql."""
    if ":" not in sql:
        return
    position = 0
    while match := _TOKEN.search(sql, position):
        yield match
        position = _comment_end(sql, match.start()) if match["comment"] else match.end()


def _comment_end(sql: str, start: int) -> int:
    """Where the comment at `start` ends; comments nest."""
    depth, position = 0, start
    while match := _COMMENT_EDGE.search(sql, position):
        depth += 1 if match[0] == "/*" else -1
        position = match.end()
        if depth == 0:
            break
    return position
