"""Files to Documents: plain values with the place of every key and value; YAML and TOML are the same after this.

Only null, bool, int, Decimal, str, list and dict come out, typed by the YAML 1.2 core schema
(https://yaml.org/spec/1.2.2/#103-core-schema): ``no`` is a string, ``010`` is ten, a date is a string.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from schemac import toml_source
from schemac.diagnostics import Diagnostic, SchemacError, Span

Value = Any
"""None, bool, int, Decimal, str, list[Value] or dict[str, Value]; what a type checker cannot say shortly."""

KeyPath = tuple[str | int, ...]

MAX_BYTES = 8 << 20
MAX_DEPTH = 64
MAX_ALIASED = 100_000
_COLUMN_BITS = 20
_INT = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPECIAL_FLOAT = re.compile(r"([-+]?)\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_WORDS: dict[str, Value] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NOT_STORED = re.compile("[\0\ud800-\udfff]")
_NUMERIC_START = frozenset("0123456789+-.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source file as plain values, and where each of them stands.

    path: as shown to the user; data: the root value; root: its own path, where it is a part of the file; marks: for
    YAML, line << 20 | column (0-based) of every key and value in preorder; empty for TOML, whose places are looked
    for in the text when one is asked.
    """

    path: str
    text: str
    data: Value
    root: KeyPath = ()
    marks: array[int] = field(default_factory=lambda: array("q"))

    def span(self, path: KeyPath, *, key: bool = False) -> Span:
        """The place of the value at a path (or of its key); the nearest parent's where the path does not exist."""
        if self.marks:
            position = self.marks[_preorder(self.data, path, key=key)]
            line, column = position >> _COLUMN_BITS, position & ((1 << _COLUMN_BITS) - 1)
        else:
            line, column = toml_source.position(self.text, (*self.root, *path), key=key)
        return span_at(self.path, self.text, line, column)


def span_at(path: str, text: str, line: int, column: int) -> Span:
    """The span of the word at a 0-based line and column of a text."""
    lines = text.split("\n", line + 1)
    source = lines[line].rstrip("\r") if line < len(lines) else ""
    word = re.match(r"\"[^\"]*\"|'[^']*'|[^\s,:\[\]{}#=]+", source[column:])
    return Span(file=path, line=line + 1, column=column + 1, length=len(word[0]) if word else 1, source=source)


def read(path: Path, *, shown: str | None = None) -> Document:
    """Reads one schema or project file; ``.toml`` is TOML, everything else YAML.

    Raises SchemacError when the file cannot be read, is too large, is not text, or is broken.
    """
    name = shown or str(path)
    return parse(read_text(path, name), path=name)


