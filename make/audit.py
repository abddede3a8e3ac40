"""Look for known vulnerabilities in the pinned packages, where the data can be had: ``python -m make.audit``.

The exit code is 1 if one is found, and 0 if none is or if nobody could be asked. An unreachable service is said
plainly and costs a few seconds, so that checking works offline; it never counts as "nothing found".
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any

from make.lock import ROOT, read_pins

__all__ = ["main"]

_PROGRAM = ROOT / ".make" / "supply" / "bin" / "pip-audit"
_SERVICE = "https://api.osv.dev/v1/query"
_LOCKS = ("dev.txt", "full.txt", "build.txt", "supply.txt")
_SECONDS = 60.0  # for two hundred questions, once the service has answered the first
_SECONDS_TO_ANSWER = 5.0


def main(arguments: Sequence[str]) -> int:
    """Ask about every pin of the lock files, once each, and say what was found."""
    parser = argparse.ArgumentParser(prog="make.audit", description=__doc__)
    parser.add_argument("--service", default=_SERVICE, help="address that answers as OSV does")
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="how long all of it may take")
    parser.add_argument(
        "locks", nargs="*", type=Path, default=[ROOT / "requirements" / name for name in _LOCKS]
    )
    asked = parser.parse_args(arguments)
    end = time.monotonic() + asked.seconds
    if not _PROGRAM.exists():
        return _leave_out("pip-audit is not installed (make/supply.sh)")
    if reason := _unreachable(asked.service, min(asked.seconds, _SECONDS_TO_ANSWER)):
        return _leave_out(reason)
    return _audit(asked.locks, asked.service, end)


def _unreachable(service: str, seconds: float) -> str:
    """Ask the service one question; return why it gave no answer, or ""."""
    question = json.dumps({"package": {"name": "docgen", "ecosystem": "PyPI"}, "version": "0"}).encode()
    request = urllib.request.Request(service, question, {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
            json.load(answer)
    except (OSError, HTTPException, ValueError) as error:
        why = error.reason if isinstance(error, urllib.error.URLError) else error
        return f"the service that knows them cannot be reached ({' '.join(str(why).split())})"
    return ""


def _audit(locks: Sequence[Path], service: str, end: float) -> int:
    asked = sorted({(pin.name, pin.version) for lock in locks for pin in read_pins(lock)})
    answers: list[Mapping[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="docgen-audit-") as folder:
        try:
            for listed in _lists(asked, Path(folder)):
                answers += _ask(listed, service, folder, max(end - time.monotonic(), 0.0))
        except subprocess.TimeoutExpired:
            return _break_off(answers, f"the service did not answer {len(asked)} questions in time")
        except ValueError as last:
            return _break_off(answers, f"pip-audit ended without an answer ({last})")
    return _tell(answers, len(asked))


def _ask(listed: Path, service: str, folder: str, seconds: float) -> Sequence[Mapping[str, Any]]:
    """Ask about one list; raises TimeoutExpired, or ValueError with the last words of pip-audit."""
    command = [str(_PROGRAM), *_options(service, folder), "--requirement", str(listed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    try:
        answers: Sequence[Mapping[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        raise ValueError(last[:200]) from None
    return answers


def _lists(asked: Sequence[tuple[str, str]], folder: Path) -> Iterator[Path]:
    """Write the pins into files of which none names a package twice; pip-audit refuses more versions at once."""
    versions: dict[str, list[str]] = defaultdict(list)
    for name, version in asked:
        versions[name].append(version)
    for number in range(max(map(len, versions.values()))):
        path = folder / f"{number}.txt"
        lines = [f"{name}=={found[number]}\n" for name, found in versions.items() if number < len(found)]
        path.write_text("".join(lines), encoding="utf-8")
        yield path


def _options(service: str, folder: str) -> list[str]:
    """Return what pip-audit is told: ask one service about the listed versions, as they are, and keep nothing."""
    return [
        *("--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "5"),
        *("--vulnerability-service", "osv", "--osv-url", service, "--cache-dir", str(Path(folder) / "cache")),
    ]


def _tell(answers: Sequence[Mapping[str, Any]], asked: int) -> int:
    found = _say_findings(answers)
    passed_over = asked - sum("skip_reason" not in each for each in answers)
    if passed_over > 0:
        _say(f"{passed_over} of {asked} packages were passed over: nobody knows about them.")
    elif not found:
        _say(f"No known vulnerability in {asked} pinned packages.")
    return 1 if found else 0


def _say_findings(answers: Sequence[Mapping[str, Any]]) -> int:
    """Say every vulnerability; return how many there are."""
    found = list(_findings(answers))
    for line in found:
        _say(line)
    return len(found)


def _findings(answers: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for package in answers:
        for known in package.get("vulns", ()):
            names = ", ".join([known["id"], *known["aliases"]])
            mend = ", ".join(known["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {names}; mended in {mend}. {known['description'][:200]}"


def _leave_out(reason: str) -> int:
    return _say(f"Known vulnerabilities were not looked for: {reason}.")


def _break_off(answers: Sequence[Mapping[str, Any]], reason: str) -> int:
    """Say what is known so far, and that the rest is not; what was found counts all the same."""
    if not _say_findings(answers):
        return _leave_out(reason)
    _say(f"The others were not looked at: {reason}.")
    return 1


def _say(line: str) -> int:
    sys.stderr.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
