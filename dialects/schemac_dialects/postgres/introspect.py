"""Reads a live PostgreSQL database (14 and later) back into the model.

What ``pg_catalog`` holds is read by ``catalog``; what it means in the model stands here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import groupby
from operator import attrgetter
from typing import Any

from schemac import ir, names
from schemac.diagnostics import Diagnostic, Severity, fail
from schemac.dialect import Filters, Introspected
from schemac.names import Name
from schemac_dialects.postgres import catalog as pg
from schemac_dialects.postgres.texts import plain_default, short_type, without_outer_parentheses

LEDGER_TABLE = "schemac_migrations"

# How the names of what is left out begin that are plurals.
_PLURALS = ("privileges", "options", "storage parameters", "operator class parameters", "the columns")
_INTEGER_BITS = {"smallint": 15, "integer": 31, "bigint": 63}
_SERIALS = {"smallint": "smallserial", "integer": "serial", "bigint": "bigserial"}
_ACTIONS = {"a": "no_action", "r": "restrict", "c": "cascade", "n": "set_null", "d": "set_default"}
_MATCHES = {"s": "simple", "f": "full"}
_KIND_ORDER = {cls.kind: position for position, cls in enumerate(ir.TOP_LEVEL)}


def introspect(connection: Any, filters: Filters) -> Introspected:
    """Everything of a live database that the filters let through, as the model.

    connection: a connection of ``schemac_apply.drivers``; a transaction that is open on it is used and left
    as it was. filters: a pattern of tables is compared with ``name`` and ``schema.name`` of tables and views,
    and what lives in a table goes with it; extensions always pass, other objects without a schema when no
    schema is named.

    Raises SchemacError when the server refuses to answer.
    """
    import psycopg

    try:
        with pg.snapshot(connection.raw):
            catalog = pg.read(connection.raw)
    except psycopg.Error as error:
        raise fail("introspection-failed", f"the catalogues cannot be read: {error}") from None
    return _introspected(catalog, filters)


def _introspected(catalog: pg.Catalog, filters: Filters) -> Introspected:
    schemas = frozenset("" if schema == "public" else schema for schema in filters.schemas)
    left_out: list[str] = []
    kept: dict[int, Name] = {}  # the tables and views that are looked at
    obstructed: dict[int, Name] = {}  # the tables that have no model
    for relation in catalog.relations:
        name = Name(relation.schema, relation.name)
        if (schemas and name.schema not in schemas) or not _chosen(name, filters.tables):
            continue
        if relation.obstacle:
            left_out.append(f"{relation.obstacle} {name}")
            obstructed[relation.oid] = name
        else:
            kept[relation.oid] = name

    def within(schema: str | None, relation: int | None = None) -> bool:
        """Whether what is in this schema (None: in none), on this relation (0: on none), is looked at."""
        return relation in kept if relation else not schemas or schema in schemas

    types = [row for row in catalog.types if within(row.schema)]
    sequences = [row for row in catalog.sequences if within(row.schema, row.owner_table)]
    carried = (*catalog.raws, *catalog.security, *catalog.shapes)
    raws = [row for row in carried if within(row.schema, row.relation)]
    checks = _checks(catalog.constraints)
    serials = _serials(sequences, catalog.columns, kept)

    objects: list[ir.TopLevel] = []
    for row in catalog.namespaces:
        if row.kind == "extension":
            objects.append(ir.Extension(name=row.name, into=row.into, comment=row.comment))
        elif within("" if row.name == "public" else row.name):
            objects.append(ir.Schema(name=row.name, comment=row.comment))
    objects += (_type(row, checks) for row in types)
    objects += (_sequence(row, kept) for row in sequences if row.ownership != "i" and row.oid not in serials)
    objects += _tables(catalog, kept, obstructed, checks, sequences, serials, left_out)
    objects += (_view(row) for row in catalog.relations if row.kind == "v" and row.oid in kept)
    objects += _raws(raws, catalog.dependencies, _known(kept, types, sequences, serials, raws))
    objects.sort(key=lambda found: (_KIND_ORDER[found.kind], found.schema, found.name))

    left_out += (row.what for row in catalog.unmodelled if within(row.schema, row.relation))
    left_out += _identity_sequences(sequences, kept)
    left_out += _not_nulls(row for row in catalog.not_nulls if within(row.schema, row.relation))
    return Introspected(database=ir.database(objects), diagnostics=tuple(map(_unmodelled, left_out)))


def _chosen(name: Name, patterns: Collection[str]) -> bool:
    if name.name == LEDGER_TABLE:
        return False
    texts = (name.name, ".".join(filter(None, name)))

    def matches(pattern: str) -> bool:
        return any(fnmatchcase(text, pattern) for text in texts)

    wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
    unwanted = (pattern[1:] for pattern in patterns if pattern.startswith("!"))
    return (not wanted or any(map(matches, wanted))) and not any(map(matches, unwanted))


def _unmodelled(what: str) -> Diagnostic:
    verb = "are" if what.startswith(_PLURALS) else "is"
    message = f"{what} {verb} not modelled and {verb} left out"
    # PostgreSQL keeps such names when a table is renamed: they mean nothing, and are no reason to warn.
    severity: Severity = "note" if what.startswith("the name of") else "warning"
    return Diagnostic(code="unmodelled-object", severity=severity, message=message)


def _known(
    kept: Mapping[int, Name],
    types: Iterable[pg.Type],
    sequences: Iterable[pg.Sequence],
    serials: Collection[int],
    raws: Iterable[pg.Raw],
) -> Mapping[tuple[str, int], Name]:
    """The name in the model of what others depend on, by the letter of its catalogue and its oid."""
    known = {("r", oid): name for oid, name in kept.items()}
    known |= {("y", row.oid): Name(row.schema, row.name) for row in types}
    for row in sequences:
        # A sequence that is part of its column comes with the table.
        table = row.owner_table if row.oid in serials or row.ownership == "i" else None
        known["r", row.oid] = kept[table] if table else Name(row.schema, row.name)
    return known | {(row.catalogue, row.oid): Name("", row.name) for row in raws}


def _tables(
    catalog: pg.Catalog,
    kept: Mapping[int, Name],
    obstructed: Mapping[int, Name],
    checks: Mapping[int, list[ir.Check]],
    sequences: Iterable[pg.Sequence],
    serials: Mapping[int, str],
    left_out: list[str],
) -> Iterator[ir.Table]:
    columns = _columns(catalog.columns, kept, sequences, serials)
    indexes = _indexes(catalog.indexes, kept)
    primary_keys, uniques, foreign_keys = _keys(catalog.constraints, kept, obstructed, left_out)
    for row in catalog.relations:
        if row.kind == "r" and row.oid in kept:
            yield ir.Table(
                schema=row.schema,
                name=row.name,
                comment=row.comment,
                columns=tuple(columns[row.oid]),
                primary_key=primary_keys.get(row.oid),
                uniques=tuple(uniques[row.oid]),
                foreign_keys=tuple(foreign_keys[row.oid]),
                checks=tuple(checks.get(row.oid, ())),
                indexes=tuple(indexes[row.oid]),
                unlogged=row.unlogged,
                storage=_options(row.storage),
                tablespace=row.tablespace,
            )


def _columns(
    rows: Iterable[pg.Column],
    kept: Mapping[int, Name],
    sequences: Iterable[pg.Sequence],
    serials: Mapping[int, str],
) -> Mapping[int, list[ir.Column]]:
    columns: dict[int, list[ir.Column]] = defaultdict(list)
    owned = {(row.owner_table, row.owner_number): row for row in sequences if row.owner_table}
    for row in rows:
        if row.table not in kept:
            continue
        type, default, generated, identity = short_type(row.type), None, None, None
        sequence = owned.get((row.table, row.number))
        if sequence and row.identity:
            identity = ir.Identity(always=row.identity == "a", **_sequence_options(sequence))
        elif sequence and sequence.oid in serials:
            type = serials[sequence.oid]
        elif row.expression is not None and row.generated:
            generated = without_outer_parentheses(row.expression)
        elif row.expression is not None:
            default = plain_default(row.expression, type)
        columns[row.table].append(
            ir.Column(
                name=row.name,
                comment=row.comment,
                type=type,
                nullable=row.nullable,
                default=default,
                generated=generated,
                stored=row.generated != "v",
                identity=identity,
                collation=_name(row.collation_schema, row.collation),
            )
        )
    return columns


def _serials(
    sequences: Iterable[pg.Sequence], columns: Iterable[pg.Column], kept: Mapping[int, Name]
) -> Mapping[int, str]:
    """The sequences that are exactly what serial makes, by oid, with that serial."""
    owned = {(row.owner_table, row.owner_number): row for row in sequences if row.ownership == "a"}
    serials = {}
    for column in columns:
        sequence = owned.get((column.table, column.number))
        if (
            sequence
            and not column.nullable
            and column.type == sequence.type
            and column.expression == sequence.call
            and sequence.uses == 1
            and sequence.comment is None
            and sequence.name == names.derived(kept[column.table].name, column.name, "seq")
            and not any(_sequence_options(sequence).values())
        ):
            serials[sequence.oid] = _SERIALS[column.type]
    return serials


def _sequence(row: pg.Sequence, kept: Mapping[int, Name]) -> ir.Sequence:
    return ir.Sequence(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        type=None if row.type == "bigint" else row.type,
        owner_table=kept[row.owner_table] if row.owner_table else None,
        owner_column=row.owner_column,
        **_sequence_options(row),
    )


def _sequence_options(row: pg.Sequence) -> dict[str, Any]:
    """The options of a sequence, None where it is what its type and direction give it anyway.

    Source: https://www.postgresql.org/docs/current/sql-createsequence.html.
    """
    bits = _INTEGER_BITS[row.type]
    lowest, highest = (1, 2**bits - 1) if row.increment > 0 else (-(2**bits), -1)
    first = row.min if row.increment > 0 else row.max
    return {
        "start": None if row.start == first else row.start,
        "increment": None if row.increment == 1 else row.increment,
        "min": None if row.min == lowest else row.min,
        "max": None if row.max == highest else row.max,
        "cache": None if row.cache == 1 else row.cache,
        "cycle": row.cycle,
    }


def _checks(rows: Iterable[pg.Constraint]) -> Mapping[int, list[ir.Check]]:
    """The checks of each table and domain, by its oid."""
    checks: dict[int, list[ir.Check]] = defaultdict(list)
    for row in rows:
        if row.kind == "c" and not row.obstacle:
            checks[row.table or row.domain].append(
                ir.Check(
                    name=row.name,
                    comment=row.comment,
                    sql=without_outer_parentheses(row.expression),
                    not_valid=row.not_valid,
                    no_inherit=row.no_inherit,
                )
            )
    return checks


def _keys(
    rows: Iterable[pg.Constraint],
    kept: Mapping[int, Name],
    obstructed: Mapping[int, Name],
    left_out: list[str],
) -> tuple[dict[int, ir.PrimaryKey], dict[int, list[ir.Unique]], dict[int, list[ir.ForeignKey]]]:
    primary_keys: dict[int, ir.PrimaryKey] = {}
    uniques: dict[int, list[ir.Unique]] = defaultdict(list)
    foreign_keys: dict[int, list[ir.ForeignKey]] = defaultdict(list)
    for row in rows:
        if row.table not in kept:
            continue
        if row.obstacle or row.target in obstructed:
            what = f"{row.obstacle or 'foreign key'} {names.written(row.name)} of table {kept[row.table]}"
            left_out.append(what if row.obstacle else f"{what}, which refers to {obstructed[row.target]},")
        elif row.kind == "p":
            primary_keys[row.table] = ir.PrimaryKey(
                name=row.name,
                comment=row.comment,
                columns=tuple(row.columns),
                include=tuple(row.include),
                deferrable=row.deferrable,
            )
        elif row.kind == "u":
            uniques[row.table].append(
                ir.Unique(
                    name=row.name,
                    comment=row.comment,
                    columns=tuple(row.columns),
                    include=tuple(row.include),
                    nulls_distinct=row.nulls_distinct,
                    deferrable=row.deferrable,
                )
            )
        elif row.kind == "f":
            foreign_keys[row.table].append(
                ir.ForeignKey(
                    name=row.name,
                    comment=row.comment,
                    columns=tuple(row.columns),
                    target=Name(row.target_schema, row.target_name),
                    target_columns=tuple(row.target_columns),
                    on_delete=_ACTIONS[row.on_delete],
                    on_update=_ACTIONS[row.on_update],
                    match=_MATCHES[row.match],
                    deferrable=row.deferrable,
                    not_valid=row.not_valid,
                )
            )
    return primary_keys, uniques, foreign_keys


def _indexes(rows: Iterable[pg.IndexPart], kept: Mapping[int, Name]) -> Mapping[int, list[ir.Index]]:
    indexes: dict[int, list[ir.Index]] = defaultdict(list)
    for _oid, group in groupby(rows, attrgetter("oid")):
        parts = list(group)
        row = parts[0]
        if row.table in kept:
            indexes[row.table].append(
                ir.Index(
                    name=row.name,
                    comment=row.comment,
                    columns=tuple(_index_part(part) for part in parts if not part.included),
                    unique=row.unique,
                    method=row.method,
                    where=without_outer_parentheses(row.where) if row.where else None,
                    include=tuple(part.column for part in parts if part.included and part.column),
                    nulls_distinct=row.nulls_distinct,
                    storage=_options(row.storage),
                    tablespace=row.tablespace,
                )
            )
    return indexes


def _index_part(part: pg.IndexPart) -> ir.IndexPart:
    expression = part.expression
    if expression:
        # Its own parentheses, and those that an index wants around whatever is no call.
        expression = without_outer_parentheses(without_outer_parentheses(expression))
    descending, nulls_first = bool(part.options & 1), bool(part.options & 2)
    return ir.IndexPart(
        column=part.column,
        sql=expression,
        order="desc" if descending else None,
        nulls=None if nulls_first == descending else "first" if nulls_first else "last",
        opclass=_name(part.opclass_schema, part.opclass),
        collation=_name(part.collation_schema, part.collation),
    )


def _type(row: pg.Type, checks: Mapping[int, list[ir.Check]]) -> ir.Enum | ir.Domain:
    if row.values is not None:
        return ir.Enum(schema=row.schema, name=row.name, comment=row.comment, values=tuple(row.values))
    type = short_type(row.base)
    return ir.Domain(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        type=type,
        nullable=row.nullable,
        default=plain_default(row.default, type) if row.default is not None else None,
        collation=_name(row.collation_schema, row.collation),
        checks=tuple(checks.get(row.oid, ())),
    )


def _view(row: pg.Relation) -> ir.View:
    options = dict(_options(row.storage))
    return ir.View(
        schema=row.schema,
        name=row.name,
        comment=row.comment,
        query=(row.query or "").strip().removesuffix(";").rstrip(),
        security_invoker=_is_on(options.get("security_invoker")),
        security_barrier=_is_on(options.get("security_barrier")),
        check_option=options.get("check_option"),
    )


def _raws(
    rows: Iterable[pg.Raw],
    dependencies: Iterable[pg.Dependency],
    known: Mapping[tuple[str, int], Name],
) -> Iterator[ir.Raw]:
    needs: dict[tuple[str, int], set[Name]] = defaultdict(set)
    for dependency in dependencies:
        needed = known.get((dependency.needed_catalogue, dependency.needed_oid))
        if needed:
            needs[dependency.catalogue, dependency.oid].add(needed)
    for row in rows:
        depends_on = tuple(sorted(needs[row.catalogue, row.oid] - {Name("", row.name)}))
        yield ir.Raw(name=row.name, create=row.create, drop=row.drop, depends_on=depends_on)


def _not_nulls(rows: Iterable[pg.NotNull]) -> Iterator[str]:
    """What NOT NULL has beside itself; a renamed table has it on every column, which is worth one line."""
    for (schema, owner, relation), group in groupby(rows, attrgetter("schema", "owner", "relation")):
        other_names = []
        for row in group:
            if not _is_derived(row.name, owner, row.column, "not_null"):
                other_names.append(names.written(row.name))
            if row.options:
                yield f"{row.options} of NOT NULL of column {Name(schema, owner)}.{names.written(row.column)}"
        if other_names:
            kind = "table" if relation else "domain"
            yield f"the name of NOT NULL constraint {', '.join(other_names)} of {kind} {Name(schema, owner)}"


def _identity_sequences(rows: Iterable[pg.Sequence], kept: Mapping[int, Name]) -> Iterator[str]:
    """What the sequence of an identity has that the column does not."""
    for row in rows:
        if row.ownership == "i" and row.owner_table and row.owner_column:
            of = f"identity sequence {Name(row.schema, row.name)} of table {kept[row.owner_table]}"
            if not _is_derived(row.name, kept[row.owner_table].name, row.owner_column, "seq"):
                yield f"the name of {of}"
            if row.comment is not None:
                yield f"the comment of {of}"


def _is_derived(name: str, first: str, second: str, label: str) -> bool:
    """Whether PostgreSQL may have chosen this name; a number follows one that was taken."""
    return any(name == names.derived(first, second, f"{label}{number or ''}") for number in range(10))


def _name(schema: str | None, name: str | None) -> str | None:
    return None if name is None else str(Name(schema or "", name))


def _options(texts: Iterable[str] | None) -> tuple[tuple[str, str], ...]:
    """Storage parameters, which are written ``key=value``, by key."""
    pairs = (text.partition("=") for text in texts or ())
    return tuple(sorted((key, value) for key, _, value in pairs))


def _is_on(value: str | None) -> bool:
    return (value or "off").lower() in ("true", "on", "yes", "1", "t", "y")
