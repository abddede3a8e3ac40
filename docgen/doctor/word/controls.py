"""Rules about content controls: their numbers, and the data they are bound to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile, fault
from docgen.doctor.word.markup import W, is_on, value, words
from docgen.markup import text_of

__all__ = ["bindings_agree", "bindings_resolve", "controls_are_unique"]

_DS = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OWN_STORES = {
    "{6c3c8bc8-f283-45ae-878a-bab7291924a1}": "core-properties",
    "{6668398d-a668-4e3e-a5eb-62b293d839f1}": "extended-properties",
}
"""Stores that every file has: what it says about itself."""
_STEP = r"(?:[\w.-]+:)?(?:[\w.-]+|\*)(?:\[\d+\])?"
_PATH = re.compile(rf"(?:/{_STEP})+(?:/@(?:[\w.-]+:)?[\w.-]+|/text\(\))?(?:\[\d+\])?")
"""The paths that Word writes; nobody knows how long following any other would take."""
_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']*)[\"']")
_TRUE = {"1", "true", "on"}
_UNTOLD = {
    "richText",
    "group",
    "picture",
    "docPartObj",
    "docPartList",
    "equation",
    "repeatingSection",
    "citation",
}
"""Controls whose data are no text that could be compared."""


def controls_are_unique(word: WordFile) -> Iterator[Fault]:
    """Ask that every content control has a number of its own in the whole file."""
    numbers = Counter(value(number) for _, each in word.each("sdtPr") for number in each.findall(f"{W}id"))
    yield from (Fault("", {"id": number}) for number, count in numbers.items() if count > 1)


def bindings_resolve(word: WordFile) -> Iterator[Fault]:
    """Ask that a bound control finds its store in the file, and its place in the store."""
    for part, control, binding in _bound(word):
        if _found(word, binding) is None:
            yield fault(part, control, name=_name(control), target=value(binding, "xpath"))


def bindings_agree(word: WordFile) -> Iterator[Fault]:
    """Ask that a bound control shows what its store holds; Word would replace it without asking."""
    for part, control, binding in _bound(word):
        stored = _found(word, binding)
        shown = _shown(control, stored or "")
        if stored is not None and shown is not None and _plain(shown) != _plain(stored):
            yield fault(part, control, name=_name(control), shown=_plain(shown), stored=_plain(stored))


def _bound(word: WordFile) -> Iterator[tuple[str, _Element, _Element]]:
    for part, control in word.each("sdt"):
        binding = control.find(f"{W}sdtPr/{W}dataBinding")
        path = value(binding, "xpath")
        if binding is not None and (not path or _PATH.fullmatch(path)):
            yield part, control, binding


def _name(control: _Element) -> str:
    properties = control.find(f"{W}sdtPr")
    found = (
        (value(properties.find(f"{W}{name}")) for name in ("alias", "tag", "id"))
        if properties is not None
        else ()
    )
    return next((name for name in found if name), "")


def _found(word: WordFile, binding: _Element) -> str | None:
    """Return the text that a binding points at; nothing when there is none."""
    path = value(binding, "xpath")
    prefixes = dict(_PREFIX.findall(value(binding, "prefixMappings")))
    for store in _stores(word, value(binding, "storeItemID").lower()):
        try:
            hits = etree.XPath(path, namespaces=prefixes, regexp=False)(store)
        except etree.XPathError:
            continue
        if hits and isinstance(hits, list):
            return text_of(hits[0]) if isinstance(hits[0], _Element) else str(hits[0])
    return None


def _stores(word: WordFile, identifier: str) -> Iterator[_Element]:
    """Yield the store of this number; every store where none is named."""
    package = word.package
    if kind := _OWN_STORES.get(identifier):
        yield from (store for _, store in package.trees_behind("", kind))
    for name, store in package.trees_behind(word.main, "customXml"):
        properties = (tree for _, tree in package.trees_behind(name, "customXmlProps"))
        if not identifier or identifier in {tree.get(f"{_DS}itemID", "").lower() for tree in properties}:
            yield store


def _shown(control: _Element, stored: str) -> str | None:
    """Return what the control says in the words of its store, or nothing where that cannot be told."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    kinds = {str(each.tag).rpartition("}")[2] for each in properties} if properties is not None else set()
    if properties is None or kinds & _UNTOLD or stored.lstrip().startswith("<?xml"):
        return None
    if is_on(properties.find(f"{W}showingPlcHdr")):
        return ""
    if (checked := properties.find(f"{_W14}checkbox/{_W14}checked")) is not None:
        agrees = (checked.get(f"{_W14}val", "1") in _TRUE) == (stored.strip().lower() in _TRUE)
        return stored if agrees else str(not stored)
    text = "" if content is None else words(content)
    if (date := properties.find(f"{W}date")) is not None:
        return _date(date, text, stored)
    for choice in properties.iter(f"{W}listItem"):
        if value(choice, "displayText") == text.strip():
            return value(choice, "value")
    return text


def _date(date: _Element, text: str, stored: str) -> str:
    """Return a date in the form of the store: as it is written, or as the calendar counts it."""
    full, stored_as = value(date, "fullDate"), value(date.find(f"{W}storeMappedDataAs"))
    if stored_as == "text" or not full:
        return text
    return stored if full[:10] == stored.strip()[:10] else full[:10]


def _plain(text: str) -> str:
    return " ".join(text.split())
