"""``docgen kpi list``: which indicators there are, and which of them suit a role or a stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.completing import complete_roles
from docgen.cli.console import Console
from docgen.cli.kpi.library import as_data, find_library, library_options
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name, format_option
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.diagnostics import Diagnostic
    from docgen.kpis.model import Indicator, Library, Preset

__all__ = ["COMMAND", "lay_out_indicators"]

_ABOUT = Words(
    """列出指标库里的指标，按类别排列；后面列出可选的岗位和产品阶段。

--role 和 --stage 只列出适合的指标，并给出选用建议；两者同时使用时，先列都适合的，再列其中之一的。
建议仅供参考，不影响检查和评分。""",
    """List the KPIs of the library by category, and below them the roles and product
stages there are.

--role and --stage list those that suit, with advice on how to choose; together,
those that suit both come first. Advice is no more than that: nothing is checked by it.""",
)
_EXAMPLES = (
    "docgen kpi list",
    "docgen kpi list --category retention",
    "docgen kpi list --role product_manager --stage growth",
    "docgen kpi list --pack acme --format json",
)
_CATEGORY = Words("只列出这个类别的。", "Only those of this category.")
_ROLE = Words("只列出适合这个岗位的。", "Only those that suit this role.")
_STAGE = Words("只列出适合这个产品阶段的。", "Only those that suit this product stage.")
_ROLES = Words("岗位（--role）：", "Roles (--role):")
_STAGES = Words("产品阶段（--stage）：", "Product stages (--stage):")
_COUNT = Words(
    "{count} 个指标。定义卡：docgen kpi show 编号", "KPIs: {count}. For the card of one: docgen kpi show ID"
)
_NONE = Words("没有同时符合这些条件的指标。", "No KPI meets all of these conditions.")
_KINDS = {
    "category": Words("类别", "category"),
    "role": Words("岗位", "role"),
    "stage": Words("产品阶段", "product stage"),
}


def show_indicators(
    ctx: click.Context,
    *,
    category: str | None,
    role: str | None,
    stage: str | None,
    pack: str | None,
    file: str | None,
    form: str,
) -> int:
    """List the indicators that were asked for; return the exit code."""
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError

    console = Console(language_of(ctx))
    try:
        library = find_library(pack, file)
        presets = _choose({"role": role, "stage": stage}, {"role": library.roles, "stage": library.stages})
        category = _choose_category(category)
    except DocgenError as failure:
        return fail(console, failure.diagnostics, form)
    found = [each for each in _pick(library, presets) if category in {None, each.category}]
    if form == "json":
        console.data(_record(library, presets, found))
    else:
        console.result("\n".join(_text(library, presets, found, console.language)))
    return 0


def lay_out_indicators(found: Sequence[Indicator], language: str) -> str:
    """Return a table of indicators; where they come from is told of those that are not ours."""
    from docgen.cli.pack.tables import lay_out
    from docgen.i18n.choices import CHOICES
    from docgen.kpis.library import OWN

    choices = CHOICES[language]
    rows = [
        [
            each.id,
            each.name.say(language),
            each.say("unit", language),
            choices["direction"][str(each.card["direction"])],
            choices["category"][each.category],
            "" if each.origin == OWN else each.origin,
        ]
        for each in found
    ]
    return lay_out(rows, indent=2)


def _choose(
    asked: Mapping[str, str | None], known: Mapping[str, Mapping[str, Preset]]
) -> list[tuple[str, Preset]]:
    """Find the role and the stage that were asked for, by id or title; raises DocgenError (DG237)."""
    from docgen.diagnostics import DocgenError

    found, unknown = [], []
    for kind, name in asked.items():
        if name is None:
            continue
        key = _key(name, {each.id: each.title for each in known[kind].values()})
        if key is None:
            unknown.append(_unknown(kind, name, known[kind]))
        else:
            found.append((kind, known[kind][key]))
    if unknown:
        raise DocgenError(unknown)
    return found


def _choose_category(category: str | None) -> str | None:
    """Find the category that was asked for, by key or by its word; raises DocgenError (DG237)."""
    from docgen.diagnostics import DocgenError
    from docgen.i18n.choices import CHOICES

    known = {
        key: Words(CHOICES["zh"]["category"][key], said) for key, said in CHOICES["en"]["category"].items()
    }
    key = None if category is None else _key(category, known)
    if category is not None and key is None:
        raise DocgenError([_unknown("category", category, known)])
    return key


def _key(name: str, titles: Mapping[str, Words]) -> str | None:
    said = name.casefold()
    return next((key for key, both in titles.items() if said in {key, *map(str.casefold, both)}), None)


def _unknown(kind: str, name: str, known: Mapping[str, object]) -> Diagnostic:
    from docgen.diagnostics import report
    from docgen.spec.fields import nearest

    names, what = tuple(known), _KINDS[kind]
    facts = {"what_zh": what.zh, "what_en": what.en}
    return report("DG237", name=name, near=nearest(name, names), known=names, **facts)


def _pick(library: Library, presets: Sequence[tuple[str, Preset]]) -> list[Indicator]:
    """Return the indicators of the presets, those of all of them first; or the whole library by category."""
    if not presets:
        order = list(dict.fromkeys(each.category for each in library.indicators.values()))
        return sorted(library.indicators.values(), key=lambda each: order.index(each.category))
    asked = [preset.indicators for _, preset in presets]
    names = dict.fromkeys(name for one in asked for name in one)
    order = sorted(names, key=lambda name: -sum(name in one for one in asked))
    return [library.indicators[name] for name in order]


def _text(
    library: Library, presets: Sequence[tuple[str, Preset]], found: Sequence[Indicator], language: str
) -> Iterator[str]:
    from docgen.diagnostics.sentences import show_line

    for _, preset in presets:
        yield click.style(show_line(preset.title.say(language)), bold=True)
        if advice := preset.advice.say(language):
            yield f"  {show_line(advice)}"
        yield ""
    if not found:
        yield _NONE.say(language)
        return
    yield lay_out_indicators(found, language)
    yield ""
    yield _COUNT.say(language).format(count=len(found))
    if len(found) == len(library.indicators):
        yield from _offer(_ROLES, library.roles, language)
        yield from _offer(_STAGES, library.stages, language)


def _offer(words: Words, presets: Mapping[str, Preset], language: str) -> Iterator[str]:
    from docgen.cli.pack.tables import lay_out

    if not presets:
        return
    yield ""
    yield words.say(language)
    yield lay_out([(each.id, each.title.say(language)) for each in presets.values()], indent=2)


def _record(
    library: Library, presets: Sequence[tuple[str, Preset]], found: Sequence[Indicator]
) -> dict[str, Any]:
    return {
        "indicators": [as_data(each) for each in found],
        "chosen": {kind: _preset(preset) for kind, preset in presets},
        "roles": [_preset(each) for each in library.roles.values()],
        "stages": [_preset(each) for each in library.stages.values()],
    }


def _preset(preset: Preset) -> dict[str, Any]:
    return {
        "id": preset.id,
        "title": preset.title._asdict(),
        "advice": preset.advice._asdict(),
        "indicators": list(preset.indicators),
    }


COMMAND = Command(
    "list",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(show_indicators),
    params=[
        Option(["--category"], _CATEGORY, metavar="NAME", type=Name()),
        Option(["--role"], _ROLE, metavar="NAME", type=Name(), shell_complete=complete_roles),
        Option(["--stage"], _STAGE, metavar="NAME", type=Name()),
        *library_options(),
        format_option("text", "json"),
    ],
)
