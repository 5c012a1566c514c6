"""Reads a SQLite database into the model.

Everything is read with a fixed number of queries. The texts in ``sqlite_master`` are what is modelled; what
SQLite's own pragmas tell of the same objects is the proof that the texts were understood.
"""

from __future__ import annotations

import fnmatch
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any

from schemac.diagnostics import Diagnostic, fail
from schemac.dialect import Filters, Introspected
from schemac.ir import Check, ForeignKey, Index, PrimaryKey, Table, TopLevel, Trigger, Unique, database
from schemac.names import Name, derived, joined_columns, written
from schemac_dialects.sqlite import ddl, modules, objects, proof
from schemac_dialects.sqlite.naming import checked_column
from schemac_dialects.sqlite.tokens import Unparsable

LEDGER = "schemac_migrations"
Row = tuple[Any, ...]
Known = Mapping[str, tuple[str, ddl.WrittenTable]]
"""Name and text of the tables by the lower-case form of the name."""

_LABELS = {"primary_key": "pkey", "unique": "key", "foreign_key": "fkey", "check": "check"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A row of ``sqlite_master``."""

    type: str
    name: str
    table: str
    sql: str  # empty for the index of a constraint
    virtual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Catalog:
    """What the queries found: columns, foreign keys and index keys by the name of the table.

    modules: those that are loaded.
    """

    entries: Sequence[_Entry]
    modules: frozenset[str]
    shadow_tables: frozenset[str]
    columns: Mapping[str, Sequence[Row]]
    foreign_keys: Mapping[str, Sequence[Row]]
    indexes: Mapping[str, Sequence[Row]]


def introspect(connection: Any, filters: Filters) -> Introspected:
    """Read a live database.

    connection: of the applier's SQLite driver; filters: patterns of the names of tables and views. Raises
    SchemacError when SQLite cannot read its own schema.
    """
    try:
        catalog = _read(connection.raw)
    except connection.errors as error:
        raise fail("introspection-failed", f"SQLite cannot read the schema: {error}", exit_code=1) from error
    return _model(catalog, _matcher(filters.tables))


def _read(raw: sqlite3.Connection) -> _Catalog:
    cursor = raw.cursor()
    if hasattr(cursor, "row_factory"):  # libSQL's has none
        cursor.row_factory = None
    # One transaction, so that all queries see the same schema.
    alone = not raw.in_transaction
    if alone:
        cursor.execute("BEGIN")
    try:
        cursor.execute("SELECT sqlite_version()")
        version = tuple(int(part) for part in cursor.fetchone()[0].split("."))
        entries = [
            _Entry(type=kind, name=name, table=table, sql=sql or "", virtual=bool(virtual))
            for kind, name, table, sql, virtual in _rows(cursor, "objects")
        ]
        shadow_tables = _rows(cursor, "shadow_tables") if version >= (3, 37) else []
        return _Catalog(
            entries=entries,
            modules=frozenset(name.lower() for (name,) in _rows(cursor, "modules")),
            shadow_tables=frozenset(name for (name,) in shadow_tables),
            columns=_by_table(_rows(cursor, "columns")),
            foreign_keys=_by_table(_rows(cursor, "foreign_keys")),
            indexes=_by_table(_rows(cursor, "indexes")),
        )
    finally:
        if alone:
            cursor.execute("ROLLBACK")


def _rows(cursor: sqlite3.Cursor, query: str) -> list[Row]:
    text = (resources.files(__package__) / "catalog" / f"{query}.sql").read_text(encoding="utf-8")
    return cursor.execute(text).fetchall()


def _by_table(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for table, *rest in rows:
        found[table].append(tuple(rest))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Findings:
    """What has been found so far."""

    objects: list[TopLevel] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def warn(self, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(code=code, message=message, severity="warning"))

    def leave_out(self, entry: _Entry, why: str) -> None:
        """Say that an object is not read, and why; a migration never touches what is not in the model."""
        kind = "virtual table" if entry.virtual else entry.type
        self.warn("unmodelled-object", f"{kind} {entry.name} cannot be read and is left out: {why}")


def _model(catalog: _Catalog, wanted: Callable[[str], bool]) -> Introspected:
    findings = _Findings()
    virtual = {entry.name: found for entry in catalog.entries if entry.virtual and (found := _virtual_table(entry))}
    plain = [entry.name for entry in catalog.entries if entry.type == "table" and not entry.virtual]
    shadow_tables = modules.shadow_tables(list(virtual.values()), plain, catalog.shadow_tables)
    entries: dict[str, list[_Entry]] = defaultdict(list)
    members: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for entry in catalog.entries:
        if entry.sql and entry.table not in shadow_tables and not _internal(entry.table):
            entries[entry.type].append(entry)
            members[entry.type, entry.table.lower()].append(entry)
    tables = {entry.name: _written(entry) for entry in entries["table"] if not entry.virtual}
    known = {name.lower(): (name, table) for name, table in tables.items() if not isinstance(table, Unparsable)}

    for entry in entries["table"]:
        if wanted(entry.name) and not entry.virtual:
            indexes, triggers = (members[kind, entry.name.lower()] for kind in ("index", "trigger"))
            _table(entry, tables[entry.name], indexes, triggers, catalog, known, findings)
    for entry in entries["table"]:
        if wanted(entry.name) and entry.virtual:
            if entry.name in virtual:
                findings.objects.append(virtual[entry.name])
                _tell_of_module(virtual[entry.name], catalog, tables, findings)
            else:
                findings.leave_out(entry, "its module and arguments are not clear")
    for entry in entries["view"]:
        if wanted(entry.name):
            _view(entry, members["trigger", entry.name.lower()], findings)
    return Introspected(database=database(findings.objects), diagnostics=tuple(findings.diagnostics))


def _matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a name is wanted: one of the patterns fits, if there are any, and none of those with ``!``."""
    excluded = [pattern[1:].lower() for pattern in patterns if pattern.startswith("!")]
    included = [pattern.lower() for pattern in patterns if not pattern.startswith("!")]

    def wanted(name: str) -> bool:
        def fits(pattern: str) -> bool:
            return fnmatch.fnmatchcase(name.lower(), pattern)

        return (not included or any(map(fits, included))) and not any(map(fits, excluded))

    return wanted


def _internal(name: str) -> bool:
    return name.lower().startswith("sqlite_") or name.lower() == LEDGER


def _virtual_table(entry: _Entry) -> Table | None:
    try:
        module, arguments = objects.virtual_table(entry.sql)
    except Unparsable:
        return None
    return Table(name=entry.name, virtual=module, virtual_arguments=arguments)


def _tell_of_module(
    table: Table, catalog: _Catalog, tables: Mapping[str, ddl.WrittenTable | Unparsable], findings: _Findings
) -> None:
    """Say what cannot be known of a virtual table whose module is not loaded, or is none of SQLite's own."""
    module = table.virtual or ""
    if module.lower() not in catalog.modules:
        findings.warn(
            "module-not-loaded",
            f"virtual table {table.name}: its module {module} is not loaded here,"
            " so that it can be neither read nor made",
        )
    if modules.is_known(module):
        return
    beside = ", ".join(sorted(name for name in tables if name.lower().startswith(f"{table.name}_".lower())))
    if beside:
        findings.warn(
            "unmodelled-object",
            f"virtual table {table.name}: {beside} may belong to it (module {module}),"
            " and are taken for tables of their own",
        )


def _written(entry: _Entry) -> ddl.WrittenTable | Unparsable:
    try:
        return ddl.table(entry.sql)
    except Unparsable as error:
        return error


def _view(entry: _Entry, trigger_entries: Sequence[_Entry], findings: _Findings) -> None:
    """Add a view with its triggers."""
    try:
        found = replace(objects.view(entry.sql), name=entry.name)
    except Unparsable as error:
        for one in (entry, *trigger_entries):
            findings.leave_out(one, str(error))
        return
    findings.objects.append(replace(found, triggers=tuple(_triggers(trigger_entries, {}, findings))))


def _triggers(entries: Iterable[_Entry], names: Mapping[str, str], findings: _Findings) -> Iterator[Trigger]:
    """Triggers; names: those of the columns of their table by the lower-case form."""
    for entry in entries:
        try:
            yield replace(objects.trigger(entry.sql, names), name=entry.name)
        except Unparsable as error:
            findings.leave_out(entry, str(error))


def _table(
    entry: _Entry,
    own: ddl.WrittenTable | Unparsable,
    index_entries: Sequence[_Entry],
    trigger_entries: Sequence[_Entry],
    catalog: _Catalog,
    known: Known,
    findings: _Findings,
) -> None:
    """Add a table with its indexes and triggers."""
    try:
        if isinstance(own, Unparsable):
            raise own
        proof.columns(own, catalog.columns.get(entry.name, ()))
        proof.foreign_keys(own, catalog.foreign_keys.get(entry.name, ()))
        proof.keys(own, catalog.indexes.get(entry.name, ()))
    except Unparsable as error:
        for one in (entry, *index_entries, *trigger_entries):
            findings.leave_out(one, str(error))
        return
    for clause in own.unmodelled:
        findings.warn("unmodelled-option", f"table {written(entry.name)}: {clause} has no model and is left out")
    # SQLite makes the primary key NOT NULL in tables that are STRICT or WITHOUT ROWID.
    required = {row[0] for row in catalog.columns[entry.name] if row[2]}
    columns = tuple(
        replace(column, nullable=False) if column.nullable and column.name in required else column
        for column in own.columns
    )
    names = {column.name.lower(): column.name for column in columns}
    constraints = list(_constraints(entry.name, own, names, known, findings))
    findings.objects.append(
        Table(
            name=entry.name,
            columns=columns,
            primary_key=next((found for found in constraints if isinstance(found, PrimaryKey)), None),
            uniques=tuple(found for found in constraints if isinstance(found, Unique)),
            foreign_keys=tuple(found for found in constraints if isinstance(found, ForeignKey)),
            checks=tuple(found for found in constraints if isinstance(found, Check)),
            indexes=tuple(_indexes(index_entries, names, catalog.indexes.get(entry.name, ()), findings)),
            triggers=tuple(_triggers(trigger_entries, names, findings)),
            strict=own.strict,
            without_rowid=own.without_rowid,
        )
    )


def _constraints(
    table: str, own: ddl.WrittenTable, names: Mapping[str, str], known: Known, findings: _Findings
) -> Iterator[ddl.Constraint]:
    """The constraints with names, and with the columns and tables as those spell themselves."""
    taken = {item.found.name for item in own.constraints if item.found.name}
    seen: set[tuple[str, str]] = set()
    for item in own.constraints:
        found = item.found
        name = found.name
        if (found.kind, name) in seen:
            findings.warn(
                "unmodelled-option",
                f"table {written(table)}: a second constraint named {name} gets another name",
            )
            name = ""
        if not name:
            second = (
                (checked_column(found.sql, names.values()) or "")
                if isinstance(found, Check)
                else joined_columns(_spelled(found.columns, names))
            )
            name = derived(table, "" if isinstance(found, PrimaryKey) else second, _LABELS[found.kind], taken)
            taken.add(name)
        seen.add((found.kind, name))
        if isinstance(found, Check):
            yield replace(found, name=name)
            continue
        columns = _spelled(found.columns, names)
        if isinstance(found, ForeignKey):
            target, target_columns = _target(found, known)
            yield replace(found, name=name, columns=columns, target=target, target_columns=target_columns)
        else:
            parts = tuple(replace(part, column=names.get((part.column or "").lower())) for part in found.parts)
            yield replace(found, name=name, columns=columns, parts=parts)


def _spelled(columns: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Columns as their table spells them."""
    return tuple(names.get(column.lower(), column) for column in columns)


def _target(found: ForeignKey, known: Known) -> tuple[Name, tuple[str, ...]]:
    """The target as it spells itself, and its columns unless they are its primary key."""
    if found.target.name.lower() not in known:
        return found.target, found.target_columns
    name, table = known[found.target.name.lower()]
    names = {column.name.lower(): column.name for column in table.columns}
    columns = tuple(names.get(column.lower(), column) for column in found.target_columns)
    for item in table.constraints:
        if isinstance(item.found, PrimaryKey) and proof.same_names(item.found.columns, columns):
            columns = ()
    return Name("", name), columns


def _indexes(
    entries: Iterable[_Entry], names: Mapping[str, str], rows: Iterable[Row], findings: _Findings
) -> Iterator[Index]:
    keys = defaultdict(list)
    for row in rows:
        keys[row[0]].append(row)
    for entry in entries:
        try:
            index = replace(objects.index(entry.sql, names), name=entry.name)
            proof.index(index, keys[entry.name])
        except Unparsable as error:
            findings.leave_out(entry, str(error))
        else:
            yield index
