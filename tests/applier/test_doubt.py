"""A run that was stopped in a statement outside a transaction, and what a person answers."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from schemac_apply import migrate, rollback, status
from schemac_apply.drivers import connect
from schemac_apply.errors import (
    DatabaseError,
    InDoubt,
    MigrationFailed,
    RolledBackInPart,
    ScriptError,
    SessionLost,
    UsageError,
)
from schemac_apply.nature import repeatable, shares
from schemac_apply.results import Event

from .conftest import MYSQLS, Project

LEDGER = "SELECT name, statements_done, statements_total, in_doubt FROM schemac_migrations ORDER BY name"


def stopped_in(project: Project, number: int, *, back: bool = False) -> None:
    """Leave the newest migration as a run does that is killed in a statement."""
    ((last,),) = project.rows("SELECT max(name) FROM schemac_migrations")
    done = f"-{number - 1}" if back and number > 1 else "statements_total" if back else f"{number - 1}"
    doubt = -number if back else number
    project.run(f"UPDATE schemac_migrations SET statements_done = {done}, in_doubt = {doubt} WHERE name = '{last}'")


@pytest.fixture(params=["postgres", *MYSQLS])
def doubtful(request: Any, new_project: Any) -> Project:
    """A project whose second statement cannot be repeated, and whose run was killed in it."""
    project: Project = new_project(request.param)
    if request.param == "postgres":
        project.run("CREATE PROCEDURE add_one() LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (1); END'")
    else:
        project.run("CREATE PROCEDURE add_one() INSERT INTO log VALUES (1)")
    project.write(
        "0001_a",
        "CREATE TABLE log (id integer);\n\n-- schemac:no-transaction\nCALL add_one();\n\nINSERT INTO log VALUES (2);\n",
        "DROP TABLE log;\n",
    )
    migrate(project.url, project.folder)
    project.run("DELETE FROM log WHERE id = 2")
    stopped_in(project, 2)
    return project


def test_statement_in_doubt_is_shown_and_nothing_is_run(doubtful: Project):
    for dry_run in (False, True):
        with pytest.raises(InDoubt) as caught:
            migrate(doubtful.url, doubtful.folder, dry_run=dry_run)
    error = caught.value
    assert (error.migration, error.line, error.number, error.total) == ("0001_a", 4, 2, 3)
    assert error.statement == "CALL add_one()"
    assert f"--> {doubtful.folder / '0001_a.sql'}:4" in str(error)
    assert "4 | CALL add_one()" in str(error)
    assert "--resume-at 2" in (error.help or "")
    assert "--resume-at 3" in (error.help or "")
    assert error.to_json()["code"] == "in-doubt"
    assert doubtful.rows("SELECT id FROM log") == [(1,)]
    assert doubtful.rows(LEDGER) == [("0001_a", 1, 3, 2)]
    (entry,) = status(doubtful.url, doubtful.folder).entries
    assert (entry.state, entry.in_doubt) == ("partial", 2)
    assert "1 of 3 statements, statement 2 in doubt" in doubtful.command("status")[1]


def test_answer_that_it_was_completed(doubtful: Project):
    code, out, err = doubtful.command("apply", "--resume-at", "3")
    assert code == 0, err
    assert out == "applied 1 migration\n"
    assert doubtful.rows("SELECT id FROM log ORDER BY id") == [(1,), (2,)]
    assert doubtful.rows(LEDGER) == [("0001_a", 3, 3, 0)]


def test_answer_that_it_was_not_completed(doubtful: Project):
    doubtful.run("DELETE FROM log")
    assert migrate(doubtful.url, doubtful.folder, resume_at=2).applied == ("0001_a",)
    assert doubtful.rows("SELECT id FROM log ORDER BY id") == [(1,), (2,)]


def test_answer_in_a_dry_run_changes_nothing(doubtful: Project):
    assert migrate(doubtful.url, doubtful.folder, resume_at=3, dry_run=True).pending == ("0001_a",)
    assert doubtful.rows(LEDGER) == [("0001_a", 1, 3, 2)]


@pytest.mark.parametrize("number", [0, 5])
def test_answer_must_be_a_statement(doubtful: Project, number: int):
    with pytest.raises(UsageError, match=f"has no statement {number}"):
        migrate(doubtful.url, doubtful.folder, resume_at=number)


def test_answer_that_a_person_did_the_rest(doubtful: Project):
    doubtful.write("0002_b", "INSERT INTO log VALUES (7);\n")
    events: list[Event] = []
    result = migrate(doubtful.url, doubtful.folder, mark_applied=["0001"], on_event=events.append)
    assert (result.marked, result.applied) == (("0001_a",), ("0002_b",))
    assert (events[0].kind, events[0].migration) == ("marked-applied", "0001_a")
    assert doubtful.rows("SELECT id FROM log ORDER BY id") == [(1,), (7,)]
    assert set(doubtful.states().values()) == {"applied"}
    rollback(doubtful.url, doubtful.folder, steps=1, force=True)
    rollback(doubtful.url, doubtful.folder)
    assert doubtful.tables() == set()


def test_answer_that_a_person_undid_it(doubtful: Project):
    doubtful.run("DROP TABLE log")
    code, out, err = doubtful.command("apply", "--mark-failed", "0001_a")
    assert code == 0, err
    assert out == "applied 1 migration\n"
    assert "marked 0001_a as not applied" in err
    assert doubtful.rows("SELECT id FROM log ORDER BY id") == [(1,), (2,)]


def test_answers_need_a_question(project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n")
    with pytest.raises(UsageError, match="no migration was stopped"):
        migrate(project.url, project.folder, resume_at=1)
    assert project.tables() == set()
    migrate(project.url, project.folder)
    with pytest.raises(UsageError, match="0001_a is applied already"):
        migrate(project.url, project.folder, mark_applied=["0001_a"])
    with pytest.raises(UsageError, match="0001_a is applied as a whole"):
        migrate(project.url, project.folder, mark_failed=["0001_a"])
    with pytest.raises(UsageError, match="no migration '0002' is known"):
        migrate(project.url, project.folder, mark_failed=["0002"])
    with pytest.raises(UsageError, match="no rollback was stopped"):
        rollback(project.url, project.folder, resume_at=1)
    assert project.tables() == {"a"}


def test_pending_migration_can_be_marked_as_applied(project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\nCREATE TABLE b (id integer);\n", "DROP TABLE a;\n")
    project.write("0002_c", "CREATE TABLE c (id integer);\n")
    assert migrate(project.url, project.folder, mark_applied=["0001_a"]).applied == ("0002_c",)
    assert project.tables() == {"c"}
    assert project.rows(LEDGER) == [("0001_a", 2, 2, 0), ("0002_c", 1, 1, 0)]
    assert project.rows("SELECT down_sql FROM schemac_migrations WHERE name = '0001_a'") == [("DROP TABLE a;\n",)]


def test_harmless_statement_is_run_again(project: Project):
    vacuum = "VACUUM" if project.transactional else "CREATE TABLE IF NOT EXISTS c (id integer)"
    project.write(
        "0001_a",
        f"CREATE TABLE a (id integer);\n\n-- schemac:no-transaction\n{vacuum};\nCREATE TABLE b (id integer);\n",
    )
    migrate(project.url, project.folder)
    project.run("DROP TABLE b")
    stopped_in(project, 2)
    events: list[Event] = []
    assert migrate(project.url, project.folder, on_event=events.append).applied == ("0001_a",)
    assert (events[0].kind, events[0].number) == ("repeating", 2)
    assert "b" in project.tables()
    assert project.rows(LEDGER) == [("0001_a", 3, 3, 0)]


def test_statement_that_would_fail_twice_is_run_again_and_stays_in_doubt(mysql_project: Project):
    project = mysql_project
    project.write("0001_a", "CREATE TABLE a (id integer);\nCREATE TABLE b (id integer);\n")
    migrate(project.url, project.folder)
    project.run("DROP TABLE b")
    stopped_in(project, 1)
    for _ in range(2):
        with pytest.raises(MigrationFailed, match="already exists") as caught:
            migrate(project.url, project.folder)
        assert "if it has, --resume-at 2 goes on behind it" in (caught.value.help or "")
        assert project.rows(LEDGER) == [("0001_a", 0, 2, 1)]
    project.run("DROP TABLE a")
    assert migrate(project.url, project.folder).applied == ("0001_a",)
    assert project.tables() == {"a", "b"}


def test_rows_outside_a_transaction_are_never_in_doubt(server_project: Project):
    """What changes rows alone is committed together with the ledger's row."""
    project = server_project
    project.write(
        "0001_a",
        "-- schemac:no-transaction\n\nCREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\nUPDATE a SET id = 2;\n"
        "DELETE FROM a WHERE id = 3;\nINSERT INTO nowhere VALUES (1);\n",
    )
    with pytest.raises(MigrationFailed, match="statements 1 to 4 of 5 are applied and recorded"):
        migrate(project.url, project.folder)
    assert project.rows(LEDGER) == [("0001_a", 4, 5, 0)]
    assert project.rows("SELECT id FROM a") == [(2,)]


