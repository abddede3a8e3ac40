"""The sheets of a goal workbook, in the order in which people fill them in."""

from __future__ import annotations

from docgen.i18n.languages import Words
from docgen.sources.workbook.form_sheets import OVERVIEW, PEOPLE, STRATEGY
from docgen.sources.workbook.goal_sheets import GOALS, KPIS, TRAJECTORY
from docgen.sources.workbook.plan_sheets import COMMUNICATION, MILESTONES, MORE, SWOT, TRACKING

__all__ = [
    "ASIDE", "COMMUNICATION", "EXAMPLE", "FINDINGS", "GOALS", "GUIDE", "KPIS", "LIBRARY", "MILESTONES", "MORE", "OVERVIEW", "PEOPLE", "SHEETS", "STRATEGY", "SWOT",
    "TRACKING", "TRAJECTORY",
]  # fmt: skip

SHEETS = (
    OVERVIEW, PEOPLE, STRATEGY, GOALS, KPIS, TRAJECTORY, MILESTONES, SWOT, COMMUNICATION, TRACKING, MORE,
)  # fmt: skip
"""Every sheet that is read, in the order of the workbook."""

GUIDE = Words("说明", "Read me")
LIBRARY = Words("指标库", "KPI library")
EXAMPLE = Words("示例", "Example")
FINDINGS = Words("检查结果", "Findings")

ASIDE = (GUIDE, LIBRARY, EXAMPLE, FINDINGS)
"""Sheets that are for people alone and never read, whatever they look like."""
