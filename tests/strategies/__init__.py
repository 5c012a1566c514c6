"""Hypothesis strategies of valid databases for PostgreSQL, as the model has them after lowering."""

from __future__ import annotations

from hypothesis import strategies as st

from schemac import ir
from schemac.names import Name
from tests.strategies import others, tables
from tests.strategies.model import POSTGRES, Draw, Model
from tests.strategies.words import BODIES, identifiers, some, sql, texts

__all__ = ["BODIES", "databases", "identifiers", "sql", "texts"]


@st.composite
def databases(draw: Draw) -> ir.Database:
    """Databases of every kind of object, valid for PostgreSQL."""
    model = Model(draw)
    # What is drawn is what a failing example is shrunk to: the rarer kinds come in half of the databases only.
    rare = draw(st.booleans())
    objects: list[ir.TopLevel] = model.maybe(lambda: others.role(model), most=2) if rare else []
    schemas = draw(st.lists(identifiers().filter(lambda name: name != "public"), unique=True, max_size=2))
    model.schemas += schemas
    objects += [ir.Schema(name=name, **model.standing("schema")) for name in schemas]
    objects += [others.extension(model, name) for name in draw(some(["citext", "pg_trgm", "uuid-ossp", "on"], most=2))]
    if rare:
        objects += model.maybe(lambda: others.collation(model), most=2)
        objects += model.maybe(lambda: others.composite(model))
        objects += model.maybe(lambda: others.range_type(model))
    objects += [others.enum(model) for _ in range(draw(st.integers(0, 2)))]
    objects += [others.domain(model) for _ in range(draw(st.integers(0, 2)))]
    for _ in range(draw(st.integers(0, 3))):
        model.tables.append(tables.table(model, rich=draw(st.booleans())))
    for _ in range(draw(st.integers(0, 3))):
        if any(table.partition_by for table in model.tables):
            model.tables.append(tables.partition(model))
    objects += [others.sequence(model) for _ in range(draw(st.integers(0, 2)))]
    objects += model.tables
    if rare:
        for _ in range(draw(st.integers(0, 2))):
            objects.append(others.function(model, _known(objects)))
        objects += model.maybe(lambda: others.procedure(model, _known(objects)))
        objects += model.maybe(lambda: others.aggregate(model))
    for _ in range(draw(st.integers(0, 2))):
        objects.append(others.view(model, _known(objects)))
    if rare:
        objects += model.maybe(lambda: others.materialized_view(model, _known(objects)))
        objects += model.maybe(lambda: others.event_trigger(model))
        objects += model.maybe(lambda: others.publication(model))
        objects += model.maybe(lambda: others.default_privilege(model))
    objects += model.maybe(lambda: others.raw(model, _known(objects)), most=2)
    return POSTGRES.lower(ir.database(objects))


def _known(objects: list[ir.TopLevel]) -> list[Name]:
    """What something can depend on."""
    unnamed = ir.UNSPOKEN | {"collation"}
    return sorted({found.qualified for found in objects if found.kind not in unnamed})
