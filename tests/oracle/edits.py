"""Edits: two states of a schema, and the way from one to the other and back."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from schemac.ir import Database as Model
from tests.oracle import tool
from tests.oracle.databases import Database, Databases, reloaded
from tests.oracle.dumps import Dump, differences
from tests.oracle.report import DIFFERS, Failed, Outcome, Record, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class EditCase:
    """Two states as SQL.

    setup: runs before both; seed: puts rows into the first; back: whether to walk back too.
    """

    name: str
    current: str
    desired: str
    setup: str = ""
    seed: str = ""
    back: bool = False

    def reversed(self) -> EditCase:
        """The edit the other way round; the rows are of the state that is now the wanted one."""
        return replace(self, name=f"{self.name} (reversed)", current=self.desired, desired=self.current, seed="")

    def run(self, databases: Databases) -> Outcome:
        """Bring a database in the first state to the second one, and back again."""
        record = Record()
        try:
            self._run(databases, record)
        except Failed as failed:
            return record.outcome(self.name, failed)
        return record.outcome(self.name, None)

    def _run(self, databases: Databases, record: Record) -> None:
        name = databases.dialect
        live, goal = databases.fresh(), databases.fresh()
        record.refused += live.load(f"{self.setup}\n{self.current}")
        record.refused += goal.load(f"{self.setup}\n{self.desired}")
        record.refused += live.load(self.seed) if self.seed else []
        start, rows = live.dump(), live.counts()
        with judged("introspect"):
            old, new = tool.introspected(live, name, record), tool.introspected(goal, name, record)
        with judged("diff"):
            change = tool.difference(old, new, name)
        with judged("forward"):
            tool.run(change, live, name, record)
            record.spelling += _same(goal.dump(), live, databases, f"{self.setup}\n{self.desired}")
            _settled(live, new, name, record)
        _kept(rows, live, goal)
        if self.back:
            with judged("back"):
                tool.run(change, live, name, record, back=True)
                record.spelling += _same(start, live, databases, f"{self.setup}\n{self.current}")
                _settled(live, old, name, record)


def _same(truth: Dump, live: Database, databases: Databases, sql: str) -> list[str]:
    """What differs from what the SQL makes, until a server has made something of its own dump of either."""
    found = live.dump()
    changes = differences(truth, found, column_order=False)
    if changes:
        first = databases.fresh()
        first.load(sql)
        truth = reloaded(first, databases).dump()
        if differences(truth, found, column_order=False):
            left = differences(truth, reloaded(live, databases).dump(), column_order=False)
            if left:
                raise Failed(DIFFERS, left)
    return changes


def _settled(live: Database, model: Model, name: str, record: Record) -> None:
    """Nothing is left to do."""
    rest = tool.difference(tool.introspected(live, name, record), model, name)
    if rest:
        operations = [f"{type(one).__name__} {one.address}" for one in (*rest.renames, *rest.operations)]
        raise Failed(DIFFERS, ["a second difference is not empty", *operations])


def _kept(rows: dict[str, int] | object, live: Database, goal: Database) -> None:
    """Every row is still there, but of tables that are wanted no more."""
    after, wanted = live.counts(), goal.counts()
    assert isinstance(rows, dict)
    lost = [
        f"{table}: {count} rows before, {after.get(table, 0)} after"
        for table, count in rows.items()
        if table in wanted and after.get(table, 0) != count
    ]
    if lost:
        raise Failed(DIFFERS, lost)


_TAKEN = {"mariadb": ("mariadb", "mysql")}


def read_pairs(files: list[Path], dialect: str, *, back: bool = False, reverse: bool = False) -> list[EditCase]:
    """The cases of files with one JSON object a line.

    dialect: its cases are taken; MariaDB takes those of MySQL too, as far as they can be loaded;
    back: walk back too; reverse: take each pair the other way round as well, as an edit of its own.
    """
    records = [
        json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    cases = [
        EditCase(
            name=f"{record.get('suite', '')}/{record['name']}",
            current=record.get("current_sql") or "",
            desired=record.get("desired_sql") or "",
            setup=record.get("setup_sql") or "",
            seed=record.get("seed_sql") or "",
            back=back,
        )
        for record in records
        if record.get("dialect", dialect) in _TAKEN.get(dialect, (dialect,))
    ]
    return [one for case in cases for one in ((case, case.reversed()) if reverse else (case,))]


def read_histories(directories: list[Path]) -> Iterator[EditCase]:
    """Each two neighbours of the dumps in directories, to be walked both ways."""
    for directory in directories:
        for older, newer in pairwise(sorted(directory.glob("*.sql.gz"))):
            current, desired = (gzip.decompress(path.read_bytes()).decode("utf-8") for path in (older, newer))
            names = [path.name.removesuffix(".sql.gz") for path in (older, newer)]
            yield EditCase(name=f"{directory.name}/{names[0]}-{names[1]}", current=current, desired=desired, back=True)
