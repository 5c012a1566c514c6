"""Hypothesis strategies of valid databases for PostgreSQL, as the model has them after lowering."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from schemac import dialect, ir, names
from schemac.names import Name

Draw = Callable[[st.SearchStrategy[Any]], Any]
Member = TypeVar("Member", bound=ir.Object)

ODD_NAMES = (
    "null", "true", "False", "on", "no", "y", "~", "<<", "=", "select", "table", "order", "User", "ÄÖ",
    "my table", " lead", "trail ",
    "a.b", 'say "x"', '"', ".", "..", "it's", "a:b", "a: b", "a #b", "#a", "- a", "-", "?", "? a", "{a}",
    "[a]", "a,b", "a\\b", "a/b",
    "*a", "&a", "!a", "%a", "@a", "`a`", "|", ">", "1", "1.5", "1e3", "0x1f", "2026-01-01", ".5", "+1", "\t",
    "a\nb", "a\r\nb",
    "\u2028", "\x85", "\ufeff", "\x7f", "\x1b", "é", "e\u0301", "😀", "\U000e0001", "columns", "schema",
    "x-mine", "a" * 63, "ä" * 31,
)  # fmt: skip
ODD_TEXTS = (
    "", " ", "no", "1", " a", "a ", "#x", "ä\u2028", "null", "~", "yes", "1.10", "two\nlines",
    "two\nlines\n", "\nlead", "end\n\n", "  in\n",
    "a\n  b\n\n   \nc", "tab\there", "a\n\tb", "x\r\ny", "it's", '"quoted"', "\\", "a'''b", 'a"""b\n"""',
    '""\n"', "---", "...", "a: b", "key:",
    "@at", "`tick`", "%", "!tag", "*alias", "&anchor", "|", ">", "{a}", "[a]", "a, b", "2026-01-01", "12:30",
    "0o7", ".inf", "nan", "=", "<<",
)  # fmt: skip
TYPES = (
    "bigint", "integer", "smallint", "text", "varchar(20)", "char(1)", "numeric", "numeric(12,2)", "boolean",
    "timestamptz",
    "timestamp(3)", "double precision", "real", "date", "uuid", "bytea", "json", "jsonb", "text[]",
    "numeric(5,1)[]", "interval",
    "interval day to second", '"char"', "tsvector", "bigserial", "timestamp(0)[]",
)  # fmt: skip
UNKNOWN_TYPES = (
    "vector(3)",
    "geometry(Point,4326)",
    '"Odd"',
    "odd?",
    "(odd",
    'a."b?c"',
    "odd%type",
    "#odd",
    "a, b",
)
SQL = (
    "now()", "NULL", "null", "0", "-5", "007", "1.50", "-0.00", "0.0000001",
    "123456789012345678901234567890", "true", "false", "''",
    "'x'", "'it''s'", "'1'", "'no'", "'two\nlines'", "'back\\slash'", "'x'::text", "'{}'", "'[]'", "'null'",
    "'\"x\"'", '\'{"a": 1}\'',
    '\'{"a":1}\'', '\'{"a": [1, 2.50, {"b": "c\'\'d"}]}\'', '\'{"a": null}\'', "'{\"a\": 1e5}'",
    '\'{"a": 1E+5}\'', '\'{"a": NaN}\'',
    '\'{"a": "\\u0000"}\'', "nextval('s.q')", "lower(name)", "a > 0", "a <> 'x: y' -- #1",
    '"Odd" is not null', "case\n  when a\n\tthen 1\nend",
    "a\n= 1 -- end", "{a}", "[1]", "- a", "a\r\nb", "'\u2028'", "E'\\n'", "$$a$$", "'😀'",
    "x ~ '^\"[a-z]+\\.$'", "a\n= '\"\"\"' || '\\'",
)  # fmt: skip
QUERIES = (
    "select 1 as one",
    "select 1 as one,\n  '%: #' as two\n\nwhere true",
    'select \'"""\' -- end',
    'select 1 as "One"',
    "values (1)",
)
_QUERY_WORDS = frozenset({"select", "as", "one", "two", "where", "true", "values", "end", "%: #", '"""'})
_LIMIT = names.NAME_LIMIT


def _unicode(*, maximum: int) -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(characters, max_size=maximum)


def identifiers() -> st.SearchStrategy[str]:
    """Names of at most 63 bytes: plain ones, and everything that a notation could misread."""
    plain = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
    return st.one_of(plain, st.sampled_from(ODD_NAMES), _unicode(maximum=8).filter(bool))


def texts() -> st.SearchStrategy[str]:
    """Any text that a database can store."""
    return st.one_of(st.sampled_from(ODD_TEXTS), _unicode(maximum=12))


