"""The rules: what makes a PDF readable for everybody, for long, and harmless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.doctor.findings import Fault
from docgen.doctor.pdf.file import PdfFile, Tag, entry, is_dictionary, is_stream, name_of
from docgen.harmless import PDF_DEEDS
from docgen.markup import text_of

__all__ = [
    "figures_have_words",
    "fonts_are_whole",
    "headings_do_not_jump",
    "it_carries_its_data",
    "it_does_nothing",
    "it_is_intact",
    "it_is_not_locked",
    "it_is_tagged",
    "it_names_its_standards",
    "it_says_its_language",
    "it_says_its_title",
    "long_ones_have_an_outline",
    "tables_have_headers",
]

_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_STANDARDS = {
    "PDF/A": "{http://www.aiim.org/pdfa/ns/id/}part",
    "PDF/UA": "{http://www.aiim.org/pdfua/ns/id/}part",
}
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_KNOWN_ENCODINGS = {"WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"}
_SHORT = 3
"""Pages that need no outline."""


def it_is_intact(file: PdfFile) -> Iterator[Fault]:
    """Ask that nothing has to be guessed to read the file."""
    if file.warning:
        yield Fault("", {"note": file.warning})


def it_is_not_locked(file: PdfFile) -> Iterator[Fault]:
    """Ask that the file is not encrypted, not even with an empty password."""
    if file.pdf.is_encrypted:
        yield Fault()


def it_is_tagged(file: PdfFile) -> Iterator[Fault]:
    """Ask that the file says that it is tagged, and has tags."""
    if entry(entry(file.root, "/MarkInfo"), "/Marked") is not True or not file.tags:
        yield Fault()


def it_says_its_language(file: PdfFile) -> Iterator[Fault]:
    """Ask that the document has a language."""
    if not str(entry(file.root, "/Lang") or "").strip():
        yield Fault()


def it_says_its_title(file: PdfFile) -> Iterator[Fault]:
    """Ask that the metadata hold a title, and the window shows it instead of the name of the file."""
    title = None if file.metadata is None else file.metadata.find(f".//{_DC_TITLE}")
    if title is None or not text_of(title).strip():
        yield Fault("", {"name": "dc:title"})
    if entry(entry(file.root, "/ViewerPreferences"), "/DisplayDocTitle") is not True:
        yield Fault("", {"name": "DisplayDocTitle"})


def it_names_its_standards(file: PdfFile) -> Iterator[Fault]:
    """Ask that the metadata say which parts of PDF/A and PDF/UA the file follows."""
    for name, part in _STANDARDS.items():
        elements = [] if file.metadata is None else list(file.metadata.iter("*"))
        if not any((part in each.attrib) or (each.tag == part and each.text) for each in elements):
            yield Fault("", {"name": name})


def fonts_are_whole(file: PdfFile) -> Iterator[Fault]:
    """Ask that every font is in the file, and its signs can be copied as text."""
    for font in file.dictionaries:
        kind = name_of(entry(font, "/Subtype"))
        if name_of(entry(font, "/Type")) != "Font" or kind.startswith("CIDFont"):
            continue
        name = name_of(entry(font, "/BaseFont")) or kind
        if kind != "Type3" and not _is_embedded(font):
            yield Fault("", {"name": name, "missing": "FontFile"})
        if entry(font, "/ToUnicode") is None and name_of(_encoding(font)) not in _KNOWN_ENCODINGS:
            yield Fault("", {"name": name, "missing": "ToUnicode"})


def figures_have_words(file: PdfFile) -> Iterator[Fault]:
    """Ask that a figure has words for those who cannot see it."""
    for number, tag in enumerate((tag for tag in file.tags if tag.role == "Figure"), 1):
        if not any(str(entry(tag.node, key) or "").strip() for key in ("/Alt", "/ActualText")):
            yield Fault("", {"number": number, "page": tag.page})


def tables_have_headers(file: PdfFile) -> Iterator[Fault]:
    """Ask that a table has header cells, and each says whether it heads a row or a column."""
    tables: dict[int, list[Tag]] = {}
    for tag in file.tags:
        if tag.table is not None:
            tables.setdefault(tag.table, []).append(tag)
    for number, tags in enumerate(tables.values(), 1):
        headers = [tag for tag in tags if tag.role == "TH"]
        without = [tag for tag in headers if not any(entry(a, "/Scope") for a in _attributes(tag))]
        if not headers or without:
            page = next((tag.page for tag in tags if tag.page), None)
            yield Fault(
                "", {"number": number, "page": page, "headers": len(headers), "without": len(without)}
            )


def headings_do_not_jump(file: PdfFile) -> Iterator[Fault]:
    """Ask that a heading is at most one level below the one before it."""
    above = 0
    for tag in file.tags:
        level = int(tag.role[1]) if tag.role in {"H1", "H2", "H3", "H4", "H5", "H6"} else 0
        if level > above + 1:
            yield Fault("", {"above": above, "level": level, "page": tag.page})
        above = level or above


def long_ones_have_an_outline(file: PdfFile) -> Iterator[Fault]:
    """Ask that more than a few pages can be jumped to by name."""
    pages = len(file.pdf.pages)
    if pages > _SHORT and entry(entry(file.root, "/Outlines"), "/First") is None:
        yield Fault("", {"pages": pages})


def it_carries_its_data(file: PdfFile) -> Iterator[Fault]:
    """Ask that the data that the document was made from are attached to it."""
    relations = {name_of(entry(each, "/AFRelationship")) for each in file.dictionaries if entry(each, "/EF")}
    if not relations & {"Source", "Data"}:
        yield Fault()


def it_does_nothing(file: PdfFile) -> Iterator[Fault]:
    """Ask that the file runs no script, starts no program, and takes nothing from outside itself."""
    deeds = {deed for each in file.dictionaries if (deed := _deed(each))}
    yield from (Fault("", {"name": deed}) for deed in sorted(deeds))


def _is_embedded(font: Any) -> bool:
    heirs = entry(font, "/DescendantFonts")
    described = font if heirs is None else next(iter(heirs), None)
    return any(entry(entry(described, "/FontDescriptor"), key) is not None for key in _FONT_FILES)


def _encoding(font: Any) -> Any:
    encoding = entry(font, "/Encoding")
    if is_dictionary(encoding):
        return None if "/Differences" in encoding else entry(encoding, "/BaseEncoding")
    return encoding


def _attributes(tag: Tag) -> list[Any]:
    attributes = entry(tag.node, "/A")
    return [attributes] if attributes is None or is_dictionary(attributes) else list(attributes)


def _deed(thing: Any) -> str:
    """Name what a dictionary would do."""
    if entry(thing, "/JS") is not None:
        return "JavaScript"
    if (deed := name_of(entry(thing, "/S"))) in PDF_DEEDS and name_of(entry(thing, "/Type")) != "StructElem":
        return deed
    is_file = name_of(entry(thing, "/Type")) in {"Filespec", "F"}
    is_elsewhere = is_stream(thing) and entry(thing, "/F") is not None
    return "Filespec" if is_elsewhere or (is_file and entry(thing, "/EF") is None) else ""
