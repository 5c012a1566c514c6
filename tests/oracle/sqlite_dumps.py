"""What is in a SQLite database: what its pragmas tell, and the rest from the texts in `sqlite_master`.

In a text this may differ: white space, comments, letter case of key words, quoting of names, and whether a
constraint stands at its column or at the end of the table. Nothing is shared with the dialect that is judged.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tests.oracle.dumps import Dump, Entry, ordered

LEDGER = "schemac_migrations"

_TOKEN = re.compile(
    r"""(?:\s+|--[^\n]*|/\*.*?(?:\*/|\Z))*
    ( '(?:[^']|'')*' | "(?:[^"]|"")*" | `(?:[^`]|``)*` | \[[^\]]*\] | [xX]'[0-9a-fA-F]*'
    | [\w$.]+ | ->> | -> | \|\| | << | >> | <= | >= | == | != | <> | \S )""",
    re.VERBOSE | re.DOTALL,
)
_TABLE_STARTS = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})
_COLUMN_STARTS = frozenset({"NOT", "NULL", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS"})
_STARTS = _TABLE_STARTS | _COLUMN_STARTS
_WORDS_OF_DEFAULTS = frozenset({"NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"})
Tokens = Sequence[str]


def dump(connection: sqlite3.Connection) -> Dump:
    """Every object but SQLite's own and the ledger."""
    return ordered(_entries(connection))


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    for kind, name, table, sql in rows:
        if sql is None or table.lower().startswith("sqlite_") or table == LEDGER:
            continue
        if kind == "table" and not re.match(r"\s*CREATE\s+VIRTUAL\b", sql, re.IGNORECASE):
            yield _table(connection, name, sql)
        elif kind == "index":
            yield _index(connection, name, table, sql)
        elif kind == "view":
            yield Entry(title=f"view {name}", lines=tuple(_view(sql)))
        elif kind == "trigger":
            yield Entry(title=f"trigger {name}", lines=tuple(_trigger(_tokens(sql))))
        else:
            yield Entry(title=f"virtual table {name}", lines=(_words(_tokens(sql)).removesuffix(" ( )"),))


def _rows(connection: sqlite3.Connection, pragma: str, of: str) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT * FROM pragma_{pragma}(?)", (of,)).fetchall()


@dataclass(slots=True)
class _Table:
    """What the text of a table says: each column's own clauses in canonical form, and the constraints."""

    name: str
    columns: dict[str, list[str]] = field(default_factory=dict)
    constraints: set[str] = field(default_factory=set)


def _table(connection: sqlite3.Connection, name: str, sql: str) -> Entry:
    found = _tokens(sql)
    opening = found.index("(")
    closing = _closing(found, opening)
    written = _Table(name=name)
    for item in _split(found[opening + 1 : closing]):
        if item[0].upper() in _TABLE_STARTS:
            _constraints(connection, written, None, item)
        else:
            _column(connection, written, item)
    facts = {str(row[1]): f"not null {row[3]}, hidden {row[6]}" for row in _rows(connection, "table_xinfo", name)}
    columns = tuple(
        " ".join([column, *clauses, f"({facts.get(column)})"]) for column, clauses in written.columns.items()
    )
    options = sorted(" ".join(part).upper() for part in _split(found[closing + 1 :]) if part)
    lines = sorted(written.constraints)
    lines += [f"key {row}".lower() for row in _foreign_keys(connection, name)]
    for index in _rows(connection, "index_list", name):
        if index[3] != "c":
            lines.append(f"automatic index {index[3]} {_index_keys(connection, str(index[1]))}")
    facts_of_all = (
        f"options {', '.join(options)}",
        f"primary key {', '.join(_primary_key(connection, name))}",
    )
    return Entry(title=f"table {name}", columns=columns, lines=(*facts_of_all, *sorted(lines)))


