"""Choosing KPIs in the terminal: suggested ones, and those that a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docgen.cli.asking import Asker, read_number
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.kpis.model import Indicator, Library

__all__ = ["pick_kpis"]

_KPIS = Words(
    "指标：输入编号选用或取消，输入文字搜索，直接回车完成",
    "KPIs: enter numbers to take or drop, words to search, nothing to go on",
)
_TAKEN = Words("已选：{names}", "Taken: {names}")
_NONE_TAKEN = Words("（无，以后在文件里自己填）", "(none; write your own into the file)")
_NOTHING_FOUND = Words(
    "没有找到“{searched}”，换一个词试试。", 'Nothing found for "{searched}"; try another word.'
)
_SUGGESTED = 4
_SHOWN = 12


def pick_kpis(suggested: list[Indicator], library: Library, asker: Asker | None) -> tuple[Indicator, ...]:
    """Let somebody take and drop indicators; the first few suggested ones are taken from the start."""
    taken = {each.id: each for each in suggested[:_SUGGESTED]}
    if asker is None:
        return tuple(taken.values())
    shown, done = suggested[:_SHOWN], False
    while not done:
        _show(shown, taken, asker)
        answer = asker.ask(_KPIS, "", lambda said: said)
        if numbers := _numbers(answer, len(shown)):
            for number in numbers:
                each = shown[number - 1]
                taken.pop(each.id, None) or taken.update({each.id: each})
        elif answer:
            shown = _search(answer, library, asker) or shown
        else:
            done = True
    return tuple(taken.values())


def _show(shown: Sequence[Indicator], taken: dict[str, Indicator], asker: Asker) -> None:
    from docgen.diagnostics.sentences import show_line

    language = asker.console.language
    for number, each in enumerate(shown, 1):
        mark = "*" if each.id in taken else " "
        asker.console.remark(f" {mark}{number:>2}  {show_line(each.name.say(language))}  {each.id}")
    comma = "、" if language == "zh" else ", "
    names = comma.join(show_line(each.name.say(language)) for each in taken.values())
    asker.say(_TAKEN, names=names or _NONE_TAKEN.say(language))


def _search(words: str, library: Library, asker: Asker) -> list[Indicator]:
    from docgen.diagnostics.sentences import show
    from docgen.kpis.search import search

    found = list(search(library, [words]))[:_SHOWN]
    if not found:
        asker.say(_NOTHING_FOUND, searched=show(words))
    return found


def _numbers(answer: str, most: int) -> list[int]:
    """Read several numbers of a list; anything else is no list of numbers."""
    words = answer.replace("，", " ").replace("、", " ").replace(",", " ").split()
    read = map(read_number, words)
    numbers = [number for number in read if number is not None and 1 <= number <= most]
    return numbers if len(numbers) == len(words) else []
