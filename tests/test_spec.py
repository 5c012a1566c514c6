"""The public contracts in spec/: valid, fit for editors and people, and read alike by two engines."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import tomli
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from schemac.hazards import HAZARDS

ROOT = Path(__file__).parents[1]
SAMPLES = Path(__file__).parent / "spec_samples"
SCHEMA_FILES = sorted(path for path in SAMPLES.rglob("*.[yt]*ml") if path.name not in ("schemac.yaml", "schemac.toml"))
SPEC = {path.name.split(".")[0]: json.loads(path.read_text("utf-8")) for path in (ROOT / "spec").glob("*.json")}
LANGUAGE = SPEC["schemac"]
ENGINES: dict[str, dict[str, Any]] = {
    name: {"slow": Draft202012Validator(schema), "fast": jsonschema_rs.Draft202012Validator(schema)}
    for name, schema in SPEC.items()
}


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def read_file(path: Path) -> Any:
    text = path.read_text("utf-8")
    return tomli.loads(text) if path.suffix == ".toml" else read(text)


def accepts(document: Any, contract: str = "schemac") -> bool:
    """What both engines say about a document."""
    slow = ENGINES[contract]["slow"].is_valid(document)
    assert ENGINES[contract]["fast"].is_valid(document) == slow
    return bool(slow)


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and every schema in it."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("properties", "patternProperties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from subschemas(inner)
    for key in ("additionalProperties", "propertyNames", "items"):
        yield from subschemas(schema.get(key))
    for key in ("anyOf", "oneOf"):
        for inner in schema.get(key, ()):
            yield from subschemas(inner)


def branches(schema: dict[str, Any], root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a value can be: the schema itself, or each branch of its anyOf, with references followed."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        for branch in schema["anyOf"]:
            yield from branches(branch, root)
    else:
        yield schema


def json_types(branch: dict[str, Any]) -> set[str]:
    """The JSON types of the values that a branch accepts."""
    return {branch["type"]} if isinstance(branch["type"], str) else set(branch["type"])


def governed(schema: dict[str, Any], value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every mapping in a document, with its path and the branch of the language that describes it."""
    for branch in branches(schema, LANGUAGE):
        if isinstance(value, dict) and branch.get("type") == "object":
            yield path, branch, value
            for key, inner in value.items():
                below = branch.get("properties", {}).get(key, branch.get("additionalProperties"))
                if isinstance(below, dict):
                    yield from governed(below, inner, (*path, key))
        elif isinstance(value, list) and branch.get("type") == "array":
            for number, inner in enumerate(value):
                yield from governed(branch.get("items", {}), inner, (*path, number))


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        document = document[key]
    return document


ALL = [(name, schema) for name, root in SPEC.items() for schema in subschemas(root)]
FIXED = [(name, schema) for name, schema in ALL if schema.get("additionalProperties") is False]


# What the contracts are, as JSON Schemas


