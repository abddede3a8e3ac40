"""A moment as the data that the page reads."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from docgen.diagnostics import Diagnostic, Location, show_path
from docgen.diagnostics.sentences import say, show
from docgen.preview.specs import Spec
from docgen.preview.state import Made, Moment

__all__ = ["tell"]

_LANGUAGES = ("zh", "en")
_LONGEST = 400
_MOST = 500
"""Findings that are shown; with more nobody reads on, and the page would become slow."""

_WORD = ".docx"


def tell(moment: Moment, specs: Sequence[Spec]) -> dict[str, Any]:
    """Return a moment as plain data; sentences are there in both languages, the page chooses."""
    about, choice = moment.about, moment.choice
    return {
        "phase": moment.phase.value,
        "pack": {"name": about.name, "titles": dict(about.titles), "chain": list(about.chain)},
        "specs": [{"name": spec.name, "sample": spec.is_sample} for spec in specs],
        "spec": choice.spec,
        "locale": choice.locale,
        "findings": [_finding(found) for found in moment.findings[:_MOST]],
        "more": max(0, len(moment.findings) - _MOST),
        "made": _made(moment.made) if moment.made else None,
        "current": moment.is_current,
    }


def _made(made: Made) -> dict[str, Any]:
    return {
        "number": made.number,
        "sizes": [[round(side, 2) for side in size] for size in made.pages.sizes] if made.pages else [],
        "files": [
            {"output": output, "name": made.stem + _mark(made, output) + artifact.suffix}
            for output, artifact in made.artifacts.items()
        ],
        "word": [output for output, artifact in made.artifacts.items() if artifact.suffix == _WORD],
        "age": round(time.monotonic() - made.at, 3),  # the page knows the time of day, we do not
        "seconds": round(made.seconds, 2),
    }


def _mark(made: Made, output: str) -> str:
    """Tell files of one suffix apart: what is filled into a Word file is named after its output."""
    suffix = made.artifacts[output].suffix
    return "" if suffix == f".{output}" else f".{output}"


def _finding(found: Diagnostic) -> dict[str, Any]:
    said = {}
    for language in _LANGUAGES:
        prose = say(found, language)
        said[language] = {"title": prose.title, "reason": prose.reason, "hint": prose.hint}
    return {
        "code": found.code,
        "severity": found.severity.value,
        "place": _place(found.where),
        "path": show(show_path(found.where.path), _LONGEST),
        "excerpt": show(found.where.excerpt.strip(), _LONGEST) if found.where.excerpt else "",
        "trail": [show(step) for step in found.trail],
        "said": said,
    }


def _place(where: Location) -> str:
    steps = (where.file and show(where.file, _LONGEST), where.line, where.column)
    return ":".join(str(step) for step in steps if step is not None)
