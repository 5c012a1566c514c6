"""What is most easily lost or run twice: single statements, each with the point at which that would happen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.applier.failpoints.common import MYSQLS, create, create_log, has_column, has_index
from tests.applier.failpoints.postgres import _grounds as postgres_grounds
from tests.applier.failpoints.scenario import Migration, Scenario, Step, log, migration, part
from tests.applier.failpoints.wire import Point

_WHOLE = part("-- schemac:no-transaction\n")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A scenario, where it fails, and on which database.

    Args:
        loud: whether the applier may give up, as long as it says so.
    """

    database: str
    scenario: Scenario
    point: Point
    loud: bool = False

    def __str__(self) -> str:
        return f"{self.database}-{self.scenario.name}-{self.point.kind}"


def suspects() -> Iterator[Suspect]:
    for dialect in MYSQLS:
        yield from _engines(dialect)
        yield from _session(dialect)
    yield from _mariadb()
    yield from _postgres()


def _suspect(
    database: str,
    name: str,
    text: str,
    *steps: Step,
    kind: str = "kill",
    when: str = "answered",
    loud: bool = False,
    grounds: Migration | None = None,
    after: Migration | None = None,
) -> Suspect:
    files = (grounds or _grounds(database), migration("0002_suspect", *steps), *((after,) if after else ()))
    point = Point(number=1, when=when, kind=kind, text=text)
    return Suspect(database, Scenario(name=name, migrations=files), point, loud)


def _grounds(dialect: str) -> Migration:
    return migration(
        "0001_grounds",
        create_log(dialect),
        create(dialect, "a", "id integer PRIMARY KEY,\n  number integer NOT NULL"),
        Step(sql="INSERT INTO a VALUES (1, 1), (2, 2)"),
        part("DELIMITER $$"),
        Step(
            sql="CREATE FUNCTION noted(tag varchar(50)) RETURNS integer MODIFIES SQL DATA\nBEGIN\n"
            "  INSERT INTO log VALUES (tag);\n  RETURN 1;\nEND",
            end=" $$",
        ),
        part("DELIMITER ;"),
    )


def _engines(dialect: str) -> Iterator[Suspect]:
    """Rows that no rollback takes back, in tables whose engine the file does not name where they are written."""
    insert = Step(sql="INSERT INTO n VALUES (7)", done="SELECT count(*) FROM n")
    default = Step(sql="SET default_storage_engine = MyISAM")
    yield _suspect(
        dialect,
        "default-engine",
        "INSERT INTO n",
        log("1"),
        default,
        create(dialect, "n", "id integer"),
        insert,
        log("5"),
    )
    # What the transaction has left is taken away before it is run again.
    undone = replace(log("2"), mend=("DELETE FROM n",))
    myisam = create(dialect, "n", "id integer", " ENGINE = MyISAM")
    yield _suspect(
        dialect, "myisam-in-transaction", "INSERT INTO n", myisam, part("BEGIN;"), undone, insert, part("COMMIT;")
    )
    harmless = Step(sql="SET @a = 1", done="SELECT count(*) = 2 FROM n", mend=("DELETE FROM n",))
    again = Step(sql="INSERT INTO n VALUES (8)")
    yield _suspect(
        dialect,
        "myisam-behind-set",
        "VALUES (7)",
        myisam,
        part("BEGIN;"),
        harmless,
        insert,
        again,
        part("COMMIT;"),
        log("5"),
    )
    yield _elsewhere(dialect, "elsewhere", used=False)
    yield _elsewhere(dialect, "elsewhere_used", used=True)


def _elsewhere(dialect: str, name: str, *, used: bool) -> Suspect:
    """Rows in another database, which the file after it takes down and drops."""
    exists = f"SELECT count(*) FROM information_schema.schemata WHERE schema_name = '{name}'"
    steps = (
        Step(sql=f"CREATE DATABASE {name}", done=exists),
        Step(sql=f"CREATE TABLE {name}.n (id integer) ENGINE = MyISAM", done=f"SELECT count(*) + 1 FROM {name}.n"),
        log("3"),
        *((Step(sql=f"USE {name}"),) if used else ()),
        Step(sql=f"INSERT INTO {'' if used else name + '.'}n VALUES (7)", done=f"SELECT count(*) FROM {name}.n"),
        Step(sql="DO 1"),
    )
    after = migration(
        "0003_after",
        Step(sql=f"INSERT INTO log SELECT id FROM {name}.n", done="SELECT count(*) FROM log WHERE what = '7'"),
        Step(sql=f"DROP DATABASE {name}", done=f"SELECT NOT ({exists})"),
    )
    suspect = _suspect(dialect, name, "VALUES (7)", *steps, after=after)
    scenario = replace(suspect.scenario, before=lambda stage: stage.run(f"DROP DATABASE IF EXISTS {name}"))
    return replace(suspect, scenario=scenario)


