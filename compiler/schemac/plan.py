"""Operations to statements: expanded by the dialect's rules, put in order by their dependencies, and rendered."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemac.dialect import Dialect, Hazard
from schemac.diff import Difference
from schemac.expansion import expanded
from schemac.graph import States
from schemac.ir import Address
from schemac.order import ordered
from schemac.render import merged, renderer, with_tail


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """SQL as it goes into a migration, what can go wrong with it, and what it is about.

    sql: one statement or several that belong together, each ended by a semicolon; transactional: False where it must
    be committed by itself; tail: what it has after its last clause.
    """

    sql: str
    address: Address
    transactional: bool = True
    hazards: tuple[Hazard, ...] = ()
    tail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The statements of one direction, and what has to stand before and after all of them."""

    statements: tuple[Statement, ...] = ()
    head: str = ""
    tail: str = ""

    def hazards(self) -> Iterator[tuple[Address, Hazard]]:
        """Every hazard with the object that it is about."""
        for statement in self.statements:
            for hazard in statement.hazards:
                yield statement.address, hazard

    def sql(self, *, silent: frozenset[str] = frozenset()) -> str:
        """The plan as a script; hazards of the ``silent`` codes are not written."""
        blocks = [self.head] if self.head else []
        for statement in self.statements:
            marks = [
                # A name may hold line breaks, which would end the comment.
                f"-- hazard: {hazard.code}: {' '.join(hazard.message.split())}"
                for hazard in statement.hazards
                if hazard.code not in silent
            ]
            if not statement.transactional:
                marks.append("-- schemac:no-transaction")
            blocks.append("\n".join([*marks, statement.sql]))
        if self.tail:
            blocks.append(self.tail)
        return "\n\n".join(blocks) + "\n" if blocks else ""


def plan(difference: Difference, dialect: Dialect) -> Plan:
    """The statements that make a difference, in an order in which each one finds what it needs."""
    states = States(difference.renamed, difference.new)
    made = expanded(difference, dialect, states)
    templates = renderer(dialect)
    statements = []
    for operation, steps in ordered(made, dialect.rules, states):
        for step in steps:
            text = templates.render(operation, step)
            if text:
                statements.append(
                    Statement(
                        sql=text,
                        address=operation.address,
                        transactional=step.transactional,
                        hazards=step.hazards,
                        tail=step.tail,
                    )
                )
    sections = {step.section for one in made for step in one.steps}
    head, tail = dialect.rules.frame(sections) if statements else ("", "")
    return Plan(statements=tuple(_merged(statements)), head=head, tail=tail)


def _merged(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Neighbours that change the same table become one statement where their templates allow it."""
    last: Statement | None = None
    for statement in statements:
        joined = merged(last.sql, statement.sql) if last and last.transactional and statement.transactional else None
        if joined is not None and last is not None:
            last = dataclasses.replace(
                last,
                sql=joined,
                hazards=tuple(dict.fromkeys((*last.hazards, *statement.hazards))),
                tail=last.tail if last.tail == statement.tail else "",
            )
            continue
        if last is not None:
            yield _finished(last)
        last = statement
    if last is not None:
        yield _finished(last)


def _finished(statement: Statement) -> Statement:
    sql = merged(with_tail(statement.sql, statement.tail), None)
    return dataclasses.replace(statement, sql=sql or statement.sql, tail="")
