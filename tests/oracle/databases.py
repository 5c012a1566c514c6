"""Fresh databases, loaded by the server's own client and dumped by it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from tests import servers
from tests.oracle import client, dumps, sqlite_dumps
from tests.oracle.dumps import Dump
from tests.oracle.mysql_databases import MySQLDatabases

LEDGER = "schemac_migrations"
# Both sides of a pair live on one server, so what belongs to the server is there already for the second one.
_SHARED = re.compile(r'(?:role|tablespace) ".*" already exists')


class Database(Protocol):
    """One database."""

    url: str

    def load(self, sql: str) -> list[str]:
        """Run a script as the client does, which goes on after an error; what went wrong."""

    def script(self) -> str:
        """The whole schema as the server's own tool writes it."""

    def dump(self) -> Dump:
        """The whole schema in a form that can be compared."""

    def counts(self) -> Mapping[str, int]:
        """How many rows each table holds."""


class Databases(Protocol):
    """Makes databases of one dialect."""

    dialect: str

    def fresh(self) -> Database:
        """An empty database."""

    def clean(self) -> None:
        """Drop every database made so far, and what they left on the server."""


def reloaded(database: Database, made: Databases) -> Database:
    """What the server makes of its own dump of a database.

    MySQL, for one, writes CHARACTER SET where the statement wrote it, and its dump always writes it.
    """
    again = made.fresh()
    again.load(database.script())
    return again


@contextmanager
def databases(dialect: str, major: str = "") -> Iterator[Databases]:
    """Databases of a dialect, on a server of their own where it needs one: of a major version, or the one at hand."""
    if dialect == "postgres":
        with servers.postgres(major) as server:
            # One that was just used makes DROP DATABASE wait: the last few are left for later.
            yield PostgresDatabases(server, keep=8)
    elif dialect in ("mysql", "mariadb"):
        with servers.mysql(dialect) as mysql_server:
            yield MySQLDatabases(mysql_server)
    elif dialect == "sqlite":
        with TemporaryDirectory(prefix="schemac-oracle-") as directory:
            yield SQLiteDatabases(Path(directory))
    else:
        raise ValueError(f"the oracle knows no databases of the dialect {dialect!r}")


class PostgresDatabases:
    """Databases on one PostgreSQL server; `keep` of them stay when the others are dropped."""

    dialect = "postgres"

    def __init__(self, server: servers.PostgresServer, *, keep: int = 0) -> None:
        self.server = server
        self.keep = keep
        self.names: list[str] = []
        self.made = 0

    def fresh(self) -> Database:
        self.made += 1
        name = f"oracle_{self.made}"
        self.names.append(name)
        return PostgresDatabase(self.server, self.server.create_database(name))

    def clean(self) -> None:
        subscriptions = self.server.admin.execute(
            "SELECT datname, subname FROM pg_subscription JOIN pg_database ON pg_database.oid = subdbid"
        ).fetchall()
        for database, subscription in subscriptions:
            self._unsubscribe(database, subscription)
        keep = 0 if self.server.shared_objects() else self.keep
        while len(self.names) > keep:
            self.server.drop_database(self.names.pop(0))
        self.server.drop_shared_objects()

    def _unsubscribe(self, database: str, subscription: str) -> None:
        # One that has a slot, or is at work, keeps its database from being dropped.
        import psycopg
        from psycopg.sql import SQL, Identifier

        with psycopg.connect(self.server.url(database), autocommit=True) as connection:
            for action in (
                "ALTER SUBSCRIPTION {} DISABLE",
                "ALTER SUBSCRIPTION {} SET (slot_name = NONE)",
                "DROP SUBSCRIPTION {}",
            ):
                connection.execute(SQL(action).format(Identifier(subscription)))


class PostgresDatabase:
    """A database of PostgreSQL."""

    def __init__(self, server: servers.PostgresServer, url: str) -> None:
        self.server = server
        self.url = url

    def load(self, sql: str) -> list[str]:
        arguments = [self.server.psql, "-X", "-q", "-v", "ON_ERROR_STOP=0", "-d", self.url, "-f", "-"]
        run = client.run(arguments, sql)
        return [
            line
            for line in run.stderr.splitlines()
            if re.search(r"\b(?:ERROR|FATAL):|^psql: error", line) and not _SHARED.search(line)
        ]

    def script(self) -> str:
        pattern = f"*.{LEDGER}"
        run = client.run(
            [
                self.server.pg_dump,
                "--schema-only",
                f"--exclude-table={pattern}",
                "-d",
                self.url,
            ],
            "",
        )
        if run.returncode:
            raise RuntimeError(run.stderr)
        return run.stdout

    def dump(self) -> Dump:
        return dumps.postgres(self.script())

    def counts(self) -> Mapping[str, int]:
        import psycopg

        with psycopg.connect(self.url) as connection:
            tables = connection.execute(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                " WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema'"
            ).fetchall()
            return {
                table: _one(connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone())
                for (table,) in tables
            }


class SQLiteDatabases:
    """Database files in one directory."""

    dialect = "sqlite"

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.made = 0

    def fresh(self) -> Database:
        self.made += 1
        return SQLiteDatabase(self.directory / f"{self.made}.db")

    def clean(self) -> None:
        for file in self.directory.iterdir():
            file.unlink()


class SQLiteDatabase:
    """A database of SQLite."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = f"sqlite:///{path}"

    def load(self, sql: str) -> list[str]:
        return [line for line in client.run(["sqlite3", str(self.path)], sql).stderr.splitlines() if line.strip()]

    def script(self) -> str:
        return client.run(["sqlite3", str(self.path), ".dump"], "").stdout

    def dump(self) -> Dump:
        with closing(sqlite3.connect(self.path)) as connection:
            return sqlite_dumps.dump(connection)

    def counts(self) -> Mapping[str, int]:
        with closing(sqlite3.connect(self.path)) as connection:
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
            )
            names = [(name, name.replace('"', '""')) for (name,) in tables]
            return {
                name: _one(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()) for name, quoted in names
            }


def _one(row: tuple[int, ...] | None) -> int:
    assert row is not None
    return row[0]
