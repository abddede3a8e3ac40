"""How findings look: sentences for people, data for programs, annotations for GitHub."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from docgen.cli.words import Words
from docgen.diagnostics import Diagnostic, Location, Severity, show_path
from docgen.diagnostics.sentences import say, show

__all__ = ["annotation", "columns_of", "paragraph", "record"]

_SEVERITIES = {
    Severity.ERROR: Words("错误", "error"),
    Severity.WARNING: Words("警告", "warning"),
    Severity.INFO: Words("说明", "info"),
}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_HINT = Words("建议：", "hint: ")
_MORE = Words("详解：", "more: ")
_TRAIL = Words("环节：", "in: ")
_PATH_LENGTH = 400
_EXCERPT_WIDTH = 100
_BEFORE, _AFTER = 40, 30
"""Columns that are shown before the place in a long line, and at least after it."""


def paragraph(finding: Diagnostic, language: str) -> list[str]:
    """Return the lines of one finding: address, reason, source line, hint, where to read more."""
    return [_address(finding, language), *(f"  {line}" for line in _body(finding, language)), ""]


def record(finding: Diagnostic, language: str) -> dict[str, Any]:
    """Return one finding as data: the same facts and the same sentences."""
    where, prose = finding.where, say(finding, language)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "cell": where.cell,
        "path": show_path(where.path) or None,
        "title": prose.title,
        "reason": prose.reason,
        "hint": prose.hint,
        "facts": dict(sorted(finding.facts.items())),
        "trail": list(finding.trail),
    }


def annotation(finding: Diagnostic, language: str) -> str:
    """Return one finding as a workflow command of GitHub."""
    where, prose = finding.where, say(finding, language)
    places = {"file": where.file, "line": where.line, "col": where.column, "title": finding.code}
    head = ",".join(f"{key}={_property(str(value))}" for key, value in places.items() if value is not None)
    path = show_path(where.path)
    message = " ".join(part for part in (where.cell, path, prose.reason, prose.hint) if part)
    return f"::{_LEVELS[finding.severity]} {head}::{_message(message)}"


def _address(finding: Diagnostic, language: str) -> str:
    parts = [
        f"{_SEVERITIES[finding.severity].say(language)} {finding.code}",
        _place(finding.where),
        show(show_path(finding.where.path), _PATH_LENGTH),
    ]
    return "  ".join(part for part in parts if part)


def _place(where: Location) -> str:
    steps = (where.file and show(where.file, _PATH_LENGTH), where.line, where.column)
    place = ":".join(str(step) for step in steps if step is not None)
    return f"{place}  {show(where.cell, _PATH_LENGTH)}" if where.cell else place


def _body(finding: Diagnostic, language: str) -> Iterator[str]:
    prose, where = say(finding, language), finding.where
    yield prose.reason
    if where.excerpt:
        yield from _excerpt(where)
    if finding.trail:
        yield _TRAIL.say(language) + " → ".join(show(step) for step in finding.trail)
    if prose.hint:
        yield _HINT.say(language) + prose.hint
    yield f"{_MORE.say(language)}docgen explain {finding.code}"


def _excerpt(where: Location) -> Iterator[str]:
    """Show the part of the source line around the place, and a caret below it."""
    line, column = where.excerpt or "", (where.column or 1) - 1
    near = line[max(0, column - _EXCERPT_WIDTH) : column]
    is_far = column > len(near) or columns_of(near) > _EXCERPT_WIDTH - _AFTER
    start = column - _fitting(near[::-1], _BEFORE) if is_far else 0
    before, number = "…" if start else "", str(where.line or "")
    shown = _fitting(line[start : start + _EXCERPT_WIDTH], _EXCERPT_WIDTH)
    yield f"  {number} │ {before}{show(line[start:], shown)}"
    if where.column:
        before += show(line[start:column], _EXCERPT_WIDTH)
        yield f"  {'':{len(number)}} │ {'':{columns_of(before)}}^"


def columns_of(text: str) -> int:
    """Count the columns of a terminal: Chinese takes two, an accent none."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def _fitting(text: str, width: int) -> int:
    """Count the characters that fit into so many columns."""
    ends = accumulate(columns_of(sign) for sign in text)
    return sum(end <= width for end in ends)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
