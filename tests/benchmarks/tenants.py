"""Measures how fast one folder is applied to many databases, and prints a table in Markdown.

Run as `python -m tests.benchmarks.tenants`; it starts a server of its own.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from schemac_apply.apply import Request
from schemac_apply.fleet.outcomes import Summary
from schemac_apply.fleet.run import apply_to_all
from schemac_apply.fleet.targets import Target
from schemac_apply.folder import read_folder, write_folder_file
from tests import servers

MIGRATION = """\
CREATE TABLE {name} (
  id bigint NOT NULL PRIMARY KEY,
  parent_id bigint REFERENCES {name} (id),
  name varchar(120) NOT NULL,
  note varchar(200),
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX {name}_by_name ON {name} (name);
INSERT INTO {name} (id, name) VALUES (1, 'first');
"""

# Makes so many targets that have had nothing.
Maker = Callable[[int], list[Target]]


@contextmanager
def sqlite_files() -> Iterator[Maker]:
    with tempfile.TemporaryDirectory(prefix="schemac-bench-") as name:
        folder = Path(name, "tenants")

        def make(count: int) -> list[Target]:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            return [Target(name=str(number), url=f"sqlite:///{folder}/{number}.db") for number in range(count)]

        yield make


@contextmanager
def postgres_schemas() -> Iterator[Maker]:
    with servers.postgres() as server:

        def make(count: int) -> list[Target]:
            import psycopg

            server.drop_database("bench")
            url = server.create_database("bench")
            names = [f"tenant_{number}" for number in range(count)]
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("; ".join(f"CREATE SCHEMA {name}" for name in names).encode())
            return [Target(name=name, url=url, schema=name) for name in names]

        yield make


@contextmanager
def postgres_databases() -> Iterator[Maker]:
    with servers.postgres() as server:

        def make(count: int) -> list[Target]:
            names = [f"tenant_{number}" for number in range(count)]
            for name in names:
                server.drop_database(name)
            return [Target(name=name, url=server.create_database(name)) for name in names]

        yield make


@contextmanager
def mysql_databases(kind: str) -> Iterator[Maker]:
    with servers.mysql(kind) as server:

        def make(count: int) -> list[Target]:
            names = [f"tenant_{number}" for number in range(count)]
            for name in names:
                server.drop_database(name)
            return [Target(name=name, url=server.create_database(name)) for name in names]

        yield make


KINDS = {
    "sqlite": ("sqlite", "files of SQLite", sqlite_files, 1000),
    "schemas": ("postgres", "schemas of PostgreSQL", postgres_schemas, 500),
    "databases": ("postgres", "databases of PostgreSQL", postgres_databases, 100),
    "mariadb": ("mariadb", "databases of MariaDB", lambda: mysql_databases("mariadb"), 100),
    "mysql": ("mysql", "databases of MySQL", lambda: mysql_databases("mysql"), 100),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.tenants", description=__doc__)
    parser.add_argument("--kinds", type=lambda value: value.split(","), default=["sqlite", "schemas", "databases"])
    parser.add_argument("--jobs", type=lambda value: [int(part) for part in value.split(",")], default=[1, 8, 16])
    parser.add_argument("--migrations", type=int, default=10, help="how many the folder has (default: 10)")
    parser.add_argument("--share", type=float, default=1.0, help="take this part of the targets (default: 1)")
    options = parser.parse_args()

    print(row("targets", "jobs", "run", "wall s", "CPU s", "targets/s", "migrations/s"))
    print(row("---", "---:", "---", "---:", "---:", "---:", "---:"))
    for kind in options.kinds:
        dialect, title, maker, size = KINDS[kind]
        with tempfile.TemporaryDirectory(prefix="schemac-bench-") as folder, maker() as make:
            write(Path(folder), dialect, options.migrations)
            for jobs in options.jobs:
                targets = make(max(1, round(size * options.share)))
                for run in ("first", "nothing to do"):
                    summary, cpu = measured(targets, Path(folder), jobs)
                    report(f"{len(targets)} {title}", jobs, run, summary, cpu)


def write(folder: Path, dialect: str, migrations: int) -> None:
    write_folder_file(folder, dialect=dialect)
    for number in range(migrations):
        (folder / f"{number:04}_table.sql").write_text(MIGRATION.format(name=f"table_{number}"))
        (folder / f"{number:04}_table.down.sql").write_text(f"DROP TABLE table_{number};\n")


def measured(targets: list[Target], folder: Path, jobs: int) -> tuple[Summary, float]:
    """What a run came to, and the seconds of CPU of this process."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    summary = apply_to_all(targets, read_folder(folder), Request(), jobs=jobs)
    after = resource.getrusage(resource.RUSAGE_SELF)
    if summary.exit_code:
        raise RuntimeError(str(summary))
    return summary, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(title: str, jobs: int, run: str, summary: Summary, cpu: float) -> None:
    targets, migrations = (count / summary.seconds for count in (len(summary.outcomes), summary.migrations))
    figures = f"{summary.seconds:.2f}", f"{cpu:.2f}", f"{targets:.0f}", f"{migrations:.0f}" if migrations else ""
    print(row(title, str(jobs), run, *figures), flush=True)


def row(*cells: str) -> str:
    widths = (28, 4, 13, 7, 7, 9, 12)
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


if __name__ == "__main__":
    main()
