"""What the server is asked about one text of a declared object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from schemac import ir
from schemac.ir import Object


@dataclass(frozen=True, slots=True)
class Question:
    """A statement to run, what to ask afterwards, and how the answer changes the object that it is about.

    undone: what the statement does is taken back before the next question.
    """

    statement: str
    question: str = ""
    address: ir.Address | None = None
    answered: Callable[[Object, str], Object] | None = None
    undone: bool = False
