"""The typed tree of a document: inlines, the words of a paragraph and what stands among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Control",
    "Emphasis",
    "Field",
    "Image",
    "Inline",
    "LineBreak",
    "Link",
    "Span",
    "Strong",
    "Subscript",
    "Superscript",
    "Text",
]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters; white space is already folded as HTML folds it."""

    content: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered characters."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised characters."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Words in a character style; ``language`` where it differs from the document's."""

    children: tuple[Inline, ...]
    style: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: ``#id`` inside the document, else http, https or mailto."""

    href: str
    children: tuple[Inline, ...]
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its asset name, with the words for people who do not see it (empty: ornament)."""

    source: str
    alt: str
    width_mm: float | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A value that the page layout knows: the number of this page, or of all pages."""

    kind: Literal["page-number", "page-count"]


@dataclass(frozen=True, slots=True)
class Control:
    """A place that people fill in later; ``children`` are what it says until then.

    ``name`` is its own in the document (``signoff.1.date``), ``title`` says what belongs there, ``hint``
    invites to fill it in. ``bind`` is the path of the spec's field that it shows (``person.name``).
    ``options`` are the answers of a ``choice``; a ``checkbox`` says □ or ■ until it is drawn as one.
    """

    kind: Literal["text", "rich", "date", "choice", "checkbox"]
    name: str
    children: tuple[Inline, ...] = ()
    title: str = ""
    hint: str = ""
    bind: str = ""
    options: tuple[str, ...] = ()
    style: str | None = None


Inline = (
    Text | LineBreak | Strong | Emphasis | Subscript | Superscript | Span | Link | Image | Field | Control
)
