"""Source files as plain values with places: YAML and TOML, the traps of both, and what is refused."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemac import source
from schemac.diagnostics import SchemacError, Span, text
from schemac.source import Document, KeyPath, parse

SAMPLES = Path(__file__).parent / "spec_samples"


def yaml(written: str) -> Any:
    return parse(written, path="a.yaml").data


def refused(written: str | bytes, *, name: str = "a.yaml") -> list[tuple[str, str, str | None]]:
    """Code, ``line:column`` and help of every finding."""
    with pytest.raises(SchemacError) as caught:
        parse(written if isinstance(written, str) else source.decode(written, name), path=name)
    assert caught.value.exit_code == 2
    return [(one.code, place(one.span), one.help) for one in caught.value.diagnostics]


def place(span: Span | None) -> str:
    assert span is not None
    return f"{span.line}:{span.column}"


def codes(written: str, *, name: str = "a.yaml") -> list[tuple[str, str]]:
    return [(code, where) for code, where, _ in refused(written, name=name)]


# Scalars: YAML 1.2, and nothing that a database has no literal for


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("Yes", "Yes"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'null'", "null"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("-7", -7),
        ("1_000", "1_000"),
        ("1.10", Decimal("1.10")),
        ("1e3", Decimal("1e3")),
        (".5", Decimal("0.5")),
        ("-.inf", Decimal("-inf")),
        ("12:30:45", "12:30:45"),
        ("2026-01-01", "2026-01-01"),
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
        ("=", "="),
        ("'5'", "5"),
        ('"\\u00e9"', "é"),
        ("now()", "now()"),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
    ],
)
def test_a_yaml_scalar(written: str, value: Any):
    found = yaml(f"k: {written}")["k"]
    assert (found, type(found)) == (value, type(value))
    assert str(found) == str(value)


def test_a_number_keeps_its_digits():
    assert str(yaml("k: 1.10")["k"]) == "1.10"
    assert str(parse("k = 1.10", path="a.toml").data["k"]) == "1.10"
    assert math.isnan(yaml("k: .nan")["k"])


def test_words_that_other_loaders_take_for_booleans_are_keys():
    assert list(yaml("{no: 1, on: 2, yes: 3, y: 4, off: 5}")) == ["no", "on", "yes", "y", "off"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-01-01", "2026-01-01"),
        ("07:30:00", "07:30:00"),
        ("2026-01-01T07:30:00", "2026-01-01T07:30:00"),
        ("true", True),
        ("0x1F", 31),
        ("1_000", 1000),
        ("inf", Decimal("inf")),
        ("'no'", "no"),
        ('"""\none\ntwo\n"""', "one\ntwo\n"),
    ],
)
def test_a_toml_value(written: str, value: Any):
    found = parse(f"k = {written}", path="a.toml").data["k"]
    assert (found, type(found)) == (value, type(value))


def test_the_samples_in_both_notations_are_one_document():
    documents = [source.read(SAMPLES / f"blog.{notation}").data for notation in ("yaml", "toml")]
    assert documents[0] == documents[1]
    assert [list(one["tables"]) for one in documents] == [["users", "posts", "post_likes"]] * 2
    assert documents[0]["tables"]["posts"]["columns"]["body"] == {"type": "text", "default": ""}


# Traps


@pytest.mark.parametrize(
    ("written", "found", "help"),
    [
        ("a: {type: numeric(12, 2)}", ("flow-comma", "1:23"), "quote the value"),
        ("a: {type: text, b: {x: decimal(3, 2), y: 1}}", ("flow-comma", "1:35"), "quote the value"),
        ("a: {type: text[]}", ("yaml-syntax", "1:15"), "quote a type that ends in brackets"),
        ("a: {type: text, null: true}", ("key-not-string", "1:17"), "nullable: true"),
        ("~: 1", ("key-not-string", "1:1"), "nullable: true"),
        ("5: 1", ("key-not-string", "1:1"), "quote it"),
        ("true: 1", ("key-not-string", "1:1"), "quote it"),
        ("1.5: 1", ("key-not-string", "1:1"), "quote it"),
        ("? [a]\n: b", ("key-not-string", "1:3"), "quote it"),
        ("? {a: b}\n: c", ("key-not-string", "1:3"), "quote it"),
        ("a: &x {b: 1}\nc:\n  <<: *x", ("merge-key", "3:3"), "mixins"),
        ("a: !!str 5", ("yaml-tag", "1:4"), "quote a string"),
        ("a: !env X", ("yaml-tag", "1:4"), "quote a string"),
        ("a: !!set {b}", ("yaml-tag", "1:4"), "quote a string"),
        ("a: !!python/object/apply:os.system [ls]", ("yaml-tag", "1:4"), "quote a string"),
        ("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3", ("duplicate-key", "5:3"), None),
        ("{a: 1, a: 1}", ("duplicate-key", "1:8"), None),
        ("'a': 1\na: 1", ("duplicate-key", "2:1"), None),
        ("a: 1\n---\nb: 1", ("several-documents", "2:1"), None),
        ("a: *nowhere", ("unknown-alias", "1:4"), None),
        ("a: &x {b: *x}", ("unknown-alias", "1:11"), None),
        ("a: b: c", ("yaml-syntax", "1:5"), "quote a text that holds"),
        ("a:\n\tb: c", ("yaml-syntax", "2:1"), "indent with spaces"),
        ("a: @b", ("yaml-syntax", "1:4"), "quote a text that starts"),
        ("a: 'b\nc: d\n", ("yaml-syntax", "1:4"), None),
        ("a: b\nc: [d, e\n", ("yaml-syntax", "2:4"), None),
        ("a: b\n- c\n", ("yaml-syntax", "2:1"), "indentation"),
        ('a: "\\z"', ("yaml-syntax", "1:6"), None),
        ("a: b\nc: x\x01", ("yaml-syntax", "2:5"), "double quotes"),
        ('a: "\\0"', ("not-text", "1:4"), None),
        ('a: "\\ud800"', ("not-text", "1:4"), None),
        (f"a: {'9' * 1001}", ("number-too-large", "1:4"), "quote it"),
        ("a: 1e999999999", ("number-too-large", "1:4"), "quote it"),
        ("a: -1e-99999999999999999999", ("number-too-large", "1:4"), "quote it"),
    ],
)
def test_a_trap_of_yaml(written: str, found: tuple[str, str], help: str | None):
    [(code, where, advice)] = refused(written)
    assert (code, where) == found
    assert help is None or help in (advice or "")


def test_every_trap_of_a_file_is_told_at_once():
    written = "1: a\nb: !x c\nd: 1\nd: 2\ne: {f: numeric(1, 2)}\n"
    assert codes(written) == [
        ("key-not-string", "1:1"),
        ("yaml-tag", "2:4"),
        ("duplicate-key", "4:1"),
        ("flow-comma", "5:19"),
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a = 1\nb = \n", ("toml-syntax", "2:5")),
        ("[a]\nb = 1\nb = 2\n", ("duplicate-key", "3:6")),
        ("[a]\nx = 1\n[a]\n", ("duplicate-key", "3:3")),
        ('a = "x\n', ("toml-syntax", "1:7")),
        ("a = 1\r\n[b\r\n", ("toml-syntax", "2:3")),
        ('a = 1\nb = "x\\u0000"\n', ("not-text", "2:7")),
        (f"a = [\n  1{'0' * 1100},\n]\n", ("number-too-large", "2:3")),
        (f"a = 1{'0' * 9000}\n", ("number-too-large", "1:5")),
        ("a = 1\nb = 1e99999\n", ("number-too-large", "2:5")),
        ("a = 1e99999999999999999999999\n", ("number-too-large", "1:5")),
    ],
)
def test_broken_toml(written: str, found: tuple[str, str]):
    assert codes(written, name="a.toml") == [found]


def test_toml_of_absurd_depth():
    assert codes("a = " + "[" * 100_000, name="a.toml")[0][0] == "too-deep"


def test_yaml_of_absurd_depth():
    assert codes("a: " + "[" * 100_000) == [("too-deep", "1:67")]
    assert codes("".join(f"{' ' * depth}a:\n" for depth in range(70))) == [("too-deep", "65:65")]
    assert yaml("a: " + "[" * 60 + "]" * 60)["a"] != []


def test_an_alias_bomb_is_defused():
    lines = ["a: &a [" + ", ".join(["x"] * 10) + "]"]
    lines += [
        f"{one}: &{one} [{', '.join([f'*{other}'] * 10)}]" for other, one in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    [(code, where)] = codes("\n".join(lines))
    assert (code, where.split(":")[0]) == ("alias-expansion", "5")


def test_anchors_within_reason_are_copies():
    assert yaml("a: &x {b: [1, 2]}\nc: *x\nd: *x\n") == {name: {"b": [1, 2]} for name in "acd"}
    assert yaml("x-k: &k t\n*k : 1\n") == {"x-k": "t", "t": 1}


# Bytes


@pytest.mark.parametrize("name", ["a.yaml", "a.toml"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path, name: str):
    sign = ":" if name == "a.yaml" else " ="
    written = f"a{sign} 1\r\nb{sign} 'two'\r\nc{sign} 'three'\r\n"
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + written.encode())
    document = source.read(tmp_path / name, shown=name)
    assert document.data == {"a": 1, "b": "two", "c": "three"}
    assert document.span(("b",)) == Span(
        file=name, line=2, column=4 if sign == ":" else 5, length=5, source=f"b{sign} 'two'"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "not a UTF-8 text file (byte 0x89 at offset 0)"),
        (b"a: b\0c", "not a UTF-8 text file (byte 0x00 at offset 4)"),
        (b"a: caf\xe9\n", "not a UTF-8 text file (byte 0xe9 at offset 6)"),
        ("a: b".encode("utf-16"), "not a UTF-8 text file (byte 0xff at offset 0)"),
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes, message: str):
    (tmp_path / "a.yaml").write_bytes(data)
    with pytest.raises(SchemacError) as caught:
        source.read(tmp_path / "a.yaml", shown="a.yaml")
    [one] = caught.value.diagnostics
    assert (one.code, one.message) == ("not-text", f"a.yaml is {message}")


def test_a_file_over_the_limit(tmp_path: Path):
    (tmp_path / "a.yaml").write_bytes(b"#" * (source.MAX_BYTES + 1))
    with pytest.raises(SchemacError) as caught:
        source.read(tmp_path / "a.yaml")
    [one] = caught.value.diagnostics
    assert one.code == "file-too-large"
    assert "split it" in (one.help or "")


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str):
    with pytest.raises(SchemacError) as caught:
        source.read(tmp_path / name)
    assert [one.code for one in caught.value.diagnostics] == ["unreadable-file"]


# Places


def shown(document: Document, path: KeyPath, *, key: bool = False) -> str:
    """``line:column word`` of a place."""
    span = document.span(path, key=key)
    return f"{span.line}:{span.column} {span.source[span.column - 1 :][: span.length]}"


YAML = """\
x-shared: &shared
  id: bigint
