"""The rows about one document, beside other ways to make one: python-docx by hand, pandoc, Typst."""

from __future__ import annotations

import base64
import itertools
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from docgen.document.blocks import (
    Block,
    Callout,
    ChartBlock,
    DefinitionList,
    Drawing,
    Figure,
    Group,
    List,
    Quote,
    Section,
    Table,
)
from docgen.document.model import Document
from docgen.writers.docx.rasters import paint
from tests.bench.effort import Effort
from tests.bench.measure import Pairs, measure
from tests.bench.naive import write_naively
from tests.bench.row import Row, Task, in_pairs
from tests.bench.subject import Subject
from tests.bench.typst_page import typst_page
from tests.bench.words import has_words_of, says_just
from tests.support.docx_text import read_docx
from tests.support.making import ROOT
from tests.support.pdf_text import read_pdf

__all__ = ["peer_tasks"]

_FONTS = ROOT / "templates" / "fonts"
_STANDARDS = ["a-3a", "ua-1"]
_SIZE, _HAIR = 10.5, 0.0001
"""Points of the letters, and how much they grow from page to page: Typst remembers what it has laid out before."""


def peer_tasks(effort: Effort) -> Iterator[Task]:
    """Yield the rows; a peer that is not installed is named."""
    subject, rounds = effort.main, effort.documents
    jobs = (
        ("DOCX from spec : python-docx, naively", _naively, ""),
        ("DOCX from spec : pandoc from our HTML", _by_pandoc, _without("pypandoc", "pypandoc-binary")),
        ("PDF from spec : Typst, the same words", _by_typst, _without("typst", "typst")),
    )
    for name, work, lacking in jobs:
        yield Task((name,), partial(_row, name, work, subject, rounds), lacking)


def _row(name: str, work: Callable[[Subject, int], Pairs], subject: Subject, rounds: int) -> list[Row]:
    return [in_pairs(name, work(subject, rounds))]


def _without(module: str, package: str) -> str:
    return "" if find_spec(module) else f"the package {package} is not installed (make bench installs it)"


def _naively(subject: Subject, rounds: int) -> Pairs:
    """Compare our way from the bytes of a spec with calls of python-docx on finished content.

    The pictures of charts are drawn beforehand; ours has charts that can be edited, and places to fill in.
    """
    document = subject.made.document
    pictures = {drawing.svg: _painted(drawing, subject) for drawing in _drawings(document.body)}

    def peer() -> bytes:
        return write_naively(document, pictures)

    says_just(peer(), document, "python-docx")
    return measure(_our_word_file(subject), peer, rounds)


def _by_pandoc(subject: Subject, rounds: int) -> Pairs:
    """Compare our way from the bytes of a spec with pandoc on the finished page; it is a process each time."""
    import pypandoc  # noqa: PLC0415  # a package of the bench alone

    document = subject.made.document
    page = _page_for_pandoc(document, subject)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "page.docx")

        def peer() -> bytes:
            pypandoc.convert_text(page, "docx", format="html", outputfile=target, extra_args=["--quiet"])
            return target.read_bytes()

        says_just(peer(), document, "pandoc")
        return measure(_our_word_file(subject), peer, rounds)


def _page_for_pandoc(document: Document, subject: Subject) -> str:
    """Return the page with pictures instead of drawings, without title and running heads.

    Drawings pandoc gives to a program of its own; the others it would write into the text.
    """
    root = etree.HTML(document.html)
    drawings = _drawings(document.body)
    for shape, drawing in zip([*root.iter("svg")], drawings, strict=True):
        data = base64.b64encode(_painted(drawing, subject)).decode()
        picture = etree.Element("img", src=f"data:image/png;base64,{data}", alt=drawing.alt)
        picture.set("style", f"width: {drawing.width_mm}mm")
        picture.tail = shape.tail
        shape.getparent().replace(shape, picture)
    for aside in [*root.iter("header", "footer", "title")]:
        aside.getparent().remove(aside)
    return etree.tostring(root, encoding="unicode", method="html")


def _by_typst(subject: Subject, rounds: int) -> Pairs:
    """Compare our way from the bytes of a spec with Typst on a finished page of the same words.

    Both are archive copies tagged for screen readers. Reading the spec and laying it out in markup is not
    counted for Typst.
    """
    import typst  # noqa: PLC0415  # a package of the bench alone

    document = subject.made.document
    compiler = typst.Compiler(font_paths=[str(_FONTS)], ignore_system_fonts=True)
    sources = (
        typst_page(document, "Noto Sans SC", _SIZE + number * _HAIR).encode() for number in itertools.count()
    )

    def peer() -> bytes:
        return compiler.compile(next(sources), pdf_standards=_STANDARDS)

    def ours() -> bytes:
        return subject.write("pdf").content

    for who, make in (("docgen", ours), ("Typst", peer)):
        has_words_of("".join(read_pdf(make()).pages), document, who)
    return measure(ours, peer, rounds)


def _our_word_file(subject: Subject) -> Callable[[], bytes]:
    """Return our way, which has been gone once and says what the document says."""

    def ours() -> bytes:
        return subject.write("docx").content

    has_words_of("".join(p.text for p in read_docx(ours()).body), subject.made.document, "docgen")
    return ours


def _painted(drawing: Drawing, subject: Subject) -> bytes:
    painted = paint(drawing.svg, drawing.width_mm, drawing.height_mm, subject.press("docx").theme.fonts)
    assert painted, "every drawing of a sample can be painted"
    return painted


def _drawings(blocks: Iterable[Block]) -> Iterator[Drawing]:
    """Yield the drawings, and those of charts, in the order of the page."""
    for block in blocks:
        match block:
            case Drawing():
                yield block
            case ChartBlock():
                yield block.drawing
            case Table():
                for row in (*block.head, *block.body, *block.foot):
                    yield from _drawings(child for cell in row.cells for child in cell.children)
            case List() | DefinitionList():
                yield from _drawings(child for item in block.items for child in item.children)
            case Section() | Group() | Callout() | Quote() | Figure():
                yield from _drawings(block.children)
