"""The programs of the guides are run as they stand, and print what the page says.

What two languages end with word by word is run once.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.programs import read_examples

ROOT = Path(__file__).parents[2]
MARK = "=== {} ==="
CHINESE, ENGLISH = ("docs/guides/python.zh.md", "docs/guides/python.en.md")
PAGES = ("README.md", CHINESE, ENGLISH)


def examples(name):
    return read_examples((ROOT / name).read_text(encoding="utf-8"))


def of_its_own(name):
    """Return the examples of a page but the last ones, if the English page ends with the same."""
    shown, others = examples(name), examples(ENGLISH)
    while name != ENGLISH and shown and others and shown[-1] == others.pop():
        shown.pop()
    return shown


def test_it_says_the_same_in_both_languages():
    chinese, english = examples(CHINESE), examples(ENGLISH)
    assert [theirs.program.count("\n") for theirs in english] == [
        ours.program.count("\n") for ours in chinese
    ]


@pytest.mark.parametrize("name", PAGES)
def test_it_runs_every_program_shown(name, tmp_path):
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shown = of_its_own(name)
    assert shown
    marked = (f"print({MARK.format(number)!r})\n{each.program}" for number, each in enumerate(shown))
    (tmp_path / "program.py").write_text("".join(marked), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "program.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = "".join(
        f"{MARK.format(number)}\n{each.prints or ''}"
        for number, each in enumerate(shown)
        if each.prints or name == "README.md"
    )
    assert done.stdout == said