def test_rows_of_tables_without_transactions_are_in_doubt(mysql_project: Project):
    project = mysql_project
    project.write(
        "0001_a", "CREATE TABLE a (id integer) ENGINE = MyISAM;\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n"
    )
    seen: list[tuple[Any, ...]] = []

    def look(event: Event) -> None:
        if event.kind == "running":
            seen.extend(project.rows("SELECT statements_done, in_doubt FROM schemac_migrations"))

    migrate(project.url, project.folder, on_event=look)
    assert seen == [(0, 1), (1, 2), (2, 3)]
    assert project.rows(LEDGER) == [("0001_a", 3, 3, 0)]


def test_rollback_in_doubt(server_project: Project):
    project = server_project
    kind = "INTEGER" if project.dialect == "postgres" else "int"
    body = (
        "LANGUAGE sql AS 'INSERT INTO log VALUES (1)'"
        if project.dialect == "postgres"
        else "INSERT INTO log VALUES (1)"
    )
    project.run(f"CREATE TABLE log (id {kind})")
    project.run(f"CREATE PROCEDURE add_one() {body}")
    project.write(
        "0001_a",
        "CREATE TABLE a (id integer);\n",
        "-- schemac:no-transaction\n\nCALL add_one();\nCALL add_one();\nDROP TABLE a;\n",
    )
    migrate(project.url, project.folder)
    for number in (1, 2):
        stopped_in(project, number, back=True)
        assert project.states() == {"0001_a": "partial"}
        assert f"statement {number} of the way back in doubt" in project.command("status")[1]
        with pytest.raises(RolledBackInPart):
            migrate(project.url, project.folder)
        with pytest.raises(InDoubt, match=f"statement {number} of 3 of its way back") as caught:
            rollback(project.url, project.folder)
        assert caught.value.path.endswith("0001_a.down.sql")
    assert project.rows("SELECT id FROM log") == []
    assert rollback(project.url, project.folder, resume_at=2).rolled_back == ("0001_a",)
    assert project.rows("SELECT id FROM log") == [(1,)]
    assert project.tables() == {"log"}


