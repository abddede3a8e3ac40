"""Findings of the check as notes on the places of the document they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from docgen.diagnostics import Diagnostic, FieldPath, show_path
from docgen.diagnostics.sentences import say
from docgen.document.model import Remark

__all__ = ["CHAPTERS", "RECORDS", "make_remarks"]

RECORDS = MappingProxyType({"goals": "goal", "kpis": "kpi", "milestones": "milestone"})
"""Records that have a place of their own: KPI K1 stands at the id ``kpi-K1``."""

CHAPTERS = MappingProxyType(
    {
        **dict.fromkeys(("document", "organization", "person", "period", "team", "custom"), "overview"),
        **dict.fromkeys(("background", "market", "product", "strategy"), "strategy"),
        **dict.fromkeys(("adjustments", "commitments", "competencies", "red_lines"), "development"),
        **dict.fromkeys(("dependencies", "resources"), "resources"),
        "contingencies": "rules",
        "kpis": "appendix-kpis",
        "revisions": "contents",
        "tools": "tracking",
        "waivers": "changes",
    }
)
"""The chapter that tells about a part of the spec, where it is not called like the part."""


def make_remarks(
    findings: Iterable[Diagnostic], data: Mapping[str, Any], language: str
) -> tuple[Remark, ...]:
    """Turn findings about fields of a spec into notes; a finding about nothing in the spec gives none."""
    return tuple(
        Remark(tuple(_anchors(found.where.path, data)), _sentence(found, language))
        for found in findings
        if found.where.path
    )


def _sentence(found: Diagnostic, language: str) -> str:
    said = say(found, language)
    return "\n".join(
        line for line in (f"{found.code}  {show_path(found.where.path)}", said.reason, said.hint) if line
    )


def _anchors(path: FieldPath, data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ids at which a field may be told, nearest first."""
    part = str(path[0])
    if part in RECORDS and len(path) > 1 and isinstance(path[1], int):
        records = data.get(part)
        if isinstance(records, list) and path[1] < len(records) and isinstance(records[path[1]], dict):
            yield f"{RECORDS[part]}-{records[path[1]].get('id', '')}"
    yield CHAPTERS.get(part, part)
