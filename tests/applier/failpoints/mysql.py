"""Scenarios of MySQL and MariaDB, where a statement of DDL commits."""

from __future__ import annotations

from collections.abc import Iterator

import schemac_apply
from tests.applier.failpoints.common import common, create, create_log, drop, has_table, negated
from tests.applier.failpoints.scenario import Migration, Scenario, Stage, Step, log, migration, part

_TRIGGERS = (
    "SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = '{0}'"
)
_ROUTINES = (
    "SELECT count(*) FROM information_schema.routines WHERE routine_schema = DATABASE() AND routine_name = '{0}'"
)


def scenarios(dialect: str) -> Iterator[Scenario]:
    yield from common(dialect)
    grounds = _grounds(dialect)
    yield Scenario(name="mixed", migrations=(grounds, _mixed(dialect)))
    yield Scenario(name="settings", migrations=(grounds, _settings(dialect)))
    yield Scenario(name="locks", migrations=(grounds, _locks(dialect)))
    yield Scenario(name="programs", migrations=(grounds, _programs()))
    yield Scenario(name="myisam", migrations=(grounds, _myisam(dialect), _locks(dialect)))
    yield Scenario(
        name="rollback-outside",
        migrations=(grounds, _mixed(dialect), _myisam(dialect)),
        act="rollback",
        options={"to": "0001"},
        before=_applied,
    )


def _applied(stage: Stage) -> None:
    schemac_apply.migrate(stage.url, stage.folder)


def _grounds(dialect: str) -> Migration:
    return migration(
        "0001_grounds",
        create_log(dialect),
        create(dialect, "a", "id integer PRIMARY KEY,\n  number integer NOT NULL"),
        Step(sql="INSERT INTO a VALUES (1, 10), (2, 20)"),
        down=(drop(dialect, "log"),),
    )


def _mixed(dialect: str) -> Migration:
    return migration(
        "0002_mixed",
        log("mixed 1"),
        Step(sql="UPDATE a SET number = number + 1"),
        create(dialect, "b", "id integer"),
        log("mixed 4"),
        part("BEGIN;"),
        log("mixed 5"),
        Step(sql="UPDATE a SET number = number * 3"),
        part("COMMIT;"),
        Step(
            sql="ALTER TABLE a ADD COLUMN more integer, ADD INDEX a_more (more)",
            done="SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE()"
            " AND table_name = 'a' AND column_name = 'more'",
        ),
        Step(sql="DO SLEEP(0.06)"),
        log("mixed 9"),
        part("START TRANSACTION;"),
        Step(sql="INSERT INTO b SELECT id FROM a"),
        log("mixed 11"),
        part("COMMIT;"),
        part("BEGIN;"),
        log("mixed 12"),
        part("COMMIT;"),
        Step(sql="TRUNCATE TABLE b", done="SELECT count(*) = 0 FROM b"),
        Step(sql="REPLACE INTO a (id, number) VALUES (3, 30)"),
        Step(sql="RENAME TABLE b TO c", done=has_table(dialect, "c")),
        log("mixed 16"),
        down=(
            log("mixed down 1"),
            Step(sql="RENAME TABLE c TO b", done=has_table(dialect, "b")),
            part("BEGIN;"),
            log("mixed down 3"),
            Step(sql="UPDATE a SET number = number - 5"),
            part("COMMIT;"),
            Step(
                sql="ALTER TABLE a DROP INDEX a_more, DROP COLUMN more",
                done="SELECT count(*) = 0 FROM information_schema.columns WHERE table_schema = DATABASE()"
                " AND table_name = 'a' AND column_name = 'more'",
            ),
            drop(dialect, "b"),
        ),
    )


def _settings(dialect: str) -> Migration:
    """Statements that rely on what others have set in the session."""
    return migration(
        "0002_settings",
        Step(sql="SET @tag = 'settings'"),
        Step(sql="SET SESSION sql_mode = 'ANSI_QUOTES,NO_ZERO_DATE'"),
        create(dialect, "b", "id integer,\n  a_id integer"),
        Step(sql="INSERT INTO log VALUES (CONCAT(@tag, ' 4'))"),
        Step(sql="SET foreign_key_checks = 0, @more = 7"),
        Step(
            sql="ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id)",
            done="SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = DATABASE()"
            " AND constraint_name = 'b_a'",
        ),
        Step(sql="INSERT INTO b VALUES (@more, 99)"),
        part("DELIMITER //"),
        Step(
            sql="CREATE TRIGGER b_inserted AFTER INSERT ON b FOR EACH ROW\nBEGIN\n"
            "  INSERT INTO log VALUES (CONCAT('b ', NEW.id));\nEND",
            done=_TRIGGERS.format("b_inserted"),
            end=" //",
        ),
        part("DELIMITER ;"),
        Step(sql="INSERT INTO b VALUES (@more + 1, 98)"),
        Step(sql="SET foreign_key_checks = 1"),
        Step(sql="INSERT INTO b VALUES (@more + 2, 1)"),
    )


