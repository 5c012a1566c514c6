"""How columns are made, changed, renamed and dropped, so that the rows that exist survive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from schemac import ir, names, sqltext
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.ir import Object, TopLevel
from schemac.operation import Alter, Create, Drop, Rename
from schemac_dialects.mysql import online, types
from schemac_dialects.mysql.flavour import Flavour
from schemac_dialects.mysql.layout import column_check, column_default, is_plain_default
from schemac_dialects.mysql.retype import conversion

_UNSAFE = frozenset("uuid uuid_short rand random_bytes user current_user session_user connection_id".split())
"""Functions of which MySQL takes none as the default of a new column while there is a binary log
(https://dev.mysql.com/doc/refman/en/replication-rbr-safe-unsafe.html)."""


def star_view(found: Object) -> bool:
    """Whether a view has every column of a table: the server writes them out when the view is made."""
    return found.kind == "view" and any(map(sqltext.has_star, ir.sql_texts(found)))


def reads(found: Object) -> bool:
    """Whether an object's text names others, which nobody rewrites when they get another name."""
    return found.kind in ("view", "trigger")


def kept_times(before: TopLevel | None, after: TopLevel, but: str) -> tuple[str, ...]:
    """The columns that an UPDATE would set to the present time by itself, in both states of a table."""
    held = {column.name for column in getattr(before, "columns", ()) if column.on_update is not None}
    found = (column.name for column in getattr(after, "columns", ()) if column.name in held)
    return tuple(name for name in found if name != but)


def _create(operation: Create, situation: Situation, *, flavour: Flavour) -> Change:
    column = operation.object
    assert isinstance(column, ir.Column)
    before = situation.old.objects.get(operation.address.owner)
    where = f"{operation.owner.name}.{column.name}"
    if column.generated is not None:
        hazard = online.rewrite(f"{where} gets a value of its own in every row")
        return (Step(section="create", hazards=(hazard,) if column.stored else (), blocks=star_view),)
    default = column.default
    value = column.backfill
    # A default in parentheses is worked out for each row.
    computed = default is not None and column_default(column, flavour=flavour).startswith("(")
    if value is None and computed and not flavour.replaces and sqltext.words(default or "") & _UNSAFE:
        value = default
    if value is not None and column.identity is None:
        bare = replace(column, nullable=True, default=None, on_update=None)
        values = {"value": value, "bare": bare, "kept": kept_times(before, operation.owner, column.name)}
        steps = [
            Step(section="bare", values=values, blocks=star_view, tail=_tail(operation, situation)),
            Step(section="backfill", values=values),
        ]
        is_done = bare == replace(column, backfill=None)
        if is_done:
            return tuple(steps)
        hazards = _not_null(column, where, flavour)
        tail = "" if hazards else _tail(operation, situation)
        return (*steps, Step(section="modify", hazards=hazards, tail=tail))
    if computed:
        hazard = online.rewrite(f"{where} gets a value of its own in every row")
        return (Step(section="create", hazards=(hazard,), blocks=star_view),)
    if not column.nullable and default is None and column.identity is None:
        hazard = Hazard(code="add-not-null", message=f"{where} is NOT NULL and has no default")
        guard = names.derived(operation.owner.name, column.name, "has_no_value")
        return (Step(section="guarded", hazards=(hazard,), blocks=star_view, values={"guard": guard}),)
    if column.identity is not None:
        hazard = online.rewrite(f"{where} gets a value of its own in every row")
        return (Step(section="create", hazards=(hazard,), blocks=star_view),)
    return (Step(section="create", blocks=star_view, tail=_tail(operation, situation)),)


def _not_null(column: ir.Column, where: str, flavour: Flavour) -> tuple[Hazard, ...]:
    """MariaDB copies the table to make some types NOT NULL."""
    if column.nullable or not flavour.follows:
        return ()
    return (online.rewrite(f"{where} is written again as NOT NULL"),)


def _tail(operation: Create | Drop, situation: Situation) -> str:
    states = (state.objects.get(operation.address.owner) for state in (situation.old, situation.new))
    return online.tail(*(table for table in states if table is not None))


def _drop(operation: Drop, situation: Situation) -> Change:
    column = operation.object
    assert isinstance(column, ir.Column)
    hazard = Hazard(code="drop-column", message=f"column {operation.owner.name}.{column.name} is dropped")
    if column.generated is None:
        return (Step(hazards=(hazard,), blocks=star_view, tail=_tail(operation, situation)),)
    return (Step(blocks=star_view, tail=_tail(operation, situation)),)


def _rename(operation: Rename, _situation: Situation, *, flavour: Flavour) -> Change:
    """What names the column in SQL is written anew by the same statement, where the server does not do it."""
    table = operation.owner
    if not isinstance(table, ir.Table) or flavour.follows:
        return (Step(section="name", blocks=reads),)
    old, new = operation.address.member, operation.new.name
    mentions = [one for one in ir.children(table) if old in _words(one)]

    values = {
        kind: [_renamed(one, old, new) for one in mentions if one.kind == kind] for kind in ("check", "index", "column")
    }
    cut = _recut(table, old, new)
    if not any(values.values()) and cut is None:
        return (Step(section="name", blocks=reads),)
    values["column"] = [one for one in values["column"] if one.name != new]
    hazard = online.rewrite(f"{table.name} is written again with what names {old}")
    return (Step(section="followed", blocks=reads, hazards=(hazard,), values={"followed": values, "cut": cut}),)


def _recut(table: ir.Table, old: str, new: str) -> ir.Table | None:
    """A table after a rename of a column that cuts it into partitions, which says how it is cut once more; None where
    the column does not."""
    parts = (*table.partition_by, *table.subpartition_by)
    if not any(part.column == old or old in sqltext.words(part.sql or "") for part in parts):
        return None
    return replace(
        table,
        partition_by=tuple(_renamed(part, old, new) for part in table.partition_by),
        subpartition_by=tuple(_renamed(part, old, new) for part in table.subpartition_by),
    )


def _words(found: Object) -> set[str]:
    if found.kind not in ("check", "index", "column"):
        return set()
    return {word for text in ir.sql_texts(found) for word in sqltext.words(text)}


def _renamed(found: Any, old: str, new: str) -> Any:
    """A member of a table after a rename of a column that its SQL names."""
    changed: dict[str, Any] = {}
    for name in ir.fields_of(type(found), ir.Role.SQL):
        text = getattr(found, name)
        if text is not None:
            changed[name] = sqltext.renamed(text, {old: new})
    for name in ir.fields_of(type(found), ir.Role.PARTS):
        changed[name] = tuple(_renamed(part, old, new) for part in getattr(found, name))
    for name in ir.fields_of(type(found), ir.Role.COLUMNS):
        held = getattr(found, name)
        changed[name] = (
            tuple(new if one == old else one for one in held)
            if isinstance(held, tuple)
            else (new if held == old else held)
        )
    return replace(found, **changed)


def _alter(operation: Alter, _situation: Situation, *, flavour: Flavour) -> Change:
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Column)
    assert isinstance(new, ir.Column)
    fields = set(operation.fields)
    if {"generated", "stored"} & fields:
        if new.generated is not None and (old.generated is None or old.stored != new.stored):
            return "recreate"
        # What was stored stays.
        if new.generated is None and not old.stored:
            return tuple(_converted(operation, new, types.quote(new.name)))
    before, after = (column_check(one, new.name, flavour=flavour) for one in (operation.old_owner, operation.owner))
    if fields == {"default"} and _has_statement(new) and before == after:
        section = "default" if new.default is not None else "null_default" if new.nullable else "drop_default"
        return (Step(section=section, tail=online.tail(operation.old_owner, operation.owner)),)
    if new.using is not None and "type" in fields and new.generated is None:
        return tuple(_converted(operation, new, new.using))
    steps = list(_modified(operation, old, new, fields, flavour))
    if after is not None and before != after:
        hazard = Hazard(code="add-check", message=f"{operation.owner.name} must satisfy {after.sql}")
        steps[-1] = replace(steps[-1], hazards=(*steps[-1].hazards, hazard), tail="")
    return tuple(steps)


