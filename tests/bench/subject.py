"""The document that the rows about one document are about, and what a peer is given of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from docgen.document.drawings import SVG
from docgen.document.model import Artifact
from docgen.pipeline import Press, produce
from docgen.spec.reader import read
from docgen.writers.pdf.layout import ONLY_PDF
from docgen.writers.pdf.markup import read_markup
from tests.support.making import SAMPLES, TODAY, Made, make, press

__all__ = ["Subject"]


@dataclass(frozen=True)
class Subject:
    """A sample in a language and in the look of a pack."""

    sample: str
    language: str
    pack: str

    @cached_property
    def path(self) -> Path:
        """The file of the sample."""
        return next(path for path in SAMPLES if path.stem == self.sample).resolve()

    @cached_property
    def content(self) -> bytes:
        """The bytes of the sample: where our way begins."""
        return self.path.read_bytes()

    @cached_property
    def made(self) -> Made:
        """Everything between the spec and its Word file, for peers that are given finished content."""
        return make(self.content, self.language, self.path.name, outputs=("docx",), pack=self.pack)

    def press(self, output: str) -> Press:
        """Return the pack, prepared once for a format."""
        return press(self.language, (output,), self.pack)

    def write(self, output: str) -> Artifact:
        """Make the document our way, from the bytes of the spec to those of the file."""
        outcome = produce(read(self.content, self.path.name), self.press(output), TODAY)
        return outcome.artifacts_or_raise()[output]

    def page(self, run_on: frozenset[str] = frozenset()) -> str:
        """Return the page for a plain call of the engine: what our writer does to it is done here."""
        root = read_markup(self.made.document.html)
        for section in root.iter("section"):
            if len(section) and section[0].get("id") in run_on:
                del section.attrib["data-break"]
        ElementTree.register_namespace("", SVG)
        return "<!DOCTYPE html>" + ElementTree.tostring(root, encoding="unicode", method="html")

    def style_sheet(self) -> str:
        """Return the sheet of the pack with the fonts that travel with it, for a plain call of the engine."""
        theme = self.press("docx").theme
        faces = "".join(
            f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
            f'src: url("{font.path.resolve().as_uri()}"); }}\n'
            for font in theme.fonts
        )
        return faces + theme.css + ONLY_PDF
