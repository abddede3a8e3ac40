"""Which Word style is meant: the look of a pack, read once.

A class names a style by rule: ``goal-title`` is "Goal Title". The place can make it more exact: in a
table of the class ``data`` the class ``number`` is "Data Number", else "Table Number", else "Number".

Word knows no style for a single row or cell. The *table* style "Total Row" therefore lends its cell
properties (``w:tcPr``: shading, borders, margins, alignment) to the cells of rows of the class ``total``,
and "Key Cell" to cells of the class ``key``; here too the table's name may come first. Names are unique in
Word, so where "Muted" is a paragraph style, "Muted Char" is the style of words.
A table style is also what a box looks like: a group of its class is one cell with the style's cell
properties, margins and indent, and with the height of its ``w:trPr/w:trHeight``.
A table style whose paragraphs keep with the next one (``w:pPr/w:keepNext``) is kept on one page. The
line height of "Table Gap" is the space below every table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from lxml import etree

from docgen.markup import read_xml

__all__ = ["BoxShape", "CellLook", "Kind", "StyleBook", "read_styles"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Kind = Literal["paragraph", "character", "table"]
CellLook = Mapping[str, str]
"""Cell properties by element name: ``{"shd": '<w:shd …/>'}``."""

_STYLE_CHILDREN = {
    "trPr": {"cantSplit", "hidden", "jc", "tblCellSpacing", "tblHeader"},
    "tcPr": {"noWrap", "shd", "tcMar", "vAlign"},
}
"""What a table style itself may say of rows and cells; the rest belongs to its parts, such as the first row."""

_DECLARATION = re.compile(r' xmlns:\w+="[^"]*"')


@dataclass(frozen=True, slots=True)
class BoxShape:
    """What a table style says of a box: its cell properties, and lengths in twips."""

    look: str
    indent: int
    margins: int
    height: int


@dataclass(frozen=True, slots=True)
class StyleBook:
    """The styles of a pack, ready to be asked; names are compared without regard to case."""

    xml: bytes
    language: str
    names: Mapping[tuple[Kind, str], str]
    exceptions: Mapping[str, str]
    cell_looks: Mapping[str, CellLook]
    head_looks: Mapping[str, CellLook]
    boxes: Mapping[str, BoxShape]
    kept: frozenset[str]
    banded: frozenset[str]
    space_before: Mapping[str, int]
    gap: int
    numbering: Mapping[str, tuple[int, int]]

    def find(self, kind: Kind, names: Iterable[str]) -> str | None:
        """Return the id of the first of these style names that exists."""
        for name in names:
            found = self.names.get((kind, name.lower()))
            if found is not None:
                return found
        return None

    def name_of(self, word: str) -> str:
        """Return the style name that a class stands for."""
        return self.exceptions.get(word) or word.replace("-", " ").replace("_", " ").title()

    def nearest(self, kind: Kind, name: str) -> str:
        """Return the existing style name that looks most like this one, or a dash."""
        known = sorted(n for k, n in self.names if k == kind)
        return next(iter(get_close_matches(name.lower(), known, n=1, cutoff=0.5)), "—").title()

    def xml_for(self, language: str) -> bytes:
        """Return the styles part for a document language; a pack is prepared for one already."""
        if language == self.language:
            return self.xml
        root = read_xml(self.xml)
        for setting in root.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"):
            setting.set(f"{W}val", "en-US" if language.startswith("zh") else language)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def read_styles(root: etree._Element, exceptions: Mapping[str, str], language: str) -> StyleBook:
    """Read the root of a styles part; ``exceptions`` maps classes to style names beside the rule."""
    styles = list(root.iterfind(f"{W}style"))
    return StyleBook(
        xml=_part(root),
        language=language,
        names={(_kind(s), _name(s)): _id(s) for s in styles},
        exceptions=exceptions,
        cell_looks={_name(s): look for s in styles if (look := _look(s.find(f"{W}tcPr")))},
        head_looks={_id(s): look for s in styles if (look := _look(_head_cell(s)))},
        boxes={_id(s): _box(s) for s in styles if _kind(s) == "table"},
        kept=frozenset(
            _id(s) for s in styles if _kind(s) == "table" and s.find(f"{W}pPr/{W}keepNext") is not None
        ),
        banded=frozenset(
            _id(s) for s in styles if s.find(f"{W}tblStylePr[@{W}type='band2Horz']") is not None
        ),
        space_before=_spaces(styles),
        gap=next((_line(s) for s in styles if _name(s) == "table gap"), 0),
        numbering={_id(s): numbered for s in styles if (numbered := _numbering(s))},
    )


def _part(root: etree._Element) -> bytes:
    """Return the part without what styles only lend to rows and cells; Word knows none of it in a style."""
    part = deepcopy(root)
    for style in part.iterfind(f"{W}style"):
        for properties, known in _STYLE_CHILDREN.items():
            for child in style.findall(f"{W}{properties}/*"):
                if etree.QName(child).localname not in known:
                    child.getparent().remove(child)  # type: ignore[union-attr]  # found below one
    return etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)


def _id(style: etree._Element) -> str:
    return style.get(f"{W}styleId", "")


def _kind(style: etree._Element) -> Kind:
    return style.get(f"{W}type", "paragraph")  # type: ignore[return-value]  # the schema's own list


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "").lower()


def _look(properties: etree._Element | None) -> CellLook:
    if properties is None:
        return {}
    return {
        etree.QName(child).localname: _DECLARATION.sub("", etree.tostring(child, encoding="unicode").strip())
        for child in properties
        if isinstance(child.tag, str)
    }


def _box(style: etree._Element) -> BoxShape:
    sides = [_length(style, f"{W}tblPr/{W}tblCellMar/{W}{side}", "w") for side in ("left", "right")]
    return BoxShape(
        look="".join(_look(style.find(f"{W}tcPr")).values()),
        indent=_length(style, f"{W}tblPr/{W}tblInd", "w"),
        margins=sum(sides),
        height=_length(style, f"{W}trPr/{W}trHeight", "val"),
    )


def _length(style: etree._Element, path: str, attribute: str) -> int:
    found = style.find(path)
    return 0 if found is None else int(found.get(f"{W}{attribute}", "0"))


def _head_cell(style: etree._Element) -> etree._Element | None:
    return style.find(f"{W}tblStylePr[@{W}type='firstRow']/{W}tcPr")


def _numbering(style: etree._Element) -> tuple[int, int] | None:
    properties = style.find(f"{W}pPr/{W}numPr")
    number = None if properties is None else properties.find(f"{W}numId")
    if properties is None or number is None:
        return None
    level = properties.find(f"{W}ilvl")
    return int(number.get(f"{W}val", "0")), 0 if level is None else int(level.get(f"{W}val", "0"))


def _line(style: etree._Element) -> int:
    return _length(style, f"{W}pPr/{W}spacing", "line")


def _spaces(styles: list[etree._Element]) -> dict[str, int]:
    """Space above each paragraph style in twips, its own or the one it is based on."""
    parents: dict[str, str] = {}
    own: dict[str, int] = {}
    for style in styles:
        base = style.find(f"{W}basedOn")
        spacing = style.find(f"{W}pPr/{W}spacing")
        parents[_id(style)] = "" if base is None else base.get(f"{W}val", "")
        if spacing is not None and spacing.get(f"{W}before") is not None:
            own[_id(style)] = int(spacing.get(f"{W}before", "0"))
    return {name: _inherited(name, own, parents) for name in parents}


def _inherited(name: str, own: Mapping[str, int], parents: Mapping[str, str]) -> int:
    seen: set[str] = set()
    while name and name not in seen:
        if name in own:
            return own[name]
        seen.add(name)
        name = parents.get(name, "")
    return 0
