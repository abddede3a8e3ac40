"""The columns that the tables of KPIs and milestones may have: name, words, usual width and side.

A pack chooses among them by name (``columns:`` of ``pack.yaml``). Titles are the pack's own labels where it
has them; the words here are for packs that have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["COLUMNS", "TABLES", "Column"]


class Column(NamedTuple):
    """One column: ``label`` is the pack's label for it, ``align`` is left, right or center.

    Widths are shares of the table, in Chinese and in English: English words are longer, figures are not.
    """

    label: str
    zh: str
    en: str
    width_zh: int
    width_en: int
    align: str = "left"


_KPIS = {
    "id": Column("columns.id", "编号", "ID", 5, 4),
    "name": Column("columns.kpi", "指标", "Indicator", 21, 20),
    "goal": Column("columns.goal", "目标", "Goal", 14, 14),
    "category": Column("card.category", "类别", "Category", 7, 9),
    "unit": Column("columns.unit", "单位", "Unit", 7, 9),
    "direction": Column("columns.direction", "方向", "Better", 5, 6, "center"),
    "baseline": Column("columns.baseline", "基线", "Baseline", 8, 7, "right"),
    "threshold": Column("columns.threshold", "底线值", "Threshold", 7, 8, "right"),
    "target": Column("columns.target", "目标值", "Target", 8, 7, "right"),
    "stretch": Column("columns.stretch", "挑战值", "Stretch", 7, 7, "right"),
    "red_line": Column("card.red_line", "红线值", "Red line", 7, 7, "right"),
    "weight": Column("columns.weight", "权重", "Weight", 6, 6, "right"),
    "frequency": Column("columns.frequency", "频率", "Frequency", 6, 8),
    "trajectory": Column("columns.trajectory", "分解目标", "Trajectory", 20, 18),
    "owner": Column("columns.owner", "责任人", "Owner", 9, 10),
    "collaborators": Column("card.collaborators", "协作人", "Collaborators", 12, 13),
    "verifier": Column("card.verifier", "数据审核", "Data verifier", 10, 11),
    "data_source": Column("card.data_source", "数据来源", "Data source", 15, 15),
    "definition": Column("card.definition", "口径", "Definition", 22, 22),
    "formula": Column("card.formula", "公式", "Formula", 18, 18),
    "scoring": Column("columns.scoring", "评分规则", "Scoring rule", 20, 20),
}

_MILESTONES = {
    "id": Column("columns.id", "编号", "ID", 9, 9),
    "title": Column("columns.milestone", "里程碑", "Milestone", 25, 25),
    "goal": Column("columns.goal", "目标", "Goal", 14, 14),
    "kpis": Column("columns.kpi", "指标", "Indicator", 10, 10),
    "stream": Column("milestone.stream", "工作线", "Stream", 11, 11),
    "dates": Column("columns.dates", "起止日期", "Dates", 15, 15),
    "start": Column("columns.start", "开始", "Start", 14, 14),
    "due": Column("columns.due", "截止", "Due", 14, 14),
    "deliverable": Column("columns.deliverable", "交付物", "Deliverable", 18, 18),
    "acceptance": Column("columns.acceptance", "验收标准", "Acceptance criteria", 20, 20),
    "owner": Column("columns.owner", "责任人", "Owner", 13, 13),
    "collaborators": Column("goal.collaborators", "协作人", "Collaborators", 13, 13),
    "depends_on": Column("milestone.depends_on", "前置", "After", 9, 9),
    "status": Column("columns.status", "状态", "Status", 10, 10),
    "completed": Column("milestone.completed", "实际完成", "Completed", 14, 14),
    "buffer_days": Column("milestone.buffer_days", "缓冲（天）", "Buffer (days)", 8, 8, "right"),
    "value": Column("milestone.value", "目标值", "Target value", 9, 9, "right"),
}

COLUMNS: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {"kpis": MappingProxyType(_KPIS), "milestones": MappingProxyType(_MILESTONES)}
)
"""Table → name of a column → the column."""

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kpis": (
            "id", "name", "unit", "direction", "baseline", "threshold", "target", "stretch", "weight",
            "frequency", "trajectory",
        ),
        "milestones": ("id", "title", "dates", "deliverable", "acceptance", "owner"),
    }
)  # fmt: skip
"""The columns of a table where a pack says nothing."""
