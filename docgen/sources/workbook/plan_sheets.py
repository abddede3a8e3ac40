"""The sheets about the way to the goals, and what fits nowhere else."""

from __future__ import annotations

from docgen.i18n.languages import Words
from docgen.sources.workbook.columns import field, who_field
from docgen.sources.workbook.layout import Field, Sheet

__all__ = ["COMMUNICATION", "MILESTONES", "MORE", "SWOT", "TRACKING"]

MILESTONES = Sheet(
    "milestones",
    Words("里程碑", "Milestones"),
    ("milestones",),
    Words(
        "每行一个里程碑：到什么时候交付什么、由谁验收。",
        "One milestone a row: what is delivered by when, and how it is accepted.",
    ),
    (
        who_field(),
        field("id", "编号", "ID", "id", 8, needed=True),
        field("goal", "所属目标", "Goal", "goal", 10, needed=True, also=("目标编号",)),
        field("title", "里程碑", "Milestone", width=36, needed=True),
        field("start", "开始日期", "Start", "day", 13),
        field("due", "截止日期", "Due", "day", 13, needed=True, also=("完成日期", "Due date")),
        field("deliverable", "交付物", "Deliverable", width=30),
        field("acceptance", "验收标准", "Acceptance", width=34),
        field("owner", "责任人", "Owner", width=14),
        field("collaborators", "协作人", "Collaborators", "lines", 20),
        field("depends_on", "前置里程碑", "After", "ids", 12),
        field("parent", "上级里程碑", "Part of", "id", 11),
        field("period", "时间段", "Period", "word", 12),
        field("stream", "工作线", "Stream", width=14),
        field("effort", "工作量", "Effort", "number", 9),
        field("buffer_days", "缓冲天数", "Buffer days", "integer", 10),
        field("value", "应达到的值", "Value to reach", "number", 12),
        field("completed", "完成于", "Completed", "day", 13),
        field("status", "状态", "Status", width=14),
    ),
    rows=200,
)

SWOT = Sheet(
    "swot",
    Words("SWOT", "SWOT"),
    ("swot", "strengths"),
    Words(
        "每行一条：优势、劣势、机会、威胁各写依据，劣势和威胁写应对；组合策略也写在这里。",
        "One entry a row. Give evidence; for weaknesses and threats say what is done about them. Combined strategies go here too.",
    ),
    (
        who_field(),
        Field(
            ("@quadrant",), Words("类别", "Kind"), "quadrant", 18, needed=True,
            help=Words(
                "从下拉列表选：优势、劣势、机会、威胁，或由它们得出的策略。",
                "Choose from the list: strength, weakness, opportunity, threat, or a strategy drawn from them.",
            ),
        ),
        field("text", "内容", "Text", width=50, needed=True),
        field("evidence", "依据", "Evidence", width=34),
        field("response", "应对", "Response", width=34),
        field("owner", "责任人", "Owner", width=14),
        field("due", "截止日期", "Due", "day", 13),
        field("accepted", "接受的理由", "Why accepted", width=24),
    ),
    rows=60,
)  # fmt: skip

COMMUNICATION = Sheet(
    "communication",
    Words("沟通", "Communication"),
    ("communication",),
    Words(
        "目标是怎样谈定的：每行一条意见，写明是否采纳。",
        "How the goals were agreed: one comment a row, and what became of it.",
    ),
    (
        who_field(),
        field("date", "日期", "Date", "day", 13, needed=True),
        field("participants", "参加人", "Participants", width=24, needed=True),
        field("form", "形式", "Form", width=14),
        field("comment", "意见", "Comment", width=46, needed=True),
        field("resolution", "处理", "Resolution", "choice", 13, needed=True, choice="resolution"),
        field("reason", "说明", "Reason", width=36),
    ),
    rows=60,
)

TRACKING = Sheet(
    "tracking",
    Words("跟踪", "Tracking"),
    ("tracking", "cadence"),
    Words(
        "什么时候、由谁、看什么进展。",
        "When progress is looked at, by whom, and what comes of it.",
    ),
    (
        who_field(),
        field("when", "时间", "When", width=20, needed=True),
        field("date", "日期", "Date", "day", 13),
        field("participants", "参加人", "Participants", width=24),
        field("content", "内容", "What is looked at", width=40),
        field("output", "产出", "Outcome", width=34),
    ),
    rows=40,
)

MORE = Sheet(
    "more",
    Words("更多", "More"),
    (),
    Words(
        "其他表放不下的内容，一般不用改。字段的写法见目标书的字段说明，如 evaluation.scale；值是文字、数，或 JSON。",
        "What has no column elsewhere; most people leave it alone. Fields are written as in the reference of the spec, such as evaluation.scale; values are text, numbers or JSON.",
    ),
    (
        who_field(),
        Field(
            ("@field",), Words("字段", "Field"), "field", 34, needed=True,
            help=Words(
                "目标书的字段，用点隔开；目标和指标等写编号，如 kpis.K1.window。",
                "A field of the spec, with dots; goals, KPIs and so on by their ID: kpis.K1.window.",
            ),
        ),
        Field(
            ("@value",), Words("值", "Value"), "value", 100, needed=True,
            help=Words(
                "文字、数、日期；以 { 或 [ 开头的是 JSON。",
                "Text, a number or a date; what begins with { or [ is JSON.",
            ),
        ),
    ),
    rows=40,
)  # fmt: skip
