"""Strategies of tables, and of what lives in tables and views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from schemac import guarantees, ir, names
from schemac.names import Name
from tests.strategies.model import DEFERRABLE, ENABLED, Draw, Model
from tests.strategies.words import flags, identifiers, optional, some, sql, texts

Member = TypeVar("Member", bound=ir.Object)
_EVENTS = ("insert", "update", "delete", "truncate")
_BOUNDS = ("1", "-1", "1.50", "'-5'", "'a''b, (c'", "true", "NULL", "MINVALUE", "MAXVALUE", "'2026-01-01'", "f(1, 2)",
           "'x'::text", "'back\\slash'", "''", "'1'", "007", "now()", "'true'")  # fmt: skip


class Members:
    """Names for the members of one table or view: derived, derived and numbered, or any; each once."""

    def __init__(self, model: Model, owner: Name) -> None:
        self.model = model
        self.owner = owner
        self.taken: set[str] = set()

    def several(self, make: Callable[[], Member | None], *, most: int = 3) -> list[Member]:
        """Some members of a kind, each with a name of its own."""
        found = (make() for _ in range(self.model.draw(st.integers(0, most))))
        return list({member.name: member for member in found if member is not None}.values())

    def name(self, derived: str) -> str | None:
        """A name for a constraint or an index; None where the one drawn is taken or too long."""
        numbered = st.sampled_from([f"{derived}1", f"{derived}2", f"{derived}01"])
        name: str = self.model.draw(st.one_of(st.just(derived), st.just(derived), numbered, identifiers()))
        relation = Name(self.owner.schema, name)
        if name in self.taken or relation in self.model.relations or len(name.encode()) > names.NAME_LIMIT:
            return None
        self.taken.add(name)
        self.model.relations.add(relation)
        return name


def table(model: Model, *, rich: bool) -> ir.Table:
    """A table; a rich one has more than columns, keys, checks and indexes."""
    draw, name = model.draw, model.name(model.relations)
    columns = [_column(model, label) for label in draw(st.lists(identifiers(), unique=True, min_size=1, max_size=4))]
    members = Members(model, name)
    foreign_keys = [
        key for _ in range(draw(st.integers(0, 2))) if model.tables and (key := _foreign_key(model, members, columns))
    ]
    labels = [column.name for column in columns]
    found = _table(model, members, labels, rich=rich)
    if rich and draw(st.booleans()):
        found |= _partition_by(model, labels)
    if rich and model.tables and draw(flags()):
        found["inherits"] = tuple(one.qualified for one in draw(some(model.tables, least=1, most=2)))
    return ir.Table(columns=tuple(columns), foreign_keys=tuple(foreign_keys), **found)


def partition(model: Model) -> ir.Table:
    """A partition of an earlier table: one that the parent can list, or one with something of its own."""
    draw = model.draw
    parent: ir.Table = draw(st.sampled_from([table for table in model.tables if table.partition_by]))
    name = model.name(model.relations)
    held = guarantees.all_columns(parent, {table.qualified: table for table in model.tables})
    found: dict[str, Any] = {
        "name": name.name, "schema": name.schema, "comment": model.comment(), "unlogged": parent.unlogged,
        "storage": model.storage(), "tablespace": draw(optional(identifiers())),
        "partition_of": parent.qualified, "bound": _bound(model, parent), "attached": draw(flags()),
    }  # fmt: skip
    if draw(st.booleans()):
        columns = [_column(model, label, inherited=True) for label in draw(some(list(held), most=2))]
        found |= _table(model, Members(model, name), list(held), rich=True)
        found |= {"name": name.name, "schema": name.schema, "columns": tuple(columns)}
    if draw(flags()):
        found |= _partition_by(model, list(held))
    return ir.Table(**found)


def _table(model: Model, members: Members, labels: list[str], *, rich: bool) -> dict[str, Any]:
    """The fields that tables and partitions share; ``labels`` are the columns that may be named."""
    draw, name = model.draw, members.owner
    found: dict[str, Any] = {
        "name": name.name, "schema": name.schema, **model.standing("table", tuple(labels)),
        "primary_key": _primary_key(model, members, labels),
        "uniques": tuple(members.several(lambda: _unique(model, members, labels))),
        "checks": tuple(members.several(lambda: _check(model, members, labels))),
        "indexes": tuple(members.several(lambda: index(model, members, labels))),
        "unlogged": draw(flags()), "storage": model.storage(), "tablespace": draw(optional(identifiers())),
    }  # fmt: skip
    if rich:
        identity = draw(st.sampled_from([None, "full", "nothing", "index"]))
        found |= {
            "exclusions": tuple(members.several(lambda: _exclusion(model, members, labels), most=1)),
            "statistics": tuple(members.several(lambda: statistic(model, members, labels), most=2)),
            "rules": tuple(members.several(lambda: rule(model, members), most=2)),
            "triggers": tuple(members.several(lambda: trigger(model, members, labels), most=2)),
            "policies": tuple(members.several(lambda: _policy(model), most=2)),
            "row_security": draw(st.sampled_from([None, "on", "forced"])),
            "access_method": draw(st.sampled_from([None, "columnar"])),
            "replica_identity": identity, "replica_index": draw(identifiers()) if identity == "index" else None,
            "cluster": draw(optional(identifiers())),
        }  # fmt: skip
    return found


def _partition_by(model: Model, labels: list[str]) -> dict[str, Any]:
    columns = model.draw(some(labels, least=1, most=2))
    parts = tuple(_part(model, column, ordered=False) for column in columns)
    return {"partition_by": parts, "partition_strategy": model.draw(st.sampled_from(["range", "list", "hash"]))}


def _bound(model: Model, parent: ir.Table) -> str:
    draw = model.draw
    value = st.one_of(st.sampled_from(_BOUNDS), texts().map(lambda text: "'" + text.replace("'", "''") + "'"))
    size = len(parent.partition_by)

    def values(least: int, most: int) -> str:
        return f"({', '.join(draw(st.lists(value, min_size=least, max_size=most)))})"

    if draw(flags()):
        return "DEFAULT"
    if parent.partition_strategy == "hash":
        return f"FOR VALUES WITH (modulus 4, remainder {draw(st.integers(0, 3))})"
    if parent.partition_strategy == "list":
        return f"FOR VALUES IN {values(1, 3)}"
    return f"FOR VALUES FROM {values(size, size)} TO {values(size, size)}"


def _column(model: Model, name: str, *, inherited: bool = False) -> ir.Column:
    draw = model.draw
    kind = draw(st.sampled_from(["plain", "plain", "default", "default", "generated", "identity"]))
    generated = draw(sql()) if kind == "generated" else None
    identity = None
    if kind == "identity":
        own = draw(optional(identifiers()))
        identity = ir.Identity(always=draw(st.booleans()), sequence_name=own, **model.options())
    tuned: dict[str, Any] = {}
    if draw(flags()):
        tuned = {
            "not_null_name": draw(optional(identifiers())), "storage": draw(st.sampled_from([None, "external"])),
            "compression": draw(st.sampled_from([None, "lz4"])), "statistics": draw(st.sampled_from([None, 0, 500])),
        }  # fmt: skip
    return ir.Column(
        name=name, comment=model.comment(), type=model.type(), nullable=draw(st.booleans()),
        default=draw(sql()) if kind == "default" else None, generated=generated,
        stored=generated is None or draw(st.booleans()), identity=identity, collation=model.collation(),
        inherited=inherited, **tuned,
    )  # fmt: skip


def _columns(model: Model, labels: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Columns of a key, mostly one, and others that it includes."""
    chosen = model.draw(some(labels, least=1, most=2))
    include = (
        model.draw(some([label for label in labels if label not in chosen], most=1)) if model.draw(flags()) else []
    )
    return tuple(chosen), tuple(include)


