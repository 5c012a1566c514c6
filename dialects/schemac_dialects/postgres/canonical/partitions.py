"""Bounds of partitions as the server writes them, and what partitions have that no schema needs to say."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from schemac import ir
from schemac.ir import Database, Object, Table
from schemac_dialects.postgres import types
from schemac_dialects.postgres.canonical.question import Question
from schemac_dialects.postgres.introspect.partitions import expression_part, plain_bound
from schemac_dialects.postgres.partitions import of_parents

_PARENT, _PART = "pg_temp.schemac_parent", "pg_temp.schemac_part"


def bound_questions(declared: Table, live: Table) -> Iterator[Question]:
    """How the server writes the bound of a partition, which it does by the types of the parent's key."""
    if declared.bound == live.bound or declared.bound is None or live.partition_of is None:
        return
    schema, name = live.partition_of
    parent = types.literal(f"{types.quote(schema or 'public')}.{types.quote(name)}")
    yield Question(
        f"do $ask$ begin execute 'create temporary table schemac_parent (like ' || {parent} || ') partition by ' || "
        f"pg_get_partkeydef({parent}::regclass); end $ask$; "
        f"create temporary table schemac_part partition of {_PARENT} {declared.bound}",
        f"select pg_get_expr(relpartbound, oid) from pg_class where oid = '{_PART}'::regclass",
        ir.address(declared),
        lambda found, answer: dataclasses.replace(found, bound=_as_live(answer, live.bound)),  # type: ignore[call-arg]
    )
    yield Question(f"drop table if exists {_PARENT}")


def _as_live(answer: str, live: str | None) -> str:
    """A bound as the server writes it, or as it is read back where these are the same."""
    return live if live is not None and plain_bound(answer) == plain_bound(live) else answer


def key_questions(declared: Table, live: Table) -> Iterator[Question]:
    """How the server writes a partition key."""
    if declared.partition_by == live.partition_by or declared.partition_strategy != live.partition_strategy:
        return
    key = ", ".join(map(_key_part, declared.partition_by))
    yield Question(
        f"create temporary table schemac_parent (like {types.quote(live.schema or 'public')}.{types.quote(live.name)}) "
        f"partition by {declared.partition_strategy} ({key})",
        f"select pg_get_partkeydef('{_PARENT}'::regclass)",
        ir.address(declared),
        _as_key,
    )
    yield Question(f"drop table if exists {_PARENT}")


def _key_part(part: ir.IndexPart) -> str:
    key = types.quote(part.column) if part.column is not None else f"({part.sql}\n)"
    collation = f" collate {types.qualified(part.collation)}" if part.collation else ""
    return f"{key}{collation}{f' {types.qualified(part.opclass)}' if part.opclass else ''}"


def _as_key(found: Object, answer: str) -> Object:
    assert isinstance(found, Table)
    parts = tuple(
        part if part.sql is None else dataclasses.replace(part, sql=expression_part(answer, position))
        for position, part in enumerate(found.partition_by, 1)
    )
    return dataclasses.replace(found, partition_by=parts)


def with_parts(declared: Database, live: Database) -> Database:
    """The declared database, in which a partition has the parts of its parent's indexes as they are called.

    A schema that does not say what such a part is called means whatever it is; a column that a child has as its own
    and from a parent too is the parent's.
    """
    return ir.database(_with_parts(found, live) for found in declared.objects.values())


def _with_parts(found: ir.TopLevel, live: Database) -> ir.TopLevel:
    held = live.objects.get(ir.address(found))
    if not isinstance(found, Table) or not isinstance(held, Table) or not found.parents or found == held:
        return found
    known = {(member.kind, member.name) for member in ir.children(found)}
    parts = [member for member in of_parents(live, held) if (member.kind, member.name) not in known]
    changed: dict[str, tuple[Object, ...]] = {}
    for name in ("columns", "uniques", "indexes"):
        own: tuple[Object, ...] = getattr(found, name)
        more = tuple(member for member in getattr(held, name) if member in parts)
        if more:
            changed[name] = own + more
    key = found.primary_key if found.primary_key or held.primary_key not in parts else held.primary_key
    return dataclasses.replace(found, primary_key=key, attached=held.attached, **changed)  # type: ignore[arg-type]
