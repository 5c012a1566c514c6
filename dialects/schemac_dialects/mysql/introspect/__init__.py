"""Reads a MySQL or MariaDB database into the model.

The lists come from information_schema with a fixed number of queries, each object from its SHOW CREATE: the catalogues
lose escapes in expressions and do not tell every option. The SHOW statements go out in batches.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from schemac import ir
from schemac.diagnostics import Diagnostic, Severity, fail
from schemac.dialect import Filters, Introspected
from schemac.names import written
from schemac_dialects.mysql import ddl, types
from schemac_dialects.mysql.catalog import Catalog, Refused, Row, Shown, read, read_reference_systems, settings, shown
from schemac_dialects.mysql.flavour import Flavour
from schemac_dialects.mysql.introspect import stored
from schemac_dialects.mysql.tokens import Unparsable

LEDGER = "schemac_migrations"
_KIND_ORDER = {cls.kind: number for number, cls in enumerate(ir.TOP_LEVEL)}
_INVALID_VIEW, _NO_SUCH_DEFINER = 1356, 1449


@dataclass(slots=True)
class Findings:
    """What has been found, and what has to be said of it."""

    objects: list[ir.TopLevel] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def say(self, code: str, message: str, severity: Severity = "warning") -> None:
        self.diagnostics.append(Diagnostic(code=code, message=message, severity=severity))

    def unmodelled(self, what: str, clauses: Sequence[str]) -> None:
        """Clauses of an object that the model cannot hold."""
        for clause in clauses:
            self.say("unmodelled-option", f"{what}: {clause} has no model and is left out")


def introspect(connection: Any, filters: Filters, *, flavour: Flavour) -> Introspected:
    """Read a live database.

    connection: of the applier's driver; filters: patterns of the names of tables and views, whose triggers go with
    them. Raises SchemacError when the server refuses to answer.
    """
    import pymysql

    raw = connection.raw
    try:
        with settings(raw):
            return _introspected(raw, read(raw), filters, flavour)
    except pymysql.Error as error:
        message = error.args[-1] if error.args else error
        raise fail("introspection-failed", f"the catalogues cannot be read: {message}", exit_code=3) from None


@dataclass(frozen=True, slots=True)
class _Asked:
    """One SHOW statement, what it shows, and what becomes of the answer."""

    statement: str
    what: str
    take: Callable[[Row], None]


def _introspected(raw: Any, catalog: Catalog, filters: Filters, flavour: Flavour) -> Introspected:
    findings = Findings()
    server = catalog.server
    here = ddl.surroundings(server, flavour)
    wanted = _matcher(filters.tables)
    relations = sorted((name, kind) for name, kind in catalog.relations if wanted(name) and name.lower() != LEDGER)
    tables: dict[str, ir.Table] = {}
    programs = stored.Programs(catalog, here, findings)

    def take_table(row: Row) -> None:
        found = ddl.table(text_of(row[1]), here)
        findings.unmodelled(f"table {written(row_name(row))}", found.unmodelled)
        tables[found.table.name] = found.table

    asked = []
    for name, kind in relations:
        if "VIEW" in kind:
            asked.append(_Asked(_show("view", name), f"view {written(name)}", programs.view))
        elif kind == "SEQUENCE":
            asked.append(_Asked(_show("sequence", name), f"sequence {written(name)}", programs.sequence))
        elif kind != "TEMPORARY":
            asked.append(_Asked(_show("table", name), f"table {written(name)}", take_table))
    looked_at = frozenset(name for name, _ in relations)
    asked += [
        _Asked(_show("trigger", row[0]), f"trigger {written(row[1])}.{written(row[0])}", programs.trigger)
        for row in catalog.triggers
        if row[1] in looked_at
    ]
    asked += [
        _Asked(_show(row[1], row[0]), f"{row[1].lower()} {written(row[0])}", programs.routine(row))
        for row in catalog.routines
    ]
    asked += [_Asked(_show("event", row[0]), f"event {written(row[0])}", programs.event) for row in catalog.events]
    # MariaDB writes the bytes of a default as they are, which may be no text.
    of_tables = [one for one in asked if one.take is take_table]
    with settings(raw, {"character_set_results": "binary"}):
        _ask(raw, of_tables, findings)
    _ask(raw, [one for one in asked if one.take is not take_table], findings)
    if flavour.reference_system != "SRID":
        _with_reference_systems(raw, tables)
    triggers = programs.triggers()
    known = {name.lower(): table for name, table in tables.items()} if server.lower_case else tables
    for name, table in tables.items():
        keys = tuple(_with_target(key, known, lower=server.lower_case) for key in table.foreign_keys)
        findings.objects.append(replace(table, foreign_keys=keys, triggers=tuple(triggers.get(name, ()))))
    if server.collation != server.default_collation:
        findings.objects.append(ir.DatabaseDefaults(name="", collation=server.collation))
    objects = sorted(findings.objects, key=lambda found: (_KIND_ORDER[found.kind], found.identifier))
    return Introspected(database=ir.database(objects), diagnostics=tuple(findings.diagnostics))


def _with_reference_systems(raw: Any, tables: dict[str, ir.Table]) -> None:
    if not any(types.is_spatial(column.type) for table in tables.values() for column in table.columns):
        return
    systems = read_reference_systems(raw)
    for name in {table for table, _ in systems} & tables.keys():
        columns = tuple(replace(one, srid=systems.get((name, one.name))) for one in tables[name].columns)
        tables[name] = replace(tables[name], columns=columns)


def text_of(held: Any) -> str:
    """A text as the server sent it; a byte that is none of UTF-8 stays what it is."""
    return held.decode("utf-8", "surrogateescape") if isinstance(held, bytes) else held


def row_name(row: Row) -> str:
    """The name of what a row shows."""
    return text_of(row[0])


def _show(kind: str, name: str) -> str:
    return f"show create {kind.lower()} {types.quote(name)}"


def _ask(raw: Any, asked: Sequence[_Asked], findings: Findings) -> None:
    answers = shown(raw, [one.statement for one in asked])
    doubtful = []
    for one, answer in zip(asked, answers, strict=True):
        if isinstance(answer, Shown) and answer.warnings and one.what.startswith("view "):
            doubtful.append(one)
    complaints = dict(_complaints(raw, doubtful))
    for one, answer in zip(asked, answers, strict=True):
        refused = answer if isinstance(answer, Refused) else complaints.get(one.statement)
        if refused is not None:
            left_out = "" if refused.code == _NO_SUCH_DEFINER else " and is left out"
            findings.say("unreadable-object", f"{one.what} cannot be used{left_out}: {refused.message}")
            if left_out:
                continue
        try:
            one.take(answer.row)  # type: ignore[union-attr]  # what is refused is left out above
        except Unparsable as error:
            findings.say("unmodelled-object", f"{one.what} is not understood and is left out: {error}")


def _complaints(raw: Any, doubtful: Sequence[_Asked]) -> Iterator[tuple[str, Refused]]:
    """What the server warns of when it shows a view."""
    answers = shown(raw, [statement for one in doubtful for statement in (one.statement, "show warnings")])
    for one, answer in zip(doubtful, answers[1::2], strict=True):
        rows = answer.rows if isinstance(answer, Shown) else ()
        warnings = {int(code): text_of(message) for _, code, message in rows}
        for code in (_INVALID_VIEW, _NO_SUCH_DEFINER):
            if code in warnings:
                yield one.statement, Refused(code, warnings[code])
                break


def _matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a name is wanted: one of the patterns fits, if there are any, and none of those with ``!``."""
    excluded = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
    included = [pattern for pattern in patterns if not pattern.startswith("!")]

    def wanted(name: str) -> bool:
        def fits(pattern: str) -> bool:
            return fnmatch.fnmatchcase(name, pattern)

        return (not included or any(map(fits, included))) and not any(map(fits, excluded))

    return wanted


def _with_target(key: ir.ForeignKey, known: dict[str, ir.Table], *, lower: bool) -> ir.ForeignKey:
    """A foreign key whose target is spelled as it spells itself, without columns that are its primary key."""
    table = known.get(key.target.name.lower() if lower else key.target.name)
    if table is None:
        return key
    own = {column.name.lower(): column.name for column in table.columns}
    columns = tuple(own.get(column.lower(), column) for column in key.target_columns)
    primary = table.primary_key
    if primary is not None and primary.columns == columns:
        columns = ()
    return replace(key, target=table.qualified, target_columns=columns)
