"""Nothing leaves that is not whole or would do something: files of ours, spoiled in every known way."""

import io
import random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from docgen.document.model import Artifact
from docgen.proof import prove
from docgen.proof.prove import HTML, PDF, WORD
from tests.support.making import SAMPLES, make_sample
from tests.support.spoiling import own, packed

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def found(content, media_type):
    return [
        (each.code, each.facts["name"], each.facts["target"])
        for each in prove(Artifact(content, media_type, ""))
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_lets_our_own_files_pass(language):
    for artifact in make_sample(SAMPLES[1], language).artifacts.values():
        assert prove(artifact) == ()


def test_it_knows_nothing_of_other_formats():
    assert prove(Artifact(b"\0", "text/plain", ".txt")) == ()


# PDF


def as_pdf(made, change=None, **settings):
    """Write our file anew with a change; what is written so is read in the old form of the table."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.artifacts["pdf"].content)) as pdf:
        if change:
            change(pdf)
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, **settings)
    return target.getvalue()


def acting(**entries):
    return lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(**entries))


def attach(name):
    return lambda pdf: pdf.attachments.__setitem__(name, pikepdf.AttachedFileSpec(pdf, b"x", filename=name))


def note(**entries):
    return lambda pdf: setattr(
        pdf.pages[0].obj, "Annots", Array([pdf.make_indirect(Dictionary(Type=Name.Annot, **entries))])
    )


def put_outside(pdf):
    pdf.pages[0].obj.Contents = pdf.make_stream(b"", F=String("/etc/passwd"))


SPOILT_PDF = {
    "script at the start": (acting(S=Name.JavaScript, JS=String("app.alert(1)")), "JS", None),
    "program": (acting(S=Name.Launch, F=String("calc.exe")), "Launch", None),
    "other file": (acting(S=Name.GoToR, F=String("other.pdf")), "GoToR", None),
    "form sent": (acting(S=Name.SubmitForm), "SubmitForm", None),
    "at every opening": (lambda pdf: setattr(pdf.Root, "AA", Dictionary()), "AA", None),
    "form of another kind": (lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(XFA=String("x"))), "XFA", None),
    "film": (note(Subtype=Name.RichMedia), "RichMedia", None),
    "second file": (attach("notes.exe"), "Filespec", "notes.exe"),
    "link to a file": (note(A=Dictionary(S=Name.URI, URI=String("file:///etc/passwd"))), "URI", "file:///etc/passwd"),
    "link in other letters": (note(A=Dictionary(S=Name.URI, URI=String("文件:x"))), "URI", "文件:x"),
    "pages elsewhere": (put_outside, "Filespec", "/etc/passwd"),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT_PDF)
def test_it_stops_a_pdf_that_would_do_something(made, how):
    change, name, target = SPOILT_PDF[how]
    assert ("DG891", name, target) in found(as_pdf(made, change), PDF)


def test_it_stops_a_script_whose_name_is_spelled_in_figures(made):
    spelled = as_pdf(made, acting(S=Name("/JXXXvaScript"))).replace(b"/JXXXvaScript", b"/J#61vaScript")
    assert found(spelled, PDF) == [("DG891", "JavaScript", None)]


def test_it_takes_words_for_words(made):
    def speak(pdf):
        pdf.Root.Words = Array([String("/JavaScript (x) /Launch"), String("stream\nendobj /AA")])
        pdf.Root.More = Array([String("/F <abc> /UF <41>"), String("/URI <6162>")])
        pdf.Root.Hint = Dictionary(S=Name("/JavaScripts"), Launches=1)

    assert found(as_pdf(made, speak), PDF) == []


def test_it_stops_a_pdf_that_is_locked(made):
    locked = as_pdf(made, encryption=pikepdf.Encryption(owner="o", user=""))
    assert [code for code, *_ in found(locked, PDF)] == ["DG890"]


def test_it_stops_a_second_copy_of_the_spec(made):
    def hide(pdf):
        stream = pdf.make_stream(b"MZ", Type=Name.EmbeddedFile)
        spec = Dictionary(Type=Name.Filespec, F=String("goal-spec.json"), EF=Dictionary(F=stream))
        pdf.Root.Hidden = pdf.make_indirect(spec)

    assert ("DG891", "EmbeddedFile", None) in found(as_pdf(made, hide), PDF)


@pytest.mark.parametrize("old", [False, True], ids=["ours", "old table"])
def test_it_stops_a_pdf_cut_anywhere(made, old):
    whole = as_pdf(made) if old else made.artifacts["pdf"].content
    assert found(whole, PDF) == []
    chance = random.Random(7)  # noqa: S311 - the same places every time
    for end in [0, 1, 9, *sorted(chance.randrange(len(whole)) for _ in range(20)), len(whole) - 6]:
        assert [code for code, *_ in found(whole[:end], PDF)] == ["DG890"], end


def test_it_stops_a_pdf_in_which_something_was_put_or_lost(made):
    whole = made.artifacts["pdf"].content
    chance = random.Random(7)  # noqa: S311 - the same places every time
    for _ in range(10):
        at = chance.randrange(20, len(whole) - 200)
        assert found(whole[:at] + b" " + whole[at:], PDF), at
        assert found(whole[:at] + whole[at + 1 :], PDF), at


# Word


def related(kind, target, mode="External", base=RELATIONS):
    line = (
        f'<Relationship Id="rX" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    part = "word/_rels/document.xml.rels"
    return {part: own()[part].replace(b"</Relationships>", line.encode())}


def typed(part, kind):
    types = own()["[Content_Types].xml"]
    line = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return {"[Content_Types].xml": types.replace(b"</Types>", line.encode()), part: b"x"}


MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
SPOILT_WORD = {
    "macros": (typed("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"), "DG891", "application/vnd.ms-office.vbaProject", None),
    "pointer to macros": (related("vbaProject", "styles.xml", "Internal", MICROSOFT), "DG891", "vbaProject", "word/styles.xml"),
    "template elsewhere": (related("attachedTemplate", "http://a.example/x.dotm"), "DG891", "attachedTemplate", "http://a.example/x.dotm"),
    "picture elsewhere": (related("image", "http://a.example/x.png"), "DG891", "image", "http://a.example/x.png"),
    "object": (related("oleObject", "media/x.bin", "Internal"), "DG891", "oleObject", "word/media/x.bin"),
    "file in the file": (related("package", "styles.xml", "Internal"), "DG891", "package", "word/styles.xml"),
    "link to a file": (related("hyperlink", "file:///etc/passwd"), "DG891", "hyperlink", "file:///etc/passwd"),
    "link that runs": (related("hyperlink", "JavaScript:alert(1)"), "DG891", "hyperlink", "JavaScript:alert(1)"),
    "part that is not there": (related("image", "media/none.png", "Internal"), "DG890", "image", "word/media/none.png"),
    "part of no type": ({"word/unknown.zzz": b"x"}, "DG890", "[Content_Types].xml", None),
    "broken part": ({"word/styles.xml": b"<w:styles>"}, "DG890", "XML", None),
    "prefix of no namespace": ({"word/styles.xml": b"<w:styles/>"}, "DG890", "XML", None),
    "document type": ({"word/styles.xml": b"<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>"}, "DG890", "XML", None),
    "no document": ({"_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'}, "DG890", "officeDocument", None),
    "name that leads outside": ({"../x.xml": b"<x/>"}, "DG890", "name", None),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT_WORD)
def test_it_stops_a_word_file_that_is_not_whole_or_would_do_something(how):
    parts, *expected = SPOILT_WORD[how]
    assert tuple(expected) in found(packed({**own(), **parts}), WORD)


def test_it_lets_links_to_the_web_pass():
    for target in ("https://a.example/?a=1", "HTTP://a.example", "mailto:a@b.example"):
        assert found(packed({**own(), **related("hyperlink", target)}), WORD) == []


def test_it_lets_pass_what_word_leaves_of_a_lost_picture():
    assert found(packed({**own(), **related("image", "NULL", "Internal")}), WORD) == []


def test_it_stops_a_word_file_cut_anywhere(made):
    whole = made.artifacts["docx"].content
    for end in (0, 1, 100, len(whole) // 2, len(whole) - 30):
        assert [code for code, *_ in found(whole[:end], WORD)] == ["DG890"], end


# HTML

SPOILT_HTML = {
    "script": ("<body", "<script>1</script><body", "<script>", None),
    "handler": ("<body", '<body onload="x()"', "onload", None),
    "frame": ("</body>", "<iframe></iframe></body>", "<iframe>", None),
    "picture elsewhere": ("</body>", '<img src="https://a.example/x.png"></body>', "src", "https://a.example/x.png"),
    "picture that is none": ("</body>", '<img src="data:text/html,x"></body>', "src", "data:text/html,x"),
    "link that runs": ("</body>", '<a href="JavaScript:x()">x</a></body>', "href", "JavaScript:x()"),
    "link of a drawing": ("</body>", '<svg><a xlink:href="file:///x">x</a></svg></body>', "href", "file:///x"),
    "picture of a drawing": ("</body>", '<svg><image href="https://a.example/x.png"/></svg></body>', "href", "https://a.example/x.png"),
    "background": ("<body", '<body background="https://a.example"', "background", None),
    "policy": ("default-src 'none'", "default-src *", "Content-Security-Policy", None),
    "no policy": ("Content-Security-Policy", "X", "Content-Security-Policy", None),
    "second head line": ("<head>", '<head><meta http-equiv="refresh" content="0;url=https://a.example">', "Content-Security-Policy", None),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT_HTML)
def test_it_stops_a_page_that_would_do_something(made, how):
    before, after, name, target = SPOILT_HTML[how]
    text = made.artifacts["html"].content.decode()
    assert before in text
    assert ("DG891", name, target) in found(text.replace(before, after, 1).encode(), HTML)


def test_it_stops_a_page_that_ends_early(made):
    text = made.artifacts["html"].content
    assert found(text[: len(text) // 2], HTML) == [("DG890", "</html>", None)]


def test_it_names_five_flaws_at_most(made):
    text = made.artifacts["html"].content.decode()
    many = "".join(f'<a href="x{number}:y">x</a>' for number in range(9))
    assert len(found(text.replace("</body>", f"{many}</body>").encode(), HTML)) == 5
