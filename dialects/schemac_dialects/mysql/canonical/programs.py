"""Views, triggers, routines, events and sequences in the live ones' words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from schemac import ir
from schemac.ir import Address, Database, TopLevel
from schemac_dialects.mysql import types
from schemac_dialects.mysql.canonical.asking import Asking, is_yes, same_text
from schemac_dialects.mysql.catalog import Refused
from schemac_dialects.mysql.ddl import Surroundings
from schemac_dialects.mysql.ddl import programs as written
from schemac_dialects.mysql.tokens import Reader, Unparsable

_CHARSET = re.compile(r"(.*?)(?: (?:charset|character set) (\w+))?(?: collate (\w+))?\Z", re.IGNORECASE | re.DOTALL)
_NOW = re.compile(r"\b(?:now|current_timestamp|localtime|localtimestamp|sysdate|curdate|current_date)\b", re.IGNORECASE)


def counterparts(declared: Database, live: Database, *, lower_case: bool) -> Mapping[Address, TopLevel]:
    """The live object of each declared one: that at its address, or that of its name where there is one alone.

    Routines have no overloads; lower_case: tables and views are kept in small letters.
    """

    def alone(found: TopLevel) -> tuple[str, str] | None:
        if isinstance(found, ir.Routine) or (lower_case and isinstance(found, ir.Table | ir.View)):
            return found.kind, found.name.lower()
        return None

    by_name = {alone(found): found for found in live.objects.values()}
    found: dict[Address, TopLevel] = {}
    for address, own in declared.objects.items():
        held = live.objects.get(address) or (by_name.get(alone(own)) if alone(own) else None)
        if held is not None:
            found[address] = held
    return found


def program(declared: TopLevel, live: TopLevel, here: Surroundings, scratch: str) -> Asking:
    """What is no table."""
    if isinstance(declared, ir.View) and isinstance(live, ir.View):
        return (yield from _view(declared, live, here, scratch))
    if isinstance(declared, ir.Event) and isinstance(live, ir.Event):
        return (yield from _event(declared, live, here))
    if isinstance(declared, ir.Routine) and isinstance(live, ir.Routine):
        return _routine(declared, live, here)
    if isinstance(declared, ir.DatabaseDefaults) and isinstance(live, ir.DatabaseDefaults):
        collation = here.collation_of(declared.charset, declared.collation)
        # One that says nothing is as the server has it.
        return replace(declared, charset=None, collation=live.collation if collation == here.collation else collation)
    return declared


def _definer(declared: Any, live: Any, here: Surroundings) -> str | None:
    """Whose privileges it has; who is connected is not named where it is live, and nobody where it is declared."""
    if declared.definer is None or (live.definer is None and declared.definer == here.account):
        return None if live.definer is None else str(live.definer)
    return str(declared.definer)


def _view(declared: ir.View, live: ir.View, here: Surroundings, scratch: str) -> Asking:
    """A view of a moment tells how its query is written."""
    declared = replace(declared, definer=_definer(declared, live, here))
    if same_text(declared.query, live.query) and declared.columns == live.columns:
        return replace(declared, query=live.query)
    columns = f" ({', '.join(map(types.quote, declared.columns))})" if declared.columns else ""
    algorithm = f" algorithm = {declared.algorithm}" if declared.algorithm else ""
    name = types.quote(scratch)
    _, shown, _ = yield [
        f"create{algorithm} sql security invoker view {name}{columns} as {declared.query}",
        f"show create view {name}",
        f"drop view if exists {name}",
    ]
    if isinstance(shown, Refused):
        return declared
    try:
        held = written.view(shown.row[1].decode("utf-8", "surrogateescape"), check_option=False)
    except Unparsable:
        return declared
    return replace(declared, query=held["query"], columns=held.get("columns", ()), algorithm=held["algorithm"])


def stored(declared: Any, live: Any, here: Surroundings) -> Any:
    """A trigger, a routine or an event with the live one's definer and body where they mean the same."""
    if live is None:
        return declared
    body = live.body if _body(declared.body) == _body(live.body) else declared.body
    return replace(declared, definer=_definer(declared, live, here), body=body, comment=declared.comment or None)


def _body(text: str | None) -> str:
    """A body from its first word on: the server keeps nothing before it, and no semicolon behind it."""
    try:
        return Reader(text or "").rest().rstrip().rstrip(";").rstrip()
    except Unparsable:
        return text or ""


def _routine(declared: ir.Routine, live: ir.Routine, here: Surroundings) -> ir.Routine:
    found: ir.Routine = stored(declared, live, here)
    if len(found.arguments) == len(live.arguments):
        arguments = tuple(
            replace(own, type=held.type) if _same_type(own.type, held.type, here) else own
            for own, held in zip(found.arguments, live.arguments, strict=True)
        )
        found = replace(found, arguments=arguments)
    if isinstance(found, ir.Function) and isinstance(live, ir.Function):
        same = _same_type(found.returns or "", live.returns or "", here)
        return replace(found, returns=live.returns) if same else found
    return found


def _same_type(one: str, other: str, here: Surroundings) -> bool:
    return one == other or _plain(one, here) == _plain(other, here)


def _plain(text: str, here: Surroundings) -> tuple[str, str]:
    """A type, and the collation that it has."""
    match = _CHARSET.match(text)
    assert match is not None
    type = types.resolve(match[1], None, flavour=here.flavour) or match[1].lower()  # type: ignore[arg-type]  # as above
    if here.flavour.json_is_text and type == "json":
        return "longtext", "utf8mb4_bin"
    return type, here.collation_of(match[2], match[3]) or here.collation


def _event(declared: ir.Event, live: ir.Event, here: Surroundings) -> Asking:
    found: ir.Event = stored(declared, live, here)
    changes: dict[str, str | None] = {}
    doubtful = []
    for field in ("at", "starts", "ends"):
        own, held = getattr(found, field), getattr(live, field)
        if own == held or held is None or (own is None and field != "starts"):
            continue
        if own is None or _NOW.search(own):
            # A time that is told from the moment at which the event is made.
            changes[field] = held
        else:
            doubtful.append((field, own, held))
    answers = yield [f"select cast({own} as datetime) <=> cast({held} as datetime)" for _, own, held in doubtful]
    changes |= {field: held for (field, _, held), answer in zip(doubtful, answers, strict=True) if is_yes(answer)}
    if same_text(found.every, live.every):
        changes["every"] = live.every
    return replace(found, **changes)  # type: ignore[arg-type]  # collected above, by name
