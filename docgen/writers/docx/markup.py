"""How WordprocessingML is spelled: namespaces, characters, lengths, paragraphs.

Elements are written as text, in the order the schema asks for. That is several times faster than
building a tree node by node, and nothing has to be sorted afterwards.
"""

from __future__ import annotations

__all__ = ["ROOT_NAMESPACES", "TWIPS_PER_MM", "attribute", "characters", "paragraph", "part_xml", "twips"]

ROOT_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)

TWIPS_PER_MM = 1440 / 25.4


def characters(text: str) -> str:
    """Escape text for the inside of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Escape text for the inside of a double-quoted attribute."""
    return characters(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def twips(millimetres: float) -> int:
    """Convert a length to twentieths of a point, the unit of Word's page geometry."""
    return round(millimetres * TWIPS_PER_MM)


def part_xml(element: str, content: str) -> str:
    """Wrap content into the root element of a part."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:{element} {ROOT_NAMESPACES}>{content}</w:{element}>"
    )


def paragraph(
    style: str,
    content: str,
    *,
    keep_next: bool | None = None,
    page_break: bool = False,
    numbering: tuple[int, int] | None = None,
    tabs: str = "",
    space_before: int | None = None,
) -> str:
    """Write a paragraph; everything beside its style is layout that only the place can know.

    ``numbering`` is (numId, level), ``space_before`` is in twips. The properties always exist, so a
    section can be closed in them later.
    """
    properties = f'<w:pStyle w:val="{style}"/>'
    if keep_next is not None:
        properties += "<w:keepNext/>" if keep_next else '<w:keepNext w:val="0"/>'
    if page_break:
        properties += "<w:pageBreakBefore/>"
    if numbering is not None:
        number, level = numbering
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    if tabs:
        properties += f"<w:tabs>{tabs}</w:tabs>"
    if space_before is not None:
        properties += f'<w:spacing w:before="{space_before}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"
