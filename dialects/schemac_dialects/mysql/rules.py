"""How MySQL and MariaDB make each change (https://dev.mysql.com/doc/refman/en/alter-table.html).

Nothing is taken back when a later statement fails: each statement leaves the rows whole, and what belongs together is
one ALTER TABLE.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from schemac import ir
from schemac.dialect import Change, Hazard, Rules, Situation, Step
from schemac.ir import Object, TopLevel
from schemac.operation import Alter, Create, Drop, Operation, Rename, verb
from schemac_dialects.mysql import columns, keys, partitions, programs, tables, zero_dates
from schemac_dialects.mysql.flavour import Flavour
from schemac_dialects.mysql.whole import BESIDE, is_tangled, whole

REBUILD = "rebuild"
_LOST = {"table": "drop-table", "column": "drop-column", "raw": "drop-raw", "sequence": "drop-sequence"}


def _drop(operation: Drop, situation: Situation) -> Change:
    found = operation.object
    remade = situation.new.get(operation.address) is not None
    code = None if isinstance(found, ir.Raw) and remade else _LOST.get(found.kind)
    label = f"{operation.owner.name}.{found.name}" if operation.address.member_kind else found.name
    return (Step(hazards=(Hazard(code=code, message=f"{found.kind} {label} is dropped"),) if code else ()),)


def _plain(_operation: Operation, _situation: Situation) -> Change:
    return (Step(),)


def _recreate(_operation: Alter, _situation: Situation) -> Change:
    return "recreate"


def _create_table(operation: Create, situation: Situation) -> Change:
    return (Step(values={"targets": keys.targets(operation.owner, situation)}),)


_OTHERWISE: Mapping[str, Callable[[Any, Situation], Change]] = {
    "create": _plain,
    "drop": _drop,
    "rename": _plain,
    "alter": _recreate,
}
_TOGETHER = frozenset({"column", "primary_key", "unique", "index"})
"""Members of a table that may have to change by one statement."""


_HISTORY = Step(section="history", template="_nothing.sql.j2")
"""Renders nothing: a sign for the frame of the migration."""


def _has_history(operation: Operation, situation: Situation) -> bool:
    """Whether a table that keeps the history of its rows is altered."""
    before = situation.old.objects.get(operation.address.owner)
    alters = operation.address.member_kind not in ("", "trigger") or isinstance(operation, Alter)
    return alters and isinstance(before, ir.Table) and before.versioned


def _frame(sections: Collection[str]) -> tuple[str, str]:
    """The history stays as it is when its table is altered (https://mariadb.com/kb/en/system-versioned-tables/), and
    dates of zeros are taken where there are some: the one is MariaDB's, the other MySQL's."""
    if zero_dates.SECTION in sections:
        return zero_dates.HEAD, zero_dates.TAIL
    if "history" not in sections:
        return "", ""
    return "SET system_versioning_alter_history = 'KEEP';", "SET system_versioning_alter_history = DEFAULT;"


class _Changes:
    """The changes of one of the two databases."""

    def __init__(self, flavour: Flavour) -> None:
        self.flavour = flavour
        self.known: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
            ("create", "table"): _create_table,
            **keys.changes(flavour),
            **columns.changes(flavour),
            **partitions.CHANGES,
            **programs.changes(flavour),
            **tables.CHANGES,
        }

    def change(self, operation: Operation, situation: Situation) -> Change:
        """How an operation is made."""
        made = self._change(operation, situation)
        return zero_dates.around(operation, made, situation) if self.flavour.no_zero_dates else made

    def _change(self, operation: Operation, situation: Situation) -> Change:
        if isinstance(operation, Alter) and operation.fields == (REBUILD,):
            made = whole(operation, situation, self.one, same)
            return (_HISTORY, *made) if isinstance(made, tuple) and _has_history(operation, situation) else made
        if (
            operation.address.member_kind in _TOGETHER
            and not isinstance(operation, Rename)
            and is_tangled(operation.address.owner, situation)
        ):
            return "rebuild"
        made = self.one(operation, situation)
        return (_HISTORY, *made) if made and isinstance(made, tuple) and _has_history(operation, situation) else made

    def one(self, operation: Operation, situation: Situation) -> Change:
        """How an operation is made by itself."""
        key = verb(operation)
        return self.known.get((key, operation.address.object_kind), _OTHERWISE[key])(operation, situation)


def _implies(found: Object, owner: TopLevel) -> Iterable[str]:
    """The names that an object takes: tables, views and sequences share theirs, constraints are the database's."""
    if isinstance(found, ir.Table | ir.View | ir.Sequence):
        return (found.name,)
    if found.kind in ("column", "primary_key", "unique", "index", "check", "partition", "period"):
        return (f"{found.kind} {found.name} of {owner.name}",)
    return (f"{found.kind} {found.name}",)


def _as_the_server(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of subpartitions, none where the server would give the same ones."""
    prefix = names[0].removesuffix("sp0") if names else ""
    return () if names == tuple(f"{prefix}sp{number}" for number in range(len(names))) else names


def same(kind: str, field: str, old: Any, new: Any) -> bool:
    """RESTRICT is what a foreign key does unless told; what is a set comes in any order."""
    if kind == "foreign_key" and field in ("on_delete", "on_update"):
        return {old, new} <= {"restrict", "no_action"}
    if field in ("storage", "settings"):
        return sorted(old) == sorted(new)
    if field == "subpartitions":
        return _as_the_server(old) == _as_the_server(new)
    if field == "tablespace":
        return {old, new} <= {None, "innodb_file_per_table"}
    return field == "depends_on" or (kind, field) == ("raw", "drop")


def rules(flavour: Flavour) -> Rules:
    """The rules of one of the two databases."""
    return Rules(
        change=_Changes(flavour).change,
        same=same,
        apart=frozenset({"trigger"}),
        beside=BESIDE,
        frame=_frame,
        constraints_are_relations=False,
        implies=_implies,
    )
