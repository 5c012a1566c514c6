"""What MySQL and MariaDB would not make, told before they are asked, and what means something else there."""

from __future__ import annotations

from collections.abc import Iterator

from schemac import ir, sqltext
from schemac.dialect import Refusal
from schemac.ir import Database, Object
from schemac_dialects.mysql import types
from schemac_dialects.mysql.flavour import Flavour

_OTHER_MEANINGS = {
    **dict.fromkeys(("text", "string", "citext"), "holds 65,535 bytes; `longtext` holds more"),
    "bytes": "is `longblob`",
    **dict.fromkeys(("numeric", "decimal"), "has ten digits, none of them behind the point"),
    "timestamp": "is a point in time, as `timestamptz` elsewhere, and ends in the year 2038; `datetime` has no zone",
    "timestamptz": "is a `timestamp`, which ends in the year 2038",
    "real": "is a `double`",
    "float": "has four bytes; `double` has eight",
    "serial": "is a `bigint unsigned`",
    **dict.fromkeys(("inet", "cidr", "macaddr", "xml"), "is a text that nothing checks"),
    "money": "is `decimal(19,2)`",
    "jsonb": "is `json`",
    "time": "is an interval of up to 838 hours, without parts of a second unless it says `time(6)`",
    "datetime": "has no parts of a second unless it says `datetime(6)`",
}


_GROUPED = frozenset({"myisam", "aria", "mrg_myisam", "merge"})
"""Engines that count on for each value of the columns before."""


def other_meaning(key: str, value: str) -> str | None:
    """What a value of a key means here and not everywhere; None where it is the same."""
    if key == "identity":
        return "a number may be given by the user, as with `by_default`"
    if key == "sql":
        return "`||` is OR; `concat(…)` puts texts together" if "||" in sqltext.operators(value) else None
    if key == "unique":
        text = types.base(value) in types.TEXTS - {"enum", "set"}
        return "letter case and accents do not tell values apart, unless `collation` says so" if text else None
    words = _OTHER_MEANINGS.get(value.strip().lower()) if key == "type" else None
    return None if words is None else f"`{value}` {words}"


def refused(declared: Database, *, flavour: Flavour) -> Iterator[Refusal]:
    """What the server would not make of a lowered database, and what helps."""
    yield from _constraint_names(declared, flavour)
    for table in declared.of_kind("table"):
        if isinstance(table, ir.Table):
            yield from _long_keys(table, flavour)
            yield from _numbered(table)
            yield from _foreign_keys(table)
            yield from _partition_keys(table)
            yield from _lacks(table, flavour)
            yield from _triggers(table)


def _constraint_names(declared: Database, flavour: Flavour) -> Iterator[Refusal]:
    """Names of foreign keys are the database's; MySQL's of checks too
    (https://dev.mysql.com/doc/refman/en/create-table-check-constraints.html)."""
    known: dict[tuple[str, str], str] = {}
    for table in declared.of_kind("table"):
        for member in ir.children(table):
            if member.kind == "foreign_key" or (member.kind == "check" and flavour.enforced):
                # Letter case tells no names of constraints apart.
                other = known.setdefault((member.kind, member.name.lower()), table.name)
                if other != table.name:
                    kind = member.kind.replace("_", " ")
                    yield Refusal(
                        at=ir.address(table, member),
                        code="duplicate-name",
                        message=f"'{other}' has a {kind} '{member.name}' already",
                        help=f"{flavour.title} wants another name for each {kind} of the database",
                    )


def _lacks(table: ir.Table, flavour: Flavour) -> Iterator[Refusal]:
    """What MariaDB has not: keys of expressions, and invisible columns that nothing fills."""
    for index in table.indexes:
        if not flavour.expression_keys and any(part.sql is not None for part in index.columns):
            yield Refusal(
                at=ir.address(table, index),
                code="not-rendered",
                message=f"'{index.name}' has an expression, and {flavour.title} indexes columns alone",
                help="index a generated column that has the expression",
            )
    for column in table.columns:
        filled = column.nullable or column.default is not None or column.identity is not None
        if flavour.versioned and column.invisible and not filled and column.generated is None:
            yield Refusal(
                at=ir.address(table, column),
                code="bad-column",
                message=f"'{table.name}.{column.name}' is invisible and NOT NULL, and has no default",
                help="give it a default, or allow NULL",
            )


def _triggers(table: ir.Table) -> Iterator[Refusal]:
    """A trigger has one event, and runs before or after it, for each row
    (https://dev.mysql.com/doc/refman/en/create-trigger.html)."""
    for trigger in table.triggers:
        if len(trigger.events) > 1:
            message, help = "has more than one event", "declare a trigger for each"
        elif trigger.timing == "instead_of":
            message, help = "runs instead of its event", "`before` or `after`"
        elif trigger.level == "statement":
            message, help = "runs once for a statement", "`level: row` is all that there is"
        else:
            continue
        yield Refusal(
            at=ir.address(table, trigger),
            code="bad-trigger",
            message=f"'{trigger.name}' of '{table.name}' {message}",
            help=help,
        )


