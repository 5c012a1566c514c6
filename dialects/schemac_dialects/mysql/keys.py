"""How keys, indexes, checks and foreign keys are made, changed and renamed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from schemac import guarantees, ir
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.ir import TopLevel
from schemac.operation import Alter, Create, Drop, Rename
from schemac_dialects.mysql import online
from schemac_dialects.mysql.flavour import Flavour


def targets(table: TopLevel, situation: Situation) -> dict[str, tuple[str, ...]]:
    """The columns that each foreign key of a table refers to, which MySQL wants to be said."""
    found = {}
    for key in table.foreign_keys if isinstance(table, ir.Table) else ():
        columns = guarantees.target_columns(situation.new, key)
        found[key.name] = columns or guarantees.target_columns(situation.old, key)
    return found


def risk(operation: Create | Alter, situation: Situation, code: str, message: str) -> tuple[Hazard, ...]:
    """The hazard of a constraint, unless every row is known to satisfy it."""
    before = situation.old.objects.get(operation.address.owner)
    found = operation.object if isinstance(operation, Create) else operation.new
    if (
        before is None
        or guarantees.holds(situation.old, before, found)
        or guarantees.meets_no_row(before, operation.owner, found)
    ):
        return ()
    return (Hazard(code=code, message=message),)


def _numbered(operation: Create | Alter, situation: Situation) -> bool:
    """Whether a column of a key is new and numbers the rows by itself."""
    before = situation.old.objects.get(operation.address.owner)
    held = {column.name for column in getattr(before, "columns", ())}
    new = {column.name for column in getattr(operation.owner, "columns", ()) if column.identity is not None}
    found = operation.object if isinstance(operation, Create) else operation.new
    return any(column in new - held for column in ir.own_columns(found))


def _unique(operation: Create | Alter, situation: Situation) -> tuple[Hazard, ...]:
    found = operation.object if isinstance(operation, Create) else operation.new
    if isinstance(found, ir.Index) and not found.unique:
        return ()
    if isinstance(operation, Alter) and not {"columns", "parts", "unique", "without_overlaps"} & set(operation.fields):
        return ()
    if _numbered(operation, situation):
        return ()
    columns = ", ".join(dict.fromkeys(ir.own_columns(found)))
    return risk(operation, situation, "add-unique", f"{operation.owner.name} ({columns}) must be unique")


def _step(operation: Create | Alter, situation: Situation, *, section: str = "", old: TopLevel | None = None) -> Step:
    """A key that is made, of rows that exist: online where the server can."""
    found = operation.object if isinstance(operation, Create) else operation.new
    hazards = _unique(operation, situation)
    before = situation.old.objects.get(operation.address.owner)
    tail = online.tail(*(one for one in (old, before, operation.owner) if one is not None))
    if not tail:
        message = f"{operation.owner.name} takes no writes while {found.name} is built"
        hazards += (Hazard(code="block-writes", message=message),)
    return Step(section=section, hazards=hazards, tail=tail)


def _create(operation: Create, situation: Situation) -> Change:
    """A primary key, a unique key or an index."""
    return (_step(operation, situation),)


def _drop(operation: Drop, _situation: Situation) -> Change:
    """A primary key, a unique key or an index; without a primary key InnoDB builds the table anew."""
    if isinstance(operation.object, ir.PrimaryKey):
        hazard = online.rewrite(f"{operation.owner.name} is written again without its primary key")
        return (Step(hazards=(hazard,)),)
    return (Step(tail=online.tail(operation.owner)),)


def _alter(operation: Alter, situation: Situation) -> Change:
    """One statement drops and makes it, so that a foreign key always finds it."""
    if not isinstance(operation.new, ir.PrimaryKey) and _lets_go(operation):
        return "recreate"
    if operation.fields == ("invisible",):
        return (Step(section="invisible", tail=online.tail(operation.old_owner, operation.owner)),)
    step = _step(operation, situation, old=operation.old_owner)
    # The server looks at the columns alone, and would leave the size of blocks as it is.
    return (dataclasses.replace(step, tail="ALGORITHM=COPY") if "storage" in operation.fields else step,)


def _lets_go(operation: Alter) -> bool:
    """Whether a column leaves a key that its new type could not be in."""
    before = {column.name: column for column in getattr(operation.old_owner, "columns", ())}
    after = {column.name: column for column in getattr(operation.owner, "columns", ())}
    gone = set(ir.own_columns(operation.old)) - set(ir.own_columns(operation.new))
    return any(name in after and before.get(name) != after[name] for name in gone)


def _rename(operation: Rename, _situation: Situation) -> Change:
    """An index in place; the primary key has no name of its own."""
    return () if isinstance(operation.object, ir.PrimaryKey) else (Step(),)


def _check(operation: Create | Drop | Alter, situation: Situation, *, flavour: Flavour) -> Change:
    """Rows are looked at one by one, while the table is copied; a check goes without a look at them."""
    table = operation.owner
    held = table.columns if isinstance(table, ir.Table) else ()
    if flavour.follows and any(column.name == operation.address.member for column in held):
        return _check_of_column(operation, situation)
    if isinstance(operation, Drop):
        return (Step(tail=online.tail(table)),)
    section = "enforced" if isinstance(operation, Alter) and operation.fields == ("enforced",) else ""
    return (Step(section=section, hazards=_of_check(operation, situation)),)


def _check_of_column(operation: Create | Drop | Alter, situation: Situation) -> Change:
    """A check that is written with its column comes, changes and goes with it."""
    address = operation.address._replace(member_kind="column")
    old, new = situation.old.get(address), situation.new.get(address)
    if old is None or new is None or old != new:
        return ()
    hazards = () if isinstance(operation, Drop) else _of_check(operation, situation)
    values = {"old": old, "new": new, "owner": situation.new.objects[address.owner]}
    return (Step(section="modify", template="column/alter.sql.j2", hazards=hazards, values=values),)


def _of_check(operation: Create | Alter, situation: Situation) -> tuple[Hazard, ...]:
    check = operation.object if isinstance(operation, Create) else operation.new
    assert isinstance(check, ir.Check)
    if not check.enforced:
        return ()
    hazards = risk(operation, situation, "add-check", f"{operation.owner.name} must satisfy {check.sql}")
    return (*hazards, online.rewrite(f"{operation.owner.name} is written again to look at every row"))


def _create_foreign_key(operation: Create, situation: Situation) -> Change:
    """The table is copied, since every row must have its parent."""
    key = operation.object
    assert isinstance(key, ir.ForeignKey)
    where = f"{operation.owner.name} ({', '.join(key.columns)})"
    hazards = risk(operation, situation, "add-foreign-key", f"{where} must refer to rows of {key.target}")
    # A key within one table is checked against what its columns were before the statement.
    apart = key.target == operation.owner.qualified
    values = {"targets": targets(operation.owner, situation), "apart": apart}
    rewrite = online.rewrite(f"{operation.owner.name} is written again to look for the parent of every row")
    return (Step(hazards=(*hazards, rewrite), values=values),)


def _rename_constraint(operation: Rename, situation: Situation, *, flavour: Flavour) -> Change:
    """There is no statement for it: one drops it and makes it under the new name."""
    columns_of = {column.name for column in getattr(operation.owner, "columns", ())}
    if operation.address.member_kind == "check" and flavour.follows and operation.new.name in columns_of:
        # It has its column's name at any time.
        return ()
    before, _, _ = operation.address.member.rpartition("_")[0].rpartition("_")
    given = _followed(operation.address.member, before, operation.owner.name, operation.address.member_kind, flavour)
    if given == operation.new.name and operation.address._replace(name=before).owner not in situation.old.objects:
        # It came with the name of its table.
        return ()
    new = dataclasses.replace(operation.object, name=operation.new.name)
    rewrite = online.rewrite(f"{operation.owner.name} is written again to give {operation.object.name} another name")
    columns: tuple[str, ...] = ()
    if isinstance(new, ir.ForeignKey):
        state = dataclasses.replace(situation, new=situation.old)
        renamed = (
            dataclasses.replace(operation.owner, foreign_keys=(new,)) if isinstance(operation.owner, ir.Table) else None
        )
        columns = targets(renamed, state).get(new.name, ()) if renamed is not None else ()
        columns = columns if new.target_columns == () else new.target_columns
    return (Step(hazards=(rewrite,), values={"new": new, "columns": columns}),)


def _followed(name: str, before: str, after: str, kind: str, flavour: Flavour) -> str | None:
    """The name that the server gives a constraint by itself when its table is renamed, None where it does not."""
    word = "ibfk" if kind == "foreign_key" else "chk" if kind == "check" and not flavour.follows else None
    match = re.fullmatch(rf"{re.escape(before)}(_{word}_\d+)", name)
    return f"{after}{match[1]}" if word and match else None


def rename_table(operation: Rename, situation: Situation, *, flavour: Flavour) -> Iterator[Step]:
    """Gives constraints their names back that the server has changed with the table's
    (https://dev.mysql.com/doc/refman/en/rename-table.html), unless these are wanted."""
    table = operation.owner
    moved = dataclasses.replace(table, name=operation.new.name)
    wanted = situation.new.objects.get(operation.new_address)
    names = {(one.kind, one.name) for one in ir.children(wanted)} if wanted is not None else set()
    for one in ir.children(table):
        given = _followed(one.name, table.name, moved.name, one.kind, flavour)
        if given is None or (one.kind, given) in names:
            continue
        values: dict[str, Any] = {"owner": moved, "object": dataclasses.replace(one, name=given), "new": one}
        if isinstance(one, ir.ForeignKey):
            values["columns"] = one.target_columns or targets(table, situation)[one.name]
        rewrite = online.rewrite(f"{moved.name} is written again to give {given} its name back")
        yield Step(template=f"{one.kind}/rename.sql.j2", hazards=(rewrite,), values=values)


_KEYS = ("primary_key", "unique", "index")


def changes(flavour: Flavour) -> Mapping[tuple[str, str], Callable[[Any, Situation], Change]]:
    """The changes of these kinds; of a foreign key nothing can be altered."""
    return {
        **{("create", kind): _create for kind in _KEYS},
        **{("drop", kind): _drop for kind in _KEYS},
        **{("alter", kind): _alter for kind in _KEYS},
        **{("rename", kind): _rename for kind in _KEYS},
        **{(verb, "check"): partial(_check, flavour=flavour) for verb in ("create", "drop", "alter")},
        ("create", "foreign_key"): _create_foreign_key,
        **{("rename", kind): partial(_rename_constraint, flavour=flavour) for kind in ("check", "foreign_key")},
    }
