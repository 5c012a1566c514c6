"""Reads a live PostgreSQL database (14 and later) back into the model, from ``pg_catalog`` alone.

Every query reads all of its kind at once, and all of them travel together: their number does not depend on how much
the database holds. What to compute from a row is said in ``catalog/*.sql``; what it means in the model, here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from schemac import ir, names
from schemac.diagnostics import Diagnostic, fail
from schemac.dialect import Filters, Introspected
from schemac.names import Name

LEDGER_TABLE = "schemac_migrations"

# The server writes expressions after the session's settings: these are fixed, so that its texts are always the same.
# Temporary tables come last, since they would hide the user's.
SETTINGS = """\
set local search_path = public, pg_temp;
set local timezone = 'UTC';
set local datestyle = 'ISO, YMD';
set local intervalstyle = 'postgres';
set local extra_float_digits = 1;
set local quote_all_identifiers = off;
set local jit = off
"""

_CATALOG = Path(__file__).with_name("catalog")
_QUERIES = (
    "namespaces",
    "types",
    "sequences",
    "relations",
    "columns",
    "constraints",
    "indexes",
    "raws",
    "dependencies",
    "unmodelled",
    "not_nulls",
)

_Row = tuple[Any, ...]
_Rows = list[_Row]

# How the names of what is left out begin that are plurals.
_PLURALS = ("privileges", "options", "storage parameters", "operator class parameters", "the columns")
_INTEGER_BITS = {"smallint": 15, "integer": 31, "bigint": 63}
_SERIALS = {"smallint": "smallserial", "integer": "serial", "bigint": "bigserial"}
_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})
_ACTIONS = {"a": "no_action", "r": "restrict", "c": "cascade", "n": "set_null", "d": "set_default"}
_MATCHES = {"s": "simple", "f": "full"}
_KIND_ORDER = {cls.kind: position for position, cls in enumerate(ir.TOP_LEVEL)}

_BUILT_IN = re.compile(
    r"(?P<head>character varying|character|bit varying|(?:timestamp|time)(?=[ (\[]|\Z))"
    r"(?P<arguments>\(\d+\))?(?P<zone> with(?:out)? time zone)?(?P<arrays>(?:\[\])*)\Z"
)
_SHORT = {"character varying": "varchar", "character": "char", "bit varying": "varbit"}
_MODIFIERS = re.compile(r"\([^()]*\)|(?<=^interval) [a-z ]+")
_TYPE = r'(?:[\w. ]|"(?:[^"]|"")*"|\([^()\']*\))+(?:\[\])*'
_CAST_LITERAL = re.compile(rf"('(?:[^']|'')*'|\(-?[\d.]+\)|NULL)::({_TYPE})")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z")
_QUOTED_OR_PARENTHESIS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]""")


def introspect(connection: Any, filters: Filters) -> Introspected:
    """Everything of a live database that the filters let through, as the model.

    connection: a connection of ``schemac_apply.drivers``; a transaction that is open on it is used and left as it was.
    filters: a pattern of tables is compared with ``name`` and ``schema.name`` of tables and views; what lives in a
    table goes with it. Objects that have no schema are looked at when no schemas are named.

    Raises SchemacError when the server refuses to answer.
    """
    import psycopg

    try:
        with _snapshot(connection.raw):
            catalog = _read(connection.raw)
    except psycopg.Error as error:
        raise fail("introspection-failed", f"the database's catalogues cannot be read: {error}") from None
    return _model(catalog, filters)


def short_type(text: str) -> str:
    """PostgreSQL's text of a type (``format_type``) as the model writes it; a type that is so already stays so.

    Source: the aliases in https://www.postgresql.org/docs/current/datatype.html.
    """
    match = _BUILT_IN.match(text)
    if match:
        head, arguments, zone, arrays = match.groups(default="")
        suffix = "tz" if zone == " with time zone" else ""
        return f"{_SHORT.get(head, head)}{suffix}{arguments}{arrays}"
    # These two are built in and still quoted: bare, they are other types.
    if '"' not in text or text.startswith(('"char"', '"bit"')):
        return text
    head_and_rest = names.type_head(text)
    return f"{head_and_rest[0]}{head_and_rest[1]}" if head_and_rest else text


