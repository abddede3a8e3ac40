"""Write the tree of tags into the file."""

from __future__ import annotations

from typing import Any

from pydyf import Array, Dictionary, String

from docgen.writers.pdf.cells import describe_cells
from docgen.writers.pdf.marks import Mark
from docgen.writers.pdf.tags import Link, Node

__all__ = ["write_structure"]

_STAY = frozenset({"TD", "TH", "TR", "LBody"})
"""Tags that are there even if nothing is in them: they hold the place of what is missing."""


def write_structure(pdf: Any, document: Node) -> None:
    """Fill the tree the engine prepared; its own tags are not there, as nothing was marked any more."""
    root = _find(pdf, pdf.catalog["StructTreeRoot"])
    writing = _Writing(pdf)
    root["K"] = Array([writing.write(document, root)])
    _find(pdf, root["ParentTree"])["Nums"] = writing.parents()
    if writing.names:
        pairs = [each for pair in sorted(writing.names.items()) for each in (String(pair[0]), pair[1])]
        root["IDTree"] = Dictionary({"Names": Array(pairs)})


def _find(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


class _Writing:
    """What is known while the tree is written: who holds which mark, and the names of headers."""

    def __init__(self, pdf: Any) -> None:
        self.names: dict[str, bytes] = {}
        self._pdf = pdf
        self._pages: tuple[bytes, ...] = pdf.page_references
        self._holders: dict[int, dict[int, bytes]] = {number: {} for number in range(len(self._pages))}
        self._groups: dict[Any, int] = {}
        self._links: list[tuple[Any, bytes]] = []
        self._known: dict[Node, str] = {}

    def write(self, node: Node, parent: Any) -> bytes:
        """Write a tag and all that is in it; return its reference."""
        element = Dictionary({"S": f"/{node.tag}", "P": parent.reference})
        self._pdf.add_object(element)
        if node.tag == "Table":
            describe_cells(node)
        home = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        if home is not None:
            element["Pg"] = self._pages[home]
        self._say(node, element)
        kids = [self._kid(kid, element, home) for kid in node.kids if _is_something(kid)]
        if kids:
            element["K"] = Array(kids)
        reference: bytes = element.reference
        return reference

    def _say(self, node: Node, element: Any) -> None:
        element.update({name: String(words) for name, words in node.words.items()})
        look = dict(node.look)
        if node.headers:
            look |= {"O": "/Table", "Headers": Array([String(self._name(header)) for header in node.headers])}
        if look:
            element["A"] = Dictionary(
                {name: Array(value) if isinstance(value, list) else value for name, value in look.items()}
            )
        if node.tag == "TH":
            element["ID"] = String(self._name(node))
            self.names[self._name(node)] = element.reference

    def _name(self, header: Node) -> str:
        return self._known.setdefault(header, f"h{len(self._known) + 1}")

    def _kid(self, kid: Node | Mark | Link, element: Any, home: int | None) -> Any:
        if isinstance(kid, Node):
            return self.write(kid, element)
        if isinstance(kid, Link):
            self._links.append((kid.annotation, element.reference))
            return Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": self._pages[kid.page]})
        self._holders[self._key(kid)][kid.number] = element.reference
        if kid.group is None and kid.page == home:
            return kid.number
        place = {"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.number}
        if kid.group is not None:
            place["Stm"] = kid.group.reference
        return Dictionary(place)

    def _key(self, mark: Mark) -> int:
        """Return the number under which the drawing with a mark stands in the tree of parents."""
        if mark.group is None:
            return mark.page
        if mark.group not in self._groups:
            key = self._groups[mark.group] = mark.group.extra["StructParents"] = len(self._holders)
            self._holders[key] = {}
        return self._groups[mark.group]

    def parents(self) -> Array:
        """Return who holds what, by the numbers that pages, groups and links have."""
        found: list[Any] = []
        for key, holders in self._holders.items():
            count = max(holders, default=-1) + 1
            found += [key, Array([holders.get(number, "null") for number in range(count)])]
        for key, (annotation, reference) in enumerate(self._links, start=len(self._holders)):
            annotation["StructParent"] = key
            found += [key, reference]
        return Array(found)


def _is_something(kid: Node | Mark | Link) -> bool:
    return not isinstance(kid, Node) or kid.tag in _STAY or any(map(_is_something, kid.kids))
