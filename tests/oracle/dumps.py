"""What is in a database, as its own server tells it, in a form that can be compared."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One object of a dump: the lines about its columns, whose order may mean nothing, and all others."""

    title: str
    columns: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


Dump = tuple[Entry, ...]
"""The objects of a database in an order that does not depend on when they were made."""


def ordered(entries: Iterable[Entry]) -> Dump:
    """The entries by title, and by their lines where several objects share one."""
    return tuple(sorted(entries, key=lambda entry: (entry.title, entry.columns, entry.lines)))


def differences(truth: Dump, found: Dump, *, column_order: bool) -> list[str]:
    """The lines that only one of two dumps has, each with its object: `-` is missing, `+` is too much."""

    def lines(dump: Dump) -> list[str]:
        shown = []
        for entry in dump:
            columns = entry.columns if column_order else tuple(sorted(entry.columns))
            shown.append(entry.title)
            shown += [f"{entry.title}: {line}" for line in (*columns, *entry.lines)]
        return shown

    changes = difflib.unified_diff(lines(truth), lines(found), lineterm="", n=0)
    return [line for line in changes if not line.startswith(("---", "+++", "@@"))]


_HEADER = re.compile(r"^--\n-- Name: (.*); Type: (.*); Schema: (.*); Owner:.*\n--\n", re.MULTILINE)
_SETTING = re.compile(r"SET (default_tablespace|default_table_access_method) = (.*);\Z")
_DEFAULTS = {"default_tablespace": "''", "default_table_access_method": "heap"}
_NOISE = re.compile(
    r"(?:SET \w+ = .*;|SELECT pg_catalog\.set_config\('search_path', '', false\);|\\(?:un)?restrict .*)?\Z"
)


def postgres(text: str) -> Dump:
    """The entries of what `pg_dump --schema-only` prints.

    Of its comments only those that head an entry are taken away: one in the body of a function is part of it.
    """
    preamble, *parts = _HEADER.split(text.replace("--\n-- PostgreSQL database dump complete\n--\n", ""))
    settings = _DEFAULTS | {
        setting[1]: setting[2] for line in preamble.splitlines() if (setting := _SETTING.match(line))
    }
    entries = []
    for name, kind, schema, body in zip(*(parts[place::4] for place in range(4)), strict=True):
        lines = []
        for line in body.splitlines():
            if setting := _SETTING.match(line):
                settings[setting[1]] = setting[2]
            elif not _NOISE.match(line):
                lines.append(line)
        # pg_dump says these once for all entries that follow: they belong to each that they are about.
        lines += [
            f"SET {key} = {value};"
            for key, value in settings.items()
            if _concerns(key, kind) and value != _DEFAULTS[key]
        ]
        columns, rest = _columns(lines) if kind in ("TABLE", "FOREIGN TABLE") else ([], lines)
        entries.append(Entry(title=f"{kind} {schema}.{name}", columns=tuple(columns), lines=tuple(rest)))
    return ordered(entries)


def _concerns(setting: str, kind: str) -> bool:
    return kind in ("TABLE", "MATERIALIZED VIEW") or (
        setting == "default_tablespace" and kind in ("INDEX", "CONSTRAINT")
    )


def _columns(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines between the parentheses of CREATE TABLE without their commas, and the others."""
    if not lines or not lines[0].endswith(" (") or ")" not in {line[:1] for line in lines}:
        return [], lines
    end = next(number for number, line in enumerate(lines) if line.startswith(")"))
    return [line.removesuffix(",") for line in lines[1:end]], [lines[0], *lines[end:]]
