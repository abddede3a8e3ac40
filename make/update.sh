#!/bin/sh
# Pin every package anew, with hashes and without addresses. Needs uv; brings its own when there is none.
set -eu
if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    tools=.make/uv
    [ -x "$tools/bin/uv" ] || { "${PYTHON:-python3}" -m venv "$tools" && "$tools/bin/pip" install --quiet uv; }
    uv=$tools/bin/uv
fi

# compile OUTPUT INPUT…: the newest versions that fit, the same for every system and Python from 3.11 on.
compile() {
    output=requirements/$1
    shift
    "$uv" pip compile --quiet --upgrade --universal --no-strip-extras --python-version 3.11 --generate-hashes \
        --no-annotate --no-emit-index-url --custom-compile-command "make update" --output-file "$output" "$@"
}

compile dev.txt pyproject.toml --extra dev requirements/build.in
compile run.txt pyproject.toml --extra preview --constraints requirements/dev.txt
compile build.txt requirements/build.in --constraints requirements/dev.txt
compile bench.txt requirements/bench.in --constraints requirements/dev.txt
compile fuzz.txt requirements/fuzz.in --constraints requirements/dev.txt
# With the names of who asks for what: the bill of materials draws its graph from them.
compile full.txt pyproject.toml --extra cloud --extra connect --extra dask --extra doctor --extra preview \
    --constraints requirements/dev.txt --annotate --annotation-style line
compile supply.txt requirements/supply.in
