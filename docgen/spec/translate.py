"""From pydantic's findings to ours: a code, the line and column, and facts for a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from docgen.diagnostics import Diagnostic, Fact, FieldPath, report
from docgen.spec.kinds import kind_of
from docgen.spec.models import GoalSpec
from docgen.spec.raw import RawSpec

__all__ = ["translate"]

Finding = dict[str, Any]
Facts = dict[str, Fact]
Made = tuple[str, Facts]


def translate(error: ValidationError, raw: RawSpec) -> list[Diagnostic]:
    """Return one diagnostic for every mistake, in the order of the file."""
    found: dict[tuple[str, FieldPath], Diagnostic] = {}
    for finding in error.errors(include_url=False, include_input=False):
        path = _path_in_data(finding["loc"], raw.data)
        made = _make(dict(finding), path, raw)
        if made is not None:
            found.setdefault((made.code if path[:1] != ("custom",) else "", path), made)
    misspelt = {
        (*made.where.path[:-1], made.facts["near"]) for made in found.values() if made.code == "DG120"
    }
    # A key that is written wrong is one mistake, not a strange key and a missing one.
    left = [made for made in found.values() if made.code != "DG122" or made.where.path not in misspelt]
    return sorted(left, key=lambda d: (d.where.line or 0, d.where.column or 0, d.code))


def _path_in_data(steps: tuple[str | int, ...], data: Any) -> FieldPath:
    """Drop the steps that pydantic adds for the branches of a union; keep those of the file."""
    path: list[str | int] = []
    step: Any
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        ):
            data = data[step]
        elif not (last and isinstance(data, dict) and isinstance(step, str)) or "[" in str(step):
            continue
        path.append(step)
    return tuple(path)


def _make(finding: Finding, path: FieldPath, raw: RawSpec) -> Diagnostic | None:
    kind, value = finding["type"], _value_at(path, raw.data)
    context = finding.get("ctx", {})
    if path[:1] == ("custom",) and len(path) > 1:
        return report("DG121", raw.locate(path), expected="custom", found=kind_of(value))
    if kind in {"extra_forbidden", "text_plain"}:
        names = tuple(_known_keys(path[:-1] if kind == "extra_forbidden" else path))
        key = str(path[-1]) if kind == "extra_forbidden" else "plain"
        return report("DG120", raw.locate(path, key=True), key=key, near=_near(key, names))
    if kind == "missing":
        return report("DG122", raw.locate(path, key=True), key=str(path[-1]))
    if kind == "too_short" and isinstance(value, list) and len(value) >= context.get("min_length", 1):
        return None  # its entries are wrong and have been named
    maker = _MAKERS.get(kind)
    code, facts = maker(context, value) if maker else ("DG121", {"found": kind_of(value)})
    return report(code, raw.locate(path), **facts)


def _value_at(path: FieldPath, data: Any) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _near(word: str, names: tuple[str, ...]) -> str | None:
    lowered = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), list(lowered), n=1, cutoff=0.6)
    return lowered[close[0]] if close else None


def _known_keys(path: FieldPath) -> Iterator[str]:
    """Name the keys a mapping at this path may have."""
    models: list[type[BaseModel]] = [GoalSpec]
    for step in path:
        if isinstance(step, int):
            continue
        models = [inner for model in models for inner in _models_of_field(model, step)]
    for model in models:
        yield from (field.alias or name for name, field in model.model_fields.items() if name != "plain")


def _models_of_field(model: type[BaseModel], key: str) -> Iterator[type[BaseModel]]:
    field = next((f for n, f in model.model_fields.items() if key in {n, f.alias}), None)
    if field is not None:
        yield from _models_in(field.annotation)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _wrong_type(expected: str) -> Callable[[Finding, Any], Made]:
    def make(_: Finding, value: Any) -> Made:
        facts: Facts = {"expected": expected, "found": kind_of(value)}
        if expected == "text" and kind_of(value) in {"number", "yes_no"}:
            facts["quoted"] = f'"{str(value).lower() if isinstance(value, bool) else value}"'
        return "DG121", facts

    return make


def _with_value(code: str, **names: str) -> Callable[[Finding, Any], Made]:
    """Make a finding that shows the value and the named parts of pydantic's context."""

    def make(context: Finding, value: Any) -> Made:
        facts: Facts = {"value": str(value)}
        for fact, name in names.items():
            facts[fact] = str(context[name]) if name in context else None
        return code, facts

    return make


def _choice(context: Finding, value: Any) -> Made:
    said = str(context.get("expected") or context.get("expected_tags") or "")
    names = tuple(word.strip(" '") for word in said.replace(" or ", ",").split(",") if word.strip(" '"))
    shown = str(context.get("tag") or value)
    return "DG127", {"value": shown, "near": _near(shown, names), "allowed": names}


def _combination(code_for: str) -> Callable[[Finding, Any], Made]:
    return lambda _context, _value: (code_for, {})


_MAKERS: dict[str, Callable[[Finding, Any], Made]] = {
    "text_type": _wrong_type("text"),
    "string_type": _wrong_type("text"),
    "number_type": _wrong_type("number"),
    "int_type": _wrong_type("whole_number"),
    "int_from_float": _wrong_type("whole_number"),
    "int_parsing": _wrong_type("whole_number"),
    "bool_type": _wrong_type("yes_no"),
    "bool_parsing": _wrong_type("yes_no"),
    "tuple_type": _wrong_type("list"),
    "dict_type": _wrong_type("mapping"),
    "model_type": _wrong_type("mapping"),
    "model_attributes_type": _wrong_type("mapping"),
    "date_format": _with_value("DG123"),
    "date_impossible": _with_value("DG124"),
    "date_range": _with_value("DG125"),
    "literal_error": _choice,
    "union_tag_invalid": _choice,
    "union_tag_not_found": lambda _context, _value: ("DG122", {"key": "method"}),
    "string_pattern_mismatch": _with_value("DG128"),
    "string_too_long": _with_value("DG129", limit="max_length"),
    "too_long": _with_value("DG130", limit="max_length"),
    "text_blank": _combination("DG131"),
    "text_lines": _combination("DG136"),
    "number_finite": _with_value("DG132"),
    "number_range": _with_value("DG132"),
    "text_character": _with_value("DG133", character="character"),
    "greater_than": _with_value("DG134", above="gt"),
    "greater_than_equal": _with_value("DG134", low="ge"),
    "less_than_equal": _with_value("DG134", high="le"),
    "too_short": _with_value("DG135", limit="min_length"),
    "baseline": _combination("DG137"),
    "band_sides": _combination("DG138"),
    "band_open": _combination("DG138"),
}
