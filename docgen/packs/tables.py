"""The look of tables that ``brand.yaml`` chooses, told to CSS and to Word from one place.

``ruled`` is what the style sheets of a pack draw themselves; ``banded`` tints every second row, ``grid``
draws the upright lines as well. Only tables of rows change: cards, bars and forms keep their own look.
"""

from __future__ import annotations

from lxml import etree

from docgen.markup import read_xml
from docgen.packs.brand import Brand

__all__ = ["style_word_tables", "table_rules"]

KINDS = ("data", "data-kept", "data-close", "card-list")
"""Classes of tables of rows; in Word the styles Data, Data Kept and so on."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE_ORDER = (
    "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
    "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook",
)  # fmt: skip
_BORDER_ORDER = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")


def table_rules(brand: Brand) -> str:
    """Write the rules that tables of rows need beside the pack's own; none where they are ruled."""
    kinds = ", ".join(f".{kind}" for kind in KINDS)
    rows = f":is({kinds}) > tbody > tr"
    if brand.tables == "banded":
        return (
            f"\n/* brand.yaml: tables */\n{rows}:nth-child(even):not(.group):not(.total) "
            "{ background: var(--color-tint); }\n"
        )
    if brand.tables == "grid":
        line = "0.5pt solid var(--color-line)"
        cells = f":is({kinds}) > * > tr > *"
        return (
            f"\n/* brand.yaml: tables */\n{cells} {{ border-left: {line}; }}\n"
            f"{cells}:last-child {{ border-right: {line}; }}\n"
        )
    return ""


def style_word_tables(styles: bytes, brand: Brand) -> bytes:
    """Return the styles of Word with the same look; as they are where tables are ruled."""
    if brand.tables == "ruled":
        return styles
    root = read_xml(styles)
    names = {kind.replace("-", " ") for kind in KINDS}
    for style in root.iterfind(f"{_W}style[@{_W}type='table']"):
        name = style.find(f"{_W}name")
        if name is not None and name.get(f"{_W}val", "").lower() in names:
            (_band if brand.tables == "banded" else _rule_upright)(style, brand)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _band(style: etree._Element, brand: Brand) -> None:
    """Tint every second row; the size of a band comes first among the table's properties."""
    size = _child(_properties(style), "tblStyleRowBandSize", _TABLE_ORDER)
    size.set(f"{_W}val", "1")
    for known in style.findall(f"{_W}tblStylePr[@{_W}type='band2Horz']"):
        style.remove(known)
    band = etree.SubElement(style, f"{_W}tblStylePr", {f"{_W}type": "band2Horz"})
    cell = etree.SubElement(band, f"{_W}tcPr")
    shade = {"val": "clear", "color": "auto", "fill": _hex(brand, "tint", "F2F2F2")}
    etree.SubElement(cell, f"{_W}shd", {f"{_W}{key}": value for key, value in shade.items()})


def _rule_upright(style: etree._Element, brand: Brand) -> None:
    borders = _child(_properties(style), "tblBorders", _TABLE_ORDER)
    for side in ("left", "right", "insideV"):
        line = _child(borders, side, _BORDER_ORDER)
        look = {"val": "single", "sz": "4", "space": "0", "color": _hex(brand, "line", "BFBFBF")}
        for key, value in look.items():
            line.set(f"{_W}{key}", value)


def _properties(style: etree._Element) -> etree._Element:
    """Return the properties of the table, which stand before those of rows, cells and single parts."""
    known = style.find(f"{_W}tblPr")
    if known is not None:
        return known
    made = etree.Element(f"{_W}tblPr")
    later = (style.find(f"{_W}{name}") for name in ("trPr", "tcPr", "tblStylePr"))
    behind = next((each for each in later if each is not None), None)
    if behind is None:
        style.append(made)
    else:
        behind.addprevious(made)
    return made


def _child(parent: etree._Element, name: str, order: tuple[str, ...]) -> etree._Element:
    """Return a child, made in its place of the order if it is not there."""
    known = parent.find(f"{_W}{name}")
    if known is not None:
        return known
    made = etree.Element(f"{_W}{name}")
    before = order[: order.index(name)]
    place = sum(etree.QName(each).localname in before for each in parent)
    parent.insert(place, made)
    return made


def _hex(brand: Brand, color: str, usual: str) -> str:
    return brand.colors.get(color, f"#{usual}").removeprefix("#").upper()
