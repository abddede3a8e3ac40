"""``docgen sign``: freeze what was signed, so that a later change is noticed."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Day, Line, Name
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.diagnostics import Diagnostic
    from docgen.spec.models import GoalSpec
    from docgen.spec.models.signed import Signed
    from docgen.spec.raw import RawSpec

__all__ = ["COMMAND"]

_ABOUT = Words(
    """冻结已签署的目标：把目标、指标和里程碑的关键内容记为 signed 一段。

先检查并审查，有错误就不签。之后改了目标值、权重、截止日等而没有变更单，
docgen check 会报错（X4），docgen generate 不生成文档。
默认只显示要写入的内容；加 --write 写进目标书，其余内容一个字节都不变。""",
    """Freeze what was signed: the terms of goals, KPIs and milestones, as a block signed.

The spec is checked and reviewed first; an error stops it. When a target, a weight or a due
date is changed later without a change record, docgen check reports it (X4) and docgen
generate makes no document. The block is shown; --write puts it into the spec, and every
other byte stays as it is.""",
)
_EXAMPLES = (
    "docgen sign goals.yaml",
    "docgen sign goals.yaml --date 2027-01-08 --version V1.0 --write",
    "docgen sign goals.yaml --again --write",
)
_REFUSED = Words(
    "没有签署：先处理以上 {count} 个问题。", "Not signed: there are {count} problems to solve first."
)
_DONE = Words(
    "已签署（{date}，校验码 {digest}）。把 document.stage 改为 signed，就能生成签署版文档。",
    "Signed ({date}, digest {digest}). Set document.stage to signed to make the signed document.",
)
_PREVIEW = Words(
    "还没有写入。加上 --write 写进 {spec}，或者自己把上面的内容放进去。",
    "Nothing is written yet. Add --write to put it into {spec}, or put it there yourself.",
)


def sign(ctx: click.Context, /, **order: Any) -> int:
    """Sign one spec; return the exit code."""
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError

    console = Console(language_of(ctx))
    try:
        return _sign(console, order)
    except DocgenError as failure:
        code = fail(console, failure.diagnostics)
        console.remark(_REFUSED.say(console.language).format(count=len(failure.diagnostics)))
        return code


def _sign(console: Console, order: dict[str, Any]) -> int:
    from docgen.cli.sign_table import tabulate
    from docgen.diagnostics import Location, report
    from docgen.pipeline import this_day
    from docgen.sources.files import read_file
    from docgen.spec.edit import set_part, show_part

    name, today = order["spec"], this_day()
    content = read_file(name)
    raw, spec = _read(content, name, order["pack"])
    signed = _freeze(raw, spec, order, today)
    record = signed.model_dump(exclude_none=True)
    changed = set_part(content, name, "signed", record)
    _prove(changed, name, order["pack"])
    if signed.date > today:
        console.findings([report("DG899", Location(file=name), day=str(signed.date), today=str(today))])
    console.remark(tabulate(spec, console.language))
    if order["write"]:
        from docgen.delivery.replace import replace

        replace(Path(name), content, changed)
        console.result(name)
        words = _DONE.say(console.language)
        console.remark(words.format(date=signed.date, digest=signed.digest))
    else:
        console.result(show_part(raw, "signed", record))
        console.remark(_PREVIEW.say(console.language).format(spec=name))
    return 0


def _read(content: bytes, name: str, pack: str | None) -> tuple[RawSpec, GoalSpec]:
    """Read a spec with what it takes from the library; raises DocgenError."""
    from docgen.cli.kpi.library import find_library
    from docgen.kpis.fill import fill
    from docgen.spec.reader import read
    from docgen.spec.validate import validate

    raw = fill(read(content, name), find_library(pack, None))
    return raw, validate(raw).value


def _freeze(raw: RawSpec, spec: GoalSpec, order: dict[str, Any], today: datetime.date) -> Signed:
    """Freeze the terms; raises DocgenError with every error of the check, and with what forbids signing."""
    from docgen.diagnostics import DocgenError
    from docgen.signing.sign import sign as freeze

    found = _check(raw.name, order["pack"], today)
    try:
        signed = freeze(
            spec, order["day"] or today, order["version"], again=order["again"], locate=raw.locate
        )
    except DocgenError as failure:
        known = {(each.code, each.where.path) for each in found}
        found += [each for each in failure.diagnostics if (each.code, each.where.path) not in known]
    if found:
        raise DocgenError(found)
    return signed


def _check(name: str, pack: str | None, today: datetime.date) -> list[Diagnostic]:
    """Return every error of what ``docgen check`` says."""
    from docgen.diagnostics import Severity
    from docgen.pipeline import inspect
    from docgen.sources.files import Files

    source = Files([name])
    entry = next(source.entries())
    with ExitStack() as stack:
        if pack is None:
            outcome = inspect(source, entry, today=today)
        else:
            from docgen.workshop.open_workshop import open_workshop

            outcome = stack.enter_context(open_workshop(pack, ())).inspect(source, entry, today)
    reviewed = outcome.review.open if outcome.review else ()
    found = [*outcome.diagnostics, *(each.diagnostic for each in reviewed)]
    return [each for each in found if each.severity is Severity.ERROR]


def _prove(changed: bytes, name: str, pack: str | None) -> None:
    """Make sure that the signed spec says what was signed; anything else is our bug."""
    from docgen.signing.differences import find_differences
    from docgen.signing.sign import digest_is_true

    _, spec = _read(changed, name, pack)
    if spec.signed is None or not digest_is_true(spec.signed) or find_differences(spec):
        raise AssertionError("what was signed differs from what was written")


COMMAND = Command(
    "sign",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(sign),
    params=[
        click.Argument(["spec"], metavar="SPEC", type=Name()),
        Option(
            ["--date", "day"],
            Words("签署日期；默认是今天。", "The day of signing; default: today."),
            metavar="YYYY-MM-DD",
            type=Day(),
        ),
        Option(
            ["--version"],
            Words("签署的版本；默认是 document.version。", "The version signed; default: document.version."),
            metavar="VERSION",
            type=Line(),
        ),
        Option(["--write"], Words("写进目标书。", "Write it into the spec."), is_flag=True),
        Option(
            ["--again"],
            Words("已签署的，在变更获批后重新签署。", "Sign anew after approved changes."),
            is_flag=True,
        ),
        Option(
            ["--pack"],
            Words(
                "按这个模板包的指标库和审查规则检查。",
                "Check with the KPI library and the review rules of this template pack.",
            ),
            metavar="NAME|DIR",
            type=Name(),
        ),
    ],
)
