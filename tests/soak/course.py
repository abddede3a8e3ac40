"""The steps of the soak, each with what it saw."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import openpyxl

from docgen.delivery.marks import is_ours
from tests.support.company import Person, people, write_company
from tests.support.contents import contents
from tests.support.packs import children
from tests.support.pdf_text import read_pdf

__all__ = ["run"]

ROOT = Path(__file__).parents[2]
LONGEST = 3600
"""Seconds any one command may take."""
KILLS = 20
"""Moments at which a run is killed."""
GROWTH = 1.15
"""The memory of the workers late in a run, over that early in it."""
LONG = 400
"""People from whom on a run is long enough to tell whether memory grows: the first documents load what all need."""
CANARY = re.compile(r"kn[0-9]{6}x")
MIB = 1 << 20


class UnexpectedError(Exception):
    """Something is not as it should be."""


@dataclass
class Course:
    """A company, the folder its documents go to, and the time that was spent."""

    folder: Path
    everybody: tuple[Person, ...]
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        """The folder that is disturbed."""
        return self.folder / "out"

    @property
    def source(self) -> Path:
        """What the command is given."""
        return self.folder / "people.map.yaml"

    def command(self, out: Path, *options: str) -> list[str]:
        """Return the command line."""
        look = ("--to", "pdf,docx", "--pack", "onepage", "--today", "2027-01-04")
        return [sys.executable, "-m", "docgen", "bulk", str(self.source), "--out", str(out), *look, *options]


def run(folder: Path, count: int) -> int:
    """Go through every step and return the code to exit with."""
    everybody = tuple(replace(one, note=f" kn{number:06}x") for number, one in enumerate(people(count)))
    course = Course(folder, everybody)
    write_company(folder, everybody, "rows")
    for step in STEPS:
        start = time.perf_counter()
        try:
            saw = step(course)
        except UnexpectedError as problem:
            _say(f"NO   {step.__doc__} {problem}")
            return 1
        _say(f"yes  {step.__doc__} {saw} ({time.perf_counter() - start:.0f} s)")
    return 0


def plan(course: Course) -> str:
    """A dry run names everybody and writes nothing."""
    _done(course.command(course.out, "--dry-run"))
    _expect(not course.out.exists(), "the folder is there")
    return ""


def kill(course: Course) -> str:
    """Twenty kills at as many moments leave no process and no half file."""
    journal = course.out / ".docgen" / "journal.jsonl"
    family: list[int] = []
    for moment in range(KILLS):
        with _running(course.command(course.out)) as process:
            while _lines(journal) <= len(course.everybody) * moment // (KILLS + 1):
                _expect(process.poll() is None, f"run {moment} ended before it was killed")
                time.sleep(0.2)
            family += _family(process.pid)
            process.kill()
            process.wait()
    time.sleep(5)
    alive = [pid for pid in family if _is_alive(pid)]
    _expect(not alive, f"still there: {alive}")
    found = _personal(course.out)
    broken = [path for path in found if not is_ours(course.out / path)]
    _expect(not broken, f"not whole: {broken[:5]}")
    return f"{len(found)} files were there"


def resume(course: Course) -> str:
    """The same command goes on to the end."""
    _done(course.command(course.out))
    expected = 2 * len(course.everybody)
    found = _personal(course.out)
    _expect(len(found) == expected, f"{len(found)} files instead of {expected}")
    return f"{len(found)} files"


def repeat(course: Course) -> str:
    """A run that nothing disturbed makes the same folder, byte for byte, and the memory of its workers stays flat."""
    other = course.folder / "undisturbed"
    start = time.perf_counter()
    with _running(course.command(other)) as process:
        watch = Watch(process.pid)
        code = process.wait(LONGEST)
    early, late = watch.stop()
    _expect(code == 0, f"ended with {code}")
    course.seconds["first"] = time.perf_counter() - start
    one, two = _digests(course.out), _digests(other)
    differ = sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))
    _expect(not differ, f"differ: {differ[:5]}")
    is_flat = late <= GROWTH * early or len(course.everybody) < LONG
    _expect(is_flat, f"memory grew from {early / MIB:.0f} to {late / MIB:.0f} MiB")
    each = course.seconds["first"] / len(course.everybody)
    memory = f"workers {early / MIB:.0f} MiB early, {late / MIB:.0f} MiB late"
    return f"{len(one)} files, {each * 1000:.0f} ms a person; {memory}"


def again(course: Course) -> str:
    """A second run makes nothing anew."""
    before = _stamps(course.out)
    start = time.perf_counter()
    _done(course.command(course.out))
    seconds = time.perf_counter() - start
    _expect(_stamps(course.out) == before, "files were written anew")
    return f"{seconds:.1f} s, {seconds / course.seconds['first']:.1%} of a first run"


def privacy(course: Course) -> str:
    """Everybody's files hold the own canary and no other."""
    owners = {}
    for path in _personal(course.out):
        found = set(CANARY.findall(contents(path, (course.out / path).read_bytes())))
        _expect(len(found) == 1, f"{path}: {sorted(found)}")
        owners.setdefault(found.pop(), []).append(path)
    wrong = [canary for canary, paths in owners.items() if len(paths) != 2]
    _expect(len(owners) == len(course.everybody) and not wrong, f"{len(owners)} owners, {wrong[:5]}")
    return f"{len(owners)} people"


