"""Drops and creates that look like a rename, and a person's answers to the question whether they are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schemac import ir, names, rename
from schemac.diagnostics import Diagnostic, SchemacError, fail, suggestion
from schemac.diff import Difference
from schemac.ir import Address, Database, Object
from schemac.names import Name
from schemac.operation import Create, Drop, Rename

_ALIKE = 0.5


class Candidate(NamedTuple):
    """Something that is gone, and something new that it may have become."""

    gone: Address
    new: Address

    @property
    def answer(self) -> str:
        """The value of ``--rename`` that says yes."""
        return f"{_path(self.gone)}:{_path(self.new)}"


def _path(address: Address) -> str:
    owner = str(Name(address.schema, address.name))
    return f"{owner}.{names.written(address.member)}" if address.member_kind else owner


def candidates(difference: Difference) -> Iterator[Candidate]:
    """The pairs that look like a rename, each new object at most once for each one that is gone."""
    created: dict[tuple[str, Address | None], list[Create]] = {}
    for operation in difference.operations:
        if isinstance(operation, Create) and operation.object.holds_data:
            created.setdefault(_group(operation.address), []).append(operation)
    for operation in difference.operations:
        if isinstance(operation, Drop) and operation.object.holds_data:
            for other in created.get(_group(operation.address), ()):
                if _alike(operation.object, other.object):
                    yield Candidate(operation.address, other.address)


def _group(address: Address) -> tuple[str, Address | None]:
    return (address.object_kind, address.owner if address.member_kind else None)


def _alike(gone: Object, new: Object) -> bool:
    if isinstance(gone, ir.Column) and isinstance(new, ir.Column):
        return gone.type == new.type and gone.generated is None and new.generated is None
    if gone.name == new.name:
        return True
    before, after = _content(gone), _content(new)
    return bool(before | after) and len(before & after) / len(before | after) >= _ALIKE


def _content(found: Object) -> frozenset[object]:
    if isinstance(found, ir.Enum):
        return frozenset(found.values)
    return frozenset((member.kind, member.name) for member in ir.children(found) if member.kind == "column")


def question(found: Iterable[Candidate]) -> SchemacError:
    """The refusal where nobody can be asked: every pair, and the flags that answer."""
    return SchemacError(
        [
            Diagnostic(
                code="rename-or-drop",
                message=f"is {one.new} new, or is it {one.gone} renamed?",
                help=f"`--rename {one.answer}` keeps the data; `--no-renames` drops it\n"
                f"or declare it: `renamed_from: {names.written(one.gone.last)}`",
            )
            for one in found
        ],
        exit_code=1,
    )


def answers(old: Database, new: Database, texts: Iterable[str]) -> tuple[Rename, ...]:
    """The renames that ``OLD:NEW`` texts ask for, in their order.

    Raises SchemacError where OLD is not in the old state or NEW not in the new one.
    """
    found: list[Rename] = []
    state = old
    for text in texts:
        before, colon, after = text.partition(":")
        if not colon or not before or not after:
            raise fail(
                "bad-rename", f"'{text}' is no rename", help="write `old:new`, or `table.old:table.new` for a column"
            )
        source = _source(state, new, _after(before, found))
        target = names.parts(after) or (after,)
        one = Rename(
            address=source,
            object=state.get(source) or state.objects[source.owner],
            owner=state.objects[source.owner],
            new=_target(source, target),
        )
        if new.get(one.new_address) is None:
            known = [_path(address) for address in new.objects if address.kind == source.kind]
            raise fail("bad-rename", f"there is no {one.new_address} in the schema", help=suggestion(after, known))
        found.append(one)
        state = rename.after(state, (one,))
    return tuple(found)


def _after(text: str, renames: Iterable[Rename]) -> str:
    """A path as it is after renames: the old name of a table may stand before a column of it."""
    path = names.parts(text) or (text,)
    for one in renames:
        owner = (one.address.schema, one.address.name) if one.address.schema else (one.address.name,)
        if not one.address.member_kind and path[:-1] == owner:
            return f"{one.new}.{names.written(path[-1])}"
    return text


def _target(source: Address, target: tuple[str, ...]) -> Name:
    if source.member_kind:
        return Name(source.schema, target[-1])
    return Name(target[0] if len(target) == 2 else source.schema, target[-1])


def _source(state: Database, new: Database, text: str) -> Address:
    path = names.parts(text) or (text,)
    matches: list[Address] = []
    for address, found in state.objects.items():
        if path in ((address.name,), (address.schema, address.name)) and (len(path) == 2 or not address.schema):
            matches.append(address)
        owner = (address.name,) if len(path) == 2 else (address.schema, address.name)
        if path[:-1] == owner and (len(path) == 3 or not address.schema):
            matches += [ir.address(found, member) for member in ir.children(found) if member.name == path[-1]]
    # What is still there cannot have been renamed.
    gone = [address for address in matches if new.get(address) is None]
    if not gone:
        raise fail(
            "bad-rename",
            f"'{text}' is not there, or is in the schema still",
            help=suggestion(text, [_path(address) for address in state.objects]),
        )
    return gone[0]
