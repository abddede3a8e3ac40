"""The rows of the bench: each does one job our way and the way of a named peer, on the same content."""

from __future__ import annotations

import io
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import weasyprint
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from weasyprint.text.fonts import FontConfiguration

from docgen.document.drawings import SVG
from docgen.pipeline import produce
from docgen.render.word.fill import Filler
from docgen.spec.reader import read
from docgen.writers.pdf.layout import ONLY_PDF
from docgen.writers.pdf.markup import read_markup
from tests.bench.crowds import FULL as FULL_CROWDS
from tests.bench.crowds import QUICK as QUICK_CROWDS
from tests.bench.crowds import crowd_rows
from tests.bench.many import with_kpis
from tests.bench.measure import Pairs, measure
from tests.bench.processes import cold, memory
from tests.bench.row import Row
from tests.bench.word_template import WordTemplate, make_word_template
from tests.support.docx_text import read_docx
from tests.support.making import SAMPLES, TODAY, Made, make, press
from tests.support.pdf_text import read_pdf

__all__ = ["rows"]

LANGUAGE = "zh"

BARE_CLICK = """
import click

@click.command()
@click.option("--name", help="Somebody to greet.")
def main(name):
    click.echo(name)

main()
"""

BARE_WEASYPRINT = """
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


@dataclass(frozen=True)
class Effort:
    """How often each row is repeated (a Word template: filled), between which documents memory is compared, and how many KPIs many are."""

    documents: int
    fillings: int
    starts: int
    memory: tuple[int, int]
    kpis: tuple[int, int]


FULL = Effort(documents=15, fillings=100, starts=7, memory=(50, 200), kpis=(500, 125))
QUICK = Effort(documents=1, fillings=2, starts=1, memory=(2, 4), kpis=(60, 50))


def rows(quick: bool) -> Iterator[Row]:
    """Measure and yield every row."""
    effort = QUICK if quick else FULL
    sample = next(path for path in SAMPLES if path.stem == "market-entry")
    made = make(sample.read_bytes(), LANGUAGE, sample.name, outputs=("docx",))
    # First, while the process is small: the plain loop leaves more to the garbage collector than we do.
    yield _timed("PDF from spec : weasyprint loop", _pdf(sample, made, effort), 1.0)
    yield _timed("PDF from spec : the same loop, tagged too", _pdf(sample, made, effort, pdf_tags=True), None)
    yield _timed("DOCX from spec : docxtpl fill", _docx(sample, made, effort), 1.0)
    yield _timed("Word template filled : docxtpl, opened anew", _filled(made, effort), 0.6)
    yield from _many(sample, effort)
    with tempfile.TemporaryDirectory() as folder:
        yield from _starts(sample.resolve(), made, Path(folder), effort)
    first, last = effort.memory
    early, late = memory(sample.resolve(), first, last)
    name = f"memory after {last} : after {first} documents"
    yield Row(name, f"{late / 1024:.0f} MiB", f"{early / 1024:.0f} MiB", late / early, None, 1.1)
    with tempfile.TemporaryDirectory() as folder:
        yield from crowd_rows(QUICK_CROWDS if quick else FULL_CROWDS, Path(folder))


def _timed(name: str, pairs: Pairs, target: float | None) -> Row:
    ours, peer = (
        f"{sorted(seconds)[len(seconds) // 2] * 1000:.0f} ms" for seconds in (pairs.ours, pairs.peer)
    )
    return Row(name, ours, peer, pairs.ratio, pairs.spread, target)


def _docx(sample: Path, made: Made, effort: Effort) -> Pairs:
    """Compare our way from the bytes of a spec with docxtpl filling a template with finished values."""
    content, ready = sample.read_bytes(), press(LANGUAGE, ("docx",))
    finished = made.artifacts["docx"].content
    template = make_word_template(finished, _words_of(ready.labels))

    def ours() -> bytes:
        return produce(read(content, sample.name), ready, TODAY).artifacts_or_raise()["docx"].content

    return _beside_docxtpl(ours, template, effort.documents)


def _filled(made: Made, effort: Effort) -> Pairs:
    """Compare a Word template that was prepared once with docxtpl opening it each time, on the same values."""
    template = make_word_template(
        made.artifacts["docx"].content, _words_of(press(LANGUAGE, ("docx",)).labels)
    )
    filler = Filler(template.content, "template.docx")

    def ours() -> bytes:
        return filler.fill(template.values).value.content

    return _beside_docxtpl(ours, template, effort.fillings)


def _beside_docxtpl(ours: Callable[[], bytes], template: WordTemplate, rounds: int) -> Pairs:
    """Compare with docxtpl, which opens the template for every document; both must make the same one."""
    environment = SandboxedEnvironment(autoescape=True)

    def peer() -> bytes:
        document = DocxTemplate(io.BytesIO(template.content))
        document.render(template.values, environment)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    words = [[p.text for p in read_docx(each).body] for each in (ours(), peer())]
    assert words[0] == words[1], "docxtpl must make the same document"
    return measure(ours, peer, rounds)


def _many(sample: Path, effort: Effort) -> Iterator[Row]:
    """Compare a document of very many KPIs with one of a quarter of them: four times the work, if it is linear."""
    many, few = effort.kpis
    for output in ("pdf", "docx"):
        ready = press(LANGUAGE, (output,))
        seconds = []
        for count in (few, many):
            content = with_kpis(sample, count)
            start = time.perf_counter()
            produce(read(content, "many.json"), ready, TODAY).artifacts_or_raise()
            seconds.append(time.perf_counter() - start)
        small, large = seconds
        name = f"{output.upper()} of {many} KPIs : {few} KPIs, each KPI"
        ratio = large / many / (small / few)
        yield Row(name, f"{large:.1f} s", f"{small:.1f} s", ratio, None, 1.1)


def _words_of(labels: object) -> frozenset[str]:
    """Gather the words of the pack, which a template would hold as they are."""
    if isinstance(labels, str):
        return frozenset({labels.strip()})
    values = (
        labels.values() if hasattr(labels, "values") else labels if isinstance(labels, list | tuple) else ()
    )
    return frozenset().union(*map(_words_of, values))


def _pdf(sample: Path, made: Made, effort: Effort, **options: bool) -> Pairs:
    """Compare our way from the bytes of a spec with the engine called plainly on finished HTML.

    Our files are tagged for screen readers; a plain call makes none of the tags unless it is told to.
    """
    content, ready = sample.read_bytes(), press(LANGUAGE, ("pdf",))
    first = produce(read(content, sample.name), ready, TODAY).artifacts_or_raise()["pdf"]
    html, css = _page(made, first.run_on), _style_sheet()

    def ours() -> bytes:
        return produce(read(content, sample.name), ready, TODAY).artifacts_or_raise()["pdf"].content

    def peer() -> bytes:
        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=css, font_config=fonts)
        page = weasyprint.HTML(string=html)
        return page.write_pdf(stylesheets=[sheet], font_config=fonts, **options) or b""

    pages = [[Counter("".join(page.split())) for page in read_pdf(each()).pages] for each in (ours, peer)]
    assert pages[0] == pages[1], "the plain loop must make the same pages"
    return measure(ours, peer, effort.documents)


def _page(made: Made, run_on: frozenset[str] = frozenset()) -> str:
    """Return the page for a plain call of the engine: what our writer does to it is done here."""
    root = read_markup(made.document.html)
    for section in root.iter("section"):
        if len(section) and section[0].get("id") in run_on:
            del section.attrib["data-break"]
    ElementTree.register_namespace("", SVG)
    return "<!DOCTYPE html>" + ElementTree.tostring(root, encoding="unicode", method="html")


def _style_sheet() -> str:
    """Return the sheet of the pack with the fonts that travel with it, for a plain call of the engine."""
    theme = press(LANGUAGE, ("docx",)).theme
    faces = "".join(
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
        f'src: url("{font.path.resolve().as_uri()}"); }}\n'
        for font in theme.fonts
    )
    return faces + theme.css + ONLY_PDF


def _starts(sample: Path, made: Made, folder: Path, effort: Effort) -> Iterator[Row]:
    """Compare fresh processes."""
    html, css = folder / "page.html", folder / "page.css"
    html.write_text(_page(made), encoding="utf-8")
    css.write_text(_style_sheet(), encoding="utf-8")
    docgen = ["-m", "docgen"]
    help_ = cold([*docgen, "--help"], folder)
    check = cold([*docgen, "check", str(sample)], folder)
    generate = cold(
        [*docgen, "generate", str(sample), "--to", "pdf", "--out", str(folder / "out"), "--force"], folder
    )
    click = cold(["-c", BARE_CLICK, "--help"], folder)
    engine = cold(["-c", BARE_WEASYPRINT, str(html), str(css), str(folder / "bare.pdf")], folder)
    yield _timed("docgen --help : bare click --help", measure(help_, click, effort.starts), 1.5)
    yield _timed("docgen check : docgen --help", measure(check, help_, effort.starts), None)
    yield _timed("docgen generate (PDF) : weasyprint script", measure(generate, engine, effort.starts), None)
