"""What is emitted is read back as the same database, and reads as a person would have written it."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schemac import dialect, ir, source, validate
from schemac.emit import emit, emit_files
from schemac.lower import lower
from schemac.names import Name
from schemac.notation import Block, Notation, write

from . import strategies

POSTGRES = dialect.find("postgres")
NOTATIONS: tuple[Notation, ...] = ("yaml", "toml")


def read(files: dict[str, str]) -> ir.Database:
    """The database of files, each of which must be valid."""
    documents = [source.parse(source.decode(text.encode(), path), path=path) for path, text in files.items()]
    for document in documents:
        assert validate.validate(document) == []
    return lower(documents, POSTGRES, root=Path()).database


def unordered(database: ir.Database) -> dict[ir.Address, Any]:
    """The objects by address, without the order of their members, which means nothing but for columns."""
    return {address: _unordered(found) for address, found in database.objects.items()}


def _unordered(found: Any) -> Any:
    held = {name: getattr(found, name) for name in ir.fields_of(type(found), ir.Role.CHILDREN)}
    changes = {
        name: tuple(sorted(members, key=lambda member: member.name))
        for name, members in held.items()
        if isinstance(members, tuple) and name not in ("columns", "fields")
    }
    return dataclasses.replace(found, **changes)


def table(*columns: ir.Column, name: Any = "users", **options: Any) -> ir.Table:
    return ir.Table(name=name, columns=columns, **options)


def column(name: str, type: str = "text", **options: Any) -> ir.Column:
    return ir.Column(name=name, type=type, **options)


def lines(*objects: ir.TopLevel, notation: Notation = "yaml") -> list[str]:
    """The lines of what is emitted, which must be read back as it was."""
    database = ir.database(objects)
    text = emit(database, POSTGRES, notation=notation)
    assert unordered(read({f"schema.{notation}": text})) == unordered(database)
    return text.splitlines()


def value(sql: str, type: str, *objects: ir.TopLevel) -> str:
    """What stands after ``default:`` in a column of a type."""
    (line,) = (line for line in lines(*objects, table(column("c", type, default=sql))) if "default: " in line)
    return line.partition("default: ")[2].removesuffix("}")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(database=strategies.databases())
def test_what_is_emitted_is_read_back(database: ir.Database):
    plain = []
    for notation in NOTATIONS:
        text = emit(database, POSTGRES, notation=notation)
        again = read({f"schema.{notation}": text})
        assert unordered(again) == unordered(database)
        assert emit(again, POSTGRES, notation=notation) == text
        plain.append(source.parse(text, path=f"schema.{notation}").data)
    assert plain[0] == plain[1]


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(database=strategies.databases(), notation=st.sampled_from(NOTATIONS))
def test_what_is_emitted_in_many_files_is_read_back(database: ir.Database, notation: Notation):
    files = emit_files(database, POSTGRES, notation=notation, split=True)
    assert unordered(read(files)) == unordered(database)


_TREES = st.recursive(
    st.one_of(strategies.texts(), st.booleans(), st.integers(-(1 << 63), (1 << 63) - 1),
    st.decimals(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=4),
    st.dictionaries(strategies.texts(), inner, max_size=4)),
    max_leaves=12,
)  # fmt: skip


@given(tree=st.dictionaries(strategies.texts(), _TREES, min_size=1, max_size=4), blocks=st.booleans())
@example(tree={"a": ["x" * 90, {"b": "two\nlines", "c": ["y" * 90]}, [["z" * 99], "z\n"]]}, blocks=False)
@example(tree={"a": {"b": 'ends with a quote"\n"', "c": "\\\n\t\\", "d": "'''\n" + '""""'}}, blocks=True)
def test_a_tree_is_read_back_from_either_notation(tree: dict[str, Any], blocks: bool):
    if blocks:
        tree = Block({key: Block(held) if isinstance(held, dict) else held for key, held in tree.items()})
    for name in NOTATIONS:
        text = write(tree, name)
        assert source.parse(text, path=f"tree.{name}").data == tree
        assert "\u2028" not in text


