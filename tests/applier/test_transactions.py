"""What a migration leaves behind: whole, not at all, or a known part of it."""

from __future__ import annotations

import pytest

from schemac_apply import migrate, rollback, run_script
from schemac_apply.drivers import connect
from schemac_apply.errors import (
    DatabaseError,
    Irreversible,
    LedgerMismatch,
    LockTimeout,
    MigrationFailed,
    RolledBackInPart,
    ScriptError,
)
from schemac_apply.execution import BATCH
from schemac_apply.results import Event

from .conftest import Project


def test_failing_statement_leaves_nothing(transactional_project: Project):
    project = transactional_project
    project.write("0001_a", "CREATE TABLE a (id integer);")
    file = project.write(
        "0002_b",
        "-- first\nCREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);\n\nINSERT INTO b\nSELECT nope;\nSELECT 1;\n",
    )
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder)
    error = caught.value
    assert (error.migration, error.path, error.line) == ("0002_b", str(file), 5)
    assert (error.number, error.total, error.statement) == (3, 4, "INSERT INTO b\nSELECT nope")
    text = str(error)
    assert "nope" in error.cause.message
    assert error.cause.message in text
    assert "5 | INSERT INTO b\n" in text
    assert "nothing of the file is applied" in text
    assert project.tables() == {"a"}
    assert project.states() == {"0001_a": "applied", "0002_b": "pending"}
    project.write("0002_b", "CREATE TABLE b (id integer);")
    assert migrate(project.url, project.folder).applied == ("0002_b",)


def test_failing_statement_leaves_those_before_it(mysql_project: Project):
    project = mysql_project
    file = project.write(
        "0001_a",
        "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n\nINSERT INTO a\nSELECT nope;\n"
        "INSERT INTO a VALUES (2);\n",
    )
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder)
    assert (caught.value.path, caught.value.line, caught.value.number) == (str(file), 4, 3)
    assert (caught.value.cause.sqlstate, caught.value.cause.errno) == ("42S22", 1054)
    assert caught.value.state == (
        "statements 1 to 2 of 4 are applied and recorded; the next run goes on with statement 3"
    )
    assert project.states() == {"0001_a": "partial"}
    project.write("0001_a", "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n")
    assert migrate(project.url, project.folder, repair=True).applied == ("0001_a",)
    assert project.rows("SELECT id FROM a ORDER BY id") == [(1,), (2,)]


def test_first_statement_that_fails_leaves_nothing(mysql_project: Project):
    project = mysql_project
    project.write("0001_a", "CREATE TABLE a (id nonsense);\nCREATE TABLE b (id integer);\n")
    with pytest.raises(MigrationFailed, match=r"nothing of the file is applied\Z"):
        migrate(project.url, project.folder)
    assert project.tables() == set()
    assert project.states() == {"0001_a": "pending"}


def test_transactions_of_a_file(mysql_project: Project):
    project = mysql_project
    project.write(
        "0001_a",
        "CREATE TABLE a (id integer);\nBEGIN;\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\nCOMMIT;\n"
        "START TRANSACTION;\nINSERT INTO a VALUES (3);\nCREATE TEMPORARY TABLE t (id integer);\n"
        "INSERT INTO a VALUES (1, 2);\nCOMMIT;\n",
    )
    with pytest.raises(MigrationFailed, match="statements 1 to 3 of 6 are applied and recorded") as caught:
        migrate(project.url, project.folder)
    assert caught.value.number == 6
    assert project.rows("SELECT id FROM a ORDER BY id") == [(1,), (2,)]
    project.run("ALTER TABLE a ADD b integer FIRST")
    project.write("0002_b", "BEGIN;\nINSERT INTO a VALUES (7, 8);\nCOMMIT;\nSELECT nope;\n")
    with pytest.raises(MigrationFailed):
        migrate(project.url, project.folder)


