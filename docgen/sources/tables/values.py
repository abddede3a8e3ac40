"""Days and figures as tools and spreadsheets write them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from docgen.spec.models.base import MAX_NUMBER

__all__ = [
    "EXCEL",
    "day_of",
    "find_zone",
    "is_share",
    "number_of",
    "percent_of",
    "printable",
    "tidy",
    "why_no_share",
]

EXCEL = datetime.date(1899, 12, 30)
"""Day 0 of Excel's usual calendar, for days after February 1900."""

_FIRST, _LAST = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
_CHINA = "Asia/Shanghai"
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
    r"(?:[T ]?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_SECONDS, _MILLISECONDS, _SERIAL = (
    re.compile(r"\d{10}"),
    re.compile(r"\d{13}"),
    re.compile(r"\d{5}(?:\.\d+)?"),
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_LONGEST = 40
_SMALLEST = -12
"""The power of ten below which a spec takes no figure."""
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


def find_zone(name: str) -> datetime.tzinfo:
    """Return a time zone by its name (Asia/Shanghai) or its offset (+08:00); raises ValueError.

    China's is known even where the system has no list of zones.
    """
    if found := _OFFSET.fullmatch(name):
        sign, hours, minutes = found.groups()
        span = datetime.timedelta(hours=int(hours), minutes=int(minutes))
        return datetime.timezone(-span if sign == "-" else span)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        if name == _CHINA:
            return datetime.timezone(datetime.timedelta(hours=8))
        raise ValueError(name) from None


def day_of(text: str, zone: datetime.tzinfo, calendar: datetime.date = EXCEL) -> datetime.date:
    """Read a day; raises ValueError for what is none, or could be two.

    Understood are 2026-07-03, 2026/7/3, 2026.7.3, 2026年7月3日, each with or without a time and an offset,
    seconds or milliseconds since 1970, and the days that Excel counts from ``calendar`` on. Times with an
    offset become the day in ``zone``.
    """
    word = unicodedata.normalize("NFKC", text).strip()
    if _SECONDS.fullmatch(word):
        day = datetime.datetime.fromtimestamp(int(word), zone).date()
    elif _MILLISECONDS.fullmatch(word):
        day = datetime.datetime.fromtimestamp(int(word) / 1000, zone).date()
    elif _SERIAL.fullmatch(word):
        day = calendar + datetime.timedelta(days=int(Decimal(word)))
    else:
        day = _written_day(word, zone)
    if not _FIRST <= day <= _LAST:
        raise ValueError(text)
    return day


def _written_day(word: str, zone: datetime.tzinfo) -> datetime.date:
    found = _DAY.fullmatch(word)
    if found is None:
        raise ValueError(word)
    year, *figures = found.groups()[:9]
    month, day = (int(each) for each in figures if each)
    hour, minute, second, offset = found.groups()[9:]
    if not offset:
        return datetime.date(int(year), month, day)
    moment = datetime.datetime(
        int(year), month, day, int(hour), int(minute), int(second or 0), tzinfo=_zone(offset)
    )
    return moment.astimezone(zone).date()


def _zone(offset: str) -> datetime.tzinfo:
    if offset == "Z":
        return datetime.UTC
    return find_zone(offset if ":" in offset else f"{offset[:3]}:{offset[3:]}")


def number_of(text: str) -> Decimal:
    """Read a figure: 1,234.5, －3, 85% (which is 85); raises ValueError for anything else, or beyond reason."""
    word = unicodedata.normalize("NFKC", text).strip().removesuffix("%").rstrip()
    if len(word) > _LONGEST or not (_GROUPED.fullmatch(word) or _PLAIN.fullmatch(word)):
        raise ValueError(text)
    number = Decimal(word.replace(",", ""))
    if abs(number) > MAX_NUMBER or (number and number.adjusted() < _SMALLEST):
        raise ValueError(text)
    return number


def percent_of(text: str) -> Decimal:
    """Read a share in percent, with or without its sign; raises ValueError when it may be a fraction."""
    number = number_of(text)
    if not is_share(text) and 0 < abs(number) < 1:
        raise ValueError(text)
    return number


def why_no_share(text: str) -> str:
    """Return the code of what keeps a text from being a share: it may be a fraction, or is no figure at all."""
    try:
        number_of(text)
    except ValueError:
        return "DG770"
    return "DG771"


def is_share(text: str) -> bool:
    """Tell a figure that is written with a percent sign."""
    return unicodedata.normalize("NFKC", text).rstrip().endswith("%")


def printable(text: str) -> str:
    """Take away the signs that no spec may hold: controls, half characters, signs that turn the direction."""
    return _UNPRINTABLE.sub("", re.sub(r"\s", " ", text)).strip()


def tidy(number: Decimal) -> Decimal:
    """Take needless zeros away: 60.0 becomes 60, and never 6E+1."""
    bare = number.normalize()
    return Decimal(f"{bare:f}") if int(bare.as_tuple().exponent) > 0 else bare
