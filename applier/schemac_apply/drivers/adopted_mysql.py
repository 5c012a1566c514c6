"""Connections of PyMySQL that somebody else has opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from pymysql import converters
from pymysql.constants import SERVER_STATUS

from schemac_apply.drivers.connection import Timeouts
from schemac_apply.drivers.mysql import MySQL, kind_of
from schemac_apply.errors import DatabaseError, UsageError

# What would change what we read and write, and what it has to be.
_ATTRIBUTES = {
    "decoders": {key: value for key, value in converters.conversions.items() if isinstance(key, int)},
    "encoders": {key: value for key, value in converters.conversions.items() if not isinstance(key, int)},
    "use_unicode": True,
    # A statement may take long.
    "_read_timeout": None,
    "_write_timeout": None,
}
_KEPT = ("autocommit_mode", "charset", "collation", "encoding")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@contextmanager
def adopt_pymysql(raw: Any, *, wait: float | None, timeouts: Timeouts) -> Iterator[MySQL]:
    """Our connection on one of PyMySQL. Raises UsageError, DatabaseError."""
    if not raw.open:
        raise UsageError("the connection is closed")
    result = getattr(raw, "_result", None)
    if result is not None and (result.unbuffered_active or result.has_next):
        raise UsageError("the connection has a result that was not read to its end", help="close its cursor first")
    if raw.server_status & SERVER_STATUS.SERVER_STATUS_IN_TRANS:
        raise UsageError("a transaction is open on the connection", help="commit it or roll it back first")
    kept = {name: getattr(raw, name) for name in (*_ATTRIBUTES, *_KEPT) if hasattr(raw, name)}
    for name, value in _ATTRIBUTES.items():
        if name in kept:
            setattr(raw, name, value)
    try:
        connection = MySQL(raw, kind_of(raw.get_server_info()), _options(raw), wait=wait, timeouts=timeouts)
        settings, variables = connection.settings(), _variables(connection)
        try:
            if raw.charset != "utf8mb4":
                raw.set_character_set("utf8mb4")
            raw.autocommit(True)
            connection.prepare()
            yield connection
        finally:
            _leave(connection, settings, variables)
    finally:
        for name, value in kept.items():
            setattr(raw, name, value)


def _leave(connection: MySQL, settings: Mapping[str, str], variables: Mapping[str, str]) -> None:
    raw = connection.raw
    if raw.open and raw.server_status & SERVER_STATUS.SERVER_STATUS_IN_TRANS:
        connection.rollback()
    if not raw.open:
        return
    try:
        connection.restore(settings)
        # What a script has set besides that.
        for name, value in _variables(connection).items():
            before = variables.get(name)
            if before is not None and before != value:
                # Not all that changes can be set.
                with suppress(DatabaseError):
                    connection.execute(
                        f"SET SESSION {name} = {before if _NUMBER.fullmatch(before) else raw.escape(before)}"
                    )
    except DatabaseError:
        # The connection is lost.
        return


def _variables(connection: MySQL) -> dict[str, str]:
    return dict(connection.query("SHOW SESSION VARIABLES"))


def _options(raw: Any) -> dict[str, Any]:
    """How to connect to the same server."""
    options = {name: getattr(raw, name) for name in ("user", "password", "unix_socket", "host", "port", "bind_address")}
    if raw.unix_socket:
        options["ssl_disabled"] = True
    elif getattr(raw, "_ssl_required", False):
        options["ssl"] = raw.ctx
    return {**options, "auth_plugin_map": raw._auth_plugin_map, "server_public_key": raw.server_public_key}
