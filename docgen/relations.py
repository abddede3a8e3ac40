"""What belongs to what inside an Office file?

A package holds lists of relationships (one beside each part that points at others) and one list of the
types of its parts. Word templates are read by them, and finished files are examined by them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.etree import _Element

__all__ = ["TYPES", "Relation", "owners_of", "read_relations", "read_types", "relations_of", "type_of"]

TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a relationship file: who points, with which id and kind, at what."""

    owner: str
    id: str
    kind: str
    """The whole type, an address."""
    target: str
    """The name of a part, or the address outside the file."""
    is_external: bool

    @property
    def name(self) -> str:
        """Return the last step of the kind: ``styles``, ``image``."""
        return self.kind.rpartition("/")[2]


def relations_of(part: str) -> str:
    """Name the member that holds the relationships of a part."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owners_of(members: Iterable[str]) -> Iterator[str]:
    """Name every part that has relationships, the package itself as the empty name."""
    for name in members:
        folder, _, file = name.rpartition("/")
        if file.endswith(".rels") and folder.rpartition("/")[2] == "_rels":
            yield f"{folder.removesuffix('_rels')}{file.removesuffix('.rels')}"


def read_relations(owner: str, tree: _Element) -> Iterator[Relation]:
    """Yield the lines of a relationship file; parts inside the file by their names."""
    for line in tree.iterfind("{*}Relationship"):
        target, is_external = line.get("Target", ""), line.get("TargetMode") == "External"
        if not is_external:
            target = unquote(target).partition("#")[0]
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
        yield Relation(owner, line.get("Id", ""), line.get("Type", ""), target, is_external)


def read_types(tree: _Element | None) -> dict[str, str]:
    """Return content types, of a part by its name with a slash before it, or of every name that ends so."""
    lines = () if tree is None else tree.iterfind("{*}*")
    names = ((line.get("PartName") or line.get("Extension") or "", line) for line in lines)
    return {name.lower(): line.get("ContentType", "") for name, line in names}


def type_of(types: Mapping[str, str], part: str) -> str:
    """Return the type that the list of types gives a part, or nothing."""
    suffix = part.rpartition(".")[2].lower()
    return types.get(f"/{part}".lower()) or types.get(suffix, "")
