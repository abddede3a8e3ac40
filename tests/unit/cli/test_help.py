import re
import unicodedata

import pytest

from docgen.cli import help_pages

PAGES = [(language, *page) for language in ("zh", "en") for page in help_pages(language)]
WIDTH = 100


def columns(line):
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


@pytest.mark.parametrize(("language", "name", "text"), PAGES)
def test_it_stays_in_one_language(language, name, text):
    chinese = re.search("[\u4e00-\u9fff]", text) is not None
    assert chinese == (language == "zh"), name
    assert not re.search("Usage:|Options:|Show this|default|required\\]" if chinese else "用法|选项", text)


@pytest.mark.parametrize("text", [text for _, _, text in PAGES])
def test_it_fits_the_terminal(text):
    assert [line for line in text.splitlines() if columns(line) > WIDTH] == []


GROUPS = {
    "docgen",
    "docgen kpi",
    "docgen pack",
    "docgen progress",
    "docgen workbook",
}  # what they hold shows examples


@pytest.mark.parametrize(("name", "text"), [(name, text) for _, name, text in PAGES if name not in GROUPS])
def test_it_shows_examples_of_every_command(name, text):
    assert f"\n  {name}" in text.split("--help")[-1]
