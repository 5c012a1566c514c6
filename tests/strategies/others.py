"""Strategies of objects that are no tables."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from schemac import ir, names
from schemac.names import Name
from tests.strategies.model import ENABLED, Model
from tests.strategies.tables import Members, index, rule, statistic, trigger
from tests.strategies.words import BODIES, QUERIES, QUERY_WORDS, flags, identifiers, optional, some, sql, texts


def role(model: Model) -> ir.DatabaseRole:
    """A role."""
    draw = model.draw
    flagged = ("login", "superuser", "create_database", "create_role", "inherit", "replication", "bypass_row_security")
    return ir.DatabaseRole(
        name=draw(identifiers()), comment=model.comment(), **{flag: draw(st.booleans()) for flag in flagged},
        connection_limit=draw(st.sampled_from([None, 0, 5])), valid_until=draw(st.sampled_from([None, "2027-01-01"])),
        member_of=tuple(sorted(draw(st.sets(identifiers(), max_size=2)))), settings=model.storage(),
    )  # fmt: skip


def extension(model: Model, name: str) -> ir.Extension:
    """An extension."""
    draw = model.draw
    return ir.Extension(
        name=name, comment=model.comment(), version=draw(optional(st.sampled_from(["1.0", "2", "1.6-rc"]))),
        into=draw(optional(identifiers())),
    )  # fmt: skip


def collation(model: Model) -> ir.Collation:
    """A collation."""
    draw, name = model.draw, model.name(set(model.collations))
    model.collations.append(name)
    collate, ctype = draw(st.sampled_from([(None, None), (None, None), ("C", "POSIX"), ("C", None)]))
    return ir.Collation(
        name=name.name, schema=name.schema, comment=model.comment(), owner=model.owner(),
        provider=draw(st.sampled_from(["libc", "icu", "builtin"])), lc_collate=collate, lc_ctype=ctype,
        locale=None if collate else draw(st.sampled_from(["C", "und-u-ks-level2", "no"])),
        deterministic=draw(st.booleans()), rules=draw(st.sampled_from([None, "&a < b"])),
    )  # fmt: skip


def enum(model: Model) -> ir.Enum:
    """An enum."""
    name = model.type_name()
    values = model.draw(st.lists(texts(), unique=True, max_size=5))
    return ir.Enum(name=name.name, schema=name.schema, **model.standing("enum"), values=tuple(values))


def domain(model: Model) -> ir.Domain:
    """A domain."""
    draw, base = model.draw, model.type()
    name = model.type_name()
    label = st.one_of(identifiers(), st.just(names.check_name(name.name, None)))
    labels = draw(st.lists(label, unique=True, max_size=2))
    return ir.Domain(
        name=name.name, schema=name.schema, **model.standing("domain"), type=base, nullable=draw(st.booleans()),
        default=model.sql(), collation=model.collation(), not_null_name=draw(optional(identifiers())),
        checks=tuple(ir.Check(name=label, comment=model.comment(), sql=draw(sql()), not_valid=draw(flags()))
                     for label in labels),
    )  # fmt: skip


def composite(model: Model) -> ir.Composite:
    """A composite type."""
    labels = model.draw(st.lists(identifiers(), unique=True, max_size=3))
    fields = [
        ir.Field(name=label, comment=model.comment(), type=model.type(), collation=model.collation())
        for label in labels
    ]
    name = model.type_name()
    return ir.Composite(name=name.name, schema=name.schema, **model.standing("composite"), fields=tuple(fields))


def range_type(model: Model) -> ir.Range:
    """A range type."""
    draw, subtype = model.draw, model.type()
    name = model.type_name()
    return ir.Range(
        name=name.name, schema=name.schema, **model.standing("range"), subtype=subtype,
        subtype_opclass=draw(st.sampled_from([None, "text_pattern_ops"])),
        subtype_diff=model.routine() if draw(flags()) else None, canonical=model.routine() if draw(flags()) else None,
        collation=model.collation(), multirange_name=draw(st.sampled_from([None, "many"])),
    )  # fmt: skip


def sequence(model: Model) -> ir.Sequence:
    """A sequence, of a column's or its own."""
    draw, name = model.draw, model.name(model.relations)
    tables = [table for table in model.tables if table.columns]
    owner = draw(optional(st.sampled_from(tables))) if tables else None
    return ir.Sequence(
        name=name.name, schema=name.schema, **model.standing("sequence"),
        type=draw(st.sampled_from([None, "integer", "smallint"])),
        owner_table=owner.qualified if owner else None,
        owner_column=draw(st.sampled_from(owner.columns)).name if owner else None,
        **model.options(),
    )  # fmt: skip


