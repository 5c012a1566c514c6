"""Settings of routines and roles: the model's form of them, and how ``SET`` writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemac_dialects.postgres import types

_LISTS = frozenset(
    """
    local_preload_libraries search_path session_preload_libraries shared_preload_libraries temp_tablespaces
    unix_socket_directories
    """.split()
)
"""Settings that are lists of names (GUC_LIST_QUOTE in src/backend/utils/misc/guc_tables.c)."""
_ENTRY = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^,"]*))\s*(?:,|\Z)')
_BARE = re.compile(r"[a-z_][a-z0-9_$]*\Z")


def plain(name: str, value: str) -> tuple[str, str]:
    """A setting in the model's form: its name in lower case, names in a list quoted only where they have to be."""
    name = name.lower()
    if name not in _LISTS:
        return name, value
    return name, ", ".join(
        entry if _BARE.match(entry) else '"' + entry.replace('"', '""') + '"' for entry in _entries(value)
    )


def pairs(texts: Iterable[str] | None) -> tuple[tuple[str, str], ...]:
    """The settings that a catalogue holds, each of which is written ``name=value``, in their order."""
    found = (text.partition("=") for text in texts or ())
    return tuple(plain(name, value) for name, _, value in found)


def sql(name: str, value: str) -> str:
    """A setting as ``SET`` takes it: a list as one literal for each name, anything else as one literal."""
    quoted = ".".join(map(types.quote, name.split(".")))
    values = (_entries(value) or [""]) if name in _LISTS else [value]
    return f"{quoted} TO {', '.join(map(types.literal, values))}"


def _entries(value: str) -> list[str]:
    """The names in a list; one that is not quoted is folded to lower case, and no name is none."""
    found = []
    for match in _ENTRY.finditer(value):
        quoted, bare = match[1], match[2]
        found.append(quoted.replace('""', '"') if quoted is not None else bare.strip().lower())
    return [entry for entry in found if entry]
