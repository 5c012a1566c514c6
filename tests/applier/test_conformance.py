"""The conformance suite of spec/conformance run by this applier, and the examples of the two documents about it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from schemac_apply import baseline, migrate, rollback, status
from schemac_apply.drivers import Connection, connect
from schemac_apply.drivers.mysql import MySQL, _lock_name
from schemac_apply.drivers.postgres import PostgreSQL, lock_number
from schemac_apply.errors import ApplyError, FolderError, ScriptError
from schemac_apply.folder import DEFAULT_LEDGER_TABLE, normalised_hash, read_folder, write_folder_file
from schemac_apply.ledger import Ledger
from schemac_apply.nature import repeatable, shares
from schemac_apply.results import Event
from schemac_apply.script import Statement, read_script
from schemac_apply.sql.split import file_directives, split

SPEC = Path(__file__).parents[2] / "spec"
SUITE = SPEC / "conformance"
FOLDER_PAGE, LEDGER_PAGE = ((SPEC / name).read_text("utf-8") for name in ("migrations-folder.md", "ledger.md"))
CASES = {
    str(path.relative_to(SUITE / "cases").with_suffix("")): json.loads(path.read_bytes())
    for path in sorted((SUITE / "cases").rglob("*.json"))
}
_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgres": "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
    "mysql": "SHOW TABLES",
    "mariadb": "SHOW TABLES",
}
_COLUMNS = ("name", "hash", "statements_done", "statements_total", "in_doubt", "down_sql")
_RUNS: Mapping[str, Callable[..., Any]] = {"apply": migrate, "rollback": rollback, "baseline": baseline}


def cases(kind: str) -> pytest.MarkDecorator:
    """Runs a test for each case of a kind, and for each dialect that it is about."""
    found = {name: case for name, case in CASES.items() if case.get("kind") == kind}
    if kind in ("hash", "folder"):
        return pytest.mark.parametrize("case", found.values(), ids=found)
    parameters = [
        pytest.param(case, dialect, id=f"{name}-{dialect}")
        for name, case in found.items()
        for dialect in case["dialects"]
    ]
    return pytest.mark.parametrize(("case", "dialect"), parameters)


def content(value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else base64.b64decode(value["base64"], validate=True)


def write(folder: Path, files: Mapping[str, Any]) -> None:
    for name, value in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content(value))


SCHEMA = json.loads((SUITE / "case.schema.json").read_bytes())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case_is_well_formed(case: Any):
    validator = Draft202012Validator({"$ref": f"#/$defs/{case['kind']}", "$defs": SCHEMA["$defs"]})
    error = best_match(validator.iter_errors(case))
    assert error is None, f"{error.json_path}: {error.message}"


def test_schema_refuses_what_it_does_not_know():
    Draft202012Validator.check_schema(SCHEMA)
    case = {"about": "The hash of nothing is known.", "kind": "hash", "content": "", "hash": "0" * 64}
    assert Draft202012Validator(SCHEMA).is_valid(case)
    assert not Draft202012Validator(SCHEMA).is_valid({**case, "unknown": 1})
    assert not Draft202012Validator(SCHEMA).is_valid({**case, "kind": "other"})


def test_no_case_is_there_twice():
    texts = [json.dumps({**case, "about": ""}) for case in CASES.values()]
    assert len(set(texts)) == len(texts)


@cases("hash")
def test_hash(case: Any):
    assert normalised_hash(content(case["content"])) == case["hash"]


@cases("folder")
def test_folder(case: Any, tmp_path: Path):
    folder = tmp_path / "migrations"
    write_folder_file(folder, dialect="sqlite")
    write(folder, case["files"])
    write(tmp_path, case.get("outside", {}))
    for name in case.get("folders", []):
        (folder / name).mkdir(parents=True)
    for name, target in case.get("links", {}).items():
        (folder / name).symlink_to(target)
    if "error" in case:
        with pytest.raises(FolderError, match=re.escape(case["error"]["file"])):
            _ = [(migration.text(), migration.down_text()) for migration in read_folder(folder).migrations]
        return
    contents = read_folder(folder)
    found = [
        {"name": migration.name, "hash": migration.hash, "down": migration.down_path is not None}
        for migration in contents.migrations
    ]
    assert found == case["migrations"]
    expected = case.get("ledger", {"schema": None, "table": DEFAULT_LEDGER_TABLE})
    assert {"schema": contents.ledger_schema, "table": contents.ledger_table} == expected


@cases("split")
def test_split(case: Any, dialect: str):
    if "error" in case:
        with pytest.raises(ScriptError) as caught:
            list(split(case["text"], dialect=dialect))
        assert caught.value.line == case["error"]["line"]
        return
    found = [(piece.sql, piece.line, dict(piece.directives)) for piece in split(case["text"], dialect=dialect)]
    assert found == [(one["sql"], one["line"], one.get("directives", {})) for one in case["statements"]]
    assert dict(file_directives(case["text"])) == case.get("file_directives", {})


@cases("script")
def test_script(case: Any, dialect: str):
    def read() -> Any:
        return read_script(case["text"], name="x", path="x.sql", dialect=dialect)

    if "error" in case:
        with pytest.raises(ScriptError) as caught:
            read()
        assert caught.value.line == case["error"]["line"]
        return
    script = read()
    assert list(units(script.statements())) == case["units"]
    assert script.total == sum(len(unit["statements"]) for unit in case["units"])
    assert script.reversible == case.get("reversible", True)


def units(statements: Iterator[Statement]) -> Iterator[dict[str, Any]]:
    for transaction, neighbours in groupby(statements, lambda statement: statement.transaction):
        described = [(described_statement(statement), statement.lone) for statement in neighbours]
        if transaction is not None:
            yield {"how": "transaction", "statements": [one for one, _ in described]}
        else:
            yield from ({"how": "alone" if lone else "with-row", "statements": [one]} for one, lone in described)


def described_statement(statement: Statement) -> dict[str, Any]:
    times = {"lock_timeout": statement.lock_timeout, "statement_timeout": statement.statement_timeout}
    said = {name: value for name, value in times.items() if value is not None}
    return {"sql": statement.sql, "line": statement.line, **said}


@cases("nature")
def test_nature(case: Any, dialect: str):
    for sql in case["statements"]:
        if "with_row" in case:
            assert shares(sql, dialect) == case["with_row"], sql
        if "repeatable" in case:
            assert repeatable(sql) == case["repeatable"], sql


@cases("lock")
def test_lock(case: Any, dialect: str):
    kind: Any = PostgreSQL if dialect == "postgres" else MySQL
    assert f"{kind.quote(None, case['schema'])}.{kind.quote(None, case['table'])}" == case["quoted"]
    if "number" in case:
        assert lock_number(case["quoted"]) == int(case["number"])
    else:
        assert _lock_name(case["quoted"]) == case["name"]


@cases("database")
def test_database(case: Any, dialect: str, fresh: Callable[[str], str], tmp_path: Path):
    player = Player(case, dialect, fresh(dialect), tmp_path / "migrations")
    player.set_up()
    try:
        for action in case["actions"]:
            if action["do"] == "change":
                player.change(action)
            else:
                player.run(action)
    finally:
        player.send(case.get("teardown", []))


class Player:
    """Plays a case on a database."""

    def __init__(self, case: Any, dialect: str, url: str, folder: Path) -> None:
        self.case, self.dialect, self.url, self.folder = case, dialect, url, folder
        name = case.get("ledger_name", {})
        self.table: str = name.get("table", DEFAULT_LEDGER_TABLE)
        self.schema: str | None = name.get("schema")
        self.begun = datetime.now(UTC)

    def set_up(self) -> None:
        write_folder_file(self.folder, dialect=self.dialect, ledger_table=self.table, ledger_schema=self.schema)
        write(self.folder, self.case["files"])
        self.send(self.case.get("setup", []))
        if "ledger" in self.case:
            with connect(self.url) as connection:
                self.make_ledger(connection)

    def make_ledger(self, connection: Connection) -> None:
        # By what the document says, not by what the applier would do.
        name = self.quoted(connection)
        connection.execute(DEFINITIONS[self.dialect].replace(LEDGERS[self.dialect], name, 1))
        for row in self.case["ledger"]:
            values = {
                **row,
                "applied_at": connection.timestamp(datetime.fromisoformat(row["applied_at"])),
                "duration_ms": 5,
                "applied_by": "somebody",
                "tool_version": "another 1",
            }
            columns, marks = ", ".join(values), ", ".join("?" * len(values))
            connection.query(f"INSERT INTO {name} ({columns}) VALUES ({marks})", list(values.values()))

    def quoted(self, connection: Connection) -> str:
        table = connection.quote(self.table)
        return f"{connection.quote(self.schema)}.{table}" if self.schema else table

    def send(self, statements: list[str]) -> None:
        with connect(self.url) as connection:
            for sql in statements:
                connection.execute(sql)

    def change(self, action: Any) -> None:
        for name in action.get("removed", []):
            (self.folder / name).unlink()
        write(self.folder, action.get("files", {}))
        self.send(action.get("sql", []))

    def run(self, action: Any) -> None:
        with ExitStack() as stack:
            if "meanwhile" in action:
                other = stack.enter_context(connect(self.url))
                for sql in action["meanwhile"]:
                    other.execute(sql)
            self.perform(action)
        with connect(self.url) as connection:
            self.look(connection, action)

    def perform(self, action: Any) -> None:
        events: list[Event] = []
        options = action.get("options", {})
        if action["do"] == "status":
            entries = status(self.url, self.folder).entries
            assert {entry.name: entry.state for entry in entries} == action["states"]
        elif "error" in action:
            with pytest.raises(ApplyError) as caught:
                _RUNS[action["do"]](self.url, self.folder, **options)
            told = told_by(caught.value)
            assert {name: told.get(name) for name in action["error"]} == action["error"], caught.value
        else:
            result = _RUNS[action["do"]](self.url, self.folder, on_event=events.append, **options)
            found = {
                name: value for name, value in result.to_json().items() if value and name not in ("dry_run", "losses")
            }
            late = tuple(event.migration for event in events if event.kind == "late")
            expected = {name: tuple(value) for name, value in action["outcome"].items() if value}
            assert {**found, **({"late": late} if late else {})} == expected

    def look(self, connection: Connection, action: Any) -> None:
        exists = connection.has_table(self.table, self.schema)
        assert exists or not action["ledger"]
        assert not (exists and action["ledger"] is None)
        if exists and not action["ledger"]:
            assert connection.query(f"SELECT name FROM {self.quoted(connection)}") == []
        elif exists:
            self.compare(self.ledger(connection), action["ledger"])
        if "tables" in action:
            tables = sorted(name for (name,) in connection.query(_TABLES[self.dialect]) if name != self.table)
            assert tables == sorted(action["tables"])
        for probe in action.get("probes", []):
            rows = [[text(value) for value in row] for row in connection.query(probe["sql"])]
            assert rows == [[text(value) for value in row] for row in probe["rows"]], probe["sql"]

    def ledger(self, connection: Connection) -> list[dict[str, Any]]:
        columns = (*_COLUMNS, "applied_at", "applied_by", "duration_ms", "tool_version")
        rows = connection.query(f"SELECT {', '.join(columns)} FROM {self.quoted(connection)}")
        return sorted((dict(zip(columns, row, strict=True)) for row in rows), key=lambda row: row["name"])

    def compare(self, found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
        assert [{name: row[name] for name in _COLUMNS} for row in found] == [
            {name: row[name] for name in _COLUMNS} for row in expected
        ]
        for row, wanted in zip(found, expected, strict=True):
            when = moment(row["applied_at"])
            if "applied_at" in wanted:
                assert when == moment(wanted["applied_at"])
            else:
                assert self.begun - timedelta(seconds=1) <= when <= datetime.now(UTC) + timedelta(seconds=1)
            assert row["duration_ms"] >= 0
            assert row["tool_version"]
            assert row["applied_by"] or self.dialect == "sqlite"


def text(value: Any) -> str | None:
    return None if value is None else str(value)


def moment(value: Any) -> datetime:
    """An applied_at as a database gives it: text in ISO 8601, or a moment, in UTC where it does not say."""
    found: datetime = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def told_by(error: Any) -> dict[str, Any]:
    told = error.to_json()
    return {
        "code": told["code"],
        "migration": told.get("migration"),
        "file": Path(told["path"]).name if told.get("path") else None,
        "line": told.get("line"),
        "statement": told.get("statement_number"),
        "total": told.get("statements_total"),
        "names": told.get("late", told.get("migrations")),
        "changed": told.get("changed"),
        "vanished": told.get("vanished"),
    }


# What the documents say.


def blocks(page: str, heading: str) -> list[str]:
    """The blocks of SQL in the section of a page, each without its last line end."""
    section = page.split(f"\n{heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^```sql\n(.*?)\n```$", section, re.MULTILINE | re.DOTALL)


LEDGERS = {
    "postgres": '"public"."schemac_migrations"',
    "sqlite": '"schemac_migrations"',
    "mysql": "`shop`.`schemac_migrations`",
    "mariadb": "`shop`.`schemac_migrations`",
}
DEFINITIONS = dict(zip(LEDGERS, blocks(LEDGER_PAGE, "## The table"), strict=True))


@pytest.mark.parametrize("dialect", LEDGERS)
def test_ledger_is_made_as_the_document_says(dialect: str, fresh: Callable[[str], str]):
    sent: list[str] = []
    with connect(fresh(dialect)) as connection:
        execute = connection.execute
        connection.execute = lambda sql: (sent.append(sql), execute(sql))[1]  # type: ignore[method-assign,func-returns-value]
        ledger = Ledger(connection, table=DEFAULT_LEDGER_TABLE, schema=None)
        ledger.create()
    assert sent == [DEFINITIONS[dialect].replace(LEDGERS[dialect], ledger.table)]


def test_hashes_in_the_document():
    rows = re.findall(r"^\| [^|]+ \| `([^`|]*)` \| `([0-9a-f]{64})` \|$", FOLDER_PAGE, re.MULTILINE)
    assert len(rows) >= 5
    for data, digest in rows:
        assert normalised_hash(bytes.fromhex(data)) == digest, data
    assert hashlib.sha256(b"").hexdigest() in dict(rows).values()


def test_keys_of_locks_in_the_document():
    rows = re.findall(
        r"^\| (postgres|mysql, mariadb) \| `{1,2} ?(.+?) ?`{1,2} \| `(-?\w+)` \|$", LEDGER_PAGE, re.MULTILINE
    )
    assert [dialect for dialect, _, _ in rows] == ["postgres", "mysql, mariadb"]
    (_, postgres, number), (_, mysql, name) = rows
    assert (lock_number(postgres), _lock_name(mysql)) == (int(number), name)


def test_errors_of_the_schema_are_those_of_the_applier():
    codes = {kind.code for kind in every_subclass(ApplyError)}
    assert set(SCHEMA["$defs"]["error"]["properties"]["code"]["enum"]) <= codes


def every_subclass(kind: type[ApplyError]) -> Iterator[type[ApplyError]]:
    for one in kind.__subclasses__():
        yield one
        yield from every_subclass(one)
