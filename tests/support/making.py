"""Make documents the way the pipeline does, and keep what lies between spec and file."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from docgen.diagnostics import Diagnostic
from docgen.document.model import Artifact, Document
from docgen.i18n.locale import find_locale
from docgen.kpis.fill import fill
from docgen.packs.load import load_pack
from docgen.pipeline import Press, look_over, prepare, show
from docgen.render.html import render
from docgen.spec.models import GoalSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate

__all__ = [
    "CASES",
    "LANGUAGES",
    "LOOKS",
    "OUTPUTS",
    "PACKS",
    "SAMPLES",
    "STYLES",
    "TODAY",
    "Case",
    "Made",
    "as_json",
    "make",
    "make_sample",
    "press",
    "sample_data",
    "style_cases",
]

ROOT = Path(__file__).parents[2]
SAMPLES = tuple(sorted((ROOT / "samples" / "personal").glob("*.yaml")))
LANGUAGES = ("zh", "en")
LOOKS = ("classic", "formal", "onepage")
STYLES = ("pbc", "kpi-sheet", "responsibility", "okr", "plan-en")
PACKS = (*LOOKS, *STYLES)
OUTPUTS = ("pdf", "docx", "html")
TODAY = datetime.date(2027, 1, 4)


@dataclass(frozen=True)
class Case:
    """A sample in a pack's look and in a language."""

    pack: str
    path: Path
    language: str

    @property
    def name(self) -> str:
        return f"{self.pack}-{self.path.stem}-{self.language}"


def style_cases(samples: int) -> tuple[Case, ...]:
    """Take so many samples for every style of documents, in both languages by turns, each style its own."""
    return tuple(
        Case(pack, SAMPLES[(first + number) % len(SAMPLES)], LANGUAGES[number % 2])
        for first, pack in enumerate(STYLES)
        for number in range(samples)
    )


CASES = (
    *(Case(pack, path, language) for pack in LOOKS for path in SAMPLES for language in LANGUAGES),
    *style_cases(2),
)
"""Every sample in every look and language, and two samples of each style: enough for every file to be judged."""


@dataclass(frozen=True)
class Made:
    """Everything between one spec and its files."""

    name: str
    spec: GoalSpec
    view: Mapping[str, Any]
    document: Document
    artifacts: Mapping[str, Artifact]
    warnings: tuple[Diagnostic, ...]
    """What the templates and the writers noticed."""


@cache
def press(language: str, outputs: tuple[str, ...] = OUTPUTS, pack: str = "classic") -> Press:
    """Prepare a pack once a language."""
    return prepare(load_pack(pack), outputs, find_locale(language))


def make(
    content: bytes,
    language: str,
    name: str = "case.json",
    outputs: tuple[str, ...] = OUTPUTS,
    pack: str = "classic",
) -> Made:
    """Make one spec into files; any error is raised."""
    ready = press(language, outputs, pack)
    assert not ready.problems, ready.problems
    raw = fill(read(content, name), ready.pack.library)
    spec = validate(raw).value
    view, gaps = show(spec, ready, TODAY, review=look_over(spec, raw, TODAY, ready.pack))
    document, warnings = render(view, ready.templates, ready.theme.assets)
    document = replace(document, source=raw.data)
    found = [*gaps, *warnings]
    artifacts = {}
    for output, writer in ready.writers.items():
        artifacts[output], remarks = writer.write(document)
        found.extend(remarks)
        artifact = artifacts[output]
        document = replace(
            document,
            pages=artifact.pages or document.pages,
            run_on=artifact.run_on or document.run_on,
        )
    return Made(name, spec, view, document, artifacts, tuple(found))


def make_sample(path: Path, language: str, pack: str = "classic") -> Made:
    """Make one of the samples, once a test process."""
    return _make_case(Case(pack, path, language))


@cache
def _make_case(case: Case) -> Made:
    return make(case.path.read_bytes(), case.language, case.path.name, pack=case.pack)


def sample_data(path: Path) -> dict[str, Any]:
    """Read a sample as plain data that may be changed."""
    return read(path.read_bytes(), path.name).data


def as_json(data: Any) -> bytes:
    """Write plain data as a JSON spec; every digit is kept."""
    numbers: dict[str, str] = {}

    def plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            mark = f"\u0000{len(numbers)}\u0000"
            numbers[json.dumps(mark)] = str(value)
            return mark
        if isinstance(value, dict):
            return {key: plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value

    text = json.dumps(plain(data), ensure_ascii=False)
    for mark, number in numbers.items():
        text = text.replace(mark, number)
    return text.encode()
