"""Remarks for whoever reviews a document: Word's comments."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

from docgen.document.model import Remark
from docgen.writers.docx.markup import attribute, characters, part_xml

__all__ = ["Comments"]

_WORDS = 3


class Comments:
    """The comments of one document: where each stands, and what it says.

    One that stands at no id of the document waits for the first heading, or for the first paragraph of
    a document that has none.
    """

    def __init__(self, remarks: Collection[Remark], places: Collection[str], style: str = "") -> None:
        """Find a place for each remark among the ids that will be marked; ``style`` is that of their marks."""
        self._remarks = tuple(remarks)
        self._at: dict[str, list[int]] = {}
        self._homeless: list[int] = []
        self._look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
        for number, remark in enumerate(self._remarks):
            anchor = next((a for a in remark.anchors if a in places), None)
            if anchor is None:
                self._homeless.append(number)
            else:
                self._at.setdefault(anchor, []).append(number)

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._remarks)

    def take(self, anchors: Collection[str], *, first: bool) -> tuple[str, str]:
        """Return the starts and ends around a paragraph that carries these ids; ``first`` takes the homeless."""
        numbers = [number for anchor in anchors for number in self._at.pop(anchor, ())]
        if first:
            numbers += self._homeless
            self._homeless = []
        starts = "".join([f'<w:commentRangeStart w:id="{number}"/>' for number in numbers])
        ends = "".join(
            [
                f'<w:commentRangeEnd w:id="{number}"/>'
                f'<w:r>{self._look}<w:commentReference w:id="{number}"/></w:r>'
                for number in numbers
            ]
        )
        return starts, ends

    def settle(self) -> bool:
        """Let the next paragraph take whatever is left; tell whether anything is."""
        self._homeless += [number for numbers in self._at.values() for number in numbers]
        self._at.clear()
        return bool(self._homeless)

    def xml(self, created: datetime.date | None, style: str) -> str:
        """Write the part; ``style`` is the paragraph style of comments."""
        comments = (
            self._comment(number, remark, created, style) for number, remark in enumerate(self._remarks)
        )
        return part_xml("comments", "".join(comments))

    def _comment(self, number: int, remark: Remark, created: datetime.date | None, style: str) -> str:
        day = f' w:date="{created.isoformat()}T00:00:00Z"' if created else ""
        head = f"<w:r>{self._look}<w:annotationRef/></w:r>"
        lines = "".join(_lines(remark.text, head, style))
        initials = attribute(_initials(remark.author))
        return (
            f'<w:comment w:id="{number}" w:author="{attribute(remark.author)}"{day} '
            f'w:initials="{initials}">{lines}</w:comment>'
        )


def _lines(text: str, head: str, style: str) -> Iterator[str]:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    for line in text.splitlines() or [""]:
        yield f'<w:p>{look}{head}<w:r><w:t xml:space="preserve">{characters(line)}</w:t></w:r></w:p>'
        head = ""


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split()[:_WORDS]) or "?"
