"""Scenarios of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

from tests.applier.failpoints.common import common, create, create_log, has_column, has_index, negated
from tests.applier.failpoints.scenario import Migration, Scenario, Step, log, migration, part

_APART = part("-- schemac:no-transaction")
_WHOLE = part("-- schemac:no-transaction\n")
_TWICE = "SELECT count(*) > 1 FROM log WHERE what = '{0}'"


def scenarios() -> Iterator[Scenario]:
    yield from common("postgres")
    files = (_grounds(), _outside(), _mixed())
    yield Scenario(name="outside", migrations=files)
    yield Scenario(
        name="rollback-outside",
        migrations=files,
        act="rollback",
        options={"to": "0001"},
        before=lambda stage: _applied(stage.url, stage.folder),
    )
    yield Scenario(name="settings", migrations=(_grounds(), _settings()))


def _applied(url: str, folder: object) -> None:
    from schemac_apply import migrate

    migrate(url, str(folder))


def _index(name: str, expression: str, words: str = "") -> Step:
    return Step(
        sql=f"CREATE INDEX CONCURRENTLY {words}{name} ON big ({expression})",
        done=has_index("postgres", "big", name),
        mend=(f"DROP INDEX IF EXISTS {name}",),
    )


def _drop_index(name: str) -> Step:
    gone = f"SELECT to_regclass('{name}') IS NULL"
    return Step(sql=f"DROP INDEX CONCURRENTLY {name}", done=gone)


def _call(tag: str) -> Step:
    """A procedure that commits between two rows."""
    # Where only the first is there, whoever looks takes it away.
    half = f"DELETE FROM log WHERE what = '{tag}' AND (SELECT count(*) = 1 FROM log WHERE what = '{tag}')"
    return Step(sql=f"CALL twice('{tag}')", done=_TWICE.format(tag), mend=(half,))


def _grounds() -> Migration:
    """What the others stand on. An index on slow(…) takes a while."""
    return migration(
        "0001_grounds",
        create_log("postgres"),
        create("postgres", "big", "id integer PRIMARY KEY,\n  number integer NOT NULL"),
        Step(sql="INSERT INTO big SELECT g, g % 7 FROM generate_series(1, 200) g"),
        *(Step(sql=f"CREATE TABLE vacuumed_{number} ()") for number in range(1, 7)),
        Step(sql="CREATE TYPE mood AS ENUM ('sad')"),
        Step(
            sql="CREATE FUNCTION slow(integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS $$\n"
            "BEGIN PERFORM pg_sleep(CASE $1 % 40 WHEN 0 THEN 0.004 ELSE 0 END); RETURN $1; END $$"
        ),
        Step(
            sql="CREATE PROCEDURE twice(tag text) LANGUAGE plpgsql AS $$\n"
            "BEGIN\n  INSERT INTO log VALUES (tag);\n  COMMIT;\n  PERFORM pg_sleep(0.02);\n"
            "  INSERT INTO log VALUES (tag);\nEND $$"
        ),
        down=(Step(sql="DROP TABLE log"),),
    )


def _outside() -> Migration:
    return migration(
        "0002_outside",
        _WHOLE,
        _index("big_slow", "slow(id)"),
        log("outside 2"),
        Step(sql="DELETE FROM big WHERE id % 3 = 0"),
        Step(sql="VACUUM vacuumed_1"),
        _call("outside 5"),
        Step(sql="ALTER TYPE mood ADD VALUE 'glad'"),
        Step(sql="UPDATE big SET number = number + 1"),
        Step(sql="ANALYZE big"),
        _index("big_number", "number"),
        _drop_index("big_slow"),
        part("BEGIN;"),
        create("postgres", "later", "id integer"),
        log("outside 12"),
        part("COMMIT;"),
        Step(sql="VACUUM (ANALYZE) big"),
        Step(sql="REINDEX TABLE big"),
        log("outside 15"),
        down=(
            _WHOLE,
            _drop_index("big_number"),
            log("outside down 2"),
            _call("outside down 3"),
            Step(sql="VACUUM vacuumed_2"),
            Step(sql="UPDATE big SET number = number - 1"),
            Step(sql="DROP TABLE later"),
        ),
    )


def _mixed() -> Migration:
    """Transactions, and between them what cannot be in one."""
    return migration(
        "0003_mixed",
        log("mixed 1"),
        create("postgres", "mixed", "id integer"),
        _APART,
        _index("big_id", "id"),
        Step(sql="ALTER TABLE big ADD COLUMN more integer", done=has_column("postgres", "big", "more")),
        Step(sql="UPDATE big SET more = number * 2"),
        _APART,
        Step(sql="VACUUM vacuumed_6"),
        _APART,
        log("mixed 7"),
        log("mixed 8"),
        down=(
            log("mixed down 1"),
            _APART,
            _drop_index("big_id"),
            log("mixed down 3"),
            Step(sql="ALTER TABLE big DROP COLUMN more", done=negated(has_column("postgres", "big", "more"))),
            _APART,
            Step(sql="VACUUM vacuumed_3"),
            Step(sql="DROP TABLE mixed"),
        ),
    )


def _settings() -> Migration:
    """Statements that rely on what others have set in the session."""
    return migration(
        "0002_settings",
        Step(sql="CREATE SCHEMA other"),
        Step(sql="CREATE TABLE other.log (what text)"),
        Step(sql="SET search_path = other, public"),
        Step(sql="SET app.name = 'settings'"),
        log("settings 5"),
        _APART,
        Step(sql="VACUUM vacuumed_4"),
        log("settings 7"),
        Step(sql="INSERT INTO log SELECT current_setting('app.name', true)"),
        Step(sql="RESET search_path"),
        log("settings 10"),
        _APART,
        Step(sql="VACUUM vacuumed_5"),
        log("settings 12"),
    )
