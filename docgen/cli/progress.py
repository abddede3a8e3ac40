"""``docgen progress``: what the tools people work with say of goals, taken over into a spec."""

from __future__ import annotations

from docgen.cli.layout import Group, Row
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """把 PingCode、Worktile 等工具里的进展写进目标书的检查点。

先把数据存成文件（接口页面、CSV、Excel 或 progress 文件），再用 import 导入；
也可以用 fetch 直接从接口读取页面。""",
    """Take progress from PingCode, Worktile and other tools over into the check-ins of a spec.

Save the data to files first (pages of the interface, CSV, Excel or a progress file) and
import them; fetch reads pages from the interface itself.""",
)

COMMAND = Group(
    "progress",
    _ABOUT,
    {
        "import": Row(
            "docgen.cli.progress_import:COMMAND",
            Words("从文件导入进展", "Take progress over from files"),
        ),
        "fetch": Row(
            "docgen.cli.progress_fetch:COMMAND",
            Words("从 PingCode 或 Worktile 读取页面", "Read pages from PingCode or Worktile"),
        ),
    },
)
