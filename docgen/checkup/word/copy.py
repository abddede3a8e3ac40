"""A copy of a Word template with every finding as a comment at its place, mended if that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element

from docgen.checkup.word.anchors import Anchors
from docgen.checkup.word.findings import Finding
from docgen.checkup.word.template import AUTHOR, Template
from docgen.diagnostics import Diagnostic, Severity
from docgen.diagnostics.sentences import say, show
from docgen.document.model import Meta
from docgen.markup import read_xml
from docgen.relations import TYPES, relations_of
from docgen.render.word.bundle import bundle, pack
from docgen.render.word.markup import SPACE, W
from docgen.render.word.parts import CORE
from docgen.render.word.properties import add_properties, declare, seal

__all__ = ["make_copy", "whole_bytes"]

_INITIALS = "dg"
_SEVERITIES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.INFO: ("说明", "info"),
}
_HINT = ("建议：", "hint: ")
_LONGEST = 2000
_BRACKETS = re.compile(r"(?<=\{)(?=[{%#])|(?<=[}%#])(?=\})")
_JOINER = "\u2060"
"""A sign that nobody sees, put between two brackets: a comment must not be filled in."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def make_copy(template: Template, findings: Iterable[Finding], language: str) -> bytes:
    """Write the copy; the trees of the template are changed, so this comes last."""
    package = template.package
    comments, part, is_new = _comments(template)
    number = max((int(c.get(f"{W}id", "0")) for c in comments.iterfind(f"{W}comment")), default=-1) + 1
    anchors = Anchors(template)
    for finding in findings:
        is_there = anchors.plan(finding, number)
        comments.append(_comment(finding.diagnostic, number, language, with_place=not is_there))
        number += 1
    anchors.set()
    members = dict(template.written().parts)
    members[part] = etree.tostring(comments, encoding="UTF-8", xml_declaration=True, standalone=True)
    if is_new:
        _announce(members, package.main, part)
    return whole_bytes(members)


def whole_bytes(members: dict[str, bytes]) -> bytes:
    """Zip the parts of a Word file, sealed, so that nobody's work is lost when it is made anew."""
    members[CORE] = add_properties(members.get(CORE), Meta("", ""))
    members |= declare(members, set())
    seal(members)
    return bundle({name: pack(content) for name, content in members.items()})


def _comments(template: Template) -> tuple[_Element, str, bool]:
    """Return the comments there are, or new ones: the tree, the part, and whether it is new."""
    package = template.package
    for part in template.parts:
        if part.name in set(package.follow(package.main, "comments")):
            return part.story.root, part.name, False
    for name in package.follow(package.main, "comments"):
        return read_xml(package.parts[name]), name, False
    folder = package.main.rpartition("/")[0]
    name = next(
        name
        for name in (f"{folder}/comments{mark}.xml".lstrip("/") for mark in ("", "Docgen", "Docgen2"))
        if name not in package.parts
    )
    return etree.Element(f"{W}comments", nsmap={"w": W.strip("{}")}), name, True


def _announce(members: dict[str, bytes], main: str, part: str) -> None:
    """Add the part of the comments to the list of types and to the relationships of the document."""
    types = read_xml(members[TYPES])
    etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": _COMMENTS})
    members[TYPES] = etree.tostring(types, encoding="UTF-8", xml_declaration=True, standalone=True)
    name = relations_of(main)
    lines = read_xml(members[name]) if name in members else etree.Element(f"{{{_RELATIONS}}}Relationships")
    taken = {line.get("Id") for line in lines}
    own = next(f"rIdDoctor{number}" for number in range(len(taken) + 1) if f"rIdDoctor{number}" not in taken)
    about = {"Id": own, "Type": f"{_OFFICE}/comments", "Target": f"/{part}"}
    etree.SubElement(lines, f"{{{_RELATIONS}}}Relationship", about)
    members[name] = etree.tostring(lines, encoding="UTF-8", xml_declaration=True, standalone=True)


def _comment(finding: Diagnostic, number: int, language: str, *, with_place: bool) -> _Element:
    about = {f"{W}id": str(number), f"{W}author": AUTHOR, f"{W}initials": _INITIALS}
    comment = etree.Element(f"{W}comment", about)
    for line in _lines(finding, language, with_place=with_place):
        text = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t")
        text.text = _BRACKETS.sub(_JOINER, show(line, _LONGEST))
        text.set(SPACE, "preserve")
    return comment


def _lines(finding: Diagnostic, language: str, *, with_place: bool) -> Iterator[str]:
    """Say a finding; where a comment stands at the place, its place and the text around need no words."""
    if not with_place:
        finding = replace(finding, facts={**finding.facts, "place": None, "around": None})
    prose, side = say(finding, language), 0 if language == "zh" else 1
    yield f"{finding.code} {_SEVERITIES[finding.severity][side]}"
    yield prose.reason
    if prose.hint:
        yield _HINT[side] + prose.hint
