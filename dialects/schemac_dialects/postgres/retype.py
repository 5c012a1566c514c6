"""How PostgreSQL changes a column: its type, default, nullability and identity, so that the rows that exist survive."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from schemac import ir, names
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.ir import Object
from schemac.names import Name
from schemac.operation import Alter
from schemac_dialects.postgres import sequences, types
from schemac_dialects.postgres.lowering import ascends, start
from schemac_dialects.postgres.replacement import stands_in_the_way

_WIDENS = {
    ("smallint", "integer"),
    ("smallint", "bigint"),
    ("integer", "bigint"),
    ("real", "double precision"),
    *((number, "numeric") for number in ("smallint", "integer", "bigint")),
}
"""Casts that lose nothing and that PostgreSQL makes by itself; the table is written again."""


def retype(operation: Alter, situation: Situation) -> Change:
    """The steps of an altered column; a new generation expression makes a generated column anew."""
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Column)
    assert isinstance(new, ir.Column)
    fields = set(operation.fields)
    if "generated" in fields or "stored" in fields:
        if new.generated is None and old.stored and fields <= {"generated", "stored", "default", "comment", "nullable"}:
            return (
                Step(section="drop_expression"),
                *_rest(operation, situation, old, new, fields - {"generated", "stored"}),
            )
        return "recreate"
    if new.generated is not None and "type" in fields and _conversion(old.type, new.type) == "converts":
        # There is no USING for what is computed.
        return "recreate"
    return _rest(operation, situation, old, new, fields)


def _rest(operation: Alter, situation: Situation, old: ir.Column, new: ir.Column, fields: set[str]) -> tuple[Step, ...]:
    steps: list[Step] = []
    was_serial, is_serial = old.type in types.SERIALS, new.type in types.SERIALS
    old_type, new_type = types.SERIALS.get(old.type, old.type), types.SERIALS.get(new.type, new.type)
    converts = ("type" in fields and old_type != new_type) or "collation" in fields
    sequence = sequences.of_serial(operation.owner.qualified, new.name)
    narrows = old.identity is not None and new.identity is not None and _conversion(old_type, new_type) == "narrows"
    if narrows and "identity" in fields and not _same_numbers(old.identity, new.identity):
        # By a statement of its own: one ALTER TABLE would take the type first, which the sequence does not fit yet.
        steps.append(Step(section="identity", values={"apart": True}))
    if old.identity is not None and new.identity is None:
        steps.append(Step(section="drop_identity"))
    if was_serial and not is_serial:
        steps.append(Step(section="drop_default"))
        if not sequences.stays(situation.new, sequence):
            steps.append(Step(section="drop_sequence", values={"sequence": sequence}))
    elif converts and old.default is not None and old.generated is None:
        steps.append(Step(section="drop_default"))
    if converts:
        steps.append(_type_step(operation, new, old_type, new_type))
        if was_serial and is_serial:
            steps.append(Step(section="sequence_type", values={"sequence": sequence, "type": new_type}))
    if (
        new.generated is None
        and ("default" in fields or converts)
        and new.default != (None if converts else old.default)
    ):
        steps.append(Step(section="default" if new.default is not None else "drop_default"))
    if is_serial and not was_serial:
        if sequences.stays(situation.old, sequence):
            steps.append(Step(section="adopt_sequence", values={"sequence": sequence}))
        else:
            steps += [
                Step(section="add_sequence", values={"sequence": sequence, "type": new_type}),
                _position(operation, new),
            ]
    if "nullable" in fields:
        steps += _nullable(operation, new)
    elif "not_null_name" in fields and not new.nullable:
        steps += _not_null_name(operation, old.not_null_name, new.not_null_name)
    if "identity" in fields and new.identity is not None:
        if old.identity is None:
            if old.nullable and "nullable" not in fields:
                steps.append(Step(section="not_null"))
            steps += [Step(section="add_identity"), _position(operation, new)]
        else:
            if old.identity.sequence_name != new.identity.sequence_name:
                steps += _sequence_name(operation, old.identity.sequence_name, new.identity.sequence_name)
            if not narrows and not _same_numbers(old.identity, new.identity):
                steps.append(Step(section="identity", values={"apart": False}))
    steps += _settings(new, fields, converts=converts)
    if "comment" in fields:
        steps.append(Step(section="comment"))
    return tuple(steps)


def _settings(new: ir.Column, fields: set[str], *, converts: bool) -> Iterator[Step]:
    """How values are stored and counted; a new type goes back to its own way to store them."""
    if "storage" in fields or (converts and new.storage is not None):
        yield Step(section="storage", values={"storage": new.storage or types.storage(new.type) or "default"})
    for section in ("compression", "statistics"):
        if section in fields:
            yield Step(section=section)


def _not_null_name(operation: Alter, old: str | None, new: str | None) -> Iterator[Step]:
    name = new or names.derived(operation.owner.name, operation.new.name, "not_null")
    # After a rename the derived name may be the one that was said.
    if name != old:
        yield Step(section="not_null_name", values={"old_name": old, "new_name": name})


def _sequence_name(operation: Alter, old: str | None, new: str | None) -> Iterator[Step]:
    table = operation.owner
    name = new or names.derived(table.name, operation.new.name, "seq")
    if name != old:
        sequence = None if old is None else Name(table.schema, old)
        yield Step(section="sequence_name", values={"sequence": sequence, "new_sequence": name})


def _same_numbers(old: ir.Identity | None, new: ir.Identity | None) -> bool:
    """Whether two identities differ in the name of the sequence at most."""
    if old is None or new is None:
        return old is new
    return dataclasses.replace(old, sequence_name=None) == dataclasses.replace(new, sequence_name=None)


def _position(operation: Alter, column: ir.Column) -> Step:
    """Lets a new sequence go on after the values that exist."""
    table, options = operation.owner.qualified, column.identity or ir.Identity()
    hazard = Hazard(
        code="change-identity", message=f"{operation.owner.name}.{column.name} goes on after its highest value"
    )
    # The argument of pg_get_serial_sequence is an identifier in text: quoted first as a name, then as a literal.
    quoted = ".".join(map(types.quote, (table.schema, table.name) if table.schema else (table.name,)))
    words = (
        {"last": "max", "further": "greatest", "passed": ">="}
        if ascends(options)
        else {"last": "min", "further": "least", "passed": "<="}
    )
    return Step(section="position", hazards=(hazard,), values={"table_text": quoted, "start": start(options), **words})


def _nullable(operation: Alter, new: ir.Column) -> list[Step]:
    if new.nullable:
        return [Step(section="null")]
    section = "not_null" if new.not_null_name is None else "named_not_null"
    value = new.backfill if new.backfill is not None else new.default
    if value is not None:
        return [Step(section="backfill", values={"value": value}), Step(section=section)]
    hazard = Hazard(code="set-not-null", message=f"{operation.owner.name}.{new.name} may hold NULL")
    return [Step(section=section, hazards=(hazard,))]


def _type_step(operation: Alter, new: ir.Column, old_type: str, new_type: str) -> Step:
    where = f"{operation.owner.name}.{new.name}"
    kind = _conversion(old_type, new_type)
    using: str | None = None
    hazards: tuple[Hazard, ...] = ()
    rewrite = Hazard(code="rewrite-table", message=f"{where} is written again as {new_type}")
    if new.using is not None:
        using, hazards = new.using, (rewrite,)
    elif kind == "widens":
        one, other = types.base(old_type), types.base(new_type)
        hazards = (rewrite,) if one != other and not {one, other} <= {"text", "varchar"} else ()
    elif kind == "narrows":
        hazards = (
            Hazard(code="narrow-column", message=f"{where} becomes {new_type} and may hold values that do not fit"),
            rewrite,
        )
    elif kind == "converts":
        using = _cast(new.name, old_type, new_type)
        hazards = (
            Hazard(code="convert-column", message=f"{where} is converted from {old_type} to {new_type}"),
            rewrite,
        )
    elif kind == "prints":
        using, hazards = None if new.generated is not None else _cast(new.name, old_type, new_type), (rewrite,)
    other_family = not types.same(old_type, new_type)

    def blocks(found: Object) -> bool:
        if found.kind == "foreign_key":
            return other_family
        if found.kind in ("check", "index", "exclusion", "statistic"):
            return kind in ("converts", "prints") and stands_in_the_way(found)
        return stands_in_the_way(found) or isinstance(found, ir.Called)

    return Step(section="type", hazards=hazards, blocks=blocks, values={"type": new_type, "using": using})


def _cast(column: str, old: str, new: str) -> str:
    array = "[]" if new.endswith("[]") else ""
    if types.family(new) == f"text{array}":
        # An explicit cast to varchar(3) would cut what is longer; the assignment that follows refuses it.
        return f"{types.quote(column)}::text{array}"
    through = f"::text{array}" if types.family(old) != f"text{array}" and types.family(new) != f"number{array}" else ""
    return f"{types.quote(column)}{through}::{types.sql(new)}"


def _conversion(old: str, new: str) -> str:
    """What a change of type does to values: same, widens, narrows, prints (every value has a text), converts."""
    if old.endswith("[]") and new.endswith("[]"):
        return _conversion(old.removesuffix("[]"), new.removesuffix("[]"))
    one, other = types.base(old), types.base(new)
    if one == other:
        return _sized(old, new)
    if (one, other) in _WIDENS and "(" not in new:
        return "widens"
    if types.family(old) == types.family(new) == "text":
        return (
            "widens"
            if "(" not in new or (_length(old) is not None and (_length(old) or 0) <= (_length(new) or 0))
            else "narrows"
        )
    if types.family(old) == types.family(new) == "number":
        return "narrows"
    if {one, other} <= {"timestamp", "timestamptz", "date"}:
        return "widens" if one == "date" else "narrows"
    if types.family(new) == "text" and "(" not in new:
        return "prints"
    if (one == "json" and other == "jsonb") or (one == "jsonb" and other == "json"):
        return "prints"
    return "converts"


def _sized(old: str, new: str) -> str:
    before, after = re.findall(r"\d+", old.partition("(")[2]), re.findall(r"\d+", new.partition("(")[2])
    if not after:
        return "widens"
    if not before:
        return "narrows"
    if types.base(new) == "numeric":
        scale_before, scale_after = (int(found[1]) if len(found) > 1 else 0 for found in (before, after))
        whole_before, whole_after = int(before[0]) - scale_before, int(after[0]) - scale_after
        return "widens" if scale_after >= scale_before and whole_after >= whole_before else "narrows"
    return "widens" if int(after[0]) >= int(before[0]) and types.base(new) != "bit" else "narrows"


def _length(text: str) -> int | None:
    found = re.search(r"\((\d+)\)", text)
    return int(found[1]) if found else None