def plain_default(expression: str, type: str) -> str | None:
    """A default as the server writes it, as plainly as it can be said: a literal cast to the column's own type (whatever
    its modifiers) is the literal, a number bare; NULL is no default; anything else stays.

    A number on a column of numbers may be cast to the type that it has by itself: ``-1`` on a bigint column comes
    back as ``'-1'::integer``.
    """
    if expression == "NULL":
        return None
    match = _CAST_LITERAL.fullmatch(expression)
    if not match:
        return expression
    literal, cast = match[1], _unmodified(short_type(match[2]))
    if literal == "NULL":
        return None
    own = _unmodified(type)
    number = literal[1:-1]
    if own in _NUMBERS and _NUMBER.match(number):
        return number if cast in (own, _type_of_number(number)) else expression
    return literal if cast == own and literal[0] == "'" else expression


def without_outer_parentheses(text: str) -> str:
    """An expression of the server without the one pair of parentheses that encloses all of it, if there is one."""
    if text[:1] != "(" or text[-1:] != ")":
        return text
    depth = 0
    for match in _QUOTED_OR_PARENTHESIS.finditer(text):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
            if not depth and match.end() < len(text):
                return text
    return text[1:-1]


@contextmanager
def _snapshot(raw: Any) -> Iterator[None]:
    """One consistent view of the database under SETTINGS; afterwards the session is as it was."""
    from psycopg.pq import TransactionStatus

    if raw.info.transaction_status == TransactionStatus.IDLE:
        begin, end = "begin isolation level repeatable read read only", "rollback"
    else:
        # Settings go back with the savepoint.
        begin = "savepoint schemac_introspect"
        end = "rollback to savepoint schemac_introspect; release savepoint schemac_introspect"
    raw.execute(f"{begin}; {SETTINGS}".encode())
    try:
        yield
    finally:
        if not raw.closed:
            raw.execute(end.encode())


def _read(raw: Any) -> Mapping[str, _Rows]:
    """The rows of every query, by the query's name."""
    from psycopg.rows import tuple_row

    statements = [(_CATALOG / f"{name}.sql").read_text(encoding="utf-8") for name in _QUERIES]
    with raw.cursor(row_factory=tuple_row) as cursor:
        cursor.execute(";\n".join(statements).encode())
        rows = {}
        for name in _QUERIES:
            rows[name] = cursor.fetchall()
            cursor.nextset()
    return rows


def _model(catalog: Mapping[str, _Rows], filters: Filters) -> Introspected:
    schemas = frozenset("" if schema == "public" else schema for schema in filters.schemas)
    left_out: list[str] = []
    kept: dict[int, Name] = {}  # the tables and views that are looked at
    obstructed: dict[int, Name] = {}  # tables that have no model
    for oid, schema, name, _kind, obstacle, *_rest in catalog["relations"]:
        if (schemas and schema not in schemas) or not _chosen(Name(schema, name), filters.tables):
            continue
        if obstacle:
            left_out.append(f"{obstacle} {Name(schema, name)}")
            obstructed[oid] = Name(schema, name)
        else:
            kept[oid] = Name(schema, name)

    def within(schema: str | None, relation: int) -> bool:
        """Whether what is in this schema (None: in none), on this relation (0: on none), is looked at."""
        return relation in kept if relation else not schemas or schema in schemas

    checks = _checks(catalog["constraints"])
    types = [row for row in catalog["types"] if within(row[1], 0)]
    sequences = [row for row in catalog["sequences"] if within(row[1], row[11] or 0)]
    raws = [row for row in catalog["raws"] if within(row[2], row[3])]
    serials = _serials(sequences, catalog["columns"], kept)

    objects: list[ir.TopLevel] = [
        ir.Schema(name=name, comment=comment)
        if kind == "schema"
        else ir.Extension(name=name, into=into, comment=comment)
        for kind, name, into, comment in catalog["namespaces"]
        if kind == "extension" or within("" if name == "public" else name, 0)
    ]
    objects += (_type(row, checks) for row in types)
    objects += (_sequence(row, kept) for row in sequences if row[14] != "i" and row[0] not in serials)
    objects += _tables(catalog, kept, obstructed, checks, sequences, serials, left_out)
    objects += (_view(row) for row in catalog["relations"] if row[3] == "v" and row[0] in kept)

    known = {("r", oid): name for oid, name in kept.items()}
    known |= {("y", oid): Name(schema, name) for oid, schema, name, *_rest in types}
    for oid, schema, name, *rest in sequences:
        # A sequence that is part of its column comes with the table.
        known["r", oid] = kept[rest[8]] if oid in serials or rest[11] == "i" else Name(schema, name)
    known |= {(catalogue, oid): Name("", name) for catalogue, oid, _schema, _relation, name, *_rest in raws}
    objects += _raws(raws, catalog["dependencies"], known)

    left_out += (what for schema, relation, what in catalog["unmodelled"] if within(schema, relation))
    left_out += _not_nulls([row for row in catalog["not_nulls"] if within(row[0], row[1])])
    objects.sort(key=lambda found: (_KIND_ORDER[found.kind], found.schema, found.name))
    return Introspected(database=ir.database(objects), diagnostics=tuple(map(_unmodelled, left_out)))


