"""Every command the documentation shows is run, page by page, in a copy of the samples; what a page says
to write is written first, so that a guide works from its first line to its last.

A page that stands in two languages asks for the same steps in both. Where it also says to write the same files, a
command of the other language is run in a copy of the folder as it was before the Chinese one, and only if it differs.
"""

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


GUIDE = "docs/guides/hr.zh.md"
"""It ends with a whole pack, which is looked at as well."""


def other_language(name):
    """Return the page that says the same in English, if there is one."""
    english = name.replace(".zh.md", ".md" if name.startswith("README") else ".en.md")
    return english if english != name and english in SHOWN else None


def files(name):
    return [step for step in SHOWN[name] if isinstance(step, File)]


PAIRS = {name: other_language(name) for name in SHOWN if commands(name) and other_language(name)}
TOGETHER = {chinese: english for chinese, english in PAIRS.items() if files(chinese) == files(english)}


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", GUIDE, "docs/guides/hr.en.md"])
def test_it_finds_commands_to_run(page):
    assert commands(page)


@pytest.mark.parametrize("page", PAIRS)
def test_it_asks_for_the_same_steps_in_both_languages(page):
    ours, theirs = ([kind_of(step) for step in SHOWN[each]] for each in (page, PAIRS[page]))
    assert ours == theirs


def kind_of(step):
    """Return what a step is: the name of a file, a command of ours with its first argument, or a program."""
    if isinstance(step, File):
        return step.name
    words = step.line.split()
    return words[:3] if words[0] == "docgen" else words[0]


@pytest.mark.parametrize(
    "page", [page for page in SHOWN if commands(page) and page not in TOGETHER.values() and page != GUIDE]
)
def test_it_runs_every_command_shown(page, tmp_path):
    do_all(page, tmp_path)


def do_all(page, parent):
    """Do what a page says in a folder that has what a checkout has beside the program; return the folder."""
    folder = parent / "checkout"
    for name in ("samples", "docs", "templates/acme-example"):
        shutil.copytree(ROOT / name, folder / name)
    english = SHOWN[TOGETHER[page]] if page in TOGETHER else SHOWN[page]
    for step, other in zip(SHOWN[page], english, strict=True):
        if step != other:
            copy = Path(shutil.copytree(folder, parent / "other"))
            do(other, copy)
            shutil.rmtree(copy)
        do(step, folder)
    return folder


def do(step, folder):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DOCGEN_PACKS": str(folder / "installed")}
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


def test_it_ends_with_the_example_that_comes_with_docgen(tmp_path):
    folder = do_all(GUIDE, tmp_path)
    made, example = (listing(folder / "acme"), listing(ROOT / "templates" / "acme-example"))
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
