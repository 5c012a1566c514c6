"""What is run while it fails: migrations, of which each statement leaves a trace that can be counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemac_apply.folder import write_folder_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A statement, or another part of a file.

    Args:
        sql: its text, as it stands in the file.
        done: a query whose value says whether it is completed: what a person looks at. "" where nobody has to.
        mend: what a person runs where it is not, before it is tried again.
        counted: whether it is one of the file's statements for the applier.
        end: what ends it.
    """

    sql: str
    done: str = ""
    mend: tuple[str, ...] = ()
    counted: bool = True
    end: str = ";"


def part(sql: str) -> Step:
    """What is no statement to the applier."""
    return Step(sql=sql, counted=False, end="")


def log(tag: str) -> Step:
    """Leaves a row in the table log; two where it is run twice."""
    return Step(sql=f"INSERT INTO log (what) VALUES ('{tag}')", done=f"SELECT count(*) FROM log WHERE what = '{tag}'")


@dataclass(frozen=True, slots=True)
class Text:
    """A file: its steps, one below the other."""

    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return "".join(f"{step.sql}{step.end}\n" for step in self.steps)

    def statement(self, number: int) -> tuple[int, Step]:
        """The line at which the n-th statement begins, from 1, and the statement."""
        line = 1
        for step in self.steps:
            if step.counted:
                number -= 1
            if step.counted and not number:
                return line, step
            line += f"{step.sql}\n".count("\n")
        raise LookupError(number)

    def last(self, number: int) -> int:
        """The last statement of the transaction that the n-th one stands in by BEGIN and COMMIT; itself without."""
        found, open_transaction = 0, False
        for step in self.steps:
            if step.counted:
                found += 1
                if found >= number and not open_transaction:
                    return found
            elif step.sql in ("BEGIN;", "START TRANSACTION;"):
                open_transaction = True
            elif step.sql == "COMMIT;":
                open_transaction = False
                if found >= number:
                    return found
        return found

    @property
    def total(self) -> int:
        return sum(step.counted for step in self.steps)


@dataclass(frozen=True, slots=True)
class Migration:
    """A migration and its way back."""

    name: str
    up: Text
    down: Text | None = None


def migration(name: str, *steps: Step, down: tuple[Step, ...] | None = None) -> Migration:
    return Migration(name, Text(steps), None if down is None else Text(down))


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a scenario is played."""

    url: str
    folder: Path

    def write(self, *migrations: Migration) -> None:
        for one in migrations:
            (self.folder / f"{one.name}.sql").write_text(str(one.up))
            if one.down is not None:
                (self.folder / f"{one.name}.down.sql").write_text(str(one.down))

    def remove(self, name: str) -> None:
        for file in self.folder.glob(f"{name}.*"):
            file.unlink()

    def run(self, *statements: str) -> None:
        """What a person does by hand."""
        from schemac_apply.drivers import connect

        with connect(self.url) as connection:
            for sql in statements:
                connection.execute(sql)

    def truth(self, query: str) -> bool:
        from schemac_apply.drivers import connect

        with connect(self.url) as connection:
            return bool(connection.query(query)[0][0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A run of the applier, and what precedes it.

    Args:
        name: what it is called.
        migrations: what is in the folder when it begins.
        act: the function of schemac_apply.
        options: its arguments.
        before: makes the database what it is when the run begins; it may change the folder too.
    """

    name: str
    migrations: tuple[Migration, ...]
    act: str = "migrate"
    options: Mapping[str, Any] = field(default_factory=dict)
    before: Callable[[Stage], None] | None = None

    def set_up(self, stage: Stage, dialect: str) -> None:
        """Make the folder and the database."""
        stage.folder.mkdir(parents=True, exist_ok=True)
        for file in stage.folder.glob("*.sql"):
            file.unlink()
        write_folder_file(stage.folder, dialect=dialect)
        stage.write(*self.migrations)
        if self.before is not None:
            self.before(stage)

    def text(self, name: str, *, back: bool) -> Text:
        """The file of a migration, or its way back."""
        (one,) = (one for one in self.migrations if one.name == name)
        found = one.down if back else one.up
        assert found is not None
        return found
