"""Rules about pictures and charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile, fault
from docgen.doctor.word.markup import WP, R

__all__ = ["charts_have_data", "drawings_are_unique", "drawings_have_words"]

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def drawings_are_unique(word: WordFile) -> Iterator[Fault]:
    """Ask that every drawing of a part has a number of its own."""
    for part, story in word.stories.items():
        numbers = Counter(drawing.get("id", "") for drawing in story.iter(f"{WP}docPr"))
        yield from (Fault(part, {"id": number}) for number, count in numbers.items() if count > 1)


def drawings_have_words(word: WordFile) -> Iterator[Fault]:
    """Ask that a drawing has words for those who cannot see it, or says that it is an ornament."""
    for part, story in word.stories.items():
        for drawing in story.iter(f"{WP}docPr"):
            ornament = drawing.find(f".//{_DECORATIVE}")
            if ornament is not None and ornament.get("val", "1") in {"1", "true"}:
                continue
            if not (drawing.get("descr", "").strip() or drawing.get("title", "").strip()):
                yield fault(part, drawing, name=drawing.get("name", "") or drawing.get("id", ""))


def charts_have_data(word: WordFile) -> Iterator[Fault]:
    """Ask that a chart carries the workbook behind it, so that its figures can be edited."""
    for owner in word.stories:
        for chart, tree in word.package.trees_behind(owner, "chart"):
            data = tree.find(f"{_CHART}externalData")
            number = "" if data is None else data.get(f"{R}id", "")
            inside = (each for each in word.package.relations(chart) if not each.is_external)
            books = {each.id for each in inside if each.target in word.package.members}
            if number not in books:
                yield Fault(chart)
