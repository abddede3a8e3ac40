"""One content control: what it shows, in the words of its store, and how it shows something else."""

from __future__ import annotations

import copy
import datetime
import re

from lxml import etree
from lxml.etree import _Element

from docgen.render.word.inserts import LINE
from docgen.render.word.markup import CELL, PARAGRAPH, ROW, RUN, TEXT, W
from docgen.render.word.runs import make_text
from docgen.render.word.source import TOUCHED

__all__ = ["Control"]

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_MORE = (
    *(
        f"{W}{name}"
        for name in ("richText", "group", "picture", "docPartObj", "docPartList", "equation", "citation")
    ),
    f"{_W15}repeatingSection",
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "‑"}
_CHECKED = "☒☑■✓✔√×"
_DAY = re.compile(r"(\d{4})(?:-|年|/|\.)(\d{1,2})(?:-|月|/|\.)(\d{1,2})日?")
_BOX, _CROSS = "2610", "2612"


class Control:
    """A content control of a part."""

    def __init__(self, element: _Element) -> None:
        """Take the element; it is changed in its place."""
        self._element = element
        self._properties = _child(element, f"{W}sdtPr", 0)
        self._content = _child(element, f"{W}sdtContent", len(element))

    @property
    def binding(self) -> _Element:
        """Return what binds it."""
        binding = self._properties.find(f"{W}dataBinding")
        if binding is None:
            raise LookupError("a control that is bound to nothing")
        return binding

    @property
    def is_touched(self) -> bool:
        """Tell whether a placeholder stands in it."""
        return self._properties.get(TOUCHED) is not None

    @property
    def holds_more_than_text(self) -> bool:
        """Tell whether its data are no plain text."""
        return any(self._properties.find(kind) is not None for kind in _MORE)

    @property
    def name(self) -> str:
        """Return what it is called."""
        for kind in ("tag", "alias", "id"):
            if name := self._value(kind):
                return name
        return "control"

    @property
    def text(self) -> str:
        """Return what it shows."""
        pieces = []
        paragraphs = 0
        for element in self._content.iter(TEXT, PARAGRAPH, *_SIGNS):
            if element.tag == PARAGRAPH:
                paragraphs += 1
                pieces.append("\n" if paragraphs > 1 else "")
            elif element.tag == TEXT:
                pieces.append(element.text or "")
            elif (parent := element.getparent()) is not None and parent.tag == RUN:
                pieces.append(_SIGNS[str(element.tag)])
        return "".join(pieces)

    @property
    def stored(self) -> str:
        """Return what it shows, in the words of a store; its own properties are brought up to date."""
        self._wake()
        text = self.text
        if (box := self._find(f"{_W14}checkbox")) is not None:
            is_on = text.strip() in _CHECKED if text.strip() else False
            _set(box, f"{_W14}checked", f"{_W14}val", "1" if is_on else "0")
            return "true" if is_on else "false"
        if (date := self._find(f"{W}date")) is not None:
            return _date(date, text)
        for choices in self._properties.iter(f"{W}dropDownList", f"{W}comboBox"):
            return _choice(choices, text)
        return text

    def show(self, stored: str) -> None:
        """Show what a store says."""
        text = stored
        if (box := self._find(f"{_W14}checkbox")) is not None:
            is_on = stored.strip().lower() in {"1", "true", "on"}
            _set(box, f"{_W14}checked", f"{_W14}val", "1" if is_on else "0")
            text = _glyph(box, is_on)
        elif (date := self._find(f"{W}date")) is not None:
            _date(date, stored.strip()[:10])
        for item in self._properties.iter(f"{W}listItem"):
            if item.get(f"{W}value") == stored:
                text = item.get(f"{W}displayText", stored)
        if " ".join(text.split()) != " ".join(self.text.split()) or (text.strip() and self._is_asleep()):
            self._write(text)
        if not text.strip() and self._find(f"{W}showingPlcHdr") is None:
            self._place_hint()

    def bind(self, path: str, prefixes: str) -> None:
        """Bind it to another place of the same store."""
        self.binding.set(f"{W}xpath", path)
        self.binding.set(f"{W}prefixMappings", prefixes)

    def unbind(self) -> None:
        """Free it from its store."""
        self._properties.remove(self.binding)

    def _find(self, kind: str) -> _Element | None:
        return self._properties.find(kind)

    def _value(self, kind: str) -> str:
        found = self._find(f"{W}{kind}")
        return "" if found is None else found.get(f"{W}val", "")

    def _is_asleep(self) -> bool:
        return self._find(f"{W}showingPlcHdr") is not None

    def _place_hint(self) -> None:
        """Say that it is empty, so that it invites again."""
        hint = etree.Element(f"{W}showingPlcHdr")
        before = [
            self._find(f"{W}{name}")
            for name in ("temporary", "placeholder", "lock", "id", "tag", "alias", "rPr")
        ]
        last = next((each for each in before if each is not None), None)
        self._properties.insert(0 if last is None else self._properties.index(last) + 1, hint)

    def _wake(self) -> None:
        """Make what was a hint words of its own."""
        hint = self._find(f"{W}showingPlcHdr")
        if hint is None or not self.text.strip():
            return
        self._properties.remove(hint)
        for style in list(self._content.iter(f"{W}rStyle")):
            if (
                style.get(f"{W}val", "").lower().replace(" ", "") == "placeholdertext"
                and (parent := style.getparent()) is not None
            ):
                parent.remove(style)

    def _write(self, text: str) -> None:
        """Replace its words; they keep the look of the first of them."""
        self._wake()
        runs = list(self._content.iter(RUN))
        look = next((run.find(f"{W}rPr") for run in runs), None)
        around = runs[0].getparent() if runs else None
        home = self._home() if around is None else around
        at = len(home) if around is None else home.index(runs[0])
        paragraphs = list(self._content.iter(PARAGRAPH))
        for run in runs:
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
        for paragraph in paragraphs[1:]:
            parent = paragraph.getparent()
            if parent is not None and paragraph is not home:
                parent.remove(paragraph)
        new = etree.Element(RUN)
        if look is not None:
            new.append(copy.deepcopy(look))
        new.extend(make_text(text.replace("\n", LINE)))
        home.insert(at, new)
        self._wake()

    def _home(self) -> _Element:
        """Return where a run may stand in an empty control."""
        for element in self._content.iter(PARAGRAPH):
            return element
        around = self._element.getparent()
        if around is not None and around.tag == PARAGRAPH:
            return self._content
        if around is not None and around.tag == ROW:
            cell = etree.SubElement(self._content, CELL)
            return etree.SubElement(cell, PARAGRAPH)
        return etree.SubElement(self._content, PARAGRAPH)


