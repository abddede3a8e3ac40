"""Documents and the pages they are drawn as."""

import io
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from docgen.document.blocks import Section
from tests.support.making import Case, Made, make_sample, press
from tests.support.pictures import Paper, Sight, look
from tests.support.pictures_office import INSTALL, convert, find_office


@dataclass(frozen=True)
class Pair:
    """One document as our PDF, and as LibreOffice draws our Word file."""

    pdf: tuple[Sight, ...]
    word: tuple[Sight, ...]

    @property
    def pages(self) -> list[tuple[Sight, Sight]]:
        """Page by page; nothing where the counts differ, as no page then has a partner."""
        return list(zip(self.pdf, self.word, strict=True)) if len(self.pdf) == len(self.word) else []


def paper_of(made: Made, case: Case) -> Paper:
    """Say where the body of the pages lies; only a first section that is a cover has no head and foot."""
    page = press(case.language, pack=case.pack).theme.page
    first = made.document.body[0]
    has_cover = isinstance(first, Section) and first.page == "cover"
    return Paper(page.top / 25.4 * 72, page.bottom / 25.4 * 72, frozenset({1} if has_cover else ()))


def prompts_of(docx: bytes) -> frozenset[str]:
    """Return what Word shows in places that nobody has filled in yet; a PDF has nothing there."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    empty = body.iterfind(".//{*}sdt/{*}sdtPr/{*}showingPlcHdr/../../{*}sdtContent")
    return frozenset("".join(content.itertext("{*}t")) for content in empty) - {""}


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Path:
    """A home for LibreOffice; it starts faster in one that it has lived in."""
    if not find_office():
        pytest.skip(f"LibreOffice Writer, which draws Word files, is missing: {INSTALL}")
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="session")
def sights(office):
    """Measure a case, once a test process."""

    @cache
    def measure(case: Case) -> Pair:
        made = make_sample(case.path, case.language, case.pack)
        pdf, docx = (made.artifacts[output].content for output in ("pdf", "docx"))
        file = office / f"{case.name}.docx"
        file.write_bytes(docx)
        [drawn] = convert([file], office)
        paper = paper_of(made, case)
        return Pair(look(pdf, paper), look(drawn.read_bytes(), paper, prompts_of(docx)))

    return measure
