"""How columns, keys, options and the like are written in DDL: the filters of the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from schemac_dialects.mysql.flavour import Flavour


def filters(_flavour: Flavour) -> Mapping[str, Callable[..., Any]]:
    """The filters of the templates."""
    return {}
