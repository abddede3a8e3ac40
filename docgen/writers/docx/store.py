"""The custom XML of a document: the spec it was made from, and what people fill in (see ``document/spec_xml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lxml import etree

from docgen.document.source import Plain
from docgen.document.spec_xml import NAMESPACE, STORE_ID, element, tag_of, tell, value_xml
from docgen.markup import read_xml
from docgen.writers.docx.markup import attribute, characters

__all__ = ["NAMESPACE", "STORE_ID", "Store", "Stored", "binding", "item_properties", "read_store"]

_PREFIX = "g"
_ROOT = f"/{_PREFIX}:goalSpec[1]/{_PREFIX}:"
_STEP = re.compile(r"[^.\[\]]+")
_WHOLE = re.compile(r"-?\d{1,1000}")
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_LANGUAGES = {"zh", "en"}
_LONGEST_NUMBER = 4
"""Digits that a number in a name has no longer; the form then holds every entry up to it."""


class _Field(NamedTuple):
    """A field of the spec: where it is found in the store, and what it is."""

    path: str
    value: Plain


@dataclass(slots=True)
class _Place:
    """An element of the form in the making: where it is found, what it says, and what is in it."""

    path: str
    tag: str
    key: str | None = None
    name: str | None = None
    text: str = ""
    inner: dict[str, _Place] = field(default_factory=dict)

    def add(self, key: str, tag: str) -> _Place:
        """Add what a step of a name stands for."""
        number = 1 + sum(place.tag == tag for place in self.inner.values())
        place = _Place(f"{self.path}/{_PREFIX}:{tag}[{number}]", tag, None if tag in {key, "item"} else key)
        self.inner[key] = place
        return place

    def xml(self) -> str:
        """Write the element."""
        marks = {"key": self.key, "name": self.name}
        return element(
            self.tag,
            characters(self.text).replace("\r", "&#13;") + "".join(p.xml() for p in self.inner.values()),
            marks,
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """What a store holds: the spec as data, and what stands in the places to fill in, by their names."""

    language: str
    source: dict[str, Plain]
    form: dict[str, str]


class Store:
    """The store of one document while it is written."""

    def __init__(self, source: Mapping[str, Plain], language: str) -> None:
        """Take the spec; nothing is written for an empty one without places to fill in."""
        self._source = source
        self._language = language
        self._form = _Place(f"{_ROOT}form[1]", "form")

    def bind(self, bind: str, name: str, text: str) -> str:
        """Return the place of a field of the spec that says exactly this, or of a new field of the form."""
        found = self._find(bind) if bind else None
        if found is not None and not isinstance(found.value, Mapping | list) and tell(found.value)[0] == text:
            return found.path
        place = self._place(name)
        place.name, place.text = name, text
        return place.path

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to store."""
        return not (self._source or self._form.inner)

    def xml(self) -> str:
        """Write the whole store."""
        parts = value_xml(dict(self._source), "spec") + self._form.xml()
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<goalSpec xmlns="{NAMESPACE}" language="{attribute(self._language)}">{parts}</goalSpec>'
        )

    def _find(self, bind: str) -> _Field | None:
        """Follow a path such as ``goals[0].title``, and at its end the words in the document's language."""
        found: _Field | None = _Field(f"{_ROOT}spec[1]", self._source)
        for step in _STEP.findall(bind):
            found = _step_into(found, step) if found else None
        if found and isinstance(found.value, Mapping) and found.value and set(found.value) <= _LANGUAGES:
            own = self._language.partition("-")[0]
            return _step_into(found, own if own in found.value else next(iter(found.value)))
        return found

    def _place(self, name: str) -> _Place:
        """Make the place of a name in the form: ``signoff.1.date`` is in the first entry of ``signoff``."""
        place = self._form
        for step in name.split("."):
            place = _descend(place, step)
            if place.name is not None and place.name != name:  # nothing can be bound inside another place
                return self._apart(name)
        return self._apart(name) if place.inner else place

    def _apart(self, name: str) -> _Place:
        return self._form.inner.get(f"={name}") or self._form.add(f"={name}", "entry")


def binding(path: str) -> str:
    """Write what binds a control to a place of the store."""
    return (
        f"<w:dataBinding w:prefixMappings=\"xmlns:{_PREFIX}='{NAMESPACE}'\" "
        f'w:xpath="{path}" w:storeItemID="{STORE_ID}"/>'
    )


def _step_into(found: _Field, step: str) -> _Field | None:
    value = found.value
    if isinstance(value, Mapping) and step in value:
        tag = tag_of(step)
        number = 1 + [key for key in value if tag_of(key) == tag].index(step)
        return _Field(f"{found.path}/{_PREFIX}:{tag}[{number}]", value[step])
    if isinstance(value, list) and step.isdecimal() and int(step[:9]) < len(value):
        number = 1 + int(step[:9])
        return _Field(f"{found.path}/{_PREFIX}:item[{number}]", value[number - 1])
    return None


def _descend(place: _Place, step: str) -> _Place:
    if not (step.isdecimal() and len(step) < _LONGEST_NUMBER and int(step)):
        return place.inner.get(step) or place.add(step, tag_of(step))
    for number in range(1, int(step) + 1):
        if str(number) not in place.inner:
            place.add(str(number), "item")
    return place.inner[str(int(step))]


def item_properties() -> str:
    """Write what identifies the store."""
    schemas = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem xmlns:ds="{schemas}" ds:itemID="{STORE_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def read_store(content: bytes) -> Stored:
    """Read a store back; raises ValueError for XML that is none."""
    try:
        root = read_xml(content)
    except etree.XMLSyntaxError:
        raise ValueError("no XML") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("no DOCTYPE")
    spec, form = root.find(_tag("spec")), root.find(_tag("form"))
    if root.tag != _tag("goalSpec") or spec is None or form is None:
        raise ValueError("no goalSpec")
    filled = {place.get("name", ""): _words(place) for place in form.iter() if place.get("name")}
    data = _value(spec)
    return Stored(root.get("language", ""), data if isinstance(data, dict) else {}, filled)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _value(element: etree._Element) -> Plain:
    children = list(element.iterchildren(etree.Element))
    was, text = element.get("is"), _words(element)
    if was == "list":
        return [_value(child) for child in children]
    if was == "map" or children:
        return {child.get("key", etree.QName(child).localname): _value(child) for child in children}
    if was == "number" and _FIGURE.fullmatch(text):
        return int(text) if _WHOLE.fullmatch(text) else Decimal(text)
    if was == "boolean" and text in {"true", "false"}:
        return text == "true"
    return None if was == "nothing" and not text else text


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
