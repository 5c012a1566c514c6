"""How MySQL and MariaDB make each change (https://dev.mysql.com/doc/refman/en/alter-table.html)."""

from __future__ import annotations

from schemac.dialect import Change, Rules, Situation, Step
from schemac.operation import Operation
from schemac_dialects.mysql.flavour import Flavour


def _change(_operation: Operation, _situation: Situation) -> Change:
    return (Step(),)


def rules(_flavour: Flavour) -> Rules:
    """The rules of one of the two databases."""
    return Rules(change=_change, apart=frozenset(), constraints_are_relations=False)
