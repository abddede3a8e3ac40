"""``docgen progress import``: saved pages and exports become a check-in of a spec."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Day, Line, Name, format_option, printing_option
from docgen.cli.usage import Unfit
from docgen.cli.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.diagnostics import Diagnostic
    from docgen.sources.progress.patch import Change

__all__ = ["COMMAND"]

_ABOUT = Words(
    """从文件导入进展：在目标书的 checkins 末尾增加一个检查点，别处一个字节也不变。

FILE 可以是 PingCode、Worktile 接口页面（JSON）、CSV 或 Excel 导出，或 progress 文件；
按内容辨认，可以一次给几个。只导入指标和里程碑的 ext 引用的事项，从不按标题猜。

默认只显示补丁，不写文件：补丁在标准输出，说明在标准错误。加上 --write 才写入。
已签署的目标值、权重和日期从不改动。""",
    """Take progress over from files: one more check-in at the end of a spec's checkins.

FILE is a page of PingCode or Worktile (JSON), an export as CSV or Excel, or a progress
file; files are recognized by their content, and several may be given. Only what KPIs and
milestones refer to under ext is taken over, never what has a similar title.

Without --write nothing is written: the patch is printed on standard output, and what
there is to say on standard error. Signed targets, weights and dates are never changed.""",
)
_EXAMPLES = (
    "docgen progress import page-1.json page-2.json --into goals.yaml --as-of 2026-10-31",
    "docgen progress import tasks.csv --tool worktile --into goals.yaml --as-of 2026-10-31 --write",
    "docgen progress import progress.yaml --into goals.yaml | git apply",
    "docgen progress import --show-headers > headers.yaml",
)
_LEFT = Words("目标书没有引用的事项：", "Items that the spec does not refer to:")
_MORE = Words("……还有 {more} 项", "… and {more} more")
_TRY = Words("没有写入。确认后加上 --write。", "Nothing was written. Add --write when it is right.")
_NO_ZONE = Words(
    "{name} 的值“{given}”不是时区，写法如 Asia/Shanghai 或 +08:00。",
    'The value of {name}, "{given}", is no time zone; write it like Asia/Shanghai or +08:00.',
)
_UNREFERRED = "DG774"


class _Zone(click.ParamType[datetime.tzinfo]):
    """A time zone by its name or its offset."""

    name = "zone"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.tzinfo:
        """Look it up."""
        from docgen.sources.tables.values import find_zone

        if isinstance(value, datetime.tzinfo):
            return value
        try:
            return find_zone(value)
        except ValueError:
            raise Unfit(_NO_ZONE, value, param, ctx) from None


def _headers() -> str:
    from docgen.sources.progress.headers import show_headers

    return show_headers()


def take(ctx: click.Context, /, **order: Any) -> int:
    """Import files into a spec; return the exit code."""
    from docgen.diagnostics import DocgenError

    console, form, is_written = Console(language_of(ctx)), order["form"], order["write"]
    try:
        change = _plan(order)
        if is_written:
            _write(change)
    except DocgenError as failure:
        return _end(console, form, None, failure.diagnostics, is_written=False)
    return _end(console, form, change, change.taken.findings, is_written=is_written)


def _plan(order: dict[str, Any]) -> Change:
    """Read everything and work out the change; every file that cannot be had is reported at once."""
    from docgen.cli.kpi.library import find_library
    from docgen.diagnostics import DocgenError
    from docgen.sources.files import read_file
    from docgen.sources.progress.headers import read_headers
    from docgen.sources.progress.intake import MAX_BYTES, Settings
    from docgen.sources.progress.patch import plan_import
    from docgen.sources.progress.take_over import Wishes

    contents: dict[str, bytes] = {}
    missing: list[Diagnostic] = []
    names, into = order["headers"], order["into"]
    for path in (into, *order["paths"], *([names] if names else [])):
        try:
            contents[path] = read_file(path, MAX_BYTES)
        except DocgenError as failure:
            missing.extend(failure.diagnostics)
    if missing:
        raise DocgenError(missing)
    headers = read_headers(contents[names], names) if names else None
    return plan_import(
        (into, contents[into]),
        {path: contents[path] for path in order["paths"]},
        Settings(order["zone"], headers, order["tool"] or ""),
        Wishes(order["as_of"], order["title"], order["skip_conflicts"]),
        find_library(order["pack"], None),
    )


def _write(change: Change) -> None:
    from pathlib import Path

    from docgen.delivery.replace import replace

    if change.after != change.before:
        replace(Path(change.name), change.before, change.after)


def _end(
    console: Console, form: str, change: Change | None, findings: Sequence[Diagnostic], *, is_written: bool
) -> int:
    """Say what came of it; return the exit code."""
    is_changed = change is not None and change.after != change.before
    if form == "json":
        _tell_data(console, change, findings, is_written=is_written and is_changed)
    else:
        _tell(console, findings)
        if change and is_changed:
            console.result(change.name if is_written else change.patch(_near(change.name)).rstrip("\n"))
            if not is_written:
                console.remark(_TRY.say(console.language))
    return 0 if change else 1


def _near(name: str) -> str:
    """Write a path as a patch needs it: from the folder where the command runs."""
    from pathlib import Path

    path, here = Path(name).absolute(), Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def _tell(console: Console, findings: Sequence[Diagnostic]) -> None:
    """Print findings, and what the spec does not refer to as one list."""
    console.findings(each for each in findings if each.code != _UNREFERRED)
    left = [each for each in findings if each.code == _UNREFERRED]
    if left:
        console.remark(_LEFT.say(console.language))
    for each in left:
        console.remark(f"  {_line(each, console.language)}")


def _line(finding: Diagnostic, language: str) -> str:
    from docgen.diagnostics import show_path
    from docgen.diagnostics.sentences import show

    if more := finding.facts.get("more"):
        return _MORE.say(language).format(more=more)
    where = finding.where
    place = ":".join(str(step) for step in (where.file, where.line, show_path(where.path)) if step)
    said = (place, finding.facts.get("ref"), finding.facts.get("title"))
    return "  ".join(show(str(each)) for each in said if each)


def _tell_data(
    console: Console, change: Change | None, findings: Sequence[Diagnostic], *, is_written: bool
) -> None:
    from docgen.cli.report import record

    console.data(
        {
            "ok": change is not None,
            "spec": change.name if change else None,
            "written": is_written,
            "checkin": _plain(change.taken.checkin) if change else None,
            "patch": change.patch(_near(change.name)) if change else None,
            "diagnostics": [record(each, console.language) for each in findings],
        }
    )


def _plain(value: Any) -> Any:
    """Turn days and decimals into what JSON has; a decimal keeps its digits as text."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


