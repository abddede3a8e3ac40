"""``docgen new``: begin a spec, from a few answers or from the spec of the last period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.asking import Asker, begin_asking, can_ask
from docgen.cli.beginning import (
    STYLE,
    Wanted,
    find_answers,
    find_style,
    find_time,
    make_tongue,
    name_missing,
)
from docgen.cli.console import Console
from docgen.cli.layout import Command, language_of
from docgen.cli.new_options import PARAMS
from docgen.cli.usage import WRONG_COMMAND_LINE
from docgen.cli.words import Words

if TYPE_CHECKING:
    import datetime

    from docgen.beginning.begin import Begun
    from docgen.kpis.model import Library

__all__ = ["COMMAND"]

_ABOUT = Words(
    """新建一份目标书。没有用选项写明的，会在终端里逐项提问；直接回车采用默认值。

生成的 YAML 文件每一处都有说明：选好的指标取自指标库，权重已平均分好，里程碑按季度
排好。还要填的地方会逐行列出，填完后用 docgen check 检查。

--from 从上期的目标书开始：人员、目标结构和指标口径带到下一周期，基线取上期的实际值，
目标值和文字留空，旁边注明上期写的是什么。""",
    """Begin a spec. What no option says is asked for in the terminal; Enter takes the usual answer.

The YAML file explains itself at every place: chosen KPIs take their definition from the
library, weights are shared out, milestones stand at the ends of quarters. Every place
that must be filled in is listed with its line; docgen check tells when all is done.

