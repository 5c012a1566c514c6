"""Documents as a Database: sugar, names, mixins, overrides of a dialect, and what does not fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac import dialect as dialects
from schemac import ir
from schemac.diagnostics import Diagnostic, SchemacError, ordered, text
from schemac.lower import Lowered, lower
from schemac.source import Document, parse
from schemac.validate import validate

DIALECTS = ("postgres", "sqlite")


def documents(*written: str) -> list[Document]:
    found = [parse(f"schemac: 1\n{one}", path=f"{name}.yaml") for name, one in zip("abc", written, strict=False)]
    assert [problem for one in found for problem in validate(one)] == []
    return found


def lowered(*written: str, dialect: str = "postgres", root: Path = Path()) -> Lowered:
    return lower(documents(*written), dialects.find(dialect), root=root)


def table(written: str, *, dialect: str = "postgres", name: str = "t") -> ir.Table:
    found = lowered(written, dialect=dialect).database.objects[ir.Address("table", "", name)]
    assert isinstance(found, ir.Table)
    return found


def refusal(*written: str, dialect: str = "postgres", root: Path = Path()) -> list[Diagnostic]:
    with pytest.raises(SchemacError) as caught:
        lowered(*written, dialect=dialect, root=root)
    return ordered(caught.value.diagnostics)


def problems(*written: str, dialect: str = "postgres", root: Path = Path()) -> list[tuple[str, str, str]]:
    """Code, ``file:line:column`` and message of every finding."""
    return [
        (one.code, f"{one.span.file}:{one.span.line}:{one.span.column}" if one.span else "", one.message)
        for one in refusal(*written, dialect=dialect, root=root)
    ]


# One normal form


def test_sugar_becomes_named_members():
    short = """
tables:
  users: {columns: {id: integer}, primary_key: id}
  t:
    columns:
      id: {type: integer, primary_key: true}
      a: {type: integer, unique: true, index: true, check: a > 0, references: users}
"""
    long = """
tables:
  users: {columns: {id: integer}, primary_key: {name: users_pkey, columns: [id]}}
  t:
    columns: {id: integer, a: integer}
    primary_key: {name: t_pkey, columns: id}
    uniques: {t_a_key: [a]}
    foreign_keys: {t_a_fkey: {columns: [a], references: {table: users, columns: [id]}}}
    checks: {t_a_check: {sql: a > 0}}
    indexes: {t_a_idx: {columns: [{column: a, order: asc}]}}
