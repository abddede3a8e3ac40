"""What an empty place to fill in says: the hints of a document as building blocks.

Word shows the content of a control only until it reads the store or somebody empties the control. From
then on it shows the building block that the control names, or five blanks where there is none.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from docgen.markup import read_xml
from docgen.writers.docx.markup import characters, paragraph, part_xml

__all__ = ["Hints", "styles_of_hints"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Hints:
    """The hints of one document, each once."""

    def __init__(self) -> None:
        """Start with none."""
        self._names: dict[str, str] = {}

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._names)

    def name(self, hint: str) -> str:
        """Return the name of the building block that says this."""
        if hint not in self._names:
            self._names[hint] = uuid5(NAMESPACE_URL, f"docgen:hint:{hint}").hex.upper()
        return self._names[hint]

    def xml(self, plain: str, style: str) -> str:
        """Write the building blocks; the styles are those of a paragraph and of hints."""
        blocks = "".join(_block(name, hint, plain, style) for hint, name in self._names.items())
        return part_xml("glossaryDocument", f"<w:docParts>{blocks}</w:docParts>")


def _block(name: str, hint: str, plain: str, style: str) -> str:
    guid = f"{{{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}}}"
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    words = f'<w:r>{look}<w:t xml:space="preserve">{characters(hint)}</w:t></w:r>'
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{name}"/><w:category><w:name w:val="General"/>'
        '<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>'
        f'<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{guid}"/></w:docPartPr>'
        f"<w:docPartBody>{paragraph(plain, words)}</w:docPartBody></w:docPart>"
    )


def styles_of_hints(styles: bytes, used: tuple[str, ...]) -> bytes:
    """Return a styles part with the defaults, the styles of these ids, and what they are based on."""
    root = read_xml(styles)
    known = {style.get(f"{W}styleId", ""): style for style in root.iterfind(f"{W}style")}
    kept = {i for i, style in known.items() if style.get(f"{W}default") == "1"}
    waiting = [identifier for identifier in used if identifier in known]
    while waiting:
        identifier = waiting.pop()
        if identifier in kept:
            continue
        kept.add(identifier)
        waiting.extend(_related(known[identifier], known))
    for identifier, style in known.items():
        if identifier not in kept:
            root.remove(style)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _related(style: etree._Element, known: Collection[str]) -> list[str]:
    names = [style.find(f"{W}{tag}") for tag in ("basedOn", "link", "next")]
    return [i for name in names if name is not None and (i := name.get(f"{W}val", "")) in known]
