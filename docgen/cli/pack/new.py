"""``docgen pack new``: begin a pack of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name
from docgen.cli.words import Words

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["COMMAND"]

_ABOUT = Words(
    """新建一个模板包：它继承一个已有的模板包，一开始与它完全相同。

文件夹里有 pack.yaml（章节、列、条款、字段、签字、规定）、brand.yaml（颜色、字体、
页面、标志）和 labels（固定文字）。能写的每一项都有说明和例子，去掉 # 就生效。""",
    """Begin a pack: a child of a pack that exists, at first exactly like it.

Its folder holds pack.yaml (sections, columns, clauses, fields, signatures, rules),
brand.yaml (colors, fonts, page, logo) and labels (fixed words). All that can be said
is there with an explanation and an example; take the # away to use it.""",
)
_EXAMPLES = (
    "docgen pack new acme",
    "docgen pack new acme --from formal --dir packs --title Acme",
)
_STEPS = Words(
    """接下来：
  1. 打开 {folder}/brand.yaml，换上公司的颜色；标志放进 {folder}/assets
  2. 边改边看：docgen pack preview {folder}
  3. 检查：docgen pack check {folder}
  4. 使用：docgen generate goals.yaml --pack {folder}""",
    """Next:
  1. Open {folder}/brand.yaml and put in your colors; the logo goes into {folder}/assets
  2. See it while you change it: docgen pack preview {folder}
  3. Check it: docgen pack check {folder}
  4. Use it: docgen generate goals.yaml --pack {folder}""",
)


def new(ctx: click.Context, *, name: str, parent: str, place: str, title: str | None) -> int:
    """Begin one pack; return the exit code."""
    from pathlib import Path

    from docgen.checkup.beginning import begin
    from docgen.cli.pack.ending import fail
    from docgen.diagnostics import DocgenError

    console = Console(language_of(ctx))
    try:
        folder = begin(name, parent, Path(place), title, console.language)
    except DocgenError as failure:
        return fail(console, failure.diagnostics)
    console.result(str(folder))
    console.remark(_STEPS.say(console.language).format(folder=_typed(folder)))
    return 0


def _typed(folder: Path) -> str:
    """Write a folder so that it is never taken for the name of a pack."""
    text = folder.as_posix()
    return text if "/" in text else f"./{text}"


COMMAND = Command(
    "new",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(new),
    params=[
        click.Argument(["name"], metavar="NAME", type=Name()),
        Option(
            ["--from", "parent"],
            Words("上级模板包的名称或文件夹。", "The parent pack: a name or a folder."),
            metavar="NAME|DIR",
            type=Name(),
            default="classic",
            show_default=True,
        ),
        Option(
            ["--dir", "place"],
            Words(
                "建在这个文件夹里；默认是当前文件夹。", "Make it in this folder; default: the current one."
            ),
            metavar="DIR",
            type=Name(),
            default=".",
        ),
        Option(
            ["--title"],
            Words("显示给人看的标题；默认与名称相同。", "The title that people read; default: the name."),
            metavar="TITLE",
            type=Name(),
        ),
    ],
)
