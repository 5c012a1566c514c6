"""What of a live database is carried as the server's own definition, and small things that have no model at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from schemac import ir, names
from schemac.names import Name
from schemac_dialects.postgres import types
from schemac_dialects.postgres.catalog import Catalog
from schemac_dialects.postgres.catalog.rows import Definition, Grant, NotNull, Sequence
from schemac_dialects.postgres.introspect.access import privileged_sequences
from schemac_dialects.postgres.introspect.scope import Scope
from schemac_dialects.postgres.introspect.types import sequences_within


def raws(catalog: Catalog, scope: Scope, modelled: Collection[Name]) -> Iterator[ir.Raw]:
    """What has no model, as the statements that make it, with what of these and of what is modelled it depends on."""
    rows = _rows(catalog, scope)
    carried = {(row.catalogue, row.oid): Name("", row.name) for row in rows}
    needs: dict[tuple[str, int], set[Name]] = defaultdict(set)
    for need in catalog.needs:
        needed = carried.get((need.needed_catalogue, need.needed_oid))
        if needed is None and need.name is not None and (name := Name(need.schema or "", need.name)) in modelled:
            needed = name
        if needed is not None:
            needs[need.catalogue, need.oid].add(needed)
    for row in rows:
        depends_on = tuple(sorted(needs[row.catalogue, row.oid]))
        yield ir.Raw(name=row.name, create=row.create, drop=row.drop, depends_on=depends_on)
    yield from _identity_privileges(catalog, scope)


def _rows(catalog: Catalog, scope: Scope) -> list[Definition]:
    found = (*catalog.foreign, *catalog.searches, *catalog.operators, *catalog.languages)
    return [row for row in found if scope.within(row.schema, row.relation)]


def _identity_privileges(catalog: Catalog, scope: Scope) -> Iterator[ir.Raw]:
    """What roles may do with the sequence of an identity, which has no place of its own in the model."""
    privileged = privileged_sequences(catalog)
    held: dict[int, list[Grant]] = defaultdict(list)
    for row in catalog.grants:
        if row.letter == "r" and row.role is not None:
            held[row.oid].append(row)
    for sequence in sequences_within(catalog, scope):
        if sequence.ownership != "i" or sequence.oid not in privileged or not sequence.owner_table:
            continue
        words = f"SEQUENCE {types.qualified(str(Name(sequence.schema, sequence.name)))}"
        everybody = sorted({row.grantee for row in catalog.default_privileges if row.objects == "sequences"})
        revokes = [f"REVOKE ALL ON {words} FROM {_role(role)}" for role in everybody]
        grants = [
            f"GRANT {row.privilege.upper()} ON {words} TO {_role(row.role)}" + " WITH GRANT OPTION" * row.grantable
            for row in held[sequence.oid]
            if row.role and row.privilege
        ]
        roles = sorted({row.role for row in held[sequence.oid] if row.role})
        yield ir.Raw(
            name=f"privileges on sequence {Name(sequence.schema, sequence.name)}",
            create=";\n".join((*revokes, *grants)),
            drop=f"REVOKE ALL ON {words} FROM {', '.join(map(_role, roles or everybody))}",
            depends_on=(scope.relations[sequence.owner_table],),
        )


def _role(name: str) -> str:
    return "PUBLIC" if name == "public" else types.quote(name)


def left_out(catalog: Catalog, scope: Scope) -> Iterator[str]:
    """What can be neither modelled nor carried."""
    yield from (row.what for row in catalog.unmodelled if scope.within(row.schema, row.relation))
    for definition in _rows(catalog, scope):
        if definition.left_out:
            options = ", ".join(map(names.written, definition.left_out))
            yield f"options {options} of {definition.name}, which may be secrets,"
    yield from _identity_sequences(sequences_within(catalog, scope), scope)
    yield from _not_nulls(row for row in catalog.not_nulls if scope.within(row.schema, row.relation))


def _not_nulls(rows: Iterable[NotNull]) -> Iterator[str]:
    """What NOT NULL has beside itself."""
    for row in rows:
        if row.options:
            yield f"{row.options} of NOT NULL of column {Name(row.schema, row.owner)}.{names.written(row.column)}"


def _identity_sequences(rows: Iterable[Sequence], scope: Scope) -> Iterator[str]:
    """What the sequence of an identity has that the column does not."""
    for row in rows:
        if row.ownership == "i" and row.owner_table and row.owner_column:
            of = f"identity sequence {Name(row.schema, row.name)} of table {scope.relations[row.owner_table]}"
            if row.comment is not None:
                yield f"the comment of {of}"
