"""The pages of a Word file, as LibreOffice draws them, are those of the PDF."""

from collections import Counter

import pytest

from tests.support.making import CASES
from tests.support.pictures_letters import agreement

MORE_PAGES = 1
SAME_LETTERS = 0.88
SAME_LETTERS_IN_ALL = 0.97
LEAST_INK, MOST_INK = 0.7, 1.4
SHORTEST = 0.15
"""A page whose body ends above this share of its height is as good as empty."""

DRIFTS = frozenset({"formal", "responsibility"})
"""Packs whose Word fonts are not open: LibreOffice takes others, with which lines and pages end elsewhere.

Their pages are not compared one by one, and their ink (hairlines, another face) within wider bounds.
"""
MOST_INK_OF_OTHER_FACES = 2.0

pytestmark = pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=pytest.mark.xdist_group(f"{case.path.stem}-{case.language}"), id=case.name)
        for case in CASES
    ],
)


def test_it_has_as_many_pages(case, sights):
    pdf, word = len(sights(case).pdf), len(sights(case).word)
    most = MORE_PAGES + (case.pack in DRIFTS)
    complain([f"PDF has {pdf} pages, Word {word}"] * (abs(pdf - word) > most))


def test_it_says_the_same(case, sights):
    pair = sights(case)
    pdf, word = (sum((page.letters for page in pages), Counter()) for pages in (pair.pdf, pair.word))
    found = agreement(pdf, word)
    complain([f"{found:.3f}: {only(pdf, word)}"] * (found < SAME_LETTERS_IN_ALL))


def test_it_says_the_same_on_every_page(case, sights):
    if case.pack in DRIFTS:
        return
    poor = [
        f"page {pdf.number}: {found:.2f}; {only(pdf.letters, word.letters)}"
        for pdf, word in sights(case).pages
        if (found := agreement(pdf.letters, word.letters)) < SAME_LETTERS
    ]
    complain(poor)


def test_it_has_as_much_ink(case, sights):
    pair = sights(case)
    drifts = case.pack in DRIFTS
    pages = [(f"page {pdf.number}", pdf.ink, word.ink) for pdf, word in pair.pages if not drifts]
    most = MOST_INK_OF_OTHER_FACES if drifts else MOST_INK
    whole = ("all pages", sum(page.ink for page in pair.pdf), sum(page.ink for page in pair.word))
    poor = [
        f"{what}: Word has {word / pdf:.2f} of the ink of PDF"
        for what, pdf, word in [whole, *pages]
        if not LEAST_INK <= word / pdf <= most
    ]
    complain(poor)


def test_it_has_no_page_that_is_as_good_as_empty(case, sights):
    pair = sights(case)
    poor = [
        f"{what} page {page.number} of {len(pages)} ends at {page.lowest:.0%}"
        for what, pages in (("PDF", pair.pdf), ("Word", pair.word))
        for page in pages
        if page.lowest < SHORTEST
    ]
    complain(poor)


def complain(findings):
    if findings:
        pytest.fail("\n".join(findings), pytrace=False)


def only(pdf, word):
    """Say which letters are on one side alone, the most frequent first."""
    sides = (("PDF", pdf - word), ("Word", word - pdf))
    return ", ".join(
        f"only {side}: {' '.join(f'{letter}×{count}' for letter, count in letters.most_common(12))}"
        for side, letters in sides
        if letters
    )
