"""Words and what stands among them: from elements to inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, cast

from lxml import etree

from docgen.document.attributes import Attributes
from docgen.document.blocks import (
    Control,
    Emphasis,
    Field,
    Image,
    Inline,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from docgen.document.findings import Findings
from docgen.document.vocabulary import VOCABULARY

__all__ = ["SILENT", "InlineReader"]

SILENT = frozenset({"script", "style", "template", "noscript", "head", "title", "meta", "link", "base"})
"""Elements whose content no reader ever sees."""

CONTROLS = frozenset({"text", "rich", "date", "choice", "checkbox"})
"""Kinds of places that are filled in later."""

_NAME = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*", re.IGNORECASE)
_SCHEMES = re.compile(r"(#.|https?://|mailto:)", re.IGNORECASE)
Children = tuple[Inline, ...]


class InlineReader:
    """Read the inline elements of a page; white space is folded later, by the paragraph."""

    def __init__(self, attributes: Attributes, findings: Findings) -> None:
        """Share the attribute reader and the findings of the page."""
        self.attributes = attributes
        self.findings = findings
        self.links: list[etree._Element] = []
        self._names: set[str] = set()
        self._makers: dict[str, Callable[[etree._Element], Inline]] = {
            "a": self._link,
            "br": lambda _: LineBreak(),
            "strong": lambda element: Strong(self._content(element)),
            "em": lambda element: Emphasis(self._content(element)),
            "sub": lambda element: Subscript(self._content(element)),
            "sup": lambda element: Superscript(self._content(element)),
            "span": self._span,
            "img": self._image,
        }

    def content(self, element: etree._Element) -> Iterator[Inline]:
        """Yield everything inside an element as inlines."""
        if element.text:
            yield Text(element.text)
        for child in element:
            yield from self.element(child)
            if child.tail:
                yield Text(child.tail)

    def element(self, element: etree._Element) -> Iterator[Inline]:
        """Yield one element as inlines; what is no inline keeps its words and is reported."""
        make = self._makers.get(element.tag)
        if make is not None:
            self.attributes.check(element)
            yield make(element)
            return
        self.complain(element)
        if element.tag not in SILENT:
            yield from self._children(element)

    def complain(self, element: etree._Element) -> None:
        """Report an element that is unknown, or that stands where it cannot."""
        if element.tag in VOCABULARY:
            parent = element.getparent()
            self.findings.add(
                "DG509", element, element=element.tag, parent=parent.tag if parent is not None else ""
            )
        else:
            self.findings.add("DG501", element, element=str(element.tag))

    def _children(self, element: etree._Element) -> Children:
        self.attributes.enter(element)
        children = tuple(self.content(element))
        self.attributes.leave()
        return children

    def _content(self, element: etree._Element) -> Children:
        children = self._children(element)
        language = element.get("lang")
        return (Span(children, None, language),) if language else children

    def _link(self, element: etree._Element) -> Inline:
        href = element.get("href", "")
        if not _SCHEMES.match(href):
            self.findings.add("DG510", element, attribute="href", value=href, element="a")
        if href.startswith("#"):
            self.links.append(element)
        return Link(href, self._content(element), self.attributes.style(element))

    def _span(self, element: etree._Element) -> Inline:
        children = self._children(element)
        match self.attributes.meaning(element):
            case "page-number":
                return Field("page-number")
            case "page-count":
                return Field("page-count")
        if element.get("data-control"):
            return self._control(element, children)
        return Span(children, self.attributes.style(element), element.get("lang"))

    def _control(self, element: etree._Element, children: Children) -> Inline:
        kind, name = element.get("data-control", ""), element.get("data-name", "")
        if kind not in CONTROLS:
            return Span(children, self.attributes.style(element), element.get("lang"))
        if not _NAME.fullmatch(name) or name in self._names:
            self.findings.add("DG512", element, name=name, kind="twice" if name in self._names else "missing")
            return Span(children, self.attributes.style(element), element.get("lang"))
        self._names.add(name)
        return Control(
            kind=cast('Literal["text", "rich", "date", "choice", "checkbox"]', kind),
            name=name,
            children=children,
            title=element.get("title", ""),
            hint=element.get("data-hint", ""),
            bind=element.get("data-bind", ""),
            options=tuple(filter(None, element.get("data-options", "").split("|"))),
            style=self.attributes.style(element),
        )

    def _image(self, element: etree._Element) -> Inline:
        if element.get("alt") is None:
            self.findings.add("DG506", element, source=element.get("src", ""))
        width = self.attributes.number(element, "data-width")
        return Image(element.get("src", ""), element.get("alt", ""), width, self.attributes.style(element))
