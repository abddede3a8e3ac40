"""The last touches to a PDF: streams packed once, and an identifier made of the content."""

from __future__ import annotations

import zlib
from hashlib import sha256
from typing import Any

from pydyf import Stream

__all__ = ["compress", "identify"]

_LEVEL = 6
"""The engine packs at 9: twice the time for one percent of the size."""


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


def identify(content: bytes) -> bytes:
    """Put an identifier into the last dictionary of a PDF.

    Asked for one, the engine would make every object a second time to hash them. Nothing in the file
    is found by its distance from a place behind this dictionary, so it may grow.
    """
    last = int(content.rsplit(b"startxref\n", 1)[1].split(maxsplit=1)[0])
    place = content.index(b"/Root ", last)
    digest = sha256(content).hexdigest()[:32].encode()
    return content[:place] + b"/ID [<" + digest + b"> <" + digest + b">]" + content[place:]
