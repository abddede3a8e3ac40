"""The arguments and options that several commands share, and the values they take."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Option, language_of
from docgen.cli.usage import Unfit
from docgen.cli.words import Words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = [
    "Count",
    "Day",
    "Line",
    "Name",
    "Names",
    "format_option",
    "is_line",
    "outputs_of",
    "pack_rules_option",
    "printing_option",
    "strict_option",
    "today_option",
    "verify_option",
    "without_spec_option",
]

_STRICT = Words("把警告当作错误。", "Treat warnings as errors.")
_EMPTY = Words("{name} 的值是空的。", "The value of {name} is empty.")
_NO_LINE = Words(
    "{name} 的值应是一行文字，不超过 500 个字，不含控制字符。",
    "The value of {name} must be one line of at most 500 characters without control characters.",
)
_NO_DATE = Words(
    "{name} 的值“{given}”不是日期，写法如 2026-03-31。",
    'The value of {name}, "{given}", is not a date; write it like 2026-03-31.',
)
_NO_DAY = Words(
    "{name} 的值不对：没有“{given}”这一天。", 'The value of {name} is wrong: there is no day "{given}".'
)
_NO_COUNT = Words(
    "{name} 的值“{given}”不对，应是不小于 {least} 的整数。",
    'The value of {name}, "{given}", should be a whole number of at least {least}.',
)
_DAY = re.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FIGURES = re.compile("[0-9]{1,9}")
_TODAY = Words("当作今天的日期；默认是系统日期。", "The date to use as today; default: the system date.")
_PACK_RULES = Words(
    "也按这个模板包的字段、限额、指标库和审查规则检查。",
    "Check against the fields, limits, KPI library and review rules of this template pack as well.",
)
_WITHOUT_SPEC = Words(
    "文件里不附带目标书的数据；默认附带，便于日后核对和再次生成。",
    "Leave the spec out of the files; by default they carry it, to be checked and made again.",
)
_VERIFY = Words(
    "逐项核对目标书的内容是否都在生成的文件里；有缺失的文件不保存。",
    "Look for every value of the spec in the finished files; a file that lacks one is not saved.",
)
_FORMAT = Words("结果的形式。", "How results are shown.")


class Name(click.ParamType[str]):
    """A name of anything; an empty one is an unset variable of a script and not what was meant."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what has nothing but blanks."""
        if not value.strip():
            raise Unfit(_EMPTY, value, param, ctx)
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        param: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        """Complete what the name is one of, as the metavar says."""
        from docgen.cli.completing import complete_name

        return complete_name(param, incomplete)


class Line(Name):
    """A name or a title as a spec takes it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what no document can show."""
        said = super().convert(value, param, ctx)
        if not is_line(said):
            raise Unfit(_NO_LINE, said, param, ctx)
        return said


def is_line(text: str) -> bool:
    """Tell whether a spec takes a text as a name or a title."""
    from pydantic import TypeAdapter, ValidationError

    from docgen.spec.models.base import Word

    try:
        TypeAdapter(Word).validate_python(text)
    except ValidationError:
        return False
    return True


class Names(click.ParamType[tuple[str, ...]]):
    """Names separated by commas: ``pdf,docx``."""

    name = "names"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Split at commas; blanks and doubled names do not count."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
        if not names:
            self.fail("pdf,docx,html", param, ctx)
        return names

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        param: click.Parameter,  # noqa: ARG002 - as above
        incomplete: str,
    ) -> list[CompletionItem]:
        """Complete the last of the names."""
        from docgen.cli.completing import complete_formats

        return complete_formats(incomplete)


class Count(click.ParamType[int]):
    """A whole number of at least so many."""

    name = "count"

    def __init__(self, least: int) -> None:
        """Keep the least number."""
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read plain figures."""
        if isinstance(value, int):
            return value
        if _FIGURES.fullmatch(value) and int(value) >= self.least:
            return int(value)
        words = Words(*(said.replace("{least}", str(self.least)) for said in _NO_COUNT))
        raise Unfit(words, value, param, ctx)


class Day(click.ParamType[datetime.date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Read the one form of a date that cannot be misread."""
        if isinstance(value, datetime.date):
            return value
        figures = _DAY.fullmatch(value)
        if figures is None:
            raise Unfit(_NO_DATE, value, param, ctx)
        try:
            return datetime.date(*map(int, figures.groups()))
        except ValueError:
            raise Unfit(_NO_DAY, value, param, ctx) from None


def printing_option(name: str, words: Words, write: Callable[[], str]) -> Option:
    """Make a flag that prints a file of ours, to be saved and changed, and ends there."""

    def show(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            Console(language_of(ctx)).result(write().rstrip("\n"))
            ctx.exit()

    return Option([name], words, is_flag=True, is_eager=True, expose_value=False, callback=show)


def outputs_of(ctx: click.Context, to: tuple[str, ...], word_template: str | None) -> tuple[str, ...]:
    """Return the formats that are wanted: with a Word template of one's own nothing but it, unless others are named."""
    if not word_template:
        return to
    asked = ctx.get_parameter_source("to") is not click.core.ParameterSource.DEFAULT
    return tuple(dict.fromkeys((*to, "docx"))) if asked else ("docx",)


def pack_rules_option() -> Option:
    """Make the ``--pack`` of commands that check and make nothing."""
    return Option(["--pack"], _PACK_RULES, metavar="NAME|DIR", type=Name())


def strict_option() -> Option:
    """Make ``--strict``."""
    return Option(["--strict"], _STRICT, is_flag=True)


def today_option() -> Option:
    """Make ``--today``."""
    return Option(["--today"], _TODAY, metavar="YYYY-MM-DD", type=Day())


def verify_option() -> Option:
    """Make ``--verify``."""
    return Option(["--verify"], _VERIFY, is_flag=True)


def without_spec_option() -> Option:
    """Make ``--without-spec``."""
    return Option(["--without-spec"], _WITHOUT_SPEC, is_flag=True)


def format_option(*formats: str) -> Option:
    """Make ``--format`` for the forms a command can show; the first is the usual one."""
    return Option(
        ["--format", "form"], _FORMAT, type=click.Choice(formats), default=formats[0], show_default=True
    )
