"""Names and literals reach the database as they are, whatever they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemac import dialect, diff, ir, plan
from schemac.ir import Database
from schemac_apply import drivers

# NUL is refused before; a lone surrogate is no text; PostgreSQL keeps 63 bytes of a name.
TEXTS = st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), min_size=1, max_size=15)


@pytest.fixture(scope="module")
def connection(postgres_server: Any) -> Iterator[Any]:
    """One database for the module: hypothesis makes many examples."""
    name = "quoting"
    postgres_server.create_database(name)
    try:
        with drivers.connect(postgres_server.url(name)) as found:
            yield found
    finally:
        postgres_server.drop_database(name)


@given(TEXTS)
def test_sqlite_reads_back_a_literal(text: str) -> None:
    """SELECT of a quoted string is the string."""
    quoted = dialect.find("sqlite").literal(text)
    assert sqlite3.connect(":memory:").execute(f"select {quoted}").fetchone() == (text,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(TEXTS)
def test_postgresql_reads_back_a_literal(connection: Any, text: str) -> None:
    """SELECT of a quoted string is the string, and an identifier names the column."""
    found = dialect.find("postgres")
    cursor = connection.raw.cursor()
    cursor.execute(f"select {found.literal(text)} as {found.quote(text)}".encode())
    assert cursor.fetchone() == (text,)
    assert cursor.description[0].name == text


def _database(table: str, column: str, value: str, name: str) -> Database:
    """A table whose every name and literal is given."""
    columns = (
        ir.Column(name=column, type="text", default=dialect.find("sqlite").literal(value)),
        ir.Column(name=f"{column}2", type="text", nullable=True),
    )
    index = ir.Index(name=f"{name}_i", columns=(ir.IndexPart(column=column),))
    unique = ir.Unique(name=f"{name}_u", columns=(column, f"{column}2"))
    return ir.database([ir.Table(name=table, columns=columns, uniques=(unique,), indexes=(index,))])


def _created(name: str, database: Database) -> str:
    return plan.plan(diff.diff(Database(), database), dialect.find(name)).sql()


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_sqlite_takes_any_name(table: str, column: str, value: str, name: str) -> None:
    """A table of any names is made, and its default is the text that was declared."""
    if table.lower().startswith("sqlite_"):
        return
    database = _database(table, column, value, name)
    raw = sqlite3.connect(":memory:")
    raw.executescript(_created("sqlite", database))
    quote = dialect.find("sqlite").quote
    raw.execute(f"insert into {quote(table)} ({quote(column + '2')}) values ('x')")
    assert raw.execute(f"select {quote(column)} from {quote(table)}").fetchone() == (value,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_postgresql_takes_any_name(connection: Any, table: str, column: str, value: str, name: str) -> None:
    """The same on PostgreSQL."""
    database = _database(table, column, value, name)
    quote = dialect.find("postgres").quote
    connection.execute("begin")
    try:
        connection.execute(_created("postgres", database))
        connection.execute(f"insert into {quote(table)} ({quote(column + '2')}) values ('x')")
        assert connection.query(f"select {quote(column)} from {quote(table)}") == [(value,)]
    finally:
        connection.execute("rollback")


@pytest.mark.parametrize("name", ["postgres", "sqlite"])
def test_a_nul_is_refused(name: str) -> None:
    """No database keeps one in a text."""
    with pytest.raises(ValueError, match="NUL"):
        dialect.find(name).literal("a\0b")
