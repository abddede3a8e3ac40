"""The package that a Word file is: members, content types and relationships, read within bounds."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.doctor.markup import Malformed, parse

__all__ = ["Package", "Relation", "relations_of", "unpack"]

TYPES = "[Content_Types].xml"
_MEMBERS = 5000
_MEGABYTE = 1 << 20
_UNPACKED, _XML = 256 * _MEGABYTE, 64 * _MEGABYTE
"""Bytes of all members, and of those that are read as XML."""
_CHUNK = 1 << 16
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a relationship file: who points, with which id, at what."""

    owner: str
    id: str
    kind: str
    """The last step of its type: ``styles``, ``chart``."""
    target: str
    """The name of a part, or the address outside the file."""
    is_external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose every XML part is well-formed."""

    members: frozenset[str]
    trees: Mapping[str, _Element]
    types: Mapping[str, str]
    """Content types, of a part by its name with a slash before it, or of every name that ends so."""

    def relations(self, owner: str) -> Iterator[Relation]:
        """Yield the relationships of a part; those of the package itself have no owner."""
        tree = self.trees.get(relations_of(owner))
        yield from (
            () if tree is None else (_relation(owner, line) for line in tree.iterfind("{*}Relationship"))
        )

    def owners(self) -> Iterator[str]:
        """Name every part that has relationships, the package itself as the empty name."""
        for name in self.trees:
            folder, _, file = name.rpartition("/")
            if file.endswith(".rels") and folder.rpartition("/")[2] == "_rels":
                yield f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"

    def follow(self, owner: str, kind: str) -> Iterator[str]:
        """Name the parts that a part reaches by one kind of relationship and that are there."""
        for relation in self.relations(owner):
            if relation.kind == kind and not relation.is_external and relation.target in self.members:
                yield relation.target

    def trees_behind(self, owner: str, kind: str) -> Iterator[tuple[str, _Element]]:
        """Yield the XML parts that a part reaches by one kind of relationship."""
        yield from ((name, self.trees[name]) for name in self.follow(owner, kind) if name in self.trees)

    def content_type(self, part: str) -> str:
        """Return the type that the list of types gives a part, or nothing."""
        suffix = part.rpartition(".")[2].lower()
        return self.types.get(f"/{part}".lower()) or self.types.get(suffix, "")


def relations_of(part: str) -> str:
    """Name the member that holds the relationships of a part."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def unpack(content: bytes, file: str) -> Package:
    """Read a package; raises DocgenError: DG651 damaged, DG652 too large, DG653 locked."""
    where = Location(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if problem := _refuse(members, where):
                raise DocgenError([problem])
            parts = {member.filename: _read(archive, member) for member in members}
    except _BROKEN as problem:
        raise DocgenError([report("DG651", where)]) from problem
    trees = _trees(parts, file)
    return Package(frozenset(parts), trees, _types(trees.get(TYPES)))


def _refuse(members: list[zipfile.ZipInfo], where: Location) -> Diagnostic | None:
    """Look at what the archive says of itself; more than that is never unpacked."""
    names = [member.filename.lower() for member in members]
    if any(member.flag_bits & 1 for member in members):
        return report("DG653", where)
    if len(members) > _MEMBERS:
        return report("DG652", where, members=_MEMBERS)
    if sum(member.file_size for member in members) > _UNPACKED:
        return report("DG652", where, unpacked=_UNPACKED // _MEGABYTE)
    if sum(member.file_size for member in members if _is_xml(member.filename)) > _XML:
        return report("DG652", where, unpacked=_XML // _MEGABYTE)
    return report("DG651", where) if len(set(names)) < len(names) else None


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".psmdcp"))


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the content of XML; read anything else only for its checksum."""
    with archive.open(member) as file:
        if _is_xml(member.filename):
            return file.read()
        while file.read(_CHUNK):
            pass
    return b""


def _trees(parts: Mapping[str, bytes], file: str) -> dict[str, _Element]:
    trees, faults = {}, []
    for name, content in parts.items():
        if _is_xml(name):
            try:
                trees[name] = parse(content)
            except Malformed as problem:
                faults.append(
                    report("DG651", Location(file=file, path=(name,)), part=name, line=problem.line)
                )
    if faults:
        raise DocgenError(faults)
    return trees


def _types(tree: _Element | None) -> dict[str, str]:
    lines = () if tree is None else tree.iterfind("{*}*")
    names = ((line.get("PartName") or line.get("Extension") or "", line) for line in lines)
    return {name.lower(): line.get("ContentType", "") for name, line in names}


def _relation(owner: str, line: _Element) -> Relation:
    target, is_external = line.get("Target", ""), line.get("TargetMode") == "External"
    kind = line.get("Type", "").rpartition("/")[2]
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
    return Relation(owner, line.get("Id", ""), kind, target, is_external)
