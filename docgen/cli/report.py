"""How findings look: sentences for people, data for programs, annotations for GitHub."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.cli.words import Words
from docgen.diagnostics import Diagnostic, Location, Severity, show_path
from docgen.diagnostics.sentences import say, show

__all__ = ["annotation", "paragraph", "record"]

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
_EXCERPT_LENGTH = 100


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
    message = " ".join(part for part in (path, prose.reason, prose.hint) if part)
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
    return ":".join(str(step) for step in steps if step is not None)


def _body(finding: Diagnostic, language: str) -> Iterator[str]:
    prose, where = say(finding, language), finding.where
    yield prose.reason
    if where.excerpt and where.line:
        yield f"  {where.line} │ {show(where.excerpt, _EXCERPT_LENGTH)}"
    if finding.trail:
        yield _TRAIL.say(language) + " → ".join(show(step) for step in finding.trail)
    if prose.hint:
        yield _HINT.say(language) + prose.hint
    yield f"{_MORE.say(language)}docgen explain {finding.code}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
