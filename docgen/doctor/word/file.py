"""A Word file as the rules see it: its stories, and the parts that the stories rely on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml.etree import _Element

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.doctor.archive import Package, unpack
from docgen.doctor.findings import Fault
from docgen.doctor.word.markup import MC, W, near
from docgen.relations import TYPES

__all__ = ["WordFile", "fault", "open_word"]

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_PARTS = ("styles", "numbering", "settings")
_FOLDERS = (("xl/", "excel"), ("ppt/", "powerpoint"))


@dataclass(frozen=True, slots=True)
class WordFile:
    """One file; a part that is missing is ``None``."""

    package: Package
    main: str
    stories: Mapping[str, _Element]
    """The parts that hold text, the document itself first; only what the newest Word reads of each."""
    parts: Mapping[str, _Element]
    """Styles, numbering and settings by kind; a kind that is missing is not there."""

    def each(self, *names: str) -> Iterator[tuple[str, _Element]]:
        """Yield every element of these names in every story, with the name of its part."""
        for part, story in self.stories.items():
            yield from ((part, element) for element in story.iter(*(f"{W}{name}" for name in names)))

    @property
    def body(self) -> _Element:
        """Return the document."""
        return self.stories[self.main]

    def styles(self) -> Iterator[_Element]:
        """Yield every style."""
        if "styles" in self.parts:
            yield from self.parts["styles"].iterfind(f"{W}style")


def open_word(content: bytes, file: str) -> WordFile:
    """Open a file; raises DocgenError: DG650 not Word, and what ``unpack`` raises."""
    package = unpack(content, file)
    main = next(package.follow("", "officeDocument"), "")
    tree = package.trees.get(main)
    if tree is None or tree.tag != f"{W}document" or TYPES not in package.trees:
        raise DocgenError([_refusal(package, file)])
    around = (pair for kind in _STORIES for pair in package.trees_behind(main, kind))
    stories = {name: _newest(story) for name, story in ((main, tree), *around)}
    parts = {kind: part for kind in _PARTS for _, part in package.trees_behind(main, kind)}
    return WordFile(package, main, stories, parts)


def fault(part: str, element: _Element, **facts: str | int | None) -> Fault:
    """Make a fault that says near which words it is."""
    return Fault(part, {**facts, "near": near(element)})


def _refusal(package: Package, file: str) -> Diagnostic:
    where = Location(file=file)
    if any(name.startswith("word/") for name in package.members):
        return report("DG651", where)
    kind = next(
        (kind for folder, kind in _FOLDERS if any(m.startswith(folder) for m in package.members)), "zip"
    )
    return report("DG650", where, kind=kind)


def _newest(tree: _Element) -> _Element:
    """Leave out what is there a second time, for older programs."""
    copy = deepcopy(tree)
    for old in list(copy.iter(f"{MC}Fallback")):
        parent = old.getparent()
        if parent is not None:
            parent.remove(old)
    return copy
