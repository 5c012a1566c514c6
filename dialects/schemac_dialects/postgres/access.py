"""How PostgreSQL gives and takes ownership and privileges (https://www.postgresql.org/docs/current/sql-grant.html).

Privileges are told as what is held: each by a role, on the whole object or on a column of it. What a new object has,
what it had before and what it shall have are such states; the statements are what leads from one to the other.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from schemac import ir
from schemac.dialect import Situation, Step
from schemac.ir import TopLevel
from schemac.operation import Alter, Create, Drop, Rename
from schemac_dialects.postgres import sequences, settings
from schemac_dialects.postgres.supports import ALL_PRIVILEGES, PRIVILEGES

STANDING = ("owner", "grants", "row_security")
"""The fields of any top-level object that are changed in the same way whatever its kind."""
PUBLIC = "public"
"""The role that everybody is in, and the schema that every database has: neither can be another one's name."""


class Privilege(NamedTuple):
    """A privilege that a role has on an object, or on one column of it."""

    role: str
    name: str
    column: str = ""


Held = Mapping[Privilege, bool]
"""The privileges that roles have, and whether they may pass each on."""

_NOTHING: Held = MappingProxyType({})
_OBJECTS: Mapping[str, str] = {
    **dict.fromkeys(("table", "view", "materialized_view"), "tables"),
    **dict.fromkeys(("function", "procedure", "aggregate"), "functions"),
    **dict.fromkeys(("enum", "domain", "composite", "range"), "types"),
    "sequence": "sequences",
    "schema": "schemas",
}
"""Kind → what default privileges call it."""
_EVERYBODY = {"functions": "execute", "types": "usage"}
"""What everybody may do with new objects (https://www.postgresql.org/docs/current/ddl-priv.html)."""


def created(operation: Create, situation: Situation) -> tuple[Step, ...]:
    """What gives a new object to its owner, and to others what they may do with it."""
    found = operation.object
    assert isinstance(found, TopLevel)
    steps: list[Step] = []
    if isinstance(found, ir.Table):
        steps += _row_security(None, found.row_security)
    if found.owner is not None:
        steps.append(_owner(found.owner))
    if isinstance(found, ir.DefaultPrivilege):
        steps += _changed(found, default(found), held(found))
    elif is_public_schema(found):
        steps += _public_schema((), found)
    elif found.kind in _OBJECTS:
        certain, possible, missing = _at_first(found, situation)
        start = {privilege: given for privilege, given in certain.items() if privilege not in missing}
        steps += _owners(None, found)
        steps += _changed(found, {**possible, **start}, held(found), certain=start)
    if isinstance(found, ir.Table):
        for column in found.columns:
            steps += _numbering(found, column, situation)
    return tuple(steps)


def _numbering(table: ir.Table, column: ir.Column, situation: Situation) -> Iterator[Step]:
    """What default privileges give on the sequence of a column that is made before they are, or by another role."""
    name = sequences.of_column(table.qualified, column)
    if name is None or sequences.stays(situation.new, name):
        return
    sequence = ir.Sequence(schema=name.schema, name=name.name, owner=table.owner)
    given: dict[Privilege, bool] = {}
    for declared in situation.new.of_kind(ir.DefaultPrivilege.kind):
        if (
            isinstance(declared, ir.DefaultPrivilege)
            and declared.objects == "sequences"
            and declared.role == table.owner
            and declared.within in (None, table.schema or PUBLIC)
            and (declared.role is not None or ir.address(declared) not in situation.old.objects)
        ):
            given |= {one: option for one, option in held(declared).items() if one.role != table.owner}
    yield from _changed(sequence, _NOTHING, given)


def altered(operation: Alter, situation: Situation) -> tuple[Step, ...]:
    """What changes the owner and the privileges of an object that stays."""
    old, new = operation.old, operation.new
    assert isinstance(old, TopLevel)
    assert isinstance(new, TopLevel)
    steps: list[Step] = []
    if "row_security" in operation.fields and isinstance(old, ir.Table) and isinstance(new, ir.Table):
        steps += _row_security(old.row_security, new.row_security)
    if "owner" in operation.fields and not _follows_its_table(old, new, situation):
        steps.append(_owner(new.owner or ("pg_database_owner" if is_public_schema(new) else "current_user")))
    if "grants" in operation.fields:
        if is_public_schema(new):
            steps += _public_schema(old.grants, new)
        else:
            steps += _owners(old, new)
            steps += _changed(new, _without_lost_columns(old, new), _without_new_columns(old, new))
    return tuple(steps)


