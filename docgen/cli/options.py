"""The arguments and options that several commands share, and the values they take."""

from __future__ import annotations

import datetime
from typing import Any

import click

from docgen.cli.layout import Option
from docgen.cli.words import Words

__all__ = ["Day", "Names", "format_option", "strict_option"]

_STRICT = Words("把警告当作错误。", "Treat warnings as errors.")
_FORMAT = Words("结果的形式。", "How results are shown.")


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


class Day(click.ParamType[datetime.date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Read the one form of a date that cannot be misread."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").astimezone().date()
        except ValueError:
            self.fail("2026-03-31", param, ctx)


def strict_option() -> Option:
    """Make ``--strict``."""
    return Option(["--strict"], _STRICT, is_flag=True)


def format_option(*formats: str) -> Option:
    """Make ``--format`` for the forms a command can show; the first is the usual one."""
    return Option(
        ["--format", "form"], _FORMAT, type=click.Choice(formats), default=formats[0], show_default=True
    )
