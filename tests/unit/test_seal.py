import pytest
import weasyprint

from docgen.seal import BLANK, is_pdf_sealed, is_text_sealed, package_digest, seal_pdf, seal_text

TEXT = seal_text(f'<meta name="identifier" content="{BLANK}"/><p>目标</p>\n'.encode())
PDF = seal_pdf(weasyprint.HTML(string="<p>x").write_pdf())


def test_it_holds():
    assert is_text_sealed(TEXT)
    assert is_pdf_sealed(PDF)
    assert BLANK.encode() not in TEXT


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("目标".encode(), "目的".encode()),
        TEXT + b" ",
        TEXT[1:],
        TEXT.replace(b"docgen-seal:", b"docgen-seal "),
        BLANK.encode(),
        b"",
    ],
)
def test_it_breaks_when_a_text_is_changed(changed):
    assert not is_text_sealed(changed)


@pytest.mark.parametrize(
    "changed", [PDF + b"%", PDF.replace(b"endstream", b"endstreaM", 1), PDF[:-1], b"%PDF-1.7"]
)
def test_it_breaks_when_a_pdf_is_changed(changed):
    assert changed != PDF
    assert not is_pdf_sealed(changed)


def test_it_leaves_the_words_of_a_text_that_look_like_a_seal():
    text = seal_text(f"{BLANK} and {BLANK}".encode())
    assert text.endswith(BLANK.encode())
    assert is_text_sealed(text)


def test_it_keeps_names_and_contents_apart():
    digests = {
        package_digest(members)
        for members in ([("a", b"bc")], [("ab", b"c")], [("a", b"b"), ("c", b"")], [("a", b""), ("bc", b"")])
    }
    assert len(digests) == 4
    assert package_digest([("b", b"2"), ("a", b"1")]) == package_digest([("a", b"1"), ("b", b"2")])
