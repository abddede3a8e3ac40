"""The check-up itself: it finds every fault that is planted in a healthy file."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.support.docx_doctor import examine, parts_of
from tests.unit.writers.docx.trees import whole_document

BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
FAULTS = [
    (BODY, "</w:p></w:tc>", "</w:p><w:bookmarkEnd w:id='0'/></w:tc>", "cell does not end"),
    (BODY, '<w:gridSpan w:val="2"/>', "", "grid columns"),
    (BODY, '<w:vMerge w:val="restart"/>', "<w:vMerge/>", "vertical merge continues nothing"),
    (BODY, "<w:cantSplit/>", "", "row may split"),
    (BODY, "<w:tblHeader/>", "", "does not repeat"),
    (BODY, '<w:pStyle w:val="Lead"/>', '<w:pStyle w:val="Leed"/>', "unknown paragraph style"),
    (BODY, '<w:pStyle w:val="Lead"/>', "", "without a style"),
    (BODY, '<w:numId w:val="9"/>', '<w:numId w:val="99"/>', "unknown number"),
    (BODY, '<w:bookmarkEnd w:id="1"/>', "", "not balanced"),
    (BODY, 'w:name="basics"', 'w:name="app"', "exists twice"),
    (BODY, 'w:anchor="app"', 'w:anchor="nowhere"', "link to missing bookmark"),
    (BODY, " PAGEREF app", " PAGEREF nowhere", "page reference to missing"),
    (BODY, '<w:fldChar w:fldCharType="end"/>', "", "not closed"),
    (BODY, "<w:t>一句话。</w:t>", "", "empty paragraph"),
    (BODY, '<w:rStyle w:val="Id"/>', '<w:rStyle w:val="Id"/><w:sz w:val="30"/>', "look of its own"),
    (BODY, 'w:headerReference w:type="default" r:id="', 'w:headerReference w:type="default" r:id="x', "unknown relation"),
    (BODY, '<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading4"/>', "heading level jumps"),
    (STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Nobody"/>', "unknown style Nobody"),
    (STYLES, '<w:name w:val="Lead"/>', '<w:name w:val="Note"/>', "two styles are named note"),
    (SETTINGS, 'w:val="15"', 'w:val="14"', "compatibility mode"),
    (SETTINGS, "<w:defaultTabStop", "<w:updateFields/><w:defaultTabStop", "updateFields"),
    ("docProps/core.xml", "2026 财年绩效目标书", " ", "no dc:title"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[3])
def test_it_finds_a_planted_fault(writer, fault):
    part, old, new, finding = fault
    content = writer.write(whole_document()).value.content
    assert any(finding in line for line in examine(spoiled(content, part, old, new)))


def spoiled(content: bytes, part: str, old: str, new: str) -> bytes:
    parts = parts_of(content)
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new, 1).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, member in parts.items():
            archive.writestr(name, member)
    return target.getvalue()
