import zipfile
from io import BytesIO

import pytest

from docgen.delivery.marks import is_ours


def docx(application):
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as parts:
        parts.writestr(
            "docProps/app.xml", f"<Properties><Application>{application}</Application></Properties>"
        )
    return package.getvalue()


@pytest.fixture
def place(tmp_path):
    def write(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize("application", ["docgen", "docgen 0.1.0"])
def test_it_knows_its_own_word_file(place, application):
    assert is_ours(place(docx(application)))


@pytest.mark.parametrize("application", ["Microsoft Office Word", "docgenerator", "LibreOffice/7.4"])
def test_it_leaves_a_word_file_that_somebody_saved(place, application):
    assert not is_ours(place(docx(application)))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 broken", b"", b"%PDF-1.7 %%EOF", b"plain", b"<html><p>docgen"]
)
def test_it_leaves_what_it_cannot_read(place, content):
    assert not is_ours(place(content))


def test_it_leaves_a_zip_without_the_part(place):
    package = BytesIO()
    zipfile.ZipFile(package, "w").close()
    assert not is_ours(place(package.getvalue()))


def test_it_knows_its_own_page(place):
    assert is_ours(place(b'<!DOCTYPE html><meta name="generator" content="docgen 0.1.0">'))


def test_it_knows_its_own_pdf_and_leaves_an_annotated_one(place):
    made = b"%PDF-1.4\n1 0 obj <</Creator (docgen 0.1.0)>> endobj\n%%EOF\n"
    assert is_ours(place(made))
    assert not is_ours(place(made + b"2 0 obj <</Type /Annot>> endobj\n%%EOF\n"))


def test_it_finds_the_mark_in_a_packed_pdf(place):
    weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
    page = '<meta name="generator" content="docgen 0.1.0"><p>x'
    assert is_ours(place(weasyprint.HTML(string=page).write_pdf()))
    assert not is_ours(place(weasyprint.HTML(string="<p>x").write_pdf()))


def test_it_leaves_a_link(place, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(place(docx("docgen")))
    assert not is_ours(link)