@pytest.mark.parametrize("name", SPEC)
def test_contract_is_valid(name: str) -> None:
    Draft202012Validator.check_schema(SPEC[name])
    assert jsonschema_rs.meta.is_valid(SPEC[name])
    assert SPEC[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_subschemas_are_all_found() -> None:
    # A keyword that the walk does not know would hide schemas from the tests below.
    known = {
        *("$schema", "$id", "$defs", "$ref", "title", "description", "default", "examples"),
        "defaultSnippets",
        *("type", "const", "enum", "pattern", "minLength", "minimum", "maximum", "exclusiveMinimum"),
        *("properties", "patternProperties", "additionalProperties", "propertyNames", "minProperties"),
        *("required", "items", "minItems", "maxItems", "uniqueItems", "anyOf", "oneOf"),
    }
    assert {key for _, schema in ALL for key in schema} <= known


def test_every_property_is_described() -> None:
    missing = [
        (name, schema.get("title"), key)
        for name, schema in ALL
        for key, inner in schema.get("properties", {}).items()
        if not inner.get("description", "").endswith(".")
    ]
    assert missing == []


def test_every_object_has_a_title_and_a_description() -> None:
    assert [schema for _, schema in FIXED if not schema.get("title") or not schema.get("description")] == []
    untitled = [
        branch
        for name, schema in ALL
        for choice in schema.get("anyOf", ())
        for branch in branches(choice, SPEC[name])
        if not branch.get("title", choice.get("title"))
    ]
    assert untitled == []


def test_every_object_leaves_room_for_the_user() -> None:
    # A snapshot is written by schemac alone.
    closed = [schema for name, schema in FIXED if name != "snapshot" and "^x-" not in schema["patternProperties"]]
    assert closed == []


def test_a_value_of_a_type_has_one_branch() -> None:
    # So that a message can be about the form that was meant, and never about "any of the given schemas".
    for name, schema in ALL:
        if "anyOf" in schema:
            types = [kind for branch in branches(schema, SPEC[name]) for kind in json_types(branch)]
            assert len(types) == len(set(types)), schema


def test_one_of_only_chooses_among_keys() -> None:
    for _, schema in ALL:
        for branch in schema.get("oneOf", ()):
            assert set(branch) == {"required"}
            assert len(branch["required"]) == 1
            assert branch["required"][0] in schema["properties"]


def test_no_key_is_a_yaml_trap() -> None:
    traps = {"null", "on", "off", "yes", "no", "y", "n", "true", "false"}
    assert not traps & {key for _, schema in ALL for key in schema.get("properties", {})}


def test_definitions_are_used() -> None:
    for name, root in SPEC.items():
        references = {schema["$ref"] for other, schema in ALL if other == name and "$ref" in schema}
        used = {reference.removeprefix("#/$defs/") for reference in references}
        assert used == set(root.get("$defs", {}))


def test_examples_and_defaults_are_accepted() -> None:
    for name, schema in ALL:
        inner = {**schema, "$defs": SPEC[name].get("$defs", {})}
        for example in [*schema.get("examples", ()), *([schema["default"]] if "default" in schema else [])]:
            assert Draft202012Validator(inner).is_valid(example), (example, schema)


# What the language accepts


@pytest.mark.parametrize("path", SCHEMA_FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_sample_is_accepted(path: Path) -> None:
    document = read_file(path)
    assert [error.message for error in ENGINES["schemac"]["slow"].iter_errors(document)] == []
    assert accepts(document)


def test_there_are_samples() -> None:
    assert len(SCHEMA_FILES) >= 10


def test_yaml_and_toml_of_a_sample_are_equal() -> None:
    yaml, toml = read_file(SAMPLES / "blog.yaml"), read_file(SAMPLES / "blog.toml")
    assert yaml == toml


def test_samples_use_every_key_of_the_language() -> None:
    used = {
        (id(branch), key)
        for path in SCHEMA_FILES
        for _, branch, value in governed(LANGUAGE, read_file(path))
        for key in value
    }
    unused = [
        (schema.get("title"), key)
        for schema in subschemas(LANGUAGE)
        for key in schema.get("properties", {})
        if (id(schema), key) not in used
    ]
    assert unused == []


EVERYTHING = [SAMPLES / "everything" / f"{name}.yaml" for name in ("postgres", "mysql", "sqlite")]


@pytest.mark.parametrize("path", EVERYTHING, ids=lambda path: path.stem)
def test_unknown_key_is_rejected_at_every_level(path: Path) -> None:
    document = read_file(path)
    fast = ENGINES["schemac"]["fast"]
    levels = [
        (place, branch)
        for place, branch, _ in governed(LANGUAGE, document)
        if branch.get("additionalProperties") is False
    ]
    assert len(levels) > 5
    for place, branch in levels:
        changed = copy.deepcopy(document)
        at(changed, place)["no_such_key"] = "x"
        assert not fast.is_valid(changed), (place, branch["title"])
        del at(changed, place)["no_such_key"]
        at(changed, place)["x-mine"] = "x"
        assert fast.is_valid(changed), (place, branch["title"])


@pytest.mark.parametrize("value", [None, True, 3, "", "text", "a.b.c", [], ["a", "a"], {}, {"sql": "now()"}], ids=repr)
def test_engines_agree_on_whatever_stands_somewhere(value: Any) -> None:
    document = read_file(SAMPLES / "blog.yaml")
    places = [(*place, key) for place, _, mapping in governed(LANGUAGE, document) for key in mapping]
    verdicts = set()
    for place in places:
        changed = copy.deepcopy(document)
        at(changed, place[:-1])[place[-1]] = value
        verdicts.add(accepts(changed))
    assert False in verdicts


def table(column: str) -> str:
    return f"tables: {{t: {{columns: {{a: {column}}}}}}}"


def part(text: str) -> str:
    return f"tables: {{t: {{columns: {{a: int}}, {text}}}}}"


GOOD = {
    "nothing": "{}",
    "a short column": table("text"),
    "a short column that allows NULL": table('"text?"'),
    "a type with arguments": table('"decimal(12, 2)?"'),
    "a type of several words": table('"timestamp(3) with time zone?"'),
    "a list type": table('"text[][]"'),
    "a type in a schema": table("shop.money"),
    "a type in double quotes": table("'\"Strange Type\"'"),
    "a type of types": table("Array(Nullable(String))"),
    "a type with values": table("\"enum('a','it''s (b)')\""),
    "a type of a dialect without a type": table("{type: {sqlite: ''}}"),
    "a default of every kind": """
        tables:
          t:
            columns:
              a: {type: int, default: 1}
              b: {type: decimal, default: 1.5}
              c: {type: bool, default: false}
              d: {type: text, default: null}
              e: {type: text, default: ""}
    """,
    "a JSON null as default": table("{type: json, default: {json: null}}"),
    "a table without columns": "tables: {t: {}}",
    "a name with spaces": 'tables: {"my table": {columns: {"my column": int}}}',
    "a name in another alphabet": "tables: {таблица: {columns: {列: int}}}",
    "a name with a dot, quoted": "tables: {'\"a.b\"': {columns: {a.b: int}}}",
    "a name with a schema": "tables: {shop.t: {columns: {a: int}}}",
    "a schema with a dot, quoted": 'tables: {\'"a.b"."c""d"\': {columns: {a: int}}}',
    "a reserved word": "tables: {select: {columns: {table: int}}}",
    "a primary key as a name": part("primary_key: a"),
    "a primary key as a list": part("primary_key: [a]"),
    "a primary key with options": part("primary_key: {columns: a, deferrable: deferred}"),
    "an index as a list": part("indexes: {i: [a, {sql: lower(a)}]}"),
    "a foreign key on one column": part("foreign_keys: {f: {columns: a, references: u}}"),
    "inline forms": table("{type: int, unique: true, index: true, check: a > 0, references: u, primary_key: false}"),
    "an enum without values": "enums: {e: []}",
    "a default partition": part("partitions: {p: default}"),
    "a partition without bounds": part("partitions: {p: {modulus: 4, remainder: 0}}"),
    "a patch that removes a key": part("dialects: {sqlite: {comment: null, anything: [1]}}"),
    "an unknown dialect": part("dialects: {duckdb: false}"),
    "an extension without options": "extensions: {citext: }",
    "a key of the user's": "x-team: {anything: [1]}",
    "a seed with no rows": "seeds: {t: {key: id, rows: []}}",
    "a sequence without options": "sequences: {s: }",
}
BAD = {
    "a list as a document": None,
    "another version": "schemac: 2",
    "the version as text": "schemac: '1'",
    "an unknown kind": "tabels: {}",
    "tables as a list": "tables: [{name: t}]",
    "an empty name of a table": "tables: {'': {}}",
    "an empty name of a column": "tables: {t: {columns: {'': int}}}",
    "three parts of a name": "tables: {a.b.c: {}}",
    "an empty part of a name": "tables: {a.: {}}",
    "an open quote in a name": "tables: {'\"a': {}}",
    "an empty type": table("''"),
    "a column without a type": table("{nullable: true}"),
    "a column as nothing": table("null"),
    "a short column as a number": table("5"),
    "a type cut by a comma of flow style": table("{type: numeric(12, 2)}"),
    "a question mark in the long form": table("{type: 'text?'}"),
    "two question marks": table("'text??'"),
    "an unknown key of a column": table("{type: int, not_null: true}"),
    "nullable as text": table("{type: int, nullable: 'yes'}"),
    "a default that is both": table("{type: int, default: {sql: a, json: 1}}"),
    "a default that is neither": table("{type: int, default: {}}"),
    "a default as a list": table("{type: int, default: [1]}"),
    "an unknown action": table("{type: int, references: {table: u, on_delete: set null}}"),
    "a reference without a table": table("{type: int, references: {on_delete: cascade}}"),
    "an unknown identity": table("{type: int, identity: true}"),
    "deferrable as a flag": part("primary_key: {columns: a, deferrable: true}"),
    "no columns of a key": part("primary_key: []"),
    "a key part that is an expression": part("primary_key: [{sql: lower(a)}]"),
    "an index part that is both": part("indexes: {i: [{column: a, sql: b}]}"),
    "an index part that is neither": part("indexes: {i: [{order: asc}]}"),
    "an unknown order": part("indexes: {i: [{column: a, order: descending}]}"),
    "an index without columns": part("indexes: {i: {unique: true}}"),
    "a foreign key without a target": part("foreign_keys: {f: {columns: [a]}}"),
    "an empty check": part("checks: {c: ''}"),
    "a trigger without a timing": part("triggers: {g: {events: [insert], function: f}}"),
    "a trigger with two bodies": part("triggers: {g: {timing: after, events: [insert], function: f, body: x}}"),
    "a trigger without a body": part("triggers: {g: {timing: after, events: [insert]}}"),
    "an event twice": part("triggers: {g: {timing: after, events: [insert, insert], function: f}}"),
    "an unknown row security": part("row_security: enforced"),
    "two partition keys": part("partition_by: {range: [a], list: [a]}"),
    "an unknown partition": part("partitions: {p: rest}"),
    "a patch that is true": part("dialects: {sqlite: true}"),
    "enum values as numbers": "enums: {e: [1, 2]}",
    "an enum value twice": "enums: {e: [a, a]}",
    "a view without a query": "views: {v: {comment: x}}",
    "a view with two queries": "views: {v: {query: select 1, query_file: a.sql}}",
    "a function without a body": "functions: {f: {returns: int}}",
    "a function that returns both": "functions: {f: {body: x, returns: {setof: t, table: {a: int}}}}",
    "an aggregate without a state": "aggregates: {a: {args: [int]}}",
    "a raw object that is never made": "raw: {r: {drop: drop it}}",
    "a seed without a key": "seeds: {t: {rows: []}}",
    "a seed with rows and a file": "seeds: {t: {key: a, rows: [], file: a.csv}}",
    "a mixin with a primary key": "mixins: {m: {primary_key: a}}",
    "a virtual table without a module": "tables: {t: {virtual: {args: [a]}}}",
    "a role with a password": "roles: {r: {password: secret}}",
    "a column of a sequence without its table": "sequences: {s: {owned_by: id}}",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_good_document(text: str) -> None:
    assert accepts({"schemac": 1, **read(text)})


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_document(text: str | None) -> None:
    document: Any = [] if text is None else {"schemac": 1, **read(text)}
    assert not accepts(document)


def test_a_document_states_its_version() -> None:
    assert not accepts({"tables": {}})


# What the project file and the snapshot accept


@pytest.mark.parametrize(
    "text",
    [
        "{schemac: 1, schema: schema.yaml}",
        (SAMPLES / "shop" / "schemac.yaml").read_text("utf-8"),
        """
        schemac: 1
        schema: [schema/**/*.yaml]
        dialect: postgres
        migrations: migrations
        environments:
          dev: {url: "sqlite:///dev.db"}
          prod: {url: "${DATABASE_URL}", confirm: true}
          test: postgresql://localhost/test
        filters: {schemas: [public, shop], tables: ["!tmp_*"]}
        ledger: {table: schemac_migrations, schema: public}
        prefix: timestamp
        lint: {drop-column: error, rewrite-table: warn, block-writes: off}
        targets:
          app: {dialect: postgres, migrations: migrations/postgres}
          tests: {dialect: sqlite, migrations: migrations/sqlite}
        x-mine: 1
        """,
    ],
)
def test_good_project(text: str) -> None:
    assert accepts(read(text), "project")


@pytest.mark.parametrize(
    "text",
    [
        "schemac: 1",
        "schema: schema.yaml",
        "{schemac: 1, schema: []}",
        "{schemac: 1, schema: ''}",
        "{schemac: 1, schema: a, dialects: postgres}",
        "{schemac: 1, schema: a, environments: {dev: {confirm: true}}}",
        "{schemac: 1, schema: a, environments: {dev: {url: a, password: b}}}",
        "{schemac: 1, schema: a, filters: {columns: []}}",
        "{schemac: 1, schema: a, prefix: unix}",
        "{schemac: 1, schema: a, lint: {drop-column: fatal}}",
        "{schemac: 1, schema: a, lint: {drop-colum: error}}",
        "{schemac: 1, schema: a, ledger: {name: t}}",
        "{schemac: 1, schema: a, targets: {app: {dialect: postgres}}}",
    ],
)
def test_bad_project(text: str) -> None:
    assert not accepts(read(text), "project")


def test_project_knows_every_hazard() -> None:
    lint = SPEC["project"]["properties"]["lint"]["properties"]
    assert {code: schema["default"] for code, schema in lint.items()} == {
        code: hazard.level for code, hazard in HAZARDS.items()
    }


ENTRY: dict[str, Any] = {
    "version": 1,
    "dialect": "postgres",
    "id": "a" * 64,
    "parents": ["b" * 64],
    "name": "20261123183000_initial",
    "full": False,
    "objects": {"table public.users": {"columns": []}, 'view shop."a.b"': {}, "dictionary x": {"any": 1}},
    "dropped": ["table public.old"],
    "renamed": {"table public.people": "table public.users"},
}


@pytest.mark.parametrize("without", [(), ("dropped",), ("dropped", "renamed")])
def test_good_snapshot(without: tuple[str, ...]) -> None:
    assert accepts({key: value for key, value in ENTRY.items() if key not in without}, "snapshot")


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"id": "A" * 64},
        {"id": "a" * 63},
        {"parents": ["b" * 64, "b" * 64]},
        {"name": "meta/initial"},
        {"name": ""},
        {"full": "yes"},
        {"objects": {"users": {}}},
        {"objects": {"table public.users": []}},
        {"dropped": ["users"]},
        {"renamed": {"table a": None}},
        {"extra": 1},
    ],
    ids=str,
)
def test_bad_snapshot(change: dict[str, Any]) -> None:
    assert not accepts({**ENTRY, **change}, "snapshot")


