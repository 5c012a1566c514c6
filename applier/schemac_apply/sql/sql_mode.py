"""What a sql_mode of MySQL and MariaDB changes in how a text is read, and which statements set it.

Sources: https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html, …/set-variable.html,
https://mariadb.com/kb/en/sql-mode/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

NO_BACKSLASH_ESCAPES = "NO_BACKSLASH_ESCAPES"
ANSI_QUOTES = "ANSI_QUOTES"
ORACLE = "ORACLE"
# Each mode with its bit, as the mode can be given as a number, and what it stands for of the three above.
_MODES = {
    ANSI_QUOTES: (2, (ANSI_QUOTES,)),
    "POSTGRESQL": (8, (ANSI_QUOTES,)),
    ORACLE: (9, (ANSI_QUOTES, ORACLE)),
    "MSSQL": (10, (ANSI_QUOTES,)),
    "DB2": (11, (ANSI_QUOTES,)),
    "MAXDB": (12, (ANSI_QUOTES,)),
    "ANSI": (18, (ANSI_QUOTES,)),
    NO_BACKSLASH_ESCAPES: (20, (NO_BACKSLASH_ESCAPES,)),
}
_SESSION = ("SESSION", "LOCAL")
_SCOPES = (*_SESSION, "GLOBAL", "PERSIST", "PERSIST_ONLY")
_REMOVING = ("LIST_DROP", "REGEXP_REPLACE", "REPLACE")
_QUOTES = "'\"`"
_DIGITS = 20  # of a number of 64 bits

Flags = frozenset[str]
_NONE: Flags = frozenset()


@dataclass(frozen=True, slots=True)
class SqlMode:
    """The part of a session's sql_mode that says how a text is read.

    Args:
        flags: which of NO_BACKSLASH_ESCAPES, ANSI_QUOTES and ORACLE it has.
        saved: those that a user variable holds, as in `SET @old_sql_mode = @@sql_mode`.
    """

    flags: Flags = _NONE
    saved: Mapping[str, Flags] = field(default_factory=lambda: MappingProxyType({}))

    def after(self, tokens: Sequence[str]) -> SqlMode:
        """The mode behind a SET statement of these tokens: words, marks and texts in their quotes, without the SET."""
        flags, saved, scope = self.flags, dict(self.saved), "SESSION"
        for target, value in _assignments(tokens):
            if len(target) > 1 and target[0] == "@" != target[1]:
                if found := self._read(value, flags, saved):
                    saved[target[1]] = found
                else:
                    saved.pop(target[1], None)
                continue
            # A word holds for the variables behind it too, but for those that are written @@name.
            if target[:1] != ["@"]:
                scope, own = (target[0], target[0]) if target[0] in _SCOPES else (scope, scope)
            else:
                own = target[2] if target[3:4] == ["."] else "SESSION"
            if target[-1] == "SQL_MODE" and own in _SESSION:
                flags = self._read(value, flags, saved)
        return SqlMode(flags, MappingProxyType(saved))

    def _read(self, value: Sequence[str], flags: Flags, saved: Mapping[str, Flags]) -> Flags:
        """The flags in a value: the modes that are named in it, and those of the variables that it is made from."""
        if len(value) == 1 and value[0].isascii() and value[0].isdecimal() and len(value[0]) <= _DIGITS:
            return _flags(name for name, (bit, _) in _MODES.items() if int(value[0]) >> bit & 1)
        named, base, removes, previous = _NONE, _NONE, False, ""
        for token in value:
            if token == "SQL_MODE":
                base |= flags
            elif previous == "@":
                base |= saved.get(token.strip(_QUOTES).upper(), _NONE)
            elif token[0] in _QUOTES:
                named |= _flags(token[1:-1].upper().split(","))
            else:
                named |= _flags([token])
                removes = removes or token in _REMOVING
            previous = token
        return base - named if removes else base | named


def _assignments(tokens: Sequence[str]) -> Iterable[tuple[list[str], list[str]]]:
    """What is set and the value, of each assignment; words are in upper case, and names without their quotes."""
    target: list[str] = []
    value: list[str] | None = None
    depth = 0
    for token in [*tokens, ","]:
        depth += (token == "(") - (token == ")")
        if token == "," and depth == 0:
            if target and value is not None:
                yield target, value
            target, value = [], None
        elif value is not None:
            value.append(token if token[0] in _QUOTES else token.upper())
        elif token in ("=", ":="):
            value = []
        else:
            target.append(token.strip(_QUOTES).upper())


def _flags(names: Iterable[str]) -> Flags:
    return frozenset(flag for name in names if name in _MODES for flag in _MODES[name][1])