def _primary_key(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = [(int(str(row[5])), str(row[1])) for row in _rows(connection, "table_xinfo", table)]
    return [column for place, column in sorted(rows) if place]


def _foreign_keys(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    for _id, place, target, column, target_column, *rest in _rows(connection, "foreign_key_list", table):
        # No target column means the primary key of the target: the same key in fewer words.
        key = _primary_key(connection, str(target))
        implied = key[int(str(place))] if int(str(place)) < len(key) else None
        yield (column, target, target_column or implied, *rest)


def _index_keys(connection: sqlite3.Connection, index: str) -> str:
    keys = [row for row in _rows(connection, "index_xinfo", index) if row[5]]
    return ", ".join(f"{row[2]} {row[4]}{' desc' if row[3] else ''}".lower() for row in keys)


def _index(connection: sqlite3.Connection, name: str, table: str, sql: str) -> Entry:
    found = _tokens(sql)
    opening = found.index("(")
    closing = _closing(found, opening)
    parts = []
    for part in _split(found[opening + 1 : closing]):
        bare = part[:-1] if part[-1].upper() == "ASC" else part
        parts.append(_words(_unwrapped(bare)))
    row = next(row for row in _rows(connection, "index_list", table) if row[1] == name)
    lines = [
        f"on {table}, unique {row[2]}, partial {row[4]}", f"parts {', '.join(parts)}",
        f"keys {_index_keys(connection, name)}", f"rest {_words(found[closing + 1 :])}",
    ]  # fmt: skip
    return Entry(title=f"index {name}", lines=tuple(lines))


def _view(sql: str) -> Iterator[str]:
    """The names before AS in canonical form, then the query as it stands."""
    match = re.match(
        r"""\s*CREATE\s+VIEW\s+((?:"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[^"`\[])*?)\s*\bAS\b""",
        sql,
        re.IGNORECASE,
    )
    if match is None:
        yield sql
        return
    yield _words(_tokens(match[1]))
    yield from sql[match.end() :].strip().removesuffix(";").rstrip().splitlines()


def _trigger(found: Tokens) -> Iterator[str]:
    """What it waits for in canonical form, then each token of its body as it stands."""
    begin = next(place for place, token in enumerate(found) if token.upper() == "BEGIN")
    head = _words(found[:begin]).replace(" for each row", "")
    if not re.search(r" (?:before|after|instead of) (?:insert|update|delete)\b", head):
        head = re.sub(r" (insert|update|delete)\b", r" before \1", head, count=1)
    yield head
    yield from found[begin:]


def _tokens(text: str) -> list[str]:
    found = _TOKEN.findall(text)
    return found[:-1] if found[-1:] == [";"] else found


def _closing(found: Tokens, opening: int) -> int:
    depth = 0
    for place in range(opening, len(found)):
        depth += {"(": 1, ")": -1}.get(found[place], 0)
        if not depth:
            return place
    raise ValueError("a parenthesis is not closed")


def _split(found: Tokens) -> list[Tokens]:
    """The parts between commas outside parentheses."""
    parts: list[list[str]] = [[]]
    depth = 0
    for token in found:
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == "," and not depth:
            parts.append([])
        else:
            parts[-1].append(token)
    return list(parts)


def _unwrapped(found: Tokens) -> Tokens:
    """The tokens without parentheses around all of them."""
    while len(found) > 1 and found[0] == "(" and _closing(found, 0) == len(found) - 1:
        found = found[1:-1]
    return found


def _name(token: str) -> str:
    pairs = {'"': '"', "`": "`", "[": "]", "'": "'"}
    if token[0] in pairs and token[-1] == pairs[token[0]]:
        return token[1:-1].replace(token[-1] * 2, token[-1]) if token[0] != "[" else token[1:-1]
    return token


def _words(found: Tokens) -> str:
    """Tokens in which the letter case and the quotes of names mean nothing."""
    return " ".join(token if token[0] == "'" else _name(token).lower() for token in found)


def _clauses(found: Tokens) -> Iterator[Tokens]:
    """The constraints of a column, or of a table, each with the key word that it starts with."""
    starts: list[int] = []
    depth = 0
    for place, token in enumerate(found):
        before = found[place - 1].upper() if place else ""
        key = token.upper()
        if not depth and key in _STARTS and not _continues(key, before, found, place, starts):
            starts.append(place)
        depth += {"(": 1, ")": -1}.get(token, 0)
    for first, end in pairwise([*starts, len(found)]):
        yield found[first:end]


def _continues(key: str, before: str, found: Tokens, place: int, starts: list[int]) -> bool:
    return (
        before in ("CONSTRAINT", "COLLATE", "REFERENCES", "DEFAULT")
        or (key == "NULL" and before in ("NOT", "SET"))
        or (key == "DEFAULT" and before == "SET")
        or (key == "AS" and before == "ALWAYS")
        or (key == "REFERENCES" and bool(starts) and found[starts[-1]].upper() == "FOREIGN")
        or (key == "NOT" and found[place + 1].upper() == "DEFERRABLE")
    )


def _column(connection: sqlite3.Connection, written: _Table, item: Tokens) -> None:
    name = _name(item[0])
    first = next((place for place, token in enumerate(item) if place and token.upper() in _STARTS), len(item))
    type = "".join(f" {token}" if re.match(r"\w", token) else token for token in item[1:first]).strip()
    written.columns[name] = [type.replace("( ", "(").replace(", ", ",").replace("- ", "-")]
    _constraints(connection, written, name, item[first:])


def _constraints(connection: sqlite3.Connection, written: _Table, column: str | None, found: Tokens) -> None:
    label = ""
    own = written.columns[column] if column is not None else []
    for clause in _clauses(found):
        key = clause[0].upper()
        if key == "CONSTRAINT":
            label = _name(clause[1])
            continue
        at = [] if column is None or key == "FOREIGN" else ["(", column, ")"]
        if key == "DEFAULT":
            default = _default(clause[1:])
            own += [] if default is None else [f"DEFAULT {default}"]
        elif key == "COLLATE":
            own += [] if clause[1].upper() == "BINARY" else [f"COLLATE {_name(clause[1]).lower()}"]
        elif key in ("GENERATED", "AS"):
            opening = list(clause).index("(")
            stored = "STORED" if clause[-1].upper() == "STORED" else "VIRTUAL"
            own.append(f"GENERATED {' '.join(clause[opening : _closing(clause, opening) + 1])} {stored}")
        elif key in ("NOT", "NULL"):  # the pragma tells of NOT NULL itself
            own += filter(None, [_conflict(clause[2 if key == "NOT" else 1 :])])
        elif key == "CHECK":
            end = _closing(clause, 1)
            named = f"{label}: " if label else ""
            written.constraints.add(
                f"{named}CHECK {' '.join(clause[1 : end + 1])} {_conflict(clause[end + 1 :])}".rstrip()
            )
        elif key == "REFERENCES":
            written.constraints.add(_label(written, label, at, "fkey") + _foreign_key(connection, at, clause))
        elif key == "FOREIGN":
            end = _closing(clause, 2)
            columns = clause[2 : end + 1]
            written.constraints.add(
                _label(written, label, columns, "fkey") + _foreign_key(connection, columns, clause[end + 1 :])
            )
        else:
            words = 2 if key == "PRIMARY" else 1
            listed = clause[words : words + 1] == ["("]
            end = _closing(clause, words) + 1 if listed else words
            columns = list(clause[words:end]) if listed else at
            rest = [token for token in clause[end:] if token.upper() != "ASC"]
            for part in ("AUTOINCREMENT", "DESC"):
                if part in (token.upper() for token in columns):
                    rest = [*rest, part]
                    columns = [token for token in columns if token.upper() != part]
            columns = [token for token in columns if token.upper() != "ASC"]
            named = _label(written, label, columns, "key") if key == "UNIQUE" else _label(written, label, [], "pkey")
            written.constraints.add(f"{named}{key} {_words(columns)} {_conflict(rest)}".rstrip())
        label = ""


def _label(written: _Table, label: str, columns: Tokens, suffix: str) -> str:
    """The name of a key, if it says more than the one that an unnamed key has in a schema file.

    SQLite never tells these names, unlike that of a check, which stands in its error message.
    """
    derived = "_".join([written.name, *(_name(token) for token in columns if token not in ("(", ",", ")")), suffix])
    return f"{label}: " if label and label != derived else ""


def _conflict(found: Tokens) -> str:
    """What stands behind a constraint; ON CONFLICT ABORT is what SQLite does without it."""
    return _words(found).replace("on conflict abort", "").strip()


def _default(found: Tokens) -> str | None:
    found = _unwrapped(found)
    only = found[0] if len(found) == 1 else ""
    if only.upper() == "NULL":
        return None
    if (only and only[0] in '"`[') or (
        re.match(r"[^\W\d]", only) and only.upper() not in _WORDS_OF_DEFAULTS and "'" not in only
    ):
        return "'" + _name(only).replace("'", "''") + "'"  # a name is a string here
    return only.upper() if only.upper() in _WORDS_OF_DEFAULTS else " ".join(found)


def _foreign_key(connection: sqlite3.Connection, columns: Tokens, clause: Tokens) -> str:
    """A foreign key's columns, target, and whether it is deferred; the pragma tells the rest as well."""
    target = _name(clause[1]).lower()
    rest = list(clause[2:])
    target_columns = f"( {' , '.join(_primary_key(connection, target))} )".lower()
    if rest[:1] == ["("]:
        end = _closing(rest, 0)
        target_columns, rest = _words(rest[: end + 1]), rest[end + 1 :]
    words = _words(rest)
    for nothing in ("on delete no action", "on update no action", "match simple"):
        words = words.replace(nothing, "")
    words = re.sub(r"not deferrable(?: initially (?:deferred|immediate))?", "", words)
    words = words.replace("deferrable initially immediate", "deferrable")
    actions = sorted(
        re.findall(r"(?:on (?:delete|update|insert)|match|deferrable)(?: (?!on |match|deferrable)\w+)*", words)
    )
    return f"FOREIGN KEY {_words(columns)} REFERENCES {target} {target_columns} {' '.join(actions)}".rstrip()
