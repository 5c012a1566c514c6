"""Measures the commands on projects of many tables, and prints a table in Markdown."""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from tests import servers
from tests.benchmarks import live, project
from tests.benchmarks.measure import Cost, measure

PROGRAMS = Path(sys.executable).parent
SCHEMAC = PROGRAMS / "schemac"
APPLY = PROGRAMS / "schemac-apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Where to apply to, and how its own client runs a file in one transaction."""

    name: str
    new_database: Callable[[], str]
    client: Callable[[str, Path], list[str | Path]]


@contextmanager
def postgres() -> Iterator[Dialect]:
    names = (f"bench_{number}" for number in itertools.count())
    with servers.postgres() as server:
        yield Dialect(
            name="postgres",
            new_database=lambda: server.create_database(next(names)),
            client=lambda url, file: [server.psql, "-Xq1", "-v", "ON_ERROR_STOP=1", "-f", file, url],
        )


@contextmanager
def sqlite() -> Iterator[Dialect]:
    with tempfile.TemporaryDirectory(prefix="schemac-bench-") as folder:
        names = (f"sqlite:///{folder}/{number}.db" for number in itertools.count())
        yield Dialect(
            name="sqlite",
            new_database=lambda: next(names),
            client=lambda url, file: [
                *("sqlite3", "-bail", url.removeprefix("sqlite:///")),
                *("begin", f".read {file}", "commit"),
            ],
        )


@contextmanager
def mysql(kind: str) -> Iterator[Dialect]:
    names = (f"bench_{number}" for number in itertools.count())
    with servers.mysql(kind) as server:
        yield Dialect(
            name=kind,
            new_database=lambda: server.create_database(next(names)),
            client=lambda url, file: [
                *(*server.client, "-e", f"source {file}"),
                url.partition("?")[0].rpartition("/")[2],
            ],
        )


DIALECTS: dict[str, Callable[[], AbstractContextManager[Dialect]]] = {
    "postgres": postgres,
    "sqlite": sqlite,
    "mysql": partial(mysql, "mysql"),
    "mariadb": partial(mysql, "mariadb"),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="take the median of this many runs (default: 3)")
    add_list(parser, "--sizes", ["10", "100", "1000", "3000"], "numbers of tables")
    add_list(parser, "--dialects", list(DIALECTS), "databases to generate for and to apply to")
    add_list(parser, "--layouts", list(project.LAYOUTS), "a file for each table, or a single one")
    options = parser.parse_args()

    print(row("tables", "layout", "dialect", "command", "CPU s", "wall s", "MB"))
    print(row(*["---"] * 4, *["---:"] * 3))
    report("", "", "", start_up(options.runs))
    for dialect_name in options.dialects:
        with DIALECTS[dialect_name]() as dialect:
            for size, layout in itertools.product(options.sizes, options.layouts):
                costs = commands(dialect, int(size), layout, runs=options.runs)
                report(size, layout, dialect.name, costs)
            if dialect_name == "postgres":
                for size in options.sizes:
                    report(size, "live", dialect.name, reading(dialect, int(size), runs=options.runs))


def add_list(parser: argparse.ArgumentParser, name: str, default: list[str], what: str) -> None:
    text = f"{what}, separated by commas (default: {','.join(default)})"
    parser.add_argument(name, type=lambda value: value.split(","), default=default, help=text)


def row(*cells: str) -> str:
    widths = (6, 6, 8, 36, 7, 7, 6)
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def report(size: str, layout: str, dialect: str, costs: Iterable[tuple[str, list[Cost]]]) -> None:
    """Print a row for each command: the medians of its costs, each by itself."""
    for command, measured in costs:
        cpu, wall, memory = (median(column) for column in zip(*measured, strict=True))
        print(row(size, layout, dialect, command, f"{cpu:.3f}", f"{wall:.3f}", f"{memory:.0f}"), flush=True)


def start_up(runs: int) -> Iterator[tuple[str, list[Cost]]]:
    with tempfile.TemporaryDirectory(prefix="schemac-bench-") as name:
        folder = Path(name)
        for title, command in (
            ("python -c pass", [sys.executable, "-c", "pass"]),
            ("schemac --help", [SCHEMAC, "--help"]),
            ("schemac-apply --help", [APPLY, "--help"]),
        ):
            yield title, [measure(*command, cwd=folder, cache=folder) for _ in range(runs)]


def reading(dialect: Dialect, tables: int, *, runs: int) -> Iterator[tuple[str, list[Cost]]]:
    """A database that was not made by schemac, with something of everything, read and written as YAML."""
    with tempfile.TemporaryDirectory(prefix="schemac-bench-") as name:
        scratch = Path(name)
        (scratch / "live.sql").write_text(live.script(tables))
        url = dialect.new_database()
        subprocess.run(dialect.client(url, scratch / "live.sql"), check=True, capture_output=True)
        costs = [
            measure(
                *(SCHEMAC, "introspect", "--url", url, "--to-yaml", scratch / f"found-{number}"),
                cwd=scratch,
                cache=scratch / "cache",
            )
            for number in range(runs)
        ]
        yield "introspect --to-yaml, of everything", costs


def commands(dialect: Dialect, tables: int, layout: str, *, runs: int) -> Iterator[tuple[str, list[Cost]]]:
    """The life of a project: each command as often as `runs` says, always in the state a user would be in."""
    with tempfile.TemporaryDirectory(prefix="schemac-bench-") as name:
        scratch = Path(name)
        folders = [scratch / f"project-{number}" for number in range(runs)]
        for folder in folders:
            project.write(folder, dialect=dialect.name, tables=tables, layout=layout)
        yield (
            "generate, from nothing",
            [measure(SCHEMAC, "generate", "--name", "first", cwd=folder, cache=folder / "cache") for folder in folders],
        )

        folder, cache = folders[0], folders[0] / "cache"

        def in_project(*command: str | Path) -> Cost:
            return measure(*command, cwd=folder, cache=cache)

        yield (
            "generate, nothing changed",
            [in_project(SCHEMAC, "generate", "--name", "nothing") for _ in range(runs)],
        )
        [file] = [file for file in (folder / "migrations").glob("*.sql") if ".down." not in file.name]
        yield (
            Path(dialect.client("", file)[0]).name + ", the same file",
            [in_project(*dialect.client(dialect.new_database(), file)) for _ in range(runs)],
        )
        urls = [dialect.new_database() for _ in range(runs)]
        yield "schemac-apply apply", [in_project(APPLY, "apply", "--url", url) for url in urls]
        yield (
            "introspect --to-yaml",
            [
                in_project(SCHEMAC, "introspect", "--url", url, "--to-yaml", scratch / f"found-{number}")
                for number, url in enumerate(urls)
            ],
        )

        def with_column(name: str) -> Cost:
            project.add_column(folder, name)
            return in_project(SCHEMAC, "generate", "--name", name)

        yield "generate, one column added", [with_column(f"added_{number}") for number in range(runs)]


if __name__ == "__main__":
    main()
