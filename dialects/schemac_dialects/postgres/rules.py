"""How PostgreSQL makes each change (https://www.postgresql.org/docs/current/sql-altertable.html and its neighbours)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from schemac import guarantees, ir, names, sqltext
from schemac.dialect import Change, Hazard, Rules, Situation, Step
from schemac.ir import Object, TopLevel
from schemac.names import Name
from schemac.operation import Alter, Create, Drop, Operation, Rename, verb
from schemac_dialects.postgres import access, declared, partitions, policies, routines, sequences, types, views
from schemac_dialects.postgres.replacement import replaced
from schemac_dialects.postgres.retype import retype

PLAIN = (Step(),)

IN_PLACE: Mapping[tuple[str, str], str] = {
    **{(cls.kind, "comment"): "comment" for cls in ir.KINDS.values()},
    ("table", "unlogged"): "unlogged",
    ("table", "storage"): "storage",
    ("table", "tablespace"): "tablespace",
    ("table", "access_method"): "access_method",
    **views.IN_PLACE,
    ("extension", "version"): "version",
    ("extension", "into"): "into",
    ("domain", "default"): "default",
    ("domain", "nullable"): "nullable",
    **{("sequence", name): "options" for name in ("type", "start", "increment", "min", "max", "cache", "cycle")},
    ("sequence", "owner_table"): "owner",
    ("sequence", "owner_column"): "owner",
    ("index", "tablespace"): "tablespace",
    ("index", "storage"): "storage",
    **{(kind, "enabled"): "enabled" for kind in ("trigger", "rule", "event_trigger")},
}
"""(kind, field) → the section of the kind's ``alter`` template; what is neither here nor handled by a function of its
own (column, enum, domain type, foreign key) is dropped and created again."""


def _star_view(found: Object) -> bool:
    # The server expands `*` when a view is created, so its columns change only when it is made again.
    return found.kind in ("view", "materialized_view") and any(map(sqltext.has_star, ir.sql_texts(found)))


def _exists(operation: Operation, situation: Situation) -> bool:
    """Whether the owner is in the database already, so that it may hold rows."""
    return operation.address.owner in situation.old.objects


def _numbered(operation: Create, before: TopLevel) -> bool:
    """Whether a column of a key is new and numbers the rows by itself."""
    held = {member.name for member in ir.children(before)}
    numbers = {
        column.name
        for column in getattr(operation.owner, "columns", ())
        if column.identity is not None or column.type in types.SERIALS
    }
    return any(column in numbers - held for column in ir.own_columns(operation.object))


def _risk(operation: Create, situation: Situation, code: str, message: str) -> tuple[Hazard, ...]:
    before = situation.old.objects.get(operation.address.owner)
    if (
        before is None
        or guarantees.holds(situation.old, before, operation.object)
        or guarantees.meets_no_row(before, operation.owner, operation.object)
    ):
        return ()
    if code == "add-unique" and _numbered(operation, before):
        return ()
    return (Hazard(code=code, message=message),)


def _create_column(operation: Create, _situation: Situation) -> Change:
    column = operation.object
    assert isinstance(column, ir.Column)
    where = f"{operation.owner.name}.{column.name}"
    fills = (
        column.default is not None
        or column.generated is not None
        or column.identity is not None
        or column.type in types.SERIALS
    )
    hazards: list[Hazard] = []
    if fills and _rewrites(column):
        hazards.append(Hazard(code="rewrite-table", message=f"{where} gets a value of its own in every row"))
    if column.backfill is not None and column.generated is None and column.identity is None:
        sections = (
            ["create_bare", "backfill"]
            + ["default"] * (column.default is not None)
            + ["named_not_null" if column.not_null_name else "not_null"] * (not column.nullable)
        )
        return (
            Step(section=sections[0], blocks=_star_view),
            *(Step(section=section, values={"value": column.backfill}) for section in sections[1:]),
        )
    if not column.nullable and not fills:
        hazards.append(Hazard(code="add-not-null", message=f"{where} is NOT NULL and has no default"))
    return (Step(section="create", hazards=tuple(hazards), blocks=_star_view),)


def _rewrites(column: ir.Column) -> bool:
    """A default is kept in the catalogue when it is not volatile; what is computed for each row is written to each."""
    if column.generated is not None:
        return column.stored
    if column.identity is not None or column.type in types.SERIALS:
        return True
    stable = re.compile(
        r"(?:now|current_\w+|localtime\w*|transaction_timestamp|statement_timestamp)\s*\(", re.IGNORECASE
    )
    return "(" in stable.sub("", column.default or "").replace("::", "") and not (column.default or "").startswith("'")


def _create_constraint(operation: Create, situation: Situation) -> Change:
    found = operation.object
    where = f"{operation.owner.name} ({', '.join(ir.own_columns(found))})"
    values = {"subject": "DOMAIN" if operation.owner.kind == "domain" else "TABLE"}
    if isinstance(found, ir.ForeignKey):
        hazards = (
            ()
            if found.not_valid
            else _risk(operation, situation, "add-foreign-key", f"{where} must refer to rows of {found.target}")
        )
    elif isinstance(found, ir.Check):
        hazards = (
            ()
            if found.not_valid
            else _risk(operation, situation, "add-check", f"{operation.owner.name} must satisfy {found.sql}")
        )
    elif isinstance(found, ir.Exclusion):
        hazards = _risk(
            operation, situation, "add-unique", f"rows of {operation.owner.name} must not exclude each other"
        )
    else:
        hazards = _risk(operation, situation, "add-unique", f"{where} must be unique")
    return (Step(hazards=hazards, values=values), *views.marks(operation.owner, found.name))


def _create_index(operation: Create, situation: Situation) -> Change:
    index = operation.object
    assert isinstance(index, ir.Index)
    where = f"{operation.owner.name} ({', '.join(part.column or part.sql or '' for part in index.columns)})"
    hazards = _risk(operation, situation, "add-unique", f"{where} must be unique") if index.unique else ()
    # The index of a partitioned table cannot be built concurrently.
    partitioned = getattr(operation.owner, "partition_by", ())
    concurrently = index.concurrently and _exists(operation, situation) and not partitioned
    # Nobody writes to a materialized view.
    if isinstance(operation.owner, ir.Table) and _exists(operation, situation) and not concurrently:
        hazards += (
            Hazard(code="block-writes", message=f"{operation.owner.name} takes no writes while {index.name} is built"),
        )
    step = Step(hazards=hazards, transactional=not concurrently, values={"concurrently": concurrently})
    return (step, *views.marks(operation.owner, index.name))


def _create_table(operation: Create, situation: Situation) -> Change:
    table = operation.owner
    assert isinstance(table, ir.Table)
    made = partitions.create_table(table, situation) if table.parents else (Step(),)
    return (*made, *views.marks_of_new(table))


def _drop(operation: Drop, situation: Situation) -> Change:
    found = operation.object
    if access.is_public_schema(found):
        return access.dropped(operation)
    label = (
        f"{operation.owner.name}.{found.name}"
        if operation.address.member_kind
        else str(getattr(found, "qualified", found.name))
    )
    remade = situation.new.get(operation.address) is not None
    code = {
        "table": "drop-table",
        "column": "drop-column",
        "schema": "drop-schema",
        "extension": "drop-extension",
        "enum": "drop-type",
        "domain": "drop-type",
        "composite": "drop-type",
        "range": "drop-type",
        "raw": "drop-raw",
    }.get(found.kind)
    if (isinstance(found, ir.Column) and found.generated is not None) or (isinstance(found, ir.Raw) and remade):
        code = None
    values = {"subject": "DOMAIN" if operation.owner.kind == "domain" else "TABLE"}
    message = f"{found.kind} {label} is dropped"
    if partitions.is_repartitioned(found, situation.new.get(operation.address)):
        message += " with its rows and made anew, since PostgreSQL cannot change how a table is partitioned"
    hazards = (Hazard(code=code, message=message),) if code else ()
    if found.kind == "table" and remade:
        return (Step(hazards=hazards, values=values, blocks=partitions.is_child),)
    # A view with `*` has the column still, until it is made again.
    return (Step(hazards=hazards, values=values, blocks=_star_view),)


def _rename(operation: Rename, _situation: Situation) -> Change:
    kind = operation.address.object_kind
    values = {"subject": "DOMAIN" if operation.owner.kind == "domain" else "TABLE"}
    if kind == "column":
        return (
            Step(section="name", blocks=_star_view, values=values),
            *_serials([operation.object], operation, operation.owner.name),
        )
    if operation.address.member_kind:
        return (Step(section="name", values=values),)
    steps: list[Step] = []
    if operation.new.schema != operation.address.schema:
        steps.append(Step(section="schema", values={"schema": operation.new.schema or "public"}))
        steps += _statistics(operation)
    if operation.new.name != operation.owner.name:
        here = Name(operation.new.schema, operation.owner.name)
        steps.append(Step(section="name", values={"here": here}))
        steps += _serials(ir.children(operation.object), operation, operation.new.name)
    return (*steps, *declared.renamed(operation))


def _statistics(operation: Rename) -> Iterable[Step]:
    """Extended statistics stay in their schema when their table leaves it."""
    for found in ir.children(operation.object):
        if isinstance(found, ir.Statistic) and found.schema is None:
            moved = dataclasses.replace(found, schema=operation.new.schema)
            values = {"owner": operation.owner, "old": found, "new": moved}
            yield Step(section="schema", template="statistic/alter.sql.j2", values=values)


def _serials(columns: Iterable[Object], operation: Rename, table: str) -> tuple[Step, ...]:
    """The sequence of a serial column keeps the derived name, by which it is known as one."""
    steps = []
    for column in columns:
        if isinstance(column, ir.Column) and column.type in types.SERIALS:
            renamed = operation.new.name if operation.address.member_kind else column.name
            old = names.derived(operation.address.name, column.name, "seq")
            new = names.derived(table, renamed, "seq")
            if old != new:
                steps.append(
                    Step(section="sequence", values={"sequence": Name(operation.new.schema, old), "new_sequence": new})
                )
    return tuple(steps)


def _alter_enum(operation: Alter, situation: Situation) -> Change:
    old, new = operation.old, operation.new
    assert isinstance(old, ir.Enum)
    assert isinstance(new, ir.Enum)
    steps: list[Step] = []
    if "values" in operation.fields:
        kept = [value for value in new.values if value in old.values]
        if kept == list(old.values):
            steps += _added_values(old, new)
        else:
            gone = [value for value in old.values if value not in new.values]
            message = (
                f"{new.name} loses {', '.join(gone)}" if gone else f"the values of {new.name} are put in another order"
            )
            hazard = Hazard(code="drop-enum-value" if gone else "rewrite-table", message=message)
            steps += replaced(operation, situation, hazard, gone=gone)
    if "comment" in operation.fields:
        steps.append(Step(section="comment"))
    return tuple(steps)


def _added_values(old: ir.Enum, new: ir.Enum) -> Iterable[Step]:
    """PostgreSQL lets no transaction use an enum value that it has added itself: each is committed by itself."""
    held = list(old.values)
    for position, value in enumerate(new.values):
        if value in held:
            continue
        before = next((later for later in new.values[position + 1 :] if later in held), None)
        held.insert(held.index(before) if before is not None else len(held), value)
        yield Step(section="value", transactional=False, values={"value": value, "before": before})


def _alter_domain(operation: Alter, situation: Situation) -> Change:
    new = operation.new
    assert isinstance(new, ir.Domain)
    if operation.fields == ("rebuild",):
        hazard = Hazard(code="convert-column", message=f"the values of {new.name} become {new.type}")
        return replaced(operation, situation, hazard)
    if {"type", "collation"} & set(operation.fields):
        return "rebuild"
    may_fail = {}
    if not new.nullable:
        may_fail["nullable"] = Hazard(code="set-not-null", message=f"columns of the domain {new.name} may hold NULL")
    rest = tuple(name for name in operation.fields if name != "not_null_name")
    made = _in_place(dataclasses.replace(operation, fields=rest), may_fail)
    if isinstance(made, str) or rest == operation.fields or "nullable" in rest or new.nullable:
        return made
    return (*made, declared.not_null_name(operation))


def _alter_foreign_key(operation: Alter, _situation: Situation) -> Change:
    old, new = operation.old, operation.new
    assert isinstance(old, ir.ForeignKey)
    assert isinstance(new, ir.ForeignKey)
    fields = set(operation.fields)
    if fields <= {"comment", "not_valid", "deferrable", "enforced"} and not new.not_valid:
        sections = [name for name in ("deferrable", "enforced", "not_valid", "comment") if name in fields]
        if "enforced" in sections and "not_valid" in sections:
            # One that is enforced from now on is looked at by that.
            sections.remove("not_valid")
        where = f"{operation.owner.name} ({', '.join(new.columns)})"
        hazard = Hazard(code="add-foreign-key", message=f"{where} must refer to rows of {new.target}")
        return tuple(_validated(section, hazard) for section in sections)
    return _in_place(operation)


def _alter_check(operation: Alter, _situation: Situation) -> Change:
    new = operation.new
    assert isinstance(new, ir.Check)
    if set(operation.fields) <= {"comment", "not_valid"} and not new.not_valid:
        hazard = Hazard(code="add-check", message=f"{operation.owner.name} must satisfy {new.sql}")
        return tuple(_validated(section, hazard) for section in ("not_valid", "comment") if section in operation.fields)
    return _in_place(operation)


def _validated(section: str, hazard: Hazard) -> Step:
    """A step in place; to validate a constraint is to look at every row."""
    return Step(section=section, hazards=(hazard,) if section in ("not_valid", "enforced") else ())


def _in_place(operation: Alter, hazards: Mapping[str, Hazard] = MappingProxyType({})) -> Change:
    """One step for each section that a changed field belongs to; any other field makes the object anew."""
    sections = [IN_PLACE.get((operation.new.kind, name)) for name in operation.fields]
    values: dict[str, Any] = {"subject": "DOMAIN" if operation.owner.kind == "domain" else "TABLE"}
    steps = []
    for section in dict.fromkeys(sections):
        if section is None:
            return "recreate"
        steps.append(Step(section=section, hazards=(hazards[section],) if section in hazards else (), values=values))
    return tuple(steps)


def _alter_table(operation: Alter, situation: Situation) -> Change:
    if partitions.is_repartitioned(operation.old, operation.new):
        return "recreate"
    rest = tuple(name for name in operation.fields if name not in partitions.MADE_FROM | views.MARKED)
    rewrite = Hazard(code="rewrite-table", message=f"{operation.new.name} is written again")
    rewrites = dict.fromkeys(("unlogged", "access_method"), rewrite)
    made = _in_place(dataclasses.replace(operation, fields=rest), rewrites)
    if isinstance(made, str):
        return made
    return (*partitions.alter_table(operation, situation), *made, *views.marks_of_changed(operation))


def _alter(operation: Alter, _situation: Situation) -> Change:
    return _in_place(operation)


def _alter_schema(operation: Alter, _situation: Situation) -> Change:
    found = operation.new
    if isinstance(found, ir.Schema) and access.is_public_schema(found):
        return (access.public_comment(found),)
    return _in_place(operation)


def _plain(_operation: Operation, _situation: Situation) -> Change:
    return PLAIN


_ROUTINE = re.compile(r"\s*create\s+(?:or\s+replace\s+)?(?:function|procedure)\b", re.IGNORECASE)


def _create_raw(operation: Create, _situation: Situation) -> Change:
    found = operation.object
    return (Step(section="routine" if isinstance(found, ir.Raw) and _ROUTINE.match(found.create) else ""),)


_CHANGES: Mapping[tuple[str, str], Callable[[Any, Situation], Change]] = {
    ("create", "column"): _create_column,
    **{("create", kind): _create_constraint for kind in ("primary_key", "unique", "foreign_key", "check", "exclusion")},
    ("create", "index"): _create_index,
    ("create", "table"): _create_table,
    ("create", "raw"): _create_raw,
    ("create", "sequence"): sequences.create,
    ("drop", "sequence"): sequences.drop,
    ("alter", "schema"): _alter_schema,
    ("alter", "table"): _alter_table,
    ("alter", "column"): retype,
    ("alter", "enum"): _alter_enum,
    ("alter", "domain"): _alter_domain,
    ("alter", "foreign_key"): _alter_foreign_key,
    ("alter", "check"): _alter_check,
    **routines.CHANGES,
    **declared.CHANGES,
    **views.CHANGES,
    **policies.CHANGES,
}
_OTHERWISE: Mapping[str, Callable[[Any, Situation], Change]] = {
    "create": _plain,
    "drop": _drop,
    "rename": _rename,
    "alter": _alter,
}


def change(operation: Operation, situation: Situation) -> Change:
    """How an operation is made; owners and privileges are given to objects of any kind in the same way."""
    if operation.address.member_kind:
        made = _change(operation, situation)
        if isinstance(operation, Create) and isinstance(operation.object, ir.Column) and isinstance(made, tuple):
            return (*made, *access.created_column(operation, situation))
        return made
    if isinstance(operation, Create):
        made = _change(operation, situation)
        return (*made, *access.created(operation, situation)) if isinstance(made, tuple) else made
    if isinstance(operation, Alter):
        rest = tuple(name for name in operation.fields if name not in access.STANDING)
        changed: Change = _change(dataclasses.replace(operation, fields=rest), situation) if rest else ()
        if isinstance(changed, str):
            return changed
        standing = access.altered(operation, situation)
        if standing and sequences.is_linked(operation):
            return (*sequences.unlinked(operation), *standing, *changed)
        return (*changed, *standing)
    return _change(operation, situation) or access.left(operation, situation)


def _change(operation: Operation, situation: Situation) -> Change:
    of_child = partitions.change(operation, situation)
    if of_child is not None:
        return of_child
    key = verb(operation)
    return _CHANGES.get((key, operation.address.object_kind), _OTHERWISE[key])(operation, situation)


def _implies(found: Object, owner: ir.TopLevel) -> Iterable[str]:
    """The names that an object takes: keys are indexes, a serial column has a sequence."""
    if isinstance(found, ir.Column):
        return (names.derived(owner.name, found.name, "seq"),) if found.type in types.SERIALS else ()
    if isinstance(found, ir.Called):
        # Functions, procedures and aggregates share their names, and take none of a relation.
        return (found.identifier,)
    if found.kind in ("trigger", "rule"):
        return (f"{found.kind} {found.name} of {owner.name}",)
    if isinstance(found, ir.EventTrigger):
        return (f"event trigger {found.name}",)
    if found.kind in ("role", "publication", "default_privilege", "policy"):
        return (f"{found.kind} {found.name} of {owner.name}",)
    return () if found.kind in ("check", "foreign_key", "statistic", "field") else (found.name,)


def _frame(sections: Collection[str]) -> tuple[str, str]:
    """A body may name what comes later: it is checked when it is called, as pg_dump has it too."""
    return ("SET check_function_bodies = off;", "RESET check_function_bodies;") if "routine" in sections else ("", "")


def same(kind: str, field: str, old: Any, new: Any) -> bool:
    """What is said for the order of statements alone makes no other object; what is a set comes in any order."""
    if field in ("security_invoker", "security_barrier"):
        return bool(old) == bool(new)
    if field in ("storage", "settings", "tags") and isinstance(old, tuple) and isinstance(new, tuple):
        return sorted(old) == sorted(new)
    return field == "depends_on" or (kind, field) == ("raw", "drop") or policies.same(kind, field, old, new)


RULES = Rules(
    same=same,
    change=change,
    apart=frozenset({"index", "statistic", "trigger", "rule", "policy"}),
    foundations=frozenset({"extension"}),
    last=frozenset({"default_privilege"}),
    cut=frozenset({"foreign_key", "check"}),
    detachable={"column": ("default",), "domain": ("default",)},
    late={"sequence": ("owner_table", "owner_column")},
    implies=_implies,
    frame=_frame,
)