def test_a_table_takes_every_short_form():
    users = table(
        column("id", "bigint", identity=ir.Identity(always=True)),
        column("email", comment="As typed."),
        column("age", "integer", nullable=True),
        column("bio", nullable=True),
        column("team_id", "bigint"),
        column("boss_id", "bigint", nullable=True),
        comment="People.",
        primary_key=ir.PrimaryKey(name="users_pkey", columns=("id",)),
        uniques=(ir.Unique(name="users_email_key", columns=("email",)),),
        foreign_keys=(
            ir.ForeignKey(name="users_team_id_fkey", columns=("team_id",), target=Name("", "teams")),
            ir.ForeignKey(name="users_boss_id_fkey", columns=("boss_id",), target=Name("", "users"),
            on_delete="set_null"),
        ),
        checks=(ir.Check(name="users_age_check", sql="age > 0"),
        ir.Check(name="users_size", sql="length(email) < age")),
        indexes=(
            ir.Index(name="users_team_id_idx", columns=(ir.IndexPart(column="team_id"),)),
            ir.Index(name="users_lower_idx", columns=(ir.IndexPart(sql="lower(email)"),), unique=True),
        ),
    )  # fmt: skip
    teams = table(column("id", "bigint"), name="teams", primary_key=ir.PrimaryKey(name="teams_pkey", columns=("id",)))
    assert (
        lines(users, teams)
        == dedent("""\
        schemac: 1

        tables:
          users:
            comment: People.
            columns:
              id: {type: bigint, identity: always}
              email: {type: text, unique: true, comment: As typed.}
              age: {type: integer, nullable: true, check: age > 0}
              bio: text?
              team_id: {type: bigint, index: true, references: teams}
              boss_id: {type: bigint, nullable: true, references: {table: users, on_delete: set_null}}
            primary_key: id
            checks:
              users_size: length(email) < age
            indexes:
              users_lower_idx: {columns: [{sql: lower(email)}], unique: true}

          teams:
            columns:
              id: bigint
            primary_key: id
        """).splitlines()
    )


def test_toml_has_the_same_form_and_keeps_the_order_of_columns():
    posts = table(
        column("id", "bigint"),
        column("slug", generated="case when length(title) > 60\n  then left(title, 60) end"),
        column("title"),
        name="posts",
        checks=(ir.Check(name="posts_title", sql="title ~ '^\"\\w'"),),
    )
    assert lines(posts, ir.View(name="titles", query="select title\nfrom posts"), notation="toml") == [
        "schemac = 1",
        "",
        "[tables.posts.columns]",
        'id = "bigint"',
        'slug.type = "text"',
        'slug.generated = """',
        "case when length(title) > 60",
        "  then left(title, 60) end",
        '"""',
        'title = "text"',
        "",
        "[tables.posts.checks]",
        'posts_title = "title ~ \'^\\"\\\\w\'"',
        "",
        "[views]",
        'titles = """',
        "select title",
        "from posts",
        '"""',
    ]


@pytest.mark.parametrize(
    ("sql", "type", "written"),
    [
        ("'draft'", "text", "draft"),
        ("'yes'", "text", '"yes"'),
        ("'5'", "text", '"5"'),
        ("5", "integer", "5"),
        ("0.50", "numeric(3,2)", "0.50"),
        ("007", "integer", '{sql: "007"}'),
        ("false", "boolean", "false"),
        ("now()", "timestamptz", "{sql: now()}"),
        ("'x'::text", "text", "{sql: \"'x'::text\"}"),
        ("'{\"a\": [1, 2.50]}'", "jsonb", "{json: {a: [1, 2.50]}}"),
        ('\'{"a":1}\'', "json", "'{\"a\":1}'"),
        ("'{}'", "text", '"{}"'),
        ('\'{"a": null}\'', "json", "'{\"a\": null}'"),
        ("99999999999999999999", "numeric", '{sql: "99999999999999999999"}'),
    ],
)  # fmt: skip
def test_a_default_is_a_literal_where_it_means_the_same(sql: str, type: str, written: str):
    assert value(sql, type) == written


