"""Rules about the package: what is pointed at is there, and has the right type."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile
from docgen.doctor.word.markup import R
from docgen.relations import TYPES

__all__ = ["parts_have_types", "relations_are_known", "relations_lead_somewhere"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_EXPECTED = {
    **{
        kind: f"{_WORD}{kind}+xml"
        for kind in ("styles", "numbering", "settings", "header", "footer", "fontTable", "footnotes", "endnotes",
                     "comments", "webSettings")
    },
    "theme": f"{_OFFICE}theme+xml",
    "chart": f"{_OFFICE}drawingml.chart+xml",
    "customXmlProps": f"{_OFFICE}customXmlProperties+xml",
    "extended-properties": f"{_OFFICE}extended-properties+xml",
    "custom-properties": f"{_OFFICE}custom-properties+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "image": "image/",
}  # fmt: skip
"""Kind of relationship: how the type of its target begins."""
_MAIN = ("document.main+xml", "template.main+xml", "macroEnabled.main+xml", "macroEnabledTemplate.main+xml")


def relations_lead_somewhere(word: WordFile) -> Iterator[Fault]:
    """Ask that what a part points at inside the file is in the file."""
    for owner in word.package.owners():
        for relation in word.package.relations(owner):
            if not relation.is_external and relation.target not in word.package.members:
                yield Fault(owner, {"target": relation.target, "name": relation.name})


def relations_are_known(word: WordFile) -> Iterator[Fault]:
    """Ask that every relationship that the XML of a part uses is in its list."""
    for part, tree in word.package.trees.items():
        known = {relation.id for relation in word.package.relations(part)}
        for element in tree.iter("*"):
            for name, used in element.attrib.items():
                if str(name).startswith(R) and used not in known:
                    yield Fault(part, {"id": str(used)})


def parts_have_types(word: WordFile) -> Iterator[Fault]:
    """Ask that every part has a type, and the one that its use asks for."""
    for part in sorted(word.package.members - {TYPES}):
        if not word.package.content_type(part):
            yield Fault(part)
    for owner in word.package.owners():
        for relation in word.package.relations(owner):
            if relation.is_external or relation.target not in word.package.members:
                continue
            found = word.package.content_type(relation.target)
            if found and not _fits(found, relation.name):
                yield Fault(relation.target, {"type": found})


def _fits(found: str, kind: str) -> bool:
    if kind == "officeDocument":
        return found.endswith(_MAIN)
    return found.startswith(_EXPECTED.get(kind, ""))
