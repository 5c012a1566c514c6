"""What is emitted is read back as the same database, and reads as a person would have written it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from schemac import dialect, ir, source, validate
from schemac.emit import emit, emit_files
from schemac.lower import lower
from schemac.notation import Notation

from . import strategies

POSTGRES = dialect.find("postgres")
MEMBERS = ("uniques", "foreign_keys", "checks", "indexes")


def read(files: dict[str, str]) -> ir.Database:
    documents = [source.parse(source.decode(text.encode(), path), path=path) for path, text in files.items()]
    for document in documents:
        assert validate.validate(document) == []
    return lower(documents, POSTGRES, root=Path()).database


def unordered(database: ir.Database) -> dict[ir.Address, Any]:
    """The objects by address, without the order of their members, which means nothing; that of columns does."""
    return {address: _unordered(found) for address, found in database.objects.items()}


def _unordered(found: Any) -> Any:
    changes = {name: tuple(sorted(getattr(found, name), key=lambda member: member.name)) for name in MEMBERS if hasattr(found, name)}
    return dataclasses.replace(found, **changes)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(database=strategies.databases())
def test_what_is_emitted_is_read_back(database: ir.Database):
    notations: tuple[Notation, ...] = ("yaml", "toml")
    plain = []
    for notation in notations:
        text = emit(database, POSTGRES, notation=notation)
        again = read({f"schema.{notation}": text})
        assert unordered(again) == unordered(database)
        assert emit(again, POSTGRES, notation=notation) == text
        plain.append(source.parse(text, path=f"schema.{notation}").data)
        assert unordered(read(emit_files(database, POSTGRES, notation=notation, split=True))) == unordered(database)
    assert plain[0] == plain[1]