def test_rollback_that_a_person_undid(server_project: Project):
    project = server_project
    project.write("0001_a", "CREATE TABLE a (id integer);\n", "DROP TABLE a;\n")
    migrate(project.url, project.folder)
    stopped_in(project, 1, back=True)
    assert migrate(project.url, project.folder, mark_applied=["0001_a"]).marked == ("0001_a",)
    assert project.states() == {"0001_a": "applied"}


def test_ledger_of_before_gets_the_column(project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    migrate(project.url, project.folder)
    project.run("ALTER TABLE schemac_migrations DROP COLUMN in_doubt")
    project.write("0002_b", "CREATE TABLE b (id integer);\n")
    assert project.states() == {"0001_a": "applied", "0002_b": "pending"}
    assert migrate(project.url, project.folder, dry_run=True).pending == ("0002_b",)
    assert migrate(project.url, project.folder).applied == ("0002_b",)
    assert project.rows(LEDGER) == [("0001_a", 1, 1, 0), ("0002_b", 1, 1, 0)]


# What may be run again, after the databases that have it.
REPEATABLE = [
    tuple(line.split(": ", 1))
    for line in """
all: CREATE TABLE a (id int)
all: DROP TABLE a
all: DROP TABLE IF EXISTS a
all: ALTER TABLE t DROP COLUMN a
all: ALTER TABLE t RENAME TO x
all: CREATE OR REPLACE VIEW v AS SELECT 1
all: ALTER TABLE t ADD COLUMN c int, ADD COLUMN d varchar(9) DEFAULT '1, 2'
all: ALTER TABLE t ADD CONSTRAINT x FOREIGN KEY (a, b) REFERENCES b (c, d)
postgres: CREATE INDEX CONCURRENTLY i ON t (a)
postgres: VACUUM
postgres: SET work_mem = '1MB'
postgres: ALTER TYPE mood ADD VALUE 'x'
postgres: ALTER TYPE mood ADD VALUE IF NOT EXISTS 'x'
mysql mariadb: CREATE UNIQUE INDEX `i` ON t (a)
mysql mariadb: CREATE DEFINER=`root`@`localhost` TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @a = 1
mysql mariadb: ALTER TABLE `t` ADD COLUMN `c` int, ADD COLUMN d decimal(3, 2) DEFAULT 1, LOCK=NONE
mysql mariadb: ALTER TABLE t ADD INDEX i (a, b)
mysql mariadb: ALTER TABLE t MODIFY COLUMN a int NOT NULL
mysql mariadb: RENAME TABLE a TO z
""".strip().splitlines()
]
IN_DOUBT = """
CREATE INDEX ON t (a)
CREATE INDEX CONCURRENTLY ON t (a)
CREATE OR REPLACE TABLE t (a int)
ALTER TABLE t DROP COLUMN a, ADD COLUMN a int
ALTER TABLE t RENAME COLUMN a TO b, ADD COLUMN a int
ALTER TABLE t ADD INDEX (a)
ALTER TABLE t ADD UNIQUE (a)
ALTER TABLE t ADD CHECK (a > 0)
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES b (c)
ALTER TABLE t ADD CONSTRAINT FOREIGN KEY (a) REFERENCES b (c)
ALTER TABLE t ADD (a int)
ALTER TABLE t CHANGE a b int
RENAME TABLE a TO b, c TO a
TRUNCATE t
CALL p()
INSERT INTO a VALUES (1)
SELECT f()
DO $$ BEGIN PERFORM f(); END $$
""".strip().splitlines()


@pytest.mark.parametrize("sql", [sql for _, sql in REPEATABLE])
def test_what_may_be_run_again(sql: str):
    assert repeatable(sql)


@pytest.mark.parametrize("sql", IN_DOUBT)
def test_what_a_person_has_to_look_at(sql: str):
    assert not repeatable(sql)


SHAPE = (
    "SELECT table_name, column_name, column_default, is_nullable, data_type FROM information_schema.columns"
    " WHERE table_schema = {} ORDER BY 1, 2"
)
EVERYWHERE = ("postgres", *MYSQLS)


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [(dialect, sql) for names, sql in REPEATABLE for dialect in (EVERYWHERE if names == "all" else names.split())],
)
def test_what_is_run_again_leaves_what_it_left(new_project: Any, dialect: str, sql: str):
    """The server is the judge: what may be repeated leaves the second time what it left the first."""
    project: Project = new_project(dialect)
    shape = SHAPE.format("'public'" if dialect == "postgres" else "DATABASE()")
    with connect(project.url) as connection:
        if dialect == "postgres":
            connection.execute("CREATE TYPE mood AS ENUM ('a')")
        connection.execute("CREATE TABLE b (c int, d int, PRIMARY KEY (c, d))")
        connection.execute("CREATE TABLE t (a int, b int)")
        if sql != "CREATE TABLE a (id int)":
            connection.execute("CREATE TABLE a (id int)")
        connection.execute(sql)
        once = connection.query(shape)
        # A statement that changes nothing more, or that fails.
        with contextlib.suppress(DatabaseError):
            connection.execute(sql)
        assert connection.query(shape) == once


