"""The partitions of a declared table in the live one's words."""

from __future__ import annotations

import re
from dataclasses import replace

from schemac import ir
from schemac_dialects.mysql.canonical.asking import Answer, Asking, is_yes, same_text, same_values
from schemac_dialects.mysql.tokens import Reader, Unparsable

_STARTS = re.compile(r" STARTS TIMESTAMP'[^']*'")


def partitions(declared: ir.Table, live: ir.Table) -> Asking:
    """The declared table with the live one's spelling of each expression of a partition that means the same.

    The server keeps the value of a bound such as ``to_days('2030-01-01')``: it is asked whether the two are equal.
    """
    if declared.partition_strategy is None or declared.partition_strategy != live.partition_strategy:
        return declared
    held = {one.name: one for one in live.partitions}
    doubtful = {}
    for own in declared.partitions:
        before = held.get(own.name)
        if before is not None and own.bound != before.bound:
            pairs = _pairs(own.bound, before.bound)
            if pairs is not None:
                doubtful[own.name] = pairs
    answers = iter((yield same_values([pair for pairs in doubtful.values() for pair in pairs])))
    same = {name: _all([next(answers) for _ in pairs]) for name, pairs in doubtful.items()}
    return replace(
        declared,
        partitions=tuple(
            _partition(own, held.get(own.name), same_bound=same.get(own.name, False)) for own in declared.partitions
        ),
        partition_by=_key(declared.partition_by, live.partition_by),
        partition_count=_count(declared.partition_count, live.partition_count),
        subpartition_by=_key(declared.subpartition_by, live.subpartition_by),
        subpartition_count=_count(declared.subpartition_count, live.subpartition_count),
    )


def _all(answers: list[Answer]) -> bool:
    return all(map(is_yes, answers))


def _partition(own: ir.Partition, live: ir.Partition | None, *, same_bound: bool) -> ir.Partition:
    if live is None:
        return own
    return replace(own, bound=live.bound if same_bound else own.bound, comment=own.comment or None)


def _count(own: int | None, live: int | None) -> int | None:
    """One partition is what there is unless told."""
    return live if (own or 1) == (live or 1) else own


def _key(own: tuple[ir.IndexPart, ...], live: tuple[ir.IndexPart, ...]) -> tuple[ir.IndexPart, ...]:
    if len(own) != len(live):
        return own
    return live if all(map(_same_part, own, live)) else own


def _same_part(own: ir.IndexPart, live: ir.IndexPart) -> bool:
    text, other = own.sql or own.column, live.sql or live.column or ""
    if text is not None and " starts " not in text.lower():
        # A history begins at the present day unless told.
        other = _STARTS.sub("", other)
    return same_text(text, other)


def _pairs(own: str | None, live: str | None) -> list[tuple[str, str]] | None:
    """The values of two bounds that differ as texts; None where the bounds are of two shapes."""
    if own is None or live is None:
        return None
    try:
        left, right = _values(own), _values(live)
    except Unparsable:
        return None
    if len(left) != len(right):
        return None
    pairs = []
    for one, other in zip(left, right, strict=True):
        if same_text(one, other):
            continue
        if "'" not in one + other or "(" in one or not one.startswith("'"):
            pairs.append((one, other))
        else:
            return None
    return pairs


def _values(bound: str) -> list[str]:
    """The words of a bound, and each value on its own."""
    reader = Reader(bound)
    found = []
    while reader.current.kind != "end":
        if reader.key == "(":
            first, end = reader.group()
            while reader.token(first).key == "(" and reader.bare(first, end) != (first, end):
                first, end = reader.bare(first, end)
            for start, stop in reader.split(first, end):
                found.append(reader.cut(*reader.bare(start, stop)))
        else:
            found.append(reader.step().text.upper())
    # One MAXVALUE is written with parentheses and without.
    return found
