"""The sheets about the company, the period and the people."""

from __future__ import annotations

from docgen.i18n.languages import Words
from docgen.sources.workbook.columns import field, who_field
from docgen.sources.workbook.layout import TEAM, Field, Sheet

__all__ = ["OVERVIEW", "PEOPLE", "STRATEGY"]

OVERVIEW = Sheet(
    "overview",
    Words("总览", "Overview"),
    (),
    Words(
        "人人都一样的内容只填一次：在“内容”一列填写，带 * 的必填。",
        "What is the same for everybody is filled in once, in the column Value. Rows with * are required.",
    ),
    (
        field(
            "organization.name",
            "公司全称",
            "Company",
            needed=True,
            explained=Words("公司的全称，如营业执照上的名称", "The full name of the company"),
        ),
        field(
            "organization.short_name",
            "公司简称",
            "Short name",
            explained=Words("页眉等处用的简称", "A short name, for headers and the like"),
        ),
        field(
            "document.title",
            "文件标题",
            "Document title",
            needed=True,
            explained=Words("封面上的标题", "The title on the cover"),
        ),
        field(
            "document.subtitle",
            "副标题",
            "Subtitle",
            explained=Words("封面上标题下面的一行", "The line below the title"),
        ),
        field("document.version", "版本", "Version", "word"),
        field("document.status", "版本状态", "Status"),
        field(
            "document.marking",
            "保密标识",
            "Marking",
            explained=Words(
                "如“内部资料，仅限本人、上级和人力资源部”",
                "Confidentiality, such as “internal: employee, manager and HR only”",
            ),
        ),
        field("document.stage", "阶段", "Stage", "choice", choice="stage"),
        field("document.language", "文件语言", "Language", "choice", choice="@language"),
        field("document.date", "文件日期", "Document date", "day"),
        field("document.data_as_of", "数据截至", "Data as of", "day"),
        field("document.purpose", "目的与适用说明", "Purpose"),
        field("period.label", "周期名称", "Period"),
        field(
            "period.start",
            "开始日期",
            "First day",
            "day",
            needed=True,
            explained=Words("考核周期的第一天", "The first day of the period that is assessed"),
        ),
        field(
            "period.end",
            "结束日期",
            "Last day",
            "day",
            needed=True,
            explained=Words("考核周期的最后一天", "The last day of the period that is assessed"),
        ),
        field("period.fiscal_year_start", "财年起始月份", "Fiscal year starts in", "month"),
        field("period.mid_year_review", "年中回顾日期", "Mid-year review", "day"),
        field("period.final_review", "终评日期", "Final review", "day"),
        field("period.final_review_reason", "终评日期的说明", "Why on that day"),
        field(
            "background",
            "背景说明",
            "Background",
            explained=Words("为什么是这些目标；可以写几段", "Why these goals; several paragraphs are fine"),
        ),
        field(
            "product.name",
            "产品名称",
            "Product",
            explained=Words("团队负责的产品", "The product that the team looks after"),
        ),
        field(
            "product.profile",
            "产品特点",
            "Product profile",
            explained=Words("给谁用，解决什么问题", "Who uses it, and what for"),
        ),
        field("product.stage", "产品阶段", "Product stage", "choice", choice="product_stage"),
        field(
            "market.demand",
            "市场需求",
            "Market demand",
            explained=Words("客户要什么，需求怎样变化", "What customers want, and how that changes"),
        ),
        field(
            "team.context",
            "团队工作内容",
            "What the team does",
            explained=Words("团队做什么，有多少人", "What the team does, and how many people it has"),
        ),
        field(
            "swot.conclusion",
            "SWOT 结论",
            "SWOT conclusion",
            explained=Words("从 SWOT 得出的结论", "What follows from the SWOT analysis"),
        ),
        field(
            "tracking.note",
            "跟踪说明",
            "Note on tracking",
            explained=Words("跟踪方面要说明的事", "Anything to be said about how progress is followed"),
        ),
    ),
    needed=True,
)

PEOPLE = Sheet(
    "people",
    Words("人员", "People"),
    ("person",),
    Words(
        "每人一行，生成一份目标书。右边四列自动统计，权重合计不是 100 时变红。",
        "One row a person, one document each. The four columns on the right count by themselves and turn red where weights do not add up to 100.",
    ),
    (
        field("person.name", "姓名", "Name", width=14, needed=True),
        field("person.id", "工号", "Employee no.", "word", 12, also=("员工编号", "Employee number", "ID")),
        field("person.position", "岗位", "Position", width=20, also=("职位",)),
        field("person.grade", "职级", "Grade", "word", 8),
        field("person.department", "部门", "Department", width=18),
        Field(
            TEAM, Words("小组", "Team"), "team", 14,
            help=Words(
                "文件放进哪个文件夹；留空则按部门。有上下级的用 / 隔开，如：华东/杭州。",
                "The folder the files go to; blank means the department. Write / between levels: East/Boston.",
            ),
        ),
        field("person.location", "工作地点", "Location", width=12),
        field("person.manager.name", "直接上级", "Manager", width=14),
        field("person.manager.title", "上级职务", "Manager's position", width=18),
        field("person.reviewer.name", "隔级上级", "Reviewer", width=14),
        field("person.reviewer.title", "隔级上级职务", "Reviewer's position", width=18),
        field("person.hrbp.name", "HRBP", "HRBP", width=14),
        field("person.hrbp.title", "HRBP 职务", "HRBP's position", width=18),
        field("person.responsibilities", "岗位职责", "Responsibilities", "lines", 36),
        field("document.number", "文件编号", "Document no.", "word", 20),
    ),
    needed=True,
)  # fmt: skip

STRATEGY = Sheet(
    "strategy",
    Words("战略", "Strategy"),
    ("strategy",),
    Words(
        "公司或上级的目标，供“目标”表承接。",
        "Goals of the company or the manager, which the goals of your people serve.",
    ),
    (
        who_field(),
        field("id", "编号", "ID", "id", 10, needed=True),
        field("text", "内容", "Goal", width=60, needed=True),
        field("source", "出处", "Source", width=30),
        field("parent", "上级编号", "Parent", "id", 10),
        field("start", "开始日期", "Start", "day", 13),
        field("end", "结束日期", "End", "day", 13),
    ),
    rows=30,
)
