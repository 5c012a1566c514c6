"""How PostgreSQL gives and takes ownership and privileges (https://www.postgresql.org/docs/current/sql-grant.html)."""

from __future__ import annotations

from schemac.dialect import Situation, Step
from schemac.ir import TopLevel
from schemac.operation import Alter, Create

STANDING = ("owner", "grants")
"""The fields of any top-level object that are changed in the same way whatever its kind."""


def created(operation: Create, situation: Situation) -> tuple[Step, ...]:
    """What gives a new object to its owner, and to others what they may do with it."""
    return ()


def altered(operation: Alter, situation: Situation) -> tuple[Step, ...]:
    """What changes the owner and the privileges of an object that stays."""
    return ()


def is_standing(found: object) -> bool:
    """Whether an object has an owner and privileges of its own."""
    return isinstance(found, TopLevel)