@pytest.mark.parametrize(
    ("dialect", "sql", "expected"),
    [
        ("postgres", "INSERT INTO a SELECT 1", True),
        ("postgres", "ALTER TYPE mood ADD VALUE 'x'", True),
        ("postgres", "CREATE INDEX x ON y (z)", True),
        ("postgres", "CREATE INDEX CONCURRENTLY x ON y (z)", False),
        ("postgres", "ALTER TABLE a DETACH PARTITION b\nCONCURRENTLY", False),
        ("postgres", "CREATE DATABASE x", False),
        ("postgres", "ALTER SYSTEM SET x = 1", False),
        ("postgres", "SELECT f()", False),
        ("postgres", "VACUUM", False),
        ("sqlite", "CREATE TABLE a (b)", True),
        ("sqlite", "VACUUM", False),
        ("sqlite", "PRAGMA journal_mode = WAL", False),
        ("mysql", "INSERT INTO a VALUES (1)", True),
        ("mariadb", "CREATE TABLE a (b int)", False),
        ("mysql", "CALL p()", False),
        ("mysql", "LOAD DATA INFILE 'x' INTO TABLE a", False),
    ],
)
def test_what_shares_a_transaction_with_the_ledger(dialect: str, sql: str, expected: bool):
    assert shares(sql, dialect) is expected