@pytest.mark.parametrize(
    "sql", ["CREATE TABLE b (id int)", "create or replace view v as select 1", "LOCK TABLES a WRITE", "TRUNCATE a"]
)
def test_statement_that_would_commit_is_refused_in_a_transaction(mysql_project: Project, sql: str):
    project = mysql_project
    project.write("0001_a", f"CREATE TABLE a (id integer);\nBEGIN;\nINSERT INTO a VALUES (1);\n{sql};\nCOMMIT;\n")
    with pytest.raises(ScriptError, match=r":4: .* would commit the transaction that it stands in") as caught:
        migrate(project.url, project.folder)
    assert "COMMIT" in (caught.value.help or "")
    assert project.tables() == set()


def test_settings_are_given_again_to_a_resumed_file(mysql_project: Project):
    project = mysql_project
    project.write(
        "0001_a",
        "/*!40014 SET foreign_key_checks = 0 */;\nSET @size = 7, sql_mode = '';\n"
        "CREATE TABLE child (id int PRIMARY KEY, parent int, FOREIGN KEY (parent) REFERENCES parent (id));\n"
        "INSERT INTO child SELECT @size, id FROM helper;\n"
        "CREATE TABLE parent (id int PRIMARY KEY, d date DEFAULT '0000-00-00');\n",
    )
    with pytest.raises(MigrationFailed, match="helper"):
        migrate(project.url, project.folder)
    project.run("CREATE TABLE helper AS SELECT 3 AS id")
    migrate(project.url, project.folder)
    assert project.rows("SELECT id, parent FROM child") == [(7, 3)]


def test_locked_tables(mysql_project: Project):
    project = mysql_project
    project.write(
        "0001_a",
        "CREATE TABLE a (id integer);\nCREATE TABLE b (id integer);\nLOCK TABLES a WRITE, `b` AS x READ;\n"
        "INSERT INTO a VALUES (1);\nINSERT INTO a SELECT 2 FROM b x;\nUNLOCK TABLES;\nINSERT INTO b VALUES (1);\n",
    )
    project.write("0002_c", "LOCK TABLES a WRITE;\nINSERT INTO a VALUES (5);\nINSERT INTO nowhere VALUES (1);\n")
    with connect(project.url) as connection:
        with pytest.raises(MigrationFailed, match="0002_c failed at statement 3 of 3"):
            migrate(connection, project.folder)
        assert connection.query("SELECT id FROM b") == [(1,)]
    assert project.rows("SELECT id FROM a") == [(1,), (5,)]
    assert project.states() == {"0001_a": "applied", "0002_c": "partial"}


def test_settings_of_mysql_do_not_leak_into_the_next_migration(mysql_project: Project):
    project = mysql_project
    shown = "SELECT @@sql_mode, @@foreign_key_checks, @@time_zone, @@collation_connection, DATABASE()"
    project.write(
        "0001_a",
        "SET NAMES latin1;\nSET sql_mode = 'ANSI_QUOTES', foreign_key_checks = 0, SESSION time_zone = '+03:00';\n"
        "SET autocommit = 0;\nUSE information_schema;\n",
    )
    project.write("0002_b", f"CREATE TABLE b AS {shown.replace('DATABASE()', 'DATABASE() AS name')};\n")
    with connect(project.url) as connection:
        before = connection.query(shown)
        migrate(connection, project.folder)
        assert connection.query(shown) == before
        assert connection.query("SELECT @@autocommit") == [(1,)]
        assert [tuple(map(str, row)) for row in connection.query("SELECT * FROM b")] == [tuple(map(str, before[0]))]


def test_session_is_strict_whatever_the_server_says(mysql_project: Project):
    project = mysql_project
    project.write("0001_a", "CREATE TABLE a (id tinyint);\nINSERT INTO a VALUES (1000);\n")
    before = project.rows("SELECT @@GLOBAL.sql_mode")[0][0]
    project.run("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'")
    try:
        with pytest.raises(MigrationFailed, match="Out of range"):
            migrate(project.url, project.folder)
        assert project.rows("SELECT '\\\\', \"x\"") == [("\\", "x")]
    finally:
        project.run(f"SET GLOBAL sql_mode = '{before}'")


