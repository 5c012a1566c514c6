"""Where statements begin and end in the text of MySQL and MariaDB.

Sources: https://dev.mysql.com/doc/refman/8.0/en/comments.html, …/string-literals.html,
https://dev.mysql.com/doc/refman/8.0/en/mysql-commands.html, https://mariadb.com/kb/en/comment-syntax/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from schemac_apply.scanner import LEXICONS, Scanner
from schemac_apply.stored_program import BLOCKS, PROGRAMS, StoredProgram

_DASHES = r"--(?=[\s\x00-\x1f\x7f]|\Z)[^\n]*"
# A version that no server has is a way to write a comment.
_EXECUTABLE = {"mysql": r"/\*!(?!9{5,6})\d*", "mariadb": r"/\*M?!(?!9{5,6})\d*"}
_DELIMITER = re.compile(r"DELIMITER[ \t]+(?:'([^'\n]+)'|\"([^\"\n]+)\"|(\S+))[^\n]*", re.IGNORECASE)
# Those with which no statement begins.
_CLIENT_COMMAND = re.compile(
    r"(?:\\\S?|(?:clear|connect|delimiter|edit|ego|exit|go|nopager|notee|nowarning|pager|print|prompt|quit|rehash|"
    r"resetconnection|source|status|system|tee|warnings)(?=[\s;]|\Z))",
    re.IGNORECASE,
)
_LOCAL_FILE = re.compile(r"LOAD\s+(?:DATA|XML)\s+(?:(?:LOW_PRIORITY|CONCURRENT)\s+)?LOCAL\b", re.IGNORECASE)
_MAKES_PROGRAM = re.compile(r"(?:CREATE|ALTER|/\*M?!)", re.IGNORECASE)
_BEFORE_KIND = ("OR", "REPLACE", "DEFINER", "AGGREGATE", "CURRENT_USER", "CURRENT_ROLE")
_PART_OF_DEFINER = ("=", "@", ".", "(", ")", "'")


@lru_cache(maxsize=64)
def _pattern(delimiter: str, *, words: bool) -> re.Pattern[str]:
    """What the end of a statement depends on; with words, also all that a stored program is made of."""
    alternatives = [
        rf"(?P<delimiter>{re.escape(delimiter)})",
        r"(?P<end>;)",
        r"""(?P<quoted>'(?:[^'\\]++|\\.|'')*+'|"(?:[^"\\]++|\\.|"")*+"|`[^`]*`)""",
        r"""(?P<open>['"`])""",
        rf"(?P<comment>\#[^\n]*|{_DASHES})",
        r"(?P<block>/\*)",
        r"(?P<close>\*/)",
    ]
    if words:
        alternatives += [
            # The text of a routine in another language.
            r"(?P<foreign>(?<!\w)AS\s+(?P<tag>\$\w*\$).*?(?P=tag))",
            # END$$: a delimiter is one inside of a word too.
            rf"(?P<word>(?:(?!{re.escape(delimiter)})[\w$])+)",
            r"(?P<mark>:=|[^\s\w$])",
        ]
    return re.compile("|".join(alternatives), re.DOTALL | re.IGNORECASE)


class MySQLScanner(Scanner):
    """Finds where statements begin and end, by the lexical rules of the default sql_mode.

    Args:
        text: the script.
        dialect: "mysql" or "mariadb".
        path: its file, for error messages.
    """

    def __init__(self, text: str, dialect: str, path: str | None) -> None:
        # Comments do not nest, as in SQLite.
        super().__init__(text, LEXICONS["sqlite"], path)
        self._dialect = dialect
        self._executable = re.compile(_EXECUTABLE[dialect])
        self.gap = re.compile(rf"[ \t\n\r\f\v]+|{_DASHES}|\#[^\n]*|(?!{_EXECUTABLE[dialect]})/\*")
        self._delimiter = ";"

    def head(self, position: int) -> tuple[int, list[str]]:
        while True:
            start, comments = super().head(position)
            if match := _DELIMITER.match(self.text, start):
                self._delimiter = match[1] or match[2] or match[3]
                position = match.end()
            elif match := _CLIENT_COMMAND.match(self.text, start):
                raise self.error(
                    f"{match[0]} is a command of the client, not SQL",
                    start,
                    help="give DELIMITER its string on the same line" if match[0][0] in "dD" else "remove the line",
                )
            else:
                return start, comments

    def cut(self, start: int) -> tuple[int, int]:
        if match := _LOCAL_FILE.match(self.text, start):
            raise self.error(
                f"{' '.join(match[0].upper().split())} reads a file of the client's",
                start,
                help="write the rows as INSERT statements",
            )
        program = self._program(start)
        if program is None:
            return self._end_of_statement(start)
        return self._end_of_program(start, program)

    def _end_of_statement(self, start: int) -> tuple[int, int]:
        for match, inside in self._tokens(start, _pattern(self._delimiter, words=False)):
            # Also a `;` ends it where the delimiter is another: the server takes one statement at a time.
            if not inside and match.lastgroup in ("delimiter", "end"):
                return match.span()
        return len(self.text), len(self.text)

    def _end_of_program(self, start: int, program: StoredProgram) -> tuple[int, int]:
        semicolon = None
        for match, inside in self._tokens(start, _pattern(self._delimiter, words=True)):
            kind = match.lastgroup
            if kind == "delimiter" and not inside and (self._delimiter != ";" or program.whole):
                # END; before another delimiter.
                glued = semicolon is not None and self.skip(semicolon + 1) >= match.start()
                return (semicolon if glued and semicolon is not None else match.start()), match.end()
            program.feed(";" if kind in ("delimiter", "end") else _token(match))
            if kind == "end":
                semicolon = match.start()
        return len(self.text), len(self.text)

    def _program(self, start: int) -> StoredProgram | None:
        """What is needed to find the end of the statement at `start`, if there can be a `;` in it."""
        if self._dialect == "mariadb":
            first = self.words(start, 3)
            if first and first[0] in BLOCKS and (first[0] != "BEGIN" or first[1:] == ["NOT", "ATOMIC"]):
                return StoredProgram(None)
        if not _MAKES_PROGRAM.match(self.text, start):
            return None
        previous = ""
        for match, _ in self._tokens(start, _pattern(self._delimiter, words=True)):
            token = _token(match)
            if not previous:
                if token not in ("ALTER", "CREATE"):
                    return None
            elif token in PROGRAMS and previous not in ("=", "@"):
                return StoredProgram(token)
            elif token not in _BEFORE_KIND and token not in _PART_OF_DEFINER and previous not in ("=", "@", "."):
                return None
            previous = token
        return None

    def _tokens(self, position: int, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], bool]]:
        """What `pattern` finds outside comments, and whether it stands in a comment that the server executes."""
        executable: int | None = None
        while match := pattern.search(self.text, position):
            position = match.end()
            kind = match.lastgroup
            if kind == "block":
                if opening := self._executable.match(self.text, match.start()):
                    executable, position = match.start(), opening.end()
                else:
                    position = self.comment_end(match.start())
            elif kind == "close":
                if executable is None:
                    # A multiplication sign before a comment.
                    position = match.start() + 1
                executable = None
            elif kind == "open":
                raise self.error(f"the text quoted by {match[0]} never ends", match.start())
            elif kind != "comment":
                yield match, executable is not None
        if executable is not None:
            raise self.error("this comment never ends", executable)


def _token(match: re.Match[str]) -> str:
    """The token as StoredProgram takes it."""
    return "'" if match.lastgroup in ("quoted", "foreign") else match[0].upper()
