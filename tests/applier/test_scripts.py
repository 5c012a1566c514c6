"""Scripts for plain clients: what they leave is what `migrate` leaves."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import schemac_apply
from schemac_apply.clients import write_script
from schemac_apply.clients.mysql_text import can_be_skipped
from schemac_apply.drivers import connect
from schemac_apply.errors import FolderError, InDoubt, MigrationFailed, ScriptError
from schemac_apply.folder import read_folder, write_folder_file
from schemac_apply.mysql_conditions import SETTINGS as MYSQL_SETTINGS

from .conftest import MYSQLS, Project
from .scripts import Client, ledger, script_of
from .test_concurrency import RUNNING, end_sessions, until

EXAMPLES = sorted(path.parent.parent for path in Path(__file__).parents[2].glob("schemas_example/**/meta/folder.json"))

NASTY = {
    "sqlite": r"""
CREATE TABLE t (id integer PRIMARY KEY, "odd ""; name" text DEFAULT 'it''s; -- no comment', `b``c` text, [d e] text);
INSERT INTO t VALUES (1, 'a;b', 'back\slash\', '%s :name :''x'' $1 $$ ?'), (2, 'line
.read of a string
go
/
', 'ünïcödé 🐘', x'00ff');
CREATE VIEW v AS SELECT id, -- a comment; with 'quotes
  "odd ""; name" AS /* another; */ o FROM t WHERE id > 0 -- last
;
CREATE TRIGGER tr AFTER INSERT ON t WHEN NEW.id > 2 BEGIN
  INSERT INTO t (id, `b``c`) SELECT max(id) + 1, 'END;' FROM t WHERE NEW.id < 4; -- END;
  SELECT CASE WHEN NEW.id THEN 1 END;
END;
INSERT INTO t (id) VALUES (3);
""",
    "postgres": r"""
CREATE TABLE "odd ""; name" (id int PRIMARY KEY, "a:b" text DEFAULT 'it''s; -- no comment', n int[], "DBNAME" int);
INSERT INTO "odd ""; name" VALUES (1, 'back\slash\ :name :''x'' :USER', '{1,2,3}'), (2, E'\'; \\ \n', '{4}');
UPDATE "odd ""; name" SET "a:b" = "a:b" || (SELECT n[1:id]::text FROM "odd ""; name" WHERE id = 1),
  n = n[:"DBNAME"];
CREATE FUNCTION f(USER_ int, "user" int = 3) RETURNS text LANGUAGE plpgsql AS $body$
BEGIN
  -- a comment; with 'quotes :name
  RETURN $$;\!$$ || E'\\;' || user_::text;
END $body$;
CREATE FUNCTION g(x int) RETURNS int BEGIN ATOMIC SELECT x; SELECT CASE WHEN x > 0 THEN 1 ELSE 2 END; END;
CREATE RULE r AS ON INSERT TO "odd ""; name" WHERE NEW.id > 9
  DO ALSO (DELETE FROM "odd ""; name" WHERE id = 9; SELECT 1);
/* a comment /* in a comment; */ ' */ CREATE VIEW v AS SELECT 'ünïcödé 🐘 %s' AS "w;" -- last
;
COMMENT ON VIEW v IS $x$ '; \q $x$;
SET search_path = pg_catalog;
SET standard_conforming_strings = on;
CREATE SCHEMA s CREATE TABLE s.t (x int);
SET ROLE pg_monitor;
""",
    "mysql": r"""
CREATE TABLE `odd ``; name` (
  id int PRIMARY KEY, a varchar(200) DEFAULT 'it''s; -- no comment' COMMENT "x\"; y", b text
);
INSERT INTO `odd ``; name`
VALUES (1, 'back\\slash\'; :name %s ?', "a;b # no comment"), (2, 'ünïcödé 🐘', '*/ in a text');
INSERT INTO `odd ``; name` VALUES (3, '/* in a text', 'delimiter x') /*Mine; isn't it*/;
SELECT 1 AS `a$$`;
/* a comment; it's */ CREATE VIEW v AS SELECT id, -- a comment; with 'quotes
  a AS `w;` # another "
  FROM `odd ``; name`;
DELIMITER $$
CREATE TRIGGER tr BEFORE INSERT ON `odd ``; name` FOR EACH ROW
BEGIN
  -- it's; a comment
  IF NEW.id > 9 THEN SET NEW.a = "nine;'"; END IF; /* and "another' */
END$$
CREATE PROCEDURE p(IN x int)
BEGIN
  DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
  SELECT CASE x WHEN 1 THEN 'a;b' ELSE '\\' END;
END$$
DELIMITER ;
INSERT INTO `odd ``; name` (id) VALUES (10);
CREATE FUNCTION f() RETURNS int DETERMINISTIC RETURN 1;
CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' DO
BEGIN DELETE FROM `odd ``; name` WHERE id = 99; SELECT 1; END;
BEGIN;
UPDATE `odd ``; name` SET b = 'x' WHERE id = 1;
UPDATE `odd ``; name` SET b = concat(b, '\'') WHERE id = 1;
COMMIT;
SET sql_mode = '', SESSION group_concat_max_len = 7;
CREATE TABLE dates (d date DEFAULT '0000-00-00');
LOCK TABLES dates WRITE;
INSERT INTO dates VALUES (DEFAULT);
UNLOCK TABLES;
""",
}
NASTY["mariadb"] = NASTY["mysql"].replace("DELIMITER ;", "BEGIN NOT ATOMIC SELECT '*/'; SELECT 2; END$$\nDELIMITER ;")
SETTINGS = {
    "sqlite": "SELECT foreign_keys + recursive_triggers FROM pragma_foreign_keys, pragma_recursive_triggers",
    "postgres": "SELECT current_setting('search_path') || current_user",
    **dict.fromkeys(MYSQLS, "SELECT concat(@@sql_mode, @@group_concat_max_len)"),
}


@pytest.fixture
def client(request: pytest.FixtureRequest, tmp_path: Path) -> Client:
    return Client(request, tmp_path)


@pytest.fixture
def twin(project: Project, fresh: Callable[[str], str]) -> Project:
    """The same folder, and another database, to which `migrate` applies it."""
    return Project(project.folder, fresh(project.dialect))


def write_nasty(project: Project) -> None:
    project.write("0001_a'b\"c", NASTY[project.dialect], down="-- it's \\ the way back; $$ */ //schemac//\nSELECT 1;\n")
    project.write("0002_empty", "-- nothing\n")
    project.write(
        "0003_settings", f"CREATE TABLE seen (x varchar(400));\nINSERT INTO seen {SETTINGS[project.dialect]};\n"
    )


def write_three(project: Project) -> None:
    project.write("0001_a", "CREATE TABLE a (id integer);\n", down="DROP TABLE a;\n")
    project.write("0002_rows", "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n")
    project.write("0003_b", "CREATE TABLE b (id integer);\nINSERT INTO b SELECT id FROM a;\n")


def assert_same(client: Client, project: Project, twin: Project) -> None:
    assert client.dump(project) == client.dump(twin)
    assert ledger(project) == ledger(twin)


@pytest.mark.parametrize("write", [write_nasty, write_three])
@pytest.mark.parametrize("idempotent", [True, False])
def test_a_script_leaves_what_migrate_leaves(
    client: Client, project: Project, twin: Project, write: Callable[[Project], None], idempotent: bool
):
    write(project)
    schemac_apply.migrate(twin.url, twin.folder)
    script = script_of(project, idempotent=idempotent)
    assert client.run(project, script, idempotent=idempotent) == (0, "")
    assert_same(client, project, twin)
    assert set(project.states().values()) == {"applied"}
    assert schemac_apply.migrate(project.url, project.folder).applied == ()
    before = client.dump(project), project.rows("SELECT * FROM schemac_migrations")
    code, err = client.run(project, script, idempotent=idempotent)
    assert (code, err) == (0, "") if idempotent else code != 0
    assert before == (client.dump(project), project.rows("SELECT * FROM schemac_migrations"))


def test_a_script_does_the_rest(client: Client, project: Project, twin: Project):
    write_three(project)
    schemac_apply.migrate(twin.url, twin.folder)
    schemac_apply.migrate(project.url, project.folder, to="0001_a")
    assert client.run(project, script_of(project, to="0002_rows")) == (0, "")
    assert project.states() == {"0001_a": "applied", "0002_rows": "applied", "0003_b": "pending"}
    assert client.run(project, script_of(project, idempotent=False, after="0002_rows"), idempotent=False) == (0, "")
    assert_same(client, project, twin)


def test_a_script_does_what_came_in_late(client: Client, project: Project):
    write_three(project)
    project.write("0000_late", "CREATE TABLE late (id integer);\n")
    late = (project.folder / "0000_late.sql").rename(project.folder / "late")
    schemac_apply.migrate(project.url, project.folder, to="0002_rows")
    late.rename(project.folder / "0000_late.sql")
    assert client.run(project, script_of(project)) == (0, "")
    assert project.tables() == {"a", "b", "late"}
    assert set(project.states().values()) == {"applied"}


def test_a_script_of_nothing_makes_the_ledger(client: Client, project: Project):
    assert client.run(project, script_of(project)) == (0, "")
    assert ledger(project) == []


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: f"{path.parts[-3]}-{path.parts[-2]}-{path.name}")
@pytest.mark.parametrize("idempotent", [True, False])
def test_examples(client: Client, fresh: Callable[[str], str], folder: Path, idempotent: bool):
    dialect = read_folder(folder).dialect
    project, twin = Project(folder, fresh(dialect)), Project(folder, fresh(dialect))
    schemac_apply.migrate(twin.url, folder)
    assert client.run(project, script_of(project, idempotent=idempotent), idempotent=idempotent) == (0, "")
    assert_same(client, project, twin)


def test_examples_are_found():
    assert {read_folder(folder).dialect for folder in EXAMPLES} == {"sqlite", "postgres", *MYSQLS}


def test_a_changed_file_stops_the_script_before_anything_is_run(client: Client, project: Project):
    write_three(project)
    schemac_apply.migrate(project.url, project.folder, to="0002_rows")
    before = project.rows("SELECT * FROM schemac_migrations")
    project.write("0002_rows", "INSERT INTO a VALUES (3);\n")
    code, err = client.run(project, script_of(project))
    assert code != 0
    assert "0002_rows was applied and has changed since" in err
    assert (project.tables(), project.rows("SELECT * FROM schemac_migrations")) == ({"a"}, before)


@pytest.mark.parametrize(
    "change",
    ["statements_total = 5", "in_doubt = 1", "statements_done = -1", "in_doubt = -1"],
)
def test_a_migration_that_was_stopped_stops_the_script(client: Client, project: Project, change: str):
    write_three(project)
    schemac_apply.migrate(project.url, project.folder, to="0001_a")
    project.run(f"UPDATE schemac_migrations SET {change} WHERE name = '0001_a'")
    code, err = client.run(project, script_of(project))
    assert (code != 0, "0001_a was applied in part" in err, "schemac apply" in err) == (True, True, True)
    assert project.tables() == {"a"}


@pytest.mark.parametrize("name", ["0001_a", "0004_other"])
def test_so_does_one_that_the_script_does_not_have(client: Client, project: Project, name: str):
    write_three(project)
    project.write(name, "CREATE TABLE a (id integer);\n")
    schemac_apply.migrate(project.url, project.folder, to="0001_a")
    project.run(f"UPDATE schemac_migrations SET statements_done = 0, name = '{name}'")
    code, err = client.run(project, script_of(project, after="0001_a", to="0003_b"))
    assert (code != 0, "was applied in part" in err) == (True, True)
    assert project.tables() == {"a"}


@pytest.mark.parametrize("idempotent", [True, False])
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO nowhere VALUES (1);\n",
        "INSERT INTO a VALUES (8);\nINSERT INTO nowhere VALUES (1);\nINSERT INTO a VALUES (9);\n",
        "CREATE TABLE b (id integer);\nCREATE TABLE a (id integer);\nCREATE TABLE c (id integer);\n",
        "CREATE TABLE a (id integer);\n",
        "INSERT INTO a VALUES (8);\nBEGIN;\nINSERT INTO a VALUES (9);\nINSERT INTO nowhere VALUES (1);\nCOMMIT;\n",
    ],
)
def test_an_error_leaves_what_it_leaves_to_migrate(
    client: Client, project: Project, twin: Project, sql: str, idempotent: bool
):
    write_three(project)
    project.write("0002_rows", sql)
    with pytest.raises(MigrationFailed):
        schemac_apply.migrate(twin.url, twin.folder)
    script = script_of(project, idempotent=idempotent)
    code, err = client.run(project, script, idempotent=idempotent)
    assert (code != 0, err != "") == (True, True)
    assert_same(client, project, twin)
    assert project.states() == twin.states()


@pytest.mark.parametrize(
    "failing",
    [
        "CREATE INDEX CONCURRENTLY i ON nowhere (id)",
        "SELECT 1 / 0",
        "-- schemac:lock-timeout 5s\nALTER TABLE nowhere DETACH PARTITION p CONCURRENTLY",
        "DO $$ BEGIN RAISE 'no'; END $$",
        "INSERT INTO nowhere VALUES (1)",
    ],
)
@pytest.mark.parametrize("first", ["", "CREATE TABLE b (id integer);\n", "VACUUM a;\nVACUUM a;\n"])
def test_an_error_outside_a_transaction(
    client: Client, postgres_project: Project, fresh: Callable[[str], str], failing: str, first: str
):
    project, twin = postgres_project, Project(postgres_project.folder, fresh("postgres"))
    write_three(project)
    text = f"-- schemac:no-transaction\n\n{first}{failing};\nSELECT 1;\n"
    project.write("0002_rows", text)
    with pytest.raises(MigrationFailed):
        schemac_apply.migrate(twin.url, twin.folder)
    code, err = client.run(project, script_of(project))
    assert (code, "ERROR" in err) == (3, True)
    assert_same(client, project, twin)
    if not first and not failing.startswith("DO"):
        # No row is left of it: it can be corrected.
        project.write("0002_rows", text.replace(failing, "CREATE INDEX CONCURRENTLY i ON a (id)"))
        assert client.run(project, script_of(project)) == (0, "")


def test_a_statement_that_is_refused_stays_in_doubt_where_it_may_not_be_repeated(
    client: Client, mysql_project: Project
):
    project = mysql_project
    write_three(project)
    project.write("0002_rows", "CREATE TABLE c (id int);\nALTER TABLE a ADD x int, DROP nothing;\n")
    code, err = client.run(project, script_of(project))
    assert (code, "nothing" in err) == (1, True)
    assert project.rows("SELECT statements_done, in_doubt FROM schemac_migrations WHERE name = '0002_rows'") == [(1, 2)]
    with pytest.raises(InDoubt, match="0002_rows was stopped in statement 2 of 2"):
        schemac_apply.migrate(project.url, project.folder)


@pytest.mark.parametrize("idempotent", [True, False])
def test_rows_that_no_transaction_protects(
    client: Client, mysql_project: Project, fresh: Callable[[str], str], idempotent: bool
):
    project, twin = mysql_project, Project(mysql_project.folder, fresh(mysql_project.dialect))
    project.write("0001_a", "CREATE TABLE a (id int) ENGINE = MyISAM;\nINSERT INTO a VALUES (1);\n")
    project.write("0002_rows", "INSERT INTO a VALUES (2);\nINSERT INTO a SELECT 3 FROM nowhere;\n")
    with pytest.raises(MigrationFailed):
        schemac_apply.migrate(twin.url, twin.folder)
    assert client.run(project, script_of(project, idempotent=idempotent), idempotent=idempotent)[0] == 1
    assert client.dump(project) == client.dump(twin)
    doubts = "SELECT name, statements_done, in_doubt FROM schemac_migrations ORDER BY name"
    assert project.rows(doubts) == [("0001_a", 2, 0), ("0002_rows", 1, 2)]
    assert twin.rows(doubts) == [("0001_a", 2, 0), ("0002_rows", 1, 0)]


def test_a_script_that_is_killed_leaves_a_ledger_that_migrate_understands(client: Client, server_project: Project):
    project = server_project
    slow = "SELECT pg_sleep(60)" if project.dialect == "postgres" else "CALL wait()"
    begin = "-- schemac:no-transaction\n\nCREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n"
    if project.dialect in MYSQLS:
        project.run("CREATE PROCEDURE wait() DO sleep(60)")
    project.write("0001_a", f"{begin}{slow};\n")
    with client.start(project) as process:
        assert process.stdin is not None
        process.stdin.write(script_of(project))
        process.stdin.close()
        running = [RUNNING[project.dialect].format(text) for text in ("sleep(60)", "CALL wait()")]
        until(lambda: any(project.rows(query) == [(1,)] for query in running))
        process.kill()
    end_sessions(project)
    with pytest.raises(InDoubt, match="0001_a was stopped in statement 3 of 3"):
        schemac_apply.migrate(project.url, project.folder)
    code, err = client.run(project, script_of(project))
    assert (code != 0, "0001_a was applied in part" in err) == (True, True)
    schemac_apply.migrate(project.url, project.folder, resume_at=4)
    assert project.states() == {"0001_a": "applied"}
    assert client.run(project, script_of(project)) == (0, "")


def test_a_script_goes_on_behind_what_migrate_was_stopped_in(client: Client, project: Project):
    write_three(project)
    project.write("0002_rows", "INSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(MigrationFailed):
        schemac_apply.migrate(project.url, project.folder)
    project.write("0002_rows", "INSERT INTO a VALUES (1);\n")
    assert client.run(project, script_of(project)) == (0, "")
    assert set(project.states().values()) == {"applied"}


def test_runs_at_once_apply_each_migration_once(client: Client, project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    for number in range(2, 8):
        project.write(f"{number:04}_insert", f"INSERT INTO a VALUES ({number});\n")
    script = script_of(project)
    processes = [client.start(project) for _ in range(3)]
    applier = project.start("apply")
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(script)
        process.stdin.close()
    for process in [*processes, applier]:
        process.wait(60)
        assert process.stderr is not None
        assert (process.returncode, [line for line in process.stderr if "rror" in line]) == (0, [])
        assert process.stdout is not None
        process.stdout.close()
        process.stderr.close()
    assert project.rows("SELECT count(*), sum(id) FROM a") == [(6, 27)]
    assert set(project.states().values()) == {"applied"}


def test_a_script_waits_for_an_applier(client: Client, project: Project):
    write_three(project)
    with connect(project.url) as connection:
        if connection.session_lock:
            connection.lock(project.lock_key(), timeout=1)
        else:
            connection.begin()
        with client.start(project) as process:
            assert process.stdin is not None
            process.stdin.write(script_of(project))
            process.stdin.close()
            time.sleep(1)
            assert (process.poll(), project.tables()) == (None, set())
            if project.dialect == "postgres":
                # It would wait for ever for a session that waits in one statement.
                connection.execute("CREATE TABLE other (id integer)")
                connection.execute("SET statement_timeout = '20s'")
                connection.execute("CREATE INDEX CONCURRENTLY ON other (id)")
            if connection.session_lock:
                connection.unlock(project.lock_key())
            else:
                connection.rollback()
            assert process.wait(30) == 0
    assert set(project.states().values()) == {"applied"}


@pytest.mark.parametrize("idempotent", [True, False])
def test_directives_hold(client: Client, server_project: Project, fresh: Callable[[str], str], idempotent: bool):
    project, twin = server_project, Project(server_project.folder, fresh(server_project.dialect))
    names = {
        "postgres": "current_setting('lock_timeout') || ' ' || current_setting('statement_timeout')",
        "mysql": "concat(@@lock_wait_timeout, ' ', @@innodb_lock_wait_timeout)",
        "mariadb": "concat(@@lock_wait_timeout, ' ', @@innodb_lock_wait_timeout, ' ', @@max_statement_time)",
    }[project.dialect]
    sets = (
        "SET lock_timeout = '7s'"
        if project.dialect == "postgres"
        else "SET lock_wait_timeout = 7, innodb_lock_wait_timeout = 7"
    )
    limit = "" if project.dialect == "mysql" else "-- schemac:statement-timeout 90s\n"
    seen = f"INSERT INTO seen (x) SELECT {names};\n"
    serial = "serial" if project.dialect == "postgres" else "int AUTO_INCREMENT"
    project.write(
        "0001_a",
        f"CREATE TABLE seen (n {serial} PRIMARY KEY, x varchar(80));\n{seen}"
        f"-- schemac:lock-timeout 3s\n{seen}{seen}{sets};\n{seen}"
        f"-- schemac:lock-timeout 4500ms\n{limit}{seen}{seen}{limit}{seen}",
    )
    project.write("0002_after", f"-- schemac:lock-timeout 2s\n\n{seen}{seen}")
    schemac_apply.migrate(twin.url, twin.folder)
    assert len({x for (x,) in twin.rows("SELECT x FROM seen")}) > 4
    assert client.run(project, script_of(project, idempotent=idempotent), idempotent=idempotent) == (0, "")
    assert_same(client, project, twin)


@pytest.mark.parametrize("idempotent", [True, False])
def test_the_ledger_is_in_the_current_schema(
    client: Client, postgres_project: Project, fresh: Callable[[str], str], idempotent: bool
):
    project, twin = postgres_project, Project(postgres_project.folder, fresh("postgres"))
    for one in (project, twin):
        one.run("CREATE SCHEMA app")
        one.rows("SELECT set_config('x.y', current_database(), false)")
        one.run("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = app', current_database()); END $$")
    write_three(project)
    project.write(
        "0002_rows", "-- schemac:no-transaction\n\nSET search_path = public;\nANALYZE a;\nINSERT INTO a VALUES (2);\n"
    )
    schemac_apply.migrate(twin.url, twin.folder)
    assert client.run(project, script_of(project, idempotent=idempotent), idempotent=idempotent) == (0, "")
    assert project.rows("SELECT count(*) FROM app.schemac_migrations") == [(3,)]
    assert_same(client, project, twin)
    assert schemac_apply.migrate(project.url, project.folder).applied == ()


@pytest.mark.parametrize("idempotent", [True, False])
def test_a_ledger_of_another_name(client: Client, project: Project, idempotent: bool):
    schema = {"postgres": 'a "b', "sqlite": "main"}.get(project.dialect, project.url.split("?")[0].rsplit("/", 1)[1])
    write_folder_file(project.folder, dialect=project.dialect, ledger_table="led'g\\er", ledger_schema=schema)
    if project.dialect == "postgres":
        project.run('CREATE SCHEMA "a ""b"')
    write_three(project)
    assert client.run(project, script_of(project, idempotent=idempotent), idempotent=idempotent) == (0, "")
    assert set(project.states().values()) == {"applied"}
    assert schemac_apply.migrate(project.url, project.folder).applied == ()


def test_a_ledger_of_before_gets_its_column(client: Client, project: Project):
    write_three(project)
    schemac_apply.migrate(project.url, project.folder, to="0001_a")
    project.run("ALTER TABLE schemac_migrations DROP COLUMN in_doubt") if project.dialect != "sqlite" else project.run(
        "CREATE TABLE other AS SELECT * FROM schemac_migrations"
    )
    if project.dialect == "sqlite":
        # Before version 3.35 there is no DROP COLUMN.
        columns = [name for _, name, *_ in project.rows("PRAGMA table_info(schemac_migrations)") if name != "in_doubt"]
        project.run("DROP TABLE schemac_migrations")
        project.run(f"CREATE TABLE schemac_migrations AS SELECT {', '.join(columns)} FROM other")
    assert client.run(project, script_of(project)) == (0, "")
    assert [row[-1] for row in project.rows("SELECT name, in_doubt FROM schemac_migrations")] == [0, 0, 0]


@pytest.mark.parametrize("idempotent", [True, False])
def test_much_is_written_in_pieces(client: Client, project: Project, fresh: Callable[[str], str], idempotent: bool):
    twin = Project(project.folder, fresh(project.dialect))
    rows = "".join(f"INSERT INTO a VALUES ({number}, '{'x' * 500}');\n" for number in range(3000))
    project.write("0001_a", "CREATE TABLE a (id integer, x text);\n")
    project.write("0002_rows", f"BEGIN;\n{rows}COMMIT;\n")
    pieces = list(write_script(read_folder(project.folder), idempotent=idempotent))
    assert max(map(len, pieces)) < 120_000
    schemac_apply.migrate(twin.url, twin.folder)
    for _ in range(2 if idempotent else 1):
        assert client.run(project, "".join(pieces), idempotent=idempotent) == (0, "")
    assert_same(client, project, twin)


@pytest.mark.parametrize("idempotent", [True, False])
@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DELETE FROM p WHERE id = 1", "rows without a parent"),
        ("DELETE FROM p WHERE id = 7", None),
        ("DELETE FROM p", "rows without a parent"),
        ("UPDATE c SET p = 9 WHERE p = 8", None),
    ],
)
def test_rows_without_a_parent(
    client: Client,
    sqlite_project: Project,
    fresh: Callable[[str], str],
    sql: str,
    message: str | None,
    idempotent: bool,
):
    project, twin = sqlite_project, Project(sqlite_project.folder, fresh("sqlite"))
    project.write(
        "0001_a",
        "CREATE TABLE p (id integer PRIMARY KEY);\nCREATE TABLE c (p integer REFERENCES p);\n"
        "INSERT INTO p VALUES (1), (7);\nINSERT INTO c VALUES (1), (8);\n",
    )
    project.write("0002_b", f"PRAGMA foreign_keys = OFF;\n{sql};\n")
    if message is None:
        schemac_apply.migrate(twin.url, twin.folder)
    else:
        with pytest.raises(MigrationFailed):
            schemac_apply.migrate(twin.url, twin.folder)
    code, err = client.run(project, script_of(project, idempotent=idempotent), idempotent=idempotent)
    assert (code == 0, (message or "") in err) == (message is None, True)
    assert_same(client, project, twin)


def test_a_foreign_key_that_fits_no_key_stops_the_script(client: Client, sqlite_project: Project):
    project = sqlite_project
    project.write("0001_a", "CREATE TABLE p (id integer);\nCREATE TABLE c (p integer REFERENCES p (id));\n")
    project.write("0002_b", "PRAGMA foreign_keys = OFF;\nDROP TABLE c;\n")
    code, err = client.run(project, script_of(project))
    assert (code, "foreign key mismatch" in err) == (1, True)
    assert project.states() == {"0001_a": "applied", "0002_b": "pending"}


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("SELECT 1;", "something else was in"),
        ("UPDATE temp.schemac_script SET began = 3;", "another sqlite3 writes to"),
        ("", "something else was in"),
    ],
)
def test_a_file_that_another_process_has_written(client: Client, sqlite_project: Project, other: str, message: str):
    project = sqlite_project
    write_three(project)
    (client.directory / "other.sql").write_text(other)
    first, *rest = re.split(r"(?=\.read )", script_of(project))
    # The first one gives a ledger of before its column.
    script = first + rest[0] + rest[1].replace("schemac-script.tmp", "other.sql", 1) + "".join(rest[2:])
    code, err = client.run(project, script)
    assert (code, message in err) == (1, True)
    assert (project.tables(), ledger(project)) == (set(), [])


def test_a_database_that_is_not_in_utf_8(client: Client, sqlite_project: Project):
    write_three(sqlite_project)
    sqlite_project.run("PRAGMA encoding = 'UTF-16'")
    with connect(sqlite_project.url) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16'")
        connection.execute("CREATE TABLE x (id integer)")
    code, err = client.run(sqlite_project, script_of(sqlite_project))
    assert (code, "the database is not in UTF-8" in err) == (1, True)
    assert sqlite_project.tables() == {"x"}


def test_psql_in_a_transaction_is_refused(client: Client, postgres_project: Project):
    write_three(postgres_project)
    done = subprocess.run(
        [*client.command(postgres_project), "--single-transaction"],
        input=script_of(postgres_project),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "invalid transaction termination" in done.stderr) == (3, True)
    assert postgres_project.tables() == set()


@pytest.mark.parametrize("idempotent", [True, False])
def test_another_sql_mode_is_read_as_the_file_says(
    client: Client, mysql_project: Project, fresh: Callable[[str], str], idempotent: bool
):
    project, twin = mysql_project, Project(mysql_project.folder, fresh(mysql_project.dialect))
    project.write(
        "0001_a",
        "CREATE TABLE a (x text);\nSET sql_mode = 'ANSI_QUOTES';\nINSERT INTO \"a\" VALUES ('it''s; \\' \\\\n');\n",
        down="SELECT '\\\\';\n",
    )
    project.write("0002_b", 'INSERT INTO a VALUES ("\\\\");\n', down="SELECT '\\\\';\n")
    schemac_apply.migrate(twin.url, twin.folder)
    for _ in range(2 if idempotent else 1):
        assert client.run(project, script_of(project, idempotent=idempotent), idempotent=idempotent) == (0, "")
    assert_same(client, project, twin)


BOTH = (True, False)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT 1", True),
        ("CREATE TABLE a (x text DEFAULT 'it''s \\' /* a */') /* b; */ -- c */", False),
        ("CREATE TRIGGER t /* it's */ BEFORE INSERT /*! ON a */ FOR EACH ROW # 'd\n SET @x = 1", True),
        ("SELECT '/* a', '*/'", True),
        ("SELECT '*/5'", False),
        ("SELECT '/* a', 1 /* b */", False),
        ("SELECT '/*', 1 -- */", False),
        ("SELECT '/*'", False),
        ("SELECT /*M! 1, */ 2 /*Mine isn't*/", True),
        ("SELECT 'C:\\'", False),
        ('SELECT "a', False),
        ("SELECT `a$$`, a$$, $$it's$$", True),
        ("SELECT 1 AS $$", False),
    ],
)
def test_what_a_client_of_mysql_can_skip(sql: str, expected: bool):
    assert can_be_skipped(sql) is expected


REFUSED = [
    ("postgres", "SELECT 1 \\! echo no;\n", BOTH, r":2: \\! is a command of psql"),
    ("mysql", "SELECT 1 \\! echo no;\n", BOTH, r":2: \\! is a command of the client"),
    ("mysql", "SET sql_mode = 'NO_BACKSLASH_ESCAPES';\n", BOTH, ":2: a script cannot undo this SET"),
    ("mariadb", "SELECT 1 AS a,\n2 AS Delimiter FROM dual;\n", BOTH, ":3: .* take Delimiter"),
    ("mysql", "USE other;\n", BOTH, ":2: a script cannot undo this USE"),
    ("mariadb", "SET ROLE x;\n", BOTH, ":2: a script cannot undo this SET"),
    ("mysql", "SET SESSION autocommit = 0;\n", BOTH, ":2: a script cannot undo this SET"),
    ("mysql", "-- schemac:statement-timeout 5s\nSELECT 1;\n", BOTH, ":3: MySQL has no time limit"),
    ("mysql", "CREATE PROCEDURE p() SELECT '*/';\n", (True,), ":2: this statement cannot be made conditional"),
    ("sqlite", "-- schemac:statement-timeout 5s\nSELECT 1;\n", BOTH, ":3: sqlite3 keeps no time limit"),
    ("sqlite", "SELECT 4\n  /\n2;\n", BOTH, ":3: sqlite3 takes a line that is / "),
    ("sqlite", "SELECT 4 AS\nGO -- x\n;\n", BOTH, ":3: sqlite3 takes a line that is GO "),
]


@pytest.mark.parametrize(("dialect", "sql", "modes", "message"), REFUSED)
def test_what_cannot_be_in_a_script_is_refused_before_anything_is_written(
    tmp_path: Path, dialect: str, sql: str, modes: tuple[bool, ...], message: str
):
    write_folder_file(tmp_path, dialect=dialect)
    (tmp_path / "0001_a.sql").write_text("CREATE TABLE a (id integer);\n")
    (tmp_path / "0002_b.sql").write_text(f"SELECT 1;\n{sql}")
    contents = read_folder(tmp_path)
    for idempotent in BOTH:
        if idempotent in modes:
            with pytest.raises(ScriptError, match=f"0002_b.sql{message}"):
                write_script(contents, idempotent=idempotent)
        else:
            assert "".join(write_script(contents, idempotent=idempotent))
    assert "".join(write_script(contents, idempotent=True, to="0001_a"))


def test_another_dialect_is_refused(tmp_path: Path):
    write_folder_file(tmp_path, dialect="oracle")
    with pytest.raises(FolderError, match="no client is known for the dialect 'oracle'"):
        write_script(read_folder(tmp_path), idempotent=True)


def test_a_script_that_is_not_idempotent_has_no_commands_of_a_client(project: Project):
    write_three(project)
    assert not re.search(r"^(?:[.\\]|DELIMITER)", script_of(project, idempotent=False), re.MULTILINE)


def test_names_that_reach_into_a_comment(client: Client, project: Project):
    project.write("0001_a\nDROP TABLE x;", "CREATE TABLE a (id integer);\n")
    for idempotent in BOTH:
        assert "\nDROP TABLE x" not in script_of(project, idempotent=idempotent).replace("'0001_a\nDROP TABLE x", "")
    assert client.run(project, script_of(project)) == (0, "")
    assert set(project.states().values()) == {"applied"}


def test_settings_of_sessions_are_those_of_the_driver(mysql_project: Project):
    names = MYSQL_SETTINGS[mysql_project.dialect]
    listed = ", ".join(f"'{name}'" for name in names)
    found = mysql_project.rows(f"SHOW SESSION VARIABLES WHERE Variable_name IN ({listed})")
    assert {name for name, _ in found} == set(names)
