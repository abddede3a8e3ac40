"""Words in a paragraph: runs, links, pictures and fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, assert_never

from docgen.document.blocks import (
    Control,
    Emphasis,
    Field,
    Image,
    Inline,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from docgen.writers.docx.bookmarks import bookmark_name
from docgen.writers.docx.controls import Content, control, said_by
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.fields import field, internal_link
from docgen.writers.docx.links import safe_address
from docgen.writers.docx.markup import characters
from docgen.writers.docx.package import RT
from docgen.writers.docx.pictures import drawing

__all__ = ["plain_text", "write_inlines", "write_text"]

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SHARED_PUNCTUATION = re.compile(r"[‘’“”—…·]")
_EAST_ASIAN = ("zh", "ja", "ko")
_EAST_ASIAN_SIGN = '<w:rFonts w:hint="eastAsia"/>'
_FIELD_CODES = {"page-number": "PAGE", "page-count": "NUMPAGES"}


class Tone(NamedTuple):
    """How words are said: one character style, and what has to be added because Word knows only one.

    ``linked`` words lead somewhere; nothing can be filled in there.
    """

    style: str = ""
    strong: bool = False
    stressed: bool = False
    position: str = ""
    language: str = ""
    linked: bool = False

    def properties(self, hint: str = "") -> str:
        """Write the run properties in schema order; an empty text if there are none."""
        inner = f'<w:rStyle w:val="{self.style}"/>' if self.style else ""
        inner += hint
        if self.strong:
            inner += "<w:b/><w:bCs/>"
        if self.stressed:
            inner += "<w:i/><w:iCs/>"
        if self.position:
            inner += f'<w:vertAlign w:val="{self.position}"/>'
        if self.language:
            inner += f'<w:lang w:{_language_slot(self.language)}="{self.language}"/>'
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


_PLAIN = Tone()


def write_inlines(
    inlines: Iterable[Inline], place: Place, draft: Draft, story: Story, tone: Tone = _PLAIN
) -> str:
    """Write inlines as runs; findings go to the draft."""
    return "".join([_write(inline, place, draft, story, tone) for inline in inlines])


def write_text(content: str, draft: Draft, tone: Tone = _PLAIN, hint: str = "") -> str:
    """Write characters, letter by letter; ``hint`` is a finished ``w:rFonts``."""
    if not content:
        return ""
    if draft.chinese and _SHARED_PUNCTUATION.search(content) and _HAN.search(content):
        # Quotes and dashes exist in both scripts; Word takes the Latin ones unless told.
        hint = _EAST_ASIAN_SIGN
    keep = ' xml:space="preserve"' if content[0].isspace() or content[-1].isspace() or "  " in content else ""
    return f"<w:r>{tone.properties(hint)}<w:t{keep}>{characters(content)}</w:t></w:r>"


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the characters alone, for places that hold no runs."""
    return "".join(_characters(inline) for inline in inlines)


def _write(inline: Inline, place: Place, draft: Draft, story: Story, tone: Tone) -> str:  # noqa: PLR0911 - one arm an inline
    match inline:
        case Text():
            return write_text(inline.content, draft, tone)
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case Field():
            return field(_FIELD_CODES[inline.kind], "1", tone.properties())
        case Image():
            return drawing(inline, place, draft, story) or write_text(inline.alt, draft, tone)
        case Link():
            return _link(inline, place, draft, story, tone)
        case Control():
            return _control(inline, place, draft, story, _retuned(inline, place, draft, tone))
        case Strong() | Emphasis() | Subscript() | Superscript() | Span():
            return write_inlines(inline.children, place, draft, story, _retuned(inline, place, draft, tone))
        case _:
            assert_never(inline)


def _retuned(
    inline: Strong | Emphasis | Subscript | Superscript | Span | Control,
    place: Place,
    draft: Draft,
    tone: Tone,
) -> Tone:
    match inline:
        case Span() | Control():
            style = draft.character_style(inline.style, place.prefixes) if inline.style else ""
            language = inline.language if isinstance(inline, Span) else None
            return tone._replace(style=style or tone.style, language=language or tone.language)
        case Subscript() | Superscript():
            return tone._replace(position="subscript" if isinstance(inline, Subscript) else "superscript")
        case Strong() | Emphasis():
            strong = isinstance(inline, Strong)
            if not tone.style:
                return tone._replace(style=draft.character_style("strong" if strong else "emphasis"))
            return tone._replace(strong=True) if strong else tone._replace(stressed=True)
        case _:
            assert_never(inline)


def _control(inline: Control, place: Place, draft: Draft, story: Story, tone: Tone) -> str:
    """Write a place to fill in; one of plain text is in one tone, whatever its template says of single words."""
    if tone.linked:
        return write_inlines(inline.children, place, draft, story, tone)
    said = said_by(inline)
    if not said.text:
        quiet = tone._replace(style=draft.character_style("placeholder-text"))
        content = Content(said, write_text(said.hint, draft, quiet), tone.properties())
    elif inline.kind == "rich":
        runs = write_inlines(inline.children, place, draft, story, tone._replace(linked=True))
        content = Content(said, runs, tone.properties())
    else:
        hint = _EAST_ASIAN_SIGN if inline.kind == "checkbox" else ""
        lines = [write_text(line, draft, tone, hint) for line in said.text.split("\n")]
        content = Content(said, "<w:r><w:br/></w:r>".join(lines), tone.properties(hint))
    return control(inline, content, draft) + write_text(said.rest, draft, tone)


def _link(link: Link, place: Place, draft: Draft, story: Story, tone: Tone) -> str:
    style = draft.character_style(link.style or "hyperlink")
    tone = tone._replace(linked=True)
    linked = write_inlines(link.children, place, draft, story, tone._replace(style=style or tone.style))
    if link.href.startswith("#"):
        # A link to nowhere was told when the template was read; its words stay.
        if link.href[1:] in draft.targets:
            return internal_link(bookmark_name(link.href[1:]), linked)
    elif address := safe_address(link.href):
        relation = story.part.relate_to(address, RT.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{relation}" w:history="1">{linked}</w:hyperlink>'
    else:
        draft.warn("DG622", address=link.href)
    return write_inlines(link.children, place, draft, story, tone)


def _characters(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.content
        case LineBreak():
            return " "
        case Image():
            return inline.alt
        case Field():
            return ""
        case Strong() | Emphasis() | Subscript() | Superscript() | Span() | Link() | Control():
            return plain_text(inline.children)
        case _:
            assert_never(inline)


def _language_slot(language: str) -> str:
    return "eastAsia" if language.startswith(_EAST_ASIAN) else "val"
