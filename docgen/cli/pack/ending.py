"""How a command about packs or the KPI library ends when it cannot do what was asked."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.cli.console import Console
from docgen.cli.usage import WRONG_COMMAND_LINE
from docgen.diagnostics import Diagnostic

__all__ = ["fail"]

_NAMED_WRONGLY = {"DG235", "DG237", "DG301", "DG365", "DG702"}
"""An indicator, a role or stage, a pack, a new name, a format: words of the command line."""


def fail(console: Console, findings: Sequence[Diagnostic], form: str = "text", *, told: bool = False) -> int:
    """Say what is wrong, unless it has been ``told``, and return the exit code.

    It is 2 for what the command line names wrongly, else 1.
    """
    if form == "json":
        from docgen.cli.report import record

        console.data({"ok": False, "diagnostics": [record(each, console.language) for each in findings]})
    elif not told:
        console.findings(findings)
    named = any(each.code in _NAMED_WRONGLY and each.where.file is None for each in findings)
    return WRONG_COMMAND_LINE if named else 1
