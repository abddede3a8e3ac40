"""The last touch to a PDF: every stream packed once."""

from __future__ import annotations

import zlib
from typing import Any

from pydyf import Stream

__all__ = ["compress"]

_LEVEL = 4
"""The engine packs at 9, which takes five times as long and makes the file five percent smaller."""


def compress(_document: Any, pdf: Any) -> None:
    """Pack every stream; given to the engine as its finisher, which comes just before it writes."""
    for stream in pdf.objects:
        _pack(stream)
    add = pdf.add_object

    def add_packed(new: Any) -> None:
        add(new)
        _pack(new)

    pdf.add_object = add_packed  # the last two streams, of objects and of their places, come while it writes


def _pack(stream: Any) -> None:
    if isinstance(stream, Stream) and stream.compress and "Filter" not in stream.extra:
        stream.compress = False
        plain = stream.data  # "<<…>>\nstream\n…\nendstream"
        content = plain[plain.index(b"stream\n") + 7 : -len(b"\nendstream")]
        stream.stream = [zlib.compress(content, _LEVEL)]
        stream.extra["Filter"] = "/FlateDecode"