def test_settings_are_given_again_to_a_resumed_file(transactional_project: Project):
    project = transactional_project
    if project.dialect == "postgres":
        first, probe = "CREATE SCHEMA other; CREATE TABLE other.log (id integer); SET search_path = other", "other.log"
    else:
        first, probe = "CREATE TABLE log (id integer CHECK (id > 0)); PRAGMA ignore_check_constraints = ON", "log"
    project.write(
        "0001_a",
        f"-- schemac:no-transaction\n\n{first};\nVACUUM;\nINSERT INTO log VALUES (-1);\n"
        "INSERT INTO nowhere VALUES (1);\n",
    )
    with pytest.raises(MigrationFailed, match="nowhere"):
        migrate(project.url, project.folder)
    project.run(f"DELETE FROM {probe}")
    done = "2" if project.dialect == "sqlite" else "3"
    project.run(f"UPDATE schemac_migrations SET statements_done = {done}")
    with pytest.raises(MigrationFailed, match="nowhere"):
        migrate(project.url, project.folder)
    assert project.rows(f"SELECT id FROM {probe}") == [(-1,)]


@pytest.mark.parametrize(
    ("dialects", "sql"),
    [
        ("postgres sqlite", "CREATE TEMPORARY TABLE t (id integer)"),
        ("mysql mariadb", "CREATE TEMPORARY TABLE t (id integer)"),
        ("mysql mariadb", "SET @top = (SELECT max(id) FROM a)"),
        ("mysql mariadb", "SELECT max(id) INTO @top FROM a"),
        ("mysql mariadb", "SELECT @top := 7"),
        ("postgres", "PREPARE p AS SELECT 1"),
    ],
)
def test_what_a_session_had_is_not_missed_in_silence(new_project: Any, dialects: str, sql: str):
    for dialect in dialects.split():
        project: Project = new_project(dialect)
        project.write(
            "0001_a",
            f"-- schemac:no-transaction\n\nCREATE TABLE a (id integer);\n{sql};\nINSERT INTO nowhere VALUES (1);\n",
            "SELECT 1;\n",
        )
        with pytest.raises(MigrationFailed, match="nowhere"):
            migrate(project.url, project.folder)
        with pytest.raises(SessionLost) as caught:
            migrate(project.url, project.folder)
        assert (caught.value.number, caught.value.line, caught.value.stopped) == (2, 4, 3)
        assert "--resume-at 2 runs the file from there" in (caught.value.help or "")
        project.run("CREATE TABLE nowhere (id integer)")
        assert migrate(project.url, project.folder, resume_at=2).applied == ("0001_a",)


def test_temporary_table_that_was_dropped_is_no_loss(mysql_project: Project):
    project = mysql_project
    project.write(
        "0001_a",
        "CREATE TEMPORARY TABLE t (id integer);\nDROP TEMPORARY TABLE t;\nCREATE TABLE a (id integer);\n"
        "INSERT INTO nowhere VALUES (1);\n",
    )
    for _ in range(2):
        with pytest.raises(MigrationFailed, match="nowhere"):
            migrate(project.url, project.folder)


def test_invalid_index_is_not_taken_for_one(postgres_project: Project):
    project = postgres_project
    project.run("CREATE TABLE a (id integer)")
    project.run("INSERT INTO a VALUES (1), (1)")
    with pytest.raises(DatabaseError):
        project.run('CREATE UNIQUE INDEX CONCURRENTLY "I" ON a (id)')
    project.run("DELETE FROM a")
    project.write(
        "0001_a", '-- schemac:no-transaction\n\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "I" ON public.a (id);\n'
    )
    for _ in range(2):
        with pytest.raises(MigrationFailed, match="the index I is there, but invalid") as caught:
            migrate(project.url, project.folder)
        assert "drop it" in (caught.value.help or "")
    project.run('DROP INDEX "I"')
    assert migrate(project.url, project.folder).applied == ("0001_a",)


def test_transaction_over_tables_without_any_is_in_doubt(mysql_project: Project):
    project = mysql_project
    project.run("CREATE TABLE a (id integer) ENGINE = MyISAM")
    project.write("0001_a", "BEGIN;\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES ('no number');\nCOMMIT;\n")
    with pytest.raises(MigrationFailed):
        migrate(project.url, project.folder)
    assert project.rows(LEDGER) == [("0001_a", 0, 2, 1)]
    with pytest.raises(InDoubt):
        migrate(project.url, project.folder)
    assert project.rows("SELECT * FROM a") == [(1,)]