@pytest.mark.parametrize("sql", ["9" * 5000, "0." + "1" * 5000, "'1e99999999999999999999'", f"'{'[' * 5000}'"])
def test_a_default_that_no_parser_takes_stays_sql(sql: str):
    assert f'sql: "{sql}"' in "\n".join(lines(table(column("c", "json", default=sql))))


def test_the_default_of_an_own_type_is_a_literal():
    status, share = ir.Enum(name="status", values=("no", "yes")), ir.Domain(name="share", type="numeric(3,2)")
    assert value("'no'", "status", status) == '"no"'
    assert value("'maybe'::status", "status", status) == "{sql: \"'maybe'::status\"}"
    assert value("0.10", "share", share) == "0.10"


@pytest.mark.parametrize(
    ("type", "written"),
    [
        ("bigint", "c: bigint"),
        ("numeric(12,2)", "c: numeric(12,2)"),
        ("text[]", "c: text[]"),
        ("vector(3)", "c: {type: {postgres: vector(3)}}"),
        ('"Odd?"', "c: {type: {postgres: '\"Odd?\"'}}"),
        ("status", "c: status"),
        ("shop.status[]", "c: shop.status[]"),
        ('"a.b"', "c: '\"a.b\"'"),
    ],
)  # fmt: skip
def test_a_type_is_written_as_lowering_reads_it(type: str, written: str):
    own = (ir.Enum(name="status"), ir.Enum(name="status", schema="shop"), ir.Enum(name="a.b"))
    assert f"      {written}" in lines(ir.Schema(name="shop"), *own, table(column("c", type)))


def test_a_name_stays_as_it_is_unless_it_could_be_two():
    text = lines(table(column("a.b"), name="my table"), table(column("null"), name="a.b"))
    assert [line.strip() for line in text if line.endswith(":") or "text" in line][1:] == [
        "my table:", "columns:", "a.b: text", "'\"a.b\"':", "columns:", '"null": text',
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["users_email_key", "users_email_key1", "users_email_key01", "users_email"])
def test_a_constraint_is_inline_only_under_the_name_that_is_derived(name: str):
    unique = ir.Unique(name=name, columns=("email",))
    inline = "      email: {type: text, unique: true}" in lines(table(column("email"), uniques=(unique,)))
    assert inline == (name == "users_email_key")


def test_a_numbered_name_is_derived_where_the_first_is_taken():
    taken = ir.Index(name="users_a_key", columns=(ir.IndexPart(column="b"),))
    text = lines(
        table(
            column("a"),
            column("b"),
            uniques=(ir.Unique(name="users_a_key1", columns=("a",)),),
            indexes=(taken,),
        )
    )
    assert "      a: {type: text, unique: true}" in text
    assert "      users_a_key: [b]" in text


@pytest.mark.parametrize(
    "member",
    [
        ir.Unique(name="users_a_key", columns=("a",), nulls_distinct=False),
        ir.Unique(name="users_a_key", columns=("a",), comment=""),
        ir.Index(name="users_a_idx", columns=(ir.IndexPart(column="a", order="desc"),)),
        ir.Index(name="users_a_idx", columns=(ir.IndexPart(column="a"),), where="b > 0"),
        ir.Check(name="users_a_check", sql="a > b"),
        ir.Check(name="users_a_check", sql="a > 0", no_inherit=True),
    ],
)
def test_a_member_with_options_has_an_entry_of_its_own(member: Any):
    key = {"unique": "uniques", "index": "indexes", "check": "checks"}[member.kind]
    text = lines(table(column("a", "integer"), column("b", "integer"), **{key: (member,)}))
    assert "      a: integer" in text
    assert f"    {key}:" in text


