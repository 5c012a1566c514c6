"""Long SQL that a schema file keeps in a file of its own, inside the folder of the project only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from schemac import source
from schemac.diagnostics import SchemacError
from schemac.lower.context import Context, Place


def text_or_file(context: Context, value: Mapping[str, Any], key: str, place: Place) -> str | None:
    """The text under a key, or of the file under ``<key>_file``; None where neither is there."""
    if value.get(f"{key}_file") is not None:
        return _file(context, value[f"{key}_file"], place.at(f"{key}_file"))
    found = value.get(key)
    return None if found is None else str(found)


def query(context: Context, value: Mapping[str, Any], place: Place) -> str:
    """The query of a view, without what ends it."""
    return (text_or_file(context, value, "query", place) or "").strip().removesuffix(";").rstrip()


def _file(context: Context, relative: str, place: Place) -> str | None:
    """The text of a file that a schema file names, inside the folder of the project only."""
    root = context.root.resolve()
    path = (root / Path(place.document.path).parent / relative).resolve()
    if not path.is_relative_to(root):
        context.report(
            "path-leaves-project",
            f"'{relative}' leaves the project's folder",
            place,
            help=f"keep the file below {root.name}/",
        )
        return None
    try:
        return source.read_text(path, relative)
    except SchemacError as error:
        context.found.extend(replace(found, span=place.span()) for found in error.diagnostics)
    return None
