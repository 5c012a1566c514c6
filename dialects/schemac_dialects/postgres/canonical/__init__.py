"""How PostgreSQL would write a declared expression: the server itself is asked, in a transaction that is rolled back.

Only what differs as text is asked, all of it in one call. An expression that the server refuses here, because it
needs something that is not there yet, is a change whatever its style.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Callable, Iterator
from typing import Any

from schemac import ir
from schemac.diagnostics import fail
from schemac.ir import Database, Object, TopLevel
from schemac_dialects.postgres import types
from schemac_dialects.postgres.canonical import access, raws, routines, shapes
from schemac_dialects.postgres.canonical.partitions import bound_questions, key_questions, with_parts
from schemac_dialects.postgres.canonical.question import Question
from schemac_dialects.postgres.catalog import SETTINGS
from schemac_dialects.postgres.texts import plain_default, without_outer_parentheses

_ASK = """\
create function pg_temp.schemac_ask(statements text[], questions text[], undone boolean[])
returns text[] language plpgsql as $ask$
declare answers text[] := '{}'; answer text;
begin
  for position in 1 .. coalesce(array_length(statements, 1), 0) loop
    answer := null;
    begin
      if statements[position] <> '' then execute statements[position]; end if;
      if questions[position] <> '' then execute questions[position] into answer; end if;
      if undone[position] then raise sqlstate 'SCHMC'; end if;
    exception
      when sqlstate 'SCHMC' then null;
      when others then answer := null;
    end;
    answers := array_append(answers, answer);
  end loop;
  return answers;
