"""Snapshots: the model survives its text, the chain folds to the newest state, an edit is noticed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from schemac import snapshot
from schemac.ir import Database
from schemac.validate import spec
from tests.strategies import databases


@settings(max_examples=40)
@given(databases())
def test_an_entry_survives_its_text(database: Database) -> None:
    """Text → entry gives the same objects and the same id."""
    entry = snapshot.entry("one", "postgres", Database(), database, ())
    found, claimed = snapshot.parse(entry.text())
    assert dict(found.objects) == dict(database.objects)
    assert found.id == entry.id == claimed


@settings(max_examples=40)
@given(databases(), databases())
def test_the_chain_folds_to_the_newest_state(first: Database, second: Database) -> None:
    """The second entry holds only what changed, and leads to the second state all the same."""
    one = snapshot.entry("one", "postgres", Database(), first, ())
    two = snapshot.entry("two", "postgres", first, second, (one.id,))
    state = snapshot.fold(snapshot.fold(Database(), one), two)
    assert dict(state.objects) == dict(second.objects)
    assert all(first.objects.get(address) != found for address, found in two.objects.items())


@settings(max_examples=40)
@given(databases())
def test_an_entry_is_valid_by_its_schema(database: Database) -> None:
    """The public contract of the format accepts what is written."""
    import jsonschema_rs

    text = snapshot.entry("one", "postgres", Database(), database, ()).text()
    jsonschema_rs.validator_for(spec("snapshot")).validate(json.loads(text))


def test_an_edit_changes_the_id() -> None:
    """One letter is enough; a checkout with other line ends is no edit."""
    entry = snapshot.Entry(name="one", dialect="postgres", full=True)
    edited, claimed = snapshot.parse(entry.text().replace('"one"', '"two"'))
    assert edited.id != claimed
    windows, claimed = snapshot.parse(entry.text().replace("\n", "\r\n"))
    assert windows.id == claimed


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2}'])
def test_what_is_no_entry_is_refused(text: str) -> None:
    """A broken file is a ValueError with a reason, for a diagnostic."""
    with pytest.raises(ValueError, match=r"."):
        snapshot.parse(text)
