"""Reads what SHOW CREATE TABLE prints (https://dev.mysql.com/doc/refman/en/show-create-table.html).

information_schema tells neither the parser of a full-text index nor a charset that was said, and it loses escapes in
expressions: only the statement has everything. Expressions are not understood, they are cut out as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from schemac import ir
from schemac_dialects.mysql import types
from schemac_dialects.mysql.ddl.body import Body, Surroundings, surroundings
from schemac_dialects.mysql.ddl.columns import read_column
from schemac_dialects.mysql.ddl.keys import MEMBERS, read_member
from schemac_dialects.mysql.ddl.partitions import partitioning
from schemac_dialects.mysql.tokens import Reader, Token

__all__ = ["Surroundings", "WrittenTable", "surroundings", "table"]

DEFAULT_ENGINE = "innodb"
_OPTIONS = frozenset(
    "autoextend_size avg_row_length checksum compression delay_key_write encryption engine_attribute insert_method "
    "itef_quotes key_block_size max_rows min_rows pack_keys page_checksum row_format secondary_engine "
    "secondary_engine_attribute stats_auto_recalc stats_persistent stats_sample_pages table_checksum "
    "transactional union data_directory index_directory".split()
)
"""The options of a table that are kept as they are."""
_SECRETS = frozenset({"connection", "password"})
_JSON_COLLATION = "utf8mb4_bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """A table as the server writes it; ``unmodelled`` are the clauses that the model cannot hold."""

    table: ir.Table
    unmodelled: tuple[str, ...]


def table(text: str, here: Surroundings) -> WrittenTable:
    """Read a CREATE TABLE statement; raises Unparsable."""
    reader = Reader(text)
    reader.expect("CREATE")
    reader.take("TEMPORARY")
    reader.expect("TABLE")
    name = reader.name()
    body = Body(here=here)
    reader.expect("(")
    while True:
        if reader.key in MEMBERS:
            read_member(reader, body, name)
        else:
            read_column(reader, body)
        if not reader.take(","):
            break
    reader.expect(")")
    values = _options(reader, body)
    if (values["engine"] or "").lower() == "memory":
        # Which has hashes unless told; elsewhere it says nothing.
        body.unmodelled += [f"USING BTREE of {key}" for key in body.said_btree]
    values |= partitioning(reader, body.unmodelled)
    reader.done()
    if values.get("partition_strategy") in ("key", "linear_key") and not values["partition_by"]:
        # KEY () is that of the primary key.
        keys = [*body.of(ir.PrimaryKey), *body.of(ir.Unique)]
        values["partition_by"] = tuple(ir.IndexPart(column=column) for column in keys[0].columns) if keys else ()
    collation = values.pop("collation") or here.collation
    columns, checks = _with_checks(body, collation)
    found = ir.Table(
        name=name,
        columns=columns,
        periods=body.of(ir.Period),
        primary_key=next(iter(body.of(ir.PrimaryKey)), None),
        uniques=body.of(ir.Unique),
        foreign_keys=body.of(ir.ForeignKey),
        checks=(*checks, *body.of(ir.Check)),
        indexes=body.of(ir.Index),
        collation=None if collation == here.collation else collation,
        **values,
    )
    return WrittenTable(table=found, unmodelled=tuple(body.unmodelled))


def _with_checks(body: Body, collation: str) -> tuple[tuple[ir.Column, ...], list[ir.Check]]:
    """The columns, and the checks at them under the columns' names; MariaDB's JSON is a text with a check."""
    columns, checks = [], []
    for column in body.columns:
        if column.name in body.collated and column.collation == collation:
            # MySQL writes what is inherited where the charset has another one by itself.
            column = replace(column, collation=None)
        check = body.column_checks.get(column.name)
        if (
            check == f"json_valid({types.quote(column.name)})"
            and column.type == "longtext"
            and (column.collation or collation) == _JSON_COLLATION
        ):
            column = replace(column, type="json", collation=None)
        elif check is not None:
            checks.append(ir.Check(name=column.name, sql=check))
        columns.append(column)
    return tuple(columns), checks


def _options(reader: Reader, body: Body) -> dict[str, Any]:
    """Read the options of a table, up to its partitions."""
    held: dict[str, Any] = {"engine": None, "collation": None}
    storage: list[tuple[str, str]] = []
    charset = None
    while reader.current.kind != "end" and reader.key != "PARTITION":
        if reader.take("WITH", "SYSTEM", "VERSIONING"):
            held["versioned"] = True
            continue
        reader.take("DEFAULT")
        if reader.take("DATA", "DIRECTORY"):
            name = "data_directory"
        elif reader.take("INDEX", "DIRECTORY"):
            name = "index_directory"
        else:
            name = reader.name().lower()
        quoted = reader.token(reader.at - 1).kind == "quoted"
        reader.take("=")
        value = _value(reader)
        if name == "engine":
            held["engine"] = None if value.lower() == DEFAULT_ENGINE else value
        elif name == "charset":
            charset = value
        elif name == "collate":
            held["collation"] = value
        elif name == "comment":
            held["comment"] = value
        elif name == "tablespace":
            held["tablespace"] = value
            if reader.take("STORAGE"):
                body.unmodelled.append(f"STORAGE {reader.step().key}")
        elif name in _SECRETS:
            body.unmodelled.append(f"{name.upper()}, which may hold a password,")
        elif name == "auto_increment":
            pass
        elif name in _OPTIONS or quoted:
            storage.append((name, value))
        else:
            body.unmodelled.append(f"{name.upper()}={value}")
    held["collation"] = body.here.collation_of(charset, held["collation"])
    return held | {"storage": tuple(sorted(storage))}


def _value(reader: Reader) -> str:
    """Step over the value of an option."""
    if reader.key == "(":
        return f"({','.join(map(types.quote, reader.names()))})"
    token: Token = reader.current
    if token.kind == "literal":
        return types.unquoted(reader.literal())
    if token.kind == "number":
        reader.step()
        return token.text
    return reader.name()
