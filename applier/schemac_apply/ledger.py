"""The ledger: a table in the target database that says what was applied to it (spec/ledger.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from schemac_apply import __version__
from schemac_apply.drivers import Connection
from schemac_apply.errors import DatabaseError
from schemac_apply.ledger_types import add_in_doubt, create_table

_ADVANCED = (
    "statements_done", "statements_total", "in_doubt", "duration_ms", "applied_at", "applied_by", "tool_version",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the ledger, without the text that leads back."""

    name: str
    hash: str
    applied_at: str
    duration_ms: int
    applied_by: str
    statements_done: int
    statements_total: int
    in_doubt: int
    """The statement outside a transaction that was begun and whose end is not recorded; below 0: of its way back."""

    @property
    def partial(self) -> bool:
        """Whether a run stopped before the last of its statements was completed."""
        return self.statements_done < self.statements_total

    @property
    def retreating(self) -> bool:
        """Whether its way back was begun."""
        return self.statements_done < 0 or self.in_doubt < 0

    @property
    def retreated(self) -> int:
        """How many statements of its way back are completed."""
        return max(0, -self.statements_done)


class Ledger:
    """The ledger of one database.

    Args:
        connection: to the database.
        table: its name.
        schema: its schema; None is the connection's current one, as it is now: a migration may set another.
    """

    def __init__(self, connection: Connection, *, table: str, schema: str | None) -> None:
        self._connection = connection
        self._name = table
        self._schema = schema if schema is not None else connection.current_schema()
        quoted = connection.quote(table)
        self.table = f"{connection.quote(self._schema)}.{quoted}" if self._schema else quoted
        self._user: str | None = None

    def exists(self) -> bool:
        """Whether the table is there."""
        return self._connection.has_table(self._name, self._schema)

    def create(self) -> None:
        """Make the table where it is missing."""
        with self._named():
            self._create()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """An error of the server's says what it is about."""
        try:
            yield
        except DatabaseError as error:
            error.help = error.help or (
                f"this is about the ledger, the table {self.table}: the user needs rights on it, or another table has"
                " its name; meta/folder.json says what it is called"
            )
            raise

    def _create(self) -> None:
        connection = self._connection
        if self.exists():
            if not connection.has_table(self._name, self._schema, column="in_doubt"):
                connection.execute(add_in_doubt(self.table))
            return
        connection.execute(create_table(self.table, connection.dialect))

    def rows(self) -> dict[str, Row]:
        """All rows by name; none where the table is missing."""
        try:
            found = self._select("ORDER BY name")
        except DatabaseError:
            if not self.exists():
                return {}
            # Whoever only looks does not add the column that ledgers of before have not.
            with self._named():
                found = self._select("ORDER BY name", in_doubt="0")
        return {row.name: row for row in found}

    def row(self, name: str) -> Row | None:
        """The row of a migration, if it has one."""
        found = self._select("WHERE name = ?", name)
        return found[0] if found else None

    def down_sql(self, name: str) -> str | None:
        """The text that leads back, as it stood when the migration was applied."""
        rows = self._connection.query(f"SELECT down_sql FROM {self.table} WHERE name = ?", [name])
        return rows[0][0] if rows else None

    def insert(
        self, name: str, hash: str, *, done: int, total: int, in_doubt: int, duration_ms: int, down_sql: str | None
    ) -> None:
        """Record for the first time that `done` of `total` statements of a migration are applied."""
        columns = ", ".join((*_ADVANCED, "hash", "down_sql", "name"))
        self._connection.query(
            f"INSERT INTO {self.table} ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*self._advance(done, total, in_doubt, duration_ms), hash, down_sql, name],
        )

    def advance(self, name: str, *, done: int, total: int, in_doubt: int, duration_ms: int) -> None:
        """Record that by now `done` statements of a migration are applied."""
        assignments = ", ".join(f"{column} = ?" for column in _ADVANCED)
        self._connection.query(
            f"UPDATE {self.table} SET {assignments} WHERE name = ?",
            [*self._advance(done, total, in_doubt, duration_ms), name],
        )

    def _advance(self, done: int, total: int, in_doubt: int, duration_ms: int) -> tuple[object, ...]:
        if self._user is None:
            self._user = self._connection.user()
        now = self._connection.timestamp(datetime.now(UTC))
        return done, total, in_doubt, duration_ms, now, self._user, __version__

    def accept(self, name: str, hash: str, down_sql: str | None) -> None:
        """Take over the hash and the way back of a file that has changed since it was applied."""
        self._connection.query(f"UPDATE {self.table} SET hash = ?, down_sql = ? WHERE name = ?", [hash, down_sql, name])

    def place(self, name: str, *, done: int, total: int, in_doubt: int) -> None:
        """Set how far a migration, or below 0 its way back, has come."""
        self._connection.query(
            f"UPDATE {self.table} SET statements_done = ?, statements_total = ?, in_doubt = ? WHERE name = ?",
            [done, total, in_doubt, name],
        )

    def delete(self, name: str) -> None:
        """Take a migration off the ledger."""
        self._connection.query(f"DELETE FROM {self.table} WHERE name = ?", [name])

    def _select(self, condition: str, *parameters: object, in_doubt: str = "in_doubt") -> list[Row]:
        columns = "name, hash, applied_at, duration_ms, applied_by, statements_done, statements_total"
        rows = self._connection.query(f"SELECT {columns}, {in_doubt} FROM {self.table} {condition}", parameters)
        return [
            Row(
                name=name,
                hash=hash,
                applied_at=_iso(applied_at),
                duration_ms=duration_ms,
                applied_by=applied_by,
                statements_done=done,
                statements_total=total,
                in_doubt=doubt,
            )
            for name, hash, applied_at, duration_ms, applied_by, done, total, doubt in rows
        ]


def _iso(moment: datetime | str) -> str:
    """The moment as ISO 8601 in UTC, which sorts as text."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
