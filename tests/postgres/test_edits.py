"""Edits of a schema whose objects depend on each other, several at a time in every combination: there, and back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from schemac import dialect as dialects
from schemac import folder, ir, source
from schemac.diff import diff, inverse
from schemac.ir import Database
from schemac.lower import lower
from schemac.plan import plan
from schemac.validate import validate
from schemac_apply import run_script
from schemac_apply.drivers import Connection, connect

POSTGRES = dialects.find("postgres")

SCHEMA = """
schemac: 1
schemas: {app: {}}
enums: {mood: [sad, fine, glad]}
domains: {amount: {type: int, check: value > 0}}
composites: {address: {fields: {street: text, mood: mood, number: int}}}
functions:
  code: {returns: text, body: "select 'c'"}
  fair: {args: {t: text}, returns: boolean, volatility: immutable, body: "select t <> 'unfair'"}
  stamp: {returns: trigger, language: plpgsql, body: "begin return new; end"}
  grown: {returns: bigint, volatility: stable, body: begin atomic select count(*) from active where age > 17; end}
  age_of: {args: {who: users}, returns: int, volatility: stable, body: return (who).age}
tables:
  users:
    comment: Those who come.
    columns:
      id: bigserial
      name: varchar(40)
      age: {type: int, nullable: true, comment: In years.}
      mood: {type: mood, default: fine}
      moods: {type: "mood[]", default: {sql: "'{sad}'"}}
      code: {type: text, nullable: true, default: {sql: code()}}
      paid: {type: amount, nullable: true}
      home: {type: address, nullable: true}
      twice: {type: int, nullable: true, generated: age * 2}
    primary_key: id
    checks: {users_fair: fair(name), users_age: age >= 0}
    indexes: {users_age: {columns: [age], where: mood <> 'sad'}, users_lower: [{sql: lower(name)}]}
    statistics: {users_related: [age, mood]}
    row_security: true
    policies: {moods: {using: mood <> 'sad' and fair(name)}}
    triggers: {stamped: {timing: before, events: [insert, update], when: new.age > 3, function: stamp, comment: On it.}}
  app.posts:
    columns: {id: {type: int, identity: by_default}, user_id: {type: bigint, references: users}, title: text}
    primary_key: id
views:
  active:
    query: select id, name, age, mood from users where mood <> 'sad'
    comment: Not sad.
  app.titles: select a.name, a.age, p.title from active a join app.posts p on p.user_id = a.id
  summary: select grown() as grown, age_of(users.*) as age from users
materialized_views:
  moods:
    query: select mood, count(*) as n from active group by mood
    indexes: {moods_key: {columns: [mood], unique: true}}
