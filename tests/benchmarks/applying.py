"""Measures `schemac-apply` against the databases' own clients fed the same SQL, as ratios of one run.

    python -m tests.benchmarks.applying

Each pair is run in turn, A B A B …, and the ratios are those of neighbours, so that a machine whose speed drifts
still gives a fair comparison.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from schemac_apply.folder import write_folder_file
from tests.benchmarks.__main__ import APPLY, DIALECTS, Dialect, add_list
from tests.benchmarks.measure import Cost, measure

MIGRATIONS = 1_000
STATEMENTS = 100_000


def small(folder: Path, _dialect: str) -> None:
    """Many migrations of a table, an index and a row each."""
    for number in range(MIGRATIONS):
        (folder / f"{number:05}_table.sql").write_text(
            f"CREATE TABLE t{number} (id integer NOT NULL PRIMARY KEY, name varchar(40) NOT NULL);\n"
            f"CREATE INDEX t{number}_name ON t{number} (name);\n"
            f"INSERT INTO t{number} VALUES (1, 'one');\n"
        )


def large(folder: Path, _dialect: str) -> None:
    """One migration of many statements that change rows."""
    with (folder / "00000_rows.sql").open("w") as file:
        file.write("CREATE TABLE t (id integer NOT NULL PRIMARY KEY, name varchar(80) NOT NULL, n integer NOT NULL);\n")
        for number in range(STATEMENTS - 1):
            file.write(f"INSERT INTO t VALUES ({number}, 'it''s row number {number}; and -- so on', {number % 97});\n")


def joined(folder: Path, file: Path, dialect: str) -> Path:
    """What the plain client is fed: the same statements, with the ledger's rows and transactions."""
    row = "INSERT INTO ledger VALUES ('{}', '{}', CURRENT_TIMESTAMP, 0, 'me', 3, 3, 0, NULL, '0');\n"
    transactional = dialect in ("postgres", "sqlite")
    with file.open("w") as script:
        script.write(
            "CREATE TABLE ledger (name varchar(255) PRIMARY KEY, hash varchar(255), applied_at timestamp, ms bigint,"
            " who text, done integer, total integer, in_doubt integer, down_sql text, version varchar(255));\n"
        )
        for migration in sorted(folder.glob("*.sql")):
            text = migration.read_text()
            if transactional:
                script.write("BEGIN;\n")
            elif text.count("\n") > 100:
                # The applier commits many rows at once there; so may the client.
                first, _, rest = text.partition("\n")
                text = f"{first}\nBEGIN;\n{rest}COMMIT;\n"
            script.write(text + row.format(migration.stem, "0" * 64) + ("COMMIT;\n" if transactional else ""))
    return file


def pairs(dialect: Dialect, make: Callable[[Path, str], None], runs: int) -> Iterator[tuple[Cost, Cost]]:
    """The costs of the applier and of the client, run after run."""
    with tempfile.TemporaryDirectory(prefix="schemac-bench-") as name:
        scratch = Path(name)
        folder = scratch / "migrations"
        write_folder_file(folder, dialect=dialect.name)
        make(folder, dialect.name)
        file = joined(folder, scratch / "all.sql", dialect.name)
        plain = Path(name) / "plain"
        plain.mkdir()
        for _ in range(runs):
            url = dialect.new_database()
            ours = measure(
                APPLY, "apply", "--url", url, "--dir", folder, "--format", "json", cwd=scratch, cache=scratch
            )
            command = client(dialect, dialect.new_database(), file)
            yield ours, measure(*command, cwd=scratch, cache=scratch)


def client(dialect: Dialect, url: str, file: Path) -> list[str | Path]:
    """The client's command, without a transaction around the file."""
    command = dialect.client(url, file)
    if dialect.name == "postgres":
        return [part if part != "-Xq1" else "-Xq" for part in command]
    return [part for part in command if part not in ("begin", "commit")]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.applying", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="take the median of this many pairs (default: 5)")
    parser.add_argument("--json", action="store_true", help="a line of JSON for each row")
    add_list(parser, "--dialects", list(DIALECTS), "databases to apply to")
    options = parser.parse_args()
    titles = ((f"{MIGRATIONS} migrations of 3 statements", small), (f"1 migration of {STATEMENTS} statements", large))
    if not options.json:
        print("| database | what | applier, wall s | client, wall s | ratio | applier MB |\n|---|---|--:|--:|--:|--:|")
    for name in options.dialects:
        with DIALECTS[name]() as dialect:
            for title, make in titles:
                measured = list(pairs(dialect, make, options.runs))
                ours, theirs = (median(cost.wall for cost in costs) for costs in zip(*measured, strict=True))
                ratio = median(one.wall / other.wall for one, other in measured)
                memory = max(one.memory for one, _ in measured)
                if options.json:
                    print(json.dumps([name, title, ours, theirs, ratio, memory]), flush=True)
                else:
                    print(f"| {name} | {title} | {ours:.2f} | {theirs:.2f} | {ratio:.2f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
