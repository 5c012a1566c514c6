"""The ledger: a table in the target database that says what was applied to it (spec/ledger.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from schemac_apply import __version__
from schemac_apply.drivers import Connection


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

    @property
    def partial(self) -> bool:
        """Whether a run stopped between two of its statements."""
        return self.statements_done < self.statements_total

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
        if self.exists():
            return
        connection = self._connection
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS {self.table} (\n"
            f"  name {connection.name_type} NOT NULL PRIMARY KEY,\n"
            f"  hash {connection.name_type} NOT NULL,\n"
            f"  applied_at {connection.timestamp_type} NOT NULL,\n"
            "  duration_ms bigint NOT NULL,\n"
            "  applied_by text NOT NULL,\n"
            "  statements_done integer NOT NULL,\n"
            "  statements_total integer NOT NULL,\n"
            f"  down_sql {connection.text_type},\n"
            f"  tool_version {connection.name_type} NOT NULL\n"
            f") {connection.table_options}".rstrip()
        )

    def rows(self) -> dict[str, Row]:
        """All rows by name; none where the table is missing."""
        if not self.exists():
            return {}
        return {row.name: row for row in self._select("ORDER BY name")}

    def row(self, name: str) -> Row | None:
        """The row of a migration, if it has one."""
        found = self._select("WHERE name = ?", name)
        return found[0] if found else None

    def down_sql(self, name: str) -> str | None:
        """The text that leads back, as it stood when the migration was applied."""
        rows = self._connection.query(f"SELECT down_sql FROM {self.table} WHERE name = ?", [name])
        return rows[0][0] if rows else None

    def write(self, name: str, hash: str, *, done: int, total: int, duration_ms: int, down_sql: str | None) -> None:
        """Record that `done` of `total` statements of a migration are applied."""
        if self._user is None:
            self._user = self._connection.user()
        values: tuple[object, ...] = (
            hash,
            self._connection.timestamp(datetime.now(UTC)),
            duration_ms,
            self._user,
            done,
            total,
            down_sql,
            __version__,
            name,
        )
        if self.row(name) is None:
            self._connection.query(
                f"INSERT INTO {self.table} (hash, applied_at, duration_ms, applied_by, statements_done,"
                " statements_total, down_sql, tool_version, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        else:
            self._connection.query(
                f"UPDATE {self.table} SET hash = ?, applied_at = ?, duration_ms = ?, applied_by = ?,"
                " statements_done = ?, statements_total = ?, down_sql = ?, tool_version = ? WHERE name = ?",
                values,
            )

    def accept(self, name: str, hash: str, down_sql: str | None) -> None:
        """Take over the hash and the way back of a file that has changed since it was applied."""
        self._connection.query(f"UPDATE {self.table} SET hash = ?, down_sql = ? WHERE name = ?", [hash, down_sql, name])

    def retreat(self, name: str, done: int) -> None:
        """Record that `done` statements of a migration's way back are completed."""
        self._connection.query(f"UPDATE {self.table} SET statements_done = ? WHERE name = ?", [-done, name])

    def delete(self, name: str) -> None:
        """Take a migration off the ledger."""
        self._connection.query(f"DELETE FROM {self.table} WHERE name = ?", [name])

    def _select(self, condition: str, *parameters: object) -> list[Row]:
        rows = self._connection.query(
            "SELECT name, hash, applied_at, duration_ms, applied_by, statements_done, statements_total"
            f" FROM {self.table} {condition}",
            parameters,
        )
        return [
            Row(
                name=name,
                hash=hash,
                applied_at=_iso(applied_at),
                duration_ms=duration_ms,
                applied_by=applied_by,
                statements_done=done,
                statements_total=total,
            )
            for name, hash, applied_at, duration_ms, applied_by, done, total in rows
        ]


def _iso(moment: datetime | str) -> str:
    """The moment as ISO 8601 in UTC, which sorts as text."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
