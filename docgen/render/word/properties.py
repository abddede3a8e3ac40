"""What a filled file says about itself: title and author where the template says nothing, and the seal."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from docgen.document.model import Meta
from docgen.markup import read_xml
from docgen.relations import TYPES, relations_of
from docgen.render.word.parts import CORE, CUSTOM
from docgen.seal import PACKAGE_SEAL, package_digest

__all__ = ["add_properties", "declare", "seal"]

_SCHEMAS = "http://schemas.openxmlformats.org"
_CP = f"{_SCHEMAS}/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = f"{_SCHEMAS}/officeDocument/2006/custom-properties"
_VALUES = f"{_SCHEMAS}/officeDocument/2006/docPropsVTypes"
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TYPES = f"{{{_SCHEMAS}/package/2006/content-types}}"
_RELATIONS = f"{_SCHEMAS}/package/2006/relationships"
_KINDS = {
    CORE: (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_SCHEMAS}/package/2006/relationships/metadata/core-properties",
    ),
    CUSTOM: (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{_SCHEMAS}/officeDocument/2006/relationships/custom-properties",
    ),
}
_MEDIA = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FIRST_PID = 2


def add_properties(content: bytes | None, meta: Meta) -> bytes:
    """Return the core properties with title and author, unless they say something of their own."""
    if content is None:
        root = etree.Element(
            f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
        )
    else:
        root = read_xml(content)
    for name, text in (("title", meta.title), ("creator", meta.author)):
        found = root.find(f"{{{_DC}}}{name}")
        if text and found is None:
            found = etree.SubElement(root, f"{{{_DC}}}{name}")
        if text and found is not None and not (found.text or "").strip():
            found.text = _possible(text)
    return _write(root)


def declare(parts: Mapping[str, bytes], suffixes: set[str]) -> dict[str, bytes]:
    """Return the parts that a finished file must have and its template may lack, and the list of types."""
    types, lines = read_xml(parts[TYPES]), read_xml(parts[relations_of("")])
    known = {line.get("Extension", "").lower() for line in types.iterfind(f"{_TYPES}Default")}
    for suffix in sorted(suffixes - known):
        types.insert(
            0, etree.Element(f"{_TYPES}Default", {"Extension": suffix, "ContentType": _MEDIA[suffix]})
        )
    for line in types.iterfind(f"{_TYPES}Override"):
        if line.get("ContentType") == _TEMPLATE:
            line.set("ContentType", _DOCUMENT)
    for part, (content_type, relation) in _KINDS.items():
        if not any(line.get("PartName") == f"/{part}" for line in types.iterfind(f"{_TYPES}Override")):
            etree.SubElement(
                types, f"{_TYPES}Override", {"PartName": f"/{part}", "ContentType": content_type}
            )
        if not any(line.get("Type") == relation for line in lines):
            taken = {line.get("Id") for line in lines}
            number = next(number for number in range(1, len(taken) + 2) if f"rIdFilled{number}" not in taken)
            about = {"Id": f"rIdFilled{number}", "Type": relation, "Target": part}
            etree.SubElement(lines, f"{{{_RELATIONS}}}Relationship", about)
    return {TYPES: _write(types), relations_of(""): _write(lines)}


def seal(members: dict[str, bytes], digest: str | None = None) -> None:
    """Put the digest of all other members into the custom properties."""
    root = read_xml(members[CUSTOM]) if CUSTOM in members else None
    members.pop(CUSTOM, None)
    digest = digest or package_digest(members.items())
    members[CUSTOM] = _write(_sealed(root, digest))


def _sealed(old: _Element | None, digest: str) -> _Element:
    names: dict[str | None, str] = {None: _CUSTOM, "vt": _VALUES}
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=names)  # type: ignore[arg-type]  # the stubs know no default namespace
    for property_ in () if old is None else old:
        if property_.get("name") != PACKAGE_SEAL:
            root.append(copy.deepcopy(property_))
    numbers = [int(pid) for each in root if (pid := each.get("pid", "")).isdecimal()]
    about = {"fmtid": _SET, "pid": str(max([_FIRST_PID - 1, *numbers]) + 1), "name": PACKAGE_SEAL}
    holder = etree.SubElement(root, f"{{{_CUSTOM}}}property", about)
    etree.SubElement(holder, f"{{{_VALUES}}}lpwstr").text = digest
    return root


def _possible(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign.isspace() else "�" for sign in " ".join(text.split()))


def _write(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