"""
    for dialect in DIALECTS:
        assert lowered(short, dialect=dialect).database == lowered(long, dialect=dialect).database


@pytest.mark.parametrize(
    ("column", "nullable"),
    [
        ("text", False),
        ("text?", True),
        ("text ?", True),
        ("{type: text, nullable: true}", True),
        ("{type: text}", False),
    ],
)
def test_not_null_is_the_default(column: str, nullable: bool):
    assert [one.nullable for one in table(f"tables: {{t: {{columns: {{a: {column}}}}}}}").columns] == [nullable]


def test_a_derived_name_steps_aside_for_a_written_one():
    found = table(
        "tables: {t: {columns: {a: {type: integer, unique: "
        "true}, b: {type: integer, check: b > 0}, c: integer},"
        " uniques: {t_a_key: [c]}, checks: {t_b_check: c > 0}}}"
    )
    assert [one.name for one in found.uniques] == ["t_a_key1", "t_a_key"]
    assert [one.name for one in found.checks] == ["t_b_check1", "t_b_check"]


def test_derived_names_are_cut_as_the_server_cuts_them():
    long, wide = "t" * 60, "c" * 40
    found = table(f"tables: {{{long}: {{columns: {{{wide}: {{type: integer, unique: true}}}}}}}}", name=long)
    [unique] = found.uniques
    assert unique.name == f"{'t' * 29}_{'c' * 29}_key"
    assert len(unique.name) == 63


@pytest.mark.parametrize("dialect", DIALECTS)
def test_mixins_add_members_after_the_tables_own(dialect: str):
    found = table(
        "mixins: {stamps: {columns: {at: {type: timestamptz, "
        "index: true}}, checks: {at_check: at is not null}}}\n"
        "tables: {t: {mixins: [stamps], columns: {a: text}}, u: {mixins: "
        "[stamps], columns: {at2: text}, dialects: {sqlite: false}}}",
        dialect=dialect,
    )
    assert [one.name for one in found.columns] == ["a", "at"]
    assert [one.name for one in found.checks] == ["at_check"]
    assert [one.name for one in found.indexes] == ["t_at_idx"]


def test_files_are_one_model_and_a_files_schema_qualifies_its_names():
    found = lowered(
        "schemas: {shop: {}}\ntables: {users: {columns: {id: integer}, primary_key: id}}",
        "schema: shop\nenums: {mood: [a, b]}\ntables:\n"
        "  orders: {columns: {user: {type: integer, references: users}, m: {type: mood, default: b}}}\n"
        "  lines: {columns: {o: integer}, foreign_keys: {fk: "
        "{columns: o, references: {table: orders, columns: [user]}}}, "
        "dialects: {postgres: {foreign_keys: null}}}",
    ).database
    assert [str(one) for one in found.objects] == [
        "schema shop",
        "enum shop.mood",
        "table users",
        "table shop.orders",
        "table shop.lines",
    ]
    orders = found.objects[ir.Address("table", "shop", "orders")]
    assert isinstance(orders, ir.Table)
    assert [str(one.target) for one in orders.foreign_keys] == ["users"]
    assert [one.type for one in orders.columns] == ["integer", "shop.mood"]


# Overrides of a dialect

OVERRIDES = """
enums: {e: {values: [a], dialects: {sqlite: {values: [a, b]}}}}
tables:
  gone: {columns: {a: text}, dialects: {sqlite: false}}
  t:
    columns:
      a: {type: jsonb, dialects: {sqlite: {type: text, default: x}}}
      b: {type: integer, dialects: {sqlite: false}}
      c: {type: {postgres: "varchar(5)", default: text}}
    checks: {c1: {sql: a is null, dialects: {postgres: false}}}
    dialects: {sqlite: {indexes: {t_a: [a]}, x-note: 1}}
