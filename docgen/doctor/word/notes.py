"""Rules about notes and tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile, fault
from docgen.doctor.word.markup import W, tag, value

__all__ = ["changes_have_authors", "notes_exist"]

_NOTES = {
    "footnoteReference": ("footnotes", "footnote"),
    "endnoteReference": ("endnotes", "endnote"),
    "commentReference": ("comments", "comment"),
    "commentRangeStart": ("comments", "comment"),
    "commentRangeEnd": ("comments", "comment"),
}
_CHANGES = (
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "cellIns",
    "cellDel",
    "rPrChange",
    "pPrChange",
    "tcPrChange",
    "trPrChange",
    "tblPrChange",
    "sectPrChange",
)


def notes_exist(word: WordFile) -> Iterator[Fault]:
    """Ask that a reference to a footnote, an endnote or a comment leads to one."""
    known = {
        (name, value(note, "id"))
        for kind, name in _NOTES.values()
        for _, notes in word.package.trees_behind(word.main, kind)
        for note in notes.iter(f"{W}{name}")
    }
    for part, use in word.each(*_NOTES):
        if (_NOTES[tag(use)][1], value(use, "id")) not in known:
            yield fault(part, use, id=value(use, "id"), name=tag(use))


def changes_have_authors(word: WordFile) -> Iterator[Fault]:
    """Ask that a tracked change says who made it and when."""
    for part, change in word.each(*_CHANGES):
        if not (value(change, "author").strip() and value(change, "date").strip()):
            yield fault(part, change, name=tag(change))
