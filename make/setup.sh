#!/bin/sh
# Make .venv and put the pinned packages into it: "run" to use docgen, "dev" to work on it, "bench" and "fuzz" (after dev) to measure and to attack it.
# Uses uv where uv is there, plain pip where it is not. Never touches the system's own Python.
set -eu
what=$1
venv=.venv

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
    say "docgen needs Python 3.11 or newer, and this machine has none."
    say "On Debian 12+ or Ubuntu 24.04+:  sudo apt-get install python3 python3-venv"
    say "Elsewhere: https://www.python.org/downloads/, then make PYTHON=/path/to/python3"
    exit 1
}

has_uv() { command -v uv >/dev/null 2>&1; }

make_venv() {
    python=$(find_python)
    if has_uv; then
        UV_PYTHON_DOWNLOADS=never uv venv --quiet --python "$python" "$venv"
    elif "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv "$venv"
    else
        say "This Python cannot make virtual environments: its venv module is missing."
        say "On Debian or Ubuntu:  sudo apt-get install python3-venv"
        exit 1
    fi
}

install() {
    if has_uv; then
        UV_PYTHON_DOWNLOADS=never uv pip install --quiet --python "$venv/bin/python" "$@"
    else
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    fi
}

# An environment of an older Python, or one that uv made without pip, is made anew.
usable() {
    "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        { has_uv || "$venv/bin/python" -c 'import pip' 2>/dev/null; }
}

if ! usable; then
    rm -rf "$venv"
    make_venv
fi
case $what in
run) install --require-hashes -r requirements/run.txt -r requirements/build.txt ;;
dev) install --require-hashes -r requirements/dev.txt ;;
bench | fuzz) install --require-hashes -r "requirements/$what.txt" ;;
esac
install --no-deps --no-build-isolation -e .
