"""Every template under tests/cases/word says behind its guilty lines what it expects.

How a template is written as text stands in tests/support/word_templates.py.
"""

import re
from pathlib import Path

import pytest

from docgen.checkup.word.check import check_word
from docgen.diagnostics.catalogue import catalogue
from docgen.diagnostics.sentences import say
from tests.support.word_templates import EXPECTED, read_case

CASES = sorted(path for path in (Path(__file__).parents[3] / "cases" / "word").iterdir() if path.is_dir())
FOREIGN = re.compile(r"jinja|lxml|Traceback|object at 0x|<class|w:t\b|\b(None|True)\b")
FILE = "letter.docx"


def text_of(case):
    return (case / "template.txt").read_text(encoding="utf-8")


def words(fact):
    """Say a fact; of several names the first counts."""
    return next(iter(fact), "") if isinstance(fact, tuple) else str(fact)


def answers(finding, expected):
    """Tell whether a finding is the one that is expected: code, place, and the fact if one is named."""
    place = finding.facts.get("place", "")
    at = expected.value if expected.fact == "place" else expected.place
    return (
        finding.code == expected.code
        and (place == at or place.startswith(f"{at}, "))
        and (not expected.fact or words(finding.facts.get(expected.fact, "")) == expected.value)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_finds_exactly_what_is_expected_where_it_is(case):
    content, expected = read_case(text_of(case))
    found = [each for each in check_word(content, FILE).diagnostics if "place" in each.facts]
    missed = []
    for wanted in expected:
        hit = next((each for each in found if answers(each, wanted)), None)
        if hit is None:
            missed.append(wanted)
        else:
            found.remove(hit)
    assert (missed, [(each.code, dict(each.facts)) for each in found]) == ([], [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_says_plainly_what_to_do(case):
    for finding in check_word(read_case(text_of(case))[0], FILE).diagnostics:
        for language in ("zh", "en"):
            prose = say(finding, language)
            assert prose.reason
            assert prose.hint
            assert not FOREIGN.search(f"{prose.reason} {prose.hint}")
        assert finding.where.file == FILE
        if "place" in finding.facts:
            excerpt, column = finding.where.excerpt, finding.where.column
            assert column is None or 1 <= column <= len(excerpt) + 1


def test_it_says_so_when_there_is_nothing_to_fill():
    content, _ = read_case("尊敬的员工：\n")
    assert [finding.code for finding in check_word(content, FILE).diagnostics] == ["DG458"]


def test_it_has_a_case_for_every_code_of_the_doctor():
    lines = [line for case in CASES for line in text_of(case).splitlines()]
    shown = {code for line in lines for code, *_ in EXPECTED.findall(line)}
    assert {code for code in catalogue() if "DG440" < code < "DG458"} <= shown
