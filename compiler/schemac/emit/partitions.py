"""The bound of a partition as values of a schema file."""

from __future__ import annotations

from typing import Any, Literal

from schemac import ir, sqltext
from schemac.dialect import NOT_A_LITERAL
from schemac.emit.values import given, option, storage
from schemac.lower.context import Context
from schemac.lower.partitions import MAXIMUM, MINIMUM, value_sql


def bound(context: Context, sql: str) -> dict[str, Any] | Literal["default"]:
    """The bound of a partition as its keys; lowering makes the same SQL of them."""
    words, lists = _lists(sql)
    if not lists:
        return "default"
    if "with" in words:
        modulus, remainder = (int(text.split()[-1]) for text in lists[0])
        return {"modulus": modulus, "remainder": remainder}
    if "in" in words:
        return {"values": [_value(context, text) for text in lists[0]]}
    low, high = lists
    found: dict[str, Any] = {}
    if set(low) != {MINIMUM} or set(high) == {MAXIMUM}:
        found["from"] = _one_or_many(context, low)
    if set(high) != {MAXIMUM} or set(low) == {MINIMUM}:
        found["to"] = _one_or_many(context, high)
    return found


def named_partition(context: Context, partition: ir.Partition) -> Any:
    """A partition that is no table of its own; ``default`` where that is all."""
    options = given(
        subpartitions=list(partition.subpartitions) or None,
        storage=storage(partition.storage),
        tablespace=partition.tablespace,
        comment=partition.comment,
    )
    held = {} if partition.bound is None else _member_bound(context, partition.bound)
    if held == {"default": True} and not options:
        return "default"
    return held | options


def _member_bound(context: Context, sql: str) -> dict[str, Any]:
    words, lists = _lists(sql)
    if "less" in words:
        high = lists[0] if lists else [MAXIMUM]
        if set(high) == {MAXIMUM} and len(high) == 1:
            return {"to": {"sql": MAXIMUM}}
        return {"to": _one_or_many(context, high)}
    if "in" in words:
        return {"values": [_value(context, text) for text in lists[0]]}
    return {"default": True} if "default" in words else {"history": sql.lower()}


def _lists(sql: str) -> tuple[set[str], list[list[str]]]:
    """The words outside of parentheses in lower case, and the lists of texts between them."""
    words: set[str] = set()
    lists: list[list[str]] = []
    depth = 0
    for token in sqltext.tokens(sql):
        depth -= token.text == ")"
        if not depth:
            words.add(token.text.lower())
        elif depth == 1 and token.text == ",":
            lists[-1].append("")
        else:
            lists[-1][-1] += token.text
        if token.text == "(":
            depth += 1
            if depth == 1:
                lists.append([""])
    return words, [[text.strip() for text in held] for held in lists]


def _one_or_many(context: Context, texts: list[str]) -> Any:
    values = [_value(context, text) for text in texts]
    return values[0] if len(values) == 1 else values


def _value(context: Context, text: str) -> Any:
    """A value where lowering makes the same SQL of it, the SQL otherwise."""
    plain = option(text)
    if isinstance(plain, str):
        plain = context.dialect.parse_literal(text, "text")
    if plain is not NOT_A_LITERAL and "\0" not in str(plain) and value_sql(context, plain) == text:
        return plain
    if text.startswith("(") and text.endswith(")"):
        inner = [_value(context, one) for one in _lists(text)[1][0]]
        if value_sql(context, inner) == text:
            return inner
    return {"sql": text}
