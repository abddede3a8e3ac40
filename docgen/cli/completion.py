"""``docgen completion``: a script with which a shell completes what is typed after ``docgen``."""

from __future__ import annotations

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, language_of
from docgen.cli.words import Words

__all__ = ["COMMAND", "SHELLS", "VARIABLE"]

SHELLS = ("bash", "zsh", "fish")

VARIABLE = "_DOCGEN_COMPLETE"
"""Where the script tells the program that a shell asks; click looks for it under this name."""

_WITH_COMMAS = ('string split ","', 'string split --max 1 ","')
"""In fish a value may hold commas too, as ``pdf,docx`` does."""

_ABOUT = Words(
    """输出补全脚本：装好后，在终端里按 TAB 就能补全命令、选项、可选的值、模板包名称、
指标编号、诊断代码和文件名。

安装（只需一次，在新开的终端里生效；升级 docgen 后不必重装）：

  bash（4.4 或更新，需要 bash-completion）
    mkdir -p ~/.local/share/bash-completion/completions
    docgen completion bash > ~/.local/share/bash-completion/completions/docgen

  zsh（在 ~/.zshrc 里 compinit 之前加一行 fpath=(~/.zfunc $fpath)）
    mkdir -p ~/.zfunc
    docgen completion zsh > ~/.zfunc/_docgen

  fish
    mkdir -p ~/.config/fish/completions
    docgen completion fish > ~/.config/fish/completions/docgen.fish""",
    """Print a script with which TAB completes commands, options, their values, names of template
packs, ids of KPIs, codes and file names.

Install it once; new terminals know it, and a newer docgen needs no new script:

  bash (4.4 or newer, with bash-completion)
    mkdir -p ~/.local/share/bash-completion/completions
    docgen completion bash > ~/.local/share/bash-completion/completions/docgen

  zsh (with fpath=(~/.zfunc $fpath) before compinit in ~/.zshrc)
    mkdir -p ~/.zfunc
    docgen completion zsh > ~/.zfunc/_docgen

  fish
    mkdir -p ~/.config/fish/completions
    docgen completion fish > ~/.config/fish/completions/docgen.fish""",
)
_EXAMPLES = (
    "docgen completion bash > ~/.local/share/bash-completion/completions/docgen",
    'eval "$(docgen completion zsh)"',
    "docgen completion fish | source",
)


def completion(ctx: click.Context, shell: str) -> int:
    """Print the script of a shell; return the exit code."""
    from click.shell_completion import ShellComplete, get_completion_class

    chosen = get_completion_class(shell)
    if chosen is None:  # click knows the three
        raise LookupError(shell)
    program = ctx.find_root()
    complete = chosen(program.command, {}, "docgen", VARIABLE)
    # The one of bash would start a bash to look at its version, and complain in English.
    script = ShellComplete.source(complete).replace(*_WITH_COMMAS)
    Console(language_of(ctx)).result(script.rstrip("\n"))
    return 0


COMMAND = Command(
    "completion",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(completion),
    params=[click.Argument(["shell"], metavar="bash|zsh|fish", type=click.Choice(SHELLS))],
)
