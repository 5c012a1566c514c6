"""Connecting to MySQL and MariaDB; `schemac_apply.drivers.mysql` says what is missing where PyMySQL is."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pymysql
from pymysql.charset import charset_by_name

from schemac_apply.drivers.connection import SERVER_TIMEOUTS, Timeouts
from schemac_apply.drivers.mysql import MySQL, kind_of
from schemac_apply.drivers.mysql_address import Address
from schemac_apply.errors import ConnectionFailed, InvalidURL

_NAMES = {"mysql": "MySQL", "mariadb": "MariaDB"}


def connect(
    address: Address, shown: str, dialect: str, *, wait: float | None = None, timeouts: Timeouts = SERVER_TIMEOUTS
) -> MySQL:
    """Connect to a database.

    Args:
        address: where it is.
        shown: its URL, as it stands in errors.
        dialect: "mysql" or "mariadb", which the server must be.
        wait, timeouts: see `schemac_apply.drivers.connect`.

    Raises:
        InvalidURL: an unknown character set, a certificate that cannot be read, or the server is of the other kind.
        ConnectionFailed: no server, or it refuses.
    """
    if charset_by_name(address.charset) is None:
        raise InvalidURL("unknown charset in the database URL", help="leave it out: it is utf8mb4 then")
    if address.socket is not None and not Path(address.socket).is_socket():
        raise ConnectionFailed(f"cannot connect to {shown}: there is no socket {address.socket}")
    options = _connect_options(address)
    failure = None
    try:
        raw = pymysql.connect(**options)
    except (pymysql.Error, OSError, RuntimeError) as error:
        failure = _connection_failure(error, address, shown)
    if failure is not None:
        # Not while the other error is handled: nobody can say what it knows.
        raise failure
    connection = MySQL(raw, dialect, options, wait=wait, timeouts=timeouts)
    try:
        ((version,),) = connection.query("SELECT version()")
        if kind_of(version) != dialect:
            raise InvalidURL(
                f"{shown} is {_NAMES[kind_of(version)]} {version}, not {_NAMES[dialect]}",
                help=f"write the URL as {kind_of(version)}://…",
            )
        connection.prepare()
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_options(address: Address) -> dict[str, Any]:
    options: dict[str, Any] = {
        "user": address.user,
        # PyMySQL would encode text as Latin-1.
        "password": address.password.encode(),
        "database": address.database,
        "charset": address.charset,
        "connect_timeout": address.connect_timeout,
        "autocommit": True,
        "program_name": "schemac",
    }
    if address.socket is not None:
        # A socket does not leave the machine; PyMySQL takes 50 ms to prepare for TLS.
        return {**options, "unix_socket": address.socket, "ssl_disabled": True}
    options |= {"host": address.host, "port": address.port}
    if address.ssl_mode == "DISABLED":
        options["ssl_disabled"] = True
    elif address.ssl_mode != "PREFERRED":
        options["ssl"] = _ssl_context(address)
    return options


def _ssl_context(address: Address) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=address.ssl_ca)
        # The certificates that MySQL makes for itself lack what Python 3.13 asks for.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        context.check_hostname = address.ssl_mode == "VERIFY_IDENTITY"
        context.verify_mode = ssl.CERT_NONE if address.ssl_mode == "REQUIRED" else ssl.CERT_REQUIRED
        if address.ssl_cert is not None:
            context.load_cert_chain(address.ssl_cert, address.ssl_key)
    except OSError as error:
        raise InvalidURL(f"ssl-ca, ssl-cert or ssl-key in the database URL cannot be used: {error}") from None
    return context


def _connection_failure(error: Exception, address: Address, shown: str) -> ConnectionFailed:
    message = str(error.args[-1] if error.args else error)
    if len(address.password) > 3:
        message = message.replace(address.password, "***")
    help = "pip install cryptography, or leave TLS on" if "cryptography" in message else None
    return ConnectionFailed(f"cannot connect to {shown}: {message}", help=help)
