"""What the header of a picture says, whether all of the picture is there, and what is wrong with it.

A picture is looked at once, before anything is made with it: writers would fail one by one, each in its
own way, and a few bytes can unfold to gigabytes in each of them.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any

from docgen.diagnostics import Fact

__all__ = ["MAX_PIXELS", "Fault", "find_fault", "size_of"]

MAX_PIXELS = 25_000_000
"""Pixels of one picture: 5000 × 5000. A few bytes can unfold to gigabytes, and every format unfolds them."""

_READERS = {
    "image/gif": "PIL.GifImagePlugin:GifImageFile",
    "image/jpeg": "PIL.JpegImagePlugin:JpegImageFile",
    "image/png": "PIL.PngImagePlugin:PngImageFile",
    "image/webp": "PIL.WebPImagePlugin:WebPImageFile",
}
_SHOWN = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
"""Kinds of pixels every format can show. Not shown: ink for printing (CMYK), 16 bits of gray, measurements."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a picture out of a document: a code, and the facts its sentence needs."""

    code: str
    facts: Mapping[str, Fact]


def find_fault(content: bytes, media_type: str) -> Fault | None:
    """Look at every pixel of a picture that is no drawing.

    DG722: it is damaged. DG723: it has too many pixels. DG850: it is made for printing or measuring.
    """
    size = size_of(content, media_type)
    if size is None:
        return Fault("DG722", {})
    width, height = size
    if width * height > MAX_PIXELS:
        side = math.isqrt(MAX_PIXELS)
        return Fault("DG723", {"width": width, "height": height, "limit": MAX_PIXELS, "side": side})
    with _quiet():
        mode: str | None = _try(lambda: _unfold(content, media_type))
    if mode is None:
        return Fault("DG722", {})
    return None if mode in _SHOWN else Fault("DG850", {"colors": mode})


def size_of(content: bytes, media_type: str) -> tuple[int, int] | None:
    """Return width and height by the header alone, or None when there is no reading it."""
    if media_type == "image/webp":
        return _size_of_webp(content)  # its reader makes room for every pixel as soon as it opens
    with _quiet():
        size: tuple[int, int] | None = _try(lambda: _open(content, media_type).size)
    return size


def _unfold(content: bytes, media_type: str) -> str:
    """Read every pixel, and return the kind they are of; a picture that is cut short raises."""
    picture = _open(content, media_type)
    picture.load()
    return str(picture.mode)


def _size_of_webp(content: bytes) -> tuple[int, int] | None:
    """Read the three kinds of a WebP header: with extras, without losses, with losses."""

    def number(start: int, length: int) -> int:
        return int.from_bytes(content[start : start + length], "little")

    match content[12:16]:
        case b"VP8X":
            return number(24, 3) + 1, number(27, 3) + 1
        case b"VP8L":
            both = number(21, 4)
            return (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return number(26, 2) & 0x3FFF, number(28, 2) & 0x3FFF
        case _:
            return None


def _open(content: bytes, media_type: str) -> Any:
    """Open with the reader of this one format: it decides nothing by size and tries no other format."""
    module, _, name = _READERS[media_type].partition(":")
    return getattr(import_module(module), name)(BytesIO(content))


def _try(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - foreign bytes make the library fail in a dozen ways; all mean damage
        return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's remarks from the terminal, and its eyes open for what is missing.

    The layout of PDF tells the library to fill the missing parts of pictures with gray; that would hide
    the damage from every spec after the first.
    """
    from PIL import ImageFile  # noqa: PLC0415 - few specs name a picture

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