def _key(model: Model) -> dict[str, Any]:
    """The options that primary keys and unique constraints share."""
    draw = model.draw
    found = {"comment": model.comment(), "deferrable": draw(DEFERRABLE)}
    if draw(flags()):
        found |= {
            "without_overlaps": draw(flags()),
            "storage": model.storage(),
            "tablespace": draw(optional(identifiers())),
        }
    return found


def _primary_key(model: Model, table: Members, labels: list[str]) -> ir.PrimaryKey | None:
    name = table.name(names.primary_key_name(table.owner.name)) if model.draw(st.booleans()) else None
    if name is None:
        return None
    columns, include = _columns(model, labels)
    return ir.PrimaryKey(name=name, columns=columns, include=include, **_key(model))


def _unique(model: Model, table: Members, labels: list[str]) -> ir.Unique | None:
    columns, include = _columns(model, labels)
    name = table.name(names.unique_name(table.owner.name, columns))
    if name is None:
        return None
    if model.draw(st.booleans()):
        return ir.Unique(name=name, columns=columns)
    distinct = not model.draw(flags())
    return ir.Unique(name=name, columns=columns, include=include, nulls_distinct=distinct, **_key(model))


def _foreign_key(model: Model, table: Members, columns: list[ir.Column]) -> ir.ForeignKey | None:
    """A foreign key to a key of an earlier table; its columns are added to the table."""
    draw = model.draw
    target: ir.Table = draw(st.sampled_from(model.tables))
    keys = [unique.columns for unique in target.uniques]
    keys += [target.primary_key.columns] if target.primary_key else []
    if not keys:
        return None
    referred = draw(st.sampled_from(keys))
    taken = [column.name for column in columns]
    size = len(referred)
    own = draw(
        st.lists(identifiers().filter(lambda name: name not in taken), unique=True, min_size=size, max_size=size)
    )
    name = table.name(names.foreign_key_name(table.owner.name, own))
    if name is None:
        return None
    types = {column.name: column.type for column in target.columns}
    columns += [ir.Column(name=label, type=types[other]) for label, other in zip(own, referred, strict=True)]
    primary = target.primary_key and target.primary_key.columns == referred
    actions = st.sampled_from(["no_action", "no_action", "restrict", "cascade", "set_null", "set_default"])
    return ir.ForeignKey(
        name=name, comment=draw(st.sampled_from([None, None, "why"])), columns=tuple(own),
        target=target.qualified,
        target_columns=() if primary else referred, on_delete=draw(actions), on_update=draw(actions),
        on_delete_columns=tuple(draw(some(own))) if draw(flags()) else (),
        match=draw(st.sampled_from(["simple", "simple", "full"])), deferrable=draw(DEFERRABLE), period=draw(flags()),
        not_valid=draw(flags()), enforced=not draw(flags()),
    )  # fmt: skip


