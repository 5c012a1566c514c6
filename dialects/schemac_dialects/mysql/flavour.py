"""What MySQL and MariaDB do differently, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """One of the two databases.

    types: the names of types that only it has; portable: portable names that it maps differently; expression_keys:
    whether an index may hold expressions; enforced: whether a check may be declared without being checked; ignored: the
    word for an index that is kept and not used; versioned: whether it keeps the history of rows; sequences: whether it
    has sequences; text_defaults: whether the default of a text may be a plain literal; widths: whether integers keep
    a display width that was said; reference_system: the word before the reference system of a column; json_is_text:
    whether JSON is another word for a text that has to be JSON; foreign_key_action: what a foreign key does that says
    nothing of it: the server writes down the other of the two, which does the same; no_zero_dates: whether its usual
    sql_mode has NO_ZERO_DATE; hashed_texts: whether a unique key may hold a whole text.
    """

    name: str
    title: str
    types: frozenset[str]
    portable: tuple[tuple[str, str], ...]
    expression_keys: bool
    enforced: bool
    ignored: str
    versioned: bool
    sequences: bool
    text_defaults: bool
    widths: bool
    reference_system: str
    replaces: bool
    follows: bool
    json_is_text: bool
    foreign_key_action: Literal["no_action", "restrict"]
    no_zero_dates: bool
    hashed_texts: bool


MYSQL = Flavour(
    name="mysql",
    title="MySQL",
    types=frozenset({"geomcollection", "vector"}),
    portable=(("uuid", "char(36)"), ("inet", "varchar(43)")),
    expression_keys=True,
    enforced=True,
    ignored="INVISIBLE",
    versioned=False,
    sequences=False,
    text_defaults=False,
    widths=False,
    reference_system="SRID",
    replaces=False,
    follows=False,
    json_is_text=False,
    foreign_key_action="no_action",
    no_zero_dates=True,
    hashed_texts=False,
)

MARIADB = Flavour(
    name="mariadb",
    title="MariaDB",
    types=frozenset({"uuid", "inet4", "inet6", "vector", "xmltype"}),
    portable=(("inet", "varchar(43)"),),
    expression_keys=False,
    enforced=False,
    ignored="IGNORED",
    versioned=True,
    sequences=True,
    text_defaults=True,
    widths=True,
    reference_system="REF_SYSTEM_ID",
    replaces=True,
    follows=True,
    json_is_text=True,
    foreign_key_action="restrict",
    no_zero_dates=False,
    hashed_texts=True,
)
