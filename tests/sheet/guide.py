"""The pictures of the guides: what the reader sees after each step, made by doing what the guide says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.support.guides import Command, File, read_steps, write
from tests.support.making import ROOT
from tests.support.pictures_office import convert

__all__ = ["WIDTH", "draw_guide", "lay_beside", "pages_with"]

SPEC = "samples/personal/market-entry.yaml"
WIDTH = 1400
GAP = 24
GROUND = "#E9ECEF"
COLORS = 128


@dataclass(frozen=True)
class Shot:
    """One picture: after which file was written or copied, from which format, which pages by a word in them."""

    name: str
    after: str
    to: str
    words: tuple[str, ...]
    part: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    """Left, top, right and bottom of what is shown, as shares of the page."""


TOP = (0.0, 0.0, 1.0, 0.42)
SHOTS = {
    "zh": (
        Shot("hr-1-brand", "acme/brand.yaml", "pdf", ("", "目标路径")),
        Shot("hr-3-structure", "acme/sections/values.html.j2", "pdf", ("负责人", "申诉", "公司（盖章）")),
        Shot("hr-4-word", "acme/word/reference.docx", "docx", ("目标由本人起草",), TOP),
        Shot("hr-5-page", "acme/styles/acme.css", "pdf", ("目标由本人起草",), TOP),
        Shot("hr-6-section", "acme/sections/values.html.j2", "pdf", ("除了结果",), TOP),
        Shot("hr-7-letter", "+acme/pack.yaml", "letter", ("",)),
    ),
    "en": (
        Shot("hr-1-brand", "acme/brand.yaml", "pdf", ("", "the way to the target")),
        Shot("hr-3-structure", "acme/sections/values.html.j2", "pdf", ("Owner", "Appeal", "Company (seal)")),
        Shot("hr-4-word", "acme/word/reference.docx", "docx", ("Drafted by the",), TOP),
        Shot("hr-5-page", "acme/styles/acme.css", "pdf", ("Drafted by the",), TOP),
        Shot("hr-6-section", "acme/sections/values.html.j2", "pdf", ("Results count, and",), TOP),
        Shot("hr-7-letter", "+acme/pack.yaml", "letter", ("",)),
    ),
}  # fmt: skip


def draw_guide(language: str) -> Iterator[Path]:
    """Do what the guide of a language says and draw its pictures; yield the files that were written."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "samples", folder / "samples")
        shutil.copytree(ROOT / "templates" / "acme-example", folder / "templates" / "acme-example")
        waiting = list(SHOTS[language])
        done: list[str] = []
        for step in read_steps(ROOT / "docs" / "guides" / f"hr.{language}.md"):
            done.append(_follow(step, folder))
            for shot in _due(waiting, done):
                waiting.remove(shot)
                yield _take(shot, language, folder)


def _follow(step: File | Command, folder: Path) -> str:
    """Do one step; return the file it wrote."""
    if isinstance(step, File):
        write(folder, step)
        return step.name
    if step.line.startswith(("docgen pack new", "mkdir ", "cp ")):
        subprocess.run(["sh", "-c", step.line], cwd=folder, check=True, env=_environment())
    return step.line.split()[-1]


def _due(waiting: Sequence[Shot], done: Sequence[str]) -> list[Shot]:
    """Name the pictures that can be taken now: in their order, each when its file was written after the last."""
    return [shot for shot in waiting[:1] if done[-1] == shot.after]


def _take(shot: Shot, language: str, folder: Path) -> Path:
    out = folder / shot.name
    command = [
        "docgen", "generate", SPEC, "--pack", "acme", "--to", shot.to, "--locale", language, "--out", str(out),
    ]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True, env=_environment())
    (made,) = out.iterdir()
    pdf = made if made.suffix == ".pdf" else convert([made], folder / "office")[0]
    picture = lay_beside([_cut(page, shot.part) for page in pages_with(pdf, shot.words)])
    path = ROOT / "docs" / "guides" / "pictures" / f"{shot.name}.{language}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def pages_with(pdf: Path, words: Sequence[str]) -> Iterator[Image.Image]:
    """Draw the last page that holds each word: contents come before the chapter they name."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    numbers = (0 if not word else max(n for n, text in enumerate(texts) if word in text) for word in words)
    for number in dict.fromkeys(numbers):
        yield document[number].render(scale=2).to_pil().convert("RGB")
    document.close()


def _cut(page: Image.Image, part: tuple[float, float, float, float]) -> Image.Image:
    left, top, right, bottom = part
    width, height = page.size
    return page.crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))


def lay_beside(pages: Sequence[Image.Image]) -> Image.Image:
    """Put pages side by side on a grey ground, all of one height."""
    height = min(page.height for page in pages)
    even = [page.resize((round(page.width * height / page.height), height)) for page in pages]
    size = (sum(page.width for page in even) + GAP * (len(even) + 1), height + 2 * GAP)
    sheet = Image.new("RGB", size, GROUND)
    left = GAP
    for page in even:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    scale = min(1.0, WIDTH / sheet.width)
    return sheet.resize((round(sheet.width * scale), round(sheet.height * scale)), Image.Resampling.LANCZOS)


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
