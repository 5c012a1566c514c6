#!/usr/bin/env bash
# Walks through a first migration with the schemac that is installed in a virtual environment and nothing else.
# usage: wheel.sh VENV PROJECT
set -euo pipefail
venv=$(realpath "$1")
mkdir -p "$2"
cd "$2"
PATH=$venv/bin:$PATH
unset PYTHONPATH

schemac --help >/dev/null
schemac-apply --help >/dev/null
schemac init --dialect sqlite .
schemac validate
schemac generate --name first
schemac apply --url "sqlite:///$PWD/first.db"
schemac status --url "sqlite:///$PWD/first.db"
"$venv/bin/python" - <<'PYTHON'
import pathlib
import sqlite3

import schemac
from schemac_apply import migrate

assert "site-packages" in schemac.__file__, schemac.__file__
migrate("sqlite:///" + str(pathlib.Path("second.db").resolve()), pathlib.Path("migrations"))


def tables(file: str) -> list[str]:
    with sqlite3.connect(file) as connection:
        return [name for (name,) in connection.execute("select name from sqlite_master order by name")]


assert tables("first.db") == tables("second.db"), (tables("first.db"), tables("second.db"))
assert len(tables("first.db")) > 1, tables("first.db")
PYTHON
