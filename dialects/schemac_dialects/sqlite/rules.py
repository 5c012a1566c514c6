"""How SQLite makes each change: by ALTER where it can (https://www.sqlite.org/lang_altertable.html), by a new table
that takes the old one's place where it cannot."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from schemac import guarantees, ir, names, rename, sqltext
from schemac.dialect import Change, Hazard, Rules, Situation, Step
from schemac.ir import Object
from schemac.operation import Alter, Create, Drop, Operation, Rename, verb
from schemac_dialects.sqlite import types
from schemac_dialects.sqlite.canonical import same_text
from schemac_dialects.sqlite.naming import checked_column
from schemac_dialects.sqlite.rebuild import lists_all, lost_column, rebuild

REBUILT = frozenset({"primary_key", "unique", "foreign_key", "check"})
"""Members that live in the text of CREATE TABLE only, so that any change of them makes the table anew."""


def _create_column(operation: Create, situation: Situation) -> Change:
    column = operation.object
    assert isinstance(column, ir.Column)
    if (column.backfill is not None and not column.nullable) or column.autoincrement:
        return "rebuild"
    if column.generated is not None:
        return "rebuild" if column.stored else (Step(section="create", values={"carried": []}),)
    if column.default is not None and not types.is_constant(column.default):
        return "rebuild"
    if not column.nullable and (column.default is None or column.default.lower() == "null"):
        return "rebuild"
    carried = [one for one in ir.children(operation.owner) if _carrier(one, operation.owner, situation) == column.name]
    steps = [Step(section="create", values={"carried": carried})]
    if column.backfill is not None:
        steps.append(Step(section="backfill", values={"value": column.backfill}))
    return tuple(steps)


def _create_constraint(operation: Create, situation: Situation) -> Change:
    return "rebuild" if _carrier(operation.object, operation.owner, situation) is None else ()


def _carrier(member: Object, table: ir.TopLevel, situation: Situation) -> str | None:
    """The new column with which a new constraint comes, since it is about that one alone and no row can break it.

    ADD COLUMN takes a foreign key only where the default is NULL, and looks at rows that break a check since SQLite
    3.37 (https://www.sqlite.org/lang_altertable.html#altertabaddcol).
    """
    before = situation.old.objects.get(ir.address(table))
    if not isinstance(member, ir.ForeignKey | ir.Check) or not isinstance(before, ir.Table):
        return None
    assert isinstance(table, ir.Table)
    if any((one.kind, one.name) == (member.kind, member.name) for one in ir.children(before)):
        return None
    held = {column.name for column in before.columns}
    named = set(ir.own_columns(member)).union(*map(sqltext.words, ir.sql_texts(member)))
    about = [column for column in table.columns if column.name in named]
    if len(about) != 1 or about[0].name in held or about[0].generated is not None:
        return None
    safe = guarantees.meets_no_row(before, table, member)
    if isinstance(member, ir.Check):
        safe = safe or (about[0].backfill is None and lists_all(before, table, member))
    return about[0].name if safe else None


def _drop_column(operation: Drop, _situation: Situation) -> Change:
    column, table = operation.object, operation.owner
    for member in ir.children(table):
        if member.kind in REBUILT and column.name in ir.own_columns(member):
            return "rebuild"
        if (
            member.kind in ("check", "column")
            and member is not column
            and any(column.name in sqltext.words(text) for text in ir.sql_texts(member))
        ):
            return "rebuild"
    return (Step(hazards=lost_column(operation.owner.name, column)),)


def _create_index(operation: Create, situation: Situation) -> Change:
    index = operation.object
    assert isinstance(index, ir.Index)
    before = situation.old.objects.get(operation.address.owner)
    if not index.unique or before is None or guarantees.holds(situation.old, before, index):
        return (Step(),)
    columns = ", ".join(part.column or part.sql or "" for part in index.columns)
    return (Step(hazards=(Hazard(code="add-unique", message=f"{operation.owner.name} ({columns}) must be unique"),)),)


def _drop(operation: Drop, situation: Situation) -> Change:
    found = operation.object
    if found.kind == "table":
        return (
            Step(section="drop_table", hazards=(Hazard(code="drop-table", message=f"table {found.name} is dropped"),)),
        )
    if found.kind == "raw" and situation.new.get(operation.address) is None:
        return (Step(hazards=(Hazard(code="drop-raw", message=f"raw {found.name} is dropped"),)),)
    return (Step(),)


def _rename(operation: Rename, situation: Situation) -> Change:
    kind, name = operation.address.object_kind, operation.new.name
    if kind in REBUILT:
        # A derived name is not written in the table's text: it follows the table's own.
        _, _, label = operation.address.member.rpartition("_")
        derived_before = label.rstrip("0123456789") in ("pkey", "key", "fkey", "check")
        return () if derived_before and is_derived(name, operation.object, operation.owner) else "rebuild"
    if kind in ("index", "trigger"):
        return (Step(values={"new": dataclasses.replace(operation.object, name=name)}),)
    if kind == "view":
        return _rename_view(operation, situation)
    if kind == "column":
        # A view may give the column its name: SQLite would then refuse what the view's triggers say until they are
        # made anew, unless it is told not to look.
        views = [found for found in situation.old.of_kind("view") if isinstance(found, ir.View)]
        return (Step(values={"through_views": any(view.triggers for view in views)}),)
    return (Step(),)


def _rename_view(operation: Rename, situation: Situation) -> Change:
    """A view cannot be renamed: it is made anew with its triggers, and what reads it as well."""
    renamed = rename.after(ir.database([operation.owner]), (operation,))
    own = {one.name for one in ir.children(situation.old.objects[operation.new_address])}

    def reads(found: Object) -> bool:
        return found.kind in ("view", "raw") or (found.kind == "trigger" and found.name not in own)

    return (Step(blocks=reads, values={"new": renamed.objects[operation.new_address]}),)


def is_derived(name: str, member: Object, owner: Object) -> bool:
    """Whether a constraint's name is the one that it has when none is written, a number aside."""
    columns = list(dict.fromkeys(ir.own_columns(member)))
    if member.kind == "primary_key":
        derived = names.primary_key_name(owner.name)
    elif member.kind == "unique":
        derived = names.unique_name(owner.name, columns)
    elif member.kind == "foreign_key":
        derived = names.foreign_key_name(owner.name, columns)
    else:
        own = [one.name for one in ir.children(owner) if one.kind == "column"]
        derived = names.check_name(owner.name, checked_column(" ".join(ir.sql_texts(member)), own))
    return re.fullmatch(re.escape(derived) + r"\d*", name) is not None


def _alter(operation: Alter, situation: Situation) -> Change:
    if operation.fields == ("rebuild",):
        return rebuild(operation, situation)
    if any(isinstance(found, ir.Table) and found.virtual for found in (operation.old, operation.new)):
        return "recreate"
    return "rebuild" if operation.new.kind in ("table", "column", *REBUILT) else "recreate"


def _plain(_operation: Operation, _situation: Situation) -> Change:
    return (Step(),)


def _rebuild(_operation: Operation, _situation: Situation) -> Change:
    return "rebuild"


_CHANGES: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
    ("create", "column"): _create_column,
    ("drop", "column"): _drop_column,
    ("create", "index"): _create_index,
    **{(one, kind): _rebuild for kind in sorted(REBUILT) for one in ("create", "drop")},
    ("create", "foreign_key"): _create_constraint,
    ("create", "check"): _create_constraint,
}
_OTHERWISE: Mapping[str, Callable[[Any, Situation], Change]] = {
    "create": _plain,
    "drop": _drop,
    "rename": _rename,
    "alter": _alter,
}


