"""Documents against the JSON Schemas: what is wrong is said of the form that was meant, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemac import source
from schemac.diagnostics import as_json, ordered, text
from schemac.source import parse
from schemac.validate import spec, validate, validate_value

SAMPLES = Path(__file__).parent / "spec_samples"


def found(written: str, *, against: str = "schemac", name: str = "a.yaml") -> list[tuple[str, str, str]]:
    """Code, ``line:column`` and message of every finding."""
    head = "" if written.startswith("schemac") else "schemac = 1\n" if name.endswith(".toml") else "schemac: 1\n"
    problems = ordered(validate(parse(head + written, path=name), against=against))
    return [(one.code, f"{one.span.line}:{one.span.column}", one.message) for one in problems if one.span]


def help_of(written: str, *, against: str = "schemac") -> str | None:
    [one] = validate(parse(f"schemac: 1\n{written}", path="a.yaml"), against=against)
    return one.help


@pytest.mark.parametrize("name", sorted(str(path.relative_to(SAMPLES)) for path in SAMPLES.rglob("*.[yt]*ml")))
def test_the_samples_are_valid(name: str):
    against = "project" if name.endswith("schemac.yaml") else "schemac"
    assert validate(source.read(SAMPLES / name), against=against) == []


COLUMN = "tables:\n  t:\n    columns:\n      a: "


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # The whole document
        ("schemac: 2", ("bad-value", "1:10", "'schemac' must be 1, not 2")),
        ("schemac: '1'", ("bad-value", "1:10", "'schemac' must be 1, not '1'")),
        ("tabels: {}", ("unknown-key", "2:1", "unknown key 'tabels'")),
        ("tables:", ("bad-value", "2:8", "'tables' must be a mapping, not nothing")),
        ("tables: []", ("bad-value", "2:9", "'tables' must be a mapping, not a list")),
        ("tables: {t: 5}", ("bad-value", "2:13", "'t' must be a mapping, not 5")),
        # Names
        ("tables: {'': {}}", ("bad-name", "2:10", "'' cannot be a name in tables")),
        ("tables: {a.b.c: {}}", ("bad-name", "2:10", "'a.b.c' cannot be a name in tables")),
        (
            "tables: {t: {columns: {'': text}}}",
            ("bad-name", "2:24", "'' cannot be a name in tables.t.columns"),
        ),
        # Two forms: the one that was meant
        (f"{COLUMN}5", ("bad-value", "5:10", "'a' must be a string or a mapping, not 5")),
        (f"{COLUMN}", ("bad-value", "5:9", "'a' must be a string or a mapping, not nothing")),
        (
            f"{COLUMN}{{typ: text, type: text}}",
            ("unknown-key", "5:11", "unknown key 'typ' in tables.t.columns.a"),
        ),
        (
            f"{COLUMN}{{nullable: true}}",
            ("missing-key", "5:7", "the key 'type' is missing in tables.t.columns.a"),
        ),
        (f"{COLUMN}{{type: 5}}", ("bad-value", "5:17", "'type' must be a string or a mapping, not 5")),
        (
            f"{COLUMN}{{type: text, nullable: no}}",
            ("bad-value", "5:33", "'nullable' must be true or false, not 'no'"),
        ),
        (
            f"{COLUMN}{{type: text, unique: [b]}}",
            ("bad-value", "5:31", "'unique' must be true or false or a mapping, not a list"),
        ),
        (
            f"{COLUMN}{{type: text, references: {{table: t, on_delete: cascad}}}}",
            (
                "bad-value",
                "5:57",
                "'on_delete' is 'cascad', which is none of no_action, restrict, cascade, set_null, set_default",
            ),
        ),
        (
            f"{COLUMN}{{type: text, identity: alway}}",
            ("bad-value", "5:33", "'identity' is 'alway', which is none of always, by_default"),
        ),
        (
            "tables: {t: {primary_key: 5}}",
            ("bad-value", "2:27", "'primary_key' must be a string or a list or a mapping, not 5"),
        ),
        (
            "tables: {t: {primary_key: {columns: 5}}}",
            ("bad-value", "2:37", "'columns' must be a string or a list, not 5"),
        ),
        ("tables: {t: {primary_key: []}}", ("bad-value", "2:27", "'primary_key' must not be empty")),
        (
            "tables: {t: {primary_key: [[a]]}}",
            ("bad-value", "2:28", "item 1 of 'primary_key' must be a string or a mapping, not a list"),
        ),
        # Every kind of literal is named
        (
            f"{COLUMN}{{type: text, default: [1]}}",
            (
                "bad-value",
                "5:32",
                "'default' must be a string or a number or true or false or nothing or a mapping, not a list",
            ),
        ),
        (
            f"{COLUMN}{{type: text, default: {{sq: now()}}}}",
            ("unknown-key", "5:33", "unknown key 'sq' in tables.t.columns.a.default"),
        ),
        # One key of several
        (
            f"{COLUMN}{{type: text, default: {{sql: a, json: b}}}}",
            ("one-of", "5:41", "give only one of sql, json in tables.t.columns.a.default"),
        ),
        (
            f"{COLUMN}{{type: text, default: {{}}}}",
            ("missing-key", "5:23", "give one of sql, json in tables.t.columns.a.default"),
        ),
        (
            "views: {v: {query: a, query_file: b}}",
            ("one-of", "2:23", "give only one of query, query_file in views.v"),
        ),
        ("views: {v: {columns: [a]}}", ("missing-key", "2:9", "give one of query, query_file in views.v")),
        (
            "tables: {t: {indexes: {i: {columns: [{column: a, sql: b}]}}}}",
            ("one-of", "2:50", "give only one of column, sql in tables.t.indexes.i.columns.0"),
        ),
        # Lists
        ("enums: {e: [a, b, a]}", ("bad-value", "2:19", "'a' stands twice in enums.e")),
        ("enums: {e: [a, 1]}", ("bad-value", "2:16", "item 2 of 'e' must be a string, not 1")),
        ("enums: {e: [a, true]}", ("bad-value", "2:16", "item 2 of 'e' must be a string, not true")),
        ("tables: {t: {mixins: [m, m]}}", ("bad-value", "2:26", "'m' stands twice in tables.t.mixins")),
    ],
)
def test_a_schema_file_that_is_refused(written: str, expected: tuple[str, str, str]):
    findings = found(written)
    if len(findings) > 1:  # an unknown key may hide a missing one
        assert expected in findings
    else:
        assert findings == [expected]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("schema: [a]\ndialekt: x", ("unknown-key", "3:1", "unknown key 'dialekt'")),
        ("schemac: 1", ("missing-key", "1:1", "the key 'schema' is missing")),
        ("schema: 5", ("bad-value", "2:9", "'schema' must be a string or a list, not 5")),
        ("schema: [a, a]", ("bad-value", "2:13", "'a' stands twice in schema")),
        (
            "schema: a\nprefix: date",
            ("bad-value", "3:9", "'prefix' is 'date', which is none of timestamp, index"),
        ),
        ("schema: a\nlint: {drop-tabel: warn}", ("unknown-key", "3:8", "unknown key 'drop-tabel' in lint")),
        (
            "schema: a\nlint: {drop-table: 'on'}",
            ("bad-value", "3:20", "'drop-table' is 'on', which is none of error, warn, off"),
        ),
        (
            "schema: a\nenvironments: {dev: 5}",
            ("bad-value", "3:21", "'dev' must be a string or a mapping, not 5"),
        ),
        (
            "schema: a\nenvironments: {dev: {}}",
            ("missing-key", "3:16", "the key 'url' is missing in environments.dev"),
        ),
        ("schema: a\nenvironments: {'': x}", ("bad-name", "3:16", "'' cannot be a name in environments")),
        (
            "schema: a\ntargets: {a: {dialect: b}}",
            ("missing-key", "3:11", "the key 'migrations' is missing in targets.a"),
        ),
    ],
)
def test_a_project_file_that_is_refused(written: str, expected: tuple[str, str, str]):
    assert found(written, against="project") == [expected]


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("tabels: {}", "did you mean 'tables'?"),
        (f"{COLUMN}{{type: text, nulable: true}}", "did you mean 'nullable'?"),
        (f"{COLUMN}{{type: text, references: {{table: t, on_delete: cascad}}}}", "did you mean 'cascade'?"),
        ("domains: {d: {}}", None),
    ],
)
def test_a_slip_of_the_pen_is_put_right(written: str, help: str | None):
    assert help_of(written) == help


def test_a_key_like_no_other_gets_the_list():
    assert (help_of("enums: {e: {values: [a], zzz: 1}}") or "").startswith(
        "known here: comment, dialects, grants, owner, renamed_from"
    )


def test_keys_of_the_user_are_free():
    assert found("x-anything: [1, {a: null}]\ntables: {t: {x-note: 5, columns: {a: {type: text, x-b: 1}}}}") == []


@pytest.mark.parametrize("written", ["", "[]", "5", "text", "schemac: 1\n---"])
def test_a_document_that_is_no_mapping(written: str):
    problems = validate(parse(written, path="a.yaml")) if "---" not in written else []
    assert "True" not in text(problems)
    if "---" not in written:
        [one] = problems
        assert one.message.startswith("the document must be a mapping, not ")


def test_a_file_without_its_first_line():
    [one] = validate(parse("tables: {}\n", path="a.yaml"))
    assert (one.message, one.help) == (
        "the key 'schemac' is missing",
        "a schema file starts with `schemac: 1`",
    )


def test_findings_in_toml_have_places():
    written = (
        "[tables.t.columns]\na = { type = 'text', nulable = true }\nb = 5\n\n[views.v]\nquery = 'a'\nquery_file = 'b'\n"
    )
    assert found(written, name="a.toml") == [
        ("unknown-key", "3:22", "unknown key 'nulable' in tables.t.columns.a"),
        ("bad-value", "4:5", "'b' must be a string or a mapping, not 5"),
        ("one-of", "8:1", "give only one of query, query_file in views.v"),
    ]


def test_a_patched_value_is_explained_where_it_stands():
    document = parse("schemac: 1\ntables:\n  t:\n    columns: {a: text}\n", path="a.yaml")
    at = ("tables", "t")
    assert validate_value(document, {"columns": {"a": "text"}}, kind="table", at=at) == []
    [one] = validate_value(document, {"columns": {"a": 5}}, kind="table", at=at)
    assert one.message == "'a' must be a string or a mapping, not 5"
    assert one.span is not None
    assert (one.span.line, one.span.column) == (4, 18)


def test_the_contracts_are_found_by_name():
    assert {spec(name)["title"] for name in ("schemac", "project", "snapshot")} == {
        "schemac schema",
        "schemac project",
        "schemac snapshot entry",
    }
    with pytest.raises(FileNotFoundError):
        spec("nothing")


def test_how_findings_look():
    problems = validate(
        parse(
            "schemac: 1\ntables:\n  users:\n    columns:\n      email: {typ: text, nullable: no}\n",
            path="a.yaml",
        )
    )
    assert (
        text(problems)
        == """\