def _session(dialect: str) -> Iterator[Suspect]:
    """What only the session knows, which is gone when the file is resumed."""
    alter = Step(sql="ALTER TABLE a ADD COLUMN more integer", done=has_column(dialect, "a", "more"))
    add = Step(sql="INSERT INTO a SELECT id + 10, 0 FROM a")
    update = Step(sql="UPDATE a SET number = 5 WHERE id <= @top")
    made = create(dialect, "n", "id integer")
    top = Step(sql="SELECT max(id) INTO @top FROM a")
    yield _suspect(dialect, "select-into-variable", "ADD COLUMN", top, made, add, alter, update, loud=True)
    top = Step(sql="SET @top = (SELECT max(id) FROM a)", done="SELECT 0")
    yield _suspect(dialect, "set-from-query", "ADD COLUMN", top, made, add, alter, update, loud=True)
    noted = Step(sql="SET @x = noted('noted')", done="SELECT count(*) FROM log WHERE what = 'noted'")
    yield _suspect(dialect, "set-from-function", "SET @x", log("1"), noted, log("3"))
    yield _suspect(dialect, "set-from-function-resumed", "CREATE TABLE n", log("1"), noted, made, log("4"), loud=True)
    hides = Step(sql="CREATE TEMPORARY TABLE a (id integer)", done="SELECT 0")
    drop = Step(sql="DROP TABLE a", done="SELECT 0")
    yield _suspect(dialect, "temporary-table-hides", "'2'", hides, log("2"), drop, loud=True)


def _mariadb() -> Iterator[Suspect]:
    made = create("mariadb", "n", "id integer")
    sets = Step(
        sql="SET STATEMENT max_statement_time = 9 FOR INSERT INTO log VALUES ('for')",
        done="SELECT count(*) FROM log WHERE what = 'for'",
    )
    yield _suspect("mariadb", "set-statement", "SET STATEMENT", made, sets, log("3"))
    analyze = Step(sql="ANALYZE UPDATE a SET number = number * 2", done="SELECT number = 2 FROM a WHERE id = 1")
    yield _suspect("mariadb", "analyze-update", "ANALYZE UPDATE", made, analyze, log("3"))


def _postgres() -> Iterator[Suspect]:
    grounds = postgres_grounds()
    index = Step(
        sql="CREATE INDEX CONCURRENTLY IF NOT EXISTS big_slow ON big (slow(id))",
        done=has_index("postgres", "big", "big_slow"),
        mend=("DROP INDEX IF EXISTS big_slow",),
    )
    plain = Step(sql="CREATE INDEX big_slow ON big (slow(id))")
    again = Step(
        sql="REINDEX INDEX CONCURRENTLY big_slow",
        done="SELECT 0",
        mend=("DROP INDEX IF EXISTS big_slow_ccnew",),
    )
    for kind in ("terminate", "interrupt"):
        yield _suspect(
            "postgres",
            "invalid-index",
            "CREATE INDEX",
            _WHOLE,
            index,
            log("2"),
            kind=kind,
            when="sent",
            grounds=grounds,
        )
        yield _suspect(
            "postgres", "reindex", "REINDEX", _WHOLE, plain, again, log("3"), kind=kind, when="sent", grounds=grounds
        )
    hides = Step(sql="CREATE TEMPORARY TABLE log (what text)")
    drop = Step(sql="DROP TABLE log")
    yield _suspect(
        "postgres", "temporary-table-hides", "'2'", _WHOLE, hides, log("2"), drop, loud=True, grounds=grounds
    )
    config = Step(sql="SELECT set_config('app.name', 'config', false)", done="SELECT 0")
    vacuum = Step(sql="VACUUM big")
    read = Step(sql="INSERT INTO log SELECT current_setting('app.name', true)")
    yield _suspect("postgres", "set-config", "VACUUM", _WHOLE, config, vacuum, read, loud=True, grounds=grounds)
