"""The spec as XML, the way it travels inside a Word file.

``<goalSpec xmlns="urn:docgen:goal-spec:1">`` holds ``<spec>``, the source of the document, and ``<form>``,
the places to fill in that show no field of it. A key of a mapping is an element; one that is no name in
XML is ``<entry key="…">``; the entries of a list are ``<item>``. XML knows text alone, so ``is`` says what
else a value was. A figure keeps its digits, but not whether it was a binary or a decimal one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from docgen.document.source import Plain

__all__ = ["NAMESPACE", "STORE_ID", "element", "tag_of", "tell", "value_xml"]

NAMESPACE = "urn:docgen:goal-spec:1"
STORE_ID = "{4F1B7C52-93D6-4E0A-8B35-6A2D90C1E7F4}"
"""The store is found by this number; it is the same in every file."""

_NAME = re.compile(r"(?!(?i:xml))[A-Za-z_][A-Za-z0-9_-]*")


def tag_of(key: str) -> str:
    """Return the element that stands for a key."""
    return key if _NAME.fullmatch(key) else "entry"


def value_xml(value: Plain, tag: str, key: str | None = None) -> str:
    """Write a value as an element."""
    match value:
        case Mapping():
            inner = "".join(
                [value_xml(v, tag_of(k), None if tag_of(k) == k else k) for k, v in value.items()]
            )
            return element(tag, inner, {"key": key, "is": None if value else "map"})
        case list():
            inner = "".join([value_xml(entry, "item") for entry in value])
            return element(tag, inner, {"key": key, "is": "list"})
        case _:
            text, was = tell(value)
            return element(tag, _text(text), {"key": key, "is": was or None})


def element(tag: str, inner: str, marks: Mapping[str, str | None]) -> str:
    """Write an element around finished XML; marks that are None are left out."""
    said = "".join([f' {name}="{_mark(text)}"' for name, text in marks.items() if text is not None])
    return f"<{tag}{said}>{inner}</{tag}>" if inner else f"<{tag}{said}/>"


def tell(value: Plain) -> tuple[str, str]:
    """Return the text of a value, and what it was if it was no text."""
    match value:
        case None:
            return "", "nothing"
        case bool():
            return "true" if value else "false", "boolean"
        case Decimal():
            return f"{value:f}", "number"
        case int() | float():
            return repr(value), "number"
        case _:
            return str(value), ""


def _mark(text: str) -> str:
    return _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
