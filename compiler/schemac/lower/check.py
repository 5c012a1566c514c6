"""What only the whole model tells: targets of foreign keys, clashing names, cycles of views."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from schemac import guarantees, ir, names, sqltext
from schemac.diagnostics import Severity, suggestion
from schemac.lower.context import Context, Place
from schemac.names import Name

_RELATIONS = frozenset({"table", "view", "materialized_view", "sequence"})
_TYPES = frozenset({"enum", "domain", "composite", "range"})


def check(context: Context, declared: ir.Database) -> ir.Database:
    """The declared database with the targets of foreign keys in normal form; reports what does not fit together."""
    tables = {found.qualified: found for found in declared.of_kind("table") if isinstance(found, ir.Table)}
    objects: dict[ir.Address, ir.TopLevel] = {}
    for address, found in declared.objects.items():
        if isinstance(found, ir.Table):
            _parents(context, found, tables)
            if found.foreign_keys:
                keys = tuple(_foreign_key(context, found, key, tables) for key in found.foreign_keys)
                if keys != found.foreign_keys:
                    found = dataclasses.replace(found, foreign_keys=keys)
            _same_columns(context, found)
            _granted(context, found, tables)
            _rows_of_triggers(context, found)
        elif isinstance(found, ir.Sequence) and found.owner_table is not None:
            _owner(context, found, tables, context.places[address])
        objects[address] = found
    _schemas(context, declared)
    _clashes(context, declared)
    _view_cycles(context, declared)
    _domain_cycles(context, declared)
    return ir.Database(objects=objects)


def _parents(context: Context, table: ir.Table, tables: dict[Name, ir.Table]) -> None:
    """Reports parents that are no tables, and columns of keys that neither the table nor a parent has."""
    place = context.places[ir.address(table)]
    for parent in table.parents:
        if parent not in tables:
            context.report(
                "unknown-table",
                f"'{table.qualified}' is made from '{parent}', which is no table of this project",
                place,
                key=True,
                help=suggestion(str(parent), map(str, tables)),
            )
            return
    if table.partition_of is not None and not tables[table.partition_of].partition_by:
        context.report(
            "not-partitioned",
            f"'{table.qualified}' is a partition of '{table.partition_of}', which is not partitioned",
            place,
            key=True,
            help="give the parent `partition_by: {range: […]}`",
        )
    if table.parents:
        known = guarantees.all_columns(table, tables)
        for member in ir.children(table):
            for column in ir.own_columns(member):
                if column not in known:
                    context.report(
                        "unknown-column",
                        f"the table '{table.name}' has no column '{column}'",
                        _place(context, table, member),
                        help=suggestion(column, known),
                    )


_ROWS = frozenset({"new", "old"})
_ROW_NUMBER = frozenset({"rowid", "oid", "_rowid_"})


def _rows_of_triggers(context: Context, table: ir.Table) -> None:
    """Reports columns of NEW and OLD that the table does not have: a trigger with a body follows no rename."""
    known = {column.name.lower() for column in table.columns} | _ROW_NUMBER
    for trigger in table.triggers if not table.virtual else ():
        # Where a function is called the condition may speak of what a parent has, and the server follows renames.
        for text in ir.sql_texts(trigger) if trigger.body is not None else ():
            found = [token for token in sqltext.tokens(text) if token.kind != "space"]
            for row, dot, column in zip(found, found[1:], found[2:], strict=False):
                name = sqltext.name_of(column)
                if row.text.lower() in _ROWS and dot.text == "." and name is not None and name.lower() not in known:
                    context.report(
                        "unknown-column",
                        f"the trigger '{trigger.name}' speaks of '{row.text}.{name}', which '{table.name}' lacks",
                        _place(context, table, trigger),
                        key=True,
                        help=suggestion(name, [one.name for one in table.columns])
                        or "a renamed column has its new name in the triggers too",
                    )


def _place(context: Context, table: ir.Table, member: ir.Object) -> Place:
    return context.places[ir.address(table, member)]


def _foreign_key(context: Context, table: ir.Table, key: ir.ForeignKey, tables: dict[Name, ir.Table]) -> ir.ForeignKey:
    place = _place(context, table, key)
    # A database that makes a foreign key before its target takes one that never works, too.
    severity: Severity = "warning" if key.kind in context.dialect.rules.unordered else "error"
    target = tables.get(key.target)
    if target is None:
        context.report(
            "unknown-table",
            f"'{key.name}' references '{key.target}', which is no table of this project",
            place,
            help=suggestion(str(key.target), map(str, tables)),
            severity=severity,
        )
        return key
    primary = target.primary_key.columns if target.primary_key else ()
    columns = key.target_columns or primary
    if not columns:
        context.report(
            "no-primary-key",
            f"'{key.name}' references '{key.target}', which has no primary key",
            place,
            help="name unique columns of it: `references: {table: …, columns: […]}`",
            severity=severity,
        )
        return key
    held = guarantees.all_columns(target, tables)
    unknown = [column for column in columns if column not in held]
    for column in unknown:
        context.report(
            "unknown-column",
            f"'{key.name}' references '{key.target}.{column}', which does not exist",
            place,
            help=suggestion(column, held),
            severity=severity,
        )
    if unknown:
        return key
    if len(columns) != len(key.columns):
        context.report(
            "foreign-key-columns",
            f"'{key.name}' has {len(key.columns)} columns and references {len(columns)}",
            place,
            help=f"the primary key of '{key.target}' is ({', '.join(primary)})" if not key.target_columns else None,
            severity="error" if key.target_columns else severity,
        )
        return key
    if frozenset(columns) not in guarantees.keys(target):
        context.report(
            "not-unique",
            f"'{key.name}' references '{key.target}' ({', '.join(columns)}), "
            "which is neither its primary key nor unique",
            place,
            help=f"declare `uniques` on '{key.target}' for these columns",
            severity=severity,
        )
    own = guarantees.all_columns(table, tables)
    for mine, theirs in zip(key.columns, columns, strict=True):
        if mine in own and not context.dialect.same_type(own[mine].type, held[theirs].type):
            context.report(
                "foreign-key-type",
                f"'{mine}' is {own[mine].type}, "
                f"but '{key.target}.{theirs}', which it references, is {held[theirs].type}",
                place,
                help=f"give both the same type: `{mine}: {held[theirs].type}`",
                severity=severity,
            )
    return dataclasses.replace(key, target_columns=()) if key.target_columns == primary else key


def _granted(context: Context, table: ir.Table, tables: dict[Name, ir.Table]) -> None:
    """Reports privileges on columns that the table has not."""
    known = guarantees.all_columns(table, tables) if any(grant.columns for grant in table.grants) else {}
    for grant in table.grants:
        for column in grant.columns:
            if column not in known:
                context.report(
                    "unknown-column",
                    f"the table '{table.name}' has no column '{column}'",
                    context.places[ir.address(table)].at("grants", grant.role),
                    help=suggestion(column, known),
                )


def _same_columns(context: Context, table: ir.Table) -> None:
    seen: set[tuple[str, str]] = set()
    for member in ir.children(table):
        label = (member.kind, member.name)
        if label in seen:
            context.report(
                "duplicate-name",
                f"the table '{table.qualified}' has two {member.kind.replace('_', ' ')}s named '{member.name}'",
                _place(context, table, member),
                key=True,
            )
        seen.add(label)


def _owner(context: Context, sequence: ir.Sequence, tables: dict[Name, ir.Table], place: Place) -> None:
    table = tables.get(sequence.owner_table or Name("", ""))
    if table is None or sequence.owner_column not in {column.name for column in table.columns}:
        context.report(
            "unknown-column",
            f"'{sequence.owner_table}.{sequence.owner_column}', which owns '{sequence.name}', does not exist",
            place.at("owned_by"),
        )


def _schemas(context: Context, declared: ir.Database) -> None:
    known = {found.name for found in declared.of_kind("schema")}
    for address in declared.objects:
        if address.schema and address.schema not in known:
            context.report(
                "unknown-schema",
                f"the schema '{address.schema}' of {address} is not declared",
                context.places[address],
                key=True,
                help=suggestion(address.schema, known) or f"declare it: `schemas: {{{address.schema}: {{}}}}`",
            )


def _clashes(context: Context, declared: ir.Database) -> None:
    """Relations share one name space in a schema, indexes and the keys that are indexes included."""
    taken: dict[tuple[str, Name], tuple[str, Place]] = {}
    for space, name, place in _names(context, declared):
        if (space, name) in taken:
            context.report(
                "duplicate-name",
                f"the name '{name}' is taken",
                place,
                key=True,
                related=[(f"{taken[space, name][0]} of that name stands here", taken[space, name][1])],
            )
        else:
            taken[space, name] = (f"the {space}", place)


def _names(context: Context, declared: ir.Database) -> Iterator[tuple[str, Name, Place]]:
    for address, found in declared.objects.items():
        if address.kind in _RELATIONS:
            yield "relation", Name(address.schema, address.name), context.places[address]
        elif address.kind in _TYPES:
            yield "type", Name(address.schema, address.name), context.places[address]
        if isinstance(found, ir.Table):
            members: Iterable[ir.Object] = (
                *found.indexes,
                *found.uniques,
                *((found.primary_key,) if found.primary_key else ()),
            )
            if not context.dialect.rules.constraints_are_relations:
                # An index that is made within its table has a name of that table.
                members = found.indexes if "index" in context.dialect.rules.apart else ()
            for member in members:
                yield "relation", Name(address.schema, member.name), _place(context, found, member)


def _domain_cycles(context: Context, declared: ir.Database) -> None:
    domains = {found.qualified: found for found in declared.of_kind("domain") if isinstance(found, ir.Domain)}
    for name, domain in domains.items():
        base, steps = name, 0
        while base in domains and steps <= len(domains):
            head = names.type_head(domains[base].type)
            base, steps = head[0] if head else Name("", ""), steps + 1
        if steps > len(domains):
            context.report(
                "domain-cycle", f"the domain '{name}' is based on itself", context.places[ir.address(domain)].at("type")
            )


def _view_cycles(context: Context, declared: ir.Database) -> None:
    views = {found.qualified: found for found in declared.of_kind("view") if isinstance(found, ir.View)}
    by_word: dict[Name, list[Name]] = {}
    for name in views:
        by_word.setdefault(Name(name.schema.lower(), name.name.lower()), []).append(name)
    uses = {
        name: [
            other
            for schema, word in _read(view.query)
            for other in by_word.get(Name(context.schema_name(schema), word), ())
        ]
        for name, view in views.items()
    }
    done: set[Name] = set()
    for start in views:
        trail: list[Name] = []
        stack = [(start, iter(uses[start]))] if start not in done else []
        while stack:
            name, rest = stack[-1]
            if name not in trail:
                trail.append(name)
            following = next(rest, None)
            if following is None:
                stack.pop()
                trail.pop()
                done.add(name)
            elif following in trail:
                circle = [*trail[trail.index(following) :], following]
                context.report(
                    "view-cycle",
                    f"these views need each other: {' → '.join(map(str, circle))}",
                    context.places[ir.address(views[name])],
                    key=True,
                )
                return
            elif following not in done:
                stack.append((following, iter(uses[following])))


def _read(query: str) -> list[Name]:
    """The names after FROM and JOIN, in lower case, those of WITH left out; no column is among them."""
    found = [token for token in sqltext.tokens(query) if token.kind != "space"]
    read: dict[Name, None] = {}
    own: set[Name] = set()
    for position, token in enumerate(found):
        name = sqltext.name_of(token)
        if name is None:
            continue
        before = found[position - 1].text.lower() if position else ""
        after = found[position + 1].text.lower() if position + 1 < len(found) else ""
        if before in ("with", "recursive", ",") and after in ("as", "("):
            own.add(Name("", name.lower()))
        elif before == "." and position > 2:
            if found[position - 3].text.lower() in ("from", "join"):
                schema = sqltext.name_of(found[position - 2]) or ""
                read[Name(schema.lower(), name.lower())] = None
        elif before in ("from", "join") and after not in ("(", "."):
            read[Name("", name.lower())] = None
    return [name for name in read if name not in own]
