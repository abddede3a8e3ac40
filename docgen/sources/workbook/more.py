"""Fields that have no column: written as a path with dots and a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, report
from docgen.sources.team.paths import find_strange, split_path
from docgen.sources.workbook.layout import MORE_FIELD, MORE_VALUE
from docgen.sources.workbook.pages import Line
from docgen.spec.raw import UNREADABLE, Data
from docgen.spec.reader import read

__all__ = ["Extra", "read_extra", "set_value"]

_JSON = ("{", "[", '"')
_YES_NO: Mapping[str, bool] = MappingProxyType({"true": True, "false": False})
_INSIDE = "value"


@dataclass(frozen=True, slots=True)
class Extra:
    """One field: its path, with the id of a goal or KPI where it belongs to one, and its value."""

    path: FieldPath
    value: Data
    line: Line


def read_extra(line: Line, ids: tuple[str, ...]) -> Extra | Diagnostic:
    """Read one row; DG756 when no spec has such a field, DG745 when the value is no JSON."""
    said = line.text(MORE_FIELD)
    path = split_path(said, ids)
    strange = find_strange(path)
    if not said or strange:
        step, near, _ = strange or ("", None, ())
        return report("DG756", line.places[MORE_FIELD], field=said or None, step=str(step) or None, near=near)
    value = line.values.get(MORE_VALUE)
    if isinstance(value, str) and value.startswith(_JSON):
        return _read_json(path, value, line)
    return Extra(path, _YES_NO.get(value, value) if isinstance(value, str) else value, line)


def _read_json(path: FieldPath, text: str, line: Line) -> Extra | Diagnostic:
    where = line.places[MORE_VALUE]
    try:
        raw = read(f'{{"{_INSIDE}": {text}}}'.encode(), "cell.json")
    except (DocgenError, UnicodeEncodeError):
        raw = None
    if raw is None or raw.faults or set(raw.data) != {_INSIDE}:
        return report(
            "DG745", where, value=text, column_zh="值", column_en="Value",
            expected_zh="正确的 JSON，或文字、数、日期", expected_en="well-formed JSON, or text, a number or a date",
        )  # fmt: skip
    return Extra(path, raw.data[_INSIDE], line)


def set_value(
    data: dict[str, Data], extra: Extra, step_of: Callable[[FieldPath], FieldPath | None]
) -> FieldPath | None:
    """Put the value into a spec; return where it stands, None when the spec has no such place.

    ``step_of`` turns the path with an id into one with the number of the entry.
    """
    path = step_of(extra.path)
    if not path:
        return None
    here: Any = data
    for step, following in pairwise(path):
        empty: Data = [] if isinstance(following, int) else {}
        here = _down(here, step, empty)
        if here is None:
            return None
    return path if _put(here, path[-1], extra.value) else None


def _down(here: Any, step: str | int, empty: Data) -> Any:
    if isinstance(here, dict) and isinstance(step, str):
        inner = here.get(step)
        if inner is None or inner is UNREADABLE:
            inner = here[step] = empty
        return inner if isinstance(inner, dict | list) else None
    if isinstance(here, list) and isinstance(step, int):
        if step == len(here):
            here.append(empty)
        return here[step] if step < len(here) else None
    return None


def _put(here: Any, step: str | int, value: Data) -> bool:
    if isinstance(here, dict) and isinstance(step, str):
        here[step] = value
        return True
    if isinstance(here, list) and isinstance(step, int) and step <= len(here):
        here[step : step + 1] = [value]
        return True
    return False