"""


def test_a_dialect_patches_or_leaves_out():
    on_postgres, on_sqlite = (table(OVERRIDES, dialect=one) for one in DIALECTS)
    assert [(one.name, one.type, one.default) for one in on_postgres.columns] == [
        ("a", "jsonb", None),
        ("b", "integer", None),
        ("c", "varchar(5)", None),
    ]
    assert [(one.name, one.type, one.default) for one in on_sqlite.columns] == [
        ("a", "text", "'x'"),
        ("c", "text", None),
    ]
    assert ([one.name for one in on_postgres.checks], [one.name for one in on_sqlite.checks]) == ([], ["c1"])
    assert ([one.name for one in on_postgres.indexes], [one.name for one in on_sqlite.indexes]) == (
        [],
        ["t_a"],
    )
    assert [list(map(str, lowered(OVERRIDES, dialect=one).database.objects)) for one in DIALECTS] == [
        ["enum e", "table gone", "table t"],
        ["table t"],
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "tables: {t: {columns: {a: text}, dialects: {%s: {columns: {a: 5}}}}}",
            ("bad-value", "a.yaml:2:27", "'a' must be a string or a mapping, not 5"),
        ),
        (
            "tables: {t: {columns: {a: {type: text, dialects: {%s: {type: null}}}}}}",
            ("missing-key", "a.yaml:2:24", "the key 'type' is missing in tables.t.columns.a"),
        ),
        (
            ("tables: {t: {columns: {a: text}, indexes: {i: {columns: [a], dialects: {%s: {columns: null}}}}}}"),
            ("missing-key", "a.yaml:2:44", "the key 'columns' is missing in tables.t.indexes.i"),
        ),
        (
            "tables: {t: {columns: {a: text}, dialects: {%s: {colums: null, columns: [a]}}}}",
            ("bad-value", "a.yaml:2:23", "'columns' must be a mapping, not a list"),
        ),
        (
            "views: {v: {query: select 1, dialects: {%s: {query_file: a.sql}}}}",
            ("one-of", "a.yaml:2:12", "give only one of query, query_file in views.v"),
        ),
        (
            "raw: {v: {create: select 1, dialects: {%s: {create: 5}}}}",
            ("bad-value", "a.yaml:2:19", "'create' must be a string, not 5"),
        ),
        (
            "enums: {e: {values: [a], dialects: {%s: {values: a}}}}",
            ("bad-value", "a.yaml:2:21", "'values' must be a list, not 'a'"),
        ),
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_a_patch_makes_is_checked_again(written: str, expected: tuple[str, str, str], dialect: str):
    assert expected in problems(written % dialect, dialect=dialect)
    other = next(one for one in DIALECTS if one != dialect)
    lowered(written % dialect, dialect=other)


# Values

FITTING = {
    "postgres": [
        ("smallint", "-32768", "-32768"),
        ("integer", "5", "5"),
        ("bigint", "9223372036854775807", "9223372036854775807"),
        ("numeric(4,2)", "99.10", "99.10"),
        ("real", "1e3", "1E+3"),
        ("double precision", "0.5", "0.5"),
        ("boolean", "true", "true"),
        ("text", "no", "'no'"),
        ("text", '"it\'s"', "'it''s'"),
        ("varchar(3)", "abc", "'abc'"),
        ("char(1)", "a", "'a'"),
        ("date", "2026-01-01", "'2026-01-01'"),
        ("timestamptz", '"2026-01-01T00:00:00Z"', "'2026-01-01T00:00:00Z'"),
        ("uuid", "00000000-0000-0000-0000-000000000000", "'00000000-0000-0000-0000-000000000000'"),
        ("jsonb", "'{\"a\": 1}'", "'{\"a\": 1}'"),
        ("jsonb", "{json: {a: [1.50, null]}}", "'{\"a\": [1.50, null]}'"),
        ("bytea", '"\\\\x00"', "'\\x00'"),
        ("interval", "1 day", "'1 day'"),
        ("inet", '"::1"', "'::1'"),
        ("text[]", '"{}"', "'{}'"),
        ("e", "low", "'low'"),
        ("d", "5", "5"),
        ("timestamptz", "{sql: now()}", "now()"),
    ],
    "sqlite": [
        ("integer", "-5", "-5"),
        ("bigint", "5", "5"),
        ("numeric(4,2)", "99.10", "99.10"),
        ("real", "0.5", "0.5"),
        ("boolean", "true", "1"),
        ("text", "no", "'no'"),
        ("varchar(3)", "abc", "'abc'"),
        ("date", "2026-01-01", "'2026-01-01'"),
        ("uuid", "x", "'x'"),
        ("json", "{json: {a: [1.50, null]}}", "'{\"a\": [1.50, null]}'"),
        ("e", "low", "'low'"),
        ("d", "5", "5"),
        ("blob", "x", "'x'"),
        ("timestamptz", "{sql: current_timestamp}", "current_timestamp"),
    ],
}
MISFITS = {
    "postgres": [
        ("smallint", "32768"),
        ("integer", "abc"),
        ("integer", "1.5"),
        ("integer", "2147483648"),
        ("integer", "true"),
        ("bigint", "9223372036854775808"),
        ("numeric(4,2)", "100"),
        ("numeric", "abc"),
        ("real", "abc"),
        ("double precision", ".inf"),
        ("integer", ".inf"),
        ("double precision", ".nan"),
        ("boolean", "yes"),
        ("boolean", "1"),
        ("text", "5"),
        ("text", "1.10"),
        ("text", "true"),
        ("varchar(3)", "abcd"),
        ("char(1)", "ab"),
        ("date", "5"),
        ("timestamptz", "5"),
        ("uuid", "5"),
        ("jsonb", "{a"),
        ("jsonb", "5"),
        ("jsonb", "{json: {a: .nan}}"),
        ("bytea", "5"),
        ("interval", "5"),
        ("text[]", "5"),
        ("e", "lowest"),
        ("e", "true"),
        ("d", "abc"),
    ],
    "sqlite": [
        ("integer", "abc"),
        ("integer", "1.5"),
        ("integer", ".inf"),
        ("numeric", "abc"),
        ("real", "abc"),
        ("real", ".nan"),
        ("boolean", "yes"),
        ("text", "5"),
        ("text", "true"),
        ("varchar(3)", "5"),
        ("uuid", "5"),
        ("json", "{json: {a: .inf}}"),
        ("e", "lowest"),
        ("e", "5"),
        ("d", "abc"),
        ("date", "true"),
    ],
}
VALUES = (
    "enums: {e: [low, high]}\ndomains: {d: {type: integer}}\n"
    "tables:\n  t:\n    columns:\n      a: {type: %s, default: %s}\n"
)


@pytest.mark.parametrize(
    ("dialect", "type", "default", "sql"), [(one, *row) for one, rows in FITTING.items() for row in rows]
)
def test_a_default_that_fits(dialect: str, type: str, default: str, sql: str):
    quoted = f'"{type}"' if "," in type or "[" in type else type
    assert [one.default for one in table(VALUES % (quoted, default), dialect=dialect).columns] == [sql]


@pytest.mark.parametrize(("dialect", "type", "default"), [(one, *row) for one, rows in MISFITS.items() for row in rows])
def test_a_default_that_does_not_fit(dialect: str, type: str, default: str):
    quoted = f'"{type}"' if "," in type or "[" in type else type
    [(code, where, message)] = problems(VALUES % (quoted, default if default != "{a" else '"{a"'), dialect=dialect)
    assert (code, where.split(":")[:2]) == ("default-type", ["a.yaml", "7"])
    assert "True" not in message


def test_how_a_default_that_does_not_fit_looks():
    assert (
        text(refusal("tables:\n  t:\n    columns:\n      a: {type: integer, default: now()}\n"))
        == """\
