"""Dates of zeros as defaults: MySQL takes them in another sql_mode alone, in every statement about their table.

Source: https://dev.mysql.com/doc/refman/en/sql-mode.html#sqlmode_no_zero_date
"""

from __future__ import annotations

import re

from schemac import ir
from schemac.dialect import Change, Situation, Step
from schemac.operation import Operation
from schemac_dialects.mysql import types

SECTION = "zero_dates"
ALLOWED = Step(section=SECTION, template="_nothing.sql.j2")
"""Renders nothing: a sign for the frame of the migration."""
HEAD = (
    "SET @schemac_usual_mode = @@sql_mode;\n"
    "SET sql_mode = replace(replace(@@sql_mode, 'NO_ZERO_IN_DATE', ''), 'NO_ZERO_DATE', '');"
)
TAIL = "SET sql_mode = @schemac_usual_mode;"

_PROGRAMS = frozenset({"trigger", "function", "procedure", "event"})
_ZERO = re.compile(r"'?(?:\d{2,4}-(?:0?0-\d\d?|\d\d?-0?0)\b|0+(?:\.0*)?'?\Z)")


def around(operation: Operation, made: Change, situation: Situation) -> Change:
    """The steps of an operation, with a sign that its tables have such dates.

    A program keeps the sql_mode that it is made under, so it is made under the usual one.
    """
    if not isinstance(made, tuple) or not made:
        return made
    if operation.address.object_kind in _PROGRAMS:
        if not any(_is_touched(address, situation) for address in {**situation.old.objects, **situation.new.objects}):
            return made
        mode = "_sql_mode.sql.j2"
        return (Step(section="usual", template=mode), *made, Step(section=SECTION, template=mode))
    if operation.address.kind == "database":
        concerned = any(map(_has, situation.old.of_kind("table")))
    else:
        tables = (state.objects.get(operation.address.owner) for state in (situation.old, situation.new))
        concerned = any(map(_has, (operation.owner, *tables)))
    return (ALLOWED, *made) if concerned else made


def _is_touched(address: ir.Address, situation: Situation) -> bool:
    old, new = situation.old.objects.get(address), situation.new.objects.get(address)
    return old is not new and (_has(old) or _has(new)) and old != new


def _has(table: object) -> bool:
    return isinstance(table, ir.Table) and any(
        column.default is not None
        and types.base(column.type) in ("date", "datetime", "timestamp")
        and _ZERO.match(column.default)
        for column in table.columns
    )
