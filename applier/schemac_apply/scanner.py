"""Where statements begin and end in the text of PostgreSQL and SQLite.

The scanner knows just enough of each dialect's lexical rules to tell a `;` that ends a statement from one
that does not. Sources: PostgreSQL manual, 4.1 "Lexical Structure"; SQLite, sqlite3_complete().
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from schemac_apply.errors import ScriptError

SPACE = " \t\n\r\f\v"
_GAP = re.compile(r"[ \t\n\r\f\v]+|--[^\n]*|/\*")
DIRECTIVE = re.compile(r"--[ \t]*schemac:([\w-]+)[ \t]*(.*)")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_COMMENT_EDGE = re.compile(r"/\*|\*/")
_WORD = re.compile(r"[^\W\d]\w*")
_BODY_END = re.compile(r"END(?![\w$])", re.IGNORECASE)
_ESCAPED_STRING = re.compile(r"(?:[^'\\]++|\\.|'')*+'", re.DOTALL)
# A string goes on after white space that has a line end in it, in the same mode (PostgreSQL manual, 4.1.2.1).
_STRING_CONTINUED = re.compile(r"[ \t\f\v]*(?:--[^\n]*)?[\n\r](?:[ \t\n\r\f\v]|--[^\n]*\n)*'")
_IDENTIFIER_CHARACTER = r"0-9A-Za-z_$\u0080-\U0010ffff"
_DOLLAR_TAG = re.compile(
    rf"(?<![{_IDENTIFIER_CHARACTER}])\$(?:[A-Za-z_\u0080-\U0010ffff][0-9A-Za-z_\u0080-\U0010ffff]*)?\$"
)
_ESCAPE_PREFIX = re.compile(rf"(?<![{_IDENTIFIER_CHARACTER}])[eE]\Z")
_COPY_THROUGH_CLIENT = re.compile(r"\b(?:FROM\s+STDIN|TO\s+STDOUT)\b", re.IGNORECASE)
_MODIFIERS = ("OR", "REPLACE", "TEMP", "TEMPORARY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What a dialect quotes, and how."""

    interesting: re.Pattern[str]
    nested_comments: bool
    escape_strings: bool
    closing: Mapping[str, str]


LEXICONS = {
    "postgres": Lexicon(
        interesting=re.compile(r"""[;'"$/\-]"""),
        nested_comments=True,
        escape_strings=True,
        closing={"'": "'", '"': '"'},
    ),
    "sqlite": Lexicon(
        interesting=re.compile(r"""[;'"`\[/\-]"""),
        nested_comments=False,
        escape_strings=False,
        closing={"'": "'", '"': '"', "`": "`", "[": "]"},
    ),
}
_WITH_BEGIN = re.compile(r"""[;'"$/\-]|\bBEGIN\b""", re.IGNORECASE)
_WITH_PARENTHESES = re.compile(r"""[;'"$/\-()]""")


