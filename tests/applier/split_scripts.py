"""Scripts of statements that are known, with all that could mislead put into them.

Each statement writes known texts into the column `a` of the table `log`, so that a server can say whether what was
made is what it is meant to be. There is a table `source` too, of one row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from schemac_apply.sql.scanner import SPACE
from schemac_apply.sql.split import split

# What a text may hold: all that means something elsewhere.
TEXTS = st.one_of(
    st.text("a'\";$\\-/*#`[]() \n\té\u00a0\U0001d4b3", max_size=7),
    st.sampled_from(
        ["END;", "; END ;", "$a$;$a$", "//", "$$", "--", "/*", "*/", "/*!", "DELIMITER //\n", "\\", "\\'", "E'", "''"]
    ),
)
GAPS = ("", " ", "\n", "\t\n ", "/* ; ' */", '/*;*/ /* " */', "-- ; ' $$ /*\n", "\n-- \n", " -- E'\\\n\n")

# Words with a space between them are written with any gap instead; what is in a tuple is written as it is.
Part = str | tuple[str]


@dataclass
class Script:
    """A script, the statements it is made of, and the texts that they write.

    Args:
        draw: takes a value from a strategy.
        gaps: what may stand between two words.
        delimiter: what ends a statement.
    """

    draw: Callable[..., str]
    gaps: Sequence[str]
    text: str = ""
    delimiter: str = ";"
    statements: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    serial: int = 0

    def any(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def gap(self) -> str:
        return self.draw(st.sampled_from(self.gaps))

    def join(self, *parts: Part) -> str:
        sql = ""
        for part in parts:
            for word in part.split(" ") if isinstance(part, str) else part:
                between = self.gap() if sql else ""
                if sql and (sql[-1].isalnum() or word[0].isalnum()) and not between:
                    between = " "
                # A division sign and a comment would be another comment, and so on.
                sql += (" " if sql[-1:] in ("-", "/", "*", "@") else "") + between + word
        return sql

    def value(self) -> str:
        """A new text, which the statement at hand writes."""
        self.values.append(self.draw(TEXTS))
        return self.values[-1]

    def add(self, sql: str) -> None:
        """Write a statement."""
        sql += self.gap()
        self.statements.append(sql.rstrip(SPACE))
        # A word as a delimiter.
        space = " " if self.delimiter[0].isalnum() else ""
        self.text += sql + space + self.delimiter + self.any("", "\n", f" {self.delimiter}") + self.gap()

    def fill(self, units: Sequence[Callable[..., None]]) -> None:
        for _ in range(int(self.any(*"1234567"))):
            self.draw(st.sampled_from(units))(self)  # type: ignore[operator]

    def check_pieces(self, dialect: str) -> None:
        """The same statements come out, in whichever chunks the script goes in."""
        for text in (self.text, [self.text[:9], self.text[9:]]):
            assert [piece.sql for piece in split(text, dialect=dialect)] == self.statements


def doubled(text: str, quote: str = "'") -> str:
    """The text in quotes, where quotes are doubled."""
    return quote + text.replace(quote, quote * 2) + quote


def escaped(script: Script, text: str, quote: str = "'") -> str:
    """The text in quotes, where a backslash escapes."""
    inner = ""
    for character in text:
        if character == quote:
            inner += script.any(quote * 2, "\\" + quote)
        else:
            inner += "\\\\" if character == "\\" else character
    return quote + inner + quote