def test_split_files_carry_their_schema_and_qualify_what_is_elsewhere():
    orders = ir.Table(
        name="orders", schema="shop",
        columns=(column("id", "bigint"), column("user_id", "bigint"), column("status", "shop.status"),
        column("mood", "mood")),
        primary_key=ir.PrimaryKey(name="orders_pkey", columns=("id",)),
        foreign_keys=(
            ir.ForeignKey(name="orders_user_id_fkey", columns=("user_id",), target=Name("", "users")),
            ir.ForeignKey(name="orders_id_fkey", columns=("id",), target=Name("shop", "orders")),
        ),
    )  # fmt: skip
    database = ir.database([
        ir.Schema(name="shop"), ir.Enum(name="status", schema="shop", values=("open",)),
        ir.Enum(name="mood"), orders,
        table(column("id", "bigint"), primary_key=ir.PrimaryKey(name="users_pkey", columns=("id",))),
        ir.View(name="open", query="select 1"),
    ])  # fmt: skip
    files = emit_files(database, POSTGRES, split=True)
    assert list(files) == ["_shared.yaml", "shop/orders.yaml", "users.yaml", "views.yaml"]
    assert files["shop/orders.yaml"] == dedent("""\
        schemac: 1
        schema: shop

        tables:
          orders:
            columns:
              id: {type: bigint, references: orders}
              user_id: {type: bigint, references: public.users}
              status: status
              mood: public.mood
            primary_key: id
        """)
    assert unordered(read(files)) == unordered(database)


def test_a_file_names_no_schema_where_a_type_of_that_schema_hides_a_built_in_one():
    database = ir.database(
        [
            ir.Schema(name="shop"),
            ir.Enum(name="text", schema="shop"),
            ir.Table(name="notes", schema="shop", columns=(column("body"), column("kind", "shop.text"))),
        ]
    )
    files = emit_files(database, POSTGRES, split=True)
    assert "schema: shop" not in files["shop/notes.yaml"]
    assert unordered(read(files)) == unordered(database)


def test_paths_of_split_files_stay_apart_and_inside_the_folder():
    schemas = ["..", "a/b", "C:"]
    names = ["..", "views", "_shared", "Users", "users", "a/b", "a\\b", "/etc/passwd", "\u017f", "s"]
    tables = [ir.Table(name=name, schema=schema, columns=(column("c"),)) for schema in ["", *schemas] for name in names]
    database = ir.database([*(ir.Schema(name=schema) for schema in schemas), *tables])
    files = emit_files(database, POSTGRES, split=True)
    assert len({path.casefold() for path in files}) == len(tables) + 1
    root = Path("/schema")
    assert all((root / path).resolve().is_relative_to(root) and ".." not in path for path in files)
    assert unordered(read(files)) == unordered(database)


def test_the_first_line_tells_an_editor_the_schema():
    url = "https://schemac.dev/spec/v1/schemac.schema.json"
    expected = {"yaml": f"# yaml-language-server: $schema={url}", "toml": f"#:schema {url}"}
    for name in NOTATIONS:
        text = emit(ir.Database(), POSTGRES, notation=name, schema_url=url)
        assert text.splitlines()[0] == expected[name]
        assert read({f"schema.{name}": text}) == ir.Database()


def test_hints_are_not_written():
    hinted = table(column("a", renamed_from="b", using="c", backfill="'d'"), renamed_from="e")
    assert emit(ir.database([hinted]), POSTGRES) == emit(ir.database([table(column("a"))]), POSTGRES)


def test_a_thousand_tables_are_emitted_at_once():
    columns = tuple(column(f"column_{number}", default="'x'", nullable=number % 2 == 0) for number in range(12))
    tables = [
        ir.Table(
            name=f"table_{number}", columns=columns,
            primary_key=ir.PrimaryKey(name=f"table_{number}_pkey", columns=("column_1",)),
            uniques=(ir.Unique(name=f"table_{number}_column_3_key", columns=("column_3",)),),
        )
        for number in range(1000)
    ]  # fmt: skip
    started = time.process_time()
    text = emit(ir.database(tables), POSTGRES)
    assert time.process_time() - started < 2  # a fifth of it is usual
    assert text.count("unique: true") == 1000


