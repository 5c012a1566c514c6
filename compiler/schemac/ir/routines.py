"""Functions, procedures and aggregates, and what calls a function by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemac.ir.base import Role, TopLevel, sql, with_role
from schemac.ir.members import Pairs
from schemac.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a routine; ``mode`` is in, out, inout, variadic, or table for a column of the result."""

    name: str | None = None
    type: str = with_role(Role.TYPE)
    mode: str = "in"
    default: str | None = sql()


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(TopLevel):
    """What is called by name and arguments; the name may be overloaded."""

    arguments: tuple[Argument, ...] = with_role(Role.PARTS, ())

    @property
    def identifier(self) -> str:
        """The name with the types of what is passed in, as in ``total(integer, text)``."""
        passed = (one.type for one in self.arguments if one.mode in ("in", "inout", "variadic"))
        return f"{self.name}({', '.join(passed)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine(Called):
    """What functions and procedures share.

    body: what the language reads when the routine is called, and nothing before that; statement: an SQL-standard body
    (``RETURN …`` or ``BEGIN ATOMIC … END``), which is read at once; library: the file that holds a compiled body;
    data_access: what the body says it does with data, None where that is nothing special; definer: the account whose
    privileges it has, None for whoever makes it.
    """

    language: str = with_role(Role.CREATED, "sql")
    body: str | None = None
    statement: str | None = sql()
    library: str | None = None
    volatility: str = "volatile"
    data_access: str | None = None
    definer: str | None = None
    security_definer: bool = False
    settings: Pairs = ()
    transforms: tuple[str, ...] = ()
    depends_on: tuple[Name, ...] = with_role(Role.TARGET, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Routine):
    """A function; ``returns`` is None where arguments that go out say it."""

    kind: ClassVar[str] = "function"

    returns: str | None = with_role(Role.TYPE, None)
    returns_set: bool = False
    strict: bool = False
    leakproof: bool = False
    parallel: str = "unsafe"
    window: bool = False
    cost: str | None = None
    rows: str | None = None
    support: Name | None = with_role(Role.ROUTINE, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Routine):
    """A procedure."""

    kind: ClassVar[str] = "procedure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate(Called):
    """An aggregate function, made of functions; ``order_by`` makes it an ordered-set aggregate."""

    kind: ClassVar[str] = "aggregate"

    order_by: tuple[Argument, ...] = with_role(Role.PARTS, ())
    hypothetical: bool = False
    state_function: Name = with_role(Role.ROUTINE)
    state_type: str = with_role(Role.TYPE)
    state_size: int | None = None
    initial_value: str | None = None
    final_function: Name | None = with_role(Role.ROUTINE, None)
    final_extra: bool = False
    final_modify: str | None = None
    combine_function: Name | None = with_role(Role.ROUTINE, None)
    serialize_function: Name | None = with_role(Role.ROUTINE, None)
    deserialize_function: Name | None = with_role(Role.ROUTINE, None)
    moving_state_function: Name | None = with_role(Role.ROUTINE, None)
    moving_inverse_function: Name | None = with_role(Role.ROUTINE, None)
    moving_state_type: str | None = with_role(Role.TYPE, None)
    moving_state_size: int | None = None
    moving_initial_value: str | None = None
    moving_final_function: Name | None = with_role(Role.ROUTINE, None)
    moving_final_extra: bool = False
    moving_final_modify: str | None = None
    sort_operator: str | None = with_role(Role.CREATED, None)
    parallel: str = "unsafe"

    @property
    def identifier(self) -> str:
        """The name with the types of all arguments."""
        passed = (one.type for one in (*self.arguments, *self.order_by))
        return f"{self.name}({', '.join(passed)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTrigger(TopLevel):
    """A trigger of the whole database."""

    kind: ClassVar[str] = "event_trigger"

    event: str
    tags: tuple[str, ...] = ()
    function: Name = with_role(Role.ROUTINE)
    enabled: str = "origin"
