"""The recipe of the container: linted, and its steps carried out, but for those that need Docker or apt."""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests.support.dockerfile import is_sent, read_stages

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "Dockerfile"
HADOLINT = ROOT / ".make" / "supply" / "bin" / "hadolint"
BUILD, FINAL = read_stages(RECIPE)
IGNORED = [
    line
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def of(stage, name):
    return [each for each in stage if each.name == name]


@pytest.mark.skipif(not HADOLINT.exists(), reason="hadolint is not installed: make/supply.sh")
def test_it_satisfies_the_linter():
    done = subprocess.run([HADOLINT, RECIPE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_it_installs_the_libraries_that_the_rest_of_us_installs():
    packages = set(of(FINAL, "RUN")[0].rest.split()) & {"libpangoft2-1.0-0", "libharfbuzz-subset0"}
    assert packages == {"libpangoft2-1.0-0", "libharfbuzz-subset0"}
    native = (ROOT / "make" / "native.sh").read_text(encoding="utf-8")
    assert all(package in native for package in packages)


def test_it_does_not_run_as_root():
    (user,) = of(FINAL, "USER")
    assert user.rest != "0"
    assert f"useradd --uid {user.rest} " in of(FINAL, "RUN")[0].rest
    assert of(FINAL, "ENTRYPOINT")[0].words == ["docgen"]


def test_every_package_it_takes_from_a_registry_has_a_digest():
    installs = [each.rest for each in of(BUILD, "RUN") if "pip" in each.rest]
    for step in " && ".join(installs).split(" && "):
        if " install " in step:
            assert "--require-hashes" in step or "--no-index" in step, step
        if " wheel " in step:
            assert "--no-deps --no-build-isolation" in step, step


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("docgen/cli/__init__.py", True),
        ("templates/fonts/Inter-Bold.ttf", True),
        ("requirements/full.txt", True),
        ("docgen/cli/__pycache__/x.pyc", False),
        (".git/config", False),
        (".venv/bin/python", False),
        ("out/somebody.pdf", False),
        ("tests/conftest.py", False),
    ],
)
def test_it_is_built_from_the_program_alone(name, sent):
    assert is_sent(name, IGNORED) is sent


def test_everything_it_copies_is_there_and_sent():
    for step in of(BUILD, "COPY"):
        for source in step.words[:-1]:
            assert (ROOT / source).exists()
            assert is_sent(source.rstrip("/"), IGNORED), source


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """Carry out the first stage in a folder: ``/src`` and ``/opt`` lie in it, and apt is left out.

    The pins of the build take the place of those of docgen, whose installing test_wheel.py tries; docgen's own
    packages are borrowed from the environment that runs the tests.
    """
    root = tmp_path_factory.mktemp("image")
    folder = root
    variables = {**os.environ, "PINS": "build"}
    for step in BUILD:
        if step.name == "WORKDIR":
            folder = root / step.rest.strip("/")
            folder.mkdir(parents=True)
        elif step.name == "COPY":
            copy(step.words[:-1], folder / step.words[-1])
        elif step.name == "RUN" and "apt-get" not in step.rest:
            run(step.rest.replace("/opt/", f"{root}/opt/"), folder, variables)
    (site,) = (root / "opt" / "docgen").rglob("site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"])
    return root


def copy(sources, target):
    for source in sources:
        if source.endswith("/"):
            shutil.copytree(ROOT / source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, target)


def run(line, folder, variables):
    done = subprocess.run(
        ["sh", "-ec", line],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    # Without a registry the steps cannot be tried; the reason is that of pip, not of the recipe.
    if done.returncode and "No matching distribution found" in done.stderr and "--require-hashes" in line:
        pytest.skip(f"no registry: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_its_steps_lead_to_a_docgen_that_makes_a_document(image, tmp_path):
    shutil.copy(ROOT / "samples" / "personal" / "market-entry.yaml", tmp_path)
    (settings,) = of(FINAL, "ENV")
    variables = dict(each.split("=", 1) for each in settings.words if not each.startswith("PATH"))
    variables |= {"PATH": f"{image}/opt/docgen/bin:/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = ["docgen", "generate", "market-entry.yaml", "--to", "docx,html", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".docx", ".html"}
    where = subprocess.run(
        [image / "opt/docgen/bin/python", "-c", "import docgen; print(docgen.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(f"{image}/opt/docgen/")