def test_bodies_of_mysql_are_one_statement(mysql_project: Project):
    project = mysql_project
    project.write(
        "0001_a",
        "CREATE TABLE a (x varchar(10));\n"
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN\n"
        "  IF NEW.x = ';' THEN SET NEW.x = CASE WHEN 1 THEN 'semi' END; END IF;\nEND;\n"
        "DELIMITER //\nCREATE PROCEDURE p()\nBEGIN\n  INSERT INTO a VALUES (';');\n  INSERT INTO a VALUES ('\\'//');\n"
        "END//\nDELIMITER ;\nCALL p();\n",
    )
    migrate(project.url, project.folder)
    assert project.rows("SELECT x FROM a") == [("semi",), ("'//",)]
    assert project.rows("SELECT statements_total FROM schemac_migrations") == [(4,)]


def test_servers_words_are_shown(postgres_project: Project):
    project = postgres_project
    project.write(
        "0001_a",
        "CREATE TABLE users (id integer PRIMARY KEY, email text);\nINSERT INTO users VALUES (1);\n"
        "INSERT INTO users VALUES (1);\n",
    )
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder)
    assert caught.value.line == 3
    assert caught.value.cause.sqlstate == "23505"
    assert "detail: Key (id)=(1) already exists." in str(caught.value)
    project.write("0001_a", "CREATE TABLE users (email text);\n\nSELECT 'é',\n\temial FROM users;\n")
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder)
    text = str(caught.value)
    assert f"{project.folder / '0001_a.sql'}:4:2" in text
    assert "4 | \temial FROM users\n  | \t^\n" in text
    assert 'hint: Perhaps you meant to reference the column "users.email".' in text


@pytest.mark.parametrize("number", [1, 2, BATCH - 1, BATCH, BATCH + 1, 2 * BATCH, 2 * BATCH + 1])
@pytest.mark.parametrize(
    "bad",
    [
        "SELECT nope()",
        "SELECT 1/0",
        "SELEC 'é'",
        "CREATE TABLE x (",
        "DO 'BEGIN RAISE division_by_zero; END'",
    ],
)
def test_failing_statement_is_found_among_many(postgres_project: Project, number: int, bad: str):
    project = postgres_project
    statements = [f"SELECT {i} -- é; {i}\n" for i in range(1, 2 * BATCH + 2)]
    statements[number - 1] = bad
    project.write("0001_a", "".join(f"{statement};\n" for statement in statements))
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder)
    assert (caught.value.number, caught.value.statement) == (number, bad)
    assert caught.value.line == 2 * number - 1
    assert caught.value.cause.statement == bad
    position = caught.value.cause.position
    assert position is None or 1 <= position <= len(bad) + 1
    if bad == "SELECT nope()":
        assert position == 8


def test_long_statement_is_shortened(project: Project):
    lines = [f"{index}," for index in range(200)]
    project.write("0001_a", "SELECT\n" + "\n".join(lines) + "\n" + "x" * 5000 + "\nFROM nowhere;\n")
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder)
    assert len(str(caught.value).splitlines()) < 25
    assert len(str(caught.value)) < 3000


def test_statement_outside_a_transaction(postgres_project: Project):
    project = postgres_project
    project.write(
        "0001_a",
        "CREATE TABLE a (id integer);\n\n"
        "-- schemac:no-transaction\nCREATE INDEX CONCURRENTLY a_id ON a (id);\n"
        "CREATE TABLE b (id integer);\n",
        "-- schemac:no-transaction\nDROP INDEX CONCURRENTLY a_id;\nDROP TABLE a;\nDROP TABLE b;\n",
    )
    assert migrate(project.url, project.folder).applied == ("0001_a",)
    assert project.rows("SELECT indexname::text FROM pg_indexes WHERE tablename = 'a'") == [("a_id",)]
    assert project.rows("SELECT statements_done, statements_total FROM schemac_migrations") == [(3, 3)]
    rollback(project.url, project.folder)
    assert project.tables() == set()


