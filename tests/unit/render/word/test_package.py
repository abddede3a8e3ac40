"""What a Word template must not hold is refused: all of it at once, each with its place (T15 to T20)."""

import io
import struct
import zipfile

import pytest

from docgen.diagnostics import DocgenError
from docgen.render.word.package import read_package
from tests.support.word_files import OFFICE, PACKAGE, WordFile, field_code, paragraph, row, table

MAIN = "word/document.xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def refused(content):
    with pytest.raises(DocgenError) as caught:
        read_package(content, "letter.docx")
    found = caught.value.diagnostics
    assert {each.where.file for each in found} == {"letter.docx"}
    return found


def codes(content):
    return [each.code for each in refused(content)]


def zipped(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def members_of(word, **others):
    return zipped(**{**word.members(), **others})


def test_it_reads_what_word_writes():
    word = WordFile(paragraph("x") + field_code(" PAGE ") + field_code(' HYPERLINK "https://example.com/" '))
    word.add("header", paragraph("h")).add("footer", paragraph("f"), "first").add_properties(title="t")
    word.relate(MAIN, f"{OFFICE}/hyperlink", "mailto:hr@example.com", external=True)
    package = read_package(bytes(word), "letter.docx")
    assert package.main == MAIN
    assert {"word/header1.xml", "word/footer1.xml", "docProps/core.xml"} <= set(package.parts)


def test_it_reads_a_template_of_word_as_well():
    word = WordFile(paragraph("x"), main_type=f"{WORD}.template.main+xml")
    assert read_package(bytes(word), "letter.dotx").main == MAIN


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"", "DG420", None),
        (b"%PDF-1.7", "DG420", "pdf"),
        (zipped(x=b"1"), "DG420", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DG421", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "DG422", None),
        (b"PK\x03\x04" + bytes(40), "DG423", None),
        (bytes(WordFile(paragraph("x")))[:-40], "DG423", None),
    ],
)  # fmt: skip
def test_it_says_what_a_file_is_that_is_no_template(content, code, found):
    (finding,) = refused(content)
    assert finding.code == code
    assert finding.facts.get("found") == found


def test_it_tells_other_files_of_office():
    word = WordFile("")
    word.main_type = f"{SHEET}.main+xml"
    (finding,) = refused(bytes(word))
    assert (finding.code, finding.facts["found"]) == ("DG420", "excel")


def test_it_refuses_the_strict_form():
    members = WordFile(paragraph("x")).members()
    strict = members[MAIN].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert codes(zipped(**{**members, MAIN: strict})) == ["DG430"]


def test_it_refuses_a_bomb():
    word = WordFile(paragraph("x")).put("word/media/a.png", bytes(40 << 20))
    assert {"DG424"} == set(codes(bytes(word)))
    many = members_of(WordFile(""), **{f"word/{number}.xml": b"<a/>" for number in range(2100)})
    assert codes(many) == ["DG424"]


def test_it_refuses_a_lying_size():
    content = bytearray(bytes(WordFile(paragraph("x" * 5000))))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
    struct.pack_into("<I", content, start + 24, 10)
    assert codes(bytes(content)) in (["DG423"], ["DG424"])


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "C:/evil.xml", "word\\..\\..\\evil.xml"])
def test_it_refuses_names_that_lead_outside(name):
    assert "DG425" in codes(members_of(WordFile(""), **{name: b"<a/>"}))