def _child(element: _Element, tag: str, at: int) -> _Element:
    """Return a child of a control; it is made if it is missing."""
    found = element.find(tag)
    if found is None:
        found = etree.Element(tag)
        element.insert(at, found)
    return found


def _set(parent: _Element, child: str, name: str, value: str) -> None:
    found = parent.find(child)
    if found is None:
        found = etree.Element(child)
        parent.insert(0, found)
    found.set(name, value)


def _glyph(box: _Element, is_on: bool) -> str:
    state = box.find(f"{_W14}checkedState" if is_on else f"{_W14}uncheckedState")
    code = state.get(f"{_W14}val") if state is not None else None
    try:
        return chr(int(code or (_CROSS if is_on else _BOX), 16))
    except (ValueError, OverflowError):
        return chr(int(_CROSS if is_on else _BOX, 16))


def _date(date: _Element, text: str) -> str:
    """Bring the day of a date control up to date; return it as the store keeps it."""
    stored_as = date.find(f"{W}storeMappedDataAs")
    found = _DAY.fullmatch(text.strip())
    try:
        day = datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:  # in words of its own: no calendar would know it
        date.attrib.pop(f"{W}fullDate", "")
        if stored_as is not None:
            stored_as.set(f"{W}val", "text")
        return text
    date.set(f"{W}fullDate", f"{day.isoformat()}T00:00:00Z")
    return text if stored_as is not None and stored_as.get(f"{W}val") == "text" else day.isoformat()


def _choice(choices: _Element, text: str) -> str:
    """Return the value of the answer that is shown; it becomes one of the answers if it is none."""
    for item in choices.iter(f"{W}listItem"):
        if item.get(f"{W}displayText") == text.strip():
            return item.get(f"{W}value", text)
    if text.strip():
        words = text.strip()
        etree.SubElement(choices, f"{W}listItem", {f"{W}displayText": words, f"{W}value": words})
        return words
    return text
