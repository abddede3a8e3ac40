"""The rows about many people: the real command on an invented company, beside plainer ways of doing the same."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import docxtpl

from docgen.sources.opening import open_source
from docgen.workshop.workshop import Workshop
from tests.bench.effort import Crowds
from tests.bench.measure import Pairs
from tests.bench.row import Row, Task, in_pairs, once
from tests.bench.word_template import WordTemplate, make_word_template
from tests.bench.words import has_words_of
from tests.support.company import Person, make_company, people, spec_of
from tests.support.making import ROOT, TODAY, make
from tests.support.packs import children
from tests.support.pdf_text import read_pdf
from tests.support.pictures_office import INSTALL, convert, find_office

__all__ = ["crowd_tasks", "plain_loop"]

MIB = 1 << 20
_TWO_AIM, _LOOP_AIM, _AGAIN_AIM, _EACH_AIM = 1 / 1.8, 1.05, 0.02, 1.1

_TWO = "bulk of {}, 2 workers : 1 worker"
_LOOP = "bulk, 1 worker : plain loop, one process"
_AGAIN = "bulk of {} unchanged, again : first run"
_ONE = "PDF + DOCX generated : docxtpl + LibreOffice"
_OFFICE = "PDF + DOCX of {} : docxtpl + LibreOffice"
_EACH = "each DOCX of {} people : of {}"
_PLAN = "plan of {:,} people : a minute"
_PLAN_MEMORY = "memory of a plan of {:,} people : 600 MiB"

_PLAIN_LOOP = """
import sys
from tests.bench.crowds import plain_loop