error[default-type]: the default 'now()' does not fit integer: integer takes no text
 --> a.yaml:5:35
  |
5 |       a: {type: integer, default: now()}
  |                                   ^^^^^
  = help: an expression is written `{sql: …}`
"""
    )


def test_a_backfill_is_checked_like_a_default():
    [(code, where, _)] = problems("tables: {t: {columns: {a: {type: integer, backfill: x}}}}")
    assert (code, where) == ("default-type", "a.yaml:2:53")


# What does not fit together

TARGET = (
    "tables:\n  users: {columns: {id: bigint, email: text, x: text}, "
    "primary_key: id, uniques: {u: [email, x]}}\n  keyless: {columns: {a: text}}\n"
)


@pytest.mark.parametrize(
    ("written", "expected", "help"),
    [
        (
            "  t: {columns: {a: {type: bigint, references: user}}}",
            (
                "unknown-table",
                "a.yaml:5:47",
                "'t_a_fkey' references 'user', which is no table of this project",
            ),
            "did you mean 'users'?",
        ),
        (
            "  t: {columns: {a: {type: bigint, references: {table: users, columns: [ids]}}}}",
            ("unknown-column", "a.yaml:5:47", "'t_a_fkey' references 'users.ids', which does not exist"),
            "did you mean 'id'?",
        ),
        (
            "  t: {columns: {a: {type: text, references: {table: users, columns: [email]}}}}",
            (
                "not-unique",
                "a.yaml:5:45",
                "'t_a_fkey' references 'users' (email), which is neither its primary key nor unique",
            ),
            "uniques",
        ),
        (
            "  t: {columns: {a: {type: text, references: users}}}",
            (
                "foreign-key-type",
                "a.yaml:5:45",
                "'a' is text, but 'users.id', which it references, is bigint",
            ),
            "`a: bigint`",
        ),
        (
            "  t: {columns: {a: {type: text, references: keyless}}}",
            ("no-primary-key", "a.yaml:5:45", "'t_a_fkey' references 'keyless', which has no primary key"),
            "unique columns",
        ),
        (
            "  t: {columns: {a: bigint, b: text}, foreign_keys: {fk: {columns: [a, b], references: users}}}",
            ("foreign-key-columns", "a.yaml:5:57", "'fk' has 2 columns and references 1"),
            "primary key of 'users' is (id)",
        ),
        (
            "  t: {columns: {a: bigint}, foreign_keys: {fk: {columns: [b], references: users}}}",
            ("unknown-column", "a.yaml:5:48", "the table 't' has no column 'b'"),
            None,
        ),
        (
            "  t: {columns: {name: text}, primary_key: [nmae]}",
            ("unknown-column", "a.yaml:5:43", "the table 't' has no column 'nmae'"),
            "did you mean 'name'?",
        ),
        (
            "  t: {columns: {a: text}, indexes: {i: {columns: [b]}}}",
            ("unknown-column", "a.yaml:5:40", "the table 't' has no column 'b'"),
            None,
        ),
        (
            "  t: {columns: {a: text}, uniques: {i: [b]}}",
            ("unknown-column", "a.yaml:5:40", "the table 't' has no column 'b'"),
            None,
        ),
        (
            "  t: {columns: {a: {type: text, primary_key: true}}, primary_key: a}",
            ("two-primary-keys", "a.yaml:5:54", "the table 't' has a primary key already"),
            None,
        ),
        (
            "  t: {columns: {a: {type: integer, generated: 1 + 1, default: 1}}}",
            ("bad-column", "a.yaml:5:17", "the generated column 'a' can have no default and no identity"),
            None,
        ),
        (
            "  t: {columns: {a: {type: integer, identity: always, default: 1}}}",
            ("bad-column", "a.yaml:5:17", "the identity column 'a' can have no default"),
            None,
        ),
        (
            "  t: {columns: {a: txet}}",
            ("unknown-type", "a.yaml:5:20", "'txet' is no type of {title} and none of this project"),
            "did you mean 'text'?",
        ),
        (
            "  t: {columns: {a: {type: {mysql: text}}}}",
            ("no-type", "a.yaml:5:27", "no type is given for {name}"),
            "`default: …`",
        ),
        (
            "  t: {columns: {a: text}, mixins: [stamp]}",
            ("unknown-mixin", "a.yaml:5:36", "there is no mixin 'stamp'"),
            "did you mean 'stamps'?",
        ),
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_reference_to_nothing(dialect: str, written: str, expected: tuple[str, str, str], help: str | None):
    known = dialects.find(dialect)
    whole = f"{TARGET}{written}\nmixins: {{stamps: {{columns: {{at: date}}}}}}"
    # SQLite makes a foreign key of anything: real databases have those that never work.
    only_told = dialect == "sqlite" and "references: " in written and "columns: [b]" not in written
    [one] = lowered(whole, dialect=dialect).notes if only_told else refusal(whole, dialect=dialect)
    assert one.severity == ("warning" if only_told else "error")
    assert one.span is not None
    where = f"{one.span.file}:{one.span.line}:{one.span.column}"
    assert (one.code, where, one.message) == (
        *expected[:2],
        expected[2].format(title=known.title, name=known.name),
    )
    assert help is None or help in (one.help or "")


def test_all_problems_of_all_files_are_told_at_once_and_in_order():
    assert [
        found[:2]
        for found in problems(
            "tables: {t: {columns: {a: txet, b: {type: integer, default: x}}}}",
            "tables: {u: {columns: {a: {type: integer, default: x}, b: nope}, mixins: [m]}}",
        )
    ] == [
        ("unknown-type", "a.yaml:2:27"),
        ("default-type", "a.yaml:2:61"),
        ("default-type", "b.yaml:2:52"),
        ("unknown-type", "b.yaml:2:59"),
        ("unknown-mixin", "b.yaml:2:75"),
    ]


@pytest.mark.parametrize(
    "section",
    [
        "tables: {n: {columns: {a: text}}}",
        "views: {n: select 1}",
        "enums: {n: [a]}",
        "raw: {n: {create: select 1}}",
    ],
)
def test_two_objects_of_one_name_in_two_files(section: str):
    [one] = refusal(section, section)
    assert one.code == "duplicate-name"
    assert [span.file for span in (one.span, *(place for _, place in one.related)) if span] == [
        "b.yaml",
        "a.yaml",
    ]
    assert text([one]).count("-->") == 2


@pytest.mark.parametrize(
    ("written", "code", "where", "other"),
    [
        ("tables: {n: {columns: {a: text}}}\nviews: {n: select 1}", "duplicate-name", "3:9", "2:10"),
        (
            "tables: {n: {columns: {a: text}}, m: {columns: {a: {type: text, index: {name: n}}}}}",
            "duplicate-name",
            "2:65",
            "2:10",
        ),
        (
            "tables: {n: {columns: {a: text}, indexes: {i: [a]}}, m: {columns: {a: text}, indexes: {i: [a]}}}",
            "duplicate-name",
            "2:88",
            "2:44",
        ),
        (
            "mixins: {m: {columns: {a: text}}}\ntables: {t: {columns: {a: text}, mixins: [m]}}",
            "mixin-clash",
            "3:24",
            "2:24",
        ),
        (
            "mixins: {m: {columns: {b: text}}, n: {columns: {b: text}}}\n"
            "tables: {t: {columns: {a: text}, mixins: [m, n]}}",
            "mixin-clash",
            "2:24",
            "2:49",
        ),
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_clash_of_names_shows_both_places(dialect: str, written: str, code: str, where: str, other: str):
    [one] = refusal(written, dialect=dialect)
    assert one.span is not None
    [(_, place)] = one.related
    assert (one.code, f"{one.span.line}:{one.span.column}", f"{place.line}:{place.column}") == (
        code,
        where,
        other,
    )


def test_mixins_of_one_name():
    [one] = refusal("mixins: {m: {columns: {a: text}}}", "mixins: {m: {columns: {a: text}}}")
    assert (one.code, one.message, len(one.related)) == (
        "duplicate-name",
        "the mixin 'm' is defined twice",
        1,
    )


@pytest.mark.parametrize(
    "written",
    [
        "tables: {{{long}: {{columns: {{a: text}}}}}}",
        "tables: {{t: {{columns: {{{long}: text}}}}}}",
        "tables: {{t: {{columns: {{a: text}}, indexes: {{{long}: [a]}}}}}}",
        "tables: {{t: {{columns: {{a: text}}, checks: {{{long}: a is null}}}}}}",
        "views: {{{long}: select 1}}",
        "enums: {{{long}: [a]}}",
    ],
)
def test_a_name_over_the_limit(written: str):
    long = "é" * 32
    assert [found[0] for found in problems(written.format(long=long))] == ["name-too-long"]
    lowered(written.format(long=long), dialect="sqlite")
    lowered(written.format(long="é" * 31))


def test_an_empty_table():
    for written in ("tables: {t: {}}", "tables: {t: {columns: {}}}"):
        assert problems(written, dialect="sqlite") == [("empty-table", "a.yaml:2:10", "the table 't' has no columns")]


@pytest.mark.parametrize(
    ("views", "circle"),
    [
        ("a: select * from b\n  b: select * from a", "a → b → a"),
        ('a: select * from t join B on true\n  b: select * from c\n  c: select * from "a"', "a → b → c → a"),
        ("a: select * from a", "a → a"),
        ("a: select * from public.b\n  b: select 1 from a where x in (select y from t)", "a → b → a"),
    ],
)
def test_a_cycle_of_views(views: str, circle: str):
    [one] = refusal(f"tables: {{t: {{columns: {{x: text}}}}}}\nviews:\n  {views}")
    assert (one.code, one.message) == ("view-cycle", f"these views need each other: {circle}")


@pytest.mark.parametrize(
    "views",
    [
        "total: select sum(x) as total from t",
        "a: select b from t\n  b: select a from t",
        "a: with a as (select * from t) select * from a",
        "a: select * from b\n  b: 'with recursive a(n) as (select 1) select n from a'",
        "a: select extract(year from x) as y from t where y = 'from a'",
    ],
)
def test_no_cycle_of_views(views: str):
    lowered(f"tables: {{t: {{columns: {{x: text}}}}}}\nviews:\n  {views}")


def test_a_cycle_of_domains():
    found = problems("domains: {a: {type: b}, b: {type: a}}\ntables: {t: {columns: {x: {type: a, default: 1}}}}")
    assert {code for code, _, _ in found} == {"domain-cycle"}


def test_a_domain_of_a_domain_that_comes_later():
    found = table(
        "domains: {a: {type: b, default: 5}, b: {type: integer}}\ntables: {t: {columns: {x: {type: a, default: 7}}}}"
    )
    assert [(one.type, one.default) for one in found.columns] == [("a", "7")]


def test_a_schema_that_nobody_declares():
    assert problems("schema: shop\ntables: {t: {columns: {a: text}}}") == [
        ("unknown-schema", "a.yaml:3:10", "the schema 'shop' of table shop.t is not declared")
    ]


def test_an_extensions_type_needs_the_extension():
    assert [found[0] for found in problems("tables: {t: {columns: {a: citext}}}")] == ["unknown-type"]
    lowered("extensions: [citext]\ntables: {t: {columns: {a: citext}}}")
    assert table("tables: {t: {columns: {a: {type: {postgres: geometry}}}}}").columns[0].type == "geometry"


# What a dialect does not have

POSTGRES_ONLY = {
    "roles": "{n: {}}",
    "default_privileges": "{n: {objects: tables, grants: {r: [select]}}}",
    "composites": "{n: {fields: {a: text}}}",
    "ranges": "{n: {subtype: integer}}",
    "collations": "{n: {locale: de}}",
    "materialized_views": "{n: select 1}",
    "functions": "{n: {returns: integer, language: sql, body: select 1}}",
    "procedures": "{n: {language: sql, body: select 1}}",
    "aggregates": "{n: {args: {x: integer}, state_function: int4pl, state_type: integer}}",
    "event_triggers": "{n: {event: ddl_command_start, function: f}}",
    "publications": "{n: {all_tables: true}}",
}


@pytest.mark.parametrize("section", POSTGRES_ONLY)
def test_a_kind_that_a_dialect_lacks_is_told_at_its_key(section: str):
    written = f"{section}: {POSTGRES_ONLY[section]}"
    assert len(lowered(written).database.objects) == 1
    [one] = refusal(written, dialect="sqlite")
    assert one.span is not None
    assert (one.code, one.span.line, one.span.source[one.span.column - 1]) == ("not-rendered", 2, "n")
    assert "SQLite" in one.message
    assert one.help == "leave it out there: `dialects: {sqlite: false}`"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_seeds_are_not_rendered(dialect: str):
    [one] = refusal("tables: {t: {columns: {a: text}}}\nseeds: {t: {key: [a], rows: [{a: 1}]}}", dialect=dialect)
    assert one.span is not None
    assert (one.code, one.span.line, one.span.column) == ("not-rendered", 3, 1)


@pytest.mark.parametrize(
    ("dialect", "written", "key"),
    [
        ("sqlite", "schemas: {n: {}}", "n"),
        ("sqlite", "extensions: [n]", "n"),
        ("sqlite", "sequences: {n: {}}", "n"),
        ("sqlite", "tables: {t: {columns: {a: text}, unlogged: true}}", "unlogged"),
        ("sqlite", "tables: {t: {columns: {a: text}, storage: {fillfactor: 70}}}", "storage"),
        ("sqlite", "tables: {t: {columns: {a: text}, indexes: {i: {columns: [a], method: gin}}}}", "method"),
        (
            "sqlite",
            "tables: {t: {columns: {a: text}, indexes: {i: {columns: [a], include: [a]}}}}",
            "include",
        ),
        (
            "sqlite",
            "tables: {t: {columns: {a: text}, uniques: {u: {columns: "
            "[a], nulls_distinct: false, deferrable: deferred}}}}",
            "deferrable",
        ),
        (
            "sqlite",
            "tables: {t: {columns: {a: text}, checks: {c: {sql: a > 0, not_valid: true}}}}",
            "not_valid",
        ),
        ("sqlite", "views: {v: {query: select 1, security_invoker: true}}", "security_invoker"),
        (
            "sqlite",
            "tables: {t: {columns: {a: text}, triggers: {g: {timing: before, events: [insert], function: f}}}}",
            "function",
        ),
        ("postgres", "tables: {t: {columns: {a: text}, strict: true}}", "strict"),
        ("postgres", "tables: {t: {columns: {a: text}, without_rowid: true}}", "without_rowid"),
        ("postgres", "tables: {t: {columns: {a: {type: integer, autoincrement: true}}}}", "autoincrement"),
        ("postgres", "tables: {t: {columns: {a: text}, engine: innodb}}", "engine"),
        *[
            ("sqlite", f"tables: {{t: {{columns: {{a: text}}, {option}}}}}", option.split(":")[0])
            for option in (
                "policies: {p: {using: 'true'}}",
                "row_security: true",
                "exclusions: {x: {elements: [{column: a, with: '='}]}}",
                "statistics: {s: [a]}",
                "rules: {r: {event: insert, instead: true}}",
                "partition_by: {range: [a]}",
                "inherits: t",
                "replica_identity: full",
                "cluster: i",
                "access_method: heap2",
                "owner: r",
                "engine: innodb",
                "grants: {r: [select]}",
            )
        ],
    ],
)
def test_an_option_that_a_dialect_lacks_is_told_at_its_key(dialect: str, written: str, key: str):
    document = parse(f"schemac: 1\n{written}", path="a.yaml")
    assert text(validate(document)) == ""
    with pytest.raises(SchemacError) as caught:
        lower([document], dialects.find(dialect), root=Path())
    keys = [
        one.span.source[one.span.column - 1 :][: len(key)]
        for one in caught.value.diagnostics
        if one.span and one.code == "not-rendered"
    ]
    assert key in keys
    assert all(f"dialects: {{{dialect}: " in (one.help or "") for one in caught.value.diagnostics)


def test_what_another_dialect_leaves_out_is_no_problem():
    lowered(
        "functions: {f: {returns: integer, language: sql, body: select 1, dialects: {sqlite: false}}}",
        dialect="sqlite",
    )
    assert lowered("sequences: {s: {dialects: {sqlite: false}}}", dialect="sqlite").database.objects == {}


def test_comments_are_a_note_where_the_database_keeps_none():
    written = "tables: {t: {comment: All., columns: {a: {type: text, comment: One.}}}}"
    notes = lowered(written, dialect="sqlite").notes
    assert [(one.severity, one.code) for one in notes] == [("note", "not-rendered")] * 2
    assert lowered(written).notes == ()


# Files that a schema names


def test_a_query_in_a_file(tmp_path: Path):
    (tmp_path / "v.sql").write_text("\ufeffselect 1;\n", "utf-8")
    found = lowered("views: {v: {query_file: v.sql}}", root=tmp_path).database.objects[ir.Address("view", "", "v")]
    assert isinstance(found, ir.View)
    assert found.query == "select 1"


@pytest.mark.parametrize("path", ["../secret.sql", "/etc/hostname", "link.sql", "folder/../../secret.sql"])
def test_a_file_outside_of_the_project_is_not_read(tmp_path: Path, path: str):
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret.sql").write_text("select 'secret'")
    (root / "link.sql").symlink_to(tmp_path / "secret.sql")
    [(code, where, message)] = problems(f"views: {{v: {{query_file: {path}}}}}", root=root)
    assert (code, where) == ("path-leaves-project", "a.yaml:2:25")
    assert "secret'" not in message


@pytest.mark.parametrize(
    ("data", "code"), [(None, "unreadable-file"), (b"\xff\xfe", "not-text"), (b"select\0", "not-text")]
)
def test_a_query_file_that_cannot_be_used(tmp_path: Path, data: bytes | None, code: str):
    if data is not None:
        (tmp_path / "v.sql").write_bytes(data)
    [(found, where, _)] = problems("views: {v: {query_file: v.sql}}", root=tmp_path)
    assert (found, where) == (code, "a.yaml:2:25")


def test_a_misspelt_dialect_is_named():
    with pytest.raises(SchemacError) as refused:
        lowered("tables: {t: {columns: {a: text}, dialects: {postgre: false}}}")
    (found,) = refused.value.diagnostics
    assert (found.code, found.help) == ("unknown-dialect", "did you mean 'postgres'?")
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, 45)


def test_a_view_of_what_is_not_there_is_named_on_sqlite():
    schema = "tables: {people: {columns: {full: text}}}\nviews: {v: {query: select name from people}}"
    with pytest.raises(SchemacError) as refused:
        lowered(schema, dialect="sqlite")
    (found,) = refused.value.diagnostics
    assert (found.code, found.message) == ("broken-view", "the view 'v' cannot be read: no such column: name")
    # A function may be one that the application registers.
    lowered(schema.replace("select name", "select mine(full)"), dialect="sqlite")
