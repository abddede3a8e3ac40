"""A rendered document, the look it is given, and the file it becomes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.document.blocks import Block
from docgen.document.source import Plain

__all__ = ["Artifact", "Asset", "Document", "Font", "Meta", "PageSetup", "Remark", "Theme"]


@dataclass(frozen=True, slots=True)
class Meta:
    """What a file says about itself. ``language`` is a tag such as ``zh-CN``; ``created`` is given, never now."""

    title: str
    language: str
    author: str = ""
    subject: str = ""
    organization: str = ""
    keywords: tuple[str, ...] = ()
    identifier: str = ""
    version: str = ""
    created: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture or another file that a document shows."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a place of the document: the ids it may stand at, nearest first, and its words."""

    anchors: tuple[str, ...]
    text: str
    author: str = "docgen"


@dataclass(frozen=True, slots=True)
class Document:
    """One rendering with two readers: CSS engines read ``html``, everybody else the tree.

    ``pages`` maps ids of headings to page numbers (from 1) when a layout has computed them; it is
    empty otherwise, and a writer then prints no page number rather than a wrong one. ``source`` is the
    spec as plain data; a format that can carries it inside the file. ``remarks`` are notes for whoever
    reviews the document. ``run_on`` names headings whose section does not start a page although its
    template asks so, because the page before would be nearly empty; a layout finds them.
    """

    html: str
    body: tuple[Block, ...]
    meta: Meta
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()
    assets: Mapping[str, Asset] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    source: Mapping[str, Plain] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    run_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Font:
    """A font file that travels with the pack: the family it is asked for by, and its weight."""

    family: str
    weight: int
    path: Path


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper and margins in millimetres, upright."""

    width: float = 210.0
    height: float = 297.0
    top: float = 25.0
    right: float = 20.0
    bottom: float = 22.0
    left: float = 20.0


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of a pack in one language, without knowing that packs exist.

    ``css`` and ``screen_css`` are finished style sheets (brand variables in front). ``word`` holds
    finished WordprocessingML parts by name (``styles.xml``, ``theme1.xml``, ``numbering.xml``,
    ``settings.xml``, ``fontTable.xml``). ``word_styles`` maps a class to a Word style name where the
    naming rule (``goal-title`` → ``Goal Title``) does not hold.
    """

    name: str
    css: str
    screen_css: str
    word: Mapping[str, bytes]
    word_styles: Mapping[str, str]
    fonts: tuple[Font, ...]
    page: PageSetup
    language: str
    assets: Mapping[str, Asset] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file in memory; ``pages`` are the page numbers of headings if its layout knows them.

    ``run_on`` are the headings it let run on (see ``Document``).
    """

    content: bytes
    media_type: str
    suffix: str
    pages: Mapping[str, int] = field(default_factory=dict)
    page_count: int | None = None
    run_on: frozenset[str] = frozenset()
