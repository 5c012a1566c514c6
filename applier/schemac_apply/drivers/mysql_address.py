"""Where a MySQL or MariaDB database is, as a URL says it."""

from __future__ import annotations

import difflib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, unquote, urlsplit

from schemac_apply.drivers.mysql_files import read_options
from schemac_apply.errors import InvalidURL

SSL_MODES = ("DISABLED", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY")
_OPTIONS = ("charset", "connect_timeout", "socket", "ssl-ca", "ssl-cert", "ssl-key", "ssl-mode", "unix_socket")
_CONNECT_TIMEOUT = 10.0
_PORT = 3306


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A database and how to reach it.

    Args:
        database: its name.
        host: of the server; unused where there is a socket.
        port: of the server.
        socket: the path of the server's Unix socket, if it is to be used.
        user: None is the user of the operating system.
        password: may be empty.
        charset: of the connection.
        connect_timeout: in seconds.
        ssl_mode: one of SSL_MODES, as the option of that name of MySQL's clients.
        ssl_ca, ssl_cert, ssl_key: files in PEM.
    """

    database: str
    host: str = "localhost"
    port: int = _PORT
    socket: str | None = None
    user: str | None = None
    password: str = field(default="", repr=False)
    charset: str = "utf8mb4"
    connect_timeout: float = _CONNECT_TIMEOUT
    ssl_mode: str = "PREFERRED"
    ssl_ca: str | None = None
    ssl_cert: str | None = None
    ssl_key: str | None = None


def read_address(url: str, *, password: str | None = None, files: list[Path] | None = None) -> Address:
    """Read `mysql://user:password@host:port/database?option=value`, or the same with `mariadb`.

    What the URL does not say is looked up where the clients of the server do. Option files go before the environment:
    https://dev.mysql.com/doc/refman/8.0/en/program-options.html

    Args:
        url: the URL.
        password: used where the URL has none.
        files: the option files; None are those that a client reads.

    Raises:
        InvalidURL: a part cannot be read, there is no database, or an option is unknown; nothing of the URL but
            the name of an option is repeated.
    """
    parts, port = _split(url)
    database = unquote(parts.path.removeprefix("/"))
    if not database or "/" in parts.path.removeprefix("/"):
        raise InvalidURL(
            "the database URL names no database" if not database else "the database URL has a path of several parts",
            help="write it as mysql://user@host/database; a / in a name as %2F",
        )
    given = _options(parts.query)
    filed = dict(read_options("mariadb" if parts.scheme == "mariadb" else "mysql", files))
    if parts.hostname or "socket" in given or "unix_socket" in given:
        filed.pop("socket", None)
    if any(name.startswith("ssl-") for name in given):
        # It would have a say in what the URL's certificates are for.
        filed.pop("ssl-mode", None)
    options = {**filed, **given}
    ssl_ca, ssl_cert, ssl_key = (options.get(f"ssl-{name}") for name in ("ca", "cert", "key"))
    # As MySQL's clients have it: a certificate authority is there to be checked against.
    implied = "VERIFY_CA" if ssl_ca else "REQUIRED" if ssl_cert or ssl_key else "PREFERRED"
    passwords = (None if parts.password is None else unquote(parts.password), password, filed.get("password"))
    return Address(
        database=database,
        host=unquote(parts.hostname) if parts.hostname else options.get("host", "localhost"),
        port=port or _port(filed.get("port")),
        socket=options.get("socket") or options.get("unix_socket"),
        user=unquote(parts.username) if parts.username else filed.get("user"),
        password=next((one for one in passwords if one is not None), os.environ.get("MYSQL_PWD", "")),
        charset=options.get("charset", "utf8mb4").lower(),
        connect_timeout=_connect_timeout(options.get("connect_timeout")),
        ssl_mode=_ssl_mode(options.get("ssl-mode", implied)),
        ssl_ca=ssl_ca,
        ssl_cert=ssl_cert,
        ssl_key=ssl_key,
    )


def _split(url: str) -> tuple[SplitResult, int | None]:
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts, parts.port
    # Not while the other error is handled, which repeats parts of the URL.
    raise InvalidURL(
        "the host or the port in the database URL cannot be read",
        help="write it as mysql://user:password@host:3306/database",
    )


def _port(text: str | None) -> int:
    if text is None:
        return _PORT
    if not text.isdecimal() or not 0 <= int(text) < 65536:
        raise InvalidURL("the port in an option file is no number of a port")
    return int(text) or _PORT


def _options(query: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        name, value = unquote(name), unquote(value)
        # MySQL's option files have a dash or an underscore in a name.
        known = next((option for option in _OPTIONS if option.replace("-", "_") == name.replace("-", "_")), None)
        if known is None:
            _refuse_option(name)
        if not value:
            raise InvalidURL(f"the option {known} in the database URL has no value")
        options[known] = value
    return options


def _refuse_option(name: str) -> NoReturn:
    close = difflib.get_close_matches(name, _OPTIONS, n=1)
    raise InvalidURL(
        f"unknown option {name!r} in the database URL",
        help=f"did you mean {close[0]}?" if close else f"known ones: {', '.join(_OPTIONS)}",
    )


def _connect_timeout(text: str | None) -> float:
    if text is None:
        return _CONNECT_TIMEOUT
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 31_536_000:
        raise InvalidURL("the option connect_timeout in the database URL takes a number of seconds")
    return seconds


def _ssl_mode(text: str) -> str:
    mode = text.upper()
    if mode not in SSL_MODES:
        close = difflib.get_close_matches(mode, SSL_MODES, n=1)
        raise InvalidURL(
            "unknown ssl-mode in the database URL or in an option file",
            help=f"did you mean {close[0]}?" if close else f"known ones: {', '.join(SSL_MODES)}",
        )
    return mode
