"""Figures in a sentence: numbers with units, made comparable with the values of KPIs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

__all__ = ["Figure", "Kind", "find_figures", "find_pairs", "kind_of_unit", "measure", "names_figure"]

Kind = Literal["percent", "points", "score", "time", "amount", "bare"]
"""``points`` are percentage points, ``amount`` is money or a count, ``bare`` has no unit."""

_NUMBER = r"(?<![A-Za-z\d.,第])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_UNIT = (
    r"(?P<{0}>\s?个?百分点|\s?percentage\s+points?|\s?pp\b|\s?[%％]|\s?per\s?cent\b"
    r"|\s?毫秒|\s?ms\b|\s?分钟|\s?min(?:ute)?s?\b|\s?个?小时|\s?hours?\b|h\b|\s?个?工作日|\s?天|\s?days?\b"
    r"|\s?秒|\s?(?:seconds?|secs?)\b|s\b|\s?分(?![之制位别类为成配])|\s?points?\b"
    r"|\s?(?:千万|百万|万|亿|千)元?|\s?(?:million|billion|thousand)\b|(?:k|m|bn)\b|\s?元)?"
)
# What has figures and is no claim: days, months, years, quarters, times of day, versions, ids.
_NO_CLAIM = re.compile(
    r"\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}\s?(?:年度?|财年)|\d{1,2}\s?月(?:份|底|末|前|\d{1,2}日)?"
    r"|\d{1,2}[:：]\d{2}|[A-Za-z]+[-+]?\d[\d.]*|\b(?:FY|in|by|of|during)\s?(?:19|20)\d{2}\b|\d+\s?/\s?\d+|7\s?[×xX*]\s?24(?:小时)?"
)
_FACTORS = {
    "千万": 10_000_000, "百万": 1_000_000, "亿": 100_000_000, "万": 10_000, "千": 1000,
    "million": 1_000_000, "billion": 1_000_000_000, "thousand": 1000, "10,000": 10_000,
    "bn": 1_000_000_000, "k": 1000, "m": 1_000_000,
}  # fmt: skip
_SECONDS = (
    (r"毫秒|\bms\b|millisecond", Decimal("0.001")),
    (r"分钟|\bmin", Decimal(60)),
    (r"小时|\bhour|^h$", Decimal(3600)),
    (r"天|工作日|\bdays?\b|^日$", Decimal(86400)),
    (r"秒|\bsec|^s$", Decimal(1)),
)
_PAIRS = (
    (
        re.compile("[由从]"),
        rf"(?:由|从)\s*{_NUMBER}{_UNIT.format('u1')}[^\d，。；,;]{{0,8}}?(?:到|至|为|成)\s*{_NUMBER}{_UNIT.format('u2')}",
    ),
    (
        re.compile("from", re.IGNORECASE),
        rf"(?i:\bfrom\s+{_NUMBER}{_UNIT.format('u1')}\s+to\s+{_NUMBER}{_UNIT.format('u2')})",
    ),
    (
        re.compile("→|->|➔"),
        rf"{_NUMBER}{_UNIT.format('u1')}\s*(?:→|->|➔)\s*{_NUMBER}{_UNIT.format('u2')}",
    ),
)
"""Ways to say a pair, each behind what no such pair is without: few texts have any, and the forms are dear to make."""
_PLAIN = re.compile(r"(?<![\d.])-?\d[\d,]*(?:\.\d+)?")
_SINGLE = re.compile(rf"{_NUMBER}{_UNIT.format('u1')}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was written, its kind, and its value in the unit of the kind.

    Percent and points in hundredths, time in seconds, amounts in ones. ``step`` is the worth of its last
    digit, to which something computed may be rounded. ``multiplied`` tells of 万, million and so on.
    """

    written: str
    kind: Kind
    value: Decimal
    step: Decimal = Decimal(1)
    multiplied: bool = False


def find_pairs(text: str) -> Iterator[tuple[Figure, Figure]]:
    """Yield what goes from one value to another."""
    plain = _without_dates(text)
    for form in _forms(plain):
        for found in form.finditer(plain):
            first, second = found["u1"], found["u2"]
            yield _figure(found[1], first, second), _figure(found[3], second, first)


def find_figures(text: str) -> Iterator[Figure]:
    """Yield every number that belongs to no pair."""
    plain = _without_dates(text)
    for form in _forms(plain):
        plain = form.sub(lambda found: " " * len(found.group()), plain)
    yield from (_figure(found[1], found["u1"]) for found in _SINGLE.finditer(plain))


def names_figure(text: str, value: Decimal) -> bool:
    """Tell whether a number stands in a text, as it is or counted in 万, million and the like."""
    plain = (Decimal(found.group().replace(",", "")) for found in _PLAIN.finditer(text))
    if value in plain:
        return True
    told = (*find_figures(text), *(figure for pair in find_pairs(text) for figure in pair))
    return any(each.multiplied and each.value == value for each in told)


def measure(value: Decimal, unit: str) -> Decimal:
    """Return a value of a KPI in the unit of its kind."""
    kind = kind_of_unit(unit)
    if kind == "time":
        return value * _seconds(unit)
    return value * _factor(unit) if kind == "amount" else value


@lru_cache(maxsize=512)
def kind_of_unit(unit: str) -> Kind:
    """Tell what a unit measures; a unit of which nothing is known counts something."""
    said = unit.strip().casefold()
    if re.search(r"百分点|percentage point|\bpp\b", said):
        return "points"
    if re.search(r"[%％]|per ?cent", said):
        return "percent"
    if re.search("|".join(form for form, _ in _SECONDS), said):
        return "time"
    if re.match(r"分(?!钟)|points?\b|score", said):
        return "score"
    return "amount"


def _forms(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the forms of pairs that a text may hold."""
    return (re.compile(form) for sign, form in _PAIRS if sign.search(text))


def _without_dates(text: str) -> str:
    return _NO_CLAIM.sub(lambda found: "□" * len(found.group()), text)


def _figure(number: str, unit: str | None, other: str | None = None) -> Figure:
    """Make a figure; in a pair the unit may stand at the other number only."""
    digits = Decimal(number.replace(",", ""))
    said = (unit or other or "").strip()
    kind: Kind = kind_of_unit(said) if said else "bare"
    factor = measure(Decimal(1), said) if said else Decimal(1)
    step = Decimal(1).scaleb(int(digits.as_tuple().exponent)) * factor
    shown = f"{number}{unit or ''}"
    return Figure(shown, kind, digits * factor, step, kind == "amount" and factor > 1)


def _factor(unit: str) -> Decimal:
    """Find what one of a unit stands for: 万元 is 10,000; only the part above a slash counts."""
    top = unit.split("/", maxsplit=1)[0].casefold()
    for word, factor in _FACTORS.items():
        if word in {"k", "m", "bn"}:
            if top.strip() == word:
                return Decimal(factor)
        elif word in top:
            return Decimal(factor)
    return Decimal(1)


def _seconds(unit: str) -> Decimal:
    said = unit.strip().casefold()
    return next(factor for form, factor in _SECONDS if re.search(form, said))