def _unmodelled(what: str) -> Diagnostic:
    message = f"{what} are not modelled and are left out" if what.startswith(_PLURALS) else f"{what} is not modelled and is left out"
    return Diagnostic(code="unmodelled-object", severity="warning", message=message)


def _chosen(name: Name, patterns: tuple[str, ...]) -> bool:
    if name.name == LEDGER_TABLE:
        return False
    texts = (name.name, ".".join(filter(None, name)))

    def matches(pattern: str) -> bool:
        return any(fnmatchcase(text, pattern) for text in texts)

    wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
    unwanted = (pattern[1:] for pattern in patterns if pattern.startswith("!"))
    return (not wanted or any(map(matches, wanted))) and not any(map(matches, unwanted))


def _tables(
    catalog: Mapping[str, _Rows],
    kept: Mapping[int, Name],
    obstructed: Mapping[int, Name],
    checks: Mapping[int, list[ir.Check]],
    sequences: _Rows,
    serials: Mapping[int, str],
    left_out: list[str],
) -> Iterator[ir.Table]:
    columns = _columns(catalog["columns"], kept, sequences, serials)
    indexes = _indexes(catalog["indexes"], kept)
    primary_keys, uniques, foreign_keys = _keys(catalog["constraints"], kept, obstructed, left_out)
    for oid, schema, name, kind, _obstacle, unlogged, storage, tablespace, comment, _query in catalog["relations"]:
        if kind == "r" and oid in kept:
            yield ir.Table(
                schema=schema,
                name=name,
                comment=comment,
                columns=tuple(columns[oid]),
                primary_key=primary_keys.get(oid),
                uniques=tuple(uniques[oid]),
                foreign_keys=tuple(foreign_keys[oid]),
                checks=tuple(checks.get(oid, ())),
                indexes=tuple(indexes[oid]),
                unlogged=unlogged,
                storage=_options(storage),
                tablespace=tablespace,
            )


def _columns(
    rows: _Rows, kept: Mapping[int, Name], sequences: _Rows, serials: Mapping[int, str]
) -> Mapping[int, list[ir.Column]]:
    columns: dict[int, list[ir.Column]] = defaultdict(list)
    owned = {(row[11], row[12]): row for row in sequences if row[11]}
    for table, number, name, text, nullable, expression, generated, identity, collation_schema, collation, comment in rows:
        if table not in kept:
            continue
        type = short_type(text)
        default = plain_default(expression, type) if expression is not None and not generated else None
        sequence = owned.get((table, number))
        if sequence and sequence[0] in serials:
            type, default = serials[sequence[0]], None
        columns[table].append(
            ir.Column(
                name=name,
                comment=comment,
                type=type,
                nullable=nullable,
                default=default,
                generated=without_outer_parentheses(expression) if generated else None,
                stored=generated != "v",
                identity=ir.Identity(always=identity == "a", **_sequence_options(sequence))
                if identity and sequence
                else None,
                collation=_name(collation_schema, collation),
            )
        )
    return columns


def _serials(sequences: _Rows, columns: _Rows, kept: Mapping[int, Name]) -> Mapping[int, str]:
    """The sequences that are exactly what serial makes, with that serial."""
    owned = {(row[11], row[12]): row for row in sequences if row[14] == "a"}
    serials = {}
    for table, number, name, type, nullable, expression, *_rest in columns:
        sequence = owned.get((table, number))
        if (
            sequence
            and not nullable
            and sequence[3] == type
            and expression == sequence[15]
            and sequence[16] == 1
            and sequence[10] is None
            and sequence[2] == names.derived(kept[table].name, name, "seq")
            and not any(_sequence_options(sequence).values())
        ):
            serials[sequence[0]] = _SERIALS[type]
    return serials


