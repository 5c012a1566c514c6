"""Trees of plain values as YAML or TOML text, laid out for a reader; either is read back as the same values.

A tree holds str, bool, int, Decimal, lists and mappings, and no null, which TOML lacks. Scalars are bare only
where no parser could take them for anything else (https://yaml.org/spec/1.2.2/#733-plain-style,
https://toml.io/en/v1.0.0).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

Notation = Literal["yaml", "toml"]

_YAML_WIDTH = 100
_TOML_WIDTH = 120  # it takes more characters to say the same
_PLAIN = re.compile(r"(?:[^\W\d]|[($/])(?:[^:#]|:(?! )|(?<! )#)*(?<![ :])\Z")
_PLAIN_IN_FLOW = re.compile(r"(?:[^\W\d]|[($/])[^:#,\[\]{}]*(?<! )\Z")
# Words that are no strings in YAML 1.2 or in 1.1, which some tools still read.
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+\Z")


class Block(dict[str, Any]):
    """A mapping that is written with a line for each entry; any other is put on one line where it fits."""


def write(tree: Mapping[str, Any], notation: Notation, *, schema_url: str | None = None) -> str:
    """The text of a tree; ``schema_url`` is the JSON Schema for editors, told in a first comment."""
    if notation == "toml":
        lines = [f"#:schema {schema_url}"] if schema_url else []
        lines += _toml_table((), tree)
    else:
        lines = [f"# yaml-language-server: $schema={schema_url}"] if schema_url else []
        lines += _yaml_document(tree)
    return "\n".join(lines) + "\n"


def _yaml_document(tree: Mapping[str, Any]) -> Iterator[str]:
    last = "\n"
    for key, value in tree.items():
        # A text that ends with an empty line needs no other one, and would take it for its own.
        if isinstance(value, dict | list) and last:
            yield ""
        if not isinstance(value, Block) or not value:
            for last in _yaml_entry(_yaml_key(key) + ":", value, 0):
                yield last
            continue
        yield _yaml_key(key) + ":"
        before = 0
        for name, held in value.items():
            lines = list(_yaml_entry(f"  {_yaml_key(name)}:", held, 2))
            if before and last and (before > 1 or len(lines) > 1):
                yield ""
            yield from lines
            before, last = len(lines), lines[-1]


def _yaml_entry(head: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of ``head: value`` or ``- value``; ``indent`` is that of the mapping or list around it."""
    flow = _yaml_scalar(value) if isinstance(value, str) and "\n" not in value else _yaml_flow(value)
    can_break = isinstance(value, dict | list) and value
    if flow is not None and (not can_break or len(head) + 1 + len(flow) <= _YAML_WIDTH):
        yield f"{head} {flow}"
    elif isinstance(value, dict):
        yield head
        for key, held in value.items():
            yield from _yaml_entry(f"{' ' * (indent + 2)}{_yaml_key(key)}:", held, indent + 2)
    elif isinstance(value, list):
        yield head
        for item in value:
            yield from _yaml_item(item, indent + 2)
    elif _is_literal_block(value):
        yield f"{head} |{_block_indicators(value)}"
        for line in value.removesuffix("\n").split("\n"):
            yield f"{' ' * (indent + 2)}{line}" if line else ""
    else:
        yield f"{head} {_double_quoted(value)}"


def _yaml_item(item: Any, indent: int) -> Iterator[str]:
    lines = _yaml_entry(" " * indent + "-", item, indent)
    first = next(lines)
    if first.endswith("-") and isinstance(item, dict | list):
        # A mapping or list of several lines begins right after its dash.
        first = f"{first} {next(lines).lstrip()}"
    yield first
    yield from lines


def _yaml_flow(value: Any) -> str | None:
    """A value on one line, None where it must have several."""
    if isinstance(value, str):
        return None if "\n" in value else _yaml_scalar(value, flow=True)
    if isinstance(value, Block):
        return None if value else "{}"
    if isinstance(value, dict):
        entries = []
        for key, held in value.items():
            flow = _yaml_flow(held)
            if flow is None:
                return None
            entries.append(f"{_yaml_key(key)}: {flow}")
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        items = []
        for held in value:
            flow = _yaml_flow(held)
            if flow is None:
                return None
            items.append(flow)
        return "[" + ", ".join(items) + "]"
    return _bare(value)


