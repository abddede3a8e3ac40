"""The data that content controls are bound to: after filling, every control shows what its store says.

Word replaces what a bound control shows by what its store holds, without asking. So both are made to
agree: a control with a placeholder writes into its store, any other shows what is there. In the store of
docgen itself the spec comes first: what a placeholder says differently is kept in the form beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from docgen.document.source import Plain
from docgen.document.spec_xml import NAMESPACE, STORE_ID, value_xml
from docgen.markup import read_xml
from docgen.render.word.controls import Control
from docgen.render.word.markup import W
from docgen.render.word.package import Package
from docgen.render.word.source import TOUCHED

__all__ = ["Stores", "find_stores"]

_DS = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
_OWN = {
    "core-properties": "{6c3c8bc8-f283-45ae-878a-bab7291924a1}",
    "extended-properties": "{6668398d-a668-4e3e-a5eb-62b293d839f1}",
}
"""Stores that every file has: what it says about itself."""
_STEP = r"(?:[\w.-]+:)?(?:[\w.-]+|\*)(?:\[\d+\])?"
_PATH = re.compile(rf"(?:/{_STEP})+(?:/text\(\))?")
_ATTRIBUTE = re.compile(r"/@([\w.:-]+)$")
_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']*)[\"']")
_GOAL_SPEC = f"{{{NAMESPACE}}}"


@dataclass(slots=True)
class Stores:
    """The stores of one file while it is filled: their trees by part, and their parts by number."""

    parts: Mapping[str, str]
    trees: dict[str, _Element] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    said: dict[_Element, str] = field(default_factory=dict)
    """Places into which a control has written, with what it wrote."""

    def take_source(self, source: Mapping[str, Plain], language: str) -> None:
        """Put the spec of this document into docgen's own store, if the template has one."""
        for part, tree in self.trees.items():
            if tree.tag == f"{_GOAL_SPEC}goalSpec" and source:
                spec = read_xml(
                    f'<goalSpec xmlns="{NAMESPACE}">{_possible(value_xml(dict(source), "spec"))}</goalSpec>',
                    huge=True,
                )[0]
                for old in tree.findall(f"{_GOAL_SPEC}spec"):
                    tree.remove(old)
                tree.insert(0, spec)
                tree.set("language", language)
                self.changed.add(part)

    def settle(self, root: _Element) -> bool:
        """Make every bound control of a part agree with its store; tell whether there was any."""
        bound = [each for each in root.iter(f"{W}sdt") if each.find(f"{W}sdtPr/{W}dataBinding") is not None]
        for element in bound:
            self._settle(Control(element))
        for properties in root.iter(f"{W}sdtPr"):
            properties.attrib.pop(TOUCHED, "")
        return bool(bound)

    def _settle(self, control: Control) -> None:
        if control.holds_more_than_text:
            return
        part, place = self._find(control.binding)
        if part is None or place is None:
            self._lose(control)
        elif not control.is_touched:
            control.show(_text_of(place))
        elif self._is_spec(place) or self.said.get(place, control.stored) != control.stored:
            self._keep_apart(part, place, control)
        else:
            self.said[place] = control.stored
            place.text = control.stored
            for child in list(place):
                place.remove(child)
            self.changed.add(part)

    def _lose(self, control: Control) -> None:
        """Free a control whose place is not there; of a field that this spec lacks nothing is shown."""
        is_ours = (control.binding.get(f"{W}storeItemID") or "").lower() == STORE_ID.lower()
        if is_ours and not control.is_touched:
            control.show("")
        control.unbind()

    def _keep_apart(self, part: str, place: _Element, control: Control) -> None:
        """Keep what a placeholder says where the store says something else."""
        if _plain(_text_of(place)) == _plain(control.stored):
            return
        root = self.trees[part]
        if root.tag != f"{_GOAL_SPEC}goalSpec":
            control.unbind()
            return
        form = root.find(f"{_GOAL_SPEC}form")
        if form is None:
            form = etree.SubElement(root, f"{_GOAL_SPEC}form")
        entry = etree.SubElement(
            form, f"{_GOAL_SPEC}entry", {"key": f"={control.name}", "name": control.name}
        )
        entry.text = control.stored
        number = len(form.findall(f"{_GOAL_SPEC}entry"))
        control.bind(f"/g:goalSpec[1]/g:form[1]/g:entry[{number}]", f"xmlns:g='{NAMESPACE}'")
        self.changed.add(part)

    def _is_spec(self, place: _Element) -> bool:
        return any(each.tag == f"{_GOAL_SPEC}spec" for each in (place, *place.iterancestors()))

    def _find(self, binding: _Element) -> tuple[str | None, _Element | None]:
        """Return the place that a binding points at, and the part it is in."""
        path = binding.get(f"{W}xpath", "")
        if not _PATH.fullmatch(path) or _ATTRIBUTE.search(path):
            return None, None
        prefixes = dict(_PREFIX.findall(binding.get(f"{W}prefixMappings", "")))
        number = binding.get(f"{W}storeItemID", "").lower()
        for part in [self.parts[number]] if number in self.parts else [] if number else list(self.trees):
            try:
                hits = etree.XPath(path.removesuffix("/text()"), namespaces=prefixes)(self.trees[part])
            except (etree.XPathError, KeyError):
                continue
            if isinstance(hits, list) and hits and isinstance(hits[0], _Element):
                return part, hits[0]
        return None, None


def find_stores(package: Package) -> dict[str, str]:
    """Return the parts that hold data for controls, by the number of the store."""
    return dict(_stores(package))


def _stores(package: Package) -> Iterator[tuple[str, str]]:
    for kind, number in _OWN.items():
        for part in package.follow("", kind):
            yield number, part
    for part in package.follow(package.main, "customXml"):
        numbers = [
            read_xml(package.parts[about]).get(f"{_DS}itemID", "")
            for about in package.follow(part, "customXmlProps")
        ]
        yield (numbers[0].lower() if numbers else f"part {part}"), part


def _possible(xml: str) -> str:
    """Replace what XML cannot hold; the document says so, for it holds the same."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", xml)


def _text_of(place: _Element) -> str:
    return "".join(map(str, place.itertext()))


def _plain(text: str) -> str:
    return " ".join(text.split())
