"""Live databases of MySQL and MariaDB, as the tests of this folder use them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from textwrap import dedent
from typing import Any

from schemac import dialect, folder, ir, source, validate
from schemac.comparison import in_declared_words
from schemac.dialect import Dialect, Filters, Introspected
from schemac.diff import diff
from schemac.emit import emit
from schemac.lower import lower
from schemac.operation import Operation
from schemac.plan import plan
from schemac_apply import drivers, run_script


def dialect_of(url: str) -> Dialect:
    """The dialect of a URL."""
    return dialect.find(drivers.dialect_of(url))


def execute(url: str, *statements: str) -> None:
    """Run statements on one connection."""
    with drivers.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)


def introspected(url: str, *tables: str) -> Introspected:
    """The live database."""
    with drivers.connect(url) as connection:
        return dialect_of(url).introspect(connection, Filters(tables=tables))


def only(url: str, kind: str = "table") -> Any:
    """The only object of a kind."""
    found = introspected(url)
    assert not found.diagnostics
    (one,) = found.database.of_kind(kind)
    return one


def declared(text: str, chosen: Dialect) -> ir.Database:
    """The database of a schema file, whose head need not be said."""
    text = text if text.startswith("schemac:") else f"schemac: 1\n{dedent(text)}"
    document = source.parse(source.decode(text.encode(), "schema.yaml"), path="schema.yaml")
    found = validate.validate(document)
    assert not found, found
    return lower([document], chosen, root=Path()).database


def apply(url: str, text: str) -> None:
    """Bring a database to a schema file, from what it is."""
    chosen = dialect_of(url)
    with drivers.connect(url) as connection:
        live = chosen.introspect(connection, Filters()).database
        script = folder.up_text(plan(diff(live, declared(text, chosen), same=chosen.rules.same), chosen), lint={})
        run_script(connection, script, path="up.sql")


def difference(url: str, text: str) -> list[Operation]:
    """What still leads from a database to a schema file."""
    chosen = dialect_of(url)
    wanted = declared(text, chosen)
    with drivers.connect(url) as connection:
        live = chosen.introspect(connection, Filters()).database
        reworded = in_declared_words(chosen, connection, wanted, live)
    return list(diff(reworded, wanted, same=chosen.rules.same).operations)


def written_and_read(live: ir.Database, chosen: Dialect) -> ir.Database:
    """What lowering makes of the schema file of a live database."""
    return declared(emit(live, chosen), chosen)


def unordered(database: ir.Database) -> dict[ir.Address, Any]:
    """The objects by address, without the order of their members, which means nothing but for columns."""
    return {address: _unordered(found) for address, found in database.objects.items()}


def _unordered(found: Any) -> Any:
    held = {name: getattr(found, name) for name in ir.fields_of(type(found), ir.Role.CHILDREN)}
    changes = {
        name: tuple(sorted(members, key=lambda member: member.name))
        for name, members in held.items()
        if isinstance(members, tuple) and name != "columns"
    }
    return dataclasses.replace(found, **changes)
