"""Documents against the JSON Schemas in spec/: a fast gate that says yes or no, and an explanation of a no.

The schemas are written for editors (``anyOf`` of a short and a long form). An error is explained by the branch
whose type the value has, never as "not valid under any of the given schemas".
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from schemac.diagnostics import Diagnostic, suggestion
from schemac.source import Document, KeyPath

_PLACES = (Path(__file__).parent / "spec", Path(__file__).parents[2] / "spec")


@functools.cache
def spec(name: str) -> Any:
    """A JSON Schema of the public contract: ``schemac``, ``project`` or ``snapshot``."""
    for place in _PLACES:
        path = place / f"{name}.schema.json"
        if path.is_file():
            return json.loads(path.read_bytes())
    raise FileNotFoundError(f"{name}.schema.json")


def validate(document: Document, *, against: str = "schemac") -> list[Diagnostic]:
    """Every finding of a document that the JSON Schema of that name rejects; empty when it is valid."""
    import jsonschema_rs

    if _gate(against, jsonschema_rs).is_valid(document.data):
        return []
    return list(_explained(document, against))


@functools.cache
def _gate(against: str, engine: Any) -> Any:
    return engine.validator_for(spec(against))


def _explained(document: Document, against: str) -> Iterator[Diagnostic]:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(spec(against))
    for error in sorted(validator.iter_errors(document.data), key=lambda error: [str(part) for part in error.absolute_path]):
        for leaf in _leaves(error):
            yield from _diagnostics(document, leaf)


def _leaves(error: Any) -> Iterator[Any]:
    """The errors of the branch that the value was meant for."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        yield error
        return
    branches: dict[int, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [found for found in branches.values() if not any(inner.validator == "type" and not inner.path for inner in found)]
    if not fitting:
        yield error
        return
    chosen = min(fitting, key=lambda found: (min((-len(inner.absolute_path) for inner in found), default=0), len(found)))
    for inner in chosen:
        yield from _leaves(inner)


def _diagnostics(document: Document, error: Any) -> Iterator[Diagnostic]:
    path: KeyPath = tuple(error.absolute_path)
    schema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "additionalProperties":
        known = schema.get("properties", {})
        for key in _unknown(error, known):
            yield Diagnostic(
                code="unknown-key",
                message=f"unknown key '{key}'{_inside(path)}",
                span=document.span((*path, key), key=True),
                help=suggestion(key, known) or f"known here: {', '.join(sorted(known))}; a key of your own starts with `x-`",
            )
    elif error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        for key in missing:
            yield Diagnostic(
                code="missing-key", message=f"the key '{key}' is missing{_inside(path)}", span=document.span(path, key=bool(path)),
                help="a schema file starts with `schemac: 1`" if key == "schemac" else None,
            )  # fmt: skip
    elif error.validator == "propertyNames" or error.parent is not None and error.parent.validator == "propertyNames":
        yield Diagnostic(code="bad-name", message=f"'{error.instance}' cannot be a name here", span=document.span(path))
    else:
        yield Diagnostic(
            code="bad-value", message=_words(error, schema, path), span=document.span(path), help=_help(error, schema)
        )  # fmt: skip


def _unknown(error: Any, known: Iterable[str]) -> list[str]:
    import re

    patterns = [re.compile(pattern) for pattern in error.schema.get("patternProperties", {})]
    return [key for key in error.instance if key not in known and not any(pattern.search(key) for pattern in patterns)]


def _inside(path: KeyPath) -> str:
    return f" in {'.'.join(map(str, path))}" if path else ""


_TYPES = {"object": "a mapping", "array": "a list", "string": "a string", "integer": "a whole number", "number": "a number", "boolean": "true or false", "null": "nothing"}  # fmt: skip


def _named(types: Any) -> str:
    return " or ".join(_TYPES[name] for name in ([types] if isinstance(types, str) else types))


def _shape(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"'{value}'" if not isinstance(value, bool) else str(value).lower()


def _words(error: Any, schema: dict[str, Any], path: KeyPath) -> str:
    what = f"'{path[-1]}'" if path else "the document"
    value = error.validator_value
    if error.validator == "type":
        return f"{what} must be {_named(value)}, not {_shape(error.instance)}"
    if error.validator == "enum":
        return f"{what} is {_shape(error.instance)}, which is none of {', '.join(map(str, value))}"
    if error.validator == "const":
        return f"{what} must be {value}, not {_shape(error.instance)}"
    if error.validator == "pattern":
        return f"{what} is {_shape(error.instance)}, which has not the form of {schema.get('title') or 'this value'}"
    if error.validator in ("minItems", "minLength", "minProperties"):
        return f"{what} must not be empty"
    if error.validator in ("anyOf", "oneOf"):
        kinds = [branch.get("type") or branch.get("title") for branch in (_resolved(branch) for branch in value)]
        named = " or ".join(dict.fromkeys(_TYPES.get(kind, str(kind)) for kind in kinds if isinstance(kind, str)))
        return f"{what} must be {named or 'of another form'}, not {_shape(error.instance)}"
    return f"{what}: {error.message}"


def _resolved(branch: dict[str, Any]) -> dict[str, Any]:
    # Every $ref of the schemas is local, `#/$defs/name`.
    while "$ref" in branch:
        branch = spec("schemac")["$defs"].get(branch["$ref"].rpartition("/")[2], {})
    return branch


def _help(error: Any, schema: dict[str, Any]) -> str | None:
    if error.validator == "enum" and isinstance(error.instance, str):
        return suggestion(error.instance, [value for value in error.validator_value if isinstance(value, str)])
    description = schema.get("description")
    return description if isinstance(description, str) else None
