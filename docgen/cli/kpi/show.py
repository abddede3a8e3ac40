"""``docgen kpi show``: the definition card of an indicator, and an entry of a spec to paste."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from docgen.cli.completing import complete_indicators
from docgen.cli.console import Console
from docgen.cli.kpi.library import as_data, find_library, library_options
from docgen.cli.layout import Command, language_of
from docgen.cli.options import Name, format_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.kpis.model import Indicator, Library

__all__ = ["COMMAND"]

_ABOUT = Words(
    """显示一个指标的定义卡、容易出错的地方、建议的评分方法，以及可以粘贴到目标书里的一段。

粘贴以后，填上现状、目标值、权重和评分的数值；其余由 lib 从指标库补上。
口径是通用写法，请按公司的实际情况核对。""",
    """Show the card of a KPI, what often goes wrong with it, a method of scoring that suits
it, and an entry to paste into a spec.

After pasting, fill in baseline, target, weight and the figures of the scoring rule;
lib gives the rest. Definitions are general: check them against those of your company.""",
)
_EXAMPLES = ("docgen kpi show retention_d30", "docgen kpi show nps --format json")
_CHOSEN = {
    "category": Words("类别", "Category"),
    "direction": Words("方向", "Direction"),
    "value_type": Words("数值类型", "Type of value"),
    "indicator_type": Words("先行或滞后", "Leading or lagging"),
    "frequency": Words("统计频率", "Frequency"),
    "aggregation": Words("汇总方式", "Aggregation"),
}
_TEXTS = {
    "definition": Words("口径", "Definition"),
    "formula": Words("公式", "Formula"),
    "data_source": Words("数据来源", "Data source"),
}
_UNIT = Words("单位", "Unit")
_RANGE = Words("取值范围", "Possible values")
_GUARD = Words("需说明理由", "Wants a reason")
_PITFALL = Words("容易出错", "Pitfall")
_SCORING = Words("建议评分", "Scoring")
_SUITS = Words("适合", "Suits")
_ORIGIN = Words("来自", "From")
_PASTE = Words("粘贴到目标书的 kpis 下面：", "To paste below kpis of a spec:")
_GUARDS = {
    "ratio": Words("目标超过基线的 {value} 倍时", "when the target is more than {value} times the baseline"),
    "headroom": Words(
        "目标要填补基线与上限之间 {percent}% 以上的差距时",
        "when the target takes more than {percent}% of the room between baseline and upper bound",
    ),
    "reduction": Words(
        "目标比基线降低 {percent}% 以上时", "when the target is more than {percent}% below the baseline"
    ),
    "change": Words(
        "目标与基线相差超过 {value}（{unit}）时",
        "when target and baseline are more than {value} apart ({unit})",
    ),
    "target": Words("目标超过 {value}（{unit}）时", "when the target is above {value} ({unit})"),
}
_METHODS = {
    "anchors": Words("锚点之间线性插值", "linear between anchors"),
    "binary": Words("达成或未达成", "met or not met"),
    "levels": Words("分级", "levels"),
    "manual": Words("人工评定", "judged by a person"),
    "progress": Words("按基线到目标的完成比例", "progress from baseline to target"),
    "range": Words("区间内满分", "full marks within a range"),
    "ratio": Words("实际与目标之比", "actual by target"),
    "step": Words("按偏差加减分", "points added or taken by deviation"),
    "tiers": Words("分档", "tiers"),
}


def show_card(ctx: click.Context, *, name: str, pack: str | None, file: str | None, form: str) -> int:
    """Show one indicator; return the exit code."""
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError, report
    from docgen.kpis.search import nearest_indicator
    from docgen.kpis.snippet import write_snippet

    console = Console(language_of(ctx))
    try:
        library = find_library(pack, file)
    except DocgenError as failure:
        return fail(console, failure.diagnostics, form)
    indicator = library.indicators.get(name) or library.hidden.get(name)
    if indicator is None:
        return fail(console, [report("DG235", id=name, near=nearest_indicator(library, name))], form)
    snippet = write_snippet(indicator, console.language)
    hidden = name in library.hidden
    if form == "json":
        console.data({**as_data(indicator), "hidden": hidden, "snippet": snippet})
        return 0
    if hidden:
        console.findings([report("DG231", id=name, origin=indicator.origin)])
    console.result(
        "\n".join([*_text(indicator, library, console.language), "", _PASTE.say(console.language)])
    )
    console.result(snippet)
    return 0


def _text(indicator: Indicator, library: Library, language: str) -> Iterator[str]:
    from docgen.cli.pack.tables import lay_out
    from docgen.diagnostics.sentences import show_line

    first, second = map(show_line, indicator.name if language == "zh" else indicator.name[::-1])
    yield click.style(f"{indicator.id}  {first}", bold=True) + (f" · {second}" if second != first else "")
    rows = [(words.say(language), said) for words, said in _rows(indicator, library, language) if said]
    yield lay_out(rows, indent=2)


def _rows(indicator: Indicator, library: Library, language: str) -> Iterator[tuple[Words, str]]:
    from docgen.i18n.choices import CHOICES

    card = indicator.card
    yield _UNIT, indicator.say("unit", language)
    for field, words in _CHOSEN.items():
        yield words, CHOICES[language][field].get(str(card.get(field)), "")
    for field, words in _TEXTS.items():
        yield words, indicator.say(field, language)
    yield _RANGE, _say_range(indicator, language)
    yield from ((_GUARD, said) for said in _say_guards(indicator, language))
    yield _PITFALL, indicator.pitfall.say(language)
    if method := indicator.suggested_scoring:
        said = _METHODS[method].say(language)
        yield _SCORING, f"{said}（{method}）" if language == "zh" else f"{said} ({method})"
    yield _SUITS, _say_presets(indicator, library, language)
    yield _ORIGIN, indicator.origin


def _say_range(indicator: Indicator, language: str) -> str:
    low, high = (indicator.card.get(field) for field in ("lower_bound", "upper_bound"))
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"≥ {low}" if high is None else f"≤ {high}"
    return f"{low} ～ {high}" if language == "zh" else f"{low} to {high}"


def _say_guards(indicator: Indicator, language: str) -> Iterator[str]:
    unit = indicator.say("unit", language)
    for measure, words in _GUARDS.items():
        value: Decimal | None = getattr(indicator.guard, measure)
        if value is not None:
            percent = f"{(value * 100).normalize():f}"
            yield words.say(language).format(value=f"{value.normalize():f}", percent=percent, unit=unit)


def _say_presets(indicator: Indicator, library: Library, language: str) -> str:
    presets = (*library.roles.values(), *library.stages.values())
    titles = (each.title.say(language) for each in presets if indicator.id in each.indicators)
    return ("、" if language == "zh" else ", ").join(titles)


COMMAND = Command(
    "show",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(show_card),
    params=[
        click.Argument(["name"], metavar="ID", type=Name(), shell_complete=complete_indicators),
        *library_options(),
        format_option("text", "json"),
    ],
)
