"""The wheel carries everything: installed into an empty environment it makes a document.

The environment gets the pinned packages from the registry, as a user's would. Where no registry can be
reached, it borrows the packages of the environment that runs the tests; docgen itself is never among
them, because a borrowed folder's editable installs are not followed.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("wheel")

ROOT = Path(__file__).parents[2]


def run(*command, **settings):
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, timeout=600, check=False, **settings
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def empty_environment(wheel, tmp_path_factory):
    """An environment with the pinned packages and the wheel; returns its folder of programs."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    pinned = subprocess.run(
        [*map(str, pip), "--require-hashes", "-r", str(ROOT / "requirements" / "run.txt")], check=False
    )
    if pinned.returncode:
        (site,) = folder.rglob("site-packages")
        (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"])
    run(*pip, "--no-deps", wheel)
    return programs


def test_it_carries_templates_and_fonts(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "classic/pack.yaml",
        "fonts/NotoSansSC-Regular.ttf",
        "fonts/NotoSansSC-OFL.txt",
        "fonts/Inter-Bold.ttf",
    ):
        assert f"docgen/templates/{name}" in names
    assert "docgen/samples/personal/market-entry.yaml" in names  # what packs are checked with
    assert not [name for name in names if name.endswith((".pyc", ".tmp"))]


def test_it_carries_the_page_of_the_preview(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("index.html", "style.css", "script.js", "vendor/jszip.min.js", "vendor/jszip-LICENSE.txt"):
        assert f"docgen/preview/page/{name}" in names


def test_it_makes_a_document_where_nothing_else_is(empty_environment, tmp_path):
    shutil.copy(ROOT / "samples" / "personal" / "market-entry.yaml", tmp_path)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    program = empty_environment / "docgen"
    out = run(program, "generate", "market-entry.yaml", "--to", "pdf,docx,html", cwd=tmp_path, env=clean)
    assert out.split() == ["market-entry.pdf", "market-entry.docx", "market-entry.html"]
    assert all((tmp_path / name).stat().st_size > 10_000 for name in out.split())


def test_it_finds_its_templates_inside_itself(empty_environment, tmp_path):
    told = run(empty_environment / "docgen", "doctor", "--lang", "en", cwd=tmp_path)
    assert str(empty_environment.parent.resolve()) in told
    assert str(ROOT) not in told