def created_column(operation: Create, situation: Situation) -> tuple[Step, ...]:
    """What roles may do with a column that is added to a table: grants on it can only follow it."""
    owner = operation.owner
    wanted = {privilege: given for privilege, given in held(owner).items() if privilege.column == operation.object.name}
    if ir.address(owner) not in situation.old.objects:
        return ()
    assert isinstance(operation.object, ir.Column)
    numbering = _numbering(owner, operation.object, situation) if isinstance(owner, ir.Table) else ()
    return (*_changed(owner, _NOTHING, wanted), *numbering)


def dropped(operation: Drop) -> tuple[Step, ...]:
    """What brings default privileges, and the schema that every database has, back to what they are by default."""
    found = operation.object
    assert isinstance(found, TopLevel)
    if isinstance(found, ir.DefaultPrivilege):
        return tuple(_changed(found, held(found), default(found)))
    steps = [public_comment(ir.Schema(name=found.name))] if found.comment is not None else []
    if found.owner is not None:
        steps.append(_owner("pg_database_owner"))
    return (*steps, *_public_schema(found.grants, ir.Schema(name=found.name)))


def left(operation: Drop | Rename, situation: Situation) -> tuple[Step, ...]:
    """What takes the privileges from a sequence that is declared no longer, since it is a part of its column again."""
    found = operation.object
    if not isinstance(operation, Drop) or not isinstance(found, ir.Sequence) or found.owner_table is None:
        return ()
    column = ir.Address("table", *found.owner_table, "column", found.owner_column or "")
    return () if situation.new.get(column) is None else tuple(_changed(found, held(found), _NOTHING))


def is_public_schema(found: ir.Object) -> bool:
    """Whether this is the schema that every database has; it is declared for what it is not by default."""
    return isinstance(found, ir.Schema) and found.name == PUBLIC


def public_comment(found: ir.Schema) -> Step:
    """What gives the schema that every database has its comment, or the one that it has by default."""
    commented = dataclasses.replace(found, comment=found.comment or "standard public schema")
    return Step(template="schema/alter.sql.j2", section="comment", values={"new": commented})


def same_grants(kind: str, old: tuple[ir.Grant, ...], new: tuple[ir.Grant, ...]) -> bool:
    """Whether grants on an object of a kind mean the same, whatever their order."""
    everybody = _everybody(_OBJECTS.get(kind, ""))
    return _held(old, everybody) == _held(new, everybody) and (
        bool(everybody) or _is_named(old, PUBLIC) == _is_named(new, PUBLIC)
    )


def held(found: TopLevel) -> Held:
    """Who has which privileges on an object as it is declared, its owner left out."""
    grants = (grant for grant in found.grants if grant.role != found.owner)
    return _held(grants, default(found))


def _own(found: TopLevel) -> Held | None:
    """What an owner has who has not simply everything; None where he has."""
    if found.owner is None or not _is_named(found.grants, found.owner):
        return None
    return _held((grant for grant in found.grants if grant.role == found.owner), _NOTHING)


def _owners(old: TopLevel | None, new: TopLevel) -> Iterator[Step]:
    """What gives to an owner what he has, which is everything unless it is said; it is said anew, whatever it was."""
    before, after = None if old is None else _own(old), _own(new)
    if before == after:
        return
    role = new.owner or "current_user"
    everything = [{"name": "ALL", "columns": []}]
    changes: list[dict[str, object]] = [{"verb": "REVOKE", "role": role, "option": False, "privileges": everything}]
    if after is None:
        changes.append({"verb": "GRANT", "role": role, "option": False, "privileges": everything})
    else:
        changes += _statements(new, "GRANT", after)
    yield Step(template="_grants.sql.j2", section="grants", values={"of": new, "changes": changes})


