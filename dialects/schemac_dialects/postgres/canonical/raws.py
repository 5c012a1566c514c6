"""Raw objects: the server itself says whether the SQL of a schema makes the object that is there."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from schemac import ir, sqltext
from schemac.created import Created, created
from schemac.ir import Database, Raw
from schemac_dialects.postgres import catalog, types
from schemac_dialects.postgres.canonical.question import Question

_QUERIES = ("foreign", "searches", "operators", "languages")


def pairs(declared: Database, live: Database) -> Iterator[tuple[Raw, Raw]]:
    """Each declared raw object with those of the database that it may be: what it makes has the same kind and name.

    What a raw object is called is the schema's affair: the database knows what it made.
    """
    by_made: dict[tuple[str, str | None], list[Raw]] = {}
    for at, other in live.objects.items():
        if isinstance(other, Raw) and (made := created(other.create)) and at not in declared.objects:
            by_made.setdefault(_key(made), []).append(other)
    for at, found in declared.objects.items():
        if not isinstance(found, Raw) or live.objects.get(at) == found:
            continue
        same = live.objects.get(at)
        if isinstance(same, Raw):
            yield found, same
        elif made := created(found.create):
            for other in by_made.get(_key(made), ()):
                yield found, other


def _key(made: Created) -> tuple[str, str | None]:
    # A cast has no name, and its types have several: each may be any.
    return made.kind, made.name


def questions(declared: Raw, live: Raw) -> Iterator[Question]:
    """What the declared SQL makes in the place of the live object, as the server defines it."""
    address = ir.address(declared)
    if _plain(declared.create) == _plain(live.create):
        yield Question("", "select ''", address, lambda _found, _answer: live)
        return
    if live.drop is not None:
        drop = live.drop.rstrip().removesuffix(";")
        cascade = " cascade" if drop[:4].lower() == "drop" else ""  # what needs it comes back with the rest
        yield Question(
            f"{drop}{cascade}; {declared.create}",
            f"select definition from ({_definitions()}) found where name = {types.literal(live.name)}",
            address,
            lambda found, answer: live if answer == live.create else found,
            undone=True,
        )


def _plain(sql: str) -> list[str]:
    """The words of a statement, in lower case where they are not quoted."""
    found = (token for token in sqltext.tokens(sql.rstrip().removesuffix(";")) if token.kind != "space")
    return [token.text.lower() if token.kind == "word" else token.text for token in found]


@functools.cache
def _definitions() -> str:
    """The name and the definition of everything that introspection carries as raw."""
    folder = Path(catalog.__file__).parent
    texts = ((folder / f"{name}.sql").read_text(encoding="utf-8") for name in _QUERIES)
    return " union all ".join(f"(select name, definition from ({text}\n) rows)" for text in texts)
