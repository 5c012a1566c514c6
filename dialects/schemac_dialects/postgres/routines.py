"""Functions, procedures and aggregates: their plain form, their words in SQL, and how they change.

Source: https://www.postgresql.org/docs/current/sql-createfunction.html and its neighbours.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from schemac import ir
from schemac.dialect import Change, Situation, Step
from schemac.operation import Alter, Create
from schemac_dialects.postgres import settings, types
from schemac_dialects.postgres.texts import unmodified

_COMPILED = frozenset({"c", "internal"})
_GOES_OUT = frozenset({"out", "inout", "table"})
_GOES_IN = frozenset({"in", "inout", "variadic"})


def plain(found: ir.Called) -> ir.Called:
    """A routine without what the server adds or leaves out by itself: modifiers of types, defaults of options."""
    found = dataclasses.replace(found, arguments=tuple(map(_plain_argument, found.arguments)))
    if isinstance(found, ir.Aggregate):
        return _plain_aggregate(found)
    if isinstance(found, ir.Routine):
        found = dataclasses.replace(
            found,
            settings=tuple(itertools.starmap(settings.plain, found.settings)),
            transforms=tuple(map(unmodified, found.transforms)),
        )
    return _plain_function(found) if isinstance(found, ir.Function) else found


def _plain_argument(argument: ir.Argument) -> ir.Argument:
    return dataclasses.replace(argument, type=unmodified(argument.type), name=argument.name or None)


def _plain_function(found: ir.Function) -> ir.Function:
    cost, rows = _number(found.cost), _number(found.rows)
    return dataclasses.replace(
        found,
        returns=_plain_returns(found),
        cost=None if cost == ("1" if found.language in _COMPILED else "100") else cost,
        rows=None if rows in ("0", "1000" if found.returns_set else "0") else rows,
    )


def _plain_returns(found: ir.Function) -> str | None:
    """The type that is returned where nothing else tells it."""
    outward = [one for one in found.arguments if one.mode in _GOES_OUT]
    if any(one.mode == "table" for one in outward) or (outward and not found.returns_set):
        return None
    if outward:
        return outward[0].type if len(outward) == 1 else "record"
    return "void" if found.returns is None else unmodified(found.returns)


def _number(text: str | None) -> str | None:
    return None if text is None else format(Decimal(text).normalize(), "f")


def _plain_aggregate(found: ir.Aggregate) -> ir.Aggregate:
    modify = "read_write" if found.order_by else "read_only"
    operator = found.sort_operator
    return dataclasses.replace(
        found,
        order_by=tuple(map(_plain_argument, found.order_by)),
        state_type=unmodified(found.state_type),
        state_size=found.state_size or None,
        final_modify=None if found.final_modify == modify else found.final_modify,
        moving_state_type=None if found.moving_state_type is None else unmodified(found.moving_state_type),
        moving_state_size=found.moving_state_size or None,
        moving_final_modify=None if found.moving_final_modify == modify else found.moving_final_modify,
        sort_operator=None if operator is None else operator.removeprefix("public.").removeprefix("pg_catalog."),
    )


def arguments(held: Sequence[ir.Argument]) -> str:
    """Arguments as a statement declares them; those of mode table are no part of the list."""
    return ", ".join(_argument(one) for one in held if one.mode != "table")


def _argument(argument: ir.Argument) -> str:
    words = ["" if argument.mode == "in" else argument.mode.upper()]
    words += [types.quote(argument.name)] if argument.name else []
    words.append(types.sql(argument.type))
    words += [f"DEFAULT {argument.default}"] if argument.default is not None else []
    return " ".join(filter(None, words))


def aggregated(found: ir.Aggregate) -> str:
    """The arguments of an aggregate, those that it is ordered by after the others."""
    direct, ordered = arguments(found.arguments), arguments(found.order_by)
    return " ".join(filter(None, (direct, ordered and f"ORDER BY {ordered}"))) or "*"


def returned(found: ir.Function) -> str:
    """The clause that says what a function returns; empty where its arguments say it."""
    table = [one for one in found.arguments if one.mode == "table"]
    if table:
        columns = (f"{types.quote(one.name or '')} {types.sql(one.type)}" for one in table)
        return f" RETURNS TABLE({', '.join(columns)})"
    if found.returns is None:
        return ""
    return f" RETURNS {'SETOF ' if found.returns_set else ''}{types.sql(found.returns)}"


def body(found: ir.Routine) -> str:
    """The body as a statement ends with it: SQL of its own, a symbol of a library, or text between dollar signs."""
    if found.statement is not None:
        return found.statement
    if found.language in _COMPILED:
        return f"AS {', '.join(types.literal(one) for one in (found.library, found.body or '') if one is not None)}"
    tag = dollar_tag(found.body or "")
    return f"AS {tag}{found.body or ''}{tag}"


def dollar_tag(text: str) -> str:
    """A tag of dollar quotes that a text does not hold.

    Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-DOLLAR-QUOTING.
    """
    tags = itertools.chain(("$$", "$body$"), (f"$body{number}$" for number in itertools.count(1)))
    # A dollar sign at the end would become a part of the tag that follows.
    return next(tag for tag in tags if tag not in text + tag[:-1])


def operator(text: str) -> str:
    """An operator as a statement names it."""
    schema, _, name = text.rpartition(".")
    return f"OPERATOR({types.quote(schema)}.{name})" if schema else name


FILTERS: Mapping[str, Callable[..., str]] = {
    "arguments": arguments,
    "aggregated": aggregated,
    "returned": returned,
    "body": body,
    "operator": operator,
    "setting": lambda pair: settings.sql(*pair),
}
"""What the templates of routines call."""


def _create(operation: Create, _situation: Situation) -> Change:
    assert isinstance(operation.object, ir.Routine)
    return (Step(section=_section(operation.object)),)


def _section(routine: ir.Routine) -> str:
    """Whether a body that is only read when it is called goes with it."""
    return "routine" if routine.statement is None else "statement"


def _alter(operation: Alter, _situation: Situation) -> Change:
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Routine)
    assert isinstance(new, ir.Routine)
    if not _replaces(new, old):
        return "recreate"
    steps = [Step(section=_section(new))] if operation.fields != ("comment",) else []
    return (*steps, *([Step(section="comment")] if "comment" in operation.fields else []))


def _replaces(new: ir.Routine, old: ir.Routine) -> bool:
    """Whether ``CREATE OR REPLACE`` makes one routine of another with the same name and types.

    It refuses to change the type of the result and whether it is a window function, to rename what is passed in, and to
    take away a default (ProcedureCreate in src/backend/catalog/pg_proc.c).
    """
    if _result(new) != _result(old) or getattr(new, "window", False) != getattr(old, "window", False):
        return False
    pairs = zip(_modes(old, _GOES_IN), _modes(new, _GOES_IN), strict=True)
    return all(
        before.name in (None, after.name) and (before.default is None or after.default is not None)
        for before, after in pairs
    )


def _result(routine: ir.Routine) -> Any:
    outward = _modes(routine, _GOES_OUT)
    returns_set = getattr(routine, "returns_set", False)
    if len(outward) > 1 or (outward and isinstance(routine, ir.Procedure)):
        return returns_set, [(one.name, one.type) for one in outward]
    return returns_set, outward[0].type if outward else getattr(routine, "returns", None)


def _modes(routine: ir.Routine, modes: frozenset[str]) -> list[ir.Argument]:
    return [one for one in routine.arguments if one.mode in modes]


CHANGES: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
    (verb, kind): how
    for verb, how in (("create", _create), ("alter", _alter))
    for kind in (ir.Function.kind, ir.Procedure.kind)
}
"""How routines are created and changed."""
