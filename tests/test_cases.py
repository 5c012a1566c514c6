"""Golden cases: two states of a schema, and the SQL that leads from one to the other and back, run for real.

A case is a folder ``cases/<topic>/<case>/``:

- ``before.yaml``, ``after.yaml``: the two states;
- ``<dialect>.up.sql``, ``<dialect>.down.sql``: the migration as `generate` writes it (``pytest --update``);
- ``rows.sql``, or ``rows.<dialect>.sql`` where the dialects differ: what the tables of ``before`` hold;
- ``expect.yaml``, whose keys are optional, and say the same of all dialects or map each to its own:
  - ``dialects``: those that the case is about;
  - ``refused``: the codes with which `generate` refuses when nothing is answered and nothing is allowed;
  - ``rename``, ``no_renames``: answers to the question what was renamed;
  - ``allow``: the hazards to allow, where they are not those of ``refused``;
  - ``errors``: the codes of the diagnostics with which ``after.yaml`` does not compile;
  - ``run: false``: the migration is not run;
  - ``since``: the first version of the server on which it can be run; a number is of PostgreSQL, and a mapping
    holds numbers or texts such as ``"10.11"``;
  - ``fails``, ``down_fails``: what the database says when its rows forbid the migration, or the way back;
  - ``rows``, ``rows_back``: queries, and the rows they find after the migration, and after its way back.

Every database is read back after each step. It has to be in the declared state, with as many rows as before.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from schemac import dialect as dialects
from schemac import folder, ir, likeness, snapshot
from schemac.diagnostics import SchemacError
from schemac.dialect import Dialect, Filters
from schemac.diff import Difference, diff, inverse
from schemac.hazards import HAZARDS
from schemac.ir import Database
from schemac.lower import lower
from schemac.operation import Alter, Operation, verb
from schemac.plan import plan
from schemac.project import read_documents
from schemac_apply import run_script
from schemac_apply.drivers import Connection, connect
from schemac_apply.errors import MigrationFailed
from tests import servers
from tests.conftest import POSTGRES

CASES = Path(__file__).parent / "cases"
DIALECTS = ("postgres", "sqlite", "mysql", "mariadb")
KEYS = frozenset(
    """
    dialects refused rename no_renames allow errors run since fails down_fails rows rows_back
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case for one dialect."""

    folder: Path
    dialect: Dialect
    expect: Mapping[str, Any]

    def expected(self, key: str, default: Any) -> Any:
        """What is expected of this dialect."""
        held = self.expect.get(key, default)
        by_dialect = isinstance(held, dict) and held.keys() <= set(DIALECTS)
        return held.get(self.dialect.name, default) if by_dialect else held

    def state(self, name: str) -> Database:
        """The declared state of ``before`` or ``after``."""
        document = self.folder / f"{name}.yaml"
        return lower(read_documents([document], self.folder), self.dialect, root=self.folder).database

    def before(self) -> Database:
        """The state before, as a migration folder remembers it."""
        entry = snapshot.entry("before", self.dialect.name, Database(), self.state("before"), ())
        return Database(objects=snapshot.parse(entry.text())[0].objects)

    def difference(self, *, answered: bool = True) -> Difference:
        """What leads from before to after; raises SchemacError where it asks what was renamed."""
        old, new = self.before(), self.state("after")
        asked = likeness.answers(old, new, self.expected("rename", ()) if answered else ())
        difference = diff(old, new, same=self.dialect.rules.same, asked=asked)
        found = list(likeness.candidates(difference))
        if found and not (answered and self.expected("no_renames", False)):
            raise likeness.question(found)
        return difference

    def inverse(self, difference: Difference) -> Difference:
        """The way back."""
        return inverse(difference, same=self.dialect.rules.same)

    def scripts(self, difference: Difference) -> tuple[str, str]:
        """The migration and its way back, as `generate` writes them."""
        forward, backward = plan(difference, self.dialect), plan(self.inverse(difference), self.dialect)
        return folder.up_text(forward, lint={}), folder.down_text(backward, difference)

    def refusal(self, *, answered: bool) -> set[str]:
        """The codes with which `generate` refuses when nothing is allowed."""
        try:
            difference = self.difference(answered=answered)
        except SchemacError as error:
            return {found.code for found in error.diagnostics}
        return {code for _, code, _ in folder.refused(plan(difference, self.dialect), allowed=(), lint={})}


def _expect(path: Path) -> Mapping[str, Any]:
    file = path / "expect.yaml"
    held = YAML(typ="safe").load(file.read_text(encoding="utf-8")) if file.exists() else {}
    assert held.keys() <= KEYS, f"{file}: {held.keys() - KEYS}"
    return dict(held)


def _cases() -> Iterator[Case]:
    for file in sorted(CASES.glob("*/*/after.yaml")):
        expect = _expect(file.parent)
        for name in expect.get("dialects", DIALECTS):
            yield Case(folder=file.parent, dialect=dialects.find(name), expect=expect)


ALL = list(_cases())
COMPILED = [case for case in ALL if not case.expected("errors", ())]


def _id(case: Case) -> str:
    return f"{case.folder.parent.name}-{case.folder.name}-{case.dialect.name}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.function is test_does_not_compile:
        found = [pytest.param(case, id=_id(case)) for case in ALL if case not in COMPILED]
        metafunc.parametrize("case", found)
    elif metafunc.function in (test_script, test_refusal):
        found = [pytest.param(case, id=_id(case)) for case in COMPILED]
        metafunc.parametrize("case", found)
    elif metafunc.function is test_run:
        found = [
            pytest.param(case, server, id=_id(case).removesuffix(case.dialect.name) + server)
            for case in COMPILED
            if case.expected("run", True)
            for server in _servers(case, metafunc.config.stash[POSTGRES])
        ]
        metafunc.parametrize(("case", "server"), found)


def _servers(case: Case, postgres: tuple[str, ...]) -> list[str]:
    """Where a case is run."""
    name = case.dialect.name
    held = case.expect.get("since", {})
    since = _numbers((held if isinstance(held, dict) else {"postgres": held}).get(name, ""))
    return [server for server in (postgres if name == "postgres" else (name,)) if (_version(server) or since) >= since]


def _version(server: str) -> tuple[int, ...]:
    """The version of a server or library; () if there is none, which its tests say."""
    if server == "sqlite":
        return sqlite3.sqlite_version_info
    if server.startswith("postgres"):
        return _numbers(server.removeprefix("postgres"))
    try:
        return _numbers(servers.mysql_version(servers.mysql_installation(server)[1])[1])
    except servers.Unavailable:
        return ()


def _numbers(version: object) -> tuple[int, ...]:
    return tuple(int(number) for number in str(version).split(".") if number)


def test_does_not_compile(case: Case):
    with pytest.raises(SchemacError) as caught:
        case.state("after")
    assert sorted({found.code for found in caught.value.diagnostics}) == case.expected("errors", ())
    assert all(found.help for found in caught.value.diagnostics)


def test_script(case: Case, pytestconfig: pytest.Config):
    for way, text in zip(("up", "down"), case.scripts(case.difference()), strict=True):
        file = case.folder / f"{case.dialect.name}.{way}.sql"
        if pytestconfig.getoption("--update"):
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text == file.read_text(encoding="utf-8")


def test_refusal(case: Case):
    refused = set(case.expected("refused", ()))
    assert case.refusal(answered=False) == refused
    assert case.refusal(answered=True) == set(case.expected("allow", refused - {"rename-or-drop"}))


def test_run(case: Case, server: str, fresh: Callable[[str], str]):
    difference = case.difference()
    before, after = case.state("before"), difference.new
    with connect(fresh(server)) as connection:
        run_script(connection, plan(diff(Database(), before), case.dialect).sql())
        _assert_state(case, connection, before)
        for name in ("rows.sql", f"rows.{case.dialect.name}.sql"):
            if (case.folder / name).exists():
                run_script(connection, (case.folder / name).read_text(encoding="utf-8"), path=name)
        _Run(case, connection, difference).there_and_back(before, after)


class _Run:
    """A migration and its way back on a database that is in the state before, with rows."""

    def __init__(self, case: Case, connection: Connection, difference: Difference) -> None:
        self.case = case
        self.connection = connection
        self.up, self.down = case.scripts(difference)
        # Renames keep the order of the objects.
        pairs = zip(difference.old.objects.values(), difference.renamed.objects.values(), strict=True)
        self.names = [
            (old.qualified, new.qualified)
            for old, new in pairs
            if old.kind == "table" and ir.address(new) in difference.new.objects
        ]
        self.counts = self.count(0)

    def count(self, side: int) -> list[int]:
        """The rows of each table that stays, by its name before (0) or after (1)."""
        quote = self.connection.quote
        tables = [".".join(quote(part) for part in pair[side] if part) for pair in self.names]
        # What a partitioned table or a parent shows is its children's.
        only = "ONLY " if self.case.dialect.name == "postgres" else ""
        return [self.connection.query(f"SELECT count(*) FROM {only}{table}")[0][0] for table in tables]

    def there_and_back(self, before: Database, after: Database) -> None:
        if self.refused(self.up, "fails"):
            assert self.count(0) == self.counts
            _assert_state(self.case, self.connection, before)
            return
        self.arrived(after, 1, "rows")
        if self.refused(self.down, "down_fails"):
            # What a statement before has done stays, where none is taken back.
            if self.connection.transactional_ddl:
                self.arrived(after, 1, "rows")
            return
        self.arrived(before, 0, "rows_back")
        run_script(self.connection, self.up, path="up again")
        self.arrived(after, 1, "")

    def refused(self, script: str, key: str) -> bool:
        """Runs a script; whether the database refuses it, as it was expected to."""
        message = self.case.expected(key, None)
        if message is None:
            run_script(self.connection, script, path=key)
            return False
        with pytest.raises(MigrationFailed, match=re.compile(message)):
            run_script(self.connection, script, path=key)
        return True

    def arrived(self, declared: Database, side: int, queries: str) -> None:
        _assert_state(self.case, self.connection, declared)
        assert self.count(side) == self.counts
        for query, rows in self.case.expected(queries, {}).items():
            assert [list(map(_plain, row)) for row in self.connection.query(query)] == rows, query


def _plain(value: Any) -> Any:
    """A value as an expectation writes it."""
    return value if value is None or isinstance(value, bool | int | float | str | list) else str(value)


def _assert_state(case: Case, connection: Connection, declared: Database) -> None:
    """The database is in a state as far as anybody can tell, and no row of it has lost its parent."""
    live = case.dialect.introspect(connection, Filters(roles=("*",)))
    assert [found for found in live.diagnostics if found.severity != "note"] == []
    aligned = case.dialect.canonical(connection, declared, live.database)
    rest = plan(diff(live.database, aligned, same=case.dialect.rules.same), case.dialect)
    assert rest.sql() == ""
    assert not connection.orphans()


def test_every_hazard_has_a_case():
    seen = set()
    for case in COMPILED:
        difference = case.difference()
        for one in (difference, case.inverse(difference)):
            seen |= {hazard.code for _, hazard in plan(one, case.dialect).hazards()}
    assert sorted(HAZARDS.keys() - seen) == []


@pytest.mark.parametrize("name", DIALECTS)
def test_every_change_has_a_case(name: str):
    seen = set()
    for case in COMPILED:
        if case.dialect.name == name and case.expected("fails", None) is None:
            difference = case.difference()
            for operation in (*difference.renames, *difference.operations):
                seen |= set(_changes(operation))
    assert sorted(set(_possible(dialects.find(name))) - seen) == []


def _changes(operation: Operation) -> Iterator[tuple[str, str]]:
    """Kind and verb of an operation and of what comes and goes with it; of an alteration, each field."""
    kind = operation.address.object_kind
    if isinstance(operation, Alter):
        yield from ((kind, field) for field in operation.fields)
        return
    yield kind, verb(operation)
    if not operation.address.member_kind and verb(operation) == "create":
        yield from ((member.kind, "create") for member in ir.children(operation.object))


# Field of the model → the key of the language, where they differ.
_KEYS = {
    ("extension", "into"): "schema",
    ("sequence", "owner_table"): "owned_by",
    ("sequence", "owner_column"): "owned_by",
    ("column", "stored"): "generated",
    ("foreign_key", "target"): "references",
    ("foreign_key", "target_columns"): "references",
    **{
        (kind, field): key
        for kind in ("function", "procedure", "aggregate")
        for field, key in {
            "arguments": "args",
            "returns_set": "returns",
            "statement": "body",
            "security_definer": "security",
            "settings": "set",
        }.items()
    },
    ("role", "settings"): "set",
    ("trigger", "arguments"): "args",
    ("trigger", "old_table"): "referencing",
    ("trigger", "new_table"): "referencing",
    ("trigger", "from_table"): "from",
}
_NEVER = {
    ("extension", "rename"),
    ("extension", "schema"),
    ("primary_key", "name"),
    ("database", "rename"),
    *(("default_privilege", what) for what in ("rename", "role", "schema", "objects")),
    ("raw", "rename"),
    ("raw", "depends_on"),
    ("view", "depends_on"),
    ("materialized_view", "depends_on"),
    *((kind, "name") for kind in ("function", "procedure", "aggregate")),
    *((kind, "depends_on") for kind in ("function", "procedure")),
}
"""What can be no operation: the language has no word for it, or it is no part of the database's state."""
_LOWERED = {
    ("sqlite", "enum"),
    ("sqlite", "domain"),
    ("sqlite", "column", "identity"),
    *((name, kind) for name in ("mysql", "mariadb") for kind in ("enum", "domain")),
    *((name, "column", "autoincrement") for name in ("mysql", "mariadb")),
    *((name, kind, "statement") for name in ("mysql", "mariadb") for kind in ("function", "procedure")),
    *((name, "function", "returns_set") for name in ("mysql", "mariadb")),
    *((name, "trigger", "level") for name in ("mysql", "mariadb")),
    *((name, "partition", "tablespace") for name in ("mysql", "mariadb")),
    ("mariadb", "table", "tablespace"),
    ("mariadb", "index", "parser"),
}
"""What a dialect turns into something else before anything is compared."""


def _possible(dialect: Dialect) -> Iterator[tuple[str, str]]:
    for kind, keys in dialect.supports.items():
        if kind not in ir.KINDS or (dialect.name, kind) in _LOWERED:
            continue
        held = keys | dialect.supports["references"] if kind == "foreign_key" else keys
        fields = [
            field
            for field, role in ir.fields(ir.KINDS[kind])
            if _KEYS.get((kind, field), field) in held
            and role not in (*ir.HINTS, ir.Role.CHILDREN)
            and (dialect.name, kind, field) not in _LOWERED
        ]
        yield from ((kind, change) for change in ("create", "drop", "rename", *fields) if (kind, change) not in _NEVER)


def test_a_case_says_no_more_than_it_holds():
    for path in sorted(CASES.glob("*/*")):
        names = {file.name for file in path.iterdir()}
        dialects_of = [one.dialect.name for one in COMPILED if one.folder == path]
        needed = {
            "before.yaml",
            "after.yaml",
            *(f"{name}.{way}.sql" for name in dialects_of for way in ("up", "down")),
        }
        allowed = {"expect.yaml", "rows.sql", *(f"rows.{name}.sql" for name in DIALECTS)}
        assert needed <= names <= allowed | needed, path
