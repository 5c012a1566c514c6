"""Types and collations that PostgreSQL cannot change in place: a new one is made, and what holds values moves over.

Domains and composite types that are made of such a type are made anew with it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from schemac import ir, names
from schemac.dialect import Hazard, Situation, Step
from schemac.ir import Object, TopLevel
from schemac.names import Name
from schemac.operation import Alter, Create
from schemac_dialects.postgres import access, types

_UNREADABLE = frozenset({"view", "materialized_view", "rule", "policy", "trigger", "publication", "raw"})
"""What the server has taken apart, and would have to write anew."""
_EXPRESSIONS = frozenset({"check", "index", "exclusion", "statistic"})
"""What stands in the way only with an expression in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedColumn:
    """A column that moves over to the new type.

    using: how its values are converted; through: the type of texts that hold them in between; gone: the values that the
    type loses; values: what has those of a row as rows.
    """

    table: Name
    old: ir.Column
    new: ir.Column
    using: str | None
    through: str
    gone: tuple[str, ...] = ()
    values: str = ""


def stands_in_the_way(found: Object) -> bool:
    """Whether a dependent of a column or of a type keeps the server from changing it."""
    if found.kind in _EXPRESSIONS:
        return any(True for _ in ir.sql_texts(found))
    if isinstance(found, ir.Column):
        return found.generated is not None
    return found.kind in _UNREADABLE


def replaced(
    operation: Alter, situation: Situation, hazard: Hazard, *, gone: Collection[str] = (), through_text: bool = False
) -> tuple[Step, ...]:
    """The steps that replace a type or a collation.

    gone: values that the new one has no more, of which no row may be left; through_text: drops the old type before the
    new one is made, since what the server derives from it stands in the way.
    """
    new = operation.new
    assert isinstance(new, TopLevel)
    taken = {address.name for address in (*situation.old.objects, *situation.new.objects)}
    anew = [new] if through_text else [new, *_holders(new.qualified, situation)]
    befores = {new.qualified: operation.old}
    columns = [
        column for found in anew for column in _columns(found, befores.get(found.qualified, found), situation, gone)
    ]
    asides = {found.qualified: Name(found.schema, names.derived(found.name, "", "old", taken)) for found in anew}

    def blocks(found: Object) -> bool:
        return (
            stands_in_the_way(found)
            or isinstance(found, ir.Called)
            or (
                found.kind in ("index", "exclusion", "statistic")
                and (through_text or any(is_of(text, new.qualified) for text in ir.types(found)))
            )
        )

    def step(section: str, found: TopLevel) -> Step:
        return Step(
            section=section,
            template="" if found is new else f"{found.kind}/alter.sql.j2",
            blocks=blocks,
            values={"columns": columns, "aside": asides[found.qualified], "new": found, "object": found},
        )

    steps = [step("guard", new)] if any(column.gone for column in columns) else []
    steps += [
        Step(template="_field_order.sql.j2", values={"found": found})
        for found in anew
        if isinstance(found, ir.Composite) and _is_moved_by_position(found, anew, columns)
    ]
    steps += [step("aside", found) for found in anew]
    for found in anew:
        create = Create(address=ir.address(found), object=found, owner=found)
        standing = access.created(create, situation)
        steps.append(step("create", found))
        steps += [dataclasses.replace(one, values={"object": found, "new": found, **one.values}) for one in standing]
    steps.append(step("move", new))
    if not through_text:
        steps += [step("drop_aside", found) for found in reversed(anew)]
    return (dataclasses.replace(steps[0], hazards=(hazard,)), *steps[1:])


def _holders(name: Name, situation: Situation) -> Iterator[TopLevel]:
    """The domains and composites that are there and are made of a type, each after what it is made of."""
    seen, work = {name}, [name]
    while work:
        wanted = work.pop(0)
        for kind in (ir.Domain.kind, ir.Composite.kind):
            for found in situation.old.of_kind(kind):
                if found.qualified not in seen and any(
                    is_of(text, wanted) for one in (found, *ir.children(found)) for text in ir.types(one)
                ):
                    seen.add(found.qualified)
                    work.append(found.qualified)
                    # The checks of a domain stand in the way, and are made again by themselves.
                    yield ir.with_children(found, lambda one: None if isinstance(one, ir.Check) else one)


def _columns(found: TopLevel, before: Object, situation: Situation, gone: Collection[str]) -> Iterator[MovedColumn]:
    """The columns that are there before and after, of a type or of a collation."""
    for table in situation.new.of_kind("table"):
        old_table = situation.old.objects.get(ir.address(table))
        held = {one.name: one for one in ir.children(old_table) if isinstance(one, ir.Column)} if old_table else {}
        for column in ir.children(table):
            if not isinstance(column, ir.Column) or column.inherited or column.name not in held:
                continue
            old = held[column.name]
            if isinstance(found, ir.Collation):
                if is_of(column.collation or "", found.qualified) and is_of(old.collation or "", found.qualified):
                    yield MovedColumn(table=table.qualified, old=old, new=column, using=None, through="")
            elif is_of(old.type, found.qualified) and is_of(column.type, found.qualified):
                array = "[]" if column.type.endswith("[]") else ""
                own = types.quote(column.name)
                yield MovedColumn(
                    table=table.qualified,
                    old=old,
                    new=column,
                    using=_converted(found, before, own, column.type),
                    through=f"text{array}",
                    gone=() if isinstance(found, ir.Composite) else tuple(gone),
                    values=f"unnest({own}::text[])" if array else f"(SELECT {own}::text)",
                )


def _is_moved_by_position(found: ir.Composite, anew: list[TopLevel], columns: list[MovedColumn]) -> bool:
    """Whether values of a composite type move over as texts of whole rows: in arrays, and under domains."""
    return any(column.new.type.endswith("[]") and is_of(column.new.type, found.qualified) for column in columns) or any(
        not isinstance(other, ir.Composite) and any(is_of(text, found.qualified) for text in ir.types(other))
        for other in anew
    )


def _converted(found: TopLevel, before: Object, column: str, type: str) -> str:
    """A value of the old type as one of the new: field by field where it has fields, since these may have moved."""
    array = "[]" if type.endswith("[]") else ""
    if array or not isinstance(found, ir.Composite) or not isinstance(before, ir.Composite) or not found.fields:
        return f"{column}::text{array}::{types.sql(type)}"
    held = {field.name for field in before.fields}
    values = (
        f"({column}).{types.quote(field.name)}::text::{types.sql(field.type)}"
        if field.name in held
        else f"NULL::{types.sql(field.type)}"
        for field in found.fields
    )
    return f"CASE WHEN {column} IS DISTINCT FROM NULL THEN ROW({', '.join(values)})::{types.sql(type)} END"


def is_of(text: str, name: Name) -> bool:
    """Whether the text of a type is that type, or an array of it."""
    head = names.type_head(text)
    return head is not None and head[0] == name
