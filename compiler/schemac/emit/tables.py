"""Tables and what lives in them, as a schema file has them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from schemac import ir, names
from schemac.emit.access import ROW_SECURITY, grants, policy
from schemac.emit.partitions import bound, named_partition
from schemac.emit.triggers import rule, trigger
from schemac.emit.values import Tree, given, one_or_many, storage
from schemac.notation import Block
from schemac.sugar import Inline, inline_members
from schemac.wording import File, name_part, sql_text


def table(file: File, table: ir.Table) -> Tree:
    """A table with its members and the partitions that it lists."""
    inline = inline_members(table, in_order=file.context.dialect.in_order)
    carried = {(kind, member.name) for (kind, _column), member in inline.items()}

    def named(members: tuple[Any, ...], value: Callable[[Any], Any]) -> Block | None:
        rest = (member for member in members if (member.kind, member.name) not in carried)
        return Block({member.name: value(member) for member in rest}) or None

    return Block(
        given(
            comment=table.comment,
            partition_of=_partition_of(file, table),
            inherits=one_or_many(tuple(map(file.key, table.inherits))) if table.inherits else None,
            columns=Block(
                {
                    column.name: _column(file, column, inline, partition=table.partition_of is not None)
                    for column in table.columns
                }
            )
            # A table without columns says so.
            if table.columns or not (table.parents or table.virtual)
            else None,
            virtual=_virtual(table),
            periods={period.name: [period.start, period.end] for period in table.periods} or None,
            primary_key=_primary_key(file, table),
            uniques=named(table.uniques, functools.partial(_unique, file)),
            foreign_keys=named(table.foreign_keys, functools.partial(_foreign_key, file)),
            checks=named(table.checks, check),
            exclusions=named(table.exclusions, functools.partial(_exclusion, file)),
            indexes=named(table.indexes, functools.partial(index, file)),
            statistics=statistics(file, table.statistics),
            rules=named(table.rules, rule),
            triggers=named(table.triggers, functools.partial(trigger, file)),
            row_security=ROW_SECURITY[table.row_security],
            policies=named(table.policies, policy),
            partition_by=_partition_by(file, table),
            partitions=_partitions(file, table),
            unlogged=table.unlogged or None,
            storage=storage(table.storage),
            tablespace=table.tablespace,
            access_method=table.access_method,
            replica_identity={"index": table.replica_index} if table.replica_index else table.replica_identity,
            cluster=table.cluster,
            owner=table.owner,
            grants=grants("table", file, table.grants),
            strict=table.strict or None,
            without_rowid=table.without_rowid or None,
            versioned=table.versioned or None,
            engine=table.engine,
            charset=table.charset,
            collation=table.collation,
            auto_increment=table.auto_increment,
        )
    )


def _virtual(table: ir.Table) -> Tree | None:
    """The module of a virtual table, and what it is given."""
    if table.virtual is None:
        return None
    return {"using": table.virtual, **given(args=list(table.virtual_arguments) or None)}


def _column(file: File, column: ir.Column, inline: Inline, *, partition: bool) -> Any:
    name = column.name
    key, check = inline.get(("foreign_key", name)), inline.get(("check", name))
    options = given(
        not_null_name=column.not_null_name,
        default=file.default(column.default, column.type),
        generated=_generated(column),
        identity=_identity(column.identity),
        autoincrement=column.autoincrement or None,
        charset=column.charset,
        collation=file.collation(column.collation),
        on_update=None if column.on_update is None else sql_text(column.on_update),
        invisible=column.invisible or None,
        srid=column.srid,
        versioned=None if column.versioned else False,
        on_conflict=column.on_conflict,
        storage=column.storage,
        compression=column.compression,
        statistics=column.statistics,
        inherited=(column.inherited and not partition) or None,
        unique=("unique", name) in inline or None,
        index=("index", name) in inline or None,
        references=_references(file, key) if key else None,
        check=sql_text(check.sql) if check else None,
        comment=column.comment,
    )
    type = file.type(column.type)
    if not options and isinstance(type, str):
        return f"{type}?" if column.nullable else type
    return {"type": type} | ({"nullable": True} if column.nullable else {}) | options


def _generated(column: ir.Column) -> Any:
    if column.generated is None or column.stored:
        return None if column.generated is None else sql_text(column.generated)
    return {"sql": sql_text(column.generated), "stored": False}


def _identity(identity: ir.Identity | None) -> Any:
    if identity is None:
        return None
    mode = "always" if identity.always else "by_default"
    options = given(**numbers(identity), cycle=identity.cycle or None, sequence_name=identity.sequence_name)
    return {"mode": mode, **options} if options else mode


def numbers(found: ir.Identity | ir.Sequence) -> Tree:
    """The numbers of a sequence."""
    return {option: getattr(found, option) for option in ("start", "increment", "min", "max", "cache")}


def _primary_key(file: File, table: ir.Table) -> Any:
    key = table.primary_key
    if key is None:
        return None
    options = given(
        name=None if key.name == names.primary_key_name(table.name) else key.name,
        on_conflict=key.on_conflict,
        include=list(key.include) or None,
        without_overlaps=key.without_overlaps or None,
        deferrable=key.deferrable,
        storage=storage(key.storage),
        tablespace=key.tablespace,
        comment=key.comment,
    )
    columns = _key_parts(file, key)
    columns = columns[0] if len(columns) == 1 and not key.parts else columns
    return {"columns": columns, **options} if options else columns


def _key_parts(file: File, key: ir.PrimaryKey | ir.Unique) -> list[Any]:
    """The columns of a key, with what more is said of them."""
    return [index_part(file, part) for part in key.parts] if key.parts else list(key.columns)


def _unique(file: File, unique: ir.Unique) -> Any:
    options = given(
        on_conflict=unique.on_conflict,
        nulls_distinct=None if unique.nulls_distinct else False,
        include=list(unique.include) or None,
        without_overlaps=unique.without_overlaps or None,
        deferrable=unique.deferrable,
        storage=storage(unique.storage),
        tablespace=unique.tablespace,
        comment=unique.comment,
    )
    columns = _key_parts(file, unique)
    return {"columns": columns, **options} if options else columns


def _foreign_key(file: File, key: ir.ForeignKey) -> Tree:
    return {
        "columns": one_or_many(key.columns),
        "references": _references(file, key),
        **given(not_valid=key.not_valid or None, enforced=None if key.enforced else False, comment=key.comment),
    }


def _references(file: File, key: ir.ForeignKey) -> Any:
    unsaid = file.context.dialect.foreign_key_action
    options = given(
        columns=list(key.target_columns) or None,
        on_delete=None if key.on_delete == unsaid else key.on_delete,
        on_delete_columns=list(key.on_delete_columns) or None,
        on_update=None if key.on_update == unsaid else key.on_update,
        match=None if key.match == "simple" else key.match,
        period=key.period or None,
        deferrable=key.deferrable,
    )
    table = file.key(key.target)
    return {"table": table, **options} if options else table


def check(check: ir.Check) -> Any:
    """A check: its SQL, where that is all."""
    options = given(
        not_valid=check.not_valid or None,
        no_inherit=check.no_inherit or None,
        enforced=None if check.enforced else False,
        comment=check.comment,
    )
    return {"sql": sql_text(check.sql), **options} if options else sql_text(check.sql)


def index(file: File, index: ir.Index) -> Any:
    """An index: its parts, where they are all."""
    options = given(
        unique=index.unique or None,
        method=index.method,
        parser=index.parser,
        invisible=index.invisible or None,
        where=None if index.where is None else sql_text(index.where),
        include=list(index.include) or None,
        nulls_distinct=None if index.nulls_distinct else False,
        storage=storage(index.storage),
        tablespace=index.tablespace,
        comment=index.comment,
    )
    parts = [index_part(file, part) for part in index.columns]
    return {"columns": parts, **options} if options else parts


def index_part(file: File, part: ir.IndexPart) -> Any:
    """A part of an index: its column, where that is all."""
    options = given(
        length=part.length,
        order=part.order,
        nulls=part.nulls,
        opclass=part.opclass,
        collation=file.collation(part.collation),
    )
    if part.sql is not None:
        return {"sql": sql_text(part.sql), **options}
    return {"column": part.column, **options} if options else part.column


def _exclusion(file: File, exclusion: ir.Exclusion) -> Tree:
    elements = []
    for part in exclusion.elements:
        written = index_part(file, part)
        held = written if isinstance(written, dict) else {"column": written}
        elements.append({**held, "with": part.operator})
    return {
        "elements": elements,
        **given(
            method=exclusion.method,
            where=None if exclusion.where is None else sql_text(exclusion.where),
            include=list(exclusion.include) or None,
            deferrable=exclusion.deferrable,
            storage=storage(exclusion.storage),
            tablespace=exclusion.tablespace,
            comment=exclusion.comment,
        ),
    }


def statistics(file: File, held: tuple[ir.Statistic, ...]) -> Block | None:
    """Extended statistics by name."""
    return Block({_statistic_key(file, one): _statistic(file, one) for one in held}) or None


def _statistic_key(file: File, statistic: ir.Statistic) -> str:
    if statistic.schema is None:
        return name_part(statistic.name)
    return f"{name_part(statistic.schema or file.context.dialect.default_schema)}.{name_part(statistic.name)}"


def _statistic(file: File, statistic: ir.Statistic) -> Any:
    parts = [index_part(file, part) for part in statistic.columns]
    options = given(kinds=list(statistic.kinds) or None, target=statistic.target, comment=statistic.comment)
    return {"columns": parts, **options} if options else parts


def _partition_by(file: File, table: ir.Table) -> Tree | None:
    if table.partition_strategy is None:
        return None
    found = _strategy(file, table.partition_strategy, table.partition_by) | given(count=table.partition_count)
    if table.subpartition_strategy is not None:
        held = _strategy(file, table.subpartition_strategy, table.subpartition_by)
        found["subpartition_by"] = held | given(count=table.subpartition_count)
    return found


def _strategy(file: File, strategy: str, parts: tuple[ir.IndexPart, ...]) -> Tree:
    if strategy == "system_time":
        return {strategy: parts[0].sql if parts else ""}
    return {strategy: [index_part(file, part) for part in parts]}


def _partition_of(file: File, table: ir.Table) -> Tree | None:
    if table.partition_of is None or table.bound is None:
        return None
    held = bound(file.context, table.bound)
    values = {"default": True} if held == "default" else held
    return {"table": file.key(table.partition_of), **values, **given(attached=table.attached or None)}


def _partitions(file: File, table: ir.Table) -> Block | None:
    """The partitions that hold nothing of their own, listed under their parent."""
    found: dict[str, Any] = {one.name: named_partition(file.context, one) for one in table.partitions}
    for one in file.partitions.get(table.qualified, ()):
        held = bound(file.context, one.bound or "")
        options = given(
            attached=one.attached or None,
            partition_by=_partition_by(file, one),
            partitions=_partitions(file, one),
            storage=storage(one.storage),
            tablespace=one.tablespace,
            comment=one.comment,
        )
        key = name_part(one.name) if one.schema == table.schema else file.qualified(one.qualified)
        found[key] = ({"default": True} if held == "default" else held) | options if options else held
    return Block(found) or None
