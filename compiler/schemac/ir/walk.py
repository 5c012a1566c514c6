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


def parts(found: Any) -> Iterator[Any]:
    """The nested values of an object that have roles of their own."""
    for name in fields_of(type(found), Role.PARTS):
        yield from getattr(found, name)


def _held(found: Any, *roles: Role, inside: bool = True) -> Iterator[Any]:
    """What the fields of some roles hold, each value of those that hold several; ``inside``: its parts' as well."""
    for role in roles:
        for name in fields_of(type(found), role):
            held = getattr(found, name)
            if isinstance(held, tuple) and not isinstance(held, Name):
                yield from held
            elif held is not None:
                yield held
    for part in parts(found) if inside else ():
        yield from _held(part, *roles)


def sql_texts(found: Any) -> Iterator[str]:
    """Every SQL text of one object itself, its parts included and its children left out."""
    return _held(found, Role.SQL)


def own_columns(found: Any) -> Iterator[str]:
    """The columns of its own table that an object names outside SQL."""
    return _held(found, Role.COLUMNS)


def targets(found: Any) -> Iterator[Name]:
    """The other top-level objects that an object names outside SQL."""
    return _held(found, Role.TARGET, Role.ROUTINE)


def target_columns(found: Any) -> Iterator[str]:
    """The columns of its target that an object names."""
    return _held(found, Role.TARGET_COLUMNS, inside=False)


def namespaces(found: Any) -> Iterator[Address]:
    """The roles and schemas that an object names."""
    for role, kind in ((Role.ROLES, "role"), (Role.SCHEMAS, "schema")):
        yield from (Address(kind, "", one) for one in _held(found, role))


def created(found: Any) -> Iterator[str]:
    """The texts in which an object names what only raw SQL makes."""
    return _held(found, Role.CREATED)


def types(found: Any) -> Iterator[str]:
    """The texts of types that an object names."""
    return _held(found, Role.TYPE)
