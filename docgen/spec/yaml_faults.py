"""A syntax fault of YAML in words of the person who typed it."""

from __future__ import annotations

import re

import yaml

from docgen.diagnostics import Diagnostic, Location, report
from docgen.spec.limits import LIMITS
from docgen.spec.raw import Source

__all__ = ["broken_line", "explain_fault", "glued_key"]

# "title：甲" and "title:甲": the colon of the other keyboard, or one without its space.
_GLUED = re.compile(r"""\s*(?:-\s+)*(?P<key>[A-Za-z_]\w*)\s*(?P<colon>：|:(?=[^\s:/\\]))""", re.ASCII)
_NO_GAP = re.compile(r"\s*(?P<place>-)(?P<key>[A-Za-z_]\w*)\s*[:：]", re.ASCII)
_WIDE_INDENT = re.compile(
    "[ \t]*(?P<place>[\xa0\u2000-\u200a\u202f\u205f\u3000])\\s*(?:-\\s|[A-Za-z_][A-Za-z0-9_]*\\s*[:：])"
)
_CURLY = re.compile("[:：][ \t]+[“‘「『]")
# What the parser says about a text that begins with a sign of its own, by the place that tells which.
_AT_CONTEXT = ("scanning an alias", "scanning an anchor", "scanning a tag", "scanning a block scalar")
_AT_PROBLEM = ("block sequence entries are not allowed", "mapping keys are not allowed")
_RESERVED = "@`%"

_Place = tuple[int, int]


def glued_key(text: str) -> str | None:
    """Return the key of a line whose colon does not end it, or None."""
    found = _GLUED.match(text)
    return found["key"] if found else None


def broken_line(text: str) -> tuple[str, int, str | None] | None:
    """Tell what is wrong with a line whose level cannot be known: code, column and key; or None."""
    if found := _WIDE_INDENT.match(text):
        return "DG157", found.start("place") + 1, None
    if found := _NO_GAP.match(text):
        return "DG158", found.start("place") + 1, found["key"]
    return None


def explain_fault(fault: yaml.YAMLError, source: Source) -> Diagnostic:
    """Turn a fault of the YAML parser into a diagnostic."""
    if not isinstance(fault, yaml.MarkedYAMLError) or fault.problem_mark is None:
        return report("DG106", Location(file=source.name))
    problem = (fault.problem_mark.line + 1, fault.problem_mark.column + 1)
    if "nesting depth" in (
        fault.problem or ""
    ):  # the parser's own limit, passed before it told us of a level
        return report("DG108", source.at(*problem), limit=LIMITS.depth)
    context = (fault.context_mark.line + 1, fault.context_mark.column + 1) if fault.context_mark else problem
    return (
        _by_line(source, problem[0], context[0])
        or _by_words(fault, source, problem, context)
        or _by_frame(fault, source, problem, context)
        or report("DG106", source.at(*problem))
    )


def _by_line(source: Source, problem: int, context: int) -> Diagnostic | None:
    """Look for a line that is wrong to the eye: the guilty one, the one before it, where it began."""
    for line in (problem, problem - 1, context):
        words = source.lines[line - 1] if 0 < line <= len(source.lines) else ""
        broken = broken_line(words)
        if broken:
            code, column, key = broken
            return report(code, source.at(line, column), key=key)
        found = _GLUED.match(words)
        if found:
            return report("DG155", source.at(line, found.start("colon") + 1), key=found["key"])
    return None


def _by_words(
    fault: yaml.MarkedYAMLError, source: Source, problem: _Place, context: _Place
) -> Diagnostic | None:
    """Go by what the parser says it found."""
    words, frame = fault.problem or "", fault.context or ""
    character = _character(source, *problem)
    if "tab character" in words or ("cannot start any token" in words and character == "\t"):
        return report("DG151", source.at(*problem))
    if "cannot start any token" in words and character in _RESERVED:
        return report("DG154", source.at(*problem), character=character)
    if any(said in words for said in _AT_PROBLEM):
        return report("DG154", source.at(*problem), character=character)
    if any(said in frame for said in _AT_CONTEXT):
        return report("DG154", source.at(*context), character=_character(source, *context))
    if "mapping values are not allowed" in words:
        curly = "“”" if _CURLY.search(_line(source, problem[0])) else None
        return report("DG152", source.at(*problem), curly=curly)
    return None


def _by_frame(
    fault: yaml.MarkedYAMLError, source: Source, problem: _Place, context: _Place
) -> Diagnostic | None:
    """Go by what the parser was about to read."""
    words, frame = fault.problem or "", fault.context or ""
    if "quoted scalar" in frame and ("end of stream" in words or "document indicator" in words):
        return report("DG153", source.at(*context), mark=_character(source, *context))
    if "flow" in frame and ("expected ','" in words or "expected node content" in words):
        place = context if _character(source, *context) in {"[", "{"} else _last_bracket(source, problem)
        return report("DG156", source.at(*place), mark=_character(source, *place))
    if "Unicode character escape" in words:
        return report("DG118", source.at(*problem))
    before = _line(source, problem[0])[: problem[1] - 1].rstrip()
    if "expected key" in words and before.endswith(('"', "'", "]", "}")):
        return report("DG159", source.at(*problem), mark=before[-1])
    if "scanning a simple key" in frame:
        return report("DG160", source.at(*context))
    return None


def _last_bracket(source: Source, place: _Place) -> _Place:
    """Find the bracket that was opened last before a place, which may be the end of the file."""
    for line in range(min(place[0], len(source.lines)), 0, -1):
        words = _line(source, line)[: place[1] - 1 if line == place[0] else None]
        column = max(words.rfind("["), words.rfind("{"))
        if column >= 0:
            return line, column + 1
    return place


def _line(source: Source, line: int) -> str:
    return source.lines[line - 1] if 0 < line <= len(source.lines) else ""


def _character(source: Source, line: int, column: int) -> str:
    return _line(source, line)[column - 1 : column]
