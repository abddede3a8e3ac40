"""click, taught to speak two languages: commands and options that say their help in the reader's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import click

from docgen.cli.console import Console
from docgen.cli.usage import Superfluous
from docgen.cli.words import LANGUAGES, Words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["LOG_VARIABLE", "Command", "Group", "Option", "Row", "Session", "language_of", "language_option"]

_USAGE = Words("用法：", "Usage: ")
_USAGE_OPTIONS = Words("[选项]", "[OPTIONS]")
_USAGE_COMMAND = Words("命令 [参数]…", "COMMAND [ARGS]…")
_OPTIONS = Words("选项：", "Options:")
_COMMANDS = Words("命令：", "Commands:")
_EXAMPLES = Words("示例：", "Examples:")
_DEFAULT = Words("[默认：", "[default: ")
_REQUIRED = Words("[必填]", "[required]")
_HELP = Words("显示这份帮助。", "Show this help.")
_VERBOSE = Words(
    "说明每一步做了什么、用了多久；-vv 更详细。",
    "Tell every step and how long it took; -vv tells details as well.",
)
_LOG_FILE = Words(
    "把每一步追加到日志文件；也可用环境变量 DOCGEN_LOG 指定。",
    "Append every step to a log file; the variable DOCGEN_LOG can name it as well.",
)
_LANGUAGE = Words("消息和帮助的语言。", "Language of messages and help.")


@dataclass(frozen=True, slots=True)
class Session:
    """What every command is told: the language of the reader."""

    language: str


def language_of(ctx: click.Context) -> str:
    """Return the reader's language."""
    session = ctx.find_object(Session)
    return session.language if session else LANGUAGES[0]


LOG_VARIABLE = "DOCGEN_LOG"
"""The variable that names a log file for every command."""


class Option(click.Option):
    """An option whose help is said in the reader's language."""

    def __init__(self, declarations: Sequence[str], words: Words, **settings: Any) -> None:
        """Take the words beside click's own settings."""
        super().__init__(declarations, **settings)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the two columns of the help."""
        language = language_of(ctx)
        self.help = self.words.say(language)
        record = super().get_help_record(ctx)
        if record is None:
            return None
        said = record[1].replace("[default: ", _DEFAULT.say(language))
        return record[0], said.replace("[required]", _REQUIRED.say(language))


def language_option() -> Option:
    """Make ``--lang``; it was obeyed before click began, and is only checked here."""
    choice = click.Choice(LANGUAGES)
    return Option(["--lang"], _LANGUAGE, type=choice, expose_value=False)


def _log_options() -> list[Option]:
    """Make ``--verbose`` and ``--log-file``, which every command has."""
    from docgen.cli.options import Name

    return [
        Option(["-v", "--verbose"], _VERBOSE, count=True),
        Option(["--log-file"], _LOG_FILE, metavar="FILE", type=Name()),
    ]


def _show_help(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        Console(language_of(ctx)).result(ctx.get_help())
        ctx.exit()


class _Spoken(click.Command):
    """The parts of a help page that are the same for a command and for the program."""

    words: Words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its words in the reader's language, printed as everything else is."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _HELP.say(language_of(ctx))
            option.callback = _show_help
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line."""
        language = language_of(ctx)
        pieces = [self.pieces().say(language), *(p for p in self.collect_usage_pieces(ctx) if p)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), _USAGE.say(language))

    def pieces(self) -> Words:
        """Say what stands after the name in the usage line."""
        return _USAGE_OPTIONS

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is for; its line breaks are kept."""
        formatter.write_paragraph()
        with formatter.indentation():
            _write_lines(formatter, self.words.say(language_of(ctx)))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete an option; what it is for stands beside it in the reader's language."""
        for option in self.get_params(ctx):
            if isinstance(option, Option):
                option.help = option.words.say(language_of(ctx))
        return super().shell_complete(ctx, incomplete)

    def write_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of options."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        with _section(formatter, _OPTIONS.say(language_of(ctx))):
            formatter.write_dl([row for option in options if (row := option.get_help_record(ctx))])