def lists(course: Course) -> str:
    """The workbook has a row for everybody, the pages name everybody."""
    book = openpyxl.load_workbook(course.out / "summary.xlsx", read_only=True)
    rows = sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if row[0] is not None)
    _expect(rows >= len(course.everybody), f"{rows} rows")
    pages = [course.out / "index.html", *(course.out / "report").rglob("*.*")]
    words = "".join(page.read_text(encoding="utf-8") for page in pages if page.exists())
    missing = [one.name for one in course.everybody if one.name not in words]
    _expect(not missing, f"missing: {missing[:5]}")
    return f"{rows} rows, {len(words) >> 10} KiB of pages"


def bind(course: Course) -> str:
    """Binders and archives of the teams hold their own people, and all of them."""
    _done(course.command(course.out, "--binder", "--zip"))
    teams = {one.team for one in course.everybody}
    binders = [path for path in course.out.rglob("*.pdf") if path.name.startswith("_")]
    _expect({path.parent.name for path in binders} == teams, f"binders: {len(binders)}")
    for team in sorted(teams)[:3]:
        members = {one.note.strip() for one in course.everybody if one.team == team}
        with zipfile.ZipFile(course.out / "zip" / f"{team}.zip") as archive:
            names = archive.namelist()
        _expect(len([name for name in names if name.endswith(".docx")]) == len(members), f"{team}.zip")
        content = b"".join(path.read_bytes() for path in binders if path.parent.name == team)
        found = set(CANARY.findall("".join("".join(read_pdf(content).pages).split())))
        _expect(found == members, f"{team}: {len(found)} of {len(members)}")
    return f"{len(binders)} binders"


STEPS: tuple[Callable[[Course], str], ...] = (
    plan, kill, resume, repeat, again, privacy, lists, bind,
)  # fmt: skip


class Watch:
    """The memory of the workers of a run, looked at every second."""

    def __init__(self, pid: int) -> None:
        """Begin to look."""
        self._pid = pid
        self._seen: list[int] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> tuple[float, float]:
        """Return the bytes in the second and in the last quarter of the time."""
        self._done.set()
        self._thread.join()
        quarter = max(1, len(self._seen) // 4)
        return statistics.median(self._seen[quarter : 2 * quarter]), statistics.median(self._seen[-quarter:])

    def _look(self) -> None:
        while not self._done.wait(1):
            used = sum(map(_resident, _family(self._pid)[1:]))
            if used:
                self._seen.append(used)


def _family(pid: int) -> list[int]:
    near = children(pid)
    return [pid, *near, *(other for child in near for other in children(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # it has ended
        return 0


def _is_alive(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with process:
        try:
            yield process
        except BaseException:
            process.send_signal(signal.SIGTERM)
            raise


def _done(command: list[str]) -> None:
    with _running(command) as process:
        code = process.wait(LONGEST)
    _expect(code == 0, f"ended with {code}")


def _expect(is_so: bool, problem: str) -> None:
    if not is_so:
        raise UnexpectedError(problem)


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _files(out: Path) -> Iterator[str]:
    for path in out.rglob("*"):
        if path.is_file():
            yield path.relative_to(out).as_posix()


def _personal(out: Path) -> list[str]:
    """Name the files of persons: those in a folder of a team."""
    return sorted(
        path
        for path in _files(out)
        if path.endswith((".pdf", ".docx"))
        and "/" in path
        and not path.rpartition("/")[2].startswith((".", "_"))
    )


def _digests(out: Path) -> dict[str, str]:
    return {path: hashlib.sha256((out / path).read_bytes()).hexdigest() for path in _files(out)}


def _stamps(out: Path) -> dict[str, int]:
    return {path: (out / path).stat().st_mtime_ns for path in _files(out) if not path.startswith(".docgen/")}


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
