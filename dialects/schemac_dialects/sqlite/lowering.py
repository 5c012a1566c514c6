"""What SQLite has instead of enums, domains, identity and comments, and what it takes of keys and triggers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from schemac import ir, names, sqltext
from schemac.diagnostics import fail
from schemac.ir import Database
from schemac.names import Name
from schemac_dialects.sqlite import rowid, types
from schemac_dialects.sqlite.tokens import tokens

Types = Mapping[Name, ir.Enum | ir.Domain]


def lower(declared: Database) -> Database:
    """The declared database with enums and domains as checks, and identity as AUTOINCREMENT; comments are left out.

    Virtual tables come after the others, whose columns their modules may read.
    """
    own: Types = {
        found.qualified: found for found in declared.objects.values() if isinstance(found, ir.Enum | ir.Domain)
    }
    objects: dict[ir.Address, ir.TopLevel] = {}
    for address, found in declared.objects.items():
        if isinstance(found, ir.Enum | ir.Domain):
            continue
        if isinstance(found, ir.Table):
            found = _table(found, own)
        found = ir.with_children(found, _member)
        objects[address] = dataclasses.replace(found, comment=None) if found.comment is not None else found
    virtual = {address for address, found in objects.items() if isinstance(found, ir.Table) and found.virtual}
    return Database(objects={address: objects[address] for address in sorted(objects, key=virtual.__contains__)})


def _member(member: ir.Object) -> ir.Object:
    """A member as SQLite keeps it: what is said of it that SQLite does anyway is left out."""
    changes: dict[str, object] = {}
    if member.comment is not None:
        changes["comment"] = None
    if getattr(member, "on_conflict", None) == "abort":
        changes["on_conflict"] = None
    if isinstance(member, ir.Trigger) and member.body is not None:
        changes["body"] = _statements(member.body)
    return dataclasses.replace(member, **changes) if changes else member  # type: ignore[arg-type]


def _statements(body: str) -> str:
    """The statements of a body, of which other databases want BEGIN and END around them."""
    found = tokens(body)[:-1]
    if found and found[-1].key == ";" and found[-2:-1] and found[-2].key == "END" and found[0].key == "BEGIN":
        del found[-1]
    if len(found) > 2 and found[0].key == "BEGIN" and found[-1].key == "END":
        return body[found[0].end : found[-1].start].strip()
    return body.strip()


def _table(table: ir.Table, own: Types) -> ir.Table:
    checks = list(table.checks)
    columns = [_column(table, column, own, checks) for column in table.columns]
    plain = dataclasses.replace(table, columns=tuple(columns), checks=tuple(checks))
    plain = dataclasses.replace(plain, primary_key=_primary_key(plain))
    if (not plain.strict and not plain.without_rowid) or plain.primary_key is None:
        return plain
    # In such a table the primary key is never NULL, whatever is said.
    required = set(plain.primary_key.columns) - {rowid.alias(plain)}
    return dataclasses.replace(
        plain,
        columns=tuple(
            dataclasses.replace(one, nullable=False) if one.name in required and one.nullable else one
            for one in plain.columns
        ),
    )


def _primary_key(table: ir.Table) -> ir.PrimaryKey | None:
    """The key of a table, of which SQLite looks at nothing but DESC where it is one INTEGER."""
    key = table.primary_key
    if key is None or len(key.parts) != 1:
        return key
    column = next((one for one in table.columns if one.name == key.columns[0]), None)
    if column is None or not rowid.is_integer(column.type):
        return key
    parts = (dataclasses.replace(key.parts[0], collation=None),) if key.parts[0].order else ()
    return dataclasses.replace(key, parts=parts)


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
    return ir.Check(name=names.free(names.check_name(table.name, column.name), taken), sql=sql)


def _plain(name: str) -> str:
    return name if name.isidentifier() and name.islower() and name.isascii() else types.quote(name)
