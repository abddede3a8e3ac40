"""``docgen schema``: what an editor needs to complete and check a spec or a file of a template pack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from docgen.cli.console import Console
from docgen.cli.layout import Command, Option, language_of
from docgen.cli.options import Name
from docgen.cli.words import Words

__all__ = ["COMMAND"]

_ABOUT = Words(
    """输出目标书（或团队文件、对应文件、模板包文件）的 JSON Schema，供编辑器补全和检查。

在 VS Code 等编辑器中，把下面一行写在目标书的第一行：
# yaml-language-server: $schema=spec.schema.json""",
    """Print the JSON Schema of a spec, a team file, a mapping or a file of a pack, for editors
that complete and check it.

In VS Code and other editors, make this the first line of the spec:
# yaml-language-server: $schema=spec.schema.json""",
)
_OF_TEAMS = ("team", "rows")
_EXAMPLES = (
    "docgen schema",
    "docgen schema --out spec.schema.json",
    "docgen schema --of pack --out pack.schema.json",
)


def schema(ctx: click.Context, *, of: str, out: str | None) -> int:
    """Print the schema or save it; return the exit code."""
    from docgen.delivery import save
    from docgen.diagnostics import DocgenError
    from docgen.seal import BLANK, seal_text

    console = Console(language_of(ctx))
    value = _make(of)
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


def _make(of: str) -> dict[str, Any]:
    if of == "spec":
        from docgen.spec.schema import json_schema

        return json_schema()
    if of == "kpis":
        from docgen.kpis.schema import json_schema as of_kpis

        return of_kpis()
    if of in _OF_TEAMS:
        from docgen.sources.team import schema as teams

        return teams.team_schema() if of == "team" else teams.rows_schema()
    from docgen.packs import schema as packs

    return packs.json_schema(of)


COMMAND = Command(
    "schema",
    _ABOUT,
    _EXAMPLES,
    callback=click.pass_context(schema),
    params=[
        Option(
            ["--of"],
            Words(
                "目标书、团队文件、对应文件（rows）或模板包的文件。",
                "Whose schema: spec; team, a team file; rows, the mapping of a roster; or one of the files of a pack: "
                "pack, brand, labels, fonts, kpis.",
            ),
            type=click.Choice(("spec", *_OF_TEAMS, "pack", "brand", "labels", "fonts", "kpis")),
            default="spec",
            show_default=True,
        ),
        Option(
            ["--out"],
            Words("写入这个文件，而不是显示出来。", "Write to this file instead of printing."),
            metavar="FILE",
            type=Name(),
        ),
    ],
)
