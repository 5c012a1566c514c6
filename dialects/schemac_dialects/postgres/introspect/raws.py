"""What of a live database is carried as the server's own definition, and small things that have no model at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from schemac import ir, names
from schemac.names import Name
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Dependency, NotNull, Raw, Sequence, Type
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.introspect.types import sequences_within
from schemac_dialects.postgres.texts import is_derived


def raws(catalog: Catalog, scope: Scope, serials: Collection[int]) -> Iterator[ir.Raw]:
    """What has no model, as the server defines it, with what it depends on."""
    carried = (*catalog.raws, *catalog.security, *catalog.shapes)
    rows = [row for row in carried if scope.within(row.schema, row.relation)]
    types = [row for row in catalog.types if scope.within(row.schema)]
    return _raws(rows, catalog.dependencies, _known(scope, types, sequences_within(catalog, scope), serials, rows))


def left_out(catalog: Catalog, scope: Scope) -> Iterator[str]:
    """What can be neither modelled nor carried."""
    yield from (row.what for row in catalog.unmodelled if scope.within(row.schema, row.relation))
    yield from _identity_sequences(sequences_within(catalog, scope), scope)
    yield from _not_nulls(row for row in catalog.not_nulls if scope.within(row.schema, row.relation))


def _known(
    scope: Scope,
    types: Iterable[Type],
    sequences: Iterable[Sequence],
    serials: Collection[int],
    raws: Iterable[Raw],
) -> Mapping[tuple[str, int], Name]:
    """The name in the model of what others depend on, by the letter of its catalogue and its oid."""
    known = {("r", oid): name for oid, name in scope.relations.items()}
    known |= {("y", row.oid): Name(row.schema, row.name) for row in types}
    for row in sequences:
        # A sequence that is part of its column comes with the table.
        table = row.owner_table if row.oid in serials or row.ownership == "i" else None
        known["r", row.oid] = scope.relations[table] if table else Name(row.schema, row.name)
    return known | {(row.catalogue, row.oid): Name("", row.name) for row in raws}


def _raws(
    rows: Iterable[Raw],
    dependencies: Iterable[Dependency],
    known: Mapping[tuple[str, int], Name],
) -> Iterator[ir.Raw]:
    needs: dict[tuple[str, int], set[Name]] = defaultdict(set)
    for dependency in dependencies:
        needed = known.get((dependency.needed_catalogue, dependency.needed_oid))
        if needed:
            needs[dependency.catalogue, dependency.oid].add(needed)
    for row in rows:
        depends_on = tuple(sorted(needs[row.catalogue, row.oid] - {Name("", row.name)}))
        yield ir.Raw(name=row.name, create=row.create, drop=row.drop, depends_on=depends_on)


def _not_nulls(rows: Iterable[NotNull]) -> Iterator[str]:
    """What NOT NULL has beside itself; a renamed table has it on every column, which is worth one line."""
    for (schema, owner, relation), group in groupby(rows, attrgetter("schema", "owner", "relation")):
        other_names = []
        for row in group:
            if not is_derived(row.name, owner, row.column, "not_null"):
                other_names.append(names.written(row.name))
            if row.options:
                yield f"{row.options} of NOT NULL of column {Name(schema, owner)}.{names.written(row.column)}"
        if other_names:
            kind = "table" if relation else "domain"
            yield f"the name of NOT NULL constraint {', '.join(other_names)} of {kind} {Name(schema, owner)}"


def _identity_sequences(rows: Iterable[Sequence], scope: Scope) -> Iterator[str]:
    """What the sequence of an identity has that the column does not."""
    for row in rows:
        if row.ownership == "i" and row.owner_table and row.owner_column:
            of = f"identity sequence {Name(row.schema, row.name)} of table {scope.relations[row.owner_table]}"
            if not is_derived(row.name, scope.relations[row.owner_table].name, row.owner_column, "seq"):
                yield f"the name of {of}"
            if row.comment is not None:
                yield f"the comment of {of}"
