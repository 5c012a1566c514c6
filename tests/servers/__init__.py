"""Private, throw-away database servers for the tests, the round-trip oracle and the benchmarks.

Each server lives in a directory of its own, listens on a Unix socket in it, and goes away with the process
that started it, however that one ends. Beyond the standard library only the drivers are needed.
"""

from tests.servers.mysql import MySQLServer, mysql, mysql_installation, mysql_version
from tests.servers.postgres import (
    PostgresServer,
    postgres,
    postgres_installation,
    postgres_installations,
    postgres_major,
)
from tests.servers.supervisor import Unavailable, neutral_environment

Server = PostgresServer | MySQLServer

__all__ = [
    "MySQLServer",
    "PostgresServer",
    "Server",
    "Unavailable",
    "mysql",
    "mysql_installation",
    "mysql_version",
    "neutral_environment",
    "postgres",
    "postgres_installation",
    "postgres_installations",
    "postgres_major",
]
