"""A wrong command line, said in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

import click

from docgen.cli.console import Console
from docgen.cli.words import Words

__all__ = ["WRONG_COMMAND_LINE", "Superfluous", "Unfit", "complain"]

WRONG_COMMAND_LINE = 2

_LABEL = Words("用法错误：", "Usage error: ")
_NO_OPTION = Words("没有选项 {name}。", "There is no option {name}.")
_NO_COMMAND = Words("没有命令 {name}。", "There is no command {name}.")
_MEANT = Words("是不是想写 {names}？", " Did you mean {names}?")
_LIST = Words("、", ", ")
_MISSING = Words("缺少 {name}。", "{name} is missing.")
_VALUE = Words("{name} 的值不对；{given}", "The value of {name} is wrong; {given}")
_CHOICES = Words("可以是 {names}。", "it may be {names}.")
_FORM = Words("写法如 {form}。", "write it like {form}.")
_SHAPE = Words(
    "选项 {name} 后面缺少一个值，或者多写了值。", "Option {name} lacks a value or has one too many."
)
_SUPERFLUOUS = Words("多余的参数：{given}。", "Not expected here: {given}.")
_OTHER = Words("多余的或无法理解的参数：{given}", "An argument is superfluous or not understood: {given}")
_HELP = Words("用 {command} --help 查看用法。", "{command} --help shows the usage.")


class Unfit(click.BadParameter):
    """A value that an option cannot take, with a sentence that says why."""

    def __init__(
        self, words: Words, given: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> None:
        """Keep the words; ``{name}`` in them is the option, ``{given}`` its value."""
        super().__init__(given, ctx, param)
        self.words = words

    def say(self, language: str) -> str:
        """Say what is wrong, in the reader's language."""
        return self.words.say(language).format(name=_name(self), given=_harmless(self.message))


class Superfluous(click.UsageError):
    """Arguments that no command asked for."""

    def __init__(self, given: Sequence[str], ctx: click.Context) -> None:
        """Keep the arguments."""
        super().__init__(" ".join(given), ctx)


def complain(mistake: click.UsageError, language: str) -> int:
    """Say what is wrong with the command line; return the exit code."""
    console = Console(language)
    if isinstance(mistake, click.exceptions.NoArgsIsHelpError):
        console.remark(mistake.format_message())
        return WRONG_COMMAND_LINE
    command = mistake.ctx.command_path if mistake.ctx else "docgen"
    console.remark(_LABEL.say(language) + _sentence(mistake, language))
    console.remark(_HELP.say(language).format(command=command))
    return WRONG_COMMAND_LINE


def _sentence(mistake: click.UsageError, language: str) -> str:
    match mistake:
        case click.NoSuchOption():
            said = _NO_OPTION.say(language).format(name=mistake.option_name)
            return said + _meant(mistake.possibilities, language)
        case click.exceptions.NoSuchCommand():
            said = _NO_COMMAND.say(language).format(name=mistake.command_name)
            return said + _meant(mistake.possibilities, language)
        case click.MissingParameter():
            return _MISSING.say(language).format(name=_name(mistake))
        case click.BadParameter():
            return _value(mistake, language)
        case click.BadOptionUsage():
            return _SHAPE.say(language).format(name=mistake.option_name)
        case _:
            words = _SUPERFLUOUS if isinstance(mistake, Superfluous) else _OTHER
            return words.say(language).format(given=_harmless(mistake.message))


def _value(mistake: click.BadParameter, language: str) -> str:
    if isinstance(mistake, Unfit):
        return mistake.say(language)
    return _VALUE.say(language).format(name=_name(mistake), given=_expected(mistake, language))


def _harmless(text: str) -> str:
    from docgen.diagnostics.sentences import show

    return show(text)


def _name(mistake: click.BadParameter) -> str:
    return mistake.param.get_error_hint(mistake.ctx).replace("'", "") if mistake.param else ""


def _expected(mistake: click.BadParameter, language: str) -> str:
    """Say what the value may be; our own parameter types say it themselves."""
    kind = mistake.param.type if mistake.param else None
    if isinstance(kind, click.Choice):
        return _CHOICES.say(language).format(names=_LIST.say(language).join(kind.choices))
    return _FORM.say(language).format(form=mistake.message)


def _meant(names: list[str] | None, language: str) -> str:
    return _MEANT.say(language).format(names=_LIST.say(language).join(names)) if names else ""
