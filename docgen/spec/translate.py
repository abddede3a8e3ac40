"""From pydantic's findings to ours: a code, the line and column, and facts for a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from docgen.diagnostics import Diagnostic, Fact, FieldPath, report
from docgen.spec.fields import known_keys, nearest
from docgen.spec.kinds import kind_of
from docgen.spec.limits import LIMITS
from docgen.spec.models import Text
from docgen.spec.models.scoring import METHOD
from docgen.spec.raw import UNREADABLE, RawSpec
from docgen.spec.remedies import remedy, written

__all__ = ["translate", "wrong_number"]

Finding = dict[str, Any]
Facts = dict[str, Fact]
Made = tuple[str, Facts]
Maker = Callable[[Finding, Any, FieldPath], Made]

_ENOUGH = 3 * LIMITS.findings
"""Findings that are put into words; of those some are consequences and fall away."""


def translate(error: ValidationError, raw: RawSpec) -> tuple[list[Diagnostic], int]:
    """Return a diagnostic for every mistake, and how many more there are when they are far too many.

    What the reader has reported, and the version, which is judged elsewhere, are left out.
    """
    findings = list(_findings(error, raw))
    findings.sort(key=lambda each: _order(each[1], raw))
    found: dict[tuple[str, FieldPath], Diagnostic] = {}
    for finding, path in findings[:_ENOUGH]:
        made = _make(finding, path, raw)
        if made is not None:
            found.setdefault((made.code, made.where.path), made)
    return _without_consequences(list(found.values()), raw), max(0, len(findings) - _ENOUGH)


def _without_consequences(found: list[Diagnostic], raw: RawSpec) -> list[Diagnostic]:
    """Leave out keys that are missing because of a mistake that is reported.

    A key that is written wrong is one mistake, not a strange key and a missing one; and what was to be
    merged into a mapping may have held anything.
    """
    misspelt = {(*made.where.path[:-1], made.facts["near"]) for made in found if made.code == "DG120"}
    merged = {fault.where.path for fault in raw.faults if fault.code == "DG113"}
    return [
        made
        for made in found
        if made.code != "DG122" or (made.where.path not in misspelt and made.where.path[:-1] not in merged)
    ]


def wrong_number(path: FieldPath, raw: RawSpec) -> Diagnostic:
    """Say that a whole number belongs at a place."""
    code, facts = _wrong_type("whole_number")({}, _value_at(path, raw.data), path)
    return report(code, raw.locate(path), **facts)


def _order(path: FieldPath, raw: RawSpec) -> tuple[int, int]:
    where = raw.locate(path)
    return where.line or 0, where.column or 0


def _findings(error: ValidationError, raw: RawSpec) -> Iterator[tuple[Finding, FieldPath]]:
    """Give each finding with its path in the file, without those that were reported before."""
    reported = {fault.where.path for fault in raw.faults} - {()}
    for finding in error.errors(include_url=False, include_input=False):
        steps = finding["loc"]
        if _is_other_branch(steps, raw.data):
            continue
        path = _path_in_data(steps, raw.data)
        if path in reported or path == ("schema",) or UNREADABLE in _values_along(path, raw.data):
            continue
        yield dict(finding), path


def _is_branch(steps: FieldPath, number: int) -> bool:
    """Tell the steps that pydantic adds for the branches of a union; there are two unions."""
    if steps[0] == "custom":
        return number == 2  # noqa: PLR2004 - custom, key, branch
    return number == 3 and steps[0] == "kpis" and steps[2] == "scoring"  # noqa: PLR2004 - kpis, which one, scoring


def _is_other_branch(steps: FieldPath, data: Any) -> bool:
    """Tell what a field of the company's own is not: of three ways to write it, one was meant."""
    if len(steps) < 3 or steps[0] != "custom":  # noqa: PLR2004 - custom, key, branch
        return False
    value = _value_at(steps[:2], data)
    is_text = isinstance(value, str) or (isinstance(value, dict) and bool({"zh", "en"} & value.keys()))
    is_number = kind_of(value) == "number"
    meant = "Text]" if is_text else "_number()" if is_number else "bool"
    return meant not in str(steps[2])


def _path_in_data(steps: FieldPath, data: Any) -> FieldPath:
    """Keep the steps of the file."""
    path: list[str | int] = []
    for number, step in enumerate(steps):
        if _is_branch(steps, number) or (step == "plain" and isinstance(data, str)):
            continue
        path.append(step)
        data = _value_at((step,), data)
    return tuple(path)


def _make(finding: Finding, path: FieldPath, raw: RawSpec) -> Diagnostic | None:
    kind, value = finding["type"], _value_at(path, raw.data)
    context = finding.get("ctx", {})
    if kind in _ABOUT_KEYS:
        return _ABOUT_KEYS[kind](path, raw)
    if kind.startswith("union_tag") and isinstance(value, dict):
        if value.get(METHOD) is None:
            return _no_method(path, raw)
        path, value = (*path, METHOD), value[METHOD]
    if kind == "too_short" and isinstance(value, list) and len(value) >= context.get("min_length", 1):
        return None  # its entries are wrong and have been named
    code, facts = _maker(kind, path, value)(context, value, path)
    return report(code, raw.locate(path), **facts)


