"""The last touch to a PDF: every stream packed once."""

from __future__ import annotations

import zlib
from typing import Any

from pydyf import PDF, Array, Stream

__all__ = ["compress", "sharpen"]

_LEVEL = 4
"""The engine packs at 9, which takes five times as long and makes the file five percent smaller."""

_NEW_LINES = (b"\n", b"\r")


def sharpen(pdf: Any) -> None:
    """Ask for pictures as they are: an archive must not let a viewer guess at pixels in between."""
    for picture in pdf.objects:
        if isinstance(picture, Stream) and picture.extra.get("Subtype") == "/Image":
            picture.extra["Interpolate"] = "false"


class _Packing(PDF):  # type: ignore[misc]  # the library has no types
    """A file that packs what is added to it: the streams of objects and of their places come while it is written.

    A class and no function put in place, which would hold the file and be held by it, with every object in it.
    """

    def add_object(self, object_: Any) -> None:
        super().add_object(object_)
        _pack(object_)


def compress(pdf: Any) -> None:
    """Pack every stream; comes just before the engine writes."""
    for stream in pdf.objects:
        _pack(stream)
    pdf.__class__ = _Packing


def _pack(stream: Any) -> None:
    if isinstance(stream, Stream) and stream.compress and "Filter" not in stream.extra:
        stream.compress = False
        stream.stream = [_deflate(b"\n".join(map(_as_bytes, stream.stream)))]
        stream.extra["Filter"] = "/FlateDecode"


def _as_bytes(operator: Any) -> bytes:
    """Write an operator as the library does; nearly all are bytes already."""
    if operator.__class__ is bytes:
        written: bytes = operator
    elif operator.__class__ is str:
        written = operator.encode("ascii")
    else:
        written = Array([operator]).data[1:-1]
    return written


def _deflate(content: bytes) -> bytes:
    """Pack bytes so that they do not end like a line.

    A reader in an archive counts to the end of the line before ``endstream``; one more byte behind
    packed data is never read, and keeps it from counting wrong.
    """
    packed = zlib.compress(content, _LEVEL)
    return packed + b"\0" if packed.endswith(_NEW_LINES) else packed