--from begins with the spec of the last period: people, the structure of goals and the
definitions of KPIs stay, baselines are the actual values that were reached, targets and
texts are left blank with the old ones beside them.""",
)
_EXAMPLES = (
    "docgen new",
    "docgen new goals-2027.yaml --role product_manager --name 'Lin Zhiyao' --period 2027",
    "docgen new --period FY2027 --fiscal-start 4 --language both --kpi nps,retention_d30 --yes",
    "docgen new goals-2027.yaml --from goals-2026.yaml --period 2027",
)
_HELLO = Words(
    "新建目标书。直接回车采用方括号里的答案；按 Ctrl-C 退出，不留下任何文件。",
    "A new spec. Enter takes the answer in brackets; Ctrl-C leaves, and no file is left behind.",
)
_FILE = Words("保存为", "Save as")
_TO_FILL = Words("还有 {count} 处要填：", "To be filled in, {count} in all:")
_NEXT = Words("填好后检查：docgen check {file}", "Then check it: docgen check {file}")
_NOT_WITH_FROM = {"role": "--role", "person": "--name", "kpis": "--kpi", "goals": "--goals"}
_OF_TIME = frozenset({"--period", "--fiscal-start"})
_SUFFIXES = frozenset({".yaml", ".yml"})
_WRONG_WORDS = frozenset({"DG301", "DG790", "DG791", "DG792", "DG793", "DG794", "DG795"})
_PRINT = "-"


@dataclass(frozen=True, slots=True)
class _Order:
    """Everything that a new spec is made of, but for the answers; ``asker`` is None where nobody is asked."""

    wanted: Wanted
    console: Console
    asker: Asker | None
    file: str | None
    source: str | None
    force: bool
    today: datetime.date
    library: Library

    def place(self, key: str) -> Path | None:
        """Find the file of a spec for a period, or None for standard output."""
        if self.file == _PRINT:
            return None
        usual = _file_name(key)
        if self.file is None and self.asker:
            return self.asker.ask(_FILE, usual, lambda answer: self._free(answer, usual))
        return self._free(self.file or usual, usual)

    def _free(self, file: str, usual: str) -> Path:
        from docgen.beginning.begin import refuse_to_overwrite

        path = _path(file, usual)
        if not self.force:
            refuse_to_overwrite(path)
        return path


def new(
    ctx: click.Context, *, file: str | None, source: str | None, yes: bool, force: bool, **said: Any
) -> int:
    """Begin one spec; return the exit code."""
    from docgen.diagnostics import DocgenError
    from docgen.pipeline import this_day

    console = Console(language_of(ctx))
    wanted = Wanted(**{**said, "kpis": tuple(name for names in said["kpis"] for name in names)})
    try:
        asker = begin_asking(console) if _may_ask(wanted, source, yes=yes) else None
        order = _Order(wanted, console, asker, file, source, force, this_day(), _library_of(wanted.style))
        return _begin(order)
    except DocgenError as failure:
        console.findings(failure.diagnostics)
        wrong = any(d.code in _WRONG_WORDS and d.where.file is None for d in failure.diagnostics)
        return WRONG_COMMAND_LINE if wrong else 1


def _library_of(style: str | None) -> Library:
    """Return the KPIs of a style; what is wrong with it is said with everything else that is wrong."""
    from docgen.diagnostics import DocgenError
    from docgen.kpis.library import built_in

    try:
        return find_style(style).library if style else built_in()
    except DocgenError:
        return built_in()


def _may_ask(wanted: Wanted, source: str | None, *, yes: bool) -> bool:
    """Tell whether to ask; raises DocgenError (DG790) when that would be needed and nobody is there."""
    from docgen.diagnostics import DocgenError, report

    missing = name_missing(wanted)
    if source:
        missing = tuple(option for option in missing if option in _OF_TIME)
    if yes or not missing:
        return False
    if not can_ask():
        raise DocgenError([report("DG790", missing=missing)])
    return True


def _begin(order: _Order) -> int:
    from docgen.beginning.begin import put

    if order.file not in {None, _PRINT} and not _is_folder(str(order.file)):
        order.place("")  # what stands in the way is said before the first question
    if order.asker:
        order.asker.say(_HELLO)
    begun, path = _carry(order, order.source) if order.source else _fresh(order)
    console = order.console
    if path is None:
        console.result(begun.content.decode().removesuffix("\n"))
    else:
        put(begun, path, force=order.force)
        console.result(str(path))
    _tell(begun, console, str(path or _PRINT))
    return 0


def _fresh(order: _Order) -> tuple[Begun, Path | None]:
    from docgen.beginning.begin import begin

    answers = find_answers(order.wanted, order.console, order.library, order.today, asker=order.asker)
    path = order.place(answers.span.key)
    return begin(answers, str(path or _PRINT), order.today, order.library), path


def _carry(order: _Order, source: str) -> tuple[Begun, Path | None]:
    from docgen.beginning.begin import carry, look_at, move_logo
    from docgen.beginning.span import span_after
    from docgen.diagnostics import DocgenError, report

    wanted, library = order.wanted, order.library
    odd = tuple(option for field, option in _NOT_WITH_FROM.items() if getattr(wanted, field))
    if odd:
        raise DocgenError([report("DG794", options=odd)])
    past = look_at(source, library, order.console.language)
    if wanted.language:
        past = replace(past, tongue=make_tongue(wanted.language, order.console.language))
    period = past.spec.period
    month = wanted.first_month or period.fiscal_year_start
    following = span_after(period.start, period.end, month)
    span = find_time(replace(wanted, first_month=month), order.today, order.asker, following.key)
    path = order.place(span.key)
    name = str(path or _PRINT)
    style = find_style(wanted.style or STYLE)
    past, found = move_logo(past, Path(source), path.parent if path else Path())
    begun = carry(past, span, style, name, today=order.today, library=library)
    return replace(begun, findings=(*found, *begun.findings)), path


def _is_folder(file: str) -> bool:
    return file.endswith(("/", "\\")) or Path(file).is_dir()


def _path(file: str, usual: str) -> Path:
    """Find where a spec goes: a folder gets the usual name, and a name without a suffix gets ours."""
    from docgen.diagnostics import DocgenError, report

    path = Path(file) / usual if _is_folder(file) else Path(file)
    if not path.suffix:
        return path.with_name(f"{path.name}.yaml")
    if path.suffix.lower() not in _SUFFIXES:
        raise DocgenError([report("DG795", name=path.name, near=path.with_suffix(".yaml").name)])
    return path


def _file_name(key: str) -> str:
    return f"goals-{key}.yaml"


def _tell(begun: Begun, console: Console, file: str) -> None:
    """List what is to be filled in, each with its line, and say how to go on."""
    from docgen.beginning.begin import typed
    from docgen.diagnostics import show_path
    from docgen.diagnostics.sentences import show_line

    console.findings(begun.findings)
    language = console.language
    if begun.blanks:
        console.remark(_TO_FILL.say(language).format(count=len(begun.blanks)))
    for blank in begun.blanks:
        where, words = blank.where, blank.words.say(language)
        place = show_line(f"{where.file}:{where.line}")
        console.remark(f"  {place}  {show_line(show_path(where.path))}  {words}")
    if file != _PRINT:
        console.remark(_NEXT.say(language).format(file=typed(file)))


COMMAND = Command(
    "new",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(new),
    params=PARAMS,
)
