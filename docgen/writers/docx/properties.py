"""What the file says about itself: title, author, number, version."""

from __future__ import annotations

import datetime

from docgen.document.model import Meta
from docgen.seal import PACKAGE_SEAL
from docgen.writers.docx.markup import attribute, characters

__all__ = ["app_properties", "core_properties", "custom_properties"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIRST_DAY = datetime.date(1980, 1, 1)
_SCHEMAS = "http://schemas.openxmlformats.org"
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def core_properties(meta: Meta) -> str:
    """Write the core properties; a document without a date is dated 1980, the first day of zip."""
    day = (meta.created or _FIRST_DAY).isoformat()
    time = f' xsi:type="dcterms:W3CDTF">{day}T00:00:00Z<'
    said = {
        "dc:title": meta.title,
        "dc:subject": meta.subject,
        "dc:creator": meta.author,
        "cp:keywords": ", ".join(meta.keywords),
        "cp:lastModifiedBy": meta.author,
    }
    content = "".join(f"<{name}>{characters(text)}</{name}>" for name, text in said.items() if text)
    content += (
        f"<cp:revision>1</cp:revision><dcterms:created{time}/dcterms:created>"
        f"<dcterms:modified{time}/dcterms:modified><dc:language>{characters(meta.language)}</dc:language>"
    )
    if meta.version:
        content += f"<cp:version>{characters(meta.version)}</cp:version>"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{content}</cp:coreProperties>'
    )


def app_properties(meta: Meta) -> str:
    """Write which program made the file, and for which company."""
    company = f"<Company>{characters(meta.organization)}</Company>" if meta.organization else ""
    return (
        f'{_HEAD}<Properties xmlns="{_SCHEMAS}/officeDocument/2006/extended-properties">'
        f"<Application>docgen</Application>{company}</Properties>"
    )


def custom_properties(meta: Meta, seal: str) -> str:
    """Write the document's number and version, as Word's fields and search find them, and the file's seal."""
    said = {"Document number": meta.identifier, "Version": meta.version, PACKAGE_SEAL: seal}
    told = [(name, text) for name, text in said.items() if text]
    content = "".join(
        f'<property fmtid="{_SET}" pid="{number}" name="{attribute(name)}">'
        f"<vt:lpwstr>{characters(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(told, 2)
    )
    return (
        f'{_HEAD}<Properties xmlns="{_SCHEMAS}/officeDocument/2006/custom-properties" '
        f'xmlns:vt="{_SCHEMAS}/officeDocument/2006/docPropsVTypes">{content}</Properties>'
    )
