"""What is judged: each step from one database to another, taken as a user takes it."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

from schemac import cli, dialect
from schemac import folder as migrations
from schemac.dialect import Filters
from schemac.diff import Difference, diff, inverse
from schemac.emit import emit
from schemac.hazards import HAZARDS
from schemac.ir import Database as Model
from schemac.plan import plan
from schemac_apply import drivers, migrate, run_script
from tests.oracle.databases import LEDGER, Database
from tests.oracle.report import Record

PROJECT = "schemac: 1\ndialect: {dialect}\nschema: [schema.yaml]\n"


def introspected(database: Database, name: str, record: Record) -> Model:
    """The model of a live database."""
    with drivers.connect(database.url) as connection:
        found = dialect.find(name).introspect(connection, Filters(tables=(f"!{LEDGER}",)))
    record.introspected(found.diagnostics)
    return found.database


def written(model: Model, name: str) -> str:
    """The model as a schema file."""
    return emit(model, dialect.find(name))


def generated(root: Path, text: str, name: str, record: Record) -> Path:
    """The migration folder of a new project with one schema file, written by `schemac generate`."""
    (root / "schemac.yaml").write_text(PROJECT.format(dialect=name), encoding="utf-8")
    (root / "schema.yaml").write_text(text, encoding="utf-8", newline="\n")
    arguments = ["generate", "--project", str(root), "--no-renames", *(f"--allow={code}" for code in HAZARDS)]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        cli.commands.main(arguments, standalone_mode=False)
    folder = root / "migrations"
    record.sql += (
        path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql")) if ".down." not in path.name
    )
    return folder


def applied(folder: Path, database: Database) -> None:
    """The migration folder, run on a database."""
    if folder.is_dir():
        migrate(database.url, folder)


def difference(old: Model, new: Model, name: str) -> Difference:
    """What leads from one model to another."""
    return diff(old, new, same=dialect.find(name).rules.same)


def run(change: Difference, database: Database, name: str, record: Record, *, back: bool = False) -> None:
    """A difference as the script that `generate` writes, or its way back, run on a database."""
    chosen = dialect.find(name)
    if back:
        text = migrations.down_text(plan(inverse(change, same=chosen.rules.same), chosen), change)
    else:
        text = migrations.up_text(plan(change, chosen), lint={})
    record.sql.append(text)
    with drivers.connect(database.url) as connection:
        run_script(connection, text, path="back.sql" if back else "forward.sql")
