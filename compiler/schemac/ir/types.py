"""Types that a schema declares, and what types are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemac import names
from schemac.ir.base import Role, TopLevel, sql, with_role
from schemac.ir.members import Check, Field, Pairs
from schemac.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum(TopLevel):
    """An enumerated type."""

    kind: ClassVar[str] = "enum"
    holds_data: ClassVar[bool] = True

    values: tuple[str, ...] = ()
    renamed_values: Pairs = with_role(Role.ENTRY_RENAMES, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(TopLevel):
    """A named type with constraints."""

    kind: ClassVar[str] = "domain"
    holds_data: ClassVar[bool] = True

    type: str = with_role(Role.TYPE)
    nullable: bool = True
    not_null_name: str | None = None
    default: str | None = sql()
    collation: str | None = with_role(Role.TYPE, None)
    checks: tuple[Check, ...] = with_role(Role.CHILDREN, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite(TopLevel):
    """A type of named fields."""

    kind: ClassVar[str] = "composite"
    holds_data: ClassVar[bool] = True

    fields: tuple[Field, ...] = with_role(Role.CHILDREN, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Range(TopLevel):
    """A type of ranges of a subtype."""

    kind: ClassVar[str] = "range"
    holds_data: ClassVar[bool] = True

    subtype: str = with_role(Role.TYPE)
    subtype_opclass: str | None = with_role(Role.CREATED, None)
    subtype_diff: Name | None = with_role(Role.ROUTINE, None)
    canonical: Name | None = with_role(Role.ROUTINE, None)
    collation: str | None = with_role(Role.TYPE, None)
    multirange_name: str | None = None

    @property
    def multirange(self) -> Name:
        """The name of the type of sets of these ranges, which comes with the range."""
        if self.multirange_name is None:
            return Name(self.schema, names.multirange_name(self.name))
        *schema, name = names.parts(self.multirange_name) or (self.multirange_name,)
        return Name(self.schema if not schema else "" if schema[0] == "public" else schema[0], name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation(TopLevel):
    """An order of texts; ``locale`` is both of libc's categories, or ICU's or the built-in provider's locale."""

    kind: ClassVar[str] = "collation"

    provider: str = "libc"
    locale: str | None = None
    lc_collate: str | None = None
    lc_ctype: str | None = None
    deterministic: bool = True
    rules: str | None = None