def sql() -> st.SearchStrategy[str]:
    """SQL as lowering leaves it, without space around it; not necessarily valid."""
    literal = texts().map(lambda text: "'" + text.replace("'", "''") + "'")
    return st.one_of(st.sampled_from(SQL), literal, _unicode(maximum=12).map(str.strip).filter(bool))


def _optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def _flags() -> st.SearchStrategy[bool]:
    return st.sampled_from([False, False, True])


def _some(found: Sequence[Any], *, least: int = 0, most: int = 3) -> st.SearchStrategy[list[Any]]:
    if not found:
        return st.just([])
    return st.lists(st.sampled_from(found), unique=True, min_size=least, max_size=most)


class _Model:
    """What the objects drawn so far leave for the next ones: free names, types, tables to refer to."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.relations: set[Name] = set()
        self.types: list[str] = [*TYPES, *UNKNOWN_TYPES]
        self.type_names: set[Name] = set()
        self.schemas: list[str] = [""]
        self.tables: list[ir.Table] = []

    def name(self, taken: set[Name], *, allowed: Callable[[str], bool] = lambda _name: True) -> Name:
        """A free qualified name."""
        schema = self.draw(st.sampled_from(self.schemas))
        bare = self.draw(identifiers().filter(lambda name: Name(schema, name) not in taken and allowed(name)))
        taken.add(Name(schema, bare))
        return Name(schema, bare)

    def comment(self) -> str | None:
        found: str | None = self.draw(_optional(texts()))
        return found

    def storage(self) -> tuple[tuple[str, str], ...]:
        values = st.one_of(
            st.sampled_from(["90", "007", "-1", "0.05", "0.050", "1e5", "true", "True", "on", ""]), texts()
        )
        return tuple(sorted(self.draw(st.dictionaries(identifiers(), values, max_size=2)).items()))

    def options(self) -> dict[str, Any]:
        numbers = _optional(st.sampled_from([0, 1, -1, 1000, 2**63 - 1]))
        cache = _optional(st.sampled_from([1, 50]))
        options = {name: self.draw(numbers) for name in ("start", "increment", "min", "max")}
        return {**options, "cache": self.draw(cache), "cycle": self.draw(_flags())}


@st.composite
def databases(draw: Draw) -> ir.Database:
    """Databases of every kind of object, valid for PostgreSQL."""
    model = _Model(draw)
    schemas = draw(st.lists(identifiers().filter(lambda name: name != "public"), unique=True, max_size=2))
    model.schemas += schemas
    objects: list[ir.TopLevel] = [ir.Schema(name=name, comment=model.comment()) for name in schemas]
    options = {
        "version": _optional(st.sampled_from(["1.0", "2", "1.6-rc"])),
        "into": _optional(identifiers()),
    }
    for name in draw(_some(["citext", "pg_trgm", "uuid-ossp", "on"], most=2)):
        objects.append(
            ir.Extension(name=name, comment=model.comment(), **{key: draw(value) for key, value in options.items()})
        )
    objects += [_enum(model) for _ in range(draw(st.integers(0, 2)))]
    objects += [_domain(model) for _ in range(draw(st.integers(0, 2)))]
    for _ in range(draw(st.integers(0, 3))):
        model.tables.append(_table(model))
    objects += [_sequence(model) for _ in range(draw(st.integers(0, 2)))]
    objects += model.tables
    for _ in range(draw(st.integers(0, 2))):
        objects.append(_view(model, _known(objects)))
    for name in draw(st.lists(identifiers(), unique=True, max_size=2)):
        drop = draw(_optional(sql()))
        objects.append(ir.Raw(name=name, create=draw(sql()), drop=drop, depends_on=tuple(draw(_some(_known(objects))))))
    return dialect.find("postgres").lower(ir.database(objects))


def _type_name(model: _Model) -> Name:
    def allowed(name: str) -> bool:
        # White space beyond ASCII is not quoted in the text of a type, which then cannot be read back.
        return name not in TYPES and not any(char.isspace() and char > "\x7f" for char in name)

    name = model.name(model.type_names, allowed=allowed)
    model.types += [str(name), f"{name}[]"]
    return name


def _enum(model: _Model) -> ir.Enum:
    name = _type_name(model)
    values = model.draw(st.lists(texts(), unique=True, max_size=5))
    return ir.Enum(name=name.name, schema=name.schema, comment=model.comment(), values=tuple(values))


def _domain(model: _Model) -> ir.Domain:
    draw, base = model.draw, model.draw(st.sampled_from(model.types))
    name = _type_name(model)
    label = st.one_of(identifiers(), st.just(names.check_name(name.name, None)))
    labels = draw(st.lists(label, unique=True, max_size=2))
    return ir.Domain(
        name=name.name, schema=name.schema, comment=model.comment(), type=base, nullable=draw(st.booleans()),
        default=draw(_optional(sql())), collation=draw(_optional(identifiers())),
        checks=tuple(ir.Check(name=label, comment=model.comment(), sql=draw(sql()),
        not_valid=draw(_flags())) for label in labels),
    )  # fmt: skip


def _sequence(model: _Model) -> ir.Sequence:
    draw, name = model.draw, model.name(model.relations)
    owner = draw(_optional(st.sampled_from(model.tables))) if model.tables else None
    return ir.Sequence(
        name=name.name, schema=name.schema, comment=model.comment(),
        type=draw(st.sampled_from([None, "integer", "smallint"])),
        owner_table=owner.qualified if owner else None,
        owner_column=draw(st.sampled_from(owner.columns)).name if owner else None,
        **model.options(),
    )  # fmt: skip


def _known(objects: list[ir.TopLevel]) -> list[Name]:
    """What something can depend on."""
    return sorted({found.qualified for found in objects if found.kind not in ("schema", "extension")})


def _view(model: _Model, known: list[Name]) -> ir.View:
    draw = model.draw
    name = model.name(model.relations, allowed=lambda name: name.lower() not in _QUERY_WORDS)
    return ir.View(
        name=name.name, schema=name.schema, comment=model.comment(), query=draw(st.sampled_from(QUERIES)),
        columns=tuple(draw(st.lists(identifiers(), unique=True, max_size=2))),
        security_invoker=draw(_flags()),
        security_barrier=draw(_flags()), check_option=draw(st.sampled_from([None, "local", "cascaded"])),
        depends_on=tuple(draw(_some(known))),
    )  # fmt: skip


def _table(model: _Model) -> ir.Table:
    draw, name = model.draw, model.name(model.relations)
    columns = [_column(model, label) for label in draw(st.lists(identifiers(), unique=True, min_size=1, max_size=4))]
    table = _Members(model, name)
    foreign_keys = [
        key for _ in range(draw(st.integers(0, 2))) if model.tables and (key := _foreign_key(model, table, columns))
    ]
    labels = [column.name for column in columns]
    uniques = table.several(lambda: _unique(model, table, labels))
    checks = table.several(lambda: _check(model, table, labels))
    indexes = table.several(lambda: _index(model, table, labels))
    return ir.Table(
        name=name.name, schema=name.schema, comment=model.comment(), columns=tuple(columns),
        primary_key=_primary_key(model, table, labels), uniques=tuple(uniques),
        foreign_keys=tuple(foreign_keys),
        checks=tuple(checks), indexes=tuple(indexes), unlogged=draw(_flags()), storage=model.storage(),
        tablespace=draw(_optional(identifiers())),
    )  # fmt: skip


class _Members:
    """Names for the members of one table: derived, derived and numbered, or any; each once."""

    def __init__(self, model: _Model, table: Name) -> None:
        self.model = model
        self.table = table
        self.taken: set[str] = set()

    def several(self, make: Callable[[], Member | None]) -> list[Member]:
        found = (make() for _ in range(self.model.draw(st.integers(0, 3))))
        return [member for member in found if member is not None]

    def name(self, derived: str) -> str | None:
        """A name for a constraint or an index; None where the one drawn is taken or too long."""
        numbered = st.sampled_from([f"{derived}1", f"{derived}2", f"{derived}01"])
        name: str = self.model.draw(st.one_of(st.just(derived), st.just(derived), numbered, identifiers()))
        relation = Name(self.table.schema, name)
        if name in self.taken or relation in self.model.relations or len(name.encode()) > _LIMIT:
            return None
        self.taken.add(name)
        self.model.relations.add(relation)
        return name


def _column(model: _Model, name: str) -> ir.Column:
    draw = model.draw
    kind = draw(st.sampled_from(["plain", "plain", "default", "default", "generated", "identity"]))
    generated = draw(sql()) if kind == "generated" else None
    return ir.Column(
        name=name, comment=model.comment(), type=draw(st.sampled_from(model.types)),
        nullable=draw(st.booleans()),
        default=draw(sql()) if kind == "default" else None, generated=generated,
        stored=generated is None or draw(st.booleans()),
        identity=ir.Identity(always=draw(st.booleans()), **model.options()) if kind == "identity" else None,
        collation=draw(_optional(identifiers())),
    )  # fmt: skip


def _columns(model: _Model, labels: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Columns of a key, mostly one, and others that it includes."""
    chosen = model.draw(_some(labels, least=1, most=2))
    include = (
        model.draw(_some([label for label in labels if label not in chosen], most=1)) if model.draw(_flags()) else []
    )
    return tuple(chosen), tuple(include)


