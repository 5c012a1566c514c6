"""What the constraints of a state make sure of, so that a constraint made later cannot meet a row that breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schemac import ir, sqltext
from schemac.ir import Database, ForeignKey, Object, TopLevel
from schemac.names import Name


def all_columns(table: ir.Table, tables: Mapping[Name, ir.Table]) -> dict[str, ir.Column]:
    """The columns of a table by name, those of its parents included."""
    found: dict[str, ir.Column] = {}
    work, seen = [table], {table.qualified}
    while work:
        one = work.pop(0)
        for column in one.columns:
            found.setdefault(column.name, column)
        for parent in one.parents:
            if parent in tables and parent not in seen:
                seen.add(parent)
                work.append(tables[parent])
    return found


def keys(table: TopLevel) -> Iterator[frozenset[str]]:
    """The columns of each key of a table: no two rows hold the same values in all of them, NULL aside."""
    for member in ir.children(table):
        if isinstance(member, ir.PrimaryKey | ir.Unique):
            yield frozenset(member.columns)
        elif isinstance(member, ir.Index) and member.unique and member.where is None:
            columns = [part.column for part in member.columns]
            if None not in columns:
                yield frozenset(column for column in columns if column is not None)


_STRICT = frozenset(
    """
    and or not in between like ilike similar to length char_length octet_length lower upper abs
    """.split()
)
"""Words of a check that give NULL for NULL, so that a NULL satisfies the check."""


def meets_no_row(before: TopLevel, after: TopLevel, constraint: Object) -> bool:
    """Whether a constraint is about new columns alone, which stay NULL in every row that exists."""
    held = {member.name for member in ir.children(before) if isinstance(member, ir.Column)}
    columns = {member.name: member for member in ir.children(after) if isinstance(member, ir.Column)}
    named = set(ir.own_columns(constraint))
    for text in ir.sql_texts(constraint):
        words = {word for token in sqltext.tokens(text) if (word := sqltext.name_of(token)) is not None}
        if not {word.lower() for word in words - columns.keys()} <= _STRICT:
            return False
        named |= words & columns.keys()
    return bool(named) and all(name not in held and name in columns and _stays_null(columns[name]) for name in named)


def _stays_null(column: ir.Column) -> bool:
    return column.nullable and column.default is None and column.generated is None and column.backfill is None


def holds(database: Database, before: TopLevel, constraint: Object) -> bool:
    """Whether every row of a table satisfies a constraint already.

    database: the state that ``before``, the table as it was, is of; constraint: a key, a foreign key or a check.
    """
    held = list(ir.children(before))
    if any(isinstance(one, type(constraint)) and _but_for_name(one, constraint) for one in held):
        return True
    if isinstance(constraint, ForeignKey):
        return any(_same_reference(database, one, constraint) for one in held)
    if isinstance(constraint, ir.Check):
        return any(isinstance(one, ir.Check) and one.sql == constraint.sql and _is_met(one) for one in held)
    if isinstance(constraint, ir.Exclusion) or getattr(constraint, "without_overlaps", False):
        return False
    if not getattr(constraint, "nulls_distinct", True) or any(True for _ in ir.sql_texts(constraint)):
        return False
    # Two texts may be equal by one collation and not by another.
    if any(part.collation is not None for part in ir.parts(constraint)):
        return False
    columns = set(ir.own_columns(constraint)) - set(getattr(constraint, "include", ()))
    return any(key <= columns for key in keys(before))


def _but_for_name(one: Object, other: Object) -> bool:
    """Whether two objects of a kind differ in no more than what tells nothing of rows."""
    state = (name for name, role in ir.fields(type(one)) if role not in ir.HINTS and name not in ("name", "comment"))
    return all(getattr(one, name) == getattr(other, name) for name in state)


def _is_met(held: ir.Check | ForeignKey) -> bool:
    """Whether every row satisfies a constraint that is there."""
    return held.enforced and not held.not_valid


def _same_reference(database: Database, held: Object, constraint: ForeignKey) -> bool:
    return (
        isinstance(held, ForeignKey)
        and _is_met(held)
        and (held.period or not constraint.period)
        and (held.columns, held.target) == (constraint.columns, constraint.target)
        and target_columns(database, held) == target_columns(database, constraint)
        and (held.match == constraint.match or len(held.columns) == 1)
    )


def target_columns(database: Database, constraint: ForeignKey) -> tuple[str, ...]:
    """The columns that a foreign key refers to, those of the target's primary key where it names none."""
    target = _table(database, constraint.target)
    key = target.primary_key if target else None
    return constraint.target_columns or (key.columns if key else ())


def _table(database: Database, name: Name) -> ir.Table | None:
    found = database.objects.get(ir.Address(ir.Table.kind, name.schema, name.name))
    return found if isinstance(found, ir.Table) else None
