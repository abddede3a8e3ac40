"""``docgen pack``: the commands about template packs, each imported when it is called."""

from __future__ import annotations

from docgen.cli.layout import Group, Row
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """查看、新建、检查、预览和分发模板包。

模板包决定文档的样子和固定文字：颜色、字体、标志、章节、条款、列和签字位置。
改模板包不用写程序；从 docgen pack new 开始。""",
    """Look at, begin, check, preview and hand over template packs.

A pack decides how documents look and what their fixed words are: colors, fonts,
logo, sections, clauses, columns and places to sign. No programming is needed;
begin with docgen pack new.""",
)

COMMAND = Group(
    "pack",
    _ABOUT,
    {
        "list": Row("docgen.cli.pack.listing:COMMAND", Words("列出模板包", "List the template packs")),
        "show": Row(
            "docgen.cli.pack.show:COMMAND", Words("显示模板包的组成和来源", "Show what a pack is made of")
        ),
        "new": Row("docgen.cli.pack.new:COMMAND", Words("新建模板包", "Begin a pack of your own")),
        "check": Row(
            "docgen.cli.pack.check:COMMAND",
            Words("用全部示例检查模板包", "Check a pack with every sample"),
        ),
        "fields": Row(
            "docgen.cli.pack.fields:COMMAND",
            Words("列出模板可用的字段", "List the fields a template can use"),
        ),
        "preview": Row(
            "docgen.cli.pack.preview:COMMAND",
            Words("在浏览器里边改边看", "Show a pack in the browser while it is being changed"),
        ),
        "diff": Row(
            "docgen.cli.pack.diff:COMMAND",
            Words("显示与上级的不同", "Show what differs from the parent"),
        ),
        "export": Row(
            "docgen.cli.pack.export:COMMAND",
            Words("导出为一个文件，交给别人", "Put a pack into one file to hand over"),
        ),
        "install": Row(
            "docgen.cli.pack.install:COMMAND",
            Words("安装别人导出的模板包", "Install a pack that was handed over"),
        ),
    },
)