_DEFERRABLE = st.sampled_from([None, None, "immediate", "deferred"])


def _primary_key(model: _Model, table: _Members, labels: list[str]) -> ir.PrimaryKey | None:
    name = table.name(names.primary_key_name(table.table.name)) if model.draw(st.booleans()) else None
    if name is None:
        return None
    columns, include = _columns(model, labels)
    return ir.PrimaryKey(
        name=name, comment=model.comment(), columns=columns, include=include,
        deferrable=model.draw(_DEFERRABLE)
    )  # fmt: skip


def _unique(model: _Model, table: _Members, labels: list[str]) -> ir.Unique | None:
    columns, include = _columns(model, labels)
    name = table.name(names.unique_name(table.table.name, columns))
    if name is None:
        return None
    if model.draw(st.booleans()):
        return ir.Unique(name=name, columns=columns)
    return ir.Unique(
        name=name, comment=model.comment(), columns=columns, include=include,
        nulls_distinct=not model.draw(_flags()),
        deferrable=model.draw(_DEFERRABLE),
    )  # fmt: skip


def _foreign_key(model: _Model, table: _Members, columns: list[ir.Column]) -> ir.ForeignKey | None:
    """A foreign key to a key of an earlier table; its columns are added to the table."""
    draw = model.draw
    target: ir.Table = draw(st.sampled_from(model.tables))
    keys = [unique.columns for unique in target.uniques]
    keys += [target.primary_key.columns] if target.primary_key else []
    if not keys:
        return None
    referred = draw(st.sampled_from(keys))
    taken = [column.name for column in columns]
    own = draw(
        st.lists(
            identifiers().filter(lambda name: name not in taken),
            unique=True,
            min_size=len(referred),
            max_size=len(referred),
        )
    )
    name = table.name(names.foreign_key_name(table.table.name, own))
    if name is None:
        return None
    types = {column.name: column.type for column in target.columns}
    columns += [ir.Column(name=label, type=types[other]) for label, other in zip(own, referred, strict=True)]
    primary = target.primary_key and target.primary_key.columns == referred
    actions = st.sampled_from(["no_action", "no_action", "restrict", "cascade", "set_null", "set_default"])
    return ir.ForeignKey(
        name=name, comment=draw(st.sampled_from([None, None, "why"])), columns=tuple(own),
        target=target.qualified,
        target_columns=() if primary else referred, on_delete=draw(actions), on_update=draw(actions),
        match=draw(st.sampled_from(["simple", "simple", "full"])), deferrable=draw(_DEFERRABLE),
        not_valid=draw(_flags()),
    )  # fmt: skip


