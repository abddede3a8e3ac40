"""Cold starts and memory: what a process costs before and while it works."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

__all__ = ["ROOT", "cold", "memory"]

ROOT = Path(__file__).parents[2]

_GROWTH = """
import datetime, sys
from pathlib import Path
from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read

sample, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
press = prepare(load_pack("classic"), ("pdf", "docx"), find_locale("zh"))
content = sample.read_bytes()

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

for count in range(1, last + 1):
    made = produce(read(content, sample.name), press, datetime.date(2027, 1, 4))
    assert len(made.artifacts) == 2, made.diagnostics
    if count in (first, last):
        print(resident(), flush=True)
"""


def cold(arguments: Sequence[str], folder: Path) -> Callable[[], object]:
    """Return a run of Python in a process of its own, with files written into ``folder`` only."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}

    def run() -> object:
        return subprocess.run(
            [sys.executable, *arguments], cwd=folder, env=environment, check=True, capture_output=True
        )

    return run


def memory(sample: Path, first: int, last: int) -> tuple[int, int]:
    """Return the resident memory in KiB after ``first`` and after ``last`` documents (PDF and DOCX)."""
    done = subprocess.run(
        [sys.executable, "-c", _GROWTH, str(sample), str(first), str(last)],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    early, late = (int(line) for line in done.stdout.split())
    return early, late