def read_text(path: Path, name: str) -> str:
    """The text of a file, ``name`` being what the user calls it.

    Raises SchemacError when it cannot be read, is too large, or is not text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _refusal("unreadable-file", f"cannot read {name}: {error.strerror or error}", name) from error
    if len(data) > MAX_BYTES:
        raise _refusal(
            "file-too-large",
            f"{name} has {len(data) / (1 << 20):.1f} MiB; the limit is {MAX_BYTES >> 20}",
            name,
            help="split it into several files; the project file's `schema` globs read them as one model",
        )
    return decode(data, name)


def decode(data: bytes, name: str) -> str:
    """UTF-8 text of a file without its byte-order mark; raises SchemacError where it is not text."""
    bad = data.find(b"\0")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.start
    if bad >= 0:
        raise _refusal(
            "not-text",
            f"{name} is not a UTF-8 text file (byte {data[bad]:#04x} at offset {bad})",
            name,
            help="schema files are YAML or TOML in UTF-8",
        )
    return text


def parse(text: str, *, path: str) -> Document:
    """The Document of a text; ``path`` decides between TOML and YAML and is shown in diagnostics."""
    if path.endswith(".toml"):
        return Document(path=path, text=text, data=toml_source.parse(text, path=path))
    from ruamel.yaml.error import YAMLError

    reader = _YamlReader(path, text)
    events = _fast_events(text)
    if events is not None:
        try:
            return Document(path=path, text=text, data=reader.read(events), marks=reader.marks)
        except YAMLError:
            # libyaml speaks YAML 1.1, where `{bio: text?}` is broken: the pure parser has the last word.
            reader = _YamlReader(path, text)
    try:
        return Document(path=path, text=text, data=reader.read(_pure_events(text)), marks=reader.marks)
    except YAMLError as error:
        raise SchemacError([_syntax_error(path, text, error)]) from error


def _syntax_error(path: str, text: str, error: Any) -> Diagnostic:
    problem = getattr(error, "problem", None) or ""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    # What is never closed is looked for where it begins.
    mark = next(
        filter(None, reversed(marks) if "end of stream" in problem or "<stream end>" in problem else marks), None
    )
    if isinstance(getattr(error, "position", None), int):
        before = text[: error.position]
        place = span_at(path, text, before.count("\n"), len(before) - (before.rfind("\n") + 1))
        character = f"the control character U+{ord(text[error.position]):04X}"
        return Diagnostic(
            code="yaml-syntax",
            message=f"broken YAML: {character} stands here",
            span=place,
            help='write it in double quotes, as "\\x01"',
        )
    words = ": ".join(
        part for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part
    ) or str(error)
    place = span_at(path, text, mark.line, mark.column) if mark else span_at(path, text, 0, 0)
    return Diagnostic(code="yaml-syntax", message=f"broken YAML: {words}", span=place, help=_hint(words))


def _refusal(code: str, message: str, path: str, *, help: str | None = None) -> SchemacError:
    return SchemacError([Diagnostic(code=code, message=message, span=Span(file=path, line=1, column=1), help=help)])


def _size(value: Value) -> int:
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(_size, value.values()))
    if isinstance(value, list):
        return 1 + sum(map(_size, value))
    return 1


def _preorder(value: Value, path: KeyPath, *, key: bool) -> int:
    """Index in preorder of the value at a path, or of its key."""
    index = 0
    for depth, step in enumerate(path):
        before = index
        index += 1
        if isinstance(value, dict) and step in value:
            for name, child in value.items():
                if name == step:
                    break
                index += 1 + _size(child)
            if key and depth == len(path) - 1:
                return index
            index += 1
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            index += sum(map(_size, value[:step]))
            value = value[step]
        else:
            return before
    return index


class _YamlReader:
    """Builds plain values from parser events, since a loader would type scalars by YAML 1.1 and lose their text."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.marks: array[int] = array("q")
        self.found: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Value, int, int]] = {}
        self.aliased = 0

    def read(self, events: Iterator[Any]) -> Value:
        """The root value; raises SchemacError, or the parser's own error on broken YAML."""
        value = self._document(events)
        if self.found:
            raise SchemacError(self.found)
        return value

    def _document(self, events: Iterator[Any]) -> Value:
        # The hot loop of a run: one pass, an explicit stack, no recursion.
        marks, words, numeric = self.marks, _WORDS, _NUMERIC_START
        stack: list[tuple[Value, str | None, int, str | None]] = []
        container: Value = None
        pending: str | None = None
        root: Value = None
        documents = 0
        for event in events:
            name = type(event).__name__
            if name == "ScalarEvent":
                mark = event.start_mark
                marks.append(mark.line << _COLUMN_BITS | mark.column)
                value: Value = event.value
                if event.implicit[0]:
                    if value in words:
                        value = words[value]
                    elif value[0] in numeric:
                        try:
                            value = _number(value)
                        except ValueError as error:
                            self._report(
                                "number-too-large",
                                str(error),
                                mark.line,
                                mark.column,
                                help="quote it to make it a text",
                            )
                elif _NOT_STORED.search(value):
                    self._report(
                        "not-text",
                        "a NUL character or half a character cannot be stored in a database",
                        mark.line,
                        mark.column,
                    )
                if event.tag is not None and not event.implicit[1]:
                    self._tag(event)
                if event.anchor is not None:
                    self.anchors[event.anchor] = (value, len(marks) - 1, len(marks))
            elif name in ("MappingStartEvent", "SequenceStartEvent"):
                mark = event.start_mark
                if container is not None and type(container) is dict and pending is None:
                    self._bad_key(mark.line, mark.column, "a list or mapping")
                    raise SchemacError(self.found)
                marks.append(mark.line << _COLUMN_BITS | mark.column)
                if event.tag is not None:
                    self._tag(event)
                stack.append((container, pending, len(marks) - 1, event.anchor))
                if len(stack) > MAX_DEPTH:
                    self._report("too-deep", f"nested deeper than {MAX_DEPTH} levels", mark.line, mark.column)
                    raise SchemacError(self.found)
                container, pending = ({} if name == "MappingStartEvent" else []), None
                continue
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                value = container
                container, pending, start, anchor = stack.pop()
                if anchor is not None:
                    self.anchors[anchor] = (value, start, len(marks))
            elif name == "AliasEvent":
                value = self._alias(event)
            elif name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    mark = event.start_mark
                    self._report("several-documents", "a schema file holds one document", mark.line, mark.column)
                    raise SchemacError(self.found)
                continue
            else:
                continue
            if container is None:
                root = value
            elif type(container) is list:
                container.append(value)
            elif pending is None:
                mark = event.start_mark
                pending = self._key(value, event, container, mark.line, mark.column)
            else:
                container[pending] = value
                if value is None and pending[-1:] in (")", "]"):
                    self._stray(pending)
                pending = None
        return root

    def _key(self, value: Value, event: Any, mapping: dict[str, Value], line: int, column: int) -> str:
        if type(value) is not str:
            self._bad_key(line, column, f"`{getattr(event, 'value', value)}`")
            return f"\0{line}:{column}"
        if value == "<<" and event.implicit[0]:
            self._report(
                "merge-key",
                "YAML merge keys are not part of the language",
                line,
                column,
                help="name the common parts under `mixins:` and list them with `mixins: [name]`",
            )
        elif value in mapping:
            self._report("duplicate-key", f"the key '{value}' stands twice in this mapping", line, column)
        return value

    def _bad_key(self, line: int, column: int, what: str) -> None:
        help = (
            "write `nullable: true`, or a `?` after the type"
            if what in ("`null`", "`~`")
            else "quote it to make it a name"
        )
        self._report("key-not-string", f"{what} is not a string and cannot be a key", line, column, help=help)

    def _stray(self, key: str) -> None:
        position = self.marks[-2]
        self._report(
            "flow-comma",
            f"stray key '{key}': a comma in {{…}} or […] ends the value before it",
            position >> _COLUMN_BITS,
            position & ((1 << _COLUMN_BITS) - 1),
            help='quote the value, as in `type: "numeric(12, 2)"`, or use block style',
        )

    def _alias(self, event: Any) -> Value:
        mark = event.start_mark
        if event.anchor not in self.anchors:
            self._report(
                "unknown-alias", f"no anchor named '{event.anchor}' stands before this", mark.line, mark.column
            )
            raise SchemacError(self.found)
        value, start, end = self.anchors[event.anchor]
        self.aliased += end - start
        if self.aliased > MAX_ALIASED:
            self._report(
                "alias-expansion",
                f"aliases expand to more than {MAX_ALIASED:,} values",
                mark.line,
                mark.column,
                help="use `mixins:` for what tables have in common",
            )
            raise SchemacError(self.found)
        self.marks.extend(self.marks[start:end])
        return value

    def _tag(self, event: Any) -> None:
        mark = event.start_mark
        self._report(
            "yaml-tag",
            f"the tag {event.tag} has no meaning here",
            mark.line,
            mark.column,
            help="the type of a value is told by its form; quote a string",
        )

    def _report(self, code: str, message: str, line: int, column: int, *, help: str | None = None) -> None:
        self.found.append(Diagnostic(code=code, message=message, span=self._span(line, column), help=help))

    def _span(self, line: int, column: int) -> Span:
        return span_at(self.path, self.text, line, column)


