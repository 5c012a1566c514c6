"""MariaDB 10.6 and newer."""

from __future__ import annotations

from schemac_dialects.mysql import build
from schemac_dialects.mysql.flavour import MARIADB

dialect = build(MARIADB)
