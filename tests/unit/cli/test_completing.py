import re

import click
import pytest
from click.shell_completion import ShellComplete

from docgen.cli.completion import VARIABLE
from docgen.cli.layout import Session
from docgen.cli.program import PROGRAM

FREE = {
    *("CODE", "COUNT", "DATE", "FORMATS", "GLOB", "ID", "MB", "MONTH", "N", "NAME", "PERIOD", "ROLE"),
    *("TAG", "TITLE", "TOOL", "VERSION", "WORD", "YYYY-MM-DD", "ZONE", "ADDRESS", "HOST", "PORT", "URL"),
    *("bash", "zsh", "fish", "zh-CN", "en-US", ""),
}
"""Words of metavars that stand for no file, folder or pack."""
NAMED = {"FILE", "DIR", "SPEC", "SOURCE", "PACK"}


def offers(*arguments, language="en"):
    *given, incomplete = arguments
    shell = ShellComplete(PROGRAM, {"obj": Session(language)}, "docgen", VARIABLE)
    return shell.get_completions(given, incomplete)


def values(*arguments):
    return [item.value for item in offers(*arguments) if item.type == "plain"]


def kinds(*arguments):
    return [item.type for item in offers(*arguments) if item.type != "plain"]


@pytest.mark.parametrize(
    ("arguments", "offered"),
    [
        (["gen"], ["generate"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["pack", "in"], ["install"]),
        (["check", "a.yaml", "--format", ""], ["text", "json", "github"]),
        (["check", "a.yaml", "--stri"], ["--strict"]),
        (["generate", "a.yaml", "--pack", "okr"], ["okr"]),
        (["pack", "show", "one"], ["onepage"]),
        (["generate", "a.yaml", "--to", "pd"], ["pdf"]),
        (["generate", "a.yaml", "--to", "pdf,d"], ["pdf,docx"]),
        (["bulk", "team.yaml", "--to", "docx,pdf,"], ["docx,pdf,html"]),
        (["explain", "dg805"], ["DG805"]),
        (["kpi", "show", "retention_d3"], ["retention_d30"]),
        (["new", "--kpi", "nps,retention_d3"], ["nps,retention_d30"]),
        (["new", "--role", "product_m"], ["product_manager"]),
        (["new", "--name", "L"], []),
    ],
)
def test_it_completes(arguments, offered):
    assert values(*arguments) == offered


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["generate", "go"], "file"),
        (["check", "a.yaml", "b"], "file"),
        (["bulk", "--map", "x"], "file"),
        (["doctor", "out/"], "file"),
        (["generate", "a.yaml", "--out", "o"], "dir"),
        (["generate", "a.yaml", "--pack", "./ac"], "dir"),
        (["pack", "check", "le"], "file"),
    ],
)
def test_it_leaves_files_and_folders_to_the_shell(arguments, kind):
    assert kinds(*arguments) == [kind]


def test_it_offers_installed_packs_too(tmp_path, monkeypatch):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "pack.yaml").write_text("name: acme\n", encoding="utf-8")
    monkeypatch.setenv("DOCGEN_PACKS", str(tmp_path))
    assert values("generate", "a.yaml", "--pack", "acm") == ["acme", "acme-example"]


@pytest.mark.parametrize(("language", "word"), [("zh", "检查"), ("en", "mistake")])
def test_it_says_what_is_offered_in_the_language_of_the_reader(language, word):
    (item,) = offers("check", language=language)
    assert word in item.help
    assert all(item.help for item in offers("check", "a.yaml", "--", language=language))


def parameters(command, ctx):
    for parameter in command.params:
        yield command, parameter
    for name in command.list_commands(ctx) if isinstance(command, click.Group) else ():
        yield from parameters(command.get_command(ctx, name), ctx)


def test_it_knows_what_every_metavar_stands_for():
    found = {
        word
        for _, parameter in parameters(PROGRAM, click.Context(PROGRAM))
        for word in re.split(r"[|\[\]…]", parameter.metavar or "")
    }
    assert {word for word in found if word.partition(".")[0] not in {*FREE, *NAMED, "BOOK", "COPY"}} == set()
