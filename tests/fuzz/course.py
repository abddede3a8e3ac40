"""Every target for some time in processes of its own; what they found is kept and told."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.child import COUNT, HANG, NOW, STUCK

__all__ = ["Finding", "engines", "replay", "run"]

_DEATHS = 4
_PATIENCE = 180
_SLOW = "it did not end"
_NO_ATHERIS = "atheris is not installed (there is a wheel for Linux and Python 3.11 to 3.13): hypothesis alone has the time"


@dataclass(frozen=True, slots=True)
class Finding:
    """An input that was not answered: its file, and what happened."""

    path: Path
    what: str


@dataclass(slots=True)
class Tally:
    """What one target came to; what is found lies in the folder."""

    name: str
    folder: Path
    count: int = 0
    slowest: float = 0.0
    chances: int = 0
    """Processes that ended, and do not so with the same input."""
    findings: list[Finding] = field(default_factory=list)

    def tell(self) -> None:
        """Print it, what was found line by line."""
        sums = f"{self.count:>7} inputs, slowest {self.slowest:5.2f} s, {len(self.findings)} findings"
        lines = [f"{self.name:<14} {sums}", *(f"  {each.path}: {each.what}" for each in self.findings)]
        if self.chances:
            lines.append(
                f"  {self.chances} processes ended early, and not when they were given the same again: {self.folder}"
            )
        print("\n".join(lines), flush=True)  # noqa: T201 - a program for the terminal


def engines() -> tuple[str, ...]:
    """Name the engines there are; says so when there is only one."""
    if find_spec("atheris"):
        return "hypothesis", "atheris"
    print(_NO_ATHERIS)  # noqa: T201 - a program for the terminal
    return ("hypothesis",)


def run(names: Sequence[str], seconds: float, folder: Path, number: int) -> int:
    """Fuzz targets one after the other; return 1 if anything was found."""
    known, is_clean = engines(), True
    for name in names:
        tally = Tally(name, folder / name)
        for engine in known:
            _spend(tally, engine, seconds / len(known), number)
        tally.tell()
        is_clean &= not tally.findings
    return int(not is_clean)


def _spend(tally: Tally, engine: str, seconds: float, number: int) -> None:
    """Spend the time of one engine; a process that dies is followed by another."""
    end, work = time.monotonic() + seconds, tally.folder / f"{engine}-work"
    for death in range(_DEATHS):
        left = end - time.monotonic()
        if left < 1:
            break
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        fate = _start(tally.name, engine, left, number + death, work)
        _gather(tally, work)
        if not fate:
            break
        _bury(tally, work, fate)
    shutil.rmtree(work, ignore_errors=True)


def _start(name: str, engine: str, seconds: float, number: int, work: Path, *rest: str) -> str:
    """Run a child; return how it died, nothing if it came to its end."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.child",
        name,
        engine,
        str(seconds),
        str(number),
        str(work),
        *rest,
    ]
    with (work / "log").open("wb") as log:
        try:
            ended = subprocess.run(command, stdout=log, stderr=log, check=False, timeout=seconds + _PATIENCE)
        except subprocess.TimeoutExpired:
            return _SLOW
    if (work / STUCK).exists() and (stuck := (work / STUCK).read_text(errors="replace")):
        return f"more than {HANG:g} s\n{stuck}"
    return f"ended with {ended.returncode}\n{_tail(work)}" if ended.returncode else ""


def _tail(work: Path) -> str:
    return (work / "log").read_text(errors="replace")[-1500:]


def _gather(tally: Tally, work: Path) -> None:
    """Take over what a child found, the smallest input of each."""
    if (work / COUNT).exists():
        count, slowest = (work / COUNT).read_text().split()
        tally.count, tally.slowest = tally.count + int(count), max(tally.slowest, float(slowest))
    for trace in sorted(work.glob("*-*.txt")):
        place = tally.folder / trace.stem
        text = trace.read_text(encoding="utf-8")
        shutil.copy(trace.with_suffix(""), place)
        shutil.copy(trace, place.with_suffix(".txt"))
        if all(each.path != place for each in tally.findings):
            tally.findings.append(Finding(place, text.strip().splitlines()[-1][:200]))


def _bury(tally: Tally, work: Path, fate: str) -> None:
    """Keep the input that ended a process, if it does so again."""
    place = tally.folder / f"death-{len(tally.findings) + tally.chances}"
    place.with_suffix(".txt").write_text(fate)
    if not (work / NOW).exists():
        if fate == _SLOW:  # a busy machine
            tally.chances += 1
        else:
            tally.findings.append(Finding(place.with_suffix(".txt"), "did not even begin"))
        return
    shutil.copy(work / NOW, place)
    if again := replay(tally.name, place, tally.folder / "replay"):
        tally.findings.append(Finding(place, again.splitlines()[0]))
    else:
        tally.chances += 1


def replay(name: str, path: Path, work: Path) -> str:
    """Read one file in a process of its own; return what is wrong, nothing if it is answered."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    fate = _start(name, "replay", 3 * HANG, 0, work, str(path))
    said = "".join(trace.read_text(encoding="utf-8") for trace in work.glob("*-*.txt"))
    shutil.rmtree(work, ignore_errors=True)
    return fate or said
