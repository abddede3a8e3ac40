"""What goes wrong in a Word template, as findings that name the place, the placeholder and what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType

from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import Undefined

from docgen.diagnostics import Diagnostic, Fact, Location, report
from docgen.packs.sandbox import Sandbox
from docgen.render.candidates import near_names
from docgen.render.failure import classify
from docgen.render.word.signs import make_plain
from docgen.render.word.source import Source, Spot
from docgen.render.word.values import Problem

__all__ = ["explain", "explain_problem", "find_slips", "report_at"]

_CODES = {
    "DG401": "DG434",
    "DG402": "DG432",
    "DG403": "DG431",
    "DG404": "DG435",
    "DG405": "DG436",
    "DG407": "DG434",
    "DG408": "DG433",
    "DG409": "DG437",
}
"""The code of a template of text → that of a Word file, which knows a place and no line."""

_INSIDE = re.compile(r"^\{[{%](?:(?:p|tr|tc|r)(?=\s))?[-+]?\s*(.*?)\s*[-+]?[}%]\}$", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]+")
_KINDS = {bool: "yes_no", type(None): "nothing"}
_OPENERS = {
    "for": "endfor",
    "if": "endif",
    "with": "endwith",
    "filter": "endfilter",
    "call": "endcall",
    "macro": "endmacro",
}
_LONE = {
    "elif": "if {} %}}{{% endif",
    "set": "set {}",
    "for": "for {} %}}{{% endfor",
    "if": "if {} %}}{{% endif",
}


def report_at(code: str, spot: Spot | None, part: str, file: str, **facts: Fact) -> Diagnostic:
    """Make a finding about a placeholder."""
    where = Location(file=file, path=(part,), excerpt=spot.excerpt if spot else None)
    place = spot.place if spot else None
    tag = spot.tag if spot else None
    return report(code, where, **{"part": part, "place": place, "tag": tag, **facts})


def explain(
    error: BaseException, environment: Sandbox, source: Source, file: str, names: Sequence[str] = ()
) -> Diagnostic:
    """Translate whatever compiling or filling a part raised."""
    code, facts = classify(error, environment, names)
    spot = source.spot(_line(error, source.part))
    if code == "DG408":
        spot = _unclosed(source, str(facts["block"])) or spot
    elif code == "DG406":
        return report(code, Location(file=file, path=(source.part,)), template=file, **facts)
    return report_at(_CODES[code], spot, source.part, file, **facts)


def explain_problem(
    problem: Problem,
    environment: Sandbox,
    source: Source,
    file: str,
    *,
    names: Sequence[str],
    pictures: Sequence[str],
) -> Diagnostic:
    """Turn a value that could not be printed into a finding; ``names`` and ``pictures`` are those there are."""
    spot = source.spot(problem.line)
    if isinstance(problem.value, Undefined):
        try:
            str(problem.value)
        except Exception as error:  # noqa: BLE001 - whatever a missing value raises
            code, facts = classify(error, environment, names)
            return report_at(_CODES[code], spot, source.part, file, **facts)
    if problem.code == "DG438":
        return report_at("DG438", spot, source.part, file, **near_names(str(problem.value), pictures))
    kind = _KINDS.get(type(problem.value), "mapping" if isinstance(problem.value, Mapping) else "list")
    return report_at("DG437", spot, source.part, file, found=kind)


def find_slips(source: Source, environment: Sandbox, file: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with single placeholders, and blocks that do not close where they opened."""
    for spot in source.stray:
        yield report_at("DG432", spot, source.part, file)
    slips = [
        fault for spot in dict.fromkeys(source.spots) if (fault := _slip(spot, source, environment, file))
    ]
    yield from slips
    if not slips:
        yield from _crossings(source, file)


def _slip(spot: Spot, source: Source, environment: Sandbox, file: str) -> Diagnostic | None:
    """Read one placeholder by itself."""
    inside = _INSIDE.match(make_plain(spot.tag))
    if inside is None:
        return None
    text = "{{ " + inside[1] + " }}"
    if spot.tag.startswith("{%"):
        word = _WORD.match(inside[1])
        frame = _LONE.get(word[0]) if word else None
        if word is None or frame is None or (word[0] == "set" and "=" not in inside[1]):
            return None
        text = "{% " + frame.format(inside[1][word.end() :].strip()) + " %}"
    try:
        environment.parse(text)
    except TemplateSyntaxError as error:
        code, facts = classify(error, environment, ())
        return report_at(_CODES["DG402" if code == "DG408" else code], spot, source.part, file, **facts)
    except RecursionError:
        return report_at("DG436", spot, source.part, file, kind="RecursionError")
    return None


def _crossings(source: Source, file: str) -> Iterator[Diagnostic]:
    """Follow the blocks of a part; one that is closed by another's end, or in another cell, is told."""
    opened: list[tuple[str, Spot]] = []
    for spot in source.spots:
        word = _word(spot)
        if word in _OPENERS:
            opened.append((word, spot))
        elif word in _OPENERS.values():
            if not opened or _OPENERS[opened[-1][0]] != word:
                yield report_at("DG433", spot, source.part, file, block=word)
                return
            _, opener = opened.pop()
            if not _share_home(opener, spot):
                yield report_at("DG433", opener, source.part, file, block=_word(opener))
    for word, spot in opened:
        yield report_at("DG433", spot, source.part, file, block=word)


def _word(spot: Spot) -> str:
    inside = _INSIDE.match(spot.tag) if spot.tag.startswith("{%") else None
    word = _WORD.match(inside[1]) if inside else None
    return word[0] if word else ""


def _share_home(opener: Spot, closer: Spot) -> bool:
    """Tell whether a block ends in the cell, row or table in which it began."""
    level = re.match(r"\{%(tr|tc)\s", opener.tag)
    steps = {"tr": "row", "tc": "cell"}.get(level[1] if level else "", "paragraph")
    return _home(opener.place, steps) == _home(closer.place, steps)


def _home(place: str, step: str) -> str:
    head, found, _ = place.rpartition(f", {step} ")
    return head if found else place


def _line(error: BaseException, part: str) -> int | None:
    """Find the line of the part's text that an exception is about."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == part:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _unclosed(source: Source, block: str) -> Spot | None:
    """Find the placeholder that opens the innermost block of a kind that is never closed."""
    opened: list[Spot] = []
    for spot in source.spots:
        word = _word(spot)
        if word == block:
            opened.append(spot)
        elif word == f"end{block}" and opened:
            opened.pop()
    return opened[-1] if opened else None
