"""How often progress is looked at: rhythms in words, and single days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.diagnostics import Fact
from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.spec.models.course import Cadence

__all__ = ["progress_is_looked_at_often_enough"]

LONGEST = 110
"""Days without a look that still count as quarterly: reviews are held some days after a quarter ends."""

_OFTEN = re.compile(
    r"[每按][个]?(?:\d+|[一两二三])?个?(?:工作)?(?:日|天|周|星期|月|季)|[双单]周|逐[日周月季]|^(?:日|周|月|季)(?:度|例)?会?$"
    r"|(?:月|季)度|周[一二三四五六日会报]"
    r"|\b(?:daily|weekly|biweekly|fortnightly|monthly|quarterly)\b"
    r"|\b(?:every|each|per|once a|a|of the|of every)\s+(?:\w+\s+)?"
    r"(?:day|week|weeks|fortnight|month|months|quarter|sprint|iteration|"
    r"monday|tuesday|wednesday|thursday|friday|working day)\b",
    re.IGNORECASE,
)
_SELDOM = re.compile(
    r"每?半年|年中|年[末底终]|每年|年度|[每按]\s*(?:[4-9四五六七八九]|1[0-2]|十)个?月|不定期|按需|必要时|随时"
    r"|\b(?:annual|annually|yearly|half-year(?:ly)?|semi-?annual(?:ly)?|mid-?year|year-?end|as needed|ad hoc|irregularly)\b"
    r"|\b(?:every|each)\s+(?:(?:four|five|six|[4-9]|1[0-2])\s+months|half-?year|year)\b",
    re.IGNORECASE,
)


def progress_is_looked_at_often_enough(case: Case) -> Iterator[Breach]:
    """T8: progress is looked at within the period, at least once a quarter."""
    texts = [case.say(entry.when) for entry in _cadence(case) if entry.date is None]
    if any(_is_often(text) for text in texts):
        return
    if any(not _SELDOM.search(text) for text in texts):
        return  # a rhythm in words that nobody can count
    days = sorted(_days(case))
    period = case.spec.period
    first, last, gap = max(
        ((one, other, (other - one).days) for one, other in pairwise([period.start, *days, period.end])),
        key=lambda each: each[2],
    )
    if gap <= LONGEST and days:
        return
    path = ("tracking", "cadence") if case.spec.tracking else ("tracking",)
    facts: dict[str, Fact] = {"days": gap, "first": str(first), "last": str(last)}
    yield Breach(path, facts if days else {"start": str(period.start), "end": str(period.end)})


def _cadence(case: Case) -> tuple[Cadence, ...]:
    return case.spec.tracking.cadence if case.spec.tracking else ()


def _is_often(text: str) -> bool:
    """Take away what is seldom first: half-yearly has a year in it, and every six months has months."""
    return bool(_OFTEN.search(_SELDOM.sub("", text)))


def _days(case: Case) -> Iterator[datetime.date]:
    period = case.spec.period
    days = [entry.date for entry in _cadence(case)]
    days += [checkin.date for checkin in case.spec.checkins]
    days.append(period.mid_year_review)
    yield from (day for day in days if day and period.start <= day <= period.end)
