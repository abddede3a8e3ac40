"""One target in a process of its own, with bounds: whatever happens there costs this process alone.

    python -m tests.fuzz.child TARGET ENGINE SECONDS SEED FOLDER
    python -m tests.fuzz.child TARGET replay SECONDS SEED FOLDER FILE

Found inputs are written to the folder as they come. The one being read is always there as ``now``, so that
it is known whatever the end of the process.
"""

from __future__ import annotations

import faulthandler
import importlib
import re
import resource
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

__all__ = ["HANG", "MEMORY", "NOW", "Watch", "signature"]

MEMORY = 1 << 30
"""Bytes of address space."""
HANG = 10.0
"""Seconds that one input may take."""
NOW, STUCK, COUNT = "now", "stuck.txt", "count"
_READ_BY_C = ("docgen",)
"""What is watched for new code; the rest would drown it."""


class Watch:
    """Reads inputs, and keeps what goes wrong, once for each place in the code."""

    def __init__(self, folder: Path, read: Callable[[bytes], None], seconds: float) -> None:
        self.folder, self._read, self._seconds = folder, read, seconds
        self.count, self.slowest = 0, 0.0
        self._told = time.monotonic()
        self._stuck = (folder / STUCK).open("wb", buffering=0)

    def look(self, content: bytes) -> None:
        """Read one input; a hang ends the process."""
        (self.folder / NOW).write_bytes(content)
        faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._stuck)
        began = time.process_time()
        try:
            self._read(content)
        except Exception as problem:  # noqa: BLE001 - that is what is looked for
            self._keep(problem, content)
        finally:
            faulthandler.cancel_dump_traceback_later()
        self.count, self.slowest = self.count + 1, max(self.slowest, time.process_time() - began)
        if time.monotonic() - self._told > 1:
            self.tell()

    def tell(self) -> None:
        """Write down how far it has come."""
        self._told = time.monotonic()
        (self.folder / COUNT).write_text(f"{self.count} {self.slowest:.2f}")

    def _keep(self, problem: Exception, content: bytes) -> None:
        place = self.folder / signature(problem)
        if place.with_suffix(".txt").exists() and place.stat().st_size <= len(content):
            return
        place.write_bytes(content)
        place.with_suffix(".txt").write_text(
            "".join(traceback.format_exception(problem)), encoding="utf-8", errors="replace"
        )


def signature(problem: Exception) -> str:
    """Name a finding after the kind of failure and the last place in our own code."""
    frames = traceback.extract_tb(problem.__traceback__)
    ours = [each for each in frames if "/docgen/" in each.filename] or list(frames)
    said = re.sub(r"[^A-Za-z]+", "-", str(problem))[:24] if type(problem).__name__ == "UnfitError" else ""
    spot = f"{Path(ours[-1].filename).stem}-{ours[-1].lineno}"
    return f"{type(problem).__name__}-{spot}{said}".rstrip("-")


def _import_target(name: str, engine: str) -> tuple[Any, Callable[[bytes], None]]:
    """Import what is fuzzed, and under atheris have it report what it runs."""
    hooked: Any = nullcontext()
    if engine == "atheris":
        import atheris  # noqa: PLC0415 - an extra of its own

        hooked = atheris.instrument_imports(include=list(_READ_BY_C), enable_loader_override=False)
    with hooked:
        targets = importlib.import_module("tests.fuzz.targets").TARGETS
        target = importlib.import_module("tests.fuzz.target")
        for content in target.samples(targets[name])[:3]:  # what is imported when it is first used
            with suppress(Exception):  # told when its turn comes
                target.read(targets[name], content)
    return targets[name], lambda content: target.read(targets[name], content)


def main() -> None:
    """Fuzz one target, or read one file."""
    name, engine, seconds, number, folder, *rest = sys.argv[1:]
    target, read = _import_target(name, engine)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if rest:
        watch = Watch(Path(folder), read, 3 * HANG)
        watch.look(Path(rest[0]).read_bytes())
        watch.tell()
        return
    engines = importlib.import_module("tests.fuzz.engines").ENGINES
    watch = Watch(Path(folder), read, HANG)
    engines[engine](target, watch.look, float(seconds), int(number), Path(folder))
    watch.tell()


if __name__ == "__main__":
    main()
