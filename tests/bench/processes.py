"""The rows about fresh processes: what starting costs, and how much memory is taken."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.bench.effort import Effort
from tests.bench.measure import Pairs, measure
from tests.bench.row import Row, Task, in_pairs
from tests.bench.subject import Subject
from tests.bench.words import have_equal_pages
from tests.support.making import ROOT, TODAY

__all__ = ["process_tasks"]

_BARE_CLICK = """
import click

@click.command()
@click.option("--name", help="Somebody to greet.")
def main(name):
    click.echo(name)

main()
"""
_BARE_WEASYPRINT = """
import sys
from pathlib import Path
import weasyprint
from weasyprint.text.fonts import FontConfiguration

html, css, target = map(Path, sys.argv[1:])
fonts = FontConfiguration()
sheet = weasyprint.CSS(string=css.read_text(encoding="utf-8"), font_config=fonts)
page = weasyprint.HTML(string=html.read_text(encoding="utf-8"))
page.write_pdf(target, stylesheets=[sheet], font_config=fonts)
"""
_SAY = """
from pathlib import Path

def say(field):
    lines = Path("/proc/self/status").read_text().splitlines()
    print(next(int(line.split()[1]) for line in lines if line.startswith(field)))
"""
# Not ru_maxrss: what Linux says there is at least the peak of the process that started this one.
_SAY_PEAK = 'say("VmHWM")\n'
_WORKER = """
import datetime, sys
from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read

sample, pack, language, today, target = sys.argv[1:]
press = prepare(load_pack(pack), ("pdf",), find_locale(language))
made = produce(read(Path(sample).read_bytes(), sample), press, datetime.date.fromisoformat(today))
Path(target).write_bytes(made.artifacts_or_raise()["pdf"].content)
"""
_MANY = """
import sys
from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read
from tests.support.company import people, spec_of
from tests.support.making import TODAY

first, last = map(int, sys.argv[1:])
press = prepare(load_pack("onepage"), ("pdf", "docx"), find_locale("zh"))
for count, person in enumerate(people(last), 1):
    made = produce(read(spec_of(person).encode(), "person.yaml"), press, TODAY)
    assert len(made.artifacts) == 2, made.diagnostics
    if count in (first, last):
        say("VmRSS")
"""
_HELP_AIM, _CHECK_AIM, _GENERATE_AIM, _PEAK_AIM, _FLAT_AIM = 1.3, 3.0, 1.2, 1.3, 1.05
_HELP = "docgen --help : bare click --help"
_CHECK = "docgen check : docgen --help"
_GENERATE = "docgen generate (PDF) : weasyprint script"
_PEAK = "peak memory of a worker : weasyprint script"


def process_tasks(effort: Effort) -> Iterator[Task]:
    """Yield the rows."""
    subject = effort.main
    for name, pairs, aim in (
        (_HELP, _help, _HELP_AIM),
        (_CHECK, _check, _CHECK_AIM),
        (_GENERATE, _generate, _GENERATE_AIM),
    ):
        yield Task((name,), _in_folder(name, pairs, subject, effort.starts, aim))
    yield Task((_PEAK,), lambda: [_peak(subject, effort.peaks)])
    first, last = effort.memory
    grown = f"memory after {last} : after {first} documents"
    yield Task((grown,), lambda: [_growth(grown, first, last)])


def _in_folder(
    name: str, pairs: Callable[[Path, Subject, int], Pairs], subject: Subject, times: int, aim: float
) -> Callable[[], list[Row]]:
    def rows() -> list[Row]:
        with tempfile.TemporaryDirectory() as folder:
            return [in_pairs(name, pairs(Path(folder), subject, times), aim)]

    return rows


def _help(folder: Path, _subject: Subject, times: int) -> Pairs:
    return _beside(folder, times, ["-m", "docgen", "--help"], ["-c", _BARE_CLICK, "--help"])


def _check(folder: Path, subject: Subject, times: int) -> Pairs:
    return _beside(folder, times, ["-m", "docgen", "check", str(subject.path)], ["-m", "docgen", "--help"])


def _generate(folder: Path, subject: Subject, times: int) -> Pairs:
    ours = [
        *("-m", "docgen", "generate", str(subject.path), "--to", "pdf", "--pack", subject.pack),
        *("--out", str(folder / "out"), "--force"),
    ]
    return _beside(folder, times, ours, _script(folder, subject))


def _beside(folder: Path, times: int, ours: Sequence[str], peer: Sequence[str]) -> Pairs:
    return measure(lambda: _run(ours, folder), lambda: _run(peer, folder), times)


def _script(folder: Path, subject: Subject, before: str = "", after: str = "") -> list[str]:
    """Return the plain script that lays out a finished page."""
    html, css = folder / "page.html", folder / "page.css"
    html.write_text(subject.page(subject.write("pdf").run_on), encoding="utf-8")
    css.write_text(subject.style_sheet(), encoding="utf-8")
    return ["-c", before + _BARE_WEASYPRINT + after, str(html), str(css), str(folder / "bare.pdf")]


def _peak(subject: Subject, times: int) -> Row:
    """Compare the most memory that a worker and the plain script ever have, one document each."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        ours = ["-c", _SAY + _WORKER + _SAY_PEAK, str(subject.path), subject.pack, subject.language]
        ours += [str(TODAY), str(folder / "ours.pdf")]
        peer = _script(folder, subject, _SAY, _SAY_PEAK)
        pairs = [tuple(int(_run(each, folder)) for each in (ours, peer)) for _ in range(times)]
        have_equal_pages(*((folder / name).read_bytes() for name in ("ours.pdf", "bare.pdf")), "The script")
    ratios = Pairs(*zip(*pairs, strict=True))
    own, other = map(statistics.median, (ratios.ours, ratios.peer))
    spread = ratios.spread if times > 1 else None
    return Row(_PEAK, _mebibytes(own), _mebibytes(other), ratios.ratio, spread, _PEAK_AIM)


def _growth(name: str, first: int, last: int) -> Row:
    """Compare the memory of one process after many documents, each about another person, with that after few."""
    early, late = map(int, _run(["-c", _SAY + _MANY, str(first), str(last)], ROOT).split())
    return Row(name, _mebibytes(late), _mebibytes(early), late / early, None, _FLAT_AIM)


def _mebibytes(kibibytes: float) -> str:
    return f"{kibibytes / 1024:.0f} MiB"


def _run(arguments: Sequence[str], folder: Path) -> str:
    """Run Python in a process of its own, with ``folder`` as its working directory; return what it says."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder, env=environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout
