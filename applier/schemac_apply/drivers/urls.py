"""What the URL of a database says."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

from schemac_apply.errors import InvalidURL, UnknownScheme

_DIALECTS = {
    "libsql": "sqlite",
    "mariadb": "mariadb",
    "mysql": "mysql",
    "postgres": "postgres",
    "postgresql": "postgres",
    "sqlite": "sqlite",
}
PASSWORD_VARIABLES = {"mariadb": "MYSQL_PWD", "mysql": "MYSQL_PWD", "postgres": "PGPASSWORD"}
_SCHEME = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*):")
_USER_PASSWORD = re.compile(r"\A([^:/]*://[^:/?@]*:)(.*)(?=@)", re.DOTALL)
_USER = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*://)(?:([^/?#@:]*)(:[^@/]*)?@)?")
_NAMED_PASSWORD = re.compile(r"(?i)((?:password|passwd|sslpassword|pwd)\s*=\s*)('(?:[^'\\]|\\.)*'|[^&\s]*)")


def to_look_at(url: str) -> str:
    """The URL for whoever changes nothing: an SQLite file that is not there is an empty database in memory."""
    if dialect_of(url) == "sqlite" and not on_server(url):
        path = sqlite_path(url)
        if path != ":memory:" and not Path(path).exists():
            return "sqlite::memory:"
    return url


def dialect_of(url: str) -> str:
    """The dialect that a URL's scheme stands for. Raises UnknownScheme."""
    match = _SCHEME.match(url)
    scheme = match[1].lower() if match else ""
    if scheme in _DIALECTS:
        return _DIALECTS[scheme]
    known = ", ".join(sorted(_DIALECTS))
    if not match:
        raise UnknownScheme(
            f"the database URL has no scheme; known ones: {known}",
            help="write it as postgresql://user@host/database or sqlite:///path/to/file.db",
        )
    close = difflib.get_close_matches(scheme, _DIALECTS, n=1, cutoff=0.5)
    if scheme == "jdbc":
        raise UnknownScheme(
            "a URL of JDBC is none that is taken here",
            help="leave jdbc: out, and write user and password before the host: postgresql://user:password@host/database",
        )
    raise UnknownScheme(
        f"no driver for the scheme {scheme!r}; known ones: {known}",
        help=f"did you mean {close[0]}?" if close else None,
    )


def masked(url: str) -> str:
    """The URL with `***` in place of its password, wherever it stands."""
    return replace_passwords(url, lambda _: "***")


def replace_passwords(text: str, substitute: Callable[[str], str]) -> str:
    """A URL, or an argument that has one, with something else in place of its passwords."""
    text = _USER_PASSWORD.sub(lambda match: match[1] + substitute(match[2]), text)
    return _NAMED_PASSWORD.sub(lambda match: match[1] + substitute(match[2]), text)


def with_password(url: str, password: str) -> str:
    """The URL of a server with a password in it, where it has none."""
    match = _USER.match(url)
    if match is None or match[3]:
        return url
    return f"{match[1]}{match[2] or ''}:{quote(password, safe='')}@{url[match.end() :]}"


def on_server(url: str) -> bool:
    """Whether a URL of libSQL names a server."""
    return re.match(r"libsql://[^/]", url, re.IGNORECASE) is not None


def refuse_unencoded_password(url: str, dialect: str) -> None:
    """Raises InvalidURL where a driver would cut the URL within its password, and name parts of that in its error."""
    match = _USER_PASSWORD.match(url.partition("?")[0])
    if match and re.search(r"[/@#?\s\[\]]", match[2]):
        raise InvalidURL(
            "the password in the database URL has characters that must be percent-encoded",
            help="write / as %2F, @ as %40, # as %23, ? as %3F; or put the password in " + PASSWORD_VARIABLES[dialect],
        )


def sqlite_path(url: str) -> str:
    """The file that a URL of SQLite names, or `:memory:`. Raises InvalidURL."""
    rest = url.partition(":")[2]
    if rest in (":memory:", "///:memory:", "//", "///"):
        return ":memory:"
    if "?" in rest:
        raise InvalidURL("a sqlite URL takes no parameters", help="write a ? in a file name as %3F")
    if rest.startswith("///"):
        rest = rest[3:]
    elif rest.startswith("//"):
        raise InvalidURL("a sqlite URL has no host", help="write sqlite:///relative.db or sqlite:////absolute.db")
    if not rest:
        raise InvalidURL("the sqlite URL names no file", help="write sqlite:///relative.db")
    return unquote(rest)
