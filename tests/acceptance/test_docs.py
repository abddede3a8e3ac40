"""Every command the documentation shows is run, page by page, in a copy of the samples; what a page says
to write is written first, so that a guide works from its first line to its last."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.guides import Command, File, read_steps, write

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "samples").rglob("*.md")),
]
# Everything that docgen is not is left to the reader: make, git, pip.
OURS = ("docgen ", "cp ", "mkdir ")
SERVER = "docgen pack preview"


def steps(page):
    return [step for step in read_steps(page) if isinstance(step, File) or step.line.startswith(OURS)]


SHOWN = {page.relative_to(ROOT).as_posix(): steps(page) for page in PAGES}


def commands(name):
    return [step for step in SHOWN[name] if isinstance(step, Command)]


GUIDES = ["docs/guides/hr.zh.md", "docs/guides/hr.en.md"]
"""They end with a whole pack, which is looked at as well."""


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", *GUIDES])
def test_it_finds_commands_to_run(page):
    assert commands(page)


@pytest.mark.parametrize("page", [page for page in SHOWN if commands(page) and page not in GUIDES])
def test_it_runs_every_command_shown(page, tmp_path):
    do_all(page, tmp_path)


def do_all(page, folder):
    """Do what a page says in a folder that has what a checkout has beside the program."""
    for name in ("samples", "docs", "templates/acme-example"):
        shutil.copytree(ROOT / name, folder / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DOCGEN_PACKS": str(folder / "installed")}
    for step in SHOWN[page]:
        if isinstance(step, File):
            write(folder, step)
        elif step.line.startswith(SERVER):
            look_and_leave(step.line, folder, environment)
        else:
            run(step.line, folder, environment)


def run(line, folder, environment):
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def look_and_leave(line, folder, environment):
    """Start the preview, wait for its address, and end it as the system does."""
    with subprocess.Popen(
        ["sh", "-c", f"exec {line} --no-open"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        said = server.stdout.readline()
        while said and "http://127.0.0.1:" not in said:
            said = server.stdout.readline()
        server.terminate()
        server.communicate(timeout=20)
    assert "http://127.0.0.1:" in said
    assert server.returncode == 143


@pytest.mark.parametrize("page", GUIDES)
def test_it_ends_with_the_example_that_comes_with_docgen(page, tmp_path):
    do_all(page, tmp_path)
    made, example = (listing(tmp_path / "acme"), listing(ROOT / "templates" / "acme-example"))
    assert made.keys() == example.keys()
    assert [name for name in made if made[name] != example[name]] == []


def listing(folder):
    """Return the files of a pack but those hidden ones that packs ignore; its own name does not count."""
    paths = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    files = {
        path.as_posix(): (folder / path).read_bytes()
        for path in paths
        if not any(step.startswith(".") for step in path.parts)
    }
    files["pack.yaml"] = files["pack.yaml"].replace(b"name: acme-example", b"name: acme")
    return files
