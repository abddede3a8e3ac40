#!/bin/sh
# Put the programs of requirements/supply.in into an environment of their own, if the registry can be reached.
# They look at what docgen brings along; everything else works without them, so nothing here is a reason to stop.
set -u
venv=.make/supply
stamp=$venv/.pins
log=$venv.log

install() {
    if command -v uv >/dev/null 2>&1; then
        UV_PYTHON_DOWNLOADS=never UV_HTTP_TIMEOUT=8 uv venv --quiet --python "$python" "$venv" &&
            UV_HTTP_TIMEOUT=8 uv pip install --quiet --python "$venv/bin/python" --require-hashes -r requirements/supply.txt
    else
        "$python" -m venv --without-pip "$venv" &&
            "$python" -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check --retries 1 --timeout 8 \
                --require-hashes -r requirements/supply.txt
    fi
}

[ -f "$stamp" ] && cmp -s requirements/supply.txt "$stamp" && exit 0
python=${PYTHON:-.venv/bin/python}
mkdir -p .make
rm -rf "$venv"
install >"$log" 2>&1 || {
    printf '%s\n' "The programs that look for known vulnerabilities and lint the container could not be installed; these looks are left out." \
        "    $(grep -m 1 -i 'error' "$log")" >&2
    rm -rf "$venv"
    exit 0
}
rm -f "$log"
cp requirements/supply.txt "$stamp"
