"""Which databases, or schemas of one, a folder is applied to: read from a file, standard input or a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from schemac_apply.drivers import connect, dialect_of, masked
from schemac_apply.errors import InvalidURL, UsageError

STDIN = "-"
KINDS = ("url", "schema", "database")

_QUERY = re.compile(r"[\s(]*(?:SELECT|VALUES|WITH|TABLE)\b[\s(*'\"]", re.IGNORECASE)
_PART = re.compile(r"(schema|database)\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)
# One letter before the colon is a drive of Windows.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_FILE = re.compile(r"[/\\]|\.(?:db|db3|sqlite|sqlite3)\Z", re.IGNORECASE)
_BEFORE_DATABASE = re.compile(r"([^:/?]+://[^/?]*)(?:/[^?]*)?(\?.*)?", re.DOTALL)
_NAMED_DATABASE = re.compile(r"(?<=[?&])dbname=[^&]*&?")
# The server's own; and what a search_path takes for the name of the user, even in quotes.
_NO_TENANT = re.compile(r"pg_|(?:information_schema|\$user)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One database, or one schema of a database.

    Args:
        name: what it is called in output; it holds no password, and no other target of a run has it.
        url: of the database.
        schema: the schema in which a name without one is looked for and made (PostgreSQL); None is the database's.
    """

    name: str
    url: str = field(repr=False)
    schema: str | None = None


def read_targets(source: str, *, url: str | None, stdin: TextIO) -> list[Target]:
    """Read the targets of a run.

    Args:
        source: a file, `-`, or a query. In a file each line is a URL, the path of an SQLite file, or `schema=NAME` or
            `database=NAME` of `url`; empty lines and those that begin with `#` are skipped. A query has a column
            `url`, `schema` or `database`, and may have another one, `name`.
        url: the database that the query is run on, and that schemas and databases are said of.
        stdin: what `-` stands for.

    Raises:
        UsageError: the source cannot be read, a line is none of these, or two are the same.
        ApplyError: the database of the query cannot be reached.
    """
    found = _distinct(_queried(source, url) if _QUERY.match(source) else _listed(_lines(source, stdin), url))
    if not found:
        raise UsageError("there is no target: --targets has found none", help="nothing was done")
    return found


def _lines(source: str, stdin: TextIO) -> Iterator[tuple[str, str]]:
    """The lines of a file that hold something, each with its place."""
    shown = "<stdin>" if source == STDIN else source
    try:
        text = stdin.read() if source == STDIN else Path(source).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(
            f"there is no file {source} with targets",
            help="--targets takes a file, - for standard input, or a query that begins with SELECT, WITH or VALUES",
        ) from None
    except UnicodeDecodeError:
        raise UsageError(f"{shown}: not UTF-8", help="save the file as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{shown} cannot be read: {error.strerror}") from None
    for number, line in enumerate(text.removeprefix("\N{BYTE ORDER MARK}").split("\n"), 1):
        if (line := line.strip()) and not line.startswith("#"):
            yield f"{shown}:{number}", line


def _listed(lines: Iterable[tuple[str, str]], url: str | None) -> Iterator[tuple[str, Target]]:
    for place, line in lines:
        if part := _PART.fullmatch(line):
            yield place, _target(place, part[1].lower(), part[2], url)
        elif _SCHEME.match(line):
            yield place, _target(place, "url", line, url)
        elif _FILE.search(line):
            yield place, Target(name=_shown(line), url="sqlite:///" + quote(line))
        else:
            raise UsageError(
                f"{place}: neither a URL, nor schema=NAME or database=NAME, nor the path of a file",
                help="write a schema of the database --url as schema=NAME, an SQLite file beside you as ./NAME",
            )