def change(operation: Operation, situation: Situation) -> Change:
    """How an operation is made."""
    key = verb(operation)
    return _CHANGES.get((key, operation.address.object_kind), _OTHERWISE[key])(operation, situation)


def frame(sections: Collection[str]) -> tuple[str, str]:
    """Foreign keys are off while a table is away: else DROP TABLE would delete the rows of its children.

    The pragma does nothing inside a transaction (https://www.sqlite.org/pragma.html#pragma_foreign_keys): an applier
    runs it before the migration's transaction, and checks every foreign key before it commits.
    """
    if {"rebuild", "drop_table"} & set(sections):
        return "PRAGMA foreign_keys = OFF;", "PRAGMA foreign_key_check;\n\nPRAGMA foreign_keys = ON;"
    return "", ""


def same(kind: str, field: str, old: Any, new: Any) -> bool:
    """Letter case makes no other type or module, nor do spaces in the arguments of one.

    What is said for the order of statements alone makes no other object.
    """
    if field in ("type", "virtual"):
        return isinstance(old, str) and isinstance(new, str) and old.casefold() == new.casefold()
    if field == "virtual_arguments":
        return len(old) == len(new) and all(map(same_text, old, new))
    return field == "depends_on" or (kind, field) == ("raw", "drop")


RULES = Rules(
    change=change,
    apart=frozenset({"index", "trigger"}),
    cut=frozenset(),
    unordered=frozenset({"foreign_key"}),
    constraints_are_relations=False,
    frame=frame,
    same=same,
)
