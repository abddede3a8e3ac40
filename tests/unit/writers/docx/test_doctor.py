"""The check-up of our own writer: it asks ``docgen doctor``, and it knows the habits of our files."""

from __future__ import annotations

import pytest

from tests.support.docx_doctor import examine
from tests.support.spoiling import packed, unpacked
from tests.unit.writers.docx.trees import whole_document

BODY, SETTINGS = "word/document.xml", "word/settings.xml"
FAULTS = [
    (BODY, "<w:cantSplit/>", "", "row may split"),
    (BODY, '<w:gridSpan w:val="2"/>', "", "cell width"),
    (BODY, '<w:pStyle w:val="Lead"/>', "", "without a style"),
    (BODY, "<w:t>一句话。</w:t>", "", "empty paragraph"),
    (BODY, '<w:rStyle w:val="Id"/>', '<w:rStyle w:val="Id"/><w:sz w:val="30"/>', "look of its own"),
    (BODY, 'w:name="basics"', f'w:name="{"b" * 41}"', "too long"),
    (SETTINGS, 'w:eastAsia="zh-CN"', "", "no East Asian font language"),
    (BODY, '<w:pStyle w:val="Lead"/>', '<w:pStyle w:val="Leed"/>', "DG665"),
    (BODY, " PAGEREF app", " PAGEREF nowhere", "DG671"),
    (BODY, "</w:body>", "", "DG651"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[3])
def test_it_finds_a_planted_fault(writer, fault):
    part, old, new, finding = fault
    parts = unpacked(writer.write(whole_document()).value.content)
    text = parts[part].decode()
    assert old in text
    found = examine(packed({**parts, part: text.replace(old, new, 1).encode()}))
    assert any(finding in line for line in found)
