"""A Word file whose placeholders open without end is refused before anybody looks for their ends."""

import time

import pytest

from docgen.diagnostics import DocgenError
from docgen.render.word.package import read_package
from tests.support.word_files import WordFile, paragraph


@pytest.mark.parametrize(
    "opening", ["{{", "{%", "{#", "｛｛", "｛％", "{{ }} {{ ", "%} {{", "{{ {% }} {{"], ids=range(8)
)
def test_it_refuses_brackets_that_open_and_open(opening):
    content = bytes(WordFile(paragraph(opening * 20_000)))
    began = time.process_time()
    with pytest.raises(DocgenError) as caught:
        read_package(content, "letter.docx")
    assert [(each.code, each.facts["place"]) for each in caught.value.diagnostics] == [("DG432", "body")]
    assert time.process_time() - began < 3


@pytest.mark.parametrize("text", ["{{ x }}" * 20_000, "{" * 49, "{{ x " * 60, "}}" * 20_000])
def test_it_takes_what_can_be_read_in_time(text):
    assert read_package(bytes(WordFile(paragraph(text))), "letter.docx").main == "word/document.xml"
