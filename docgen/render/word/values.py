"""What happens to a value that is printed into a Word file, and what templates may call to print more.

Text is escaped, and what XML has no place for becomes a sign of its own: a line break, a tab, a page
break, a new paragraph, a brace (so that no value is ever taken for a placeholder). ``shape`` makes the
signs elements. A picture or a rich text is two of them around a number.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import FrameType
from typing import Any, NoReturn

from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined
from markupsafe import Markup

from docgen.render.word.inserts import BRACE, INSERT, LINE, PAGE, PARAGRAPH, TAB, Picture, Rich
from docgen.render.word.rich import look_of

__all__ = ["Printed", "Printer", "Problem"]

_SIGNS = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;",
    "{": BRACE, "\r\n": LINE, "\r": LINE, "\n": LINE, "\v": LINE, "\t": TAB, "\f": PAGE, "\a": PARAGRAPH,
    "\u2028": LINE, "\u2029": PARAGRAPH,
}  # fmt: skip
_IMPOSSIBLE = "\x00-\x06\x08\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_SPECIAL = re.compile(f"\r\n|[&<>\"'{{\r\n\v\t\f\a\u2028\u2029{_IMPOSSIBLE}]")
_IN_MARKUP = re.compile("\r\n|[{\r\n\v\t\f\a\u2028\u2029]")
_REPLACEMENT = "�"
_MOST_INSERTS = 2000


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that cannot be printed: where in which template, why, and the value or its name."""

    part: str
    line: int | None
    code: str
    value: Any


@dataclass(slots=True)
class Printed:
    """What was printed during one filling."""

    texts: list[str] = field(default_factory=list)
    inserts: list[Picture | Rich] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    impossible: set[str] = field(default_factory=set)


class Unprintable(Exception):  # noqa: N818 - a signal to the compiler, never seen outside
    """A constant of a template that cannot be printed; it is met again while filling, where its place is known."""


class Printer:
    """Prints the values of one filling after another; the sandbox calls it for everything it prints."""

    def __init__(self, has_picture: Callable[[str], bool] | None = None) -> None:
        """Take what tells whether there is a picture of a name; nothing is kept until ``begin``."""
        self.has_picture = has_picture or (lambda _: False)
        self.printed: Printed | None = None

    def begin(self) -> Printed:
        """Forget what was printed before, and return what will be."""
        self.printed = Printed()
        return self.printed

    def show(self, value: Any) -> Any:
        """Return what a value looks like in the XML of a part."""
        if isinstance(value, str):
            return self._markup(value) if hasattr(value, "__html__") else self._text(value)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return self._text(str(value))
        if isinstance(value, list | tuple) and all(isinstance(each, str | int | float) for each in value):
            return self._text("\n".join(map(str, value)))
        if isinstance(value, Undefined):
            return self._fail("DG431", value)
        return self._fail("DG437", value)

    def globals(self) -> dict[str, Callable[..., Any]]:
        """Return what templates may call."""
        return {"picture": self.picture, "image": self.picture, "rich": self.rich}

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return the filters that Word templates have besides those of every template."""
        return {"paragraphs": _paragraphs, "lines": _lines}

    def picture(
        self, name: Any = "", width_mm: Any = None, height_mm: Any = None, alt: Any = ""
    ) -> Markup | str:
        """Show a picture of the spec or of the pack by its name; no name shows nothing, not even a frame."""
        if isinstance(name, Undefined):
            str(name)
        sizes = [_length(size) for size in (width_mm, height_mm)]
        if not name:
            return self._insert(Picture(""))
        if not isinstance(name, str) or not self.has_picture(name):
            return str(self._fail("DG438", str(name)))
        return self._insert(Picture(name, sizes[0], sizes[1], _say(alt)))

    def rich(self, text: Any = "", **look: Any) -> Markup:
        """Give a text a look of its own: ``rich(goal.title, bold=true, color="#C00000")``."""
        if isinstance(text, list | tuple):
            text = "\n".join(map(_say, text))
        words = _say(text)
        properties = look_of({key: _say(value) for key, value in look.items()})
        return self._insert(Rich(self._clean(words), words, properties))

    def _insert(self, thing: Picture | Rich) -> Markup:
        if self.printed is None:
            raise Unprintable
        if len(self.printed.inserts) >= _MOST_INSERTS:
            raise SecurityError("too many pictures or rich texts")
        self.printed.inserts.append(thing)
        return Markup(f"{INSERT}{len(self.printed.inserts) - 1}{INSERT}")  # noqa: S704 - two signs and a number

    def _text(self, text: str) -> Markup:
        if self.printed is not None:
            self.printed.texts.append(text)
        return Markup(_SPECIAL.sub(self._sign, text))  # noqa: S704 - escaped by this very line

    def _markup(self, text: str) -> Markup:
        """Print what is escaped already; what holds elements is the output of a macro, and finished."""
        if "<" in text or INSERT in text:
            return Markup(text)  # noqa: S704 - as above
        if self.printed is not None:
            self.printed.texts.append(Markup(text).unescape())  # noqa: S704
        return Markup(_IN_MARKUP.sub(self._sign, text))  # noqa: S704

    def _sign(self, found: re.Match[str]) -> str:
        sign = found[0]
        if sign in _SIGNS:
            return _SIGNS[sign]
        if self.printed is not None:
            self.printed.impossible.add(sign)
        return _REPLACEMENT

    def _clean(self, text: str) -> str:
        """Replace what XML cannot hold; lines and tabs become signs, nothing is escaped."""
        return _SPECIAL.sub(lambda sign: sign[0] if sign[0] in "&<>\"'" else self._sign(sign), text)

    def _fail(self, code: str, value: Any) -> str:
        """Note that a value cannot be printed, and go on, so that all of them are found at once."""
        part, line = _caller()
        if self.printed is None or part is None:
            raise Unprintable
        self.printed.problems.append(Problem(part, line, code, value))
        return ""


def _caller() -> tuple[str | None, int | None]:
    """Find the template, and its line, that is printing."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - who prints is known to the interpreter alone
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return str(template.name), int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return None, None


def _length(size: Any) -> float | None:
    if size is None:
        return None
    if isinstance(size, bool) or not isinstance(size, int | float | Decimal) or not 0 < size <= 1000:  # noqa: PLR2004 - points
        raise ValueError("a length in millimeters")
    return float(size)


def _say(value: Any) -> str:
    if isinstance(value, Markup):
        return str(value.unescape())
    return "" if value is None else str(value)


def _lines(value: Any) -> str:
    """Join the entries of a list by line breaks."""
    return _joined(value, "\n")


def _paragraphs(value: Any) -> str:
    """Make every entry of a list, or every line of a text, a paragraph like the one it is printed in."""
    if isinstance(value, str):
        value = [line for line in value.splitlines() if line.strip()]
    return _joined(value, "\a")


def _joined(value: Any, sign: str) -> str:
    if isinstance(value, Undefined | Mapping):
        _refuse(value)
    entries = [value] if isinstance(value, str | int | float | Decimal) else list(value)
    return sign.join(_say(entry) for entry in entries)


def _refuse(value: Any) -> NoReturn:
    str(value) if isinstance(value, Undefined) else None
    raise TypeError("a list of texts is needed")
