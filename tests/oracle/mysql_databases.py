"""Databases of MySQL and MariaDB."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from tests import servers
from tests.oracle import client, mysql_dumps
from tests.oracle.dumps import Dump


class MySQLDatabases:
    """Databases on one server of MySQL or MariaDB."""

    def __init__(self, server: servers.MySQLServer) -> None:
        self.server = server
        self.dialect = server.kind
        self.names: list[str] = []
        self.made = 0

    def fresh(self) -> MySQLDatabase:
        self.made += 1
        self.names.append(f"oracle_{self.made}")
        self.server.create_database(self.names[-1])
        return MySQLDatabase(self.server, self.names[-1])

    def clean(self) -> None:
        while self.names:
            self.server.drop_database(self.names.pop())
        self.server.drop_shared_objects()


class MySQLDatabase:
    """A database of MySQL or MariaDB."""

    def __init__(self, server: servers.MySQLServer, name: str) -> None:
        self.server = server
        self.name = name
        self.url = server.url(name)

    def load(self, sql: str) -> list[str]:
        # Without --comments the client takes them out of the bodies of routines. The statement gives the connection
        # the server's own collation, which MariaDB's client does not know where the server is MySQL.
        options = ["--force", "--comments", "--init-command=SET NAMES utf8mb4"]
        run = client.run([*self.server.client, *options, self.name], sql)
        return [line for line in run.stderr.splitlines() if line.startswith("ERROR")]

    def script(self) -> str:
        with closing(self.server.connect(self.name)) as connection:
            return mysql_dumps.script(connection)

    def dump(self) -> Dump:
        with closing(self.server.connect(self.name)) as connection:
            return mysql_dumps.dump(connection)

    def counts(self) -> Mapping[str, int]:
        with closing(self.server.connect(self.name)) as connection:
            return mysql_dumps.counts(connection)