@pytest.mark.parametrize(
    ("bound", "written"),
    [
        ("DEFAULT", "default"),
        ("FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')", '{from: "2026-01-01", to: "2027-01-01"}'),
        ("FOR VALUES FROM (MINVALUE, MINVALUE) TO (10, 'a,b)')", '{to: [10, "a,b)"]}'),
        ("FOR VALUES FROM (-1, MINVALUE) TO (MAXVALUE, MAXVALUE)", "{from: [-1, {sql: MINVALUE}]}"),
        ("FOR VALUES FROM (MINVALUE) TO (MAXVALUE)", "{from: {sql: MINVALUE}, to: {sql: MAXVALUE}}"),
        ("FOR VALUES IN ('it''s', '-1', 1, 1.50, 007, NULL, true)",
         '{values: [it\'s, "-1", 1, 1.50, {sql: "007"}, {sql: "NULL"}, true]}'),
        ("FOR VALUES IN ('a'::text, date '2026-01-01')",
         "{values: [{sql: \"'a'::text\"}, {sql: date '2026-01-01'}]}"),
        ("FOR VALUES WITH (modulus 4, remainder 0)", "{modulus: 4, remainder: 0}"),
    ],
)  # fmt: skip
def test_the_bound_of_a_partition(bound: str, written: str):
    parts = (ir.IndexPart(column="a"), ir.IndexPart(column="b"))
    parent = table(column("a"), column("b"), name="p", partition_by=parts, partition_strategy="range")
    child = ir.Table(name="c", partition_of=Name("", "p"), bound=bound)
    assert f"      c: {written}" in lines(parent, child)


def test_partitions_are_listed_by_their_parent_unless_they_have_something_of_their_own():
    parts = (ir.IndexPart(column="at"),)
    parent = table(column("at", "date"), name="p", schema="s", partition_by=parts, partition_strategy="range")
    year = "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"
    plain = ir.Table(name="one", schema="o", partition_of=Name("s", "p"), bound=year, storage=(("fillfactor", "70"),))
    index = ir.Index(name="two_at_idx", columns=parts)
    own = ir.Table(name="two", schema="s", partition_of=Name("s", "p"), bound="DEFAULT", indexes=(index,))
    text = "\n".join(lines(ir.Schema(name="s"), ir.Schema(name="o"), parent, plain, own))
    assert '      o.one: {from: "2026-01-01", to: "2027-01-01", storage: {fillfactor: 70}}' in text
    assert "  s.two:\n    partition_of: {table: s.p, default: true}\n    indexes:\n" in text


@pytest.mark.parametrize("body", [*strategies.BODIES, "a\0b".replace("\0", "\x01"), "tab\there \n", "\r\n", "x\u2028"])
@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_body_comes_back_byte_for_byte(body: str, notation: Notation):
    first, second = (ir.Function(name=name, language="plpgsql", returns="void", body=body) for name in "fg")
    lines(first, second, ir.View(name="v", query="select 1"), notation=notation)


def test_a_body_stands_in_lines_of_its_own():
    body = "\nBEGIN\n\n  RETURN new;\nEND;\n"
    function = ir.Function(
        name="touch", arguments=(ir.Argument(name="a", type="integer"),), returns="trigger", language="plpgsql",
        volatility="stable", body=body, settings=(("search_path", "pg_temp"),),
    )  # fmt: skip
    assert (
        lines(function)
        == dedent("""\
        schemac: 1

        functions:
          touch:
            args: {a: integer}
            returns: trigger
            language: plpgsql
            volatility: stable
            set: {search_path: pg_temp}
            body: |

              BEGIN

                RETURN new;
              END;
        """).splitlines()
    )


def test_overloads_have_their_types_in_their_keys():
    functions = [
        ir.Function(name=name, arguments=arguments, returns="integer", language="plpgsql", body="x")
        for name in ("f", "g(", "h.i")
        for arguments in ((), (ir.Argument(type="integer"), ir.Argument(name="b", type="text")))
    ]
    functions.append(ir.Function(name="only(", arguments=(ir.Argument(type="text"),), returns="void", body="x"))
    keys = [line.strip() for line in lines(*functions) if line.startswith("  ") and not line.startswith("   ")]
    assert keys == [
        "f():", '"f(integer, text)":', "'\"g(\"()':", "'\"g(\"(integer, text)':", "'\"h.i\"()':",
        "'\"h.i\"(integer, text)':", "'\"only(\"':",
    ]  # fmt: skip
