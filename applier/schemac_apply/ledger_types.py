"""The ledger's table as each dialect makes it (spec/ledger.md), and the types of its columns."""

from __future__ import annotations

from dataclasses import dataclass

IN_DOUBT = "in_doubt integer DEFAULT 0 NOT NULL"
"""The column that ledgers of before have not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTypes:
    """What the ledger's CREATE TABLE says in a dialect.

    Args:
        timestamp: the type of `applied_at`.
        name: a type for short text that a key can have.
        text: a type for text of any length.
        options: what stands behind the columns.
    """

    timestamp: str
    name: str
    text: str
    options: str = ""


def _mysql(collation: str) -> LedgerTypes:
    """With a collation that compares by code point, spaces at the end included."""
    return LedgerTypes(
        timestamp="datetime(6)",
        name="varchar(255)",
        text="longtext",
        options=f"ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE {collation}",
    )


LEDGER_TYPES = {
    "postgres": LedgerTypes(timestamp="timestamptz", name="text", text="text"),
    "sqlite": LedgerTypes(timestamp="text", name="text", text="text"),
    "mysql": _mysql("utf8mb4_0900_bin"),
    "mariadb": _mysql("utf8mb4_nopad_bin"),
}


def create_table(table: str, dialect: str) -> str:
    """The statement that makes the ledger, whose name is quoted and qualified, where it is missing."""
    types = LEDGER_TYPES[dialect]
    return (
        f"CREATE TABLE IF NOT EXISTS {table} (\n"
        f"  name {types.name} NOT NULL PRIMARY KEY,\n"
        f"  hash {types.name} NOT NULL,\n"
        f"  applied_at {types.timestamp} NOT NULL,\n"
        "  duration_ms bigint NOT NULL,\n"
        "  applied_by text NOT NULL,\n"
        "  statements_done integer NOT NULL,\n"
        "  statements_total integer NOT NULL,\n"
        f"  {IN_DOUBT},\n"
        f"  down_sql {types.text},\n"
        f"  tool_version {types.name} NOT NULL\n"
        f") {types.options}".rstrip()
    )


def add_in_doubt(table: str) -> str:
    """The statement that gives a ledger of before the column that it has not."""
    return f"ALTER TABLE {table} ADD COLUMN {IN_DOUBT}"
