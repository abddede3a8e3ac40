from pathlib import Path

import pytest

from docgen.document.parse import parse
from docgen.document.vocabulary import MEANINGS, VOCABULARY
from tests.support.outline import outline

CASES = Path(__file__).parents[2] / "cases" / "vocabulary"
NAMES = sorted({*VOCABULARY, *MEANINGS})


def test_it_has_a_case_for_every_word_and_meaning_and_no_other():
    assert sorted(path.stem for path in CASES.glob("*.html")) == NAMES
    assert sorted(path.stem for path in CASES.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_every_word_into_its_node(name, golden):
    parsed, warnings = parse((CASES / f"{name}.html").read_text(encoding="utf-8"))
    assert warnings == ()
    golden(CASES / f"{name}.txt", outline(parsed))


@pytest.mark.parametrize("name", sorted(VOCABULARY))
def test_it_shows_every_attribute_of_a_word_in_its_case(name):
    source = (CASES / f"{name}.html").read_text(encoding="utf-8")
    assert f"<{name}" in source
    for attribute in VOCABULARY[name].attributes:
        assert f"{attribute}=" in source.lower()  # an HTML parser reads viewBox as viewbox
