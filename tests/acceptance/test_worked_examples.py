"""Every figure in the tables of the scoring guides is what docgen reckons today."""

import re
from pathlib import Path

import pytest

from docgen.spec.models import scoring
from docs.worked_examples import fill

GUIDES = Path(__file__).parents[2] / "docs" / "guides"
METHODS = {each.model_fields["method"].annotation.__args__[0] for each in scoring.Rule.__args__}
ROW = re.compile(r"^\| ?(.*?) ?\|$", re.MULTILINE)


def guide(language):
    return (GUIDES / f"scoring.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_gives_the_figures_that_docgen_reckons(language):
    page = guide(language)
    assert fill(page, language) == page


def test_it_fills_a_table_whatever_stood_in_it():
    page = guide("en")
    wrong = page.replace("88.33", "89.00").replace("91.89", "92.00").replace("3.20", "73.20")
    assert wrong != page
    assert fill(wrong, "en").count("88.33") == page.count("88.33")
    assert "| 2026-06-30 | 3.20 |" in fill(wrong, "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_shows_every_method(language):
    assert set(re.findall(r"method: (\w+)", guide(language))) == METHODS


def test_it_shows_the_same_examples_in_both_languages():
    figures = [[row.split(" | ")[1:2] for row in ROW.findall(guide(language))] for language in ("zh", "en")]
    assert len(figures[0]) == len(figures[1])
    numbers = [
        [cell for cells in each for cell in cells if re.fullmatch(r"[\d.%]+", cell)] for each in figures
    ]
    assert numbers[0] == numbers[1]
