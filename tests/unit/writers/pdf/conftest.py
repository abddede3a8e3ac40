"""Writers with a style sheet of a few lines and the fonts that travel with the packs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from docgen.diagnostics import Checked
from docgen.document.model import Artifact, Document, Font, Meta, PageSetup, Theme
from docgen.document.parse import parse
from docgen.writers.pdf import PdfWriter
from tests.support.making import ROOT

FONTS = tuple(
    Font(family, weight, ROOT / "templates" / "fonts" / f"{stem}-{name}.ttf")
    for family, stem in (("Inter", "Inter"), ("Noto Sans SC", "NotoSansSC"))
    for weight, name in ((400, "Regular"), (700, "Bold"))
)
CSS = """@page { size: A6; margin: 10mm } body { font: 10pt Inter, "Noto Sans SC" }
.page-break { break-after: page } .page-number::before { content: counter(page) }\n"""


@cache
def _writer(css: str) -> PdfWriter:
    return PdfWriter(Theme("test", CSS + css, "", {}, {}, FONTS, PageSetup(), "zh-CN"))


@pytest.fixture
def write() -> Callable[..., Checked[Artifact]]:
    """Write a page of HTML; ``css`` comes behind the style sheet of these tests."""

    def written(body: str, css: str = "", **more) -> Checked[Artifact]:
        html = f'<html lang="zh-CN"><body>{body}</body></html>'
        parsed = parse(html).value
        meta = more.pop("meta", Meta("标题 Title", "zh-CN"))
        return _writer(css).write(Document(html, parsed.body, meta, parsed.header, parsed.footer, **more))

    return written