def test_missing_directive_is_suggested(postgres_project: Project, sqlite_project: Project):
    postgres_project.write("0001_a", "CREATE TABLE a (id integer);\nCREATE INDEX CONCURRENTLY a_id ON a (id);\n")
    sqlite_project.write("0001_a", "VACUUM;")
    for project in (postgres_project, sqlite_project):
        with pytest.raises(MigrationFailed) as caught:
            migrate(project.url, project.folder)
        assert "-- schemac:no-transaction" in (caught.value.help or "")


PARTIAL = (
    "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n\n-- schemac:no-transaction\n"
    "INSERT INTO a VALUES (2);\n\n"
    "-- schemac:no-transaction\nINSERT INTO b VALUES (3);\nINSERT INTO a VALUES (4);\n"
)


@pytest.fixture
def partial(project: Project) -> Project:
    project.write("0001_a", PARTIAL, "DROP TABLE a;")
    project.write("0002_c", "CREATE TABLE c (id integer);")
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder)
    assert (caught.value.line, caught.value.number) == (8, 4)
    assert "statements 1 to 3 of 5 are applied and recorded; the next run goes on with statement 4" in str(caught.value)
    assert project.states() == {"0001_a": "partial", "0002_c": "pending"}
    assert project.rows("SELECT statements_done, statements_total FROM schemac_migrations") == [(3, 5)]
    assert project.rows("SELECT id FROM a ORDER BY id") == [(1,), (2,)]
    return project


def test_partial_migration_is_resumed_where_it_stopped(partial: Project):
    partial.run("CREATE TABLE b (id integer)")
    events: list[Event] = []
    assert migrate(partial.url, partial.folder, on_event=events.append).applied == ("0001_a", "0002_c")
    assert (events[0].kind, events[0].detail) == ("resuming", "at statement 4 of 5")
    assert partial.rows("SELECT id FROM a ORDER BY id") == [(1,), (2,), (4,)]
    assert partial.rows("SELECT id FROM b") == [(3,)]
    assert partial.states() == {"0001_a": "applied", "0002_c": "applied"}


def test_what_the_server_refused_is_in_no_doubt(partial: Project):
    for _ in range(2):
        with pytest.raises(MigrationFailed, match="the next run goes on with statement 4"):
            migrate(partial.url, partial.folder)
        assert partial.rows("SELECT statements_done, in_doubt FROM schemac_migrations") == [(3, 0)]


def test_partial_migration_that_changed_is_not_resumed(partial: Project):
    partial.write("0001_a", PARTIAL.replace("INTO b", "INTO a"))
    with pytest.raises(LedgerMismatch, match="0001_a was applied in part and has changed since"):
        migrate(partial.url, partial.folder)
    assert partial.rows("SELECT id FROM a ORDER BY id") == [(1,), (2,)]
    assert migrate(partial.url, partial.folder, repair=True).applied == ("0001_a", "0002_c")
    assert partial.rows("SELECT id FROM a ORDER BY id") == [(1,), (2,), (3,), (4,)]


def test_partial_migration_is_not_rolled_back_unless_forced(partial: Project):
    with pytest.raises(Irreversible, match="in part only"):
        rollback(partial.url, partial.folder)
    rollback(partial.url, partial.folder, force=True)
    assert partial.tables() == set()