plain_loop(*sys.argv[1:])
"""


def crowd_tasks(size: Crowds) -> Iterator[Task]:
    """Yield the rows; each is measured in a folder of its own."""
    yield _task([_TWO.format(size.workers), _LOOP], _workers, size)
    office = [_ONE, _OFFICE.format(size.batch)]
    if find_office():
        yield _task(office[:1], _one, size)
        yield _task([_AGAIN.format(size.batch), office[1]], _batch, size)
    else:
        lacking = f"LibreOffice is not installed ({INSTALL})"
        yield _task([_AGAIN.format(size.batch)], _batch, size)
        yield from (_task([name], _one, size, lacking) for name in office)
    yield _task([_EACH.format(size.many, size.few)], _growth, size)
    yield _task([name.format(size.plan) for name in (_PLAN, _PLAN_MEMORY)], _plan, size)


def _task(
    names: Sequence[str], work: Callable[[Crowds, Path], Iterable[Row]], size: Crowds, lacking: str = ""
) -> Task:
    def rows() -> list[Row]:
        with tempfile.TemporaryDirectory() as folder:
            return list(work(size, Path(folder)))

    return Task(tuple(names), rows, lacking)


def _workers(size: Crowds, folder: Path) -> Iterator[Row]:
    """Compare two workers with one, and one with a plain loop that has no child, no ledger and no fsync."""
    source = make_company(folder / "company", size.workers)
    spent: dict[str, list[float]] = {"two": [], "one": [], "loop": []}
    for number in range(size.rounds):
        one, two, loop = (folder / f"{name}-{number}" for name in ("one", "two", "loop"))
        plain = [sys.executable, "-c", _PLAIN_LOOP, str(source), str(loop), size.to, size.pack]
        spent["loop"].append(_clocked(lambda: _run(plain)))  # noqa: B023  # called at once, as below
        spent["one"].append(_clocked(lambda: _bulk(source, one, *_look(size, 1))))  # noqa: B023
        spent["two"].append(_clocked(lambda: _bulk(source, two, *_look(size, 2))))  # noqa: B023
        assert _documents(one) == _documents(two) == _documents(loop)
    two, one, loop = map(tuple, spent.values())
    yield in_pairs(_TWO.format(size.workers), Pairs(two, one), _TWO_AIM)
    yield in_pairs(_LOOP, Pairs(one, loop), _LOOP_AIM)


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


def _one(size: Crowds, folder: Path) -> Iterator[Row]:
    """Compare the command for one spec with docxtpl and LibreOffice, which starts for it too."""
    (person,) = people(1)
    spec = folder / "person.yaml"
    spec.write_text(spec_of(person), encoding="utf-8")
    command = [sys.executable, "-m", "docgen", "generate", str(spec), "--out", str(folder / "out")]
    ours = _clocked(lambda: _run([*command, "--to", "pdf,docx", "--pack", size.pack, "--today", str(TODAY)]))
    yield once(_ONE, ours, _by_office([person], size.pack, folder / "office"), 1.0)


def _batch(size: Crowds, folder: Path) -> Iterator[Row]:
    """Compare a second run with the first, and the first with docxtpl and one batch of LibreOffice."""
    source = make_company(folder / "company", size.batch)
    look = _look(replace(size, to="pdf,docx"))
    first, again = (_clocked(lambda: _bulk(source, folder / "out", *look)) for _ in range(2))
    yield once(_AGAIN.format(size.batch), again, first, _AGAIN_AIM)
    if find_office():
        peer = _by_office(list(people(size.batch)), size.pack, folder / "office")
        yield once(_OFFICE.format(size.batch), first, peer, 1.0)


def _by_office(everybody: Sequence[Person], pack: str, folder: Path) -> float:
    """Fill an equivalent template for everybody and draw them in one batch; return the seconds that takes."""
    first = everybody[0]
    finished = make(spec_of(first).encode(), "zh", "first.yaml", outputs=("docx",), pack=pack)
    template = make_word_template(finished.artifacts["docx"].content, frozenset())
    seconds = _clocked(lambda: _fill_and_convert(everybody, template, folder))
    drawn = (folder / "home" / "drawn" / f"{first.id}.pdf").read_bytes()
    has_words_of("".join(read_pdf(drawn).pages), finished.document, "LibreOffice")
    return seconds


def _fill_and_convert(everybody: Sequence[Person], template: WordTemplate, folder: Path) -> None:
    source = folder / "template.docx"
    folder.mkdir(parents=True)
    source.write_bytes(template.content)
    files = []
    for one in everybody:
        document = docxtpl.DocxTemplate(source)
        document.render(_renamed(template.values, everybody[0].name, one.name), autoescape=True)
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


def _growth(size: Crowds, folder: Path) -> Iterator[Row]:
    """Compare the time of one more document in a long run with that in a short one, without the start."""
    source = make_company(folder / "one", 1)
    start = _clocked(lambda: _bulk(source, folder / "start", *_docx(size)))
    each = []
    for count in (size.few, size.many):
        source = make_company(folder / str(count), count)
        spent = _clocked(lambda: _bulk(source, folder / f"out-{count}", *_docx(size)))  # noqa: B023  # called at once
        each.append((spent - start) / (count - 1))
    few, many = each
    yield once(_EACH.format(size.many, size.few), many, few, _EACH_AIM)


def _plan(size: Crowds, folder: Path) -> Iterator[Row]:
    """Compare a plan with the minute and the memory it may take."""
    source = make_company(folder, size.plan)
    command = [*_command(source, folder / "out"), "--dry-run", *_docx(size)]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peak = Peak(process.pid)
        seconds = _clocked(process.wait)
    assert process.returncode == 0
    used = peak.stop() / MIB
    yield once(_PLAN.format(size.plan), seconds, 60.0, 1.0)
    yield Row(_PLAN_MEMORY.format(size.plan), f"{used:.0f} MiB", "600 MiB", used / 600, None, 1.0)


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


def _look(size: Crowds, jobs: int = 0) -> tuple[str, ...]:
    return ("--to", size.to, "--pack", size.pack, "--jobs", str(jobs or size.jobs))


def _docx(size: Crowds) -> tuple[str, ...]:
    return ("--to", "docx", "--pack", "onepage", "--jobs", str(size.jobs))


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