def _arguments(model: Model, modes: list[str], *, defaults: bool = True) -> tuple[ir.Argument, ...]:
    draw = model.draw
    label = draw(st.sampled_from([identifiers(), optional(identifiers())]))
    return tuple(
        ir.Argument(
            name=draw(label), type=model.routine_type(), mode=draw(st.sampled_from(modes)),
            default=model.sql() if defaults else None,
        )
        for _ in range(draw(st.integers(0, 3)))
    )  # fmt: skip


def _routine(model: Model, known: list[Name]) -> dict[str, Any]:
    draw = model.draw
    language = draw(st.sampled_from(["sql", "plpgsql", "c", "plv8"]))
    statement = language == "sql" and draw(st.booleans())
    bodies = st.one_of(texts(), st.sampled_from(BODIES))
    statements = st.sampled_from(["RETURN 1", "BEGIN ATOMIC\n SELECT 1;\n\n SELECT 2;\nEND"])
    return {
        **_name(model), "language": language,
        "body": None if statement else draw(bodies), "statement": draw(statements) if statement else None,
        "library": "$libdir/x" if language == "c" else None,
        "security_definer": draw(flags()), "settings": model.storage(),
        "transforms": tuple(model.type() for _ in range(draw(st.sampled_from([0, 0, 1])))),
        "depends_on": tuple(draw(some(known))),
    }  # fmt: skip


def _name(model: Model) -> dict[str, Any]:
    """A new name, or an overload of one."""
    draw = model.draw
    name = draw(st.sampled_from(model.routines)) if model.routines and draw(st.booleans()) else model.name(set())
    model.routines.append(name)
    return {"name": name.name, "schema": name.schema}


def function(model: Model, known: list[Name]) -> ir.Function:
    """A function."""
    draw = model.draw
    table = tuple(
        ir.Argument(name=label, type=model.routine_type(), mode="table")
        for label in draw(st.one_of(st.just([]), st.lists(identifiers(), unique=True, max_size=2)))
    )
    returns = None if table else draw(st.sampled_from([None, model.routine_type()]))
    return ir.Function(
        **_routine(model, known), **model.standing("function"),
        arguments=(*_arguments(model, ["in", "in", "out", "inout", "variadic"]), *table),
        returns=returns, returns_set=bool(table) or (returns is not None and draw(flags())),
        volatility=draw(st.sampled_from(["volatile", "stable", "immutable"])), strict=draw(flags()),
        leakproof=draw(flags()), parallel=draw(st.sampled_from(["unsafe", "safe", "restricted"])), window=draw(flags()),
        cost=draw(st.sampled_from([None, "1", "0.5", "1000"])), rows=draw(st.sampled_from([None, "10"])),
        support=model.routine() if draw(flags()) else None,
    )  # fmt: skip


def procedure(model: Model, known: list[Name]) -> ir.Procedure:
    """A procedure."""
    arguments = _arguments(model, ["in", "inout", "out", "variadic"])
    return ir.Procedure(**_routine(model, known), **model.standing("procedure"), arguments=arguments)


def aggregate(model: Model) -> ir.Aggregate:
    """An aggregate."""
    draw = model.draw
    routines: dict[str, Any] = {
        key: model.routine()
        for key in ir.fields_of(ir.Aggregate, ir.Role.ROUTINE)
        if key == "state_function" or draw(flags())
    }
    return ir.Aggregate(
        **_name(model), **model.standing("aggregate"), **routines,
        arguments=_arguments(model, ["in", "variadic"], defaults=False),
        order_by=_arguments(model, ["in"], defaults=False) if draw(flags()) else (), hypothetical=draw(flags()),
        state_type=model.routine_type(), moving_state_type=model.routine_type() if draw(flags()) else None,
        state_size=draw(st.sampled_from([None, 0, 8])), moving_state_size=draw(st.sampled_from([None, 0, 8])),
        initial_value=draw(optional(texts())), moving_initial_value=draw(optional(texts())),
        final_extra=draw(flags()), moving_final_extra=draw(flags()),
        final_modify=draw(st.sampled_from([None, "read_only", "shareable"])),
        moving_final_modify=draw(st.sampled_from([None, "read_write"])),
        sort_operator=draw(st.sampled_from([None, "<", "pg_catalog.>"])),
        parallel=draw(st.sampled_from(["unsafe", "safe"])),
    )  # fmt: skip


