"""What a command loads before it works: a start costs what is imported."""

import json
import subprocess
import sys

import pytest

from tests.support.making import ROOT

SPEC = ROOT / "samples" / "personal" / "market-entry.yaml"
LOADED = """
import atexit, json, sys
from docgen.cli import main
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
sys.argv[0] = "docgen"
main()
"""


def loaded(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return frozenset(json.loads(done.stderr.splitlines()[-1]))


@pytest.fixture(scope="module")
def checking():
    return loaded("check", SPEC, "--lang", "en")


def test_it_shows_its_help_with_click_and_no_more():
    assert not loaded("--help") & {"yaml", "pydantic", "lxml", "docgen.diagnostics", "importlib.metadata"}


@pytest.mark.parametrize(
    "room", ["docgen.packs", "docgen.view", "docgen.render", "docgen.document.model", "lxml"]
)
def test_it_checks_a_spec_without_what_makes_documents(checking, room):
    assert room not in checking


def test_it_checks_a_spec_without_judging_its_own_library(checking):
    assert "docgen.kpis.shelf" in checking
    assert "docgen.kpis.entries" not in checking
