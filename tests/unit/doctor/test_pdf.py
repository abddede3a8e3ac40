"""Every rule finds the fault it is there for, in a PDF that is made to be well and then spoilt."""

import io
import random
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from docgen.doctor.documents import examine_content
from docgen.doctor.pdf import RULES

TITLE = b"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Goals</rdf:li></rdf:Alt></dc:title>"
XMP = (
    b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfaid:part="3">%s<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
    % TITLE
)


def element(pdf, role, *kids, **entries):
    return pdf.make_indirect(Dictionary(S=Name(f"/{role}"), K=Array(kids), **entries))


@cache
def healthy():
    """Four pages with headings, a figure, a table, a font, an outline and its data."""
    pdf = pikepdf.new()
    for _ in range(4):
        pdf.add_blank_page()
    page = pdf.pages[1].obj
    scope = Dictionary(O=Name.Table, Scope=Name.Column)
    head = element(
        pdf,
        "TR",
        element(pdf, "TH", A=scope),
        element(pdf, "TH", A=Array([Dictionary(O=Name.Layout), scope])),
    )
    table = element(pdf, "Table", head, element(pdf, "TR", element(pdf, "TD"), Pg=page))
    figure = element(pdf, "Bild", Alt=String("趋势"), Pg=page)
    tags = element(
        pdf, "Document", element(pdf, "H1"), element(pdf, "H2", 0), figure, table, element(pdf, "H1")
    )
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=tags, RoleMap=Dictionary(Bild=Name.Figure))
    )
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Metadata = pdf.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=pdf.make_indirect(Dictionary(Title=String("一")))))
    describe = Dictionary(Type=Name.FontDescriptor, FontFile2=pdf.make_stream(b"font"))
    inner = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, FontDescriptor=describe))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Noto"), DescendantFonts=Array([inner])
    )
    font.ToUnicode = pdf.make_stream(b"map")
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    spec = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, AFRelationship=Name.Source, EF=Dictionary(F=pdf.make_stream(b"{}")))
    )
    pdf.Root.AF = Array([spec])
    page.Annots = Array(
        [Dictionary(Type=Name.Annot, F=4, A=Dictionary(S=Name.URI, URI=String("https://example.com")))]
    )
    return saved(pdf)


def saved(pdf, **settings):
    target = io.BytesIO()
    pdf.save(target, **settings)
    return target.getvalue()


def spoilt(change, **settings):
    with pikepdf.open(io.BytesIO(healthy())) as pdf:
        change(pdf)
        return saved(pdf, **settings)


def codes(content):
    return {finding.code for finding in examine_content(content, "file.pdf")}


def without(*keys):
    def change(pdf):
        thing = pdf.Root
        for key in keys[:-1]:
            thing = thing[key]
        del thing[keys[-1]]

    return change


def with_xmp(old, new):
    def change(pdf):
        pdf.Root.Metadata = pdf.make_stream(XMP.replace(old, new))

    return change


def tagged(role, **entries):
    """Change the first tag of a role."""

    def change(pdf):
        tag = next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == role)
        for key, value in entries.items():
            tag[f"/{key}"] = value

    return change


def font(change):
    return lambda pdf: change(pdf.pages[1].obj.Resources.Font.F1)


def act(**action):
    return lambda pdf: pdf.Root.__setattr__("OpenAction", Dictionary(**action))


FAULTS = [
    ("DG690", "no mark", without("/MarkInfo")),
    ("DG690", "no tree", without("/StructTreeRoot")),
    ("DG690", "empty tree", without("/StructTreeRoot", "/K")),
    ("DG691", "no language", without("/Lang")),
    ("DG691", "empty language", lambda pdf: pdf.Root.__setattr__("Lang", String(" "))),
    ("DG692", "no metadata", without("/Metadata")),
    ("DG692", "no title", with_xmp(TITLE, b"")),
    ("DG692", "no XML", with_xmp(XMP, b"<x>")),
    ("DG692", "name of file in the window", without("/ViewerPreferences")),
    ("DG693", "no PDF/A", with_xmp(b'pdfaid:part="3"', b"")),
    ("DG693", "no PDF/UA", with_xmp(b"<pdfuaid:part>1</pdfuaid:part>", b"")),
    ("DG694", "font not embedded", font(lambda f: f.DescendantFonts[0].FontDescriptor.__delattr__("FontFile2"))),
    ("DG694", "no characters", font(lambda f: f.__delattr__("ToUnicode"))),
    ("DG695", "no words", tagged("/Bild", Alt=String(""))),
    ("DG696", "no scope", tagged("/TH", A=Dictionary(O=Name.Table))),
    ("DG696", "no header", tagged("/TR", K=Array())),
    ("DG683", "level left out", tagged("/H2", S=Name("/H3"))),
    ("DG683", "begins below", tagged("/H1", S=Name("/P"))),
    ("DG697", "no outline", without("/Outlines", "/First")),
    ("DG698", "no data", lambda pdf: pdf.Root.AF[0].__setattr__("AFRelationship", Name.Supplement)),
    ("DG699", "script", act(S=Name.JavaScript, JS=String("app.alert(1)"))),
    ("DG699", "program", act(S=Name.Launch, F=String("calc.exe"))),
    ("DG699", "other file", act(S=Name.GoToR, F=String("other.pdf"))),
    ("DG699", "file outside", lambda pdf: pdf.Root.AF[0].__delattr__("EF")),
]  # fmt: skip


def test_it_finds_nothing_in_a_healthy_file():
    assert examine_content(healthy(), "file.pdf") == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f[0]} {f[1]}")
def test_it_finds_a_planted_fault(fault):
    code, _, change = fault
    assert code in codes(spoilt(change))


def test_it_finds_a_stream_that_is_kept_outside():
    """The library leaves such an entry out when it writes, so it is put there by hand, byte for byte."""
    content = healthy()
    assert content.count(b"/Type /Metadata") == 1
    assert codes(content.replace(b"/Type /Metadata", b"/Type/M /F (xx)")) == {"DG699"}


def test_it_finds_that_a_file_is_encrypted_even_if_it_opens():
    settings = {"encryption": pikepdf.Encryption(owner="o", user="")}
    assert codes(spoilt(lambda _: None, **settings)) == {"DG653"}


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_it_finds_that_the_end_is_missing(part):
    content = healthy()
    assert "DG651" in codes(content[: int(len(content) * part)])


def test_it_survives_tags_that_go_in_a_ring():
    def change(pdf):
        tag = pdf.Root.StructTreeRoot.K
        tag.K.append(tag)

    assert codes(spoilt(change)) == set()


def test_it_survives_a_bomb():
    """A packed stream that would fill the memory is not unpacked."""

    def change(pdf):
        pdf.Root.Metadata = pdf.make_stream(b"<x>" + b" " * (100 << 20))

    assert codes(spoilt(change, compress_streams=True)) & {"DG651", "DG692"}


@pytest.mark.parametrize("seed", range(40))
def test_it_survives_spoilt_bytes(seed):
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    content = bytearray(
        spoilt(lambda _: None, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    )
    for _ in range(20):
        content[chance.randrange(8, len(content))] = chance.choice(b"0123456789/<>[]() RKS")
    assert all(code.startswith("DG6") for code in codes(bytes(content)))


def test_every_rule_is_broken_by_a_test():
    assert {rule.code for rule in RULES} == {code for code, *_ in FAULTS} | {"DG651", "DG653"}
