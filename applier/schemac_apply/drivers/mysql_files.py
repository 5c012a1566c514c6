"""The option files of MySQL's and MariaDB's clients.

https://dev.mysql.com/doc/refman/8.0/en/option-files.html, https://mariadb.com/kb/en/configuring-mariadb-with-option-files/
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

_SYSTEM = (Path("/etc/my.cnf"), Path("/etc/mysql/my.cnf"))
_GROUPS = {"mysql": ("client",), "mariadb": ("client", "client-server", "client-mariadb")}
_NAMES = ("host", "password", "port", "socket", "ssl-ca", "ssl-cert", "ssl-key", "ssl-mode", "user")
# MariaDB's, and older ones of MySQL, for a mode of TLS.
_SSL_SWITCHES = {
    ("ssl", True): "REQUIRED",
    ("ssl", False): "DISABLED",
    ("skip-ssl", True): "DISABLED",
    ("disable-ssl", True): "DISABLED",
    ("ssl-verify-server-cert", True): "VERIFY_IDENTITY",
    ("ssl-verify-server-cert", False): "REQUIRED",
}
_FALSE = ("0", "false", "off")
_NESTED = 10
_ESCAPE = re.compile(r"\\([btnrs\\])")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "r": "\r", "s": " ", "\\": "\\"}


def option_files() -> list[Path]:
    """Those that a client reads, the last of which has the last word: the system's, and the user's."""
    home = os.environ.get("HOME")
    return [*_SYSTEM, *([Path(home, ".my.cnf")] if home else [])]


def read_options(dialect: str, files: list[Path] | None = None) -> Mapping[str, str]:
    """What the option files say of how to reach a server, by the names that stand there, with dashes.

    A file that cannot be read, or that everybody may write to, says nothing.
    """
    options: dict[str, str] = {}
    for file in option_files() if files is None else files:
        for group, name, value in _assignments(file, 0):
            if group not in _GROUPS[dialect]:
                continue
            name = name.replace("_", "-").removeprefix("loose-")
            if name in _NAMES and value is not None:
                options[name] = value
            elif mode := _SSL_SWITCHES.get((name, value is None or value.lower() not in _FALSE)):
                options["ssl-mode"] = mode
    return options


def _assignments(file: Path, depth: int) -> Iterator[tuple[str, str, str | None]]:
    """Each group, name and value of a file, and of those that it includes."""
    group = ""
    for line in _lines(file):
        if line.startswith("!"):
            yield from _included(line, depth)
        elif line.startswith("["):
            group = line[1:].partition("]")[0].strip()
        else:
            name, equals, value = line.partition("=")
            yield group, name.strip(), _unquoted(value.strip()) if equals else None


def _included(line: str, depth: int) -> Iterator[tuple[str, str, str | None]]:
    word, _, place = line.partition(" ")
    path = Path(place.strip())
    if depth == _NESTED:
        return
    if word == "!include":
        yield from _assignments(path, depth + 1)
    elif word == "!includedir" and path.is_dir():
        for file in sorted(path.glob("*.cnf")):
            yield from _assignments(file, depth + 1)


def _lines(file: Path) -> Iterator[str]:
    try:
        if file.stat().st_mode & stat.S_IWOTH:
            return
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for line in map(str.strip, text.splitlines()):
        if line and line[0] not in "#;":
            yield line[: _end(line)].strip()


def _end(line: str) -> int:
    """Where the comment begins that ends a line."""
    quote, escaped = "", False
    for index, character in enumerate(line):
        if character in "'\"" and not escaped:
            quote = character if not quote else "" if quote == character else quote
        if character == "#" and not quote:
            return index
        escaped = bool(quote) and character == "\\" and not escaped
    return len(line)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    return _ESCAPE.sub(lambda match: _ESCAPED[match[1]], value)
