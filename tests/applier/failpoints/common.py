"""Scenarios that every database can play."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import schemac_apply
from schemac_apply.errors import MigrationFailed
from tests.applier.failpoints.scenario import Migration, Scenario, Stage, Step, log, migration

MYSQLS = ("mysql", "mariadb")
_TABLE = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE name = '{0}'",
    "postgres": "SELECT to_regclass('{0}') IS NOT NULL",
    **dict.fromkeys(
        MYSQLS,
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '{0}'",
    ),
}
_COLUMN = {
    "sqlite": "SELECT count(*) FROM pragma_table_info('{0}') WHERE name = '{1}'",
    "postgres": "SELECT count(*) FROM pg_attribute WHERE attrelid = '{0}'::regclass AND attname = '{1}'",
    **dict.fromkeys(
        MYSQLS,
        "SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '{0}'"
        " AND column_name = '{1}'",
    ),
}
_INDEX = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE name = '{1}'",
    "postgres": "SELECT coalesce((SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('{1}')), false)",
    **dict.fromkeys(
        MYSQLS,
        "SELECT count(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = '{0}'"
        " AND index_name = '{1}'",
    ),
}


def has_table(dialect: str, table: str) -> str:
    return _TABLE[dialect].format(table)


def has_column(dialect: str, table: str, column: str) -> str:
    return _COLUMN[dialect].format(table, column)


def has_index(dialect: str, table: str, index: str) -> str:
    return _INDEX[dialect].format(table, index)


def negated(query: str) -> str:
    return f"SELECT NOT ({query})"


def create(dialect: str, table: str, columns: str, options: str = "") -> Step:
    return Step(sql=f"CREATE TABLE {table} (\n  {columns}\n){options}", done=has_table(dialect, table))


def create_log(dialect: str, options: str = "") -> Step:
    return create(dialect, "log", "what varchar(50)", options)


def drop(dialect: str, table: str) -> Step:
    return Step(sql=f"DROP TABLE {table}", done=negated(has_table(dialect, table)))


def add_column(dialect: str, table: str, column: str) -> Step:
    return Step(sql=f"ALTER TABLE {table} ADD COLUMN {column} integer", done=has_column(dialect, table, column))


def drop_column(dialect: str, table: str, column: str) -> Step:
    return Step(sql=f"ALTER TABLE {table} DROP COLUMN {column}", done=negated(has_column(dialect, table, column)))


def create_index(dialect: str, table: str, index: str, column: str) -> Step:
    return Step(sql=f"CREATE INDEX {index} ON {table} ({column})", done=has_index(dialect, table, index))


def drop_index(dialect: str, table: str, index: str) -> Step:
    where = f" ON {table}" if dialect in MYSQLS else ""
    return Step(sql=f"DROP INDEX {index}{where}", done=negated(has_index(dialect, table, index)))


def three(dialect: str) -> tuple[Migration, ...]:
    """Three plain migrations, with their ways back."""
    view = Step(sql="CREATE VIEW seen AS SELECT id, number FROM a", done=has_table(dialect, "seen"))
    return (
        migration(
            "0001_first",
            create_log(dialect),
            log("first 2"),
            create(dialect, "a", "id integer PRIMARY KEY,\n  number integer NOT NULL"),
            Step(sql="INSERT INTO a VALUES (1, 10), (2, 20)"),
            log("first 5"),
            down=(drop(dialect, "a"), log("first down 2"), drop(dialect, "log")),
        ),
        migration(
            "0002_second",
            add_column(dialect, "a", "more"),
            Step(sql="UPDATE a SET number = number * 2, more = id"),
            log("second 3"),
            create_index(dialect, "a", "a_number", "number"),
            Step(sql="INSERT INTO a SELECT id + 2, number + 1, more FROM a"),
            log("second 6"),
            down=(
                log("second down 1"),
                Step(sql="DELETE FROM a WHERE id > 2"),
                drop_index(dialect, "a", "a_number"),
                Step(sql="UPDATE a SET number = number - 7"),
                drop_column(dialect, "a", "more"),
                log("second down 6"),
            ),
        ),
        migration(
            "0003_third",
            view,
            log("third 2"),
            create(dialect, "b", "id integer"),
            Step(sql="UPDATE a SET number = number + 1"),
            down=(
                drop(dialect, "b"),
                Step(sql="UPDATE a SET number = number - 1"),
                replace(view, sql="DROP VIEW seen", done=negated(view.done)),
                log("third down 4"),
            ),
        ),
    )


def common(dialect: str) -> Iterator[Scenario]:
    plain = three(dialect)
    yield Scenario(name="plain", migrations=plain)
    yield Scenario(name="first", migrations=())
    yield Scenario(name="old-ledger", migrations=plain[:2], before=_age_ledger)
    yield Scenario(name="rollback", migrations=plain, act="rollback", options={"to": "0002"}, before=_migrate)
    yield Scenario(name="rollback-two", migrations=plain, act="rollback", options={"to": "0001"}, before=_migrate)
    if dialect not in MYSQLS:
        joined = {"single_transaction": True}
        yield Scenario(name="single", migrations=plain, options=joined)
        yield Scenario(
            name="rollback-single", migrations=plain, act="rollback", options={"to": "0001", **joined}, before=_migrate
        )
    yield Scenario(name="repair", migrations=plain, options={"repair": True}, before=_change)
    yield Scenario(name="baseline", migrations=plain, act="baseline", before=_adopt)
    yield from _stopped(dialect)


def _stopped(dialect: str) -> Iterator[Scenario]:
    """Runs after one that failed in the middle of a file."""
    apart = Step(sql="-- schemac:no-transaction\n", counted=False, end="")
    stopped = migration(
        "0002_stopped",
        apart,
        create(dialect, "c", "id integer"),
        log("stopped 2"),
        Step(sql="INSERT INTO missing VALUES (1)", done="SELECT count(*) FROM missing"),
        log("stopped 4"),
        create(dialect, "d", "id integer"),
        log("stopped 6"),
    )
    last = migration("0003_last", log("last 1"))
    files = (three(dialect)[0], stopped, last)

    def stop(stage: Stage) -> None:
        try:
            schemac_apply.migrate(stage.url, stage.folder)
        except MigrationFailed:
            stage.run("CREATE TABLE missing (id integer)")
            return
        raise AssertionError("it did not fail")

    def finish(stage: Stage) -> None:
        stop(stage)
        rest = [step.sql for step in stopped.up.steps if step.counted][2:]
        stage.run(*rest)

    def undo(stage: Stage) -> None:
        stop(stage)
        stage.run("DROP TABLE c", "DELETE FROM log WHERE what = 'stopped 2'")

    yield Scenario(name="resume", migrations=files, before=stop)
    yield Scenario(name="resume-at", migrations=files, before=stop, options={"resume_at": 3})
    yield Scenario(name="mark-applied", migrations=files, before=finish, options={"mark_applied": ["0002_stopped"]})
    yield Scenario(name="mark-failed", migrations=files, before=undo, options={"mark_failed": ["0002_stopped"]})


def _migrate(stage: Stage) -> None:
    schemac_apply.migrate(stage.url, stage.folder)


def _adopt(stage: Stage) -> None:
    """A database that has all of it, and no ledger."""
    schemac_apply.migrate(stage.url, stage.folder)
    stage.run("DROP TABLE schemac_migrations")


def _age_ledger(stage: Stage) -> None:
    """A ledger as it was before it had the column in_doubt."""
    schemac_apply.migrate(stage.url, stage.folder, to="0001")
    stage.run("ALTER TABLE schemac_migrations DROP COLUMN in_doubt")


def _change(stage: Stage) -> None:
    """A file has changed since it was applied, and another one is gone."""
    for name in ("0000_gone", "0001_changed"):
        (stage.folder / f"{name}.sql").write_text(f"CREATE TABLE t{name} (id integer);\n")
    schemac_apply.migrate(stage.url, stage.folder, to="0001_first")
    (stage.folder / "0000_gone.sql").unlink()
    (stage.folder / "0001_changed.sql").write_text("CREATE TABLE t0001_changed (id bigint);\n")
    (stage.folder / "0001_changed.down.sql").write_text("DROP TABLE t0001_changed;\n")
