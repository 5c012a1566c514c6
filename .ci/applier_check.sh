#!/usr/bin/env bash
# Runs the applier that is one file, with a Python that sees no installed package.
# usage: applier_check.sh FILE FOLDER
set -euo pipefail
file=$(realpath "$1")
mkdir -p "$2"
cd "$2"
unset PYTHONPATH

applier() {
    python3 -I -S "$file" "$@" --url "sqlite:///$PWD/app.db"
}

mkdir -p migrations/meta
echo '{"version": 1, "dialect": "sqlite"}' >migrations/meta/folder.json
echo 'CREATE TABLE a (id integer);' >migrations/0001_a.sql
echo 'DROP TABLE a;' >migrations/0001_a.down.sql
[ "$(applier apply)" = "applied 1 migration" ]
[ "$(applier apply)" = "nothing to do" ]
applier status | grep -q 'applied'
[ "$(applier rollback)" = "rolled back 1 migration" ]
"$file" --version