@pytest.mark.parametrize("key", ["version", "dialect", "id", "parents", "name", "full", "objects"])
def test_snapshot_needs(key: str) -> None:
    assert not accepts({name: value for name, value in ENTRY.items() if name != key}, "snapshot")


# What the documentation says of the language

REFERENCE = ROOT / "docs" / "language.md"


def examples(path: Path) -> list[tuple[str, str]]:
    return re.findall(r"^```(\w+)\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_examples_of_the_reference_are_accepted() -> None:
    found = examples(REFERENCE)
    assert len(found) > 20
    for language, text in found:
        document = {"schemac": 1, **(tomli.loads(text) if language == "toml" else read(text))}
        assert [error.message for error in ENGINES["schemac"]["slow"].iter_errors(document)] == [], text


def test_reference_names_every_key() -> None:
    written = set(re.findall(r"[\w$-]+", " ".join(re.findall(r"`([^`\n]+)`", REFERENCE.read_text("utf-8")))))
    keys = {key for schema in subschemas(LANGUAGE) for key in schema.get("properties", {})}
    assert keys - written == set()


def test_reference_names_every_choice() -> None:
    written = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", REFERENCE.read_text("utf-8")))))
    choices = {str(value) for schema in subschemas(LANGUAGE) for value in schema.get("enum", ())}
    assert {choice for choice in choices if choice not in written} <= {"True", "False"}


def test_example_of_a_snapshot_is_accepted() -> None:
    [(_, text)] = examples(ROOT / "spec" / "README.md")
    assert accepts(json.loads(text), "snapshot")


def test_links_within_the_reference_lead_somewhere() -> None:
    text = REFERENCE.read_text("utf-8")
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= anchors
