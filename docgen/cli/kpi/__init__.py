"""``docgen kpi``: the commands about the KPI library, each imported when it is called."""

from __future__ import annotations

from docgen.cli.layout import Group, Row
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """查看指标库：有哪些指标，怎样定义，适合什么岗位和产品阶段。

目标书里写 lib: 编号，名称、单位、方向、口径、公式等就由指标库补上。
公司可以在模板包的 kpis.yaml 里增加、修改或停用指标。""",
    """Look at the KPI library: which KPIs there are, how they are defined, and which
roles and product stages they suit.

With the line lib: ID in a spec, name, unit, direction, definition, formula and more
are filled in. A company adds, changes or hides KPIs in kpis.yaml of its template pack.""",
)

COMMAND = Group(
    "kpi",
    _ABOUT,
    {
        "list": Row("docgen.cli.kpi.listing:COMMAND", Words("列出指标", "List the KPIs")),
        "show": Row("docgen.cli.kpi.show:COMMAND", Words("显示一个指标的定义卡", "Show the card of a KPI")),
        "search": Row("docgen.cli.kpi.search:COMMAND", Words("按词查找指标", "Find KPIs by words")),
    },
)
