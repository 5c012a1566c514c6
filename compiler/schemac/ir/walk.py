"""How the later stages walk over objects: by the roles of their fields, never by their kind."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from schemac.ir.base import Address, Object, Role
from schemac.names import Name

ObjectType = TypeVar("ObjectType", bound=Object)


def _fields(cls: Any) -> tuple[tuple[str, Role], ...]:
    return tuple((item.name, item.metadata.get("role", Role.PLAIN)) for item in dataclasses.fields(cls))


fields: Callable[[Any], tuple[tuple[str, Role], ...]] = functools.cache(_fields)
"""Name and role of every field of a class of the model."""


def _fields_of(cls: Any, role: Role) -> tuple[str, ...]:
    return tuple(name for name, own in fields(cls) if own is role)


fields_of: Callable[[Any, Role], tuple[str, ...]] = functools.cache(_fields_of)
"""The names of a class's fields that have a role."""


def children(found: Object) -> Iterator[Object]:
    """The members of an object, in the order of fields and of declaration."""
    for name in fields_of(type(found), Role.CHILDREN):
        held = getattr(found, name)
        if isinstance(held, tuple):
            yield from held
        elif held is not None:
            yield held


def with_children(found: ObjectType, change: Callable[[Object], Object | None]) -> ObjectType:
    """The object with each member changed, or left out where ``change`` answers None."""
    changed: dict[str, Any] = {}
    for name in fields_of(type(found), Role.CHILDREN):
        held = getattr(found, name)
        if isinstance(held, tuple):
            after = tuple(new for new in map(change, held) if new is not None)
            if len(after) != len(held) or any(one is not other for one, other in zip(after, held, strict=True)):
                changed[name] = after
        elif held is not None and (new := change(held)) is not held:
            changed[name] = new
    return dataclasses.replace(found, **changed) if changed else found


def sql_texts(found: Any) -> Iterator[str]:
    """Every SQL text of one object itself, its parts included and its children left out."""
    for name in fields_of(type(found), Role.SQL):
        text = getattr(found, name)
        if text is not None:
            yield text
    for part in parts(found):
        yield from sql_texts(part)


def own_columns(found: Any) -> Iterator[str]:
    """The columns of its own table that an object names outside SQL."""
    for name in fields_of(type(found), Role.COLUMNS):
        held = getattr(found, name)
        if isinstance(held, tuple):
            yield from held
        elif held is not None:
            yield held
    for part in parts(found):
        yield from own_columns(part)


def parts(found: Any) -> Iterator[Any]:
    """The nested values of an object that have roles of their own."""
    for name in fields_of(type(found), Role.PARTS):
        yield from getattr(found, name)


def targets(found: Any) -> Iterator[Name]:
    """The other top-level objects that an object names outside SQL."""
    for name in (*fields_of(type(found), Role.TARGET), *fields_of(type(found), Role.ROUTINE)):
        held = getattr(found, name)
        if isinstance(held, Name):
            yield held
        elif held is not None:
            yield from held
    for part in parts(found):
        yield from targets(part)


def target_columns(found: Any) -> Iterator[str]:
    """The columns of its target that an object names."""
    for name in fields_of(type(found), Role.TARGET_COLUMNS):
        held = getattr(found, name)
        if isinstance(held, tuple):
            yield from held
        elif held is not None:
            yield held


def namespaces(found: Any) -> Iterator[Address]:
    """The roles and schemas that an object names."""
    for role, kind in ((Role.ROLES, "role"), (Role.SCHEMAS, "schema")):
        for name in fields_of(type(found), role):
            held = getattr(found, name)
            if isinstance(held, tuple):
                yield from (Address(kind, "", one) for one in held)
            elif held is not None:
                yield Address(kind, "", held)
    for part in parts(found):
        yield from namespaces(part)


def created(found: Any) -> Iterator[str]:
    """The texts in which an object names what only raw SQL makes."""
    for name in fields_of(type(found), Role.CREATED):
        held = getattr(found, name)
        if held is not None:
            yield held
    for part in parts(found):
        yield from created(part)


def types(found: Any) -> Iterator[str]:
    """The texts of types that an object names."""
    for name in fields_of(type(found), Role.TYPE):
        held = getattr(found, name)
        if held is not None:
            yield held
    for part in parts(found):
        yield from types(part)