def _check(model: _Model, table: _Members, labels: list[str]) -> ir.Check | None:
    draw, label = model.draw, model.draw(st.sampled_from(labels))
    name = table.name(names.check_name(table.table.name, label))
    if name is None:
        return None
    quoted = '"' + label.replace('"', '""') + '"'
    text = draw(st.one_of(st.just(f"{quoted} is not null"), st.just(f"{quoted}\n  > 0"), sql()))
    if draw(st.booleans()):
        return ir.Check(name=name, sql=text)
    not_valid, no_inherit = draw(_flags()), draw(_flags())
    return ir.Check(name=name, comment=model.comment(), sql=text, not_valid=not_valid, no_inherit=no_inherit)


def _index(model: _Model, table: _Members, labels: list[str]) -> ir.Index | None:
    draw = model.draw
    columns, include = _columns(model, labels)
    name = table.name(names.index_name(table.table.name, columns))
    if name is None:
        return None
    if draw(st.booleans()):
        return ir.Index(name=name, columns=tuple(ir.IndexPart(column=column) for column in columns))
    return ir.Index(
        name=name, comment=model.comment(), columns=tuple(_index_part(draw, column) for column in columns),
        unique=draw(_flags()),
        method=draw(st.sampled_from([None, "gin", "hash"])), where=draw(_optional(sql())), include=include,
        nulls_distinct=not draw(_flags()), storage=model.storage(), tablespace=draw(_optional(identifiers())),
    )  # fmt: skip


def _index_part(draw: Draw, column: str) -> ir.IndexPart:
    order = draw(st.sampled_from([None, None, "desc"]))
    expression = draw(_optional(sql()))
    return ir.IndexPart(
        column=None if expression else column, sql=expression, order=order,
        nulls=draw(st.sampled_from([None, "last" if order else "first"])),
        opclass=draw(st.sampled_from([None, "gin_trgm_ops", "s.ops", "gist_ops(siglen=12)"])),
        collation=draw(_optional(identifiers())),
    )  # fmt: skip
