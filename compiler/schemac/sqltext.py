"""SQL text as tokens: enough to find names in it and to rename them, for any dialect.

The lexical rules are a superset of the dialects' (https://www.postgresql.org/docs/current/sql-syntax-lexical.html):
nothing is parsed, so nothing is misread that was not named.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?\*/)
      | (?P<string>[eE]'(?:[^'\\]|\\.|'')*'|(?:[nNbBxX]|[uU]&)?'(?:[^']|'')*')
      | (?P<dollar>\$(?P<tag>[A-Za-z_\u0080-\U0010ffff][\w\u0080-\U0010ffff]*)?\$.*?\$(?P=tag)\$|\$\$.*?\$\$)
      | (?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`)
      | (?P<word>[A-Za-z_\u0080-\U0010ffff][\w$\u0080-\U0010ffff]*)
      | (?P<number>\d[\w.]*|\.\d[\w.]*)
      | (?P<other>::|.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token: kind is space, string, dollar, quoted, word, number or other."""

    kind: str
    text: str


def tokens(sql: str) -> list[Token]:
    """The tokens of a text; joined, they are the text again."""
    return [
        Token("dollar" if match.lastgroup == "tag" else match.lastgroup or "other", match[0])
        for match in _TOKEN.finditer(sql)
    ]


def name_of(token: Token) -> str | None:
    """The identifier that a token is, unquoted; None for any other token."""
    if token.kind == "word":
        return token.text
    if token.kind == "quoted":
        mark = token.text[0]
        return token.text[1:-1].replace(mark * 2, mark)
    return None


@functools.lru_cache(maxsize=65536)
def operators(sql: str) -> frozenset[str]:
    """Every operator in a text (https://www.postgresql.org/docs/current/sql-syntax-lexical.html)."""
    plain = "".join(token.text if token.kind == "other" else " " for token in tokens(sql))
    return frozenset(re.findall(r"[-+*/<>=~!@#%^&|?]+", plain))


def trimmed(sql: str) -> str:
    """A text without white space around it, and without a comment at its end that would hide what follows it."""
    text = sql.strip()
    if "--" not in text.rpartition("\n")[2]:
        return text
    found = tokens(text)
    while found and found[-1].kind == "space":
        del found[-1]
    return "".join(token.text for token in found)


def closed(sql: str) -> str:
    """A text after which more can stand: a comment at its end gets an end."""
    return sql if trimmed(sql) == sql.strip() else f"{sql}\n"


_STAR = re.compile(r"(?:\bselect|\bdistinct|\ball|,|\.)\s*\*", re.IGNORECASE)


def has_star(sql: str) -> bool:
    """Whether a query takes every column of something, as in ``select *`` or ``t.*``."""
    return (
        "*" in sql
        and _STAR.search("".join(" " if token.kind in ("space", "string") else token.text for token in tokens(sql)))
        is not None
    )


def without_bodies(sql: str) -> str:
    """A statement without what it holds in dollar quotes: the body of a function, which is read when it is called."""
    return "".join(token.text for token in tokens(sql) if token.kind != "dollar") if "$" in sql else sql


@functools.lru_cache(maxsize=65536)
def words(sql: str) -> frozenset[str]:
    """Every identifier in a text, as written and in lower case, and every name inside a string such as ``'a.b'``.

    Strings count since ``nextval('shop.sku_seq')`` names an object; dollar-quoted bodies are read too.
    """
    found: set[str] = set()
    for token in tokens(sql):
        if token.kind in ("word", "quoted"):
            name = name_of(token) or ""
            found.add(name)
            if token.kind == "word":
                found.add(name.lower())
        elif token.kind == "string":
            inside = token.text[token.text.index("'") + 1 : -1]
            if len(inside) < 200:
                found.update(part.strip('"') for part in inside.split("."))
        elif token.kind == "dollar":
            inner = token.text[token.text.index("$", 1) + 1 : token.text.rindex("$", 0, -1)]
            found |= words(inner)
    return frozenset(found)


