"""Take the look of Word documents from a file that somebody restyled in Word: ``word/reference.docx``.

A document made with the pack is opened in Word, its styles are changed there, and the file is put into
the pack. Its words and pictures are not looked at; styles, document defaults and theme are. Word renames
the ids of styles (a Chinese Word calls ``Heading1`` simply ``1``), so styles are known by their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from docgen.archive import UnsafeError, read_members
from docgen.diagnostics import DocgenError, Location, report
from docgen.markup import read_xml

__all__ = ["FILE", "take_look"]

FILE = "word/reference.docx"
_STYLES, _THEME = "styles.xml", "theme1.xml"
_THEIRS = {_STYLES: "word/styles.xml", _THEME: "word/theme/theme1.xml"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REFERENCES = (f"{_W}basedOn", f"{_W}next", f"{_W}link")
_BEFORE_NUMBERING = tuple(
    f"{_W}{name}"
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


def take_look(parts: Mapping[str, bytes], content: bytes, shown: str) -> dict[str, bytes]:
    """Return the Word parts of a pack with the look of a reference document in them.

    A style replaces the one of the same name and kind, keeps our id and our numbering, and is added if
    there is none; styles the file lacks stay as they are. Raises DocgenError (DG380) for a file that is
    no Word document, or not one to be opened.
    """
    found = _open(content, shown)
    taken = dict(parts)
    taken[_STYLES] = _merge(read_xml(parts[_STYLES]), found[_STYLES])
    if _THEME in found:
        taken[_THEME] = etree.tostring(found[_THEME], xml_declaration=True, encoding="UTF-8", standalone=True)
    return taken


def _open(content: bytes, shown: str) -> dict[str, etree._Element]:
    """Read the parts that matter."""
    try:
        members = read_members(content)
        found = {ours: read_xml(members[theirs]) for ours, theirs in _THEIRS.items() if theirs in members}
    except (UnsafeError, etree.XMLSyntaxError) as problem:
        raise DocgenError([report("DG380", Location(shown), file=shown)]) from problem
    if _STYLES not in found:
        raise DocgenError([report("DG380", Location(shown), file=shown)])
    return found


def _merge(ours: etree._Element, theirs: etree._Element) -> bytes:
    known = {_key(style): style for style in ours.iterfind(f"{_W}style")}
    ids = dict(_ids(theirs, known))
    for style in theirs.iterfind(f"{_W}style"):
        own = known.get(_key(style))
        fresh = _adopt(style, own, ids)
        if own is None:
            ours.append(fresh)
        else:
            ours.replace(own, fresh)
    _replace_defaults(ours, theirs)
    return etree.tostring(ours, xml_declaration=True, encoding="UTF-8", standalone=True)


def _ids(
    theirs: etree._Element, known: Mapping[tuple[str, str], etree._Element]
) -> Iterator[tuple[str, str]]:
    """Pair every id of the reference with the one it gets here; a new style never takes one of ours."""
    taken = {_id(style) for style in known.values()}
    for style in theirs.iterfind(f"{_W}style"):
        own = known.get(_key(style))
        if own is not None:
            yield _id(style), _id(own)
            continue
        name = _id(style)
        while name in taken:
            name += "Own"
        taken.add(name)
        yield _id(style), name


def _adopt(style: etree._Element, own: etree._Element | None, ids: Mapping[str, str]) -> etree._Element:
    """Copy a style of the reference, with our id, our name and our numbering."""
    fresh = deepcopy(style)
    fresh.set(f"{_W}styleId", ids[_id(style)])
    for reference in fresh.iter(*_REFERENCES):
        reference.set(f"{_W}val", ids.get(reference.get(f"{_W}val", ""), ""))
    for stray in [each for each in fresh.iter(*_REFERENCES) if not each.get(f"{_W}val")]:
        fresh.remove(stray)
    for numbering in list(fresh.iter(f"{_W}numPr")):  # its number belongs to lists of another file
        _remove(numbering)
    if own is None:
        return fresh
    _take_attributes(fresh, own)
    _number_like(fresh, own)
    return fresh


def _take_attributes(fresh: etree._Element, own: etree._Element) -> None:
    for name in ("default", "customStyle"):
        if f"{_W}{name}" in fresh.attrib:
            del fresh.attrib[f"{_W}{name}"]
        if (value := own.get(f"{_W}{name}")) is not None:
            fresh.set(f"{_W}{name}", value)
    ours, theirs = own.find(f"{_W}name"), fresh.find(f"{_W}name")
    if ours is not None and theirs is not None:
        theirs.set(f"{_W}val", ours.get(f"{_W}val", ""))


def _number_like(fresh: etree._Element, own: etree._Element) -> None:
    numbering = own.find(f"{_W}pPr/{_W}numPr")
    if numbering is None:
        return
    look = fresh.find(f"{_W}pPr")
    if look is None:
        look = etree.Element(f"{_W}pPr")
        after = fresh.find(f"{_W}rPr")
        if after is None:
            fresh.append(look)
        else:
            after.addprevious(look)
    before = [each for each in look if each.tag in _BEFORE_NUMBERING]
    look.insert(len(before), deepcopy(numbering))


def _replace_defaults(ours: etree._Element, theirs: etree._Element) -> None:
    wanted, known = theirs.find(f"{_W}docDefaults"), ours.find(f"{_W}docDefaults")
    if wanted is not None and known is not None:
        ours.replace(known, deepcopy(wanted))


def _key(style: etree._Element) -> tuple[str, str]:
    """Know a style by its kind and its name; Word does not mind the case of a name."""
    name = style.find(f"{_W}name")
    said = "" if name is None else name.get(f"{_W}val", "")
    return style.get(f"{_W}type", ""), said.casefold()


def _id(style: etree._Element) -> str:
    return style.get(f"{_W}styleId", "")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
