import io
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest

from docgen.delivery.marks import is_ours
from tests.support.making import SAMPLES, make_sample

SAMPLE = SAMPLES[0]


@pytest.fixture
def place(tmp_path):
    def write(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return write


def made(suffix):
    return make_sample(SAMPLE, "zh").artifacts[suffix].content


def rezipped(content, change):
    """Unpack a Word file, change its text by hand, and pack it again."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def saved_by_word_library(content):
    target = io.BytesIO()
    document = docx.Document(io.BytesIO(content))
    document.add_paragraph("手工修改")
    document.save(target)
    return target.getvalue()


def saved_by_pdf_library(content):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html"])
def test_it_knows_what_docgen_made(place, suffix):
    assert is_ours(place(made(suffix)))


@pytest.mark.parametrize(
    ("suffix", "change"),
    [
        ("docx", saved_by_word_library),
        ("docx", lambda content: rezipped(content, lambda name, part: part.replace("目标".encode(), b"x") if name == "word/document.xml" else part)),
        ("docx", lambda content: content[:-30]),
        ("pdf", saved_by_pdf_library),
        ("pdf", lambda content: content + b"\n% a note\n"),
        ("html", lambda content: content.replace("目标".encode(), "目的".encode(), 1)),
        ("html", lambda content: content + b"<p>more</p>"),
    ],
)  # fmt: skip
def test_it_leaves_what_somebody_changed(place, suffix, change):
    changed = change(made(suffix))
    assert changed != made(suffix)
    assert not is_ours(place(changed))


def test_it_does_not_mind_how_a_word_file_is_packed(place):
    assert is_ours(place(rezipped(made("docx"), lambda _, part: part)))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 broken", b"", b"%PDF-1.7 %%EOF", b"plain", b'<meta name="generator" content="docgen">']
)  # fmt: skip
def test_it_leaves_what_it_cannot_know(place, content):
    assert not is_ours(place(content))


def test_it_does_not_unpack_a_bomb(place):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * (65 * 1024 * 1024))
    assert not is_ours(place(target.getvalue()))


def test_it_leaves_a_link(place, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(place(made("html")))
    assert not is_ours(link)


def test_it_leaves_a_device():
    assert not is_ours(Path("/dev/null"))
