"""With ``--verify`` every value that a document shows is found in its file, or is named."""

import re
import sys
from dataclasses import replace

import pytest

from docgen.document import blocks as tree
from docgen.document.model import Artifact, Document, Meta, PageSetup, Theme
from docgen.document.parse import parse
from docgen.proof import verify
from docgen.proof.prove import HTML, WORD
from docgen.writers.pdf import PdfWriter
from tests.support.making import SAMPLES, make_sample
from tests.support.spoiling import DOCUMENT, packed, unpacked
from tests.unit.writers.pdf.conftest import FONTS

TITLE = ("goals", 0, "title")


def lost(made, output, content=None, document=None):
    artifact = made.artifacts[output]
    artifact = replace(artifact, content=content or artifact.content)
    return verify(artifact, document or made.document, made.document.source, made.view)


def title_of(made):
    said = made.document.source["goals"][0]["title"]
    return said if isinstance(said, str) else said["zh"]


@pytest.mark.parametrize("output", ["pdf", "docx", "html"])
def test_it_finds_every_value_in_our_own_files(made, output):
    assert lost(made, output) == ()


@pytest.mark.parametrize("output", ["pdf", "docx", "html"])
def test_it_finds_every_value_of_an_english_document(output):
    assert lost(make_sample(SAMPLES[1], "en"), output) == ()


def test_it_names_what_a_page_lacks(made):
    title = title_of(made)
    content = made.artifacts["html"].content.decode().replace(title, "").encode()
    (found, *_) = lost(made, "html", content)
    assert (found.code, found.where.path[:3]) == ("DG892", TITLE)
    assert title.startswith(found.facts["words"])


def test_it_names_what_a_word_file_lacks(made):
    parts = unpacked(made.artifacts["docx"].content)
    parts = {name: part.replace(title_of(made).encode(), b"") for name, part in parts.items()}
    assert [found.where.path[:3] for found in lost(made, "docx", packed(parts))][:1] == [TITLE]


def test_it_looks_for_no_word_in_the_spec_that_travels_inside(made):
    parts = unpacked(made.artifacts["docx"].content)
    parts[DOCUMENT] = re.sub(rb"<w:t\b[^>]*>[^<]*</w:t>", b"", parts[DOCUMENT])
    found = lost(made, "docx", packed(parts))
    assert [each.code for each in found] == ["DG892"] * 10 + ["DG894"]
    assert found[-1].facts["count"] > 100


def test_it_names_what_a_pdf_lacks(made):
    more = replace(
        made.document, body=(*made.document.body, tree.Paragraph((tree.Text("从未印出的一句话"),)))
    )
    found = verify(made.artifacts["pdf"], more, {"a": {"b": ["从未印出的一句话", "也没有显示"]}})
    assert [(each.code, each.where.path) for each in found] == [("DG892", ("a", "b", 0))]


def test_it_finds_what_runs_over_pages_and_lines_with_hyphens():
    words = " ".join(
        f"Verantwortungsbewusstsein{number} für Entwicklungsabteilungen" for number in range(150)
    )
    page = f'<html lang="de"><body><p>{words}</p></body></html>'
    theme = Theme("t", "@page { size: A6; @top-center { content: 'Kopf' } } p { hyphens: auto; text-align: justify }", "", {}, {}, FONTS, PageSetup(), "de")  # fmt: skip
    document = Document(page, parse(page).value.body, Meta("T", "de"))
    artifact = PdfWriter(theme).write(document).value
    assert artifact.page_count > 3
    assert verify(artifact, document, {"text": words}) == ()
    assert [each.code for each in verify(artifact, document, {"text": words, "x": words[::-1]})] == []


def test_it_says_that_it_cannot_read_a_pdf_here(made, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert [(each.code, each.facts["package"]) for each in lost(made, "pdf")] == [("DG893", "pypdfium2")]
    assert lost(made, "docx") == ()


def test_it_takes_other_formats_as_they_are(made):
    assert verify(Artifact(b"", "text/plain", ".txt"), made.document, made.view) == ()
    assert {HTML, WORD} < {each.media_type for each in made.artifacts.values()}


def test_it_takes_no_letters_from_many_pages_for_a_value():
    """In a long English document the next two or three letters of anything stand on the next page, too."""
    filler = "The quick brown fox jumps over the lazy dog, improves quality and reports every quarter."
    body = "".join(f'<p style="break-before: page">{filler}</p>' for _ in range(30))
    page = f'<html lang="en"><body>{body}</body></html>'
    theme = Theme("t", "@page { size: A6 }", "", {}, {}, FONTS, PageSetup(), "en")
    names = "Margaret Oppenheimer", "Improve customer retention in the north"
    lost = tuple(tree.Paragraph((tree.Text(name),)) for name in names)
    document = Document(page, (*parse(page).value.body, *lost), Meta("T", "en"))
    artifact = PdfWriter(theme).write(document).value
    assert [each.facts["words"] for each in verify(artifact, document, {"names": list(names)})] == [*names]