def view(model: Model, known: list[Name]) -> ir.View:
    """A view."""
    draw = model.draw
    name = model.name(model.relations, allowed=lambda name: name.lower() not in QUERY_WORDS)
    members = Members(model, name)
    columns = tuple(draw(st.lists(identifiers(), unique=True, max_size=2)))
    return ir.View(
        name=name.name, schema=name.schema, **model.standing("view", columns), query=draw(st.sampled_from(QUERIES)),
        columns=columns, security_invoker=draw(flags()), security_barrier=draw(flags()),
        check_option=draw(st.sampled_from([None, "local", "cascaded"])), column_comments=_texts(model, columns),
        column_defaults=tuple((column, draw(sql())) for column, _ in _texts(model, columns)),
        rules=tuple(members.several(lambda: rule(model, members))),
        triggers=tuple(members.several(lambda: trigger(model, members, list(columns)))),
        depends_on=tuple(draw(some(known))),
    )  # fmt: skip


def _texts(model: Model, columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((column, model.draw(texts())) for column in sorted(model.draw(some(columns))))


def materialized_view(model: Model, known: list[Name]) -> ir.MaterializedView:
    """A materialized view."""
    draw = model.draw
    name = model.name(model.relations, allowed=lambda name: name.lower() not in QUERY_WORDS)
    members = Members(model, name)
    columns = tuple(draw(st.lists(identifiers(), unique=True, min_size=1, max_size=2)))
    return ir.MaterializedView(
        name=name.name, schema=name.schema, **model.standing("materialized_view", columns),
        query=draw(st.sampled_from(QUERIES)), columns=columns, column_comments=_texts(model, columns),
        indexes=tuple(members.several(lambda: index(model, members, list(columns)))),
        statistics=tuple(members.several(lambda: statistic(model, members, list(columns)))),
        storage=model.storage(), tablespace=draw(optional(identifiers())), access_method=draw(optional(identifiers())),
        cluster=draw(optional(identifiers())), depends_on=tuple(draw(some(known))),
    )  # fmt: skip


def event_trigger(model: Model) -> ir.EventTrigger:
    """An event trigger."""
    draw = model.draw
    return ir.EventTrigger(
        name=draw(identifiers()), comment=model.comment(), owner=model.owner(),
        event=draw(st.sampled_from(["ddl_command_end", "sql_drop"])), function=model.routine(),
        tags=tuple(sorted(draw(some(["CREATE TABLE", "DROP TABLE", "ALTER TABLE"])))), enabled=draw(ENABLED),
    )  # fmt: skip


def publication(model: Model) -> ir.Publication:
    """A publication."""
    draw = model.draw
    tables = [
        ir.PublishedTable(
            table=table.qualified,
            where=model.sql(),
            columns=tuple(draw(some([column.name for column in table.columns]))),
        )
        for table in sorted(draw(some(model.tables)), key=lambda table: table.qualified)
    ]
    schemas = sorted(schema or "public" for schema in draw(some(model.schemas)))
    return ir.Publication(
        name=draw(identifiers()), comment=model.comment(), owner=model.owner(), all_tables=draw(flags()),
        tables=tuple(tables), schemas=tuple(schemas),
        operations=draw(st.sampled_from([(), ("insert",), ("update", "truncate")])), via_partition_root=draw(flags()),
    )  # fmt: skip


def default_privilege(model: Model) -> ir.DefaultPrivilege:
    """Default privileges."""
    draw = model.draw
    objects = draw(st.sampled_from(["tables", "sequences", "functions", "types", "schemas", "large_objects"]))
    return ir.DefaultPrivilege(
        name=objects, objects=objects, role=draw(optional(identifiers())), within=draw(optional(identifiers())),
        grants=model.grants(objects.removesuffix("s")),
    )  # fmt: skip


def raw(model: Model, known: list[Name]) -> ir.Raw:
    """SQL without a model."""
    draw = model.draw
    return ir.Raw(name=draw(identifiers()), create=draw(sql()), drop=model.sql(), depends_on=tuple(draw(some(known))))
