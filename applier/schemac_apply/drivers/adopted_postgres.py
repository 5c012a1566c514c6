"""Connections of psycopg that somebody else has opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.pq import PipelineStatus, TransactionStatus

from schemac_apply.drivers.connection import Timeouts
from schemac_apply.drivers.postgres import PostgreSQL, on
from schemac_apply.errors import DatabaseError, UsageError


@contextmanager
def adopt_psycopg(raw: psycopg.Connection[Any], *, wait: float | None, timeouts: Timeouts) -> Iterator[PostgreSQL]:
    """Our connection on one of psycopg. Raises UsageError, DatabaseError."""
    if raw.closed:
        raise UsageError("the connection is closed")
    if raw.pgconn.pipeline_status != PipelineStatus.OFF:
        raise UsageError("the connection is in pipeline mode", help="leave the block of `connection.pipeline()` first")
    if raw.info.transaction_status != TransactionStatus.IDLE:
        raise UsageError("a transaction is open on the connection", help="commit it or roll it back first")
    autocommit, encoding = raw.autocommit, raw.info.parameter_status("client_encoding") or "UTF8"
    raw.autocommit = True
    try:
        connection = on(raw, wait=wait, timeouts=timeouts, shared=True)
        settings = connection.settings()
        try:
            if encoding != "UTF8":
                connection.execute("SET client_encoding = 'UTF8'")
            connection.prepare()
            yield connection
        finally:
            _leave(connection, encoding, settings)
    finally:
        if not raw.closed:
            raw.autocommit = autocommit


def _leave(connection: PostgreSQL, encoding: str, settings: Any) -> None:
    connection.rollback()
    if connection.raw.closed:
        return
    try:
        connection.restore(settings)
        if connection.pooled and encoding != "UTF8":
            # A pooler keeps account of this one setting for each of its clients.
            connection.execute(f"SET client_encoding = '{encoding}'")
    except DatabaseError:
        # The connection is lost.
        return
