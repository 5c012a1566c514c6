"""What a change of a column's type, charset or collation does to the values that it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from schemac import ir
from schemac.ir import TopLevel
from schemac_dialects.mysql import types

Kind = Literal["same", "widens", "narrows", "converts"]
_DIGITS = {"tinyint": 3, "smallint": 5, "mediumint": 8, "int": 10, "bigint": 20}
_LENGTHS = {"tiny": 255, "": 65535, "medium": 16777215, "long": 4294967295}
_TEXT_LENGTHS = {f"{size}text": length for size, length in _LENGTHS.items()}
_BLOB_LENGTHS = {f"{size}blob": length for size, length in _LENGTHS.items()}
_PRINTED = {"year": 4, "date": 10, "time": 17, "datetime": 26, "timestamp": 26, "uuid": 36, "inet6": 39, "inet4": 15}
_PRINTED["json"] = _LENGTHS["long"] // 4
_WIDE = 4
"""How many bytes a character has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What becomes of the values.

    kind: what becomes of any of them; online: whether the server does it without a copy of the table; renamed: the
    values of an enum that get other names; lost: those that go; between: the type that holds the old and the new ones.
    """

    kind: Kind
    online: bool
    renamed: ir.Pairs = ()
    lost: tuple[str, ...] = ()
    between: str = ""


def conversion(old: ir.Column, new: ir.Column, before: TopLevel, after: TopLevel) -> Conversion:
    """The conversion from a column of a table to what it becomes."""
    made = _of_type(old, new)
    if types.base(new.type) not in types.TEXTS or types.base(old.type) not in types.TEXTS:
        return made
    one, other = charset(old, before), charset(new, after)
    said = (old.charset, old.collation), (new.charset, new.collation)
    if said[0] == said[1] or made.kind == "converts":
        return made
    widens = other == "utf8mb4" or (one is not None and one == other)
    kind: Kind = made.kind if widens and made.kind != "same" else "widens" if widens else "converts"
    return replace(made, kind=kind, online=False)


def charset(column: ir.Column, table: TopLevel) -> str | None:
    """The charset of a column as far as it is said, None for the database's."""
    for held in (column, table):
        collation, said = getattr(held, "collation", None), getattr(held, "charset", None)
        if said is not None:
            return str(said)
        if collation is not None:
            return str(collation).partition("_")[0]
    return None


def _of_type(old: ir.Column, new: ir.Column) -> Conversion:
    if old.type == new.type:
        return Conversion(kind="same", online=True)
    before, after = types.values_of(old.type), types.values_of(new.type)
    if before is not None and after is not None and types.base(old.type) == types.base(new.type):
        return _of_values(old, new, before, after)
    kind = _kind(old.type, new.type)
    return Conversion(kind=kind, online=kind == "widens" and _grows_in_place(old.type, new.type))


def _of_values(old: ir.Column, new: ir.Column, before: list[str], after: list[str]) -> Conversion:
    """Values at the end are added in place, unless a value takes more bytes then."""
    # On the way back, it is the old state that says what was renamed.
    # The values of a set are in one row together, which an UPDATE does not rename.
    said = (*new.renamed_values, *((other, one) for one, other in old.renamed_values))
    said = said if types.base(new.type) == "enum" else ()
    renamed = tuple(pair for pair in said if pair[0] in before and pair[0] not in after and pair[1] in after)
    size = _set_size if types.base(new.type) == "set" else _enum_size
    both = (*before, *(value for value in after if value not in before))
    kept = {one for one, _ in renamed}
    return Conversion(
        kind="same",
        online=after[: len(before)] == before and size(len(before)) == size(len(after)),
        renamed=renamed,
        lost=tuple(value for value in before if value not in after and value not in kept),
        between=f"{types.base(new.type)}({','.join(map(types.literal, both))})",
    )


def _enum_size(count: int) -> int:
    return 1 if count < 256 else 2


def _set_size(count: int) -> int:
    size = (count + 7) // 8
    return 8 if size > 4 else size


def _grows_in_place(old: str, new: str) -> bool:
    """A varchar whose length stays in one byte, or in two (https://dev.mysql.com/doc/refman/en/innodb-online-ddl-operations.html)."""
    if types.base(old) != types.base(new) or types.base(old) not in ("varchar", "varbinary"):
        return False
    bytes_of = _WIDE if types.base(old) == "varchar" else 1
    return _length(new) * bytes_of <= 255 or _length(old) > 255


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text.partition("(")[2].partition(")")[0])]


