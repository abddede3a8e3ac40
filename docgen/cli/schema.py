"""``docgen schema``: what an editor needs to complete and check a spec."""

from __future__ import annotations

import json
from pathlib import Path

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """输出目标书的 JSON Schema，供编辑器补全和检查。

在 VS Code 等编辑器中，把下面一行写在目标书的第一行：
# yaml-language-server: $schema=spec.schema.json""",
    """Print the JSON Schema of a spec, so that an editor can complete and check it.

In VS Code and other editors, make this the first line of the spec:
# yaml-language-server: $schema=spec.schema.json""",
)
_EXAMPLES = ("docgen schema", "docgen schema --out spec.schema.json")


def schema(ctx: click.Context, *, out: str | None) -> int:
    """Print the schema or save it; return the exit code."""
    from docgen.delivery import save
    from docgen.diagnostics import DocgenError
    from docgen.seal import BLANK, seal_text
    from docgen.spec.schema import json_schema

    console = Console(language_of(ctx))
    value = json_schema()
    if out is None:
        console.result(json.dumps(value, ensure_ascii=False, indent=2))
        return 0
    text = json.dumps({"$comment": BLANK, **value}, ensure_ascii=False, indent=2)
    path = Path(out)
    try:
        save(path.parent, {path.name: seal_text(f"{text}\n".encode())})
    except DocgenError as failure:
        console.findings(failure.diagnostics)
        return 1
    console.result(str(path))
    return 0


COMMAND = Command(
    "schema",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(schema),
    params=[
        Option(
            ["--out"],
            Words("写入这个文件，而不是显示出来。", "Write to this file instead of printing."),
            metavar="FILE",
            type=Name(),
        )
    ],
)
