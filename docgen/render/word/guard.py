"""What a Word template must not hold: programs, foreign objects, content from elsewhere, fields that fetch.

A part is judged by the relationship that leads to it, because a file can be called anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from docgen.archive import UnsafeError, read_members
from docgen.diagnostics import Diagnostic, Location, report
from docgen.harmless import ACTIVE_TYPES, CHART_TYPES, SHEET_TYPE, WORD_RELATIONS, may_link
from docgen.markup import read_xml
from docgen.relations import Relation
from docgen.render.word.markup import PARAGRAPH, W
from docgen.render.word.package import Package
from docgen.render.word.parts import name_part
from docgen.render.word.places import Map, ancestor

__all__ = ["find_intruders", "find_running_fields"]

_KINDS = {
    "aFChunk": "inserted_file",
    "attachedTemplate": "outside_template",
    "attachedToolbars": "macros",
    "control": "activex",
    "activeXControlBinary": "activex",
    "frame": "outside_frame",
    "image": "outside_picture",
    "keyMapCustomizations": "macros",
    "mailMergeSource": "mail_merge",
    "mailMergeHeaderSource": "mail_merge",
    "recipientData": "mail_merge",
    "oleObject": "ole_object",
    "package": "ole_object",
    "origin": "signature",
    "subDocument": "outside_file",
    "transform": "outside_file",
    "vbaProject": "macros",
    "wordVbaData": "macros",
}
_REFUSED_FIELDS = frozenset(
    {
        *("DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "RD", "DATABASE"),
        *("SUBSCRIBER", "HTMLACTIVEX", "CONTROL", "EMBED", "PRINT"),
    }
)
_NESTED = "\ufffc"
_FIRST_WORD = re.compile(r"\s*(\ufffc|[^\s\"\\]*)")
_LINK = re.compile(r"(?is)\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?!\\)(?:\"([^\"]*)\"|(\S+))")
_EXCERPT = 160
_VML = ("{urn:schemas-microsoft-com:vml}*", "{urn:schemas-microsoft-com:office:office}*")
_POINTERS = ("src", "href", "{urn:schemas-microsoft-com:office:office}href")


def find_intruders(package: Package) -> Iterator[Diagnostic]:
    """Yield a finding for everything in a package that must not be there."""
    where = Location(file=package.name)
    for part in sorted(package.parts):
        if ACTIVE_TYPES.search(package.content_type(part)):
            yield report("DG426", where, kind=_kind_of_type(package.content_type(part)), part=part)
    for owner in sorted(package.owners()):
        for relation in package.relations(owner):
            yield from _judge(package, relation, where)
    for part in sorted(package.parts):
        if package.is_xml(part) and b"<w:" in package.parts[part]:
            root = read_xml(package.parts[part])
            yield from find_running_fields(root, part, package)
            yield from _find_sources(root, part, package)


def _kind_of_type(content_type: str) -> str:
    if re.search("(?i)activex", content_type):
        return "activex"
    return "ole_object" if re.search("(?i)oleObject", content_type) else "macros"


def _judge(package: Package, relation: Relation, where: Location) -> Iterator[Diagnostic]:
    """Judge one relationship by its type, and by whether it leads outside."""
    kind = _KINDS.get(relation.name, relation.name)
    if relation.is_external:
        if relation.name == "hyperlink" and may_link(relation.target):
            return
        kind = "outside_link" if relation.name == "hyperlink" else kind
        yield report(
            "DG427", where, kind=kind, target=relation.target, part=relation.owner or None, place=None
        )
    elif relation.kind not in WORD_RELATIONS:
        yield report("DG426", where, kind=kind, part=relation.target)
    elif relation.name == "package" and not _is_sheet_of_chart(package, relation):
        yield report("DG426", where, kind="ole_object", part=relation.target)


def _is_sheet_of_chart(package: Package, relation: Relation) -> bool:
    """Tell whether this is the plain sheet of numbers behind a chart."""
    if package.content_type(relation.owner) not in CHART_TYPES:
        return False
    if package.content_type(relation.target) != SHEET_TYPE:
        return False
    try:
        members = read_members(package.parts.get(relation.target, b""))
    except UnsafeError:
        return False
    suspects = ("externallinks/", "vbaproject", "embeddings/", "activex", "connections.xml", "querytables/")
    return not any(suspect in name.lower() for name in members for suspect in suspects)


def find_running_fields(root: _Element, part: str, package: Package) -> Iterator[Diagnostic]:
    """Yield a finding for every field that fetches, runs or links where it must not."""
    places: Map | None = None
    for element, code in _fields(root):
        word = _FIRST_WORD.match(code)
        name = word[1].upper() if word else ""
        link = _LINK.match(code)
        target = (link[1] or link[2] or "") if link else ""
        leads_out = (
            bool(target) and "{{" not in target and not target.startswith("#") and not may_link(target)
        )
        if name in _REFUSED_FIELDS or name == _NESTED or leads_out:
            places = places or Map(root, name_part(package, part))
            paragraph = element if element.tag == PARAGRAPH else ancestor(element, PARAGRAPH)
            place = places.point_at(paragraph) if paragraph is not None else places.name
            where = Location(
                file=package.name, path=(part,), excerpt=code.replace(_NESTED, "{…}").strip()[:_EXCERPT]
            )
            if leads_out:
                yield report("DG427", where, kind="outside_link", target=target, part=part, place=place)
            else:
                yield report("DG428", where, field="{…}" if name == _NESTED else name, place=place)


@dataclass(slots=True)
class _Field:
    """A field that is not ended yet: where it begins, its code, and whether its result has begun."""

    begin: _Element
    code: str = ""
    shows: bool = False


def _fields(root: _Element) -> Iterator[tuple[_Element, str]]:
    """Yield where each field begins, and its code; a field within the code of another is one sign."""
    open_: list[_Field] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}fldSimple":
            yield element, element.get(f"{W}instr", "")
        elif kind == "separate" and open_:
            open_[-1].shows = True
        elif kind == "end" and open_:
            ended = open_.pop()
            yield ended.begin, ended.code
        else:
            if open_ and not open_[-1].shows:
                open_[-1].code += _NESTED if kind == "begin" else element.text or ""
            open_ += [_Field(element)] if kind == "begin" else []
    yield from ((field.begin, field.code) for field in open_)


def _find_sources(root: _Element, part: str, package: Package) -> Iterator[Diagnostic]:
    """Yield a finding for what names a source by an attribute: old drawings, and mail merge."""
    where = Location(file=package.name, path=(part,))
    for merge in root.iter(f"{W}mailMerge"):
        if merge.find(f"{W}connectString") is not None or merge.find(f"{W}query") is not None:
            yield report("DG427", where, kind="mail_merge", target="", part=part, place=None)
    for element in root.iter(*_VML):
        for pointer in _POINTERS:
            target = element.get(pointer, "")
            if target and not target.startswith("#") and not _may_link_from(pointer, target):
                yield report("DG427", where, kind="outside_picture", target=target, part=part, place=None)


def _may_link_from(pointer: str, target: str) -> bool:
    return pointer == "href" and may_link(target)
