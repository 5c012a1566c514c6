"""The tokens of SQLite's SQL, and a reader that steps over them (https://www.sqlite.org/lang_keywords.html)."""

from __future__ import annotations

import re
from typing import NamedTuple

# The atomic group keeps a comment a comment: without it the search would find tokens in the last one.
_TOKEN = re.compile(
    r"""
    (?>(?:[ \t\n\v\f\r]+ | --[^\n]* | /\*(?:.*?\*/|.*\Z))*)
    (?: (?P<literal>'[^']*(?:''[^']*)*' | [xX]'[0-9A-Fa-f]*')
      | (?P<word>[A-Za-z_\u0080-\U0010ffff][A-Za-z0-9_$\u0080-\U0010ffff]*)
      | (?P<quoted>"[^"]*(?:""[^"]*)*" | `[^`]*(?:``[^`]*)*` | \[[^\]]*\])
      | (?P<number>0[xX][0-9A-Fa-f_]+ | (?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?)
      | (?P<operator>->>|->|\|\||<<|>>|<=|>=|==|!=|<>|[^ \t\n\v\f\r])
      | (?P<end>\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)


class Unparsable(ValueError):
    """A text that this module does not understand."""


class Token(NamedTuple):
    """One token; ``key`` is a word in capitals, an operator as it is, and empty for everything else."""

    kind: str
    key: str
    text: str
    start: int
    end: int

    @property
    def names(self) -> bool:
        """Whether SQLite takes it for a name where it wants one."""
        return self.kind in ("word", "quoted") or (self.kind == "literal" and self.text[0] == "'")


def tokens(text: str) -> list[Token]:
    """The tokens of SQLite's SQL without white space and comments; the last one is the end of the text."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "end"
        start, end = match.span(kind)
        part = text[start:end]
        key = part.upper() if kind == "word" else part if kind == "operator" else ""
        found.append(Token(kind, key, part, start, end))
        if kind == "end":
            break
    return found


def unquoted(token: Token) -> str:
    """The name that a word or a quoted token stands for."""
    if token.kind == "word":
        return token.text
    quote = token.text[-1]
    return token.text[1:-1] if quote == "]" else token.text[1:-1].replace(quote * 2, quote)


class Reader:
    """A place in a text; whatever it expects and does not find raises Unparsable."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = 0
        if self.tokens[-2:-1] and self.tokens[-2].key == ";":
            del self.tokens[-2]

    @property
    def current(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    @property
    def key(self) -> str:
        """The key of the next token."""
        return self.tokens[self.at].key

    def take(self, *keys: str) -> bool:
        """Step over the keys if all of them come next."""
        at = self.at
        for key in keys:
            if self.tokens[at].key != key:
                return False
            at += 1
        self.at = at
        return True

    def expect(self, *keys: str) -> None:
        """Step over the keys."""
        if not self.take(*keys):
            raise self.unexpected(f"'{' '.join(keys)}'")

    def done(self) -> None:
        """Nothing may be left."""
        if self.current.kind != "end":
            raise self.unexpected("the end")

    def unexpected(self, wanted: str) -> Unparsable:
        """The error of a token that is not what is wanted."""
        rest = self.text[self.current.start :][:30]
        return Unparsable(f"{wanted} expected where it says '{rest}'" if rest else f"{wanted} expected at the end")

    def head(self, *kind: str) -> bool:
        """Step over CREATE and the kind; tells whether it says UNIQUE."""
        self.expect("CREATE")
        unique = self.take("UNIQUE")
        _ = self.take("TEMP") or self.take("TEMPORARY")
        self.expect(*kind)
        self.take("IF", "NOT", "EXISTS")
        return unique

    def name(self) -> str:
        """Step over a name, in quotes or not."""
        token = self.current
        if not token.names:
            raise self.unexpected("a name")
        self.at += 1
        return unquoted(token)

    def word(self) -> str:
        """A name in capitals."""
        return self.name().upper()

    def qualified(self) -> str:
        """The last part of a name that may have a schema."""
        name = self.name()
        return self.name() if self.take(".") else name

    def names(self) -> tuple[str, ...]:
        """Step over a list of names in parentheses."""
        self.expect("(")
        found = [self.name()]
        while self.take(","):
            found.append(self.name())
        self.expect(")")
        return tuple(found)

    def group(self) -> tuple[int, int]:
        """Step over a group in parentheses; the places of its first and behind its last token."""
        self.expect("(")
        first, depth = self.at, 1
        while depth:
            token = self.current
            if token.kind == "end":
                raise Unparsable("a parenthesis is not closed")
            depth += (token.key == "(") - (token.key == ")")
            self.at += 1
        if self.at - 1 == first:
            raise Unparsable("nothing between parentheses")
        return first, self.at - 1

    def items(self) -> list[tuple[int, int]]:
        """Step over a list in parentheses; the places of its items as ``group`` gives them."""
        first, end = self.group()
        found, depth = [], 0
        for place in range(first, end):
            key = self.tokens[place].key
            depth += (key == "(") - (key == ")")
            if key == "," and not depth:
                found.append((first, place))
                first = place + 1
        return [*found, (first, end)]

    def bare(self, first: int, end: int) -> tuple[int, int]:
        """The places without parentheses around the whole."""
        while end - first > 2 and self.tokens[first].key == "(" and self.closing(first) == end - 1:
            first, end = first + 1, end - 1
        return first, end

    def closing(self, place: int) -> int:
        """The place of the parenthesis that closes the one at a place."""
        depth = 0
        while True:
            key = self.tokens[place].key
            depth += (key == "(") - (key == ")")
            if not depth:
                return place
            place += 1

    def cut(self, first: int, end: int) -> str:
        """The text of some tokens as it stands, comments within it included."""
        if first >= end:
            raise Unparsable("an expression is missing")
        return self.text[self.tokens[first].start : self.tokens[end - 1].end]

    def expression(self) -> str:
        """Step over an expression in parentheses."""
        return self.cut(*self.group())

    def rest(self) -> str:
        """Step over everything that is left."""
        first, self.at = self.at, len(self.tokens) - 1
        return self.cut(first, self.at)