def _queried(query: str, url: str | None) -> Iterator[tuple[str, Target]]:
    if url is None:
        raise UsageError("no database to run the query of --targets on", help="give its URL with --url")
    columns, rows = _answer(query, url)
    kinds = [column for column in columns if column in KINDS]
    if len(kinds) != 1 or len(columns) != len(set(columns)) or not set(columns) <= {kinds[0], "name"}:
        raise UsageError(
            f"the query of --targets has the columns {', '.join(columns) or '(none)'}",
            help="it needs one that is called url, schema or database, and may have one more, name:"
            " SELECT schema_name AS schema FROM tenants",
        )
    for number, row in enumerate(rows, 1):
        values, place = dict(zip(columns, row, strict=True)), f"row {number} of --targets"
        for column, value in values.items():
            if not isinstance(value, str):
                found = "no value" if value is None else f"a value of the type {type(value).__name__}"
                raise UsageError(f"{place}: {found} in the column {column}", help="each must be a text")
        yield place, _target(place, kinds[0], values[kinds[0]], url, name=values.get("name"))


_READ_ONLY = {
    "postgres": "BEGIN READ ONLY",
    "sqlite": "PRAGMA query_only = ON",
    **dict.fromkeys(("mysql", "mariadb"), "START TRANSACTION READ ONLY"),
}


def _answer(query: str, url: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of a query's columns, in lower case, and its rows."""
    with connect(url, create=False) as connection:
        cursor = connection.raw.cursor()
        try:
            # Who asks for targets changes nothing, and a dry run not at all.
            cursor.execute(_READ_ONLY[connection.dialect])
            cursor.execute(query)
            columns = [column[0].lower() for column in cursor.description or ()]
            return columns, [tuple(row) for row in cursor.fetchall()] if columns else []
        # Drivers have no common class of errors.
        except Exception as error:
            message = error.args[-1] if error.args else error
            raise UsageError(f"the query of --targets failed: {str(message).strip()}") from None


def _target(place: str, kind: str, value: str, url: str | None, *, name: str | None = None) -> Target:
    """The target that a line or a row stands for. Raises UsageError."""
    if not value or "\0" in value:
        raise UsageError(f"{place}: {kind} has no value" if not value else f"{place}: a NUL in {kind}")
    if kind == "url":
        _dialect(place, value)
        return Target(name=_shown(name or value), url=value)
    if url is None:
        raise UsageError(f"{place}: a {kind} of which database?", help="give the URL of one with --url")
    dialect = _dialect(place, url)
    if kind == "schema":
        return Target(name=_shown(name or value), url=url, schema=_schema(place, value, dialect))
    if dialect == "sqlite":
        raise UsageError(f"{place}: a file of SQLite is no server with databases", help="write the paths of files")
    return Target(name=_shown(name or value), url=_with_database(url, value))


def _dialect(place: str, url: str) -> str:
    try:
        return dialect_of(url)
    except InvalidURL as error:
        raise UsageError(f"{place}: {error.message}", help=error.help) from None


def _schema(place: str, name: str, dialect: str) -> str:
    if dialect != "postgres":
        raise UsageError(f"{place}: only a database of PostgreSQL has schemas", help="write database=NAME")
    if _NO_TENANT.match(name):
        raise UsageError(f"{place}: the schema {name} cannot be a target: the name has a meaning of the server's")
    return name


def _with_database(url: str, name: str) -> str:
    """The URL, with another database in it."""
    match = _BEFORE_DATABASE.fullmatch(url)
    if match is None:
        raise UsageError("--url has no place for a database", help="write it as postgresql://user@host/database")
    # In libpq's URLs an option goes before the path.
    options = _NAMED_DATABASE.sub("", match[2] or "").rstrip("?&")
    return f"{match[1]}/{quote(name, safe='')}{options}"


def _shown(name: str) -> str:
    """The name on one line, without a password."""
    without = masked(name).replace(":***@", "@")
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in without)


def _distinct(found: Iterable[tuple[str, Target]]) -> list[Target]:
    """The targets, each of them once. Raises UsageError."""
    targets: list[Target] = []
    places: dict[object, str] = {}
    for place, target in found:
        for key in (target.name, (target.url, target.schema)):
            if key in places:
                raise UsageError(f"{place}: {target.name} is a target already, by {places[key]}")
        places[target.name] = places[target.url, target.schema] = place
        targets.append(target)
    return targets
