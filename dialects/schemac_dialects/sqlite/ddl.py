"""Reads the CREATE TABLE statements that SQLite keeps in ``sqlite_master``, as far as the model goes.

Pragmas tell neither the names of constraints nor checks, generated expressions or AUTOINCREMENT: only the
text does. The grammar is that of https://www.sqlite.org/lang_createtable.html and of SQLite's parse.y.
Expressions are not understood, they are cut out of the text as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from schemac.ir import Check, Column, ForeignKey, IndexPart, PrimaryKey, Unique
from schemac.names import Name
from schemac_dialects.sqlite.parts import part
from schemac_dialects.sqlite.rowid import is_integer
from schemac_dialects.sqlite.tokens import Reader, Unparsable, unquoted

Constraint = PrimaryKey | Unique | ForeignKey | Check

_DEFAULT_WORDS = frozenset({"NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"})
_TABLE_CONSTRAINTS = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})
_COLUMN_CONSTRAINTS = frozenset({"NOT", "NULL", "DEFAULT", "REFERENCES", "COLLATE", "AS", "DEFERRABLE"})
_AFTER_TYPE = _TABLE_CONSTRAINTS | _COLUMN_CONSTRAINTS | {",", ")", "(", ""}
_ACTIONS = ("CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT", "NO ACTION")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenConstraint:
    """A constraint as written: its name is empty where none was; ``column`` the column that it stands at."""

    found: Constraint
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """A table as written; ``unmodelled`` are the clauses that the model cannot hold."""

    name: str
    columns: tuple[Column, ...]
    constraints: tuple[WrittenConstraint, ...]
    strict: bool
    without_rowid: bool
    unmodelled: tuple[str, ...]


def table(text: str) -> WrittenTable:
    """Read a CREATE TABLE statement; raises Unparsable."""
    reader = Reader(text)
    reader.head("TABLE")
    name = reader.qualified()
    body = _Body()
    reader.expect("(")
    while True:
        _column(reader, body)
        if not reader.take(","):
            break
        if reader.key in _TABLE_CONSTRAINTS:
            while reader.key in _TABLE_CONSTRAINTS:
                _table_constraint(reader, body)
                reader.take(",")
            break
    reader.expect(")")
    options = set()
    while reader.key:
        options.add("WITHOUT ROWID" if reader.take("WITHOUT", "ROWID") else reader.word())
        reader.take(",")
    reader.done()
    if unknown := options - {"WITHOUT ROWID", "STRICT"}:
        raise Unparsable(f"unknown table option {min(unknown)}")
    return WrittenTable(
        name=name,
        columns=tuple(body.columns),
        constraints=tuple(body.constraints),
        strict="STRICT" in options,
        without_rowid="WITHOUT ROWID" in options,
        unmodelled=tuple(body.unmodelled),
    )


class _Body:
    """What has been read of a table."""

    def __init__(self) -> None:
        self.columns: list[Column] = []
        self.constraints: list[WrittenConstraint] = []
        self.unmodelled: list[str] = []


def _column(reader: Reader, body: _Body) -> None:
    """Read a column and the constraints at it."""
    column = reader.name()
    values: dict[str, object] = {"name": column, "type": _type(reader), "nullable": True}
    name = ""
    while reader.key not in (",", ")"):
        if reader.take("CONSTRAINT"):
            _useless_name(body, name)
            name = reader.name()
            continue
        found: Constraint | None = None
        if reader.take("NOT", "NULL"):
            values |= {"nullable": False, "not_null_name": name or None, "on_conflict": _conflict(reader)}
            name = ""
        elif reader.take("NULL"):
            _conflict(reader)
        elif reader.take("DEFAULT"):
            values["default"] = _default(reader)
        elif reader.take("COLLATE"):
            collation = reader.name()
            values["collation"] = None if collation.upper() == "BINARY" else collation
        elif reader.take("GENERATED", "ALWAYS", "AS") or reader.take("AS"):
            values["generated"] = reader.expression()
            values["stored"] = reader.take("STORED")
            reader.take("VIRTUAL")
        elif reader.take("PRIMARY", "KEY"):
            descending = not reader.take("ASC") and reader.take("DESC")
            parts = (IndexPart(column=column, order="desc"),) if descending else ()
            found = PrimaryKey(name=name, columns=(column,), parts=parts, on_conflict=_conflict(reader))
            values["autoincrement"] = reader.take("AUTOINCREMENT")
        elif reader.take("UNIQUE"):
            found = Unique(name=name, columns=(column,), on_conflict=_conflict(reader))
        elif reader.take("CHECK"):
            found = Check(name=name, sql=reader.expression())
        elif reader.take("REFERENCES"):
            found = _references(reader, name, (column,))
        elif reader.key in ("DEFERRABLE", "NOT"):
            # SQLite takes it as a constraint of its own, about the last foreign key.
            _defer_last(reader, body)
        else:
            raise reader.unexpected("a constraint")
        if found:
            body.constraints.append(WrittenConstraint(found=found, column=column))
        else:
            _useless_name(body, name)
        name = ""
    _useless_name(body, name)
    body.columns.append(Column(**values))  # type: ignore[arg-type]  # collected above, by name


def _table_constraint(reader: Reader, body: _Body) -> None:
    """Read a constraint of the table itself."""
    name = ""
    while reader.take("CONSTRAINT"):
        _useless_name(body, name)
        name = reader.name()
    found: Constraint
    if reader.take("PRIMARY", "KEY"):
        columns, parts, autoincrement = _key(reader)
        own = next((one for one in body.columns if one.name.lower() == columns[0].lower()), None)
        if len(columns) == 1 and own is not None and is_integer(own.type):
            # The rowid under another name, which has no order: DESC counts only at the column itself.
            parts = ()
        found = PrimaryKey(name=name, columns=columns, parts=parts, on_conflict=_conflict(reader))
        if autoincrement:
            body.columns = [replace(one, autoincrement=True) if one is own else one for one in body.columns]
    elif reader.take("UNIQUE"):
        columns, parts, _ = _key(reader)
        found = Unique(name=name, columns=columns, parts=parts, on_conflict=_conflict(reader))
    elif reader.take("CHECK"):
        found = Check(name=name, sql=reader.expression())
        _conflict(reader)
    elif reader.take("FOREIGN", "KEY"):
        columns = reader.names()
        reader.expect("REFERENCES")
        found = _references(reader, name, columns)
    elif reader.key in (",", ")"):
        _useless_name(body, name)
        return
    else:
        raise reader.unexpected("a constraint")
    body.constraints.append(WrittenConstraint(found=found))
    if reader.key in ("DEFERRABLE", "NOT"):
        _defer_last(reader, body)


def _useless_name(body: _Body, name: str) -> None:
    if name:
        body.unmodelled.append(f"the constraint name {name}")


def _conflict(reader: Reader) -> str | None:
    """Step over a conflict clause, which does nothing where it says what SQLite does anyway, or at a check."""
    if not reader.take("ON", "CONFLICT"):
        return None
    action = reader.word().lower()
    return None if action == "abort" else action


def _type(reader: Reader) -> str:
    words = []
    while reader.key not in _AFTER_TYPE or (not reader.key and reader.current.kind in ("quoted", "literal")):
        if reader.key == "GENERATED" and reader.tokens[reader.at + 1].key == "ALWAYS":
            break
        reader.name()
        words.append(reader.tokens[reader.at - 1].text)
    if reader.key != "(" or not words:
        return " ".join(words)
    arguments = ["".join(token.text for token in reader.tokens[first:end]) for first, end in reader.items()]
    return f"{' '.join(words)}({','.join(arguments)})"


def _default(reader: Reader) -> str | None:
    if reader.key == "(":
        text = reader.cut(*reader.bare(*reader.group()))
        return None if text.upper() == "NULL" else text
    sign = "+" if reader.take("+") else "-" if reader.take("-") else ""
    token = reader.current
    if token.kind in ("operator", "end"):
        raise Unparsable("a default is missing")
    reader.at += 1
    if token.kind == "quoted" or (token.kind == "word" and token.key not in _DEFAULT_WORDS):
        # A name is a string here, and nowhere else: DEFAULT draft.
        return "'" + unquoted(token).replace("'", "''") + "'"
    return None if token.key == "NULL" else sign + token.text


def _references(reader: Reader, name: str, columns: tuple[str, ...]) -> ForeignKey:
    target = reader.name()
    target_columns = reader.names() if reader.key == "(" else ()
    on_delete, on_update, match = "no_action", "no_action", "simple"
    while True:
        if reader.take("MATCH"):
            # SQLite takes any word, and never looks at it.
            said = reader.name().lower()
            match = said if said in ("full", "partial") else "simple"
        elif reader.take("ON", "DELETE"):
            on_delete = _action(reader)
        elif reader.take("ON", "UPDATE"):
            on_update = _action(reader)
        elif reader.take("ON", "INSERT"):
            _action(reader)
        else:
            break
    return ForeignKey(
        name=name,
        columns=columns,
        target=Name("", target),
        target_columns=target_columns,
        on_delete=on_delete,
        on_update=on_update,
        match=match,
    )


def _action(reader: Reader) -> str:
    for action in _ACTIONS:
        if reader.take(*action.split()):
            return action.lower().replace(" ", "_")
    raise reader.unexpected("an action")


def _defer_last(reader: Reader, body: _Body) -> None:
    never = reader.take("NOT")
    reader.expect("DEFERRABLE")
    later = reader.take("INITIALLY", "DEFERRED")
    if not later:
        reader.take("INITIALLY", "IMMEDIATE")
    deferrable = None if never else "deferred" if later else "immediate"
    for place in reversed(range(len(body.constraints))):
        written = body.constraints[place]
        if isinstance(written.found, ForeignKey):
            body.constraints[place] = replace(written, found=replace(written.found, deferrable=deferrable))
            return


def _key(reader: Reader) -> tuple[tuple[str, ...], tuple[IndexPart, ...], bool]:
    """Read the columns of a primary key or a unique constraint, and whether they say AUTOINCREMENT.

    The parts are empty where each is no more than a name.
    """
    items = reader.items()
    autoincrement = reader.tokens[items[-1][1] - 1].key == "AUTOINCREMENT"
    if autoincrement:
        items[-1] = (items[-1][0], items[-1][1] - 1)
    parts = tuple(part(reader, first, end, None) for first, end in items)
    columns = tuple(found.column for found in parts if found.column is not None)
    if len(columns) < len(parts):
        text = next(found.sql for found in parts if found.column is None)
        raise Unparsable(f"a column expected where it says '{text}'")
    plain = all(found == IndexPart(column=found.column) for found in parts)
    return columns, () if plain else parts, autoincrement