def _has_statement(new: ir.Column) -> bool:
    """Whether the new default is one that needs nothing but itself."""
    # MariaDB forgets ON UPDATE over a new default.
    if types.base(new.type) in types.UNLITERAL or new.generated is not None or new.on_update is not None:
        return False
    return new.default is None or is_plain_default(new)


def _blocks(fields: set[str], new: ir.Column) -> Callable[[Object], bool]:
    """A foreign key forbids any change of what its columns hold."""
    touched = bool({"type", "collation", "charset", "identity"} & fields) or ("nullable" in fields and not new.nullable)

    def blocks(found: Object) -> bool:
        return touched and found.kind == "foreign_key"

    return blocks


def _is_mentioned(operation: Alter, fields: set[str]) -> bool:
    """Whether a check or a computed column has to be looked at again, in every row."""
    held = [*ir.children(operation.old_owner), *ir.children(operation.owner)]
    return bool(fields - {"comment", "default", "on_update"}) and any(
        operation.new.name in _words(one) for one in held if one.kind == "check" or one.name != operation.new.name
    )


def _is_check(found: Object) -> bool:
    """A check may speak of a value by the name that it has before, or by the one that it has after."""
    return found.kind == "check"


def _modified(operation: Alter, old: ir.Column, new: ir.Column, fields: set[str], flavour: Flavour) -> Iterator[Step]:
    where = f"{operation.owner.name}.{new.name}"
    kept = kept_times(operation.old_owner, operation.owner, new.name)
    made = conversion(old, new, operation.old_owner, operation.owner)
    hazards: list[Hazard] = []
    if made.lost:
        hazards.append(Hazard(code="drop-enum-value", message=f"{where} loses {', '.join(made.lost)}"))
    if made.kind == "narrows":
        message = f"{where} becomes {new.type} and may hold values that do not fit"
        hazards.append(Hazard(code="narrow-column", message=message))
    elif made.kind == "converts":
        what = new.type if old.type != new.type else f"{new.collation or new.charset or 'the charset of its table'}"
        hazards.append(Hazard(code="convert-column", message=f"{where} is converted from {old.type} to {what}"))
    if not made.online or {"identity", "srid", "compression"} & fields or _is_mentioned(operation, fields):
        hazards.append(online.rewrite(f"{where} is written again as {new.type}"))
    elif "nullable" in fields:
        hazards += _not_null(new, where, flavour)
    if "generated" in fields and new.generated is not None and new.stored:
        hazards.append(online.rewrite(f"{where} is computed again in every row"))
    tail = online.tail(operation.old_owner, operation.owner) if made.online and not hazards else ""
    renamed = made.renamed
    if renamed:
        between = replace(old, type=made.between, default=None, nullable=old.nullable)
        yield Step(section="between", values={"between": between}, blocks=_is_check)
        yield Step(section="values", values={"renamed": renamed, "kept": kept})
    if "nullable" in fields and not new.nullable and new.identity is None:
        value = new.backfill if new.backfill is not None else new.default
        if value is None:
            hazards.append(Hazard(code="set-not-null", message=f"{where} may hold NULL"))
        else:
            yield from _backfill(old, new, value, kept)
    yield Step(section="modify", hazards=tuple(hazards), tail=tail, blocks=_blocks(fields, new))


