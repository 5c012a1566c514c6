"""What SQLite has instead of enums, domains, identity and comments."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from schemac import ir, names, sqltext
from schemac.diagnostics import fail
from schemac.ir import Database
from schemac.names import Name
from schemac_dialects.sqlite import types

Types = Mapping[Name, ir.Enum | ir.Domain]


def lower(declared: Database) -> Database:
    """The declared database with enums and domains as checks, and identity as AUTOINCREMENT; comments are left out."""
    own: Types = {
        found.qualified: found for found in declared.objects.values() if isinstance(found, ir.Enum | ir.Domain)
    }
    objects: dict[ir.Address, ir.TopLevel] = {}
    for address, found in declared.objects.items():
        if isinstance(found, ir.Enum | ir.Domain):
            continue
        if isinstance(found, ir.Table):
            found = _table(found, own)
        objects[address] = dataclasses.replace(found, comment=None) if found.comment is not None else found
    return Database(objects=objects)


def _table(table: ir.Table, own: Types) -> ir.Table:
    checks = list(table.checks)
    columns = [_column(table, column, own, checks) for column in table.columns]
    plain = dataclasses.replace(table, columns=tuple(columns), checks=tuple(checks))
    return ir.with_children(
        plain, lambda member: dataclasses.replace(member, comment=None) if member.comment is not None else member
    )


def _column(table: ir.Table, column: ir.Column, own: Types, checks: list[ir.Check]) -> ir.Column:
    if column.identity is not None:
        if table.primary_key is None or table.primary_key.columns != (column.name,):
            raise fail(
                "not-rendered",
                f"SQLite numbers only a primary key: '{table.name}.{column.name}' has identity and is none",
                help="leave `identity` out there: `dialects: {sqlite: {identity: null}}`",
            )
        return dataclasses.replace(column, type="integer", identity=None, autoincrement=True)
    head = names.type_head(column.type)
    found = own.get(head[0]) if head else None
    if isinstance(found, ir.Enum) and head and not head[1]:
        values = ", ".join(types.literal(value) for value in found.values)
        checks.append(_check(table, column, f"{_plain(column.name)} IN ({values})", checks))
        return dataclasses.replace(column, type="text", renamed_values=found.renamed_values)
    if isinstance(found, ir.Domain) and head and not head[1]:
        base = dataclasses.replace(
            column,
            type=found.type,
            nullable=column.nullable and found.nullable,
            collation=column.collation or found.collation,
            default=column.default if column.default is not None else found.default,
        )
        for check in found.checks:
            checks.append(_check(table, column, sqltext.renamed(check.sql, {"value": column.name}), checks))
        return _column(table, base, own, checks)
    return column


def _check(table: ir.Table, column: ir.Column, sql: str, checks: list[ir.Check]) -> ir.Check:
    taken = {check.name for check in checks}
    name, number = names.check_name(table.name, column.name), 0
    while name in taken:
        number += 1
        name = f"{names.check_name(table.name, column.name)}{number}"
    return ir.Check(name=name, sql=sql)


def _plain(name: str) -> str:
    return name if name.isidentifier() and name.islower() and name.isascii() else types.quote(name)
