"""Pictures that a spec names: from the folder of the spec or below it, and nothing but whole pictures."""

from __future__ import annotations

from pathlib import Path

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import Asset
from docgen.document.pixels import find_fault
from docgen.document.vectors import SvgError, read_svg
from docgen.packs.assets import picture_type
from docgen.sources.files import read_file

__all__ = ["MAX_BYTES", "read_picture"]

MAX_BYTES = 5 * 1024 * 1024
"""Bytes of one picture; a logo has some thousands."""


def read_picture(folder: Path, name: str, where: Location) -> Asset:
    """Return the picture that a spec at ``where`` names.

    Raises DocgenError: DG715 it cannot be read, DG716 it lies outside the folder (links are followed
    before that is decided), DG717 it is no picture or too large a file, DG722 it is damaged, DG723 it has
    too many pixels, DG724 it is a drawing that holds what it must not, DG850 it is made for printing.
    """
    try:
        root, path = folder.resolve(), (folder / name).resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, or a name that no system can have
        raise DocgenError([report("DG715", where, name=name)]) from None
    if not path.is_relative_to(root):
        raise DocgenError([report("DG716", where, name=name)])
    try:
        content = read_file(str(path), MAX_BYTES)
    except DocgenError:
        raise DocgenError([report("DG715", where, name=name)]) from None
    media_type = picture_type(content)
    if media_type is None or len(content) > MAX_BYTES:
        raise DocgenError([report("DG717", where, name=name, limit=MAX_BYTES // 1024 // 1024)])
    if fault := _find_fault(content, media_type, name, where):
        raise DocgenError([fault])
    return Asset(content, media_type)


def _find_fault(content: bytes, media_type: str, name: str, where: Location) -> Diagnostic | None:
    if media_type == "image/svg+xml":
        return _find_fault_in_svg(content, name, where)
    fault = find_fault(content, media_type)
    return report(fault.code, where, name=name, **fault.facts) if fault else None


def _find_fault_in_svg(content: bytes, name: str, where: Location) -> Diagnostic | None:
    try:
        read_svg(content)
    except SvgError as error:
        return report("DG724", where, name=name, found=str(error))
    return None
