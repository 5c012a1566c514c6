"""Fails at every point of every scenario on every database, and prints a table of what came of it."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.applier.failpoints import book, matrix
from tests.applier.failpoints.play import Tally


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.applier.failpoints", description=__doc__)
    parser.add_argument("--all", action="store_true", help="fail at every message, not at some of them")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes (default: 2)")
    parser.add_argument("--databases", default=",".join(book.DATABASES), help="comma-separated (default: all)")
    parser.add_argument("--scenarios", default="", help="comma-separated (default: all)")
    parser.add_argument("--kinds", default="", help="comma-separated (default: all)")
    chosen = parser.parse_args()
    tasks = [
        task
        for task in matrix.tasks(chosen.databases.split(","), 0 if chosen.all else 3)
        if (not chosen.scenarios or task[1] in chosen.scenarios.split(","))
        and (not chosen.kinds or task[2] in chosen.kinds.split(","))
    ]
    started = time.monotonic()
    tallies: dict[tuple[str, str, str], Tally] = defaultdict(Tally)
    with ProcessPoolExecutor(chosen.jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        futures = {pool.submit(matrix.work, task): task for task in tasks}
        for number, future in enumerate(as_completed(futures), 1):
            database, scenario, kind, _ = futures[future]
            tally = future.result()
            tallies[database, scenario, kind].add(tally)
            print(f"{number} of {len(tasks)}: {database} {scenario} {kind}: {tally.points} points", file=sys.stderr)
            for text in tally.wrong:
                print(f"\nWRONG: {text}\n", file=sys.stderr, flush=True)
    _print_table(tallies)
    print(f"\n{time.monotonic() - started:.0f} s")
    sys.exit(any(tally.wrong for tally in tallies.values()))


def _print_table(tallies: dict[tuple[str, str, str], Tally]) -> None:
    print("\n| database | path | kind | points | by themselves | with a person | wrong | not reached |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |")
    total = Tally()
    for (database, scenario, kind), tally in sorted(tallies.items()):
        _print_row(database, scenario, kind, tally)
        total.add(tally)
    _print_row("all", "", "", total)


def _print_row(database: str, scenario: str, kind: str, tally: Tally) -> None:
    counts = (tally.points, tally.itself, tally.person, len(tally.wrong), tally.missed)
    print(f"| {database} | {scenario} | {kind} | {' | '.join(str(count) for count in counts)} |")


if __name__ == "__main__":
    main()
