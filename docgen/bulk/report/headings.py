"""The columns of the workbook: what each sheet is called, what stands above its columns, and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["SHEETS", "Heading"]

Heading = tuple[str, str, int]
"""Chinese, English, width in characters."""

SHEETS: Mapping[str, tuple[tuple[str, str], tuple[Heading, ...]]] = MappingProxyType(
    {
        "people": (
            ("人员", "People"),
            (
                ("团队", "Team", 22), ("姓名", "Name", 18), ("工号", "Employee number", 14), ("岗位", "Position", 24),
                ("文件编号", "Document number", 20), ("考核周期", "Period", 20), ("开始", "From", 12), ("结束", "To", 12),
                ("阶段", "Stage", 14), ("状态", "Status", 10), ("目标数", "Goals", 9), ("权重合计", "Sum of weights", 12),
                ("指标数", "KPIs", 9), ("里程碑数", "Milestones", 11), ("错误", "Errors", 9), ("警告", "Warnings", 10),
                ("说明", "Notes", 9),
            ),
        ),
        "goals": (
            ("目标", "Goals"),
            (
                ("团队", "Team", 22), ("姓名", "Name", 18), ("工号", "Employee number", 14), ("目标编号", "Goal", 10),
                ("目标", "Title", 46), ("权重（%）", "Weight (%)", 11), ("截止日期", "Due", 12),
                ("承接战略", "Strategy", 46),
            ),
        ),
        "kpis": (
            ("指标", "KPIs"),
            (
                ("团队", "Team", 22), ("姓名", "Name", 18), ("工号", "Employee number", 14), ("目标编号", "Goal", 10),
                ("指标编号", "KPI", 10), ("指标", "Name of the KPI", 34), ("单位", "Unit", 15), ("方向", "Direction", 18),
                ("基线", "Baseline", 12), ("目标值", "Target", 12), ("权重（%）", "Weight (%)", 11),
            ),
        ),
        "findings": (
            ("检查结果", "Findings"),
            (
                ("团队", "Team", 22), ("姓名", "Name", 18), ("工号", "Employee number", 14), ("级别", "Severity", 10),
                ("代码", "Code", 9), ("位置", "Place", 40), ("含义", "Meaning", 34), ("说明", "What was found", 70),
                ("建议", "Hint", 70),
            ),
        ),
        "teams": (
            ("团队", "Teams"),
            (
                ("团队", "Team", 28), ("人数", "People", 9), ("已生成", "Done", 9), ("未生成", "Not made", 10),
                ("目标数", "Goals", 9), ("指标数", "KPIs", 9), ("错误", "Errors", 9), ("警告", "Warnings", 10),
                ("说明", "Notes", 9),
            ),
        ),
    }
)  # fmt: skip
"""Sheet → its name and its columns. Columns that only some runs have (score, files, grades) come behind these."""
