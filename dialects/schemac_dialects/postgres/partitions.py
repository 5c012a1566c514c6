"""How PostgreSQL changes partitions and tables that inherit, whose parents give them most of what they have.

Sources: https://www.postgresql.org/docs/current/ddl-partitioning.html, https://www.postgresql.org/docs/current/ddl-inherit.html.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from schemac import guarantees, ir, names
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.ir import Address, Database, Object, Table
from schemac.names import Name
from schemac.operation import Alter, Create, Drop, Operation
from schemac_dialects.postgres import sequences, types, views
from schemac_dialects.postgres.retype import retype

_KEYS = (ir.PrimaryKey, ir.Unique, ir.Index)
_OWN = ("default", "nullable", "comment", "storage", "compression", "statistics")
"""The fields of a column that a child may have otherwise than its parents."""
MADE_FROM = frozenset({"partition_of", "bound", "inherits", "attached"})
"""The fields of a table that say what it is made from."""
_DERIVED = {"index": "idx", "primary_key": "pkey", "unique": "key"}


def change(operation: Operation, situation: Situation) -> Change | None:
    """How an operation on a child, or on a member of one, is made; None where it is made as on any other table."""
    owner = operation.owner
    if not isinstance(owner, Table):
        return None
    if isinstance(operation, Create):
        return _create(operation, owner, situation)
    if isinstance(operation, Drop):
        return _drop(operation, owner, situation)
    if isinstance(operation, Alter) and isinstance(operation.new, ir.Column):
        return _alter_column(operation, situation)
    return None


def _create(operation: Create, owner: Table, situation: Situation) -> Change | None:
    found = operation.object
    if isinstance(found, Table):
        return None
    before = _table(situation.old, owner.qualified)
    if isinstance(found, ir.Column):
        if found.inherited:
            return tuple(_override(owner, _given(situation.new, owner, found.name), found, situation))
        # A child that leaves its parents keeps their columns.
        had = _inherited_column(situation.old, before, found.name) if before else None
        return None if had is None else tuple(_override(owner, had, found, situation))
    if isinstance(found, ir.Check | ir.ForeignKey):
        return () if before is not None and _has(situation.old, before, found) else None
    if not isinstance(found, _KEYS):
        return None
    parent = _equal(situation.new, owner, found)
    if parent is not None:
        return (_named(owner, found.name, *parent), *views.marks(owner, found.name))
    if before is not None and not owner.partition_of and _equal(situation.old, before, found) is not None:
        return _renamed(owner, _derived(owner, found), found.name)
    return None


def create_table(found: Table, situation: Situation) -> tuple[Step, ...]:
    """A child; what its parents give it under another name, or otherwise, is changed afterwards."""
    parts = {
        member.name: parent
        for member in ir.children(found)
        if isinstance(member, _KEYS) and (parent := _equal(situation.new, found, member)) is not None
    }
    bare = ir.with_children(found, lambda one: None if isinstance(one, _KEYS) and one.name in parts else one)
    apart: list[Object] = []
    if _is_key_apart(bare):
        # A foreign key to the table itself may refer to it.
        apart = [one for one in ir.children(bare) if one == bare.primary_key or _is_to_itself(one, found)]
        bare = ir.with_children(bare, lambda one: None if one in apart else one)
    steps = [Step(values={"object": dataclasses.replace(bare, columns=_written(bare, situation))})]
    for one in apart:
        values = {"object": one, "owner": found, "subject": "TABLE"}
        steps.append(Step(template=f"{one.kind}/create.sql.j2", section="create", values=values))
    for column in found.columns:
        if column.inherited:
            steps += _override(found, _given(situation.new, found, column.name), column, situation)
    return (*steps, *(_named(found, name, *parent) for name, parent in parts.items()))


def _is_key_apart(found: Table) -> bool:
    """Whether the primary key of a child leaves its parents' NOT NULL as it is.

    Made together with the child, it gives it one of its own since version 18
    (https://www.postgresql.org/docs/current/ddl-inherit.html).
    """
    if found.partition_of is not None or found.primary_key is None:
        return False
    own = {column.name for column in found.columns if not column.inherited or column.not_null_name is not None}
    return own.isdisjoint(found.primary_key.columns)


def _is_to_itself(found: Object, table: Table) -> bool:
    return isinstance(found, ir.ForeignKey) and found.target == table.qualified


def _written(found: Table, situation: Situation) -> tuple[ir.Column, ...]:
    """The columns that a child is made with: its own; of a partition's those whose NOT NULL has a name of its own."""
    if found.partition_of is None:
        return tuple(_own_default(found, column, situation) for column in found.columns if not column.inherited)
    named = {column.name: column for column in found.columns if column.not_null_name is not None}
    if found.attached:
        parents = list(_parents(situation.new, found))
        inherited = guarantees.all_columns(parents[0], {one.qualified: one for one in parents}) if parents else {}
        columns = {name: column for name, column in inherited.items() if not column.nullable}
        named = {name: dataclasses.replace(one, not_null_name=None) for name, one in columns.items()} | named
    return tuple(dataclasses.replace(one, comment=None, nullable=False) for one in named.values())


def _own_default(found: Table, column: ir.Column, situation: Situation) -> ir.Column:
    """A column that a parent has too, of which it would get the default."""
    had = _inherited_column(situation.new, found, column.name)
    if had is None or had.default is None or column.default or column.generated or column.type in types.SERIALS:
        return column
    return column if column.identity is not None else dataclasses.replace(column, default="NULL")


def _attach(table: Table, parent: Name, hazards: tuple[Hazard, ...] = ()) -> Step:
    values = {"parent": parent, "new": table}
    return Step(section="attach", template="table/alter.sql.j2", hazards=hazards, values=values)


def _drop(operation: Drop, owner: Table, situation: Situation) -> Change | None:
    """What a child has from its parents goes with them, and stays as long as they have it."""
    found = operation.object
    after = _table(situation.new, owner.qualified)
    if after is None or isinstance(found, Table):
        return None
    if isinstance(found, ir.Column):
        inherited = _inherited_column(situation.new, after, found.name)
        if inherited is not None:
            return tuple(_override(after, found, inherited, situation))
        return () if found.inherited else None
    if isinstance(found, _KEYS):
        derived = _derived(owner, found)
        was_part = _equal(situation.old, owner, found) is not None
        alike = (one for one in ir.children(after) if one.kind == found.kind)
        if not was_part and any(_but_for_name(one) == _but_for_name(found) for one in alike):
            # Of two that are alike, the one that stays becomes the parent's part.
            return None
        if _equal(situation.new, after, found) is not None:
            return _renamed(owner, found.name, derived)
        return () if was_part and after.partition_of else None
    return () if _has(situation.new, after, found) else None


def _alter_column(operation: Alter, situation: Situation) -> Change | None:
    new = operation.new
    assert isinstance(new, ir.Column)
    if not new.inherited and "inherited" not in operation.fields:
        return None
    fields = tuple(name for name in operation.fields if name in _OWN or (not new.inherited and name != "inherited"))
    return retype(dataclasses.replace(operation, fields=fields), situation) if fields else ()


def _override(table: Table, old: ir.Column | None, new: ir.Column, situation: Situation) -> Iterator[Step]:
    """The steps that lead from a parent's column, as a child got it, to the child's own."""
    if old is None:
        return
    bare = dataclasses.replace(old, comment=None, statistics=None) if not old.inherited else old
    fields = tuple(name for name in _OWN if getattr(bare, name) != getattr(new, name))
    if not fields:
        return
    address = ir.address(table, new)
    made = retype(Alter(address=address, old=bare, new=new, fields=fields, old_owner=table, owner=table), situation)
    assert isinstance(made, tuple)
    for step in made:
        values: dict[str, Any] = {"old": bare, "new": new, "object": new, "owner": table, **step.values}
        yield dataclasses.replace(step, template="column/alter.sql.j2", values=values)


def alter_table(operation: Alter, situation: Situation) -> tuple[Step, ...]:
    """The steps by which a table leaves its parents and gets others."""
    old, new = operation.old, operation.new
    assert isinstance(old, Table)
    assert isinstance(new, Table)
    steps: list[Step] = []
    if {"partition_of", "bound", "attached"} & set(operation.fields):
        if old.partition_of is not None:
            steps.append(Step(section="detach", values={"parent": old.partition_of}))
        if old.partition_of == new.partition_of is not None and old.attached != new.attached:
            steps += _not_null_names(old, new, situation)
        if new.partition_of is not None:
            message = f"every row of {new.name} has to be one of {new.partition_of} {new.bound}"
            stays = (old.partition_of, old.bound) == (new.partition_of, new.bound)
            hazards = () if stays else (Hazard(code="add-check", message=message),)
            steps.append(_attach(new, new.partition_of, hazards))
    if "inherits" in operation.fields:
        steps += (Step(section="no_inherit", values={"parent": one}) for one in old.inherits if one not in new.inherits)
        steps += (Step(section="inherit", values={"parent": one}) for one in new.inherits if one not in old.inherits)
    return tuple(steps)


def _not_null_names(old: Table, new: Table, situation: Situation) -> Iterator[Step]:
    """The names of NOT NULL constraints from the parent's to a partition's own, or back, while it is detached.

    A name that is inherited cannot be changed (https://www.postgresql.org/docs/current/sql-altertable.html).
    """
    parents = list(_parents(situation.old, old))
    stays = guarantees.all_columns(new, {one.qualified: one for one in _parents(situation.new, new)})
    for name, column in guarantees.all_columns(old, {one.qualified: one for one in parents}).items():
        table = next((one for one in parents if name in {held.name for held in one.columns}), None)
        if column.nullable or table is None or name not in stays or stays[name].nullable:
            continue
        parents_name = column.not_null_name or names.derived(table.name, name, "not_null")
        own = names.derived(new.name, name, "not_null")
        # What it is called now only the server knows: a rename of the column left the name as it was.
        yield Step(section="not_null_name", values={"column": name, "new_name": parents_name if old.attached else own})


def is_repartitioned(old: Object | None, new: Object | None) -> bool:
    """Whether a table is partitioned otherwise than it was, which PostgreSQL cannot do to a table that exists."""
    if not isinstance(old, Table) or not isinstance(new, Table):
        return False
    return (old.partition_strategy, old.partition_by) != (new.partition_strategy, new.partition_by)


def is_child(found: Object) -> bool:
    """Whether a table goes with its parents when these are dropped."""
    return isinstance(found, Table) and bool(found.parents)


def _table(database: Database, name: Name) -> Table | None:
    found = database.objects.get(Address(Table.kind, *name))
    return found if isinstance(found, Table) else None


def _parents(database: Database, table: Table) -> Iterator[Table]:
    """The parents of a table and theirs, nearest first."""
    work = list(table.parents)
    while work:
        parent = _table(database, work.pop(0))
        if parent is not None:
            yield parent
            work += parent.parents


def _inherited_column(database: Database, table: Table, name: str) -> ir.Column | None:
    """The column that a table has from its parents; a serial's is what it stands for."""
    tables = {one.qualified: one for one in _parents(database, table)}
    found = guarantees.all_columns(dataclasses.replace(table, columns=()), tables).get(name)
    if found is None or found.type not in types.SERIALS:
        return found
    owner = next(table for table in tables.values() if found in table.columns)
    sequence = types.literal(types.qualified(str(sequences.of_serial(owner.qualified, name))))
    return dataclasses.replace(found, type=types.SERIALS[found.type], default=f"nextval({sequence}::regclass)")


def _given(database: Database, table: Table, name: str) -> ir.Column | None:
    """The column as a table gets it from its parents, whose comments and statistics stay theirs."""
    found = _inherited_column(database, table, name)
    return None if found is None else dataclasses.replace(found, comment=None, statistics=None)


def _equal(database: Database, table: Table, member: Object) -> tuple[Name, str] | None:
    """The parent, and the name of the index or key of it, of which a partition's is a part."""
    if table.partition_of is None:
        return None
    # Of those that are alike, the ones that have a name as the server gives it come first.
    alike = sorted(_alike(table, member), key=lambda one: not _is_derived(table, one))
    place = next((place for place, one in enumerate(alike) if one == member), 0)
    for parent in _parents(database, table):
        for position, other in enumerate(_alike(parent, member)):
            if position == place:
                return parent.qualified, other.name
    return None


def _alike(table: Table, member: Object) -> list[Object]:
    """The members of a table that are one but for its name."""
    return [
        other
        for other in ir.children(table)
        if other.kind == member.kind and _but_for_name(other) == _but_for_name(member)
    ]


def _is_derived(table: Table, member: Object) -> bool:
    name = _derived(table, member)
    return member.name.startswith(name) and member.name[len(name) :] in ("", *"123456789")


def of_parents(database: Database, table: Table) -> Iterator[Object]:
    """The members of a child that its parents gave it, whatever they are called, or would have given it."""
    for member in ir.children(table):
        if isinstance(member, _KEYS) and _equal(database, table, member) is not None:
            yield member
        elif isinstance(member, ir.Column):
            had = _inherited_column(database, table, member.name)
            plain = dataclasses.replace(member, inherited=False, not_null_name=None)
            if had is not None and dataclasses.replace(had, comment=None, not_null_name=None) == plain:
                yield member


def _has(database: Database, table: Table, member: Object) -> bool:
    """Whether a table has a constraint from its parents."""
    return any(member in tuple(ir.children(parent)) for parent in _parents(database, table))


def _but_for_name(member: Any) -> Any:
    return dataclasses.replace(member, name="", comment=None, storage=(), tablespace=None)


def _derived(table: Table, member: Object) -> str:
    """The name that PostgreSQL gives to a partition's part of an index or key."""
    if isinstance(member, ir.Index):
        return names.index_name(table.name, [part.column for part in member.columns])
    columns = () if isinstance(member, ir.PrimaryKey) else tuple(ir.own_columns(member))
    return names.derived(table.name, names.joined_columns(columns), _DERIVED[member.kind])


def _named(table: Table, name: str, parent: Name, index: str) -> Step:
    """Gives the part of a parent's index its own name, whatever the server has called it."""
    values = {"table": table.qualified, "index": Name(parent.schema, index), "name": name}
    return Step(template="_attached.sql.j2", values=values)


def _renamed(table: Table, old: str, new: str) -> tuple[Step, ...]:
    if old == new:
        return ()
    return (Step(template="_index_name.sql.j2", values={"index": Name(table.qualified.schema, old), "name": new}),)