def default(found: TopLevel) -> Held:
    """The privileges that everybody has on a new object of a kind."""
    if isinstance(found, ir.DefaultPrivilege):
        return _everybody(found.objects) if found.within is None else _NOTHING
    return _everybody(_OBJECTS.get(found.kind, ""))


def _everybody(objects: str) -> Held:
    return {Privilege(PUBLIC, _EVERYBODY[objects]): False} if objects in _EVERYBODY else _NOTHING


def _held(grants: Iterable[ir.Grant], by_default: Held) -> dict[Privilege, bool]:
    """What grants say, and what is so by default of the roles that they do not name."""
    grants = tuple(grants)
    found = {privilege: given for privilege, given in by_default.items() if not _is_named(grants, privilege.role)}
    for grant in grants:
        for column in grant.columns or ("",):
            privilege = Privilege(grant.role, grant.privilege, column)
            if grant.privilege:
                found[privilege] = found.get(privilege, False) or grant.grantable
    return found


def _is_named(grants: Iterable[ir.Grant], role: str) -> bool:
    return any(grant.role == role for grant in grants)


def _at_first(found: TopLevel, situation: Situation) -> tuple[Held, Held, frozenset[Privilege]]:
    """What a new object has for certain, what it may have besides, and what of the first it may lack.

    Default privileges of a role that is named may be those of the one who runs the migration.
    """
    objects = _OBJECTS[found.kind]
    by_default = _everybody(objects)
    certain, possible, missing = dict(by_default), dict[Privilege, bool](), set[Privilege]()
    for declared in situation.old.of_kind(ir.DefaultPrivilege.kind):
        if (
            not isinstance(declared, ir.DefaultPrivilege)
            or declared.objects != objects
            or declared.within not in (None, found.schema or PUBLIC)
            or ir.address(declared) not in situation.new.objects
        ):
            continue
        given = held(declared)
        lacking = by_default.keys() - given.keys() if declared.within is None else set()
        if declared.role is None:
            certain = {privilege: option for privilege, option in certain.items() if privilege not in lacking}
            certain |= given
        else:
            possible |= given
            missing |= lacking
    return certain, possible, frozenset(missing)


def _changed(found: TopLevel, before: Held, after: Held, *, certain: Held | None = None) -> Iterator[Step]:
    """The statements that lead from what is held before to what is held after; ``certain`` is what surely is held."""
    surely = before if certain is None else certain
    lost = {privilege: False for privilege in before if privilege not in after}
    lost |= {privilege: True for privilege, option in before.items() if option and after.get(privilege) is False}
    # What is taken from the whole table is taken from each of its columns.
    swept = {(one.role, one.name) for one in lost if not one.column}
    taken = {one: only for one, only in lost.items() if not one.column or (one.role, one.name) not in swept}
    given = {
        one: option
        for one, option in after.items()
        if one not in surely or (option and not surely[one]) or (one.column and (one.role, one.name) in swept)
    }
    changes = [*_statements(found, "REVOKE", taken), *_statements(found, "GRANT", given)]
    if changes:
        yield Step(template="_grants.sql.j2", section="grants", values={"of": found, "changes": changes})


def _statements(found: TopLevel, verb: str, changed: Mapping[Privilege, bool]) -> Iterator[dict[str, object]]:
    """One statement for each role, and another one for what has to do with passing on."""
    kind = found.objects.removesuffix("s") if isinstance(found, ir.DefaultPrivilege) else found.kind
    order = {name: position for position, name in enumerate(PRIVILEGES.get(kind, ()))}
    groups: dict[tuple[str, bool], dict[str, list[str]]] = {}
    for one in sorted(changed, key=lambda one: (order.get(one.name, len(order)), one)):
        names = groups.setdefault((one.role, changed[one]), {})
        # The whole object and columns of it are said apart: SELECT, SELECT (a).
        names.setdefault(f"{one.name}{' (' if one.column else ''}", []).append(one.column)
    for (role, option), names in sorted(groups.items()):
        privileges = [
            {"name": name.removesuffix(" (").upper(), "columns": list(filter(None, columns))}
            for name, columns in names.items()
        ]
        yield {"verb": verb, "role": role, "option": option, "privileges": privileges}


