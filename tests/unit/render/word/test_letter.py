"""The letter of the example pack: what its builder makes, filled for every sample in both languages."""

import pytest
from lxml import etree

from docgen.doctor.documents import examine_content
from docgen.document.model import Asset
from docgen.render.meta import make_meta
from docgen.render.word.fill import Filler
from tests.support.letter import LETTER, make_letter
from tests.support.making import LANGUAGES, SAMPLES, make
from tests.support.pdf_text import read_pdf
from tests.support.pictures_office import convert, find_office
from tests.support.validators import SDK, ask_sdk, audit
from tests.support.word_files import paragraphs_of, parts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="180" height="60"><rect width="60" height="60" fill="#1F4E79"/></svg>'
ASSETS = {"assets/logo.svg": Asset(SVG, "image/svg+xml")}
WRITTEN = (
    "word/document.xml",
    "word/styles.xml",
    "word/header1.xml",
    "word/footer1.xml",
    "word/footnotes.xml",
)
QUARRELS = {"DG674", "DG675", "DG676"}


def fill(path, language):
    made = make(path.read_bytes(), language, path.name, outputs=("html",))
    filler = Filler(LETTER.read_bytes(), "letter.docx", look={"logo": "assets/logo.svg"}, assets=ASSETS)
    artifact, warnings = filler.fill(made.view, source=made.document.source, meta=make_meta(made.view))
    assert warnings == ()
    return made, artifact.content


@pytest.fixture(
    scope="module", params=[(path, language) for path in SAMPLES for language in LANGUAGES], ids=str
)
def filled(request):
    return fill(*request.param)


def test_it_is_what_its_builder_makes():
    stored, made = parts_of(LETTER.read_bytes()), parts_of(make_letter())
    assert {name: stored[name] for name in WRITTEN} == {name: made[name] for name in WRITTEN}


def test_it_tells_the_goals_of_every_sample(filled):
    made, content = filled
    text = "\n".join(paragraphs_of(content))
    view = made.view
    for said in (
        view["person"]["name"],
        *(goal["title"] for goal in view["goals"]),
        *(kpi["name"] for kpi in view["kpis"]),
    ):
        assert said in text
    assert "{" not in text
    rows = list(etree.fromstring(parts_of(content)["word/document.xml"]).iter(f"{W}tr"))
    assert len(rows) == 3 + 2 + len(view["goals"]) + 1 + len(view["kpis"]) + 3
    assert view["goals_total_weight"] in "".join(paragraphs_of(content, "word/footnotes.xml"))
    assert view["organization"]["name"] in "".join(paragraphs_of(content, "word/header1.xml"))
    assert b"filled-" in parts_of(content)["word/_rels/header1.xml.rels"]


def test_it_keeps_its_controls_and_their_data_together(filled):
    _, content = filled
    assert QUARRELS.isdisjoint(each.code for each in examine_content(content, "letter.docx"))


# Validators are slow: one sample in both languages says it all.
@pytest.mark.parametrize("language", LANGUAGES)
def test_others_find_nothing_wrong(language, tmp_path):
    _, content = fill(next(path for path in SAMPLES if path.stem == "market-entry"), language)
    path = tmp_path / "letter.docx"
    path.write_bytes(content)
    assert audit(path) == []
    if SDK.exists():
        assert ask_sdk(path) == []


@pytest.mark.skipif(find_office() is None, reason="LibreOffice draws the pages")
def test_it_is_two_pages(tmp_path):
    path = next(path for path in SAMPLES if path.stem == "market-entry")
    made = make(path.read_bytes(), "zh", path.name, outputs=("html",))
    filler = Filler(LETTER.read_bytes(), "letter.docx", look={"logo": "assets/logo.svg"}, assets=ASSETS)
    file = tmp_path / "letter.docx"
    file.write_bytes(
        filler.fill(made.view, source=made.document.source, meta=make_meta(made.view)).value.content
    )
    (pdf,) = convert([file], tmp_path / "office")
    pages = read_pdf(pdf.read_bytes()).pages
    assert len(pages) == 2
    assert "绩效目标确认函" in "".join(pages[0].split())
