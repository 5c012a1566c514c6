"""Values of a schema file as a person would write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from schemac.wording import File

_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?\Z")
Tree = dict[str, Any]
Section = tuple[str, Callable[[File, Any], Any]]
"""The section of a document, and what writes an object of it."""


def given(**values: Any) -> Tree:
    """The values that are there."""
    return {key: value for key, value in values.items() if value is not None}


def one_or_many(columns: tuple[str, ...]) -> str | list[str]:
    """Columns as a name where there is one, or as a list."""
    return columns[0] if len(columns) == 1 else list(columns)


def storage(pairs: tuple[tuple[str, str], ...]) -> Tree | None:
    """Options as a map; None where there are none."""
    return {key: option(value) for key, value in pairs} or None


def option(text: str) -> Any:
    """An option as a plain value that lowering reads back as the same text."""
    if text in ("true", "false"):
        return text == "true"
    if not _NUMBER.match(text):
        return text
    value = Decimal(text) if "." in text else int(text)
    return value if str(value) == text else text


def pairs(held: tuple[tuple[str, str], ...], value: Callable[[str], Any] = str) -> Tree | None:
    """Texts by name; None where there are none."""
    return {key: value(text) for key, text in held} or None
