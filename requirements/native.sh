#!/bin/sh
# Install the two native libraries of the PDF engine through apt where the user may; else print the line.
set -eu
packages="libpangoft2-1.0-0 libharfbuzz-subset0"
line="apt-get install --no-install-recommends -y $packages"

found() {
    python3 -c "import ctypes, sys
for name in ('libpangoft2-1.0.so.0', 'libharfbuzz-subset.so.0'):
    try:
        ctypes.CDLL(name)
    except OSError:
        sys.exit(1)" 2>/dev/null
}

found && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "PDF needs Pango and HarfBuzz (with its subset library); on Debian or Ubuntu: sudo $line" >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "PDF needs two native libraries; please run: sudo $line" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq || true
# shellcheck disable=SC2086 # the words are meant to be split
$as_root apt-get install -qq --no-install-recommends -y $packages >/dev/null || echo "That did not work; please run: sudo $line" >&2