def _check(model: Model, table: Members, labels: list[str]) -> ir.Check | None:
    draw, label = model.draw, model.draw(st.sampled_from(labels))
    name = table.name(names.check_name(table.owner.name, label))
    if name is None:
        return None
    quoted = '"' + label.replace('"', '""') + '"'
    text = draw(st.one_of(st.just(f"{quoted} is not null"), st.just(f"{quoted}\n  > 0"), sql()))
    if draw(st.booleans()):
        return ir.Check(name=name, sql=text)
    return ir.Check(
        name=name, comment=model.comment(), sql=text, not_valid=draw(flags()), no_inherit=draw(flags()),
        enforced=not draw(flags()),
    )  # fmt: skip


def _exclusion(model: Model, table: Members, labels: list[str]) -> ir.Exclusion | None:
    draw = model.draw
    columns, include = _columns(model, labels)
    name = table.name(names.derived(table.owner.name, names.joined_columns(columns), "excl"))
    if name is None:
        return None
    parts = [_part(model, column) for column in columns]
    elements = tuple(
        ir.ExclusionPart(
            operator=draw(st.sampled_from(["=", "&&", "pg_catalog.<>"])),
            **{field: getattr(part, field) for field, _ in ir.fields(ir.IndexPart)},
        )
        for part in parts
    )
    return ir.Exclusion(
        name=name, comment=model.comment(), elements=elements, method=draw(st.sampled_from([None, "spgist", "btree"])),
        where=model.sql(), include=include, deferrable=draw(DEFERRABLE), storage=model.storage(),
        tablespace=draw(optional(identifiers())),
    )  # fmt: skip


