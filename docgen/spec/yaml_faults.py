"""A syntax fault of YAML in words of the person who typed it."""

from __future__ import annotations

import re

import yaml

from docgen.diagnostics import Diagnostic, Location, report
from docgen.spec.raw import Source

__all__ = ["explain_fault", "glued_key"]

# "title：甲" and "title:甲": the colon of the other keyboard, or one without its space.
_GLUED = re.compile(r"""\s*(?:-\s+)*(?P<key>[A-Za-z_]\w*)\s*(?P<colon>：|:(?=[^\s:/\\]))""", re.ASCII)
_RESERVED = "@`%"


def glued_key(text: str) -> str | None:
    """Return the key of a line whose colon does not end it, or None."""
    found = _GLUED.match(text)
    return found["key"] if found else None


def explain_fault(fault: yaml.YAMLError, source: Source) -> Diagnostic:
    """Turn a fault of the YAML parser into a diagnostic."""
    if not isinstance(fault, yaml.MarkedYAMLError) or fault.problem_mark is None:
        return report("DG106", Location(file=source.name))
    problem = (fault.problem_mark.line + 1, fault.problem_mark.column + 1)
    context = (fault.context_mark.line + 1, fault.context_mark.column + 1) if fault.context_mark else problem
    glued = _glued_line(source, problem[0], context[0])
    if glued:
        line, column, key = glued
        return report("DG155", source.at(line, column), key=key)
    return _by_words(fault, source, problem, context)


def _glued_line(source: Source, problem: int, context: int) -> tuple[int, int, str] | None:
    """Look for a key without a proper colon on the guilty line and the one before it."""
    for line in (problem, problem - 1, context):
        words = source.lines[line - 1] if 0 < line <= len(source.lines) else ""
        found = _GLUED.match(words)
        if found:
            return line, found.start("colon") + 1, found["key"]
    return None


def _by_words(  # noqa: PLR0911 - one return a fault reads better than a table of conditions
    fault: yaml.MarkedYAMLError, source: Source, problem: tuple[int, int], context: tuple[int, int]
) -> Diagnostic:
    words, frame = fault.problem or "", fault.context or ""
    character = _character(source, *problem)
    if "cannot start any token" in words and character == "\t":
        return report("DG151", source.at(*problem))
    if "cannot start any token" in words and character in _RESERVED:
        return report("DG154", source.at(*problem), character=character)
    if "mapping values are not allowed" in words:
        return report("DG152", source.at(*problem))
    if "quoted scalar" in frame and ("end of stream" in words or "document indicator" in words):
        return report("DG153", source.at(*context), mark=_character(source, *context))
    if "flow" in frame and "expected ','" in words:
        return report("DG156", source.at(*context), mark=_character(source, *context))
    if "Unicode character escape" in words:
        return report("DG118", source.at(*problem))
    return report("DG106", source.at(*problem))


def _character(source: Source, line: int, column: int) -> str:
    words = source.lines[line - 1] if line <= len(source.lines) else ""
    return words[column - 1 : column]
