"""The rows about one document, beside the libraries that docgen is made of."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator

import weasyprint
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from weasyprint.text.fonts import FontConfiguration

from docgen.pipeline import produce
from docgen.render.word.fill import Filler
from docgen.spec.reader import read
from tests.bench.effort import Effort
from tests.bench.many import with_kpis
from tests.bench.measure import Pairs, measure
from tests.bench.row import Row, Task, in_pairs, once
from tests.bench.subject import Subject
from tests.bench.word_template import WordTemplate, make_word_template
from tests.bench.words import have_equal_pages
from tests.support.docx_text import read_docx
from tests.support.making import TODAY

__all__ = ["document_tasks"]

_PDF_AIM, _DOCX_AIM, _FLOOR_AIM, _FILLED_AIM, _LINEAR = 0.7, 0.5, 3.0, 0.6, 1.1


def document_tasks(effort: Effort) -> Iterator[Task]:
    """Yield the rows; those about PDF come first, while the process is small.

    A plain loop over the engine leaves more to the garbage collector than we do, and would pay for what others left.
    """
    main, shorter, rounds = effort.main, effort.shorter, effort.documents
    yield _pairs("PDF from spec : weasyprint loop", lambda: _pdf(main, rounds), _PDF_AIM)
    yield _pairs("PDF from spec : the same loop, tagged too", lambda: _pdf(main, rounds, pdf_tags=True), None)
    yield _pairs("PDF of a shorter one : weasyprint loop", lambda: _pdf(shorter, rounds), _PDF_AIM)
    yield _pairs("DOCX from spec : docxtpl fill", lambda: _docx(main, rounds), _DOCX_AIM)
    yield _pairs("DOCX of a shorter one : docxtpl fill", lambda: _docx(shorter, rounds), _DOCX_AIM)
    yield _pairs("DOCX from spec : zipping its finished parts", lambda: _floor(main, rounds), _FLOOR_AIM)
    yield _pairs(
        "Word template filled : docxtpl, opened anew", lambda: _filled(main, effort.fillings), _FILLED_AIM
    )
    for output in ("pdf", "docx"):
        yield _many(main, output, *effort.kpis)


def _pairs(name: str, work: Callable[[], Pairs], target: float | None) -> Task:
    return Task((name,), lambda: [in_pairs(name, work(), target)])


def _pdf(subject: Subject, rounds: int, **options: bool) -> Pairs:
    """Compare our way from the bytes of a spec with the engine called plainly on finished HTML.

    Our files are tagged for screen readers; a plain call makes none of the tags unless it is told to.
    """
    html, css = subject.page(subject.write("pdf").run_on), subject.style_sheet()

    def ours() -> bytes:
        return subject.write("pdf").content

    def peer() -> bytes:
        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=css, font_config=fonts)
        page = weasyprint.HTML(string=html)
        return page.write_pdf(stylesheets=[sheet], font_config=fonts, **options) or b""

    have_equal_pages(ours(), peer(), "The plain loop")
    return measure(ours, peer, rounds)


def _template(subject: Subject) -> WordTemplate:
    """Make the Word template that gives the same document; words of the pack stand in it as they are."""
    fixed = _words_of(subject.press("docx").labels)
    return make_word_template(subject.made.artifacts["docx"].content, fixed)


def _words_of(labels: object) -> frozenset[str]:
    if isinstance(labels, str):
        return frozenset({labels.strip()})
    values = (
        labels.values() if hasattr(labels, "values") else labels if isinstance(labels, list | tuple) else ()
    )
    return frozenset().union(*map(_words_of, values))


def _docx(subject: Subject, rounds: int) -> Pairs:
    """Compare our way from the bytes of a spec with docxtpl filling a template with finished values."""
    return _beside_docxtpl(lambda: subject.write("docx").content, _template(subject), rounds)


def _filled(subject: Subject, rounds: int) -> Pairs:
    """Compare a Word template that was prepared once with docxtpl opening it each time, on the same values."""
    template = _template(subject)
    filler = Filler(template.content, "template.docx")
    return _beside_docxtpl(lambda: filler.fill(template.values).value.content, template, rounds)


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


def _floor(subject: Subject, rounds: int) -> Pairs:
    """Compare our way from the bytes of a spec with nothing but zipping what comes out, pressed as hard."""

    def ours() -> bytes:
        return subject.write("docx").content

    finished = ours()
    with zipfile.ZipFile(io.BytesIO(finished)) as package:
        parts = [(info.filename, info.compress_type, package.read(info)) for info in package.infolist()]

    def peer() -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            for name, method, part in parts:
                package.writestr(name, part, method)
        return target.getvalue()

    assert len(peer()) == len(finished), "the parts must be pressed as hard as ours"
    return measure(ours, peer, rounds)


def _many(subject: Subject, output: str, many: int, few: int) -> Task:
    """Compare a document of very many KPIs with one of a quarter of them: four times the work, if it is linear."""
    grows, lasts = (
        f"{output.upper()} of {many} KPIs : {few} KPIs, each KPI",
        f"PDF of {many} KPIs : ten seconds",
    )

    def rows() -> Iterator[Row]:
        ready, seconds = subject.press(output), []
        for count in (few, many):
            content = with_kpis(subject.path, count)
            start = time.perf_counter()
            produce(read(content, "many.json"), ready, TODAY).artifacts_or_raise()
            seconds.append(time.perf_counter() - start)
        small, large = seconds
        plain = once(grows, large, small)
        yield Row(grows, plain.ours, plain.peer, large / many / (small / few), None, _LINEAR)
        if output == "pdf":
            yield once(lasts, large, 10.0, 1.0)

    return Task((grows, lasts) if output == "pdf" else (grows,), rows)