tables:
  users:
    columns: {id: bigint, email: {type: text, unique: true}}
    primary_key: [id, email]
  posts:
    columns: *shared
  after: "a b"
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("tables",), "4:3 users", "3:1 tables"),
        (("tables", "users", "columns"), "5:14 {", "5:5 columns"),
        (("tables", "users", "columns", "email", "unique"), "5:55 true", "5:47 unique"),
        (("tables", "users", "primary_key", 1), "6:23 email", "6:23 email"),
        (("tables", "posts", "columns", "id"), "2:7 bigint", "2:3 id"),
        (("tables", "after"), '9:10 "a b"', "9:3 after"),
        (("tables", "users", "columns", "name"), "5:14 {", "5:14 {"),
        (("tables", "users", "columns", "id", "type"), "5:19 bigint", "5:19 bigint"),
        ((), "1:1 x-shared", "1:1 x-shared"),
    ],
)
def test_places_in_yaml(path: KeyPath, value: str, key: str):
    document = parse(YAML, path="a.yaml")
    assert (shown(document, path), shown(document, path, key=True)) == (value, key)


TOML = """\
schemac = 1 # [not.a.table]
extensions = [
  "citext", # first
  "hstore",
]

[tables.users]
primary_key = ["id", "email"]
columns.id = { type = "bigint", identity = "always" }
columns."odd.name" = "text"

[tables."my posts".columns]
'body' = \"\"\"
[tables.users]
\"\"\"
rating = 1.5

[[seeds.users.rows]]
email = "a@b.c"

[[seeds.users.rows]]
email = "d@e.f"
[seeds.users.rows.more]
key = 2026-01-01
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("schemac",), "1:11 1", "1:1 schemac"),
        (("extensions", 1), '4:3 "hstore"', '4:3 "hstore"'),
        (("tables", "users"), "7:9 users", "7:9 users"),
        (("tables", "users", "primary_key", 1), '8:22 "email"', '8:22 "email"'),
        (("tables", "users", "columns", "id", "identity"), '9:44 "always"', "9:33 identity"),
        (("tables", "users", "columns", "id"), "9:14 {", "9:9 id"),
        (("tables", "users", "columns", "odd.name"), '10:22 "text"', '10:9 "odd.name"'),
        (("tables", "my posts", "columns", "body"), '13:10 ""', "13:1 'body'"),
        (("tables", "my posts", "columns", "rating"), "16:10 1.5", "16:1 rating"),
        (("tables", "my posts", "columns"), "12:20 columns", "12:20 columns"),
        (("seeds", "users", "rows", 0, "email"), '19:9 "a@b.c"', "19:1 email"),
        (("seeds", "users", "rows", 1, "email"), '22:9 "d@e.f"', "22:1 email"),
        (("seeds", "users", "rows", 1, "more", "key"), "24:7 2026-01-01", "24:1 key"),
        (("tables", "users", "missing"), "7:9 users", "7:9 users"),
        (("nothing",), "1:1 schemac", "1:1 schemac"),
    ],
)
def test_places_in_toml(path: KeyPath, value: str, key: str):
    document = parse(TOML, path="a.toml")
    assert (shown(document, path), shown(document, path, key=True)) == (value, key)


def test_a_part_of_a_file_has_the_places_of_the_whole():
    written = '[project]\nname = "x"\n\n[tool.schemac]\nname = "y"\n'
    whole = parse(written, path="pyproject.toml")
    part = Document(path=whole.path, text=written, data=whole.data["tool"]["schemac"], root=("tool", "schemac"))
    assert shown(part, ("name",)) == '5:8 "y"'


# The two parsers, and any text


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
scalars = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | names
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


def both(written: str) -> list[Document | list[tuple[str, str]]]:
    """What each parser makes of a text: the Document, or the codes and places."""
    found: list[Document | list[tuple[str, str]]] = []
    with pytest.MonkeyPatch.context() as patch:
        for fast in (True, False):
            if not fast:
                patch.setattr(source, "_fast_events", lambda _text: None)
            try:
                found.append(parse(written, path="a.yaml"))
            except SchemacError as error:
                found.append([(one.code, place(one.span)) for one in error.diagnostics])
    return found


@given(plain)
def test_both_parsers_read_json_as_it_is(value: Any):
    fast, pure = both(json.dumps(value, indent=1, ensure_ascii=False))
    assert isinstance(fast, Document)
    assert fast == pure
    assert fast.data == value


BLOCKS = st.sampled_from(
    [
        "a: b\n",
        "a:\n  - x\n  - {y: 1}\n",
        "c: [d, 'e', \"f\"]\n",
        "g: |\n  x\n   y\n",
        "h: &h {i: 1}\n",
        "j: *h\n",
        "k: >-\n  l\n  m\n",
        "# note\n",
        "\n",
        "n: !t o\n",
        "p: 'q'' r'\n",
        "s: {t: numeric(1, 2)}\n",
        "u:\n  v:\n    w: ~\n",
        "x: {y: text?}\n",
        "- z\n",
        "é: ü\n",
        "'aa': \"\\x41\\u00e9\"\n",
        "bb: {cc: dd, ? ee : ff}\n",
        "\tgg: 1\n",
        "hh:ii\n",
        "? jj\n: kk\n",
    ]
)


@given(st.lists(BLOCKS, max_size=6).map("".join))
def test_both_parsers_agree_on_values_places_and_errors(written: str):
    fast, pure = both(written)
    assert fast == pure


@given(st.text(max_size=60))
@pytest.mark.parametrize("name", ["a.yaml", "a.toml"])
def test_any_text_is_a_document_or_a_diagnostic(name: str, written: str):
    try:
        document = parse(written, path=name)
    except SchemacError as error:
        shown = text(error.diagnostics)
    else:
        shown = f"error[{document.span(('a', 0, 'b')).line}"
    assert shown.startswith("error[")


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_a_diagnostic(data: bytes):
    found: bytes | None
    try:
        found = source.decode(data, "a.yaml").encode()
    except SchemacError:
        found = None
    refused = b"\0" in data or not_text(data)
    assert found == (None if refused else data.removeprefix(b"\xef\xbb\xbf"))


def not_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False