def _locks(dialect: str) -> Migration:
    return migration(
        "0004_locks",
        Step(sql="LOCK TABLES log WRITE, a WRITE"),
        log("locks 2"),
        Step(sql="UPDATE a SET number = number + 1", done="SELECT number = 11 FROM a WHERE id = 1"),
        Step(
            sql="ALTER TABLE a ADD COLUMN locked integer",
            done="SELECT count(*) FROM information_schema.columns WHERE table_schema = DATABASE()"
            " AND table_name = 'a' AND column_name = 'locked'",
        ),
        log("locks 5"),
        Step(sql="UNLOCK TABLES"),
        log("locks 7"),
        create(dialect, "unlocked", "id integer"),
        log("locks 9"),
    )


def _programs() -> Migration:
    return migration(
        "0002_programs",
        part("DELIMITER $$"),
        Step(
            sql="CREATE PROCEDURE twice(tag varchar(50))\nBEGIN\n  INSERT INTO log VALUES (tag);\n  DO SLEEP(0.02);\n"
            "  INSERT INTO log VALUES (tag);\nEND",
            done=_ROUTINES.format("twice"),
            end=" $$",
        ),
        Step(
            sql="CREATE FUNCTION noted(tag varchar(50)) RETURNS integer MODIFIES SQL DATA\nBEGIN\n"
            "  INSERT INTO log VALUES (tag);\n  RETURN 1;\nEND",
            done=_ROUTINES.format("noted"),
            end=" $$",
        ),
        part("DELIMITER ;"),
        Step(
            sql="CALL twice('programs 3')",
            done="SELECT count(*) = 2 FROM log WHERE what = 'programs 3'",
            mend=("DELETE FROM log WHERE what = 'programs 3'",),
        ),
        log("programs 4"),
        Step(sql="SELECT noted('programs 5')"),
        part("DELIMITER $$"),
        Step(
            sql="CREATE TRIGGER a_changed AFTER UPDATE ON a FOR EACH ROW\nBEGIN\n"
            "  INSERT INTO log VALUES (CONCAT('a ', NEW.id));\nEND",
            done=_TRIGGERS.format("a_changed"),
            end=" $$",
        ),
        part("DELIMITER ;"),
        Step(sql="UPDATE a SET number = number + 1"),
        Step(sql="DROP PROCEDURE twice", done=negated(_ROUTINES.format("twice"))),
        log("programs 9"),
    )


def _myisam(dialect: str) -> Migration:
    """A table that no transaction protects: any statement may have been done that was begun."""
    return migration(
        "0003_myisam",
        create(dialect, "m", "id integer", " ENGINE = MyISAM"),
        Step(sql="INSERT INTO m VALUES (1)", done="SELECT count(*) FROM m WHERE id = 1"),
        log("myisam 3"),
        Step(sql="INSERT INTO m VALUES (2)", done="SELECT count(*) FROM m WHERE id = 2"),
        Step(sql="UPDATE m SET id = id + 10", done="SELECT count(*) FROM m WHERE id = 11"),
        Step(
            sql="ALTER TABLE m ENGINE = InnoDB",
            done="SELECT engine = 'InnoDB' FROM information_schema.tables WHERE table_schema = DATABASE()"
            " AND table_name = 'm'",
        ),
        log("myisam 7"),
        Step(sql="INSERT INTO m VALUES (3)"),
        create(dialect, "n", "id integer", " ENGINE = MyISAM"),
        Step(sql="INSERT INTO n VALUES (1)", done="SELECT count(*) FROM n"),
        down=(
            Step(sql="INSERT INTO n VALUES (2)", done="SELECT count(*) FROM n WHERE id = 2"),
            log("myisam down 2"),
            drop(dialect, "n"),
            log("myisam down 4"),
            drop(dialect, "m"),
        ),
    )
