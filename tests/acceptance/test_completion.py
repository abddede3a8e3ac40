import os
import shutil
import subprocess

import pytest

from tests.acceptance.conftest import BIN
from tests.support.terminal import Terminal

SETTINGS = {
    "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    "LC_ALL": "C.UTF-8",
    "DOCGEN_LANG": "en",
}
SHOW = """
docgen() { printf '<%s>' "$@"; echo; }
PS1='> '
"""
"""In the place of the program, once its completion is there: show what it would be told."""

SHELLS = {
    "bash": (
        ["--noprofile", "--rcfile", "rc", "-i"],
        "source <(command docgen completion bash)",
    ),
    "zsh": (
        ["-d", "-i"],
        "autoload -Uz compinit; compinit -u -D; source <(command docgen completion zsh); unset zle_bracketed_paste",
    ),
}
TYPED = {
    "docgen expl\tDG80\t5": "<explain><DG805>",
    "docgen check quart\t--form\tjso\t": "<check><quarterly-goals.yaml><--format><json>",
    "docgen generate x --pack onep\t--to pdf,do\t": "<generate><x><--pack><onepage><--to><pdf,docx>",
    "docgen bulk x --out shel\t": "<bulk><x><--out><shelf",
}
"""Keys of a person, and what they bring."""


def find(shell):
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not here: apt-get install {shell}")
    return path


@pytest.mark.parametrize("name", SHELLS)
def test_it_completes_what_is_typed_into_a_shell(docgen, name):
    arguments, install = SHELLS[name]
    docgen.spec("quarterly-goals.yaml")
    (docgen.folder / "shelf").mkdir()
    for start in ("rc", ".zshrc"):
        (docgen.folder / start).write_text(install + SHOW, encoding="utf-8")
    shell = Terminal([find(name), *arguments], docgen.folder, ZDOTDIR=str(docgen.folder), **SETTINGS)
    for typed, brought in TYPED.items():
        shell.answer(typed)
        assert brought in shell.answer(""), typed
    shell.answer("exit")
    assert shell.end() == 0


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("docgen comp", ["completion\tPrint a completion script for bash, zsh or fish"]),
        ("docgen explain DG80", [f"DG80{number}" for number in range(1, 8)]),
        ("docgen generate x --to pdf,do", ["pdf,docx"]),
        ("docgen check quart", ["quarterly-goals.yaml"]),
        ("docgen bulk --out shel", ["shelf/"]),
    ],
)
def test_it_completes_in_fish(docgen, typed, offered):
    docgen.spec("quarterly-goals.yaml")
    (docgen.folder / "shelf").mkdir()
    script = f"docgen completion fish | source; complete --do-complete '{typed}'"
    ended = subprocess.run(
        [find("fish"), "--no-config", "--command", script],
        cwd=docgen.folder,
        env={**os.environ, **SETTINGS},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.removesuffix("\tDirectory") for line in ended.stdout.splitlines()]
    assert lines == offered
