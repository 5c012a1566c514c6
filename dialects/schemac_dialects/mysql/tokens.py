"""The tokens of MySQL's SQL, and a reader that steps over them (https://dev.mysql.com/doc/refman/en/language-structure.html).

It reads what the server writes: backslashes escape, double quotes are strings, and a versioned comment such as
``/*!80023 INVISIBLE */`` is part of the statement.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# The atomic group keeps a comment a comment: without it the search would find tokens in the last one.
_TOKEN = re.compile(
    r"""
    (?>(?:[ \t\n\v\f\r]+ | --(?=[\s]|\Z)[^\n]* | \#[^\n]* | /\*M?!\d* | \*/ | /\*.*?(?:\*/|\Z))*)
    (?: (?P<literal>(?:_[a-z0-9]+\s*|[bBxXnN])?'[^'\\]*(?:(?:''|\\.)[^'\\]*)*' | "[^"\\]*(?:(?:""|\\.)[^"\\]*)*")
      | (?P<quoted>`[^`]*(?:``[^`]*)*`)
      | (?P<number>0[xX][0-9A-Fa-f]+\b | (?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w$]))
      | (?P<word>[\w$]+)
      | (?P<operator><=>|->>|->|\|\||&&|<<|>>|<=|>=|<>|!=|:=|.)
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


def tokens(text: str) -> list[Token]:
    """The tokens of a text without white space and comments; the last one is the end of the text."""
    found = []
    at = 0
    while True:
        token = _token(text, at)
        found.append(token)
        if token.kind == "end":
            return found
        at = token.end


def _token(text: str, at: int) -> Token:
    match = _TOKEN.match(text, at)
    if match is None:
        raise Unparsable(f"not understood where it says '{text[at : at + 30]}'")
    kind = match.lastgroup or "end"
    start, end = match.span(kind)
    part = text[start:end]
    key = part.upper() if kind == "word" else part if kind == "operator" else ""
    return Token(kind, key, part, start, end)


class Reader:
    """A place in a text; whatever it expects and does not find raises Unparsable.

    Tokens are read when they are asked for: what follows the head of a stored program is never looked at.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._tokens: list[Token] = []

    def token(self, place: int) -> Token:
        """The token at a place; the end of the text where there is none."""
        if place < len(self._tokens):
            return self._tokens[place]
        while len(self._tokens) <= place:
            last = self._tokens[-1] if self._tokens else None
            if last is not None and last.kind == "end":
                return last
            self._tokens.append(_token(self.text, 0 if last is None else last.end))
        return self._tokens[place]

    @property
    def current(self) -> Token:
        """The next token."""
        return self.token(self.at)

    @property
    def key(self) -> str:
        """The key of the next token."""
        return self.token(self.at).key

    def take(self, *keys: str) -> bool:
        """Step over the keys if all of them come next."""
        at = self.at
        for key in keys:
            if self.token(at).key != key:
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

    def step(self) -> Token:
        """Step over one token, which must be there."""
        token = self.current
        if token.kind == "end":
            raise Unparsable("it ends too early")
        self.at += 1
        return token

    def name(self) -> str:
        """Step over a name, in quotes or not."""
        token = self.current
        if token.kind == "word":
            self.at += 1
            return token.text
        if token.kind == "quoted" or token.text[:1] == '"':
            self.at += 1
            mark = token.text[0]
            return token.text[1:-1].replace(mark * 2, mark)
        raise self.unexpected("a name")

    def names(self) -> tuple[str, ...]:
        """Step over a list of names in parentheses."""
        self.expect("(")
        found = [self.name()]
        while self.take(","):
            found.append(self.name())
        self.expect(")")
        return tuple(found)

    def literal(self) -> str:
        """Step over a string constant; its text."""
        token = self.current
        if token.kind != "literal":
            raise self.unexpected("a string")
        self.at += 1
        return token.text

    def number(self) -> int:
        """Step over a whole number."""
        token = self.current
        if token.kind != "number" or not token.text.isdigit():
            raise self.unexpected("a number")
        self.at += 1
        return int(token.text)

    def group(self) -> tuple[int, int]:
        """Step over a group in parentheses; the places of its first and behind its last token."""
        self.expect("(")
        first, depth = self.at, 1
        while depth:
            key = self.step().key
            depth += (key == "(") - (key == ")")
        return first, self.at - 1

    def items(self) -> list[tuple[int, int]]:
        """Step over a list in parentheses; the places of its items as ``group`` gives them."""
        return self.split(*self.group())

    def split(self, first: int, end: int) -> list[tuple[int, int]]:
        """The places between the commas of a list."""
        found, depth = [], 0
        for place in range(first, end):
            key = self.token(place).key
            depth += (key == "(") - (key == ")")
            if key == "," and not depth:
                found.append((first, place))
                first = place + 1
        return [*found, (first, end)] if end > first else found

    def bare(self, first: int, end: int) -> tuple[int, int]:
        """The places without parentheses around the whole."""
        while end - first > 2 and self.token(first).key == "(" and self._closing(first) == end - 1:
            first, end = first + 1, end - 1
        return first, end

    def _closing(self, place: int) -> int:
        depth = 0
        while True:
            key = self.token(place).key
            depth += (key == "(") - (key == ")")
            if not depth:
                return place
            place += 1

    def cut(self, first: int, end: int) -> str:
        """The text of some tokens as it stands."""
        if first >= end:
            raise Unparsable("an expression is missing")
        return self.text[self.token(first).start : self.token(end - 1).end]

    def expression(self) -> str:
        """Step over an expression in parentheses; its text without those around the whole."""
        return self.cut(*self.bare(*self.group()))

    def rest(self) -> str:
        """Step over everything that is left, without looking at it."""
        start = self.current.start
        self.at = len(self._tokens) - 1
        self._tokens[self.at] = Token("end", "", "", len(self.text), len(self.text))
        return self.text[start:]
