"""Every rule finds the fault it is there for, in a small file made by hand and in one of our own."""

import copy
import re

import pytest
from lxml import etree

from docgen.doctor.documents import examine_content
from docgen.doctor.word import RULES
from tests.support.spoiling import DOCUMENT, NAMES, drop, hand_made, own, packed, put, spoiled

STYLES, NUMBERING, SETTINGS = "word/styles.xml", "word/numbering.xml", "word/settings.xml"
CORE, CHART = "docProps/core.xml", "word/charts/chart1.xml"
W = f"{{{NAMES['w']}}}"
FILES = {"by hand": hand_made, "our own": own}


def again(element):
    element.addnext(copy.deepcopy(element))


def to_front(element):
    element.getparent().insert(0, element)


def empty(element):
    element[:] = []


def say(text):
    return lambda element: setattr(element, "text", text)


def say_everywhere(text):
    def change(element):
        for each in element.iter():
            if len(each) == 0 and each.text:
                each.text = text

    return change


def inside(name, **values):
    """Put a new element into one that is there."""
    return lambda element: element.append(
        element.makeelement(f"{W}{name}", {f"{W}{k}": v for k, v in values.items()})
    )


def behind(*names):
    def change(element):
        for name in names:
            element.addnext(element.makeelement(f"{W}{name}"))

    return change


def in_each_run(element):
    for run in element.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        if look is None:
            look = run.makeelement(f"{W}rPr")
            run.insert(0, look)
        inside("color", val="FF0000")(look)


