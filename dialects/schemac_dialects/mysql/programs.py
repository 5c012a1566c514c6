"""How views, triggers, routines and events are made, changed and renamed; their bodies are told to the server whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from schemac import ir
from schemac.dialect import Change, Situation, Step
from schemac.operation import Alter, Create, Rename
from schemac_dialects.mysql.columns import reads
from schemac_dialects.mysql.flavour import Flavour
from schemac_dialects.mysql.keys import rename_table


def _alter_view(_operation: Alter, _situation: Situation) -> Change:
    """In place, so that there is a view all the time."""
    return (Step(),)


def _alter_routine(_operation: Alter, _situation: Situation, *, flavour: Flavour) -> Change:
    """MySQL has no CREATE OR REPLACE for what has a body (https://mariadb.com/kb/en/create-procedure/)."""
    return (Step(),) if flavour.replaces else "recreate"


def _alter_event(_operation: Alter, _situation: Situation, *, flavour: Flavour) -> Change:
    """MariaDB's ALTER EVENT keeps what it is not told, such as the end."""
    return (Step(section="replace" if flavour.replaces else "alter"),)


def _create_trigger(operation: Create, situation: Situation) -> Change:
    """A trigger is the last one of its kind unless told."""
    trigger = operation.object
    assert isinstance(trigger, ir.Trigger)
    before = situation.old.objects.get(operation.address.owner)
    held = {one.name: one for one in getattr(before, "triggers", ())}
    precedes = None
    if trigger.follows is None:
        others = (one for one in getattr(operation.owner, "triggers", ()) if one.follows == trigger.name)
        precedes = next((one.name for one in others if held.get(one.name) == one), None)
    return (Step(values={"precedes": precedes}),)


def _rename_relation(_operation: Rename, _situation: Situation) -> Change:
    """What reads it goes on reading the old name, so it is made anew."""
    return (Step(blocks=reads),)


def _rename_table(operation: Rename, situation: Situation, *, flavour: Flavour) -> Change:
    return (Step(blocks=reads), *rename_table(operation, situation, flavour=flavour))


def _rename_anew(operation: Rename, _situation: Situation) -> Change:
    """There is no statement for it: dropped and made."""
    made = replace(operation.object, name=operation.new.name)
    return (Step(blocks=reads, values={"new": made, "precedes": None}),)


def changes(flavour: Flavour) -> Mapping[tuple[str, str], Callable[[Any, Situation], Change]]:
    """The changes of these kinds."""
    return {
        ("alter", "view"): _alter_view,
        ("alter", "event"): partial(_alter_event, flavour=flavour),
        ("alter", "sequence"): _alter_view,
        ("alter", "function"): partial(_alter_routine, flavour=flavour),
        ("alter", "procedure"): partial(_alter_routine, flavour=flavour),
        ("create", "trigger"): _create_trigger,
        **{("rename", kind): _rename_relation for kind in ("view", "sequence")},
        ("rename", "table"): partial(_rename_table, flavour=flavour),
        **{("rename", kind): _rename_anew for kind in ("function", "procedure", "trigger")},
    }
