"""A workbook that nobody has filled in yet."""

from __future__ import annotations

from docgen.i18n.languages import Words
from docgen.workbook.content import Content, Row

__all__ = ["MAX_PEOPLE", "make_blank"]

MAX_PEOPLE = 200
"""People in one workbook: more of them no manager looks after, and the sums make Excel slow."""

_TITLE = Words("绩效目标书", "Performance Goals")


def make_blank(people: int, language: str) -> Content:
    """Return the content of a workbook for so many people: what is usual, and numbered lines."""
    overview: Row = {
        ("document", "title"): _TITLE.say(language),
        ("document", "stage"): "plan",
        ("document", "language"): language,
        ("period", "fiscal_year_start"): 1,
    }
    return Content(language, overview, people=people)
