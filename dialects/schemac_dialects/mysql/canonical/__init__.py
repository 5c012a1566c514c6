"""How the server would write what is declared: it is asked, with temporary tables and views of a moment.

Only what differs is asked, all of it in few messages. A temporary table commits no transaction and locks nothing; a
view that is made and dropped does commit, so nothing here may run inside a transaction. What the server refuses here,
since it needs something that is not there yet, is a change whatever its style. An account that may make no views has
the queries of views compared word by word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from schemac import ir, names
from schemac.diagnostics import fail
from schemac.ir import Address, Database, TopLevel
from schemac_apply.mysql_conditions import SQL_MODES
from schemac_dialects.mysql import ddl
from schemac_dialects.mysql.canonical import programs, tables
from schemac_dialects.mysql.canonical.asking import Answer, Asking
from schemac_dialects.mysql.catalog import READING, Server, read_server, settings, shown
from schemac_dialects.mysql.flavour import Flavour


def canonical(connection: Any, declared: Database, live: Database, *, flavour: Flavour) -> Database:
    """The declared database with each text that means the same as the live one written as the live one is.

    Args:
        connection: a driver's connection; only its ``raw`` PyMySQL connection is used.
    """
    import pymysql

    if declared == live:
        return declared
    raw = connection.raw
    try:
        server = read_server(raw)
        counterparts = programs.counterparts(declared, live, lower_case=server.lower_case)
        pairs = {
            address: (found, counterparts[address])
            for address, found in declared.objects.items()
            if address in counterparts and found != counterparts[address]
        }
        # Dates of zeros are asked about like any other default.
        modes = [mode for mode in SQL_MODES[flavour.name].split(",") if not mode.startswith("NO_ZERO_")]
        as_applied = {**READING, "sql_mode": f"'{','.join(modes)}'", "character_set_results": "binary"}
        with settings(raw, as_applied):
            settled = _settled(raw, pairs, server, flavour)
    except pymysql.Error as error:
        message = error.args[-1] if error.args else error
        raise fail("comparison-failed", f"{flavour.title} would not compare: {message}", exit_code=3) from None
    # In the order of declaration: whoever compares tells by it which one became which.
    return ir.database(settled.get(address, found) for address, found in declared.objects.items())


def _settled(
    raw: Any, pairs: Mapping[Address, tuple[TopLevel, TopLevel]], server: Server, flavour: Flavour
) -> Mapping[Address, TopLevel]:
    """Runs all that ask side by side: what they ask in one round goes out together."""
    here = ddl.surroundings(server, flavour)
    asking: dict[Address, Asking] = {}
    for number, (address, (own, live)) in enumerate(pairs.items()):
        scratch = f"schemac_canonical_{raw.thread_id()}_{number}"
        if isinstance(own, ir.Table) and isinstance(live, ir.Table):
            asking[address] = tables.table(own, live, here, scratch)
        else:
            asking[address] = programs.program(own, live, here, scratch)
    settled: dict[Address, TopLevel] = {}
    answers: dict[Address, Sequence[Answer] | None] = dict.fromkeys(asking)
    while asking:
        asked: dict[Address, Sequence[str]] = {}
        for address, one in list(asking.items()):
            try:
                asked[address] = one.send(answers[address])
            except StopIteration as stop:
                settled[address] = _named(stop.value, pairs[address][1])
                del asking[address]
        if not asking:
            break
        found = iter(shown(raw, [statement for statements in asked.values() for statement in statements]))
        answers = {address: [next(found) for _ in statements] for address, statements in asked.items()}
    return settled


def _named(found: TopLevel, live: TopLevel) -> TopLevel:
    """An object under the live one's name, which a server may keep in small letters."""
    if found.name == live.name:
        return found
    if isinstance(found, ir.Table) and found.primary_key is not None:
        key = replace(found.primary_key, name=names.primary_key_name(live.name))
        found = replace(found, primary_key=key)
    return replace(found, name=live.name)
