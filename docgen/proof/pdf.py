"""Is a PDF whole, and does it do nothing?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.harmless import PDF_DEEDS, may_link
from docgen.proof.flaw import Flaw
from docgen.proof.pdf_objects import SPACE, STRING, BrokenError, Objects, read_objects

__all__ = ["flaws_of_pdf"]

_ENDS = rb"(?![^\x00\s/<>\[\]()%])"
"""Behind the last sign of a name."""
_MORE_DEEDS = ("AA", "JS", "RichMedia", "XFA")
_DEED = re.compile(
    rb"/(" + b"|".join(sorted(name.encode() for name in {*PDF_DEEDS, *_MORE_DEEDS})) + rb")" + _ENDS
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_EMBEDDED = re.compile(rb"/Type" + SPACE + rb"/EmbeddedFile" + _ENDS)
_TOLD = re.compile(
    rb"/(URI|UF|F)" + SPACE + rb"(" + STRING.pattern + rb")|" + STRING.pattern,
    re.DOTALL,
)
"""An address or the name of a file (flags of the same name are numbers), or any other text, whatever stands in it."""


def flaws_of_pdf(content: bytes, spec: str) -> Iterator[Flaw]:
    """Yield what is wrong with a PDF; ``spec`` is the name of the one file that it may hold."""
    try:
        objects = read_objects(content)
    except BrokenError as problem:
        yield Flaw(str(problem))
        return
    values = b"\n".join(objects.values)
    if b"/Catalog" not in values or b"/Pages" not in values:
        yield Flaw("Catalog")
    yield from _find_deeds(values)
    told = [(found[1], found[2]) for found in _TOLD.finditer(values) if found[1]]
    yield from _find_addresses({text for name, text in told if name == b"URI"})
    yield from _find_files({_text_of(text) for name, text in told if name != b"URI"}, objects, spec)


def _find_deeds(values: bytes) -> Iterator[Flaw]:
    """Find names of actions; a text that says the same is none, and a name may be spelled in figures."""
    if not _DEED.search(values) and b"#" not in values:
        return
    names = _ESCAPED.sub(lambda sign: bytes([int(sign[1], 16)]), STRING.sub(b"()", values))
    yield from (Flaw(name.decode(), acts=True) for name in sorted(set(_DEED.findall(names))))


def _find_addresses(texts: set[bytes]) -> Iterator[Flaw]:
    for text in sorted(texts):
        address = _text_of(text)
        if not may_link(address):
            yield Flaw("URI", target=address, acts=True)


def _find_files(names: set[str], objects: Objects, spec: str) -> Iterator[Flaw]:
    """Find files that are not the spec, within the PDF or outside of it."""
    yield from (Flaw("Filespec", target=name, acts=True) for name in sorted(names - {spec}))
    held = sum(1 for head in objects.streams if _EMBEDDED.search(head))
    if held > len(names & {spec}):
        yield Flaw("EmbeddedFile", acts=True)


def _text_of(written: bytes) -> str:
    """Return what a text says."""
    if written.startswith(b"<"):
        digits = re.sub(rb"\s", b"", written[1:-1]).decode()
        figures = bytes.fromhex(digits + "0" * (len(digits) % 2))  # as PDF means an odd one
        return figures.removeprefix(b"\xfe\xff").decode(
            "utf-16-be" if figures[:2] == b"\xfe\xff" else "latin-1", "replace"
        )
    return re.sub(rb"\\(.)", rb"\1", written[1:-1], flags=re.DOTALL).decode("latin-1")