def _backfill(old: ir.Column, new: ir.Column, value: str, kept: tuple[str, ...]) -> Iterator[Step]:
    """The value for rows that hold NULL, in the type that they have, unless it is one of the new type alone."""
    if old.type != new.type:
        yield Step(section="between", values={"between": replace(new, nullable=True, default=None, on_update=None)})
    yield Step(section="backfill", values={"value": value, "kept": kept})


def _converted(operation: Alter, new: ir.Column, using: str) -> Iterator[Step]:
    """The converted values are written to a new column, which then takes the place of the old one in one statement."""
    where = f"{operation.owner.name}.{new.name}"
    beside = replace(
        new, name=names.derived(new.name, "", "converted"), nullable=True, default=None, on_update=None, identity=None
    )
    values = {
        "beside": beside,
        "using": using,
        "kept": kept_times(operation.old_owner, operation.owner, new.name),
    }

    def blocks(found: Object) -> bool:
        return found.kind in ("foreign_key", "check", "index", "unique", "primary_key")

    rewrite = online.rewrite(f"{where} is written again as {new.type}")
    yield Step(section="beside", values=values)
    yield Step(section="convert", values=values)
    yield Step(section="replace", values=values, hazards=(rewrite,), blocks=blocks)


def changes(flavour: Flavour) -> Mapping[tuple[str, str], Callable[[Any, Situation], Change]]:
    """The changes of columns."""
    return {
        ("create", "column"): partial(_create, flavour=flavour),
        ("drop", "column"): _drop,
        ("rename", "column"): partial(_rename, flavour=flavour),
        ("alter", "column"): partial(_alter, flavour=flavour),
    }
