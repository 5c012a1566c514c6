"""Runs the oracle over files.

python -m tests.oracle schemas --dialect postgres FILE.sql…
python -m tests.oracle pairs --dialect postgres FILE.jsonl… [--backwards] [--reverse]
python -m tests.oracle histories --dialect postgres DIRECTORY…
"""

from __future__ import annotations

import argparse
import fnmatch
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tests.oracle import edits, report, schemas
from tests.oracle.databases import Databases, databases
from tests.oracle.report import Outcome, Record, judged

Case = schemas.SchemaCase | edits.EditCase
_worker = ExitStack()
"""Holds the server of a worker process as long as that runs."""
_made: list[Databases] = []


def main() -> int:
    """Run the cases and print what came of them; 0 only where all are equal."""
    options = _options()
    chosen = [case for case in _cases(options) if not options.only or _fits(case.name, options.only)]
    outcomes = []
    for outcome in _outcomes(chosen, options):
        outcomes.append(outcome)
        if not options.quiet or outcome.verdict != report.EQUAL:
            print(report.line(outcome, sql=options.show_sql, full=options.full), flush=True)
    print(report.count(outcomes))
    return 0 if outcomes and all(outcome.verdict == report.EQUAL for outcome in outcomes) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.oracle",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=["schemas", "pairs", "histories"])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--dialect", required=True, choices=["postgres", "sqlite", "mysql", "mariadb"])
    parser.add_argument("--only", metavar="PATTERN", help="only cases whose name has this in it, or fits it")
    parser.add_argument("--backwards", action="store_true", help="pairs: walk back as well; histories always do")
    parser.add_argument("--reverse", action="store_true", help="pairs: the other way round too, as edits of their own")
    parser.add_argument(
        "--postgres-version", metavar="MAJOR", default="", help="run on this one of the servers at hand"
    )
    parser.add_argument("--show-sql", action="store_true", help="print the SQL that was run")
    parser.add_argument("--full", action="store_true", help="print every differing line")
    parser.add_argument("--quiet", action="store_true", help="print nothing of cases that are equal")
    parser.add_argument("--jobs", type=int, default=1, help="processes, each with a server of its own")
    return parser.parse_args()


def _cases(options: argparse.Namespace) -> Sequence[Case]:
    if options.what == "schemas":
        return schemas.read(options.paths)
    if options.what == "pairs":
        return edits.read_pairs(options.paths, options.dialect, back=options.backwards, reverse=options.reverse)
    return list(edits.read_histories(options.paths))


def _fits(name: str, pattern: str) -> bool:
    return pattern in name or fnmatch.fnmatch(name, pattern)


def _outcomes(cases: Sequence[Case], options: argparse.Namespace) -> Iterator[Outcome]:
    where = options.dialect, options.postgres_version
    if options.jobs > 1:
        with ProcessPoolExecutor(options.jobs, initializer=_start, initargs=where) as pool:
            yield from pool.map(_in_worker, cases)
        return
    with databases(*where) as made:
        for case in cases:
            yield run(case, made)


def _start(dialect: str, major: str) -> None:
    _made.append(_worker.enter_context(databases(dialect, major)))


def _in_worker(case: Case) -> Outcome:
    return run(case, _made[0])


def run(case: Case, made: Databases) -> Outcome:
    """One case; a failure of the oracle's own is a failed case too."""
    try:
        with judged("oracle", otherwise=report.ORACLE_FAILS):
            try:
                return case.run(made)
            finally:
                made.clean()
    except report.Failed as failed:
        return Record().outcome(case.name, failed)


if __name__ == "__main__":
    sys.exit(main())
