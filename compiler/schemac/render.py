"""Operations to SQL text through the dialect's Jinja templates, which lay out and quote and decide nothing."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Any

from schemac import sqltext
from schemac.dialect import Dialect, Step
from schemac.names import Name
from schemac.operation import Operation, verb

CLAUSE = "\0"
"""Stands in a template's text between ``ALTER TABLE x`` and the clause that may share it with its neighbours.

No SQL and no schema file can hold it.
"""


class Renderer:
    """The templates of one dialect; a template is loaded when its first operation is rendered."""

    def __init__(self, dialect: Dialect) -> None:
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        root = importlib.resources.files(dialect.package) / "templates"
        quote = dialect.quote

        def source(name: str) -> str | None:
            path = root.joinpath(*name.split("/"))
            return path.read_text(encoding="utf-8") if path.is_file() else None

        def identifier(value: Any) -> str:
            if isinstance(value, Name):
                return f"{quote(value.schema)}.{quote(value.name)}" if value.schema else quote(value.name)
            return quote(value)

        def identifiers(values: Any) -> str:
            return ", ".join(map(identifier, values))

        self.dialect = dialect
        self.environment = Environment(
            loader=FunctionLoader(source),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            autoescape=False,
            auto_reload=False,
            cache_size=-1,
        )
        self.environment.filters |= {
            "ident": identifier,
            "idents": identifiers,
            "literal": dialect.literal,
            "ended": _ended,
            "closed": sqltext.closed,
            "spoken": _spoken,
            **dialect.filters,
        }
        self.environment.globals["CLAUSE"] = CLAUSE

    def render(self, operation: Operation, step: Step) -> str:
        """The SQL of one step of an operation; empty where there is nothing to say."""
        address = operation.address
        template = self.environment.get_template(step.template or f"{address.object_kind}/{verb(operation)}.sql.j2")
        values = {"operation": operation, "owner": operation.owner, "section": step.section}
        text: str = template.render({**values, **self._objects(operation), **step.values})
        return text.strip(" \n")

    @staticmethod
    def _objects(operation: Any) -> dict[str, Any]:
        if hasattr(operation, "old"):
            return {"old": operation.old, "new": operation.new, "object": operation.new}
        return {"object": operation.object}


@functools.cache
def renderer(dialect: Dialect) -> Renderer:
    """The templates of a dialect, compiled once."""
    return Renderer(dialect)


def _ended(sql: str) -> str:
    return sql if sql.rstrip().endswith(";") else f"{sql.rstrip()};"


def _spoken(action: str) -> str:
    return action.replace("_", " ").upper()


def merged(first: str, second: str | None) -> str | None:
    """Two texts as one statement where both are clauses of the same head; with no second, the first one finished.

    None where they cannot be merged.
    """
    if CLAUSE not in first:
        return None
    head, clauses = first.split(CLAUSE, 1)
    if second is None:
        written = [clause.strip().removesuffix(";") for clause in clauses.split(CLAUSE)]
        return head.rstrip() + (" " if len(written) == 1 else "\n  ") + ",\n  ".join(written) + ";"
    if CLAUSE not in second or second.split(CLAUSE, 1)[0] != head:
        return None
    return first.removesuffix(";") + CLAUSE + second.split(CLAUSE, 1)[1]


def with_tail(text: str, tail: str) -> str:
    """A text of clauses with a last one; any other text as it is."""
    return f"{text.removesuffix(';')}{CLAUSE}{tail};" if tail and CLAUSE in text else text