def _fast_events(text: str) -> Iterator[Any] | None:
    # libyaml takes NEL, U+2028 and U+2029 for line ends, which would shift every position after them.
    if re.search("[\x85\u2028\u2029]", text):
        return None
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        return None
    return iter(CParser(text).get_event, None)


def _pure_events(text: str) -> Iterator[Any]:
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=True).parse(text))


def _number(raw: str) -> Value:
    if _INT.match(raw):
        # Checked first: Python refuses to read an integer of thousands of digits.
        if len(raw) > toml_source.MAX_DIGITS:
            raise ValueError(toml_source.TOO_LARGE)
        return int(raw, 0) if raw[:2] in ("0x", "0o") else int(raw)
    if _FLOAT.match(raw):
        return toml_source.decimal(raw)
    if special := _SPECIAL_FLOAT.match(raw):
        return Decimal("nan" if special[1] is None else f"{special[1]}inf")
    return raw


def _hint(words: str) -> str | None:
    if "mapping values are not allowed" in words:
        return "quote a text that holds `: `"
    if "found character '\\t'" in words or "\\t" in words:
        return "indent with spaces, not with tabs"
    if "expected <block end>" in words:
        return "look at the indentation: the keys of a mapping start in one column"
    if "but got '['" in words:
        return 'quote a type that ends in brackets: `"text[]"`'
    if "cannot start any token" in words:
        return "quote a text that starts with this character"
    return None
