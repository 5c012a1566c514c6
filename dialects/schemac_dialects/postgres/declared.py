"""Types and collations that a schema declares: how they change, and their words in SQL.

Sources: https://www.postgresql.org/docs/current/sql-createtype.html, sql-altertype.html, sql-createcollation.html.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from schemac import ir, names
from schemac.dialect import Change, Hazard, Situation, Step
from schemac.ir import TopLevel
from schemac.names import Name
from schemac.operation import Alter, Drop, Rename
from schemac_dialects.postgres import types
from schemac_dialects.postgres.replacement import is_of, replaced


def plain(found: TopLevel) -> TopLevel:
    """A range or collation without what the server adds by itself."""
    if isinstance(found, ir.Range) and found.multirange_name is not None:
        held = found.multirange
        own = held.schema == found.schema
        derived = own and held.name == names.multirange_name(found.name)
        written = names.written(held.name)
        if not own:
            written = f"{names.written(held.schema or 'public')}.{written}"
        return dataclasses.replace(found, multirange_name=None if derived else written)
    return found


def _multirange_sql(found: ir.Range) -> str:
    name = found.multirange
    # In a schema of its own, it has to be told from one that stands in public.
    schema = name.schema or ("public" if found.schema else "")
    return f"{types.quote(schema)}.{types.quote(name.name)}" if schema else types.quote(name.name)


def collation_options(found: ir.Collation) -> list[tuple[str, str]]:
    options = [] if found.provider == "libc" else [("PROVIDER", found.provider)]
    texts = (("LOCALE", found.locale), ("LC_COLLATE", found.lc_collate), ("LC_CTYPE", found.lc_ctype))
    options += [(word, types.literal(text)) for word, text in texts if text is not None]
    if not found.deterministic:
        options.append(("DETERMINISTIC", "false"))
    if found.rules is not None:
        options.append(("RULES", types.literal(found.rules)))
    return options


def _alter_field(operation: Alter, situation: Situation) -> Change:
    sections = ["type" if name in ("type", "collation") else name for name in operation.fields]
    if "type" in sections and _is_used(operation.owner.qualified, situation):
        return "rebuild"
    return tuple(Step(section=section) for section in dict.fromkeys(sections))


def _drop_field(operation: Drop, _situation: Situation) -> Change:
    message = f"field {operation.owner.name}.{operation.object.name} is dropped"
    return (Step(hazards=(Hazard(code="drop-column", message=message),)),)


def renamed(operation: Rename) -> tuple[Step, ...]:
    """What a renamed range needs so that its multirange type follows where its name and schema are derived ones."""
    found = operation.owner
    if not isinstance(found, ir.Range):
        return ()
    old = found.multirange
    new = dataclasses.replace(found, schema=operation.new.schema, name=operation.new.name).multirange
    steps = []
    if old.schema != new.schema:
        moved = {"multirange": old, "schema": new.schema or "public"}
        steps.append(Step(section="multirange_schema", values=moved))
    if old.name != new.name:
        values = {"multirange": Name(new.schema, old.name), "multirange_name": new.name}
        steps.append(Step(section="multirange_name", values=values))
    return tuple(steps)


def not_null_name(operation: Alter) -> Step:
    """What gives the NOT NULL of a domain another name."""
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Domain)
    assert isinstance(new, ir.Domain)
    name = new.not_null_name or names.derived(new.name, "", "not_null")
    return Step(section="not_null_name", values={"old_name": old.not_null_name, "new_name": name})


def _is_used(name: Name, situation: Situation) -> bool:
    """Whether a column of a table is of a type, which then keeps the types of its fields."""
    return any(
        isinstance(column, ir.Column) and is_of(column.type, name)
        for table in situation.old.of_kind("table")
        for column in ir.children(table)
    )


def _alter_composite(operation: Alter, situation: Situation) -> Change:
    if operation.fields != ("rebuild",):
        return tuple(Step(section=name) for name in operation.fields)
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Composite)
    assert isinstance(new, ir.Composite)
    gone = [one.name for one in old.fields if one.name not in {field.name for field in new.fields}]
    message = f"the values of {new.name} are converted"
    hazard = Hazard(code="convert-column", message=message)
    if gone:
        hazard = Hazard(code="drop-column", message=f"{message}, and lose {', '.join(gone)}")
    return replaced(operation, situation, hazard)


def _alter_range(operation: Alter, situation: Situation) -> Change:
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Range)
    assert isinstance(new, ir.Range)
    if operation.fields == ("rebuild",):
        hazard = Hazard(code="convert-column", message=f"the values of {new.name} are written again by way of text")
        return replaced(operation, situation, hazard, through_text=True)
    steps = []
    for name in operation.fields:
        if name == "comment":
            steps.append(Step(section="comment"))
        elif name == "multirange_name" and old.multirange.schema == new.multirange.schema:
            if old.multirange != new.multirange:
                steps.append(Step(section="multirange", values={"name": new.multirange.name}))
        else:
            return "rebuild"
    return tuple(steps)


def _alter_collation(operation: Alter, situation: Situation) -> Change:
    new = operation.new
    if operation.fields == ("rebuild",):
        hazard = Hazard(code="rewrite-table", message=f"indexes on columns with {new.name} are built again")
        return replaced(operation, situation, hazard)
    return (Step(section="comment"),) if operation.fields == ("comment",) else "rebuild"


CHANGES: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
    ("alter", "composite"): _alter_composite,
    ("alter", "field"): _alter_field,
    ("drop", "field"): _drop_field,
    ("alter", "range"): _alter_range,
    ("alter", "collation"): _alter_collation,
}
"""How composites, ranges and collations are changed."""

FILTERS: Mapping[str, Callable[..., Any]] = {"multirange": _multirange_sql, "collation_options": collation_options}
"""What the templates of ranges and collations call."""