def test_forced_rollback_keeps_the_doubt_of_the_way_there(mysql_project: Project):
    project = mysql_project
    project.write("0001_a", "CREATE TABLE a (id integer);\nCALL nothing();\n", "DROP TABLE nowhere;\n")
    with pytest.raises(MigrationFailed):
        migrate(project.url, project.folder)
    with pytest.raises(MigrationFailed):
        rollback(project.url, project.folder, force=True)
    assert project.rows(LEDGER) == [("0001_a", 1, 2, 2)]
    with pytest.raises(InDoubt):
        migrate(project.url, project.folder)


@pytest.mark.parametrize("answer", [{"resume_at": 3}, {"mark_applied": "0001_a"}, {"mark_failed": ["0001_a"]}])
def test_answer_that_was_given_too_early_is_refused(doubtful: Project, answer: dict[str, Any]):
    """The statement may have been running still, on a server that has not noticed that its client is gone."""
    before = doubtful.rows(LEDGER)
    with connect(doubtful.url) as other:
        other.lock(doubtful.lock_key(), timeout=0)
        assert status(doubtful.url, doubtful.folder).busy
        assert "may still be running" in doubtful.command("status")[1]

        def free(event: Event) -> None:
            if event.kind == "waiting":
                other.unlock(doubtful.lock_key())

        with pytest.raises(UsageError, match="still at work"):
            migrate(doubtful.url, doubtful.folder, on_event=free, **answer)
    assert doubtful.rows(LEDGER) == before
    assert not status(doubtful.url, doubtful.folder).busy


def test_completed_statements_are_not_run_again(doubtful: Project):
    with pytest.raises(UsageError, match="statement 1 of 0001_a is recorded as completed"):
        migrate(doubtful.url, doubtful.folder, resume_at=1)
    assert doubtful.rows(LEDGER) == [("0001_a", 1, 3, 2)]


def test_answers_are_written_when_all_is_possible(doubtful: Project):
    doubtful.write("0002_b", "CREATE TABLE b (id integer);\n")
    with pytest.raises(UsageError, match="no migration was stopped"):
        migrate(doubtful.url, doubtful.folder, mark_applied=["0001"], resume_at=2)
    doubtful.write("0002_b", "SELECT 'never ends;\n")
    with pytest.raises(ScriptError):
        migrate(doubtful.url, doubtful.folder, mark_applied=["0001"])
    assert doubtful.rows(LEDGER) == [("0001_a", 1, 3, 2)]


def test_repaired_file_must_have_what_is_applied(doubtful: Project):
    doubtful.write("0001_a", "-- less\n")
    with pytest.raises(ScriptError, match="1 statements of 0001_a are applied, and it has only 0"):
        migrate(doubtful.url, doubtful.folder, repair=True)
    assert doubtful.rows(LEDGER) == [("0001_a", 1, 3, 2)]


def test_marking_what_was_not_begun_says_so(project: Project):
    project.write("0001_a", "CREATE TABLE a (id integer);\n")
    with pytest.raises(UsageError, match="0001_a was not begun"):
        migrate(project.url, project.folder, mark_failed=["0001"])


def test_dry_run_speaks_of_what_would_be(doubtful: Project):
    doubtful.write("0002_b", "CREATE TABLE b (id integer);\n")
    code, _, err = doubtful.command("apply", "--dry-run", "--mark-applied", "0001")
    assert code == 0, err
    assert err.splitlines() == [
        "it would be so: marked 0001_a as applied",
        "would run 0002_b (1 statement)",
    ]
    code, _, err = doubtful.command("apply", "--dry-run", "--resume-at", "3")
    assert err.splitlines()[0] == "would run 0001_a from statement 3 on (1 statement)"
    assert doubtful.rows(LEDGER) == [("0001_a", 1, 3, 2)]


def test_what_no_transaction_protects_is_known_of_the_database_at_hand(mysql_project: Project, new_project: Any):
    """A file that uses another database leaves nothing of what was known of that one."""
    project, other = mysql_project, new_project(mysql_project.dialect).url.partition("?")[0].rpartition("/")[2]
    project.run("CREATE TABLE a (id integer) ENGINE = MyISAM")
    project.write("0001_a", f"USE {other};\nCREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);\n")
    project.write("0002_b", "INSERT INTO a VALUES (1);\n")
    seen: list[tuple[Any, ...]] = []

    def look(event: Event) -> None:
        if event.kind == "running" and event.migration == "0002_b":
            seen.extend(project.rows("SELECT in_doubt FROM schemac_migrations WHERE name = '0002_b'"))

    migrate(project.url, project.folder, on_event=look)
    assert seen == [(1,)]
