"""The pictures of a pack, known by what they are and not by what they are called."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import Asset
from docgen.document.pixels import find_fault
from docgen.document.vectors import SvgError, read_svg
from docgen.packs.chain import Chain

__all__ = ["FOLDER", "find_assets", "picture_type"]

FOLDER = "assets/"

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def picture_type(content: bytes) -> str | None:
    """Return the media type of a PNG, JPEG, GIF, WebP or SVG picture by its first bytes, else None."""
    for magic, media_type in _MAGIC:
        if content.startswith(magic):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "image/svg+xml" if head.startswith((b"<svg", b"<?xml")) and b"<svg" in content[:4096] else None


def find_assets(chain: Chain) -> dict[str, Asset]:
    """Return the files under ``assets/`` by their path in the pack; the child's come before its ancestors'.

    Raises DocgenError: DG319 for a file that is no picture we can show, DG321 for a drawing that holds
    what it must not, DG722 for a damaged picture, DG723 for too many pixels, DG850 for one made for printing.
    """
    found: dict[str, Asset] = {}
    unfit: list[Diagnostic] = []
    for name in _names(chain):
        content = chain.find(name) or b""
        media_type = picture_type(content)
        if fault := _find_fault(name, chain.show(name), content, media_type):
            unfit.append(fault)
        else:
            found[name] = Asset(content, media_type or "")
    if unfit:
        raise DocgenError(unfit)
    return found


def _find_fault(name: str, shown: str, content: bytes, media_type: str | None) -> Diagnostic | None:
    if media_type is None:
        return report("DG319", Location(shown), file=name)
    if media_type == "image/svg+xml":
        try:
            read_svg(content)
        except SvgError as error:
            return report("DG321", Location(shown), file=name, found=str(error))
        return None
    fault = find_fault(content, media_type)
    return report(fault.code, Location(shown), name=name, **fault.facts) if fault else None


def _names(chain: Chain) -> Iterator[str]:
    yield from sorted({name for layer in chain.layers for name in layer.files if name.startswith(FOLDER)})
