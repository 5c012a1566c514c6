"""How PostgreSQL's statements name an object: its keyword, its quoted name, and the types of a routine."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from schemac import ir
from schemac.ir import TopLevel
from schemac_dialects.postgres import types

KEYWORDS: Mapping[str, str] = {
    **{cls.kind: cls.kind.replace("_", " ").upper() for cls in ir.TOP_LEVEL},
    **dict.fromkeys(("enum", "composite", "range"), "TYPE"),
}
_UNQUALIFIED = frozenset({"role", "schema", "extension", "event_trigger", "publication"})


def name_of(found: TopLevel) -> str:
    """The quoted name of an object; a routine's with the types of what is passed to it."""
    quoted = types.quote(found.name)
    if found.schema and found.kind not in _UNQUALIFIED:
        quoted = f"{types.quote(found.schema)}.{quoted}"
    return f"{quoted}({signature(found)})" if isinstance(found, ir.Called) else quoted


def signature(found: ir.Called) -> str:
    """The types by which a routine is told from others of its name."""
    passed = _passed(found.arguments)
    if not isinstance(found, ir.Aggregate):
        return passed
    if found.order_by:
        return f"{passed} ORDER BY {_passed(found.order_by)}".strip()
    return passed or "*"


def _passed(arguments: Iterable[ir.Argument]) -> str:
    return ", ".join(
        f"VARIADIC {types.sql(one.type)}" if one.mode == "variadic" else types.sql(one.type)
        for one in arguments
        if one.mode in ("in", "inout", "variadic")
    )


SESSION_ROLES = frozenset({"current_user", "session_user", "current_role"})
"""Words for who is connected, in lower case or in upper case."""
_GRANTED: Mapping[str, str] = {
    **dict.fromkeys(("table", "view", "materialized_view"), "TABLE"),
    "aggregate": "FUNCTION",
}


def role(name: str) -> str:
    """A role; everybody and who is connected are words, not names."""
    return name.upper() if name == "public" or is_session_role(name) else types.quote(name)


def is_session_role(name: str) -> bool:
    """Whether this is a word for who is connected."""
    return name.lower() in SESSION_ROLES and (name.islower() or name.isupper())


def roles(names: Iterable[str]) -> str:
    """Roles with commas between them."""
    return ", ".join(map(role, names))


def granted(found: TopLevel) -> str:
    """An object as ``GRANT … ON`` names it; of default privileges the kind of objects."""
    if isinstance(found, ir.DefaultPrivilege):
        return found.objects.replace("_", " ").upper()
    if isinstance(found, ir.Aggregate):
        passed = ", ".join(types.sql(one.type) for one in (*found.arguments, *found.order_by))
        bare = name_of(dataclasses.replace(found, arguments=(), order_by=())).removesuffix("(*)")
        return f"FUNCTION {bare}({passed})"
    return f"{_GRANTED.get(found.kind, KEYWORDS[found.kind])} {name_of(found)}"


def what(found: TopLevel) -> str:
    """An object as ``COMMENT ON``, ``ALTER … OWNER TO`` and ``DROP`` name it."""
    return f"{KEYWORDS[found.kind]} {name_of(found)}"
