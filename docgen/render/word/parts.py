"""Which parts of a Word template hold words, and what a person calls them."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.markup import read_xml
from docgen.render.word.markup import R, W
from docgen.render.word.package import Package

__all__ = ["CORE", "CUSTOM", "find_texts", "is_word_markup", "name_part"]

CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_NOTES = ("footnotes", "endnotes", "comments")
_SIDES = {"first": "first-page ", "even": "even-page ", "default": ""}
_UNTOUCHED = ("styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme")
"""Parts without words that a reader sees."""


def find_texts(package: Package) -> Iterator[str]:
    """Name the parts that may hold placeholders: the document first, then all others in order."""
    looks = {target for kind in _UNTOUCHED for target in package.follow(package.main, kind)}
    yield package.main
    for part in sorted(package.parts):
        if part != package.main and part not in looks and package.is_xml(part) and not _is_bones(part):
            yield part


def _is_bones(part: str) -> bool:
    """Tell whether a part belongs to the package itself, or to the store of building blocks."""
    return part.endswith(".rels") or part == "[Content_Types].xml" or part.startswith("word/glossary/")


def is_word_markup(content: bytes) -> bool:
    """Tell whether a part is written in the language of Word documents."""
    return (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main" in content[:4096]
        and b"<w:" in content[:8192]
    )


def name_part(package: Package, part: str) -> str:
    """Say which part of the document this is: ``body``, ``first-page header``, ``properties``."""
    if part == package.main:
        return "body"
    for kind in ("header", "footer"):
        for relation in package.relations(package.main):
            if relation.name == kind and relation.target == part:
                return f"{_side(package, relation.id, kind)}{kind}"
    for kind in _NOTES:
        if part in set(package.follow(package.main, kind)):
            return kind.removesuffix("s")
    return "properties" if part.startswith("docProps/") else part


def _side(package: Package, relation: str, kind: str) -> str:
    for reference in read_xml(package.parts[package.main]).iter(f"{W}{kind}Reference"):
        if reference.get(f"{R}id") == relation:
            return _SIDES.get(reference.get(f"{W}type", ""), "")
    return ""
