"""Names of objects: qualified, written, and derived as PostgreSQL derives them."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

NAME_LIMIT = 63
_PLAIN = re.compile(r"[^\W\d][\w$]*\Z")
_PART = r'"(?:[^"]|"")*"|[^."]+'
_QUALIFIED = re.compile(rf"({_PART})(?:\.({_PART}))?(?:\.({_PART}))?\Z")
_TYPE_HEAD = re.compile(r'((?:"(?:[^"]|"")*"|[^\s."(\[]+)(?:\.(?:"(?:[^"]|"")*"|[^\s."(\[]+))?)')


class Name(NamedTuple):
    """A qualified name; the schema is empty for the dialect's default schema."""

    schema: str
    name: str

    def __str__(self) -> str:
        return written(self.name) if not self.schema else f"{written(self.schema)}.{written(self.name)}"


def written(part: str) -> str:
    """A name as a schema file writes it: bare where it can be, in double quotes otherwise."""
    return part if _PLAIN.match(part) else '"' + part.replace('"', '""') + '"'


def parts(text: str) -> tuple[str, ...] | None:
    """The parts of ``a``, ``a.b``, ``a.b.c`` or ``"a.b".c``; None where it is no such name."""
    match = _QUALIFIED.match(text)
    if not match:
        return None
    return tuple(_unquoted(part) for part in match.groups() if part is not None)


def _unquoted(part: str) -> str:
    return part[1:-1].replace('""', '"') if part[:1] == '"' else part


@functools.lru_cache(maxsize=4096)
def type_head(text: str) -> tuple[Name, str] | None:
    """The qualified name at the head of a type and the rest of its text (arguments, ``[]``); None without one."""
    match = _TYPE_HEAD.match(text)
    if not match:
        return None
    head = parts(match[1])
    if not head or len(head) > 2:
        return None
    return Name(*head) if len(head) == 2 else Name("", head[0]), text[match.end() :]


def derived(first: str, second: str, label: str, taken: Collection[str] = ()) -> str:
    """The name that PostgreSQL gives to an unnamed constraint or index: ``first_second_label``.

    Both parts are shortened to fit 63 bytes, the longer one first; a number follows a name that is taken
    (makeObjectName and ChooseRelationName in src/backend/commands/indexcmds.c).
    """
    number = 0
    while True:
        name = _object_name(first, second, label if not number else f"{label}{number}")
        if name not in taken:
            return name
        number += 1


def _object_name(first: str, second: str, label: str) -> str:
    overhead = len(label.encode()) + 1 + (1 if second else 0)
    available = NAME_LIMIT - overhead
    one, two = first.encode(), second.encode()
    if len(one) + len(two) > available:
        excess = len(one) + len(two) - available
        # The longer part loses bytes until both are equal, then each in turn.
        length_one, length_two = len(one), len(two)
        for _ in range(excess):
            if length_one > length_two:
                length_one -= 1
            else:
                length_two -= 1
        one, two = one[:length_one], two[:length_two]
    head = one.decode(errors="ignore")
    return f"{head}_{two.decode(errors='ignore')}_{label}" if second else f"{head}_{label}"


def multirange_name(range: str) -> str:
    """The name that PostgreSQL gives to the multirange type of a range (makeMultirangeTypeName in pg_type.c)."""
    if "range" in range:
        return _clipped(range.replace("range", "multirange", 1), NAME_LIMIT)
    return _clipped(range, NAME_LIMIT - len("_multirange")) + "_multirange"


def _clipped(name: str, limit: int) -> str:
    return name.encode()[:limit].decode(errors="ignore")


def joined_columns(columns: Sequence[str]) -> str:
    """Column names joined by ``_`` as PostgreSQL joins them for a constraint's or an index's derived name."""
    text = ""
    for column in columns:
        text += ("_" if text else "") + column
        if len(text.encode()) >= NAME_LIMIT + 1:
            break
    return text


def primary_key_name(table: str) -> str:
    """The derived name of a table's primary key."""
    return derived(table, "", "pkey")


def unique_name(table: str, columns: Sequence[str]) -> str:
    """The derived name of a unique constraint."""
    return derived(table, joined_columns(columns), "key")


def foreign_key_name(table: str, columns: Sequence[str]) -> str:
    """The derived name of a foreign key."""
    return derived(table, joined_columns(columns), "fkey")


def check_name(table: str, column: str | None) -> str:
    """The derived name of a check; of a table's own where no column is given."""
    return derived(table, column or "", "check")


def index_name(table: str, columns: Sequence[str | None]) -> str:
    """The derived name of an index; None stands for an expression."""
    return derived(table, joined_columns([column or "expr" for column in columns]), "idx")


def free(derived: str, taken: Collection[str]) -> str:
    """A derived name as it is, or with the first number behind it that makes it none of those that are taken."""
    number, name = 0, derived
    while name in taken:
        number += 1
        name = f"{derived}{number}"
    return name
