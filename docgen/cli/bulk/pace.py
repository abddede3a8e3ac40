"""How fast a run goes, and how long it will take: figures and their words."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from docgen.cli.words import Words

__all__ = ["Pace", "say_bytes", "say_duration"]

_RATE = Words("每秒 {rate} 份", "{rate} a second")
_EACH = Words("每份 {each} 秒", "{each} s each")
_LEFT = Words("还需约{left}", "about {left} left")
_UNITS = (
    (86400, Words("{n} 天", "{n} d")),
    (3600, Words("{n} 小时", "{n} h")),
    (60, Words("{n} 分", "{n} min")),
    (1, Words("{n} 秒", "{n} s")),
)
_FEW = 10


@dataclass(slots=True)
class Pace:
    """Counts what is done of so many since it was made."""

    total: int
    done: int = 0
    begun: float = field(default_factory=time.monotonic)

    def say(self, language: str) -> str:
        """Return speed and time left; nothing before the first is done."""
        seconds = time.monotonic() - self.begun
        if not self.done or seconds <= 0:
            return ""
        rate = self.done / seconds
        fast = rate >= 1
        speed = (_RATE if fast else _EACH).say(language).format(rate=f"{rate:.1f}", each=f"{1 / rate:.1f}")
        left = (self.total - self.done) / rate
        if left < 1:
            return speed
        joint = "，" if language == "zh" else ", "
        return (
            speed + joint + _LEFT.say(language).format(left=_spaced(say_duration(left, language), language))
        )


def say_duration(seconds: float, language: str) -> str:
    """Say seconds in at most two units: 3 小时 20 分, 45 s."""
    if seconds < _FEW:
        return _UNITS[-1][1].say(language).format(n=f"{seconds:.1f}")
    rest, said = round(seconds), []
    for size, words in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            said.append(words.say(language).format(n=count))
        elif said:
            break
    return " ".join(said[:2])


def say_bytes(size: float) -> str:
    """Say bytes in the largest unit that leaves a figure before the point."""
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:  # noqa: PLR2004 - the step from one unit to the next
            return f"{size:.0f} {unit}" if size >= _FEW or unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


def _spaced(text: str, language: str) -> str:
    return f" {text}" if language == "zh" else text
