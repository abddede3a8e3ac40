"""``docgen explain``: the long form of a code."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click

from docgen.cli.completing import complete_codes
from docgen.cli.console import Console
from docgen.cli.layout import Command, language_of
from docgen.cli.usage import WRONG_COMMAND_LINE
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    "详细解释一个诊断代码或一条审查规则：它是什么意思，怎样改正。",
    "Explain in full what a code or a rule of the review means and how to fix it.",
)
_EXAMPLES = ("docgen explain DG805", "docgen explain M7", "docgen explain DG805 --lang en")
_UNKNOWN = Words("没有代码 {code}。", "There is no code {code}.")
_NEAR = Words("相近的代码：{names}。", " Similar codes: {names}.")
_HOW = Words(
    "代码写在每条提示的第一行，由 DG 和三位数字组成，例如 docgen explain DG805；审查规则如 docgen explain M7。",
    " The code stands in the first line of a message: DG and three digits, as in docgen explain DG805, "
    "or a rule of the review, as in docgen explain M7.",
)
_ALSO = Words("这条规则还对应：{codes}。", "This rule also stands behind: {codes}.")
_LIST = Words("、", ", ")


def explain(ctx: click.Context, code: str) -> int:
    """Print title and explanation; return the exit code."""
    from docgen.diagnostics.catalogue import catalogue

    language = language_of(ctx)
    console = Console(language)
    known = catalogue()
    wanted = code.strip().upper()
    entry = known.get(f"DG{wanted}" if wanted.isdecimal() else wanted)
    if entry is None:
        console.remark(_not_known(code, wanted, known, language))
        return WRONG_COMMAND_LINE
    prose = entry.zh if language == "zh" else entry.en
    console.result(f"{entry.code}  {prose.title}\n\n{prose.more.strip()}")
    others = [each.code for each in known.values() if entry.code == each.rule != each.code]
    if others:
        console.result("\n" + _ALSO.say(language).format(codes=_LIST.say(language).join(others)))
    return 0


def _not_known(code: str, wanted: str, known: Iterable[str], language: str) -> str:
    said = _UNKNOWN.say(language).format(code=code)
    if near := get_close_matches(f"DG{wanted}" if wanted.isdecimal() else wanted, known):
        return said + _NEAR.say(language).format(names=_LIST.say(language).join(near))
    return said + _HOW.say(language)


COMMAND = Command(
    "explain",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(explain),
    params=[click.Argument(["code"], metavar="CODE", shell_complete=complete_codes)],
)
