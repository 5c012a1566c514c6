"""A live database in the words of the schema, so that only what means something else differs."""

from __future__ import annotations

import dataclasses
from typing import Any

from schemac import ir
from schemac.dialect import Dialect
from schemac.ir import Address, Database, Object, Raw, Role, TopLevel


def in_declared_words(dialect: Dialect, connection: Any, declared: Database, live: Database) -> Database:
    """The live database, each text of which that means the same as the declared one is written as the declared one.

    What is made again around a change is thus made from the schema's own text, never from the server's.
    """
    live = _with_standing(declared, live)
    canonical = dialect.canonical(connection, declared, live).objects
    reworded = dict[Address, TopLevel]()
    # Raw SQL may have another name in the database; two raw objects that are the same live one are told by their own.
    moved = dict(zip(declared.objects, canonical, strict=True)) if len(canonical) == len(declared.objects) else {}
    for address, own in declared.objects.items():
        at = moved.get(address, address)
        held, written = live.objects.get(at), canonical.get(at, own)
        if held is not None:
            reworded[at] = own if isinstance(own, Raw) and held == written else _top_level(own, written, held)
    return ir.database(reworded.get(address, held) for address, held in live.objects.items())


def _with_standing(declared: Database, live: Database) -> Database:
    """The live database with what is always there exactly where it is declared."""
    held = {at: one for at, one in live.objects.items() if at.kind not in ir.STANDING or at in declared.objects}
    blank = {at: type(own)(name=own.name) for at, own in declared.objects.items() if at.kind in ir.STANDING}
    return Database(objects={**blank, **held}) if blank or len(held) < len(live.objects) else live


def _top_level(own: TopLevel, written: TopLevel, live: TopLevel) -> TopLevel:
    declared = {(one.kind, one.name): one for one in ir.children(own)}
    canonical = {(one.kind, one.name): one for one in ir.children(written)}

    def member(held: Object) -> Object:
        key = (held.kind, held.name)
        if key not in canonical and held.told_by_name:
            same = (
                at
                for at, one in canonical.items()
                if at[0] == held.kind and dataclasses.replace(one, name=held.name) == held
            )
            key = next(same, key)
        return _reworded(declared[key], canonical[key], held) if key in declared and key in canonical else held

    reworded: TopLevel = _reworded(own, written, live)
    return ir.with_children(reworded, member)


def _reworded(own: Any, written: Any, live: Any) -> Any:
    """A live object with each field that the server would give to the declared one as the declared one has it."""
    changed = {}
    for name, role in ir.fields(type(live)):
        if role is Role.CHILDREN or role in ir.HINTS:
            continue
        if getattr(live, name) == getattr(written, name) != getattr(own, name):
            changed[name] = getattr(own, name)
    return dataclasses.replace(live, **changed) if changed else live
