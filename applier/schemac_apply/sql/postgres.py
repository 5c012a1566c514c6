"""Where statements of PostgreSQL begin and end.

Sources: PostgreSQL manual, 4.1 "Lexical Structure", and src/backend/parser/scan.l for what it leaves open;
"CREATE FUNCTION" for sql_body, "CREATE RULE", "COPY".
"""

from __future__ import annotations

import re

from schemac_apply.errors import ScriptError
from schemac_apply.sql.scanner import LETTER, PART, Scanner, upper

_NAME = f"[{LETTER}][{PART}]*+"
_COMMENT_EDGE = re.compile(r"/\*|\*/")
_STRING = re.compile(r"(?:[^']++|'')*+'")
_ESCAPED = r"(?:[^'\\]++|\\.|'')*+'"
_ESCAPED_STRING = re.compile(_ESCAPED, re.DOTALL)
# A string goes on after white space that has a line end in it, in the same mode (PostgreSQL manual, 4.1.2.1).
_GOES_ON = r"[ \t\f\v]*+(?:--[^\n\r]*+)?[\n\r](?:[ \t\n\r\f\v]++|--[^\n\r]*+[\n\r])*+'"
_CONTINUED = re.compile(_GOES_ON)
_COMMAND = re.compile(r"\\\S{0,60}")
_MODIFIERS = ("OR", "REPLACE")
# A statement without dollar quotes and comments that nest: where it stops is its end, or one of these.
_SIMPLE = re.compile(
    rf"""(?:[^;'"$/\-\\]++|(?:(?<![eE])|(?<=[{PART}][eE]))'[^']*+'|'{_ESCAPED}(?!{_GOES_ON})"""
    r"""|"[^"]*+"|--[^\n\r]*+|-|/(?!\*))*+""",
    re.DOTALL,
)
# What has a `;` in it, or is refused, begins like this.
_SPECIAL = re.compile(r"C(?:OPY|REATE(?!\s++[^FOPR\s/-]))", re.IGNORECASE | re.ASCII)
_MAY_SET = re.compile(r"RESET|SET|DISCARD", re.IGNORECASE | re.ASCII)
_SETTING_TOKEN = re.compile(rf"{_NAME}|'[^']*'|\"[^\"]*\"|\w+|.", re.DOTALL | re.ASCII)
_CONFORMING = "STANDARD_CONFORMING_STRINGS"
# The value of a boolean parameter may be cut short (manual, 20.1.1).
_OFF = re.compile(r"of|off|0|n|no|f(?:a(?:l(?:s(?:e)?)?)?)?", re.IGNORECASE | re.ASCII)


def _tokens(words: str = "", *, parentheses: bool = False) -> re.Pattern[str]:
    """A pattern for the next token that matters, with all that comes before it.

    Args:
        words: the words that matter, as alternatives.
        parentheses: whether these do.
    """
    stops = r"[eEbBxX]'|[uU]&'" + (f"|(?:{words})(?![{PART}])" if words else "")
    special = r""";'"$/\-\\""" + ("()" if parentheses else "")
    return re.compile(
        rf"(?:[^{special}{LETTER}]++|(?!{stops}){_NAME})*+"
        r"(?:(?P<end>;)|(?P<string>(?P<prefix>[eEbBxX]|[uU]&)?')"
        r'|(?P<name>")'
        rf"|(?P<dollar>\$(?:[{LETTER}][0-9{LETTER}]*+)?\$)|(?P<comment>--[^\n\r]*+)|(?P<block>/\*)|(?P<mark>[$/\-])"
        rf"|(?P<command>\\)|(?P<open>\()|(?P<close>\))|(?P<word>{_NAME}))",
        re.IGNORECASE | re.ASCII,
    )


_ANY = _tokens()
_OF_ROUTINE = _tokens("BEGIN", parentheses=True)
_OF_RULE = _tokens(parentheses=True)
_OF_COPY = _tokens("FROM|TO", parentheses=True)