error[missing-key]: the key 'type' is missing in tables.users.columns.email
 --> a.yaml:5:7
  |
5 |       email: {typ: text, nullable: no}
  |       ^^^^^

error[unknown-key]: unknown key 'typ' in tables.users.columns.email
 --> a.yaml:5:15
  |
5 |       email: {typ: text, nullable: no}
  |               ^^^
  = help: did you mean 'type'?

error[bad-value]: 'nullable' must be true or false, not 'no'
 --> a.yaml:5:36
  |
5 |       email: {typ: text, nullable: no}
  |                                    ^^
  = help: Allow NULL.
"""
    )
    assert as_json(problems[:0]) == "[]"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from(["", "a", "text", "a.b.c", "x-y", "cascade", "now()"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                sorted({key for name in spec("schemac")["$defs"].values() for key in name.get("properties", {})})
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.sampled_from(sorted(spec("schemac")["properties"])),
    st.dictionaries(st.sampled_from(["t", "a.b", ""]), values, max_size=2) | values,
)
def test_whatever_is_refused_is_explained(section: str, held: object):
    import json

    document = parse(json.dumps({"schemac": 1, section: held}), path="a.yaml")
    problems = validate(document)
    for one in problems:
        assert one.span is not None
        assert "None" not in one.message
        assert "is not valid under any of the given schemas" not in one.message
        assert "True" not in one.message
    from jsonschema import Draft202012Validator

    assert bool(problems) == (not Draft202012Validator(spec("schemac")).is_valid(document.data))
