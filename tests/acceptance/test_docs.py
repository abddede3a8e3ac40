"""Every command the documentation shows is run, page by page, in a copy of the samples."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "samples").rglob("*.md")),
]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def commands(page):
    """The docgen lines of all shell blocks, with or without a prompt."""
    lines = "".join(BLOCK.findall(page.read_text(encoding="utf-8"))).splitlines()
    bare = (line.strip().removeprefix("$ ") for line in lines)
    return [line for line in bare if line.startswith("docgen ")]


SHOWN = {page.relative_to(ROOT).as_posix(): commands(page) for page in PAGES}


def test_it_finds_commands_to_run():
    assert SHOWN["README.md"]
    assert SHOWN["README.zh.md"]


@pytest.mark.parametrize("page", [page for page, lines in SHOWN.items() if lines])
def test_it_runs_every_command_shown(page, tmp_path):
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line in SHOWN[page]:
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
