"""``docgen kpi search``: indicators by words of either language."""

from __future__ import annotations

import click

from docgen.cli.console import Console
from docgen.cli.kpi.library import as_data, find_library, library_options
from docgen.cli.layout import Command, language_of
from docgen.cli.options import Name, format_option
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """按词查找指标，最相关的排在前面。

词可以是中文或英文：在编号、名称、同义词、类别、口径、公式和数据来源里查找；
写错一两个字母也能找到。写多个词时，先找与每个词都有关的。""",
    """Find KPIs by words, the best first.

Chinese and English words both work: ids, names, synonyms, categories, definitions,
formulas and data sources are searched, and a letter or two may be wrong. With
several words, KPIs that have to do with all of them are preferred.""",
)
_EXAMPLES = (
    "docgen kpi search retention",
    "docgen kpi search NPS",
    "docgen kpi search revenue growth --format json",
)


def find(ctx: click.Context, *, words: tuple[str, ...], pack: str | None, file: str | None, form: str) -> int:
    """Show what was found; return the exit code, 1 when there is nothing."""
    from docgen.cli.kpi.listing import lay_out_indicators
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError, report
    from docgen.kpis.search import search

    console = Console(language_of(ctx))
    try:
        found = search(find_library(pack, file), words)
    except DocgenError as failure:
        return fail(console, failure.diagnostics, form)
    if not found:
        return fail(console, [report("DG236", words=" ".join(words))], form)
    if form == "json":
        console.data({"indicators": [as_data(each) for each in found]})
    else:
        console.result(lay_out_indicators(found, console.language))
    return 0


COMMAND = Command(
    "search",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(find),
    params=[
        click.Argument(["words"], metavar="WORD…", nargs=-1, required=True, type=Name()),
        *library_options(),
        format_option("text", "json"),
    ],
)