class Command(_Spoken):
    """A command with words, options and examples."""

    def __init__(self, name: str, words: Words, examples: Sequence[str], **settings: Any) -> None:
        """Take what the help says; ``--verbose``, ``--log-file`` and ``--lang`` are added to the options."""
        settings["params"] = [*settings.get("params", ()), *_log_options(), language_option()]
        settings["context_settings"] = {"allow_extra_args": True}  # refused by us, in the reader's language
        super().__init__(name, **settings)
        self.words = words
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments that nobody asked for."""
        left = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise Superfluous(ctx.args, ctx)
        return left

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, with a log where one was asked for; what it says of itself is its exit code."""
        verbose, path = ctx.params.pop("verbose"), ctx.params.pop("log_file")
        path = path or os.environ.get(LOG_VARIABLE, "").strip()
        if not verbose and not path:
            return super().invoke(ctx)
        return self._invoke_with_log(ctx, verbose, path)

    def _invoke_with_log(self, ctx: click.Context, verbose: int, path: str) -> Any:
        from docgen.cli.logbook import keep_log
        from docgen.diagnostics import DocgenError
        from docgen.diagnostics.steps import note

        console = Console(language_of(ctx))
        with ExitStack() as stack:
            try:
                stack.enter_context(keep_log(console, ctx, verbose, path))
            except DocgenError as refusal:
                console.findings(refusal.diagnostics)
                return 1
            code = super().invoke(ctx)
            note("exit", code=code if isinstance(code, int) else 0)
            return code

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Leave click's English ``[OPTIONS]`` out; ``pieces`` says it."""
        return super().collect_usage_pieces(ctx)[1:]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options, then examples."""
        self.write_options(ctx, formatter)
        with _section(formatter, _EXAMPLES.say(language_of(ctx))):
            _write_lines(formatter, "\n".join(self.examples))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of commands: where a command lives, and what it does in a few words."""

    target: str
    words: Words


class Group(_Spoken, click.Group):
    """The program, or a part of it with commands of its own: a table, each imported when it is called."""

    def __init__(self, name: str, words: Words, rows: Mapping[str, Row], **settings: Any) -> None:
        """Take the table; nothing of it is imported. ``--lang`` is added to the options."""
        settings["params"] = [language_option(), *settings.get("params", ())]
        super().__init__(name, **settings)
        self.words = words
        self.rows = rows

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the order of the table."""
        return list(self.rows)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import a command."""
        if name not in self.rows:
            return None
        module, _, attribute = self.rows[name].target.partition(":")
        return cast("click.Command", getattr(import_module(module), attribute))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command from the table, which imports none of them, or an option."""
        from click.shell_completion import CompletionItem

        language, rows = language_of(ctx), self.rows.items()
        found = [
            CompletionItem(n, help=row.words.say(language)) for n, row in rows if n.startswith(incomplete)
        ]
        return found or [
            item for item in super().shell_complete(ctx, incomplete) if item.value.startswith("-")
        ]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was asked for; name those like it when there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as missing:
            name = missing.command_name
            raise click.exceptions.NoSuchCommand(name, possibilities=self.rows, ctx=ctx) from None

    def pieces(self) -> Words:
        """Say what stands after the name in the usage line."""
        return _USAGE_COMMAND

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as above
        """Leave click's English words out; ``pieces`` says them."""
        return []

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write commands, then options."""
        language = language_of(ctx)
        with _section(formatter, _COMMANDS.say(language)):
            formatter.write_dl([(name, row.words.say(language)) for name, row in self.rows.items()])
        self.write_options(ctx, formatter)


@contextmanager
def _section(formatter: click.HelpFormatter, heading: str) -> Iterator[None]:
    """Write a heading and indent what follows; click's own puts a Latin colon behind Chinese."""
    formatter.write_paragraph()
    formatter.write(f"{heading}\n")
    with formatter.indentation():
        yield


def _write_lines(formatter: click.HelpFormatter, text: str) -> None:
    """Write lines as they are; Chinese has no blanks to break at, so authors break lines."""
    for line in text.splitlines():
        formatter.write(f"{'':>{formatter.current_indent}}{line}\n" if line else "\n")