def _sequence(row: _Row, kept: Mapping[int, Name]) -> ir.Sequence:
    _oid, schema, name, type = row[:4]
    return ir.Sequence(
        schema=schema,
        name=name,
        comment=row[10],
        type=None if type == "bigint" else type,
        owner_table=kept[row[11]] if row[11] else None,
        owner_column=row[13],
        **_sequence_options(row),
    )


def _sequence_options(row: _Row) -> dict[str, Any]:
    """The options of a sequence, None where it is what its type and direction give it anyway."""
    type, start, increment, low, high, cache, cycle = row[3:10]
    bits = _INTEGER_BITS[type]
    lowest, highest = (1, 2**bits - 1) if increment > 0 else (-(2**bits), -1)
    return {
        "start": None if start == (low if increment > 0 else high) else start,
        "increment": None if increment == 1 else increment,
        "min": None if low == lowest else low,
        "max": None if high == highest else high,
        "cache": None if cache == 1 else cache,
        "cycle": cycle,
    }


def _checks(rows: _Rows) -> Mapping[int, list[ir.Check]]:
    """The checks of each table and domain, by its oid."""
    checks: dict[int, list[ir.Check]] = defaultdict(list)
    for row in rows:
        table, domain, name, kind = row[:4]
        if kind == "c" and not row[19]:
            checks[table or domain].append(
                ir.Check(
                    name=name,
                    comment=row[18],
                    sql=without_outer_parentheses(row[8]),
                    not_valid=row[9],
                    no_inherit=row[10],
                )
            )
    return checks


def _keys(
    rows: _Rows, kept: Mapping[int, Name], obstructed: Mapping[int, Name], left_out: list[str]
) -> tuple[dict[int, ir.PrimaryKey], dict[int, list[ir.Unique]], dict[int, list[ir.ForeignKey]]]:
    primary_keys: dict[int, ir.PrimaryKey] = {}
    uniques: dict[int, list[ir.Unique]] = defaultdict(list)
    foreign_keys: dict[int, list[ir.ForeignKey]] = defaultdict(list)
    for (
        table, _domain, name, kind, columns, include, nulls_distinct, deferrable, _expression, not_valid, _no_inherit,
        target_oid, target_schema, target, target_columns, on_delete, on_update, match, comment, obstacle,
    ) in rows:  # fmt: skip
        if table not in kept:
            continue
        if obstacle or target_oid in obstructed:
            what = f"{obstacle or 'foreign key'} {names.written(name)} of table {kept[table]}"
            left_out.append(what if obstacle else f"{what}, which refers to {obstructed[target_oid]},")
        elif kind == "p":
            primary_keys[table] = ir.PrimaryKey(
                name=name, comment=comment, columns=tuple(columns), include=tuple(include), deferrable=deferrable
            )
        elif kind == "u":
            uniques[table].append(
                ir.Unique(
                    name=name,
                    comment=comment,
                    columns=tuple(columns),
                    include=tuple(include),
                    nulls_distinct=nulls_distinct,
                    deferrable=deferrable,
                )
            )
        elif kind == "f":
            foreign_keys[table].append(
                ir.ForeignKey(
                    name=name,
                    comment=comment,
                    columns=tuple(columns),
                    target=Name(target_schema, target),
                    target_columns=tuple(target_columns),
                    on_delete=_ACTIONS[on_delete],
                    on_update=_ACTIONS[on_update],
                    match=_MATCHES[match],
                    deferrable=deferrable,
                    not_valid=not_valid,
                )
            )
    return primary_keys, uniques, foreign_keys


def _indexes(rows: _Rows, kept: Mapping[int, Name]) -> Mapping[int, list[ir.Index]]:
    indexes: dict[int, list[ir.Index]] = defaultdict(list)
    for _oid, group in groupby(rows, itemgetter(1)):
        parts = list(group)
        table, _, name, unique, nulls_distinct, method, predicate, storage, tablespace, comment = parts[0][:10]
        if table in kept:
            indexes[table].append(
                ir.Index(
                    name=name,
                    comment=comment,
                    columns=tuple(_index_part(*row[11:]) for row in parts if not row[10]),
                    unique=unique,
                    method=method,
                    where=without_outer_parentheses(predicate) if predicate else None,
                    include=tuple(row[11] for row in parts if row[10]),
                    nulls_distinct=nulls_distinct,
                    storage=_options(storage),
                    tablespace=tablespace,
                )
            )
    return indexes


