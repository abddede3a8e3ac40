"""Numbers as the pack's own lists print them, where Word itself does not count."""

import pytest
from lxml import etree

from docgen.writers.docx.numbering import ListNumbers, count_in_chinese, read_numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def numbers(form, text):
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    part = f'<w:abstractNum w:abstractNumId="4">{level}</w:abstractNum>'
    use = '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>'
    return ListNumbers(
        read_numbering(etree.fromstring(f'<w:numbering xmlns:w="{W}">{part}{use}</w:numbering>'))
    )


@pytest.mark.parametrize(
    ("count", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")]
)
def test_it_counts_in_chinese(count, words):
    assert count_in_chinese(count) == words


@pytest.mark.parametrize(
    ("form", "text", "counted", "label"),
    [
        ("decimal", "%1 ", "3", "3"),
        ("chineseCountingThousand", "%1、", "3", "三、"),
        ("chineseCountingThousand", "第%1章", "12", "第十二章"),
        ("upperLetter", "附录%1　", "B", "附录B"),
        ("chineseCountingThousand", "%1、", "100", "100、"),
    ],
)
def test_it_labels_a_heading_as_its_list_does(form, text, counted, label):
    assert numbers(form, text).label(7, counted) == label


def test_it_leaves_a_number_alone_that_no_list_knows():
    assert numbers("decimal", "%1.").label(8, "3") == "3"
