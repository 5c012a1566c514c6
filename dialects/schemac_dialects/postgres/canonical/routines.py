"""How PostgreSQL would write the defaults and the SQL of routines, and the conditions and statements of triggers and
rules."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

from schemac import ir
from schemac.ir import Object, TopLevel
from schemac_dialects.postgres import routines, types
from schemac_dialects.postgres.canonical.question import Question
from schemac_dialects.postgres.definitions import rule_parts, statements, trigger_parts
from schemac_dialects.postgres.texts import argument_default

_ASK_ROUTINE = (
    "select json_build_object('statement', pg_get_function_sqlbody(oid), 'defaults', array("
    "select pg_get_function_arg_default(oid, place) from generate_series(1, coalesce(cardinality(proallargtypes), "
    "pronargs)) place order by place)) from pg_proc where pronamespace = pg_my_temp_schema() and proname = "
)


def routine(declared: ir.Routine, live: ir.Routine) -> Iterator[Question]:
    """What is asked about a function or a procedure: a temporary one of the same arguments is made."""
    defaults = [one.default for one in declared.arguments], [one.default for one in live.arguments]
    if defaults[0] == defaults[1] and declared.statement == live.statement:
        return
    returned = routines.returned(declared) if isinstance(declared, ir.Function) else ""
    # Its SQL may call an argument by the routine's own name; a temporary routine is found by no other SQL.
    name = f"pg_temp.{types.quote(declared.name)}"
    head = f"create {declared.kind} {name}({routines.arguments(declared.arguments)}){returned}"
    yield Question(
        f"{head} language {types.quote(declared.language)} {routines.body(declared)}",
        _ASK_ROUTINE + types.literal(declared.name),
        ir.address(declared),
        _as_routine,
    )
    yield Question(f"drop routine if exists {name}")


def _as_routine(found: Object, answer: str) -> Object:
    assert isinstance(found, ir.Routine)
    answers = json.loads(answer)
    arguments = tuple(
        one if default is None else dataclasses.replace(one, default=argument_default(default, one.type))
        for one, default in zip(found.arguments, answers["defaults"], strict=False)
    )
    # The columns of a result stand behind the arguments, and have no default.
    arguments += found.arguments[len(arguments) :]
    statement = found.statement if answers["statement"] is None else answers["statement"].strip()
    return dataclasses.replace(found, arguments=arguments, statement=statement)


def trigger(owner: TopLevel, declared: ir.Trigger, live: ir.Trigger, *, aside: str) -> Iterator[Question]:
    """What is asked about the condition of a trigger; ``aside`` is a table like its own."""
    if declared.when is None or live.when is None or declared.when == live.when:
        return
    events = " or ".join(declared.events)
    yield Question(
        f"create trigger schemac_trigger {declared.timing} {events} on {aside} for each {declared.level} "
        f"when ({declared.when}) execute function suppress_redundant_updates_trigger()",
        "select pg_get_triggerdef(oid) from pg_trigger "
        f"where tgname = 'schemac_trigger' and tgrelid = {types.literal(aside)}::regclass",
        ir.address(owner, declared),
        lambda found, answer: dataclasses.replace(found, when=trigger_parts(answer)[0]),  # type: ignore[call-arg]
    )
    yield Question(f"drop trigger if exists schemac_trigger on {aside}")


def rule(owner: TopLevel, declared: ir.Rule, live: ir.Rule, *, aside: str) -> Iterator[Question]:
    """What is asked about a rule; ``aside`` is a table like its own."""
    if (declared.where, declared.body) == (live.where, live.body):
        return
    where = "" if declared.where is None else f" where {declared.where}"
    body = "nothing" if declared.body is None else f"({statements(declared.body)})"
    yield Question(
        f"create rule schemac_rule as on {declared.event} to {aside}{where} "
        f"do {'instead' if declared.instead else 'also'} {body}",
        "select pg_get_ruledef(oid) from pg_rewrite "
        f"where rulename = 'schemac_rule' and ev_class = {types.literal(aside)}::regclass",
        ir.address(owner, declared),
        _as_rule,
    )
    yield Question(f"drop rule if exists schemac_rule on {aside}")


def _as_rule(found: Object, answer: str) -> Object:
    where, body = rule_parts(answer)
    return dataclasses.replace(found, where=where, body=body)  # type: ignore[call-arg]
