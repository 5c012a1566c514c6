"""What the tests of MySQL and MariaDB share."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture(params=["mysql", "mariadb"])
def url(request: pytest.FixtureRequest, fresh: Callable[[str], str]) -> str:
    """The URL of a new, empty database: of MySQL, then of MariaDB."""
    return fresh(request.param)
