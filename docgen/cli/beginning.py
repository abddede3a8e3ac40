"""What somebody wants of a new spec: said by options, asked for in the terminal, or the usual."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.cli.asking import Asker, Choice, Unclear, read_number
from docgen.cli.console import Console
from docgen.cli.options import is_line
from docgen.cli.picking import pick_kpis
from docgen.cli.words import Words
from docgen.spec.quarters import MONTHS_A_YEAR

if TYPE_CHECKING:
    from docgen.beginning.fresh import Answers
    from docgen.beginning.outline import Tongue
    from docgen.beginning.span import Span
    from docgen.kpis.model import Indicator, Library
    from docgen.packs.load import Pack

__all__ = [
    "MOST_GOALS",
    "STYLE",
    "Wanted",
    "find_answers",
    "find_style",
    "find_time",
    "make_tongue",
    "name_missing",
    "whole_number",
]

_Q_ROLE = Words("岗位（编号，或直接写岗位名称）", "Position (a number, or any other title)")
_Q_PERSON = Words("姓名（可以先不填）", "Name of the person (may stay open)")
_Q_PERIOD = Words("考核周期，如 2027、2027H1、FY2027", "Period, such as 2027, 2027H1, FY2027")
_Q_FISCAL = Words("财年从几月开始", "Month in which the fiscal year begins")
_Q_LANGUAGE = Words("文档语言", "Language of the document")
_Q_STYLE = Words("样式", "Style")
_Q_GOALS = Words("目标的个数", "Number of goals")
_Q_STAGE = Words("产品所处的阶段（用来推荐指标）", "Stage of the product (to suggest KPIs)")
_NO_NUMBER = Words("请输入 {least} 到 {most} 的整数。", "Enter a whole number from {least} to {most}.")
_SIGNS = Words(
    "姓名和岗位写成一行，不超过 500 个字，不含控制字符。",
    "Names are one line of at most 500 characters without control characters.",
)
_LANGUAGES = (
    ("zh", Words("中文", "Chinese")),
    ("en", Words("英文", "English")),
    ("both", Words("中英双语", "Both")),
)
_NO_STAGE = Choice("-", "")
_NO_STAGE_TITLE = Words("不区分", "None in particular")
_ROLE = "product_manager"
_BASIC = "pm-core"
STYLE = "classic"
"""The style of somebody who names none."""
_NO_STYLES = frozenset({"acme-example", "review-sheet"})
"""Packs that come with docgen and are no goal document of anybody's."""
_GOALS = 3
MOST_GOALS = 20
"""More than these are no goals of one person."""
_AUTUMN = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says of a new spec; None is what it leaves open."""

    role: str | None
    person: str | None
    period: str | None
    first_month: int | None
    language: str | None
    style: str | None
    goals: int | None
    kpis: tuple[str, ...]


def name_missing(wanted: Wanted) -> tuple[str, ...]:
    """Name the options that would have answered the questions."""
    from docgen.beginning.span import is_fiscal

    given = {
        "--role": wanted.role,
        "--name": wanted.person,
        "--period": wanted.period,
        "--language": wanted.language,
        "--style": wanted.style,
        "--kpi": wanted.kpis or None,
    }
    missing = [option for option, value in given.items() if value is None]
    if wanted.period and is_fiscal(wanted.period) and wanted.first_month is None:
        missing.append("--fiscal-start")
    return tuple(missing)


def find_answers(
    wanted: Wanted, console: Console, library: Library, today: datetime.date, *, asker: Asker | None
) -> Answers:
    """Complete what the command line says: by questions, or with the usual answers.

    Raises DocgenError for what the options say wrongly, and leaves by click.Abort when somebody breaks off.
    """
    from docgen.beginning.fresh import Answers

    _refuse(wanted, library)
    given = tuple(library.indicators[name] for name in dict.fromkeys(wanted.kpis))
    style = find_style(wanted.style) if wanted.style else None
    role = _find_role(wanted, library, asker)
    person = _find_person(wanted, asker)
    span = find_time(wanted, today, asker)
    tongue = make_tongue(wanted.language or _ask_language(console, asker), console.language)
    style = style or _ask_style(console, asker)
    goals = wanted.goals or (asker.ask(_Q_GOALS, str(_GOALS), _count_goals) if asker else _GOALS)
    stage = _ask_stage(library, asker) if asker and not given else None
    kpis = given or pick_kpis(_suggest(role, stage, library), library, asker)
    return Answers(span, style, tongue, _titles(role, library), person, goals, kpis, stage)


def make_tongue(language: str, reader: str) -> Tongue:
    """Make the language of a spec; comments are in it, and in the reader's when it is in both."""
    from docgen.beginning.outline import Tongue

    return Tongue(reader, reader, both=True) if language == "both" else Tongue(language, language)


def find_style(name: str) -> Pack:
    """Load a style; raises DocgenError (DG301) when there is none of this name."""
    from docgen.packs.load import load_pack

    return load_pack(name)


