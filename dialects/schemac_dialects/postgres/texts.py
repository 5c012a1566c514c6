"""The server's texts of types and expressions as the model writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemac import names
from schemac.names import Name

_BUILT_IN = re.compile(
    r"(?P<head>character varying|character|bit varying|(?:timestamp|time)(?=[ (\[]|\Z))"
    r"(?P<arguments>\(\d+\))?(?P<zone> with(?:out)? time zone)?(?P<arrays>(?:\[\])*)\Z"
)
_SHORT = {"character varying": "varchar", "character": "char", "bit varying": "varbit"}
_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})
_MODIFIERS = re.compile(r"\([^()]*\)|(?<=^interval) [a-z ]+")
_TYPE = r'(?:[\w. ]|"(?:[^"]|"")*"|\([^()\']*\))+(?:\[\])*'
_CAST_LITERAL = re.compile(rf"('(?:[^']|'')*'|\(-?[\d.]+\)|NULL)::({_TYPE})")
# Without an exponent: a bare 1e-07 would come back as 0.0000001.
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")
_QUOTED_OR_PARENTHESIS = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]""")


def short_type(text: str) -> str:
    """A type as ``format_type`` writes it, in the model's spelling, which stays as it is.

    Source: the aliases in https://www.postgresql.org/docs/current/datatype.html.
    """
    match = _BUILT_IN.match(text)
    if match:
        head, arguments, zone, arrays = match.groups(default="")
        suffix = "tz" if zone == " with time zone" else ""
        return f"{_SHORT.get(head, head)}{suffix}{arguments}{arrays}"
    # These two are built in and still quoted: bare, they are other types.
    if '"' not in text or text.startswith(('"char"', '"bit"')):
        return text
    head_and_rest = names.type_head(text)
    return f"{head_and_rest[0]}{head_and_rest[1]}" if head_and_rest else text


def plain_default(expression: str, type: str) -> str | None:
    """A default of the server as plainly as it can be said, so that the server would write it the same again.

    One literal that the server has cast to the column's own type is the literal; NULL is no default; anything else
    stays. A number comes back with a cast to the type that it has by itself where it is negative or large: ``-1`` on
    any column of numbers as ``'-1'::integer`` (get_const_expr in src/backend/utils/adt/ruleutils.c). A cast that
    somebody has written keeps its modifiers, which the server's own has not, but for those of interval.
    """
    if expression == "NULL":
        return None
    match = _CAST_LITERAL.fullmatch(expression)
    if not match or match[1][0] != "'":
        return expression
    literal, cast = match[1], short_type(match[2])
    if _unmodified(type) in _NUMBERS and _NUMBER.match(literal[1:-1]):
        return literal[1:-1] if cast == _type_of_number(literal[1:-1]) else expression
    if cast.startswith("interval"):
        return literal if cast == type else expression
    return literal if not _MODIFIERS.search(cast) and _unmodified(cast) == _unmodified(type) else expression


def argument_default(expression: str, type: str) -> str:
    """A default of an argument as plainly as it can be said; NULL is one there."""
    if expression.startswith("NULL::") and short_type(expression.removeprefix("NULL::")) == type:
        return "NULL"
    return plain_default(expression, type) or expression


def unmodified(type: str) -> str:
    """A type as routines have it: without length, precision and fields, which the server forgets."""
    if type == '"any"':
        return "any"
    if type.startswith('"') and not type.startswith('"bit"'):
        return type
    bare, array = _MODIFIERS.sub("", type), ""
    if bare.endswith("[]"):
        bare, array = bare.removesuffix("[]"), "[]"
    return {"char": "bpchar", '"bit"': "bit"}.get(bare, bare) + array


def without_outer_parentheses(text: str) -> str:
    """An expression of the server without the one pair of parentheses around all of it, if there is one."""
    if text[:1] != "(" or text[-1:] != ")":
        return text
    depth = 0
    for match in _QUOTED_OR_PARENTHESIS.finditer(text):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
            if not depth and match.end() < len(text):
                return text
    return text[1:-1]


def _unmodified(type: str) -> str:
    """A short type without length, precision and fields; padded text and bits have two spellings each."""
    bare = _MODIFIERS.sub("", type)
    return {"char": "bpchar", '"bit"': "bit"}.get(bare, bare)


def _type_of_number(text: str) -> str:
    """The type that PostgreSQL gives to a number by itself.

    Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS-NUMERIC.
    """
    if not text.lstrip("-").isdigit():
        return "numeric"
    number = int(text)
    return "integer" if -(2**31) <= number < 2**31 else "bigint" if -(2**63) <= number < 2**63 else "numeric"


def qualified_text(schema: str | None, name: str | None) -> str | None:
    """A name with its schema as the model writes it; None where there is none."""
    return None if name is None else str(Name(schema or "", name))


def option_pairs(texts: Iterable[str] | None) -> tuple[tuple[str, str], ...]:
    """Storage parameters, which are written ``key=value``, in the order in which the server keeps them."""
    pairs = (text.partition("=") for text in texts or ())
    return tuple((key, value) for key, _, value in pairs)


ON_WORDS = ("on", "yes", "1")
"""Words for an option that is on which the language takes beside ``true``."""


def is_on(value: str | None) -> bool:
    """Whether an option of the server is on."""
    return (value or "off").lower() in ("true", "on", "yes", "1", "t", "y")


def is_derived(name: str, first: str, second: str, label: str) -> bool:
    """Whether PostgreSQL may have chosen this name; a number follows one that was taken."""
    return any(name == names.derived(first, second, f"{label}{number or ''}") for number in range(10))