COMMAND = Command(
    "import",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(take),
    params=[
        click.Argument(["paths"], nargs=-1, required=True, metavar="FILE…", type=Name()),
        Option(
            ["--into"],
            Words("写进这份目标书。", "The spec that gets the check-in."),
            metavar="SPEC",
            type=Name(),
            required=True,
        ),
        Option(
            ["--as-of"],
            Words(
                "数据截至哪一天；文件自己说明日期时可以不写。",
                "Up to which day the data go; not needed where the files say it.",
            ),
            metavar="DATE",
            type=Day(),
        ),
        Option(
            ["--title"], Words("检查点的标题。", "The title of the check-in."), metavar="TITLE", type=Line()
        ),
        Option(
            ["--timezone", "zone"],
            Words("按哪个时区换算日期。", "The time zone in which moments become days."),
            metavar="ZONE",
            type=_Zone(),
            default="Asia/Shanghai",
            show_default=True,
        ),
        Option(
            ["--headers"],
            Words("导出文件的列名表。", "What the columns of exports are called."),
            metavar="FILE",
            type=Name(),
        ),
        printing_option(
            "--show-headers",
            Words("输出列名表，存成文件后修改。", "Print the table of columns, to be saved and changed."),
            _headers,
        ),
        Option(
            ["--tool"],
            Words(
                "文件没有说明时，数据来自哪个工具：pingcode、worktile 或别的名称。",
                "The tool, where a file does not say it: pingcode, worktile or another name.",
            ),
            metavar="NAME",
            type=Name(),
        ),
        Option(
            ["--pack"],
            Words("指标库取自这个模板包。", "The pack whose KPI library is used."),
            metavar="NAME|DIR",
            type=Name(),
        ),
        Option(["--write"], Words("写入目标书。", "Write the spec."), is_flag=True),
        Option(
            ["--skip-conflicts"],
            Words("跳过有冲突的内容，导入其余的。", "Leave out what is in conflict and import the rest."),
            is_flag=True,
        ),
        format_option("text", "json"),
    ],
)
