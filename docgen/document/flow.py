"""How content flows: words gather into paragraphs, blocks follow each other, strays are caught."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from lxml import etree

from docgen.document.attributes import Attributes
from docgen.document.blocks import Block, Inline, Paragraph, Span, Text
from docgen.document.findings import Findings
from docgen.document.inlines import SILENT, InlineReader
from docgen.document.numbering import HEADINGS
from docgen.document.vocabulary import VOCABULARY
from docgen.document.whitespace import fold

__all__ = ["Blocks", "Flow", "Maker"]

Blocks = tuple[Block, ...]
Maker = Callable[[etree._Element], Iterable[Block]]  # noqa: SLF001 - lxml has no public name for it

_IN_A_LINE = frozenset(name for name, word in VOCABULARY.items() if word.kind == "inline") | SILENT
_BLOCKS = frozenset(VOCABULARY) - _IN_A_LINE
_HOLDS_ID = frozenset({"section", "div", "p", "table", "figure", *HEADINGS})


class Flow:
    """Read the content of elements; ``makers`` says what becomes of each block element."""

    def __init__(self, findings: Findings) -> None:
        """Start with no makers; whoever knows the elements adds them."""
        self.findings = findings
        self.attributes = Attributes(findings)
        self.inlines = InlineReader(self.attributes, findings)
        self.makers: dict[str, Maker] = {}
        self._language: str | None = None

    def blocks(self, element: etree._Element, leave_out: etree._Element | None = None) -> Blocks:
        """Return everything inside an element as blocks; words beside blocks become paragraphs of their own."""
        self.attributes.enter(element)
        found: list[Block] = []
        run: list[Inline] = [Text(element.text)] if element.text else []
        for child in element:
            if child is not leave_out:
                if _stands_in_a_line(child):
                    run.extend(self.inlines.element(child))
                else:
                    self._end_run(run, found)
                    found.extend(self._block(child))
            if child.tail:
                run.append(Text(child.tail))
        self._end_run(run, found)
        self.attributes.leave()
        return tuple(found)

    def _block(self, element: etree._Element) -> Iterable[Block]:
        make = self.makers.get(element.tag)
        if make is None:
            self.inlines.complain(element)
            return self.blocks(element)
        self.attributes.check(element, holds_id=element.tag in _HOLDS_ID)
        language = element.get("lang")
        if language is None:
            return make(element)
        outer, self._language = self._language, language
        made = list(make(element))
        self._language = outer
        return made

    def _end_run(self, run: list[Inline], found: list[Block]) -> None:
        """Make a paragraph of the words so far, if there are any."""
        if run:
            children = fold(run)
            if children:
                found.append(Paragraph(self._spoken(children), id=self.attributes.anchor()))
            run.clear()

    def words(self, element: etree._Element) -> tuple[Inline, ...]:
        """Return everything inside an element as one folded line of words."""
        self.attributes.enter(element)
        children = fold(tuple(self.inlines.content(element)))
        self.attributes.leave()
        return self._spoken(children)

    def _spoken(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Mark words in the language of the block they stand in, where it is not the document's."""
        return (Span(children, None, self._language),) if self._language and children else children

    def parts(
        self, element: etree._Element, allowed: Sequence[str], strays: list[Block]
    ) -> Iterator[etree._Element]:
        """Yield the children that may stand here; everything else is reported and lands in ``strays``."""
        self.attributes.enter(element)
        self._stray_words(element, element.text, strays)
        for child in element:
            if child.tag in allowed:
                self.attributes.check(child)
                yield child
            else:
                self.inlines.complain(child)
                if _stands_in_a_line(child):
                    self._end_run(list(self.inlines.element(child)), strays)
                else:
                    strays.extend(self._block(child))
            self._stray_words(element, child.tail, strays)
        self.attributes.leave()

    def _stray_words(self, element: etree._Element, words: str | None, strays: list[Block]) -> None:
        if words and (children := fold((Text(words),))):
            self.findings.add("DG509", element, element="text", parent=element.tag)
            strays.append(Paragraph(self._spoken(children)))


def _stands_in_a_line(element: etree._Element) -> bool:
    """Tell whether an element is part of a line of words; an unknown one is, unless it holds blocks."""
    if element.tag in VOCABULARY or element.tag in SILENT:
        return element.tag in _IN_A_LINE
    return not any(inner.tag in _BLOCKS for inner in element.iter())
