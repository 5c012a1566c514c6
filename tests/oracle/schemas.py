"""Whole schemas: a database as YAML, as a migration, and as another database that has to be the same."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.oracle import tool
from tests.oracle.databases import Databases, reloaded
from tests.oracle.dumps import differences
from tests.oracle.report import DIFFERS, Failed, Outcome, Record, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaCase:
    """A schema in a file of SQL."""

    name: str
    sql: str

    def run(self, databases: Databases) -> Outcome:
        """Take the schema from one database to another by way of YAML."""
        record = Record()
        try:
            self._run(databases, record)
        except Failed as failed:
            return record.outcome(self.name, failed)
        return record.outcome(self.name, None)

    def _run(self, databases: Databases, record: Record) -> None:
        name = databases.dialect
        # What a server brings back from its own dump is what can be asked for: not always the very same.
        first, target = databases.fresh(), databases.fresh()
        record.refused += first.load(self.sql)
        source = reloaded(first, databases)
        truth = source.dump()
        with judged("introspect"):
            model = tool.introspected(source, name, record)
        with judged("emit"):
            text = tool.written(model, name)
        with TemporaryDirectory(prefix="schemac-project-") as root:
            with judged("generate"):
                folder = tool.generated(Path(root), text, name, record)
            with judged("apply"):
                tool.applied(folder, target)
        if found := differences(truth, target.dump(), column_order=True):
            if left := differences(truth, reloaded(target, databases).dump(), column_order=True):
                raise Failed(DIFFERS, left)
            record.spelling += found
        with judged("introspect again"):
            again = tool.written(tool.introspected(target, name, record), name)
        if again != text:
            changes = difflib.unified_diff(
                text.splitlines(), again.splitlines(), "first YAML", "second YAML", lineterm="", n=0
            )
            raise Failed(DIFFERS, changes)


def read(files: list[Path]) -> list[SchemaCase]:
    """The cases of files."""
    return [SchemaCase(name=path.name, sql=path.read_text(encoding="utf-8")) for path in files]
