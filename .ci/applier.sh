#!/usr/bin/env bash
# Packs the applier into one file that runs with a bare Python 3.11 or newer: with click, and with PyMySQL for MySQL and
# MariaDB. PostgreSQL needs psycopg installed in that Python.
# usage: applier.sh VENV FILE
set -euo pipefail
root=$(realpath "$(dirname "$0")/..")
python=$(realpath "$1")/bin/python
file=$(realpath -m "$2")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

requirement() {
    sed -n "s/.*\"\($1[^\"]*\)\".*/\1/p" "$root/pyproject.toml" | head -n 1
}

"$python" -m pip install --quiet --disable-pip-version-check --no-compile --target "$scratch" \
    "$(requirement click)" "$(requirement pymysql)"
cp -R "$root/applier/schemac_apply" "$scratch/"
find "$scratch" \( -name __pycache__ -o -name bin -o -name '*.dist-info' \) -prune -exec rm -rf {} +
mkdir -p "$(dirname "$file")"
"$python" -m zipapp "$scratch" --output "$file" --python '/usr/bin/env python3' --main schemac_apply.cli:main --compress
chmod 755 "$file"
