"""What the objects drawn so far leave for the next ones: free names, types, tables to refer to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from schemac import dialect, ir, names
from schemac.names import Name
from tests.strategies.words import TYPES, UNKNOWN_TYPES, flags, identifiers, optional, some, sql, texts

Draw = Callable[[st.SearchStrategy[Any]], Any]
Drawn = TypeVar("Drawn")
POSTGRES = dialect.find("postgres")
DEFERRABLE = st.sampled_from([None, None, "immediate", "deferred"])
ENABLED = st.sampled_from(["origin", "origin", "replica", "always", "disabled"])


class Model:
    """One database while it is drawn."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.relations: set[Name] = set()
        self.types: list[str] = [*TYPES, *UNKNOWN_TYPES]
        self.type_names: set[Name] = set()
        self.schemas: list[str] = [""]
        self.tables: list[ir.Table] = []
        self.routines: list[Name] = []
        self.collations: list[Name] = []

    def name(self, taken: set[Name], *, allowed: Callable[[str], bool] = lambda _name: True) -> Name:
        """A free qualified name."""
        schema = self.draw(st.sampled_from(self.schemas))
        bare = self.draw(identifiers().filter(lambda name: Name(schema, name) not in taken and allowed(name)))
        taken.add(Name(schema, bare))
        return Name(schema, bare)

    def type_name(self) -> Name:
        """A free name for a type, which later objects may use."""

        def allowed(name: str) -> bool:
            # White space beyond ASCII is not quoted in the text of a type, which then cannot be read back.
            return name not in TYPES and not any(char.isspace() and char > "\x7f" for char in name)

        name = self.name(self.type_names, allowed=allowed)
        self.types += [str(name), f"{name}[]"]
        return name

    def type(self) -> str:
        """A type of a column."""
        found: str = self.draw(st.sampled_from(self.types))
        return found

    def routine_type(self) -> str:
        """A type of an argument or a result, which may be the rows of a table."""
        rows = [str(table.qualified) for table in self.tables if _is_readable(table.qualified, self.type_names)]
        pseudo = ["void", "trigger", "record", "anyelement"]
        return str(self.draw(st.sampled_from([*pseudo, *self.types, *rows, *(f"{one}[]" for one in rows)])))

    def routine(self) -> Name:
        """The name of a function: of this database, of the server, or of an extension's schema."""
        others = st.one_of(
            identifiers().map(lambda name: Name("", name)), identifiers().map(lambda name: Name("x", name))
        )
        known = st.sampled_from(self.routines) if self.routines else others
        found: Name = self.draw(st.one_of(known, others))
        return found

    def collation(self) -> str | None:
        """The text of a collation: of this database, of the server, or of another schema."""
        others = st.builds(Name, st.sampled_from(["", "x"]), identifiers())
        known = st.sampled_from(self.collations) if self.collations else others
        found = self.draw(optional(st.one_of(known, others)))
        return None if found is None else str(found)

    def maybe(self, make: Callable[[], Drawn], *, most: int = 1) -> list[Drawn]:
        """A few objects, mostly none."""
        return [make() for _ in range(self.draw(st.sampled_from([0, 0, *range(1, most + 1)])))]

    def comment(self) -> str | None:
        """What is said of an object."""
        found: str | None = self.draw(optional(texts()))
        return found

    def sql(self) -> str | None:
        """SQL, or none."""
        found: str | None = self.draw(optional(sql()))
        return found

    def storage(self) -> tuple[tuple[str, str], ...]:
        """Options by name."""
        values = st.one_of(
            st.sampled_from(["90", "007", "-1", "0.05", "0.050", "1e5", "true", "True", "on", ""]), texts()
        )
        return tuple(sorted(self.draw(st.dictionaries(identifiers(), values, max_size=2)).items()))

    def options(self) -> dict[str, Any]:
        """The numbers of a sequence."""
        numbers = optional(st.sampled_from([0, 1, -1, 1000, 2**63 - 1]))
        cache = optional(st.sampled_from([1, 50]))
        options = {name: self.draw(numbers) for name in ("start", "increment", "min", "max")}
        return {**options, "cache": self.draw(cache), "cycle": self.draw(flags())}

    def owner(self) -> str | None:
        """The role that owns an object."""
        found: str | None = self.draw(optional(identifiers()))
        return found

    def standing(self, kind: str, columns: tuple[str, ...] = ()) -> dict[str, Any]:
        """Comment, owner and grants of an object."""
        if self.draw(st.booleans()):
            return {"comment": self.comment()}
        return {"comment": self.comment(), "owner": self.owner(), "grants": self.grants(kind, columns)}

    def grants(self, kind: str, columns: tuple[str, ...] = ()) -> tuple[ir.Grant, ...]:
        """The privileges of some roles, each one on the whole, on columns, to pass on, or any of them at once."""
        found: set[ir.Grant] = set()
        known = POSTGRES.privileges[kind]
        for role in self.draw(st.lists(identifiers(), unique=True, max_size=2)):
            held = self.draw(st.one_of(some(known), st.just(POSTGRES.all_privileges[kind])))
            found |= {ir.Grant(role=role)} if not held else set()
            for privilege in held:
                found.add(ir.Grant(role=role, privilege=privilege, grantable=self.draw(flags())))
                for grantable in (False, True) if columns and self.draw(flags()) else ():
                    some_columns = tuple(sorted(self.draw(some(columns, least=1))))
                    found.add(ir.Grant(role=role, privilege=privilege, columns=some_columns, grantable=grantable))
        return tuple(sorted(found, key=repr))


def _is_readable(name: Name, types: set[Name]) -> bool:
    """Whether the rows of a relation can be named as a type: see ``Model.type_name``."""
    text = str(name)
    return name not in types and text not in TYPES and names.type_head(text) == (name, "")
