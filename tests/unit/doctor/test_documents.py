"""Files that cannot be examined: one diagnostic each, and never a traceback."""

import hashlib
import io
import os
import random
import struct
import sys
import zipfile

import pikepdf
import pytest

from docgen.diagnostics.sentences import say
from docgen.doctor.documents import examine, examine_content
from docgen.doctor.pdf.file import open_pdf
from tests.support.spoiling import CASES, DOCUMENT, hand_made, packed

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>"""
SECRET = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]><w>&f;</w>"""


def codes(content):
    return [finding.code for finding in examine_content(content, "file")]


def locked():
    target, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(target, encryption=pikepdf.Encryption(owner="o", user="u"))
    return target.getvalue()


def locked_member():
    """Set the bit that says a member is encrypted."""
    content = bytearray(packed({"a.xml": b"<a/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def twice():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("Word/Document.xml", "<a/>")
    return target.getvalue()


WHOLE = packed(hand_made())
REFUSED = [
    ("DG650", b"", "nothing"),
    ("DG650", "绩效目标".encode(), "text"),
    ("DG650", b"\x89PNG\r\n\x1a\n", "picture"),
    ("DG650", b"\xd0\xcf\x11\xe0" + bytes(600), "old office"),
    ("DG650", b"\x7fELF\0\0", "program"),
    ("DG650", packed({"a.txt": b"x"}), "archive"),
    ("DG650", packed({"xl/workbook.xml": b"<a/>"}), "excel"),
    ("DG650", packed({"ppt/presentation.xml": b"<a/>"}), "powerpoint"),
    ("DG651", b"PK\x03\x04", "head of an archive"),
    ("DG651", WHOLE[: len(WHOLE) // 2], "half a file"),
    ("DG651", WHOLE[:-30], "file without its end"),
    ("DG651", packed({"word/document.xml": b"<a/>"}), "only a document"),
    ("DG651", packed({**hand_made(), "word/styles.xml": b"<a>"}), "open element"),
    ("DG651", packed({**hand_made(), "word/styles.xml": b""}), "empty part"),
    ("DG651", packed({**hand_made(), "word/styles.xml": LAUGHS}), "entities"),
    ("DG651", packed({**hand_made(), "word/styles.xml": SECRET}), "entity of a file"),
    ("DG651", packed({**hand_made(), "word/styles.xml": b"<a>" * 3000 + b"</a>" * 3000}), "depth"),
    ("DG651", twice(), "one name twice"),
    ("DG651", b"%PDF-1.7\n", "head of a pdf"),
    ("DG652", packed({f"p{n}.xml": b"<a/>" for n in range(5001)}), "parts"),
    ("DG652", packed({"word/document.xml": b" " * (65 << 20)}), "large xml"),
    ("DG652", packed({f"{n}.bin": bytes(33 << 20) for n in range(8)}), "large altogether"),
    ("DG652", bytes((64 << 20) + 1), "large file"),
    ("DG653", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked word file"),
    ("DG653", locked_member(), "locked archive"),
    ("DG653", locked(), "locked pdf"),
]


@pytest.mark.parametrize(
    ("code", "content"), [(c, x) for c, x, _ in REFUSED], ids=[f"{c} {n}" for c, _, n in REFUSED]
)
def test_it_says_in_one_finding_why_a_file_cannot_be_examined(code, content):
    assert codes(content) == [code]


def test_it_finds_a_spoilt_byte_of_a_picture():
    noise = hashlib.shake_128(b"noise").digest(5000)
    content = packed({**hand_made(), "word/media/a.png": noise})
    place = content.index(b"a.png") + 2000
    assert codes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]) == ["DG651"]


def test_it_does_not_believe_a_size_that_is_too_small():
    """A bomb may call itself small: no more is unpacked than it says."""
    content = bytearray(packed({"word/document.xml": b" " * (65 << 20)}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert codes(bytes(content)) == ["DG651"]


def test_it_names_the_part_and_the_line_that_is_wrong():
    (finding,) = examine_content(packed({**hand_made(), DOCUMENT: b"<a>\n<b>\n</a>"}), "file")
    assert finding.where.path == (DOCUMENT,)
    assert finding.facts == {"part": DOCUMENT, "line": 3}


@pytest.mark.parametrize("seed", range(60))
def test_it_survives_spoilt_bytes(seed):
    """Also where a file is well-packed and only its XML is nonsense."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    content = bytearray(WHOLE)
    for _ in range(chance.choice((1, 5, 50))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    assert all(code.startswith("DG6") for code in codes(bytes(content)))


@pytest.mark.parametrize("seed", range(60))
def test_it_survives_spoilt_markup(seed):
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    parts = hand_made()
    name = chance.choice([n for n in sorted(parts) if n.endswith((".xml", ".rels"))])
    words = parts[name].split(b'"')
    for _ in range(3):
        words[chance.randrange(len(words))] = words[chance.randrange(len(words))]
    assert all(code.startswith("DG6") for code in codes(packed({**parts, name: b'"'.join(words)})))


def test_it_reads_a_file_from_disk():
    assert [f.code for f in examine(str(CASES / "no-such-file.docx"))] == ["DG710"]
    assert [f.code for f in examine(str(CASES))] == ["DG711"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_it_does_not_wait_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe.docx")
    assert [f.code for f in examine(str(tmp_path / "pipe.docx"))] == ["DG712"]


def test_it_says_which_package_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    (finding,) = examine_content(b"%PDF-1.7\n", "file.pdf")
    assert finding.code == "DG654"
    assert finding.facts == {"package": "pikepdf"}
    assert 'pip install "docgen[doctor]"' in say(finding, "en").hint


def test_it_leaves_the_limits_of_the_library_as_they_were():
    before = pikepdf.settings.get_qpdf_limits()
    target, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(target)
    with open_pdf(target.getvalue(), "file.pdf"):
        assert pikepdf.settings.get_qpdf_limits() != before
    assert pikepdf.settings.get_qpdf_limits() == before