BOTH = [
    # The faults that a schema does not know, and Word does.
    ("DG660", DOCUMENT, "//w:tc[w:p][1]", lambda e: [drop(p) for p in e.findall(f"{W}p")]),
    ("DG657", DOCUMENT, "//*[@r:id]", put("r:id", "rId999")),
    ("DG658", "[Content_Types].xml", "//t:Override[@PartName='/word/document.xml']", drop),
    ("DG679", DOCUMENT, "//w:tcPr", inside("shd", fill="green")),
    ("DG677", DOCUMENT, "//w:p[.//wp:docPr]", again),
    ("DG665", DOCUMENT, "//w:pStyle", put("w:val", "Nobody")),
    ("DG661", DOCUMENT, "//w:gridSpan", drop),
    ("DG674", DOCUMENT, "//w:sdt", again),
    ("DG668", DOCUMENT, "//w:p/w:pPr", lambda e: inside("numPr")(e) or inside("numId", val="999")(e[-1])),
    ("DG669", DOCUMENT, "//w:bookmarkEnd", drop),
    ("DG672", DOCUMENT, "//w:fldChar[@w:fldCharType='end']", drop),
    ("DG671", DOCUMENT, "//w:hyperlink[@w:anchor]", put("w:anchor", "nowhere")),
    ("DG675", DOCUMENT, "//w:dataBinding", put("w:storeItemID", "{00000000-0000-0000-0000-000000000000}")),
    ("DG678", DOCUMENT, "//wp:docPr[@descr != '']", put("descr", " ")),
    # The rest of the rules.
    ("DG662", DOCUMENT, "//w:tbl/w:tr[1]/w:tc/w:tcPr[not(w:vMerge)]", inside("vMerge")),
    ("DG663", DOCUMENT, "//w:tbl", again),
    ("DG664", DOCUMENT, "//w:tbl[w:tblPr/w:tblLook[@w:firstRow='1']]/w:tr/w:trPr/w:tblHeader", drop),
    ("DG666", STYLES, "//w:basedOn", put("w:val", "Nobody")),
    ("DG667", STYLES, "//w:style", again),
    ("DG668", NUMBERING, "//w:num/w:abstractNumId", put("w:val", "999")),
    ("DG670", DOCUMENT, "//w:bookmarkStart", again),
    ("DG676", "customXml/item1.xml", "/*", say_everywhere("别人")),
    ("DG680", DOCUMENT, "//w:tblPr/w:tblW", lambda e: e.getparent().append(e)),
    ("DG680", DOCUMENT, "//w:pPr/w:pStyle", lambda e: inside("keepNext")(e.getparent()) or e.getparent().append(e)),
    ("DG680", SETTINGS, "//w:compat", to_front),
    ("DG682", DOCUMENT, "//w:p", inside("ins", id="7", author="x")),
    ("DG681", DOCUMENT, "//w:p", lambda e: inside("r")(e) or inside("footnoteReference", id="77")(e[-1])),
    ("DG684", CORE, "//dc:title", say(" ")),
    ("DG684", CORE, "//dc:language", drop),
    ("DG685", STYLES, "//w:docDefaults//w:rFonts", drop),
    ("DG685", STYLES, "//w:docDefaults//w:lang", drop),
    ("DG686", SETTINGS, "//w:compatSetting[@w:name='compatibilityMode']", put("w:val", "14")),
    ("DG687", SETTINGS, "/*", inside("updateFields")),
    ("DG688", DOCUMENT, "/*", in_each_run),
    ("DG689", DOCUMENT, "//w:body/w:p[w:r/w:t]", behind("p", "p")),
]  # fmt: skip
BY_HAND = [
    ("DG657", CHART, "//c:externalData", put("r:id", "rId9")),
    ("DG659", CHART, "//c:externalData", drop),
    ("DG659", "word/charts/_rels/chart1.xml.rels", "/*/*", put("TargetMode", "External")),
    ("DG679", CHART, "//a:srgbClr", put("val", "12345")),
    ("DG679", STYLES, "//w:top", put("w:color", "#FFFFFF")),
    ("DG660", DOCUMENT, "//w:sdtContent/w:tc", empty),
    ("DG661", DOCUMENT, "//w:gridAfter", put("w:val", "2")),
    ("DG661", DOCUMENT, "//w:gridSpan", put("w:val", "many")),
    ("DG662", DOCUMENT, "//w:vMerge[@w:val]", drop),
    ("DG664", DOCUMENT, "//w:tblHeader", put("w:val", "0")),
    ("DG665", DOCUMENT, "//w:tblStyle", put("w:val", "Top")),
    ("DG666", STYLES, "//w:next", put("w:val", "Nobody")),
    ("DG666", STYLES, "//w:link", put("w:val", "Nobody")),
    ("DG666", NUMBERING, "//w:pStyle", put("w:val", "Nobody")),
    ("DG667", STYLES, "//w:style[@w:styleId='Below']/w:name", put("w:val", "Heading 1")),
    ("DG668", STYLES, "//w:numId", put("w:val", "7")),
    ("DG669", DOCUMENT, "//w:bookmarkStart", drop),
    ("DG669", DOCUMENT, "//w:bookmarkEnd", to_front),
    ("DG671", DOCUMENT, "//w:bookmarkStart", put("w:name", "other")),
    ("DG671", DOCUMENT, "(//w:instrText)[2]", say("REF nowhere \\h")),
    ("DG671", DOCUMENT, "//w:fldSimple", put("w:instr", " REF nowhere ")),
    ("DG671", DOCUMENT, "//w:fldSimple", put("w:instr", ' HYPERLINK \\l "nowhere" ')),
    ("DG672", DOCUMENT, "//w:fldChar[@w:fldCharType='begin']", drop),
    ("DG672", DOCUMENT, "//w:fldChar[@w:fldCharType='separate']", again),
    ("DG672", DOCUMENT, "//w:fldChar[@w:fldCharType='end']", lambda e: e.getroottree().find(f".//{W}tc/{W}p").append(e.getparent())),
    ("DG673", DOCUMENT, "//w:fldChar[@w:fldCharType='separate']", drop),
    ("DG673", DOCUMENT, "//w:fldSimple", empty),
    ("DG674", DOCUMENT, "//w:sdtPr/w:id", put("w:val", "12")),
    ("DG675", DOCUMENT, "//w:dataBinding", put("w:xpath", "/n:goals/n:nothing")),
    ("DG675", DOCUMENT, "//w:dataBinding", put("w:xpath", "")),
    ("DG675", DOCUMENT, "//w:dataBinding", put("w:prefixMappings", "")),
    ("DG676", DOCUMENT, "//w:sdtContent//w:t", say("别人")),
    ("DG676", DOCUMENT, "//w:date", put("w:fullDate", "2026-04-01T00:00:00Z")),
    ("DG676", DOCUMENT, "//w:t[.='良好']", say("优秀")),
    ("DG676", DOCUMENT, "//w14:checked", put("w14:val", "0")),
    ("DG676", DOCUMENT, "//w:showingPlcHdr", drop),
    ("DG678", DOCUMENT, "//adec:decorative", put("val", "0")),
    ("DG680", STYLES, "//w:style/w:link", to_front),
    ("DG680", STYLES, "//w:style/w:rPr/w:color", to_front),
    ("DG680", DOCUMENT, "//w:tcPr/w:shd", to_front),
    ("DG680", DOCUMENT, "//w:sectPr/w:titlePg", to_front),
    ("DG680", NUMBERING, "//w:lvlText", to_front),
    ("DG681", "word/comments.xml", "//w:comment", drop),
    ("DG681", "word/footnotes.xml", "//w:footnote", put("w:id", "3")),
    ("DG682", DOCUMENT, "//w:ins", put("w:author", "")),
    ("DG682", DOCUMENT, "//w:del", put("w:date", "")),
    ("DG683", STYLES, "//w:style[@w:styleId='Below']//w:outlineLvl", put("w:val", "2")),
    ("DG684", "_rels/.rels", "/*/*[2]", drop),
    ("DG686", SETTINGS, "//w:compat", drop),
]  # fmt: skip


