"""The package that a Word template is: read within bounds, and refused where it holds what it must not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from docgen.archive import Limits, Unsafe, UnsafeError, read_members
from docgen.diagnostics import Diagnostic, DocgenError, Fact, Location, report
from docgen.markup import read_xml
from docgen.relations import TYPES, Relation, owners_of, read_relations, read_types, relations_of, type_of

__all__ = ["Package", "read_package"]

LIMITS = Limits(members=2000, one=32 << 20, total=96 << 20, ratio=200)
"""What a template may cost; a long one with pictures unpacks to some megabytes."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_KNOWN = ((b"%PDF-", "pdf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"{\\rtf", "text"))
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAINS = {f"{_MAIN}.document.main+xml", f"{_MAIN}.template.main+xml"}
_WITH_MACROS = "application/vnd.ms-word."
_OTHERS = (("spreadsheetml", "excel"), ("presentationml", "powerpoint"))
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file that holds nothing it must not: its parts by name, and what they are."""

    name: str
    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    """Content types, of a part by its name with a slash before it, or of every name that ends so."""
    main: str

    def content_type(self, part: str) -> str:
        """Return the type that the list of types gives a part, or nothing."""
        return type_of(self.types, part)

    def relations(self, owner: str) -> Iterator[Relation]:
        """Yield the relationships of a part; those of the package itself have no owner."""
        content = self.parts.get(relations_of(owner))
        if content is not None:
            yield from read_relations(owner, read_xml(content))

    def follow(self, owner: str, name: str) -> Iterator[str]:
        """Name the parts that a part reaches by one kind of relationship and that are there."""
        for relation in self.relations(owner):
            if relation.name == name and not relation.is_external and relation.target in self.parts:
                yield relation.target

    def owners(self) -> Iterator[str]:
        """Name every part that has relationships, the package itself as the empty name."""
        yield from owners_of(self.parts)

    def is_xml(self, part: str) -> bool:
        """Tell whether a part is XML."""
        return _is_xml(self.types, part)


def read_package(content: bytes, name: str) -> Package:
    """Read a Word template; ``name`` is the file in findings.

    Raises DocgenError with everything found: DG420 no Word file, DG421 a file of old Word, DG422 locked,
    DG423 damaged, DG424 too large, DG425 unsafe names, DG426 active or foreign content, DG427 content
    from outside, DG428 fields that fetch or run, DG429 a document type, DG430 the strict form of the format,
    DG432 brackets that open without end.
    """
    from docgen.render.word.guard import find_intruders  # noqa: PLC0415 - it knows what a package is
    from docgen.render.word.loose import find_loose  # noqa: PLC0415 - as above

    where = Location(file=name)
    if problem := _refuse_kind(content, where):
        raise DocgenError([problem])
    try:
        parts = read_members(content, LIMITS)
    except UnsafeError as unsafe:
        raise DocgenError(_unsafe(each, where) for each in unsafe.reasons) from None
    types = _types(parts, where)
    faults = [fault for part in sorted(parts) if (fault := _fault(parts[part], part, types, where))]
    if faults:
        raise DocgenError(faults)
    package = Package(name, parts, types, _find_main(parts, types, where))
    if intruders := list(find_intruders(package)):
        raise DocgenError(intruders)
    if loose := list(find_loose(package)):
        raise DocgenError(loose)
    return package


def _refuse_kind(content: bytes, where: Location) -> Diagnostic | None:
    if content.startswith(_OLD_OFFICE):
        return report("DG422" if _LOCKED in content else "DG421", where)
    if content.startswith(b"PK"):
        return None
    return report(
        "DG420", where, found=next((kind for sign, kind in _KNOWN if content.startswith(sign)), None)
    )


def _unsafe(unsafe: Unsafe, where: Location) -> Diagnostic:
    member = unsafe.member or None
    match unsafe.reason:
        case "broken":
            return report("DG423", where, part=member, line=None)
        case "locked":
            return report("DG422", where)
        case "many":
            return report("DG424", where, part=None, members=unsafe.limit, unpacked=None, ratio=None)
        case "large":
            megabytes = (unsafe.limit or 0) // _MEGABYTE
            return report("DG424", where, part=member, members=None, unpacked=megabytes, ratio=None)
        case "ratio":
            return report("DG424", where, part=member, members=None, unpacked=None, ratio=unsafe.limit)
        case _:
            return report("DG425", where, part=unsafe.member)


def _types(parts: Mapping[str, bytes], where: Location) -> dict[str, str]:
    """Read the list of content types; a zip without one is no file of Office."""
    if TYPES not in parts:
        raise DocgenError([report("DG420", where, found="zip")])
    if fault := _fault(parts[TYPES], TYPES, {}, where):
        raise DocgenError([fault])
    return read_types(read_xml(parts[TYPES]))


def _is_xml(types: Mapping[str, str], part: str) -> bool:
    suffix = part.rpartition(".")[2].lower()
    return suffix in {"xml", "rels", "vml", "psmdcp"} or type_of(types, part).endswith(("+xml", "/xml"))


def _fault(content: bytes, part: str, types: Mapping[str, str], where: Location) -> Diagnostic | None:
    """Tell what is wrong with the XML of a part, if it is XML."""
    if not _is_xml(types, part):
        return None
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return report("DG429", where, part=part)
    try:
        root = read_xml(content)
    except (etree.XMLSyntaxError, ValueError) as problem:
        line: Fact = getattr(problem, "lineno", None)
        return report("DG423", where, part=part, line=line)
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hides it from a search
        return report("DG429", where, part=part)
    return None


def _find_main(parts: Mapping[str, bytes], types: Mapping[str, str], where: Location) -> str:
    """Find the part that is the document; raises DocgenError when there is none of Word."""
    package = Package(where.file or "", parts, types, "")
    mains = list(package.follow("", "officeDocument"))
    kind = type_of(types, mains[0]) if mains else ""
    if kind in _MAINS:
        if _STRICT in parts[mains[0]]:
            raise DocgenError([report("DG430", where)])
        return mains[0]
    if kind.startswith(_WITH_MACROS):
        raise DocgenError([report("DG426", where, kind="macros", part=mains[0])])
    found = next((name for sign, name in _OTHERS if sign in kind), "zip")
    raise DocgenError([report("DG420", where, found=found)])
