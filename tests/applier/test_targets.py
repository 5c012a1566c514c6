"""Which targets a run has, and what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from schemac_apply.drivers import connect
from schemac_apply.errors import UsageError
from schemac_apply.fleet.targets import Target, read_targets

SHOP = "postgresql://app@db.example/shop"
Fresh = Callable[[str], str]


def read(text: str, *, url: str | None = SHOP) -> list[Target]:
    return read_targets("-", url=url, stdin=io.StringIO(text))


def names(targets: list[Target]) -> list[str]:
    return [target.name for target in targets]


def refusal(text: str, *, url: str | None = SHOP) -> UsageError:
    with pytest.raises(UsageError) as raised:
        read(text, url=url)
    return raised.value


def test_each_line_is_a_target():
    text = "\n# ours\nschema=one\n  database = two  \nmysql://app@localhost/three\nSCHEMA=#four\n"
    assert read(text) == [
        Target(name="one", url=SHOP, schema="one"),
        Target(name="two", url="postgresql://app@db.example/two"),
        Target(name="mysql://app@localhost/three", url="mysql://app@localhost/three"),
        Target(name="#four", url=SHOP, schema="#four"),
    ]


def test_file_may_come_from_windows(tmp_path: Path):
    file = tmp_path / "targets.txt"
    file.write_bytes("\ufeffschema=one\r\n\r\nschema=zwölf\r\n".encode())
    assert names(read_targets(str(file), url=SHOP, stdin=io.StringIO())) == ["one", "zwölf"]


def test_nothing_is_no_target():
    with pytest.raises(UsageError, match="there is no target"):
        read("\n# none so far\n")


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("tenants/a.db", "sqlite:///tenants/a.db"),
        ("/srv/a b?.sqlite", "sqlite:////srv/a%20b%3F.sqlite"),
        ("./100%", "sqlite:///./100%25"),
        ("sqlite:///tenants/a.db", "sqlite:///tenants/a.db"),
    ],
)
def test_file_of_sqlite_is_a_path_or_a_url(path: str, url: str):
    assert read(path, url=None) == [Target(name=path, url=url)]


def test_path_leads_to_the_file(tmp_path: Path):
    [target] = read(f"{tmp_path}/50% off? #1.db", url=None)
    connect(target.url).close()
    assert [file.name for file in tmp_path.iterdir()] == ["50% off? #1.db"]


@pytest.mark.parametrize(
    ("url", "name", "expected"),
    [
        ("postgresql://u:p@h1:1,h2:2/a?sslmode=require", "b", "postgresql://u:p@h1:1,h2:2/b?sslmode=require"),
        ("postgresql:///a?host=/run", "b/c d", "postgresql:///b%2Fc%20d?host=/run"),
        ("postgresql://h?dbname=a&host=/run", "b", "postgresql://h/b?host=/run"),
        ("postgresql://h/?host=/run&dbname=a", "b", "postgresql://h/b?host=/run"),
        ("mysql://u@h/a?socket=/x", "b?", "mysql://u@h/b%3F?socket=/x"),
        ("mariadb://u@h:3306/a", "b", "mariadb://u@h:3306/b"),
    ],
)
def test_database_takes_the_place_of_the_one_in_the_url(url: str, name: str, expected: str):
    assert read(f"database={name}", url=url) == [Target(name=name, url=expected)]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://app:s3cret@h/a",
        "postgresql://app:s3@cret@h/a",
        "postgresql://app@h/a?password=s3cret",
        "mysql://app:s3cret@h/a",
    ],
)
def test_password_is_in_no_name(url: str):
    [target] = read(url)
    assert "cret" not in target.name
    assert "cret" not in repr(target)
    assert target.url == url
    assert "cret" not in str(refusal(f"{url}\n{url}"))


def test_name_stands_on_one_line(postgres: str):
    [target] = asked(r"SELECT E'a\nb' AS schema", postgres)
    assert (target.name, target.schema) == ("a\\nb", "a\nb")


@pytest.mark.parametrize(
    ("text", "url", "message", "help"),
    [
        ("tenant_1", SHOP, "<stdin>:1: neither a URL", "schema=NAME"),
        ("schema=a\n\nschema=", SHOP, "<stdin>:3: schema has no value", None),
        ("schema=a", None, "<stdin>:1: a schema of which database?", "--url"),
        ("schema=a", "mysql://app@localhost/shop", "<stdin>:1: only a database of PostgreSQL", "database=NAME"),
        ("schema=a", "nonsense", "<stdin>:1: the database URL has no scheme", "postgresql://"),
        ("database=a", "sqlite:///a.db", "<stdin>:1: a file of SQLite", "paths"),
        ("schema=a\npostgre://h/a", SHOP, "<stdin>:2: no driver for the scheme", "postgres"),
        ("schema=pg_catalog", SHOP, "<stdin>:1: the schema pg_catalog cannot", None),
        ("schema=$user", SHOP, "<stdin>:1: the schema $user cannot", None),
        ("schema=a\0b", SHOP, "<stdin>:1: a NUL", None),
        ("schema=a\nschema=b\n# again\nschema=a", SHOP, "<stdin>:4: a is a target already, by <stdin>:1", None),
        ("schema=a\ndatabase=a", SHOP, "<stdin>:2: a is a target already, by <stdin>:1", None),
        ("database=a", "postgresql:host=h", "--url has no place for a database", "postgresql://user"),
    ],
)
def test_refused(text: str, url: str | None, message: str, help: str | None):
    error = refusal(text, url=url)
    assert error.message.startswith(message)
    assert help is None or help in (error.help or "")


def test_error_names_the_file_and_the_line(tmp_path: Path):
    file = tmp_path / "targets.txt"
    file.write_text("schema=a\nwhat\n")
    with pytest.raises(UsageError, match=rf"^{file}:2: "):
        read_targets(str(file), url=SHOP, stdin=io.StringIO())


def test_file_that_cannot_be_read(tmp_path: Path):
    (tmp_path / "latin").write_bytes(b"schema=\xe4\n")
    for name, message in (("none", "there is no file"), (".", "cannot be read"), ("latin", "not UTF-8")):
        with pytest.raises(UsageError, match=message):
            read_targets(str(tmp_path / name), url=SHOP, stdin=io.StringIO())


@pytest.fixture(params=["sqlite", "postgres", "mysql", "mariadb"])
def tenants(request: pytest.FixtureRequest, fresh: Fresh) -> str:
    """A database with a table of tenants."""
    url = fresh(request.param)
    with connect(url) as connection:
        connection.execute("CREATE TABLE tenants (id integer, place varchar(80), label varchar(80))")
        for number in (1, 2):
            place = f"postgresql://app:s3cret@h/t{number}"
            connection.query("INSERT INTO tenants VALUES (?, ?, ?)", [number, place, f"100% number {number}"])
    return url


def asked(query: str, url: str | None) -> list[Target]:
    return read_targets(query, url=url, stdin=io.StringIO())


def test_query_finds_targets(tenants: str):
    found = asked("SELECT place AS url FROM tenants ORDER BY id DESC", tenants)
    assert [target.url for target in found] == ["postgresql://app:s3cret@h/t2", "postgresql://app:s3cret@h/t1"]
    assert "s3cret" not in str(names(found))


def test_query_may_name_them(tenants: str):
    query = "\n with t as (select * from tenants where label like '100%') select label as name, place as URL from t"
    found = asked(query, tenants)
    assert names(found) == ["100% number 1", "100% number 2"]
    assert found[0].url == "postgresql://app:s3cret@h/t1"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT place FROM tenants", "has the columns place"),
        ("SELECT place AS url, label FROM tenants", "has the columns url, label"),
        ("SELECT place AS url, label AS 'database' FROM tenants", "has the columns url, database"),
        ("SELECT id AS url FROM tenants", "row 1 of --targets: a value of the type int in the column url"),
        ("SELECT NULL AS url FROM tenants", "row 1 of --targets: no value in the column url"),
        ("SELECT 'mysql://h/a' AS url FROM tenants", "row 2 of --targets: .* by row 1 of --targets"),
        ("SELECT place AS url FROM nowhere", "the query of --targets failed: .*nowhere"),
    ],
)
def test_refused_query(tenants: str, query: str, message: str):
    query = query.replace("'database'", '"database"' if tenants.startswith(("sqlite", "postgres")) else "`database`")
    with pytest.raises(UsageError, match=message) as raised:
        asked(query, tenants)
    assert "s3cret" not in str(raised.value)


def test_query_needs_a_database():
    with pytest.raises(UsageError, match="no database to run the query"):
        asked("SELECT 1 AS url", None)


def test_query_finds_schemas_and_databases(postgres: str):
    with connect(postgres) as connection:
        connection.execute('CREATE SCHEMA one; CREATE SCHEMA "Two, ""2"""')
        connection.execute("CREATE TABLE schemas AS SELECT nspname FROM pg_namespace WHERE nspname ~* '^(one|two)'")
    [one, two] = asked("SELECT nspname AS schema FROM pg_namespace WHERE nspname ~* '^(one|two)' ORDER BY 1", postgres)
    assert {one.schema, two.schema} == {"one", 'Two, "2"'}
    databases = asked("(SELECT datname AS database FROM pg_database WHERE datname = current_database())", postgres)
    assert [target.url for target in databases] == [postgres]


def test_file_may_be_called_like_a_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("select.txt").write_text("schema=a\n")
    Path("tables").write_text("schema=b\n")
    assert names(asked("select.txt", SHOP)) == ["a"]
    assert names(asked("tables", SHOP)) == ["b"]