def _index_part(
    column: str | None,
    expression: str | None,
    options: int,
    opclass: str | None,
    opclass_schema: str,
    collation: str | None,
    collation_schema: str,
) -> ir.IndexPart:
    descending, nulls_first = bool(options & 1), bool(options & 2)
    return ir.IndexPart(
        column=column,
        # Its own parentheses, and those that an index wants around what is no call.
        sql=without_outer_parentheses(without_outer_parentheses(expression)) if expression else None,
        order="desc" if descending else None,
        nulls=None if nulls_first == descending else "first" if nulls_first else "last",
        opclass=_name(opclass_schema, opclass),
        collation=_name(collation_schema, collation),
    )


def _type(row: _Row, checks: Mapping[int, list[ir.Check]]) -> ir.Enum | ir.Domain:
    oid, schema, name, values, base, nullable, default, collation_schema, collation, comment = row
    if values is not None:
        return ir.Enum(schema=schema, name=name, comment=comment, values=tuple(values))
    type = short_type(base)
    return ir.Domain(
        schema=schema,
        name=name,
        comment=comment,
        type=type,
        nullable=nullable,
        default=plain_default(default, type) if default is not None else None,
        collation=_name(collation_schema, collation),
        checks=tuple(checks.get(oid, ())),
    )


def _view(row: _Row) -> ir.View:
    _oid, schema, name, _kind, _obstacle, _unlogged, storage, _tablespace, comment, query = row
    options = dict(_options(storage))
    return ir.View(
        schema=schema,
        name=name,
        comment=comment,
        query=query.strip().removesuffix(";").rstrip(),
        security_invoker=_is_on(options.get("security_invoker")),
        security_barrier=_is_on(options.get("security_barrier")),
        check_option=options.get("check_option"),
    )


def _raws(rows: _Rows, dependencies: _Rows, known: Mapping[tuple[str, int], Name]) -> Iterator[ir.Raw]:
    needs: dict[tuple[str, int], set[Name]] = defaultdict(set)
    for catalogue, oid, needed_catalogue, needed_oid in dependencies:
        needed = known.get((needed_catalogue, needed_oid))
        if needed:
            needs[catalogue, oid].add(needed)
    for catalogue, oid, _schema, _relation, name, definition, undo in rows:
        depends_on = tuple(sorted(needs[catalogue, oid] - {Name("", name)}))
        yield ir.Raw(name=name, create=definition, drop=undo, depends_on=depends_on)


def _not_nulls(rows: _Rows) -> Iterator[str]:
    """What NOT NULL has beside itself; a renamed table has it on every column, which is worth one line."""
    for (schema, owner, of), group in groupby(rows, itemgetter(0, 2, 1)):
        renamed = []
        for *_, column, name, options in group:
            # A number follows a name that was taken.
            if all(name != names.derived(owner, column, f"not_null{number or ''}") for number in range(10)):
                renamed.append(names.written(name))
            if options:
                yield f"{options} of NOT NULL of column {Name(schema, owner)}.{names.written(column)}"
        if renamed:
            kind = "table" if of else "domain"
            yield f"the name of NOT NULL constraint {', '.join(renamed)} of {kind} {Name(schema, owner)}"


def _name(schema: str | None, name: str | None) -> str | None:
    return None if name is None else str(Name(schema or "", name))


def _options(texts: list[str] | None) -> tuple[tuple[str, str], ...]:
    """Storage parameters, of ``key=value``, by key."""
    pairs = (text.partition("=") for text in texts or ())
    return tuple(sorted((key, value) for key, _, value in pairs))


def _is_on(value: str | None) -> bool:
    return (value or "off").lower() in ("true", "on", "yes", "1", "t", "y")


def _unmodified(type: str) -> str:
    """A short type without length, precision and fields; the two spellings of padded text and of bits are one."""
    bare = _MODIFIERS.sub("", type)
    return {"char": "bpchar", '"bit"': "bit"}.get(bare, bare)


def _type_of_number(text: str) -> str:
    """The type that PostgreSQL gives to a number by itself.

    Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS-NUMERIC.
    """
    if not text.lstrip("-").isdigit():
        return "numeric"
    size = abs(int(text))
    return "integer" if size < 2**31 else "bigint" if size < 2**63 else "numeric"