def _length(text: str) -> int:
    found = _numbers(text)
    return found[0] if found else 1


def _kind(old: str, new: str) -> Kind:
    one, other = types.base(old), types.base(new)
    if one in types.RANGES and other in types.RANGES:
        return _of_integers(old, new)
    if one in types.NUMBERS and other in types.NUMBERS:
        return _of_numbers(old, new)
    if types.family(old) == types.family(new) == "text":
        return _of_texts(old, new)
    if types.family(old) == types.family(new) == "binary":
        return "widens" if _bytes(new) >= _bytes(old) and other != "binary" else "narrows"
    if one == other and one in ("datetime", "time", "timestamp"):
        return "widens" if _parts_of_a_second(new) >= _parts_of_a_second(old) else "narrows"
    if one == other:
        return "widens" if _length(new) >= _length(old) or "(" not in old else "narrows"
    if {one, other} <= {"date", "datetime", "timestamp"}:
        widens = one != "datetime" and other == "datetime" and _parts_of_a_second(new) >= _parts_of_a_second(old)
        return "widens" if widens else "narrows"
    if one == "bit" or types.family(old) == "binary":
        return "converts"
    if types.family(new) == "text" and other not in ("enum", "set"):
        # A float is written with six digits.
        return "widens" if one != "float" and _characters(new) >= _printed(old) else "narrows"
    return "converts"


def _parts_of_a_second(text: str) -> int:
    return next(iter(_numbers(text)), 0)


def _of_integers(old: str, new: str) -> Kind:
    one, other = types.RANGES[types.base(old)], types.RANGES[types.base(new)]
    unsigned = "unsigned" in old, "unsigned" in new
    if unsigned[0] == unsigned[1]:
        return "widens" if one == other or other > one else "narrows"
    return "widens" if unsigned[0] and other > one else "narrows"


def _of_numbers(old: str, new: str) -> Kind:
    one, other = types.base(old), types.base(new)
    if "unsigned" in new and "unsigned" not in old:
        return "narrows"
    if other == "decimal":
        whole = _numbers(new)[0] - _numbers(new)[1]
        if one == "decimal":
            digits = _numbers(old)
            return "widens" if whole >= digits[0] - digits[1] and _numbers(new)[1] >= digits[1] else "narrows"
        return "widens" if one in _DIGITS and whole >= _DIGITS[one] else "narrows"
    if other == "double" and "(" not in new:
        return "widens" if one in ("float", "tinyint", "smallint", "mediumint", "int", "double") else "narrows"
    if other == "float" and "(" not in new:
        return "widens" if one in ("tinyint", "smallint", "mediumint", "float") else "narrows"
    if one == other == "bit":
        return "widens" if _length(new) >= _length(old) else "narrows"
    return "narrows"


def _of_texts(old: str, new: str) -> Kind:
    if types.base(new) in ("enum", "set"):
        return "converts"
    if types.base(new) == "char" and types.base(old) in ("varchar", *_TEXT_LENGTHS):
        # Blanks at the end are lost.
        return "narrows"
    return "widens" if _characters(new) >= _printed(old) else "narrows"


def _characters(text: str) -> int:
    """How many characters fit into a text at least."""
    return _TEXT_LENGTHS[types.base(text)] // _WIDE if types.base(text) in _TEXT_LENGTHS else _length(text)


def _bytes(text: str) -> int:
    return _BLOB_LENGTHS.get(types.base(text)) or _length(text)


def _printed(text: str) -> int:
    """How many characters a value has at most when it is written as text."""
    name = types.base(text)
    values = types.values_of(text)
    if values is not None:
        return sum(map(len, values)) + len(values) if name == "set" else max(map(len, values), default=0)
    if name in _TEXT_LENGTHS:
        return _TEXT_LENGTHS[name]
    if name in ("char", "varchar"):
        return _length(text)
    if name in _DIGITS:
        return _DIGITS[name] + 1
    if name == "decimal":
        return _numbers(text)[0] + 3
    return _PRINTED.get(name, 25)