def _keys(table: ir.Table) -> Iterator[tuple[Object, tuple[ir.IndexPart, ...], str | None]]:
    """The keys of a table: the member, its parts and its method."""
    for member in (table.primary_key, *table.uniques):
        if member is not None:
            yield member, member.parts or tuple(ir.IndexPart(column=column) for column in member.columns), None
    for index in table.indexes:
        yield index, index.columns, index.method


def _long_keys(table: ir.Table, flavour: Flavour) -> Iterator[Refusal]:
    """BLOB and TEXT are in a key with a length (https://dev.mysql.com/doc/refman/en/column-indexes.html); MariaDB
    keeps a unique one as hashes (https://mariadb.com/kb/en/getting-started-with-indexes/#unique-index)."""
    found = {column.name: types.base(column.type) for column in table.columns}
    for member, parts, method in _keys(table):
        for part in parts:
            type = found.get(part.column or "")
            if method in ("fulltext", "spatial") or part.length is not None:
                continue
            unique = isinstance(member, ir.Unique) or (isinstance(member, ir.Index) and member.unique)
            if type in types.LONG and not (unique and flavour.hashed_texts):
                yield Refusal(
                    at=ir.address(table, member),
                    code="long-key",
                    message=f"'{table.name}.{part.column}' is {type}, which a key takes with a length alone",
                    help="make it a `varchar(…)`, or give the part of the key a length: "
                    f"`{{column: {part.column}, length: 50}}`",
                )
            elif type == "json":
                yield Refusal(
                    at=ir.address(table, member),
                    code="long-key",
                    message=f"'{table.name}.{part.column}' is json, which no key takes",
                    help="index a generated column, or an expression",
                )


def _numbered(table: ir.Table) -> Iterator[Refusal]:
    """AUTO_INCREMENT: one column, and a key begins with it, or has it where the engine is MyISAM or the like
    (https://dev.mysql.com/doc/refman/en/example-auto-increment.html)."""
    numbered = [column for column in table.columns if column.identity is not None]
    counted = None if (table.engine or "").lower() in _GROUPED else 1
    first = {part.column for _, parts, _ in _keys(table) for part in parts[:counted]}
    for position, column in enumerate(numbered):
        if position:
            message, help = f"'{table.name}' has two columns with identity", "leave one of them"
        elif column.name not in first:
            message = f"'{table.name}.{column.name}' has identity, and no key begins with it"
            help = "make it the primary key, or give it `index: true`"
        elif column.identity != ir.Identity():
            message = f"the identity of '{table.name}.{column.name}' has options that the database lacks"
            help = "only `start` is known here"
        else:
            continue
        yield Refusal(at=ir.address(table, column), code="bad-identity", message=message, help=help)


def _foreign_keys(table: ir.Table) -> Iterator[Refusal]:
    """InnoDB: no SET DEFAULT, none at a partitioned table
    (https://dev.mysql.com/doc/refman/en/create-table-foreign-keys.html)."""
    for key in table.foreign_keys:
        if "set_default" in (key.on_delete, key.on_update):
            message, help = "InnoDB knows no `set_default`", "`set_null`, `restrict` or `cascade`"
        elif key.on_delete == "set_null" and any(not one.nullable for one in table.columns if one.name in key.columns):
            message, help = f"'{key.name}' sets NULL in a column that is NOT NULL", "allow NULL there"
        elif table.partition_strategy is not None:
            message, help = "a partitioned table has no foreign keys here", "leave out the key or the partitions"
        else:
            continue
        yield Refusal(at=ir.address(table, key), code="bad-foreign-key", message=message, help=help)


def _partition_keys(table: ir.Table) -> Iterator[Refusal]:
    """Every unique key has the columns of the partition key
    (https://dev.mysql.com/doc/refman/en/partitioning-limitations-partitioning-keys-unique-keys.html)."""
    parts = (*table.partition_by, *table.subpartition_by)
    own = {column.name for column in table.columns}
    cut = {part.column for part in parts if part.column is not None}
    cut |= {word for part in parts if part.sql is not None for word in sqltext.words(part.sql) & own}
    if not cut or table.versioned:
        return
    for member, parts, _ in _keys(table):
        if isinstance(member, ir.Index) and not member.unique:
            continue
        missing = sorted(cut - {part.column for part in parts})
        if missing:
            yield Refusal(
                at=ir.address(table, member),
                code="bad-partition-key",
                message=f"a unique key of the partitioned table '{table.name}' lacks {', '.join(missing)}",
                help="every unique key has the columns of the partition key",
            )
