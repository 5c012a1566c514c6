"""What the reading of a CREATE TABLE statement knows, and what it has read so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schemac import ir
from schemac_dialects.mysql.catalog import Server
from schemac_dialects.mysql.flavour import Flavour
from schemac_dialects.mysql.texts import plain_strings
from schemac_dialects.mysql.tokens import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a statement means depends on: the server, and the database that it is read in.

    account: who is connected; collation: the database's; collations: the default one of each charset.
    """

    flavour: Flavour
    database: str
    account: str
    collation: str
    collations: Mapping[str, str]

    def collation_of(self, charset: str | None, collation: str | None) -> str | None:
        """The collation that the two words say together."""
        if collation is None and charset is not None:
            return self.collations.get(charset.lower(), charset.lower())
        return None if collation is None else collation.lower()


def surroundings(server: Server, flavour: Flavour) -> Surroundings:
    """What the meaning of a statement of a database depends on."""
    return Surroundings(
        flavour=flavour,
        database=server.database,
        account=server.account,
        collation=server.collation,
        collations=server.charsets,
    )


@dataclass(slots=True, kw_only=True)
class Body:
    """What has been read of a table.

    column_checks: the checks that stand at columns; collated: the columns that say a collation and no charset;
    said_btree: the keys that say USING BTREE, which the model does not keep.
    """

    here: Surroundings
    columns: list[ir.Column] = field(default_factory=list)
    column_checks: dict[str, str] = field(default_factory=dict)
    members: list[Any] = field(default_factory=list)
    said_btree: list[str] = field(default_factory=list)
    collated: set[str] = field(default_factory=set)
    unmodelled: list[str] = field(default_factory=list)

    def of(self, kind: type) -> tuple[Any, ...]:
        """The members of a kind."""
        return tuple(one for one in self.members if isinstance(one, kind))


def expression(reader: Reader) -> str:
    """Step over an expression in parentheses."""
    return plain_strings(reader.expression())
