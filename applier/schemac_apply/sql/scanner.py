"""A script looked at through a window, and where its statements begin and end: what all dialects share.

What a dialect quotes and how is said by `SQLiteScanner`, `PostgresScanner` and `MySQLScanner`. Each knows just enough
of its dialect's lexical rules to tell a `;` that ends a statement from one that does not.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from schemac_apply.errors import ScriptError

SPACE = " \t\n\r\f\v"
# The characters of a name without quotes: every database takes all that is not ASCII for a letter.
LETTER = r"A-Za-z_\u0080-\U0010ffff"
PART = r"0-9A-Za-z_$\u0080-\U0010ffff"
DIRECTIVE = re.compile(r"--[ \t]*schemac:([\w-]+)[ \t]*(.*)")
# What was meant as one, and would be a comment like others.
_NEARLY = re.compile(
    r"(?:--|\#|/\*)\s*schemac(?:\s*:\s*|\s+)"
    r"(?:allow|down|lock[-_ ]?timeout|no[-_ ]?transaction|statement[-_ ]?timeout)\b",
    re.IGNORECASE,
)
# How far behind the end of a statement the text has to be known. The longest word that a decision looks for is shorter;
# whatever longer thing is cut off at the end of the window, be it a quoted text, a comment or white space, leads the
# scan to the end of the window.
SLACK = 1024

# A statement that changes rows, on a line of its own, with nothing in it that any dialect reads in a way of its own:
# most of a large script. What it is made of ends where it seems to end, in every mode.
_ROWS = re.compile(
    r"""\n((?:DELETE|INSERT|REPLACE|UPDATE)[ ](?:[^;'"`\[\]/\\#$\-]++|'[^'\\]*+'|"[^"\\]*+"|-(?!-)|/(?!\*))*+);"""
)
_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n")
_WORD = re.compile(f"[{LETTER}][{PART}]*")
_BODY_END = re.compile(f"END(?![{PART}])", re.IGNORECASE | re.ASCII)


_NONE: list[str] = []


class More(Exception):
    """The window ends too early to tell where the statement ends."""


class Scanner(ABC):
    """Finds where statements begin and end; each character of a window is looked at a bounded number of times.

    Args:
        path: the file of the script, for error messages.
    """

    gap: re.Pattern[str]
    """White space, a comment to the end of the line, or the beginning of one in `/* … */`."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self.text = ""
        # What stands before this place is done with.
        self.position = 0
        self._final = False
        # Behind it nothing is certain, as the text may go on.
        self._limit = 0
        self._line, self._counted = 1, 0
        # Whether something that is done with stands on the line of `position`.
        self._behind = False
        # Whether a comment there is the file's first one, whose directives may be those of the whole file.
        self._at_head = True
        # Where the first of the directives stands that head() has found.
        self._directive = 0

    def look(self, text: str, *, final: bool) -> None:
        """Take a new window, which begins at `position` of the one before.

        Args:
            text: the window.
            final: whether the script ends with it.
        """
        self._line = self.line(self.position)
        self._counted = self.position = 0
        self.text = text
        self._final = final
        self._limit = len(text) if final else len(text) - SLACK

    def line(self, position: int) -> int:
        """The 1-based line of a place in the window that is not before the last statement found."""
        return self._line + self.text.count("\n", self._counted, position)

    def next(self) -> tuple[int, int, int, list[str]] | None:
        """The next statement: where it begins and ends, its line, and the directives directly above it.

        None is the end of the script.

        Raises:
            More: the window has to go on. What was found out since `position` is forgotten.
            ScriptError: the script cannot be run.
        """
        if self._behind and self.is_plain() and (rows := _ROWS.match(self.text, self.position)):
            start, end = rows.span(1)
            if end + 1 <= self._limit:
                self.position = end + 1
                self._line, self._counted = self.line(start), start
                return start, end, self._line, _NONE
        while True:
            start, comments = self.head()
            if start >= len(self.text):
                return None
            end, position = self.cut(start)
            self.certain(position)
            if end > start:
                self.learn(start, end)
            elif comments:
                raise self.stray()
            self.position, self._behind, self._at_head = position, True, False
            if end > start:
                self._line, self._counted = self.line(start), start
                return start, end, self._line, comments

    def certain(self, position: int) -> None:
        """Raise More if what was found up to `position` may be otherwise with more text behind it."""
        if position > self._limit:
            raise More

    def error(self, message: str, position: int, *, seen: int | None = None, help: str | None = None) -> ScriptError:
        """An error about what stands at `position`. Raises More if it is not certain.

        Args:
            message: what is wrong.
            position: the place.
            seen: how far the text was looked at; the place itself if absent.
            help: the way out.
        """
        self.certain(position if seen is None else seen)
        return ScriptError(message, path=self.path, line=self.line(position), help=help)

    def unfinished(self, what: str, position: int) -> ScriptError:
        """An error about a quote or comment that does not end in the window."""
        return self.error(f"{what} never ends", position, seen=len(self.text))

    def head(self) -> tuple[int, list[str]]:
        """Where the next statement (or `;`, or the end) stands, and the directives directly above it."""
        text, position = self.text, self.position
        comments: list[str] = []
        # Whether nothing but white space, and the comment that goes on here, is before this place of the file.
        at_head, commented = self._at_head, False
        # A comment on the line on which the statement before ended is about that one.
        above = not self._behind
        while match := self.gap.match(text, position):
            begin, position = match.span()
            if text[begin] in "-#":
                at_head, commented = at_head and text[begin] == "-", True
                if above and DIRECTIVE.match(text, begin, position):
                    self._directive = self._directive if comments else begin
                    comments.append(match[0])
                elif above and _NEARLY.match(text, begin, position):
                    raise self._misspelt(begin, position)
                continue
            if text[begin] == "/":
                at_head, position = False, self.comment_end(begin)
                if above and _NEARLY.match(text, begin, position):
                    raise self._misspelt(begin, position)
            if not above:
                above = "\n" in text[begin:position]
            if _BLANK_LINE.search(text, begin, position):
                if comments and not at_head:
                    raise self.stray()
                comments.clear()
                at_head, commented = at_head and not commented, False
                if position <= self._limit:
                    self.position, self._behind, self._at_head = position, False, at_head
        self.certain(position)
        if comments and not at_head and position >= len(text):
            raise self.stray()
        return position, comments

    def _misspelt(self, begin: int, end: int) -> ScriptError:
        return self.error(
            "this is no directive, and looks like one",
            begin,
            seen=end,
            help="write it in lower case, on a line of its own: -- schemac:lock-timeout 5s",
        )

    def stray(self) -> ScriptError:
        """An error about the directives that head() has found."""
        return self.error(
            "this directive belongs to nothing",
            self._directive,
            seen=0,
            help="write it on the line above a statement; or, for the whole file, in its first comment, with an empty"
            " line behind it",
        )

    def cut(self, start: int) -> tuple[int, int]:
        """Where the statement at `start` ends, and where the text behind it begins."""
        end = start if self.text[start] == ";" else self.end(start)
        return end, min(end + 1, len(self.text))

    @abstractmethod
    def end(self, start: int) -> int:
        """The position of the `;` that ends the statement at `start`, or of the end of the text."""

    def is_plain(self) -> bool:
        """Whether a `;` ends a statement."""
        return True

    def learn(self, start: int, end: int) -> None:  # noqa: B027  # most dialects have nothing to learn
        """Take note of a statement that changes the lexical rules for those behind it."""

    def skip(self, position: int) -> int:
        """The position after white space and comments."""
        while match := self.gap.match(self.text, position):
            position = match.end()
            if self.text[match.start()] == "/":
                position = self.comment_end(match.start())
        return position

    def comment_end(self, start: int) -> int:
        """Where the comment at `start` ends."""
        end = self.text.find("*/", start + 2)
        if end < 0:
            raise self.unfinished("this comment", start)
        return end + 2

    def words(self, position: int, count: int) -> list[str]:
        """The first words of a statement, upper case."""
        found: list[str] = []
        while len(found) < count and (match := _WORD.match(self.text, position)):
            found.append(upper(match[0]))
            position = self.skip(match.end())
        return found

    def body_end(self, position: int) -> int | None:
        """Where the statement ends if its body does: `END`, then `;` or nothing, as in sqlite3_complete()."""
        match = _BODY_END.match(self.text, self.skip(position))
        if match is None:
            return None
        end = self.skip(match.end())
        return end if end == len(self.text) or self.text[end] == ";" else None


def upper(word: str) -> str:
    """A keyword in upper case. No letter beyond ASCII is a keyword's, even if it has an upper case in ASCII."""
    return word.upper() if word.isascii() else word
