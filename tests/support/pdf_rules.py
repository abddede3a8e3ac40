"""What others say of a PDF: the rules of PDF/A-3a and PDF/UA-1, its syntax, and the tags in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import page
import pikepdf

__all__ = ["PROFILES", "Tag", "attachments", "breaches", "syntax_faults", "tag_tree"]

PROFILES = ("3a", "ua1")


def breaches(content: bytes, profile: str) -> list[str]:
    """Return the rules of a profile that a file breaks."""
    found = page.validate_pdf_bytes(content, profile=page.ValidationProfile(profile))
    failures = [f"{failure.rule_id}: {failure.message}" for failure in found.failures]
    assert found.is_compliant is not bool(failures)
    return failures


def syntax_faults(content: bytes) -> list[str]:
    """Return what qpdf complains of."""
    with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
        return [*pdf.check_pdf_syntax(), *map(str, pdf.get_warnings())]


def attachments(content: bytes) -> dict[str, tuple[str, str, bytes]]:
    """Return the attachments by name: relation to the file, media type, bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        specs = {str(entry.F): entry for entry in pdf.Root.get("/AF", [])}
        assert sorted(specs) == sorted(pdf.attachments)
        return {
            name: (
                str(entry.AFRelationship),
                str(entry.EF.F.Subtype)[1:],
                pdf.attachments[name].get_file().read_bytes(),
            )
            for name, entry in specs.items()
        }


@dataclass(frozen=True)
class Tag:
    """A tag of the tree: its kind, what it says of itself, the tags in it, and how many things it holds itself."""

    kind: str
    said: dict[str, object]
    kids: tuple[Tag, ...]
    holds: int

    def find(self, kind: str) -> Iterator[Tag]:
        """Yield the tags of a kind, in reading order."""
        for kid in self.kids:
            if kid.kind == kind:
                yield kid
            yield from kid.find(kind)

    @property
    def outline(self) -> str:
        """Return the kinds as one text: ``L(LI(Lbl LBody))``."""
        inner = " ".join(kid.outline for kid in self.kids)
        return f"{self.kind}({inner})" if inner else self.kind


def tag_tree(content: bytes) -> Tag:
    """Read the tree of tags."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return _tag(pdf.Root.StructTreeRoot.K[0])


def _tag(element: pikepdf.Object) -> Tag:
    kids = list(element.get("/K", []))
    inner = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    look = element.get("/A", {})
    said = {name: _plain(look[f"/{name}"]) for name in _LOOKS if f"/{name}" in look}
    said |= {name: _plain(element[f"/{name}"]) for name in ("Alt", "Lang", "ID") if f"/{name}" in element}
    return Tag(str(element.S)[1:], said, tuple(map(_tag, inner)), len(kids) - len(inner))


_LOOKS = ("Scope", "RowSpan", "ColSpan", "Headers", "ListNumbering", "BBox")


def _plain(value: object) -> object:
    if isinstance(value, pikepdf.Array):
        return [_plain(each) for each in value]
    return value if isinstance(value, int) else str(value)
