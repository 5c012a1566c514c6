"""The page about MySQL and MariaDB says what is rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemac_dialects.mysql import coverage
from schemac_dialects.mysql.flavour import MARIADB, MYSQL
from schemac_dialects.mysql.supports import supports

PAGE = Path(__file__).parents[2] / "docs" / "mysql.md"


def test_the_page_is_what_the_code_says(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update"):
        PAGE.write_text(coverage.page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == coverage.page()


def test_what_is_modelled_is_what_is_rendered() -> None:
    assert coverage.MODELLED.keys() == supports(MYSQL).keys() | supports(MARIADB).keys()