def _yaml_key(key: str) -> str:
    return _yaml_scalar(key, flow=True)


@functools.lru_cache(maxsize=4096)
def _yaml_scalar(text: str, *, flow: bool = False) -> str:
    if (_PLAIN_IN_FLOW if flow else _PLAIN).match(text) and text.isprintable() and text.lower() not in _WORDS:
        return text
    if text.isprintable() and text.count("'") < text.count('"') + text.count("\\"):
        return "'" + text.replace("'", "''") + "'"
    return _double_quoted(text)


def _is_literal_block(text: str) -> bool:
    """Whether a text of several lines can stand as it is below a ``|``."""
    return not text.isspace() and text.replace("\n", "").replace("\t", "").isprintable()


def _block_indicators(text: str) -> str:
    """What follows the ``|``: the indentation, where it cannot be told from the text, and what becomes of its end.

    Source: https://yaml.org/spec/1.2.2/#811-block-scalar-headers
    """
    indentation = "2" if text.lstrip("\n")[0].isspace() or _leading_blank(text) else ""
    if not text.endswith("\n"):
        return f"{indentation}-"
    return f"{indentation}+" if text.endswith("\n\n") else indentation


def _leading_blank(text: str) -> bool:
    """Whether a line of nothing but blanks stands before the first one of more."""
    before = text[: len(text) - len(text.lstrip())]
    return before.strip("\n") != ""


def _toml_table(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
    own = {key: value for key, value in table.items() if not isinstance(value, Block)}
    if path and (own or not table):
        yield ""
        yield f"[{'.'.join(map(_toml_key, path))}]"
    for key, value in own.items():
        yield from _toml_entry(_toml_key(key), value)
    for key, value in table.items():
        if isinstance(value, Block):
            yield from _toml_table((*path, key), value)


def _toml_entry(head: str, value: Any) -> Iterator[str]:
    inline = _toml_inline(value)
    fits = len(head) + 3 + len(inline) <= _TOML_WIDTH
    if isinstance(value, dict) and value and (not fits or _has_lines(value)):
        # Dotted keys, and not a table of its own, which would have to stand after all others: order is kept.
        for key, held in value.items():
            yield from _toml_entry(f"{head}.{_toml_key(key)}", held)
    elif isinstance(value, list) and value and not fits:
        yield f"{head} = ["
        for item in value:
            yield f"    {_toml_inline(item)},"
        yield "]"
    elif isinstance(value, str) and "\n" in value:
        yield f'{head} = """'
        *lines, last = value.split("\n")
        for line in lines:
            yield _toml_line(line)
        yield f'{_toml_line(last)}"""'
    else:
        yield f"{head} = {inline}"


def _toml_line(line: str) -> str:
    """A line between triple quotes: tabs and single quotes stand as they are."""
    escaped = "\t".join(_double_quoted(part)[1:-1] for part in line.split("\t"))
    return escaped.replace('\\"', '"').replace('""', '"\\"')


def _toml_inline(value: Any) -> str:
    if isinstance(value, str):
        literal = "'" not in value and ('"' in value or "\\" in value) and value.isprintable()
        return f"'{value}'" if literal else _double_quoted(value)
    if isinstance(value, dict):
        entries = ", ".join(f"{_toml_key(key)} = {_toml_inline(held)}" for key, held in value.items())
        return f"{{ {entries} }}" if entries else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml_inline, value)) + "]"
    return _bare(value)


def _toml_key(key: str) -> str:
    return key if _BARE_KEY.match(key) else _double_quoted(key)


def _has_lines(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_lines, value.values()))
    return isinstance(value, str) and "\n" in value


def _double_quoted(text: str) -> str:
    """A text in double quotes; what cannot be seen is written as an escape, of those YAML and TOML share."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    escaped = (_ESCAPES.get(char) or (char if char.isprintable() else _escaped(char)) for char in text)
    return f'"{"".join(escaped)}"'


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _bare(value: bool | int | Decimal) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
