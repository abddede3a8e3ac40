"""Draw the pages of a PDF as pictures, one at a time and only when somebody looks at them."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image

__all__ = ["LARGEST", "SMALLEST", "Pages", "PagesError"]

SMALLEST, LARGEST = 80, 4000
"""Pixels of the width of a picture that may be asked for."""

_MAX_PIXELS = 40_000_000
_COMPRESSION = 2  # the picture travels to the same computer: quick is better than small

# The library must not be entered twice at a time, whatever the document.
_PDFIUM = threading.RLock()


class PagesError(ValueError):
    """The PDF cannot be read, or has no such page."""


@dataclass(frozen=True, slots=True)
class Pages:
    """An open PDF; ``sizes`` are width and height of every page in points."""

    sizes: tuple[tuple[float, float], ...]
    _document: Any

    @classmethod
    def open(cls, content: bytes) -> Pages:
        """Open a PDF; raises PagesError."""
        with _PDFIUM:
            try:
                document = pypdfium2.PdfDocument(content)
                sizes = tuple(document.get_page_size(number) for number in range(len(document)))
            except (pypdfium2.PdfiumError, ValueError) as fault:
                raise PagesError(type(fault).__name__) from fault
        return cls(sizes, document)

    def draw(self, number: int, width: int) -> bytes:
        """Draw a page (from 1) so many pixels wide, as PNG; raises PagesError."""
        if not 1 <= number <= len(self.sizes):
            raise PagesError("no such page")
        across, down = self.sizes[number - 1]
        scale = min(max(width, SMALLEST), LARGEST) / max(across, 1.0)
        if (across * scale) * (down * scale) > _MAX_PIXELS:
            scale = (_MAX_PIXELS / max(across * down, 1.0)) ** 0.5
        with _PDFIUM:
            if self._document.raw is None:
                raise PagesError("no such document")
            try:
                page = self._document[number - 1]
                picture: Image.Image = page.render(scale=scale, prefer_bgrx=True).to_pil().convert("RGB")
                page.close()
            except (pypdfium2.PdfiumError, ValueError) as fault:
                raise PagesError(type(fault).__name__) from fault
        file = io.BytesIO()
        picture.save(file, "PNG", compress_level=_COMPRESSION)
        return file.getvalue()

    def close(self) -> None:
        """Let the document go."""
        with _PDFIUM:
            self._document.close()
