"""The package that a Word file is: members, content types and relationships, read within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from docgen.archive import Limits, Unsafe, UnsafeError, read_members
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.markup import Malformed, read_strictly
from docgen.relations import TYPES, Relation, owners_of, read_relations, read_types, relations_of, type_of

__all__ = ["Package", "unpack"]

_MEGABYTE = 1 << 20
_LIMITS = Limits(
    members=5000, one=256 * _MEGABYTE, total=256 * _MEGABYTE, kept=64 * _MEGABYTE, ratio=_MEGABYTE
)
"""A finished file may be large and hold what packs well; its XML, which is kept, may be less."""


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
        yield from () if tree is None else read_relations(owner, tree)

    def owners(self) -> Iterator[str]:
        """Name every part that has relationships, the package itself as the empty name."""
        yield from owners_of(self.trees)

    def follow(self, owner: str, kind: str) -> Iterator[str]:
        """Name the parts that a part reaches by one kind of relationship and that are there."""
        for relation in self.relations(owner):
            if relation.name == kind and not relation.is_external and relation.target in self.members:
                yield relation.target

    def trees_behind(self, owner: str, kind: str) -> Iterator[tuple[str, _Element]]:
        """Yield the XML parts that a part reaches by one kind of relationship."""
        yield from ((name, self.trees[name]) for name in self.follow(owner, kind) if name in self.trees)

    def content_type(self, part: str) -> str:
        """Return the type that the list of types gives a part, or nothing."""
        return type_of(self.types, part)


def unpack(content: bytes, file: str) -> Package:
    """Read a package; raises DocgenError: DG651 damaged, DG652 too large, DG653 locked."""
    where = Location(file=file)
    try:
        members = read_members(content, _LIMITS, _is_xml)
    except UnsafeError as refused:
        raise DocgenError([_explain(_heaviest(refused.reasons), where)]) from None
    trees = _trees(members, file)
    return Package(frozenset(members), trees, read_types(trees.get(TYPES)))


def _heaviest(reasons: tuple[Unsafe, ...]) -> Unsafe:
    """Choose what is told: a password before all else, because it spoils what is said of the rest."""
    return next((each for each in reasons if each.reason == "locked"), reasons[0])


def _explain(unsafe: Unsafe, where: Location) -> Diagnostic:
    match unsafe.reason:
        case "locked":
            return report("DG653", where)
        case "many":
            return report("DG652", where, members=unsafe.limit)
        case "large":
            return report("DG652", where, unpacked=(unsafe.limit or _LIMITS.total) // _MEGABYTE)
        case _:
            return report("DG651", where)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".psmdcp"))


def _trees(parts: Mapping[str, bytes], file: str) -> dict[str, _Element]:
    trees, faults = {}, []
    for name, content in parts.items():
        if _is_xml(name):
            try:
                trees[name] = read_strictly(content)
            except Malformed as problem:
                faults.append(
                    report("DG651", Location(file=file, path=(name,)), part=name, line=problem.line)
                )
    if faults:
        raise DocgenError(faults)
    return trees
