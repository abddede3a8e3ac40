"""What the header of a picture says, and whether all of the picture is there."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from typing import Any

__all__ = ["is_whole", "size_of"]

_READERS = {
    "image/gif": "PIL.GifImagePlugin:GifImageFile",
    "image/jpeg": "PIL.JpegImagePlugin:JpegImageFile",
    "image/png": "PIL.PngImagePlugin:PngImageFile",
    "image/webp": "PIL.WebPImagePlugin:WebPImageFile",
}


def size_of(content: bytes, media_type: str) -> tuple[int, int] | None:
    """Return width and height by the header alone, or None when there is no reading it."""
    if media_type == "image/webp":
        return _size_of_webp(content)  # its reader makes room for every pixel as soon as it opens
    with _quiet():
        size: tuple[int, int] | None = _try(lambda: _open(content, media_type).size)
    return size


def is_whole(content: bytes, media_type: str) -> bool:
    """Tell whether every pixel is there; unfolds the picture, so ask for its size first."""
    with _quiet():
        return bool(_try(lambda: _open(content, media_type).load()))


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
