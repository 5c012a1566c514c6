"""A Database as canonical JSON, and the chain of snapshots of which the newest state is the fold.

An entry holds the whole model (the first one, and checkpoints) or what changed; one object a line, so that a change
of one table is a change of one line (format: spec/snapshot.schema.json).
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemac import ir
from schemac.ir import Address, Database, TopLevel
from schemac.names import Name

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One link of the chain.

    name: of the migration; dialect; parents: ids of the entries that it follows; full: whether ``objects`` is the
    whole model; objects: created and replaced ones; dropped: addresses that are gone.
    """

    name: str
    dialect: str
    parents: tuple[str, ...] = ()
    full: bool = False
    objects: Mapping[Address, TopLevel] = field(default_factory=dict)
    dropped: tuple[Address, ...] = ()
    digest: str | None = field(default=None, compare=False)

    @property
    def id(self) -> str:
        """The hash of the entry's canonical content, as it was read or as it will be written."""
        return self.digest or _digest(self.content())

    def content(self) -> str:
        """The entry's canonical text, without its id."""
        lines = [f'    "{_key(address)}": {_line(found)}' for address, found in self.objects.items()]
        parts = [
            f'  "version": {VERSION}',
            f'  "dialect": {json.dumps(self.dialect)}',
            f'  "name": {json.dumps(self.name, ensure_ascii=False)}',
            f'  "parents": {json.dumps(list(self.parents))}',
            f'  "full": {json.dumps(self.full)}',
            '  "objects": {' + ("\n" + ",\n".join(lines) + "\n  }" if lines else "}"),
            '  "dropped": [' + ", ".join(f'"{_key(address)}"' for address in self.dropped) + "]",
        ]
        return ",\n".join(parts)

    def text(self) -> str:
        """The entry as its file holds it."""
        content = self.content()
        return f'{{\n  "id": "{_digest(content)}",\n{content}\n}}\n'


_FILE = re.compile(r'\{\n  "id": "([0-9a-f]*)",\n(.*)\n\}\n?\Z', re.DOTALL)


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def entry(name: str, dialect: str, old: Database, new: Database, parents: tuple[str, ...]) -> Entry:
    """The entry that leads from one state to the next; the first of a chain is whole."""
    if not parents:
        return Entry(name=name, dialect=dialect, full=True, objects=dict(new.objects))
    changed = {address: found for address, found in new.objects.items() if old.objects.get(address) != found}
    dropped = tuple(address for address in old.objects if address not in new.objects)
    return Entry(name=name, dialect=dialect, parents=parents, objects=changed, dropped=dropped)


def fold(database: Database, step: Entry) -> Database:
    """The state after one more entry."""
    if step.full:
        return Database(objects=step.objects)
    gone = set(step.dropped)
    objects = {address: found for address, found in database.objects.items() if address not in gone}
    return Database(objects=objects | dict(step.objects))


def parse(text: str) -> tuple[Entry, str]:
    """An entry and the id that its file claims; raises ValueError when the text is no snapshot entry."""
    text = text.replace("\r\n", "\n")
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        version = data.get("version") if isinstance(data, dict) else None
        raise ValueError(f"format version {version!r}; this schemac reads version {VERSION}")
    objects = {}
    for key, held in data["objects"].items():
        address = _address(key)
        objects[address] = _decoder(ir.KINDS[address.kind])({"name": address.name} | held | {"schema": address.schema})
    # The text itself is hashed: it is canonical, or it was edited.
    canonical = _FILE.match(text)
    digest = _digest(canonical[2]) if canonical else _digest(text)
    found = Entry(
        name=data["name"],
        dialect=data["dialect"],
        parents=tuple(data["parents"]),
        full=data["full"],
        objects=objects,
        dropped=tuple(_address(key) for key in data["dropped"]),
        digest=digest,
    )
    return found, data["id"]


def _key(address: Address) -> str:
    return json.dumps(f"{address.kind} {Name(address.schema, address.name)}", ensure_ascii=False)[1:-1]


def _address(key: str) -> Address:
    from schemac.names import parts

    kind, _, name = key.partition(" ")
    path = parts(name)
    if path is None or kind not in ir.KINDS:
        raise ValueError(f"{key!r} is no address")
    return Address(kind, path[0] if len(path) == 2 else "", path[-1])


def _line(found: TopLevel) -> str:
    held = _encode(found)
    if found.name == found.identifier:
        del held["name"]
    held.pop("schema", None)
    return json.dumps(held, ensure_ascii=False, separators=(", ", ": "))


def _kept(cls: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (item.name, item.default) for item in dataclasses.fields(cls) if item.metadata.get("role") not in ir.HINTS
    )


_kept_fields: Callable[[Any], tuple[tuple[str, Any], ...]] = functools.cache(_kept)


def _encode(found: Any) -> Any:
    """Plain values of the model; a field at its default is left out, so that a new field changes no old snapshot."""
    if isinstance(found, tuple):
        return [_encode(item) for item in found]
    if dataclasses.is_dataclass(found):
        held = {}
        for name, default in _kept_fields(type(found)):
            value = getattr(found, name)
            if value != default:
                held[name] = _encode(value)
        return held
    return found


def _made(cls: Any) -> Callable[[Any], Any]:
    decoders = {
        name: _of(hint)
        for name, hint in typing.get_type_hints(cls).items()
        if name in {item.name for item in dataclasses.fields(cls)}
    }

    def decode(held: Mapping[str, Any]) -> Any:
        return cls(**{name: decoders[name](value) for name, value in held.items()})

    return decode


_decoder: Callable[[Any], Callable[[Any], Any]] = functools.cache(_made)


def _same(value: Any) -> Any:
    return value


def _of(hint: Any) -> Callable[[Any], Any]:
    """What turns a plain value into one of a field's type."""
    if hint is Name:
        return lambda value: Name(*value)
    if dataclasses.is_dataclass(hint):
        return _decoder(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            one = _of(arguments[0])
            return tuple if one is _same else lambda value: tuple(map(one, value))
        return tuple
    if origin is types.UnionType or origin is typing.Union:
        one = _of(next(argument for argument in arguments if argument is not type(None)))
        return one if one is _same else lambda value: None if value is None else one(value)
    return _same