def test_it_refuses_overlapping_and_doubled_members():
    content = bytes(WordFile(paragraph("x")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start, count = archive.start_dir, len(archive.infolist())
        size = 46 + len(archive.infolist()[0].filename)
    entry = content[start : start + size]
    directory = content[start:].rpartition(b"PK\x05\x06")
    end = b"PK\x05\x06" + struct.pack(
        "<HHHHIIH", 0, 0, count + 1, count + 1, len(directory[0]) + size, start, 0
    )
    assert "DG425" in codes(content[:start] + directory[0] + entry + end)


def test_it_refuses_a_password():
    content = bytearray(bytes(WordFile(paragraph("x"))))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
    content[start + 8] |= 1
    assert "DG422" in codes(bytes(content))


@pytest.mark.parametrize(
    "text",
    [
        b'<!DOCTYPE w:hdr [<!ENTITY x "y">]><w:hdr xmlns:w="u"/>',
        b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
    ],
)
def test_it_refuses_document_types(text):
    (finding,) = refused(bytes(WordFile("").put("word/header9.xml", text)))
    assert (finding.code, finding.facts["part"]) == ("DG429", "word/header9.xml")


def test_it_names_a_damaged_part():
    (finding,) = refused(bytes(WordFile("").put("word/header9.xml", b"<w:hdr>")))
    assert (finding.code, finding.facts["part"]) == ("DG423", "word/header9.xml")


INSIDE = {
    "macros": (f"{OFFICE.replace('openxmlformats.org/officeDocument/2006', 'microsoft.com/office/2006')}/vbaProject", "vbaProject.bin"),
    "ole_object": (f"{OFFICE}/oleObject", "embeddings/o.bin"),
    "activex": (f"{OFFICE}/control", "activeX/a.xml"),
    "inserted_file": (f"{OFFICE}/aFChunk", "chunk.html"),
    "signature": (f"{PACKAGE}/relationships/digital-signature/origin", "sig.sigs"),
    "anything": ("http://example.com/relationships/anything", "anything.bin"),
}  # fmt: skip


@pytest.mark.parametrize("kind", INSIDE)
def test_it_refuses_what_runs_or_hides(kind):
    relation, target = INSIDE[kind]
    word = WordFile(paragraph("x")).put(f"word/{target}", b"<a/>")
    word.relate(MAIN, relation, target)
    (finding,) = refused(bytes(word))
    assert (finding.code, finding.facts["kind"]) == ("DG426", kind)
    assert finding.facts["part"] == f"word/{target}"


def test_it_refuses_a_disguised_type_and_macros_by_the_type_of_the_document():
    word = WordFile(paragraph("x")).put("word/look.xml", b"<a/>", "application/vnd.ms-office.vbaProject")
    assert codes(bytes(word)) == ["DG426"]
    word = WordFile(paragraph("x"), main_type="application/vnd.ms-word.document.macroEnabled.main+xml")
    assert codes(bytes(word)) == ["DG426"]


def test_it_refuses_a_workbook_that_is_no_sheet_of_a_chart():
    word = WordFile(paragraph("x")).put("word/embeddings/b.xlsx", zipped(x=b"1"), SHEET)
    word.relate(MAIN, f"{OFFICE}/package", "embeddings/b.xlsx")
    assert codes(bytes(word)) == ["DG426"]


OUTSIDE = {
    "outside_template": (f"{OFFICE}/attachedTemplate", "file:///C:/normal.dotm"),
    "outside_picture": (f"{OFFICE}/image", "http://example.com/spy.png"),
    "outside_file": (f"{OFFICE}/subDocument", "other.docx"),
    "ole_object": (f"{OFFICE}/oleObject", "file:///C:/a.xls"),
    "outside_link": (f"{OFFICE}/hyperlink", "file://server/share"),
    "mail_merge": (f"{OFFICE}/mailMergeSource", "file:///C:/people.csv"),
}


@pytest.mark.parametrize("kind", OUTSIDE)
def test_it_refuses_what_is_fetched_from_elsewhere(kind):
    relation, target = OUTSIDE[kind]
    word = WordFile(paragraph("x"))
    word.relate(MAIN, relation, target, external=True)
    (finding,) = refused(bytes(word))
    assert (finding.code, finding.facts["kind"], finding.facts["target"]) == ("DG427", kind, target)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "FILE:///etc", "\\\\server\\x", "ftp://x", "other.docx"]
)
def test_it_refuses_links_that_are_none_of_the_web(link):
    word = WordFile(paragraph("x"))
    word.relate(MAIN, f"{OFFICE}/hyperlink", link, external=True)
    assert codes(bytes(word)) == ["DG427"]


def test_it_refuses_old_drawings_and_field_links_that_lead_outside():
    picture = '<w:p><w:r><w:pict><v:shape><v:imagedata src="http://example.com/a.png"/></v:shape></w:pict></w:r></w:p>'
    assert codes(bytes(WordFile(picture))) == ["DG427"]
    assert codes(bytes(WordFile(field_code(' HYPERLINK "file:///c:/x.exe" ')))) == ["DG427"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ', "DDEAUTO"),
        (' dde "excel" ', "DDE"),
        (' INCLUDETEXT "http://example.com/x.docx" ', "INCLUDETEXT"),
        (' INCLUDEPICTURE "http://example.com/x.png" \\d ', "INCLUDEPICTURE"),
        (" LINK Excel.Sheet.8 a.xls ", "LINK"),
        (" IMPORT x ", "IMPORT"),
        (" DATABASE \\d x ", "DATABASE"),
    ],
)
def test_it_refuses_fields_that_fetch_or_run(code, name):
    body = paragraph("x") + table(row("a", "b"), columns=2).replace(paragraph("b"), field_code(code))
    (finding,) = refused(bytes(WordFile(body)))
    assert (finding.code, finding.facts["field"]) == ("DG428", name)
    assert finding.facts["place"] == "body, table 1, row 1, cell 2, paragraph 1"
    assert finding.where.excerpt == code.strip()


def test_it_refuses_a_field_in_a_header_however_it_is_spelled():
    split = field_code(" DDE").replace("DDE", 'D</w:instrText></w:r><w:r><w:instrText>DE "a" ')
    simple = '<w:p><w:fldSimple w:instr=" DDEAUTO x "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    unended = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE x</w:instrText></w:r></w:p>'
    inner = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE 68 68 69 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    nested = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}<w:r><w:instrText> "cmd" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    word = WordFile(paragraph("x")).add("header", split + simple + unended + nested, "first")
    found = refused(bytes(word))
    assert [each.code for each in found] == ["DG428"] * 4
    assert [each.facts["place"] for each in found] == [
        f"first-page header, paragraph {number}" for number in (1, 2, 4, 3)
    ]


def test_it_tells_everything_at_once():
    word = WordFile(field_code(" DDE x ")).put("word/v.bin", b"x", "application/vnd.ms-office.vbaProject")
    word.relate(MAIN, f"{OFFICE}/attachedTemplate", "http://example.com/t.dotm", external=True)
    word.relate(MAIN, f"{OFFICE}/oleObject", "v.bin")
    assert sorted(codes(bytes(word))) == ["DG426", "DG426", "DG427", "DG428"]
