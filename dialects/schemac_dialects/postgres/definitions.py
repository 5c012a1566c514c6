"""The server's own definitions of triggers and rules, taken apart where the catalogue has no text of a part."""

from __future__ import annotations

from schemac import sqltext
from schemac.sqltext import Token
from schemac_dialects.postgres.texts import without_outer_parentheses


def trigger_parts(definition: str) -> tuple[str | None, tuple[str, ...]]:
    """The condition of a trigger, and the arguments of its function, out of ``pg_get_triggerdef``."""
    tokens = sqltext.tokens(definition)
    call = _word(tokens, "EXECUTE")
    head = tokens[:call]
    start = _word(head, "WHEN")
    when = without_outer_parentheses(_text(head[start + 1 :])) if start < len(head) else None
    strings = (token.text for token in tokens[call:] if token.kind == "string")
    return (
        None if when is None else without_outer_parentheses(when),
        tuple(text[1:-1].replace("''", "'") for text in strings),
    )


def rule_parts(definition: str) -> tuple[str | None, str | None]:
    """The condition of a rule and its statements, None where it does nothing, out of ``pg_get_ruledef``."""
    tokens = sqltext.tokens(definition)
    start = _word(tokens, "DO")
    head, rest = tokens[:start], tokens[start + 1 :]
    condition = _word(head, "WHERE")
    where = without_outer_parentheses(_text(head[condition + 1 :])) if condition < len(head) else None
    words = [position for position, token in enumerate(rest) if token.kind != "space"]
    if rest[words[0]].text == "INSTEAD":
        rest = rest[words[0] + 1 :]
    body = statements(_text(rest))
    return where, None if body == "NOTHING" else body


def statements(text: str) -> str:
    """The statements of a rule without the parentheses around several of them, and without the last semicolon."""
    inner = without_outer_parentheses(text.strip().removesuffix(";").rstrip())
    return inner.strip().removesuffix(";").rstrip()


def _word(tokens: list[Token], word: str) -> int:
    """Where a word of the server's stands outside of parentheses; behind the end where it does not."""
    depth = 0
    for position, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if not depth and token == Token("word", word):
            return position
    return len(tokens)


def _text(tokens: list[Token]) -> str:
    return "".join(token.text for token in tokens).strip()
