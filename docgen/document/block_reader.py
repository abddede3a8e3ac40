"""From elements to blocks: one small method an element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, cast

from lxml import etree

from docgen.document.blocks import (
    Block,
    Callout,
    ChartBlock,
    Contents,
    ContentsEntry,
    DefinitionItem,
    DefinitionList,
    Drawing,
    Figure,
    Group,
    Heading,
    Inline,
    Level,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Section,
)
from docgen.document.charts import read_chart
from docgen.document.drawings import breaches, size_mm, spell
from docgen.document.findings import Findings
from docgen.document.flow import Blocks, Flow
from docgen.document.numbering import HEADINGS, Outline
from docgen.document.tables import TableReader

__all__ = ["BlockReader"]


class BlockReader:
    """Read the elements of one page; ``header`` and ``footer`` are filled on the way."""

    def __init__(self, outline: Outline, findings: Findings) -> None:
        """Start with the numbered headings of the page."""
        self.header: Blocks = ()
        self.footer: Blocks = ()
        self._outline = outline
        self._flow = Flow(findings)
        self._flow.makers = {
            "section": self._section,
            "div": self._group,
            "header": self._running,
            "footer": self._running,
            "nav": self._contents,
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": TableReader(self._flow).table,
            "figure": self._figure,
            "svg": self._drawing,
            "aside": lambda e: [Callout(self._flow.blocks(e), self._flow.attributes.style(e))],
            "blockquote": lambda e: [Quote(self._flow.blocks(e), self._flow.attributes.style(e))],
            "hr": lambda _: [Rule()],
            **dict.fromkeys(HEADINGS, self._heading),
        }

    def read(self, body: etree._Element) -> Blocks:
        """Return the blocks of a page and report links that lead nowhere."""
        blocks = self._flow.blocks(body)
        self._report_dead_links()
        return blocks

    def _report_dead_links(self) -> None:
        for link in self._flow.inlines.links:
            if link.get("href", "")[1:] not in self._flow.attributes.placed:
                self._flow.findings.add("DG505", link, href=link.get("href"))

    # Containers ------------------------------------------------------------------------------------

    def _section(self, element: etree._Element) -> Iterable[Block]:
        page = element.get("data-page")
        kind = cast('Literal["cover", "landscape"] | None', page if page in {"cover", "landscape"} else None)
        own_id, style = self._flow.attributes.own_id(element), self._flow.attributes.style(element)
        yield Section(self._flow.blocks(element), style, own_id, kind, element.get("data-break") == "page")

    def _group(self, element: etree._Element) -> Iterable[Block]:
        own_id = self._flow.attributes.own_id(element)
        if self._flow.attributes.meaning(element) == "page-break":
            yield PageBreak()
            yield from self._flow.blocks(element)
        else:
            yield Group(self._flow.blocks(element), self._flow.attributes.style(element), own_id)

    def _running(self, element: etree._Element) -> Iterable[Block]:
        match self._flow.attributes.meaning(element):
            case "running-header":
                self.header += self._flow.blocks(element)
            case "running-footer":
                self.footer += self._flow.blocks(element)
            case _:
                self._flow.inlines.complain(element)
                yield Group(self._flow.blocks(element), self._flow.attributes.style(element))

    def _figure(self, element: etree._Element) -> Iterable[Block]:
        own_id, caption = self._flow.attributes.own_id(element), element.find("figcaption")
        words: tuple[Inline, ...] = ()
        if caption is not None:
            self._flow.attributes.check(caption)
            words = self._flow.words(caption)
        behind = self._flow.attributes.meaning(element) == "page-picture"
        children = self._charted(element, self._flow.blocks(element, caption))
        if behind:
            children = tuple(replace(b, behind=True) if isinstance(b, Drawing) else b for b in children)
            yield from children
        else:
            yield Figure(children, words, self._flow.attributes.style(element), own_id)

    def _charted(self, element: etree._Element, children: Blocks) -> Blocks:
        """Put the data of a chart beside its drawing, where ``data-chart`` gives them."""
        data = element.get("data-chart")
        drawings = [block for block in children if isinstance(block, Drawing)]
        if data is None:
            return children
        try:
            chart = read_chart(data)
        except ValueError:
            self._flow.findings.add("DG513", element)
            return children
        if len(drawings) != 1:
            self._flow.findings.add("DG513", element)
            return children
        return tuple(ChartBlock(chart, b) if b is drawings[0] else b for b in children)

    def _drawing(self, element: etree._Element) -> Iterable[Block]:
        """Read a drawing; one that holds what could fetch or run something is left out."""
        self._flow.attributes.walk(element)
        if found := list(breaches(element)):
            for inner, attribute in found:
                self._flow.findings.add("DG514", inner, element=str(inner.tag), attribute=attribute)
            return
        title = element.find("title")
        alt = "" if title is None else " ".join(str(title.xpath("string()")).split())
        if not alt:
            self._flow.findings.add("DG506", element, source="svg")
        width, height = size_mm(element)
        yield Drawing(spell(element), alt, width, height, style=self._flow.attributes.style(element))

    # Paragraphs ------------------------------------------------------------------------------------

    def _heading(self, element: etree._Element) -> Iterable[Block]:
        place = self._outline.headings[element]
        words, style = self._flow.words(element), self._flow.attributes.style(element)
        yield Heading(
            place.level, words, style, self._flow.attributes.anchor(element), place.scheme, place.number
        )

    def _paragraph(self, element: etree._Element) -> Iterable[Block]:
        words, style = self._flow.words(element), self._flow.attributes.style(element)
        yield Paragraph(words, style, self._flow.attributes.anchor(element))

    # Lists -----------------------------------------------------------------------------------------

    def _list(self, element: etree._Element) -> Iterable[Block]:
        strays: list[Block] = []
        items = tuple(
            ListItem(self._flow.blocks(item)) for item in self._flow.parts(element, ("li",), strays)
        )
        ordered, style = element.tag == "ol", self._flow.attributes.style(element)
        start = self._flow.attributes.count(element, "start") if ordered else 1
        return [*strays, List(items, ordered, start, style)]

    def _definitions(self, element: etree._Element) -> Iterable[Block]:
        strays: list[Block] = []
        items: list[DefinitionItem] = []
        for part in self._flow.parts(element, ("dt", "dd"), strays):
            if part.tag == "dt":
                items.append(DefinitionItem(self._flow.words(part), ()))
            else:
                term = items.pop() if items else DefinitionItem((), ())
                items.append(DefinitionItem(term.term, term.children + self._flow.blocks(part)))
        return [*strays, DefinitionList(tuple(items), self._flow.attributes.style(element))]

    def _contents(self, element: etree._Element) -> Iterable[Block]:
        self._flow.attributes.meaning(element)
        strays: list[Block] = []
        entries: list[ContentsEntry] = []
        for part in self._flow.parts(element, ("ol", "ul"), strays):
            entries.extend(self._entries(part, 1, strays))
        return [*strays, Contents(tuple(entries), self._flow.attributes.style(element))]

    def _entries(self, element: etree._Element, depth: int, strays: list[Block]) -> Iterator[ContentsEntry]:
        for item in self._flow.parts(element, ("li",), strays):
            self._flow.attributes.enter(item)
            for part in self._flow.parts(item, ("a", "ol", "ul"), strays):
                if part.tag == "a":
                    yield self._entry(part, depth)
                else:
                    yield from self._entries(part, depth + 1, strays)
            self._flow.attributes.leave()

    def _entry(self, link: etree._Element, depth: int) -> ContentsEntry:
        href, words = link.get("href", ""), self._flow.words(link)
        self._flow.inlines.links.append(link)
        place = self._outline.targets.get(href[1:])
        if place is None:
            return ContentsEntry(cast("Level", min(depth, 6)), href, words)
        return ContentsEntry(place.level, href, words, place.number)