end $ask$
"""


def canonical(connection: Any, declared: Database, live: Database) -> Database:
    """The declared database with each text that means the same as the live one written as the live one is.

    Args:
        connection: a driver's connection to PostgreSQL; only its ``raw`` psycopg connection is used.
    """
    if access.names_somebody(declared):
        declared = _as_connected(connection.raw, declared)
    questions = [question for pair in _pairs(declared, live) for question in _questions(*pair)]
    answers = _asked(connection.raw, questions) if questions else []
    objects = dict(declared.objects)
    for question, answer in zip(questions, answers, strict=True):
        if question.address is not None and question.answered is not None and answer is not None:
            owner = question.address.owner
            objects[owner] = _changed(objects[owner], question.address, question.answered, answer)
    version = connection.raw.info.server_version
    settled = ir.database(
        shapes.settled(_settled(found, live.objects.get(address)), live.objects.get(address), version)
        for address, found in objects.items()
    )
    return with_parts(settled, live)


def _as_connected(raw: Any, declared: Database) -> Database:
    import psycopg

    with psycopg.Cursor(raw) as cursor:
        current, session = cursor.execute("select current_user::text, session_user::text").fetchone() or ("", "")
    return ir.database(access.connected(found, current, session) for found in declared.objects.values())


def _pairs(declared: Database, live: Database) -> Iterator[tuple[TopLevel, TopLevel]]:
    for address, found in declared.objects.items():
        before = live.objects.get(address)
        if isinstance(found, ir.Raw):
            continue
        if before is not None and before != found:
            yield found, before
    yield from raws.pairs(declared, live)


def _asked(raw: Any, questions: list[Question]) -> list[str | None]:
    import psycopg

    try:
        with raw.transaction(force_rollback=True):
            raw.execute(SETTINGS)
            raw.execute("set local check_function_bodies = off; set local lock_timeout = '3s'")
            raw.execute(_ASK)
            with psycopg.Cursor(raw) as cursor:
                asked = (
                    [one.statement for one in questions],
                    [one.question for one in questions],
                    [one.undone for one in questions],
                )
                cursor.execute("select pg_temp.schemac_ask(%s::text[], %s::text[], %s::boolean[])", asked)
                row = cursor.fetchone()
    except psycopg.Error as error:
        raise fail(
            "comparison-failed",
            f"PostgreSQL would not compare expressions: {error}",
            help="the comparison needs the right to create temporary tables in the database",
            exit_code=3,
        ) from error
    answers: list[str | None] = row[0] if row else []
    return answers


def _questions(declared: TopLevel, live: TopLevel) -> Iterator[Question]:
    if isinstance(declared, ir.Raw) and isinstance(live, ir.Raw):
        yield from raws.questions(declared, live)
    elif isinstance(declared, ir.View) and isinstance(live, ir.View):
        yield from _view(declared, live)
        defaults = shapes.column_defaults(declared, live, aside=_aside(declared))
        yield from _with_aside(declared, live, [*defaults, *_attached(declared, live)])
    elif isinstance(declared, ir.MaterializedView) and isinstance(live, ir.MaterializedView):
        yield from _view(declared, live)
        yield from _with_aside(declared, live, list(_table(declared, live)))
    elif isinstance(declared, ir.Collation) and isinstance(live, ir.Collation):
        yield from shapes.collation(declared, live)
    elif isinstance(declared, ir.Range) and isinstance(live, ir.Range):
        yield from shapes.range_type(declared, live)
    elif isinstance(declared, ir.Routine) and isinstance(live, ir.Routine):
        yield from routines.routine(declared, live)
    elif isinstance(declared, ir.Domain) and isinstance(live, ir.Domain):
        yield from _domain(declared, live)
    elif isinstance(declared, ir.Publication) and isinstance(live, ir.Publication):
        yield from access.publication(declared, live)
    elif isinstance(declared, ir.DatabaseRole) and isinstance(live, ir.DatabaseRole):
        yield from access.role(declared, live)
    elif isinstance(declared, ir.Table) and isinstance(live, ir.Table):
        yield from bound_questions(declared, live)
        yield from key_questions(declared, live)
        yield from _with_aside(declared, live, [*_table(declared, live), *_attached(declared, live)])


def _with_aside(declared: TopLevel, live: TopLevel, asked: list[Question]) -> Iterator[Question]:
    """What is asked of a table like the live one, if anything."""
    if asked:
        yield Question(f"create temporary table {_aside(declared)} (like {_sql(live)})")
        yield from asked
        yield Question(f"drop table {_aside(declared)}")


def _attached(declared: TopLevel, live: TopLevel) -> Iterator[Question]:
    """What is asked about the triggers and rules of a table or a view."""
    before = {(member.kind, member.name): member for member in ir.children(live)}
    for member in ir.children(declared):
        held = before.get((member.kind, member.name))
        if isinstance(member, ir.Trigger) and isinstance(held, ir.Trigger):
            yield from routines.trigger(declared, member, held, aside=_aside(declared))
        elif isinstance(member, ir.Rule) and isinstance(held, ir.Rule):
            yield from routines.rule(declared, member, held, aside=_aside(declared))


def _sql(found: TopLevel) -> str:
    return f"{types.quote(found.schema or 'public')}.{types.quote(found.name)}"


def _aside(found: TopLevel) -> str:
    return f"pg_temp.{types.quote(found.name)}"


def _regclass(found: TopLevel) -> str:
    return f"{types.literal(_aside(found))}::regclass"


def _view(declared: ir.View | ir.MaterializedView, live: ir.View | ir.MaterializedView) -> Iterator[Question]:
    if (declared.query, declared.columns) == (live.query, live.columns):
        return
    columns = f" ({', '.join(map(types.quote, declared.columns))})" if declared.columns else ""
    name = "pg_temp.schemac_view"
    yield Question(
        f"create temporary view schemac_view{columns} as {declared.query}",
        f"select pg_get_viewdef('{name}'::regclass)",
        ir.address(declared),
        _as_view,
    )
    yield Question(f"drop view if exists {name}")


def _as_view(found: Object, answer: str) -> Object:
    return dataclasses.replace(found, query=answer.strip().removesuffix(";"), columns=())  # type: ignore[call-arg]


def _domain(declared: ir.Domain, live: ir.Domain) -> Iterator[Question]:
    base = types.sql(declared.type)
    name = "pg_temp.schemac_domain"
    if declared.default is not None and declared.default != live.default:
        yield Question(
            f"create domain {name} as {base} default {declared.default}",
            f"select pg_get_expr(typdefaultbin, 0) from pg_type where oid = '{name}'::regtype",
            ir.address(declared),
            lambda found, answer: dataclasses.replace(found, default=plain_default(answer, declared.type)),  # type: ignore[call-arg]
        )
        yield Question(f"drop domain if exists {name}")
    held = {check.name: check.sql for check in live.checks}
    for check in declared.checks:
        if held.get(check.name, check.sql) != check.sql:
            yield Question(
                f"create domain {name} as {base} check ({check.sql}\n)",
                "select pg_get_expr(conbin, 0) from pg_constraint "
                f"where contypid = '{name}'::regtype and contype = 'c'",
                ir.address(declared, check),
                _as_sql,
            )
            yield Question(f"drop domain if exists {name}")


def _as_sql(found: Object, answer: str) -> Object:
    return dataclasses.replace(found, sql=without_outer_parentheses(answer))  # type: ignore[call-arg]


def _table(declared: ir.Table | ir.MaterializedView, live: ir.Table | ir.MaterializedView) -> Iterator[Question]:
    before = {(member.kind, member.name): member for member in ir.children(live)}
    for member in ir.children(declared):
        held = before.get((member.kind, member.name))
        if held is None or held == member:
            continue
        if isinstance(member, ir.Column) and isinstance(held, ir.Column):
            yield from _column(declared, member, held)
        elif isinstance(member, ir.Check) and isinstance(held, ir.Check) and member.sql != held.sql:
            yield Question(
                f"alter table {_aside(declared)} add constraint schemac_check check ({member.sql}\n)",
                "select pg_get_expr(conbin, conrelid) from pg_constraint "
                f"where conrelid = {_regclass(declared)} and conname = 'schemac_check'",
                ir.address(declared, member),
                _as_sql,
            )
            yield Question(f"alter table {_aside(declared)} drop constraint if exists schemac_check")
        elif isinstance(member, ir.Policy) and isinstance(held, ir.Policy):
            yield from access.policy(_aside(declared), ir.address(declared, member), member, held)
        elif isinstance(member, ir.Statistic) and isinstance(held, ir.Statistic):
            yield from shapes.statistic(declared, member, held, aside=_aside(declared))
        elif isinstance(member, ir.Index | ir.Exclusion) and isinstance(held, ir.Index | ir.Exclusion):
            yield from _index(declared, member, held)


def _column(table: TopLevel, declared: ir.Column, live: ir.Column) -> Iterator[Question]:
    ask = (
        "select pg_get_expr(adbin, adrelid) from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum "
        f"where adrelid = {_regclass(table)} and attname = "
    )
    if declared.default is not None and live.default is not None and declared.default != live.default:
        yield Question(
            f"alter table {_aside(table)} alter column {types.quote(declared.name)} set default {declared.default}",
            ask + types.literal(declared.name),
            ir.address(table, declared),
            lambda found, answer: dataclasses.replace(found, default=plain_default(answer, declared.type)),  # type: ignore[call-arg]
        )
    if declared.generated is not None and live.generated is not None and declared.generated != live.generated:
        yield Question(
            f"alter table {_aside(table)} add column schemac_column {types.sql(declared.type)} "
            f"generated always as ({declared.generated}\n) stored",
            ask + "'schemac_column'",
            ir.address(table, declared),
            lambda found, answer: dataclasses.replace(found, generated=without_outer_parentheses(answer)),  # type: ignore[call-arg]
        )
        yield Question(f"alter table {_aside(table)} drop column if exists schemac_column")


def _index(table: TopLevel, declared: ir.Index | ir.Exclusion, live: ir.Index | ir.Exclusion) -> Iterator[Question]:
    index = "pg_temp.schemac_index"
    gone = Question(f"drop index if exists {index}")
    if declared.where is not None and live.where is not None and declared.where != live.where:
        yield Question(
            f"create index schemac_index on {_aside(table)} ((1)) where {declared.where}",
            f"select pg_get_expr(indpred, indrelid) from pg_index where indexrelid = '{index}'::regclass",
            ir.address(table, declared),
            lambda found, answer: dataclasses.replace(found, where=without_outer_parentheses(answer)),  # type: ignore[call-arg]
        )
        yield gone
    parts, before = _keys(declared), _keys(live)
    default = "btree" if isinstance(declared, ir.Index) else "gist"
    if len(parts) != len(before):
        return
    for position, (part, held) in enumerate(zip(parts, before, strict=True)):
        if part == held or part.column != held.column:
            continue
        key = types.quote(part.column) if part.column is not None else f"({part.sql}\n)"
        collation = f" collate {types.qualified(part.collation)}" if part.collation else ""
        opclass = f" {types.qualified(part.opclass.partition('(')[0])}" if part.opclass else ""
        yield Question(
            f"create index schemac_index on {_aside(table)} "
            f"using {types.quote(declared.method or default)} ({key}{collation}{opclass})",
            _INDEX_PART.format(index=index),
            ir.address(table, declared),
            functools.partial(_as_part, position=position),
        )
        yield gone


_INDEX_PART = (
    "select json_build_array(pg_get_indexdef(indexrelid, 1, false), opcdefault, "
    "  collid.oid is null or indcollation[0] = collid.oid)::text "
    "from pg_index join pg_opclass on pg_opclass.oid = indclass[0] "
    "left join lateral (select attcollation as oid from pg_attribute "
    "  where attrelid = indrelid and attnum = indkey[0]) as collid on true "
    "where indexrelid = '{index}'::regclass"
)


def _as_part(found: Object, answer: str, *, position: int) -> Object:
    text, default_opclass, default_collation = json.loads(answer)
    part = _keys(found)[position]
    if part.sql is not None:
        # The server puts one pair around an operator's expression, and another around what is no function call.
        part = dataclasses.replace(part, sql=without_outer_parentheses(without_outer_parentheses(text)))
    if default_opclass and part.opclass and "(" not in part.opclass:
        part = dataclasses.replace(part, opclass=None)
    if default_collation and part.column is not None:
        part = dataclasses.replace(part, collation=None)
    parts = (*_keys(found)[:position], part, *_keys(found)[position + 1 :])
    changed: dict[str, Any] = {"columns" if isinstance(found, ir.Index) else "elements": parts}
    return dataclasses.replace(found, **changed)


def _keys(found: Object) -> tuple[ir.IndexPart, ...]:
    assert isinstance(found, ir.Index | ir.Exclusion)
    return found.columns if isinstance(found, ir.Index) else found.elements


def _changed(owner: TopLevel, address: ir.Address, answered: Callable[[Object, str], Object], answer: str) -> TopLevel:
    if not address.member_kind:
        changed = answered(owner, answer)
        assert isinstance(changed, TopLevel)
        return changed
    return ir.with_children(
        owner,
        lambda member: (
            answered(member, answer) if (member.kind, member.name) == (address.member_kind, address.member) else member
        ),
    )


def _settled(found: TopLevel, live: TopLevel | None) -> TopLevel:
    """An extension keeps the version that the server has: which one that is, no schema can tell offline."""
    if isinstance(found, ir.Extension) and isinstance(live, ir.Extension):
        return dataclasses.replace(found, version=live.version)
    return found