def test_rollback_is_resumed_where_it_stopped(project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\nCREATE TABLE log (id integer);\n", "DROP TABLE a;\n")
    project.write(
        "0002_b",
        "CREATE TABLE b (id integer);\n",
        "-- schemac:no-transaction\n\nDROP TABLE b;\nINSERT INTO log VALUES (1);\nDROP TABLE c;\nDROP TABLE a;\n",
    )
    migrate(project.url, project.folder)
    with pytest.raises(MigrationFailed, match="statements 1 to 2 of 4 are applied and recorded") as caught:
        rollback(project.url, project.folder)
    assert caught.value.number == 3
    assert project.states() == {"0001_a": "applied", "0002_b": "partial"}
    assert project.rows("SELECT statements_done FROM schemac_migrations ORDER BY name") == [(2,), (-2,)]
    assert "rolled back in part" in project.command("status")[1]
    with pytest.raises(RolledBackInPart, match="0002_b"):
        migrate(project.url, project.folder)
    with pytest.raises(MigrationFailed, match="the next run goes on with statement 3"):
        rollback(project.url, project.folder)
    project.run("CREATE TABLE c (id integer)")
    events: list[Event] = []
    assert rollback(project.url, project.folder, on_event=events.append).rolled_back == ("0002_b",)
    assert (events[0].kind, events[0].detail) == ("resuming", "its way back at statement 3 of 4")
    assert project.rows("SELECT id FROM log") == [(1,)]
    assert project.tables() == {"log"}
    assert project.states() == {"0001_a": "applied", "0002_b": "pending"}


def test_file_outside_a_transaction(project: Project):
    project.write(
        "0001_a",
        "-- schemac:no-transaction\n\nCREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n"
        "BEGIN;\nINSERT INTO a VALUES (2);\nINSERT INTO nowhere VALUES (3);\nCOMMIT;\n",
    )
    with pytest.raises(MigrationFailed, match="statements 1 to 2 of 4 are applied"):
        migrate(project.url, project.folder)
    assert project.rows("SELECT id FROM a") == [(1,)]


def test_transaction_control_of_other_clients_is_left_out(transactional_project: Project):
    project = transactional_project
    project.write(
        "0001_a",
        "BEGIN TRANSACTION;\nCREATE TABLE a (id integer);\nSAVEPOINT x;\nINSERT INTO a VALUES (1);\n"
        "ROLLBACK TO x;\nCOMMIT;\n",
    )
    migrate(project.url, project.folder)
    assert project.rows("SELECT count(*) FROM a") == [(0,)]
    project.write("0002_b", "BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;\nSELECT nope;\n")
    with pytest.raises(MigrationFailed):
        migrate(project.url, project.folder)
    assert project.tables() == {"a"}


def test_deferred_constraint_fails_at_commit(postgres_project: Project):
    project = postgres_project
    project.write(
        "0001_a",
        "CREATE TABLE a (id integer PRIMARY KEY);\n"
        "CREATE TABLE b (a integer REFERENCES a DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO b VALUES (1);\n",
    )
    with pytest.raises(MigrationFailed) as caught:
        migrate(project.url, project.folder)
    assert caught.value.cause.statement == "COMMIT"
    assert "deferred" in (caught.value.help or "")
    assert project.tables() == set()


def test_settings_do_not_leak_into_the_next_migration(postgres_project: Project):
    project = postgres_project
    project.run("DROP ROLE IF EXISTS applier_owner")
    project.run("CREATE ROLE applier_owner")
    project.run("GRANT CREATE ON SCHEMA public TO applier_owner")
    project.write(
        "0001_a",
        "SELECT pg_catalog.set_config('search_path', '', false);\nSET ROLE applier_owner;\n"
        "CREATE TABLE public.a (id integer);\n\n-- schemac:no-transaction\nSET lock_timeout = '1s';\n"
        "CREATE TABLE public.b (id integer);\n",
    )
    project.write(
        "0002_c",
        "CREATE TABLE c AS SELECT current_user::text AS who, current_setting('lock_timeout') AS timeout;\n",
    )
    migrate(project.url, project.folder)
    assert project.rows("SELECT who, timeout FROM c") == [("postgres", "0")]
    assert project.rows(
        "SELECT tablename::text, tableowner::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    )[:2] == [
        ("a", "applier_owner"),
        ("b", "applier_owner"),
    ]
    project.run("DROP OWNED BY applier_owner")
    project.run("DROP ROLE applier_owner")


def test_settings_of_the_callers_session_survive(postgres_project: Project):
    project = postgres_project
    project.write("0001_a", "SET search_path = pg_catalog;\nCREATE TABLE tenant.a (id integer);")
    with connect(project.url) as connection:
        connection.execute("CREATE SCHEMA tenant")
        connection.execute("SET search_path = tenant")
        migrate(connection, project.folder)
        assert connection.query("SHOW search_path") == [("tenant",)]
        assert connection.has_table("schemac_migrations", "tenant")


def test_isolation_level_can_be_set(postgres_project: Project):
    project = postgres_project
    project.write(
        "0001_a",
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n"
        "CREATE TABLE a AS SELECT current_setting('transaction_isolation') AS level;\n",
    )
    migrate(project.url, project.folder)
    assert project.rows("SELECT level FROM a") == [("serializable",)]


def test_lock_timeout_of_a_statement(postgres_project: Project):
    project = postgres_project
    project.run("CREATE TABLE a (id integer)")
    project.write(
        "0001_a",
        "CREATE TABLE b AS SELECT current_setting('lock_timeout') AS t;\n"
        "-- schemac:lock-timeout 50ms\nALTER TABLE a ADD COLUMN x integer;\n"
        "INSERT INTO b SELECT current_setting('lock_timeout');\n",
    )
    with connect(project.url) as blocker:
        blocker.begin()
        blocker.execute("LOCK TABLE a")
        with pytest.raises(MigrationFailed, match="lock timeout") as caught:
            migrate(project.url, project.folder)
    assert caught.value.line == 3
    migrate(project.url, project.folder)
    assert project.rows("SELECT t FROM b") == [("0",), ("0",)]


def test_lock_timeout_of_a_run(project: Project):
    project.run("CREATE TABLE a (id integer)")
    project.write("0001_a", "ALTER TABLE a ADD COLUMN x integer;\n")
    with connect(project.url) as blocker:
        blocker.begin()
        blocker.execute("INSERT INTO a VALUES (1)")
        with pytest.raises((LockTimeout, MigrationFailed), match="lock"):
            # In SQLite whoever writes is in the way as another applier is.
            migrate(project.url, project.folder, lock_timeout=0.1, lock_retries=0, wait=0.1)
        blocker.rollback()
    assert migrate(project.url, project.folder, lock_timeout=0.1).applied == ("0001_a",)


REBUILD = (
    "PRAGMA foreign_keys = OFF;\nPRAGMA legacy_alter_table = ON;\n"
    "CREATE TABLE new_parent (id integer PRIMARY KEY, name text NOT NULL DEFAULT 'x');\n"
    "INSERT INTO new_parent (id) SELECT id FROM parent;\nDROP TABLE parent;\n"
    "ALTER TABLE new_parent RENAME TO parent;\nPRAGMA foreign_keys = ON;\n"
)
FAMILY = (
    "CREATE TABLE parent (id integer PRIMARY KEY);\n"
    "CREATE TABLE child (id integer PRIMARY KEY, parent integer REFERENCES parent ON DELETE CASCADE);\n"
    "INSERT INTO parent VALUES (1), (2);\nINSERT INTO child VALUES (1, 1), (2, 1), (3, 2);\n"
)


@pytest.mark.parametrize("enforced", [True, False])
@pytest.mark.parametrize("wrapped", [True, False])
def test_rebuild_keeps_child_rows(sqlite_project: Project, enforced: bool, wrapped: bool):
    project = sqlite_project
    project.write("0001_family", FAMILY)
    project.write("0002_rebuild", f"BEGIN;\n{REBUILD}COMMIT;\n" if wrapped else REBUILD)
    with connect(project.url) as connection:
        connection.execute(f"PRAGMA foreign_keys = {int(enforced)}")
        migrate(connection, project.folder)
        assert connection.query("PRAGMA foreign_keys") == [(int(enforced),)]
        assert connection.query("PRAGMA legacy_alter_table") == [(0,)]
        assert connection.query("SELECT count(*) FROM child") == [(3,)]
        assert connection.query("SELECT name FROM parent") == [("x",), ("x",)]


@pytest.mark.parametrize("old_violations", [0, 1])
def test_rebuild_that_orphans_rows_is_rolled_back(sqlite_project: Project, old_violations: int):
    project = sqlite_project
    project.write("0001_family", FAMILY + "INSERT INTO child VALUES (9, 77);\n" * old_violations)
    project.write("0002_rebuild", REBUILD.replace("FROM parent;", "FROM parent WHERE id = 1;"))
    with connect(project.url) as connection:
        connection.execute("PRAGMA foreign_keys = ON" if not old_violations else "PRAGMA foreign_keys = OFF")
        with pytest.raises(MigrationFailed, match="child row 3 has no parent in parent") as caught:
            migrate(connection, project.folder)
        assert "row 9" not in str(caught.value)
        assert connection.query("PRAGMA foreign_keys") == [(1 - old_violations,)]
        assert connection.query("SELECT count(*) FROM parent") == [(2,)]
        assert connection.query("SELECT count(*) FROM child") == [(3 + old_violations,)]
    assert project.states()["0002_rebuild"] == "pending"


def test_violations_from_before_do_not_stop_a_rebuild(sqlite_project: Project):
    project = sqlite_project
    project.write("0001_family", FAMILY + "INSERT INTO child VALUES (9, 77);\n")
    project.write("0002_rebuild", REBUILD)
    assert len(migrate(project.url, project.folder).applied) == 2


def test_triggers_of_sqlite_are_one_statement(sqlite_project: Project):
    project = sqlite_project
    project.write(
        "0001_a",
        "CREATE TABLE a (x);\nCREATE TABLE log (x);\n"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
        "  INSERT INTO log VALUES (CASE WHEN new.x THEN 1 ELSE 2 END);\n"
        "  INSERT INTO log VALUES (';');\nEND;\nINSERT INTO a VALUES (0);\n",
    )
    migrate(project.url, project.folder)
    assert project.rows("SELECT x FROM log") == [(2,), (";",)]


def test_bodies_of_postgres_are_one_statement(postgres_project: Project):
    project = postgres_project
    project.write(
        "0001_a",
        "CREATE TABLE a (x text);\n"
        "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $f$ BEGIN RETURN ';$$'; END $f$;\n"
        "CREATE FUNCTION g() RETURNS text BEGIN ATOMIC\n  SELECT CASE WHEN true THEN ';' END;\nEND;\n"
        "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO a VALUES (g()); INSERT INTO a VALUES (f()); END;\n"
        "CREATE RULE r AS ON DELETE TO a DO INSTEAD "
        "(INSERT INTO a VALUES ('1'); INSERT INTO a VALUES ('2'));\n"
        "CALL p(); /* nested /* ; */ ; */ DELETE FROM a;\nINSERT INTO a VALUES (E'\\';');\n",
    )
    migrate(project.url, project.folder)
    assert project.rows("SELECT x FROM a") == [(";",), (";$$",), ("1",), ("2",), ("';",)]
    assert project.rows("SELECT statements_total FROM schemac_migrations") == [(8,)]


def test_script_without_a_ledger(project: Project):
    with connect(project.url) as connection:
        assert run_script(connection, "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);") == 2
        with pytest.raises(MigrationFailed, match=r"push\.sql failed at statement 2 of 2"):
            run_script(connection, "CREATE TABLE b (id integer);\nSELECT nope;", path="push.sql")
    assert project.tables() == ({"a"} if project.transactional else {"a", "b"})


def test_error_of_a_query(project: Project):
    with connect(project.url) as connection:
        assert connection.query("SELECT '?', ? AS \"?\"", ["%s"]) == [("?", "%s")]
        with pytest.raises(DatabaseError, match="nope"):
            connection.query("SELECT nope")