def index(model: Model, table: Members, labels: list[str]) -> ir.Index | None:
    """An index."""
    draw = model.draw
    columns, include = _columns(model, labels)
    name = table.name(names.index_name(table.owner.name, columns))
    if name is None:
        return None
    if draw(st.booleans()):
        return ir.Index(name=name, columns=tuple(ir.IndexPart(column=column) for column in columns))
    return ir.Index(
        name=name, comment=model.comment(), columns=tuple(_part(model, column) for column in columns),
        unique=draw(flags()),
        method=draw(st.sampled_from([None, "gin", "hash"])), where=model.sql(), include=include,
        nulls_distinct=not draw(flags()), storage=model.storage(), tablespace=draw(optional(identifiers())),
    )  # fmt: skip


def _part(model: Model, column: str, *, ordered: bool = True) -> ir.IndexPart:
    draw: Draw = model.draw
    order = draw(st.sampled_from([None, None, "desc"])) if ordered else None
    expression = model.sql()
    return ir.IndexPart(
        column=None if expression else column, sql=expression, order=order,
        nulls=draw(st.sampled_from([None, "last" if order else "first"])) if ordered else None,
        opclass=draw(st.sampled_from([None, "gin_trgm_ops", "s.ops", "gist_ops(siglen=12)"])),
        collation=model.collation(),
    )  # fmt: skip


def statistic(model: Model, table: Members, labels: list[str]) -> ir.Statistic:
    """Extended statistics, in the schema of their table or in another."""
    draw = model.draw
    schemas = [None, *(schema for schema in model.schemas if schema != table.owner.schema)]
    expression = model.sql()
    columns = tuple(ir.IndexPart(column=label) for label in draw(some(labels, least=1)))
    return ir.Statistic(
        name=draw(identifiers()), comment=model.comment(), schema=draw(st.sampled_from(schemas)),
        columns=(*columns, *((ir.IndexPart(sql=expression),) if expression else ())),
        kinds=tuple(sorted(draw(some(["ndistinct", "dependencies", "mcv"])))),
        target=draw(st.sampled_from([None, 0, 100])),
    )  # fmt: skip


def rule(model: Model, _table: Members) -> ir.Rule:
    """A rewrite rule."""
    draw = model.draw
    return ir.Rule(
        name=draw(identifiers()), comment=model.comment(), event=draw(st.sampled_from(["insert", "update", "delete"])),
        instead=draw(st.booleans()), where=model.sql(), enabled=draw(ENABLED),
        body=draw(optional(sql().filter(lambda text: not text.endswith(";")))),
    )  # fmt: skip


def trigger(model: Model, _table: Members, labels: list[str]) -> ir.Trigger:
    """A trigger."""
    draw = model.draw
    chosen = draw(some(_EVENTS, least=1))
    events = tuple(event for event in _EVENTS if event in chosen)
    origins = [table.qualified for table in model.tables]
    return ir.Trigger(
        name=draw(identifiers()), comment=model.comment(), events=events,
        timing=draw(st.sampled_from(["before", "after", "instead_of"])),
        columns=tuple(draw(some(labels))) if "update" in events and draw(flags()) else (),
        level=draw(st.sampled_from(["row", "statement"])), when=model.sql(), function=model.routine(),
        arguments=tuple(draw(st.lists(texts(), max_size=2))), old_table=draw(optional(identifiers())),
        new_table=draw(optional(identifiers())), constraint=draw(flags()), deferrable=draw(DEFERRABLE),
        from_table=draw(st.sampled_from(origins)) if origins and draw(flags()) else None, enabled=draw(ENABLED),
    )  # fmt: skip


def _policy(model: Model) -> ir.Policy:
    draw = model.draw
    return ir.Policy(
        name=draw(identifiers()), comment=model.comment(), restrictive=draw(flags()), using=model.sql(),
        command=draw(st.sampled_from(["all", "select", "insert", "update", "delete"])), check=model.sql(),
        roles=tuple(sorted(draw(st.sets(identifiers(), max_size=2)))),
    )  # fmt: skip
