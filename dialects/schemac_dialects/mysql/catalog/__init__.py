"""What the catalogues of MySQL and MariaDB say: a fixed number of queries, and the SHOW CREATE of every object."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import Any

Row = tuple[Any, ...]

_REFERENCE_SYSTEMS = "reference_systems.sql"
"""The query that is asked on MariaDB alone, where a column is a geometry."""
_CHARSET = "utf8mb4"
_NO_LIMIT = "18446744073709551615"
_BATCH = 200
"""How many SHOW statements are sent in one message."""
READING: Mapping[str, str] = {
    "sql_mode": "''",
    "sql_quote_show_create": "1",
    "show_create_table_verbosity": "0",
    "show_create_table_skip_secondary_engine": "0",
    # A primary key that the server makes for a table without one is no part of the schema.
    "show_gipk_in_create_table_and_information_schema": "0",
    "character_set_results": "utf8mb4",
}
"""What decides how the server writes; variables that it does not have are left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Whose database it is, and what it has where a table says nothing.

    account: who is connected; collation: of the database; default_collation: of the server; charsets: each with the
    collation that it has by itself.
    """

    database: str
    account: str
    collation: str
    default_collation: str
    lower_case: bool
    time_zone: str
    charsets: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What the queries found, row by row."""

    server: Server
    relations: Sequence[Row]
    views: Sequence[Row]
    triggers: Sequence[Row]
    routines: Sequence[Row]
    parameters: Sequence[Row]
    events: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Refused:
    """What the server says of an object that it cannot show."""

    code: int
    message: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of an answer, and how many warnings came with it."""

    rows: Sequence[Row]
    warnings: int

    @property
    def row(self) -> Row:
        """The first row."""
        return self.rows[0]


def read(raw: Any) -> Catalog:
    """The lists of the catalogues; raises pymysql.Error."""
    found = {
        path.name.removesuffix(".sql"): _rows(raw, path.read_text(encoding="utf-8"))
        for path in sorted(resources.files(__name__).iterdir(), key=lambda path: path.name)
        if path.name.endswith(".sql") and path.name != _REFERENCE_SYSTEMS
    }
    return Catalog(server=_server(found.pop("server"), found.pop("charsets")), **found)


def read_reference_systems(raw: Any) -> Mapping[tuple[str, str], int]:
    """The reference systems of columns by table and column; raises pymysql.Error."""
    rows = _rows(raw, resources.files(__name__).joinpath(_REFERENCE_SYSTEMS).read_text(encoding="utf-8"))
    return {(table, column): int(system) for table, column, system in rows}


def read_server(raw: Any) -> Server:
    """What the server and the database are; raises pymysql.Error."""
    folder = resources.files(__name__)
    texts = (folder.joinpath(f"{name}.sql").read_text(encoding="utf-8") for name in ("server", "charsets"))
    return _server(*(_rows(raw, text) for text in texts))


def _server(rows: Sequence[Row], charsets: Sequence[Row]) -> Server:
    database, account, collation, default_collation, lower_case, time_zone = rows[0]
    return Server(
        database=database,
        account=account,
        collation=collation,
        default_collation=default_collation,
        lower_case=bool(int(lower_case)),
        time_zone=time_zone,
        charsets=dict(charsets),
    )


def _rows(raw: Any, sql: str) -> Sequence[Row]:
    with raw.cursor() as cursor:
        cursor.execute(sql)
        rows: Sequence[Row] = cursor.fetchall()
        return rows


@contextmanager
def settings(raw: Any, wanted: Mapping[str, str] = READING) -> Iterator[None]:
    """The session's settings as they have to be while something is read, and after that as they were."""
    charset = raw.charset
    if charset != _CHARSET:
        raw.set_character_set(_CHARSET)
    listed = ", ".join(f"'{name}'" for name in wanted)
    # It would cut off what is asked next.
    ((limit,),) = _rows(raw, "select @@session.sql_select_limit")
    _set(raw, {"sql_select_limit": _NO_LIMIT})
    before: dict[str, str] = dict(_rows(raw, f"show session variables where variable_name in ({listed})"))
    _set(raw, {name: value for name, value in wanted.items() if name in before})
    try:
        yield
    finally:
        if raw.open:
            quoted = {name: raw.escape(value) if value else "''" for name, value in before.items()}
            _set(raw, {**quoted, "sql_select_limit": str(limit)})
            if charset != _CHARSET:
                raw.set_character_set(charset)


def _set(raw: Any, values: Mapping[str, str]) -> None:
    with raw.cursor() as cursor:
        numbers = {name: value[1:-1] if value[1:-1].isdigit() else value for name, value in values.items()}
        cursor.execute("set " + ", ".join(f"session {name} = {value}" for name, value in numbers.items()))


def shown(raw: Any, statements: Sequence[str]) -> list[Shown | Refused]:
    """What the server answers to each of some statements, the refusals among it; raises pymysql.Error."""
    from schemac_apply.drivers.mysql import several_statements

    answers: list[Shown | Refused] = []
    while len(answers) < len(statements):
        batch = list(itertools.takewhile(_one, statements[len(answers) : len(answers) + _BATCH]))
        if len(batch) > 1:
            with several_statements(raw):
                answers += _answers(raw, batch)
        else:
            answers += _answers(raw, statements[len(answers) : len(answers) + 1])
    return answers


def _one(statement: str) -> bool:
    """Whether a statement cannot be two; one that could is sent by itself, and the server takes no second one."""
    return ";" not in statement


def _answers(raw: Any, statements: Sequence[str]) -> list[Shown | Refused]:
    """The answers up to the first refusal: the server does not go on after it."""
    import pymysql

    answers: list[Shown | Refused] = []
    with raw.cursor() as cursor:
        try:
            # A line of its own: a statement may end in a comment.
            cursor.execute("\n;\n".join(statements))
            while True:
                answers.append(Shown(cursor.fetchall(), cursor.warning_count))
                if not cursor.nextset():
                    return answers
        except pymysql.Error as error:
            if not raw.open or not error.args or not isinstance(error.args[0], int) or error.args[0] in _LOST:
                raise
            answers.append(Refused(error.args[0], str(error.args[-1])))
    return answers


_LOST = range(2000, 3000)
"""The errors of a client that has no connection any more."""
