#!/bin/sh
# Native software that pip cannot bring, by apt where the user may, else named:
#   make/native.sh run    the two libraries that PDF needs
#   make/native.sh test   these, LibreOffice (Writer, Calc) and Chromium: tests look at Word files, workbooks and pages through them;
#                         zsh and fish, in which tests press TAB
# Word and HTML work without any of it, so nothing here is a reason to stop.
set -u
# Charts in Word files are drawn without Calc. The Chinese font comes from templates/fonts, so none is asked for here.
office="libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation"
browser="chromium"
shells="zsh fish"
pango="libpangoft2-1.0-0 libharfbuzz-subset0"

has_pango() {
    .venv/bin/python -c '
import ctypes
for name in ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null
}

# Any LibreOffice will do: installing the one without windows would take away the one with windows.
has_office() { command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1; }

# Only beside the Writer of the same kind, for the reason above.
lacks_calc() { has_package libreoffice-writer-nogui && ! has_package libreoffice-calc-nogui; }
has_package() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# On Ubuntu the package is a snap; a browser that is there under any of these names will do.
has_browser() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; }

has_shells() { command -v zsh >/dev/null 2>&1 && command -v fish >/dev/null 2>&1; }

missing() {
    has_pango || printf '%s\n' $pango
    [ "$1" != test ] || has_office || printf '%s\n' $office
    [ "$1" != test ] || ! lacks_calc || printf '%s\n' libreoffice-calc-nogui
    [ "$1" != test ] || has_browser || printf '%s\n' $browser
    [ "$1" != test ] || has_shells || printf '%s\n' $shells
}

privileged() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

manage() { privileged apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >/dev/null 2>&1; }

# A fresh machine has no package lists yet; ask for them only when installing fails without.
apt_install() {
    manage install -y --no-install-recommends "$@" || { manage update && manage install -y --no-install-recommends "$@"; }
}

what=${1:-run}
[ "$(uname -s)" = Linux ] || exit 0
packages=$(missing "$what" | tr '\n' ' ')
[ -n "$packages" ] || exit 0
if command -v apt-get >/dev/null 2>&1 && may; then
    printf 'Installing %s…\n' "$packages" >&2
    apt_install $packages
fi
has_pango || printf '%s\n' "PDF needs two native libraries that are missing. Install them with:" \
    "    sudo apt-get install --no-install-recommends $pango" >&2
[ "$what" != test ] || has_office || printf '%s\n' "Tests that look at Word files and workbooks are skipped: LibreOffice is missing. Install it with:" \
    "    sudo apt-get install --no-install-recommends $office" >&2
[ "$what" != test ] || has_browser || printf '%s\n' "Tests that use a browser are skipped: Chromium is missing. Install it with:" \
    "    sudo apt-get install --no-install-recommends $browser" >&2
[ "$what" != test ] || has_shells || printf '%s\n' "Tests that press TAB in zsh and fish are skipped: one of them is missing. Install both with:" \
    "    sudo apt-get install --no-install-recommends $shells" >&2
exit 0
