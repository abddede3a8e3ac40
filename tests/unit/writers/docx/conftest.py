"""Writers in the classic look, made once for these tests."""

from __future__ import annotations

import pytest

from docgen.writers.docx import DocxWriter
from tests.unit.writers.docx.trees import make_theme


@pytest.fixture(scope="session")
def writer() -> DocxWriter:
    return DocxWriter(make_theme())


@pytest.fixture(scope="session")
def english_writer() -> DocxWriter:
    return DocxWriter(make_theme("en-GB"))
