"""The pictures on the first screen of the READMEs: pages of a PDF, of a Word file, and the index of a bulk run.

Each picture carries a digest of what it shows, so that a test can say when it is older than that.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from lxml import html
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import sync_playwright

from tests.sheet.guide import WIDTH, lay_beside, pages_with
from tests.support.company import people, write_company
from tests.support.making import ROOT, TODAY, make
from tests.support.pictures_office import convert, write_fonts
from tests.support.preview import PROGRAM, find_browser

__all__ = ["PICTURES", "SHOWN", "digest_of", "draw_readme"]

PICTURES = ROOT / "docs" / "pictures"
SHOWN = "shows"
"""The name of the digest within a picture."""
SAMPLES = {"zh": "market-entry", "en": "support-lead"}
COMPANY = ROOT / "tests" / "cases" / "company"
PEOPLE = 60
RARE = re.compile("[\u3400-\u4dff\U00020000-\U0003ffff]")
"""Characters that not every reader's machine can show."""
STYLE = ROOT / "templates" / "classic"
INDEX = ROOT / "docgen" / "bulk" / "report" / "page"
WINDOW = {"width": 1240, "height": 876}
COLORS = 160


@dataclass(frozen=True)
class Spread:
    """Pages side by side, each named by a word in it."""

    output: str
    words: tuple[str, ...]


SPREADS = {
    "zh": (
        Spread("pdf", ("", "目标路径", "市场占有率（西南五城")),
        Spread("docx", ("里程碑与排期", "市场占有率（西南五城")),
    ),
    "en": (
        Spread("pdf", ("", "the way to the target", "Time to full resolution")),
        Spread("docx", ("Milestones and schedule", "Time to full resolution")),
    ),
}


def draw_readme(language: str) -> Iterator[Path]:
    """Make what the README of a language shows, and draw it; yield the files that were written."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for spread in SPREADS[language]:
            yield _keep(_draw(spread, language, folder), spread.output, language)
        yield _keep(_photograph(language, folder), "bulk", language)


def digest_of(kind: str, language: str) -> str:
    """Return the digest of what a picture shows: the words and the look of a document, or the index and its people."""
    if kind == "bulk":
        return _digest([*_contents(COMPANY), *_contents(INDEX)])
    path = ROOT / "samples" / "personal" / f"{SAMPLES[language]}.yaml"
    made = make(path.read_bytes(), language, path.name, ("html",))
    words = html.document_fromstring(made.document.html).text_content().split()
    look = STYLE / ("styles" if kind == "pdf" else "word")
    return _digest([" ".join(words).encode(), (STYLE / "brand.yaml").read_bytes(), *_contents(look)])


def _contents(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def _digest(parts: Iterable[bytes]) -> str:
    return sha256(b"\0".join(parts)).hexdigest()


def _draw(spread: Spread, language: str, folder: Path) -> Image.Image:
    """Draw pages of the sample, as PDF or as LibreOffice shows its Word file."""
    _docgen(
        "generate", f"samples/personal/{SAMPLES[language]}.yaml", language, [spread.output], folder / "out"
    )
    (made,) = (folder / "out").glob(f"*.{spread.output}")
    pdf = made if spread.output == "pdf" else convert([made], folder / "office")[0]
    return lay_beside(list(pages_with(pdf, spread.words)))


def _photograph(language: str, folder: Path) -> Image.Image:
    """Open the index of a run in a browser that has the fonts of the packs."""
    drawn = [person for person in people(PEOPLE, language) if not RARE.search(person.name)]
    company = write_company(folder / "company", drawn, "rows", language)
    _docgen("bulk", str(company), language, ["pdf", "docx"], folder / "made", "--pack", "onepage")
    shot = folder / "bulk.png"
    environment = {**os.environ, "FONTCONFIG_FILE": str(write_fonts(folder))}
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox"], env=environment
        )
        page = browser.new_page(viewport=WINDOW, device_scale_factor=WIDTH / WINDOW["width"], locale=language)
        page.goto((folder / "made" / "index.html").as_uri())
        page.screenshot(path=shot)
        browser.close()
    return Image.open(shot).convert("RGB")


def _docgen(verb: str, what: str, language: str, outputs: Sequence[str], out: Path, *more: str) -> None:
    command = [
        str(PROGRAM), verb, what, "--locale", language, "--to", ",".join(outputs), "--out", str(out), "--today", TODAY.isoformat(), *more,
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _keep(picture: Image.Image, kind: str, language: str) -> Path:
    path = PICTURES / f"{kind}.{language}.png"
    note = PngInfo()
    note.add_text(SHOWN, digest_of(kind, language))
    even = picture.quantize(COLORS, dither=Image.Dither.NONE)
    even.save(path, optimize=True, pnginfo=note)
    return path
