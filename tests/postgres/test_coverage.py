"""Everything that PostgreSQL has is modelled, carried or reported, and the page about it says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schemac_apply.drivers import connect
from schemac_dialects.postgres import catalog, coverage
from schemac_dialects.postgres.supports import SUPPORTS

PAGE = Path(__file__).parents[2] / "docs" / "postgres.md"
QUERIES = Path(catalog.__file__).parent
# What is read by a view or a function of the server.
_READ_BY = {
    "pg_authid": "pg_roles",
    "pg_aggregate": "pg_aggregate",
    "pg_partitioned_table": "pg_partitioned_table",
    "pg_user_mapping": "pg_user_mappings",
    "pg_shseclabel": "pg_seclabels",
    "pg_shdescription": "shobj_description",
}


def test_the_page_is_what_the_code_says(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update"):
        PAGE.write_text(coverage.page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == coverage.page()


def test_what_is_modelled_is_what_is_rendered() -> None:
    assert set(coverage.MODELLED) == set(SUPPORTS)


def test_every_catalogue_is_accounted_for(postgres: str) -> None:
    with connect(postgres) as connection:
        rows = connection.query(
            "select relname from pg_class where relnamespace = 'pg_catalog'::regnamespace and relkind = 'r'"
        )
        version = connection.raw.info.server_version
    held = {name for (name,) in rows}
    assert held <= coverage.catalogues()
    newer = {"pg_parameter_acl", "pg_publication_namespace"}
    assert coverage.catalogues() - held <= (newer if version < 150000 else set())


def test_a_catalogue_holds_either_something_or_nothing() -> None:
    held = (*coverage.MODELLED.values(), *coverage.RAW, *coverage.REPORTED)
    assert not {name for one in held for name in one.catalogues} & coverage.NOTHING.keys()


def test_every_catalogue_that_holds_something_is_read() -> None:
    queries = "".join(path.read_text(encoding="utf-8") for path in sorted(QUERIES.glob("*.sql")))
    read = set(re.findall(r"\w+", queries))
    for name in coverage.catalogues() - coverage.NOTHING.keys():
        assert _READ_BY.get(name, name) in read, name