def _maker(kind: str, path: FieldPath, value: Any) -> Maker:
    if kind == "bool_type" and path[0] == "custom":
        return _wrong_type("custom")
    if kind.startswith("union_tag"):
        return _choice if path[-1] == METHOD else _wrong_type("mapping")
    return _MAKERS.get(kind, lambda _context, _value, _path: ("DG121", {"found": kind_of(value)}))


def _unknown_key(path: FieldPath, raw: RawSpec) -> Diagnostic:
    names, model = known_keys(path[:-1], raw.data)
    facts: Facts = {"key": str(path[-1]), "near": nearest(str(path[-1]), names)}
    facts |= {"languages": names} if model is Text else {"custom": "custom"}
    return report("DG120", raw.locate(path, key=True), **facts)


def _missing_key(path: FieldPath, raw: RawSpec) -> Diagnostic:
    """Tell a key that is there and has no value from one that is not there: the hint is another."""
    key, around = str(path[-1]), _value_at(path[:-1], raw.data)
    blank = isinstance(around, dict) and key in around
    facts = {"blank": key, "absent": None} if blank else {"blank": None, "absent": key}
    return report("DG122", raw.locate(path, key=True), key=key, **facts)


def _no_method(path: FieldPath, raw: RawSpec) -> Diagnostic:
    """Find the key that was meant to be ``method``, if there is one."""
    for key in _value_at(path, raw.data):
        if nearest(key, (METHOD,)) and key != METHOD:
            return report("DG120", raw.locate((*path, key), key=True), key=key, near=METHOD)
    return _missing_key((*path, METHOD), raw)


def _value_at(path: FieldPath, data: Any) -> Any:
    return _values_along(path, data)[-1] if path else data


def _values_along(path: FieldPath, data: Any) -> list[Any]:
    values = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        values.append(data)
    return values


def _wrong_type(expected: str) -> Maker:
    def make(_: Finding, value: Any, path: FieldPath) -> Made:
        return "DG121", {"expected": expected, "found": kind_of(value), **remedy(expected, value, path)}

    return make


def _with_value(code: str, **names: str) -> Maker:
    """Make a finding that shows the value and the named parts of pydantic's context."""

    def make(context: Finding, value: Any, _: FieldPath) -> Made:
        facts: Facts = {"value": written(value)}
        for fact, name in names.items():
            facts[fact] = str(context[name]) if name in context else None
        return code, facts

    return make


def _choice(context: Finding, value: Any, _: FieldPath) -> Made:
    said = str(context.get("expected") or context.get("expected_tags") or "")
    names = tuple(word.strip(" '") for word in said.replace(" or ", ",").split(",") if word.strip(" '"))
    shown = written(value)
    if shown is None:
        return "DG127", {"found": kind_of(value), "allowed": names}
    return "DG127", {"value": shown, "near": nearest(shown, names), "allowed": names}


def _date(_: Finding, value: Any, __: FieldPath) -> Made:
    return "DG123", {"value": written(value), "found": kind_of(value) if written(value) is None else None}


def _alone(code: str) -> Maker:
    return lambda _context, _value, _path: (code, {})


_ABOUT_KEYS: dict[str, Callable[[FieldPath, RawSpec], Diagnostic]] = {
    "extra_forbidden": _unknown_key,
    "text_plain": lambda path, raw: _unknown_key((*path, "plain"), raw),
    "missing": _missing_key,
}
_MAKERS: dict[str, Maker] = {
    "text_type": _wrong_type("text"),
    "string_type": _wrong_type("text"),
    "number_type": _wrong_type("number"),
    "int_type": _wrong_type("whole_number"),
    "int_from_float": _wrong_type("whole_number"),
    "int_parsing": _wrong_type("whole_number"),
    "bool_type": _wrong_type("yes_no"),
    "tuple_type": _wrong_type("list"),
    "dict_type": _wrong_type("mapping"),
    "model_type": _wrong_type("mapping"),
    "model_attributes_type": _wrong_type("mapping"),
    "date_format": _date,
    "date_impossible": _with_value("DG124"),
    "date_range": _with_value("DG125"),
    "literal_error": _choice,
    "string_pattern_mismatch": _with_value("DG128"),
    "string_too_long": _with_value("DG129", limit="max_length"),
    "too_long": _with_value("DG130", limit="max_length"),
    "text_blank": _alone("DG131"),
    "text_lines": _alone("DG136"),
    "number_finite": _with_value("DG132"),
    "number_range": _with_value("DG132"),
    "text_character": _with_value("DG133", character="character"),
    "greater_than": _with_value("DG134", above="gt"),
    "greater_than_equal": _with_value("DG134", low="ge"),
    "less_than_equal": _with_value("DG134", high="le"),
    "too_short": _with_value("DG135", limit="min_length"),
    "baseline": _alone("DG137"),
    "band_sides": _alone("DG138"),
    "band_open": _alone("DG138"),
    "actual_empty": _alone("DG144"),
}