class Scanner:
    """Finds where statements begin and end; each character is looked at a bounded number of times.

    Args:
        text: the script.
        lexicon: its dialect's.
        path: its file, for error messages.
    """

    gap = _GAP

    def __init__(self, text: str, lexicon: Lexicon, path: str | None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.path = path

    def error(self, message: str, position: int, *, help: str | None = None) -> ScriptError:
        """An error about what stands at `position`."""
        line = self.text.count("\n", 0, position) + 1
        return ScriptError(message, path=self.path, line=line, help=help)

    def head(self, position: int) -> tuple[int, list[str]]:
        """Where the next statement (or `;`, or the end) stands, and the directives directly above it."""
        comments: list[tuple[int, int]] = []
        start = self.skip(position, comments)
        if not comments:
            return start, []
        # A comment on the line on which the statement before ended is about that one.
        first = -1 if position <= 1 else self.text.find("\n", position)
        glued = [
            self.text[begin:end]
            for begin, end in comments
            if begin > first and DIRECTIVE.match(self.text, begin, end)
            if not _BLANK_LINE.search(self.text, end, start)
        ]
        return start, glued

    def cut(self, start: int) -> tuple[int, int]:
        """Where the statement at `start` ends, and where the text behind it begins."""
        end = start if self.text[start] == ";" else self.end(start)
        return end, end + 1

    def skip(self, position: int, comments: list[tuple[int, int]] | None = None) -> int:
        """The position after white space and comments."""
        text = self.text
        while match := self.gap.match(text, position):
            position = match.end()
            if text[match.start()] == "/":
                position = self.comment_end(match.start())
            elif comments is not None and text[match.start()] == "-":
                comments.append(match.span())
        return position

    def comment_end(self, start: int) -> int:
        """Where the comment at `start` ends."""
        if not self.lexicon.nested_comments:
            end = self.text.find("*/", start + 2)
            if end < 0:
                raise self.error("this comment never ends", start)
            return end + 2
        depth, position = 0, start
        while match := _COMMENT_EDGE.search(self.text, position):
            depth += 1 if match[0] == "/*" else -1
            position = match.end()
            if depth == 0:
                return position
        raise self.error("this comment never ends", start)

    def words(self, position: int, count: int) -> list[str]:
        """The first words of a statement, upper case."""
        found: list[str] = []
        while len(found) < count and (match := _WORD.match(self.text, position)):
            found.append(match[0].upper())
            position = self.skip(match.end())
        return found

    def end(self, start: int) -> int:
        """The position of the `;` that ends the statement at `start`, or of the end of the text."""
        text, initial = self.text, self.text[start]
        if initial in "cC":
            words = [word for word in self.words(start, 5) if word not in _MODIFIERS]
            if self.lexicon.nested_comments:
                if words[:1] == ["COPY"]:
                    return self.copy_end(start)
                if words[:2] in (["CREATE", "FUNCTION"], ["CREATE", "PROCEDURE"]):
                    return self.scan(start, _WITH_BEGIN)
                if words[:2] == ["CREATE", "RULE"]:
                    return self.scan(start, _WITH_PARENTHESES)
            elif words[:2] == ["CREATE", "TRIGGER"]:
                return self.scan(start, self.lexicon.interesting, in_body=True)
        elif initial == "\\" and self.lexicon.nested_comments:
            command = text[start:].split(None, 1)[0]
            raise self.error(f"{command} is a command of psql, not SQL", start, help="remove the line")
        return self.scan(start, self.lexicon.interesting)

    def copy_end(self, start: int) -> int:
        end = self.scan(start, self.lexicon.interesting)
        if match := _COPY_THROUGH_CLIENT.search(self.text, start, end):
            raise self.error(
                f"COPY … {match[0].upper()} needs psql at the other end",
                start,
                help="write the rows as INSERT statements (pg_dump --inserts)",
            )
        return end

    def scan(self, start: int, pattern: re.Pattern[str], *, in_body: bool = False) -> int:
        text, closing = self.text, self.lexicon.closing
        position, depth = start, 0
        while match := pattern.search(text, position):
            at = match.start()
            character = text[at]
            position = match.end()
            if character == ";":
                if in_body:
                    end = self.body_end(position)
                    if end is not None:
                        return end
                elif depth == 0:
                    return at
            elif character in closing:
                position = self.quote_end(at, closing[character])
            elif character == "$":
                if tag := _DOLLAR_TAG.match(text, at):
                    position = text.find(tag[0], tag.end()) + len(tag[0])
                    if position < tag.end():
                        raise self.error(f"the text quoted by {tag[0]} never ends", at)
            elif character == "-":
                if text.startswith("--", at):
                    end_of_line = text.find("\n", at)
                    position = len(text) if end_of_line < 0 else end_of_line
            elif character == "/":
                if text.startswith("/*", at):
                    position = self.comment_end(at)
            elif character == "(":
                depth += 1
            elif character == ")":
                depth = max(0, depth - 1)
            elif self.words(self.skip(position), 1) == ["ATOMIC"]:
                # The SQL-standard body of a routine: BEGIN ATOMIC statement; … END.
                in_body = True
                position = self.skip(position) + len("ATOMIC")
                end = self.body_end(position)
                if end is not None:
                    return end
        return len(text)

    def body_end(self, position: int) -> int | None:
        """Where the statement ends if its body does: `END`, then `;` or nothing, as in sqlite3_complete()."""
        match = _BODY_END.match(self.text, self.skip(position))
        if match is None:
            return None
        end = self.skip(match.end())
        return end if end == len(self.text) or self.text[end] == ";" else None

    def quote_end(self, start: int, closing: str) -> int:
        text = self.text
        # A doubled quote reads as two quoted texts side by side: the end is the same.
        end = text.find(closing, start + 1)
        if end >= 0 and closing == "'" and self.lexicon.escape_strings:
            end = self.string_end(start, end)
        if end < 0:
            raise self.error(f"the text quoted by {text[start]} never ends", start)
        return end + 1

    def string_end(self, start: int, end: int) -> int:
        """Where a PostgreSQL string ends: at `end`, unless it is an E'…', in which a backslash escapes."""
        if not _ESCAPE_PREFIX.search(self.text, max(0, start - 2), start):
            return end
        while match := _ESCAPED_STRING.match(self.text, start + 1):
            continued = _STRING_CONTINUED.match(self.text, match.end())
            if not continued:
                return match.end() - 1
            start = continued.end() - 1
        return -1
