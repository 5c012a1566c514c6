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
    if _gate(against, None).is_valid(document.data):
        return []
    return list(_Explanation(document, spec(against), ()).of(document.data))


def validate_value(document: Document, value: Any, *, kind: str, at: KeyPath) -> list[Diagnostic]:
    """Every finding of a value that was made of the one at a path of a document; ``kind`` is its name in ``$defs``."""
    if _gate("schemac", kind).is_valid(value):
        return []
    return list(_Explanation(document, _definition(spec("schemac"), kind), at).of(value))


@functools.cache
def _gate(against: str, kind: str | None) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(spec(against) if kind is None else _definition(spec(against), kind))


def _definition(root: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"$schema": root["$schema"], "$ref": f"#/$defs/{kind}", "$defs": root["$defs"]}


_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a string",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


class _Explanation:
    """Why a schema rejects a value, in the words of the document that it stands in."""

    def __init__(self, document: Document, root: dict[str, Any], at: KeyPath) -> None:
        self.document = document
        self.root = root
        self.at = at

    def of(self, value: Any) -> Iterator[Diagnostic]:
        from jsonschema import Draft202012Validator

        errors = Draft202012Validator(self.root).iter_errors(value)
        for error in sorted(errors, key=lambda error: [str(part) for part in error.absolute_path]):
            for leaf in self._leaves(error):
                yield from self._diagnostics(leaf)

    def _leaves(self, error: Any) -> Iterator[Any]:
        """The errors of the branch that the value was meant for."""
        if error.validator not in ("anyOf", "oneOf") or not error.context or _choice(error):
            yield error
            return
        fitting = [found for found in _branches(error) if _fits(found)]
        if not fitting:
            yield error
            return
        chosen = min(
            fitting, key=lambda found: (min((-len(inner.absolute_path) for inner in found), default=0), len(found))
        )
        for inner in chosen:
            yield from self._leaves(inner)

    def _diagnostics(self, error: Any) -> Iterator[Diagnostic]:
        path: KeyPath = (*self.at, *error.absolute_path)
        schema = error.schema if isinstance(error.schema, dict) else {}
        span = self.document.span
        if "propertyNames" in error.absolute_schema_path:
            yield Diagnostic(
                code="bad-name",
                message=f"'{error.instance}' cannot be a name{_inside(path)}",
                span=span((*path, error.instance), key=True),
                help=_help(error, schema),
            )
        elif error.validator == "additionalProperties":
            known = schema.get("properties", {})
            for key in _unknown(error, known):
                yield Diagnostic(
                    code="unknown-key",
                    message=f"unknown key '{key}'{_inside(path)}",
                    span=span((*path, key), key=True),
                    help=suggestion(key, known)
                    or f"known here: {', '.join(sorted(known))}; a key of your own starts with `x-`",
                )
        elif error.validator == "required":
            for key in (key for key in error.validator_value if key not in error.instance):
                yield Diagnostic(
                    code="missing-key",
                    message=f"the key '{key}' is missing{_inside(path)}",
                    span=span(path, key=bool(path)),
                    help="a schema file starts with `schemac: 1`" if key == "schemac" else None,
                )
        elif (choice := _choice(error)) and not isinstance(error.instance, dict):
            return  # `required` asks nothing of it, and its type is an error of its own
        elif choice:
            given = [key for key in choice if key in error.instance]
            yield Diagnostic(
                code="one-of" if given else "missing-key",
                message=f"give {'only ' if given else ''}one of {', '.join(choice)}{_inside(path)}",
                span=span((*path, *given[1:2]), key=bool(path)),
            )
        elif error.validator == "uniqueItems":
            position = next(at for at, item in enumerate(error.instance) if item in error.instance[:at])
            yield Diagnostic(
                code="bad-value",
                message=f"{_shape(error.instance[position])} stands twice{_inside(path)}",
                span=span((*path, position)),
            )
        else:
            yield Diagnostic(
                code="bad-value", message=self._words(error, schema, path), span=span(path), help=_help(error, schema)
            )

    def _words(self, error: Any, schema: dict[str, Any], path: KeyPath) -> str:
        what = (
            "the document"
            if not path
            else f"'{path[-1]}'"
            if isinstance(path[-1], str)
            else f"item {path[-1] + 1} of '{path[-2]}'"
        )
        value, shape = error.validator_value, _shape(error.instance)
        if error.validator == "type":
            return f"{what} must be {_named([value] if isinstance(value, str) else value)}, not {shape}"
        if error.validator == "enum":
            return f"{what} is {shape}, which is none of {', '.join(map(_word, value))}"
        if error.validator == "const":
            return f"{what} must be {_word(value)}, not {shape}"
        if error.validator == "pattern":
            return f"{what} is {shape}, which has not the form of {schema.get('title') or 'this value'}"
        if error.validator in ("minItems", "minLength", "minProperties"):
            return f"{what} must not be empty"
        if error.validator == "minimum":
            return f"{what} must be at least {value}, not {shape}"
        if error.validator in ("anyOf", "oneOf"):
            named = _named(kind for branch in value for kind in self._kinds(branch))
            return f"{what} must be {named or 'of another form'}, not {shape}"
        return f"{what}: {error.message}"

    def _kinds(self, branch: dict[str, Any]) -> Iterator[str]:
        """The types that a branch takes, or its title where it names none."""
        # Every $ref of the schemas is local, `#/$defs/name`.
        while "$ref" in branch:
            branch = self.root["$defs"][branch["$ref"].rpartition("/")[2]]
        kinds = branch.get("type", ())
        if kinds:
            yield from [kinds] if isinstance(kinds, str) else kinds
        elif "anyOf" in branch:
            for inner in branch["anyOf"]:
                yield from self._kinds(inner)
        elif "title" in branch:
            yield branch["title"]


def _branches(error: Any) -> list[list[Any]]:
    branches: dict[int, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    return list(branches.values())


def _fits(branch: list[Any]) -> bool:
    """Whether a value has the type that a branch wants, by the branch's errors."""
    for inner in branch:
        if not inner.path and inner.validator == "type":
            return False
        if not inner.path and inner.validator == "anyOf" and inner.context and not any(map(_fits, _branches(inner))):
            return False
    return True


def _choice(error: Any) -> list[str]:
    """The keys of which a mapping must have exactly one, where that is what the error is about."""
    branches = error.validator_value if error.validator == "oneOf" else ()
    if branches and all(branch.keys() == {"required"} for branch in branches):
        return [key for branch in branches for key in branch["required"]]
    return []


def _unknown(error: Any, known: Iterable[str]) -> list[str]:
    import re

    patterns = [re.compile(pattern) for pattern in error.schema.get("patternProperties", {})]
    return [key for key in error.instance if key not in known and not any(pattern.search(key) for pattern in patterns)]


def _inside(path: KeyPath) -> str:
    return f" in {'.'.join(map(str, path))}" if path else ""


def _named(kinds: Iterable[str]) -> str:
    return " or ".join(dict.fromkeys(_TYPES.get(kind, kind) for kind in kinds))


def _word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _shape(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


def _help(error: Any, schema: dict[str, Any]) -> str | None:
    if error.validator == "enum" and isinstance(error.instance, str):
        near = suggestion(error.instance, [value for value in error.validator_value if isinstance(value, str)])
        if near:
            return near
    description = schema.get("description")
    return description if isinstance(description, str) else None
