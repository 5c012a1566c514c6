"""Schemas, extensions, types, sequences, views and raw objects, as a schema file has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schemac import ir, names
from schemac.emit.access import grants
from schemac.emit.tables import check, index, numbers, statistics, table
from schemac.emit.triggers import rule, trigger
from schemac.emit.values import Section, Tree, given, pairs, storage
from schemac.notation import Block
from schemac.wording import File, name_part, sql_text

_SEQUENCE_TYPES = ("smallint", "int", "bigint")


def _standing(file: File, found: ir.TopLevel) -> Tree:
    """Whose an object is, who may do what with it, and what is said of it."""
    return given(owner=found.owner, grants=grants(found.kind, file, found.grants), comment=found.comment)


def _schema(file: File, schema: ir.Schema) -> Tree:
    return _standing(file, schema)


def _database(_file: File, found: ir.DatabaseDefaults) -> Tree:
    return given(charset=found.charset, collation=found.collation)


def _extension(_file: File, extension: ir.Extension) -> Tree:
    return given(version=extension.version, schema=extension.into, comment=extension.comment)


def _enum(file: File, enum: ir.Enum) -> Any:
    values, standing = list(enum.values), _standing(file, enum)
    return {"values": values, **standing} if standing else values


def _domain(file: File, domain: ir.Domain) -> Tree:
    derived = names.check_name(domain.name, None)
    inline = next((one for one in domain.checks if one == ir.Check(name=derived, sql=one.sql)), None)
    rest = Block({one.name: check(one) for one in domain.checks if one is not inline})
    return (Block if rest else dict)(
        type=file.type(domain.type),
        **given(
            nullable=None if domain.nullable else False,
            default=file.default(domain.default, domain.type),
            not_null_name=domain.not_null_name,
            collation=file.collation(domain.collation),
            check=sql_text(inline.sql) if inline else None,
            checks=rest or None,
            **_standing(file, domain),
        ),
    )


def _sequence(file: File, sequence: ir.Sequence) -> Tree:
    owner = None
    if sequence.owner_table is not None and sequence.owner_column is not None:
        owner = f"{file.key(sequence.owner_table)}.{name_part(sequence.owner_column)}"
    type = next((name for name in _SEQUENCE_TYPES if file.resolved(name) == sequence.type), sequence.type)
    return given(
        type=type,
        **numbers(sequence),
        cycle=sequence.cycle or None,
        owned_by=owner,
        **_standing(file, sequence),
    )


def _view(file: File, view: ir.View) -> Any:
    options = given(
        columns=list(view.columns) or None,
        security_invoker=view.security_invoker or None,
        security_barrier=view.security_barrier or None,
        check_option=view.check_option,
        algorithm=view.algorithm,
        definer=view.definer,
        column_comments=pairs(view.column_comments),
        column_defaults=pairs(view.column_defaults, sql_text),
        rules=Block({one.name: rule(one) for one in view.rules}) or None,
        triggers=Block({one.name: trigger(file, one) for one in view.triggers}) or None,
        depends_on=file.targets(view.depends_on),
        **_standing(file, view),
    )
    return Block(query=sql_text(view.query), **options) if options else sql_text(view.query)


def _materialized_view(file: File, view: ir.MaterializedView) -> Any:
    options = given(
        columns=list(view.columns) or None,
        indexes=Block({one.name: index(file, one) for one in view.indexes}) or None,
        statistics=statistics(file, view.statistics),
        with_data=None if view.with_data else False,
        column_comments=pairs(view.column_comments),
        storage=storage(view.storage),
        tablespace=view.tablespace,
        access_method=view.access_method,
        cluster=view.cluster,
        depends_on=file.targets(view.depends_on),
        **_standing(file, view),
    )
    return Block(query=sql_text(view.query), **options) if options else sql_text(view.query)


def _composite(file: File, composite: ir.Composite) -> Tree:
    fields = {one.name: _field(file, one) for one in composite.fields}
    return {"fields": Block(fields) or {}, **_standing(file, composite)}


def _field(file: File, field: ir.Field) -> Any:
    type = file.routine_type(field.type)
    options = given(collation=file.collation(field.collation), comment=field.comment)
    return {"type": type, **options} if options or not isinstance(type, str) else type


def _range(file: File, found: ir.Range) -> Any:
    options = given(
        subtype_opclass=found.subtype_opclass,
        subtype_diff=None if found.subtype_diff is None else file.routine(found.subtype_diff),
        canonical=None if found.canonical is None else file.routine(found.canonical),
        collation=file.collation(found.collation),
        multirange_name=found.multirange_name,
        **_standing(file, found),
    )
    type = file.type(found.subtype)
    return {"subtype": type, **options} if options or not isinstance(type, str) else type


def _collation(file: File, collation: ir.Collation) -> Tree:
    return given(
        provider=None if collation.provider == "libc" else collation.provider,
        locale=collation.locale,
        lc_collate=collation.lc_collate,
        lc_ctype=collation.lc_ctype,
        deterministic=None if collation.deterministic else False,
        rules=collation.rules,
        **_standing(file, collation),
    )


def _raw(file: File, raw: ir.Raw) -> Tree:
    drop = None if raw.drop is None else sql_text(raw.drop)
    return Block(create=sql_text(raw.create), **given(drop=drop, depends_on=file.targets(raw.depends_on)))


SECTIONS: Mapping[str, Section] = {
    "database": ("database", _database),
    "schema": ("schemas", _schema),
    "extension": ("extensions", _extension),
    "enum": ("enums", _enum),
    "domain": ("domains", _domain),
    "sequence": ("sequences", _sequence),
    "table": ("tables", table),
    "composite": ("composites", _composite),
    "range": ("ranges", _range),
    "collation": ("collations", _collation),
    "view": ("views", _view),
    "materialized_view": ("materialized_views", _materialized_view),
    "raw": ("raw", _raw),
}
"""Kind → section of a document, and what writes an object of it."""
