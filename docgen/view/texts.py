"""Texts, figures, days and choices of a spec in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from docgen.i18n.choices import CHOICES
from docgen.i18n.formats import write_iso, write_long_day, write_number, write_percent
from docgen.i18n.locale import Locale
from docgen.i18n.words import WORDS
from docgen.spec.models.base import Text

__all__ = ["Teller", "join_lines"]

_CJK = (
    (0x2E80, 0x9FFF),  # radicals, punctuation, kana, ideographs
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF60),  # full-width forms
    (0x20000, 0x3FFFF),
)
_SHARED = "“”‘’—…·"
"""Marks of both scripts: Chinese beside a Chinese character."""


def _is_cjk(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _CJK)


def _glue(before: str, after: str) -> str:
    """Say what stands between two lines that become one."""
    if before.isspace() or after.isspace():
        return ""
    chinese = [_is_cjk(before), _is_cjk(after)]
    shared = [before in _SHARED, after in _SHARED]
    return "" if all(chinese) or (any(chinese) and any(shared)) else " "


def join_lines(text: str) -> str:
    """Make one line of several: a break vanishes between Chinese characters and is a space elsewhere.

    Blank lines and breaks at either end are dropped; no other character is touched.
    """
    if "\n" not in text:
        return text
    joined = ""
    for line in text.split("\n"):
        if line.strip():
            joined += _glue(joined[-1], line[0]) + line if joined else line
    return joined


class Teller:
    """Tells the values of a spec in one language; nothing given is an empty text or list."""

    def __init__(self, locale: Locale, labels: Mapping[str, Any]) -> None:
        """Keep the language and the pack's own words for choices (``choices:`` of its labels)."""
        self.locale = locale
        own = labels.get("choices")
        self._own: Mapping[str, Any] = own if isinstance(own, Mapping) else {}
        self._words = WORDS[locale.language]
        self._choices = CHOICES[locale.language]

    def _say(self, text: Text | None) -> str:
        if text is None:
            return ""
        said = text.say(self.locale.language)
        return said if said.strip() else text.say("en" if self.locale.language == "zh" else "zh")

    def line(self, text: Text | None) -> str:
        """Tell a text on one line."""
        return join_lines(self._say(text))

    def lines(self, texts: Iterable[Text]) -> list[str]:
        """Tell several texts, each on one line."""
        return [self.line(text) for text in texts]

    def paragraphs(self, text: Text | None) -> list[str]:
        """Tell a long text: every line that is not blank is a paragraph."""
        return [line for line in self._say(text).split("\n") if line.strip()]

    def figure(self, value: Decimal | int | None) -> str:
        """Tell a figure."""
        return "" if value is None else write_number(value)

    def measure(self, value: Decimal | int | str | None, unit: str) -> str:
        """Tell a figure with its unit: 4.5分, 10%, 20 days."""
        figure = value if isinstance(value, str) else self.figure(value)
        apart = unit[:1].isalnum() and not _is_cjk(unit[0])
        return f"{figure}{' ' if apart else ''}{unit}" if figure else ""

    def weight(self, value: Decimal | int | None) -> str:
        """Tell a share in percent."""
        return "" if value is None else write_percent(value)

    def day(self, value: datetime.date | None) -> str:
        """Tell a day for tables."""
        return write_iso(value)

    def long_day(self, value: datetime.date | None) -> str:
        """Tell a day for sentences."""
        return write_long_day(value, self.locale)

    def choice(self, kind: str, key: str | None) -> str:
        """Tell a choice in the words of the pack, else in our own."""
        if key is None:
            return ""
        own = self._own.get(kind)
        said = own.get(key) if isinstance(own, Mapping) else None
        return said if isinstance(said, str) else self._choices[kind][key]

    def answer(self, yes: bool) -> str:
        """Tell yes or no."""
        return self.choice("answer", "positive" if yes else "negative")

    def phrase(self, name: str, **values: str) -> str:
        """Weave values into the pattern of this name."""
        return self._words[name].format(**values)

    def listed(self, parts: Iterable[str]) -> str:
        """Put parts side by side: M2、M4."""
        return self._words["list"].join(parts)

    def clauses(self, parts: Iterable[str]) -> str:
        """Put clauses into one sentence; empty ones are left out."""
        return self._words["clauses"].join(part for part in parts if part)

    def aside(self, text: str, aside: str) -> str:
        """Put an aside in brackets behind a text, if both are there."""
        return self.phrase("aside", text=text, aside=aside) if text and aside else text or aside

    def titled(self, title: str, text: str) -> str:
        """Put a title before a text, if both are there."""
        return self.phrase("titled", title=title, text=text) if title and text else title or text

    def bounds(
        self,
        *,
        ge: Decimal | None = None,
        gt: Decimal | None = None,
        le: Decimal | None = None,
        lt: Decimal | None = None,
    ) -> str:
        """Tell the sides of a band: ≥95 且 <110."""
        sides = [
            f"{sign}{self.figure(value)}"
            for sign, value in (("≥", ge), (">", gt), ("≤", le), ("<", lt))
            if value is not None
        ]
        if len(sides) != 2:  # noqa: PLR2004 - a band has two sides
            return "".join(sides)
        return self.phrase("both", one=sides[0], other=sides[1])
