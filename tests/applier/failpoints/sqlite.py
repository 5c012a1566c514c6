"""Scenarios of SQLite."""

from __future__ import annotations

from collections.abc import Iterator

import schemac_apply
from tests.applier.failpoints.common import common, create, create_log, drop
from tests.applier.failpoints.scenario import Migration, Scenario, Stage, Step, log, migration, part

_APART = part("-- schemac:no-transaction")
_WHOLE = part("-- schemac:no-transaction\n")


def scenarios() -> Iterator[Scenario]:
    yield from common("sqlite")
    yield Scenario(name="rebuild", migrations=(_grounds(), _rebuild("0002_rebuild"), _rebuild("0003_again")))
    outside = (_grounds(), _outside(), _mixed())
    yield Scenario(name="outside", migrations=outside)
    yield Scenario(name="rollback-outside", migrations=outside, act="rollback", options={"to": "0001"}, before=_applied)
    yield Scenario(
        name="single-rebuild",
        migrations=(_grounds(), _rebuild("0002_rebuild"), _rebuild("0003_again")),
        options={"single_transaction": True},
    )
    yield Scenario(name="settings", migrations=(_grounds(), _settings()))


def _applied(stage: Stage) -> None:
    schemac_apply.migrate(stage.url, stage.folder)


def _grounds() -> Migration:
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
    return migration(
        "0001_grounds",
        create_log("sqlite"),
        create("sqlite", "parent", "id integer PRIMARY KEY,\n  number integer NOT NULL"),
        create("sqlite", "child", "id integer PRIMARY KEY,\n  parent_id integer REFERENCES parent ON DELETE CASCADE"),
        Step(sql=f"{rows} INSERT INTO parent SELECT i, i % 7 FROM n"),
        Step(sql="INSERT INTO child SELECT id, id FROM parent"),
        Step(
            sql="CREATE TRIGGER parent_changed AFTER UPDATE ON parent WHEN NEW.id = 1 BEGIN\n"
            "  INSERT INTO log VALUES ('trigger');\nEND"
        ),
        down=(drop("sqlite", "log"),),
    )


def _rebuild(name: str) -> Migration:
    """A table is made anew around its rows."""
    return migration(
        name,
        part("PRAGMA foreign_keys = OFF;"),
        create("sqlite", "parent_new", "id integer PRIMARY KEY,\n  number bigint NOT NULL,\n  more text"),
        Step(sql="INSERT INTO parent_new (id, number) SELECT id, number + 1 FROM parent"),
        drop("sqlite", "parent"),
        Step(sql="ALTER TABLE parent_new RENAME TO parent"),
        Step(
            sql="CREATE TRIGGER parent_changed AFTER UPDATE ON parent WHEN NEW.id = 1 BEGIN\n"
            f"  INSERT INTO log VALUES ('trigger of {name}');\nEND"
        ),
        Step(sql="UPDATE parent SET number = number * 2"),
        log(f"{name} 7"),
        part("PRAGMA foreign_keys = ON;"),
    )


def _outside() -> Migration:
    return migration(
        "0002_outside",
        _WHOLE,
        Step(sql="DELETE FROM parent WHERE id > 100"),
        Step(sql="VACUUM"),
        log("outside 3"),
        create("sqlite", "later", "id integer"),
        Step(sql="UPDATE parent SET number = number + 1"),
        Step(sql="ANALYZE"),
        Step(sql="PRAGMA user_version = 7"),
        Step(sql="REINDEX"),
        part("BEGIN;"),
        log("outside 9"),
        Step(sql="UPDATE parent SET number = number * 3"),
        part("COMMIT;"),
        Step(sql="VACUUM"),
        down=(
            _WHOLE,
            log("outside down 1"),
            Step(sql="UPDATE parent SET number = number - 1"),
            Step(sql="VACUUM"),
            drop("sqlite", "later"),
        ),
    )


def _mixed() -> Migration:
    """Transactions, and between them what cannot be in one."""
    return migration(
        "0003_mixed",
        log("mixed 1"),
        Step(sql="DELETE FROM child WHERE id > 50"),
        _APART,
        Step(sql="VACUUM"),
        Step(sql="UPDATE parent SET number = number + 5"),
        _APART,
        log("mixed 5"),
        log("mixed 6"),
        down=(
            log("mixed down 1"),
            _APART,
            Step(sql="VACUUM"),
            Step(sql="UPDATE parent SET number = number - 5"),
            log("mixed down 4"),
        ),
    )


def _settings() -> Migration:
    """Statements that rely on what others have set in the session."""
    return migration(
        "0002_settings",
        Step(
            sql="CREATE TRIGGER log_twice AFTER INSERT ON log WHEN NEW.what LIKE 'settings%' BEGIN\n"
            "  INSERT INTO log VALUES (NEW.what || '.');\nEND"
        ),
        _APART,
        Step(sql="PRAGMA ignore_check_constraints = ON"),
        create("sqlite", "checked", "id integer CHECK (id > 10)"),
        _APART,
        Step(sql="VACUUM"),
        Step(sql="INSERT INTO checked VALUES (1)"),
        _APART,
        Step(sql="PRAGMA page_size = 8192"),
        _APART,
        Step(sql="VACUUM"),
        Step(sql="INSERT INTO checked VALUES (2)"),
    )
