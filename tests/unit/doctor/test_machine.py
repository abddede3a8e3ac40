"""The machine is examined wherever docgen was started."""

import sys

import pytest

from docgen.doctor.machine import examine
from docgen.doctor.results import Kind


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder that somebody stands in")
def test_it_looks_at_no_folder_that_is_gone(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    kinds = {each.kind for each in examine()}
    assert Kind.RENDERING in kinds
    assert Kind.FOLDER not in kinds
