#!/bin/sh
# Make .venv with what is pinned in requirements/$1.txt, and docgen itself, editable.
# uv is used where it is; otherwise plain pip, which needs nothing but python3 and venv.
set -eu
wanted=$1
python=${PYTHON:-python3}

if ! command -v "$python" >/dev/null 2>&1; then
    echo "docgen needs python3 (3.11 or newer): sudo apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "docgen needs Python 3.11 or newer; this is $("$python" --version). Name another with: make PYTHON=python3.12 …" >&2
    exit 1
fi

if [ ! -x .venv/bin/python ]; then
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python "$python" .venv
    else
        "$python" -m venv .venv || {
            rm -rf .venv
            echo "The venv module is missing: sudo apt-get install python3-venv" >&2
            exit 1
        }
    fi
fi

if command -v uv >/dev/null 2>&1; then
    export UV_PYTHON_DOWNLOADS=never
    uv pip install --quiet --python .venv/bin/python --require-hashes -r "requirements/$wanted.txt"
    uv pip install --quiet --python .venv/bin/python --no-deps -e .
else
    [ -x .venv/bin/pip ] || .venv/bin/python -m ensurepip --upgrade >/dev/null
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$wanted.txt"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
fi