class PostgresScanner(Scanner):
    """Finds where statements of PostgreSQL begin and end.

    A `SET LOCAL standard_conforming_strings` holds until a SET or RESET: it is the applier that says where
    a transaction ends.
    """

    gap = re.compile(r"[ \t\n\r\f\v]++|--[^\n\r]*+|/\*")

    def __init__(self, path: str | None) -> None:
        super().__init__(path)
        # Whether a backslash is a character of a string as any other: standard_conforming_strings.
        self._conforming = True

    def comment_end(self, start: int) -> int:
        depth, position = 0, start
        while match := _COMMENT_EDGE.search(self.text, position):
            depth += 1 if match[0] == "/*" else -1
            position = match.end()
            if depth == 0:
                return position
        raise self.unfinished("this comment", start)

    def end(self, start: int) -> int:
        if _SPECIAL.match(self.text, start):
            first = self.words(start, 2)
            if first[0] == "COPY":
                return self._scan(start, _OF_COPY)
            if first[0] == "CREATE":
                words = [word for word in self.words(start, 4) if word not in _MODIFIERS]
                if words[1:2] in (["FUNCTION"], ["PROCEDURE"]):
                    return self._scan(start, _OF_ROUTINE)
                if words[1:2] == ["RULE"]:
                    return self._scan(start, _OF_RULE)
        if self._conforming:
            end = _SIMPLE.match(self.text, start).end()  # type: ignore[union-attr]  # it matches nothing at least
            if end == len(self.text) or self.text[end] == ";":
                return end
        return self._scan(start, _ANY)

    def _scan(self, start: int, pattern: re.Pattern[str]) -> int:
        text, position = self.text, start
        # How many bodies BEGIN ATOMIC … END, and how many parentheses, are open.
        bodies, depth = 0, 0
        while match := pattern.match(text, position):
            kind = match.lastgroup
            at, position = match.start(kind or 0), match.end()
            if kind == "end":
                if bodies == 0 and (depth == 0 or pattern is not _OF_RULE):
                    return at
            elif kind == "string":
                position = self._string_end(position - 1, match["prefix"])
            elif kind == "name":
                position = self._find('"', position, at)
            elif kind == "dollar":
                position = self._find(match["dollar"], position, at)
            elif kind == "block":
                position = self.comment_end(at)
            elif kind == "command":
                raise self._command(at, start)
            elif kind == "open":
                depth += 1
            elif kind == "close":
                depth = max(0, depth - 1)
            elif kind == "word" and depth == 0:
                position = self.skip(position)
                if pattern is _OF_COPY:
                    self._check_copy(start, match["word"], position)
                elif self.words(position, 1) == ["ATOMIC"]:
                    # The SQL-standard body of a routine: BEGIN ATOMIC statement; … END.
                    bodies += 1
                    position += len("ATOMIC")
                    kind = "end"
            if kind == "end" and bodies and (end := self.body_end(position)) is not None:
                bodies -= 1
                if bodies == 0:
                    return end
        return len(text)

    def _find(self, closing: str, position: int, start: int) -> int:
        """Where a text ends that is quoted from `start` on."""
        end = self.text.find(closing, position)
        if end < 0:
            raise self.unfinished(f"the text quoted by {closing}", start)
        return end + len(closing)

    def _string_end(self, start: int, prefix: str | None) -> int:
        """Where the string ends whose opening quote stands at `start`."""
        if prefix not in ("e", "E") and (prefix or self._conforming):
            if match := _STRING.match(self.text, start + 1):
                return match.end()
        else:
            position = start
            while match := _ESCAPED_STRING.match(self.text, position + 1):
                continued = _CONTINUED.match(self.text, match.end())
                if not continued:
                    return match.end()
                position = continued.end() - 1
        raise self.unfinished("the text quoted by '", start)

    def _check_copy(self, start: int, preposition: str, position: int) -> None:
        stream = self.words(position, 1)
        if stream in (["STDIN"], ["STDOUT"]):
            raise self.error(
                f"COPY … {upper(preposition)} {stream[0]} needs psql at the other end",
                start,
                seen=position + len(stream[0]),
                help="write the rows as INSERT statements (pg_dump --inserts)",
            )

    def _command(self, position: int, start: int) -> ScriptError:
        command = _COMMAND.match(self.text, position)
        name, end = (command[0], command.end()) if command else ("\\", position)
        return self.error(
            f"{name} is a command of psql, not SQL",
            position,
            seen=end,
            help="remove the line" if position == start else "end the statement with ;",
        )

    def learn(self, start: int, end: int) -> None:
        if not _MAY_SET.match(self.text, start):
            return
        tokens: list[str] = []
        while start < end and len(tokens) < 5 and (match := _SETTING_TOKEN.match(self.text, start)):
            tokens.append(upper(match[0].strip("'\"")))
            start = self.skip(match.end())
        if tokens[0] == "SET" and tokens[1:2] in (["SESSION"], ["LOCAL"]):
            del tokens[1]
        match tokens:
            case ["SET", name, "=" | "TO", value, *_] if name == _CONFORMING:
                self._conforming = not _OFF.fullmatch(value)
            case ["RESET", name, *_] if name in (_CONFORMING, "ALL"):
                self._conforming = True
            case ["DISCARD", "ALL", *_]:
                self._conforming = True