"""
ROWS = """
INSERT INTO users (name, age, paid, home) VALUES ('Ann', 30, 5, ROW('x', 'glad', 7)), ('Bob', NULL, NULL, NULL);
INSERT INTO app.posts (user_id, title) VALUES (1, 'one'), (1, 'two'), (2, 'three');
"""
COUNTS = {"users": 2, "app.posts": 3}


def _of_users(**patch: Any) -> dict[str, Any]:
    return {"tables": {"users": patch}}


EDITS: Mapping[str, dict[str, Any]] = {
    "wider age": _of_users(columns={"age": {"type": "bigint"}}),
    "longer name": _of_users(columns={"name": "text"}),
    "printed id": {"tables": {"app.posts": {"columns": {"id": {"type": "bigint"}}}}},
    "renamed column": {
        "tables": {"app.posts": {"columns": {"title": None, "heading": {"type": "text", "renamed_from": "title"}}}},
        "views": {"app.titles": "select a.name, a.age, p.heading from active a join app.posts p on p.user_id = a.id"},
    },
    "moods in another order": {"enums": {"mood": ["glad", "fine", "sad"]}},
    "a wider amount": {"domains": {"amount": {"type": "bigint"}}},
    "another field": {"composites": {"address": {"fields": {"city": "text"}}}},
    "an argument more": {"functions": {"fair": {"args": {"more": {"type": "int", "default": 1}}}}},
    "another body": {"functions": {"fair": {"body": "select t <> 'foul'"}}},
    "another default": {"functions": {"code": {"body": "select 'd'"}}},
    "a count of another type": {
        "functions": {
            "grown": {"returns": "int", "body": "begin atomic select count(*)::int from active where age > 17; end"}
        }
    },
    "a column first": {"views": {"active": {"query": "select 1 as one, id, name, age, mood from users"}}},
    "a view less": {"views": {"app.titles": None}},
    "no trigger": _of_users(triggers=None),
    "another policy": _of_users(policies={"moods": {"using": "age > 3"}}),
    "no default": _of_users(columns={"code": "text?"}),
    "another expression": _of_users(columns={"twice": {"generated": "age * 3"}}),
    "plain numbers": _of_users(columns={"id": "bigint"}),
    "another check": _of_users(checks={"users_age": "age >= 0 and age < 200"}),
    "another index": _of_users(indexes={"users_age": {"where": None}}),
    "moved": {
        "tables": {
            "app.posts": None,
            "posts": {
                "renamed_from": "app.posts",
                "columns": {
                    "id": {"type": "int", "identity": "by_default"},
                    "user_id": {"type": "bigint", "references": "users"},
                    "title": "text",
                },
                "primary_key": "id",
            },
        },
        "views": {"app.titles": "select a.name, a.age, p.title from active a join posts p on p.user_id = a.id"},
    },
}
"""What is merged into the schema; an edit without a key takes it away with None."""
APART = {"moved": {"printed id", "renamed column", "a view less"}, "renamed column": {"a view less"}}
"""Edits that cannot be merged with others, which say something else of the same."""


def _merged(held: Any, patch: Any) -> Any:
    if not isinstance(held, dict) or not isinstance(patch, dict):
        return patch
    merged = {name: _merged(held.get(name), value) for name, value in patch.items() if value is not None}
    return {name: value for name, value in held.items() if name not in patch} | merged


def _schema(names: set[str]) -> Database:
    held = YAML(typ="safe").load(SCHEMA)
    for name in sorted(names):
        held = _merged(held, EDITS[name])
    text = io.StringIO()
    YAML().dump(held, text)
    document = source.parse(text.getvalue(), path="schema.yaml")
    assert not validate(document)
    return lower([document], POSTGRES, root=Path()).database


def _is_in(connection: Connection, declared: Database) -> None:
    live = POSTGRES.introspect(connection, dialects.Filters()).database
    aligned = POSTGRES.canonical(connection, declared, live)
    assert plan(diff(live, aligned, same=POSTGRES.rules.same), POSTGRES).sql() == ""


def _counts(connection: Connection, names: set[str]) -> dict[str, int]:
    tables = {"users": "users", "app.posts": "posts" if "moved" in names else "app.posts"}
    return {name: connection.query(f"SELECT count(*) FROM {table}")[0][0] for name, table in tables.items()}


@settings(max_examples=12, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.sets(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4))
def test_edits_together(fresh: Callable[[str], str], names: set[str]):
    for name, others in APART.items():
        names = names - others if name in names else names
    before, after = _schema(set()), _schema(names)
    change = diff(before, after, same=POSTGRES.rules.same)
    up = folder.up_text(plan(change, POSTGRES), lint={})
    down = folder.down_text(plan(inverse(change, same=POSTGRES.rules.same), POSTGRES), change)
    with connect(fresh("postgres")) as connection:
        run_script(connection, plan(diff(Database(), before), POSTGRES).sql())
        run_script(connection, ROWS)
        values = connection.query("SELECT id, name, age, mood::text, home::text, code FROM users ORDER BY id")
        run_script(connection, up)
        _is_in(connection, after)
        assert _counts(connection, names) == COUNTS
        run_script(connection, down)
        _is_in(connection, before)
        assert _counts(connection, set()) == COUNTS
        kept = connection.query("SELECT id, name, age, mood::text, home::text, code FROM users ORDER BY id")
        assert kept == values
    assert ir.Address("table", "", "users") in after.objects
