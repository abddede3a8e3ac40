"""The sheets about goals and how they are measured."""

from __future__ import annotations

from docgen.i18n.languages import Words
from docgen.sources.workbook.columns import field, who_field
from docgen.sources.workbook.layout import Field, Sheet

__all__ = ["GOALS", "KPIS", "TRAJECTORY"]

GOALS = Sheet(
    "goals",
    Words("目标", "Goals"),
    ("goals",),
    Words(
        "每行一个目标；每个人的目标权重合计应为 100。某人与大家不同时，另起一行填他的名字和同一个编号，只填不同的格子；权重填 0 表示此人没有这个目标。",
        "One goal a row; the weights of each person must add up to 100. Where somebody differs, add a row with that name and the same ID and fill in only what differs; a weight of 0 means the person does not have this goal.",
    ),
    (
        who_field(),
        field("id", "编号", "ID", "id", 8, needed=True),
        field("title", "目标", "Goal", width=36, needed=True, also=("目标名称", "Title")),
        field("outcome", "最终成果", "Outcome", width=40, needed=True),
        field("weight", "权重", "Weight", "weight", 10, needed=True, also=("权重%", "权重（%）", "Weight %", "Weight (%)")),
        field("due", "截止日期", "Due", "day", 13, needed=True, also=("完成日期", "Due date")),
        field("owner", "责任人", "Owner", width=14, explained=Words("留空即本人。", "Blank means the person.")),
        field("strategy", "承接战略", "Serves", "ids", 14),
        field("significance.text", "意义", "Why it matters", width=28),
        field("significance.company", "对公司的意义", "To the company", width=28),
        field("significance.team", "对团队的意义", "To the team", width=28),
        field("smart.specific", "S 具体", "S Specific", width=32),
        field("smart.measurable", "M 可衡量", "M Measurable", width=32),
        field("smart.achievable", "A 可达成", "A Achievable", width=32),
        field("smart.relevant", "R 相关", "R Relevant", width=32),
        field("smart.time_bound", "T 有时限", "T Time-bound", width=32),
        field("collaborators", "协作人", "Collaborators", "lines", 20),
        field("scope", "范围", "Scope", width=24),
        field("notes", "备注", "Notes", width=24),
    ),
    needed=True,
    rows=150,
)  # fmt: skip

KPIS = Sheet(
    "kpis",
    Words("指标", "KPIs"),
    ("kpis",),
    Words(
        "每行一个指标，权重计入所属目标：同一目标下各指标的权重合计应等于目标的权重。从“指标库”选了指标，名称、单位、方向和口径可以留空。",
        "One KPI a row. The weights of the KPIs of a goal must add up to the weight of the goal. With an indicator chosen from the KPI library, name, unit, direction and definition may stay blank.",
    ),
    (
        who_field(),
        field("id", "编号", "ID", "id", 8, needed=True),
        field("goal", "所属目标", "Goal", "goal", 10, needed=True, also=("目标", "目标编号")),
        field("lib", "指标库", "From the library", "library", 22, also=("Library",)),
        field("name", "指标名称", "KPI", width=26, needed=True, also=("指标", "Indicator", "Name")),
        field("unit", "单位", "Unit", width=9, needed=True),
        field("direction", "方向", "Better", "choice", 13, needed=True, choice="direction", also=("Direction",)),
        field("weight", "权重", "Weight", "weight", 10, needed=True, also=("权重%", "权重（%）", "Weight %", "Weight (%)")),
        field("baseline.value", "基线值", "Baseline", "number", 11, also=("基线",)),
        field("baseline.as_of", "基线时点", "Baseline as of", width=16),
        field("baseline.source", "基线来源", "Baseline source", width=22),
        field("baseline.none", "没有基线的原因", "Why no baseline", width=22),
        field("threshold", "底线值", "Threshold", "number", 11),
        field("target", "目标值", "Target", "number", 11, needed=True),
        field("stretch", "挑战值", "Stretch", "number", 11),
        field("target_high", "目标值上限", "Upper target", "number", 12),
        field("red_line", "红线值", "Red line", "number", 11),
        field("justification", "目标值的依据", "Why this target", width=28),
        field(
            "scoring", "评分规则", "Scoring", "scoring", 26,
            explained=Words(
                "从下拉列表选一种；选“线性”按底线值、目标值、挑战值给 60、100、120 分。",
                "Choose a rule from the list. Linear gives 60, 100 and 120 at threshold, target and stretch.",
            ),
        ),
        field("frequency", "频率", "Frequency", "choice", 11, choice="frequency"),
        field("data_source", "数据来源", "Data source", width=24),
        field("owner", "责任人", "Owner", width=14),
        field("verifier", "数据审核", "Verified by", width=16, also=("Data verifier",)),
        field("definition", "口径", "Definition", width=36),
        field("formula", "公式", "Formula", width=30),
        field("population", "统计范围", "Population", width=22),
        field("exclusions", "排除项", "Exclusions", width=22),
        field("category", "类别", "Category", "choice", 11, choice="category"),
        field("value_type", "数值类型", "Type of value", "choice", 13, choice="value_type"),
        field("aggregation", "汇总方式", "Aggregation", "choice", 18, choice="aggregation"),
        field("indicator_type", "先行或滞后", "Leading or lagging", "choice", 13, choice="indicator_type"),
        field("precision", "小数位", "Decimals", "integer", 8),
        field("window", "统计窗口", "Window", width=18),
        field("minimum_sample", "最小样本", "Minimum sample", width=20),
        field("data_lag", "数据延迟", "Data lag", width=16),
        field("evidence", "证据", "Evidence", width=22),
        field("adjust_rule", "调整规则", "Rule of adjustment", width=26),
        field("purpose", "目的", "Purpose", width=26),
        field("rationale", "选用理由", "Rationale", width=26),
        field("lower_bound", "数值下限", "Lower bound", "number", 10),
        field("upper_bound", "数值上限", "Upper bound", "number", 10),
        field("trajectory_note", "分解说明", "Note on the path", width=26),
        field("notes", "备注", "Notes", width=26),
    ),
    rows=250,
)  # fmt: skip

TRAJECTORY = Sheet(
    "trajectory",
    Words("分解目标", "Path to target"),
    ("kpis", 0, "trajectory"),
    Words(
        "指标分阶段要达到的值：每行一个指标的一个时点。",
        "The values a KPI is planned to reach on the way: one KPI and one time a row.",
    ),
    (
        who_field(),
        Field(
            ("@kpi",), Words("指标编号", "KPI"), "kpi", 10, needed=True,
            help=Words("“指标”表里的编号。", "The ID on the sheet KPIs."),
        ),
        field("period", "时间", "Period", width=14, needed=True),
        field("date", "日期", "Date", "day", 13),
        field("value", "计划值", "Planned value", "number", 12, needed=True),
        field("bound", "含义", "Meant as", "choice", 12, choice="@bound"),
        field("cumulative", "累计", "Cumulative", "flag", 9),
    ),
    rows=200,
)  # fmt: skip
