"""Same input, same bytes: twice, and in processes that differ in everything but the input."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.making import LANGUAGES, OUTPUTS, ROOT, SAMPLES, make, make_sample

CHILD = """
import hashlib, json, sys
from pathlib import Path
from tests.support.making import make
path = Path(sys.argv[1])
made = make(path.read_bytes(), sys.argv[2], path.name)
print(json.dumps({name: hashlib.sha256(a.content).hexdigest() for name, a in made.artifacts.items()}))
"""
PLACES = [
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "0", "LC_ALL": "C"},
    {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"},
]


def digests(artifacts):
    return {name: hashlib.sha256(artifact.content).hexdigest() for name, artifact in artifacts.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_makes_the_same_bytes_twice(path, language):
    first = make_sample(path, language)
    again = make(path.read_bytes(), language, path.name)
    assert set(first.artifacts) == set(OUTPUTS)
    for name in OUTPUTS:
        assert first.artifacts[name].content == again.artifacts[name].content, name


@pytest.mark.parametrize(
    ("path", "language", "place"),
    [
        pytest.param(path, language, PLACES[(row + column) % 2], id=f"{path.stem}-{language}")
        for row, path in enumerate(SAMPLES)
        for column, language in enumerate(LANGUAGES)
    ],
)
def test_it_makes_the_same_bytes_elsewhere(path, language, place, tmp_path):
    environment = {**os.environ, **place, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(Path(path).resolve()), language],
        env=environment, cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1]) == digests(make_sample(path, language).artifacts)
