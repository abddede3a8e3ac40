"""What may a finished file lead to, and what must never be in one?

Known here once, for those who read templates, write files, prove them and examine them.
"""

from __future__ import annotations

import re

__all__ = [
    "ACTING_ELEMENTS",
    "ACTIVE_TYPES",
    "CHART_TYPES",
    "FETCHING_ATTRIBUTES",
    "LINKS",
    "PDF_DEEDS",
    "SHEET_TYPE",
    "WORD_RELATIONS",
    "may_link",
]

LINKS = ("http://", "https://", "mailto:")
"""How an address begins that a reader may follow out of a document."""

ACTING_ELEMENTS = frozenset(
    {
        *("applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input"),
        *("link", "meta", "object", "script", "select", "source", "textarea", "track", "video"),
    }
)
"""Elements of HTML that run, fetch or send something."""

FETCHING_ATTRIBUTES = frozenset(
    {"background", "formaction", "longdesc", "manifest", "ping", "poster", "srcset"}
)
"""Attributes of HTML that name something to be fetched; ``src`` and ``href`` are judged by what they name."""

PDF_DEEDS = frozenset(
    {"JavaScript", "Launch", "GoToR", "GoToE", "SubmitForm", "ImportData", "Rendition", "Movie", "Sound"}
)
"""Actions of PDF that run, open, send or play something; a link to the web asks before it opens."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD_RELATIONS = frozenset({
    *(_OFFICE + name for name in (
        "officeDocument", "extended-properties", "custom-properties", "styles", "numbering", "settings",
        "webSettings", "fontTable", "font", "theme", "themeOverride", "header", "footer", "footnotes", "endnotes",
        "comments", "image", "hyperlink", "customXml", "customXmlProps", "glossaryDocument", "chart",
        "chartUserShapes", "diagramData", "diagramLayout", "diagramColors", "diagramQuickStyle", "bibliography",
        "package",
    )),
    *("http://schemas.openxmlformats.org/package/2006/relationships/metadata/" + name for name in (
        "core-properties", "thumbnail",
    )),
    *("http://schemas.microsoft.com/office/" + name for name in (
        "2007/relationships/stylesWithEffects", "2007/relationships/diagramDrawing",
        "2007/relationships/hdphoto", "2011/relationships/commentsExtended", "2011/relationships/people",
        "2011/relationships/chartStyle", "2011/relationships/chartColorStyle",
        "2016/09/relationships/commentsIds", "2018/08/relationships/commentsExtensible",
        "2014/relationships/chartEx", "2020/02/relationships/classificationlabels",
    )),
})  # fmt: skip
"""Every kind of relationship that may lead to a part of a Word file; no other may."""

ACTIVE_TYPES = re.compile(r"(?i)macroEnabled|vbaProject|vbaData|activeX|oleObject|keyMapCustomizations")
"""Types of parts of a Word file that run."""

CHART_TYPES = (
    "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "application/vnd.ms-office.chartex+xml",
)
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Charts of a Word file, and the sheet of numbers behind one: the only file that may lie in another."""


def may_link(address: str) -> bool:
    """Tell whether a reader may follow an address out of a document."""
    return address.strip().lower().startswith(LINKS)
