"""Where statements of SQLite begin and end.

Sources: sqlite3_complete() in https://sqlite.org/src/file/src/complete.c, https://sqlite.org/lang_keywords.html.
"""

from __future__ import annotations

import re

from schemac_apply.sql.scanner import Scanner

# All that is no end of a statement; where it stops is one, or the end of the text, or what never ends.
_INSIDE = re.compile(
    r"""(?:[^;'"`\[/\-]++|'[^']*+'|"[^"]*+"|`[^`]*+`|\[[^\]]*+\]|--[^\n]*+|-|/\*(?:[^*]++|\*(?!/))*+\*/|/(?!\*))*+"""
)
_MAY_MAKE_TRIGGER = re.compile(r"EXPLAIN|CREATE(?!\s++(?!TEMP|TRIGGER|[-/]))", re.IGNORECASE | re.ASCII)
_BEFORE_KIND = ("TEMP", "TEMPORARY")


class SQLiteScanner(Scanner):
    """Finds where statements of SQLite begin and end."""

    gap = re.compile(r"[ \t\n\r\f\v]++|--[^\n]*+|/\*")

    def end(self, start: int) -> int:
        text, position = self.text, start
        in_trigger = _MAY_MAKE_TRIGGER.match(text, start) is not None and self._makes_trigger(start)
        while True:
            position = _INSIDE.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing at least
            if position == len(text):
                return position
            if text[position] == "/":
                raise self.unfinished("this comment", position)
            if text[position] != ";":
                raise self.unfinished(f"the text quoted by {text[position]}", position)
            if not in_trigger:
                return position
            position += 1
            if (end := self.body_end(position)) is not None:
                return end

    def _makes_trigger(self, start: int) -> bool:
        words = [word for word in self.words(start, 6) if word not in _BEFORE_KIND]
        if words[:1] == ["EXPLAIN"]:
            words = words[3:] if words[1:3] == ["QUERY", "PLAN"] else words[1:]
        return words[:2] == ["CREATE", "TRIGGER"]
