"""Everything that is written in a file, wherever it hides: text, properties, attachments, parts, streams."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import pikepdf

from tests.support.pdf_text import read_pdf

__all__ = ["contents"]

_ZIPS = {".docx", ".xlsx", ".zip"}


def contents(name: str, content: bytes) -> str:
    """Return all that a file says, without blanks, so that a word broken over two lines is found.

    A .pdf: the words of its pages, every string of its objects, every stream unpacked; an archive: the
    contents of its members and their names; anything else: its bytes in UTF-8 and in UTF-16.
    """
    return "".join("\n".join(_pieces(name, content)).split())


def _pieces(name: str, content: bytes) -> Iterator[str]:
    suffix = PurePosixPath(name).suffix
    if suffix in _ZIPS:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield member
                yield from _pieces(member, archive.read(member))
        return
    if suffix == ".pdf":
        yield from read_pdf(content).pages
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for each in pdf.objects:
                yield from _objects(each)
        return
    yield content.decode("utf-8", "ignore")
    yield content.decode("utf-16-be", "ignore")


def _objects(value: pikepdf.Object) -> Iterator[str]:
    """Yield the strings of an object and what it holds directly, and its stream unpacked."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Stream):
        yield _unpacked(value).decode("utf-8", "ignore")
    for each in _inside(value):
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            yield from _objects(each)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture
        return stream.read_raw_bytes()


def _inside(value: pikepdf.Object) -> Iterable[object]:
    if isinstance(value, pikepdf.Array):
        return list(value)
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return [value[key] for key in value.keys()]  # noqa: SIM118  # iterating a stream is something else
    return ()
