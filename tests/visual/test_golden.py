"""Pages look as they looked when somebody last said that they look right.

``pytest tests/visual --update`` draws them anew; look at the pictures before committing them.
"""

from pathlib import Path

import pytest
from PIL import Image

from tests.support.making import LANGUAGES, SAMPLES, make_sample
from tests.support.pictures import difference, draw, similarity

GOLDEN = Path(__file__).parent / "golden"
DPI = 40
COLORS = 64
LARGEST = 40 * 1024
MOST_DIFFERENCE = 0.01
LEAST_SIMILARITY = 0.98
SAMPLE = next(path for path in SAMPLES if path.stem == "market-entry")
PAGES = {
    "classic": ("cover", "overview", "milestones", "appendix-kpi-cards"),
    "formal": ("cover", "goals"),
    "onepage": ("cover",),
    "pbc": ("cover", "pledge"),
    "kpi-sheet": ("cover", "result"),
    "responsibility": ("cover", "clause-targets"),
    "okr": ("cover", "checkins"),
    "plan-en": ("cover", "performance"),
}
"""A few pages a pack, by what starts there: where it shows most of what it can."""

GOLDENS = [
    pytest.param(
        pack,
        language,
        page,
        marks=pytest.mark.xdist_group(f"{SAMPLE.stem}-{language}"),
        id=f"{pack}-{language}-{page}",
    )
    for pack, pages in PAGES.items()
    for language in LANGUAGES
    for page in pages
]


@pytest.mark.parametrize(("pack", "language", "page"), GOLDENS)
def test_it_draws_a_page_as_before(pack, language, page, request, tmp_path):
    pdf = make_sample(SAMPLE, language, pack).artifacts["pdf"]
    [found] = draw(pdf.content, DPI, [1 if page == "cover" else pdf.pages[page]])
    path = GOLDEN / f"{pack}-{language}-{page}.png"
    if request.config.getoption("--update"):
        found.quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.exists(), f"{path.name} is not drawn yet: pytest tests/visual --update"
    with Image.open(path) as picture:
        golden = picture.convert("RGB")
    found.save(tmp_path / path.name)
    looks = f"see {tmp_path / path.name} against {path}"
    assert found.size == golden.size, looks
    assert similarity(found, golden) >= LEAST_SIMILARITY, looks
    assert difference(found, golden) <= MOST_DIFFERENCE, looks


def test_it_keeps_every_golden_and_no_other():
    named = {f"{pack}-{language}-{page}.png" for pack, language, page in (each.values for each in GOLDENS)}
    assert {path.name for path in GOLDEN.glob("*.png")} == named


def test_it_keeps_goldens_small():
    sizes = {path.name: path.stat().st_size for path in GOLDEN.glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
