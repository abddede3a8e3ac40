"""What tests of sources ask: which value a composed spec has somewhere, and what is wrong where."""

from __future__ import annotations

from typing import Any

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.kpis.fill import fill
from docgen.kpis.library import built_in
from docgen.spec.raw import RawSpec
from docgen.spec.validate import validate

__all__ = ["find", "place", "value_at"]

_WEIGHTS = frozenset({"DG203", "DG204"})
"""Said where a case leaves weights as they come; cases of weights look at the values."""


def find(source: Any) -> tuple[dict[str, RawSpec], dict[str, list[str]]]:
    """Return the specs by the ids of people, and all that is wrong, by person."""
    specs: dict[str, RawSpec] = {}
    found: dict[str, list[str]] = {}
    try:
        for entry in source.entries():
            specs[entry.id] = source.read(entry)
    except DocgenError as failure:
        return {}, {"source": [place(each) for each in failure.diagnostics]}
    if remarks := [place(each) for each in source.remarks]:
        found["remarks"] = remarks
    for name, raw in specs.items():
        if wrong := [each for each in _found_in(raw) if each.split()[0] not in _WEIGHTS]:
            found[name] = wrong
    return specs, found


def value_at(data: Any, dotted: str) -> Any:
    """Return the value at a path; entries of lists are named by id or number, a list of entries is its ids."""
    steps = dotted.split(".")
    for step in steps:
        if isinstance(data, list):
            data = next(
                each
                for number, each in enumerate(data)
                if step == str(number) or (isinstance(each, dict) and each.get("id") == step)
            )
        else:
            data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, list) and data and all(isinstance(each, dict) and "id" in each for each in data):
        return [each["id"] for each in data]
    return data


def place(finding: Diagnostic) -> str:
    """Say a finding as cases do: its code with line and column, or the cell."""
    where = finding.where
    if where.cell:
        return f"{finding.code} {where.cell}"
    steps = [str(each) for each in (where.line, where.column) if each is not None]
    return f"{finding.code} {':'.join(steps)}".strip()


def _found_in(raw: RawSpec) -> list[str]:
    """Return everything that is wrong with a spec."""
    try:
        return [place(each) for each in validate(fill(raw, built_in())).warnings]
    except DocgenError as failure:
        return [place(each) for each in failure.diagnostics]