def _without_lost_columns(old: TopLevel, new: TopLevel) -> Held:
    """What was held, but on columns that are dropped: it goes with them."""
    gone = _columns(old) - _columns(new)
    return {one: given for one, given in held(old).items() if one.column not in gone and one.role != new.owner}


def _without_new_columns(old: TopLevel, new: TopLevel) -> Held:
    fresh = _columns(new) - _columns(old)
    return {one: given for one, given in held(new).items() if one.column not in fresh}


def _columns(found: TopLevel) -> set[str]:
    return {column.name for column in found.columns} if isinstance(found, ir.Table) else set()


def _public_schema(before: tuple[ir.Grant, ...], found: TopLevel) -> Iterator[Step]:
    """What everybody may do in the schema that is always there differs by version: it is said anew, whatever it was."""
    old, new = _held(before, _NOTHING), _held(found.grants, _NOTHING)
    changes: list[dict[str, object]] = []
    if _is_named(before, PUBLIC) or _is_named(found.grants, PUBLIC):
        everything = [{"name": "ALL", "columns": []}]
        changes.append({"verb": "REVOKE", "role": PUBLIC, "option": False, "privileges": everything})
        old = {one: given for one, given in old.items() if one.role != PUBLIC}
        if not _is_named(found.grants, PUBLIC):
            new[Privilege(PUBLIC, "usage")] = False
    if changes:
        yield Step(template="_grants.sql.j2", section="grants", values={"of": found, "changes": changes})
    yield from _changed(found, old, new)
    if _is_named(before, PUBLIC) and not _is_named(found.grants, PUBLIC):
        yield Step(template="_grants.sql.j2", section="public_schema", values={"of": found, "changes": ()})


def _owner(role: str) -> Step:
    return Step(template="_owner.sql.j2", section="owner_of", values={"role": role})


def _follows_its_table(old: TopLevel, new: TopLevel, situation: Situation) -> bool:
    """Whether a sequence gets its owner with the table that it is linked to, which no other one may have."""
    if not isinstance(old, ir.Sequence) or not isinstance(new, ir.Sequence):
        return False
    if new.owner_table is None or old.owner_table != new.owner_table:
        return False
    return ir.Address(ir.Table.kind, *new.owner_table) in situation.old.objects


_SECURITY = {None: (False, False), "on": (True, False), "forced": (True, True)}


def _row_security(old: str | None, new: str | None) -> Iterator[Step]:
    before, after = _SECURITY[old], _SECURITY[new]
    words = (("DISABLE", "ENABLE"), ("NO FORCE", "FORCE"))
    for pair, was, now in zip(words, before, after, strict=True):
        if was != now:
            yield Step(template="_row_security.sql.j2", section="row_security", values={"how": pair[now]})


def lowered(declared: ir.Database) -> ir.Database:
    """The declared database without what the server adds or leaves out by itself of owners, grants and roles."""
    return ir.database(_lowered(found, declared) for found in declared.objects.values() if not _says_nothing(found))


def _says_nothing(found: TopLevel) -> bool:
    return is_public_schema(found) and (found.comment, found.owner, found.grants) == (None, None, ())


def _lowered(found: TopLevel, declared: ir.Database) -> TopLevel:
    if isinstance(found, ir.DatabaseRole):
        until = None if found.valid_until == "infinity" else found.valid_until
        pairs = tuple(itertools.starmap(settings.plain, found.settings))
        return dataclasses.replace(found, valid_until=until, settings=pairs)
    if isinstance(found, ir.Sequence) and found.owner_table is not None:
        # A sequence belongs to whom its column belongs to.
        table = declared.objects.get(ir.Address(ir.Table.kind, *found.owner_table))
        found = found if table is None else dataclasses.replace(found, owner=table.owner)
    return without_owners_own(found, found.owner)


def without_owners_own(found: TopLevel, owner: str | None) -> TopLevel:
    """An object without grants that say that its owner has everything, which is so by default."""
    own = [grant for grant in found.grants if grant.role == owner]
    everything = ALL_PRIVILEGES.get(found.kind, ())
    if not own or any(grant.grantable for grant in own) or not {grant.privilege for grant in own} >= {*everything}:
        return found
    return dataclasses.replace(found, grants=tuple(grant for grant in found.grants if grant not in own))
