#!/bin/sh
# Makes a virtual environment, unless it is there, and installs into it: with uv where it is and works, else with pip.
# usage: venv.sh DIRECTORY REQUIREMENT...
set -eu
venv=$1
shift
python=${PYTHON:-python3}

with_uv() {
    [ -x "$venv/bin/python" ] || uv venv --quiet --seed --python "$python" "$venv" &&
        uv pip install --quiet --python "$venv/bin/python" "$@"
}

with_pip() {
    # Debian keeps ensurepip in a package of its own.
    "$python" -c 'import ensurepip' 2>/dev/null || "$(dirname "$0")/apt.sh" python3-venv
    [ -x "$venv/bin/pip" ] || "$python" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}

command -v uv >/dev/null && with_uv "$@" || with_pip "$@"