def find_time(wanted: Wanted, today: datetime.date, asker: Asker | None, usual: str | None = None) -> Span:
    """Find the period; from October on the usual one is next year."""
    from docgen.beginning.span import find_span, is_fiscal

    usual = usual or str(today.year + (today.month >= _AUTUMN))
    given = wanted.period or (asker.ask(_Q_PERIOD, usual, _check_period) if asker else usual)
    month = wanted.first_month
    if month is None and asker and is_fiscal(given):
        month = asker.ask(_Q_FISCAL, "4", lambda answer: whole_number(answer, 1, MONTHS_A_YEAR))
    return find_span(given, month or 1)


def _check_period(answer: str) -> str:
    from docgen.beginning.span import find_span

    find_span(answer)
    return answer


def _one_line(said: str) -> str:
    """Take a name as a spec takes it; raises ``Unclear`` for signs that no document can show."""
    if not is_line(said):
        raise Unclear(_SIGNS)
    return said


def _refuse(wanted: Wanted, library: Library) -> None:
    """Raise everything that the options say wrongly, before the first question."""
    from docgen.diagnostics import Diagnostic, DocgenError, report
    from docgen.kpis.search import nearest_indicator

    unknown = [name for name in wanted.kpis if name not in library.indicators]
    found: list[Diagnostic] = [
        report("DG793", id=name, near=nearest_indicator(library, name)) for name in unknown
    ]
    for given, look in ((wanted.style, find_style), (wanted.period, _check_period)):
        try:
            _ = given is None or look(given)
        except DocgenError as failure:
            found.extend(failure.diagnostics)
    if found:
        raise DocgenError(found)


def _find_role(wanted: Wanted, library: Library, asker: Asker | None) -> str:
    if wanted.role is not None:
        return wanted.role
    if asker is None:
        return _ROLE
    language = asker.console.language
    choices = [
        Choice(preset.id, preset.title.say(language))
        for preset in library.roles.values()
        if preset.id != _BASIC
    ]
    return asker.choose(_Q_ROLE, choices, _ROLE, _one_line)


def _find_person(wanted: Wanted, asker: Asker | None) -> str | None:
    if wanted.person is not None or asker is None:
        return wanted.person
    return asker.ask(_Q_PERSON, "", lambda answer: _one_line(answer) if answer else None)


def _preset(role: str, library: Library) -> str | None:
    """Find the preset of a role by its id or its title in any language."""
    said = role.casefold().replace("-", "_").replace(" ", "_")
    for preset in library.roles.values():
        titles = {title.casefold().replace(" ", "_") for title in preset.title}
        if said in {preset.id.casefold(), *titles}:
            return preset.id
    return None


def _titles(role: str, library: Library) -> Words:
    preset = _preset(role, library)
    return library.roles[preset].title if preset else Words(role, role)


def _ask_language(console: Console, asker: Asker | None) -> str:
    if asker is None:
        return console.language
    choices = [Choice(name, words.say(console.language)) for name, words in _LANGUAGES]
    return asker.choose(_Q_LANGUAGE, choices, console.language)


def _ask_style(console: Console, asker: Asker | None) -> Pack:
    from docgen.packs.load import load_pack
    from docgen.packs.locate import built_in_packs

    if asker is None:
        return load_pack(STYLE)
    packs = {name: load_pack(name) for name in built_in_packs() if name not in _NO_STYLES}
    titles = {name: pack.manifest.title for name, pack in packs.items()}
    chinese = console.language == "zh"
    choices = [Choice(name, title.zh if chinese else title.en) for name, title in titles.items()]
    return packs[asker.choose(_Q_STYLE, choices, STYLE)]


def _ask_stage(library: Library, asker: Asker) -> str | None:
    language = asker.console.language
    choices = [Choice(preset.id, preset.title.say(language)) for preset in library.stages.values()]
    none = Choice(_NO_STAGE.id, _NO_STAGE_TITLE.say(language))
    stage = asker.choose(_Q_STAGE, [none, *choices], none.id)
    return None if stage == none.id else stage


def _suggest(role: str, stage: str | None, library: Library) -> list[Indicator]:
    """Suggest the indicators of a stage, then those of a role."""
    preset = _preset(role, library)
    ids = [*(library.stages[stage].indicators if stage else ())]
    if preset == _ROLE and _BASIC in library.roles:
        ids += library.roles[_BASIC].indicators
    ids += library.roles[preset].indicators if preset else ()
    return [library.indicators[name] for name in dict.fromkeys(ids) if name in library.indicators]


def _count_goals(answer: str) -> int:
    return whole_number(answer, 1, MOST_GOALS)


def whole_number(answer: str, least: int, most: int) -> int:
    """Read a whole number within bounds; raises ``Unclear``."""
    number = read_number(answer)
    if number is None or not least <= number <= most:
        raise Unclear(Words(*(words.format(least=least, most=most) for words in _NO_NUMBER)))
    return number
