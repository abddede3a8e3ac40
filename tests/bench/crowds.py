"""The rows about many people: the real command on an invented company, beside plainer ways of doing the same."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docxtpl

from docgen.sources.opening import open_source
from docgen.workshop.workshop import Workshop
from tests.bench.processes import ROOT
from tests.bench.row import Row
from tests.bench.word_template import make_word_template
from tests.support.company import make_company, people, spec_of
from tests.support.making import TODAY, make
from tests.support.packs import children
from tests.support.pictures_office import convert, find_office

__all__ = ["FULL", "QUICK", "Crowds", "crowd_rows"]

MIB = 1 << 20

_PLAIN_LOOP = """
import sys
from tests.bench.crowds import plain_loop

plain_loop(*sys.argv[1:])
"""


@dataclass(frozen=True)
class Crowds:
    """How many people each row is about, and what is made of each."""

    workers: int
    """People of the row about two workers, and of that about a plain loop."""
    batch: int
    """People of the rows about the second run and about docxtpl with LibreOffice."""
    few: int
    many: int
    plan: int
    to: str
    pack: str


FULL = Crowds(workers=40, batch=100, few=100, many=1000, plan=100_000, to="pdf,docx", pack="classic")
QUICK = Crowds(workers=2, batch=2, few=2, many=4, plan=50, to="docx", pack="onepage")


def crowd_rows(size: Crowds, folder: Path) -> Iterator[Row]:
    """Measure and yield the rows, in a folder that is empty."""
    yield from _workers(size, folder / "workers")
    yield from _batch(size, folder / "batch")
    yield _growth(size, folder / "growth")
    yield from _plan(size, folder / "plan")


def _workers(size: Crowds, folder: Path) -> Iterator[Row]:
    """Compare two workers with one, and one with a plain loop that has no child, no ledger and no fsync."""
    source = make_company(folder, size.workers)
    plain = [sys.executable, "-c", _PLAIN_LOOP, str(source), str(folder / "plain"), size.to, size.pack]
    loop = _clocked(lambda: _run(plain))
    one = _clocked(lambda: _bulk(source, folder / "one", "--jobs", "1", *_look(size)))
    two = _clocked(lambda: _bulk(source, folder / "two", "--jobs", "2", *_look(size)))
    assert _documents(folder / "one") == _documents(folder / "two") == _documents(folder / "plain")
    yield _seconds(f"bulk of {size.workers}, 2 workers : 1 worker", two, one, 1 / 1.8)
    yield _seconds("bulk, 1 worker : plain loop, one process", one, loop, 1.05)


def plain_loop(source: str, out: str, to: str, pack: str) -> None:
    """Make everybody's documents one after the other in this process, and write them just so."""
    opened = open_source([source], None, None)
    workshop = Workshop(pack, to.split(","))
    for entry in opened.entries():
        made = workshop.make(opened, entry, TODAY)
        home = Path(out, entry.team)
        home.mkdir(parents=True, exist_ok=True)
        for artifact in made.artifacts_or_raise().values():
            (home / f"{made.stem or entry.stem}{artifact.suffix}").write_bytes(artifact.content)


def _batch(size: Crowds, folder: Path) -> Iterator[Row]:
    """Compare a second run with the first, and the first with docxtpl and one batch of LibreOffice."""
    source = make_company(folder, size.batch)
    first = _clocked(lambda: _bulk(source, folder / "out", *_look(size)))
    again = _clocked(lambda: _bulk(source, folder / "out", *_look(size)))
    yield _seconds(f"bulk of {size.batch} unchanged, again : first run", again, first, 0.02)
    if find_office():
        peer = _clocked(lambda: _fill_and_convert(size, folder / "office"))
        yield _seconds(f"PDF + DOCX of {size.batch} : docxtpl + LibreOffice", first, peer, 1.0)


def _fill_and_convert(size: Crowds, folder: Path) -> None:
    """Fill one equivalent Word template for everybody, then let LibreOffice draw them all in one batch."""
    first, *others = people(size.batch)
    finished = make(spec_of(first).encode(), "zh", "first.yaml", outputs=("docx",), pack=size.pack)
    template = make_word_template(finished.artifacts["docx"].content, frozenset())
    source = folder / "template.docx"
    folder.mkdir(parents=True)
    source.write_bytes(template.content)
    files = []
    for one in (first, *others):
        document = docxtpl.DocxTemplate(source)
        document.render(_renamed(template.values, first.name, one.name), autoescape=True)
        files.append(folder / f"{one.id}.docx")
        document.save(files[-1])
    convert(files, folder / "home")


def _renamed(value: object, old: str, new: str) -> object:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_renamed(each, old, new) for each in value]
    return (
        {key: _renamed(each, old, new) for key, each in value.items()} if isinstance(value, dict) else value
    )


def _growth(size: Crowds, folder: Path) -> Row:
    """Compare the time of one more document in a long run with that in a short one, without the start."""
    source = make_company(folder / "one", 1)
    start = _clocked(lambda: _bulk(source, folder / "start", *_docx()))
    each = []
    for count in (size.few, size.many):
        source = make_company(folder / str(count), count)
        spent = _clocked(lambda: _bulk(source, folder / f"out-{count}", *_docx()))  # noqa: B023  # called at once
        each.append((spent - start) / (count - 1))
    few, many = each
    name = f"each DOCX of {size.many} people : of {size.few}"
    return Row(name, f"{many * 1000:.0f} ms", f"{few * 1000:.0f} ms", many / few, None, 1.1)


def _plan(size: Crowds, folder: Path) -> Iterator[Row]:
    """Compare a plan with the minute and the memory it may take."""
    source = make_company(folder, size.plan)
    command = [*_command(source, folder / "out"), "--dry-run", *_docx()]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peak = Peak(process.pid)
        seconds = _clocked(process.wait)
    assert process.returncode == 0
    people_ = f"plan of {size.plan:,} people"
    yield _seconds(f"{people_} : a minute", seconds, 60.0, 1.0)
    used = peak.stop()
    yield Row(f"memory of a {people_} : 600 MiB", f"{used / MIB:.0f} MiB", "600 MiB",
              used / MIB / 600, None, 1.0)  # fmt: skip


class Peak:
    """The most memory that a process and its children had at one time, looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        """Begin to look."""
        self._pid = pid
        self._most = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Return the bytes."""
        self._done.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._done.wait(0.1):
            family = [self._pid, *children(self._pid)]
            family += [grandchild for child in family[1:] for grandchild in children(child)]
            self._most = max(self._most, sum(map(_proportional, family)))


def _proportional(pid: int) -> int:
    """Return the memory of a process, where what it shares with others counts in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _look(size: Crowds) -> tuple[str, ...]:
    return ("--to", size.to, "--pack", size.pack)


def _docx() -> tuple[str, ...]:
    return ("--to", "docx", "--pack", "onepage")


def _command(source: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "docgen", "bulk", str(source), "--out", str(out)]


def _bulk(source: Path, out: Path, *options: str) -> None:
    _run([*_command(source, out), "--today", str(TODAY), *options])


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "", "PYTHONUTF8": "1"}


def _documents(out: Path) -> dict[str, int]:
    """Return the personal files with their sizes; what is for all together lies at the top, or is marked."""
    return {
        path.relative_to(out).as_posix(): path.stat().st_size
        for path in out.glob("*/*.docx")
        if not path.parent.name.startswith(".")
    }


def _clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _seconds(name: str, ours: float, peer: float, target: float | None) -> Row:
    return Row(name, f"{ours:.1f} s", f"{peer:.1f} s", ours / peer, None, target)
