#!/bin/sh
# The two native libraries that PDF needs: installed with apt where the user may, else named.
# Word and HTML work without them, so nothing here is a reason to stop.
set -u
packages="libpangoft2-1.0-0 libharfbuzz-subset0"
line="apt-get install --no-install-recommends $packages"

present() {
    .venv/bin/python -c '
import ctypes
for name in ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null
}

privileged() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

# A fresh machine has no package lists yet; ask for them only when installing fails without.
apt_install() { privileged apt-get install -qq -y --no-install-recommends $packages >/dev/null 2>&1; }

[ "$(uname -s)" = Linux ] || exit 0
present && exit 0
if command -v apt-get >/dev/null 2>&1 && may; then
    printf 'Installing %s …\n' "$packages" >&2
    apt_install || { privileged apt-get update -qq >/dev/null 2>&1 && apt_install; }
fi
present && exit 0
printf '%s\n' "PDF needs two native libraries that are missing. Install them with:" "    sudo $line" >&2
exit 0