@functools.lru_cache(maxsize=65536)
def qualified(sql: str) -> frozenset[tuple[str, str]]:
    """Every word of a text with the one before its dot, which is empty where there is none.

    A word that a dot follows is none of these; what stands in a string or between dollars has every reading.
    """
    found: set[tuple[str, str]] = set()
    held = [token for token in tokens(sql) if token.kind != "space"]
    for position, token in enumerate(held):
        name = name_of(token)
        if name is None:
            if token.kind in ("string", "dollar"):
                inside = words(token.text)
                found.update((one, other) for other in inside for one in ("", *inside))
            continue
        before, after = (held[at].text if 0 <= at < len(held) else "" for at in (position - 1, position + 1))
        if after != ".":
            qualifier = (name_of(held[position - 2]) or "") if before == "." and position > 1 else ""
            found.update((one, other) for one in (qualifier, qualifier.lower()) for other in (name, name.lower()))
    return frozenset(found)


@functools.lru_cache(maxsize=65536)
def called(sql: str) -> frozenset[str]:
    """Every identifier in a text that a parenthesis follows, in lower case where it is not quoted."""
    found: set[str] = set()
    last: str | None = None
    for token in tokens(sql):
        if token.kind == "space":
            continue
        if token.text == "(" and last is not None:
            found.add(last)
        name = name_of(token)
        last = name.lower() if name is not None and token.kind == "word" else name
        if token.kind == "string":
            # `'f'::regproc` and `'f(integer)'::regprocedure` name a function too.
            found.update(part.strip('"') for part in re.split(r"[.(]", token.text.strip("eE'"))[:2])
    return frozenset(found)


def renamed(sql: str, changes: Mapping[str, str], *, qualifiers_only: bool = False, calls_only: bool = False) -> str:
    """The text with identifiers renamed: those of ``changes``, an unquoted one compared in lower case too.

    qualifiers_only: only where a dot follows, as in ``old.column``; calls_only: only where a parenthesis does.
    """
    if not changes or changes.keys().isdisjoint(words(sql)):
        return sql
    parts = []
    found = tokens(sql)
    for position, token in enumerate(found):
        name = name_of(token)
        if name is not None and token.kind == "word":
            name = name if name in changes else name.lower()
        if name is not None and name in changes and _is_followed(found, position, qualifiers_only, calls_only):
            new = changes[name]
            plain = token.kind == "word" and re.fullmatch(r"[a-z_][a-z0-9_]*", new)
            parts.append(new if plain else '"' + new.replace('"', '""') + '"')
        elif token.kind == "string" and not (qualifiers_only or calls_only):
            # The name of a sequence stands in a string: nextval('old').
            inside = token.text[1:-1]
            parts.append(
                f"'{changes[inside]}'"
                if token.text[0] == "'" and inside in changes and _is_call(found, position)
                else token.text
            )
        else:
            parts.append(token.text)
    return "".join(parts)


def _is_followed(found: list[Token], position: int, by_dot: bool, by_parenthesis: bool) -> bool:
    after = next((token.text for token in found[position + 1 :] if token.kind != "space"), "")
    return (after == "." or not by_dot) and (after == "(" or not by_parenthesis)


def _is_call(found: list[Token], position: int) -> bool:
    return (
        position >= 2
        and found[position - 1].text == "("
        and found[position - 2].text.lower() in ("nextval", "currval", "setval")
    )


def renamed_strings(sql: str, changes: Mapping[str, str]) -> str:
    """The text with whole string literals replaced: those whose content is in ``changes``."""
    written = {_quoted(old): _quoted(new) for old, new in changes.items()}
    if not any(old in sql for old in written):
        return sql
    return "".join(
        written.get(token.text, token.text) if token.kind == "string" else token.text for token in tokens(sql)
    )


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
