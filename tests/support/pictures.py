"""How pages look: drawn from PDF, measured, compared with each other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageMath, ImageStat

__all__ = ["Paper", "Sight", "difference", "draw", "ink", "look", "lowest", "similarity"]


from tests.support.pictures_letters import read_letters, same_letters

DPI = 48
FAINTEST = 8
"""Steps of grey, of 255, that ink must differ from the ground."""
BLOCK = 8
"""Pixels of the squares that pictures are compared by."""


@dataclass(frozen=True)
class Paper:
    """Where the body of a page lies: margins in points, and the pages that have no head and no foot."""

    top: float
    bottom: float
    covers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sight:
    """One page, measured.

    ``letters`` are those of the body, pictures apart; ``ink`` is the share of a black page; ``lowest``
    says how far down the body goes, as a share of the page's height, and is 0 on an empty page.
    """

    number: int
    letters: Counter[str]
    ink: float
    lowest: float


def look(pdf: bytes, paper: Paper, prompts: Collection[str] = ()) -> tuple[Sight, ...]:
    """Measure every page of a PDF; ``prompts`` are words that are not counted among its letters."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_sight(number, page, paper, prompts) for number, page in enumerate(document, 1))
    finally:
        document.close()


def _sight(number: int, page: pypdfium2.PdfPage, paper: Paper, prompts: Collection[str]) -> Sight:
    height = page.get_height()
    top, bottom = (0.0, 0.0) if number in paper.covers else (paper.top, paper.bottom)
    picture = _draw(page, DPI).convert("L")
    letters = read_letters(page, bottom, height - top)
    for prompt in sorted(map(same_letters, prompts), key=len, reverse=True):
        letters = letters.replace(prompt, "")
    return Sight(
        number,
        Counter(letters),
        ink(picture),
        lowest(picture, top / height, 1 - bottom / height),
    )


def draw(pdf: bytes, dpi: float, pages: Iterable[int] | None = None) -> list[Image.Image]:
    """Draw pages of a PDF, all of them or some by their numbers (from 1)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_draw(document[number - 1], dpi) for number in pages or range(1, len(document) + 1)]
    finally:
        document.close()


def _draw(page: pypdfium2.PdfPage, dpi: float) -> Image.Image:
    return page.render(scale=dpi / 72).to_pil().convert("RGB")


def ink(picture: Image.Image) -> float:
    """Return how dark a picture is: 0 is white, 1 is black."""
    return 1 - ImageStat.Stat(picture.convert("L")).mean[0] / 255


def lowest(picture: Image.Image, top: float = 0.0, bottom: float = 1.0) -> float:
    """Return how far down the ink between two heights goes; heights are shares of the picture's."""
    grey = picture.convert("L")
    first, last = math.ceil(grey.height * top), math.floor(grey.height * bottom)
    body = grey.crop((0, first, grey.width, last))
    counts = body.histogram()
    ground = counts.index(max(counts))
    box = body.point([255 * (abs(step - ground) > FAINTEST) for step in range(256)]).getbbox()
    return (first + box[3]) / grey.height if box else 0.0


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how far the colours of two pictures of a size are apart: 0 is nothing, 1 is black against white."""
    means = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean
    return sum(means) / len(means) / 255


def similarity(one: Image.Image, other: Image.Image) -> float:
    """Return the mean structural similarity of two pictures: 1 is the same, and 0 where sizes differ."""
    if one.size != other.size:
        return 0.0
    left, right = (picture.convert("L").convert("F") for picture in (one, other))
    blocks = zip(
        _values(left),
        _values(right),
        _values(left, left),
        _values(right, right),
        _values(left, right),
        strict=True,
    )
    scores = [_score(*block) for block in blocks]
    return sum(scores) / len(scores)


def _values(one: Image.Image, other: Image.Image | None = None) -> memoryview:
    """Return the mean of every block of a picture, or of the product of two."""
    if other is not None:
        one = ImageMath.lambda_eval(lambda each: each["one"] * each["other"], one=one, other=other)
    return memoryview(one.reduce(BLOCK).tobytes()).cast("f")


def _score(left: float, right: float, lefts: float, rights: float, both: float) -> float:
    """Return the structural similarity of two blocks from the means of their grey and of its products."""
    calm, even = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    spread = max(lefts - left**2, 0) + max(rights - right**2, 0)
    light = (2 * left * right + calm) / (left**2 + right**2 + calm)
    return light * (2 * (both - left * right) + even) / (spread + even)
