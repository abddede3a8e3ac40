"""Write a Document as one HTML file that needs nothing else: style and pictures are inside."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, ClassVar

from lxml import etree
from lxml.html import HtmlElement

from docgen.diagnostics import Checked, Diagnostic, report
from docgen.document.model import Artifact, Asset, Document, Theme
from docgen.harmless import ACTING_ELEMENTS, FETCHING_ATTRIBUTES, may_link
from docgen.markup import read_page
from docgen.seal import BLANK, seal_text

__all__ = ["HtmlWriter"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""What the file may load and where it may send anything: nothing from anywhere, to nobody."""
_WORDLESS = frozenset({"base", "link", "meta", "script"})


class HtmlWriter:
    """Turn a Document into one self-contained HTML file."""

    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html"

    def __init__(self, theme: Theme) -> None:
        """Keep the style sheet and the assets of the pack."""
        self._theme = theme

    def write(self, document: Document) -> Checked[Artifact]:
        """Return the file; a picture that is not there is DG603 and leaves its words."""
        root = read_page(document.html)
        foreign: Any = root.xpath('//*[@data-only and @data-only!="html"]')
        for element in foreign:
            element.drop_tree()
        _disarm(root)
        found = self._embed_pictures(root, document)
        _widen(root)
        self._write_head(root, document)
        text = etree.tostring(root, method="html", encoding="unicode")
        content = seal_text(f"<!DOCTYPE html>\n{text}\n".encode())
        return Checked(Artifact(content, self.media_type, self.suffix), tuple(found))

    def _embed_pictures(self, root: HtmlElement, document: Document) -> list[Diagnostic]:
        assets: dict[str, Asset] = {**self._theme.assets, **document.assets}
        found: list[Diagnostic] = []
        pictures: Any = root.xpath("//img")
        for image in pictures:
            name = image.get("src") or ""
            asset = assets.get(name)
            if asset is None:
                found.append(report("DG603", name=name))
                image.tail = (image.get("alt") or "") + (image.tail or "")
                image.drop_tree()
            else:
                image.set("src", f"data:{asset.media_type};base64,{b64encode(asset.content).decode()}")
        return found

    def _write_head(self, root: HtmlElement, document: Document) -> None:
        head = root.find("head")
        if head is None:
            head = etree.Element("head")
            root.insert(0, head)
        said = {
            "generator": "docgen",
            "identifier": BLANK,
            "viewport": "width=device-width",
            "author": document.meta.author,
        }
        lines: list[dict[str, str]] = [
            {"charset": "utf-8"},
            {"http-equiv": "Content-Security-Policy", "content": POLICY},
        ]
        lines += [{"name": name, "content": content} for name, content in said.items() if content]
        for place, attributes in enumerate(lines):
            head.insert(place, etree.Element("meta", attributes))
        style = etree.SubElement(head, "style")
        style.text = self._theme.screen_css.replace("</", "<\\/")


def _disarm(root: HtmlElement) -> None:
    """Take away what acts when somebody opens the file: elements, and attributes that hold scripts."""
    for element in list(root.iter(*ACTING_ELEMENTS)):
        if element.tag in _WORDLESS:
            element.drop_tree()
        else:
            element.drop_tag()
    for element in root.iter(etree.Element):
        for name in [name for name, value in element.attrib.items() if _acts(element.tag, name, value)]:
            del element.attrib[name]


def _acts(tag: object, name: str, value: str) -> bool:
    """Tell whether an attribute runs or fetches something; where the link of an ``a`` leads is looked at later."""
    if name == "xlink:href" or (name == "href" and tag != "a"):
        return not value.startswith("#")
    return name.lower().startswith("on") or name in FETCHING_ATTRIBUTES


def _widen(root: HtmlElement) -> None:
    """Turn widths into style, and links that no reader should follow into words."""
    for column in root.iter("col"):
        if width := column.get("data-width"):
            column.set("style", f"width: {float(width):g}%")
    for image in root.iter("img"):
        if width := image.get("data-width"):
            image.set("style", f"width: {float(width):g}mm")
    for link in root.iter("a"):
        target = link.get("href")
        if target is not None and not target.startswith("#") and not may_link(target):
            del link.attrib["href"]