def codes(content):
    return {finding.code for finding in examine_content(content, "file.docx")}


@pytest.mark.parametrize("parts", FILES.values(), ids=FILES)
def test_it_finds_nothing_in_a_healthy_file(parts):
    assert examine_content(packed(parts()), "file.docx") == ()


@pytest.mark.parametrize("fault", BOTH, ids=lambda f: f"{f[0]} {f[2]}")
@pytest.mark.parametrize("parts", FILES.values(), ids=FILES)
def test_it_finds_a_planted_fault(parts, fault):
    code, part, where, change = fault
    assert code in codes(spoiled(parts(), part, where, change))


@pytest.mark.parametrize("fault", BY_HAND, ids=lambda f: f"{f[0]} {f[2]}")
def test_it_finds_a_fault_of_what_hands_write(fault):
    code, part, where, change = fault
    assert codes(spoiled(hand_made(), part, where, change)) >= {code}


@pytest.mark.parametrize(
    ("code", "part"),
    [("DG656", CHART), ("DG656", "word/embeddings/book.xlsx"), ("DG659", "word/embeddings/book.xlsx"),
     ("DG656", STYLES), ("DG665", STYLES), ("DG668", NUMBERING), ("DG686", SETTINGS), ("DG684", CORE),
     ("DG681", "word/comments.xml"), ("DG675", "customXml/item1.xml"), ("DG685", STYLES)],
)  # fmt: skip
def test_it_finds_that_a_part_is_missing(code, part):
    assert code in codes(packed({name: content for name, content in hand_made().items() if name != part}))


def test_it_finds_a_part_without_any_type():
    assert "DG658" in codes(packed({**hand_made(), "word/picture.xyz": b"x"}))


def test_every_rule_is_broken_by_a_test():
    planted = {code for code, *_ in (*BOTH, *BY_HAND)} | {"DG656"}
    assert {rule.code for rule in RULES} == planted


def test_every_rule_has_a_name_of_its_own():
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_it_names_part_and_words_near_a_fault():
    spoilt = spoiled(hand_made(), DOCUMENT, "//w:tbl/w:tr[2]/w:trPr/w:gridAfter", drop)
    (finding,) = examine_content(spoilt, "file.docx")
    assert finding.where.file == "file.docx"
    assert finding.where.path == (DOCUMENT,)
    assert finding.facts == {"row": 2, "span": 2, "columns": 3, "near": "95%"}


def test_it_counts_what_it_finds_over_and_over():
    root = etree.fromstring(hand_made()[DOCUMENT])
    first = root.find(f".//{W}p")
    for number in range(15):
        paragraph = copy.deepcopy(first)
        paragraph.find(f"{W}pPr/{W}pStyle").set(f"{W}val", f"Nobody{number}")
        first.addprevious(paragraph)
    content = packed({**hand_made(), DOCUMENT: etree.tostring(root)})
    found = [f for f in examine_content(content, "file.docx") if f.code in {"DG655", "DG665"}]
    assert [f.code for f in found] == ["DG665"] * 10 + ["DG655"]
    assert found[-1].facts == {"count": 5, "code": "DG665"}


def test_it_follows_only_the_paths_that_word_writes():
    """A path that runs functions is nobody's data and may take for ever."""
    endless = "/n:goals[count(//*[count(//*) > 0]) > 0]"
    spoilt = spoiled(hand_made(), DOCUMENT, "//w:dataBinding", put("w:xpath", endless))
    assert codes(spoilt) == set()


@pytest.mark.parametrize("parts", FILES.values(), ids=FILES)
def test_it_survives_any_value(parts):
    """Whatever stands in an attribute, the answer is findings."""
    text = parts()[DOCUMENT].decode()
    for strange in ("", "-1", "99999999999999999999", "½", "<"):
        value = strange.replace("<", "&lt;")
        content = packed({**parts(), DOCUMENT: re.sub(r'(w:\w+)="[^"]*"', rf'\1="{value}"', text).encode()})
        assert codes(content) - {"DG651"}
