"""docgen from outside: real processes, real files."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
SAMPLES = ROOT / "samples" / "personal"


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)

    @property
    def codes(self):
        return [finding["code"] for spec in self.data["specs"] for finding in spec["diagnostics"]]


@dataclass(frozen=True)
class Docgen:
    """The program, in a folder of its own with a sample in it."""

    folder: Path

    def __call__(self, *arguments, language="en", timeout=60, prefix=(), **environment):
        command = [*prefix, str(BIN / "docgen"), *map(str, arguments)]
        settings = {**os.environ, "DOCGEN_LANG": language, "PYTHONUTF8": "1", **environment}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=settings,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def spec(self, name="goals.yaml", sample="market-entry.yaml", change=lambda text: text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(change((SAMPLES / sample).read_text(encoding="utf-8")), encoding="utf-8")
        return path

    def files(self, folder="."):
        return sorted(path.name for path in (self.folder / folder).iterdir())


@pytest.fixture
def docgen(tmp_path):
    return Docgen(tmp_path)


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """A sample in all three formats; made once, to be looked at and copied only."""
    made = Docgen(tmp_path_factory.mktemp("finished"))
    made.spec()
    ended = made("generate", "goals.yaml", "--to", "pdf,docx,html", "--out", "out", "--today", "2026-01-05")
    assert ended.code == 0, ended.err
    return made, ended


@pytest.fixture
def copy_of_finished(finished, docgen):
    made, _ = finished
    shutil.copytree(made.folder, docgen.folder, dirs_exist_ok=True)
    return docgen
