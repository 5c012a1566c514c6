"""What is in a database of MySQL or MariaDB: what SHOW CREATE says of it, and the information schema.

Tables, views and sequences are told by SHOW CREATE in the server's own words. Of what has a body it keeps the header
as it was typed, so that is told by the information schema, body and all. Only a script needs the typed words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tests.oracle.dumps import Dump, Entry, ordered

if TYPE_CHECKING:
    import pymysql

    Connection = pymysql.Connection[Any]

LEDGER = "schemac_migrations"
Row = Mapping[str, Any]

_END = "$END$"
# Rows of these change by themselves, or say the name of the database, or what the entry of the database says.
_NOISE = re.compile(
    r"(?:.*_(?:catalog|schema)|specific_name|created|last_altered|last_executed|originator|database_collation)\Z"
)
_AUTO_INCREMENT = re.compile(r"\A((?:(?! COMMENT=').)*?) AUTO_INCREMENT=\d+")
_BODIES = ("routines", "triggers", "events")


def dump(connection: Connection) -> Dump:
    """Every object but the ledger, and the database's own options."""
    return ordered(_entries(connection))


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    found = {}
    for name, kind in _relations(connection):
        if kind == "table":
            ((count,),) = _rows(connection, f"SELECT count(*) FROM {_quoted(name)}")
            found[name] = count
    return found


def script(connection: Connection) -> str:
    """The whole schema in an order in which it can be loaded."""
    parts = [
        "SET FOREIGN_KEY_CHECKS = 0;",
        "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';",
        f"ALTER DATABASE {_options(connection)};",
    ]
    relations = _relations(connection)
    for wanted in ("sequence", "table"):
        parts += [f"{_created(connection, kind, name)};" for name, kind in relations if kind == wanted]
    # A view may call a function.
    parts += [_with_context(connection, row, "routine") for row in _information(connection, "routines")]
    for name, text in _in_order({name: _created(connection, kind, name) for name, kind in relations if kind == "view"}):
        parts += [*_context(_information(connection, "views", "table_name", name)[0]), f"{text};"]
    in_turn = sorted(_information(connection, "triggers"), key=lambda row: int(row["action_order"]))
    parts += [_with_context(connection, row, "trigger") for row in in_turn]
    parts += [_with_context(connection, row, "event") for row in _information(connection, "events")]
    return "\n".join(parts) + "\n"


def _in_order(views: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The views by name, but what is made of others after them; a name behind AS is no view."""
    while views:
        of_others = {
            name: [
                other for other in views if other != name and re.search(f"(?<! AS ){re.escape(_quoted(other))}", text)
            ]
            for name, text in views.items()
        }
        name = min(views, key=lambda name: (bool(of_others[name]), name))
        yield name, views.pop(name)


def _entries(connection: Connection) -> Iterator[Entry]:
    yield Entry(title="database", lines=(_options(connection),))
    for name, kind in _relations(connection):
        lines = _created(connection, kind, name).splitlines()
        if kind == "table":
            end = next(number for number, line in enumerate(lines) if line.startswith(")"))
            columns = tuple(line.strip().removesuffix(",") for line in lines[1:end])
            options = _AUTO_INCREMENT.sub(r"\1", lines[end])
            yield Entry(title=f"table {name}", columns=columns, lines=(options, *lines[end + 1 :]))
        elif kind == "view":
            row = _information(connection, "views", "table_name", name)[0]
            yield Entry(title=f"view {name}", lines=(*lines, *_context(row)))
        else:
            yield Entry(title=f"{kind} {name}", lines=tuple(lines))
    for what in _BODIES:
        for row in _information(connection, what):
            yield _body(connection, what.removesuffix("s"), row)


def _body(connection: Connection, what: str, row: Row) -> Entry:
    """A routine, trigger or event."""
    kind, name = _kind(what, row), row[f"{what}_name"]
    told = _told(row)
    if kind.startswith("package"):
        told["text"] = _created(connection, kind, name)
    # The information schema does not tell this.
    aggregate = kind == "function" and re.match(r"CREATE (?:DEFINER=\S+ )?AGGREGATE ", _created(connection, kind, name))
    lines = [f"{key}: {line}" for key, value in told.items() for line in str(value).strip().splitlines()]
    lines += ["aggregate"] if aggregate else []
    for parameter in _information(connection, "parameters", "specific_name", name) if what == "routine" else ():
        if parameter["routine_type"].lower() == kind:
            lines.append(f"parameter: {_told(parameter)}")
    return Entry(title=f"{kind} {name}", lines=tuple(lines))


def _told(row: Row) -> dict[str, Any]:
    """What a row of the information schema says of an object itself."""
    return {key: value for key, value in sorted(row.items()) if value is not None and not _NOISE.match(key)}


def _kind(what: str, row: Row) -> str:
    return str(row["routine_type"]).lower() if what == "routine" else what


def _with_context(connection: Connection, row: Row, what: str) -> str:
    """The statement that makes a routine, trigger or event, under the settings that it was made under."""
    statement = _created(connection, _kind(what, row), row[f"{what}_name"])
    return "\n".join([*_context(row), f"DELIMITER {_END}", f"{statement}\n{_END}", "DELIMITER ;"])


def _context(row: Row) -> list[str]:
    """The settings that an object keeps from when it was made."""
    names = ("sql_mode", "time_zone", "character_set_client", "collation_connection")
    return [f"SET {name} = '{row[name]}';" for name in names if row.get(name) is not None]


def _relations(connection: Connection) -> list[tuple[str, str]]:
    """Tables, views and sequences as (name, kind)."""
    kinds = {"VIEW": "view", "SEQUENCE": "sequence"}
    rows = _rows(connection, "SHOW FULL TABLES")
    return sorted((name, kinds.get(kind, "table")) for name, kind in rows if name != LEDGER)


def _options(connection: Connection) -> str:
    return "CHARACTER SET {} COLLATE {}".format(
        *_rows(connection, "SELECT @@character_set_database, @@collation_database")[0]
    )


def _created(connection: Connection, kind: str, name: str) -> str:
    """What SHOW CREATE says, but for the name of the database."""
    import pymysql

    with connection.cursor(pymysql.cursors.DictCursor) as cursor:
        cursor.execute(f"SHOW CREATE {kind} {_quoted(name)}")
        (row,) = cursor.fetchall()
        cursor.execute("SELECT database() AS name")
        (own,) = cursor.fetchall()
    title = "SQL Original Statement" if kind == "trigger" else f"Create {kind.title()}"
    # A sequence is shown as a table.
    text = str(row[title] if title in row else row["Create Table"])
    return text.replace(f"{_quoted(own['name'])}.", "")


def _information(connection: Connection, table: str, column: str = "", value: str = "") -> list[Row]:
    """Rows of the information schema about this database, by column."""
    import pymysql

    place = {"routines": "routine_schema", "parameters": "specific_schema", "triggers": "trigger_schema"}
    schema = place.get(table, "event_schema" if table == "events" else "table_schema")
    chosen = f" AND {column} = %s" if column else ""
    with connection.cursor(pymysql.cursors.DictCursor) as cursor:
        cursor.execute(
            f"SELECT * FROM information_schema.{table} WHERE {schema} = database(){chosen}", [value] if column else None
        )
        rows = [{key.lower(): held for key, held in row.items()} for row in cursor.fetchall()]
    keys = ("ordinal_position", "routine_type", "routine_name", "trigger_name", "event_name")
    return sorted(
        rows, key=lambda row: [(key in row and row[key] is not None, row.get(key)) for key in keys if key in row]
    )


def _rows(connection: Connection, sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
