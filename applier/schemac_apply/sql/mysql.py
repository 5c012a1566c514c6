"""Where statements begin and end in the text of MySQL and MariaDB.

Sources: https://dev.mysql.com/doc/refman/8.4/en/comments.html, …/string-literals.html,
https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html, https://mariadb.com/kb/en/comment-syntax/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from schemac_apply.errors import ScriptError
from schemac_apply.sql.scanner import PART, Scanner, upper
from schemac_apply.sql.sql_mode import ANSI_QUOTES, NO_BACKSLASH_ESCAPES, ORACLE, Flags, SqlMode
from schemac_apply.sql.stored_program import BLOCKS, PACKAGE, PROGRAMS, StoredProgram

_DASHES = r"--(?=[\s\x00-\x1f\x7f]|\Z)[^\n]*+"
# A version that no server has is a way to write a comment, in which another one may stand.
_EXECUTABLE = {"mysql": r"/\*!(?!9{5,6})\d*", "mariadb": r"/\*M?!(?!9{5,6})\d*"}
_NEVER_EXECUTED = re.compile(r"/\*M?!9{5,6}")
_COMMENT_EDGE = re.compile(r"/\*|\*/")
_DELIMITER = re.compile(r"DELIMITER(?=[ \t])[^\n]*", re.IGNORECASE | re.ASCII)
_DELIMITER_TEXT = re.compile(r"\w+[ \t]+(?:'([^'\n]+)'|\"([^\"\n]+)\"|`([^`\n]+)`|(\S+))", re.ASCII)
# Those with which no statement begins.
_CLIENT_COMMAND = re.compile(
    r"(?:\\\S?|(?:clear|connect|delimiter|edit|ego|exit|go|nopager|notee|nowarning|pager|print|prompt|quit|rehash|"
    r"resetconnection|source|status|system|tee|warnings)(?=[\s;]|\Z))",
    re.IGNORECASE | re.ASCII,
)
_CLIENT_INITIALS = frozenset("cdegnpqrstwCDEGNPQRSTW\\")
_BETWEEN = rf"(?:\s|{_DASHES}|\#[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)++"
_LOCAL_FILE = re.compile(
    rf"LOAD{_BETWEEN}(DATA|XML){_BETWEEN}(?:(?:LOW_PRIORITY|CONCURRENT){_BETWEEN})?LOCAL(?![{PART}])",
    re.IGNORECASE | re.ASCII,
)
_MAY_BE_BLOCK = re.compile(f"(?:{'|'.join(BLOCKS)}|DECLARE|SET)(?![{PART}])", re.IGNORECASE | re.ASCII)
_MAY_MAKE_PROGRAM = re.compile(
    r"(?:ALTER|CREATE)(?!\s++(?!AGGREGATE|DEFINER|EVENT|FUNCTION|LIBRARY|OR|PACKAGE|PROCEDURE|TRIGGER|[-/#]))|/\*M?!",
    re.IGNORECASE | re.ASCII,
)
# Text in dollar quotes (MySQL 9.0), which stands behind AS alone.
_DOLLAR_TAG = re.compile(rf"\$[{PART.replace('$', '')}]*\$")
_BEFORE_KIND = ("OR", "REPLACE", "DEFINER", "AGGREGATE", "CURRENT_USER", "CURRENT_ROLE")
_PART_OF_DEFINER = ("=", "@", ".", "(", ")", "'")


@lru_cache(maxsize=64)
def _strings(flags: Flags) -> str:
    """A pattern for a quoted text that ends."""
    single, double = r"'(?:[^'\\]++|\\.|'')*+'", r'"(?:[^"\\]++|\\.|"")*+"'
    if NO_BACKSLASH_ESCAPES in flags:
        single, double = "'[^']*+'", '"[^"]*+"'
    elif ANSI_QUOTES in flags:
        double = '"[^"]*+"'
    return f"{single}|{double}|`[^`]*+`"


@lru_cache(maxsize=64)
def _simple(flags: Flags) -> re.Pattern[str]:
    """All that is no end of a statement where the delimiter is `;`, but for comments that are executed."""
    return re.compile(
        rf"(?:[^;'\"`\#/\-\\]++|{_strings(flags)}|\#[^\n]*+|{_DASHES}|-|/(?!\*)|/\*(?![!M])(?:[^*]++|\*(?!/))*+\*/)*+",
        re.DOTALL,
    )


@lru_cache(maxsize=64)
def _pattern(delimiter: str, flags: Flags, *, words: bool) -> re.Pattern[str]:
    """What the end of a statement depends on; with words, also all that a stored program is made of."""
    alternatives = [
        rf"(?P<delimiter>(?-i:{re.escape(delimiter)}))",
        r"(?P<end>;)",
        rf"(?P<quoted>{_strings(flags)})",
        r"""(?P<open>['"`])""",
        rf"(?P<comment>\#[^\n]*|{_DASHES})",
        r"(?P<block>/\*)",
        r"(?P<close>\*/)",
        r"(?P<command>\\(?!N))",
    ]
    if words:
        alternatives += [
            # END$$: a delimiter is one inside of a word too.
            rf"(?P<word>(?:(?!(?-i:{re.escape(delimiter)}))[{PART}])++)",
            r"(?P<mark>:=|[^\s])",
        ]
    return re.compile("|".join(alternatives), re.DOTALL | re.IGNORECASE | re.ASCII)


class MySQLScanner(Scanner):
    """Finds where statements begin and end, by the lexical rules of the sql_mode that is set at each place.

    Args:
        dialect: "mysql" or "mariadb".
        path: the file of the script, for error messages.
    """

    def __init__(self, dialect: str, path: str | None) -> None:
        super().__init__(path)
        self._dialect = dialect
        self._executable = re.compile(_EXECUTABLE[dialect])
        self.gap = re.compile(rf"[ \t\n\r\f\v]++|{_DASHES}|\#[^\n]*+|(?!{_EXECUTABLE[dialect]})/\*")
        self._delimiter = ";"
        self._mode = SqlMode()

    def head(self) -> tuple[int, list[str]]:
        while True:
            start, comments = super().head()
            if self.text[start : start + 1] not in _CLIENT_INITIALS:
                return start, comments
            if match := _DELIMITER.match(self.text, start):
                self.certain(match.end())
                if found := _DELIMITER_TEXT.match(match[0]):
                    self._delimiter = next(text for text in found.groups() if text)
                    if comments:
                        raise self.stray()
                    self.position, self._behind, self._at_head = match.end(), True, False
                    continue
            match = _CLIENT_COMMAND.match(self.text, start)
            if not match or self.text.startswith(self._delimiter, start):
                return start, comments
            raise self.error(
                f"{match[0]} is a command of the client, not SQL",
                start,
                seen=match.end(),
                help="give DELIMITER its string on the same line" if match[0][0] in "dD" else "remove the line",
            )

    def cut(self, start: int) -> tuple[int, int]:
        if self.text[start] in "lL":
            self._check_local_file(start)
        program, body = self._program(start)
        if program:
            return self._end_of_program(body, program)
        if self._delimiter == ";":
            return super().cut(start)
        return self._end_of_statement(start)

    def end(self, start: int) -> int:
        end = _simple(self._mode.flags).match(self.text, start).end()  # type: ignore[union-attr]
        if end == len(self.text) or self.text[end] == ";":
            return end
        return self._end_of_statement(start)[0]

    def comment_end(self, start: int) -> int:
        if not _NEVER_EXECUTED.match(self.text, start):
            return super().comment_end(start)
        depth, position = 0, start
        while match := _COMMENT_EDGE.search(self.text, position):
            depth = min(depth + 1, 2) if match[0] == "/*" else depth - 1
            position = match.end()
            if depth == 0:
                return position
        raise self.unfinished("this comment", start)

    def is_plain(self) -> bool:
        return self._delimiter == ";"

    def learn(self, start: int, end: int) -> None:
        if self.text[start] not in "sS/":
            return
        tokens = self._tokens(start, self._pattern(words=True), end)
        first = next(tokens, None)
        if first and _token(first[0]) == "SET":
            found = [match[0] for match, _ in tokens]
            if found and found[0].upper() != "STATEMENT":
                self._mode = self._mode.after(found)

    def _check_local_file(self, start: int) -> None:
        if match := _LOCAL_FILE.match(self.text, start):
            raise self.error(
                f"LOAD {match[1].upper()} LOCAL reads a file of the client's",
                start,
                seen=match.end(),
                help="write the rows as INSERT statements",
            )

    def _end_of_statement(self, start: int) -> tuple[int, int]:
        for match, inside in self._tokens(start, self._pattern(words=False)):
            # Also a `;` ends it where the delimiter is another: the server takes one statement at a time.
            if not inside and match.lastgroup in ("delimiter", "end"):
                return match.span()
        return len(self.text), len(self.text)

    def _end_of_program(self, start: int, program: StoredProgram) -> tuple[int, int]:
        semicolon = None
        for match, inside in self._tokens(start, self._pattern(words=True)):
            kind = match.lastgroup
            if kind == "delimiter" and not inside and (self._delimiter != ";" or program.whole):
                # END; before another delimiter.
                glued = semicolon is not None and self.skip(semicolon + 1) >= match.start()
                return (semicolon if glued and semicolon is not None else match.start()), match.end()
            program.feed(";" if kind in ("delimiter", "end") else _token(match))
            if kind == "end":
                semicolon = match.start()
        return len(self.text), len(self.text)

    def _program(self, start: int) -> tuple[StoredProgram | None, int]:
        """What tells the end of the statement at `start` if there can be a `;` in it, and where the program begins."""
        if self._dialect == "mariadb" and _MAY_BE_BLOCK.match(self.text, start):
            first = self.words(start, 3)
            while first[:2] == ["SET", "STATEMENT"]:
                start = self._behind_for(start)
                first = self.words(start, 3)
            if first and first[0] in BLOCKS and (first[0] != "BEGIN" or first[1:] == ["NOT", "ATOMIC"]):
                return StoredProgram(None), start
            if ORACLE in self._mode.flags and (first[:1] == ["DECLARE"] or first[:1] == ["BEGIN"] != first):
                return self._program_of_oracle("a block", start, seen=start), start
        if _MAY_MAKE_PROGRAM.match(self.text, start):
            return self._created_program(start), start
        return None, start

    def _behind_for(self, start: int) -> int:
        """Where the statement begins that stands in a `SET STATEMENT … FOR statement` of MariaDB; or its end."""
        depth, position = 0, start
        for match, _ in self._tokens(start, self._pattern(words=True)):
            if match.lastgroup in ("delimiter", "end"):
                return match.start()
            token, position = _token(match), match.end()
            depth += (token == "(") - (token == ")")
            if token == "FOR" and depth == 0:
                return self.skip(position)
        return len(self.text)

    def _created_program(self, start: int) -> StoredProgram | None:
        first = previous = ""
        for match, _ in self._tokens(start, self._pattern(words=True)):
            token = _token(match)
            if not previous:
                if token not in ("ALTER", "CREATE"):
                    return None
                first = token
            elif token in PROGRAMS and previous not in ("=", "@"):
                if first == "CREATE" and (token == PACKAGE or ORACLE in self._mode.flags):
                    return self._program_of_oracle(f"a {token}", start, seen=match.end())
                return StoredProgram(token)
            elif token not in _BEFORE_KIND and token not in _PART_OF_DEFINER and previous not in ("=", "@", "."):
                return None
            previous = token
        return None

    def _program_of_oracle(self, what: str, start: int, *, seen: int) -> StoredProgram:
        """What ends at the delimiter alone, since blocks are others in the sql_mode ORACLE, and in a package."""
        if self._delimiter == ";":
            raise self.error(
                f"where {what} ends cannot be told from its text",
                start,
                seen=seen,
                help="write DELIMITER // on a line before it, and behind it // and DELIMITER ; on lines of their own",
            )
        return StoredProgram(PACKAGE)

    def _pattern(self, *, words: bool) -> re.Pattern[str]:
        return _pattern(self._delimiter, self._mode.flags, words=words)

    def _tokens(
        self, position: int, pattern: re.Pattern[str], end: int | None = None
    ) -> Iterator[tuple[re.Match[str], bool]]:
        """What `pattern` finds outside comments, and whether it stands in a comment that the server executes."""
        executable: int | None = None
        previous = ""
        while match := pattern.search(self.text, position, len(self.text) if end is None else end):
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
                raise self.unfinished(f"the text quoted by {match[0]}", match.start())
            elif kind == "command":
                raise self._command(match.start())
            elif kind != "comment":
                if previous == "AS" and end is None and self._dialect == "mysql":
                    position = self._foreign_end(match.start()) or position
                yield match, executable is not None
                previous = _token(match)
        if executable is not None:
            raise self.unfinished("this comment", executable)

    def _foreign_end(self, start: int) -> int | None:
        """Where the text of a routine in another language ends, if one begins at `start`."""
        if not (tag := _DOLLAR_TAG.match(self.text, start)):
            return None
        end = self.text.find(tag[0], tag.end())
        if end < 0:
            # Versions before 9.0 have names such as $$.
            self.certain(len(self.text))
            return None
        return end + len(tag[0])

    def _command(self, position: int) -> ScriptError:
        command = self.text[position : position + 2].rstrip()
        return self.error(
            f"{command} is a command of the client, not SQL",
            position,
            seen=position + len(command),
            help="end the statement with ;",
        )


def _token(match: re.Match[str]) -> str:
    """The token as StoredProgram takes it."""
    return "'" if match.lastgroup == "quoted" else upper(match[0])
