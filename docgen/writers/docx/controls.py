"""Places that people fill in later: content controls, each bound to the store of the file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, assert_never
from zlib import crc32

from docgen.document.blocks import Control, Field, Image, Inline, LineBreak, Text
from docgen.writers.docx.draft import Draft
from docgen.writers.docx.markup import attribute
from docgen.writers.docx.store import binding

__all__ = ["Content", "Said", "control", "said_by"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ON, _OFF = "■", "□"
_BOXES = "□■☐☑☒"
_CHECKED = "■☑☒"
_BLANK = "\u2002" * 5
_LONGEST = 64
"""Characters that Word takes for the title or the tag of a control."""


class Said(NamedTuple):
    """What a control says: its text (empty until it is filled in), the words that invite, what follows it."""

    text: str
    hint: str
    rest: str = ""


class Content(NamedTuple):
    """What stands in a control: what it says, its finished runs, and how words typed into it look."""

    said: Said
    runs: str
    properties: str


def said_by(place: Control) -> Said:
    """Tell what a place to fill in says; a checkbox says one of its two boxes."""
    text = "".join(_lines(place.children))
    if place.kind != "checkbox":
        return Said(text if text.strip() else "", place.hint or place.title or _BLANK)
    text = text.strip()
    return Said(_ON if text[:1] and text[0] in _CHECKED else _OFF, "", text.lstrip(_BOXES))


def control(place: Control, content: Content, draft: Draft) -> str:
    """Write a place to fill in around its runs."""
    empty = not content.said.text
    name = place.hint or place.title
    properties = content.properties
    if place.title:
        properties += f'<w:alias w:val="{attribute(place.title[:_LONGEST])}"/>'
    number = draft.control_number(crc32(place.name.encode()))
    properties += f'<w:tag w:val="{_tag(place.name)}"/><w:id w:val="{number}"/>'
    if name and place.kind != "checkbox":
        properties += f'<w:placeholder><w:docPart w:val="{draft.hints.name(name)}"/></w:placeholder>'
    if empty:
        properties += "<w:showingPlcHdr/>"
    properties += _binding(place, content.said.text, draft) + _kind(place, content.said.text, draft)
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content.runs}</w:sdtContent></w:sdt>"


def _binding(place: Control, text: str, draft: Draft) -> str:
    """Bind a control to the store; words in several looks cannot be bound."""
    if place.kind == "rich":
        return ""
    stored = ("true" if text == _ON else "false") if place.kind == "checkbox" else text
    return binding(draft.store.bind(place.bind, place.name, stored))


def _kind(place: Control, text: str, draft: Draft) -> str:
    match place.kind:
        case "text":
            return '<w:text w:multiLine="1"/>' if "\n" in text else "<w:text/>"
        case "rich":
            return "<w:richText/>"
        case "date":
            return _date(text, draft)
        case "choice":
            return _choice(place.options, text)
        case "checkbox":
            return _checkbox(text, draft)
        case _:
            assert_never(place.kind)


def _date(text: str, draft: Draft) -> str:
    """Write a date; one in words of its own is stored as it is written, as no calendar would know it."""
    day = _is_day(text)
    full = f' w:fullDate="{text}T00:00:00Z"' if day else ""
    stored = "date" if day or not text else "text"
    return (
        f'<w:date{full}><w:dateFormat w:val="yyyy-MM-dd"/>'
        f'<w:lid w:val="{attribute(draft.document.meta.language)}"/>'
        f'<w:storeMappedDataAs w:val="{stored}"/><w:calendar w:val="gregorian"/></w:date>'
    )


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _checkbox(text: str, draft: Draft) -> str:
    font = attribute(draft.east_asian_font)
    return (
        f'<w14:checkbox><w14:checked w14:val="{int(text == _ON)}"/>'
        f'<w14:checkedState w14:val="{ord(_ON):04X}" w14:font="{font}"/>'
        f'<w14:uncheckedState w14:val="{ord(_OFF):04X}" w14:font="{font}"/></w14:checkbox>'
    )


def _tag(name: str) -> str:
    if len(name) <= _LONGEST:
        return attribute(name)
    return attribute(f"{name[: _LONGEST - 9]}_{crc32(name.encode()):08x}")


def _choice(options: Sequence[str], text: str) -> str:
    """Write the answers, each once; what is said now is one of them, whatever the list holds."""
    shown = () if not text or text in options else (text,)
    items = [attribute(option) for option in dict.fromkeys((*shown, *options))]
    listed = "".join(f'<w:listItem w:displayText="{item}" w:value="{item}"/>' for item in items)
    return f"<w:dropDownList>{listed}</w:dropDownList>"


def _lines(inlines: Iterable[Inline]) -> Iterable[str]:
    for inline in inlines:
        match inline:
            case Text():
                yield inline.content
            case LineBreak():
                yield "\n"
            case Image():
                yield inline.alt
            case Field():
                pass
            case _:
                yield from _lines(inline.children)
